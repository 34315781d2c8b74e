"""Cohorts against a naive count."""

from collections import defaultdict
from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from habitue.history import summarise
from habitue.history.cohorts import cohorts
from habitue.records import Orders

START = date(2023, 11, 20).toordinal()
LINES = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 500)), max_size=40)


def orders_of(lines: list[tuple[int, int]]) -> Orders:
    customer = np.array([who for who, _ in lines], dtype=np.int32)
    return Orders(customer=customer, day=np.array([START + day for _, day in lines], dtype=np.int32), cents=None)


def month(day: int) -> int:
    found = date.fromordinal(day)
    return found.year * 12 + found.month


@given(LINES, st.integers(0, 520))
def test_each_customer_counts_once_in_each_month_after_the_first(lines, as_of):
    orders, until = orders_of(lines), START + as_of
    found = cohorts(orders, summarise(orders, 6, until))
    bought: dict[int, set[int]] = defaultdict(set)
    for who, day in lines:
        if START + day <= until:
            bought[who].add(month(START + day))
    wanted: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for months in bought.values():
        for one in months:
            wanted[min(months)][one - min(months)] += 1
    firsts = [one.astype(object).year * 12 + one.astype(object).month for one in found.month]
    assert firsts == sorted(wanted)
    for place, first in enumerate(firsts):
        begun = month(until) - first + 1
        assert found.active[place, :begun].tolist() == [wanted[first][n] for n in range(begun)]
        assert (found.active[place, begun:] == -1).all()
        assert found.size[place] == wanted[first][0]
        np.testing.assert_allclose(found.shares[place, :begun], found.active[place, :begun] / found.size[place])


def test_nobody_has_no_cohorts():
    found = cohorts(orders_of([]), summarise(orders_of([]), 0, START))
    assert len(found.month) == 0
    assert found.shares.shape == (0, 0)
