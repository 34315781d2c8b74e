"""Every button, pressed in a real browser: what it does to the workbook is what replaying the action does."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO

import openpyxl
import pytest
import replaying
from likeness import differences, likeness, values
from openpyxl import Workbook

from habitue.merging.answers import WORDS
from habitue.refresh import Wish
from habitue_addin import actions, working

pytestmark = pytest.mark.browser
OWN = ("Clients", "Commandes")


def small_shop() -> Workbook:
    """Thirty customers on one sheet and their orders on another; one customer is there twice."""
    book = Workbook()
    customers = book.active
    customers.title = "Clients"
    customers.append(["N° client", "Nom", "Prénom", "E-mail", "Téléphone", "Ville"])
    for n in range(30):
        row = [f"C{n:03}", f"NOM{n}", f"Prénom{n}", f"client{n}@exemple.fr", f"06 12 34 {n:02} {n + 10:02}", "Lyon"]
        customers.append(row)
    customers.append(["C900", "NOM3", "Prénom3", "client3@exemple.fr", "06 12 34 03 13", "Lyon"])
    orders = book.create_sheet("Commandes")
    orders.append(["N° commande", "Date", "N° client", "Montant"])
    number = 0
    for n in range(26):
        for k in range(1 + n % 4):
            number += 1
            day = dt.datetime(2026, 10, 1) - dt.timedelta(days=(n * 17) % 500 + k * 40)
            orders.append([f"F{number:04}", day, f"C{n:03}", 20.5 + n])
    return book


def replay(key: str, book: Workbook) -> list[str]:
    """The same action without a browser, in a thread of its own since Playwright holds this one's event loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(replaying.run, actions, key, book).result().alerts


@pytest.fixture(scope="module", autouse=True)
def day(server_day):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            working,
            "wish_of",
            lambda *, recalibrate=False: Wish(paths=(), as_of=server_day, today=server_day, recalibrate=recalibrate),
        )
        yield


@pytest.fixture(scope="module")
def refreshed(day) -> Callable[[], Workbook]:
    """The shop after a refresh, as the replayed action leaves it."""
    book = small_shop()
    replay("refresh", book)
    kept = BytesIO()
    book.save(kept)
    return lambda: openpyxl.load_workbook(BytesIO(kept.getvalue()))


@dataclass
class Both:
    """The workbook behind the pane, and its twin on which the same actions are replayed."""

    pane: object
    twin: Workbook

    def press(self, key: str, *, ribbon: bool = False) -> str:
        """Press a button on the one, replay it on the other: both are alike, and it was said once."""
        said = len(self.pane.alerts)
        (self.pane.ribbon if ribbon else self.pane.press)(key)
        told = replay(key, self.twin)
        assert self.pane.shown_error == ""
        assert self.pane.alerts[said:] == told
        assert len(told) == 1
        assert differences(self.pane.book, self.twin) == []
        return told[0]

    def do(self, change: Callable[[Workbook], None]) -> None:
        """What a person does in Excel."""
        change(self.pane.book)
        change(self.twin)


def own(book: Workbook) -> list[dict[str, object]]:
    return [values(book)[title] for title in OWN]


def test_refresh_adds_our_sheets_and_a_second_one_changes_no_value(pane) -> None:
    both = Both(pane(small_shop()), small_shop())
    before = own(both.twin)
    said = both.press("refresh")
    assert "31 clients" in said.replace("\u202f", " ")
    assert {"Synthèse", "Critères", "Journal", "Qualité"} <= set(both.pane.book.sheetnames)
    assert own(both.pane.book) == before
    after = values(both.pane.book)
    both.press("refresh", ribbon=True)
    assert values(both.pane.book) == after


def test_what_only_says_changes_nothing(pane, refreshed) -> None:
    both = Both(pane(refreshed(), "en"), refreshed())
    before = likeness(both.twin)
    assert "31 lignes, titres en ligne 1" in both.press("inspect")
    assert "Actualiser les clients\N{NO-BREAK SPACE}: " in both.press("show_help", ribbon=True)
    assert likeness(both.pane.book) == before


def test_duplicates_are_found_answered_put_together_and_taken_back(pane, refreshed) -> None:
    both = Both(pane(refreshed()), refreshed())
    before = own(both.twin)
    both.press("find_duplicates")
    both.do(answer)
    assert both.press("apply_answers").startswith("1 ligne a été fusionnée")
    assert both.press("undo").startswith("1 fusion")
    assert own(both.pane.book) == before


def answer(book: Workbook) -> None:
    """Say of the line that is asked about that it is the same customer."""
    sheet = book["Doublons"]
    row = next(cell.row for cell in sheet["A"] if cell.value == "Groupe")
    columns = {cell.value: cell.column for cell in sheet[row]}
    asked = next(line for line in range(row + 1, sheet.max_row + 1) if sheet.cell(line, columns["Comparé à"]).value)
    sheet.cell(asked, columns["Votre réponse"], WORDS["same"].say("fr"))


def test_cleaning_recalibrating_a_mailing_list_and_undo(pane, refreshed) -> None:
    both = Both(pane(refreshed()), refreshed())
    before = own(both.twin)
    both.press("clean")
    both.press("recalibrate")
    both.do(lambda book: setattr(book, "active", book[book.sheetnames[4]]))
    both.press("mailing_list")
    assert "Annuler" in both.press("undo")  # nothing but the sheets is left to take back: it asks first
    both.press("undo")
    assert both.pane.book.sheetnames == list(OWN)
    assert own(both.pane.book) == before
