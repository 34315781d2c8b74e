"""Dates written the one way that programs share, with a journal: what `dates` reads, put into the cells."""

import re

import numpy as np
import pandas as pd

from habitue.cleaning.column import Doubt, Verdict, as_text, gather, refuse
from habitue.cleaning.dates import DateColumn, DateHabits, read_by
from habitue.cleaning.rules import Rule, Rules
from habitue.distinct import Distinct, distinct
from habitue.language import sentence
from habitue.records import Cleaned

RULES = (
    Rule(id="dates.text", explains=sentence("A date written as text becomes a date.")),
    Rule(id="dates.serial", explains=sentence("A number of days, as Excel keeps dates, becomes a date.")),
    Rule(id="dates.unix", explains=sentence("A count of seconds since 1970, as programs keep times, becomes a date.")),
    Rule(id="dates.time", explains=sentence("The time of day is taken off a date.")),
)
"""What is changed; `dates.RULES` says what is doubted."""

_SERIAL = re.compile(r"\s*\d{5,6}(?:[.,]\d+)?\s*")
_UNIX = re.compile(r"\s*\d{10}(?:\d{3})?(?:\.0+)?\s*", re.ASCII)
_ORDINAL_OF_1970 = 719_163


def clean_dates(column: pd.Series, *, rules: Rules, habits: DateHabits | None = None) -> Cleaned:
    """The dates of a column as "2024-03-12"; what cannot be read, or could be two days, stays as it is, with a doubt.

    `habits` says what is known beside the column; without it, day first, but in the United States month first.
    """
    known = habits or DateHabits(default="mdy" if rules.country == "US" else "dmy")
    text = as_text(column)
    read = read_by(text, known)
    if read.refused is not None:
        return refuse(column, read.refused)
    found = distinct(text)
    return gather(text, found, _verdicts(found, read, rules))


def _verdicts(found: Distinct, read: DateColumn, rules: Rules) -> dict[int, Verdict]:
    """The verdict on each distinct text that changes or is doubted."""
    days = np.zeros(len(found.texts) + 1, dtype=np.int64)
    days[found.codes] = read.days
    days[-1] = 0  # the code of blank cells
    written = _written(days[:-1])
    doubts = _doubts(found, read)
    odd = np.flatnonzero((days[:-1] > 0) & (found.texts.to_numpy(dtype=object) != written))
    verdicts = {}
    for number in sorted({*odd.tolist(), *doubts}):
        value, doubt = str(found.texts.iloc[number]), doubts.get(number)
        two_days = doubt is not None and doubt.rule in ("dates.ambiguous", "dates.century")
        rule = "" if days[number] == 0 or two_days else _rule(value, str(written[number]))
        if doubt and doubt.rule == "dates.ambiguous":
            doubt = Doubt(doubt.rule, str(written[number]))
        shown = (doubt,) if doubt and rules.on(doubt.rule) else ()
        changes = bool(rule) and rules.on(rule)
        if changes or shown:
            verdicts[number] = Verdict(str(written[number]) if changes else value, (rule,) if changes else (), shown)
    return verdicts


def _written(days: np.ndarray) -> np.ndarray:
    """Each day as "2024-03-12"."""
    return (days - _ORDINAL_OF_1970).astype("datetime64[D]").astype(str).astype(object)


def _rule(value: str, written: str) -> str:
    if value == written:
        return ""
    if value.startswith(written):
        return "dates.time"
    if _UNIX.fullmatch(value):
        return "dates.unix"
    return "dates.serial" if _SERIAL.fullmatch(value) else "dates.text"


def _doubts(found: Distinct, read: DateColumn) -> dict[int, Doubt]:
    """The doubt about each distinct text."""
    lines = read.doubts.assign(number=found.codes[read.doubts["position"].to_numpy(dtype=np.int64)])
    lines = lines.drop_duplicates("number")
    return {
        int(number): Doubt(str(rule), None if pd.isna(suggestion) else str(suggestion))
        for number, rule, suggestion in zip(lines["number"], lines["rule"], lines["suggestion"], strict=True)
    }
