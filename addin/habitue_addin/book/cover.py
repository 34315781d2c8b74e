"""Covers a picture of values with few rectangles, each a request: later ones may be painted over earlier ones.

It is found backwards. What is painted last must be right everywhere; what it covers may be anything before. So value by
value is taken off, the one that needs fewest rectangles first, and its cells then matter no more to those below.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Grid: TypeAlias = "Sequence[Sequence[Hashable]]"


class _Mark:
    def __init__(self, name: str) -> None:
        self._name = name

    def __repr__(self) -> str:
        return self._name


FREE = _Mark("FREE")
"""A cell that may be given any value."""

TABOO = _Mark("TABOO")
"""A cell that must be left alone."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """One value for a rectangle of cells, from 0, its last row and column included."""

    value: Hashable
    top: int
    left: int
    bottom: int
    right: int


def cover(grid: Grid, usual: Hashable = TABOO) -> list[Stroke]:
    """Strokes that give every cell its value, in their order; cells are `usual` before.

    At most one for each cell that is not usual.
    """
    plain = _taken_off(grid, usual, over_usual=False)
    return min(plain, _taken_off(grid, usual, over_usual=True), key=len)


def _taken_off(grid: Grid, usual: Hashable, *, over_usual: bool) -> list[Stroke]:
    """With `over_usual` strokes may go over usual cells too, which are then set by strokes of their own."""
    left = _masks(grid)
    free = left.pop(FREE, [0] * len(grid))
    left.pop(TABOO, None)
    found: list[Stroke] = []
    while any(value != usual for value in left):
        choice = [value for value in left if over_usual or value != usual]
        strokes = min((list(_strokes(value, left[value], free)) for value in choice), key=len)
        found += strokes
        gone = left.pop(strokes[0].value)
        free = [one | other for one, other in zip(free, gone, strict=True)]
    return found[::-1]


def _masks(grid: Grid) -> dict[Hashable, list[int]]:
    """For each value and row the columns that have it, as bits."""
    found: dict[Hashable, list[int]] = {}
    for row, line in enumerate(grid):
        for column, value in enumerate(line):
            found.setdefault(value, [0] * len(grid))[row] |= 1 << column
    return found


def _strokes(value: Hashable, wanted: Sequence[int], free: Sequence[int]) -> Iterator[Stroke]:
    """Rectangles over all cells that want a value, and over none that must not have it."""
    left = list(wanted)
    allowed = [one | other for one, other in zip(wanted, free, strict=True)]
    for top in range(len(left)):
        while left[top]:
            mask, bottom = _widest(left, allowed, top)
            used = [line & mask for line in left[top : bottom + 1]]
            bottom = top + max(n for n, line in enumerate(used) if line)
            columns = 0
            for line in used:
                columns |= line
            first, last = (columns & -columns).bit_length() - 1, columns.bit_length() - 1
            yield Stroke(value, top, first, bottom, last)
            left[top : bottom + 1] = [line & ~mask for line in left[top : bottom + 1]]


def _widest(left: Sequence[int], allowed: Sequence[int], top: int) -> tuple[int, int]:
    """The rectangle from a row on, around its first cell that is left, that covers most of what is left."""
    start = left[top] & -left[top]
    mask = _run(allowed[top], start)
    best, most = (mask, top), 0
    bottom = top
    while mask:
        while bottom + 1 < len(allowed) and allowed[bottom + 1] & mask == mask:
            bottom += 1
        count = sum((line & mask).bit_count() for line in left[top : bottom + 1])
        if count > most:
            best, most = (mask, bottom), count
        if bottom + 1 == len(allowed):
            break
        mask = _run(allowed[bottom + 1] & mask, start)
    return best


def _run(bits: int, start: int) -> int:
    """The neighbours of a bit that are set without a gap, itself among them; 0 where it is not set."""
    if not bits & start:
        return 0
    run = start
    while (wider := run | (run << 1 | run >> 1) & bits) != run:
        run = wider
    return run
