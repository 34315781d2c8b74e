"""Groups of rows from pairs: no group hangs on one weak link, none has two rows that a person or a date told apart."""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from habitue.whole import bincount

Places = NDArray[np.int64]

_HALF = 0.5
_WIDEST = 30  # rows of a component up to which all of its pairs are compared


class Grouping:
    """Rows in growing groups; a merge is refused where two rows of the groups must stay apart."""

    def __init__(self, rows: int, apart: Iterable[tuple[int, int]]) -> None:
        self._first = list(range(rows))
        self._members: dict[int, list[int]] = {}
        self._apart: dict[int, set[int]] = defaultdict(set)
        self.keep_apart(apart)

    def keep_apart(self, pairs: Iterable[tuple[int, int]]) -> None:
        """From now on these rows may not join; those that did already stay together."""
        for one, other in pairs:
            if self.first(one) != self.first(other):
                self._apart[one].add(other)
                self._apart[other].add(one)

    def first(self, row: int) -> int:
        """The row that stands for the group of a row."""
        while self._first[row] != row:
            self._first[row] = self._first[self._first[row]]
            row = self._first[row]
        return row

    def members(self, first: int) -> list[int]:
        """The rows of a group."""
        return self._members.get(first, [first])

    def may_join(self, one: int, other: int) -> bool:
        """Whether no two rows of the two groups must stay apart."""
        return not any(
            not self._apart[row].isdisjoint(self.members(other)) for row in self.members(one) if row in self._apart
        )

    def join(self, one: int, other: int) -> None:
        """Two groups become one; the lower row stands for both."""
        low, high = min(one, other), max(one, other)
        self._members[low] = self.members(low) + self.members(high)
        self._members.pop(high, None)
        self._first[high] = low

    def firsts(self) -> Places:
        """The first row of each row's group, -1 for rows alone."""
        firsts = np.array([self.first(row) for row in range(len(self._first))], dtype=np.int64)
        alone = bincount(firsts, minlength=len(firsts))[firsts] == 1 if len(firsts) else np.zeros(0, bool)
        return np.where(alone, -1, firsts)


def group(
    grouping: Grouping,
    pair: tuple[Places, Places],
    probability: NDArray[np.float64],
    least: float,
    source: NDArray[np.integer] | None = None,
) -> None:
    """Joins groups along the pairs of at least this probability, the surest first.

    Two groups join while the mean over all pairs between them is at least a half; pairs not given count as 0. Where
    rows were compared across files only, `source` tells the file of each, and pairs within one do not count.
    """
    left, right = pair
    known: dict[int, dict[int, float]] = defaultdict(dict)
    for one, other, share in zip(left.tolist(), right.tolist(), probability.tolist(), strict=True):
        known[one][other] = known[other][one] = share
    edges = np.flatnonzero(probability >= least)
    edges = edges[np.lexsort((right[edges], left[edges], -probability[edges]))]
    for one, other in zip(left[edges].tolist(), right[edges].tolist(), strict=True):
        a, b = grouping.first(one), grouping.first(other)
        if a != b and _close(known, grouping.members(a), grouping.members(b), source) and grouping.may_join(a, b):
            grouping.join(a, b)


def _close(
    known: dict[int, dict[int, float]], one: list[int], other: list[int], source: NDArray[np.integer] | None
) -> bool:
    if len(one) == len(other) == 1:
        return True
    total = sum(known[row].get(second, 0.0) for row in one for second in other)
    pairs = len(one) * len(other)
    if source is not None:
        pairs = sum(source[row] != source[second] for row in one for second in other)
    return total >= _HALF * pairs


def components(rows: int, left: Places, right: Places) -> Places:
    """The lowest row that each row hangs together with, through any pairs."""
    first = np.arange(rows, dtype=np.int64)
    while len(left):
        low = np.minimum(first[left], first[right])
        after = first.copy()
        np.minimum.at(after, first[left], low)
        np.minimum.at(after, first[right], low)
        after = after[after]
        if np.array_equal(after, first):
            break
        first = after
    return first


def missing_pairs(rows: int, left: Places, right: Places) -> tuple[Places, Places]:
    """The pairs that small components lack: rows that hang together but were never compared."""
    involved = np.unique(np.concatenate([left, right]))
    first = components(rows, left, right)[involved]
    order = np.argsort(first, kind="stable")
    sizes = np.unique(first, return_counts=True)[1]
    found, start = [], 0
    for size in sizes.tolist():
        if 2 < size <= _WIDEST:
            members = np.sort(involved[order[start : start + size]])
            one, other = np.triu_indices(size, 1)
            found.append(members[one] * rows + members[other])
        start += size
    if not found:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    numbers = np.setdiff1d(np.concatenate(found), left * rows + right)
    return numbers // rows, numbers % rows


def expected_duplicates(grouping: Grouping, left: Places, right: Places, probability: NDArray[np.float64]) -> float:
    """The expected number of rows that are not the first of their customer: the sum over a spanning forest."""
    total = 0.0
    for place in np.lexsort((right, left, -probability)).tolist():
        a, b = grouping.first(int(left[place])), grouping.first(int(right[place]))
        if a != b:
            grouping.join(a, b)
            total += float(probability[place])
    return total
