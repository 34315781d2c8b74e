"""Paints a sheet: the looks of the file writer by the properties that every host has, in as few requests as will do.

Each property (bold, colour, number format ...) is a picture of the whole sheet, covered by few rectangles; see `cover`.
What nobody would see is not said: numbers stand on the right by themselves, and in a low row it is all the same whether
a text is in the middle.

Left out, since no host of xlwings offers it: the indent inside a cell, the tab's colour, the print settings, the switch
for green corners. Cells to be edited have their ground but no box, and tables with bands no fine lines between them:
these would take a request for each side of each.
"""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, TypeVar

import xlwings as xw

from habitue.sheetmodel import Kind
from habitue.workbook.write.areas import Area
from habitue.workbook.write.looks import TEXT_FORMAT, Look
from habitue_addin.book.cover import FREE, TABOO, Grid, cover
from habitue_addin.book.moving import range_of

_POINTS = 11
"""The size of the standard font: no web host tells the workbook's own."""

MOST_AREAS = 200
"""Rectangles that are painted one by one; more would keep people waiting for what only pleases the eye."""

_INK = "000000"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Patch:
    """A rectangle of cells of one kind and look; `tall` where its rows may be higher than a line of text.

    Where it is not `seen`, any letters will do; a `label` is a text that nobody puts a number in place of, so that any
    format of numbers will do; one that is `short` fits on one line of its column.
    """

    area: Area
    look: Look
    kind: Kind = "text"
    tall: bool = False
    seen: bool = True
    label: bool = False
    short: bool = False


@dataclass(frozen=True, slots=True)
class Aspect:
    """One property of cells: what a patch wants, how it is said, and what is so on a new sheet."""

    wanted: Callable[[Patch], Hashable]
    say: "Say"
    usual: Hashable
    grows: bool = True  # blank cells may have it without being seen


Say: TypeAlias = "Callable[[xw.Range, Any], None]"


def paint(
    sheet: xw.Sheet,
    patches: Sequence[Patch],
    *,
    fresh: bool,
    alone: bool = False,
    only: "Sequence[Aspect]" = (),
    most: int | None = None,
) -> None:
    """Give cells their looks, less their grounds.

    Of `fresh` cells what is the default anyway is not said; where they are `alone` on their sheet, blanks between them
    may be painted too. An aspect that takes more than `most` requests is left out.
    """
    if not patches:
        return
    rows, columns = _breaks(patches, vertical=True), _breaks(patches, vertical=False)
    places = [(patch, *_span(rows, patch.area, vertical=True), *_span(columns, patch.area)) for patch in patches]
    for aspect in only or ASPECTS:
        blank: Hashable = (FREE if aspect.grows else aspect.usual) if alone else TABOO
        grid = [[blank] * (len(columns) - 1) for _ in rows[1:]]
        for patch, top, bottom, left, right in places:
            value = aspect.wanted(patch)
            for line in grid[top:bottom]:
                line[left:right] = [value] * (right - left)
        strokes = _strokes(grid, (rows, columns), aspect.usual if fresh else TABOO)
        for area, value in strokes if most is None or len(strokes) <= most else ():
            aspect.say(range_of(sheet, area), value)


def _breaks(patches: Iterable[Patch], *, vertical: bool) -> list[int]:
    """The rows or columns at which something begins, and one after the last."""
    ends = ((p.area.top, p.area.bottom) if vertical else (p.area.left, p.area.right) for p in patches)
    return sorted({place for first, last in ends for place in (first, last + 1)})


def _span(breaks: Sequence[int], area: Area, *, vertical: bool = False) -> tuple[int, int]:
    first, last = (area.top, area.bottom) if vertical else (area.left, area.right)
    return bisect_left(breaks, first), bisect_left(breaks, last + 1)


def _strokes(grid: Grid, breaks: tuple[Sequence[int], Sequence[int]], usual: Hashable) -> list[tuple[Area, Hashable]]:
    """The areas to paint, once rows and columns that are alike have been put together."""
    rows = alike([tuple(line) for line in grid], 0)
    columns = alike(list(zip(*(line for line, _, _ in rows), strict=True)), 0)
    small = list(zip(*(column for column, _, _ in columns), strict=True))
    found = []
    for stroke in cover(small, usual):
        top, bottom = breaks[0][rows[stroke.top][1]], breaks[0][rows[stroke.bottom][2] + 1] - 1
        left, right = breaks[1][columns[stroke.left][1]], breaks[1][columns[stroke.right][2] + 1] - 1
        found.append((Area(top, left, bottom, right), stroke.value))
    return found


def alike(values: Sequence[T], first: int) -> list[tuple[T, int, int]]:
    """Neighbours that are equal, together: the value, and the first and the last of their numbers."""
    found: list[tuple[T, int, int]] = []
    for number, value in enumerate(values, first):
        if found and found[-1][0] == value:
            found[-1] = (value, found[-1][1], number)
        else:
            found.append((value, number, number))
    return found


def underline(cells: xw.Range, color: str) -> None:
    """A fine line below each row."""
    sides = ["edge_bottom", *(["inside_horizontal"] if cells.shape[0] > 1 else [])]
    cells.borders.set(sides, line_style="continuous", color=f"#{color}")


# what patches want


def _horizontal(patch: Patch) -> str:
    """Texts stand on the left and numbers on the right by themselves; days, which are numbers, do not."""
    wanted = patch.look.horizontal or "general"
    itself = {"text": "left", "date": "right"}.get(patch.kind, "right")
    return "general" if wanted == itself else wanted


def _bold(patch: Patch) -> Hashable:
    return patch.look.font.bold if patch.seen else FREE


def _ink(patch: Patch) -> Hashable:
    return (patch.look.font.color or _INK) if patch.seen else FREE


def _wrap(patch: Patch) -> Hashable:
    return FREE if patch.short else patch.look.wrap


def _number_format(patch: Patch) -> Hashable:
    """Any format of numbers does under that of texts, which is set last."""
    return FREE if patch.label or _text_format(patch) == TEXT_FORMAT else patch.look.number_format


def _text_format(patch: Patch) -> Hashable:
    """The format for texts must not grow over others: what is put there later would keep its apostrophe."""
    return TEXT_FORMAT if patch.look.number_format == TEXT_FORMAT else TABOO


def _vertical(patch: Patch) -> Hashable:
    return (patch.look.vertical or "bottom") if patch.tall else FREE


# how it is said


def _say_format(cells: xw.Range, value: object) -> None:
    cells.number_format = str(value)


def _say_bold(cells: xw.Range, value: object) -> None:
    cells.font.bold = bool(value)


def _say_italic(cells: xw.Range, value: object) -> None:
    cells.font.italic = bool(value)


def _say_size(cells: xw.Range, value: float) -> None:
    cells.font.size = value


def _say_color(cells: xw.Range, value: object) -> None:
    cells.font.color = f"#{value}"


def _say_wrap(cells: xw.Range, value: object) -> None:
    cells.wrap_text = bool(value)


def _say_horizontal(cells: xw.Range, value: Literal["general", "left", "center", "right"]) -> None:
    cells.horizontal_alignment = value


def _say_vertical(cells: xw.Range, value: Literal["top", "center", "bottom"]) -> None:
    cells.vertical_alignment = value


FORMATS = (Aspect(_number_format, _say_format, "General"), Aspect(_text_format, _say_format, TABOO, grows=False))
LETTERS = (Aspect(_bold, _say_bold, False), Aspect(_ink, _say_color, _INK))
ASPECTS = (
    *FORMATS,
    *LETTERS,
    Aspect(lambda patch: patch.look.font.italic, _say_italic, False),
    # A blank cell of large letters makes its row high.
    Aspect(lambda patch: _POINTS + patch.look.font.larger, _say_size, _POINTS, grows=False),
    Aspect(_wrap, _say_wrap, False),
    Aspect(_horizontal, _say_horizontal, "general"),
    Aspect(_vertical, _say_vertical, "bottom"),
)
