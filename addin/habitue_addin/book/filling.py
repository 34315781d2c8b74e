"""Fills a sheet of ours: what has to be emptied first, then values, looks, tables and heights."""

from collections.abc import Iterator

import xlwings as xw

from habitue.workbook.write.areas import Area, areas
from habitue.workbook.write.dropdowns import dropdowns
from habitue.workbook.write.layout import Placed
from habitue_addin.book.columns import blocks_of, told
from habitue_addin.book.dressing import Stale, dress, make_ready
from habitue_addin.book.heights import heights
from habitue_addin.book.moving import Arranged, range_of, wipe
from habitue_addin.book.painting import alike
from habitue_addin.book.putting import put
from habitue_addin.book.rules import long_lists
from habitue_addin.book.site import Site
from habitue_addin.book.standing import Shelf
from habitue_addin.book.values import typed


def fill(site: Site, shelf: Shelf, stood: Arranged, stale: Stale) -> int:
    """Everything in the cells of a sheet; the number of texts that had to be cut."""
    sheet, fresh = shelf.sheet, site.sheet is None
    moved = _clear_stale(site, sheet, stood)
    columns = [column for table in site.tables for column in told(site, table, stood)]
    if not fresh:
        make_ready(sheet, columns)
    loose = {(cell.row, cell.column): typed(cell.value, cell.kind) for cell in site.model.cells}
    blocks = [block for table in site.tables for block in blocks_of([c for c in columns if c.table is table])]
    # Hosts on the web leave a cell of a block alone that is told nothing; others would empty it.
    at_once = fresh or (sheet.book.app.engine.type == "remote" and not site.others)
    put(sheet, loose, blocks, at_once=at_once)
    dress(site, sheet, columns, stood, Stale(moved or stale.loose, stale.formats))
    if moved:
        _merge(site, sheet)
    for table in site.tables:
        if table.known is None:
            _new_table(shelf, table)
        if any(column.ours and column.ours.wrap for column in table.columns):
            range_of(sheet, table.body).rows.autofit()
    if moved:
        _set_heights(sheet, heights(site))
    return sum(column.cut for column in columns)


def _new_table(shelf: Shelf, table: Placed) -> None:
    held = shelf.add(table.area, table.name)
    if not table.model.filters:
        held.show_autofilter = False
    if not table.model.banded:
        held.show_table_style_row_stripes = False


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


def _merge(site: Site, sheet: xw.Sheet) -> None:
    """Merge cells that stretch over others, each row by itself, rows below one another in one request."""
    spans = sorted((c.column, c.column + c.across - 1, c.row) for c in site.model.cells if c.across > 1)
    for (left, right, _), first, last in alike([(a, b, row - n) for n, (a, b, row) in enumerate(spans)], 0):
        cells = range_of(sheet, Area(spans[first][2], left, spans[last][2], right))
        cells.merge(across=first < last)


def _set_heights(sheet: xw.Sheet, points: dict[int, float]) -> None:
    rows = sorted(points)
    for (wanted, _), first, last in alike([(points[row], row - n) for n, row in enumerate(rows)], 0):
        range_of(sheet, Area(rows[first], 1, rows[last], 1)).row_height = wanted


def loose_places(site: Site) -> Iterator[tuple[int, int]]:
    """The cells outside the tables that are ours, the hidden lists of choices among them."""
    tables = [table.area for table in site.tables]
    for cell in site.model.cells:
        if not any(area.has(cell.row, cell.column) for area in tables):
            yield cell.row, cell.column
    for choices, column in long_lists(dropdowns(site.model, site.tables)).items():
        yield from ((row, column) for row in range(1, len(choices) + 1))
