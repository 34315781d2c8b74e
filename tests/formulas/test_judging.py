"""Formulas about customers and their orders, typed over ranges such as people select."""

from datetime import date

import pytest

CUSTOMERS = ("Client", "C1", "C1", "C2", "C3", "C1")
DATES = ("Date", 45000, 45030, "12/03/2024", 45100.5, 45200)
AMOUNTS = ("Montant", "12,50", "1 234,50 €", 10, 5.5, -3)
AS_OF = "2025-01-01"


@pytest.fixture
def orders(column):
    """The three columns of five orders, below their headers; the last is a return."""
    return column(*CUSTOMERS), column(*DATES), column(*AMOUNTS)


def test_a_status_for_each_customer_asked_about(excel, column, orders):
    assert excel("STATUS", column("C1", "C2"), *orders, AS_OF) == [["Lost"], ["Inactive"]]
    assert excel("STATUT", column("C1", "C2"), *orders, AS_OF) == [["Perdu"], ["Inactif"]]


def test_the_language_of_the_name_is_that_of_the_sentences(excel, orders):
    ((english,),), ((french,),) = excel("WHY", "C2", *orders, AS_OF), excel("POURQUOI", "C2", *orders, AS_OF)
    assert english.startswith("Inactive: one order day")
    assert french.startswith("Inactif\u00a0: un jour d’achat")


def test_a_name_of_both_languages_speaks_that_of_the_headers(excel, column, orders):
    assert excel("SEGMENT", "C1", *orders, AS_OF) == [["À risque"]]
    english = column("Customer", *CUSTOMERS[1:]), column("Date", *DATES[1:]), column("Amount", *AMOUNTS[1:])
    assert excel("SEGMENT", "C1", *english, AS_OF) == [["At risk"]]


def test_a_header_is_told_apart_and_gets_the_title_of_the_result(excel, column, orders):
    assert excel("STATUT", column("N° client", "C1"), *orders, AS_OF) == [["Statut"], ["Perdu"]]
    assert excel("RFM", column("Code client", "C1"), *orders, AS_OF) == [["R", "F", "M", "RFM"], [1, 4, 4, "144"]]


def test_columns_without_headers_say_the_same(excel, column, orders):
    bare = tuple(one[1:] for one in orders)
    for formula in ("STATUT", "POURQUOI", "HABITUDE", "SILENCE", "RFM", "SEGMENT"):
        asked = column("C1", "C2", "C3")
        assert excel(formula, asked, *bare, AS_OF) == excel(formula, asked, *orders, AS_OF)


def test_whole_columns_end_with_their_last_filled_row(excel, column, orders):
    below = [[""]] * 2_000
    whole = tuple(one + below for one in orders)
    asked = column("Client", "C2", "", "C1")
    assert excel("STATUT", asked + below, *whole, AS_OF) == [["Statut"], ["Inactif"], [""], ["Perdu"]]


def test_titles_above_a_header_are_blank(excel, column, orders):
    spilt = excel("STATUT", column("Fichier clients 2024", "", "Client", "C2"), *orders, AS_OF)
    assert spilt == [[""], [""], ["Statut"], ["Inactif"]]


def test_an_unknown_customer_is_called_so_in_every_formula(excel, orders):
    for formula, text in {
        "STATUT": "Client inconnu\u00a0: absent des commandes",
        "STATUS": "Unknown customer: not in the orders",
        "HABITUDE": "Client inconnu\u00a0: absent des commandes",
        "RFM": "Client inconnu\u00a0: absent des commandes",
    }.items():
        assert excel(formula, "C99", *orders, AS_OF)[0][0] == text


def test_a_customer_of_a_whole_table_who_never_ordered_is_judged(excel, column, orders):
    table = [
        ["Code client", "Nom", "Statut"],
        ["C2", "Durand", ""],
        ["C9", "Petit", "prospect chaud"],
        ["C8", "Roy", ""],
    ]
    assert excel("STATUT", table, *orders, AS_OF) == [["Statut"], ["Inactif"], ["Prospect"], ["Suspect"]]
    assert excel("SILENCE", table, *orders, AS_OF)[2:] == [[""], [""]]


def test_blank_cells_stay_blank(excel, column, orders):
    assert excel("STATUT", column("C1", "", None, "C2"), *orders, AS_OF) == [["Perdu"], [""], [""], ["Inactif"]]
    assert excel("STATUT", 0, *orders, AS_OF) == [[""]], "a reference to a blank cell arrives as 0"
    assert excel("CYCLEDEVIE", "") == [[""]]


def test_errors_in_cells_spoil_nothing(excel, column, orders):
    error = {"type": "Error", "errorType": "NotAvailable", "basicValue": "#N/A", "basicType": "Error"}
    customers, dates, amounts = ([*one, [bad]] for one, bad in zip(orders, ("C2", error, "#VALUE!"), strict=True))
    assert excel("STATUT", column(error, "C2", "#N/A"), customers, dates, amounts, AS_OF) == [[""], ["Inactif"], [""]]


def test_rich_values_are_taken_for_what_they_show(excel, column, orders):
    rich = {"type": "FormattedNumber", "basicValue": 45658, "numberFormat": "dd/mm/yyyy"}
    entity = {"type": "Entity", "basicType": "String", "basicValue": "C2"}
    assert excel("STATUT", column(entity), *orders, rich) == [["Inactif"]]


@pytest.mark.parametrize("as_of", [45658, 45658.75, "2025-01-01", "01/01/2025", "1er janvier 2025"])
def test_the_day_is_a_date_however_it_is_given(excel, orders, as_of):
    assert excel("SILENCE", "C2", *orders, as_of) == [[295]]


def test_numbers_as_customers_and_numbers_as_text_are_the_same(excel, column):
    given = column(12, "0013", 12), column(45000, 45010, 45020), column(1, 2, 3)
    assert excel("SILENCE", column("12", 13), *given, 45100) == [[80], [90]]


def test_a_set_of_statuses_is_chosen_by_its_name(excel, orders):
    for preset in ("primary", "Primary", "Primaire", "PRIMARY"):
        assert excel("STATUT", "C3", *orders, "2023-07-01", preset)[0][0] == "Premier achat"
    toml = 'preset = "primary"\n[inactive]\nfixed_limit_days = 10\n'
    assert excel("STATUT", "C3", *orders, "2023-07-30", toml)[0][0] == "Inactif"


def test_before_the_first_order_nobody_has_bought(excel, orders):
    assert excel("STATUT", "C1", *orders, "2020-01-01") == [["Suspect"]]
    assert excel("SILENCE", "C1", *orders, "2020-01-01") == [[""]]


def test_without_amounts_there_are_two_scores(excel, column, orders):
    assert excel("RFM", column("Client", "C1"), *orders[:2], None, AS_OF)[0] == ["R", "F", "RFM"]


def test_returns_are_set_aside(excel, orders):
    customers, dates, amounts = orders
    assert excel("SILENCE", "C1", customers, dates, amounts, AS_OF) == [[628]]
    assert excel("SILENCE", "C1", customers, dates, None, AS_OF) == [[458]], "without amounts nothing tells a return"


def test_a_table_of_all_customers(excel, orders):
    header, *rows = excel("LIFECYCLE", *orders, AS_OF)
    assert header == [
        "Customer", "First order", "Last order", "Order days", "Silence (days)", "Habit (days)", "Status", "Why",
    ]  # fmt: skip
    assert [row[:7] for row in rows] == [
        ["C1", date(2023, 3, 15), date(2023, 4, 14), 2, 628, 30, "Lost"],
        ["C2", date(2024, 3, 12), date(2024, 3, 12), 1, 295, 30, "Inactive"],
        ["C3", date(2023, 6, 23), date(2023, 6, 23), 1, 558, 30, "Lost"],
    ]


def test_a_whole_table_of_orders_needs_no_other_argument(excel, orders, column):
    table = [[*row, state] for row, state in zip(_joined(orders), ("État", "", "", "Annulée", "", ""), strict=True)]
    assert [row[0] for row in excel("CYCLEDEVIE", table, None, None, AS_OF) if row[3]] == ["Client", "C1", "C3"]
    assert excel("STATUT", "C1", table, None, None, AS_OF) == [["Perdu"]]


def _joined(columns):
    return [[cell for (cell,) in row] for row in zip(*columns, strict=True)]


def test_cohorts_count_who_came_back(excel, column):
    customers = column("Client", "A", "A", "B", "B", "C", "A")
    days = column("Date", "2024-01-05", "2024-03-20", "2024-01-31", "2024-01-31", "2024-02-01", "2024-03-21")
    assert excel("COHORTE", customers, days, None, "2024-03-31") == [
        ["Première commande", "Clients", 0, 1, 2],
        ["2024-01", 2, 2, 0, 1],
        ["2024-02", 1, 1, 0, ""],
    ]
    assert excel("COHORT", customers, days, True, "2024-03-31")[1] == ["2024-01", 2, 1, 0, 0.5]


def test_duplicates_are_numbered_by_group_with_the_reason(excel):
    table = [
        ["Nom", "Prénom", "E-mail", "Ville"],
        ["Dupont", "Marie", "marie.dupont@example.org", "Lyon"],
        ["Durand", "Paul", "", "Nantes"],
        ["DUPONT", "Marie", "marie.dupont@example.org", "LYON"],
        ["", "", "", ""],
        ["Petit", "Anne", "a.petit@example.org", "Paris"],
    ]
    spilt = excel("DOUBLONS", table)
    assert [row[0] for row in spilt] == ["Groupe", 1, "", 1, "", ""]
    assert "même e-mail" in spilt[1][1]
    assert spilt[2][1] == ""
    assert excel("DUPLICATES", table)[0] == ["Group", "Why"]


def test_rows_of_one_customer_number_are_duplicates(excel):
    table = [["Code client", "Nom"], ["C1", "Dupont"], ["C2", "Durand"], ["C1", "Dupont"]]
    assert [row[0] for row in excel("DOUBLONS", table)] == ["Groupe", 1, "", 1]
