"""Number 12 of the shop is not number 12 of the till: tables that number different people alike are told apart."""

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habitue.errors import BadRequest
from habitue.intake import gather
from habitue.intake.same_people import alike

AS_OF = date(2024, 6, 30).toordinal()
SHOP = ["Marie Petit", "Jean Roux", "Luc Noël", "Anne Blanc", "Paul Henry", "Zoé Faure"]
TILL = ["Karim Benali", "Sophie Lambert", "Hugo Masson", "Léa Girard", "Yves Colin", "Rose Perrin"]


def customers(names, first=1):
    keys = [str(number) for number in range(first, first + len(names))]
    emails = [f"{name.split()[-1].lower()}@exemple.fr" for name in names]
    return {"N° client": keys, "Nom": list(names), "E-mail": emails, "Ville": ["Lyon"] * len(names)}


def orders(keys, amounts, *, name=None):
    rows = {
        "N° client": [str(key) for key in keys], "Date commande": ["2024-01-05"] * len(keys),
        "Montant TTC": [str(amount) for amount in amounts],
    }  # fmt: skip
    return rows if name is None else {**rows, "Nom": list(name)}


def spent(intake):
    """Whole euros by key, for those who bought."""
    keys = intake.customers["key"].tolist()
    sums = {}
    for customer, cents in zip(intake.orders.customer.tolist(), intake.orders.cents.tolist(), strict=True):
        sums[keys[customer]] = sums.get(keys[customer], 0) + cents // 100
    return sums


def said(intake, word):
    return [problem for problem in intake.problems if word in problem.sentence.say("en")]


def test_two_numberings_in_one_workbook_are_told_apart_with_their_orders(table):
    intake = gather(
        [
            table(customers(SHOP), "Clients boutique"), table(orders([1, 2, 2], [10, 20, 30]), "Ventes boutique"),
            table(customers(TILL), "Clients caisse"), table(orders([1, 2, 6], [1, 2, 3]), "Ventes caisse"),
        ],
        as_of=AS_OF,
    )  # fmt: skip
    assert len(intake.customers) == 12
    assert spent(intake) == {"1": 10, "2": 50, "caisse:1": 1, "caisse:2": 2, "caisse:6": 3}
    by_key = intake.customers.set_index("key")["name"]
    assert (by_key["2"], by_key["caisse:2"]) == ("Jean Roux", "Sophie Lambert")
    (problem,) = said(intake, "two numberings")
    assert (problem.sheet, problem.cell, problem.count) == ("Clients caisse", "A2", 6)
    assert "caisse:" in problem.sentence.say("fr")


def test_orders_follow_the_customers_of_their_file(table):
    intake = gather(
        [
            table(customers(SHOP), "Clients", file="boutique.xlsx"),
            table(orders([1], [10]), "Ventes", file="boutique.xlsx"),
            table(customers(TILL), "Clients", file="caisse.xlsx"),
            table(orders([1], [1]), "Ventes", file="caisse.xlsx"),
        ],
        as_of=AS_OF,
    )
    assert spent(intake) == {"1": 10, "caisse:1": 1}


def test_orders_follow_the_names_on_their_rows_before_their_sheet(table):
    intake = gather(
        [
            table(customers(SHOP), "Clients boutique"), table(customers(TILL), "Clients caisse"),
            table(orders([1, 2, 3], [1, 2, 3], name=TILL[:3]), "Divers boutique"),
        ],
        as_of=AS_OF,
    )  # fmt: skip
    assert spent(intake) == {"caisse:1": 1, "caisse:2": 2, "caisse:3": 3}


def test_orders_that_could_be_of_either_are_asked_about(table):
    tables = [
        table(customers(SHOP), "Boutique"), table(customers(TILL), "Caisse"), table(orders([1, 2], [1, 2]), "Ventes"),
    ]  # fmt: skip
    with pytest.raises(BadRequest, match="Ventes could be those of Boutique, Caisse"):
        gather(tables, as_of=AS_OF)


def test_orders_whose_numbers_only_one_list_has_need_no_word(table):
    tables = [
        table(customers(SHOP), "Boutique"), table(customers([*TILL, *TILL], first=1), "Caisse"),
        table(orders([8, 9, 10, 11], [1, 2, 3, 4]), "Ventes"),
    ]  # fmt: skip
    assert set(spent(gather(tables, as_of=AS_OF))) == {"Caisse:8", "Caisse:9", "Caisse:10", "Caisse:11"}


def test_one_numbering_stays_one_and_its_slips_are_pointed_out(table):
    later = customers([*(name.upper() for name in SHOP[:5]), "Karim Benali"])
    intake = gather([table(customers(SHOP), "Clients"), table(later, "Anciens")], as_of=AS_OF)
    assert len(intake.customers) == 6
    (problem,) = said(intake, "somebody else")
    assert (problem.sheet, problem.cell, problem.count) == ("Anciens", "A7", 1)
    assert "A7" in problem.sentence.say("fr")


def test_tables_that_agree_by_half_are_asked_about(table):
    mixed = customers([*SHOP[:3], *TILL[3:]])
    intake = gather([table(customers(SHOP), "Clients"), table(mixed, "Anciens")], as_of=AS_OF)
    assert len(intake.customers) == 6
    (problem,) = said(intake, "number their customers alike?")
    assert (problem.cell, problem.count) == ("A5", 3)


def test_orders_with_details_of_another_source_are_compared_too(table):
    rows = {**orders([1, 2, 3], [1, 2, 3], name=TILL[:3]), "Ville": ["Nice"] * 3}
    intake = gather(
        [table(customers(SHOP), "Clients", file="crm.xlsx"), table(rows, "Ventes", file="caisse.xlsx")], as_of=AS_OF
    )
    assert set(spent(intake)) == {"caisse:1", "caisse:2", "caisse:3"}
    assert len(intake.customers) == 9
    same = {**orders([1, 2, 3], [1, 2, 3], name=SHOP[:3]), "Ville": ["Nice"] * 3}
    intake = gather(
        [table(customers(SHOP), "Clients", file="crm.xlsx"), table(same, "Ventes", file="caisse.xlsx")], as_of=AS_OF
    )
    assert len(intake.customers) == 6


def test_an_order_without_a_number_goes_to_one_of_two_who_share_an_address(table):
    till = {**customers(TILL), "E-mail": ["petit@exemple.fr", *customers(TILL)["E-mail"][1:]]}
    till["Nom"] = ["Marie Petit", *TILL[1:]]
    till["N° client"] = ["6", "1", "2", "3", "4", "5"]
    shop_orders = {"E-mail": ["petit@exemple.fr"], "Date commande": ["2024-01-05"], "Montant TTC": ["7"]}
    intake = gather(
        [table(customers(SHOP), "Clients web"), table(till, "Clients caisse"), table(shop_orders, "Ventes")],
        as_of=AS_OF,
    )
    assert spent(intake) == {"1": 7}


@pytest.mark.parametrize(
    ("one", "other"),
    [("marie petit", "petit"), ("m petit", "marie petit"), ("martin sarl", "martin"), ("duponte jean", "dupont jean")],
)
def test_spellings_of_one_name_are_alike(one, other):
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(("one", "other"), [("jean martin", "jean petit"), ("sarl", "roux"), ("m", "marie"), ("", "a")])
def test_different_names_are_not(one, other):
    assert not alike(one, other)


@given(same=st.integers(0, 6), seed=st.integers(0, 99))
@settings(max_examples=25, deadline=None)
def test_the_order_of_rows_never_decides_what_is_one_numbering(table, same, seed):
    later = customers([*SHOP[:same], *TILL[same:]])
    bought = orders([1, 1, 2, 5, 6], [1, 2, 3, 4, 5])

    def take(shuffle):
        def mixed(columns):
            rows = list(zip(*columns.values(), strict=True))
            shuffle(rows)
            return dict(zip(columns, map(list, zip(*rows, strict=True)), strict=True))

        tables = [table(mixed(customers(SHOP)), "Clients web"), table(mixed(later), "Clients caisse"),
                  table(mixed(bought), "Ventes caisse")]  # fmt: skip
        intake = gather(tables, as_of=AS_OF)
        names = dict(zip(intake.customers["key"].tolist(), intake.customers["name"].tolist(), strict=True))
        return names, spent(intake), sorted((p.sheet, p.count) for p in intake.problems)

    straight = take(lambda rows: None)
    assert take(random.Random(seed).shuffle) == straight
    names, sums, _ = straight
    assert sum(sums.values()) == 15
    assert len(names) == (12 if same <= 1 else 6)
