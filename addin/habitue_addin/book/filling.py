"""Fills a sheet of ours: cells outside the tables by rectangles, tables by blocks of whole rows, each with its look."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import xlwings as xw

from habitue.sheetmodel import SheetModel, Style, TableColumn
from habitue.workbook.write.areas import Area, areas
from habitue.workbook.write.columns import as_list
from habitue.workbook.write.dropdowns import dropdowns
from habitue.workbook.write.layout import Placed, PlacedColumn
from habitue.workbook.write.looks import (
    TEXT_FORMAT,
    Look,
    body_look,
    cell_look,
    header_look,
    number_format,
)
from habitue_addin.book.heights import heights
from habitue_addin.book.moving import Arranged, range_of, wipe
from habitue_addin.book.painting import MOST_AREAS, Painter, alike
from habitue_addin.book.rules import long_lists
from habitue_addin.book.site import Site
from habitue_addin.book.standing import Shelf
from habitue_addin.book.values import Typed, as_text, blocks, is_code_like, typed, typed_column

_LONG = 16_000  # characters of a text that may not have fitted into its cell


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring columns of ours in a table, from sheet column `first` on."""

    first: int
    columns: tuple[PlacedColumn, ...]

    @property
    def last(self) -> int:
        """The last sheet column."""
        return self.first + len(self.columns) - 1


def fill(site: Site, shelf: Shelf, stood: Arranged, *, dressed: bool) -> int:
    """Everything in the cells of a sheet; the number of texts that had to be cut.

    With `dressed` the cells outside the tables get their looks even where they stand as they stood.
    """
    moved = _clear_stale(site, shelf.sheet, stood)
    if moved or dressed:
        Painter(shelf.sheet, fresh=site.sheet is None).cells(loose_looks(site.model))
    _loose(site, shelf.sheet, moved=moved)
    cut = 0
    for table in site.tables:
        if table.known is None:
            _header(shelf.sheet, table)
            _new_table(shelf, table)
        else:
            _header(shelf.sheet, table)
        cut += _body(site, shelf.sheet, table, stood)
    if moved:
        _set_heights(shelf.sheet, heights(site))
    return cut


def _set_heights(sheet: xw.Sheet, points: dict[int, float]) -> None:
    for wanted in dict.fromkeys(points.values()):
        for area in areas((row, 1) for row, found in points.items() if found == wanted):
            range_of(sheet, area).row_height = wanted


# outside the tables


def _clear_stale(site: Site, sheet: xw.Sheet, stood: Arranged) -> bool:
    """Empty the cells that were ours and are no more; whether anything outside the tables stands elsewhere now."""
    if site.sheet is None:
        return True
    wanted = set(loose_places(site))
    was = {
        (row, column)
        for a in stood.loose
        for row in range(a.top, a.bottom + 1)
        for column in range(a.left, a.right + 1)
    }
    tables = [table.area for table in site.tables]
    stale = {place for place in was - wanted if not any(area.has(*place) for area in tables)}
    if not stale and not wanted - was:
        return False
    right = site.band[1]
    for area in areas((row, 1) for row in {row for row, _ in was}):
        range_of(sheet, Area(area.top, 1, area.bottom, max(right, 2))).unmerge()
    for area in areas(stale):
        wipe(range_of(sheet, area))
    return True


def _places(area: Area) -> Iterator[tuple[int, int]]:
    for row in range(area.top, area.bottom + 1):
        yield from ((row, column) for column in range(area.left, area.right + 1))


def _loose(site: Site, sheet: xw.Sheet, *, moved: bool) -> None:
    model = site.model
    values = {(cell.row, cell.column): typed(cell.value, cell.kind) for cell in model.cells}
    for area in areas(values):
        rows = range(area.top, area.bottom + 1)
        columns = range(area.left, area.right + 1)
        range_of(sheet, area).raw_value = [[values[row, column] for column in columns] for row in rows]
    for cell in model.cells if moved else ():
        if cell.across > 1:
            range_of(sheet, Area(cell.row, cell.column, cell.row, cell.column + cell.across - 1)).merge()


def loose_looks(model: SheetModel) -> dict[tuple[int, int], Look]:
    """The look of each cell outside the tables."""
    codes = {cell.kind: number_format(cell.kind, model.language, model.currency) for cell in model.cells}
    return {(c.row, c.column): cell_look(c.style, codes[c.kind], wrap=c.wrap) for c in model.cells}


def loose_places(site: Site) -> Iterator[tuple[int, int]]:
    """The cells outside the tables that are ours, the hidden lists of choices among them."""
    tables = [table.area for table in site.tables]
    for cell in site.model.cells:
        if not any(area.has(cell.row, cell.column) for area in tables):
            yield cell.row, cell.column
    for choices, column in long_lists(dropdowns(site.model, site.tables)).items():
        yield from ((row, column) for row in range(1, len(choices) + 1))


# tables


def runs(table: Placed) -> Iterator[Run]:
    """Our columns of a table, those side by side together."""
    found: list[PlacedColumn] = []
    for number, column in enumerate((*table.columns, None), table.model.column):
        if column is not None and column.ours is not None:
            found.append(column)
        elif found:
            yield Run(number - len(found), tuple(found))
            found = []


def _header(sheet: xw.Sheet, table: Placed) -> None:
    row = table.model.row
    for run in runs(table):
        cells = Area(row, run.first, row, run.last)
        range_of(sheet, cells).raw_value = [[as_text(column.title) for column in run.columns]]
    known = {title.casefold() for title in table.known.titles} if table.known else set()
    looks = {
        (row, number): header_look(column.ours.kind)
        for number, column in enumerate(table.columns, table.model.column)
        if column.ours and column.title.casefold() not in known
    }
    if looks:
        Painter(sheet, fresh=True).cells(looks)


def _new_table(shelf: Shelf, table: Placed) -> None:
    held = shelf.add(table.area, table.name)
    if not table.model.filters:
        held.show_autofilter = False
    if not table.model.banded:
        held.show_table_style_row_stripes = False


def _body(site: Site, sheet: xw.Sheet, table: Placed, stood: Arranged) -> int:
    """The lines of our columns; how many texts were cut."""
    cut = 0
    new = _new_areas(table, stood)
    for run in runs(table):
        columns = [column.ours for column in run.columns if column.ours]
        values = [typed_column(column.values, column.kind) or [""] for column in columns]
        codes = [_code(site, column, found) for column, found in zip(columns, values, strict=True)]
        _formats(sheet, table, run, ["General" if code == TEXT_FORMAT else code for code in codes])
        for start, block in blocks(values):
            top = table.body.top + start
            range_of(sheet, Area(top, run.first, top + len(block) - 1, run.last)).raw_value = block
        if TEXT_FORMAT in codes:
            _formats(sheet, table, run, [code if code == TEXT_FORMAT else "" for code in codes])
        _looks(sheet, run, columns, new)
        cut += sum(_was_cut(column, found) for column, found in zip(columns, values, strict=True))
    _styles(sheet, table)
    if any(column.ours and column.ours.wrap for column in table.columns):
        range_of(sheet, table.body).rows.autofit()
    return cut


def _code(site: Site, column: TableColumn, values: Sequence[Typed]) -> str:
    """The number format, a text's own where Excel would misread what stands there if somebody edited it."""
    if column.kind == "text" and not column.wrap and is_code_like(values):
        return TEXT_FORMAT
    return number_format(column.kind, site.model.language, site.model.currency)


def _formats(sheet: xw.Sheet, table: Placed, run: Run, codes: Sequence[str]) -> None:
    """Number formats, one request for neighbours that share one; "" leaves a column as it is."""
    for code, first, last in alike(codes, run.first):
        if code:
            place = Area(table.body.top, first, table.body.bottom, last)
            range_of(sheet, place).number_format = code


def _looks(sheet: xw.Sheet, run: Run, columns: Sequence[TableColumn], new: Iterable[Area]) -> None:
    """The looks of lines that are new; those that were there may have been dressed by people."""
    looks = [body_look(column.style, column.kind, "", wrap=column.wrap) for column in columns]
    for rows in new:
        Painter(sheet, fresh=True).columns(Area(rows.top, run.first, rows.bottom, run.last), looks)


def _new_areas(table: Placed, stood: Arranged) -> list[Area]:
    """The lines that were not there before; all of them where they are too scattered, or where the columns changed."""
    body = table.body
    if table.known is None or any(c.ours and c.title not in table.known.titles for c in table.columns):
        return [body]
    former = stood.former.get(table.name)
    if former is None:
        lines = table.known.area.bottom - table.known.area.top - table.known.totals
        first = body.top + lines
        return [Area(first, body.left, body.bottom, body.right)] if first <= body.bottom else []
    found = areas((body.top + n, body.left) for n, line in enumerate(former) if line is None)
    return [body] if len(found) > MOST_AREAS else found


def _styles(sheet: xw.Sheet, table: Placed) -> None:
    """Columns whose lines differ: their colours in blocks, their letters where they are not too scattered."""
    for number, column in enumerate(table.columns, table.model.column):
        if column.ours and column.ours.styles:
            _lines(sheet, table.body.top, number, (column.ours, column.ours.styles))


def _lines(sheet: xw.Sheet, top: int, number: int, column: tuple[TableColumn, Sequence[Style]]) -> None:
    model, styles = column
    known = {style: body_look(style, model.kind, "", wrap=model.wrap) for style in set(styles)}
    Painter(sheet, fresh=False).lines(top, number, [known[style] for style in styles])


def _was_cut(column: TableColumn, values: Sequence[Typed]) -> int:
    if column.kind != "text":
        return 0
    long = [n for n, put in enumerate(values) if isinstance(put, str) and len(put) > _LONG]
    raw = as_list(column.values) if long else ()
    return sum(raw[n] != str(values[n])[1:] for n in long)
