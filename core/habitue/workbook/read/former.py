"""Our own sheets as they stand in a workbook now, perhaps renamed, moved and edited by people."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from habitue.sheetmodel import FormerSheet, FormerTable
from habitue.tables import text_dtype
from habitue.workbook.read.cut import unique_labels
from habitue.workbook.read.grid import Grid
from habitue.workbook.read.kinds import kind_of
from habitue.workbook.read.opening import open_workbook
from habitue.workbook.read.references import Area
from habitue.workbook.read.sheets import Book
from habitue.workbook.read.structure import ExcelTable, SheetEntry

LONGEST_IN_GRID = 2_000
"""Rows of a table whose cells are also given one by one; those of longer tables are only in their frame."""


def read_former(path: Path) -> tuple[FormerSheet, ...]:
    """The sheets that Habitué wrote, in the order of the workbook; none in files that cannot hold them."""
    if kind_of(path) != "xlsx":
        return ()
    with open_workbook(path, "xlsx") as book:
        return former_sheets(book)


def former_sheets(book: Book) -> tuple[FormerSheet, ...]:
    """The sheets of a workbook that carry our mark."""
    ours = [one for one in book.structure.sheets if one.name in book.structure.marks and one.kind == "worksheet"]
    return tuple(_former_sheet(book, entry) for entry in ours)


def _former_sheet(book: Book, entry: SheetEntry) -> FormerSheet:
    grid = book.shown(entry).grid
    tables = [table for table in entry.tables if table.header_rows]
    long = [table.area for table in tables if table.area.height > LONGEST_IN_GRID]
    return FormerSheet(
        mark=book.structure.marks[entry.name],
        title=entry.name,
        tables=tuple(_former_table(grid, table) for table in tables),
        grid=dict(_cells(grid, long)),
    )


def _former_table(grid: Grid, table: ExcelTable) -> FormerTable:
    """A table with the titles that its header row shows today; its blank rows are left out."""
    columns = range(table.area.left, table.area.right + 1)
    titles = [grid.cell(table.area.top, column) for column in columns]
    labels = unique_labels(titles, columns)
    top, bottom = table.area.top - grid.first_row + 1, table.area.bottom - table.totals_rows - grid.first_row + 1
    taken = [_part(grid, column, top, min(bottom, grid.height)) for column in columns]
    frame = pd.DataFrame(dict(zip(labels, taken, strict=True)))
    return FormerTable(
        name=table.name, row=table.area.top, frame=frame.loc[frame.notna().any(axis=1)].reset_index(drop=True)
    )


def _part(grid: Grid, column: int, top: int, bottom: int) -> pd.Series:
    if column in grid.columns:
        return grid.columns[column].iloc[top:bottom].reset_index(drop=True)
    return pd.Series([None] * max(bottom - top, 0), dtype=text_dtype())


def _cells(grid: Grid, long: list[Area]) -> Iterator[tuple[tuple[int, int], str]]:
    for column, values in grid.columns.items():
        shown = values.notna().to_numpy(dtype=bool).copy()
        for area in long:
            if area.left <= column <= area.right:
                shown[area.top - grid.first_row + 1 : area.bottom - grid.first_row + 1] = False
        places = np.flatnonzero(shown)
        for place, text in zip(places.tolist(), values.take(places).tolist(), strict=True):
            yield (place + grid.first_row, column), text
