"""A whole table of customers: every role by its cleaner, one journal, nothing lost."""

import subprocess
import sys

import pandas as pd
import pytest

from habitue.cleaning.catalogue import all_rules, switched_off
from habitue.cleaning.companies import company_key
from habitue.cleaning.fields import FIELDS, clean_customers
from habitue.cleaning.rules import Rules
from habitue.errors import BadCriteria
from habitue.roles.role import Role

CUSTOMERS = pd.DataFrame(
    {
        "customer_key": ["C1", "C2", "C3"],
        "name": ["M. DUPONT Jean", "Sophie Martin", None],
        "civility": [None, "Madame", "-"],
        "company": ["SARL DUPONT BOULANGERIE", "IBM", None],
        "email": ["JEAN@GMAIL.COM", "x@x.x", "sophie@gmial.com"],
        "phone": ["612345678", "01 23 45 67 89", None],
        "postcode": ["6000", "75001", None],
        "town": ["NICE", "Paris", None],
        "consent": ["oui", "non", "peut-être"],
        "unsubscribed": [None, "x", "2024-01-02"],
        "status_text": ["client perdu ?", "prospect chaud", None],
        "siren": ["732 829 320", None, "1"],
        "notes": ["  untouched  ", None, "N/A"],
    },
    dtype="string",
)


def test_every_column_comes_back_with_its_rows_in_order() -> None:
    table = clean_customers(CUSTOMERS, Rules())
    assert table.customers.columns.tolist() == CUSTOMERS.columns.tolist()
    assert table.customers["customer_key"].tolist() == ["C1", "C2", "C3"]
    assert table.customers["notes"].fillna("").tolist() == ["  untouched  ", "", "N/A"]
    assert table.customers["postcode"].fillna("").tolist() == ["06000", "75001", ""]
    assert table.customers["civility"].fillna("").tolist() == ["M.", "Mme", ""]


def test_the_journal_rebuilds_the_cleaned_table() -> None:
    table = clean_customers(CUSTOMERS, Rules())
    rebuilt = CUSTOMERS.copy()
    for line in table.changes.itertuples(index=False):
        cell = CUSTOMERS[line.column].iloc[line.position]
        assert (pd.isna(cell) and pd.isna(line.before)) or cell == line.before
        rebuilt.iloc[line.position, rebuilt.columns.get_loc(line.column)] = line.after
    assert rebuilt.equals(table.customers.astype("string"))
    assert not table.changes.duplicated(["position", "column"]).any()
    assert table.changes["position"].is_monotonic_increasing


def test_undoing_every_line_gives_the_table_back() -> None:
    table = clean_customers(CUSTOMERS, Rules())
    undone = table.customers.astype("string")
    for line in table.changes.itertuples(index=False):
        undone.iloc[line.position, undone.columns.get_loc(line.column)] = line.before
    assert undone.equals(CUSTOMERS)


def test_what_values_say_beside_themselves_is_derived() -> None:
    derived = clean_customers(CUSTOMERS, Rules()).derived
    assert derived["first_name"].fillna("").tolist() == ["Jean", "", ""]
    assert derived["last_name"].fillna("").tolist() == ["Dupont", "", ""]
    assert derived["legal_form"].fillna("").tolist() == ["SARL", "", ""]
    assert derived["email_usable"].tolist() == [True, False, False]
    assert derived["phone_e164"].fillna("").tolist() == ["+33612345678", "+33123456789", ""]
    assert derived["consent_given"].astype(object).fillna("?").tolist() == [True, False, "?"]
    assert derived["unsubscribed_given"].astype(object).fillna("?").tolist() == ["?", True, True]
    assert derived["status_meaning"].fillna("").tolist() == ["said_lost", "hot", ""]
    assert derived["status_confidence"].tolist() == [0.4, 1.0, 0.0]


def test_a_rule_or_a_field_can_be_switched_off() -> None:
    everything = set(clean_customers(CUSTOMERS, Rules()).changes["rule"].str.split(" ").explode())
    for rule in everything:
        left = clean_customers(CUSTOMERS, Rules(off=frozenset({rule})))
        assert rule not in set(left.changes["rule"].str.split(" ").explode())
    fields = frozenset(rule.split(".")[0] for rule in all_rules())
    assert clean_customers(CUSTOMERS, Rules(off=fields)).changes.empty
    assert clean_customers(CUSTOMERS, Rules(off=fields)).doubts.empty


def test_an_unknown_rule_is_named_with_what_there_is() -> None:
    assert switched_off(["names.case", "emails"]) == {"names.case", "emails"}
    with pytest.raises(BadCriteria, match=r"names\.kase"):
        switched_off(["names.kase"])


def test_rules_have_stable_ids_of_field_and_name() -> None:
    for name, rule in all_rules().items():
        assert rule.id == name
        assert name.count(".") == 1
        assert rule.explains.say("fr") != ""


def test_a_table_without_any_field_passes() -> None:
    bare = CUSTOMERS[["customer_key"]]
    table = clean_customers(bare, Rules())
    assert table.customers.equals(bare)
    assert table.changes.empty
    assert table.changes.columns.tolist() == ["position", "column", "before", "after", "rule"]


def test_every_field_is_a_role() -> None:
    assert all(isinstance(role, Role) for role in FIELDS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dupont & Fils", "DUPONT ET FILS SARL"),
        ("L'Atelier", "l atelier"),
        ("Marks and Spencer plc", "Marks & Spencer"),
    ],
)
def test_company_keys_see_through_forms_and_ampersands(one: str, other: str) -> None:
    assert company_key(one) == company_key(other)


def test_the_map_of_cleaning_imports_nothing_heavy() -> None:
    code = "import sys, habitue.cleaning, habitue.cleaning.rules; print('pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
