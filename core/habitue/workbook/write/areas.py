"""Rectangles of cells: the areas of tables, and single cells as few of them as will do."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from habitue.tables import column_letter, column_number

_RANGE = re.compile(r"^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, 1-based, its last row and column included."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        start = f"{column_letter(self.left)}{self.top}"
        end = f"{column_letter(self.right)}{self.bottom}"
        return start if start == end else f"{start}:{end}"

    def meets(self, other: "Area") -> bool:
        """Whether the two have a cell in common."""
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )

    def has(self, row: int, column: int) -> bool:
        """Whether a cell is in it."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def holds(self, other: "Area") -> bool:
        """Whether all cells of the other are in this one."""
        return (
            self.top <= other.top
            and other.bottom <= self.bottom
            and self.left <= other.left
            and other.right <= self.right
        )


def area(reference: str) -> Area | None:
    """The rectangle that "A1:C3" or "B2" means; None for anything else."""
    match = _RANGE.match(reference.strip().upper())
    if match is None:
        return None
    left, top = column_number(match[1]), int(match[2])
    right, bottom = (column_number(match[3]), int(match[4])) if match[3] else (left, top)
    return Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def areas(cells: Iterable[tuple[int, int]]) -> list[Area]:
    """Single cells as few rectangles: runs in a row, then equal runs below one another."""
    runs: list[Area] = []
    for row, column in sorted(cells):
        last = runs[-1] if runs else None
        if last and last.top == row and last.right == column - 1:
            runs[-1] = Area(row, last.left, row, column)
        else:
            runs.append(Area(row, column, row, column))
    merged: dict[tuple[int, int, int], Area] = {}
    for run in runs:
        above = merged.pop((run.top - 1, run.left, run.right), None)
        whole = Area(above.top if above else run.top, run.left, run.bottom, run.right)
        merged[run.bottom, run.left, run.right] = whole
    return sorted(merged.values(), key=lambda found: (found.top, found.left))


def bounds(found: Sequence[Area]) -> str:
    """The smallest rectangle around some others."""
    if not found:
        return "A1"
    top, left = min(a.top for a in found), min(a.left for a in found)
    return str(Area(top, left, max(a.bottom for a in found), max(a.right for a in found)))
