"""Actions on looks, widths and merged cells; see acting.py."""

# ruff: noqa: N802 - the functions have the actions' own names

import copy
import re

from acting import (
    LAST_COLUMN,
    LAST_ROW,
    Action,
    ActionFailed,
    Stage,
    acts,
    address,
    bounds,
    box,
    cells,
    crosses,
    each,
    merged_area,
    sheet_of,
    writable,
)
from openpyxl.cell import Cell
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet


@acts
def setNumberFormat(stage: Stage, action: Action) -> None:
    code = action["args"][0]
    if not isinstance(code, str) or len(code) > 255 or code.count('"') % 2 or code.count("[") != code.count("]"):
        raise ActionFailed(f"{code!r} is no number format")
    for cell in each(stage, action):
        cell.number_format = code


def _colour(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"#[0-9A-Fa-f]{6}", value):
        raise ActionFailed(f"{value!r} is no colour")
    return "FF" + value[1:].upper()


@acts
def setFontProperty(stage: Stage, action: Action) -> None:
    name, value = action["args"]
    if name not in ("bold", "italic", "size", "color", "name"):
        raise ActionFailed(f"a font has no {name!r}")
    value = _colour(value) if name == "color" else value
    for cell in each(stage, action):
        font = copy.copy(cell.font)
        kept = {key: getattr(font, key) for key in ("name", "size", "bold", "italic", "color", "underline", "family")}
        cell.font = Font(**(kept | {name: value}))


@acts
def setRangeColor(stage: Stage, action: Action) -> None:
    value = action["args"][0]
    fill = PatternFill() if value is None else PatternFill("solid", fgColor=_colour(value))
    for cell in each(stage, action):
        cell.fill = fill


@acts
def setRangeColors(stage: Stage, action: Action) -> None:
    colours = action["args"][0]
    top, left, bottom, right = box(action)
    if len(colours) != bottom - top + 1 or any(len(row) != right - left + 1 for row in colours):
        raise ActionFailed("the colours have another shape than the range")
    flat = [colour for row in colours for colour in row]
    if len(flat) > 10_000:
        raise ActionFailed("more than 10,000 colours in one request")
    sheet = sheet_of(stage, action)
    writable(sheet, (top, left, bottom, right))
    found = [cell for row in sheet.iter_rows(top, bottom, left, right) for cell in row]
    for cell, colour in zip(found, flat, strict=True):
        if colour != "keep" and not isinstance(cell, MergedCell):
            cell.fill = PatternFill() if colour is None else PatternFill("solid", fgColor=_colour(colour))


def _aligned(cell: Cell, **changes: object) -> None:
    found = cell.alignment
    kept = {key: getattr(found, key) for key in ("horizontal", "vertical", "wrap_text", "indent")}
    cell.alignment = Alignment(**(kept | changes))


@acts
def setWrapText(stage: Stage, action: Action) -> None:
    for cell in each(stage, action):
        _aligned(cell, wrap_text=action["args"][0])


@acts
def setHorizontalAlignment(stage: Stage, action: Action) -> None:
    for cell in each(stage, action):
        _aligned(cell, horizontal=action["args"][0].lower())


@acts
def setVerticalAlignment(stage: Stage, action: Action) -> None:
    for cell in each(stage, action):
        _aligned(cell, vertical=action["args"][0].lower())


_STYLES = {"continuous": "thin", "dash": "dashed", "dot": "dotted", "double": "double"}


@acts
def setBorderProperty(stage: Stage, action: Action) -> None:
    side, name, value = action["args"]
    kind, _, which = side.partition("_")
    if (kind, which) not in _SIDES or name not in ("line_style", "weight", "color"):
        raise ActionFailed(f"the border {side} {name} is not simulated")
    if (name == "line_style" and value not in _STYLES) or (name == "weight" and value != "thin"):
        raise ActionFailed(f"a line cannot be {value!r} here")
    sheet, (top, left, bottom, right) = sheet_of(stage, action), box(action)
    edges = {
        "top": (top, left, top, right),
        "bottom": (bottom, left, bottom, right),
        "left": (top, left, bottom, left),
        "right": (top, right, bottom, right),
    }
    inside = {"horizontal": (top, left, bottom - 1, right), "vertical": (top, left, bottom, right - 1)}
    where = {"horizontal": "bottom", "vertical": "right"}.get(which, which)
    for cell in cells(sheet, edges[which] if kind == "edge" else inside[which]):
        kept = {key: getattr(cell.border, key) for key in ("top", "bottom", "left", "right")}
        old = kept[where] or Side()
        made = Side(style=old.style or "thin", color=_colour(value) if name == "color" else old.color)
        cell.border = Border(**(kept | {where: made}))


_SIDES = [("edge", side) for side in ("top", "bottom", "left", "right")] + [
    ("inside", "horizontal"),
    ("inside", "vertical"),
]


@acts
def setColumnWidth(stage: Stage, action: Action) -> None:
    points = action["args"][0]
    if isinstance(points, bool) or not isinstance(points, int | float) or not 0 <= points <= 1342:
        raise ActionFailed(f"no column is {points!r} points wide")
    sheet, (_, left, _, right) = sheet_of(stage, action), box(action)
    for column in range(left, right + 1):
        sheet.column_dimensions[get_column_letter(column)].width = round(points / 5.25, 4)


@acts
def setRowHeight(stage: Stage, action: Action) -> None:
    points = action["args"][0]
    if not 0 <= points <= 409.5:
        raise ActionFailed(f"no row is {points!r} points high")
    top, _, bottom, _ = box(action)
    for row in range(top, bottom + 1):
        sheet_of(stage, action).row_dimensions[row].height = points


@acts
def setRowHidden(stage: Stage, action: Action) -> None:
    top, _, bottom, _ = box(action)
    for row in range(top, bottom + 1):
        sheet_of(stage, action).row_dimensions[row].hidden = action["args"][0]


@acts
def setColumnHidden(stage: Stage, action: Action) -> None:
    _, left, _, right = box(action)
    for column in range(left, right + 1):
        sheet_of(stage, action).column_dimensions[get_column_letter(column)].hidden = action["args"][0]


@acts
def setAutofit(stage: Stage, action: Action) -> None:
    _fit(sheet_of(stage, action), box(action), action["args"][0])


@acts
def setSheetAutofit(stage: Stage, action: Action) -> None:
    sheet = sheet_of(stage, action)
    _fit(sheet, (1, 1, sheet.max_row, sheet.max_column), action["args"][0])


def _fit(sheet: Worksheet, area: tuple[int, int, int, int], axis: str) -> None:
    top, left, bottom, right = area
    if axis == "rows":
        for row in range(top, min(bottom, sheet.max_row) + 1):
            sheet.row_dimensions[row].height = None
        return
    for column in range(left, min(right, sheet.max_column) + 1):
        lengths = [len(str(sheet.cell(row, column).value or "")) for row in range(top, min(bottom, sheet.max_row) + 1)]
        sheet.column_dimensions[get_column_letter(column)].width = 2 + max(lengths)


@acts
def rangeMerge(stage: Stage, action: Action) -> None:
    sheet, area = sheet_of(stage, action), box(action)
    rows = range(area[0], area[2] + 1)
    for part in [(row, area[1], row, area[3]) for row in rows] if action["args"][0] else [area]:
        _merge(sheet, part)


def _merge(sheet: Worksheet, area: tuple[int, int, int, int]) -> None:
    if any(crosses(bounds(table.ref), area) for table in sheet.tables.values()):
        raise ActionFailed("cells of a table cannot be merged")
    if any(crosses(merged_area(found), area) for found in sheet.merged_cells.ranges):
        if any(merged_area(found) == area for found in sheet.merged_cells.ranges):
            return
        raise ActionFailed("this cuts another merged range")
    sheet.merge_cells(address(*area))


@acts
def rangeUnmerge(stage: Stage, action: Action) -> None:
    sheet, area = sheet_of(stage, action), box(action)
    for found in [found for found in sheet.merged_cells.ranges if crosses(merged_area(found), area)]:
        sheet.unmerge_cells(found.coord)


@acts
def freezePaneAtRange(stage: Stage, action: Action) -> None:
    top, left, bottom, right = bounds(action["args"][0])
    if top != 1 or left != 1:
        raise ActionFailed("panes are frozen from the first cell on")
    row = 1 if bottom == LAST_ROW else bottom + 1
    column = 1 if right == LAST_COLUMN else right + 1
    sheet_of(stage, action).freeze_panes = f"{get_column_letter(column)}{row}"


@acts
def freezePaneUnfreeze(stage: Stage, action: Action) -> None:
    sheet_of(stage, action).freeze_panes = None


@acts
def rangeSelect(stage: Stage, action: Action) -> None:
    sheet = sheet_of(stage, action)
    place = address(*box(action))
    stage.selected.append((sheet.title, place))
    stage.book.active = stage.book.index(sheet)
    sheet.sheet_view.selection[0].sqref = place
    sheet.sheet_view.selection[0].activeCell = place.partition(":")[0]
