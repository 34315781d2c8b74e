"""The cells of a sheet of ours, from its model: titles and figures one by one, tables a column at a time."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from habitue.sheetmodel import Cell, SheetModel, TableColumn
from habitue.tables import column_letter
from habitue.workbook.write.columns import Bodies, Cells, Strip, as_list, cells, prepare
from habitue.workbook.write.dropdowns import Dropdown, long_lists
from habitue.workbook.write.layout import Placed, address
from habitue.workbook.write.looks import TEXT_FORMAT, Look, body_look, cell_look, header_look, number_format
from habitue.workbook.write.styles import Styles
from habitue.workbook.write.values import text_body, value_body

_LINE_POINTS, _PADDING_POINTS = 15.0, 3.0
_HEADER_POINTS = 34.0
_TITLE_POINTS = {"title": 32.0, "subtitle": 24.0}
_MOST_LINES = 20  # Excel's rows end at 409 points
_LETTER = 0.95  # what a letter of prose takes, against a digit of the standard font


@dataclass(frozen=True, slots=True)
class Setting:
    """What the cells of a sheet depend on besides its model."""

    styles: Styles
    mark: str  # the prefix of its elements
    since_1904: bool


@dataclass(frozen=True, slots=True)
class Content:
    """The cells of a sheet, ready to be written."""

    strips: tuple[Strip, ...]
    loose: Mapping[tuple[int, int], str]  # outside the tables, by row and column
    heights: Mapping[int, float]
    cut: int  # texts shortened to what a cell can hold


def render(model: SheetModel, tables: Sequence[Placed], found: Sequence[Dropdown], setting: Setting) -> Content:
    """All that is ours on a sheet."""
    loose = {(cell.row, cell.column): _cell(cell, model, setting) for cell in model.cells}
    loose |= _hidden_choices(found, setting)
    strips: list[Strip] = []
    cut = 0
    for table in tables:
        for number, column in enumerate(table.columns, table.model.column):
            loose[table.model.row, number] = _header(column.title, column.ours, (table.model.row, number), setting)
            if column.ours:
                arrow = False if column.ours.styles else None  # cells of many styles are made one by one
                bodies = prepare(
                    column.ours.values, column.ours.kind, setting.mark, since_1904=setting.since_1904, arrow=arrow
                )
                strips.append(_body(bodies, column.ours, table, (number, model), setting))
                cut += bodies.cut
    return Content(tuple(strips), loose, _heights(model, tables), cut)


def _cell(cell: Cell, model: SheetModel, setting: Setting) -> str:
    code = number_format(cell.kind, model.language, model.currency)
    body = value_body(cell.value, cell.kind, setting.mark, since_1904=setting.since_1904)
    return _written((cell.row, cell.column), cell_look(cell.style, code, wrap=cell.wrap), body, setting)


def _header(title: str, column: TableColumn | None, place: tuple[int, int], setting: Setting) -> str:
    look = header_look(column.kind if column else "text")
    return _written(place, look, text_body(title, setting.mark), setting)


def _written(place: tuple[int, int], look: Look, body: str | None, setting: Setting) -> str:
    style = setting.styles.cell(look)
    said = f' s="{style}"' if style else ""
    return f'<{setting.mark}c r="{address(*place)}"{said}{body if body is not None else "/>"}'


def _body(bodies: Bodies, column: TableColumn, table: Placed, place: tuple[int, SheetModel], setting: Setting) -> Strip:
    number, model = place
    code = number_format(column.kind, model.language, model.currency)
    if bodies.code_like and column.kind == "text" and not column.wrap:
        code = TEXT_FORMAT  # so that editing "0123" or "=x" keeps it a text
    style = setting.styles.cell(body_look(column.style, column.kind, code, wrap=column.wrap))
    letter = column_letter(number)
    if column.styles and len(bodies):
        looks = {one: body_look(one, column.kind, code, wrap=column.wrap) for one in dict.fromkeys(column.styles)}
        numbers = {one: setting.styles.cell(look) for one, look in looks.items()}
        styles = [numbers[one] for one in column.styles]

        def each(rows: range, offset: int) -> Cells:
            return [
                "".join(cells(bodies, letter, styles[offset + n], setting.mark, range(row, row + 1), offset + n))
                for n, row in enumerate(rows)
            ]

        return Strip(number, table.body.top, len(bodies), each, dense=all(styles))
    if not len(bodies):
        bodies = Bodies("", [None], "")

    def some(rows: range, offset: int) -> Cells:
        return cells(bodies, letter, style, setting.mark, rows, offset)

    return Strip(number, table.body.top, len(bodies), some, dense=style > 0)


def _hidden_choices(found: Sequence[Dropdown], setting: Setting) -> dict[tuple[int, int], str]:
    return {
        (row, column): f'<{setting.mark}c r="{address(row, column)}"{text_body(choice, setting.mark)}'
        for choices, column in long_lists(found).items()
        for row, choice in enumerate(choices, 1)
    }


def _heights(model: SheetModel, tables: Sequence[Placed]) -> dict[int, float]:
    """Heights of the rows with large letters or long wrapped texts, which not every application finds by itself."""
    found: dict[int, float] = {}
    for cell in model.cells:
        points = _TITLE_POINTS.get(cell.style, 0.0)
        if cell.wrap and isinstance(cell.value, str):
            room = sum(model.widths[cell.column - 1 : cell.column - 1 + cell.across]) or 9.0 * cell.across
            points = max(points, _points(cell.value, room))
        if points:
            found[cell.row] = max(found.get(cell.row, 0.0), points)
    for table in tables:
        found[table.model.row] = _HEADER_POINTS
        for number, column in enumerate(table.model.columns, table.model.column):
            if column.wrap:
                room = column.width or next(iter(model.widths[number - 1 : number]), 0.0) or 9.0
                for row, value in enumerate(as_list(column.values), table.body.top):
                    if isinstance(value, str) and (points := _points(value, room)):
                        found[row] = max(found.get(row, 0.0), points)
    return found


def _points(text: str, room: float) -> float:
    """The height of a text in a cell so many characters wide; 0 where it fits on one line."""
    if "\n" not in text and len(text) * _LETTER <= room:
        return 0.0
    lines = sum(max(1, math.ceil(len(line) * _LETTER / room)) for line in text.split("\n"))
    return min(lines, _MOST_LINES) * _LINE_POINTS + _PADDING_POINTS
