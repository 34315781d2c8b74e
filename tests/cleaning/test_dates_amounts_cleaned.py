"""Dates and amounts put into the cells: one writing, a line for each change, and nothing where two readings exist."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habitue.cleaning.amounts import read_amounts
from habitue.cleaning.amounts_cleaned import clean_amounts
from habitue.cleaning.catalogue import all_rules
from habitue.cleaning.dates import DateHabits, read_dates
from habitue.cleaning.dates_cleaned import clean_dates
from habitue.cleaning.rules import Rules
from habitue.tables import text_dtype


def column(*cells):
    return pd.Series(list(cells), dtype=text_dtype())


def lines(table, *names):
    rows = table[list(names)].astype(object)
    return rows.where(rows.notna(), None).to_numpy().tolist()


def plain(values):
    return [None if pd.isna(value) else value for value in values.tolist()]


def test_dates_become_iso_with_a_line_for_each():
    cells = column("25/12/2023", "2024-03-12", "3 mars 2024", "45292", "2024-01-05 10:30:00", None, "bof", "04/05/2023")
    cleaned = clean_dates(cells, rules=Rules())
    assert plain(cleaned.values) == [
        "2023-12-25", "2024-03-12", "2024-03-03", "2024-01-01", "2024-01-05", None, "bof", "2023-05-04",
    ]  # fmt: skip
    assert lines(cleaned.changes, "position", "rule") == [
        [0, "dates.text"], [2, "dates.text"], [3, "dates.serial"], [4, "dates.time"], [7, "dates.text"],
    ]  # fmt: skip
    assert lines(cleaned.doubts, "position", "rule") == [[6, "dates.unreadable"]]


def test_dates_that_could_be_two_days_stay_and_are_suggested():
    cleaned = clean_dates(column("03/04/2024", "05/06/2024", "05/05/2024"), rules=Rules())
    assert plain(cleaned.values) == ["03/04/2024", "05/06/2024", "2024-05-05"]
    assert lines(cleaned.doubts, "position", "suggestion") == [[0, "2024-04-03"], [1, "2024-06-05"]]
    american = clean_dates(column("03/04/2024"), rules=Rules(country="US"))
    assert american.doubts["suggestion"].tolist() == ["2024-03-04"]
    told = clean_dates(column("03/04/2024"), rules=Rules(), habits=DateHabits(order="mdy"))
    assert plain(told.values) == ["2024-03-04"]


def test_a_date_the_other_way_round_is_written_and_pointed_out():
    cells = column(
        *(f"{day}/01/2024" for day in range(13, 32)), *(f"{day}/02/2024" for day in range(13, 29)), "02/25/2024"
    )
    cleaned = clean_dates(cells, rules=Rules())
    assert plain(cleaned.values)[-1] == "2024-02-25"
    assert lines(cleaned.doubts, "value", "rule") == [["02/25/2024", "dates.other_order"]]


def test_amounts_become_plain_numbers_and_keep_their_digits():
    cells = column("1 234,50 €", "12", "12,5", "-3,00", "(4,20)", "1.234", "0,3333", None, "n/a", "7 €", "12€50")
    cleaned = clean_amounts(cells, rules=Rules())
    assert plain(cleaned.values) == [
        "1234.50", "12", "12.50", "-3.00", "-4.20", "1234.00", "0.3333", None, "n/a", "7.00", "12.50",
    ]  # fmt: skip
    assert set(cleaned.changes["rule"]) == {"amounts.text"}
    assert lines(cleaned.doubts, "position", "rule") == [[8, "amounts.placeholder"]]


def test_amounts_whose_mark_nothing_explains_stay():
    cleaned = clean_amounts(column("1,234", "5 €", "2,345"), rules=Rules())
    assert plain(cleaned.values) == ["1,234", "5", "2,345"]
    assert lines(cleaned.doubts, "position", "rule") == [[0, "amounts.ambiguous"], [2, "amounts.ambiguous"]]


def test_a_column_in_two_currencies_is_refused_and_its_doubts_kept():
    cells = column("5 €", "6 €", "7 $")
    cleaned = clean_amounts(cells, rules=Rules())
    assert cleaned.refused is not None
    assert "€" in cleaned.refused.say("fr")
    assert plain(cleaned.values) == plain(cells)
    assert cleaned.doubts["rule"].tolist() == ["amounts.other_currency"]


DATES = st.sampled_from(
    ["03/04/2024", "25/12/2023", "12/25/2023", "2024-03-04", "2024-03-04 10:00:00", "45292", "bof", "3 mars 2024", None,
     "01/02/24", "31/12/99", "n/a", "2024-03-05", "2024-03-06", "13/01/2024", "14/01/2024", "15/01/2024", "2024",
     "1710230400", "1710236400000", "98-03-12", "24-03-12", "24-03-28"]
)  # fmt: skip
AMOUNTS = st.sampled_from(
    ["1,234", "1.234", "5,50", "5.50", "12", "12 €", "3 $", "1 234,50 €", "-4", "(4)", "12€50", "n/a", "10 %", None,
     "1.234.567", "0,5555", "x", "1e3"]
)  # fmt: skip
OFF = st.frozensets(
    st.sampled_from([name for name in all_rules() if name.startswith(("dates", "amounts"))]), max_size=3
)


@pytest.mark.parametrize(("clean", "cells"), [(clean_dates, DATES), (clean_amounts, AMOUNTS)])
@given(data=st.data(), off=OFF)
@settings(max_examples=40, deadline=None)
def test_cleaning_twice_changes_nothing_and_the_journal_says_all(clean, cells, data, off):
    before = column(*data.draw(st.lists(cells, max_size=12)))
    rules = Rules(off=off)
    cleaned = clean(before, rules=rules)
    after = plain(cleaned.values)
    changed = dict(lines(cleaned.changes, "position", "after"))
    assert [changed.get(place, old) for place, old in enumerate(plain(before))] == after
    assert all(old != after[place] for place, old in enumerate(plain(before)) if place in changed)
    assert all(rules.on(rule) and rule in all_rules() for rule in [*cleaned.changes["rule"], *cleaned.doubts["rule"]])
    again = clean(cleaned.values, rules=rules)
    assert plain(again.values) == after
    assert again.changes.empty


@given(st.lists(DATES, max_size=12), st.lists(AMOUNTS, max_size=12))
@settings(max_examples=25, deadline=None)
def test_what_is_written_means_what_was_read(dates, amounts):
    before = column(*dates)
    cleaned = clean_dates(before, rules=Rules())
    rows = cleaned.changes["position"].to_numpy(dtype=int)
    assert read_dates(cleaned.values).days[rows].tolist() == read_dates(before).days[rows].tolist()
    money = clean_amounts(column(*amounts), rules=Rules())
    rows = money.changes["position"].to_numpy(dtype=int)
    assert read_amounts(money.values).cents[rows].tolist() == read_amounts(column(*amounts)).cents[rows].tolist()
