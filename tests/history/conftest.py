"""The slow, plain way to a history: loops, dicts, `statistics.median`, Kaplan-Meier as the textbook writes it."""

import math
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from statistics import median
from typing import NamedTuple

import pytest

from habitue.records import History

Line = tuple[str | int, int, int, int | str | None]
"""Customer, day, cents, order number or None."""


class NaiveCustomer(NamedTuple):
    first_day: int
    last_day: int
    order_days: int
    orders: int
    cents: int
    own_gap: float | None


class NaiveHistory(NamedTuple):
    customers: dict[str | int, NaiveCustomer]
    habit_days: float | None
    limit_days: int | None
    repurchases: int


def naive_history(lines: Sequence[Line], as_of: int, share: str = "0.9", min_repurchases: int = 30) -> NaiveHistory:
    by_customer = defaultdict(list)
    for line in lines:
        if line[1] <= as_of:
            by_customer[line[0]].append(line)
    customers, closed, still_open = {}, [], []
    for customer, own in by_customer.items():
        days = sorted({day for _, day, _, _ in own})
        gaps = [after - before for before, after in pairwise(days)]
        numbered = {order for *_, order in own if order is not None}
        unnumbered = sum(1 for *_, order in own if order is None)
        customers[customer] = NaiveCustomer(
            days[0], days[-1], len(days), len(numbered) + unnumbered, sum(c for _, _, c, _ in own), _median(gaps)
        )
        closed += gaps
        still_open.append(as_of - days[-1])
    medians = [one.own_gap for one in customers.values() if one.own_gap is not None]
    limit = naive_limit(closed, still_open, share) if len(closed) >= min_repurchases else None
    return NaiveHistory(customers, _median(medians), limit, len(closed))


def naive_limit(closed: list[int], still_open: list[int], share: str = "0.9") -> int | None:
    still, curve = Fraction(1), {}
    for t in sorted(set(closed)):
        at_risk = sum(1 for gap in closed if gap >= t) + sum(1 for gap in still_open if gap >= t)
        still *= 1 - Fraction(closed.count(t), at_risk)
        curve[t] = 1 - still
    if not curve:
        return None
    most = max(curve.values())
    return min(t for t, come_back in curve.items() if come_back >= Fraction(share) * most)


def _median(values: Sequence[float]) -> float | None:
    return float(median(values)) if values else None


def check_history(history: History, keys: Sequence[str | int], expected: NaiveHistory) -> None:
    """Every customer, and the base, equal to the last bit; customers that are not expected have nothing."""
    for i, key in enumerate(keys):
        want = expected.customers.get(key, NaiveCustomer(0, 0, 0, 0, 0, None))
        own = float(history.own_gap[i])
        got = NaiveCustomer(
            int(history.first_day[i]),
            int(history.last_day[i]),
            int(history.order_days[i]),
            int(history.orders[i]),
            want.cents if history.cents is None else int(history.cents[i]),
            None if math.isnan(own) else own,
        )
        assert got == want
    assert set(expected.customers) <= set(keys)
    habit = history.base.habit_days
    assert (None if math.isnan(habit) else habit) == expected.habit_days
    assert history.base.limit_days == expected.limit_days
    assert history.base.repurchases == expected.repurchases


@pytest.fixture(scope="session")
def naive() -> Callable[..., NaiveHistory]:
    return naive_history


@pytest.fixture(scope="session")
def slow_limit() -> Callable[..., int | None]:
    return naive_limit


@pytest.fixture(scope="session")
def spark() -> Iterator[None]:
    """One small session for all tests; `summarise_files` uses it because it is the active one."""
    from habitue.history.on_spark import SparkSession

    builder = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.sql.shuffle.partitions", "1").config("spark.ui.showConsoleProgress", "false")
    # A few hundred rows never repay what the JVM's second compiler costs.
    builder = builder.config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1")
    with warnings.catch_warnings():
        # Sockets to the Java side that Spark closes late.
        warnings.simplefilter("ignore", ResourceWarning)
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("OFF")
        yield
        session.stop()


@pytest.fixture(scope="session")
def same_history() -> Callable[..., None]:
    return check_history
