"""What the user looks at: kept as it is while we work, and set up once for a sheet that is new."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import cast

import xlwings as xw

from habitue.tables import column_letter
from habitue.workbook.write.dropdowns import CHOICES_COLUMN
from habitue.workbook.write.skeleton import widths
from habitue_addin.book.cover import TABOO, cover
from habitue_addin.book.site import Site

_POINTS_PER_CHARACTER, _PADDING_POINTS = 5.25, 3.75
_SPARE = 6.0  # characters by which a column may be wider than asked for, to be like its neighbours


@dataclass(slots=True)
class Seen:
    """The active sheet and the selection before we began; `moved` once a step may have changed them."""

    sheet: xw.Sheet
    selection: xw.Range | None
    moved: bool = False


def seen(book: xw.Book) -> Seen:
    """Remember what the user looks at."""
    try:
        selection = book.selection
    except (ValueError, IndexError, xw.XlwingsError):  # several areas at once, which not every host can name
        selection = None
    return Seen(book.sheets.active, selection)


def look_back(view: Seen) -> None:
    """Show again what the user looked at."""
    if not view.moved:
        return
    view.sheet.activate()
    if view.selection is not None:
        view.selection.select()


def new_view(sheet: xw.Sheet, site: Site) -> None:
    """Widths, panes and grid lines of a sheet that is new; on later refreshes they are the user's."""
    points = sheet.book.app.engine.type == "remote"
    for first, last, width in _strokes(widths(site.model, site.tables)):
        column = sheet.range((1, first), (1, last))
        column.column_width = width * _POINTS_PER_CHARACTER + _PADDING_POINTS if points else width
    rows, columns = site.model.freeze
    if rows or columns:
        sheet.freeze_panes.freeze_at(_frozen(rows, columns))
    if not site.model.gridlines:
        sheet.show_gridlines = False


def _frozen(rows: int, columns: int) -> str:
    if not columns:
        return f"1:{rows}"
    if not rows:
        return f"A:{column_letter(columns)}"
    return f"A1:{column_letter(columns)}{rows}"


def _strokes(wanted: dict[int, float]) -> list[tuple[int, int, float]]:
    """The widths as few requests, some columns a little wider than they need be; lists of choices need none."""
    shown = {number: width for number, width in wanted.items() if number < CHOICES_COLUMN}
    steps: list[float] = []
    for width in sorted(shown.values(), reverse=True):
        if not steps or width < steps[-1] - _SPARE:
            steps.append(width)
    line: list[Hashable] = [TABOO] * max(shown, default=0)
    for number, width in shown.items():
        line[number - 1] = min(step for step in steps if step >= width)
    strokes = cover([line])
    return [(one.left + 1, one.right + 1, cast("float", one.value)) for one in strokes]
