"""Write a small workbook from rows: what most flawed workbooks need, with the places to bend it."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter
from xlsxwriter.utility import xl_cell_to_rowcol
from xlsxwriter.worksheet import Worksheet

from gallery.grid import Row, put_rows
from gallery.package import pack, read_parts
from gallery.small import CUSTOMER_HEADER, ORDER_HEADER, customer_rows, order_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One sheet: its rows from cell A1 on, header included, and what Excel lays over them (ranges as "A1:C3")."""

    name: str
    rows: Sequence[Row] = ()
    merges: tuple[str, ...] = ()
    tables: tuple[tuple[str, str], ...] = ()  # range and name
    hidden: str = ""  # "", "hidden" or "very"
    hidden_rows: tuple[int, ...] = ()  # 0-based


def customers_page(rows: Sequence[Row] | None = None, name: str = "Clients") -> Page:
    """The sheet of customers, with its header in row 1."""
    return Page(name=name, rows=[CUSTOMER_HEADER, *(customer_rows() if rows is None else rows)])


def orders_page(rows: Sequence[Row] | None = None, name: str = "Commandes") -> Page:
    """The sheet of orders, with its header in row 1."""
    return Page(name=name, rows=[ORDER_HEADER, *(order_rows() if rows is None else rows)])


def book(*pages: Page, names: Sequence[tuple[str, str]] = (), date_1904: bool = False) -> bytes:
    """The bytes of a workbook with these sheets and defined names."""
    memory = io.BytesIO()
    options = {"in_memory": True, "date_1904": date_1904, "strings_to_urls": False}
    written = xlsxwriter.Workbook(memory, options)
    written.set_properties({"created": datetime(2026, 11, 1)})
    looks = {"date": written.add_format({"num_format": "dd/mm/yyyy"})}
    for page in pages:
        sheet = written.add_worksheet(page.name)
        put_rows(sheet, 0, page.rows, looks)
        _lay_over(sheet, page)
    for name, area in names:
        written.define_name(name, f"={area}")
    written.close()
    return pack(read_parts(memory.getvalue()))


def _lay_over(sheet: Worksheet, page: Page) -> None:
    for area in page.merges:
        sheet.merge_range(area, _first(page, area))
    for area, name in page.tables:
        (top, left), (_, right) = (xl_cell_to_rowcol(corner) for corner in area.split(":"))
        columns = [{"header": str(header)} for header in page.rows[top][left : right + 1]]
        sheet.add_table(area, {"name": name, "columns": columns})
    for row in page.hidden_rows:
        sheet.set_row(row, None, None, {"hidden": True})
    if page.hidden:
        sheet.very_hidden() if page.hidden == "very" else sheet.hide()


def _first(page: Page, area: str) -> str:
    row, column = xl_cell_to_rowcol(area.partition(":")[0])
    cell = page.rows[row][column]
    return "" if cell is None else str(cell)
