"""Whether customers buy clearly less of late than their own pace before gives."""

from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from habitue.criteria import RecentPace
from habitue.records import History

EARLIER_ORDER_DAYS = 3
"""So many order days before the recent period make a pace."""
RARELY = 0.05
"""So few order days must be this improbable at the customer's own pace, or less."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pace:
    """Per customer: order days in the last `days` days, and what the own pace before would give (nan: not known)."""

    days: int
    recent: NDArray[np.int32]
    usual: NDArray[np.float64]
    less: NDArray[np.bool_]


def recent_pace(history: History, criteria: RecentPace) -> Pace | None:
    """The recent pace of every customer; None where nobody counted the order days of that period.

    The own pace is the order days after the first one, per day, from that first order day to the eve of the period (the
    first begins the count, so it is not in it: three order days are two returns). It is known of customers with
    `EARLIER_ORDER_DAYS` before the period, the first of them at least as long before it as the period lasts.

    Clearly less is at most the share in the criteria, where a Poisson count of that mean would be so low with a
    probability of `RARELY` at most. Three order days at least are then missing, so no least number is asked for.
    """
    if history.recent_order_days is None or history.recent_days != criteria.period_days:
        return None
    recent, period = history.recent_order_days, history.recent_days
    earlier = history.order_days - recent
    life = history.as_of - period - history.first_day
    known = (earlier >= EARLIER_ORDER_DAYS) & (life >= period)
    usual = np.full(len(history), np.nan)
    usual[known] = (earlier[known] - 1) * float(period) / life[known]
    less = recent <= criteria.most_share * usual
    less[less] = _chance(recent[less], usual[less]) <= RARELY
    return Pace(days=period, recent=recent, usual=usual, less=less)


def _chance(at_most: NDArray[np.int32], mean: NDArray[np.float64]) -> NDArray[np.float64]:
    """The probability that a Poisson count of this mean is so low."""
    total, log_mean, log_factorial = np.zeros(len(mean)), np.log(mean), 0.0
    for count in range(int(at_most.max(initial=-1)) + 1):
        log_factorial += log(max(count, 1))
        total += np.where(count <= at_most, np.exp(count * log_mean - mean - log_factorial), 0)
    return total
