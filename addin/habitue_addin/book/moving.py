"""Moves what stands on a sheet of ours to where it belongs now, the way Excel itself would: cells, formats and notes.

People's columns in our tables follow their lines by Excel's own sorting, so that their formulas and colours come along
although no web host lets a program read them. The number of requests does not depend on the number of lines.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import xlwings as xw

from habitue.workbook.write.areas import Area
from habitue.workbook.write.columns import as_list
from habitue.workbook.write.layout import Placed
from habitue.workbook.write.values import cut, number_text
from habitue_addin.book.site import Lost, Site, moves
from habitue_addin.book.standing import Shelf, values_in


def range_of(sheet: xw.Sheet, area: Area) -> xw.Range:
    """An area as a range of the sheet."""
    return sheet.range((area.top, area.left), (area.bottom, area.right))


def wipe(cells: xw.Range) -> None:
    """Leave nothing: contents, looks, colours, drop-downs."""
    cells.clear()
    cells.data_validation.delete()


@dataclass(frozen=True, slots=True)
class Arranged:
    """How a sheet stands once everything is in its place.

    `former` has, for the tables to which people added columns, the line where each line stood (from 0; None for a new
    one).
    """

    loose: tuple[Area, ...] = ()
    former: Mapping[str, Sequence[int | None]] = field(default_factory=dict)


def arrange(site: Site, shelf: Shelf, lost: Lost) -> Arranged:
    """Bring the tables that stand to their places and sizes."""
    assert site.sheet is not None
    follow = {table.name: _former_lines(site.sheet, table) for table in site.tables if _has_added(table)}
    _note_losses(site, follow, lost)
    site, sheet = _without_dropped(site, shelf), shelf.sheet
    loose = list(site.loose)
    left, right = site.band
    shifted = 0
    kept: dict[str, int] = {}
    stops = {table.name: by for table, by in moves(site.tables)}
    for table in sorted((t for t in site.tables if t.known), key=lambda t: t.model.row):
        assert table.known is not None
        top, by = table.known.area.top + shifted, stops.get(table.name, 0)
        if by > 0:
            range_of(sheet, Area(top, left, top + by - 1, right)).insert("down")
        elif by < 0:
            range_of(sheet, Area(top + by, left, top - 1, right)).delete("up")
        loose = [moved for area in loose for moved in _moved(area, min(top, top + by), by)]
        shifted += by
        kept[table.name] = _shorten(shelf, table, follow.get(table.name))
    for table in site.tables:
        if table.known:
            _lengthen(shelf, table, kept[table.name], follow.get(table.name))
    return Arranged(tuple(loose), follow)


def _without_dropped(site: Site, shelf: Shelf) -> Site:
    """Take away the tables that the model has no more, what stands below coming up."""
    assert site.sheet is not None
    left, right = site.band
    tables, loose = list(site.tables), list(site.loose)
    for gone in sorted(site.dropped, key=lambda known: -known.area.top):
        top, by = gone.area.top, gone.area.top - gone.area.bottom - 1
        range_of(site.sheet, Area(top, left, gone.area.bottom, right)).delete("up")
        shelf.drop(gone.name)
        tables = [_risen(table, top, by) for table in tables]
        loose = [moved for area in loose for moved in _moved(area, top, by)]
    return replace(site, tables=tuple(tables), loose=tuple(loose), dropped=())


def _risen(table: Placed, first: int, by: int) -> Placed:
    known = table.known
    if known is None or known.area.top < first:
        return table
    area = replace(known.area, top=known.area.top + by, bottom=known.area.bottom + by)
    return replace(table, known=replace(known, area=area))


def _has_added(table: Placed) -> bool:
    return table.known is not None and any(column.ours is None for column in table.columns)


def _moved(area: Area, first: int, by: int) -> list[Area]:
    """Loose cells after rows came in before row `first`, or went from it on."""
    if not by or area.bottom < first:
        return [area]
    start = first if by > 0 else first - by
    above = [Area(area.top, area.left, min(area.bottom, first - 1), area.right)] if area.top < first else []
    top = max(area.top, start)
    return above + ([Area(top + by, area.left, area.bottom + by, area.right)] if top <= area.bottom else [])


def _shorten(shelf: Shelf, table: Placed, former: Sequence[int | None] | None) -> int:
    """Put the lines that stay first, and let go of those that are no more; how many are left."""
    known = table.known
    assert known is not None
    area = Area(
        table.model.row, known.area.left, table.model.row + known.area.bottom - known.area.top, known.area.right
    )
    lines = area.bottom - area.top - known.totals
    sheet, held = shelf.sheet, shelf.held(table.name)
    keep = min(lines, max(table.model.length, 1))
    if former is not None:
        kept = [line for line in former if line is not None]
        if kept != list(range(len(kept))):
            rank = {line: n for n, line in enumerate(kept)}
            order = [rank.get(line, lines + line) for line in range(lines)]
            _sort(shelf, table, (area, known.titles), order)
        keep = max(len(kept), 1)
        if not kept:
            _clear_added(sheet, table, area)
    if keep < lines:
        _resize(sheet, held, Area(area.top, area.left, area.top + keep + known.totals, area.right))
        wipe(range_of(sheet, Area(area.top + keep + known.totals + 1, area.left, area.bottom, area.right)))
    return keep


def _lengthen(shelf: Shelf, table: Placed, lines: int, former: Sequence[int | None] | None) -> None:
    """Give a table of so many lines all its columns and lines, people's cells beside the lines that they belong to."""
    known = table.known
    assert known is not None
    sheet, held = shelf.sheet, shelf.held(table.name)
    titles = [column.title for column in table.columns]
    header = Area(table.model.row, table.area.left, table.model.row, table.area.right)
    if former is not None:
        _change_columns(held, known.titles, titles)
    if len(titles) > len(known.titles) and former is None:
        range_of(sheet, header).raw_value = [["'" + title for title in titles]]
    if lines != table.body.bottom - table.body.top + 1 or titles != list(known.titles):
        _resize(sheet, held, table.area)
    if len(titles) < len(known.titles) and former is None:
        gone = Area(header.top, header.right + 1, table.area.bottom, known.area.right)
        wipe(range_of(sheet, gone))
    if former is None:
        return
    kept = [n for n, line in enumerate(former) if line is not None]
    if kept != list(range(len(kept))):
        new = [n for n, line in enumerate(former) if line is None]
        _sort(shelf, table, (table.area, titles), [*kept, *new])


def _resize(sheet: xw.Sheet, held: xw.main.Table, area: Area) -> None:
    held.resize(range_of(sheet, area))


def _change_columns(held: xw.main.Table, standing: Sequence[str], wanted: Sequence[str]) -> None:
    """Take away our columns that are no more and put in new ones, people's staying where they are."""
    there = {title.casefold() for title in wanted}
    for title in standing:
        if title.casefold() not in there:
            held.columns[title].delete()
    known = {title.casefold() for title in standing}
    for number, title in enumerate(wanted, 1):
        if title.casefold() not in known:
            held.columns.add(title, number)


def _sort(shelf: Shelf, table: Placed, ground: tuple[Area, Sequence[str]], order: Sequence[int]) -> None:
    """Let Excel sort the lines so that line n comes at the rank `order[n]`, by way of a column that we write anyway.

    `ground` is where the table stands at this moment, and the titles that it has there.
    """
    area, titles = ground
    ours = {column.title.casefold() for column in table.columns if column.ours}
    number = next(n for n, title in enumerate(titles) if title.casefold() in ours)
    held = shelf.held(table.name)
    if held.show_autofilter:
        held.autofilter.clear()  # Excel leaves the lines that a filter hides where they are
    cells = Area(area.top + 1, area.left + number, area.top + len(order), area.left + number)
    column = range_of(shelf.sheet, cells)
    column.number_format = "General"
    column.raw_value = [[rank] for rank in order]
    held.sort(number + 1)


def _clear_added(sheet: xw.Sheet, table: Placed, area: Area) -> None:
    known = table.known
    assert known is not None
    theirs = {column.title.casefold() for column in table.columns if column.ours is None}
    for number, title in enumerate(known.titles, area.left):
        if title.casefold() in theirs:
            range_of(sheet, Area(area.top + 1, number, area.bottom - known.totals, number)).clear_contents()


def _former_lines(sheet: xw.Sheet, table: Placed) -> list[int | None]:
    """For each line as it will be, the line of the table where it stands now (from 0); None for a new one."""
    known, model = table.known, table.model
    assert known is not None
    lines = known.area.bottom - known.area.top - known.totals
    if not model.length:
        return []
    key = next((column for column in table.columns if column.ours and column.ours.key == model.line_key), None)
    if key is None or key.ours is None:
        return [n if model.line_key is None and n < lines else None for n in range(model.length)]
    wanted = [_key_text(value) for value in as_list(key.ours.values)]
    body = values_in(sheet, Area(known.area.top + 1, known.area.left, known.area.top + lines, known.area.right))
    place = _key_place(known.titles, key.title, wanted, body)
    standing: dict[str, list[int]] = {}
    for line in reversed(range(lines if place is not None else 0)):
        value = body[line][place or 0]
        if value is not None:
            standing.setdefault(_key_text(value), []).append(line)
    return [found.pop() if (found := standing.get(text)) else None for text in wanted]


def _key_place(
    titles: Sequence[str], title: str, wanted: Sequence[str], body: Sequence[Sequence[object]]
) -> int | None:
    """The column that tells the lines apart; where people renamed it, the one that says the same."""
    folded = [one.casefold() for one in titles]
    if title.casefold() in folded:
        return folded.index(title.casefold())
    keys = set(wanted)
    alike = [sum(_key_text(line[n]) in keys for line in body) for n in range(len(titles))]
    best = max(range(len(titles)), key=lambda n: alike[n])
    return best if alike[best] * 2 > len(body) else None


def _key_text(value: object) -> str:
    if isinstance(value, str):
        return cut(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number_text(value)
    return str(value)


def _note_losses(site: Site, follow: dict[str, list[int | None]], lost: Lost) -> None:
    """What people have on lines that go, and on cells that our tables come to cover."""
    assert site.sheet is not None
    for table in site.tables:
        if table.name in follow:
            lost.lines += _written_on_gone(site.sheet, table, follow[table.name])
    mine = [*site.loose, *(known.area for known in site.dropped), *(t.known.area for t in site.tables if t.known)]
    for covered in _covered(site):
        for row, line in enumerate(values_in(site.sheet, covered), covered.top):
            for column, value in enumerate(line, covered.left):
                if value is not None and not any(area.has(row, column) for area in mine):
                    lost.cells.append((row, column))


def _written_on_gone(sheet: xw.Sheet, table: Placed, former: Sequence[int | None]) -> int:
    known = table.known
    assert known is not None
    theirs = {column.title.casefold() for column in table.columns if column.ours is None}
    places = [n for n, title in enumerate(known.titles) if title.casefold() in theirs]
    lines = known.area.bottom - known.area.top - known.totals
    gone = set(range(lines)) - {line for line in former if line is not None}
    if not gone:
        return 0
    body = values_in(sheet, Area(known.area.top + 1, known.area.left, known.area.top + lines, known.area.right))
    return sum(any(body[line][place] is not None for place in places) for line in gone)


def _covered(site: Site) -> list[Area]:
    """Cells that ours come to cover, as they stand now: rows that go, and the ground that the lowest table grows on."""
    left, right = site.band
    found, shifted = [], 0
    standing = sorted((t for t in site.tables if t.known), key=lambda t: t.model.row)
    stops = {table.name: by for table, by in moves(site.tables)}
    for n, table in enumerate(standing):
        assert table.known is not None
        old, by = table.known.area, stops.get(table.name, 0)
        if by < 0:
            found.append(Area(old.top + by, left, old.top - 1, right))
        shifted += by
        below = n == len(standing) - 1
        if below and table.area.bottom - shifted > old.bottom:
            found.append(Area(old.bottom + 1, old.left, table.area.bottom - shifted, table.area.right))
        if table.area.right > old.right:
            found.append(Area(old.top, old.right + 1, old.bottom, table.area.right))
    return [area for area in found if area.top <= area.bottom]
