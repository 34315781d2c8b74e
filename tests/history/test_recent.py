"""On how many days customers bought of late, against a plain count of distinct days."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from habitue.history import summarise
from habitue.history.recent import with_recent
from habitue.records import Orders

CUSTOMERS = 5
lines_of_orders = st.lists(st.tuples(st.integers(0, CUSTOMERS - 1), st.integers(0, 60)), max_size=80)


def orders_of(lines):
    customer, day = zip(*lines, strict=True) if lines else ((), ())
    return Orders(customer=np.array(customer, dtype=np.int32), day=np.array(day, dtype=np.int32), cents=None)


def recent(lines, as_of, period):
    history = with_recent(summarise(orders_of(lines), CUSTOMERS, as_of), orders_of(lines), period)
    assert history.recent_days == period
    return history.recent_order_days.tolist()


@given(lines_of_orders, st.integers(1, 60), st.integers(1, 70), st.randoms())
def test_the_days_counted_are_the_distinct_ones_of_the_period_in_any_order_of_rows(lines, as_of, period, random):
    expected = [
        len({day for who, day in lines if who == customer and 0 < day <= as_of and as_of - day < period})
        for customer in range(CUSTOMERS)
    ]
    assert recent(lines, as_of, period) == expected
    assert recent(random.sample(lines, len(lines)), as_of, period) == expected


def test_a_period_of_one_day_is_the_day_itself():
    assert recent([(0, 50), (0, 50), (1, 49), (2, 51)], 50, 1) == [1, 0, 0, 0, 0]
