"""Candidate pairs: rows that share a key, so that their number grows with the file and not with its square."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from habitue.matching.criteria import MatchCriteria
from habitue.matching.keys import Key, Part, keys, seconds, together
from habitue.matching.prepared import Prepared
from habitue.whole import bincount, repeat

Places = NDArray[np.int64]

_PAIRS_A_ROW = 1


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
        if lean and key.coarse:
            continue
        spare = key.coarse or (lean and key.names_only)
        limit = criteria.lean_block_rows if spare else criteria.block_rows
        limit = _affordable(key.parts, rows, limit) if lean or key.coarse else limit
        found += _pairs(key, rows, limit, [] if spare else cuts)
    numbers = _distinct(np.concatenate(found))
    if prepared.source is not None:
        numbers = numbers[prepared.source[numbers // rows] != prepared.source[numbers % rows]]
    return numbers // rows if rows else numbers, numbers % rows if rows else numbers


def _affordable(parts: Part, rows: int, limit: int) -> int:
    """The largest block up to which a key brings no more than one pair a row: the file outgrows coarse keys."""
    sizes: Places = np.unique(parts, return_counts=True)[1]
    counts: Places = bincount(np.minimum(sizes, limit + 1), minlength=limit + 2)[: limit + 1].astype(np.int64)
    block = np.arange(limit + 1)
    pairs = np.cumsum(counts * block * (block - 1) // 2)
    return max(int((pairs <= _PAIRS_A_ROW * rows).sum()) - 1, 2)


def _pairs(key: Key, rows: int, limit: int, cuts: list[Part]) -> list[Places]:
    """All pairs within the blocks of a key; a block of more than `limit` rows is cut by a second field first."""
    found, large = _within(key.rows, key.parts, rows, limit)
    made = [found]
    if len(large) and cuts:
        some, block = key.rows[large], key.parts[large]
        for cut in cuts:
            finer = together(block, cut[some])
            kept = finer >= 0
            made.append(_within(some[kept], finer[kept], rows, limit)[0])
    return made


def _within(members: Places, parts: Part, rows: int, limit: int) -> tuple[Places, Places]:
    """Every pair of rows with the same part, up to `limit` rows each; and the places of those in larger blocks."""
    order = np.argsort(parts, kind="stable")
    sorted_parts = parts[order]
    starts = np.flatnonzero(np.append(True, sorted_parts[1:] != sorted_parts[:-1])) if len(parts) else order
    sizes = np.diff(np.append(starts, len(parts)))
    of_row = repeat(sizes, sizes)
    inside = np.arange(len(parts)) - repeat(starts, sizes)
    later = np.where(of_row <= limit, of_row - 1 - inside, 0)
    first = repeat(np.arange(len(parts)), later)
    second = first + 1 + np.arange(len(first)) - repeat(np.cumsum(later) - later, later)
    by_row = members[order]
    return _numbered(by_row[first], by_row[second], rows), order[of_row > limit]


def _distinct(numbers: Places) -> Places:
    """Sorted, each once; in place of np.unique, which takes twice the memory."""
    numbers.sort()
    return numbers[np.append(True, numbers[1:] != numbers[:-1])] if len(numbers) else numbers


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
