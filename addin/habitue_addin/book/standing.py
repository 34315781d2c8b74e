"""What of ours stands in an open workbook: the sheets that carry our marks, their tables, and what we noted of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import xlwings as xw

from habitue.sheetmodel import FormerSheet, SheetModel
from habitue.workbook.write import names
from habitue.workbook.write.areas import Area
from habitue.workbook.write.tablepart import ColumnSpec, KnownTable

_OURS = "_habitue"


@dataclass(frozen=True, slots=True)
class Notes:
    """The names by which a workbook remembers what is ours, with what they refer to (without the "=")."""

    book: xw.Book
    said: dict[str, str]

    def record(self, name: str, refers_to: str) -> None:
        """Give one of our names a meaning; the same changes nothing. Hosts cannot hide it, as the file writer does."""
        known = self.said.get(name)
        if known is None:
            self.book.names.add(name, "=" + refers_to)
        elif known != refers_to:
            self.book.names[name].refers_to = "=" + refers_to
        self.said[name] = refers_to


def read_notes(book: xw.Book) -> Notes:
    """All names of ours in a workbook."""
    found = {name.name: str(name.refers_to or "").removeprefix("=") for name in book.names if _is_ours(name.name)}
    return Notes(book, found)


def _is_ours(name: str) -> bool:
    return name.startswith(_OURS)


def find_sheet(model: SheetModel, notes: Notes, former: Sequence[FormerSheet]) -> xw.Sheet | None:
    """The sheet with the mark of a model; where the mark was lost, the one that was told, or that holds its table."""
    sheets = {sheet.name.casefold(): sheet for sheet in notes.book.sheets}
    target = names.referred(notes.said.get(names.MARK + model.mark, ""))
    titles = [target[0]] if target else []
    titles += [sheet.title for sheet in former if sheet.mark == model.mark]
    for title in titles:
        if title.casefold() in sheets:
            return sheets[title.casefold()]
    wanted = {table.name.casefold() for table in model.tables}
    for sheet in sheets.values():
        if any(table.name.casefold() in wanted for table in sheet.tables):
            return sheet
    return None


def read_tables(sheet: xw.Sheet) -> dict[str, KnownTable]:
    """The tables of a sheet that have headers, by their names, in the order of the host."""
    return {table.name: known for table in sheet.tables if (known := _known(table)) is not None}


def _known(table: xw.main.Table) -> KnownTable | None:
    if not table.show_headers:
        return None
    place = table.range
    rows, columns = place.shape
    area = Area(place.row, place.column, place.row + rows - 1, place.column + columns - 1)
    specs = tuple(ColumnSpec(title) for title in _titles(table))
    return KnownTable("", table.name, area, specs, bool(table.show_totals), filtered=False)


def _titles(table: xw.main.Table) -> list[str]:
    header = table.header_row_range
    found = header.options(ndim=1).value if header is not None else []
    return ["" if title is None else str(title) for title in found]


@dataclass(slots=True)
class Shelf:
    """The tables of a sheet in the order in which the host counts them.

    On the web a table that goes is still on the list that came with the request, so that those behind it are reached
    by their place, not by their name.
    """

    sheet: xw.Sheet
    order: list[str]

    def held(self, name: str) -> xw.main.Table:
        """A table as the host holds it."""
        return self.sheet.tables[self.order.index(name)]

    def drop(self, name: str) -> None:
        """Forget a table that is gone."""
        self.order.remove(name)

    def add(self, area: Area, name: str) -> xw.main.Table:
        """Make a table of cells that are there; their first row is its header."""
        source = self.sheet.range((area.top, area.left), (area.bottom, area.right))
        self.sheet.tables.add(source, name=name, has_headers=True)
        self.order.append(name)
        return self.held(name)


def shelf_of(sheet: xw.Sheet) -> Shelf:
    """The tables of a sheet as they stand."""
    return Shelf(sheet, [table.name for table in sheet.tables])


def taken_names(book: xw.Book) -> set[str]:
    """All names of tables, and of anything else, that a new table must not have."""
    tables = {table.name for sheet in book.sheets for table in sheet.tables}
    return tables | {name.name.rpartition("!")[2] for name in book.names}


def values_in(sheet: xw.Sheet, area: Area) -> list[list[object]]:
    """The values of an area, row by row; None where a cell is blank."""
    found: list[list[object]] = sheet.range((area.top, area.left), (area.bottom, area.right)).options(ndim=2).value
    return found


def recorded(said: Mapping[str, str], name: str) -> tuple[str, ...]:
    """The list that one of our names holds."""
    return names.from_text_formula(said.get(name, ""))
