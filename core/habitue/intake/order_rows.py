"""The rows of one table of orders: who, when, how much, and which of them do not count and why."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from habitue.cleaning.amounts import Mark
from habitue.cleaning.amounts_numbers import read_distinct_numbers
from habitue.cleaning.dates import DateHabits
from habitue.intake.identity import NOBODY
from habitue.intake.money import Money, row_amounts
from habitue.intake.source import Source
from habitue.intake.states import order_states
from habitue.intake.when import read_days
from habitue.language import sentence
from habitue.records import NEVER, SetAside
from habitue.roles import Role
from habitue.tables import Problem

WHYS = (
    "", "quote", "cancelled", "return", "no_customer", "no_date", "future", "no_amount", "other_currency", "duplicate",
)  # fmt: skip
"""Why a row does not count; the code of a reason is its place here, 0 when the row counts."""

_CODE = {why: code for code, why in enumerate(WHYS)}
_ROLE_OF = {
    "quote": Role.ORDER_STATE, "cancelled": Role.ORDER_STATE, "return": Role.AMOUNT, "no_customer": Role.CUSTOMER_KEY,
    "no_date": Role.ORDER_DATE, "future": Role.ORDER_DATE, "no_amount": Role.AMOUNT, "other_currency": Role.AMOUNT,
    "duplicate": Role.ORDER_ID,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """What holds for all tables: the day of the refresh, and how dates and amounts are written when told."""

    as_of: int
    dates: DateHabits
    decimal: Mark | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OrderRows:
    """All rows of one table: position of the customer, day, cents (None without amounts), order, and why not counted.

    `order` is a code of the table's own, -1 where the row has no order number; None when no column has them.
    """

    source: Source
    customer: np.ndarray
    day: np.ndarray
    cents: np.ndarray | None
    order: np.ndarray | None
    why: np.ndarray
    currency: str
    problems: tuple[Problem, ...]

    @property
    def counted(self) -> np.ndarray:
        """Which rows count."""
        return np.asarray(self.why == 0, dtype=bool)


def read_order_rows(source: Source, customer: np.ndarray, habits: Habits, from_lines: Money | None) -> OrderRows:
    """The rows of a table of orders; `from_lines` are the amounts of its orders by its lines, where it has none."""
    days, date_doubts = read_days(source, Role.ORDER_DATE, habits.dates)
    money = row_amounts(source, habits.decimal) or from_lines
    view = source.view(Role.ORDER_ID)
    return OrderRows(
        source=source,
        customer=customer,
        day=days,
        cents=None if money is None else money.cents,
        order=None if view is None else view.distinct.codes,
        why=_why(source, customer, days, money, habits.as_of),
        currency="" if money is None else money.currency,
        problems=(*date_doubts, *(() if money is None else (*money.problems, *_mostly_negative(source, money)))),
    )


def _why(source: Source, customer: np.ndarray, day: np.ndarray, money: Money | None, as_of: int) -> np.ndarray:
    """The first reason that holds, in the order of `WHYS` but for returns by their amount, which come last."""
    why = np.zeros(len(day), dtype=np.int8)
    if money is not None:
        why[(money.cents < 0) | _given_back(source, money)] = _CODE["return"]
        why[money.missing] = _CODE["no_amount"]
        why[money.foreign] = _CODE["other_currency"]
    why[day > as_of] = _CODE["future"]
    why[day == NEVER] = _CODE["no_date"]
    why[customer == NOBODY] = _CODE["no_customer"]
    view = source.view(Role.ORDER_STATE)
    if view is not None:
        states = [_CODE[state or ""] for state in order_states(view.distinct.texts)]
        by_state = np.array([*states, 0], dtype=np.int8)[view.distinct.codes]
        why = np.where(by_state > 0, by_state, why)
    return why


def _given_back(source: Source, money: Money) -> np.ndarray:
    """Rows with a quantity below zero, whose amount some programs write without its sign."""
    view = source.view(Role.QUANTITY)
    if view is None:
        return np.zeros(len(money.cents), dtype=bool)
    given_back: np.ndarray = (read_distinct_numbers(view.distinct).values < 0) & (money.cents > 0)
    return given_back


def set_aside(rows: Sequence[OrderRows]) -> tuple[SetAside, ...]:
    """What does not count, by table and reason, with the first few cells."""
    found = []
    for part in rows:
        for code, why in enumerate(WHYS[1:], start=1):
            places = np.flatnonzero(part.why == code)
            if len(places):
                role = _ROLE_OF[why]
                if why == "return" and not part.source.has(Role.AMOUNT):
                    role = Role.ORDER_STATE
                cells = part.source.cells(role if part.source.has(role) else None, places)
                found.append(SetAside(why=why, count=len(places), sheet=part.source.table.origin.sheet, cells=cells))
    return tuple(found)


def _mostly_negative(source: Source, money: Money) -> tuple[Problem, ...]:
    """Accounting exports write sales as credits: nothing is turned round silently."""
    negative, positive = int((money.cents < 0).sum()), int((money.cents > 0).sum())
    if negative <= 2 * positive or negative < 10:
        return ()
    return (
        source.problem(
            sentence(
                "Most amounts in column {column} are negative, and count as returns: if they are sales, "
                "change their sign in the file.",
                column=source.header(Role.AMOUNT) if source.has(Role.AMOUNT) else "",
            ),
            Role.AMOUNT,
            np.flatnonzero(money.cents < 0),
        ),
    )
