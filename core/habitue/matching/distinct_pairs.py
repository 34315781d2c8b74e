"""Pairs of rows compared through their pairs of distinct texts, each of which is worked on once."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habitue.matching.prepared import Column

Places = NDArray[np.int64]

_OFTEN = 3  # distinct texts are looked for where a text stands on average in more rows than this
_CHUNK = 1_000_000


@dataclass(frozen=True, slots=True)
class Compared:
    """One field of many pairs: level (-1 = a side is blank), likeness in percent, flags of `Note`."""

    level: NDArray[np.int8]
    alike: NDArray[np.int8]
    note: NDArray[np.int16]


def nothing(size: int) -> Compared:
    """Pairs of which a side is blank."""
    return Compared(np.full(size, -1, np.int8), np.zeros(size, np.int8), np.zeros(size, np.int16))


def percent(share: NDArray[np.floating]) -> NDArray[np.int8]:
    """A likeness from 0 to 1 in whole percent, 100 for equal ones only."""
    whole: NDArray[np.int8] = np.minimum(np.floor(share * 100), 100).astype(np.int8)
    return whole


def by_distinct(
    column: Column,
    pair: tuple[Places, Places],
    top: int,
    compare: Callable[[list[str], list[str]], Compared],
) -> Compared:
    """The pairs of a column: equal texts are at the `top` level, the others are what `compare` makes of them."""
    return by_codes(column, (column.codes[pair[0]], column.codes[pair[1]]), top, compare)


def by_codes(
    column: Column,
    codes: tuple[NDArray[np.int32], NDArray[np.int32]],
    top: int,
    compare: Callable[[list[str], list[str]], Compared],
) -> Compared:
    """The same for pairs of codes."""
    one, other = codes
    found = nothing(len(one))
    both = (one >= 0) & (other >= 0)
    equal = both & (one == other)
    found.level[equal], found.alike[equal] = top, 100
    unlike = np.flatnonzero(both & ~equal)
    low = np.minimum(one[unlike], other[unlike]).astype(np.int64)
    high = np.maximum(one[unlike], other[unlike])
    if len(unlike) and len(column.codes) > _OFTEN * len(column.texts):
        pairs, back = np.unique(low * len(column.texts) + high, return_inverse=True)
        made = _chunked(column, pairs // len(column.texts), pairs % len(column.texts), compare)
        found.level[unlike], found.alike[unlike] = made.level[back], made.alike[back]
        found.note[unlike] = made.note[back]
    elif len(unlike):
        made = _chunked(column, low, high, compare)
        found.level[unlike], found.alike[unlike], found.note[unlike] = made.level, made.alike, made.note
    return found


def _chunked(
    column: Column,
    one: NDArray[np.integer],
    other: NDArray[np.integer],
    compare: Callable[[list[str], list[str]], Compared],
) -> Compared:
    parts = [
        compare(
            column.texts[one[start : start + _CHUNK]].tolist(), column.texts[other[start : start + _CHUNK]].tolist()
        )
        for start in range(0, len(one), _CHUNK)
    ]
    if len(parts) == 1:
        return parts[0]
    return Compared(
        np.concatenate([part.level for part in parts]),
        np.concatenate([part.alike for part in parts]),
        np.concatenate([part.note for part in parts]),
    )
