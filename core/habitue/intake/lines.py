"""Order lines beside a table of orders: the orders' amounts by their lines, and tables that repeat one another."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from habitue.cleaning.amounts import Mark
from habitue.intake.keys import same_keys
from habitue.intake.money import Money, row_amounts
from habitue.intake.order_rows import WHYS, OrderRows
from habitue.intake.source import Source
from habitue.intake.states import order_states
from habitue.records import SetAside
from habitue.roles import Role
from habitue.whole import bincount

_SHARED = 0.5
_AGREE = 0.8
_DUPLICATE = WHYS.index("duplicate")


def lines_of(orders: Source, lines: Sequence[Source]) -> Source | None:
    """The table of order lines that shares most order numbers with a table of orders; None when none does."""
    shares = [(len(_order_ids(orders).index.intersection(_order_ids(other).index)), -other.index) for other in lines]
    if not shares or max(shares)[0] == 0:
        return None
    return lines[shares.index(max(shares))]


def amounts_by_lines(orders: Source, lines: Source, decimal: Mark | None) -> tuple[Money | None, tuple[SetAside, ...]]:
    """The amount of each row of `orders` as the sum of its lines, and the lines that were left out of it.

    Returned and cancelled lines are left out, unless an order has no others: it is then a return itself.
    """
    money = row_amounts(lines, decimal)
    if money is None:
        return None, ()
    order_of_line, rows = _match(orders, lines)
    state = _line_states(lines)
    usable = ~money.missing & ~money.foreign & (state == 0)
    kept = usable & (money.cents >= 0) & (order_of_line >= 0)
    returned = usable & (money.cents < 0) & (order_of_line >= 0)
    size = int(rows.max(initial=-1)) + 1
    sums, counts = _sums(order_of_line[kept], money.cents[kept], size)
    back, backs = _sums(order_of_line[returned], money.cents[returned], size)
    only_returns = (counts == 0) & (backs > 0)
    totals = np.append(np.where(only_returns, back, sums), 0)
    first = ~pd.Series(rows).duplicated().to_numpy() | (rows < 0)
    missing = np.append((counts == 0) & ~only_returns, True)[rows]
    aside = _aside(
        lines,
        {
            "return": (returned & ~np.append(only_returns, False)[order_of_line]) | (state == WHYS.index("return")),
            "cancelled": state == WHYS.index("cancelled"),
            "quote": state == WHYS.index("quote"),
            "no_amount": money.missing & (state == 0) & (order_of_line >= 0),
            "other_currency": money.foreign & (state == 0),
            "no_order": order_of_line < 0,
        },
    )
    amounts = np.where(first, totals[rows], 0)
    whole = replace(money, cents=amounts, missing=missing, foreign=np.zeros(len(rows), dtype=bool))
    return whole, aside


def _sums(order: np.ndarray, cents: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray]:
    sums = np.zeros(size, dtype=np.int64)
    np.add.at(sums, order, cents)
    return sums, bincount(order, minlength=size)


def _line_states(lines: Source) -> np.ndarray:
    view = lines.view(Role.ORDER_STATE)
    if view is None:
        return np.zeros(len(lines.table), dtype=np.int8)
    states = [WHYS.index(state or "") for state in order_states(view.distinct.texts)]
    codes: np.ndarray = np.array([*states, 0], dtype=np.int8)[view.distinct.codes]
    return codes


def _aside(source: Source, masks: dict[str, np.ndarray]) -> tuple[SetAside, ...]:
    return tuple(
        SetAside(
            why=why,
            count=int(mask.sum()),
            sheet=source.table.origin.sheet,
            cells=source.cells(Role.ORDER_ID, np.flatnonzero(mask)),
        )
        for why, mask in masks.items()
        if mask.any()
    )


def _order_ids(source: Source) -> pd.Series:
    """The distinct order numbers of a table in a comparable form (index), and their codes in the column."""
    view = source.view(Role.ORDER_ID)
    assert view is not None
    same = same_keys(view.distinct.texts)
    return pd.Series(np.arange(len(same)), index=pd.Index(same)).loc[same.notna().to_numpy()]


def _match(orders: Source, lines: Source) -> tuple[np.ndarray, np.ndarray]:
    """A number for each order: by row of `lines`, and by row of `orders`; -1 where there is none."""
    one, other = orders.view(Role.ORDER_ID), lines.view(Role.ORDER_ID)
    assert one is not None
    assert other is not None
    same = pd.concat([same_keys(one.distinct.texts), same_keys(other.distinct.texts)], ignore_index=True)
    numbers, _ = pd.factorize(same)
    split = len(one.distinct.texts)
    of_orders = np.append(numbers[:split], -1)[one.distinct.codes]
    known = np.isin(numbers[split:], numbers[:split])
    of_lines = np.append(np.where(known, numbers[split:], -1), -1)[other.distinct.codes]
    return of_lines, of_orders


def without_repeats(parts: Sequence[OrderRows]) -> list[OrderRows]:
    """The tables of orders, each order counted from one of them only.

    Two tables repeat one another where they share half the order numbers of the smaller one and name the same
    customers and days for them; the more detailed one then does not count, unless only it has amounts.
    """
    kept = list(parts)
    for later in range(1, len(kept)):
        for earlier in range(later):
            one, other = kept[earlier], kept[later]
            if one.order is None or other.order is None or not _repeat(one, other):
                continue
            drop, keep = (earlier, later) if _finer(one, other) else (later, earlier)
            of_keep, of_drop = _numbers(kept[keep], kept[drop])
            again = np.isin(of_drop, of_keep[of_keep >= 0]) & (of_drop >= 0) & kept[drop].counted
            kept[drop] = replace(kept[drop], why=np.where(again, _DUPLICATE, kept[drop].why).astype(np.int8))
    return kept


def _numbers(one: OrderRows, other: OrderRows) -> tuple[np.ndarray, np.ndarray]:
    of_other, of_one = _match(one.source, other.source)
    return of_one, of_other


def _repeat(one: OrderRows, other: OrderRows) -> bool:
    of_one, of_other = _numbers(one, other)
    shared = np.intersect1d(of_one[of_one >= 0], of_other[of_other >= 0])
    smaller = min(len(np.unique(of_one[of_one >= 0])), len(np.unique(of_other[of_other >= 0])))
    if not len(shared) or len(shared) < _SHARED * smaller:
        return False
    size = int(shared.max()) + 1
    agree = _last(one.customer, of_one, size)[shared] == _last(other.customer, of_other, size)[shared]
    agree &= _last(one.day, of_one, size)[shared] == _last(other.day, of_other, size)[shared]
    return float(agree.mean()) >= _AGREE


def _last(values: np.ndarray, numbers: np.ndarray, size: int) -> np.ndarray:
    """The customer or day of each order; of several, the largest."""
    largest = np.full(size, -1, dtype=np.int64)
    named = (numbers >= 0) & (numbers < size)
    np.maximum.at(largest, numbers[named], values[named])
    return largest


def _finer(one: OrderRows, other: OrderRows) -> bool:
    """Whether `one` is the table to drop: it has no amounts and `other` has, or it has more rows an order."""
    if (one.cents is None) != (other.cents is None):
        return one.cents is None
    assert one.order is not None
    assert other.order is not None
    return len(one.order) * len(np.unique(other.order)) > len(other.order) * len(np.unique(one.order))
