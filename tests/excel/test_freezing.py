"""Freezing leaves what was shown, everywhere, and only that."""

import asyncio
from datetime import date, datetime

import living
import pytest
import replaying
import xlwings as xw
from openpyxl import Workbook
from openpyxl.comments import Comment

from habitue.errors import BadRequest
from habitue_addin.book.freezing import Frozen, freeze, is_ours

DAY = date(2026, 11, 22)
TABLE = [["key", "status"], ["C1", "Active"], ["00123", "=1+1"], ["C3", ""], ["C4", "Lost"]]


@pytest.fixture
def wb() -> Workbook:
    made = Workbook()
    sheet = made.active
    sheet.title = "Clients"
    sheet["A1"], sheet["A2"], sheet["A3"] = "Customer", "C1", "00123"
    sheet["C1"] = "=HABITUE.LIFECYCLE(Orders!A1:C9)"
    sheet["F2"] = '="HABITUE.STATUS("&A2'
    sheet["C9"] = "mine"
    return made


def frozen(wb: Workbook, spills: living.Spills, language: str = "en") -> tuple[Frozen, list[dict[str, object]]]:
    return living.wait(wb, lambda book: freeze(book, DAY, language), spills)


@pytest.mark.parametrize(
    ("formula", "ours"),
    [
        ("=HABITUE.STATUS(A2:A9,Orders!A:C)", True),
        ("=habitue.statut(A2)", True),
        ("=@HABITUE.POURQUOI(A2)", True),
        ("=HABITUE_STATUS(A2)", True),
        ('=IF(A2="","",HABITUE.WHY(A2,B2))', True),
        ("=PY.HABITUE.RFM (A2)", True),
        ("=_xldudf_HABITUE_STATUS(A2)", True),
        ('="HABITUE.STATUS("&A2', False),
        ("='HABITUE.STATUS(x)'!A1", False),
        ("=MYHABITUE.STATUS(A2)", False),
        ("=HABITUE.NOTHING(A2)", False),
        ("=STATUS(A2)", False),
        ("HABITUE.STATUS(A2)", False),
        (None, False),
    ],
)
def test_our_formulas_are_known_in_both_languages_and_hosts(formula, ours):
    assert is_ours(formula) is ours


def test_spilled_values_stay_as_values_and_texts_as_texts(wb):
    done, requests = frozen(wb, {("Clients", 1, 3): TABLE})
    sheet = wb["Clients"]
    shown = [[sheet.cell(row, column).value or "" for column in (3, 4)] for row in range(1, 6)]
    assert shown == TABLE
    assert [c.coordinate for row in sheet.iter_rows() for c in row if c.data_type == "f"] == ["F2"]
    assert (done.formulas, done.cells, done.waiting) == (1, 9, ())
    assert sheet["C9"].value == "mine"
    assert len(requests) < 8


def test_the_first_cell_says_when_and_from_which_formula(wb):
    done, _ = frozen(wb, {("Clients", 1, 3): TABLE}, "fr")
    assert wb["Clients"]["C1"].comment.text == (
        "Habitué\u00a0: valeurs du 22/11/2026, données par la formule =HABITUE.LIFECYCLE(Orders!A1:C9)"
    )
    assert done.stamps[0].cell == "C1"
    assert [line.say("fr") for line in done.say()] == ["1 formule a été remplacée par ses valeurs (9 cellules)."]


def test_an_excel_without_notes_is_told_that_the_day_is_kept_nowhere(wb, monkeypatch):
    def none_here(_: object) -> None:
        raise NotImplementedError

    monkeypatch.setattr(xw.Range, "note", property(none_here))
    done, _ = frozen(wb, {("Clients", 1, 3): TABLE}, "fr")
    assert done.formulas == 1
    assert wb["Clients"]["C1"].comment is None
    assert done.say()[1].say("en").startswith("This Excel lets no notes be left")


def test_a_note_of_somebody_stays(wb):
    wb["Clients"]["C1"].comment = Comment("mine", "me")
    frozen(wb, {("Clients", 1, 3): TABLE})
    assert wb["Clients"]["C1"].comment.text == "mine"


def test_a_formula_a_line_is_frozen_in_one_block_with_one_note(wb):
    sheet = wb["Clients"]
    for row in range(2, 52):
        sheet.cell(row, 8).value = f"=HABITUE.STATUT(A{row})"
    spills = {("Clients", row, 8): [[f"Actif {row}"]] for row in range(2, 52)} | {("Clients", 1, 3): TABLE}
    done, requests = frozen(wb, spills)
    assert [sheet.cell(row, 8).value for row in (2, 51)] == ["Actif 2", "Actif 51"]
    assert (done.formulas, len(done.stamps)) == (51, 2)
    assert len(requests) < 12


@pytest.mark.parametrize("value", ["#BUSY!", "#NAME?", "#N/A", "#VALUE!", "#GETTING_DATA"])
def test_formulas_that_show_an_error_or_are_not_done_are_left_alone(wb, value):
    done, requests = frozen(wb, {("Clients", 1, 3): [[value]]})
    assert wb["Clients"]["C1"].value == "=HABITUE.LIFECYCLE(Orders!A1:C9)"
    assert (done.formulas, done.waiting, requests) == (0, ("Clients!C1",), [])
    assert "Clients!C1" in done.say()[0].say("en")


def test_dates_and_numbers_stay_what_they_are(wb):
    wb["Clients"]["D1"].number_format = "dd/mm/yyyy"
    frozen(wb, {("Clients", 1, 3): [[12.5, datetime(2024, 3, 12)], [True, -1]]})
    sheet = wb["Clients"]
    assert [sheet["C1"].value, sheet["D1"].value, sheet["C2"].value, sheet["D2"].value] == [
        12.5,
        datetime(2024, 3, 12),
        True,
        -1,
    ]


def test_what_a_formula_of_somebody_else_spills_is_not_frozen(wb):
    sheet = wb["Clients"]
    sheet["H1"] = "=SORT(A1:A3)"
    frozen(wb, {("Clients", 1, 3): TABLE, ("Clients", 1, 8): [["x"], ["y"], ["z"]]})
    assert sheet["H1"].value == "=SORT(A1:A3)"
    assert (sheet["H2"].value, sheet["H3"].value) == (None, None)


def test_a_second_freeze_finds_nothing(wb):
    frozen(wb, {("Clients", 1, 3): TABLE})
    done, requests = frozen(wb, {})
    assert (done, requests) == (Frozen(), [])
    assert "nothing to freeze" in done.say()[0].say("en")


def test_a_host_that_does_not_show_formulas_is_refused_with_advice(wb):
    book = replaying.book_of(wb)
    with pytest.raises(BadRequest, match="xlwings Lite"):
        asyncio.run(freeze(book, DAY))
    assert book.json()["actions"] == []
