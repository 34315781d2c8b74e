"""Our sheets as models: what they say, whoever renders them."""

import dataclasses
import itertools

import pandas as pd
import pytest

from habitue.criteria import kept_sheets
from habitue.outcome import Label
from habitue.sheets.customers import customers_sheet
from habitue.sheets.journal import journal_sheet
from habitue.sheets.overview import overview_sheet
from habitue.sheets.segments import best_first, retired_sheet, segment_sheet
from habitue.sheets.words import DETAILS, JOURNAL, RESULTS, key_of

LANGUAGES = ("fr", "en")


def column(table, key):
    return pd.Series(next(one.values for one in table.columns if one.key == key)).reset_index(drop=True)


def texts(model):
    return [str(cell.value) for cell in model.cells]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sheet_carries_its_day_its_situation_and_the_version_of_the_criteria(make_refresh, language):
    refresh = make_refresh(language)
    label = Label(key="best", name="Best", tone="green")
    everybody = (refresh.customers["order_days"] >= 0).to_numpy()
    for model in (
        overview_sheet(refresh),
        customers_sheet(refresh),
        segment_sheet(refresh, "group.best", label, everybody),
        journal_sheet(refresh),
    ):
        assert any(refresh.criteria.version in text and "2026" in text for text in texts(model)), model.title


def test_customers_has_one_line_per_customer_and_keeps_peoples_columns_by_key(make_refresh):
    refresh = make_refresh()
    (table,) = customers_sheet(refresh).tables
    assert table.length == len(refresh.customers)
    assert table.line_key == "key"


def test_who_never_bought_has_no_dates_no_silence_and_no_scores(make_refresh):
    (table,) = customers_sheet(make_refresh()).tables
    for key in ("first_day", "last_day", "silence", "r", "f", "m", "segment", "revenue", "basket"):
        assert column(table, key)[[3, 6]].isna().all(), key


def test_amounts_are_written_in_units_not_cents(make_refresh):
    (table,) = customers_sheet(make_refresh()).tables
    assert column(table, "revenue")[0] == 1234.50
    assert column(table, "basket")[0] == 102.88


def test_a_file_without_amounts_has_no_columns_of_money(make_refresh):
    refresh = make_refresh()
    without = make_refresh(customers=refresh.customers.drop(columns=["cents", "m"]), has_amounts=False)
    keys = {one.key for one in customers_sheet(without).tables[0].columns}
    assert not keys & {"revenue", "basket", "m"}
    assert len(overview_sheet(without).charts) == 1


def test_the_overview_counts_every_customer_once(make_refresh):
    refresh = make_refresh()
    tables = {table.name: table for table in overview_sheet(refresh).tables}
    assert column(tables["HabitueStatuses"], "customers").sum() == len(refresh.customers)
    assert column(tables["HabitueSegments"], "customers").sum() == refresh.buyers
    assert column(tables["HabitueStatuses"], "share").sum() == pytest.approx(1)
    assert column(tables["HabitueStatuses"], "revenue").sum() == pytest.approx(refresh.customers["cents"].sum() / 100)


def test_no_two_tables_of_a_sheet_overlap(make_refresh):
    refresh = make_refresh()
    everybody = (refresh.customers["order_days"] >= 0).to_numpy()
    label = Label(key="best", name="Best", tone="green")
    for model in (overview_sheet(refresh), segment_sheet(refresh, "group.best", label, everybody)):
        rows = [range(table.row, table.last_row + 1) for table in model.tables]
        assert all(before.stop < after.start for before, after in itertools.pairwise(rows))
        taken = {row for span in rows for row in span}
        assert not taken & {cell.row for cell in model.cells if cell.column == 1}


def test_moves_are_counted_by_status_only_when_there_are_some(make_refresh):
    refresh = make_refresh()
    assert any(one.key == "change" for one in overview_sheet(refresh).tables[0].columns)
    still = make_refresh(moves=refresh.moves.iloc[:0])
    assert not any(one.key == "change" for one in overview_sheet(still).tables[0].columns)
    assert "HabitueMoves" not in {table.name for table in overview_sheet(still).tables}


def test_a_segment_sheet_puts_the_best_first_and_sets_apart_who_must_not_be_written_to(make_refresh):
    refresh = make_refresh()
    everybody = (refresh.customers["order_days"] > 0).to_numpy()
    model = segment_sheet(refresh, "group.best", Label(key="best", name="Meilleurs", tone="green"), everybody)
    ready, excluded = model.tables
    assert column(ready, "key").tolist() == ["C005", "C001", "C002"]
    assert column(excluded, "key").tolist() == ["C003", "C006", "C008"]
    assert column(excluded, "excluded_why").tolist() == ["pas d'e-mail", "pas d'e-mail", "désabonné"]
    assert "3 clients à contacter" in texts(model)


def test_equal_customers_stand_in_the_order_of_their_keys(make_refresh):
    refresh = make_refresh()
    level = refresh.customers.assign(cents=100, last_day=1)
    everybody = (level["order_days"] >= 0).to_numpy()
    assert best_first(make_refresh(customers=level), everybody)["key"].tolist() == level["key"].tolist()


def test_a_retired_sheet_keeps_nobodys_details(make_refresh):
    refresh = make_refresh()
    model = retired_sheet(refresh, "group.best", "Meilleurs")
    assert not model.tables
    assert not any(name in " ".join(texts(model)) for name in refresh.customers["name"])


@pytest.mark.parametrize("words", [{**DETAILS, **RESULTS}, JOURNAL])
@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_are_unique_ignoring_case_and_known_when_read_back(words, language):
    titles = [title.say(language) for title in words.values()]
    assert len({title.casefold() for title in titles}) == len(titles)
    group = "journal" if words is JOURNAL else "customers"
    assert [key_of(group, title) for title in titles] == list(words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sheet_that_is_kept_has_a_name_that_excel_accepts(make_refresh, language):
    for _, one in kept_sheets(make_refresh(language).criteria):
        name = one.name(language)
        assert 0 < len(name) <= 31
        assert not set(name) & set("[]:*?/\\")


def test_the_figures_of_the_overview_fit_their_columns(make_refresh):
    model = overview_sheet(dataclasses.replace(make_refresh("fr"), currency="€"))
    figures = {cell.column: cell.value for cell in model.cells if cell.style == "title" and cell.row > 2}
    assert any("€" in text for text in figures.values())
    assert not any("," in text for text in figures.values()), "no cents: the amount must not run into its neighbour"
