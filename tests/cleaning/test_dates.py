"""Dates: what each text says, what only the column can tell, and what is flagged rather than guessed."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habitue.cleaning.dates import DateHabits, read_by, read_dates
from habitue.tables import text_dtype

TODAY = date(2024, 6, 1).toordinal()


def read(*texts, **told):
    told.setdefault("today", TODAY)
    return read_dates(pd.Series(list(texts), dtype=text_dtype()), **told)


def said(found):
    return [date.fromordinal(day).isoformat() if day else None for day in found.days.tolist()]


def rules(found):
    return dict(zip(found.doubts["position"].tolist(), found.doubts["rule"].tolist(), strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-12", "2024-3-12", "2024/03/12", "2024.03.12", "20240312", " 2024-03-12 ", "2024-03-12 10:30:00",
        "2024-03-12T10:30:00Z", "2024-03-12T23:59:59.123+02:00", "2024-03-12 10:30:00 UTC", "2024-03-12 00:00:00+00:00",
        "12-mars-2024", "12 mars 2024", "mardi 12 mars 2024", "Mardi, 12 mars 2024", "mar. 12 mars 2024",
        "le 12 mars 2024", "12 Mars 24", "12 MARS 2024", "12\u00a0mars\u202f2024", "Mar 12, 2024", "March 12th, 2024",
        "12 March 2024", "12th of March 2024", "Tuesday, March 12, 2024", "Tue, 12 Mar 2024 10:00:00 +0000",
        "Tue Mar 12 2024 10:00:00 GMT+0100 (CET)", "12-Mar-24", "12MAR2024", "2024 Mar 12", "12/mars/2024", "45363",
        "45363.4375", "45363,5",
    ],
)  # fmt: skip
def test_a_text_that_is_clear_by_itself_is_read(text):
    found = read(text)
    assert said(found) == ["2024-03-12"]
    assert found.doubts.empty
    assert not found.ambiguous


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12/03/24", "2024-03-12"), ("12.03.2024", "2024-03-12"), ("12-03-2024", "2024-03-12"),
        ("12 03 2024", "2024-03-12"), ("12 / 03 / 2024", "2024-03-12"), ("12/3/24 3 pm", "2024-03-12"),
        ("12/03/2024 à 10h30", "2024-03-12"), ("12/03/2024 10:32", "2024-03-12"), ("12/03/2024 3:15 PM", "2024-03-12"),
        ("10:32 12/03/2024", "2024-03-12"), ("mar. 12/03/2024", "2024-03-12"), ("jeudi 12/03/24 14:00", "2024-03-12"),
        ("12032024", "2024-03-12"), ("1er janvier 2023", "2023-01-01"), ("1 févr. 2023", "2023-02-01"),
        ("3 août 2021", "2021-08-03"), ("03 AOUT 2021", "2021-08-03"), ("1er décembre 2019", "2019-12-01"),
        ("Sept. 5, 2021", "2021-09-05"), ("5 sept 2021", "2021-09-05"), ("29/02/2024", "2024-02-29"),
    ],
)  # fmt: skip
def test_a_day_first_column_is_read_in_every_spelling(text, day):
    assert said(read(text, "25/12/2020"))[0] == day


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("31/02/2024", "dates.impossible"), ("30/02/24", "dates.impossible"), ("29/02/2023", "dates.impossible"),
        ("2024-02-31", "dates.impossible"), ("2024-13-05", "dates.impossible"), ("32/01/2024", "dates.impossible"),
        ("15/13/2024", "dates.impossible"), ("31 juin 2024", "dates.impossible"), ("n/a", "dates.placeholder"),
        ("-", "dates.placeholder"), ("00/00/0000", "dates.placeholder"), ("0000-00-00", "dates.placeholder"),
        ("jamais", "dates.placeholder"), ("2024", "dates.year_only"), ("mars 2024", "dates.no_day"),
        ("9999-12-31", "dates.out_of_range"), ("0001-01-01", "dates.out_of_range"), ("bientôt", "dates.unreadable"),
        ("12/03", "dates.unreadable"), ("10:30:00", "dates.unreadable"), ("12/03/2024 (annulé)", "dates.unreadable"),
        ("12 foo 2024", "dates.unreadable"), ("1710201600", "dates.unreadable"), ("12", "dates.unreadable"),
        ("12 mars avril 2024", "dates.unreadable"), ("06 12 34 56 78", "dates.unreadable"),
    ],
)  # fmt: skip
def test_what_is_no_date_is_flagged_and_never_used(text, rule):
    found = read(text, "25/12/2020", "26/12/2020")
    assert said(found)[0] is None
    assert rules(found) == {0: rule}


def test_blank_cells_are_never_and_no_doubt():
    found = read(None, "", "   ", "25/12/2020")
    assert said(found) == [None, None, None, "2020-12-25"]
    assert found.doubts.empty


def test_the_order_is_decided_for_the_whole_column_by_one_clear_date():
    assert said(read("01/02/2024", "13/02/2024")) == ["2024-02-01", "2024-02-13"]
    found = read("01/02/2024", "02/13/2024")
    assert said(found) == ["2024-01-02", "2024-02-13"]
    assert found.order == "mdy"
    assert not found.ambiguous


def test_a_column_that_tells_nothing_is_read_by_the_default_and_flagged():
    found = read("01/02/2024", "03/03/2024")
    assert said(found) == ["2024-02-01", "2024-03-03"]
    assert found.ambiguous
    assert found.order == "dmy"
    assert rules(found) == {0: "dates.ambiguous"}
    assert found.doubts["suggestion"].tolist() == ["2024-01-02"]
    assert said(read("01/02/2024", default="mdy")) == ["2024-01-02"]


def test_an_order_that_is_told_wins_and_is_not_ambiguous():
    found = read("01/02/2024", order="mdy")
    assert said(found) == ["2024-01-02"]
    assert not found.ambiguous


def test_a_contradictory_column_is_reported_with_its_cells():
    found = read("13/02/2024", "02/13/2024", "01/02/2024")
    assert found.contradictory
    assert found.ambiguous
    assert rules(found) == {1: "dates.other_order", 2: "dates.ambiguous"}


def test_one_slip_in_a_long_column_flags_that_cell_only():
    clear = [f"{day}/0{month}/2023" for day in range(13, 29) for month in range(1, 10)]
    found = read("01/02/2023", "02/13/2023", *clear)
    assert rules(found) == {1: "dates.other_order"}
    assert said(found)[:2] == ["2023-02-01", "2023-02-13"]


def test_dates_that_excel_half_converted_are_flagged():
    found = read("2024-03-12", "2024-01-05", "2024-06-07", "13/02/2024", "14/02/2024", "25/12/2023")
    assert found.ambiguous
    assert set(rules(found).values()) == {"dates.half_converted"}
    assert sorted(rules(found)) == [0, 1, 2]


def test_short_years_stay_together_and_out_of_the_future():
    assert said(read("13/02/96", "15/02/04")) == ["1996-02-13", "2004-02-15"]
    assert said(read("13/02/30", "15/02/31")) == ["1930-02-13", "1931-02-15"]
    assert said(read("13/05/24")) == ["2024-05-13"]


def test_an_as_of_in_the_past_does_not_send_newer_orders_a_century_back():
    past = date(2022, 1, 1).toordinal()
    assert said(read("13/02/20", "15/02/24", today=past)) == ["2020-02-13", "2024-02-15"]


def test_serials_count_from_1904_where_the_workbook_says_so():
    assert said(read("43901", date_1904=True)) == ["2024-03-12"]


def test_a_column_that_is_mostly_something_else_is_refused():
    found = read("oui", "non", "oui", "12/03/2024")
    assert found.refused is not None
    assert said(found) == [None] * 4
    assert "1" in found.refused.say("fr")


def test_a_long_column_of_moments_is_read_as_its_days_are():
    days = pd.date_range("2020-01-01", periods=900).strftime("%d/%m/%Y").to_numpy()
    picks = np.random.default_rng(3).integers(0, 900, 21_000)
    moments = [f"{days[pick]} {i % 24:02}:{i % 60:02}:07" for i, pick in enumerate(picks)]
    found, plain = read(*moments), read(*days[picks])
    assert (found.days == plain.days).all()
    serials = [f"{40000 + pick}.{pick}" for pick in picks]
    assert (read(*serials).days == read(*(serial[:5] for serial in serials)).days).all()
    mixed = read("12.03.2024", *serials)
    assert said(mixed)[0] == "2024-03-12"


@given(st.lists(st.dates(date(1910, 1, 1), date(2024, 5, 31)), min_size=1, max_size=30), st.booleans())
@settings(max_examples=60, deadline=None)
def test_what_we_write_in_either_order_is_what_we_read_unless_flagged(days, day_first):
    pattern = "%d/%m/%Y" if day_first else "%m/%d/%Y"
    found = read(*[day.strftime(pattern) for day in days])
    if any(day.day > 12 for day in days):
        assert found.days.tolist() == [day.toordinal() for day in days]
        assert not found.ambiguous
    else:
        assert found.ambiguous == any(day.day != day.month for day in days)


@given(st.lists(st.one_of(st.none(), st.text(), st.text(alphabet="0123456789/-.: marsTZ+", max_size=24)), max_size=12))
@settings(max_examples=60, deadline=None)
def test_any_text_at_all_is_read_or_flagged(texts):
    found = read_dates(pd.Series(texts, dtype=object), today=TODAY)
    flagged = set(found.doubts["position"].tolist())
    for place, (text, day) in enumerate(zip(texts, found.days.tolist(), strict=True)):
        assert day or place in flagged or found.refused or not (text or "").strip()


@given(st.permutations(["01/02/2024", "13/02/24", "12 mars 2024", "45363", None, "n/a", "02/14/2024", "2024-01-01"]))
@settings(max_examples=30, deadline=None)
def test_the_order_of_rows_changes_no_date(texts):
    base = dict(zip(sorted(map(str, texts)), said(read(*sorted(texts, key=str))), strict=True))
    assert {str(text): day for text, day in zip(texts, said(read(*texts)), strict=True)} == base


YEAR_FIRST = ["24-03-12", "24-03-28", "23-11-05", "24-01-31", "23-12-24", "24-02-07", "24-04-11", "23-10-19"]


def test_short_years_put_first_are_told_by_the_whole_column():
    found = read(*YEAR_FIRST)
    assert said(found)[:3] == ["2024-03-12", "2024-03-28", "2023-11-05"]
    assert found.doubts.empty
    assert said(read("98-03-12", "87-01-05")) == ["1998-03-12", "1987-01-05"]
    assert found.order is None


@pytest.mark.parametrize(
    "texts",
    [
        [*YEAR_FIRST, "12-25-23"], [*YEAR_FIRST, "12-03-2024"], [*YEAR_FIRST, "2024-03-12"], YEAR_FIRST[:5],
        [f"15-{month:02}-{year:02}" for month in (1, 6) for year in range(1, 25)],
        [f"{day}-10-{year:02}" for day in (28, 30) for year in range(1, 25)],
    ],
)  # fmt: skip
def test_short_years_stay_last_where_the_column_does_not_show_otherwise(texts):
    first = texts[0].split("-")
    assert said(read(*texts))[0] == f"20{first[2]}-{first[1]}-{first[0]}"


def test_a_whole_column_of_seconds_is_read():
    assert said(read("1710230400", None, "1710236400000", "n/a", "1710230400.0")) == [
        "2024-03-12", None, "2024-03-12", None, "2024-03-12",
    ]  # fmt: skip
    assert said(read("1710230400", "2024-03-12")) == [None, "2024-03-12"]
    assert read("0612345678", "0712345678").refused is not None
    assert read("9912345678").refused is not None


@given(st.lists(st.sampled_from([*YEAR_FIRST, "25-12-23", "bof"]), min_size=1), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_rows_never_decides_where_the_year_is(texts, random):
    mixed = sorted(texts, key=lambda _: random.random())
    by_text = dict(zip(mixed, said(read(*mixed)), strict=True))
    assert [by_text[text] for text in texts] == said(read(*texts))


def test_nobody_is_born_after_today_and_children_are_asked_about():
    column = pd.Series(["12/03/45", "12/03/25", "12/03/02", "13/04/78"], dtype="string")
    habits = DateHabits(today=date(2026, 11, 22).toordinal(), past=True)
    read = read_by(column, habits)
    born = [date.fromordinal(int(day)).year for day in read.days]
    assert born == [1945, 2025, 2002, 1978]
    assert read.doubts[["position", "rule", "suggestion"]].to_numpy().tolist() == [[1, "dates.century", "1925-03-12"]]
