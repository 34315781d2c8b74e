"""Formulas typed into a cell: through the functions that the page registers, to our Python and back into the sheet."""

import datetime as dt

import pytest
from openpyxl import Workbook

pytestmark = pytest.mark.browser
UNKNOWN = "Client inconnu\N{NO-BREAK SPACE}: absent des commandes"
ORDERS = "Commandes!A1:A60,Commandes!B1:B60,Commandes!C1:C60"


def shop() -> Workbook:
    """Customers and their orders; below them and beside them there is room."""
    book = Workbook()
    customers = book.active
    customers.title = "Clients"
    for row in [["Client"], ["C01"], ["C02"], [None], ["C99"]]:
        customers.append(row)
    orders = book.create_sheet("Commandes")
    orders.append(["Client", "Date", "Montant"])
    for n in range(40):
        day = dt.datetime(2026, 9, 1) - dt.timedelta(days=20 * n * (1 + n % 3))
        orders.append([f"C{1 + n % 3:02}", day, 10 + n])
    return book


def test_a_formula_spills_in_the_language_of_its_name_and_one_call_does_a_whole_column(pane):
    opened = pane(shop())
    english = opened.enter("Clients", "C1", f'=HABITUE.STATUS(A1:A5,{ORDERS},"2026-10-31")')
    french = opened.enter("Clients", "D1", f'=HABITUE.STATUT(A1:A5,{ORDERS},"2026-10-31")')
    assert english.rows == [["Status"], ["Active"], ["Active"], [""], ["Unknown customer: not in the orders"]]
    assert french.rows == [["Statut"], ["Actif"], ["Actif"], [""], [UNKNOWN]]
    scores = opened.enter("Clients", "E1", f'=HABITUE.RFM(A1:A3,{ORDERS},"2026-10-31")')
    assert scores.rows[0] == ["R", "F", "M", "RFM"]
    assert opened.host.computed["Clients", 3, 8] == scores.rows[2][3]  # the fourth column of the third row
    table = opened.enter("Commandes", "F1", f'=HABITUE.CYCLEDEVIE({ORDERS},"2026-10-31")')
    assert len(table.rows) == 4
    assert table.rows[1][2] == 46266  # a day as Excel counts them: 1 September 2026
    assert opened.requests.count("custom-functions-call") == 4


def test_what_stands_in_the_way_stays_and_unknown_names_are_said_as_excel_says_them(pane):
    opened = pane(shop())
    opened.book["Clients"]["C3"] = "à moi"
    formula = f'=HABITUE.STATUT(A1:A5,{ORDERS},"2026-10-31")'
    assert opened.enter("Clients", "C1", formula).rows == [["#SPILL!"]]
    assert opened.book["Clients"]["C3"].value == "à moi"
    opened.enter("Clients", "F1", formula)
    assert opened.enter("Clients", "E2", f'=HABITUE.RFM(A2,{ORDERS},"2026-10-31")').rows == [["#SPILL!"]]
    before = len(opened.requests)
    assert opened.enter("Clients", "H1", "=HABITUE.STATUTS(A1:A5)").rows == [["#NAME?"]]
    assert len(opened.requests) == before


def test_commas_blanks_and_errors_in_cells(pane):
    opened = pane(shop())
    sheet = opened.book["Clients"]
    for row, text in enumerate(["Montant", "12,50", "1 234,00 €", None, "#N/A", "-7,5"], 1):
        sheet.cell(row, 2, text)
    assert opened.enter("Clients", "C1", "=HABITUE.NETTOYERMONTANT(B1:B9)").rows == [
        ["Montant"], [12.5], [1234.0], [""], [""], [-7.5],
    ]  # fmt: skip
    assert opened.enter("Clients", "D1", "=HABITUE.STATUT(Z1,Z2:Z9,Z2:Z9)").rows == [[""]]  # a blank cell is a 0
    assert opened.enter("Clients", "D1", "=HABITUE.NETTOYEREMAIL(Z1:Z9)").rows == [[""]]
    assert opened.enter("Clients", "D2", '=HABITUE.CLEANEMAIL(" jean@exemple.fr ")').rows == [["jean@exemple.fr"]]


def test_an_error_is_one_sentence_in_the_language_of_the_name_and_is_asked_for_once(pane):
    opened = pane(shop())
    french = opened.enter("Clients", "C1", "=HABITUE.STATUT(A1:A5,Commandes!A1:A60)")
    assert french.rows == [["#VALUE!"]]
    assert french.error.startswith("Il faut aussi les dates des commandes")
    english = opened.enter("Clients", "C1", f'=HABITUE.STATUS(A1:A5,{ORDERS},"bof")')
    assert english.error.startswith("“bof” is not a day")
    assert "Traceback" not in french.error + english.error
    assert opened.requests.count("custom-functions-call") == 2
    assert opened.shown_error == ""


def test_a_hundred_thousand_rows_are_one_request(pane):
    book = Workbook()
    sheet = book.active
    sheet.title = "Commandes"
    sheet.append(["Client", "Date", "Montant"])
    for n in range(100_000):
        sheet.append([f"C{n % 20_000:05}", 45_000 + n % 1000, 10 + n % 90])
    opened = pane(book)
    rows = "Commandes!A1:A100001,Commandes!B1:B100001,Commandes!C1:C100001"
    shown = opened.enter("Commandes", "E1", f'=HABITUE.STATUT(A1:A100001,{rows},"2026-10-31")')
    assert shown.error == ""
    assert len(shown.rows) == 100_001
    assert all(row[0] for row in shown.rows)
    assert opened.requests.count("custom-functions-call") == 1
