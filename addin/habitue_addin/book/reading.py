"""An open workbook as the core reads it: the values of each sheet in one block, its tables, and all names.

Only the public interface of xlwings is used, so that Lite, Server and the classic add-in read alike. Hosts on the web
tell no merged cells (there a value that is merged downward counts for its first row) and no system of dates from 1904.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

import xlwings as xw

from habitue.refresh.marks import mark_of
from habitue.workbook.read import GivenBook, GivenName, GivenSheet
from habitue.workbook.read.given import LARGEST_GIVEN
from habitue.workbook.read.references import Area
from habitue.workbook.read.structure import ExcelTable

MOST_QUESTIONS = 20_000
"""Requests that the search for merged cells may take; beyond so many, none is told."""

_OF_EXCEL = frozenset({"print_area", "print_titles", "criteria", "extract", "database", "consolidate_area"})
_NOISE = timedelta(milliseconds=2)  # by which a host may miss a whole second, whose days are fractions


def given_book(book: xw.Book) -> GivenBook:
    """Everything that the core needs to know of the workbook."""
    return GivenBook(file=book.name, sheets=tuple(_sheet(sheet) for sheet in book.sheets), names=tuple(_names(book)))


def _sheet(sheet: xw.Sheet) -> GivenSheet:
    used = sheet.used_range
    height, width = used.shape
    tables = tuple(_tables(sheet))
    return GivenSheet(
        name=sheet.name,
        rows=_values(used) if height * width <= LARGEST_GIVEN else None,
        top=used.row,
        left=used.column,
        state="visible" if sheet.visible else "hidden",
        tables=tables,
        merged=merged_areas(used),
        mark=mark_of(table.name for table in tables),
    )


def _values(used: xw.Range) -> list[list[object]]:
    rows: list[list[object]] = used.options(ndim=2, err_to_str=True).value
    return [[_whole(value) if isinstance(value, datetime) else value for value in row] for row in rows]


def _whole(moment: datetime) -> datetime:
    """The moment, on its second where it misses that by what fractions of days cannot hold."""
    second = (moment + timedelta(milliseconds=500)).replace(microsecond=0)
    return second if abs(second - moment) <= _NOISE else moment


def _tables(sheet: xw.Sheet) -> Iterator[ExcelTable]:
    for table in sheet.tables:
        area = area_of(table.range)
        yield ExcelTable(
            name=table.name,
            area=area,
            titles=() if table.show_headers else tuple(str(column.name) for column in table.columns),
            header_rows=int(bool(table.show_headers)),
            totals_rows=int(bool(table.show_totals)),
        )


def area_of(cells: xw.Range) -> Area:
    """A range as rows and columns."""
    height, width = cells.shape
    return Area(cells.row, cells.column, cells.row + height - 1, cells.column + width - 1)


def _names(book: xw.Book) -> Iterator[GivenName]:
    """All names, those of a single sheet without its title; what Excel itself names is nobody's table."""
    for name in book.names:
        scope, _, short = name.name.rpartition("!")
        if short.casefold() not in _OF_EXCEL and name.refers_to:
            yield GivenName(name=short, formula=str(name.refers_to), local=bool(scope))


def merged_areas(cells: xw.Range) -> tuple[Area, ...]:
    """The merged areas of a range, found by halving what holds some; none where the host does not tell."""
    found: dict[str, Area] = {}
    asked = 0
    pending = [cells]
    while pending:
        part = pending.pop()
        asked += 1
        if asked > MOST_QUESTIONS:
            return ()
        try:
            if part.merge_cells is False:
                continue
            whole = part if part.shape == (1, 1) else None
            if whole is not None:
                merged = whole.merge_area
                found.setdefault(merged.address, area_of(merged))
                continue
        except NotImplementedError:
            return ()
        pending += _halves(part)
    return tuple(found.values())


def _halves(part: xw.Range) -> list[xw.Range]:
    """A range cut in two across its longer side."""
    height, width = part.shape
    first, last = (part.row, part.column), (part.row + height - 1, part.column + width - 1)
    sheet = part.sheet
    if height >= width:
        cut = part.row + height // 2
        return [sheet.range(first, (cut - 1, last[1])), sheet.range((cut, first[1]), last)]
    cut = part.column + width // 2
    return [sheet.range(first, (last[0], cut - 1)), sheet.range((first[0], cut), last)]
