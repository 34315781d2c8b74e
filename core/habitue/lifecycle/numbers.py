"""The numbers that reasons quote: each distinct one written once, and rounded so that none contradicts the decision."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from habitue.criteria import Comparison, Condition, Criteria, Measure
from habitue.language import Language, Sentence, plural, say_number, sentence
from habitue.language.phrases import said
from habitue.lifecycle.statuses import Statuses

Rows = NDArray[np.intp]
Texts = NDArray[np.object_]

ENOUGH_GAPS = 3
"""Under so many gaps the reason says that the history is short."""
_MOST_DIGITS = 9


def texts(name: str, statuses: Statuses, rows: Rows, language: Language) -> Texts:
    """What the slot `name` holds for these customers."""
    history, limits = statuses.facts.history, statuses.facts.limits
    say: Callable[[float, Language], Sentence]
    values: NDArray[Any]
    match name:
        case "habit":
            say, values = _buys_every, np.round(limits.habit_days[rows], 1)
        case "base_habit":
            say, values = _days, np.round(limits.habit_days[rows], 1)
        case "gaps":
            say, values = _gaps, history.order_days[rows] - 1
        case "order_days":
            say, values = _order_days, history.order_days[rows]
        case "silence":
            say, values = _days, statuses.facts.silence[rows]
        case "times":
            return said(shown_times(statuses, rows), lambda value: _times(value, language))
        case "first_ago":
            say, values = _days, statuses.facts.first_ago[rows]
        case "contacts":
            assert statuses.facts.signs.contacts_without_response is not None
            say, values = _contacts, statuses.facts.signs.contacts_without_response[rows]
        case _:
            assert history.cents is not None
            return said(history.cents[rows] / 100, lambda value: say_number(value, language, 2))
    return said(values, lambda value: say(value, language).say(language))


def limit_texts(condition: Condition, statuses: Statuses, rows: Rows, language: Language) -> Texts:
    """The days that a condition on limits comes to: silence is whole days, so whole days say it exactly."""
    limits = statuses.facts.limits
    from_habit = condition.measure is Measure.SILENCE_IN_HABIT_LIMITS
    days = float(condition.value) * (limits.from_habit_days if from_habit else limits.days)[rows]
    whole = np.floor(days) if condition.comparison in (Comparison.MORE_THAN, Comparison.AT_MOST) else np.ceil(days)
    return said(whole, lambda value: _days(value, language).say(language))


def shown_times(statuses: Statuses, rows: Rows) -> NDArray[np.float64]:
    """Silence as a multiple of the habit, to one decimal, or to as many as show on which side of a threshold it is."""
    silence, habit = statuses.facts.silence[rows], statuses.facts.limits.habit_days[rows]
    ratio = silence / habit
    shown = np.round(ratio, 1)
    for digits in range(2, _MOST_DIGITS + 1):
        wrong = np.zeros(len(rows), bool)
        for threshold in _thresholds(statuses.criteria):
            wrong |= np.sign(shown - threshold) != np.sign(silence - threshold * habit)
        if not wrong.any():
            break
        shown[wrong] = np.round(ratio[wrong], digits)
    return shown


def _thresholds(criteria: Criteria) -> set[float]:
    conditions = [one for stage in criteria.stages for one in stage.conditions()]
    multiple = criteria.inactive.habit_multiple
    units = {Measure.SILENCE_IN_HABITS: 1.0, Measure.SILENCE_IN_HABIT_LIMITS: multiple}
    own = {float(one.value) * units[one.measure] for one in conditions if one.measure in units}
    return own | {multiple, 1.0}  # "1 time" is said of the habit itself, not of 0.96


def days_words(count: int) -> Sentence:
    """A whole number of days: "1 day", "62 days"."""
    return plural("{count} day", "{count} days", count)


def _buys_every(days: float, language: Language) -> Sentence:
    if days == 1:
        return sentence("buys every day")
    count = _plural_count(days, language)
    return plural("buys every {number} day", "buys every {number} days", count, number=_tidy(days))


def _days(days: float, language: Language) -> Sentence:
    return plural("{number} day", "{number} days", _plural_count(days, language), number=_tidy(days))


def _plural_count(value: float, language: Language) -> int:
    """What decides on the plural of a number that need not be whole: French has it from 2 on, English for all but 1."""
    return math.floor(value) if language == "fr" else 1 + (value != 1)


def _tidy(value: float) -> float:
    return int(value) if value == int(value) else value


def _gaps(count: float, _: Language) -> Sentence:
    gaps = plural("{count} gap", "{count} gaps", int(count))
    return gaps if count >= ENOUGH_GAPS else sentence("{gaps}: short history", gaps=gaps)


def _order_days(count: float, _: Language) -> Sentence:
    return sentence("one order day") if count == 1 else plural("{count} order day", "{count} order days", int(count))


def _contacts(count: float, _: Language) -> Sentence:
    return plural("{count} contact without response", "{count} contacts without response", int(count))


def _times(value: float, language: Language) -> str:
    digits = 0 if value == int(value) else len(repr(value).split(".")[1])
    number = say_number(value, language, digits)
    return (sentence("{number} time", number=number) if value == 1 else sentence("{number} times", number=number)).say(
        language
    )
