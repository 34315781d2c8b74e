"""Answers that contradict one another through others: A is B, B is C, but A is not C."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from habitue.merging.answers import Placed

Pair = tuple[int, int]
_Ways = Mapping[int, Mapping[int, bool]]  # row -> row -> whether only an answer says that they are one


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrary:
    """Rows that are said to be one from each to the next (`rows`), though first and last are said not to be.

    `held` are the answers “same” along the way: which of them is wrong nobody can tell, so none of them counts.
    """

    rows: tuple[int, ...]
    held: frozenset[Pair]


def contrary(placed: Sequence[Placed], kept: Iterable[Sequence[int]], marks: Sequence[str]) -> list[Contrary]:
    """All such chains, the shortest way for each answer “different” or “same household”.

    `kept` pairs of rows are one already and stay so. The result does not depend on the order of rows or answers.
    """
    apart = {_pair(one.reference, one.row) for one in placed if one.told.answer in ("different", "household")}
    same = {_pair(one.reference, one.row) for one in placed if one.told.answer == "same"} - apart
    if not apart or not same:
        return []
    ways: dict[int, dict[int, bool]] = {}
    for pairs, by_answer in ((same, True), ({_pair(int(one), int(other)) for one, other in kept}, False)):
        for one, other in pairs:
            ways.setdefault(one, {})[other] = by_answer
            ways.setdefault(other, {})[one] = by_answer
    found = []
    for one, other in _ordered(apart, marks):
        while way := _shortest(ways, one, other, marks):
            steps = [_pair(*step) for step in pairwise(way)]
            held = frozenset(step for step in steps if ways[step[0]][step[1]])
            if not held:
                break
            found.append(Contrary(rows=tuple(way), held=held))
            for low, high in held:
                del ways[low][high], ways[high][low]
    return found


def _shortest(ways: _Ways, one: int, other: int, marks: Sequence[str]) -> list[int]:
    """The rows of the shortest way from one row to the other, of several the first by marks; empty without any."""
    before, waiting = {one: one}, deque([one])
    while waiting and other not in before:
        row = waiting.popleft()
        for following in sorted(ways.get(row, ()), key=lambda place: marks[place]):
            if following not in before:
                before[following] = row
                waiting.append(following)
    if other not in before:
        return []
    way = [other]
    while way[-1] != one:
        way.append(before[way[-1]])
    return way[::-1]


def _pair(one: int, other: int) -> Pair:
    return min(one, other), max(one, other)


def _ordered(pairs: Iterable[Pair], marks: Sequence[str]) -> list[Pair]:
    """The pairs by their marks, and each from the lower mark to the higher."""
    turned = [(one, other) if marks[one] <= marks[other] else (other, one) for one, other in pairs]
    return sorted(turned, key=lambda pair: (marks[pair[0]], marks[pair[1]]))
