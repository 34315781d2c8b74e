"""Dresses the cells of a sheet of ours: letters, formats and grounds, of all of it or of what is new."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import xlwings as xw

from habitue.sheetmodel import Cell, SheetModel
from habitue.workbook.write.areas import Area, areas
from habitue.workbook.write.layout import Placed
from habitue.workbook.write.looks import TEXT_FORMAT, Look, body_look, cell_look, header_look, number_format
from habitue_addin.book.columns import Told
from habitue_addin.book.grounds import Grounds, labels, shade
from habitue_addin.book.moving import Arranged, range_of
from habitue_addin.book.painting import FORMATS, LETTERS, MOST_AREAS, Patch, alike, paint, underline
from habitue_addin.book.site import Site

_LINES_AT_ONCE = 2_000  # lines of a column whose grounds go with those of other cells
_MOST_LETTERS = 2_000  # cells with a style of their own whose letters are looked at
_MOST_STROKES = 40  # requests for these letters; more would keep people waiting for what only pleases the eye
_LARGE_LETTER = 1.4  # the room that a bold letter of a subtitle takes at most, against a digit of the standard font


@dataclass(frozen=True, slots=True)
class Stale:
    """Which looks are no more those that were noted: of cells outside the tables, and the number formats of lines."""

    loose: bool = True
    formats: bool = True


def make_ready(sheet: xw.Sheet, columns: Iterable[Told]) -> None:
    """Take the format for texts off the cells that are going to be told texts."""
    held = [Patch(column.cells, Look()) for column in columns if column.held]
    if held:
        paint(sheet, held, fresh=False, only=FORMATS)


def dress(site: Site, sheet: xw.Sheet, columns: Sequence[Told], stood: Arranged, stale: Stale) -> None:
    """Give all cells of ours the looks that they do not have yet."""
    fresh = site.sheet is None
    loose = loose_patches(site.model) if stale.loose else []
    new = [patch for table in site.tables for patch in _new(table, columns, stood)]
    if fresh:
        paint(sheet, [*loose, *new], fresh=True, alone=True)
    else:
        paint(sheet, loose, fresh=False)
        paint(sheet, new, fresh=True)
        formats = [Patch(one.cells, Look(number_format=one.code)) for one in columns if _has_other_format(one, stale)]
        paint(sheet, formats, fresh=False, only=FORMATS)
    _letter(sheet, columns, fresh=fresh)
    _ground(sheet, site, ([*loose, *new], [] if fresh else loose))
    for table in site.tables:
        if not table.model.banded:
            _rule(sheet, [one for one in new if one.look.line and table.body.holds(one.area)])


def _has_other_format(column: Told, stale: Stale) -> bool:
    return stale.formats or (column.held and column.code == TEXT_FORMAT)


def loose_patches(model: SheetModel) -> list[Patch]:
    """The look of each cell outside the tables, with those that it stretches over."""
    return [_loose_patch(model, cell) for cell in model.cells]


def _loose_patch(model: SheetModel, cell: Cell) -> Patch:
    look = cell_look(cell.style, number_format(cell.kind, model.language, model.currency), wrap=cell.wrap)
    if cell.style == "subtitle":
        look = replace(look, font=replace(look.font, color=""))  # bold and larger says enough
    label = cell.kind == "text" and cell.style != "input"
    place = Area(cell.row, cell.column, cell.row, cell.column + cell.across - 1)
    return Patch(place, look, cell.kind, tall=cell.wrap, label=label, short=not cell.wrap and _fits(model, cell))


def _fits(model: SheetModel, cell: Cell) -> bool:
    width = model.widths[cell.column - 1] if cell.column <= len(model.widths) else 0
    return len(str(cell.value or "")) * _LARGE_LETTER <= width


def _new(table: Placed, columns: Sequence[Told], stood: Arranged) -> list[Patch]:
    """Headers and lines that were not there before; the others may have been dressed by people."""
    ours = [column for column in columns if column.table is table]
    known = {title.casefold() for title in table.known.titles} if table.known else set()
    tall = any(column.ours.wrap for column in ours)
    row, left = table.model.row, table.model.column
    found = [
        Patch(Area(row, one.number, row, one.number), header_look(one.ours.kind), tall=True, label=True)
        for one in ours
        if table.columns[one.number - left].title.casefold() not in known
    ]
    for rows in _new_areas(table, stood):
        for one in ours:
            look = body_look(one.ours.style, one.ours.kind, one.code, wrap=one.ours.wrap)
            place = Area(rows.top, one.number, rows.bottom, one.number)
            found.append(Patch(place, look, one.ours.kind, tall=tall))
    return found


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


def _letter(sheet: xw.Sheet, columns: Iterable[Told], *, fresh: bool) -> None:
    """The letters of cells with a style of their own, where these are in few pieces; a ground says enough."""
    found = []
    for column in columns:
        styles = column.ours.styles or ()
        looks = {style: body_look(style, column.ours.kind, "", wrap=column.ours.wrap) for style in set(styles)}
        for row, (style, value) in enumerate(zip(styles, column.values, strict=False), column.table.body.top):
            look = looks[style]
            place = Area(row, column.number, row, column.number)
            found.append(Patch(place, look, seen=value != "" and not look.fill))
    if len(found) <= _MOST_LETTERS:
        paint(sheet, found, fresh=fresh, only=LETTERS, most=_MOST_STROKES)


def _ground(sheet: xw.Sheet, site: Site, patches: tuple[Sequence[Patch], Sequence[Patch]]) -> None:
    """The grounds of patches, the second of which may have had another, and of labels over everything else."""
    found: Grounds = {}
    dressed, cleared = patches
    for patch in (*cleared, *dressed):
        if patch.look.fill and patch.area.bottom - patch.area.top >= _LINES_AT_ONCE:
            range_of(sheet, patch.area).color = f"#{patch.look.fill}"
        elif patch.look.fill or patch in cleared:
            found |= dict.fromkeys(_places(patch.area), patch.look.fill)
    for table in site.tables:
        known = labels(table)
        found |= {place: color for place, color in known.items() if color or site.sheet is not None}
    shade(sheet, found)


def _places(area: Area) -> list[tuple[int, int]]:
    columns = range(area.left, area.right + 1)
    return [(row, column) for row in range(area.top, area.bottom + 1) for column in columns]


def _rule(sheet: xw.Sheet, patches: Sequence[Patch]) -> None:
    """A fine line below each line of a table without bands."""
    for (color, top, bottom), first, last in alike([(p.look.line, p.area.top, p.area.bottom) for p in patches], 0):
        place = Area(top, patches[first].area.left, bottom, patches[last].area.right)
        underline(range_of(sheet, place), color)


__all__ = ["Stale", "dress", "loose_patches", "make_ready"]
