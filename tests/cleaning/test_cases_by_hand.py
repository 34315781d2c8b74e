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

JUDGED_BY_THEIR_COLUMN = ("name", "civility")
"""Fields whose verdict depends on the habits of the column: each case is a column of its own."""


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


def column(*values: str) -> pd.Series:
    return pd.Series(list(values), dtype="string")


def outcomes(field: str, values: list[str]) -> list[tuple[str, str, set[str], str]]:
    """What each cell becomes, by which rules, what asks about it, and what it says beside itself."""
    parts: dict[str, pd.Series] = {}
    if field in WHOLE:
        cleaned = WHOLE[field](column(*values), rules=RULES)
    else:
        record = IN_PARTS[field](column(*values), rules=RULES)
        cleaned = record.name
        names = [name for name in ("civility", "first", "last", "form") if hasattr(record, name)]
        parts = {name: getattr(record, name).values for name in names}
    rules = cleaned.changes.set_index("position")["rule"]
    found = []
    for position, value in enumerate(cleaned.values):
        said = {name: texts.iloc[position] for name, texts in parts.items()}
        also = " ".join(f"{name}={text}" for name, text in said.items() if not pd.isna(text))
        doubts = set(cleaned.doubts.loc[cleaned.doubts["position"] == position, "rule"])
        found.append(("" if pd.isna(value) else value, rules.get(position, ""), doubts, also))
    return found


@pytest.mark.parametrize("field", [*WHOLE, *IN_PARTS])
def test_values_become_what_a_person_would_write(field: str) -> None:
    cases = [case for case in CLEANED if case["field"] == field]
    values = [case["value"] for case in cases]
    columns = [[value] for value in values] if field in JUDGED_BY_THEIR_COLUMN else [values]
    found = [outcome for column in columns for outcome in outcomes(field, column)]
    wrong = [
        f"{case['value']!r}: {became}"
        for case, became in zip(cases, found, strict=True)
        if became != (case["expected"], case["rules"], {case["doubt"]} if case["doubt"] else set(), case["also"])
    ]
    assert cases
    assert not wrong, "\n".join(wrong)


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
