"""Paints cells: the looks of the file writer by the properties that every host has, as few requests as will do.

Left out, since no host of xlwings offers it: the indent inside a cell, the tab's colour, the print settings, the switch
for green corners. Cells to be edited have their ground but no box, which would take a request for each side of each.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, TypeVar

import xlwings as xw

from habitue.workbook.write.areas import Area, areas
from habitue.workbook.write.looks import Look
from habitue_addin.book.moving import range_of

_POINTS = 11
"""The size of the standard font: no web host tells the workbook's own."""

MOST_AREAS = 200
"""Rectangles that are painted one by one; more would keep people waiting for what only pleases the eye."""

_MOST_COLOURS = 10_000  # cells in one request for colours, which is what hosts take
_INK = "000000"
T = TypeVar("T")
Say: TypeAlias = "Callable[[xw.Range, Any], None]"
Places = Mapping[tuple[int, int], Look]


@dataclass(frozen=True, slots=True)
class Painter:
    """Sets looks on one sheet; on `fresh` ground what is the default anyway is not said."""

    sheet: xw.Sheet
    fresh: bool

    def columns(self, rows: Area, looks: Sequence[Look]) -> None:
        """One look for each column of an area, less the number format; a fine line below each row."""
        for say, usual, values in _by_aspect(looks)[1:]:
            for value, first, last in alike(values, rows.left):
                self._say(say, value, usual, Area(rows.top, first, rows.bottom, last))
        for color, first, last in alike([look.line for look in looks], rows.left):
            if color:
                _lines(range_of(self.sheet, Area(rows.top, first, rows.bottom, last)), color)

    def cells(self, places: Places) -> None:
        """Single cells, each with its own look: one request for each aspect and each rectangle that shares it."""
        for say, usual, values in _by_aspect(list(places.values())):
            grouped: dict[object, list[tuple[int, int]]] = {}
            for place, value in zip(places, values, strict=True):
                grouped.setdefault(value, []).append(place)
            for value, found in grouped.items():
                for area in areas(found):
                    self._say(say, value, usual, area)

    def lines(self, top: int, column: int, looks: Sequence[Look]) -> None:
        """Cells below one another, their grounds in blocks, their letters where these are in few pieces."""
        for start in range(0, len(looks), _MOST_COLOURS):
            some = looks[start : start + _MOST_COLOURS]
            place = Area(top + start, column, top + start + len(some) - 1, column)
            range_of(self.sheet, place).set_colors([[f"#{look.fill}" if look.fill else None] for look in some])
        pieces = alike([(look.font.bold, look.font.color or _INK) for look in looks], top)
        for (bold, color), first, last in pieces[:MOST_AREAS]:
            cells = range_of(self.sheet, Area(first, column, last, column))
            _bold(cells, bold)
            _color(cells, color)

    def _say(self, say: Say, value: object, usual: object, area: Area) -> None:
        if not (self.fresh and value == usual):
            say(range_of(self.sheet, area), value)


def alike(values: Sequence[T], first: int) -> list[tuple[T, int, int]]:
    """Neighbours that are equal, together: the value, and the first and the last of their numbers."""
    found: list[tuple[T, int, int]] = []
    for number, value in enumerate(values, first):
        if found and found[-1][0] == value:
            found[-1] = (value, found[-1][1], number)
        else:
            found.append((value, number, number))
    return found


def _by_aspect(looks: Sequence[Look]) -> list[tuple[Say, object, list[object]]]:
    """Every aspect of some looks: how it is said, what is so by default, what each look says. Formats first."""
    each = [_aspects(look) for look in looks]
    return [(say, usual, [one[n][1] for one in each]) for n, (say, _, usual) in enumerate(_aspects(Look()))]


def _aspects(look: Look) -> list[tuple[Say, object, object]]:
    """Every aspect of a look: how it is said, what is said, and what is so by default."""
    font = look.font
    return [
        (_number_format, look.number_format, "General"),
        (_bold, font.bold, False),
        (_italic, font.italic, False),
        (_size, _POINTS + font.larger, _POINTS),
        (_color, font.color or _INK, _INK),
        (_fill, look.fill, ""),
        (_wrap, look.wrap, False),
        (_horizontal, look.horizontal or "general", "general"),
        (_vertical, look.vertical or "bottom", "bottom"),
    ]


def _number_format(cells: xw.Range, value: object) -> None:
    cells.number_format = str(value)


def _bold(cells: xw.Range, value: object) -> None:
    cells.font.bold = bool(value)


def _italic(cells: xw.Range, value: object) -> None:
    cells.font.italic = bool(value)


def _size(cells: xw.Range, value: float) -> None:
    cells.font.size = value


def _color(cells: xw.Range, value: object) -> None:
    cells.font.color = f"#{value}"


def _fill(cells: xw.Range, value: object) -> None:
    cells.color = f"#{value}" if value else None


def _wrap(cells: xw.Range, value: object) -> None:
    cells.wrap_text = bool(value)


def _horizontal(cells: xw.Range, value: Literal["general", "left", "center", "right"]) -> None:
    cells.horizontal_alignment = value


def _vertical(cells: xw.Range, value: Literal["top", "center", "bottom"]) -> None:
    cells.vertical_alignment = value


def _lines(cells: xw.Range, color: str) -> None:
    sides = ["edge_bottom", *(["inside_horizontal"] if cells.shape[0] > 1 else [])]
    cells.borders.set(sides, line_style="continuous", color=f"#{color}")
