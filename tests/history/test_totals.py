"""What can be known of customers whose file holds only totals."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from habitue.history import from_totals, habit, silence, summarise
from habitue.records import NEVER, Orders, Totals

AS_OF = 738_000
day = st.one_of(st.just(NEVER), st.integers(737_000, 738_010))


def totals_of(*customers):
    first, last, orders = (np.array(column, dtype=np.int32) for column in zip(*customers, strict=True))
    return Totals(first_day=first, last_day=last, orders=orders, cents=None)


def test_the_own_gap_is_the_mean_gap():
    history = from_totals(totals_of((737_000, 737_090, 4)), AS_OF)
    assert history.own_gap.tolist() == [30.0]
    assert history.order_days.tolist() == [4]
    assert history.base.habit_days == 30.0
    assert history.base.limit_days is None
    assert silence(history).tolist() == [910]


def test_orders_of_one_day_are_one_order_day():
    history = from_totals(totals_of((737_000, 737_000, 5), (737_000, 737_001, 5)), AS_OF)
    assert history.order_days.tolist() == [1, 2]
    assert history.orders.tolist() == [5, 5]


def test_blanks_are_not_filled_with_guesses():
    history = from_totals(
        totals_of((NEVER, 737_900, 3), (737_900, NEVER, 1), (NEVER, NEVER, 2), (737_000, 737_900, 0)), AS_OF
    )
    assert history.first_day.tolist() == [NEVER, 737_900, NEVER, 737_000]
    assert history.last_day.tolist() == [737_900, 737_900, NEVER, 737_900]
    assert history.order_days.tolist() == [3, 1, 0, 2]
    assert np.isnan(history.own_gap[:3]).all()


def test_dates_in_the_future_or_in_the_wrong_order_are_not_used():
    history = from_totals(totals_of((737_000, AS_OF + 1, 1), (737_500, 737_400, 3)), AS_OF)
    assert history.last_day.tolist() == [737_000, 737_400]
    assert history.first_day.tolist() == [737_000, NEVER]
    assert np.isnan(history.own_gap).all()


@given(customers=st.lists(st.tuples(day, day, st.integers(0, 50)), min_size=1, max_size=30))
def test_who_bought_has_a_last_day_and_a_gap_is_never_below_one(customers):
    history = from_totals(totals_of(*customers), AS_OF)
    np.testing.assert_array_equal(history.order_days > 0, history.last_day != NEVER)
    assert (history.order_days <= history.orders).all()
    assert not (history.own_gap < 1).any()
    assert not (habit(history) < 1).any()
    assert (silence(history) >= -1).all()


def test_evenly_spaced_orders_give_the_same_from_totals_as_from_lines():
    days = np.arange(737_000, 737_100, 10, dtype=np.int32)
    lines = summarise(Orders(customer=np.zeros(10, dtype=np.int32), day=days, cents=None), 1, AS_OF)
    totals = from_totals(totals_of((737_000, 737_090, 10)), AS_OF)
    assert lines.own_gap[0] == totals.own_gap[0]
    assert lines.order_days[0] == totals.order_days[0]
