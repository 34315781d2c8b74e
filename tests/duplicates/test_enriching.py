"""Blanks filled from another file: only where the same customer is certain, with their source, never over a value."""

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habitue.cleaning.fields import clean_customers
from habitue.cleaning.rules import Rules
from habitue.merging.filling import filling

AS_OF = ("--as-of", "2026-11-01")
OTHER = """
Nom,Prénom,Mail,Portable,Adresse,CP,Commune
Perrot,Luc,luc.perrot@exemple.fr,06 98 76 54 32,31 avenue Foch,75016,Paris
ROBERT,Inès,ines.robert@exemple.fr,0612345605,2 rue Nationale,59000,Lille
Vidal,Pauline,,0612345606,9 cours Mirabeau,13100,Aix
Haddad,Nadia,nadia.haddad@exemple.fr,0612345607,99 boulevard Neuf,69001,Lyon
Inconnu,Zoé,zoe.inconnu@exemple.fr,0611111111,1 rue Seule,75001,Paris
"""


@pytest.fixture
def ours(make, people):
    for row in people:
        if row[2] in ("Perrot", "Robert", "Vidal"):
            row[4] = None
        if row[2] == "Robert":
            row[5:8] = [None] * 3
    return make(people=people)


@pytest.fixture
def other(tmp_path):
    path = tmp_path / "boutique.csv"
    path.write_text(OTHER.strip() + "\n", encoding="utf-8")
    return path


def table(path, sheet, first):
    rows = [list(row) for row in openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)]
    start = next(n for n, row in enumerate(rows) if row and row[0] == first)
    return pd.DataFrame(rows[start + 1 :], columns=rows[start]).dropna(subset=[first])


def clients(path):
    return table(path, "Clients (2)", "Client").set_index("Client")


def test_blanks_are_filled_with_their_source_and_nothing_is_overwritten(habitue, ours, other):
    found = habitue("enrich", ours, "--from", other, *AS_OF, "--json")
    filled = {(one["key"], one["column"]): one for one in found["filled"]}
    assert filled["C04", "Mobile"]["after"].replace(" ", "").endswith("98765432")
    assert filled["C04", "Mobile"]["sheet"].startswith("boutique.csv")
    assert filled["C04", "Mobile"]["cell"].endswith("2")
    assert {key for key, _ in filled} == {"C04", "C05"}
    assert {column for key, column in filled if key == "C05"} == {"Mobile", "Adresse", "Code postal", "Ville"}
    assert [(one["key"], one["column"]) for one in found["contradictions"]] == [("C07", "Adresse")]
    sheet = clients(ours)
    assert sheet.loc["C05", "Ville"] == "Lille"
    assert sheet.loc["C07", "Ville"] == "Toulouse"
    assert pd.isna(sheet.loc["C06", "Mobile"])  # Pauline is not Paul
    source = openpyxl.load_workbook(ours)["Clients"]
    assert source["E5"].value is None  # the customer's own sheet stays as it was


def test_a_second_run_and_a_refresh_change_no_byte(habitue, ours, other):
    habitue("enrich", ours, "--from", other, *AS_OF)
    once = ours.read_bytes()
    habitue("enrich", ours, "--from", other, *AS_OF)
    assert ours.read_bytes() == once
    habitue("refresh", ours, *AS_OF)
    assert ours.read_bytes() == once


def test_what_was_filled_is_taken_back_by_customer_and_not_filled_again(habitue, ours, other):
    habitue("enrich", ours, "--from", other, *AS_OF)
    assert habitue("undo", ours, "--filled", "c05", *AS_OF, "--json")["undone"] == 4
    sheet = clients(ours)
    assert pd.isna(sheet.loc["C05", "Ville"])
    assert not pd.isna(sheet.loc["C04", "Mobile"])
    assert not habitue("enrich", ours, "--from", other, *AS_OF, "--json")["filled"]
    said = habitue("undo", ours, "--filled", "C05", "--language", "en", code=1)
    assert "C05" in said
    assert "C04" in said


def test_undo_brings_back_every_byte(habitue, ours, other):
    before = ours.read_bytes()
    habitue("enrich", ours, "--from", other, *AS_OF)
    habitue("undo", ours)
    assert ours.read_bytes() == before


def test_a_dry_run_writes_nothing_and_both_languages_say_what_was_done(habitue, ours, other):
    before = ours.read_bytes()
    french = habitue("enrich", ours, "--from", other, *AS_OF, "--dry-run")
    english = habitue("enrich", ours, "--from", other, *AS_OF, "--dry-run", "--language", "en")
    assert ours.read_bytes() == before
    assert "rien n’a été écrasé" in french
    assert "nothing was overwritten" in english
    assert "5 blank details filled in" in english


def test_a_value_typed_later_in_the_file_wins_over_what_was_filled(habitue, ours, other):
    habitue("enrich", ours, "--from", other, *AS_OF)
    book = openpyxl.load_workbook(ours)
    for row in book["Clients"].iter_rows(min_row=2):
        if row[0].value == "C05":
            row[7].value = "Roubaix"
    book.save(ours)
    habitue("refresh", ours, *AS_OF)
    assert clients(ours).loc["C05", "Ville"] == "Roubaix"


def test_two_rows_that_contradict_one_another_fill_nothing(habitue, ours, other):
    with other.open("a", encoding="utf-8") as file:
        file.write("Perrot,Luc,luc.perrot@exemple.fr,0677000001,31 avenue Foch,75016,Paris\n")
    found = habitue("enrich", ours, "--from", other, *AS_OF, "--json")
    assert ("C04", "Mobile") not in {(one["key"], one["column"]) for one in found["filled"]}
    assert ("C04", "Mobile") in {(one["key"], one["column"]) for one in found["contradictions"]}


CELL = st.sampled_from([None, "a@b.fr", "c@d.fr", "0612345678", "Lyon", "69001", "1 rue X", "=1+1"])
ROLES = ["email", "phone", "mobile", "company", "address", "postcode", "town"]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(CELL, min_size=7, max_size=7), min_size=2, max_size=4))
def test_only_blanks_are_filled_and_only_with_what_the_other_file_says(rows):
    frame = pd.DataFrame(rows, columns=ROLES, dtype="string")
    other = clean_customers(frame.iloc[1:].reset_index(drop=True), Rules())
    ours = frame.iloc[:1]
    found = filling(ours, other, {0: list(range(len(frame) - 1))})
    for one in found.filled:
        assert pd.isna(ours[one.role].iloc[0])
        assert other.customers[one.role].iloc[one.row] == one.value
    assert len({one.role for one in found.filled}) == len(found.filled)
    assert not {one.role for one in found.filled} & {one.role for one in found.contradictions if one.here}


def test_several_files_of_ours_are_filled_into_a_workbook_of_its_own(habitue, ours, other, make, people):
    till = make("till.xlsx", people=[["T1", *people[8][1:]]], orders=[])
    before = ours.read_bytes(), till.read_bytes()
    out = ours.with_name("out.xlsx")
    found = habitue("enrich", ours, till, "--from", other, "--into", out, *AS_OF, "--json")
    assert {one["key"] for one in found["filled"]} == {"C04", "C05"}
    assert found["file"] == "out.xlsx"
    assert (ours.read_bytes(), till.read_bytes()) == before
    assert table(out, "Clients", "Client").set_index("Client").loc["C05", "Ville"] == "Lille"
