"""Applies the actions that a script sends back to an openpyxl workbook, each checked as Excel checks it.

One function per action, by the name that xlwings sends; an unknown name fails with its name. `docs` of what each does:
`static/js/custom-scripts` of xlwings-server, whose callbacks these follow.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet
from typed import NotAsTyped

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
LARGEST_BLOCK = 1_000_000  # cells; more than that in one request and Excel on the web refuses (5 MB)


class ActionFailed(AssertionError):
    """Excel would have refused the action, and left those before it applied."""


@dataclass
class Stage:
    """A workbook while actions are applied to it."""

    book: Workbook
    alerts: list[str] = field(default_factory=list)
    selected: list[tuple[str, str]] = field(default_factory=list)  # sheet title, address
    saved: int = 0


Action = dict[str, object]
ACTIONS: dict[str, Callable[[Stage, Action], None]] = {}


def acts(function: Callable[[Stage, Action], None]) -> Callable[[Stage, Action], None]:
    ACTIONS[function.__name__] = function
    return function


def apply(stage: Stage, actions: list[Action]) -> None:
    """Apply them in order, stopping at the first that Excel would refuse."""
    for number, action in enumerate(actions, 1):
        name = action["func"]
        if name not in ACTIONS:
            raise ActionFailed(f"Action {number} has an unknown function: {name}")
        try:
            ACTIONS[name](stage, action)
        except (ActionFailed, NotAsTyped) as error:
            raise ActionFailed(f"Action {number} ({name}) failed: {error}. Those before it stay applied.") from error


# Where an action acts


def sheet_of(stage: Stage, action: Action) -> Worksheet:
    place = action["sheet_position"]
    if not isinstance(place, int) or not 0 <= place < len(stage.book.worksheets):
        raise ActionFailed(f"there is no sheet at position {place!r}")
    return stage.book.worksheets[place]


def box(action: Action) -> tuple[int, int, int, int]:
    """Top, left, bottom, right of an action's range, 1-based."""
    top, left = action["start_row"] + 1, action["start_column"] + 1
    bottom, right = top + action["row_count"] - 1, left + action["column_count"] - 1
    if not (1 <= top <= bottom <= LAST_ROW and 1 <= left <= right <= LAST_COLUMN):
        raise ActionFailed(f"no such range: rows {top} to {bottom}, columns {left} to {right}")
    return top, left, bottom, right


def address(top: int, left: int, bottom: int, right: int) -> str:
    first, last = f"{get_column_letter(left)}{top}", f"{get_column_letter(right)}{bottom}"
    return first if first == last else f"{first}:{last}"


def bounds(reference: str) -> tuple[int, int, int, int]:
    left, top, right, bottom = range_boundaries(reference.replace("$", "").rpartition("!")[2])
    return top or 1, left or 1, bottom or LAST_ROW, right or LAST_COLUMN


def cells(sheet: Worksheet, area: tuple[int, int, int, int]) -> Iterator[Cell]:
    """The cells of an area; of whole rows or columns only those in use."""
    top, left, bottom, right = area
    if (bottom - top + 1) * (right - left + 1) > LARGEST_BLOCK:
        bottom, right = min(bottom, sheet.max_row), min(right, sheet.max_column)
    for row in sheet.iter_rows(top, max(bottom, top), left, max(right, left)):
        for cell in row:
            if not isinstance(cell, MergedCell):
                yield cell


def writable(sheet: Worksheet, area: tuple[int, int, int, int] | None = None) -> None:
    if sheet.protection.sheet:
        locked = area is None or any(cell.protection.locked for cell in cells(sheet, area))
        if locked:
            raise ActionFailed(f"the sheet {sheet.title!r} is protected")


def each(stage: Stage, action: Action) -> Iterator[Cell]:
    sheet, area = sheet_of(stage, action), box(action)
    writable(sheet, area)
    return cells(sheet, area)


def crosses(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return not (one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1])


def holds(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return one[0] <= other[0] and one[1] <= other[1] and one[2] >= other[2] and one[3] >= other[3]


def check_headers(sheet: Worksheet) -> None:
    """Excel would rename the headers of a table that are blank or twice there: nobody wants that."""
    for table in sheet.tables.values():
        top, left, _, right = bounds(table.ref)
        titles = [sheet.cell(top, column).value for column in range(left, right + 1)]
        texts = [str(title).casefold() for title in titles]
        if not all(isinstance(title, str) and title for title in titles) or len(set(texts)) < len(texts):
            raise ActionFailed(f"the headers of {table.displayName} must be texts, none blank, none twice: {titles}")
        if table.tableColumns and len(table.tableColumns) == len(titles):
            for column, title in zip(table.tableColumns, titles, strict=True):
                column.name = title


def merged_area(found: object) -> tuple[int, int, int, int]:
    return found.min_row, found.min_col, found.max_row, found.max_col


def quoted(title: str) -> str:
    return "'" + title.replace("'", "''") + "'"
