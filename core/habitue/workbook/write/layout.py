"""Where the tables of a sheet stand in it: our columns in our order, with those that people added among them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from habitue.sheetmodel import SheetModel, TableColumn, TableModel
from habitue.tables import column_letter
from habitue.workbook.write import names
from habitue.workbook.write.areas import Area
from habitue.workbook.write.refusals import refuse
from habitue.workbook.write.tablepart import ColumnSpec, KnownTable

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_TITLE_LIMIT = 255


@dataclass(frozen=True, slots=True)
class PlacedColumn:
    """A column of a table: ours when `ours` says what is in it, otherwise one that people added."""

    title: str
    ours: TableColumn | None
    spec: ColumnSpec


@dataclass(frozen=True, slots=True)
class Placed:
    """A table of ours in its sheet; `known` is how it stands there now."""

    model: TableModel
    name: str
    columns: tuple[PlacedColumn, ...]
    known: KnownTable | None = None
    totals: bool = False

    @property
    def body(self) -> Area:
        """Its lines, one blank one when it has none."""
        model = self.model
        return Area(model.row + 1, model.column, model.last_row, model.column + len(self.columns) - 1)

    @property
    def area(self) -> Area:
        """All of it, with header and total row."""
        body = self.body
        return Area(self.model.row, body.left, body.bottom + self.totals, body.right)

    def number_of(self, key: str) -> int:
        """The sheet column of one of our columns."""
        places = (n for n, column in enumerate(self.columns) if column.ours and column.ours.key == key)
        return self.model.column + next(places)

    def column_area(self, key: str) -> Area:
        """The lines of one of our columns."""
        number = self.number_of(key)
        return Area(self.body.top, number, self.body.bottom, number)


def titles(model: TableModel) -> list[str]:
    """The titles of our columns as Excel allows them in a header: one line, not empty, unique ignoring case."""
    chosen: list[str] = []
    busy: set[str] = set()
    for number, column in enumerate(model.columns, 1):
        base = re.sub(r"\s+", " ", column.title).strip()[:_TITLE_LIMIT] or f"Column{number}"
        title, n = base, 1
        while title.casefold() in busy:
            n += 1
            title = f"{base[: _TITLE_LIMIT - 7]} ({n})"
        busy.add(title.casefold())
        chosen.append(title)
    return chosen


def place(model: TableModel, name: str, known: KnownTable | None, written: Iterable[str]) -> Placed:
    """Lay out a table; `written` are the titles that we gave it at the last refresh, so the others are people's."""
    ours = [
        PlacedColumn(title, column, ColumnSpec(title))
        for title, column in zip(titles(model), model.columns, strict=True)
    ]
    if known is None:
        return Placed(model, name, tuple(ours))
    columns = _merged(ours, known.columns, {title.casefold() for title in written})
    return Placed(model, known.name, tuple(columns), known, known.totals)


def _merged(ours: Sequence[PlacedColumn], standing: Sequence[ColumnSpec], written: set[str]) -> list[PlacedColumn]:
    """The columns as they stand, less ours that are no more; new ones of ours behind the one that they follow."""
    by_title = {column.title.casefold(): column for column in ours}
    order: list[PlacedColumn] = []
    for spec in standing:
        key = spec.title.casefold()
        if key in by_title:
            order.append(PlacedColumn(spec.title, by_title[key].ours, spec))
        elif key not in written:
            order.append(PlacedColumn(spec.title, None, spec))
    there = {column.title.casefold() for column in order if column.ours}
    previous = ""
    for column in ours:
        if column.title.casefold() not in there:
            place = next((n + 1 for n, c in enumerate(order) if c.ours and c.title.casefold() == previous), 0)
            order.insert(place, column)
        previous = column.title.casefold()
    return order


def check_fits(model: SheetModel, tables: Sequence[Placed]) -> None:
    """Raises RefusedWrite when a sheet would need more rows or columns than there are."""
    bottom = max([0, *(table.area.bottom for table in tables), *(cell.row for cell in model.cells)])
    right = max([0, *(table.area.right for table in tables), *(cell.column for cell in model.cells)])
    if bottom > LAST_ROW or right > LAST_COLUMN:
        raise refuse("too-many-rows")


def address(row: int, column: int) -> str:
    """A cell as people call it: "C12"."""
    return f"{column_letter(column)}{row}"


__all__ = ["LAST_COLUMN", "LAST_ROW", "Placed", "PlacedColumn", "address", "check_fits", "names", "place", "titles"]
