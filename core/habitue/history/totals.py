"""The history of customers whose file holds no order lines, only totals (layout C)."""

import numpy as np
from numpy.typing import NDArray

from habitue.history.limit import SHARE
from habitue.records import NEVER, Base, History, Totals


def from_totals(totals: Totals, as_of: int, *, share: float = SHARE) -> History:
    """One line per customer from what the file says of each; days are proleptic ordinals.

    `order_days` is the number of orders, for want of their days, but never more than there are days from the first to
    the last; one where only dates are known to say that the customer bought once, two where they say twice. `own_gap`
    is the *mean* gap, (last - first) / (order days - 1): the median cannot be known. The base has no limit, for want of
    single gaps. A date after `as_of` is not used. A last order that is unknown is taken to be the first; a first order
    that is unknown or after the last stays NEVER. Without any date `order_days` is 0, whatever `orders` says.
    """
    first, last = _dates(totals, as_of)
    order_days = _order_days(totals.orders, first, last)
    own = _mean_gap(first, last, order_days)
    known = own[~np.isnan(own)]
    return History(
        first_day=first,
        last_day=last,
        order_days=order_days,
        orders=np.maximum(totals.orders, order_days),
        cents=totals.cents,
        own_gap=own,
        as_of=as_of,
        base=Base(
            habit_days=float(np.median(known)) if len(known) else float("nan"),
            limit_days=None,
            repurchases=int(np.maximum(order_days - 1, 0).sum()),
            share=share,
        ),
    )


def _dates(totals: Totals, as_of: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    first = np.where(totals.first_day > as_of, NEVER, totals.first_day).astype(np.int32)
    last = np.where(totals.last_day > as_of, NEVER, totals.last_day).astype(np.int32)
    last = np.where(last == NEVER, first, last)
    return np.where(first > last, np.int32(NEVER), first), last


def _order_days(orders: NDArray[np.int32], first: NDArray[np.int32], last: NDArray[np.int32]) -> NDArray[np.int32]:
    at_least = np.where(last == NEVER, 0, np.where((first != NEVER) & (first < last), 2, 1))
    at_most = np.where(last == NEVER, 0, np.where(first == NEVER, orders, last - first + 1))
    return np.maximum(np.minimum(orders, at_most), at_least).astype(np.int32)


def _mean_gap(first: NDArray[np.int32], last: NDArray[np.int32], order_days: NDArray[np.int32]) -> NDArray[np.float64]:
    gaps = order_days - 1
    known = (first != NEVER) & (gaps > 0)
    mean = np.full(len(gaps), np.nan)
    mean[known] = (last - first)[known] / gaps[known]
    return mean
