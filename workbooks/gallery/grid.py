"""Cells as plain values, and putting them on a sheet: what a sheet holds is known without reading it back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with the value that Excel last saw; no value stands for a file that was never calculated."""

    text: str
    value: float | str | None = None


Cell: TypeAlias = str | int | float | bool | date | datetime | Formula | None
Row: TypeAlias = tuple[Cell, ...]


def put(sheet: Worksheet, row: int, column: int, cell: Cell, looks: Mapping[str, Format], look: str = "") -> None:
    """Write one cell; `looks` needs the format "date" for dates, `look` names another one for this cell."""
    shape = looks.get(look)
    match cell:
        case None:
            if shape is not None:
                sheet.write_blank(row, column, None, shape)
        case bool():
            sheet.write_boolean(row, column, cell, shape)
        case Formula():
            sheet.write_formula(row, column, cell.text, shape, "" if cell.value is None else cell.value)
        case date():
            sheet.write_datetime(row, column, cell, shape or looks["date"])
        case int() | float():
            sheet.write_number(row, column, cell, shape)
        case _:
            sheet.write_string(row, column, cell, shape)


def put_rows(sheet: Worksheet, first: int, rows: Iterable[Row], looks: Mapping[str, Format]) -> None:
    """Write rows from the 0-based row `first` on."""
    for at, row in enumerate(rows, first):
        for column, cell in enumerate(row):
            put(sheet, at, column, cell, looks)
