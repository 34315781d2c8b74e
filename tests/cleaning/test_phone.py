"""The laws of the cleaning of telephone numbers."""

import random

import numpy as np
import pandas as pd
import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habitue.cleaning.phone import clean_phones
from habitue.cleaning.phone_cell import read_phone
from habitue.cleaning.phone_number import _COUNTRY_CODES, _KINDS, OVERSEAS, _french_kind, kind_of_plain, read_number
from habitue.cleaning.phone_rules import RULES
from habitue.cleaning.rules import Rules

LIKELY = st.lists(
    st.sampled_from(
        ["06", "12", "34", "0", "+33", "+", "(0)", " ", ".", "-", "/", "E8", "poste", "Tel", "00", "612345678"]
    ),
    max_size=9,
).map("".join)
COUNTRIES = st.sampled_from(["FR", "GB", "US", "RE", "DE", "", "Narnia", None])


@given(st.lists(st.tuples(st.one_of(st.text(), LIKELY), COUNTRIES), max_size=20))
@settings(deadline=None, max_examples=30)
def test_any_text_is_cleaned_and_cleaning_twice_changes_nothing(cells):
    texts = pd.Series([text for text, _ in cells], dtype=object)
    countries = pd.Series([country for _, country in cells], dtype=object)
    once = clean_phones(texts, rules=Rules(), countries=countries)
    twice = clean_phones(once.number.values, rules=Rules(), countries=countries)
    assert twice.number.changes.empty
    pd.testing.assert_series_equal(twice.e164.dropna(), once.e164[twice.e164.notna()])
    assert once.e164[once.number.values.notna()].equals(twice.e164[once.number.values.notna()])


@given(LIKELY, st.sampled_from(["FR", "GB", "US", "RE"]))
@settings(deadline=None, max_examples=30)
def test_every_number_is_one_to_the_library(text, country):
    e164 = clean_phones(pd.Series([text]), rules=Rules(country=country)).e164.dropna()
    assert all(phonenumbers.is_valid_number(phonenumbers.parse(number)) for number in e164)


def test_the_first_digits_of_a_french_number_decide_its_kind_as_the_library_does():
    seeded = random.Random(5)
    for first in range(100, 1000):
        digits = f"{first}{seeded.randrange(10**6):06}"
        number = phonenumbers.PhoneNumber(country_code=33, national_number=int(digits))
        wanted = _KINDS.get(phonenumbers.number_type(number), "other") if phonenumbers.is_valid_number(number) else None
        assert _french_kind(digits[: 5 if digits.startswith("836") else 3]) == wanted, digits


def test_the_first_five_digits_of_a_number_overseas_decide_its_country_and_kind_as_the_library_does():
    seeded = random.Random(7)
    for beginning, region in OVERSEAS.items():
        code = _COUNTRY_CODES[region]
        for more in range(100):
            digits = f"{beginning}{more:02}{seeded.randrange(10**4):04}"
            number = phonenumbers.PhoneNumber(country_code=code, national_number=int(digits))
            if phonenumbers.is_valid_number(number):
                assert kind_of_plain(digits[:5]) == (code, _KINDS.get(phonenumbers.number_type(number), "other")), (
                    digits
                )
                shown = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
                assert read_number(f"0{digits}", "FR").shown == shown
            else:
                assert kind_of_plain(digits[:5]) is None or beginning == "639", digits


@pytest.mark.parametrize("written", ["0{}", "{}", "+33 {}", "0033{}", "+33(0){}", "0{} ", "+{}"])
@pytest.mark.parametrize("country", ["FR", "RE", "GB"])
def test_a_column_is_read_as_each_of_its_cells(written, country):
    seeded = random.Random(8)
    starts = [*map(str, range(100, 1000, 7)), *OVERSEAS, "508", "836", "600", "111"]
    numbers = [f"{start}{seeded.randrange(10**6):06}" for start in starts] + ["111111111", "600000000", "123456789"]
    grouped = [f"{n[0]} {n[1:3]} {n[3:5]} {n[5:7]} {n[7:]}" for n in numbers]
    cells = [written.format(number) for number in numbers + grouped]
    rules = Rules(country=country)
    column = clean_phones(pd.Series(cells), rules=rules)
    for position, cell in enumerate(cells):
        alone = read_phone(cell, country, rules)
        e164, kind = (alone.number.e164, alone.number.kind) if alone.number else (None, None)
        together = [column.number.values.iloc[position], column.e164.iloc[position], column.kind.iloc[position]]
        assert [None if pd.isna(part) else part for part in together] == [alone.verdict.value, e164, kind], cell
        assert set(column.number.changes.loc[column.number.changes["position"] == position, "rule"]) == set(
            filter(None, [" ".join(alone.verdict.rules)])
        ), cell


def test_french_numbers_are_shown_as_the_library_shows_them():
    seeded = random.Random(6)
    for first in "123456789":
        for _ in range(40):
            digits = f"0{first}{seeded.randrange(10**8):08}"
            number = read_number(digits, "FR")
            if number is not None and digits[1:4] not in OVERSEAS and number.e164.startswith("+33"):
                library = phonenumbers.parse(digits, "FR")
                assert number.shown == phonenumbers.format_number(library, phonenumbers.PhoneNumberFormat.NATIONAL)


@pytest.mark.parametrize("region", ["GP", "MQ", "GF", "RE", "YT"])
def test_overseas_mobiles_keep_their_country_code_in_a_french_file(region):
    example = phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.MOBILE)
    dialled = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.NATIONAL)
    number = read_number(dialled, "FR")
    assert number is not None
    assert number.e164 == phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)
    assert number.shown == dialled


def test_the_country_of_the_row_goes_before_that_of_the_file():
    cleaned = clean_phones(
        pd.Series(["07911 123456", "0612345678", "0612345678"]),
        rules=Rules(country="FR"),
        countries=pd.Series(["Royaume-Uni", None, "France"]),
    )
    assert cleaned.e164.tolist() == ["+447911123456", "+33612345678", "+33612345678"]


def test_nothing_is_lost_where_a_cell_has_several():
    cleaned = clean_phones(pd.Series(["01 42 68 53 00 / 06 12 34 56 78"]), rules=Rules())
    assert cleaned.every.tolist() == ["+33142685300; +33612345678"]
    assert cleaned.mobile.tolist() == ["+33612345678"]
    assert cleaned.number.doubts["suggestion"].tolist() == ["06 12 34 56 78"]


def test_an_extension_is_kept_apart_and_in_the_cell():
    cleaned = clean_phones(pd.Series(["0142685300 p. 12", "01 42 68 53 00 ext 7"]), rules=Rules())
    assert cleaned.number.values.tolist() == ["01 42 68 53 00 poste 12", "01 42 68 53 00 poste 7"]
    assert cleaned.extension.tolist() == ["12", "7"]


def test_shuffled_rows_give_the_same_cells():
    texts = pd.Series(["0612345678", "612345678", None, "06 12 34 56 78", "x", "x"])
    order = np.random.default_rng(3).permutation(len(texts))
    straight = clean_phones(texts, rules=Rules())
    shuffled = clean_phones(texts.iloc[order], rules=Rules())
    assert shuffled.number.values.sort_index().equals(straight.number.values)
    assert shuffled.e164.sort_index().equals(straight.e164)


def test_each_rule_can_be_switched_off():
    texts = pd.Series(
        ["612345678", "6.12345678E8", "tel 0612345678", "0612345678/0142685300", "9999999999", "33612345678"]
    )
    silent = clean_phones(texts, rules=Rules(off=frozenset({"phones", "text"})))
    assert silent.number.values.tolist() == texts.tolist()
    assert silent.number.doubts.empty
    for rule in RULES:
        seen = clean_phones(texts, rules=Rules(off=frozenset({rule.id}))).number
        assert rule.id not in set(" ".join([*seen.changes["rule"], *seen.doubts["rule"]]).split())


def test_numbers_overseas_are_those_that_the_library_reads() -> None:
    chance = random.Random(5)
    for _ in range(400):
        beginning = chance.choice(("590", "690", "691", "594", "694", "596", "696", "262", "692", "693", "639", "269"))
        dialled = f"0{beginning}{chance.randrange(10**6):06}"
        found = read_number(dialled, "FR")
        read = [phonenumbers.parse(dialled, region) for region in ("GP", "GF", "MQ", "RE", "YT", "FR")]
        known = {
            phonenumbers.format_number(n, phonenumbers.PhoneNumberFormat.E164)
            for n in read
            if phonenumbers.is_valid_number(n)
        }
        assert (found is None and not {e for e in known if not e.startswith("+33")}) or found.e164 in known
