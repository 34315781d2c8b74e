"""The day on which each customer entered their status, where the dates of their orders tell it."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from habitue.criteria import Criteria, Measure, Stage
from habitue.lifecycle.facts import TIMED, Facts
from habitue.lifecycle.limits import inactive_limits
from habitue.lifecycle.rules import first_that_holds
from habitue.records import NEVER

_UNDATED = frozenset(
    {
        Measure.BUYS_LESS,
        Measure.SAID_LOST,
        Measure.UNSUBSCRIBED_EVERYWHERE,
        Measure.CONTACT_ESTABLISHED,
        Measure.CONTACTS_WITHOUT_RESPONSE,
        Measure.COLUMN,
    }
)
"""Nobody knows since when these hold."""

Codes = NDArray[np.int8]
Days = NDArray[np.int32]


def entered_on(criteria: Criteria, facts: Facts, code: Codes, alternative: Codes) -> Days:
    """The day (proleptic ordinal), or NEVER where it cannot be told.

    Since the last order a status can only change on the days on which silence, or the time since the first order,
    passes a threshold of some rule: the latest of these before which the status was another is the day of entry. A
    status held since the last order was entered with it when the status just before can be worked out and was
    another, which one or two order days allow.
    """
    history, stages = facts.history, criteria.stages
    since = np.zeros(len(history), dtype=np.int32)
    for day in _days_of_change(stages, facts):
        seen = (day > history.last_day) & (day <= history.as_of)
        other = first_that_holds(stages, facts.on(day - 1))[0] != code
        since = np.where(seen & other, np.maximum(since, day), since)
    held_since_order = (since == NEVER) & _before_is_known(stages, facts)
    before = first_that_holds(stages, _before_last_order(criteria, facts))[0]
    since = np.where(held_since_order & (before != code), history.last_day, since)
    return np.where(_rests_on_undated(stages, code, alternative), np.int32(NEVER), since)


def _days_of_change(stages: tuple[Stage, ...], facts: Facts) -> Iterator[Days]:
    limits, history = facts.limits, facts.history
    timed = {one for stage in stages for one in stage.conditions() if one.measure in TIMED}
    thresholds = sorted({(one.measure, float(one.value)) for one in timed})
    for measure, value in thresholds:
        start = history.first_day if measure is Measure.FIRST_ORDER_DAYS_AGO else history.last_day
        unit: NDArray[np.float64] | float = 1.0
        if measure is Measure.SILENCE_IN_HABITS:
            unit = limits.habit_days
        elif measure is Measure.SILENCE_IN_HABIT_LIMITS:
            unit = limits.from_habit_days
        elif measure is Measure.SILENCE_IN_LIMITS:
            unit = limits.days
        delay = np.nan_to_num(value * np.asarray(unit), nan=-1)  # before the start: never seen
        at_least, more_than = np.ceil(delay), np.floor(delay) + 1
        yield (start + np.broadcast_to(at_least, start.shape)).astype(np.int32)
        yield (start + np.broadcast_to(more_than, start.shape)).astype(np.int32)


def _before_is_known(stages: tuple[Stage, ...], facts: Facts) -> NDArray[np.bool_]:
    history = facts.history
    on_revenue = any(one.measure is Measure.REVENUE for stage in stages for one in stage.conditions())
    second = (history.order_days == 2) & (history.first_day != NEVER) & (not on_revenue)
    known: NDArray[np.bool_] = (history.order_days == 1) | second
    return known


def _before_last_order(criteria: Criteria, facts: Facts) -> Facts:
    """Customers with one or two order days as they stood on the eve of the last (others: not to be looked at)."""
    history = facts.history
    first_only = np.where(history.order_days == 2, history.first_day, np.int32(NEVER))
    eve = replace(
        history,
        first_day=first_only,
        last_day=first_only,
        order_days=np.maximum(history.order_days - 1, 0),
        cents=None if history.cents is None else np.where(history.order_days == 1, 0, history.cents),
    )
    base_habit = np.full(len(history), history.base.habit_days)
    limits = inactive_limits(eve, base_habit, criteria.inactive)
    return replace(facts, history=eve, limits=limits).on(history.last_day - np.int32(1))


def _rests_on_undated(stages: tuple[Stage, ...], code: Codes, alternative: Codes) -> NDArray[np.bool_]:
    undated = np.zeros(len(code), bool)
    for position, stage in enumerate(stages):
        for which, conditions in enumerate(stage.rule):
            if any(one.measure in _UNDATED for one in conditions):
                undated |= (code == position) & (alternative == which)
    return undated
