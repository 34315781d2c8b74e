"""What the user looks at: kept as it is while we work, and set up once for a sheet that is new."""

from dataclasses import dataclass

import xlwings as xw

from habitue.tables import column_letter
from habitue.workbook.write.dropdowns import CHOICES_COLUMN
from habitue.workbook.write.skeleton import widths
from habitue_addin.book.site import Site

_POINTS_PER_CHARACTER, _PADDING_POINTS = 5.25, 3.75


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
    for first, last, width in _runs(widths(site.model, site.tables)):
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


def _runs(wanted: dict[int, float]) -> list[tuple[int, int, float]]:
    """Neighbouring columns of one width, together; the hidden lists of choices need none."""
    runs: list[tuple[int, int, float]] = []
    for number, width in sorted(wanted.items()):
        if number >= CHOICES_COLUMN:
            continue
        if runs and runs[-1][1:] == (number - 1, width):
            runs[-1] = (runs[-1][0], number, width)
        else:
            runs.append((number, number, width))
    return runs
