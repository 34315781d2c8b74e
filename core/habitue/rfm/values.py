"""What R, F and M are scored on: whole numbers, one element per customer."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habitue.criteria import RfmCriteria
from habitue.records import History

Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Values:
    """Silence in days, number of order days (0: never bought, not scored), and cents (None: no amounts in the file)."""

    recency_days: Whole
    order_days: Whole
    cents: Whole | None

    @property
    def buyers(self) -> NDArray[np.bool_]:
        """Who is scored."""
        bought: NDArray[np.bool_] = self.order_days > 0
        return bought


def values_of(history: History, rfm: RfmCriteria) -> Values:
    """The values of a history; M is the sum of amounts, or the average basket in whole cents (a half is rounded up)."""
    cents = history.cents
    if cents is not None and rfm.monetary == "basket":
        orders = np.maximum(history.orders, 1).astype(np.int64)
        cents = (2 * cents.astype(np.int64) + orders) // (2 * orders)
    return Values(
        recency_days=np.where(history.order_days > 0, history.as_of - history.last_day, -1).astype(np.int64),
        order_days=history.order_days.astype(np.int64),
        cents=None if cents is None else cents.astype(np.int64),
    )
