"""From tables to customers and orders: layouts A, B and C, what is set aside, and that the order of rows is nothing."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from habitue.errors import BadRequest, MissingRole
from habitue.intake import gather
from habitue.roles.overrides import parse_map

AS_OF = date(2024, 6, 30).toordinal()
CUSTOMERS = {
    "N° client": ["C10", "C2", "C1"], "Nom": ["Marie Petit", "Jean Roux", "Luc Noël"],
    "E-mail": ["marie@exemple.fr", " jean@exemple.fr ", None], "Ville": ["Paris", "Lyon", "Nice"],
    "Fidélité": ["or", None, "argent"],
}  # fmt: skip
ORDERS = {
    "N° cde": ["1", "2", "3", "4", "5"], "N° client": ["C1", "c2", "C1 ", "C10", "C3"],
    "Date cde": ["2024-01-05", "2024-02-06", "2024-03-07", "2024-03-07", "2024-04-01"],
    "Montant TTC": ["10,50 €", "20 €", "1 234,00 €", "5 €", "7 €"],
}  # fmt: skip


def day(text):
    return date.fromisoformat(text).toordinal()


def lines(intake):
    """The orders that count, by key, in no order."""
    orders = intake.orders
    keys = intake.customers["key"].to_numpy()[orders.customer].tolist()
    cents = orders.cents.tolist() if orders.cents is not None else [None] * len(orders)
    return sorted(zip(keys, orders.day.tolist(), cents, strict=True))


def aside(intake):
    return {(part.why, part.sheet): (part.count, part.cells) for part in intake.set_aside}


def kinds(intake):
    return [use.kind.kind for use in intake.tables]


def test_customers_and_orders_in_two_tables_are_put_together(table):
    intake = gather([table(CUSTOMERS, "Clients"), table(ORDERS, "Commandes")], as_of=AS_OF)
    assert kinds(intake) == ["customers", "orders"]
    assert intake.customers["key"].tolist() == ["C1", "C2", "C3", "C10"]
    assert intake.customers["town"].tolist()[:2] == ["Nice", "Lyon"]
    assert intake.customers["email"].iloc[1] == "jean@exemple.fr"
    assert intake.customers["town"].isna().tolist() == [False, False, True, False]
    assert intake.customers[["origin_table", "origin_row"]].to_numpy().tolist() == [[0, 4], [0, 3], [1, 6], [0, 2]]
    assert intake.extras["Fidélité"].tolist()[0] == "argent"
    assert lines(intake) == [
        ("C1", day("2024-01-05"), 1050), ("C1", day("2024-03-07"), 123400), ("C10", day("2024-03-07"), 500),
        ("C2", day("2024-02-06"), 2000), ("C3", day("2024-04-01"), 700),
    ]  # fmt: skip
    assert (intake.currency, intake.language, intake.totals) == ("€", "fr", None)
    assert any(problem.cell == "B6" and problem.sheet == "Commandes" for problem in intake.problems)


def test_orders_with_details_give_customers_their_most_recent_details(table):
    rows = {
        "E-mail": ["a@b.fr", "c@d.fr", "A@B.fr", "a@b.fr"], "Nom": ["Dupont", "Roux", "Dupont-Petit", None],
        "Ville": ["Paris", "Nice", None, "Lyon"], "Date": ["2024-01-05", "2024-01-06", "2024-03-07", "2024-02-01"],
        "Montant": ["1", "2", "3", "4"],
    }  # fmt: skip
    intake = gather([table(rows, "Ventes")], as_of=AS_OF)
    assert kinds(intake) == ["orders_with_details"]
    assert intake.customers[["key", "name", "town"]].to_numpy().tolist() == [
        ["a@b.fr", "Dupont-Petit", "Lyon"], ["c@d.fr", "Roux", "Nice"],
    ]  # fmt: skip
    assert [line[2] for line in lines(intake)] == [100, 400, 300, 200]
    assert "e-mail" in intake.problems[0].sentence.say("fr")


def test_totals_are_taken_where_there_are_no_orders(table):
    rows = {
        "Code": ["1", "2", "3.0"], "Nom": ["Marie Petit", "Jean Roux", "Luc Noël"],
        "1er achat": ["05/01/2023", None, "2022-03-01"], "Dernier achat": ["25/12/2023", None, "2030-01-01"],
        "Nb commandes": ["3", "0", "2"], "CA": ["1 234,50 €", None, "10 €"],
    }  # fmt: skip
    intake = gather([table(rows, "Clients")], as_of=AS_OF)
    assert kinds(intake) == ["customers_with_totals"]
    assert intake.customers["key"].tolist() == ["1", "2", "3"]
    assert intake.orders is None
    assert intake.totals.first_day.tolist() == [day("2023-01-05"), 0, day("2022-03-01")]
    assert intake.totals.last_day.tolist() == [day("2023-12-25"), 0, 0]
    assert intake.totals.orders.tolist() == [3, 0, 2]
    assert intake.totals.cents.tolist() == [123450, 0, 1000]
    assert intake.currency == "€"
    assert any(problem.cell == "D4" for problem in intake.problems)


def test_what_does_not_count_is_set_aside_with_its_cells(table):
    rows = {
        "Client": ["C1", "C1", "C1", "C1", None, "C2", "C2", "C2", "C2", "C2"],
        "Date": ["2024-01-05", "2024-01-06", None, "2025-01-01", "2024-01-07", "2024-01-08",
                 "2024-01-09", "2024-01-10", "2024-02-31", "2024-02-01"],
        "Montant": ["10", "-10", "10", "10", "10", None, "10", "10", "10", "10"],
        "Statut": ["Livrée", "Livrée", "Livrée", "Livrée", "Livrée", "Livrée", "Annulée",
                   "Devis", "Livrée", "Retour client"],
    }  # fmt: skip
    intake = gather([table(rows, "Ventes")], as_of=AS_OF)
    assert len(intake.orders) == 1
    assert aside(intake) == {
        ("quote", "Ventes"): (1, ("D9",)), ("cancelled", "Ventes"): (1, ("D8",)),
        ("return", "Ventes"): (2, ("C3", "C11")),
        ("no_customer", "Ventes"): (1, ("A6",)), ("no_date", "Ventes"): (2, ("B4", "B10")),
        ("future", "Ventes"): (1, ("B5",)), ("no_amount", "Ventes"): (1, ("C7",)),
    }  # fmt: skip
    assert intake.quoted.tolist() == [0, day("2024-01-10")]
    assert any(problem.cell == "B10" and problem.count == 1 for problem in intake.problems)


def test_the_orders_of_a_table_without_amounts_are_summed_from_its_lines(table):
    orders = {"Order ID": ["10", "11", "12", "13"], "Customer ID": ["A", "B", "A", "B"],
              "Order Date": ["2024-01-05", "2024-01-06", "2024-01-07", "2024-01-08"]}  # fmt: skip
    details = {
        "Order ID": ["10", "10", "11", "12", "12", "99", "13"], "Product": ["x", "y", "x", "z", "y", "x", "x"],
        "Quantity": ["2", "1", "3", "1", "-1", "1", "-1"],
        "Unit price": ["9.99", "0.01", "33.333", "10", "4", "5", "8"],
        "Discount": ["0", "0", "0.15", "0", "0", "0", "0"],
    }  # fmt: skip
    intake = gather([table(orders, "Orders"), table(details, "Lines")], as_of=AS_OF)
    assert kinds(intake) == ["orders", "order_lines"]
    assert lines(intake) == [
        ("A", day("2024-01-05"), 1999),
        ("A", day("2024-01-07"), 1000),
        ("B", day("2024-01-06"), 8500),
    ]
    assert aside(intake) == {
        ("return", "Lines"): (1, ("A6",)), ("no_order", "Lines"): (1, ("A7",)), ("return", "Orders"): (1, ("A5",)),
    }  # fmt: skip
    assert "Orders" in intake.tables[1].use.say("en")


def test_the_orders_own_amounts_win_over_their_lines(table):
    orders = {**ORDERS, "Total": ["1", "2", "3", "4", "5"]}
    del orders["Montant TTC"]
    details = {"N° cde": ["1", "1"], "Article": ["x", "y"], "Qté": ["1", "2"], "PU": ["50", "60"]}
    intake = gather([table(orders, "Commandes"), table(details, "Lignes")], as_of=AS_OF)
    assert intake.orders.cents.sum() == 1500
    assert "propres montants" in intake.tables[1].use.say("fr")


def test_stacked_tables_share_customers_but_not_order_numbers(table):
    shop = {"Client": ["C1", "C2"], "Commande": ["1", "2"], "Date": ["2024-01-05", "2024-01-06"], "Montant": ["1", "2"]}
    till = {"Client": ["C1", "C3"], "Ticket": ["1", "9"], "Date": ["2024-02-05", "2024-02-06"], "Montant": ["3", "4"]}
    intake = gather([table(shop, "Boutique"), table(till, "Caisse")], as_of=AS_OF)
    assert len(intake.orders) == 4
    assert len(set(intake.orders.order.tolist())) == 4
    assert intake.customers["key"].tolist() == ["C1", "C2", "C3"]


def test_a_table_that_repeats_the_orders_of_another_is_not_counted_twice(table):
    detail = {name: [*cells, *cells] for name, cells in ORDERS.items()}
    intake = gather([table(detail, "Détail"), table(ORDERS, "Commandes")], as_of=AS_OF)
    assert len(intake.orders) == 5
    assert aside(intake)["duplicate", "Détail"][0] == 10


def test_keys_are_the_same_whatever_their_spelling(table):
    customers = {"Code client": ["00123", "7"], "Nom": ["Petit", "Roux"]}
    orders = {
        "Code client": ["123.0", "123", " 7"],
        "Date": ["2024-01-05", "2024-01-06", "2024-01-07"],
        "Montant": ["1", "2", "3"],
    }
    intake = gather([table(customers, "Clients"), table(orders, "Ventes")], as_of=AS_OF)
    assert intake.customers["key"].tolist() == ["7", "00123"]
    assert np.bincount(intake.orders.customer).tolist() == [1, 2]


@pytest.mark.parametrize("keys", [["C012", "C013"], ["C 012", "c.013"], ["C/012", "c.013"]])
def test_hyphens_in_keys_do_not_part_orders_from_their_customers(table, keys):
    customers = {"Code client": ["C-012", "C-013"], "Nom": ["Petit", "Roux"]}
    orders = {"Code client": keys, "Date": ["2024-01-05", "2024-01-06"], "Montant": ["1", "2"]}
    intake = gather([table(customers, "Clients"), table(orders, "Ventes")], as_of=AS_OF)
    assert intake.customers["key"].tolist() == ["C-012", "C-013"]
    assert np.bincount(intake.orders.customer).tolist() == [1, 1]


def test_hyphens_count_where_two_customers_differ_by_them(table):
    customers = {"Code client": ["1-12", "11-2"], "Nom": ["Petit", "Roux"]}
    orders = {"Code client": ["112", "113"], "Date": ["2024-01-05", "2024-01-06"], "Montant": ["1", "2"]}
    intake = gather([table(customers, "Clients"), table(orders, "Ventes")], as_of=AS_OF)
    assert len(intake.customers) == 4


def test_a_second_column_of_addresses_that_is_not_used_is_pointed_out(table):
    rows = {
        "N° client": ["1", "2", "3"], "Nom": ["Petit", "Roux", "Noël"],
        "E-mail": ["a@b.fr", None, "c@d.fr"], "E-mail 2": ["e@f.fr", "g@h.fr", "i@j.fr"],
        "Tél 1": ["0145678901", "0145678902", None], "Tél 2": ["0645678901", "0645678902", "0645678903"],
    }  # fmt: skip
    intake = gather([table(rows, "Clients")], as_of=AS_OF)
    said = {problem.cell: problem.sentence.say("en") for problem in intake.problems}
    assert set(said) == {"C3", "E4"}
    assert "E-mail 2" in said["C3"]
    assert intake.extras["E-mail 2"].tolist() == rows["E-mail 2"]


def test_zeros_in_front_count_where_two_customers_differ_by_them(table):
    customers = {"Code client": ["012", "12"], "Nom": ["Petit", "Roux"]}
    assert len(gather([table(customers, "Clients")], as_of=AS_OF).customers) == 2


def test_orders_without_a_number_find_their_customer_by_email_or_name(table):
    orders = {
        "E-mail": ["MARIE@exemple.fr", None, "autre@exemple.fr", None],
        "Nom": [None, "ROUX Jean", "Marie Petit", "Inconnu Total"],
        "Date": ["2024-01-05", "2024-01-06", "2024-01-07", "2024-01-08"], "Montant": ["1", "2", "3", "4"],
    }  # fmt: skip
    customers = {**CUSTOMERS, "E-mail": ["marie@exemple.fr", None, None]}
    intake = gather([table(customers, "Clients"), table(orders, "Ventes")], as_of=AS_OF)
    assert [(key, cents) for key, _, cents in lines(intake)] == [
        ("C10", 100), ("C2", 200), ("autre@exemple.fr", 300), ("inconnu total", 400),
    ]  # fmt: skip


def test_orders_of_namesakes_are_given_to_none_of_them(table):
    customers = {"N° client": ["1", "2"], "Nom": ["Jean Martin", "MARTIN Jean"], "Ville": ["Paris", "Lyon"]}
    orders = {
        "Client": ["Jean Martin", "Jean Martin"],
        "Ville": [None, "Lyon"],
        "Date": ["2024-01-05", "2024-01-06"],
        "Montant": ["1", "2"],
    }
    intake = gather([table(customers, "Clients"), table(orders, "Ventes")], as_of=AS_OF)
    assert lines(intake) == [("2", day("2024-01-06"), 200)]
    assert aside(intake)["no_customer", "Ventes"][0] == 1
    assert any("namesakes" in problem.sentence.say("en") and problem.cell == "A2" for problem in intake.problems)


def test_customers_without_a_number_are_not_lost(table):
    customers = {
        "N° client": ["1", None, None],
        "Nom": ["Jean Martin", "Anne Roux", None],
        "Ville": ["Paris", "Lyon", "Nice"],
    }
    intake = gather([table(customers, "Clients")], as_of=AS_OF)
    assert intake.customers["name"].tolist() == ["Jean Martin", "Anne Roux"]
    assert any(
        "names no customer" in problem.sentence.say("en") and problem.cell == "A4" for problem in intake.problems
    )


def test_a_number_on_several_rows_is_one_customer_and_said(table):
    customers = {
        "N° client": ["1", "1.0", "2"],
        "Nom": ["Petit", "Petit Marie", "Roux"],
        "Tél.": ["0145678901", None, None],
    }
    intake = gather([table(customers, "Clients")], as_of=AS_OF)
    assert intake.customers["phone"].tolist()[0] == "0145678901"
    assert intake.customers["name"].tolist()[0] == "Petit"
    assert any(problem.cell == "A2" and problem.count == 2 for problem in intake.problems)


def test_several_tables_of_customers_complete_one_another(table):
    first = {"N° client": ["1", "2"], "Nom": ["Petit", "Roux"], "Ville": [None, "Nice"]}
    second = {"N° client": ["1", "3"], "Nom": ["PETIT", "Noël"], "Ville": ["Paris", "Lille"]}
    intake = gather([table(first, "Clients"), table(second, "Anciens clients")], as_of=AS_OF)
    assert intake.customers[["key", "town"]].to_numpy().tolist() == [["1", "Paris"], ["2", "Nice"], ["3", "Lille"]]


def test_street_numbers_and_address_lines_are_put_together(table):
    rows = {
        "rec_id": ["1", "2"], "surname": ["Kon", "Moody"], "street_number": ["38", None],
        "address_1": ["Gaylard Place", "Studley St"],
        "address_2": ["Flat 2", None], "address_3": ["Rear", "Hall"], "postcode": ["3824", "4869"],
    }  # fmt: skip
    intake = gather([table(rows, "customers")], as_of=AS_OF)
    assert intake.customers["address"].tolist() == ["38 Gaylard Place", "Studley St"]
    assert intake.customers["address_more"].tolist() == ["Flat 2, Rear", "Hall"]


def test_currencies_are_not_added_up(table):
    euros = {"Client": ["C1", "C2"], "Date": ["2024-01-05", "2024-01-06"], "Montant (€)": ["1", "2"]}
    pounds = {"Client": ["C1"], "Date": ["2024-02-05"], "Montant": ["£3"]}
    intake = gather([table(euros, "France"), table(pounds, "Angleterre")], as_of=AS_OF)
    assert intake.currency == "€"
    assert intake.orders.cents.sum() == 300
    assert aside(intake)["other_currency", "Angleterre"] == (1, ("C2",))


def test_an_ambiguous_column_follows_the_clear_ones_and_is_flagged(table):
    rows = {"Client": ["C1", "C2"], "Date": ["01/02/2024", "03/04/2024"], "Montant": ["1", "2"]}
    clear = {"N° client": ["C1", "C2"], "Nom": ["Petit", "Roux"], "Date de création": ["12/31/2019", "11/30/2019"]}
    alone = gather([table(rows, "Ventes")], as_of=AS_OF)
    assert sorted(alone.orders.day.tolist()) == [day("2024-02-01"), day("2024-04-03")]
    assert any(problem.cell == "B2" and problem.count == 2 for problem in alone.problems)
    both = gather([table(rows, "Ventes"), table(clear, "Clients")], as_of=AS_OF)
    assert sorted(both.orders.day.tolist()) == [day("2024-01-02"), day("2024-03-04")]
    assert both.date_order == "mdy"
    told = gather([table(rows, "Ventes")], as_of=AS_OF, date_order="mdy")
    assert sorted(told.orders.day.tolist()) == [day("2024-01-02"), day("2024-03-04")]
    assert not told.problems


def test_dates_that_nothing_explains_say_what_was_assumed(table):
    rows = {"Client": ["C1", "C2"], "Date": ["01/02/2024", "03/04/2024"], "Montant": ["1 €", "2 €"]}
    alone = gather([table(rows, "Ventes")], as_of=AS_OF)
    (said,) = [problem.sentence for problem in alone.problems if "3 April" in problem.sentence.say("en")]
    assert "the day was read first. If" in said.say("en")
    assert "le jour a été lu en premier. Si" in said.say("fr")
    assert alone.date_order is None


@pytest.mark.parametrize(
    ("amounts", "order"),
    [(["$1.50", "$2"], "mdy"), (["1.50", "2"], "dmy"), (["$1.50", "2 €"], "dmy"), (["CA$1.50", "CA$2"], "dmy")],
)
def test_english_headers_and_dollars_alone_put_the_month_first(table, amounts, order):
    rows = {"Customer ID": ["C1", "C2"], "Order Date": ["01/02/2024", "03/04/2024"], "Amount": amounts}
    intake = gather([table(rows, "Orders")], as_of=AS_OF)
    first = day("2024-01-02") if order == "mdy" else day("2024-02-01")
    assert first in intake.orders.day.tolist()
    texts = [problem.sentence.say("en") for problem in intake.problems]
    assert any("amounts in dollars" in text for text in texts) == (order == "mdy")
    french = {"N° client": ["C1", "C2"], "Date commande": ["01/02/2024", "03/04/2024"], "Montant": amounts}
    assert day("2024-02-01") in gather([table(french, "Ventes")], as_of=AS_OF).orders.day.tolist()


@pytest.mark.parametrize("order", [("Montant HT", "Montant TTC"), ("Montant TTC", "Montant HT")])
def test_amounts_with_tax_win_in_whichever_order_the_columns_stand(table, order):
    amounts = {"Montant HT": ["10", "20", "30"], "Montant TTC": ["12", "24", "36"]}
    rows = {"Client": ["C1", "C2", "C1"], "Date": ["2024-01-05", "2024-01-06", "2024-01-07"]}
    rows |= {name: amounts[name] for name in order}
    intake = gather([table(rows, "Ventes")], as_of=AS_OF)
    assert intake.orders.cents.sum() == 7200
    assert any('--map amount="Montant HT"' in problem.sentence.say("en") for problem in intake.problems)
    told = gather([table(rows, "Ventes")], as_of=AS_OF, overrides=parse_map(["amount=Montant HT"]))
    assert told.orders.cents.sum() == 6000


def test_a_quantity_below_zero_is_a_return_though_its_amount_has_no_sign(table):
    rows = {
        "Client": ["C1", "C2", "C1"], "Date": ["2024-01-05", "2024-01-06", "2024-01-07"], "Qté": ["1", "-2", "3"],
        "Montant": ["10", "20", "30"],
    }  # fmt: skip
    intake = gather([table(rows, "Ventes")], as_of=AS_OF)
    assert intake.orders.cents.sum() == 4000
    assert aside(intake)["return", "Ventes"] == (1, ("D3",))


def test_a_log_of_contacts_is_kept(table):
    log = {
        "Client": ["C1", "C1", "C9"],
        "Date": ["2024-01-05", "2024-02-05", "2024-02-05"],
        "Réponse": ["oui", "non", None],
    }
    intake = gather([table(ORDERS, "Commandes"), table(log, "Relances")], as_of=AS_OF)
    assert kinds(intake)[1] == "contacts"
    keys = intake.customers["key"].to_numpy()[intake.contacts.customer].tolist()
    assert list(zip(keys, intake.contacts.responded.tolist(), strict=True)) == [
        ("C1", True),
        ("C1", False),
        ("C9", False),
    ]


def test_a_date_that_cannot_be_told_is_asked_for_by_name(table):
    rows = {
        "N° client": ["C1", "C2", "C1"],
        "Quand": ["tôt", "tard", "tôt"],
        "Montant": ["1", "2", "3"],
        "N° cde": ["1", "2", "3"],
    }
    with pytest.raises(MissingRole, match="order date in sheet Ventes; it has: N° client, Quand, Montant, N° cde"):
        gather([table(rows, "Ventes")], as_of=AS_OF)


def test_a_customer_that_cannot_be_told_is_asked_for_by_name(table):
    with pytest.raises(MissingRole, match="customer number in sheet Ventes"):
        gather([table({"Date commande": ["2024-01-05"] * 3, "Montant": ["1", "2", "3"]}, "Ventes")], as_of=AS_OF)
    with pytest.raises(MissingRole):
        gather([table({"Foo": ["x"], "Bar": ["y"]})], as_of=AS_OF)
    with pytest.raises(BadRequest):
        gather([], as_of=AS_OF)


def test_what_people_say_wins(table):
    rows = {
        "Acheteur": ["C1", "C2"],
        "Créé": ["2024-01-05", "2024-01-06"],
        "Livré": ["2024-02-05", "2024-02-06"],
        "Montant": ["1", "2"],
    }
    intake = gather(
        [table(rows, "Ventes")], as_of=AS_OF, overrides=parse_map(["order_date=Livré", "customer_key=Acheteur"])
    )
    assert sorted(intake.orders.day.tolist()) == [day("2024-02-05"), day("2024-02-06")]
    with pytest.raises(BadRequest, match="Acheteur"):
        gather([table(rows, "Ventes")], as_of=AS_OF, overrides=parse_map(["order_date=Jour"]))


def test_customers_alone_are_enough(table):
    intake = gather([table(CUSTOMERS, "Clients")], as_of=AS_OF)
    assert (intake.orders, intake.totals, intake.contacts) == (None, None, None)
    assert len(intake.customers) == 3


@pytest.mark.shared
def test_northwind_needs_no_options(table, shared_data):
    tables = []
    for name in ("customers", "orders", "order_lines"):
        frame = pd.read_csv(shared_data / "orders/northwind" / f"{name}.csv", dtype=str)
        tables.append(table(frame.to_dict("list"), name, file=f"{name}.csv", holder="csv"))
    intake = gather(tables, as_of=date(1998, 5, 6).toordinal())
    assert len(intake.customers) == 91
    assert len(set(intake.orders.customer.tolist())) == 89
    assert len(intake.orders) == 830
    assert "Folk och fä HB" in intake.customers["company"].tolist()
    assert not intake.set_aside
    orders = pd.read_csv(shared_data / "orders/northwind/orders.csv")
    assert intake.orders.cents.sum() == round(orders["amount"].mul(100).round().sum())
    del tables[1].frame["amount"]
    without = [tables[0], table(tables[1].frame.to_dict("list"), "orders", file="orders.csv", holder="csv"), tables[2]]
    assert (
        abs(
            int(gather(without, as_of=date(1998, 5, 6).toordinal()).orders.cents.sum()) - int(intake.orders.cents.sum())
        )
        < 830
    )


@pytest.mark.shared
def test_cdnow_has_its_customers_under_id(table, shared_data):
    frame = pd.read_csv(shared_data / "orders/cdnow_sample/transactions.csv", dtype=str)
    intake = gather([table(frame.to_dict("list"), "transactions", holder="csv")], as_of=date(1997, 9, 30).toordinal())
    assert len(intake.customers) == 2357
    oracle = pd.read_csv(shared_data / "orders/cdnow_sample/summary.csv")
    days = pd.DataFrame({"customer": intake.orders.customer, "day": intake.orders.day}).drop_duplicates()
    repeats = days.groupby("customer").size() - 1
    assert repeats.tolist() == oracle["frequency"].tolist()
    assert aside(intake)["future", "Feuil1" if intake.tables[0].origin.sheet == "Feuil1" else "transactions"][
        0
    ] == 6919 - len(intake.orders)
