"""The habit of each customer, and the silence."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from habitue.history import habit, silence
from habitue.records import NEVER, Base, History


def history_of(own_gaps, order_days, base_habit=30.0, last_days=None):
    zeros = np.zeros(len(order_days), dtype=np.int32)
    last = zeros if last_days is None else np.array(last_days, dtype=np.int32)
    return History(
        first_day=last,
        last_day=last,
        order_days=np.array(order_days, dtype=np.int32),
        orders=np.array(order_days, dtype=np.int32),
        cents=None,
        own_gap=np.array(own_gaps, dtype=np.float64),
        as_of=738_000,
        base=Base(habit_days=base_habit, limit_days=None, repurchases=0),
    )


def test_each_gap_missing_to_three_counts_as_the_habit_of_the_base():
    days = habit(history_of([np.nan, np.nan, 12.0, 12.0, 12.0, 12.0], [0, 1, 2, 3, 4, 9]))
    assert days.tolist() == [30.0, 30.0, 24.0, 18.0, 12.0, 12.0]


def test_a_base_where_nobody_came_back_has_no_habit():
    assert np.isnan(habit(history_of([np.nan, np.nan], [0, 1], base_habit=np.nan))).all()


def test_a_customer_whose_gaps_are_unknown_has_the_habit_of_the_base():
    assert habit(history_of([np.nan], [7])).tolist() == [30.0]


@given(own=st.integers(1, 4000), base=st.integers(1, 4000), gaps=st.integers(1, 6))
def test_the_habit_lies_between_the_own_and_that_of_the_base(own, base, gaps):
    (days,) = habit(history_of([own / 2], [gaps + 1], base_habit=base / 2))
    assert min(own, base) / 2 <= days <= max(own, base) / 2
    if gaps >= 3:
        assert days == own / 2


def test_silence_counts_from_the_last_order_day():
    history = history_of([np.nan] * 3, [1, 1, 0], last_days=[738_000, 737_900, NEVER])
    assert silence(history).tolist() == [0, 100, -1]
