"""What the grid shows is held against pandas and plain loops over the same frame."""

import unicodedata

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habitue.outcome import Label
from habitue_notebook.widgets import Filter, FrameRows, GridColumn, Query
from habitue_notebook.widgets.frame_columns import fold
from habitue_notebook.widgets.frame_query import read_query, told


@pytest.fixture(scope="module")
def frame(customers):
    return customers(700)


@pytest.fixture(scope="module")
def rows(frame, columns):
    return FrameRows(frame, columns(), currency="€")


def plainly(text):
    apart = unicodedata.normalize("NFD", text)
    return "".join(one for one in apart if not unicodedata.combining(one)).casefold()


def test_without_a_question_all_rows_are_there_in_their_order(rows, frame):
    assert rows.find(Query()).tolist() == list(range(len(frame)))


@pytest.mark.parametrize("word", ["zoe", "ZOÉ", "lefev", "@exemple", "n'guyen", "nimes", "prospect", "not there"])
def test_a_word_is_found_in_any_text_or_label_whatever_its_accents_and_capitals(rows, frame, word):
    names = ["Suspect", "Prospect", "New", "Active", "Inactive", "Lost", ""]
    expected = [
        at
        for at, line in enumerate(frame.itertuples())
        if any(
            plainly(word) in plainly("" if pd.isna(text) else text)
            for text in (line.key, line.name, line.email, line.town, names[line.status])
        )
    ]
    assert rows.find(Query(search=word)).tolist() == expected


def test_all_words_must_be_found_in_any_column(rows):
    both = set(rows.find(Query(search="zoe lyon")))
    assert both == set(rows.find(Query(search="zoe"))) & set(rows.find(Query(search="lyon")))
    assert both


@pytest.mark.parametrize("key", ["last_day", "cents", "habit", "silence", "status", "name", "town"])
def test_sorting_puts_blanks_last_both_ways_and_leaves_equal_rows_in_their_order(rows, frame, key):
    values = frame[key].astype(object)
    blank = {"last_day": lambda v: v <= 0, "silence": lambda v: v < 0, "status": lambda v: v < 0}.get(key, pd.isna)
    known = [at for at, value in enumerate(values) if not blank(value)]
    rest = [at for at, value in enumerate(values) if blank(value)]

    def of(at):
        return plainly(values[at]) if isinstance(values[at], str) else values[at]

    up, down = (rows.find(Query(sort=key, descending=falling)).tolist() for falling in (False, True))
    assert up == sorted(known, key=of) + rest
    assert down == sorted(known, key=of, reverse=True) + rest


def test_keys_are_sorted_as_the_file_has_them(rows, frame):
    assert rows.find(Query(sort="key")).tolist() == list(range(len(frame)))
    assert rows.find(Query(sort="key", descending=True)).tolist() == list(range(len(frame)))[::-1]


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (Filter(column="status", among=frozenset({3, 4})), lambda f: f["status"].isin([3, 4])),
        (Filter(column="status", among=frozenset({-1})), lambda f: f["status"] < 0),
        (Filter(column="town", among=frozenset({"Lyon"})), lambda f: f["town"] == "Lyon"),
        (Filter(column="name", among=frozenset({-1})), lambda f: f["name"].isna()),
        (Filter(column="name", contains="ÉCUY"), lambda f: f["name"].str.contains("cuyer").fillna(False)),
        (Filter(column="cents", low=100.0, high=200.5), lambda f: f["cents"].between(10_000, 20_050)),
        (Filter(column="habit", high=30.0), lambda f: f["habit"] <= 30),
        (Filter(column="silence", low=0.0, high=10.0), lambda f: f["silence"].between(0, 10)),
        (Filter(column="last_day", low=739_300.0), lambda f: f["last_day"] >= 739_300),
        (Filter(column="ok", among=frozenset({1})), lambda f: f["ok"]),
        (Filter(column="status", among=frozenset()), lambda f: f["status"] > 99),
    ],
)
def test_a_limit_leaves_the_rows_within_it(rows, frame, limit, expected):
    assert rows.find(Query(filters=(limit,))).tolist() == np.flatnonzero(expected(frame)).tolist()


def test_limits_search_and_a_mask_from_outside_all_hold(rows, frame):
    query = Query(search="lyon", filters=(Filter(column="status", among=frozenset({3})),), sort="cents")
    mask = np.arange(len(frame)) % 2 == 0
    found = rows.find(query, mask)
    expected = frame[(frame["town"] == "Lyon") & (frame["status"] == 3) & mask].sort_values("cents", kind="stable")
    assert found.tolist() == expected.index.tolist()


def test_a_window_holds_the_values_as_they_are_and_none_where_blank(rows, frame):
    positions = np.array([3, 1, 2])
    cells = dict(zip([column.key for column in rows.columns], rows.cells(positions), strict=True))
    assert cells["key"] == ["C4", "C2", "C3"]
    assert cells["name"] == [None if pd.isna(one) else one for one in frame["name"].iloc[positions]]
    assert cells["habit"] == [None if pd.isna(one) else one for one in frame["habit"].iloc[positions]]
    assert cells["silence"] == [None if one < 0 else one for one in frame["silence"].iloc[positions]]


def test_few_values_are_offered_with_their_counts_and_many_are_not(rows, frame):
    assert dict(rows.choices("town")) == frame["town"].value_counts().to_dict()
    counts = frame["status"].value_counts().to_dict()
    assert dict(rows.choices("status")) == counts
    assert rows.choices("status")[-1][0] == -1
    assert rows.choices("email") == []
    assert rows.choices("cents") == []
    assert rows.choices("no such column") == []


def test_an_unknown_column_is_left_out_of_the_grid_and_of_the_question(frame):
    rows = FrameRows(frame, [GridColumn(key="gone", title="?"), GridColumn(key="name", title="Name")])
    assert [column.key for column in rows.columns] == ["name"]
    query = Query(sort="gone", filters=(Filter(column="gone", contains="x"),), search="zoe")
    assert rows.fitting(query) == Query(search="zoe")
    assert rows.find(query).tolist() == rows.find(Query(search="zoe")).tolist()


def test_the_frame_is_never_written_to(frame, columns):
    before = frame.copy(deep=True)
    rows = FrameRows(frame, columns())
    for key in frame.columns:
        rows.find(Query(sort=key, search="zoe", descending=True))
    pd.testing.assert_frame_equal(frame, before)


def test_timestamps_are_shown_as_days():
    frame = pd.DataFrame({"day": pd.to_datetime(["2024-03-12 00:00", None, "1970-01-01 10:30"])})
    rows = FrameRows(frame, [GridColumn(key="day", title="Day", kind="day")])
    assert rows.cells(np.arange(3)) == [[738_957, None, 719_163]]


def test_an_empty_frame_is_searched_and_sorted_without_ado(customers, columns):
    rows = FrameRows(customers(3).iloc[:0], columns())
    for column in rows.columns:
        assert rows.find(Query(sort=column.key, search="x", descending=True)).tolist() == []
        assert rows.choices(column.key) == []


TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)


@settings(deadline=None, max_examples=60)
@given(texts=st.lists(st.one_of(st.none(), TEXT), min_size=1, max_size=30), word=TEXT)
def test_any_text_is_found_as_a_loop_finds_it(texts, word):
    frame = pd.DataFrame({"text": pd.Series(texts, dtype=object)})
    rows = FrameRows(frame, [GridColumn(key="text", title="Text")])
    wanted = [fold(one) for one in word.split()]
    lines = [fold(" ".join(one.split("\n")) if one else "") for one in texts]
    expected = [at for at, line in enumerate(lines) if all(one in line for one in wanted)]
    assert rows.find(Query(search=word)).tolist() == expected


@settings(deadline=None, max_examples=40)
@given(texts=st.lists(st.one_of(st.none(), TEXT), min_size=1, max_size=30), falling=st.booleans())
def test_sorting_any_texts_loses_no_row(texts, falling):
    rows = FrameRows(pd.DataFrame({"text": pd.Series(texts, dtype=object)}), [GridColumn(key="text", title="Text")])
    found = rows.find(Query(sort="text", descending=falling)).tolist()
    assert sorted(found) == list(range(len(texts)))


def test_a_word_that_is_everywhere_is_found_in_every_row():
    frame = pd.DataFrame({"text": ["banana ananas"] * 9000 + ["berry"]})
    rows = FrameRows(frame, [GridColumn(key="text", title="Text")])
    assert len(rows.find(Query(search="an"))) == 9000
    assert len(rows.find(Query(search="ananas"))) == 9000
    assert rows.find(Query(search="berry")).tolist() == [9000]


def test_a_question_survives_its_way_to_the_browser_and_back():
    query = Query(
        search="zoé",
        filters=(
            Filter(column="status", among=frozenset({1, -1})),
            Filter(column="cents", low=1.5),
            Filter(column="name", contains="x", among=frozenset({"a"})),
        ),
        sort="name",
        descending=True,
    )
    assert read_query(told(query)) == query


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"search": 5, "filters": "x", "sort": None, "descending": 1},
        {"filters": [None, 3, {"column": []}, {"low": "x", "high": float("nan"), "among": "abc"}]},
        {"filters": [{"column": "a", "low": float("inf"), "high": True, "contains": {}}]},
    ],
)
def test_a_message_of_the_wrong_kind_asks_nothing(message):
    assert read_query(message) == Query()


def test_labels_out_of_range_are_no_rows_of_a_search():
    label = Label(key="new", name="New", tone="blue")
    frame = pd.DataFrame({"status": [0, -1, 7]})
    rows = FrameRows(frame, [GridColumn(key="status", title="Status", kind="label", labels=(label,))])
    assert rows.find(Query(search="new")).tolist() == [0]
    assert rows.choices("status") == [(0, 1), (-1, 1)]
