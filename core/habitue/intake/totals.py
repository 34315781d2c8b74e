"""What tables of customers say of orders in totals: first and last order, their number and the revenue."""

from collections.abc import Callable, Sequence

import numpy as np

from habitue.cleaning.amounts_numbers import read_distinct_numbers
from habitue.intake.identity import NOBODY
from habitue.intake.money import read_money
from habitue.intake.order_rows import Habits
from habitue.intake.source import Source
from habitue.intake.when import read_days
from habitue.language import plural
from habitue.records import NEVER, Totals
from habitue.roles import Role
from habitue.tables import Problem


def totals_of(
    sources: Sequence[Source], rows: dict[int, np.ndarray], size: int, habits: Habits
) -> tuple[Totals, str, tuple[Problem, ...]]:
    """The totals of each customer, the currency, and what is doubtful; several rows are put together."""
    first, last = np.full(size, NEVER, dtype=np.int32), np.full(size, NEVER, dtype=np.int32)
    count, cents = np.zeros(size, dtype=np.int32), np.zeros(size, dtype=np.int64)
    has_amounts, currency = False, ""
    problems: list[Problem] = []
    for source in sources:
        customer = rows[source.index]
        for role, days, pick in ((Role.FIRST_ORDER, first, _earlier), (Role.LAST_ORDER, last, _later)):
            problems += _merge_days(source, role, customer, days, pick, habits)
        view = source.view(Role.ORDER_COUNT)
        if view is not None:
            numbers = np.nan_to_num(read_distinct_numbers(view.distinct, habits.decimal).values, nan=0.0)
            numbers = np.clip(np.rint(numbers), 0, 2**31 - 1).astype(np.int32)
            np.add.at(count, customer[customer != NOBODY], numbers[customer != NOBODY])
        money = read_money(source, Role.REVENUE, habits.decimal) if source.has(Role.REVENUE) else None
        if money is not None:
            has_amounts, currency = True, currency or money.currency
            np.add.at(cents, customer[customer != NOBODY], money.cents[customer != NOBODY])
            problems += money.problems
    return (
        Totals(first_day=first, last_day=last, orders=count, cents=cents if has_amounts else None),
        currency,
        tuple(problems),
    )


_Pick = Callable[[np.ndarray, np.ndarray], np.ndarray]


def _earlier(known: np.ndarray, new: np.ndarray) -> np.ndarray:
    return np.where((known == NEVER) | ((new != NEVER) & (new < known)), new, known)


def _later(known: np.ndarray, new: np.ndarray) -> np.ndarray:
    return np.asarray(np.maximum(known, new))


def _merge_days(
    source: Source, role: Role, customer: np.ndarray, days: np.ndarray, pick: _Pick, habits: Habits
) -> list[Problem]:
    """Put a column of dates into `days`; dates after the day of the refresh are not used."""
    if not source.has(role):
        return []
    found, doubts = read_days(source, role, habits.dates)
    problems = list(doubts)
    future = np.flatnonzero(found > habits.as_of)
    if len(future):
        text = plural("{count} date is in the future.", "{count} dates are in the future.", len(future))
        problems.append(source.problem(text, role, future))
        found = np.where(found > habits.as_of, NEVER, found)
    named = customer != NOBODY
    order = np.argsort(found[named], kind="stable")
    if pick is _earlier:
        order = order[::-1]
    new = np.full(len(days), NEVER, dtype=np.int32)
    dated = found[named][order] != NEVER
    new[customer[named][order][dated]] = found[named][order][dated]
    days[:] = pick(days, new)
    return problems
