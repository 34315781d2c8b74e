"""Companies, their numbers, addresses, postcodes, towns and birth dates compared."""

import numpy as np

from habitue.matching.comparing_names import Naming
from habitue.matching.distances import alike
from habitue.matching.distinct_pairs import Compared, percent
from habitue.matching.notes import Note
from habitue.matching.places import area

_PART_FROM = 0.75  # of the weight of the words of the shorter name
_OF_WHOLE_FROM = 0.25


def _plain(level: np.ndarray, share: np.ndarray) -> Compared:
    return Compared(level.astype(np.int8), percent(share), np.zeros(len(level), dtype=np.int16))


def compare_companies(one: list[str], other: list[str], naming: Naming) -> Compared:
    """0 different, 1 somewhat alike, 2 alike or one a part of the other, 3 nearly the same, 4 the same."""
    joined = ([text.replace(" ", "") for text in texts] for texts in (one, other))
    share = np.maximum(alike("common_share", one, other), alike("jaro_winkler", *joined))
    level = np.select([share >= 0.93, share >= 0.87, share >= 0.75], [3, 2, 1], 0).astype(np.int8)
    note = np.zeros(len(one), dtype=np.int16)
    for place, (a, b) in enumerate(zip(one, other, strict=True)):
        if level[place] < 2:
            common, whole = _common_weight(a, b, naming)
            if common >= _PART_FROM and whole >= _OF_WHOLE_FROM:
                level[place], note[place] = 2, Note.PART
            elif common >= 0.5 and whole >= _OF_WHOLE_FROM:
                level[place] = 1
    return Compared(level, percent(share), note)


def _common_weight(a: str, b: str, naming: Naming) -> tuple[float, float]:
    """The weight (rarity) of the common words as a share of the lighter name and of both together."""
    x, y = set(a.split()), set(b.split())
    if x.isdisjoint(y):
        return 0.0, 0.0
    common, one, other = (sum(naming.weights.get(word, 1.0) for word in words) for words in (x & y, x, y))
    return common / max(min(one, other), 1e-9), common / max(one + other - common, 1e-9)


def compare_numbers(one: list[str], other: list[str]) -> Compared:
    """0 different, 1 one sign apart, 2 the same."""
    share = alike("edits", one, other)
    return _plain(share >= 0.88, share)


def compare_addresses(one: list[str], other: list[str]) -> Compared:
    """0 different to 5 the same: number and street count apart, so that neighbours are not one household."""
    numbers = [[text.partition(" ")[0] for text in texts] for texts in (one, other)]
    streets = [[text.partition(" ")[2] for text in texts] for texts in (one, other)]
    share = alike("common_share", *streets)
    pairs = zip(numbers[0], numbers[1], strict=True)
    kind = np.fromiter((2 if a == b != "-" else 1 if "-" in (a, b) else 0 for a, b in pairs), np.int8, len(one))
    level = np.select(
        [
            (kind == 2) & (share >= 0.9),
            ((kind == 2) & (share >= 0.75)) | ((kind == 1) & (share >= 0.9)),
            (share >= 0.87) | ((kind == 2) & (share >= 0.6)),
            (share >= 0.7) | ((kind == 2) & (share >= 0.5)),
        ],
        [4, 3, 2, 1],
        0,
    )
    return _plain(level, share * np.where(kind == 0, 0.9, 1.0))


def compare_postcodes(one: list[str], other: list[str]) -> Compared:
    """0 different, 1 the same area, 2 one sign apart, 3 the same."""
    share = alike("edits", one, other)
    near = np.fromiter((area(a) == area(b) for a, b in zip(one, other, strict=True)), bool, len(one))
    return _plain(np.select([share >= 0.79, near], [2, 1], 0), share)


def compare_towns(one: list[str], other: list[str]) -> Compared:
    """0 different, 1 alike or one a part of the other, 2 the same."""
    share = alike("jaro_winkler", one, other)
    part = np.fromiter(
        (set(a.split()) <= set(b.split()) or set(b.split()) <= set(a.split()) for a, b in zip(one, other, strict=True)),
        bool,
        len(one),
    )
    return _plain((share >= 0.88) | part, share)


def compare_births(one: list[str], other: list[str]) -> Compared:
    """0 different, 1 somewhat alike, 2 one typing error or day and month exchanged, 3 the same."""
    share = alike("edits", one, other)
    exchanged = np.fromiter(
        (a[:4] == b[:4] and a[4:6] == b[6:] and a[6:] == b[4:6] for a, b in zip(one, other, strict=True)),
        bool,
        len(one),
    )
    return _plain(np.select([exchanged | (share >= 0.87), share >= 0.74], [2, 1], 0), share)
