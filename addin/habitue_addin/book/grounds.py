"""The grounds of cells, many colours in one request: headers, cells to fill in, labels by their words.

A label's colour is set anew with its value at each rendering, and goes with its cell where people sort. The file writer
has a rule for each word instead, which no host can be given in one request; a workbook that was written by both has
both, of the same colours. Very long tables have rules here too.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import EllipsisType

import xlwings as xw

from habitue.sheetmodel import Highlight, TableModel
from habitue.workbook.write.areas import Area, areas
from habitue.workbook.write.columns import as_list
from habitue.workbook.write.layout import Placed
from habitue.workbook.write.looks import TONES, body_look
from habitue_addin.book.moving import range_of

MOST_LABELS = 10_000
"""Lines up to which labels get grounds of their own; beyond, rules."""

_MOST_CELLS = 10_000  # in one request, which is what hosts take
Grounds = dict[tuple[int, int], str]
"""Colours by row and column, RRGGBB; "" where there is to be none."""


def label_rules(model: TableModel) -> list[Highlight]:
    """What is said of labels by rules, because the table is too long for grounds."""
    found = [one for one in model.highlights if isinstance(one, Highlight)]
    return found if model.length > MOST_LABELS else []


def labels(table: Placed) -> Grounds:
    """The grounds of a table's labels and of the cells that have a style of their own."""
    found: Grounds = {}
    if table.model.length <= MOST_LABELS:
        for one in dict.fromkeys(mark.column for mark in table.model.highlights if isinstance(mark, Highlight)):
            found |= _labels(table, one)
    for number, column in enumerate(table.columns, table.model.column):
        if column.ours and column.ours.styles:
            colours = {style: body_look(style, "text", "", wrap=False).fill for style in set(column.ours.styles)}
            found |= {(row, number): colours[s] for row, s in enumerate(column.ours.styles, table.body.top)}
    return found


def _labels(table: Placed, key: str) -> Grounds:
    marks = (mark for mark in table.model.highlights if isinstance(mark, Highlight) and mark.column == key)
    colours = {mark.value: TONES[mark.tone].fill for mark in marks}
    number = table.number_of(key)
    values = next(as_list(column.values) for column in table.model.columns if column.key == key)
    return {(row, number): colours.get(str(value), "") for row, value in enumerate(values, table.body.top)}


def shade(sheet: xw.Sheet, grounds: Mapping[tuple[int, int], str]) -> None:
    """Give cells their grounds; those between keep what they have."""
    if sheet.book.app.engine.type != "remote":  # which would colour cell by cell
        for color in dict.fromkeys(grounds.values()):
            for area in areas(place for place, found in grounds.items() if found == color):
                range_of(sheet, area).color = f"#{color}" if color else None
        return
    for area in min(_together(grounds), _apart(grounds), key=len):
        cells = [[_colour(grounds, (row, column)) for column in _columns(area)] for row in _rows(area)]
        range_of(sheet, area).set_colors(cells)


def _colour(grounds: Mapping[tuple[int, int], str], place: tuple[int, int]) -> str | EllipsisType | None:
    found = grounds.get(place)
    return ... if found is None else f"#{found}" if found else None


def _rows(area: Area) -> range:
    return range(area.top, area.bottom + 1)


def _columns(area: Area) -> range:
    return range(area.left, area.right + 1)


def _together(grounds: Mapping[tuple[int, int], str]) -> list[Area]:
    """Rectangles over all these cells, one below the other, none too large for a request."""
    return list(_bands(sorted(grounds)))


def _apart(grounds: Mapping[tuple[int, int], str]) -> list[Area]:
    """Rectangles as wide as a column each."""
    columns = sorted({column for _, column in grounds})
    return [area for one in columns for area in _bands(sorted(place for place in grounds if place[1] == one))]


def _bands(places: Sequence[tuple[int, int]]) -> Iterator[Area]:
    band: Area | None = None
    for row, column in places:
        wider = Area(row, column, row, column) if band is None else _with(band, row, column)
        if band is not None and (wider.bottom - wider.top + 1) * (wider.right - wider.left + 1) > _MOST_CELLS:
            yield band
            wider = Area(row, column, row, column)
        band = wider
    if band is not None:
        yield band


def _with(area: Area, row: int, column: int) -> Area:
    return Area(area.top, min(area.left, column), row, max(area.right, column))
