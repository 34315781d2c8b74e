"""One customer's own order days, for those who ask why."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habitue.records import NEVER, Orders


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The order days of one customer, ascending, with what was bought on each.

    `gaps` has one element less than `days` (none for who never bought): the days from each to the next.
    """

    days: NDArray[np.int32]  # proleptic ordinals
    lines: NDArray[np.int32]  # order lines of each day
    cents: NDArray[np.int64] | None  # amount of each day, None when the file has no amounts
    gaps: NDArray[np.int32]


def timeline(orders: Orders, position: int, as_of: int) -> Timeline:
    """The timeline of the customer at `position` in the list of customers, up to the day `as_of`, that day included."""
    own = (orders.customer == position) & (orders.day > NEVER) & (orders.day <= as_of)
    days, place, lines = np.unique(orders.day[own], return_inverse=True, return_counts=True)
    cents = None
    if orders.cents is not None:
        cents = np.zeros(len(days), dtype=np.int64)
        np.add.at(cents, place, orders.cents[own])
    return Timeline(days=days, lines=lines.astype(np.int32), cents=cents, gaps=np.diff(days))
