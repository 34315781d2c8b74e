"""Every case of the tables was written by hand, from what stands in real files, before it was tried."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from habitue.cleaning.companies import clean_companies
from habitue.cleaning.consent import clean_consent
from habitue.cleaning.identifiers import clean_sirens, clean_sirets, clean_vat_numbers
from habitue.cleaning.names import clean_civilities, clean_first_names, clean_last_names, clean_names
from habitue.cleaning.rules import Rules
from habitue.cleaning.status_words import read_status
from habitue.records import Cleaned

RULES = Rules(country="FR", language="fr")
WHOLE = {
    "siren": clean_sirens,
    "siret": clean_sirets,
    "vat": clean_vat_numbers,
    "civility": clean_civilities,
}
IN_PARTS = {
    "last": clean_last_names,
    "first": clean_first_names,
    "name": clean_names,
    "company": clean_companies,
}


def cases(*files: str) -> list[dict[str, str]]:
    found = []
    for file in files:
        with Path(__file__).with_name(f"cases_{file}.tsv").open(encoding="utf-8", newline="") as lines:
            found += list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return found


def named(case: dict[str, str]) -> str:
    return f"{case['field']}:{case['value']!r}"


CLEANED = cases("names", "companies", "numbers")
READ = cases("words")


def column(value: str) -> pd.Series:
    return pd.Series([value], dtype="string")


def outcome(cleaned: Cleaned) -> tuple[str, str, set[str]]:
    value = cleaned.values.iloc[0]
    rules = "" if cleaned.changes.empty else cleaned.changes["rule"].iloc[0]
    return "" if pd.isna(value) else value, rules, set(cleaned.doubts["rule"])


@pytest.mark.parametrize("case", CLEANED, ids=named)
def test_a_value_becomes_what_a_person_would_write(case: dict[str, str]) -> None:
    if case["field"] in WHOLE:
        cleaned, parts = WHOLE[case["field"]](column(case["value"]), rules=RULES), {}
    else:
        record = IN_PARTS[case["field"]](column(case["value"]), rules=RULES)
        cleaned = record.name
        names = [name for name in ("civility", "first", "last", "form") if hasattr(record, name)]
        parts = {name: getattr(record, name).values.iloc[0] for name in names}
    doubts = {case["doubt"]} if case["doubt"] else set()
    assert outcome(cleaned) == (case["expected"], case["rules"], doubts)
    said = " ".join(f"{name}={text}" for name, text in parts.items() if not pd.isna(text))
    assert said == case["also"]


@pytest.mark.parametrize("case", [case for case in READ if case["field"] != "status"], ids=named)
def test_an_answer_is_yes_no_or_unknown(case: dict[str, str]) -> None:
    answers = clean_consent(column(case["value"]), rules=RULES, question=case["field"])
    known = answers.answer.iloc[0]
    assert ("" if pd.isna(known) else str(known)) == case["expected"]
    assert list(answers.text.doubts["rule"]) == ([case["doubt"]] if case["doubt"] else [])
    assert answers.text.changes.empty


@pytest.mark.parametrize("case", [case for case in READ if case["field"] == "status"], ids=named)
def test_a_remark_means_what_the_team_meant(case: dict[str, str]) -> None:
    reading = read_status(case["value"])
    assert (reading.meaning or "") == case["expected"]
    assert (0 < reading.confidence < 0.8) == bool(case["doubt"])


def test_at_least_as_many_values_are_left_alone_as_changed() -> None:
    changed = [case for case in CLEANED if case["expected"] != case["value"]]
    assert len(CLEANED) + len(READ) >= 400
    assert len(CLEANED) - len(changed) >= len(changed)
    assert len({(case["field"], case["value"]) for case in CLEANED + READ}) == len(CLEANED + READ)
