"""Puts the values of a sheet in: all in one request where the host leaves blanks alone and takes as much at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import xlwings as xw

from habitue.workbook.write.areas import Area, areas
from habitue_addin.book import values as limits
from habitue_addin.book.moving import range_of
from habitue_addin.book.values import Typed, blocks


@dataclass(frozen=True, slots=True)
class Block:
    """Columns side by side with their header, from one cell on; a column is None where it is to stay as it is."""

    row: int
    column: int
    header: Sequence[Typed]
    columns: Sequence[Sequence[Typed] | None]

    @property
    def area(self) -> Area:
        """Where it goes."""
        lines = max((len(column) for column in self.columns if column is not None), default=0)
        return Area(self.row, self.column, self.row + lines, self.column + len(self.header) - 1)


Loose = Mapping[tuple[int, int], Typed]


def put(sheet: xw.Sheet, loose: Loose, found: Sequence[Block], *, at_once: bool) -> None:
    """Put loose cells and blocks in, with `at_once` in one request if that is not too much."""
    whole = _around([*areas(loose), *(block.area for block in found)])
    if at_once and whole and _size(whole) <= limits.LARGEST_BLOCK:
        range_of(sheet, whole).raw_value = _filled(whole, loose, found)
        return
    for area in areas(loose):
        range_of(sheet, area).raw_value = _filled(area, loose, ())
    for block in found:
        _put_block(sheet, block)


def _around(found: Sequence[Area]) -> Area | None:
    if not found:
        return None
    top, left = min(area.top for area in found), min(area.left for area in found)
    return Area(top, left, max(area.bottom for area in found), max(area.right for area in found))


def _size(area: Area) -> int:
    return (area.bottom - area.top + 1) * (area.right - area.left + 1)


def _filled(area: Area, loose: Loose, found: Sequence[Block]) -> list[list[Typed | None]]:
    """The cells of an area; None where there is nothing of ours."""
    cells: list[list[Typed | None]] = [[None] * (area.right - area.left + 1) for _ in range(area.top, area.bottom + 1)]
    for (row, column), value in loose.items():
        if area.has(row, column):
            cells[row - area.top][column - area.left] = value
    for block in found:
        for number, (title, lines) in enumerate(zip(block.header, block.columns, strict=True), block.column):
            for place, told in enumerate((title, *(lines or ())), block.row):
                cells[place - area.top][number - area.left] = told
    return cells


def _put_block(sheet: xw.Sheet, block: Block) -> None:
    right = block.area.right
    range_of(sheet, Area(block.row, block.column, block.row, right)).raw_value = [list(block.header)]
    for first, columns in _told(block):
        for start, lines in blocks(columns):
            top = block.row + 1 + start
            place = Area(top, first, top + len(lines) - 1, first + len(columns) - 1)
            range_of(sheet, place).raw_value = lines


def _told(block: Block) -> Iterator[tuple[int, list[Sequence[Typed]]]]:
    """The columns that are told anew, those side by side together, and the sheet column of the first."""
    found: list[Sequence[Typed]] = []
    for number, column in enumerate((*block.columns, None), block.column):
        if column is not None:
            found.append(column)
        elif found:
            yield number - len(found), found
            found = []
