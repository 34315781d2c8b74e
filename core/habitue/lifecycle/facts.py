"""What rules look at, one element per customer, and whether a condition holds on it."""

import operator
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from habitue.criteria import Comparison, Condition, Measure
from habitue.errors import BadCriteria
from habitue.language import sentence
from habitue.lifecycle.limits import Limits
from habitue.lifecycle.pace import Pace
from habitue.lifecycle.signs import Signs
from habitue.records import NEVER, History

Mask = NDArray[np.bool_]

_COMPARE: dict[Comparison, Callable[[NDArray[Any], NDArray[Any] | float], Mask]] = {
    Comparison.MORE_THAN: operator.gt,
    Comparison.AT_LEAST: operator.ge,
    Comparison.AT_MOST: operator.le,
    Comparison.LESS_THAN: operator.lt,
    Comparison.IS: operator.eq,
    Comparison.IS_NOT: operator.ne,
}

TIMED = frozenset(
    {
        Measure.SILENCE_DAYS,
        Measure.SILENCE_IN_HABITS,
        Measure.SILENCE_IN_HABIT_LIMITS,
        Measure.SILENCE_IN_LIMITS,
        Measure.FIRST_ORDER_DAYS_AGO,
    }
)
"""Measures that change by themselves from one day to the next, and of which the history tells when."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Facts:
    """The measures on a day: `silence` and `first_ago` in days, nan where they do not apply."""

    history: History
    limits: Limits
    signs: Signs
    pace: Pace | None  # None: unknown
    silence: NDArray[np.float64]
    first_ago: NDArray[np.float64]

    def on(self, day: NDArray[np.int32]) -> "Facts":
        """The same customers on another day each (proleptic ordinal), without the orders that came after it.

        Signs and recent pace stay as they are today: nobody knows since when.
        """
        return replace(
            self, silence=_days_from(self.history.last_day, day), first_ago=_days_from(self.history.first_day, day)
        )


def facts_of(history: History, limits: Limits, signs: Signs, pace: Pace | None) -> Facts:
    """The facts on `history.as_of`."""
    day = np.full(len(history), history.as_of, dtype=np.int32)
    return Facts(
        history=history,
        limits=limits,
        signs=signs,
        pace=pace,
        silence=_days_from(history.last_day, day),
        first_ago=_days_from(history.first_day, day),
    )


def _days_from(since: NDArray[np.int32], day: NDArray[np.int32]) -> NDArray[np.float64]:
    return np.where(since == NEVER, np.nan, day - since.astype(np.float64))


def holds(condition: Condition, facts: Facts) -> Mask:
    """For which customers a condition holds; raises BadCriteria where the file lacks what it looks at."""
    if isinstance(condition.value, bool):
        flag = _flag(condition.measure, facts)
        return flag if condition.value else ~flag
    if condition.measure is Measure.COLUMN:
        return _column(condition, facts)
    assert not isinstance(condition.value, str)
    compare, value, signs = _COMPARE[condition.comparison], condition.value, facts.signs
    match condition.measure:
        case Measure.ORDER_DAYS:
            return compare(facts.history.order_days, value)
        case Measure.SILENCE_DAYS:
            return compare(facts.silence, value)
        case Measure.SILENCE_IN_HABITS:
            return compare(facts.silence, value * facts.limits.habit_days)
        case Measure.SILENCE_IN_HABIT_LIMITS:
            return compare(facts.silence, value * facts.limits.from_habit_days)
        case Measure.SILENCE_IN_LIMITS:
            return compare(facts.silence, value * facts.limits.days)
        case Measure.FIRST_ORDER_DAYS_AGO:
            return compare(facts.first_ago, value)
        case Measure.REVENUE:
            return compare(_cents(facts.history), round(value * 100))
        case _:
            contacts = signs.contacts_without_response
            return (
                np.zeros(len(facts.history), bool) if contacts is None else (contacts >= 0) & compare(contacts, value)
            )


def _flag(measure: Measure, facts: Facts) -> Mask:
    signs, none = facts.signs, np.zeros(len(facts.history), bool)
    if measure is Measure.RESPONSES_UNKNOWN:
        contacts = signs.contacts_without_response
        return ~none if contacts is None else contacts < 0
    flags = {
        Measure.BUYS_LESS: None if facts.pace is None else facts.pace.less,
        Measure.SAID_LOST: signs.said_lost,
        Measure.UNSUBSCRIBED_EVERYWHERE: signs.unsubscribed,
        Measure.CONTACT_ESTABLISHED: signs.contact_established,
    }
    flag = flags[measure]
    return none if flag is None else flag


def _cents(history: History) -> NDArray[np.int64]:
    if history.cents is None:
        raise BadCriteria(
            sentence("A status depends on revenue, and the file has no amounts; change that rule in the criteria.")
        )
    return history.cents


def _column(condition: Condition, facts: Facts) -> Mask:
    texts = _texts(condition.column, facts.signs)
    if condition.comparison in _COMPARE and not isinstance(condition.value, str):
        numbers = pd.to_numeric(texts, errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)
        return _COMPARE[condition.comparison](numbers, condition.value)
    wanted = str(condition.value).casefold()
    plain = texts.fillna("").astype(str)
    found = {text: _fits(text, wanted, condition.comparison) for text in plain.unique()}
    return plain.map(found).to_numpy(dtype=bool)


def _fits(text: str, wanted: str, comparison: Comparison) -> bool:
    plain = " ".join(text.split()).casefold()
    if comparison is Comparison.CONTAINS:
        return wanted in plain
    return (plain == wanted) == (comparison is Comparison.IS)


def _texts(column: str, signs: Signs) -> pd.Series:
    plain = {" ".join(str(header).split()).casefold(): texts for header, texts in signs.columns.items()}
    if column.casefold() not in plain:
        raise BadCriteria(
            sentence(
                "A status depends on the column “{column}”, which is not there; there is: {known}. "
                "Change that rule in the criteria, or put the column back.",
                column=column,
                known=list(signs.columns),
            )
        )
    return plain[column.casefold()]
