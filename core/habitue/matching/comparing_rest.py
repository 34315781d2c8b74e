"""Companies, their numbers, addresses, postcodes, towns and birth dates compared."""

import numpy as np

from habitue.matching.comparing_names import Naming
from habitue.matching.distances import alike
from habitue.matching.distinct_pairs import Compared, percent
from habitue.matching.notes import Note
from habitue.matching.places import area
from habitue.matching.plain_distances import jaro_winkler

_PART_FROM = 0.75  # of the weight of the words of the shorter name
_OF_WHOLE_FROM = 0.25
_WORD_FROM = 0.88
_LEAST_WORD = 3


def _plain(level: np.ndarray, share: np.ndarray) -> Compared:
    return Compared(level.astype(np.int8), percent(share), np.zeros(len(level), dtype=np.int16))


def compare_companies(one: list[str], other: list[str], naming: Naming) -> Compared:
    """0 different, 1 somewhat alike, 2 alike or one a part of the other, 3 nearly the same, 4 the same."""
    joined = ([text.replace(" ", "") for text in texts] for texts in (one, other))
    share = np.maximum(alike("common_share", one, other), alike("jaro_winkler", *joined))
    level = np.select([share >= 0.93, share >= 0.87, share >= 0.75], [3, 2, 1], 0).astype(np.int8)
    note = np.zeros(len(one), dtype=np.int16)
    for place, (a, b) in enumerate(zip(one, other, strict=True)):
        level[place], note[place] = _by_words(a.split(), b.split(), int(level[place]), naming)
    return Compared(level, percent(share), note)


def _by_words(x: list[str], y: list[str], level: int, naming: Naming) -> tuple[int, int]:
    """The level once words are told apart: "Ritz café" is not "Ritz restaurant", "Ritz" may be either."""
    if level == 0 and set(x).isdisjoint(y):
        return 0, 0
    rest_x = [word for word in x if not any(_same_word(word, other) for other in y)]
    rest_y = [word for word in y if not any(_same_word(word, other) for other in x)]
    one, other = _weight(x, naming), _weight(y, naming)
    common = max(one - _weight(rest_x, naming), 0.0)
    if rest_x and rest_y:
        return (min(level, 1) if common >= _PART_FROM * min(one, other) else 0), 0
    if common < _OF_WHOLE_FROM * max(one, other):
        return 1, Note.PART
    return (max(level, 2), Note.PART if rest_x or rest_y else 0)


def _same_word(a: str, b: str) -> bool:
    """Equal, one the beginning of the other, or a typing error apart."""
    if a == b:
        return True
    if a[0] != b[0] or min(len(a), len(b)) < _LEAST_WORD:
        return False
    return a.startswith(b) or b.startswith(a) or jaro_winkler(a, b) >= _WORD_FROM


def _weight(words: list[str], naming: Naming) -> float:
    return sum(naming.weights.get(word, 1.0) for word in words)


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
