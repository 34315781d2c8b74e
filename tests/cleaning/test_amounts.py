"""Amounts: exact cents, the decimal mark decided by the column, currencies kept apart."""

from decimal import ROUND_HALF_EVEN, Decimal

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habitue.cleaning.amounts import read_amounts
from habitue.cleaning.amounts_numbers import read_distinct_numbers
from habitue.distinct import distinct
from habitue.tables import text_dtype


def read(*texts, **told):
    return read_amounts(pd.Series(list(texts), dtype=text_dtype()), **told)


def said(found):
    return [None if gone else cents for cents, gone in zip(found.cents.tolist(), found.missing.tolist(), strict=True)]


def rules(found):
    return dict(zip(found.doubts["position"].tolist(), found.doubts["rule"].tolist(), strict=True))


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("12", 1200), ("12.5", 1250), ("12,50", 1250), ("1 234,50 €", 123450), ("1\u202f234,50\u00a0€", 123450),
        ("1,234.50", 123450), ("1.234,56", 123456), ("1'234.50", 123450), ("1’234.50", 123450), ("(12)", -1200),
        ("(12,00 €)", -1200), ("-12,00", -1200), ("12-", -1200), ("- 12,00 €", -1200), ("−12,00", -1200),
        ("-€12.50", -1250), ("€-12", -1200), ("EUR 12", 1200), ("12 EUR", 1200), ("12 euros", 1200), ("€12.50", 1250),
        ("12,50€", 1250), ("12€50", 1250), ("12 € TTC", 1200), ("120,00 € HT", 12000), ("1.234.567", 123456700),
        ("1,234,567.89", 123456789), ("1 234 567", 123456700), ("1 234,567", 123457), ("0.123", 12), (",50", 50),
        (".5", 50), ("12.-", 1200), ("CHF 1’234.–", 123400), ("Fr. 12.50", 1250), ("+12", 1200), ("１２", 1200),
        ("1552.6000000000001", 155260), ("9.80000019", 980), ("0", 0), ("0,00 €", 0), ("007", 700),
        ("$1,234.00", 123400),
        ("1234567", 123456700), ("£1,234,567", 123456700),
    ],
)  # fmt: skip
def test_an_amount_that_is_clear_by_itself_is_read(text, cents):
    found = read(text)
    assert said(found) == [cents]
    assert found.doubts.empty


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("15 %", "amounts.percent"), ("1e5", "amounts.exponent"), ("6.12E+08", "amounts.exponent"),
        ("12345678901234", "amounts.too_large"), ("n/a", "amounts.placeholder"), ("-", "amounts.placeholder"),
        ("12 34", "amounts.unreadable"), ("1.23.45", "amounts.unreadable"), ("12k€", "amounts.unreadable"),
        ("--12", "amounts.unreadable"), ("-(12)", "amounts.unreadable"), ("12 EUR USD", "amounts.unreadable"),
        ("12/03/2024", "amounts.unreadable"), ("offert", "amounts.unreadable"), ("12.00 CR", "amounts.unreadable"),
        ("1,234.5,6", "amounts.unreadable"), ("(12", "amounts.unreadable"), ("12 à 15", "amounts.unreadable"),
    ],
)  # fmt: skip
def test_what_is_no_amount_is_flagged_and_missing(text, rule):
    found = read(text, "1", "2")
    assert said(found)[0] is None
    assert rules(found) == {0: rule}


def test_thousands_or_decimals_is_decided_by_the_rest_of_the_column():
    assert said(read("1.234", "12,5")) == [123400, 1250]
    assert said(read("1.234", "12.5")) == [123, 1250]
    assert said(read("1,234", "12.5")) == [123400, 1250]
    assert said(read("1,234", "0,5")) == [123, 50]
    assert said(read("1.234", "1.234.567")) == [123400, 123456700]


def test_thousands_or_decimals_is_flagged_when_nothing_tells():
    found = read("1.234", "12")
    assert said(found) == [123400, 1200]
    assert found.ambiguous
    assert rules(found) == {0: "amounts.ambiguous"}
    assert found.doubts["suggestion"].tolist() == ["1.23"]
    both = read("1.234", "0.5", "0,5")
    assert both.ambiguous


def test_a_mark_that_is_told_decides():
    found = read("1.234", decimal=".")
    assert said(found) == [123]
    assert found.doubts.empty


def test_currencies_are_kept_apart_and_counted():
    found = read("1 €", "2 €", "3 $", "4")
    assert found.currency == "€"
    assert found.currencies == (("€", 2), ("$", 1))
    assert said(found) == [100, 200, None, 400]
    assert rules(found) == {2: "amounts.other_currency"}


def test_halves_are_rounded_to_the_even_cent():
    assert said(read("1.005", "1.015", "-1.015", "0.005", "1.0150000001", "0.5")) == [100, 102, -102, 0, 102, 50]


def test_blank_is_missing_and_no_doubt():
    found = read(None, "", "  ", "1")
    assert said(found) == [None, None, None, 100]
    assert found.doubts.empty


def test_a_column_of_words_is_refused():
    found = read("oui", "non", "1")
    assert found.refused is not None
    assert said(found) == [None] * 3


@given(st.lists(st.decimals(-(10**11), 10**11, places=4, allow_nan=False), min_size=1, max_size=30))
@settings(max_examples=40, deadline=None)
def test_cents_equal_decimal_arithmetic(amounts):
    texts = [f"{amount:f}" for amount in amounts]
    cents = [int((amount * 100).to_integral_value(ROUND_HALF_EVEN)) for amount in amounts]
    assert read(*texts, decimal=".").cents.tolist() == cents
    assert read(*[text.replace(".", ",") for text in texts], decimal=",").cents.tolist() == cents


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=20))
@settings(max_examples=25, deadline=None)
def test_french_and_american_spellings_are_the_same_cents(cents):
    american = [f"{Decimal(c) / 100:,.2f}" for c in cents]
    french = [text.replace(",", "\u202f").replace(".", ",") + "\u00a0€" for text in american]
    german = [text.replace(",", " ").replace(".", ",").replace(" ", ".") for text in american]
    for texts in (american, french, german):
        assert read(*texts).cents.tolist() == cents


@given(st.lists(st.one_of(st.none(), st.text(), st.text(alphabet="0123456789., €$()-%e'", max_size=16)), max_size=12))
@settings(max_examples=40, deadline=None)
def test_any_text_at_all_is_read_or_flagged(texts):
    found = read_amounts(pd.Series(texts, dtype=object))
    flagged = set(found.doubts["position"].tolist())
    for place, (text, gone) in enumerate(zip(texts, found.missing.tolist(), strict=True)):
        assert not gone or place in flagged or found.refused or not (text or "").strip()


def test_rates_and_quantities_are_numbers():
    found = read_distinct_numbers(distinct(pd.Series(["15 %", "0.2", "3", "2,5", "x", None], dtype=text_dtype())))
    assert found.values[:4].tolist() == [0.15, 0.2, 3.0, 2.5]
    assert str(found.values[4]) == str(found.values[5]) == "nan"
    assert found.percent.tolist() == [True, False, False, False, False, False]
