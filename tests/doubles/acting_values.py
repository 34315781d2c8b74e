"""Actions on values, formulas and the order of lines; see acting.py."""

# ruff: noqa: N802 - the functions have the actions' own names

import copy

from acting import (
    LARGEST_BLOCK,
    Action,
    ActionFailed,
    Stage,
    acts,
    address,
    bounds,
    box,
    cells,
    check_headers,
    crosses,
    each,
    sheet_of,
    writable,
)
from acting_rules import forget_conditional
from openpyxl.cell import Cell
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.formula.translate import Translator
from openpyxl.worksheet.worksheet import Worksheet
from typed import put


@acts
def setValues(stage: Stage, action: Action) -> None:
    sheet, area, values = sheet_of(stage, action), box(action), action["values"]
    top, left, bottom, right = area
    writable(sheet, area)
    if len(values) != bottom - top + 1 or any(len(row) != right - left + 1 for row in values):
        raise ActionFailed(
            f"the values have {len(values)} rows of {sorted({len(row) for row in values})} columns, the range "
            f"{bottom - top + 1} by {right - left + 1}"
        )
    if len(values) * len(values[0]) > LARGEST_BLOCK:
        raise ActionFailed(f"{len(values) * len(values[0])} cells in one request are more than Excel takes")
    for row, line in zip(sheet.iter_rows(*(top, bottom, left, right)), values, strict=True):
        for cell, value in zip(row, line, strict=True):
            if isinstance(cell, MergedCell):
                if value not in (None, ""):
                    raise ActionFailed(f"{cell.coordinate} is inside a merged range")
                continue
            put(cell, value)
    check_headers(sheet)


@acts
def setFormula(stage: Stage, action: Action) -> None:
    sheet, area, values = sheet_of(stage, action), box(action), action["values"]
    top, left, bottom, right = area
    writable(sheet, area)
    if not isinstance(values, list):
        for cell in cells(sheet, area):
            _formula(cell, Translator(values, address(top, left, top, left)).translate_formula(cell.coordinate))
        return
    if len(values) != bottom - top + 1 or any(len(row) != right - left + 1 for row in values):
        raise ActionFailed("the formulas have another shape than the range")
    for row, line in zip(sheet.iter_rows(top, bottom, left, right), values, strict=True):
        for cell, value in zip(row, line, strict=True):
            if isinstance(value, str) and value.startswith("="):
                _formula(cell, value)
            else:
                put(cell, value)


def _formula(cell: Cell, text: str) -> None:
    cell.value = text
    cell.data_type = "f"


@acts
def rangeClearContents(stage: Stage, action: Action) -> None:
    for cell in each(stage, action):
        cell.value = None
    check_headers(sheet_of(stage, action))


@acts
def rangeClearFormats(stage: Stage, action: Action) -> None:
    for cell in each(stage, action):
        cell.style = "Normal"
        cell._style = copy.copy(type(cell._style)())
    forget_conditional(sheet_of(stage, action), box(action))


@acts
def rangeClear(stage: Stage, action: Action) -> None:
    area = box(action)
    sheet = sheet_of(stage, action)
    if any(crosses(bounds(table.ref), area) for table in sheet.tables.values()):
        raise ActionFailed("clearing a range with a table in it: hosts differ on whether the table goes")
    rangeClearContents(stage, action)
    rangeClearFormats(stage, action)
    for cell in cells(sheet, area):
        cell.comment = None


@acts
def sheetClear(stage: Stage, action: Action) -> None:
    sheet = sheet_of(stage, action)
    writable(sheet)
    for name in list(sheet.tables):
        del sheet.tables[name]
    for row in sheet.iter_rows():
        for cell in row:
            cell.value, cell.comment, cell.style = None, None, "Normal"


@acts
def copyFromRange(stage: Stage, action: Action) -> None:
    position, source, kind, skip, transpose = action["args"]
    area = box(action)
    here = sheet_of(stage, action)
    writable(here, area)
    if kind != "values" or skip or transpose or position != action["sheet_position"] or bounds(source) != area:
        raise ActionFailed(f"copying {kind!r} from another range is not simulated")
    for cell in cells(here, area):
        if cell.data_type == "f":
            raise ActionFailed("pasting results over formulas needs a calculation, which is not simulated")


@acts
def rangeSort(stage: Stage, action: Action) -> None:
    keys, ascending, has_headers = action["args"]
    top, left, bottom, right = box(action)
    sheet = sheet_of(stage, action)
    sort_lines(sheet, (top + bool(has_headers), left, bottom, right), keys, ascending)


def sort_lines(sheet: Worksheet, area: tuple[int, int, int, int], keys: list[int], ascending: list[bool]) -> None:
    """Excel's sort: cells move with formats and notes, hidden rows stay where they are."""
    top, left, bottom, right = area
    writable(sheet)
    if any(sheet.row_dimensions[row].hidden for row in range(top, bottom + 1)):
        raise ActionFailed("rows that a filter hides are not sorted")
    if len(keys) != 1 or list(ascending) != [True]:
        raise ActionFailed("only sorting by one column, upwards, is simulated")
    rows = [[_lifted(sheet.cell(row, column)) for column in range(left, right + 1)] for row in range(top, bottom + 1)]
    order = sorted(range(len(rows)), key=lambda n: _sort_key(rows[n][keys[0] - 1][1]))
    for new, old in enumerate(order):
        for column, lifted in enumerate(rows[old], left):
            _dropped(sheet.cell(top + new, column), lifted)


def _sort_key(value: object) -> tuple[int, object]:
    if value is None:
        return 3, 0  # blanks come last
    if isinstance(value, bool):
        return 2, value
    return (0, value) if isinstance(value, int | float) else (1, str(value).casefold())


def _lifted(cell: Cell) -> tuple[str, object, str, object, Comment | None]:
    return cell.coordinate, cell.value, cell.data_type, copy.copy(cell._style), cell.comment


def _dropped(cell: Cell, lifted: tuple[str, object, str, object, Comment | None]) -> None:
    origin, value, kind, style, comment = lifted
    if kind == "f":
        value = Translator(value, origin).translate_formula(cell.coordinate)
    cell.value = value
    cell.data_type = kind
    cell._style = style
    cell.comment = None
    if comment is not None:
        cell.comment = Comment(comment.text, comment.author)
