"""What of a workbook people see and formulas use, as plain values: workbooks are alike when these are equal."""

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

Told = dict[str, object]


def likeness(book: Workbook) -> dict[str, Told]:
    """Each sheet by its title, in order, and the names under the title ""."""
    names = {name: defined.attr_text for name, defined in book.defined_names.items()}
    active = {"active": book.active.title, "order": book.sheetnames}
    return {"": {**names, **active}} | {sheet.title: _sheet(sheet) for sheet in book.worksheets}


def values(book: Workbook) -> dict[str, dict[str, object]]:
    """What stands in the cells of each sheet."""
    return {sheet.title: {cell.coordinate: cell.value for cell in _filled(sheet)} for sheet in book.worksheets}


def _filled(sheet: Worksheet) -> list[Cell]:
    return [cell for _, cell in sorted(sheet._cells.items()) if cell.value is not None]


def _sheet(sheet: Worksheet) -> Told:
    told: Told = {cell.coordinate: _look(cell) for _, cell in sorted(sheet._cells.items()) if _shows(cell)}
    told["tables"] = {table.displayName: table.ref for table in sheet.tables.values()}
    choices = sheet.data_validations.dataValidation
    told["choices"] = sorted((str(rule.sqref), rule.type, rule.formula1) for rule in choices)
    places = sheet.conditional_formatting
    told["rules"] = sorted((str(one.sqref), rule.type, tuple(rule.formula)) for one in places for rule in one.rules)
    told["columns"] = {key: (one.width, one.hidden) for key, one in sorted(sheet.column_dimensions.items())}
    told["rows"] = {key: (one.height, one.hidden) for key, one in sorted(sheet.row_dimensions.items()) if one.height}
    told["charts"] = [getattr(chart, "placed", {}).get("name") for chart in sheet._charts]
    told["merged"] = sorted(str(area) for area in sheet.merged_cells.ranges)
    view = sheet.sheet_view
    told["view"] = (sheet.sheet_state, sheet.freeze_panes, view.showGridLines, view.selection[0].sqref)
    return told


def _shows(cell: Cell) -> bool:
    return cell.value is not None or cell.has_style


def _look(cell: Cell) -> tuple[object, ...]:
    note = cell.comment.text if cell.comment else None
    fill = cell.fill.fgColor.rgb if cell.fill.fill_type else None
    font = (cell.font.b, cell.font.sz, cell.font.color.rgb if cell.font.color else None)
    return (cell.value, cell.data_type, cell.number_format, fill, font, cell.alignment.wrap_text, note)


def differences(one: Workbook, other: Workbook) -> list[tuple[object, ...]]:
    """Where two workbooks are not alike: sheet, what of it, and how it is in each."""
    left, right = likeness(one), likeness(other)
    return [
        (title, key, left.get(title, {}).get(key), right.get(title, {}).get(key))
        for title in {**left, **right}
        for key in {**left.get(title, {}), **right.get(title, {})}
        if left.get(title, {}).get(key) != right.get(title, {}).get(key)
    ]
