"""What a cell becomes: the same text from both readers, whatever Excel shows."""

import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from habitue.workbook.read import opened, read_tables
from habitue.workbook.read.arrow_cells import open_arrow
from habitue.workbook.read.opened import PLAIN_DATES
from habitue.workbook.read.plain_cells import open_plain


@pytest.mark.usefixtures("reader")
def test_values_become_the_text_that_people_expect(write, table_of, lines):
    row = ["00123", 1_000_000_000_000_000, 29.020000000000003, True, date(2024, 3, 12), datetime(2024, 3, 12, 10, 30)]
    more = [time(10, 30), 0.1, -1.5, 1e-7, " NA ", datetime(2024, 3, 12, 10, 30, 15, 123000)]
    header = [f"Titre {letter}" for letter in "abcdefghijkl"]
    found = lines(table_of(write({"S": [header, [*row, *more], [None] * 11 + ["x"]]})))
    assert found[0] == [
        "00123", "1000000000000000", "29.02", "true", "2024-03-12", "2024-03-12 10:30:00",
        "10:30:00", "0.1", "-1.5", "0.0000001", " NA ", "2024-03-12 10:30:15.123",
    ]  # fmt: skip


@pytest.mark.usefixtures("reader")
def test_na_written_by_people_is_text_and_no_error(write, table_of, lines):
    table = table_of(write({"S": [["Nom", "Code"], ["NA", 1], ["null", 2], ["None", 3]]}))
    assert [row[0] for row in lines(table)] == ["NA", "null", "None"]
    assert table.problems == ()


@pytest.mark.usefixtures("reader")
def test_dates_of_the_1904_system_are_right(write, table_of, lines):
    def finish(book):
        book.epoch = CALENDAR_MAC_1904

    path = write({"S": [["Nom", "Né le"], ["A", date(1980, 5, 17)], ["B", date(2024, 2, 29)]]}, finish)
    assert lines(table_of(path)) == [["A", "1980-05-17"], ["B", "2024-02-29"]]
    assert read_tables(path).date_1904


@pytest.mark.usefixtures("reader")
def test_error_cells_are_missing_and_reported_with_their_addresses(write, table_of, lines):
    rows = [["Nom", "Montant"], ["A", "#N/A"], ["B", 12], ["C", "#REF!"]]
    table = table_of(write({"S": rows}))
    assert [row[1] for row in lines(table)] == [None, "12", None]
    (problem,) = table.problems
    assert (problem.sheet, problem.cell, problem.count) == ("S", "B2", 2)
    assert str(problem.sentence) == "2 cells hold an error (#N/A, #REF!) and count as blank: B2, B4."


@pytest.mark.usefixtures("reader")
def test_formulas_that_were_never_calculated_are_reported(write, table_of):
    rows = [["Nom", "Qté", "Total"], ["A", 2, "=B2*3"], ["B", 4, "=B3*3"]]
    (problem,) = table_of(write({"S": rows})).problems
    assert (problem.cell, problem.count) == ("C2", 2)
    assert "Open the workbook in Excel, save it" in str(problem.sentence)


@pytest.mark.usefixtures("reader")
def test_formulas_with_their_value_are_read_and_not_reported(tmp_path, table_of, lines):
    import xlsxwriter

    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Nom", "Total"])
        sheet.write_row(1, 0, ["A"])
        sheet.write_formula(1, 1, "=2*3", None, 6)
        sheet.write_row(2, 0, ["B"])
        sheet.write_formula(2, 1, '="x"', None, "x")
    table = table_of(path)
    assert lines(table) == [["A", "6"], ["B", "x"]]
    assert table.problems == ()


def _texts(cells):
    return {
        column: [None if not isinstance(value, str) else value for value in values]
        for column, values in cells.columns.items()
    }


def _as_text(value):
    match value:
        case bool():
            return str(value).lower()
        case int():
            return str(value)
        case float():
            text = format(round(Decimal(value), 9).normalize(), "f")
            return "-0" if value < 0 and text in ("0", "-0") else text
        case datetime():
            text = value.isoformat(" ")
            return text.removesuffix(" 00:00:00")
        case date() | time():
            return value.isoformat()
        case _:
            return value


_cells = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.floats(-1e12, 1e12, allow_nan=False).map(lambda number: float(f"{number:.15g}")),
    st.dates(date(1900, 3, 1), date(2100, 1, 1)),
    st.datetimes(datetime(1900, 3, 1), datetime(2100, 1, 1)).map(lambda moment: moment.replace(microsecond=0)),
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1, max_size=20
    ).filter(lambda text: not text.startswith(("=", "#")) and "_x" not in text.lower()),
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    grid=st.lists(st.lists(_cells, min_size=1, max_size=6), min_size=1, max_size=8),
    row=st.integers(1, 30),
    column=st.integers(1, 30),
)
def test_any_grid_comes_back_cell_for_cell_from_both_readers(tmp_path, grid, row, column):
    book = openpyxl.Workbook()
    expected = {}
    for down, values in enumerate(grid):
        for right, value in enumerate(values):
            if value is not None:
                book.active.cell(row + down, column + right).value = value
                expected[row + down, column + right] = _as_text(value)
    path = tmp_path / "grid.xlsx"
    book.save(path)
    for cells in (open_arrow(path).load("Sheet", PLAIN_DATES), open_plain(path).load("Sheet", PLAIN_DATES)):
        found = {
            (place, number): text
            for number, values in _texts(cells).items()
            for place, text in enumerate(values, 1)
            if text is not None
        }
        assert found == expected


def test_durations_are_the_same_from_both_readers(write):
    path = write(
        {"S": [["Nom", "Durée"], ["A", timedelta(hours=3)], ["B", timedelta(hours=30)], ["C", timedelta(days=80)]]}
    )
    assert _texts(open_arrow(path).load("S", PLAIN_DATES)) == _texts(open_plain(path).load("S", PLAIN_DATES))


def test_text_that_looks_like_a_moment_is_the_same_from_both_readers(write):
    texts = [
        "2024-03-12 00:00:00",
        "le 2024-03-12 00:00:00",
        "12345678901 00:00:00",
        "1899-12-31 10:00:00 x",
        " 00:00:00",
    ]
    path = write({"S": [["Nom"], *[[text] for text in texts]]})
    assert _texts(open_arrow(path).load("S", PLAIN_DATES)) == _texts(open_plain(path).load("S", PLAIN_DATES))


def test_iso_dates_of_strict_workbooks_become_plain_dates(write, table_of, lines, tmp_path, monkeypatch):
    source = write({"S": [["Nom", "Le"], ["A", "D1"], ["B", "D2"], ["C", "D3"]]})
    path = tmp_path / "strict.xlsx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                for cell, moment in (
                    ("B2", "2024-03-12"),
                    ("B3", "2024-03-12T10:30:00"),
                    ("B4", "2024-03-13T00:00:00"),
                ):
                    start = data.index(f'<c r="{cell}"'.encode())
                    end = data.index(b"</c>", start) + 4
                    data = data[:start] + f'<c r="{cell}" t="d"><v>{moment}</v></c>'.encode() + data[end:]
            new.writestr(name, data)
    expected = [["A", "2024-03-12"], ["B", "2024-03-12 10:30:00"], ["C", "2024-03-13"]]
    assert lines(table_of(path)) == expected
    monkeypatch.setattr(opened, "has_arrow", lambda: False)
    assert lines(table_of(path)) == expected
