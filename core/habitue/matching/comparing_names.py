"""Given names, surnames and their swaps: nicknames, initials, parts, and names that are two people's however alike."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habitue.matching.distances import alike
from habitue.matching.distinct_pairs import Codes, Compare, Compared, by_codes, column_of, percent
from habitue.matching.nicknames import is_form, is_known
from habitue.matching.notes import Note
from habitue.matching.prepared import Column, Prepared, Texts

Places = NDArray[np.int64]

DIFFERENT, SLIGHTLY, INITIAL, CLOSE, SAME = range(5)
PART = 2  # of a surname
_CLOSE_FROM, _SLIGHTLY_FROM, _CROSSED_FROM = 0.92, 0.8, 0.9
_COMMON_ROWS, _COMMON_SHARE = 3, 2e-4
_LEAST_PART = 3
_LONG_NAME = 5
_SLIP_FROM = 0.6  # below this two names are never one typing error apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """What the file as a whole tells of names: its common given names, and how rare each word of a company is."""

    given: frozenset[str]
    weights: Mapping[str, float]


def naming(prepared: Prepared) -> Naming:
    """The common given names and the rarity of companies' words in a file."""
    first, company = prepared.columns.get("first"), prepared.columns.get("company")
    common: frozenset[str] = frozenset()
    if first is not None:
        least = max(_COMMON_ROWS, _COMMON_SHARE * len(prepared))
        common = frozenset(first.texts[first.counts() >= least])
    weights: dict[str, float] = {}
    if company is not None:
        words: dict[str, int] = {}
        for text, rows in zip(company.texts, company.counts().tolist(), strict=True):
            for word in text.split():
                words[word] = words.get(word, 0) + (1 if rows else 0)
        weights = {word: float(np.log(1 + len(company.texts) / count)) for word, count in words.items() if count}
    return Naming(given=common, weights=weights)


def given_names(column: Column, naming: Naming) -> Compare:
    """Two given names: different ones are two people's, unless one is a form, initial or part of the other."""
    letters = _letters(column)
    short = _short(column)

    def compare(one: Codes, other: Codes) -> Compared:
        share, level = _spelling(column.texts, (one, other))
        note = np.zeros(len(one), dtype=np.int16)
        worth = (letters[one] == letters[other]) | (level > 0) | short[one] | short[other]
        for place in np.flatnonzero(worth).tolist():
            a, b = column.texts[one[place]], column.texts[other[place]]
            level[place], note[place] = _given(a, b, int(level[place]), naming)
        return Compared(level, percent(share), note)

    return compare


def _letters(column: Column) -> NDArray[np.int64]:
    """The first letter of each text, as a number; -1 at the end, for none."""
    return np.array([ord(text[0]) for text in column.texts] + [-1], dtype=np.int64)


def _short(column: Column) -> NDArray[np.bool_]:
    """Which given names may be a form of one that begins otherwise (Bob, Bill), or stand second (Marie Anne, Anne)."""
    return np.fromiter((" " in text or is_known(text) for text in column.texts), dtype=bool, count=len(column.texts))


def _spelling(texts: Texts, pair: tuple[Codes, Codes]) -> tuple[NDArray[np.float32], NDArray[np.int8]]:
    """How alike the letters are, and the level that this makes: one typing error in a long name is CLOSE."""
    one, other = texts[pair[0]], texts[pair[1]]
    share = alike("jaro_winkler", one, other, _SLIP_FROM)
    sizes = np.fromiter(map(len, texts), dtype=np.float32, count=len(texts))
    longest = np.maximum(sizes[pair[0]], sizes[pair[1]])
    level = np.select([share >= _CLOSE_FROM, share >= _SLIGHTLY_FROM], [CLOSE, SLIGHTLY], DIFFERENT).astype(np.int8)
    some = np.flatnonzero((share < _CLOSE_FROM) & (share >= _SLIP_FROM) & (longest >= _LONG_NAME))
    edited = alike("edits", one[some], other[some])
    level[some[(1 - edited) * longest[some] < 1.5]] = CLOSE
    share[some] = np.maximum(share[some], edited)
    return share, level


def _given(a: str, b: str, level: int, naming: Naming) -> tuple[int, int]:
    x, y = a.split(), b.split()
    if len(x) > 1 or len(y) > 1:
        return _compound(x, y, level, naming)
    if len(a) == 1 or len(b) == 1:
        return (INITIAL, Note.INITIAL) if a[0] == b[0] else (DIFFERENT, 0)
    if is_form(a, b):
        return CLOSE, Note.NICKNAME
    if _tells(a, naming) and _tells(b, naming):
        return DIFFERENT, Note.OTHER_NAME
    return level, 0


def _compound(x: list[str], y: list[str], level: int, naming: Naming) -> tuple[int, int]:
    """Compound names: "Jean Pierre" is not "Jean Marie", but "Jean", "J P" and "Jean P" may be him."""
    if "".join(x) == "".join(y):
        return SAME, 0
    if set(x) <= set(y) or set(y) <= set(x):
        return CLOSE, Note.PART
    if all(len(word) == 1 for word in x) or all(len(word) == 1 for word in y):
        joined = zip("".join(w[0] for w in x), "".join(w[0] for w in y), strict=False)
        return (INITIAL, Note.INITIAL) if all(a == b for a, b in joined) else (DIFFERENT, 0)
    if len(x) == len(y) and all(a == b or (a[0] == b[0] and 1 in (len(a), len(b))) for a, b in zip(x, y, strict=True)):
        return CLOSE, Note.INITIAL
    if x[0] != y[0] and is_form(x[0], y[0]):
        return CLOSE, Note.NICKNAME
    if len(x) == 1 or len(y) == 1:
        head, other = (x[0], y) if len(x) == 1 else (y[0], x)
        short = len(head) == 1
        if short:
            return (INITIAL, Note.INITIAL) if head == other[0][0] else (DIFFERENT, 0)
        return max((_given(head, word, level, naming) for word in other[:1]), key=lambda found: found[0])
    if any(_tells(a, naming) and _tells(b, naming) and a != b for a, b in zip(x, y, strict=False)):
        return DIFFERENT, Note.OTHER_NAME
    return level, 0


def _tells(name: str, naming: Naming) -> bool:
    return len(name) > 1 and (name in naming.given or is_known(name))


def surnames(column: Column) -> Compare:
    """Two surnames; one that is a part of the other (married, double-barrelled) has a level of its own."""
    bare = column_of([text.replace(" ", "") for text in column.texts])
    several = np.fromiter((" " in text for text in column.texts), dtype=bool, count=len(column.texts))
    single = np.fromiter((len(text) == 1 for text in column.texts), dtype=bool, count=len(column.texts))
    letters = _letters(column)

    def compare(one: Codes, other: Codes) -> Compared:
        share, level = _spelling(bare, (one, other))
        note = np.zeros(len(one), dtype=np.int16)
        for place in np.flatnonzero(several[one] | several[other]).tolist():
            if bare[one[place]] == bare[other[place]]:
                level[place] = SAME
            elif level[place] != CLOSE and _is_part(column.texts[one[place]], column.texts[other[place]]):
                level[place], note[place] = PART, Note.PART
        initial = (single[one] | single[other]) & (letters[one] == letters[other])
        level[initial], note[initial] = PART, Note.INITIAL
        return Compared(level, percent(share), note)

    return compare


def _is_part(a: str, b: str) -> bool:
    x, y = ({word for word in text.split() if len(word) >= _LEAST_PART} for text in (a, b))
    return bool(x and y) and (x <= y or y <= x)


def with_swaps(
    prepared: Prepared, left: Places, right: Places, first: Compared, last: Compared
) -> tuple[Compared, Compared]:
    """Both names again where given name and surname stand in each other's place, exactly or with a typing error."""
    given, family = prepared.columns["first"], prepared.columns["last"]
    f1, l1, f2, l2 = given.codes[left], family.codes[left], given.codes[right], family.codes[right]
    worth = np.flatnonzero((first.level < CLOSE) & (last.level < CLOSE) & (first.level >= 0) & (last.level >= 0))
    letters = _letters(family)
    f1, l1, f2, l2 = f1[worth], l1[worth], f2[worth], l2[worth]
    near = (letters[f1] == letters[l2]) & (letters[l1] == letters[f2])
    worth, f1, l1, f2, l2 = worth[near], f1[near], l1[near], f2[near], l2[near]
    crossed = _crossed(family, letters)
    one, two = by_codes(family, (f1, l2), SAME, crossed), by_codes(family, (l1, f2), SAME, crossed)
    swapped = np.minimum(one.level, two.level) >= SLIGHTLY
    swapped &= np.maximum(one.level, two.level) >= CLOSE
    worth = worth[swapped]
    for found, made in ((first, one), (last, two)):
        found.level[worth], found.alike[worth] = made.level[swapped], made.alike[swapped]
        found.note[worth] = Note.SWAPPED
    return first, last


def _crossed(column: Column, letters: NDArray[np.int64]) -> Compare:
    single = np.fromiter((len(text) == 1 for text in column.texts), dtype=bool, count=len(column.texts))

    def compare(one: Codes, other: Codes) -> Compared:
        share = alike("jaro_winkler", column.texts[one], column.texts[other], _SLIGHTLY_FROM)
        level = np.select([share >= _CROSSED_FROM, share > 0], [CLOSE, SLIGHTLY], DIFFERENT).astype(np.int8)
        level[(single[one] | single[other]) & (letters[one] == letters[other])] = INITIAL
        return Compared(level, percent(share), np.zeros(len(one), dtype=np.int16))

    return compare
