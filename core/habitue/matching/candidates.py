"""Candidate pairs: rows that share a key, so that their number grows with the file and not with its square."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from habitue.matching.criteria import MatchCriteria
from habitue.matching.keys import Key, Part, keys, seconds, together
from habitue.matching.prepared import Prepared

Places = NDArray[np.int64]


def candidates(
    prepared: Prepared, criteria: MatchCriteria, wanted: Places, look: Callable[[], None]
) -> tuple[Places, Places]:
    """The rows of each candidate pair (left < right), sorted; `wanted` pairs (left * rows + right) are always there."""
    rows = len(prepared)
    cuts = seconds(prepared)
    found = [wanted, _alike_in_all(prepared)]
    lean = rows > criteria.lean_from_rows
    for key in keys(prepared):
        look()
        limit = criteria.lean_block_rows if lean and key.names_only else criteria.block_rows
        found.append(_pairs(key, rows, limit, cuts))
    numbers = np.unique(np.concatenate(found))
    if prepared.source is not None:
        numbers = numbers[prepared.source[numbers // rows] != prepared.source[numbers % rows]]
    return numbers // rows if rows else numbers, numbers % rows if rows else numbers


def _pairs(key: Key, rows: int, limit: int, cuts: list[Part]) -> Places:
    """All pairs within the blocks of a key; a block of more than `limit` rows is cut by a second field first."""
    codes = pd.factorize(key.parts)[0].astype(np.int64)
    sizes = np.bincount(codes)
    large = sizes[codes] > limit
    found = [_within(key.rows[~large], codes[~large], rows)]
    if large.any():
        some, block = key.rows[large], codes[large]
        for cut in cuts:
            finer = together(block, cut[some])
            kept = finer >= 0
            fine = finer[kept]
            if len(fine):
                small = np.bincount(fine)[fine] <= limit
                found.append(_within(some[kept][small], fine[small], rows))
    return np.unique(np.concatenate(found))


def _within(members: Places, codes: Places, rows: int) -> Places:
    """Every pair of rows with the same code, as left * rows + right."""
    order = np.argsort(codes, kind="stable")
    members, codes = members[order], codes[order]
    ends = np.searchsorted(codes, codes, side="right")
    later = ends - np.arange(len(codes)) - 1
    first = np.repeat(np.arange(len(codes)), later)
    second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(later) - later, later)
    return _numbered(members[first], members[second], rows)


def _numbered(one: Places, other: Places, rows: int) -> Places:
    kept = one != other
    low, high = np.minimum(one, other)[kept], np.maximum(one, other)[kept]
    numbers: Places = low.astype(np.int64) * rows + high
    return numbers


def _alike_in_all(prepared: Prepared) -> Places:
    """Rows that are the same in every field, each with the next: a block of them may be too large for any key."""
    rows = len(prepared)
    if not prepared.columns or rows < 2:
        return np.empty(0, dtype=np.int64)
    same = identical(prepared)
    order = np.argsort(same, kind="stable")
    following = same[order][1:] == same[order][:-1]
    following &= prepared.columns_filled()[order][1:]
    return _numbered(order[:-1][following], order[1:][following], rows)


def identical(prepared: Prepared) -> Places:
    """A number per row, equal for rows that are the same in every field."""
    mixed = np.zeros(len(prepared), dtype=np.int64)
    for column in prepared.columns.values():
        mixed = pd.factorize(mixed * (len(column.texts) + 1) + column.codes + 1)[0].astype(np.int64)
    return mixed
