"""The heights of rows that Excel does not find by itself: headers, and long texts across merged cells."""

import math

from habitue_addin.book.site import Site

_HEADER_POINTS = 34.0
_LINE_POINTS, _PADDING_POINTS = 15.0, 3.0
_MOST_LINES = 20  # Excel's rows end at 409 points
_LETTER = 0.95  # what a letter of prose takes, against a digit of the standard font


def heights(site: Site) -> dict[int, float]:
    """Points by row, much as the file writer sets them."""
    found: dict[int, float] = {}
    for cell in site.model.cells:
        points = 0.0
        if cell.wrap and isinstance(cell.value, str):
            room = sum(site.model.widths[cell.column - 1 : cell.column - 1 + cell.across]) or 9.0 * cell.across
            points = max(points, _points(cell.value, room))
        if points:
            found[cell.row] = max(found.get(cell.row, 0.0), points)
    for table in site.tables:
        found[table.model.row] = _HEADER_POINTS
    return found


def _points(text: str, room: float) -> float:
    if "\n" not in text and len(text) * _LETTER <= room:
        return 0.0
    lines = sum(max(1, math.ceil(len(line) * _LETTER / room)) for line in text.split("\n"))
    return min(lines, _MOST_LINES) * _LINE_POINTS + _PADDING_POINTS
