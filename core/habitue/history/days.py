"""The distinct order days of every buyer, in order of time: several orders on one day are one order day."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habitue.history.packing import Whole, differs_from_previous, distinct, major_of, minor_of, number_bits, pack


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDays:
    """All order days, buyer after buyer: those of buyer `i` are `day[starts[i]:starts[i + 1]]`, ascending.

    `customer` gives the position of each buyer in the list of customers, ascending; customers without orders are not
    among them. `starts` has one element more than there are buyers.
    """

    customer: NDArray[np.int64]
    starts: NDArray[np.int64]
    day: NDArray[np.int32]

    @property
    def first(self) -> NDArray[np.int32]:
        """The first order day of each buyer."""
        return self.day[self.starts[:-1]]

    @property
    def last(self) -> NDArray[np.int32]:
        """The last order day of each buyer."""
        return self.day[self.starts[1:] - 1]


def order_days(customer: Whole, day: Whole) -> OrderDays:
    """The distinct days of each customer, from one element per order line in any order; days are above 0."""
    earliest = int(day.min()) if len(day) else 0
    bits = number_bits(day - earliest)
    keys = distinct(pack(customer, day - earliest, bits))
    who = major_of(keys, bits)
    starts = np.flatnonzero(differs_from_previous(who))
    return OrderDays(
        customer=who[starts],
        starts=np.append(starts, len(keys)),
        day=(minor_of(keys, bits) + earliest).astype(np.int32),
    )
