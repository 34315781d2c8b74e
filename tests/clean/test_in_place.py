"""Corrected values in people's own cells: only these cells change, and each can be taken back."""

import re
from pathlib import Path

import pytest

from habitue.workbook.write import apply
from habitue.workbook.write.cells import CellEdit, plan_cells

SHEET = "xl/worksheets/sheet1.xml"
TOUCHED = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", SHEET}


def cells(xml: bytes) -> dict[str, bytes]:
    return {match[1].decode(): match[0] for match in re.finditer(rb'<c r="([A-Z]+\d+)".*?(?:/>|</c>)', xml)}


def test_only_the_named_cells_change(habitue, clients, parts):
    before = parts(clients)
    done = habitue("clean", clients, "--in-place", "--json")
    assert done.code == 0, done.err
    after = parts(clients)
    assert {name for name in before if before[name] != after[name]} <= TOUCHED
    was, now = cells(before[SHEET]), cells(after[SHEET])
    changed = {cell for cell in now if was.get(cell) != now[cell]}
    assert changed == {one["cell"] for one in done.json["changes"]}
    assert after["xl/sharedStrings.xml"] == before["xl/sharedStrings.xml"]


def test_values_are_stored_as_they_should_be_and_formats_are_kept(habitue, clients, value, parts):
    before = cells(parts(clients)[SHEET])
    habitue("clean", clients, "--in-place")
    now = cells(parts(clients)[SHEET])
    assert value(clients, "C2") == "Dupont"
    assert value(clients, "G2") == "06000"
    assert value(clients, "K2") == 1234.5
    assert value(clients, "E3") is None
    assert value(clients, "M2") == "=C2"

    def style(xml: bytes) -> bytes:
        return (re.search(rb' s="\d+"', xml) or [b""])[0]

    assert all(style(before[cell]) == style(now[cell]) for cell in before)


def test_nothing_of_a_cell_is_lost_in_place(habitue, clients, value):
    habitue("clean", clients, "--in-place")
    assert value(clients, "I2") == "SARL Martin"
    assert value(clients, "E4") == "paul@free.fr;p2@free.fr"


def test_the_journal_has_a_line_for_each_cell(habitue, clients, value):
    found = habitue("clean", clients, "--in-place", "--json").json
    assert habitue("inspect", clients).code == 0
    import openpyxl

    journal = openpyxl.load_workbook(clients)["Journal"]
    lines = list(journal.iter_rows(min_row=5, values_only=True))
    assert {(line[3], line[4], line[6], line[7]) for line in lines} == {
        (one["sheet"], one["cell"], one["before"], one["after"]) for one in found["changes"]
    }


def test_a_second_time_writes_no_byte(habitue, clients):
    habitue("clean", clients, "--in-place")
    written = clients.read_bytes()
    again = habitue("clean", clients, "--in-place")
    assert again.code == 0
    assert clients.read_bytes() == written


def test_undoing_all_restores_every_byte_of_the_sheet(habitue, clients, parts):
    before = parts(clients)
    habitue("clean", clients, "--in-place")
    done = habitue("undo", clients, "--all-corrections", "--json")
    assert done.code == 0, done.err
    after = parts(clients)
    assert after[SHEET] == before[SHEET]
    assert {name for name in before if before[name] != after[name]} <= TOUCHED - {SHEET}


def test_undoing_the_write_restores_every_byte_of_the_file(habitue, clients):
    before = clients.read_bytes()
    habitue("clean", clients, "--in-place")
    assert habitue("undo", clients).code == 0
    assert clients.read_bytes() == before


@pytest.mark.parametrize(
    ("chosen", "back", "stays"),
    [
        (("--cell", "Clients!C2"), "C2", "C3"),
        (("--rule", "names.case"), "D2", "G2"),
        (("--rule", "phones"), "F2", "C2"),
        (("--column", "Ville"), "H2", "C2"),
    ],
)
def test_corrections_are_taken_back_by_cell_rule_or_column_and_not_made_again(
    habitue, clients, parts, chosen, back, stays
):
    before = cells(parts(clients)[SHEET])
    habitue("clean", clients, "--in-place")
    cleaned = cells(parts(clients)[SHEET])
    assert habitue("undo", clients, *chosen).code == 0
    now = cells(parts(clients)[SHEET])
    assert now[back] == before[back] != cleaned[back]
    assert now[stays] == cleaned[stays] != before[stays]
    again = habitue("clean", clients, "--in-place", "--json").json
    assert back not in {one["cell"] for one in again["changes"]}
    assert not again["written"]


def test_a_cell_that_people_changed_since_is_left_and_said(habitue, clients, value):
    import openpyxl

    habitue("clean", clients, "--in-place")
    book = openpyxl.load_workbook(clients)
    book["Clients"]["C2"] = "Durand"
    book.save(clients)
    done = habitue("undo", clients, "--rule", "names.case", "--language", "en")
    assert done.code == 0, done.err
    assert "Clients!C2" in done.out
    assert "does not hold the value that was expected" in done.out
    assert value(clients, "C2") == "Durand"
    assert value(clients, "C3") == "le gall"


def test_corrections_of_our_sheet_are_not_made_again_once_undone(habitue, clients):
    import openpyxl

    habitue("clean", clients)
    assert habitue("undo", clients, "--cell", "Clients!C2").code == 0
    assert habitue("refresh", clients).code == 0
    sheet = openpyxl.load_workbook(clients)["Clients (2)"]
    names = {cell for row in sheet.iter_rows(min_row=5, values_only=True) for cell in row}
    assert "DUPONT" in names
    assert "Le Gall" in names
    written = clients.read_bytes()
    habitue("refresh", clients)
    assert clients.read_bytes() == written


def test_nothing_to_undo_is_said(habitue, clients):
    done = habitue("undo", clients, "--rule", "names.case", "--language", "en")
    assert done.code == 1
    assert "no Journal" in done.err


def test_a_csv_is_refused_in_place_with_what_to_do(habitue, tmp_path):
    path = tmp_path / "clients.csv"
    path.write_text("Nom;Email\nDUPONT;a@free.fr\n", encoding="utf-8")
    done = habitue("clean", path, "--in-place", "--language", "en")
    assert done.code == 1
    assert "without --in-place" in done.err


def edited(path: Path, *edits: CellEdit):
    plan, found = plan_cells(path, edits, lambda _: ())
    return plan, found


def test_formulas_and_cells_that_hold_something_else_are_left(clients):
    _, found = edited(
        clients,
        CellEdit(sheet="Clients", cell="M2", before="DUPONT", after="x"),
        CellEdit(sheet="Clients", cell="C2", before="Durand", after="x"),
        CellEdit(sheet="Nowhere", cell="A1", before=None, after="x"),
        CellEdit(sheet="Clients", cell="L2", before="2024-05-17", after="2024-05-18", kind="date"),
    )
    assert {why for _, why in found.left} == {"formula", "changed", "no-sheet", "real-date"}
    assert not found.done


def test_a_protected_sheet_is_left(clients):
    import openpyxl

    book = openpyxl.load_workbook(clients)
    book["Clients"].protection.sheet = True
    book.save(clients)
    plan, found = edited(clients, CellEdit(sheet="Clients", cell="C2", before="DUPONT", after="x"))
    assert [why for _, why in found.left] == ["protected"]
    assert not plan.changes


def test_markup_in_a_value_stays_text(clients, value):
    plan, _ = edited(clients, CellEdit(sheet="Clients", cell="C2", before="DUPONT", after="=A1&<b>\n "))
    apply(plan)
    assert value(clients, "C2") == "=A1&<b>\n "


def test_cells_that_are_not_there_are_added_and_taken_away_again(clients, parts, value):
    before = parts(clients)[SHEET]
    plan, found = edited(clients, CellEdit(sheet="Clients", cell="B2", before=None, after="M."))
    apply(plan)
    assert value(clients, "B2") == "M."
    ((_, stored),) = found.done
    back, _ = edited(clients, CellEdit(sheet="Clients", cell="B2", before="M.", after=None, stored=stored))
    apply(back)
    assert parts(clients)[SHEET] == before
