from datetime import date

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

from habitue.language import dates, numbers, plural, say_date, say_money, say_number, say_percent, sentence

LANGUAGES = ("fr", "en")


@pytest.mark.parametrize("language", LANGUAGES)
@given(value=st.integers(-(10**12), 10**12))
def test_whole_numbers_are_written_as_babel_writes_them(language, value):
    assert say_number(value, language) == format_decimal(value, locale=language)


@pytest.mark.parametrize("language", LANGUAGES)
@given(value=st.integers(-(10**9), 10**9))
def test_fractions_are_written_as_babel_writes_them(language, value):
    assert say_number(value / 4, language) == format_decimal(value / 4, "#,##0.##", locale=language)


@pytest.mark.parametrize("language", LANGUAGES)
@given(percent=st.integers(0, 100))
def test_percentages_are_written_as_babel_writes_them(language, percent):
    assert say_percent(percent / 100, language) == format_percent(percent / 100, locale=language)


@given(day=st.dates())
def test_french_dates_are_written_as_babel_writes_them(day):
    assert say_date(day, "fr") == format_date(day, "dd/MM/yyyy", locale="fr")


@given(day=st.dates(min_value=date(1000, 1, 1)))
def test_english_dates_name_the_month_so_that_nobody_can_mistake_it(day):
    assert say_date(day, "en") == format_date(day, "d MMM yyyy", locale="en")


def test_money_puts_its_sign_where_each_language_does():
    assert say_money(-123450, "fr", "€") == "-1\u202f234,50\u00a0€"
    assert say_money(123450, "en", "$") == "$1,234.50"
    assert say_money(5, "en") == "0.05"


def test_a_rounded_zero_has_no_minus_sign():
    assert say_number(-0.001, "en", 2) == "0.00"
    assert say_number(-0.001, "fr", 1) == "0,0"


def test_many_values_are_written_as_one_at_a_time():
    assert numbers([1.5, 1.5, 1000], "fr") == ["1,5", "1,5", "1\u202f000"]
    assert dates([738000, 738000], "en") == [say_date(date.fromordinal(738000), "en")] * 2


def test_a_sentence_quotes_values_in_the_habits_of_its_language():
    said = sentence("{amount} on {day}", amount=1234.5, day=date(2024, 3, 12))
    assert said.say("en") == "1,234.5 on 12 Mar 2024"
    assert said.say("fr") == "1\u202f234,5 on 12/03/2024"


def test_braces_in_values_are_quoted_not_interpreted():
    assert sentence("Sheet {sheet}", sheet="{0.__class__}").say("en") == "Sheet {0.__class__}"


@pytest.mark.parametrize(("count", "expected"), [(0, "0 rows"), (1, "1 row"), (2, "2 rows")])
def test_english_plurals(count, expected):
    assert plural("{count} row", "{count} rows", count).say("en") == expected
