"""Cohorts: of the customers who first bought in a month, how many bought again in each month after it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habitue.records import NEVER, History, Orders
from habitue.whole import bincount

_ORDINAL_OF_1970 = 719_163


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cohorts:
    """One line per month in which somebody first bought, in order of time.

    `month` is the first day of the month (datetime64[M]), `size` the customers who first bought in it, and
    `active[i, n]` how many of them bought in the n-th month after it (n = 0: that month, all of them); -1 for months
    that have not begun on the day of the history.
    """

    month: "NDArray[np.datetime64]"
    size: NDArray[np.int64]
    active: NDArray[np.int64]

    @property
    def shares(self) -> NDArray[np.float64]:
        """`active` as shares of `size`; nan for months that have not begun."""
        return np.where(self.active < 0, np.nan, self.active / self.size[:, None])


def cohorts(orders: Orders, history: History) -> Cohorts:
    """The cohorts of these orders, up to the day of their history; months without a first order are left out."""
    counted = (orders.day > NEVER) & (orders.day <= history.as_of)
    customer, month = orders.customer[counted], _months(orders.day[counted])
    first = _months(history.first_day)
    months, line = np.unique(first[history.first_day > NEVER], return_inverse=True)
    if not len(months):
        return Cohorts(month=_dates(months), size=months, active=np.zeros((0, 0), dtype=np.int64))
    width = int(_months(np.array([history.as_of]))[0] - months[0]) + 1
    place = np.full(len(history), -1, dtype=np.int64)
    place[history.first_day > NEVER] = line
    # Each customer counts once a month, however often they bought in it.
    bought = np.unique(customer.astype(np.int64) * width + month - first[customer])
    cells = place[bought // width] * width + bought % width
    active = bincount(cells, minlength=len(months) * width).reshape(len(months), width)
    begun = np.arange(width) <= width - 1 - (months - months[0])[:, None]
    return Cohorts(month=_dates(months), size=bincount(line), active=np.where(begun, active, -1))


def _months(days: NDArray[np.int32]) -> NDArray[np.int64]:
    """The number of each day's month, counted from January 1970."""
    since = (days.astype(np.int64) - _ORDINAL_OF_1970).astype("datetime64[D]")
    found: NDArray[np.int64] = since.astype("datetime64[M]").astype(np.int64)
    return found


def _dates(months: NDArray[np.int64]) -> "NDArray[np.datetime64]":
    return months.astype("datetime64[M]")
