"""Why each customer has their status, in one sentence with its numbers."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from habitue.criteria import Comparison, Condition, InactiveLimit, Measure
from habitue.criteria.presets import BUYS_LESS
from habitue.criteria.rule_words import condition_words
from habitue.language import Language, Sentence, sentence
from habitue.language.phrases import Slot, fill
from habitue.lifecycle.limits import Source
from habitue.lifecycle.numbers import Rows, Texts, days_words, limit_texts, texts
from habitue.lifecycle.pace_words import PACE_SLOTS, pace_texts, pace_words
from habitue.lifecycle.statuses import Statuses


class _Shape(NamedTuple):
    """What decides on the words of a reason; customers who share it differ by their numbers only."""

    code: int
    alternative: int
    source: int
    order_days: int  # 0, 1, or 2 for more
    habit_known: int
    bound: int  # -1: the limit from the habit is raised to the floor, 1: lowered to the ceiling
    in_contact: int  # -1: not known


def reasons(statuses: Statuses, language: Language, rows: NDArray[np.integer] | None = None) -> list[str]:
    """Each customer's reason, or those of the customers at the positions `rows`."""
    places = np.arange(len(statuses)) if rows is None else np.asarray(rows, dtype=np.intp)
    columns = _shape_columns(statuses, places)
    if not len(places):
        return []
    group, _ = pd.factorize(np.ravel_multi_index(tuple(column for column in columns), _SIZES))
    order = np.argsort(group, kind="stable")
    bounds = np.searchsorted(group[order], np.arange(group.max() + 2))
    out = np.empty(len(places), dtype=object)
    for start, stop in pairwise(bounds):
        members = order[start:stop]
        shape = _Shape(*(int(column[members[0]]) - shift for column, shift in zip(columns, _SHIFTS, strict=True)))
        out[members] = _reasons_of(shape, statuses, places[members], language)
    return out.tolist()


def reason(statuses: Statuses, row: int, language: Language) -> str:
    """One customer's reason, the same as in `reasons`."""
    return reasons(statuses, language, np.array([row]))[0]


_SHIFTS = (0, 1, 0, 0, 0, 1, 1)
_SIZES = (128, 128, len(Source), 3, 2, 3, 3)


def _shape_columns(statuses: Statuses, rows: Rows) -> list[NDArray[np.intp]]:
    limits, signs = statuses.facts.limits, statuses.facts.signs
    contact = np.full(len(rows), -1) if signs.contact_established is None else signs.contact_established[rows]
    columns = (
        statuses.code[rows],
        statuses.alternative[rows],
        limits.source[rows],
        np.minimum(statuses.facts.history.order_days[rows], 2),
        ~np.isnan(limits.habit_days[rows]),
        limits.bound[rows],
        contact,
    )
    return [column.astype(np.intp) + shift for column, shift in zip(columns, _SHIFTS, strict=True)]


def _reasons_of(shape: _Shape, statuses: Statuses, rows: Rows, language: Language) -> list[str]:
    stage = statuses.criteria.stages[shape.code]
    conditions = stage.rule[shape.alternative] if shape.alternative >= 0 else ()
    facts = [
        *_facts_before(conditions, statuses),
        *_history_words(shape, statuses, conditions),
        *_facts_after(shape, conditions),
        *_unknown(shape, statuses, conditions),
    ]
    whole = facts[0]
    for fact in facts[1:]:
        whole = sentence("{one}; {other}", one=whole, other=fact)
    said = sentence("{status}: {facts}.", status=stage.name(language), facts=whole)
    return fill(said, _Columns(conditions, statuses, rows, language), len(rows), language)


class _Columns(dict[str, Texts]):
    """The texts of each slot, made when a sentence asks for them."""

    def __init__(self, conditions: tuple[Condition, ...], statuses: Statuses, rows: Rows, language: Language) -> None:
        self._of = (conditions, statuses, rows, language)
        super().__init__()

    def __missing__(self, name: str) -> Texts:
        conditions, statuses, rows, language = self._of
        if name.isdigit():
            return limit_texts(conditions[int(name)], statuses, rows, language)
        if name in PACE_SLOTS:
            return pace_texts(name, statuses, rows, language)
        return texts(name, statuses, rows, language)


def _facts_before(conditions: tuple[Condition, ...], statuses: Statuses) -> Iterator[Sentence]:
    """What is not about silence, first; that responses are unknown comes last."""
    for one in conditions:
        about_signs = isinstance(one.value, bool) or one.measure is Measure.COLUMN
        if one == BUYS_LESS and statuses.facts.pace is not None:
            yield pace_words(statuses.facts.pace)
        elif about_signs and one.measure is not Measure.RESPONSES_UNKNOWN:
            yield condition_words(one)


def _facts_after(shape: _Shape, conditions: tuple[Condition, ...]) -> Iterator[Sentence]:
    for place, one in enumerate(conditions):
        match one.measure:
            case Measure.SILENCE_IN_LIMITS if one.comparison is Comparison.MORE_THAN and one.value != 1:
                limit = sentence("{multiple} × the inactive limit", multiple=one.value)
                yield sentence("beyond {days} = {limit}", days=Slot(str(place)), limit=limit)
            case Measure.SILENCE_IN_HABIT_LIMITS:
                yield sentence("{rule} ({days})", rule=condition_words(one), days=Slot(str(place)))
            case Measure.SILENCE_IN_HABITS if one.value == 1:
                pass  # the number of times says it
            case Measure.SILENCE_IN_LIMITS if one.value != 1 or one.comparison is not Comparison.MORE_THAN:
                yield sentence("{rule} ({days})", rule=condition_words(one), days=Slot(str(place)))
            case Measure.SILENCE_DAYS | Measure.SILENCE_IN_HABITS | Measure.RESPONSES_UNKNOWN:
                yield condition_words(one)
            case Measure.FIRST_ORDER_DAYS_AGO:
                yield sentence("first order {days} ago", days=Slot("first_ago"))
            case Measure.REVENUE:
                yield sentence("revenue of {amount}", amount=Slot("revenue"))
            case Measure.CONTACTS_WITHOUT_RESPONSE:
                yield sentence("{contacts} (limit {limit})", contacts=Slot("contacts"), limit=one.value)
    if shape.order_days == 0 and all(one.measure is not Measure.CONTACT_ESTABLISHED for one in conditions):
        yield _CONTACT[shape.in_contact]


def _unknown(shape: _Shape, statuses: Statuses, conditions: tuple[Condition, ...]) -> Iterator[Sentence]:
    """That the recent pace is unknown, where it might have given another status."""
    if statuses.facts.pace is not None or shape.order_days < 2:
        return
    tried = [one for stage in statuses.criteria.stages[: shape.code] for one in stage.conditions()]
    if any(one.measure is Measure.BUYS_LESS for one in (*tried, *conditions)):
        yield sentence("recent pace unknown")


_CONTACT = {
    -1: sentence("contacts unknown"),
    0: sentence("no contact established"),
    1: sentence("contact established"),
}


_ON_SILENCE = frozenset(
    {
        Measure.SILENCE_DAYS,
        Measure.SILENCE_IN_HABITS,
        Measure.SILENCE_IN_HABIT_LIMITS,
        Measure.SILENCE_IN_LIMITS,
    }
)


def _history_words(shape: _Shape, statuses: Statuses, conditions: tuple[Condition, ...]) -> Iterator[Sentence]:
    """How often, how long ago and the limit; nothing of these where it is the recent pace alone that decided."""
    if shape.order_days == 0:
        yield sentence("never bought")
        return
    measures = {one.measure for one in conditions}
    if BUYS_LESS in conditions and not measures & _ON_SILENCE:
        return
    in_habits = Measure.SILENCE_IN_HABITS in measures
    silence = sentence("silent for {days}", days=Slot("silence"))
    if shape.habit_known and (in_habits or shape.source == Source.HABIT):
        silence = sentence("silent for {days} = {times}", days=Slot("silence"), times=Slot("times"))
    yield sentence(
        "{pace}, {silence}; {limit}",
        pace=_pace(shape, of_base=in_habits),
        silence=silence,
        limit=_limit(shape, statuses),
    )


def _pace(shape: _Shape, *, of_base: bool) -> Sentence:
    if shape.order_days == 1 and of_base and shape.habit_known:
        return sentence("one order day (short history, habit of the base: {days})", days=Slot("base_habit"))
    if shape.order_days == 1:
        return sentence("one order day (short history)")
    if shape.habit_known:
        return sentence("{buys_every} ({gaps})", buys_every=Slot("habit"), gaps=Slot("gaps"))
    return sentence("{order_days} (habit unknown)", order_days=Slot("order_days"))


def _limit(shape: _Shape, statuses: Statuses) -> Sentence:
    inactive = statuses.criteria.inactive
    match shape.source:
        case Source.FIXED:
            return sentence("fixed limit of {days}", days=days_words(inactive.fixed_limit_days or 0))
        case Source.HABIT:
            return _habit_limit(shape.bound, inactive)
        case Source.BASE if shape.bound > 0:
            return sentence(
                "{limit} (longer than {multiple} × the habit, at most {days})",
                limit=_base_limit(statuses),
                multiple=inactive.habit_multiple,
                days=days_words(inactive.ceiling_days),
            )
        case Source.BASE:
            return sentence(
                "{limit} (longer than {multiple} × the habit)",
                limit=_base_limit(statuses),
                multiple=inactive.habit_multiple,
            )
        case _:
            return _base_limit(statuses)


def _habit_limit(bound: int, inactive: InactiveLimit) -> Sentence:
    limit = sentence("limit {multiple}", multiple=inactive.habit_multiple)
    if bound < 0:
        return sentence("{limit}, at least {days}", limit=limit, days=days_words(inactive.floor_days))
    if bound > 0:
        return sentence("{limit}, at most {days}", limit=limit, days=days_words(inactive.ceiling_days))
    return limit


def _base_limit(statuses: Statuses) -> Sentence:
    limits, days = statuses.facts.limits, days_words(statuses.facts.limits.base_days)
    match limits.base_source:
        case "fixed":
            return sentence("fixed limit of the base: {days}", days=days)
        case "few":
            few = statuses.criteria.inactive.min_repurchases
            return sentence("fewer than {number} repurchases in the file: limit of {days}", number=few, days=days)
        case "no_gaps":
            return sentence("no dates of single orders in the file: limit of {days}", days=days)
        case "measured":
            return sentence(
                "limit of {days}, within which {percent}% of the repurchases come",
                days=days,
                percent=round(statuses.facts.history.base.share * 100, 2),
            )
