"""The double behaves as Excel does, above all where Excel refuses."""

import sys
from datetime import date
from types import ModuleType

import openpyxl
import pytest
import replaying
import xlwings as xw
from openpyxl import Workbook
from openpyxl.comments import Comment


@pytest.fixture
def wb() -> Workbook:
    made = Workbook()
    sheet = made.active
    sheet.title = "Clients"
    for row in [["customer", "amount", "day"], ["Acme", 10, date(2026, 1, 2)], ["Béa", 2.5, None]]:
        sheet.append(row)
    sheet["A2"].comment = Comment("called", "me")
    return made


def test_a_script_reads_and_writes(wb):
    module = ModuleType("scripts")

    @xw.script
    def double(book: xw.Book, factor: int = 2):
        sheet = book.sheets["Clients"]
        assert sheet["C2"].value.date() == date(2026, 1, 2)
        assert sheet["C3"].value is None
        sheet["D1"].value = [["twice"], [sheet["B2"].value * factor], ["'007"]]
        sheet["D2"].number_format = "0.00"
        book.app.alert("done", "Habitué", "ok", "info", None)

    module.double = double
    ran = replaying.run(module, "double", wb, 3)
    sheet = wb["Clients"]
    assert [cell.value for cell in sheet["D"]] == ["twice", 30, "007"]
    assert sheet["D2"].number_format == "0.00"
    assert (ran.alerts, ran.names["setValues"]) == (["done"], 1)


def test_a_formula_gets_ranges_and_gives_what_spills():
    module = ModuleType("formulas")

    @xw.func
    @xw.arg("cells", ndim=2)
    def shout(cells, suffix: str = "!"):
        return [[f"{cell or ''}{suffix}" for cell in row] for row in cells]

    module.shout = shout
    assert replaying.call_formula(module, "shout", [["a", None]]) == [["a!", "!"]]
    assert replaying.call_formula(module, "shout", "a", "?") == [["a?"]]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("=1+1", "=1+1"),
        ("+33 6 12", "=+33 6 12"),
        ("@SUM(A1)", "=@SUM(A1)"),
        ("-abc", "=-abc"),
        ("00123", 123),
        ("1e5", 100_000),
        ("12%", 0.12),
        ("true", True),
        ("'=1+1", "=1+1"),
        ("'00123", "00123"),
        ("''x", "'x"),
        ("Béa", "Béa"),
    ],
)
def test_text_is_taken_as_if_it_were_typed(wb, text, value):
    with replaying.opened(wb) as (book, _):
        book.sheets[0]["F1"].value = text
    cell = wb["Clients"]["F1"]
    assert cell.value == value
    assert (cell.data_type == "f") == (isinstance(value, str) and value.startswith("=") and not text.startswith("'"))


def _twice(book):
    book.sheets[0].tables.add(book.sheets[0]["A1:C3"], name="Base", has_headers=True)
    book.sheets[0].tables.add(book.sheets[0]["E1:F3"], name="base", has_headers=True)


def _over(book):
    book.sheets[0].tables.add(book.sheets[0]["A1:C3"], name="Base", has_headers=True)
    book.sheets[0].tables.add(book.sheets[0]["C1:D3"], name="Other", has_headers=True)


@pytest.mark.parametrize(
    ("does", "says"),
    [
        (_twice, "already used"),
        (_over, "can't overlap"),
        (lambda book: book.sheets.add(name="x" * 32), "name of a sheet"),
        (lambda book: book.sheets.add(name="clients*"), "name of a sheet"),
        (lambda book: book.names.add("A1", "=Clients!$A$1"), "cannot be a name"),
        (lambda book: book.sheets[0].tables.add(book.sheets[0]["A1:D3"], name="T", has_headers=True), "headers"),
        (lambda book: book.sheets[0]["A2"].add_note("again"), "already"),
        (lambda book: book.sheets[0]["A1"].autofill(book.sheets[0]["A1:A4"]), "unknown function: rangeAutofill"),
        (lambda book: setattr(book.sheets[0]["A1"], "value", "x" * 32_768), "32,767"),
    ],
)
def test_what_excel_refuses_fails_and_says_so(wb, does, says):
    with (
        pytest.raises((replaying.ActionFailed, ValueError, xw.XlwingsError), match=says),
        replaying.opened(wb) as (book, _),
    ):
        does(book)


def test_a_protected_sheet_takes_nothing(wb):
    wb["Clients"].protection.sheet = True
    with pytest.raises(replaying.ActionFailed, match="protected"), replaying.opened(wb) as (book, _):
        book.sheets[0]["A5"].value = 1


def test_a_block_of_the_wrong_shape_is_refused(wb):
    book = replaying.book_of(wb)
    book.impl.append_json_action(
        func="setValues", values=[[1, 2]], sheet_position=0, start_row=0, start_column=0, row_count=2, column_count=2
    )
    with pytest.raises(replaying.ActionFailed, match="1 rows"):
        replaying.finish(wb, book)


def test_the_same_sheet_stays_active_when_another_comes_before_it(wb):
    wb.create_sheet("Other")
    wb.active = 1
    with replaying.opened(wb) as (book, _):
        book.sheets.add(name="New", after=book.sheets[0])
    assert (wb.sheetnames, wb.active.title) == (["Clients", "New", "Other"], "Other")


def test_sorting_a_table_moves_formulas_with_their_line(wb):
    sheet = wb["Clients"]
    sheet["D1"], sheet["D2"], sheet["D3"] = "note", "=B2*2", "mine"
    with replaying.opened(wb) as (book, _):
        table = book.sheets[0].tables.add(book.sheets[0]["A1:D3"], name="T", has_headers=True)
        table.sort(2)
    assert [[cell.value for cell in row] for row in sheet["A2:D3"]][1][3] == "=B3*2"
    assert sheet["D2"].value == "mine"


def test_what_was_done_survives_saving(wb, tmp_path):
    with replaying.opened(wb) as (book, _):
        book.sheets[0].tables.add(book.sheets[0]["A1:C3"], name="T", has_headers=True)
        book.names.add("_habitue.x", "=Clients!$A$1")
        book.sheets[0]["A2:A3"].data_validation.set_list(["Acme", "Béa"])
    wb.save(tmp_path / "out.xlsx")
    again = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert list(again["Clients"].tables) == ["T"]
    assert "_habitue.x" in again.defined_names
    assert replaying.book_of(again).sheets[0].tables["T"].columns[0].name == "customer"
    assert sys.modules["replaying"] is replaying
