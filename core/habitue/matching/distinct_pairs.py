"""Pairs of rows compared through their pairs of distinct texts, each of which is worked on once."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from habitue.matching.prepared import Column, Texts

Places = NDArray[np.int64]

_OFTEN = 3  # distinct texts are looked for where a text stands on average in more rows than this

Codes = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Compared:
    """One field of many pairs: level (-1 = a side is blank), likeness in percent, flags of `Note`."""

    level: NDArray[np.int8]
    alike: NDArray[np.int8]
    note: NDArray[np.int16]


Compare = Callable[[Codes, Codes], Compared]
"""Compares the texts of a column at the given places, which are never equal."""


def nothing(size: int) -> Compared:
    """Pairs of which a side is blank."""
    return Compared(np.full(size, -1, np.int8), np.zeros(size, np.int8), np.zeros(size, np.int16))


def percent(share: NDArray[np.floating]) -> NDArray[np.int8]:
    """A likeness from 0 to 1 in whole percent, 100 for equal ones only."""
    whole: NDArray[np.int8] = np.minimum(np.floor(share * 100), 100).astype(np.int8)
    return whole


def by_distinct(column: Column, pair: tuple[Places, Places], top: int, compare: Compare) -> Compared:
    """The pairs of a column: equal texts are at the `top` level, the others are what `compare` makes of them."""
    return by_codes(column, (column.codes[pair[0]], column.codes[pair[1]]), top, compare)


def by_codes(column: Column, codes: tuple[Codes, Codes], top: int, compare: Compare) -> Compared:
    """The same for pairs of codes."""
    one, other = codes
    found = nothing(len(one))
    both = (one >= 0) & (other >= 0)
    equal = both & (one == other)
    found.level[equal], found.alike[equal] = top, 100
    unlike = np.flatnonzero(both & ~equal)
    low, high = np.minimum(one[unlike], other[unlike]), np.maximum(one[unlike], other[unlike])
    back: slice | Places = slice(None)
    if len(unlike) and len(column.codes) > _OFTEN * len(column.texts):
        mixed, distinct = pd.factorize(low.astype(np.int64) * len(column.texts) + high)
        back, pairs = mixed, np.asarray(distinct)
        low, high = (pairs // len(column.texts)).astype(np.int32), (pairs % len(column.texts)).astype(np.int32)
    if len(unlike):
        made = compare(low, high)
        found.level[unlike], found.alike[unlike] = made.level[back], made.alike[back]
        found.note[unlike] = made.note[back]
    return found


def column_of(texts: list[str]) -> Texts:
    """Texts as an array of objects."""
    made = np.empty(len(texts), dtype=object)
    made[:] = texts
    return made
