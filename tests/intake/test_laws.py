"""Laws of intake: shuffled rows give the same, nothing is lost, and a slow oracle agrees."""

from collections import defaultdict
from datetime import date

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from habitue.intake import gather
from habitue.intake.keys import natural_order, same_keys
from habitue.intake.states import order_state
from habitue.tables import text_dtype

AS_OF = date(2024, 6, 30).toordinal()

KEYS = st.sampled_from(["C1", "c1", "C2", "C10", "C10 ", "7", "7.0", None])
CUSTOMER = st.fixed_dictionaries(
    {
        "N° client": KEYS,
        "Nom": st.sampled_from(["Petit", "PETIT", "Roux", "Noël", None]),
        "E-mail": st.sampled_from(["a@b.fr", "c@d.fr", "A@B.fr", None]),
        "Ville": st.sampled_from(["Paris", "Lyon", " ", None]),
    }
)
ORDER = st.fixed_dictionaries(
    {
        "N° client": KEYS,
        "Date commande": st.sampled_from(["2024-01-05", "2024-01-06", "2024-03-07", "2025-01-01", "bof", None]),
        "Montant TTC": st.sampled_from(["10", "10,50", "-3", "1 000,00 €", "n/a", None]),
        "Nom": st.sampled_from(["Petit", "Roux", "Durand", None]),
        "Téléphone": st.sampled_from(["01 23 45 67 89", "0145678901", None]),
        "Statut": st.sampled_from(["Livrée", "Annulée", "Devis", None]),
    }
)
# Rows that make the roles plain, so that the law is about intake and not about guessing from three cells.
ANCHOR_CUSTOMERS = [{"N° client": f"A{i}", "Nom": "Anchor", "E-mail": f"x{i}@y.fr", "Ville": "Nice"} for i in range(8)]
ANCHOR_ORDERS = [
    {"N° client": f"A{i // 2}", "Date commande": f"2023-05-{i + 10}", "Montant TTC": f"{i},25", "Nom": "Anchor",
     "Téléphone": "0145678902", "Statut": "Livrée"}
    for i in range(8)
]  # fmt: skip


def columns(rows):
    return {name: [row[name] for row in rows] for name in rows[0]}


def take(table, customers, orders):
    return gather([table(columns(customers), "Clients"), table(columns(orders), "Commandes")], as_of=AS_OF)


def summary(intake):
    keys = intake.customers["key"].tolist()
    orders = intake.orders
    lines = sorted(zip([keys[c] for c in orders.customer], orders.day.tolist(), orders.cents.tolist(), strict=True))
    details = intake.customers.drop(columns=["origin_table", "origin_row"]).astype(object)
    return (
        details.where(details.notna(), None).to_numpy().tolist(),
        list(details.columns),
        lines,
        sorted((part.why, part.count) for part in intake.set_aside),
        intake.quoted.tolist(),
        sorted((problem.sentence.say("en"), problem.count) for problem in intake.problems),
    )


@given(st.lists(CUSTOMER, max_size=8), st.lists(ORDER, max_size=12), st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_shuffled_rows_give_the_same_intake(table, customers, orders, random):
    customers, orders = [*ANCHOR_CUSTOMERS, *customers], [*ANCHOR_ORDERS, *orders]
    base = summary(take(table, customers, orders))
    random.shuffle(customers)
    random.shuffle(orders)
    assert summary(take(table, customers, orders)) == base


def oracle(orders):
    """Order rows by key, cell by cell, in plain Python."""
    counted, aside = [], defaultdict(int)
    for row in orders:
        key = (row["N° client"] or "").strip().lower().removesuffix(".0")
        amount = {"10": 1000, "10,50": 1050, "-3": -300, "1 000,00 €": 100000}.get(row["Montant TTC"] or "")
        if amount is None and (row["Montant TTC"] or "").endswith(",25"):
            amount = int(row["Montant TTC"].replace(",", ""))
        day = row["Date commande"] if row["Date commande"] not in ("bof", None) else None
        who = key or row["Nom"] or row["Téléphone"]
        if row["Statut"] in ("Annulée", "Devis"):
            aside["cancelled" if row["Statut"] == "Annulée" else "quote"] += 1
        elif not who:
            aside["no_customer"] += 1
        elif day is None:
            aside["no_date"] += 1
        elif date.fromisoformat(day).toordinal() > AS_OF:
            aside["future"] += 1
        elif amount is None:
            aside["no_amount"] += 1
        elif amount < 0:
            aside["return"] += 1
        else:
            counted.append((key, date.fromisoformat(day).toordinal(), amount))
    return sorted(line for line in counted if line[0]), dict(aside)


@given(st.lists(ORDER, max_size=15))
@settings(max_examples=25, deadline=None)
def test_a_cell_by_cell_oracle_counts_the_same_rows(table, orders):
    rows = [*ANCHOR_ORDERS, *orders]
    intake = gather([table(columns(rows), "Commandes")], as_of=AS_OF)
    keys = [key.lower() for key in intake.customers["key"].tolist()]
    found = zip(
        [keys[c] for c in intake.orders.customer], intake.orders.day.tolist(), intake.orders.cents.tolist(), strict=True
    )
    expected, aside = oracle(rows)
    known = {line[0] for line in expected}
    assert sorted(line for line in found if line[0] in known) == expected
    assert {part.why: part.count for part in intake.set_aside} == aside
    assert len(intake.orders) + sum(part.count for part in intake.set_aside) == len(rows)


@given(st.lists(st.text(max_size=8), unique=True, max_size=30), st.randoms(use_true_random=False))
@settings(max_examples=80, deadline=None)
def test_natural_order_is_an_order_of_its_own(keys, random):
    def ordered(texts):
        column = pd.Series(texts, dtype=text_dtype())
        return column.take(natural_order(column)).tolist()

    shuffled = list(keys)
    random.shuffle(shuffled)
    assert ordered(keys) == ordered(shuffled)
    assert sorted(ordered(keys)) == sorted(keys)


def test_natural_order_reads_numbers_as_numbers():
    keys = pd.Series(["C10", "C2", "10", "9", "é", "C2b", "a"], dtype=text_dtype())
    assert keys.take(natural_order(keys)).tolist() == ["9", "10", "a", "C2", "C2b", "C10", "é"]


def test_the_same_key_is_told_whatever_its_spelling():
    keys = pd.Series([" C1", "c1", "123.0", "123", "Ａ1", "a1", "-", "n/a", "0"], dtype=text_dtype())
    assert same_keys(keys).astype(object).where(same_keys(keys).notna(), None).tolist() == [
        "c1", "c1", "123", "123", "a1", "a1", None, None, "0",
    ]  # fmt: skip


def test_words_against_an_order_are_told_from_words_that_only_mention_them():
    against = {
        "Annulée": "cancelled", "CANCELLED": "cancelled", "canceled by customer": "cancelled", "Avoir": "return",
        "retour": "return", "Retournée": "return", "refunded": "return", "Remboursé": "return", "credit note": "return",
        "Devis": "quote", "QUOTE": "quote", "Proforma": "quote", "Brouillon": "quote", "Voided": "cancelled",
    }  # fmt: skip
    assert {text: order_state(text) for text in against} == against
    fine = [
        "Livrée",
        "shipped",
        "En cours",
        "paid",
        "Facturée",
        "non annulée",
        "not returned",
        "partially refunded",
        "",
        "OK",
    ]
    assert [order_state(text) for text in fine] == [None] * len(fine)
