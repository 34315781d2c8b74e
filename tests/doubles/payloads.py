"""The workbook as xlwings' JavaScript sends it to a script, from an openpyxl workbook."""

from collections.abc import Collection, Mapping

import xlwings as xw
from openpyxl import Workbook
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet
from typed import sent

Computed = Mapping[tuple[str, int, int], object]
"""What formulas give, by sheet title, row and column; one that is not here gives 0, like a file never calculated."""


def payload(
    book: Workbook, computed: Computed, exclude: Collection[str] = (), *, lazy: bool = False
) -> dict[str, object]:
    """What `getBookData` of index.js makes; sheets in `exclude` come without cells and tables."""
    view = book.active.sheet_view.selection
    return {
        "client": "Office.js",
        "version": xw.__version__,
        "book": {
            "name": "Book1.xlsx",
            "active_sheet_index": book.index(book.active),
            "selection": view[0].sqref if view else "A1",
            "calculation": "Automatic",
        },
        "names": _names(book),
        "sheets": [_sheet(sheet, computed, excluded=sheet.title in exclude, lazy=lazy) for sheet in book.worksheets],
    }


def value_of(cell: object, computed: Computed) -> object:
    """A cell's value, a formula's its result."""
    if cell.data_type == "f":
        return computed.get((cell.parent.title, cell.row, cell.column), 0)
    return cell.value


def _names(book: Workbook) -> list[dict[str, object]]:
    scopes = [(None, book.defined_names), *((sheet, sheet.defined_names) for sheet in book.worksheets)]
    return [_name(book, name.name, name.attr_text, scope) for scope, names in scopes for name in names.values()]


def _name(book: Workbook, name: str, text: str, scope: Worksheet | None) -> dict[str, object]:
    sheet, _, address = text.rpartition("!")
    title = sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
    known = title in book.sheetnames
    return {
        "name": name,
        "refers_to": f"={text}",
        "type": "Range" if known else "Error",
        "sheet_index": book.sheetnames.index(title) if known else None,
        "address": address.replace("$", "") if known else None,
        "scope_sheet_name": scope.title if scope else None,
        "scope_sheet_index": book.index(scope) if scope else None,
        "book_scope": scope is None,
    }


def _sheet(sheet: Worksheet, computed: Computed, *, excluded: bool, lazy: bool) -> dict[str, object]:
    used = [(cell.row, cell.column) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    top, left = (min(r for r, _ in used), min(c for _, c in used)) if used else (1, 1)
    bottom, right = (max(r for r, _ in used), max(c for _, c in used)) if used else (1, 1)
    values = [
        [sent(value_of(cell, computed)) for cell in row]
        for row in sheet.iter_rows(min_row=1, min_col=1, max_row=bottom, max_col=right)
    ]
    shown = bool(used) and not excluded
    return {
        "name": sheet.title,
        "visibility": {"visible": "Visible", "hidden": "Hidden"}.get(sheet.sheet_state, "VeryHidden"),
        "show_gridlines": sheet.sheet_view.showGridLines is not False,
        "print_area": None,
        "notes": [] if excluded else [{"address": c.coordinate} for row in sheet.iter_rows() for c in row if c.comment],
        "notes_supported": True,
        "used_range_address": _area(top, left, bottom, right) if shown else None,
        "used_range_row_count": bottom - top + 1 if shown else 0,
        "used_range_column_count": right - left + 1 if shown else 0,
        "values": [[]] if excluded or lazy else values,
        "pictures": [],
        "shapes": [],
        "charts": [] if excluded else [_chart(chart, n) for n, chart in enumerate(sheet._charts, 1)],
        "tables": [] if excluded else [_table(sheet, table) for table in sheet.tables.values()],
        "pivot_tables": [],
    }


def _area(top: int, left: int, bottom: int, right: int) -> str:
    first, last = f"{get_column_letter(left)}{top}", f"{get_column_letter(right)}{bottom}"
    return first if first == last else f"{first}:{last}"


def _chart(chart: object, number: int) -> dict[str, object]:
    name = getattr(chart, "placed", {}).get("name", f"Habitué {number}")  # openpyxl does not keep the frame's name
    return {"name": name, "chart_type": "ColumnClustered", "left": 0, "top": 0, "width": 1, "height": 1}


def _table(sheet: Worksheet, table: Table) -> dict[str, object]:
    left, top, right, bottom = range_boundaries(table.ref)
    totals = bool(table.totalsRowCount)
    look = table.tableStyleInfo
    return {
        "name": table.displayName,
        "range_address": table.ref,
        "row_count": bottom - top + 1,
        "column_count": right - left + 1,
        "columns": [str(sheet.cell(top, column).value) for column in range(left, right + 1)],
        "header_row_range_address": _area(top, left, top, right),
        "data_body_range_address": _area(top + 1, left, bottom - totals, right),
        "total_row_range_address": _area(bottom, left, bottom, right) if totals else None,
        "show_headers": True,
        "show_totals": totals,
        "table_style": look.name if look else "",
        "show_autofilter": table.autoFilter is not None,
        "show_table_style_first_column": False,
        "show_table_style_last_column": False,
        "show_table_style_row_stripes": bool(look and look.showRowStripes),
        "show_table_style_column_stripes": False,
    }
