"""One customer's own order days agree with their line of the history."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from habitue.history import summarise, timeline
from habitue.records import Orders

lines = st.lists(st.tuples(st.integers(0, 3), st.integers(700, 760), st.integers(0, 10**9)), max_size=40)


@given(lines=lines, as_of=st.integers(690, 770))
def test_the_timeline_of_each_customer_adds_up_to_their_history(lines, as_of):
    customer, day, cents = (
        (np.array(column, dtype=np.int64) for column in zip(*lines, strict=True))
        if lines
        else (np.zeros((3, 0), dtype=np.int64))
    )
    orders = Orders(customer=customer.astype(np.int32), day=day.astype(np.int32), cents=cents)
    history = summarise(orders, 4, as_of)
    for position in range(4):
        own = timeline(orders, position, as_of)
        assert len(own.days) == history.order_days[position]
        assert own.lines.sum() == history.orders[position]
        assert own.cents.sum() == history.cents[position]
        if len(own.days):
            assert (own.days[0], own.days[-1]) == (history.first_day[position], history.last_day[position])
            assert own.gaps.tolist() == np.diff(own.days).tolist()
        if len(own.gaps):
            assert np.median(own.gaps) == history.own_gap[position]


def test_a_timeline_without_amounts_has_none():
    orders = Orders(customer=np.array([0, 0], dtype=np.int32), day=np.array([5, 3], dtype=np.int32), cents=None)
    own = timeline(orders, 0, 10)
    assert (own.days.tolist(), own.gaps.tolist(), own.cents) == ([3, 5], [2], None)
