"""The statuses of the same customers under other criteria, fast enough to follow a slider.

What does not depend on the criteria is worked out once; the results are those of a refresh, number by number.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from habitue import history as histories
from habitue import lifecycle
from habitue.criteria import Criteria, InactiveLimit, Measure
from habitue.history.days import order_days
from habitue.history.gaps import GapCounts, closed_gaps, count_gaps
from habitue.history.recent import with_recent
from habitue.history.summary import base_of
from habitue.records import NEVER, History, Orders
from habitue.refresh.judged import Judged
from habitue.refresh.signs import signs_of


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Standing:
    """What is known of the customers before any criteria: one element each. No `orders`: only totals are known."""

    history: History
    habit: NDArray[np.float64]
    signs: lifecycle.Signs
    limit: InactiveLimit  # that `history.base` was worked out for
    orders: Orders | None = None
    gaps: GapCounts | None = None

    def __len__(self) -> int:
        return len(self.history)


def standing_of(judged: Judged) -> Standing:
    """Where the customers of a refresh stand."""
    intake, history = judged.intake, judged.history
    orders = intake.orders if intake.summarised is None else None
    return Standing(
        history=history,
        habit=histories.habit(history),
        signs=signs_of(intake, judged.cleaned),
        limit=judged.criteria.inactive,
        orders=orders,
        gaps=None if orders is None else _gaps(orders, history.as_of),
    )


def history_under(standing: Standing, criteria: Criteria) -> History:
    """The history with the base limit and the recent period that these criteria ask for."""
    history, limit = standing.history, criteria.inactive
    if standing.orders is None or standing.gaps is None:
        return history
    if (limit.base_share, limit.min_repurchases) != (standing.limit.base_share, standing.limit.min_repurchases):
        base = base_of(history.own_gap, standing.gaps, limit.base_share, limit.min_repurchases)
        history = replace(history, base=base)
    period = criteria.pace.period_days
    if period != history.recent_days and _looks_at_pace(criteria):
        history = with_recent(history, standing.orders, period)
    return history


def statuses_under(standing: Standing, criteria: Criteria) -> lifecycle.Statuses:
    """The status of every customer under these criteria, without `since`; raises BadCriteria as a refresh does."""
    history = history_under(standing, criteria)
    return lifecycle.statuses(history, standing.habit, standing.signs, criteria, dated=False)


def _looks_at_pace(criteria: Criteria) -> bool:
    return any(one.measure is Measure.BUYS_LESS for stage in criteria.stages for one in stage.conditions())


def _gaps(orders: Orders, as_of: int) -> GapCounts:
    counted = (orders.day > NEVER) & (orders.day <= as_of)
    days = order_days(orders.customer[counted], orders.day[counted])
    return count_gaps(days, closed_gaps(days), as_of)
