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


def column(values: list[str]) -> pd.Series:
    return pd.Series([value or None for value in values], dtype="string")


def outcomes(field: str, values: list[str], rules: Rules) -> list[tuple[str, set[str]]]:
    """What each cell becomes, and the rules that ask about it."""
    if field == "status":
        readings = [read_status(value) for value in values]
        return [(read.meaning or "", {"unsure"} if 0 < read.confidence < SURE else set()) for read in readings]
    if field in ("consent", "unsubscribed"):
        answers = clean_consent(column(values), rules=rules, question=field)
        known = ["" if pd.isna(known) else "yes" if known else "no" for known in answers.answer]
        return list(zip(known, asked(answers.text), strict=True))
    if field == "place":
        places = [value.partition("/") for value in values]
        codes, towns = column([code for code, _, _ in places]), column([town for _, _, town in places])
        cleaned = clean_addresses(AddressColumns(postcode=codes, town=towns), rules=rules)
        halves = [list(zip(texts(half), asked(half), strict=True)) for half in (cleaned.postcode, cleaned.town) if half]
        return [(f"{code}/{town}", here | there) for (code, here), (town, there) in zip(*halves, strict=True)]
    field_cleaned = CLEANERS[field](column(values), rules)
    assert field_cleaned is not None
    return list(zip(texts(field_cleaned), asked(field_cleaned), strict=True))


def texts(cleaned: Cleaned) -> list[str]:
    return ["" if pd.isna(value) else str(value) for value in cleaned.values]


def asked(cleaned: Cleaned) -> list[set[str]]:
    rules: list[set[str]] = [set() for _ in cleaned.values]
    for position, rule in zip(cleaned.doubts["position"], cleaned.doubts["rule"], strict=True):
        rules[position].add(rule)
    return rules


JUDGED_BY_THEIR_COLUMN = ("name", "civility", "consent")
"""Fields whose verdict depends on the habits of the column: each case is a column of its own."""
SAME = ("field", "country", "language")
COLUMNS = sorted({tuple(case[name] for name in SAME) for case in CASES})


@pytest.mark.parametrize(("field", "country", "language"), COLUMNS)
def test_values_are_put_right_left_or_asked_about(field: str, country: str, language: str) -> None:
    cases = [case for case in CASES if tuple(case[name] for name in SAME) == (field, country, language)]
    rules = Rules(country=country, language="en" if language == "en" else "fr")
    values = [written(case["value"]) for case in cases]
    columns = [[value] for value in values] if field in JUDGED_BY_THEIR_COLUMN else [values]
    found = [outcome for column in columns for outcome in outcomes(field, column, rules)]
    wrong = [
        f"{case['value']!r} became {became!r}, asked by {sorted(doubts)}; not {case['expected']!r}, {case['doubts']!r}"
        for case, (became, doubts) in zip(cases, found, strict=True)
        if (became, doubts) != (written(case["expected"]), set(case["doubts"].split()))
    ]
    assert not wrong, "\n".join(wrong)


def test_more_values_are_left_alone_than_changed() -> None:
    cells = [case for case in CASES if case["field"] not in ("consent", "unsubscribed", "status")]
    changed = [case for case in cells if case["expected"] != case["value"]]
    assert len(CASES) >= 300
    assert 2 * len(changed) <= len(cells)
