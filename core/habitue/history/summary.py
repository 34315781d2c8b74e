"""Orders to one line per customer, in memory: the only step that sees every order line."""

import numpy as np
from numpy.typing import NDArray

from habitue.history.days import OrderDays, order_days
from habitue.history.gaps import GapCounts, closed_gaps, count_gaps, median_gaps
from habitue.history.limit import MIN_REPURCHASES, SHARE, base_limit
from habitue.history.packing import Whole, distinct, major_of, number_bits, pack
from habitue.records import NEVER, Base, History, Orders
from habitue.whole import bincount


def summarise(
    orders: Orders, customers: int, as_of: int, *, share: float = SHARE, min_repurchases: int = MIN_REPURCHASES
) -> History:
    """The history of each of `customers` customers up to the day `as_of` (proleptic ordinal), that day included.

    Orders after `as_of` are not counted. Whole numbers and halves only, so that the order of the lines changes no bit.
    A negative order code stands for "no order number": each such line is an order. Raises ValueError when an order
    belongs to no customer.
    """
    lines = _counted(orders, as_of)
    if len(lines) and not 0 <= int(lines.customer.min()) <= int(lines.customer.max()) < customers:
        raise ValueError("an order's customer is not a position in the list of customers")
    days = order_days(lines.customer, lines.day)
    gaps = closed_gaps(days)
    own = median_gaps(days, gaps)
    return History(
        first_day=_spread(days, days.first, NEVER, customers),
        last_day=_spread(days, days.last, NEVER, customers),
        order_days=_spread(days, np.diff(days.starts), 0, customers),
        orders=_count_orders(lines, customers),
        cents=None if lines.cents is None else _sum_cents(lines.customer, lines.cents, customers),
        own_gap=_spread_gaps(days, own, customers),
        as_of=as_of,
        base=base_of(own, count_gaps(days, gaps, as_of), share, min_repurchases),
    )


def base_of(own_gaps: NDArray[np.float64], gaps: GapCounts, share: float, min_repurchases: int) -> Base:
    """What all customers together show, from their own median gaps (nan where none) and the lengths of all gaps."""
    known = own_gaps[~np.isnan(own_gaps)]
    return Base(
        habit_days=float(np.median(known)) if len(known) else float("nan"),
        limit_days=base_limit(gaps, share, min_repurchases),
        repurchases=int(gaps.closed.sum()),
        share=share,
    )


def _counted(orders: Orders, as_of: int) -> Orders:
    keep = (orders.day > NEVER) & (orders.day <= as_of)
    if keep.all():
        return orders
    return Orders(
        customer=orders.customer[keep],
        day=orders.day[keep],
        cents=None if orders.cents is None else orders.cents[keep],
        order=None if orders.order is None else orders.order[keep],
    )


def _spread(days: OrderDays, values: Whole, blank: int, customers: int) -> NDArray[np.int32]:
    every = np.full(customers, blank, dtype=np.int32)
    every[days.customer] = values
    return every


def _spread_gaps(days: OrderDays, gaps: NDArray[np.float64], customers: int) -> NDArray[np.float64]:
    every = np.full(customers, np.nan)
    every[days.customer] = gaps
    return every


def _sum_cents(customer: Whole, cents: Whole, customers: int) -> NDArray[np.int64]:
    sums = np.zeros(customers, dtype=np.int64)
    np.add.at(sums, customer, cents)
    return sums


def _count_orders(lines: Orders, customers: int) -> NDArray[np.int32]:
    if lines.order is None or not len(lines):
        return bincount(lines.customer, minlength=customers).astype(np.int32)
    numbered = lines.order >= 0
    alone = bincount(lines.customer[~numbered], minlength=customers)
    buyers = _buyers_of_orders(lines.customer[numbered], lines.order[numbered])
    counts: NDArray[np.int32] = (alone + bincount(buyers, minlength=customers)).astype(np.int32)
    return counts


def _buyers_of_orders(customer: Whole, order: Whole) -> Whole:
    """The customer of each order; an order number that several customers share is an order of each."""
    if len(order) and int(order.max()) < 4 * len(order):
        # Codes are dense and an order nearly always has one customer: then this finds it without sorting.
        buyer = np.full(int(order.max()) + 1, -1, dtype=np.int32)
        buyer[order] = customer
        if np.array_equal(buyer[order], customer):
            return buyer[buyer >= 0]
    bits = number_bits(order)
    return major_of(distinct(pack(customer, order, bits)), bits)
