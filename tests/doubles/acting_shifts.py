"""Actions that insert or delete cells, those below moving along; see acting.py."""

# ruff: noqa: N802 - the functions have the actions' own names

from dataclasses import dataclass

from acting import (
    LAST_ROW,
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
    holds,
    merged_area,
    sheet_of,
    writable,
)
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet


@dataclass(frozen=True)
class Shift:
    """Rows `top` to `bottom` of some columns come in (sign 1) or go (sign -1)."""

    top: int
    left: int
    bottom: int
    right: int
    sign: int

    @property
    def by(self) -> int:
        return self.sign * (self.bottom - self.top + 1)

    @property
    def first(self) -> int:
        """The first row that moves."""
        return self.top if self.sign > 0 else self.bottom + 1


@acts
def rangeInsert(stage: Stage, action: Action) -> None:
    _shift(stage, action, "down", 1)


@acts
def rangeDelete(stage: Stage, action: Action) -> None:
    _shift(stage, action, "up", -1)


def _shift(stage: Stage, action: Action, wanted: str, sign: int) -> None:
    if action["args"][0] != wanted:
        raise ActionFailed(f"shifting {action['args'][0]} is not simulated")
    sheet, shift = sheet_of(stage, action), Shift(*box(action), sign)
    writable(sheet)
    for table in [table for table in sheet.tables.values() if sign < 0 and _goes(table, shift)]:
        del sheet.tables[table.displayName]
    tables = [(table, _table_after(table, shift)) for table in sheet.tables.values()]
    merged = _lift_merged(sheet, shift)
    if sign < 0:
        for cell in cells(sheet, (shift.top, shift.left, shift.bottom, shift.right)):
            cell.value, cell.comment = None, None
    if sheet.max_row >= shift.first:
        sheet.move_range(address(shift.first, shift.left, sheet.max_row, shift.right), rows=shift.by)
    for table, reference in tables:
        table.ref = reference
        if table.autoFilter is not None:
            table.autoFilter.ref = reference
    for area in merged:
        sheet.merge_cells(area)
    _shift_rules(sheet, shift)
    check_headers(sheet)


def _goes(table: Table, shift: Shift) -> bool:
    """A table goes with all its cells."""
    return holds((shift.top, shift.left, shift.bottom, shift.right), bounds(table.ref))


def _table_after(table: Table, shift: Shift) -> str:
    """Where a table stands afterwards; Excel refuses to move a part of one."""
    top, left, bottom, right = bounds(table.ref)
    if right < shift.left or left > shift.right or bottom < shift.top:
        return table.ref
    if left < shift.left or right > shift.right:
        raise ActionFailed(f"this would shift cells in the table {table.displayName}")
    if top >= shift.first:
        return address(top + shift.by, left, bottom + shift.by, right)
    if top < shift.top and (shift.sign > 0 or shift.bottom <= bottom) and bottom + shift.by > top:
        return address(top, left, bottom + shift.by, right)
    raise ActionFailed(f"this cuts into the table {table.displayName}")


def _lift_merged(sheet: Worksheet, shift: Shift) -> list[str]:
    """Unmerge what moves; where it is to be merged again."""
    after = []
    for found in [*sheet.merged_cells.ranges]:
        area = merged_area(found)
        if not crosses(area, (shift.top, shift.left, LAST_ROW, shift.right)):
            continue
        top, left, bottom, right = area
        if left < shift.left or right > shift.right or top < shift.top:
            raise ActionFailed("this would cut a merged range")
        sheet.unmerge_cells(found.coord)
        if top >= shift.first:
            after.append(address(top + shift.by, left, bottom + shift.by, right))
    return after


def _shift_rules(sheet: Worksheet, shift: Shift) -> None:
    """Validations and conditional formats of the cells below move along."""
    for rule in sheet.data_validations.dataValidation:
        rule.sqref = type(rule.sqref)(" ".join(_moved(str(part), shift) for part in rule.sqref.ranges))
    found = sheet.conditional_formatting
    sheet.conditional_formatting = type(found)()
    for formatting in found:
        place = " ".join(_moved(part, shift) for part in str(formatting.sqref).split())
        for rule in formatting.rules:
            sheet.conditional_formatting.add(place, rule)


def _moved(reference: str, shift: Shift) -> str:
    top, left, bottom, right = bounds(reference)
    moves = top >= shift.first and shift.left <= left and right <= shift.right
    return address(top + shift.by, left, bottom + shift.by, right) if moves else reference
