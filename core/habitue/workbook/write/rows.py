"""The rows of a sheet as a stream of XML: strips of cells, side by side and below one another, cut into even pieces."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from habitue.workbook.write.columns import Cells, Strip, joined, listed

_PIECE = 8_192
"""Rows made at a time: enough for the kernels to be fast, few enough for memory to stay small."""


def stream(strips: Iterable[Strip], heights: Mapping[int, float], mark: str) -> Iterator[bytes]:
    """The `<row>` elements in order; `heights` (points) are for single rows."""
    ordered = sorted((strip for strip in strips if strip.length), key=lambda strip: (strip.first, strip.column))
    cuts = {strip.first for strip in ordered} | {strip.last + 1 for strip in ordered}
    active: list[Strip] = []
    waiting = iter(ordered)
    following = next(waiting, None)
    for start, stop in pairwise(sorted(cuts)):
        active = [strip for strip in active if strip.last >= start]
        while following is not None and following.first <= start:
            active.append(following)
            following = next(waiting, None)
        if active:
            yield from _segment(sorted(active, key=lambda strip: strip.column), range(start, stop), heights, mark)


def _segment(strips: Sequence[Strip], rows: range, heights: Mapping[int, float], mark: str) -> Iterator[bytes]:
    dense = any(strip.dense for strip in strips)
    for start in range(rows.start, rows.stop, _PIECE):
        piece = range(start, min(start + _PIECE, rows.stop))
        made = [strip.cells(piece, start - strip.first) for strip in strips]
        said = [f' ht="{heights[row]:g}" customHeight="1"' if row in heights else "" for row in piece]
        attributes = said if any(said) else None
        yield joined(made if dense else [listed(cells) for cells in made], piece, mark, attributes, dense=dense)


def loose_strips(cells: Mapping[tuple[int, int], str]) -> list[Strip]:
    """Single cells (row, column) as strips, one for each column, so that many of them cost no more than a table."""
    by_column: dict[int, dict[int, str]] = {}
    for (row, column), xml in cells.items():
        by_column.setdefault(column, {})[row] = xml
    return [strip for column, found in by_column.items() for strip in _runs(column, found)]


def _runs(column: int, found: dict[int, str]) -> Iterator[Strip]:
    """The cells of a column, split where a long gap follows."""
    ordered = sorted(found)
    starts = [0, *(i + 1 for i, (a, b) in enumerate(pairwise(ordered)) if b - a > _PIECE), len(ordered)]
    for begin, end in pairwise(starts):
        first, last = ordered[begin], ordered[end - 1]
        yield strip_of(column, first, [found.get(row, "") for row in range(first, last + 1)])


def strip_of(column: int, first: int, cells: list[str], *, dense: bool = False) -> Strip:
    """A strip whose cells are already made."""

    def some(rows: range, offset: int) -> Cells:
        return cells[offset : offset + len(rows)]

    return Strip(column, first, len(cells), some, dense)
