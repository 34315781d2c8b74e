"""The same small file in other formats: CSV in several habits, xls and ods."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from gallery.flaws_shape import DETAILED_HEADER, detailed_rows
from gallery.grid import Cell, Row
from gallery.package import pack, read_parts
from gallery.small import CUSTOMER_HEADER, ORDER_HEADER, customer_rows, order_rows


def csv_french() -> bytes:
    """Semicolons, decimal commas, days first, in Windows' Western encoding, as French Excel saves."""
    return _csv(_french(), ";", "cp1252")


def csv_utf16() -> bytes:
    """Tabs and UTF-16, as Excel's "Unicode text"."""
    return _csv(_french(), "\t", "utf-16")


def csv_tab() -> bytes:
    """Tabs and UTF-8."""
    return _csv(_french(), "\t", "utf-8")


def csv_us() -> bytes:
    """Commas, decimal points, months first, quoted amounts with thousands, UTF-8 with its mark."""
    header = ("Order number", "Order date", "Customer name", "Email", "City", "Amount")
    rows = [(n, f"{day:%m/%d/%Y}", *rest, f"{amount:,.2f}") for n, day, *rest, amount in detailed_rows()]
    return _csv([header, *rows], ",", "utf-8-sig")


def _french() -> list[Row]:
    rows = [
        (n, f"{day:%d/%m/%Y}", *rest, f"{amount:.2f}".replace(".", ",")) for n, day, *rest, amount in detailed_rows()
    ]
    return [DETAILED_HEADER, *rows]


def _csv(rows: Iterable[Row], separator: str, encoding: str) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode(encoding)


def _sheets() -> Sequence[tuple[str, list[Row]]]:
    return (("Clients", [CUSTOMER_HEADER, *customer_rows()]), ("Commandes", [ORDER_HEADER, *order_rows()]))


def xls() -> bytes:
    """The format of Excel 97."""
    import xlwt

    book, dated = xlwt.Workbook(encoding="utf-8"), xlwt.easyxf(num_format_str="dd/mm/yyyy")
    for name, rows in _sheets():
        sheet = book.add_sheet(name)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write(at, column, cell, dated)
                else:
                    sheet.write(at, column, cell)
    memory = io.BytesIO()
    book.save(memory)
    return memory.getvalue()


def ods() -> bytes:
    """The format of LibreOffice."""
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    def made(cell: Cell) -> TableCell:
        if isinstance(cell, date):
            return TableCell(valuetype="date", datevalue=f"{cell:%Y-%m-%d}")
        if isinstance(cell, int | float):
            return TableCell(valuetype="float", value=repr(cell))
        written = TableCell(valuetype="string")
        written.addElement(P(text=cell))
        return written

    book = OpenDocumentSpreadsheet()
    for name, rows in _sheets():
        table = Table(name=name)
        for row in rows:
            line = TableRow()
            for cell in row:
                line.addElement(made(cell))
            table.addElement(line)
        book.spreadsheet.addElement(table)
    memory = io.BytesIO()
    book.write(memory)
    return pack(read_parts(memory.getvalue()), stored=("mimetype",))


MAKERS: Mapping[str, Callable[[], bytes]] = {
    "csv_french.csv": csv_french, "csv_utf16.csv": csv_utf16, "csv_tab.tsv": csv_tab, "csv_us.csv": csv_us,
    "excel_97.xls": xls, "libreoffice.ods": ods,
}  # fmt: skip
