"""What Excel sends as columns of text: the same texts that the reader of files gives."""

import math
from datetime import date, datetime
from decimal import Decimal

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from habitue.workbook.read.plain_cells import number_text as text_in_files
from habitue_addin.ranges import cells_of, is_blank, number_text


def texts(value: object) -> list[list[str | None]]:
    return [column.astype(object).where(column.notna(), None).tolist() for column in cells_of(value).columns]


@given(st.floats(allow_nan=False, allow_infinity=False, width=64))
def test_a_number_is_written_as_the_reader_of_files_writes_it(value):
    wanted = text_in_files(value)
    assert number_text(value) == ("0" if wanted == "-0" else wanted)


@given(st.integers(-(10**15), 10**15))
def test_a_whole_number_is_written_whole(value):
    assert number_text(value) == str(value) == number_text(float(value))


def test_what_is_no_number_is_blank():
    assert [number_text(value) for value in (math.nan, math.inf, -math.inf, -2146826246)] == [None] * 4


def test_each_kind_of_cell_has_its_text():
    cells = [["C1"], [12], [12.5], [True], [False], [""], [None], ["#N/A"], [object()], [Decimal("3.10")]]
    cells += [[date(2024, 3, 12)], [datetime(2024, 3, 12)], [datetime(2024, 3, 12, 10, 30)], [{"basicValue": 7}]]
    assert texts(cells) == [
        [
            *("C1", "12", "12.5", "true", "false", None, None, None, None, "3.1"),
            *("2024-03-12", "2024-03-12", "2024-03-12 10:30:00", "7"),
        ]
    ]


def test_true_and_one_stay_two_values():
    assert texts([[1], [True], [0], [False], [1.0]]) == [["1", "true", "0", "false", "1"]]


def test_a_single_row_and_a_single_cell_are_ranges_too():
    assert texts(["a", 1]) == [["a"], ["1"]]
    assert texts("a") == [["a"]]
    assert texts((("a", 1), ("b", 2))) == [["a", "b"], ["1", "2"]]  # desktop Excel sends tuples


def test_rows_below_the_last_filled_one_are_counted_and_left():
    cells = cells_of([["a", ""], ["", 2], ["", ""], [None, ""]])
    assert (cells.height, cells.blank_below) == (2, 2)


def test_numbers_are_kept_beside_their_texts():
    (numbers,) = cells_of([["a"], [45000], [12.5], ["7"]]).numbers
    np.testing.assert_array_equal(numbers, [np.nan, 45000, 12.5, np.nan])


def test_days_become_dates_only_where_they_can_be():
    (column,) = cells_of([["Date"], [45000], [45000.75], [12], [99999], ["45000"]]).with_dates({0}).columns
    assert column.tolist() == ["Date", "2023-03-15", "2023-03-15", "12", "99999", "45000"]


def test_a_blank_argument_is_nothing_or_a_lone_zero():
    assert all(map(is_blank, (None, "", 0, 0.0, [["", ""]][0][:1], [[None]])))
    assert not any(map(is_blank, (1, "0", "a", [[0], [0]], [["a", ""]])))


def test_a_million_blank_rows_below_cost_little():
    """Whole columns: what is kept is what is filled."""
    cells = cells_of([["C1"]] + [[""]] * 1_048_575)
    assert (cells.height, cells.blank_below) == (1, 1_048_575)


def test_columns_work_without_arrow(monkeypatch):
    import habitue_addin.ranges as ranges

    monkeypatch.setattr(ranges, "text_dtype", lambda: pd.StringDtype("python"))
    assert texts([["a", 1], ["", 2.5], [None, ""]]) == [["a", None], ["1", "2.5"]]
