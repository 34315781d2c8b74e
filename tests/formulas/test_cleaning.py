"""Formulas about single columns: same rows out as in, what nobody can read stays as it is."""

from datetime import date

import pytest

CLEANERS = {
    "CLEANNAME": ("Nom", "Mme DUPONT Marie"),
    "CLEANCOMPANY": ("Société", "BOULANGERIE MARTIN S.A.R.L."),
    "CLEANEMAIL": ("E-mail", " Jean.Petit@EXAMPLE.org "),
    "CLEANPHONE": ("Téléphone", 612345678),
    "CLEANPOSTCODE": ("Code postal", " 69006"),
    "CLEANDATE": ("Date", "12/03/24"),
    "CLEANAMOUNT": ("Montant", "1 234,50 €"),
    "CHECKSIRET": ("SIRET", "732 829 320 00074"),
}
CLEAN = {
    "CLEANNAME": "DUPONT Marie",
    "CLEANEMAIL": "Jean.Petit@example.org",
    "CLEANPHONE": "06 12 34 56 78",
    "CLEANPOSTCODE": "69006",
    "CLEANDATE": date(2024, 3, 12),
    "CLEANAMOUNT": 1234.5,
    "CHECKSIRET": "valid",
}


@pytest.mark.parametrize("formula", CLEANERS)
def test_a_column_comes_back_row_by_row_with_its_header(excel, column, formula):
    header, dirty = CLEANERS[formula]
    spilt = excel(formula, column(header, dirty, "", None, dirty, "", ""))
    assert [row[0] for row in spilt[:1]] == [header]
    assert spilt[1] == spilt[4]
    assert spilt[2] == spilt[3] == [""]
    assert len(spilt) == 5, "blank rows below the data are ignored"
    assert formula not in CLEAN or spilt[1][0] == CLEAN[formula]


@pytest.mark.parametrize("formula", CLEANERS)
def test_the_header_says_nothing_of_the_values(excel, column, formula):
    header, dirty = CLEANERS[formula]
    assert excel(formula, column(header, dirty))[1:] == excel(formula, column(dirty))


@pytest.mark.parametrize("formula", CLEANERS)
def test_a_row_of_cells_stays_a_row(excel, column, formula):
    _, dirty = CLEANERS[formula]
    (row,) = excel(formula, [[dirty, "", dirty]])
    assert row == [cell for (cell,) in excel(formula, column(dirty, "", dirty))]


@pytest.mark.parametrize("formula", CLEANERS)
def test_blanks_and_errors_are_blank(excel, column, formula):
    error = {"type": "Error", "errorType": "NotAvailable", "basicValue": "#N/A", "basicType": "Error"}
    _, dirty = CLEANERS[formula]
    assert excel(formula, "") == [[""]]
    assert excel(formula, None) == [[""]]
    assert excel(formula, column(error, "#VALUE!", dirty))[:2] == [[""], [""]]


def test_names_in_parts(excel, column):
    spilt = excel("NETTOYERNOM", column("Nom", "Mme DUPONT Marie", "M. MARTIN Jean", "Mme PETIT Anne"), True)
    assert spilt[1:] == [["Mme", "Marie", "Dupont"], ["M.", "Jean", "Martin"], ["Mme", "Anne", "Petit"]]


def test_phones_of_a_country(excel, column):
    assert excel("CLEANPHONE", column("020 7946 0018"), "GB") == [["020 7946 0018"]]
    assert excel("CLEANPHONE", column("0612345678", "0478000000"), column("France", "")) == [
        ["06 12 34 56 78"],
        ["04 78 00 00 00"],
    ]


def test_addresses_come_apart(excel, column):
    whole = column("Adresse", "12 rue de la Paix 75002 PARIS", "", "3 avenue Foch\n69006 lyon")
    assert excel("NETTOYERADRESSE", whole) == [
        ["Adresse", "", ""],
        ["12 rue de la Paix", "75002", "Paris"],
        ["", "", ""],
        ["3 avenue Foch", "69006", "Lyon"],
    ]


def test_a_postcode_gets_its_zero_back_beside_its_town(excel, column):
    assert excel("NETTOYERCODEPOSTAL", column(1000), column("Bourg-en-Bresse")) == [["01000"]]


def test_what_is_no_date_or_amount_stays(excel, column):
    assert excel("CLEANDATE", column("12/03/24", "demain", 45000)) == [
        [date(2024, 3, 12)],
        ["demain"],
        [date(2023, 3, 15)],
    ]
    assert excel("CLEANAMOUNT", column("12,50", "gratuit", 3)) == [[12.5], ["gratuit"], [3]]


def test_day_and_month_in_the_order_that_was_told(excel, column):
    for order in ("MDY", "mja"):
        assert excel("CLEANDATE", column("03/04/2024"), order) == [[date(2024, 3, 4)]]
    assert excel("CLEANDATE", column("03/04/2024"), "JMA") == [[date(2024, 4, 3)]]


def test_the_decimal_mark_that_was_told(excel, column):
    assert excel("CLEANAMOUNT", column("1.234"), ".") == [[1.23]]
    assert excel("CLEANAMOUNT", column("1.234"), ",") == [[1234]]


def test_what_is_wrong_with_a_number_of_a_company(excel, column):
    ((why,),) = excel("VERIFIERSIRET", column("732 829 320 00075"))
    assert "clé de contrôle" in why


def test_similarity_looks_past_case_and_accents(excel, column):
    spilt = excel("SIMILARITE", column("Dupont", "Élise", "", "Martin"), column("Dupond", "elise", "x", "Zola"))
    assert [cell for (cell,) in spilt][1:3] == [1, ""]
    assert spilt[0][0] == pytest.approx(0.9333)
    assert spilt[3][0] < 0.5
    assert excel("SIMILARITY", column("Dupont", "Dupond"), "DUPONT") == [[1], [spilt[0][0]]]


def test_what_stands_for_nothing_is_not_filled(excel):
    table = [["Nom", "E-mail", "Note"], ["Dupont", "N/A", "-"], ["Durand", "d@example.org", ""], ["", "", ""]]
    assert excel("TAUXREMPLISSAGE", table) == [[1, 0.5, 0]]
    assert excel("FILLRATE", [["E-mail"], ["alice@example.org"], [""], ["xxx"], ["bob@example.org"]]) == [[0.5]]
