"""The Quality sheet and `habitue quality` say the same, in both languages, and their numbers are those of the file."""

import openpyxl
import pytest


def test_channels_and_fields_are_counted(habitue, clients):
    found = habitue("quality", clients, "--json").json
    channels = {one["channel"]: one for one in found["channels"]}
    assert found["customers"] == 4
    assert channels["email"]["reachable"] == 3
    assert channels["mobile"]["reachable"] == 3
    assert channels["phone"]["reachable"] == 4
    assert channels["post"]["reachable"] == 0
    fields = {one["field"]: one["filled"] for one in found["fields"]}
    assert fields["email"] == 3  # "n/a" counts as blank
    assert not found["consent_known"]


def test_consent_divides_who_can_be_reached(habitue, tmp_path):
    path = tmp_path / "clients.csv"
    path.write_text(
        "Nom;Email;Accord e-mail\nDupont;a@free.fr;oui\nMartin;b@free.fr;non\nPetit;c@free.fr;\nRoux;;oui\n",
        encoding="utf-8",
    )
    email = habitue("quality", path, "--json").json["channels"][0]
    assert (email["reachable"], email["with_consent"], email["without_consent"]) == (3, 1, 2)


def test_each_rule_has_an_example_with_its_cell(habitue, clients):
    found = habitue("quality", clients, "--json").json
    case = next(one for one in found["corrected"] if one["rule"] == "names.case")
    assert case["cell"] == "Clients!D2"
    assert (case["before"], case["after"]) == ("jean", "Jean")
    assert "dates.impossible" in {one["rule"] for one in found["doubts"]}


@pytest.mark.parametrize(
    ("language", "title", "heading"), [("fr", "Qualité", "Qui est joignable"), ("en", "Quality", "Who can be reached")]
)
def test_the_sheet_stands_after_the_criteria_in_the_language_of_the_file(habitue, clients, language, title, heading):
    habitue("clean", clients, "--language", language)
    book = openpyxl.load_workbook(clients)
    names = book.sheetnames
    assert names.index(title) == names.index("Critères" if language == "fr" else "Criteria") + 1
    texts = {cell for row in book[title].iter_rows(values_only=True) for cell in row if cell}
    assert heading in texts


def test_the_page_for_people_is_in_their_language(habitue, clients):
    assert "Ce qui est rempli" in habitue("quality", clients, "--language", "fr").out
    assert "What is filled" in habitue("quality", clients, "--language", "en").out


def test_a_rule_switched_off_in_the_workbook_stays_off(habitue, clients):
    habitue("clean", clients, "--off", "names.case")
    found = habitue("clean", clients, "--json", "--dry-run").json
    assert found["rules_off"] == ["names.case"]
    assert "names.case" not in {one["rule"] for one in found["changes"]}
