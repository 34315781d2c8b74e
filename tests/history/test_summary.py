"""Orders to one line per customer, in memory, against the slow way and the published summary of CDNOW."""

import csv
from dataclasses import fields
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from habitue.history import summarise
from habitue.records import NEVER, Orders

CUSTOMERS = 6
line = st.tuples(
    st.integers(0, CUSTOMERS - 1),
    st.integers(738_000, 738_060),
    st.integers(0, 10**12),
    st.one_of(st.none(), st.integers(0, 8), st.integers(2**30, 2**31 - 1)),
)
lines_of_orders = st.lists(line, max_size=80)
day_of = st.integers(737_999, 738_080)


def orders_of(lines, amounts=True, numbers=True):
    customer, day, cents, order = zip(*lines, strict=True) if lines else ((), (), (), ())
    return Orders(
        customer=np.array(customer, dtype=np.int32),
        day=np.array(day, dtype=np.int32),
        cents=np.array(cents, dtype=np.int64) if amounts else None,
        order=np.array([-1 if code is None else code for code in order], dtype=np.int32) if numbers else None,
    )


def same_bits(one, other):
    def arrays(history):
        values = [getattr(history, field.name) for field in fields(history)]
        return [(str(array.dtype), array.tobytes()) for array in values if isinstance(array, np.ndarray)]

    return arrays(one) == arrays(other) and repr(one.base) == repr(other.base) and one.as_of == other.as_of


@given(lines=lines_of_orders, as_of=day_of, enough=st.integers(0, 40))
def test_every_history_is_what_the_slow_way_gives(lines, as_of, enough, naive, same_history):
    history = summarise(orders_of(lines), CUSTOMERS, as_of, min_repurchases=enough)
    same_history(history, range(CUSTOMERS), naive(lines, as_of, min_repurchases=max(enough, 1)))


@given(lines=lines_of_orders, as_of=day_of)
def test_without_order_numbers_every_line_is_an_order(lines, as_of, naive, same_history):
    bare = [(customer, day, cents, None) for customer, day, cents, _ in lines]
    history = summarise(orders_of(lines, numbers=False), CUSTOMERS, as_of)
    same_history(history, range(CUSTOMERS), naive(bare, as_of))


@given(lines=lines_of_orders, as_of=day_of, data=st.data())
def test_shuffled_rows_give_the_same_history_to_the_last_bit(lines, as_of, data):
    shuffled = data.draw(st.permutations(lines))
    assert same_bits(summarise(orders_of(lines), CUSTOMERS, as_of), summarise(orders_of(shuffled), CUSTOMERS, as_of))


@given(lines=lines_of_orders.filter(len), as_of=day_of, data=st.data())
def test_a_second_order_on_a_day_changes_orders_and_cents_only(lines, as_of, data):
    customer, day, _, _ = data.draw(st.sampled_from(lines))
    before = summarise(orders_of(lines), CUSTOMERS, as_of)
    after = summarise(orders_of([*lines, (customer, day, 5, None)]), CUSTOMERS, as_of)
    for name in ("first_day", "last_day", "order_days", "own_gap"):
        np.testing.assert_array_equal(getattr(before, name), getattr(after, name))
    assert repr(before.base) == repr(after.base)
    assert after.orders.sum() - before.orders.sum() == (day <= as_of)
    assert after.cents.sum() - before.cents.sum() == 5 * (day <= as_of)


@given(lines=lines_of_orders, as_of=day_of, where=st.integers(0, CUSTOMERS))
def test_a_customer_without_orders_changes_nobody_else(lines, as_of, where):
    before = summarise(orders_of(lines), CUSTOMERS, as_of)
    moved = [(customer + (customer >= where), *rest) for customer, *rest in lines]
    after = summarise(orders_of(moved), CUSTOMERS + 1, as_of)
    for name in ("first_day", "last_day", "order_days", "orders", "cents", "own_gap"):
        np.testing.assert_array_equal(getattr(before, name), np.delete(getattr(after, name), where))
    assert repr(before.base) == repr(after.base)
    assert after.last_day[where] == NEVER
    assert np.isnan(after.own_gap[where])


def test_orders_after_as_of_are_not_counted_and_those_of_that_day_are():
    history = summarise(orders_of([(0, 100, 1, None), (0, 110, 2, None), (0, 111, 4, None)]), 1, 110)
    assert (history.last_day[0], history.order_days[0], history.cents[0]) == (110, 2, 3)


def test_no_orders_at_all_is_a_history_too():
    history = summarise(orders_of([]), 2, 738_000)
    assert history.order_days.tolist() == [0, 0]
    assert history.base.limit_days is None
    assert np.isnan(history.base.habit_days)
    assert len(summarise(orders_of([]), 0, 738_000)) == 0


def test_the_whole_range_of_days_and_many_customers_fit():
    last = date.max.toordinal()
    lines = [(0, 1, 1, None), (2_000_000_000 % 3_000_000, last, 1, None), (0, last, 1, None)]
    history = summarise(orders_of(lines), 3_000_000, last)
    assert history.own_gap[0] == last - 1
    assert history.order_days.sum() == 3


def test_an_order_of_no_customer_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="position"):
        summarise(orders_of([(2, 738_000, 1, None)]), 2, 738_001)


def test_large_amounts_are_summed_without_losing_a_cent():
    lines = [(0, 738_000, 2**53, None), (0, 738_000, 1, None), (0, 738_000, 1, None)]
    assert summarise(orders_of(lines), 1, 738_000).cents[0] == 2**53 + 2


def test_an_order_number_that_two_customers_share_is_an_order_of_each():
    history = summarise(orders_of([(0, 100, 1, 5), (1, 100, 1, 5), (0, 101, 1, 5)]), 2, 200)
    assert history.orders.tolist() == [1, 1]


@pytest.mark.shared
def test_cdnow_equals_its_published_summary_for_all_customers(shared_data):
    folder = shared_data / "orders" / "cdnow_sample"
    as_of = date(1997, 9, 30).toordinal()
    with (folder / "transactions.csv").open(newline="") as file:
        lines = [
            (int(row["id"]) - 1, date.fromisoformat(row["date"]).toordinal(), 0, None) for row in csv.DictReader(file)
        ]
    with (folder / "summary.csv").open(newline="") as file:
        published = {int(row["ID"]) - 1: row for row in csv.DictReader(file)}
    history = summarise(orders_of(lines), 2357, as_of)
    assert len(published) == 2357
    for position, row in published.items():
        first, last = int(history.first_day[position]), int(history.last_day[position])
        assert history.order_days[position] - 1 == int(row["frequency"])
        assert abs((last - first) / 7 - float(row["recency"])) < 0.0051  # published with two digits
        assert abs((as_of - first) / 7 - float(row["T"])) < 0.0051
