"""Actions on tables and charts; see acting.py."""

# ruff: noqa: N802 - the functions have the actions' own names

from acting import (
    Action,
    ActionFailed,
    Stage,
    acts,
    address,
    bounds,
    check_headers,
    crosses,
    sheet_of,
    writable,
)
from acting_sheets import check_name, names_there
from acting_values import sort_lines
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet


def table_of(stage: Stage, action: Action) -> Table:
    tables = list(sheet_of(stage, action).tables.values())
    index = action["args"][0]
    if not isinstance(index, int) or not 0 <= index < len(tables):
        raise ActionFailed(f"there is no table {index!r} on the sheet")
    return tables[index]


@acts
def addTable(stage: Stage, action: Action) -> None:
    reference, has_headers, style, name = action["args"]
    sheet, area = sheet_of(stage, action), bounds(reference)
    writable(sheet)
    if not has_headers:
        raise ActionFailed("tables without headers are not simulated")
    _check_table_name(stage, name)
    _check_free(sheet, area, None)
    if area[2] == area[0]:
        raise ActionFailed("a table has at least one line below its header")
    if any(crosses((m.min_row, m.min_col, m.max_row, m.max_col), area) for m in sheet.merged_cells.ranges):
        raise ActionFailed("a table cannot cover merged cells")
    table = Table(displayName=name, name=name, ref=address(*area), id=_next_id(stage))
    table.tableStyleInfo = TableStyleInfo(name=style, showRowStripes=True)
    table.autoFilter = AutoFilter(ref=table.ref)
    sheet.add_table(table)
    _columns(sheet, table)
    check_headers(sheet)


def _next_id(stage: Stage) -> int:
    return 1 + max((table.id for sheet in stage.book.worksheets for table in sheet.tables.values()), default=0)


def _check_table_name(stage: Stage, name: str) -> None:
    check_name(name)
    if name.casefold() in names_there(stage):
        raise ActionFailed(f"the name {name!r} is already used")


def _check_free(sheet: Worksheet, area: tuple[int, int, int, int], but: Table | None) -> None:
    for other in sheet.tables.values():
        if other is not but and crosses(bounds(other.ref), area):
            raise ActionFailed(f"a table can't overlap another table: {other.displayName}")


def _columns(sheet: Worksheet, table: Table) -> None:
    """Name the table's columns after its header, keeping what is known of those that stay."""
    top, left, _, right = bounds(table.ref)
    known = {column.name: column for column in table.tableColumns}
    made = []
    for number, column in enumerate(range(left, right + 1), 1):
        title = str(sheet.cell(top, column).value)
        found = known.get(title) or TableColumn(id=number, name=title)
        found.id = number
        made.append(found)
    table.tableColumns = made


@acts
def resizeTable(stage: Stage, action: Action) -> None:
    sheet, table, area = sheet_of(stage, action), table_of(stage, action), bounds(action["args"][1])
    writable(sheet)
    old = bounds(table.ref)
    if area[0] != old[0] or not crosses(area, old) or area[2] == area[0]:
        raise ActionFailed(f"the header of {table.displayName} stays in its row, with at least one line below")
    _check_free(sheet, area, table)
    table.ref = address(*area)
    if table.autoFilter is not None:
        table.autoFilter.ref = table.ref
    check_headers(sheet)
    _columns(sheet, table)


@acts
def setTableName(stage: Stage, action: Action) -> None:
    sheet, table, name = sheet_of(stage, action), table_of(stage, action), action["args"][1]
    if name.casefold() != table.displayName.casefold():
        _check_table_name(stage, name)
    everything = list(sheet.tables.values())
    sheet.tables.clear()
    table.name = table.displayName = name
    for each in everything:
        sheet.tables[each.displayName] = each


@acts
def setTableStyle(stage: Stage, action: Action) -> None:
    table = table_of(stage, action)
    stripes = bool(table.tableStyleInfo and table.tableStyleInfo.showRowStripes)
    table.tableStyleInfo = TableStyleInfo(name=action["args"][1], showRowStripes=stripes)


@acts
def showTableStyleRowStripes(stage: Stage, action: Action) -> None:
    table_of(stage, action).tableStyleInfo.showRowStripes = action["args"][1]


@acts
def showAutofilterTable(stage: Stage, action: Action) -> None:
    table = table_of(stage, action)
    table.autoFilter = (table.autoFilter or AutoFilter(ref=table.ref)) if action["args"][1] else None


@acts
def showTotalsTable(stage: Stage, action: Action) -> None:
    if action["args"][1] != bool(table_of(stage, action).totalsRowCount):
        raise ActionFailed("total rows are not simulated")


@acts
def addTableColumn(stage: Stage, action: Action) -> None:
    sheet, table = sheet_of(stage, action), table_of(stage, action)
    _, index, title = action["args"]
    top, left, bottom, right = bounds(table.ref)
    if not 0 <= index <= right - left + 1:
        raise ActionFailed(f"no column can be put at {index}")
    _check_free(sheet, (top, left, bottom, right + 1), table)
    _shift_cells(sheet, table, left + index, 1)
    sheet.cell(top, left + index).value = title
    check_headers(sheet)
    _columns(sheet, table)


@acts
def deleteTableColumn(stage: Stage, action: Action) -> None:
    sheet, table, title = sheet_of(stage, action), table_of(stage, action), action["args"][1]
    top, left, _, right = bounds(table.ref)
    titles = [sheet.cell(top, column).value for column in range(left, right + 1)]
    if title not in titles or len(titles) == 1:
        raise ActionFailed(f"there is no column {title!r} to delete")
    _shift_cells(sheet, table, left + titles.index(title), -1)


def _shift_cells(sheet: Worksheet, table: Table, column: int, by: int) -> None:
    """The table's cells from a column on move left or right; nothing may stand beside it where they go."""
    top, left, bottom, right = bounds(table.ref)
    if by > 0:
        if any(sheet.cell(row, right + 1).value is not None for row in range(top, bottom + 1)):
            raise ActionFailed("cells beside the table would shift, which is not simulated")
        sheet.move_range(address(top, column, bottom, right), cols=1)
    else:
        for row in range(top, bottom + 1):
            sheet.cell(row, column).value = None
        if column < right:
            sheet.move_range(address(top, column + 1, bottom, right), cols=-1)
    table.ref = address(top, left, bottom, right + by)
    if table.autoFilter is not None:
        table.autoFilter.ref = table.ref
    if by < 0:
        check_headers(sheet)
        _columns(sheet, table)


@acts
def tableSort(stage: Stage, action: Action) -> None:
    _, keys, ascending = action["args"]
    table = table_of(stage, action)
    top, left, bottom, right = bounds(table.ref)
    sort_lines(sheet_of(stage, action), (top + 1, left, bottom - bool(table.totalsRowCount), right), keys, ascending)


@acts
def clearAutoFilterTable(stage: Stage, action: Action) -> None:
    sheet, table = sheet_of(stage, action), table_of(stage, action)
    if action["args"][1] is not None:
        raise ActionFailed("clearing the filter of one column is not simulated")
    top, _, bottom, _ = bounds(table.ref)
    table.autoFilter = AutoFilter(ref=table.ref)
    for row in range(top, bottom + 1):
        sheet.row_dimensions[row].hidden = False
