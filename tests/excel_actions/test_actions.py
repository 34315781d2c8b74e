"""Each action on an open workbook: what it shows, what it says, and what it leaves alone."""

import inspect
import re

import pytest
import replaying
import xlwings as xw
from openpyxl import Workbook

from habitue.merging.answers import WORDS
from habitue.workbook.read import former_given
from habitue_addin import actions, classic, undoing
from habitue_addin.book.reading import given_book
from habitue_addin.ribbon import ACTIONS

OWN = "Orders"


def titles(workbook: Workbook) -> dict[str, str]:
    """The titles of our sheets, by mark."""
    return {sheet.mark: sheet.title for sheet in former_given(given_book(replaying.book_of(workbook)))}


def answer_first(workbook: Workbook) -> None:
    """Say of the first line that is asked about that it is the same customer."""
    sheet = workbook[titles(workbook)["duplicates"]]
    row = int(re.sub(r"\D", "", sheet.tables["HabitueDuplicates"].ref.split(":")[0]))
    columns = {cell.value: cell.column for cell in sheet[row]}
    asked = next(line for line in range(row + 1, sheet.max_row + 1) if sheet.cell(line, columns["Comparé à"]).value)
    sheet.cell(asked, columns["Votre réponse"], WORDS["same"].say("fr"))


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.key)
def test_every_button_has_its_script_with_one_book_and_both_labels(action) -> None:
    function = getattr(actions, action.key)
    meta = function.__xlscript__
    assert meta["name"] == f"{action.label.say('en')} / {action.label.say('fr')}"
    hints = inspect.get_annotations(inspect.unwrap(function))
    assert [hint for name, hint in hints.items() if name != "return"] == [xw.Book]
    assert inspect.getdoc(function)
    assert action.label.say("fr") != action.label.say("en") or action.tip.say("fr") != action.tip.say("en")


def test_every_script_has_its_button() -> None:
    scripts = {name for name, _ in inspect.getmembers(actions, inspect.isfunction) if hasattr(_, "__xlscript__")}
    assert scripts == {action.key for action in ACTIONS}


def test_a_refresh_says_how_many_have_which_status_and_leaves_peoples_sheets(shop, shop_refreshed, cells) -> None:
    before, after = shop(), shop_refreshed()
    assert all(cells(after, title) == cells(before, title) for title in before.sheetnames)
    assert set(titles(after)) >= {"overview", "customers", "criteria", "journal", "quality", "group.best"}


def test_a_second_refresh_changes_no_cell_and_keeps_what_is_selected(shop_refreshed, cells, select) -> None:
    before, after = shop_refreshed(), shop_refreshed()
    select(after, OWN, "C7:D9")
    ran = replaying.run(actions, "refresh", after)
    assert all(cells(after, title) == cells(before, title) for title in before.sheetnames)
    assert (after.active.title, after.active.sheet_view.selection[0].sqref) == (OWN, "C7:D9")
    assert len(ran.alerts) == 1
    assert ran.alerts[0].startswith("120 customers, as of 31 Oct 2026:")


@pytest.mark.parametrize("action", ["inspect", "show_help"])
def test_what_only_says_changes_nothing(shop, action) -> None:
    ran = replaying.run(actions, action, shop())
    assert [one["func"] for one in ran.actions] == ["alert"]


def test_inspect_names_the_columns_and_the_problems(shop) -> None:
    (said,) = replaying.run(actions, "inspect", shop()).alerts
    assert "Orders: 499 rows, header in row 4." in said
    assert "Order Total (L) = amount" in said
    assert "13 returns are not counted" in said


@pytest.mark.parametrize(
    "action", ["refresh", "inspect", "clean", "recalibrate", "find_duplicates", "mailing_list", "undo", "apply_answers"]
)
def test_an_empty_workbook_gets_one_sentence_and_nothing_is_done(action) -> None:
    book = replaying.book_of(Workbook())
    with pytest.raises(xw.XlwingsError) as refused:
        inspect.unwrap(getattr(actions, action))(book)
    assert str(refused.value)
    assert book.json()["actions"] == []


def test_cleaning_shows_corrected_values_on_our_sheet_and_leaves_the_cells(shop, cells) -> None:
    workbook = shop()
    (said,) = replaying.run(actions, "clean", workbook).alerts
    assert "are corrected on our sheet Customers; your own cells stay as they are." in said
    assert cells(workbook, OWN) == cells(shop(), OWN)


def test_recalibrating_sets_the_cut_points_anew(shop_refreshed, cells) -> None:
    workbook = shop_refreshed()
    sheet = workbook[titles(workbook)["criteria"]]
    (head,) = (cell for cell in sheet._cells.values() if cell.value == "Cut points")
    cuts = [cell for cell in sheet._cells.values() if cell.row > head.row and isinstance(cell.value, int | float)]
    moved = next(cell for cell in cuts if cell.column > 1)
    former, place = moved.value, moved.coordinate
    moved.value = former - 1 if former > 1 else former + 0.5
    replaying.run(actions, "recalibrate", workbook)
    assert sheet[place].value == former


def test_duplicates_are_listed_answered_merged_and_the_merge_taken_back(reviewed, cells) -> None:
    workbook = reviewed()
    customers = titles(workbook)["customers"]
    before = keys(cells(workbook, customers))
    with pytest.raises(xw.XlwingsError, match="Aucune paire n’a encore de réponse"):
        replaying.run(actions, "apply_answers", workbook)
    answer_first(workbook)
    said = replaying.run(actions, "apply_answers", workbook).alerts[0]
    assert said.startswith("1 ligne a été fusionnée")
    assert len(keys(cells(workbook, customers))) == len(before) - 1
    assert replaying.run(actions, "undo", workbook).alerts[0].startswith("1 fusion")
    assert keys(cells(workbook, customers)) == before


def keys(found: dict[str, object]) -> list[object]:
    """The first column, from top to bottom."""
    first = {int(place[1:]): value for place, value in found.items() if re.fullmatch(r"A\d+", place)}
    return [value for row, value in sorted(first.items()) if row > 3]


def test_answers_need_the_sheet_first(shop_refreshed) -> None:
    with pytest.raises(xw.XlwingsError, match="press Find duplicates first"):
        replaying.run(actions, "apply_answers", shop_refreshed())


def test_a_mailing_list_is_made_of_the_segment_that_a_cell_names(shop_refreshed, cells, select) -> None:
    workbook = shop_refreshed()
    overview = titles(workbook)["overview"]
    place = next(place for place, value in cells(workbook, overview).items() if value == "Lost")
    select(workbook, overview, place)
    assert "New sheet: Mailing Lost." in replaying.run(actions, "mailing_list", workbook).alerts[0]
    assert titles(workbook)["mailing.status.lost"] == "Mailing Lost"
    kept = cells(workbook, "Mailing Lost")
    replaying.run(actions, "refresh", workbook)
    assert cells(workbook, "Mailing Lost") == kept


def test_a_mailing_list_is_made_of_the_segment_whose_sheet_is_shown(shop_refreshed, select) -> None:
    workbook = shop_refreshed()
    select(workbook, titles(workbook)["group.best"], "A1")
    replaying.run(actions, "mailing_list", workbook)
    assert titles(workbook)["mailing.group.best"] == "Mailing Best"


def test_a_mailing_list_of_nothing_asks_and_names_what_there_is(shop_refreshed, select) -> None:
    workbook = shop_refreshed()
    select(workbook, OWN, "A5")
    with pytest.raises(xw.XlwingsError, match=r"Select a cell that names a status.*Champions"):
        replaying.run(actions, "mailing_list", workbook)


def test_undoing_a_first_refresh_asks_once_then_removes_our_sheets(shop, shop_refreshed, cells) -> None:
    workbook = shop_refreshed()
    (asked,) = replaying.run(actions, "undo", workbook).alerts
    assert "pressing Undo again removes our 10 sheets" in asked
    assert len(titles(workbook)) == 10
    replaying.run(actions, "undo", workbook)
    assert workbook.sheetnames == shop().sheetnames
    assert cells(workbook, OWN) == cells(shop(), OWN)
    assert not [name for name in workbook.defined_names if name.startswith("_habitue")]
    with pytest.raises(xw.XlwingsError, match="nothing to undo"):
        replaying.run(actions, "undo", workbook)


def test_a_sheet_that_came_since_the_question_is_not_removed_unasked(shop_refreshed, select, cells) -> None:
    workbook = shop_refreshed()
    replaying.run(actions, "undo", workbook)
    select(workbook, titles(workbook)["group.best"], "A1")
    replaying.run(actions, "mailing_list", workbook)
    assert "removes our 11 sheets" in replaying.run(actions, "undo", workbook).alerts[0]
    assert len(titles(workbook)) == 11


def test_our_sheets_are_not_removed_where_nothing_else_can_be_seen(shop_refreshed) -> None:
    workbook = shop_refreshed()
    ours = titles(workbook).values()
    for sheet in workbook.worksheets:
        if sheet.title not in ours:
            sheet.sheet_state = "hidden"
    book = replaying.book_of(workbook)
    with pytest.raises(xw.XlwingsError):
        inspect.unwrap(actions.undo)(book)
    assert book.json()["actions"] == []


def test_selected_lines_of_the_journal_are_taken_back_and_no_others(shop_refreshed, cells, select) -> None:
    workbook = shop_refreshed()
    journal = titles(workbook)["journal"]
    before = cells(workbook, journal)
    row = next(int(place[1:]) for place, value in before.items() if place.startswith("B") and value == "Correction")
    undone = next(place.rstrip("0123456789") for place, value in before.items() if value == "Undone on")
    select(workbook, journal, f"A{row}:C{row}")
    assert replaying.run(actions, "undo", workbook).alerts[0].startswith("1 correction taken back.")
    after = cells(workbook, journal)
    days = [
        place for place in after if place.startswith(undone) and place[len(undone) :].isdigit() and place not in before
    ]
    assert days == [f"{undone}{row}"]


def test_undo_leaves_no_name_of_a_question_behind(shop_refreshed) -> None:
    workbook = shop_refreshed()
    replaying.run(actions, "undo", workbook)
    assert undoing.ASKED in workbook.defined_names
    replaying.run(actions, "undo", workbook)
    assert undoing.ASKED not in workbook.defined_names


def test_freezing_says_where_it_can_be_done_when_the_host_does_not_tell_formulas(shop_refreshed) -> None:
    workbook = shop_refreshed()
    workbook[OWN]["Z1"] = '=HABITUE.CLEANEMAIL("A@B.FR")'
    with pytest.raises(xw.XlwingsError, match="Formulas cannot be read from here"):
        replaying.run(actions, "freeze", workbook)


def test_the_classic_add_in_waits_for_what_is_written_to_be_awaited(monkeypatch) -> None:
    done = []

    async def awaited(book: xw.Book) -> None:
        done.append(book.name)

    book = replaying.book_of(Workbook())
    monkeypatch.setattr(actions, "freeze", awaited)
    monkeypatch.setattr(xw.Book, "caller", lambda: book)
    classic.run("freeze")
    assert done == [book.name]
