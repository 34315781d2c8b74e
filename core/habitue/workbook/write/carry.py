"""What people added to a sheet of ours, brought to where it belongs after a refresh."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from habitue.workbook.write.areas import Area
from habitue.workbook.write.columns import Strip, as_list
from habitue.workbook.write.layout import Placed
from habitue.workbook.write.rows import strip_of
from habitue.workbook.write.standing import Carrier, Found, Standing, calculated_formula, cell_text, cells, some_cells
from habitue.workbook.write.tablepart import KnownTable
from habitue.workbook.write.values import cut, number_text

_BIG = 500
"""Rows from which it pays not to look at every cell of a table."""

Shared = Callable[[], Sequence[str]]


@dataclass(slots=True)
class Carried:
    """Cells of people: columns that they added to our tables, and cells outside them."""

    strips: list[Strip] = field(default_factory=list)
    loose: dict[tuple[int, int], str] = field(default_factory=dict)
    lost_lines: int = 0  # lines that are gone and on which people had written something
    lost_cells: list[Found] = field(default_factory=list)  # they stood where ours must go
    formulas: bool = False
    strings: set[int] = field(default_factory=set)  # shared strings that the cells still use

    @property
    def any(self) -> bool:
        """Whether there is anything of people's on the sheet."""
        return bool(self.strips or self.loose)


@dataclass(frozen=True, slots=True)
class Ground:
    """What of a sheet is ours: as it stood before, and as it will be."""

    before: Sequence[Area]
    after: Sequence[Area]
    dropped: Sequence[KnownTable]


def carry(standing: Standing | None, tables: Sequence[Placed], ground: Ground, mark: str, shared: Shared) -> Carried:
    """Find what people added and put it beside the lines that it belongs to."""
    carried = Carried()
    added = any(column.ours is None for table in tables for column in table.columns)
    if standing is None or (standing.untouched and not added and not any(table.totals for table in tables)):
        return carried
    carrier = Carrier(mark)
    found = _cells_that_count(standing, tables)
    for cell in found:
        carrier.note(cell)
    sorted_out = _sort_out(found, [table for table in tables if table.known], ground)
    for table in tables:
        if table.known is not None:
            _carry_table(table, sorted_out.tables[table.name], (carrier, shared), carried)
    for cell in sorted_out.loose:
        if any(area.has(cell.row, cell.column) for area in ground.after):
            if cell.inner:
                carried.lost_cells.append(cell)
        else:
            carried.loose[cell.row, cell.column] = carrier.put(cell, cell.row, cell.column)
            _note(cell, carried)
    return carried


def _cells_that_count(standing: Standing, tables: Sequence[Placed]) -> list[Found]:
    """All cells but those of a big table of ours that are ours anyway."""
    known = [(table, table.known.area) for table in tables if table.known]
    big = max(known, key=lambda pair: pair[1].bottom - pair[1].top, default=None)
    if big is None or big[0].totals or big[1].bottom - big[1].top < _BIG:
        return list(cells(standing.body))
    table, area = big
    assert table.known is not None
    columns = {
        area.left + table.known.titles.index(column.title)
        for column in table.columns
        if column.title in table.known.titles and (column.ours is None or column.ours.key == table.model.line_key)
    }
    added = any(column.ours is None for column in table.columns)
    return list(some_cells(standing.body, area, columns if added else set()))


@dataclass(frozen=True, slots=True)
class _SortedOut:
    tables: Mapping[str, dict[tuple[int, int], Found]]  # cells of our tables, by table
    loose: list[Found]


def _sort_out(found: Iterable[Found], tables: Sequence[Placed], ground: Ground) -> _SortedOut:
    """Tell the cells of our tables, our own cells outside them, and those of people from one another."""
    inside: dict[str, dict[tuple[int, int], Found]] = {table.name: {} for table in tables}
    areas = [(table.known.area, inside[table.name]) for table in tables if table.known]
    ours = [*ground.before, *(known.area for known in ground.dropped)]
    loose = []
    for cell in found:
        for area, into in areas:
            if area.has(cell.row, cell.column):
                into[cell.row, cell.column] = cell
                break
        else:
            if cell.says_something and not _within(cell, ours):
                loose.append(cell)
    return _SortedOut(inside, loose)


def _within(cell: Found, areas: Iterable[Area]) -> bool:
    return any(area.has(cell.row, cell.column) for area in areas)


def _note(cell: Found, carried: Carried) -> None:
    carried.formulas = carried.formulas or ("<" in cell.inner and "f>" in cell.inner)
    if cell.attributes.get("t") == "s":
        value = cell.inner.partition("<")[2].partition(">")[2].partition("<")[0].strip()
        if value.isdecimal():
            carried.strings.add(int(value))


def _carry_table(
    table: Placed, cells_: Mapping[tuple[int, int], Found], tools: tuple[Carrier, Shared], carried: Carried
) -> None:
    carrier, shared = tools
    known = table.known
    assert known is not None
    former_rows = _former_rows(table, cells_, shared)
    lines = range(table.body.top, table.body.bottom + 1)
    body = range(known.area.top + 1, known.area.bottom + 1 - known.totals)
    gone = set(body) - set(former_rows)
    written_on_gone: set[int] = set()
    for number, column in enumerate(table.columns, table.model.column):
        if column.ours is None:
            old = known.area.left + known.titles.index(column.title)
            here = {row: cell for (row, place), cell in cells_.items() if place == old and row in body}
            new_line = _new_line(carrier, column.spec.xml, here.values(), number)
            made = []
            for row, former in zip(lines, former_rows, strict=True):
                cell = here.get(former) if former else None
                if cell is not None:
                    _note(cell, carried)
                made.append(carrier.put(cell, row, number) if cell is not None else new_line(row))
            carried.formulas = carried.formulas or any("<" in xml and "f>" in xml for xml in made)
            carried.strips.append(strip_of(number, lines.start, made))
            written_on_gone |= {row for row in gone if row in here and _typed(here[row])}
    carried.lost_lines += len(written_on_gone)
    if table.totals:
        _carry_totals(table, cells_, carrier, carried)


def _typed(cell: Found) -> bool:
    """Whether somebody wrote something, rather than a formula filling it in."""
    return bool(cell.inner) and "f>" not in cell.inner and "<f" not in cell.inner


def _new_line(carrier: Carrier, spec: str, here: Iterable[Found], column: int) -> Callable[[int], str]:
    """What goes into a column of people's on a line that is new: its formula if it is calculated, else a blank."""
    formula = calculated_formula(spec)
    template = next((cell for cell in here if cell.inner and carrier.formula(cell)), None)
    first = next(iter(here), None)
    style = (template or first).style if (template or first) else 0  # type: ignore[union-attr]

    def make(row: int) -> str:
        if formula is not None and template is not None:
            return carrier.filled(template, row, column)
        if formula is not None:
            return carrier.calculated(formula, style, row, column)
        return carrier.blank(style, row, column)

    return make


def _former_rows(table: Placed, cells_: Mapping[tuple[int, int], Found], shared: Shared) -> list[int]:
    """For each line as it will be, the sheet row where it stood; 0 for a new one."""
    known, model = table.known, table.model
    assert known is not None
    body = range(known.area.top + 1, known.area.bottom + 1 - known.totals)
    if not model.length:
        return [0]
    key = next((column for column in table.columns if column.ours and column.ours.key == model.line_key), None)
    if key is None or key.ours is None:
        return [body[n] if model.line_key is None and n < len(body) else 0 for n in range(model.length)]
    strings = shared() if any(cell.attributes.get("t") == "s" for cell in cells_.values()) else ()
    wanted = [_key_text(value) for value in as_list(key.ours.values)]
    place = _key_place(known, key.title, wanted, lambda row, column: _text_at(cells_, row, column, strings))
    standing: dict[str, list[int]] = {}
    for row in reversed(body):
        text = _text_at(cells_, row, place, strings)
        if text is not None:
            standing.setdefault(text, []).append(row)
    return [rows.pop() if (rows := standing.get(text)) else 0 for text in wanted]


def _key_place(known: KnownTable, title: str, wanted: Sequence[str], text: Callable[[int, int], str | None]) -> int:
    """The sheet column that tells the lines apart; where people renamed it, the one that says the same; 0 for none."""
    area = known.area
    if title in known.titles:
        return area.left + known.titles.index(title)
    keys, body = set(wanted), range(area.top + 1, area.bottom + 1 - known.totals)
    alike = {column: sum(text(row, column) in keys for row in body) for column in range(area.left, area.right + 1)}
    best = max(alike, key=lambda column: alike[column])
    return best if alike[best] * 2 > len(body) else 0


def _text_at(cells_: Mapping[tuple[int, int], Found], row: int, column: int, strings: Sequence[str]) -> str | None:
    cell = cells_.get((row, column))
    return None if cell is None else cell_text(cell, strings)


def _key_text(value: object) -> str:
    if isinstance(value, str):
        return cut(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number_text(value)
    return str(value)


def _carry_totals(table: Placed, cells_: Mapping[tuple[int, int], Found], carrier: Carrier, carried: Carried) -> None:
    known = table.known
    assert known is not None
    for number, column in enumerate(table.columns, table.model.column):
        if column.title in known.titles:
            cell = cells_.get((known.area.bottom, known.area.left + known.titles.index(column.title)))
            if cell is not None:
                carried.loose[table.area.bottom, number] = carrier.put(cell, table.area.bottom, number)
                _note(cell, carried)
