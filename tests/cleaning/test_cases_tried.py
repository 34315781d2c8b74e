"""More values of real files, judged by hand before they were tried: put right, or left with a flag; none wrong."""

import csv
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from habitue.cleaning.address import AddressColumns, clean_addresses
from habitue.cleaning.companies import clean_companies
from habitue.cleaning.consent import clean_consent
from habitue.cleaning.email import clean_emails
from habitue.cleaning.identifiers import clean_sirens, clean_sirets, clean_vat_numbers
from habitue.cleaning.names import clean_civilities, clean_first_names, clean_last_names, clean_names
from habitue.cleaning.phone import clean_phones
from habitue.cleaning.rules import Rules
from habitue.cleaning.status_words import SURE, read_status
from habitue.records import Cleaned

CLEANERS: dict[str, Callable[[pd.Series, Rules], Cleaned | None]] = {
    "last": lambda column, rules: clean_last_names(column, rules=rules).name,
    "first": lambda column, rules: clean_first_names(column, rules=rules).name,
    "name": lambda column, rules: clean_names(column, rules=rules).name,
    "company": lambda column, rules: clean_companies(column, rules=rules).name,
    "email": lambda column, rules: clean_emails(column, rules=rules).address,
    "phone": lambda column, rules: clean_phones(column, rules=rules).number,
    "siren": lambda column, rules: clean_sirens(column, rules=rules),
    "siret": lambda column, rules: clean_sirets(column, rules=rules),
    "vat": lambda column, rules: clean_vat_numbers(column, rules=rules),
    "civility": lambda column, rules: clean_civilities(column, rules=rules),
    "address": lambda column, rules: clean_addresses(AddressColumns(address=column), rules=rules).address,
}


def cases() -> list[dict[str, str]]:
    with Path(__file__).with_name("cases_tried.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


CASES = cases()


def written(text: str) -> str:
    return text.replace("\\n", "\n").replace("\\t", "\t").replace("\\u200b", "\u200b")


def column(value: str) -> pd.Series:
    return pd.Series([value or None], dtype="string")


def outcome(field: str, value: str, rules: Rules) -> tuple[str, set[str]]:
    """What the cell becomes, and the rules that ask about it."""
    if field == "status":
        reading = read_status(value)
        return reading.meaning or "", {"unsure"} if 0 < reading.confidence < SURE else set()
    if field in ("consent", "unsubscribed"):
        answers = clean_consent(column(value), rules=rules, question=field)
        known = answers.answer.iloc[0]
        return "" if pd.isna(known) else "yes" if known else "no", set(answers.text.doubts["rule"])
    if field == "place":
        code, _, town = value.partition("/")
        place = clean_addresses(AddressColumns(postcode=column(code), town=column(town)), rules=rules)
        cells = [cell for cell in (place.postcode, place.town) if cell is not None]
        return "/".join(map(text_of, cells)), {rule for cell in cells for rule in cell.doubts["rule"]}
    cleaned = CLEANERS[field](column(value), rules)
    assert cleaned is not None
    return text_of(cleaned), set(cleaned.doubts["rule"])


def text_of(cleaned: Cleaned) -> str:
    value = cleaned.values.iloc[0]
    return "" if pd.isna(value) else str(value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['field']}:{case['country']}:{case['value']!r}")
def test_a_value_is_put_right_left_or_asked_about(case: dict[str, str]) -> None:
    rules = Rules(country=case["country"], language="en" if case["language"] == "en" else "fr")
    assert outcome(case["field"], written(case["value"]), rules) == (
        written(case["expected"]),
        set(case["doubts"].split()),
    )


def test_more_values_are_left_alone_than_changed() -> None:
    cells = [case for case in CASES if case["field"] not in ("consent", "unsubscribed", "status")]
    changed = [case for case in cells if case["expected"] != case["value"]]
    assert len(CASES) >= 300
    assert 2 * len(changed) <= len(cells)
