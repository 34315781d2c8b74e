"""The other kinds of files: xls, ods, Parquet, and marks of our own sheets in xlsx."""

import subprocess
import sys
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table as ExcelTable

from habitue.errors import BadRequest
from habitue.workbook.read import read_former, read_tables

ROWS = [["Dupont", "00123", date(2024, 3, 12), 120.5, True], ["Lefèvre", "00124", date(2024, 4, 2), 80, False]]
HEADER = ["Nom", "Code", "Le", "Montant", "Actif"]
TEXTS = [["Dupont", "00123", "2024-03-12", "120.5", "true"], ["Lefèvre", "00124", "2024-04-02", "80", "false"]]


@pytest.mark.usefixtures("reader")
@pytest.mark.parametrize("mac", [False, True])
def test_xls_with_its_dates_hidden_sheets_and_merged_cells(tmp_path, lines, mac):
    import xlwt

    book = xlwt.Workbook()
    book.dates_1904 = mac
    style = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    sheet = book.add_sheet("Ventes")
    sheet.write_merge(0, 0, 0, 4, "Ventes de l'année")
    for down, row in enumerate([HEADER, *ROWS]):
        for right, value in enumerate(row):
            if isinstance(value, date):
                sheet.write(down + 2, right, value, style)
            else:
                sheet.write(down + 2, right, value)
    sheet.write_merge(5, 6, 0, 0, "Martin")
    sheet.write(5, 1, "00125")
    sheet.write(6, 1, "00126")
    hidden = book.add_sheet("Cachée")
    hidden.visibility = 1
    path = tmp_path / "v.xls"
    book.save(str(path))
    reading = read_tables(path)
    (table,) = reading.tables
    expected = TEXTS if not mac else [row[:2] for row in TEXTS]
    assert [row[: len(expected[0])] for row in lines(table)[:2]] == expected
    assert [row[:2] for row in lines(table)[2:]] == [["Martin", "00125"], ["Martin", "00126"]]
    assert (reading.kind, table.origin.header_row) == ("xls", 3)
    assert [sheet for sheet, _ in reading.skipped] == ["Cachée"]


@pytest.mark.usefixtures("reader")
def test_ods_with_its_dates_and_blank_rows_above(tmp_path, lines):
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    book = OpenDocumentSpreadsheet()
    sheet = Table(name="Ventes")
    for _ in range(3):
        sheet.addElement(TableRow())
    for row in [HEADER, *ROWS]:
        line = TableRow()
        line.addElement(TableCell())
        for value in row:
            match value:
                case bool():
                    cell = TableCell(valuetype="boolean", booleanvalue=str(value).lower())
                case date():
                    cell = TableCell(valuetype="date", datevalue=value.isoformat())
                case int() | float():
                    cell = TableCell(valuetype="float", value=value)
                case _:
                    cell = TableCell(valuetype="string")
            cell.addElement(P(text=str(value)))
            line.addElement(cell)
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    path = tmp_path / "v.ods"
    book.save(str(path))
    (table,) = read_tables(path).tables
    assert lines(table) == TEXTS
    assert (table.origin.header_row, table.columns[0].letter) == (4, "B")


def test_parquet_columns_become_the_text_of_a_sheet(tmp_path, lines):
    import pyarrow as pa
    from pyarrow import parquet

    path = tmp_path / "orders.parquet"
    columns = {
        "n": pa.array([1, None]),
        "x": pa.array([12.0, 1e-7]),
        "nan": pa.array([float("nan"), 1e15]),
        "d": pa.array([date(2024, 3, 12), None]),
        "t": pa.array([datetime(2024, 3, 12), datetime(2024, 3, 12, 10, 30)], pa.timestamp("ns")),
        "ms": pa.array([datetime(2024, 3, 12, 1, 1, 1, 5000), None], pa.timestamp("us")),
        "tz": pa.array([datetime(2024, 3, 12, 23, 30), None], pa.timestamp("us", "Europe/Paris")),
        "m": pa.array([Decimal("12.50"), Decimal("3.00")]),
        "b": pa.array([True, False]),
        "c": pa.array(["00123", ""]).dictionary_encode(),
        "bin": pa.array(["é".encode(), None]),
        "l": pa.array([[1], [2]]),
    }
    parquet.write_table(pa.table(columns), path)
    (table,) = read_tables(path).tables
    first, second = lines(table)
    assert first[:6] == ["1", "12", None, "2024-03-12", "2024-03-12", "2024-03-12 01:01:01.005"]
    assert first[6:] == ["2024-03-13 00:30:00", "12.5", "true", "00123", "é"]
    assert second[:6] == [None, "0.0000001", "1000000000000000", None, "2024-03-12 10:30:00", None]
    assert second[6:] == [None, "3", "false", None, None]
    assert table.rows.tolist() == [1, 2]
    assert "lists or records and were left out: l" in str(table.problems[0].sentence)


def test_a_text_file_has_one_sheet(tmp_path):
    path = tmp_path / "clients.csv"
    path.write_text("Nom;Ville\nA;Lyon\n", encoding="utf-8")
    assert len(read_tables(path, sheets=["Clients"]).tables) == 1
    with pytest.raises(BadRequest, match=r"no sheet Ventes in clients\.csv; it has: clients"):
        read_tables(path, sheets=["Ventes"])


def _mark(book, mark, reference, hidden=True):
    book.defined_names[f"_habitue.{mark}"] = DefinedName(f"_habitue.{mark}", attr_text=reference, hidden=hidden)


@pytest.fixture
def marked(write, orders):
    """A workbook with a sheet of ours, renamed and edited, beside people's own."""

    def finish(book):
        sheet = book["L'été des clients"]
        sheet.add_table(ExcelTable(displayName="HabitueCustomers", ref="B4:E7"))
        _mark(book, "customers", "'L''été des clients'!$A$1")
        _mark(book, "segment.best", "#REF!$A$1")

    rows = [
        ["Clients"],
        ["Actualisé le", date(2024, 3, 12)],
        [],
        [None, "Clé", "Nom", "Dernier achat", "Ma note"],
        [None, "C001", "Dupont", date(2024, 1, 5), "à rappeler"],
        [None, None, None, None, None],
        [None, "C002", "Martin", None, None],
    ]
    return write({"Ventes": orders, "L'été des clients": rows}, finish)


@pytest.mark.usefixtures("reader")
def test_our_sheets_are_known_by_their_mark_and_passed_over(marked):
    reading = read_tables(marked)
    assert [table.origin.sheet for table in reading.tables] == ["Ventes"]
    assert [(sheet, str(why)) for sheet, why in reading.skipped] == [("L'été des clients", "written by Habitué")]
    assert len(read_tables(marked, skip_marks=False).tables) == 2


@pytest.mark.usefixtures("reader")
def test_our_sheets_come_back_as_people_left_them(marked):
    (sheet,) = read_former(marked)
    assert (sheet.mark, sheet.title) == ("customers", "L'été des clients")
    (table,) = sheet.tables
    assert (table.name, table.row) == ("HabitueCustomers", 4)
    assert list(table.frame.columns) == ["Clé", "Nom", "Dernier achat", "Ma note"]
    assert table.frame.iloc[0].tolist() == ["C001", "Dupont", "2024-01-05", "à rappeler"]
    assert len(table.frame) == 2
    assert sheet.grid[1, 1] == "Clients"
    assert sheet.grid[2, 2] == "2024-03-12"
    assert sheet.grid[7, 2] == "C002"
    assert (6, 2) not in sheet.grid


def test_a_workbook_without_our_sheets_has_no_former(write, orders, tmp_path):
    assert read_former(write({"Ventes": orders})) == ()
    text = tmp_path / "x.csv"
    text.write_text("a;b\n1;2\n")
    assert read_former(text) == ()


def test_without_arrow_the_same_is_read(write, orders, tmp_path):
    """As in Pyodide, where pyarrow and fastexcel cannot be had."""
    text = tmp_path / "x.csv"
    text.write_text("Nom;Ville\nDupont;Lyon\nMartin\nTotal;2\n", encoding="utf-8")
    program = (
        "import sys\n"
        "class Hiding:\n"
        "    def __init__(self, finder): self.finder = finder\n"
        "    def find_spec(self, name, *rest):\n"
        "        hidden = name.split('.')[0] in ('pyarrow', 'fastexcel', 'isal')\n"
        "        return None if hidden else self.finder.find_spec(name, *rest)\n"
        "sys.meta_path[:] = map(Hiding, sys.meta_path)\n"
        "from pathlib import Path\n"
        "from habitue.workbook.read import read_tables\n"
        "for file in sys.argv[1:]:\n"
        "    (table,) = read_tables(Path(file)).tables\n"
        "    print(len(table), table.left_out, table.frame.iloc[0].tolist())\n"
    )
    files = [str(write({"Ventes": [*orders, ["Total", None, 256.75]]})), str(text)]
    run = subprocess.run([sys.executable, "-c", program, *files], capture_output=True, text=True, encoding="utf-8")
    assert run.stdout.splitlines() == ["4 (6,) ['Dupont', '2024-03-12', '120.5']", "2 (4,) ['Dupont', 'Lyon']"], (
        run.stderr
    )


def test_reading_leaves_the_file_alone(write, orders):
    path = write({"Ventes": orders})
    before = path.read_bytes()
    read_tables(path)
    path.rename(path.with_name("moved.xlsx"))
    assert path.with_name("moved.xlsx").read_bytes() == before


def test_macro_workbooks_and_templates_are_read_like_any(write, orders, tmp_path):
    book = openpyxl.Workbook()
    for row in orders:
        book.active.append(row)
    book.template = True
    path = tmp_path / "modele.xltx"
    book.save(path)
    assert len(read_tables(path).tables[0]) == 4
