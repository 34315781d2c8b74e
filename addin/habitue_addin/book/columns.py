"""The columns of a table as they are told to the workbook: their values, their number formats, and what may stay.

A text that is put into a cell formatted as text may keep its apostrophe, so that such cells are made general first and
texts again afterwards. Columns of that format whose cells say already what they should are left alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import xlwings as xw

from habitue.sheetmodel import TableColumn
from habitue.workbook.write.areas import Area
from habitue.workbook.write.columns import as_list
from habitue.workbook.write.layout import Placed
from habitue.workbook.write.looks import TEXT_FORMAT, number_format
from habitue_addin.book.moving import Arranged
from habitue_addin.book.putting import Block
from habitue_addin.book.site import Site
from habitue_addin.book.standing import values_in
from habitue_addin.book.values import Typed, as_text, is_code_like, typed_column

_LONG = 16_000  # characters of a text that may not have fitted into its cell


@dataclass(frozen=True, slots=True)
class Told:
    """A column of ours in sheet column `number`; one that `stays` is not told again."""

    table: Placed
    number: int
    ours: TableColumn
    values: Sequence[Typed]
    code: str
    stays: bool = False
    held: bool = False  # its cells may be formatted as text now

    @property
    def cells(self) -> Area:
        """Its lines."""
        body = self.table.body
        return Area(body.top, self.number, body.bottom, self.number)

    @property
    def cut(self) -> int:
        """How many of its texts were too long for a cell."""
        if self.ours.kind != "text":
            return 0
        long = [n for n, put in enumerate(self.values) if isinstance(put, str) and len(put) > _LONG]
        raw = as_list(self.ours.values) if long else ()
        return sum(raw[n] != str(self.values[n])[1:] for n in long)


def told(site: Site, table: Placed, stood: Arranged) -> list[Told]:
    """Our columns of a table."""
    standing = _standing(site.sheet, table, stood) if site.sheet is not None and table.known else None
    found = []
    for n, column in enumerate(table.columns):
        if column.ours is None:
            continue
        values = typed_column(column.ours.values, column.ours.kind) or [""]
        code = code_of(site, column.ours, values)
        before = standing[n] if standing else None
        held = column.ours.kind == "text" and (before is None or is_code_like(before) or code == TEXT_FORMAT)
        stays = code == TEXT_FORMAT and before == values and is_code_like(before)
        found.append(Told(table, table.model.column + n, column.ours, values, code, stays, held and not stays))
    return found


def code_of(site: Site, column: TableColumn, values: Sequence[Typed]) -> str:
    """The number format, a text's own where Excel would misread what stands there if somebody edited it."""
    if column.kind == "text" and not column.wrap and is_code_like(values):
        return TEXT_FORMAT
    return number_format(column.kind, site.model.language, site.model.currency)


def _standing(sheet: xw.Sheet, table: Placed, stood: Arranged) -> list[list[Typed]] | None:
    """What stands in each column, spelt as we would put it; None where lines or columns are others than before.

    Only hosts that leave blanks of a block alone can be told less than all.
    """
    known = table.known
    assert known is not None
    same = tuple(known.titles) == tuple(column.title for column in table.columns)
    lines = known.area.bottom - known.area.top - known.totals
    if not same or table.name in stood.former or lines != table.body.bottom - table.body.top + 1:
        return None
    if sheet.book.app.engine.type != "remote":
        return None
    area = known.area
    found = values_in(sheet, Area(area.top + 1, area.left, area.top + lines, area.right))
    return [[_as_put(value) for value in column] for column in zip(*found, strict=True)]


def _as_put(value: object) -> Typed:
    if value is None:
        return ""
    return as_text(value) if isinstance(value, str) else value  # type: ignore[return-value]


def blocks_of(columns: Sequence[Told]) -> Iterator[Block]:
    """Our columns with their headers, those side by side together."""
    run: list[Told] = []
    for column in columns:
        if run and column.number != run[-1].number + 1:
            yield _block(run)
            run = []
        run.append(column)
    if run:
        yield _block(run)


def _block(run: Sequence[Told]) -> Block:
    table = run[0].table
    header = [as_text(table.columns[column.number - table.model.column].title) for column in run]
    return Block(table.model.row, run[0].number, header, [None if one.stays else one.values for one in run])
