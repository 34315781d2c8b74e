"""Cells through python-calamine: the reader where Arrow cannot be had (Pyodide), the same frames, only slower.

The library is imported by what opens a file: a workbook that is open in Excel is read without it.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pandas as pd

from habitue.tables import text_dtype
from habitue.workbook.read.opened import PLAIN_DATES, Cells, Dates, Opened
from habitue.workbook.read.references import Area
from habitue.workbook.read.structure import SheetKind, State

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?")
_EPOCH = datetime(1899, 12, 30)


def open_plain(source: Path | bytes) -> Opened:
    """Open a workbook of any kind; `Opened.load` gives the cells of a sheet."""
    import python_calamine

    book = python_calamine.load_workbook(str(source) if isinstance(source, Path) else BytesIO(source))

    def load(name: str, dates: Dates) -> Cells:
        sheet = book.get_sheet_by_name(name)
        if sheet.start is None:
            return Cells(columns={}, height=0, errors=None)
        first_row, first_column = sheet.start
        rows = sheet.to_python(skip_empty_area=True)
        blank = [None] * first_row
        columns = {
            first_column + number + 1: pd.Series(
                [*blank, *(text_of(value, dates) for value in values)], dtype=text_dtype()
            )
            for number, values in enumerate(zip(*rows, strict=True))
            if any(value != "" for value in values)
        }
        return Cells(columns=columns, height=first_row + len(rows), errors=None)

    return Opened(load=load)


def text_of(value: object, dates: Dates = PLAIN_DATES) -> str | None:
    """A cell's value as text: ISO dates, "true" and "false", plain decimals; None when it is blank."""
    match value:
        case str():
            return _written(value, dates) or None
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float() | Decimal():
            return number_text(value)
        case datetime():
            return moment_text(value, dates)
        case date():
            return value.isoformat()
        case time():
            return moment_text(datetime.combine(_EPOCH, value), PLAIN_DATES)
        case timedelta():
            return moment_text(_from_length(value, dates), dates)
        case _:
            return None


def _written(text: str, dates: Dates) -> str:
    """A text as it is, unless it is a moment in the form that dates take: then as a date is."""
    if _MOMENT.fullmatch(text):
        day, clock = text[:10], text[11:]
        return clock if day in dates.clock_days else day if clock == "00:00:00" else text
    return text


def _from_length(length: timedelta, dates: Dates) -> datetime:
    """A length of time as the moment that Excel stores for it: the day after 1899-12-30 until its leap day of 1900."""
    days = length + timedelta(days=1462) if dates.clock_days[0].startswith("1904") else length
    return _EPOCH + days + timedelta(days=days < timedelta(days=60))


def number_text(value: float | Decimal) -> str:
    """A number without exponent and with at most nine decimals: 12, 0.3, 1000000000000000."""
    text = f"{value:.9f}"
    return text.rstrip("0").rstrip(".")


def moment_text(moment: datetime, dates: Dates) -> str:
    """A moment as "2024-03-12", "2024-03-12 10:30:00" or, without a day, "10:30:00"; milliseconds where it has some."""
    seconds = "" if moment.microsecond == 0 else f".{moment.microsecond // 1000:03}"
    clock = f"{moment:%H:%M:%S}{seconds}"
    day = moment.date().isoformat()
    if day in dates.clock_days:
        return clock
    return day if clock == "00:00:00" else f"{day} {clock}"


_STATES: dict[str, State] = {"Hidden": "hidden", "VeryHidden": "veryHidden"}
_KINDS: dict[str, SheetKind] = {"WorkSheet": "worksheet", "ChartSheet": "chart"}


def sheets_of(path: Path) -> Iterator[tuple[str, State, SheetKind]]:
    """The name, state and kind of each sheet of a workbook that is not an xlsx package."""
    import python_calamine

    with python_calamine.CalamineWorkbook.from_path(str(path)) as book:
        for sheet in book.sheets_metadata:
            state = _STATES.get(str(sheet.visible).rpartition(".")[2], "visible")
            yield sheet.name, state, _KINDS.get(str(sheet.typ).rpartition(".")[2], "other")


def merged_areas(path: Path, sheet: str) -> tuple[Area, ...]:
    """The merged areas of a sheet of an xls workbook."""
    import python_calamine

    with python_calamine.CalamineWorkbook.from_path(str(path)) as book:
        ranges = book.get_sheet_by_name(sheet).merged_cell_ranges or []
    return tuple(Area(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in ranges)
