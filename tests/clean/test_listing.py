"""`habitue clean` says every change and every doubt of every cell, and where it stands."""

from pathlib import Path

import pytest


def line(found: dict, cell: str) -> dict:
    return next(one for one in found["changes"] if one["cell"] == cell)


def test_every_change_names_its_cell_its_column_and_its_rule(habitue, clients):
    found = habitue("clean", clients, "--json", "--dry-run").json
    assert line(found, "C2") == {
        "sheet": "Clients", "row": 2, "column": "Nom", "cell": "C2", "customer": "C1", "before": "DUPONT",
        "after": "Dupont", "rule": "names.case",
    }  # fmt: skip
    after = {one["cell"]: one["after"] for one in found["changes"]}
    assert after["F2"] == "06 12 34 56 78"
    assert after["G2"] == "06000"
    assert after["J2"] == "1984-03-13"
    assert after["E3"] is None
    assert after["K2"] == "1234.50"


def test_what_cannot_be_put_right_is_a_doubt_with_its_sentence(habitue, clients):
    found = habitue("clean", clients, "--json", "--dry-run", "--language", "en").json
    doubts = {one["cell"]: one for one in found["doubts"]}
    assert doubts["J4"]["rule"] == "dates.impossible"
    assert doubts["J4"]["sentence"] == "There is no such day."
    assert not any(one["cell"] == "J4" for one in found["changes"])


def test_cells_that_are_right_are_left_alone(habitue, clients):
    found = habitue("clean", clients, "--json", "--dry-run").json
    changed = {one["cell"] for one in found["changes"]}
    assert not changed & {"C4", "D4", "G4", "I3", "I4", "F3", "F4", "L2", "L3", "K4", "E5"}


def test_a_dry_run_lists_rules_with_counts_and_examples_and_writes_nothing(habitue, clients):
    before = clients.read_bytes()
    shown = habitue("clean", clients, "--dry-run", "--language", "en").out
    assert "names.case (" in shown
    assert "Clients!C2: DUPONT → Dupont" in shown
    assert "nothing was written" in shown
    assert clients.read_bytes() == before
    assert [path.name for path in clients.parent.iterdir()] == ["clients.xlsx"]


def test_all_rules_are_listed_with_their_sentence(habitue):
    found = habitue("clean", "--rules", "--json", "--off", "names").json
    states = {rule["rule"]: rule["on"] for rule in found}
    assert not states["names.case"]
    assert states["phones.lost_zero"]
    assert all(rule["sentence"] for rule in found)


def test_a_rule_that_there_is_not_is_refused_with_the_fields(habitue, clients):
    done = habitue("clean", clients, "--dry-run", "--off", "names.colour")
    assert done.code == 1
    assert "names.colour" in done.err
    assert "phones" in done.err


def test_a_rule_that_is_off_changes_nothing(habitue, clients):
    found = habitue("clean", clients, "--json", "--dry-run", "--off", "names.case", "--off", "dates").json
    assert not {"names.case", "dates.text"} & {one["rule"] for one in found["changes"]}


def test_the_country_decides_how_phones_are_read(habitue, tmp_path):
    path = tmp_path / "clients.csv"
    path.write_text("Name,Phone,Email\nSmith,020 7946 0018,a@example.org\nJones,,b@example.org\n", encoding="utf-8")
    british = habitue("clean", path, "--json", "--dry-run", "--country", "GB").json
    assert british["country"] == "GB"
    assert [one["rule"] for one in british["doubts"] if one["column"] == "Phone"] == []


def test_a_file_with_only_customers_is_cleaned_and_a_second_time_changes_no_byte(habitue, clients):
    first = habitue("clean", clients)
    assert first.code == 0, first.err
    written = clients.read_bytes()
    again = habitue("clean", clients)
    assert again.code == 0
    assert clients.read_bytes() == written
    assert sum(path.suffix == ".xlsx" for path in clients.parent.iterdir()) == 2  # and the one copy as it was


def test_a_csv_is_listed_by_row_and_its_corrected_values_go_beside_it(habitue, tmp_path):
    path = Path(tmp_path / "clients.csv")
    path.write_text("Code;Nom;Email\nC1;DUPONT;a@free.fr\nC2;martin;b@free.fr\n", encoding="utf-8")
    found = habitue("clean", path, "--json").json
    assert [(one["row"], one["cell"], one["after"]) for one in found["changes"]] == [
        (2, None, "Dupont"),
        (3, None, "Martin"),
    ]
    assert (tmp_path / "clients-habitue.xlsx").exists()


def test_columns_that_tell_no_customers_are_listed_all_the_same(habitue, tmp_path):
    path = tmp_path / "valeurs.csv"
    path.write_text("Téléphone;Ville\n612345678;Lyon\n0145678901;Paris\n", encoding="utf-8")
    done = habitue("clean", path, "--json")
    assert done.code == 0
    assert next(one["after"] for one in done.json["changes"]) == "06 12 34 56 78"
    assert not done.json["written"]


@pytest.mark.parametrize("command", ["refresh", "merge", "export"])
def test_an_output_in_a_folder_that_is_not_there_is_said(habitue, clients, command):
    asked = ("--segment", "status.active", "--channel", "email") if command == "export" else ()
    done = habitue(command, clients, *asked, "--output", clients.parent / "nulle part" / "x.xlsx")
    assert done.code == 1
    assert "nulle part" in done.err
    assert "Errno" not in done.err
    assert not (clients.parent / "nulle part").exists()
