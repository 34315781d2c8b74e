"""Every single number of the criteria as a setting: its code, words, range and value; and how to move one."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

import pandas as pd

from habitue.criteria import Condition, Criteria, CutPoints, Measure, Stage
from habitue.criteria.allowed import Allowed
from habitue.criteria.conditions import allowed_value
from habitue.criteria.rule_words import condition_words
from habitue.errors import BadCriteria
from habitue.language import Language, Sentence, sentence
from habitue.sheets.criteria.entries import LIMITS, PACE, RFM, Entry

Number = float | None
STAGES = "stages"
_PARTS = ("inactive", "pace", "rfm", "survivors")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One number: `code` is its key ("inactive.floor_days", "stages.lost.4.1"), `value` None where it is blank."""

    code: str
    label: Sentence | str
    meaning: Sentence | str
    allowed: Allowed
    value: Number
    saved: Number


def lifecycle_settings(criteria: Criteria, saved: Criteria, language: Language) -> tuple[Setting, ...]:
    """The numbers that statuses depend on: limits, recent pace where a rule looks at it, and those of the rules."""
    paced = any(one.measure is Measure.BUYS_LESS for stage in criteria.stages for one in stage.conditions())
    entries = (*LIMITS, *(PACE if paced else ()))
    return (*_of_entries(entries, criteria, saved), *_of_stages(criteria, saved, language))


def rfm_settings(criteria: Criteria, saved: Criteria) -> tuple[Setting, ...]:
    """The numbers of bins."""
    return tuple(_of_entries(RFM, criteria, saved))


def settings_frame(criteria: Criteria, saved: Criteria, language: Language) -> pd.DataFrame:
    """All of them, one line each."""
    every = (*lifecycle_settings(criteria, saved, language), *rfm_settings(criteria, saved))
    columns: list[tuple[Sentence, object]] = [
        (sentence("Code"), [one.code for one in every]),
        (
            sentence("Criterion"),
            [one.label if isinstance(one.label, str) else one.label.say(language) for one in every],
        ),
        (sentence("Value"), pd.Series([one.value for one in every], dtype="Float64")),
        (sentence("Saved"), pd.Series([one.saved for one in every], dtype="Float64")),
        (sentence("Allowed"), [one.allowed.range().say(language) for one in every]),
    ]
    return pd.DataFrame({title.say(language): values for title, values in columns})


def _of_entries(entries: tuple[Entry, ...], criteria: Criteria, saved: Criteria) -> Iterator[Setting]:
    for entry in entries:
        allowed = entry.allowed()
        if allowed is not None:
            yield Setting(
                code=entry.code,
                label=entry.label,
                meaning=entry.meaning,
                allowed=allowed,
                value=_number(entry.value(criteria)),
                saved=_number(entry.value(saved)),
            )


def _of_stages(criteria: Criteria, saved: Criteria, language: Language) -> Iterator[Setting]:
    known = {code: condition for code, _, condition in _conditions(saved)}
    for code, stage, condition in _conditions(criteria):
        allowed = allowed_value(condition.measure, condition.comparison)
        if allowed is None or isinstance(condition.value, bool | str):
            continue
        before = known.get(code)
        yield Setting(
            code=code,
            label=_label(code, stage, condition, language),
            meaning="",
            allowed=allowed,
            value=condition.value,
            saved=_number(before.value) if before else condition.value,
        )


def _label(code: str, stage: Stage, condition: Condition, language: Language) -> Sentence:
    """The condition in words; with the number of its alternative where the rule has several."""
    status, rule = stage.name(language), condition_words(condition)
    if len(stage.rule) == 1:
        return sentence("{status}: {rule}", status=status, rule=rule)
    return sentence("{status} ({number}): {rule}", status=status, number=int(code.split(".")[-2]), rule=rule)


def _conditions(criteria: Criteria) -> Iterator[tuple[str, Stage, Condition]]:
    """Every condition with its code: status, alternative and place, counted from 1."""
    for stage in criteria.stages:
        for number, alternative in enumerate(stage.rule, start=1):
            for place, condition in enumerate(alternative, start=1):
                yield f"{STAGES}.{stage.key}.{number}.{place}", stage, condition


def _number(value: object) -> Number:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def with_value(criteria: Criteria, code: str, value: Any) -> Criteria:  # noqa: ANN401 (a number, a word, None)
    """The criteria with one of them set; raises BadCriteria that names it and says what is allowed."""
    part, _, name = code.rpartition(".")
    if part.startswith(f"{STAGES}."):
        return replace(criteria, stages=tuple(_with_condition(criteria, code, value)))
    if code == "preset":
        return criteria.with_preset(value)
    if not part and name in {one.name for one in fields(Criteria)}:
        return replace(criteria, **{name: value})
    if part not in _PARTS or name not in {one.name for one in fields(getattr(criteria, part))}:
        raise _unknown(code)
    changes: dict[str, Any] = {name: value}
    if part == "rfm" and name != "cut_points" and getattr(criteria.rfm, name) != value:
        changes["cut_points"] = None  # those kept were made for other bins
    record: Any = replace(getattr(criteria, part), **changes)
    return replace(criteria, **{part: record})


def _with_condition(criteria: Criteria, code: str, value: float) -> Iterator[Stage]:
    key, number, place = [*code.split(".")[1:], "", ""][:3]
    if code not in {known for known, _, _ in _conditions(criteria)}:
        raise _unknown(code)
    for stage in criteria.stages:
        if stage.key != key:
            yield stage
            continue
        rule = [list(alternative) for alternative in stage.rule]
        old = rule[int(number) - 1][int(place) - 1]
        rule[int(number) - 1][int(place) - 1] = replace(old, value=value)
        yield replace(stage, rule=tuple(tuple(alternative) for alternative in rule))


def _unknown(code: str) -> BadCriteria:
    return BadCriteria(
        sentence("There is no criterion {code}; `settings()` lists those that there are.", code=code[:60]), code
    )


def differences(criteria: Criteria, saved: Criteria) -> list[tuple[str, object]]:
    """The codes and values that lead from the saved criteria to these; `rfm.cut_points` None where they are to be made.

    Statuses, segments and groups that were changed otherwise than by a setting are not among them: see `led_to`.
    """
    found: list[tuple[str, object]] = []
    at = saved
    if criteria.preset != saved.preset:
        found.append(("preset", criteria.preset))
        at = saved.with_preset(criteria.preset)
    found += [(name, getattr(criteria, name)) for name in ("country",) if getattr(criteria, name) != getattr(at, name)]
    for part in _PARTS:
        now, before = getattr(criteria, part), getattr(at, part)
        found += [
            (f"{part}.{one.name}", getattr(now, one.name))
            for one in fields(now)
            if getattr(now, one.name) != getattr(before, one.name) and not isinstance(getattr(now, one.name), CutPoints)
        ]
    before_values = {code: condition.value for code, _, condition in _conditions(at)}
    found += [
        (code, condition.value)
        for code, _, condition in _conditions(criteria)
        if code in before_values and before_values[code] != condition.value
    ]
    return found


def led_to(criteria: Criteria, saved: Criteria) -> Criteria:
    """What the `differences` lead to, with the columns and cleaning rules: these criteria, unless more was changed."""
    found = saved
    for code, value in differences(criteria, saved):
        found = with_value(found, code, value)
    return replace(found, columns=criteria.columns, rules_off=criteria.rules_off, language=criteria.language)
