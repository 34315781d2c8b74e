"""Distinct texts: the fast way by numbers and the plain way by texts say the same of every column."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habitue.distinct import distinct
from habitue.tables import text_dtype

SIZE = 12_000


def check(texts):
    column = pd.Series(texts, dtype=text_dtype())
    found = distinct(column)
    assert found.texts.nunique() == len(found.texts)
    assert found.codes.max() == len(found.texts) - 1
    again = pd.Series(found.texts.array.take(found.codes, allow_fill=True), dtype=text_dtype())
    pd.testing.assert_series_equal(again, column, check_names=False)
    assert found.counts().sum() == column.notna().sum()


@pytest.mark.parametrize("pattern", ["{}", "C{:06}", "CMD-{}", "{:06}", "{}.0", "{}-{}", "é{}"])
def test_long_columns_of_numbers_are_told_apart(pattern):
    numbers = np.random.default_rng(1).integers(0, 4000, SIZE).tolist()
    check([pattern.format(number, number) for number in numbers])
    check([pattern.format(number * 10**9, number) for number in numbers])


@pytest.mark.parametrize("odd", ["007", "0x1f", "+7", "-7", " 7", "7 ", "", "C7", "9" * 30, None, "７", "7.0"])
def test_one_odd_cell_in_a_long_column_is_no_other(odd):
    check([str(number) for number in range(SIZE)] + [odd])
    check([odd] + [str(number) for number in range(SIZE)])
    check([odd] + [f"{number:05}" for number in range(SIZE)])


@given(st.lists(st.one_of(st.none(), st.text(alphabet="0123C-x", max_size=4)), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_any_column_can_be_put_together_again(texts):
    check([*texts, "1"])
    check([*texts, "1"] * (SIZE // (len(texts) + 1) + 1))
