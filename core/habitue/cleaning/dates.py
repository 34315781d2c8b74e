"""Dates as people and programs write them, as days: day/month order and century are decided by the whole column."""

import re
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from habitue.cleaning.column import as_text, no_doubts
from habitue.cleaning.dates_deciding import DayMonth, born_by, decide_century, decide_order
from habitue.cleaning.dates_reading import FIRST_YEAR, LAST_YEAR, read_text
from habitue.cleaning.dates_whole import read_whole
from habitue.cleaning.rules import Rule
from habitue.distinct import Distinct, distinct
from habitue.language import Sentence, sentence
from habitue.records import NEVER
from habitue.tables import text_dtype

RULES = (
    Rule(
        id="dates.ambiguous",
        explains=sentence("Day and month could be the other way round, and no other date of the column tells."),
        severity="doubt",
    ),
    Rule(
        id="dates.other_order",
        explains=sentence("Day and month are the other way round here than in the rest of the column."),
        severity="doubt",
    ),
    Rule(
        id="dates.half_converted",
        explains=sentence("Excel may have swapped day and month here: the dates left as text say so."),
        severity="doubt",
    ),
    Rule(id="dates.impossible", explains=sentence("There is no such day."), severity="doubt"),
    Rule(id="dates.unreadable", explains=sentence("This is not a date that we can read."), severity="doubt"),
    Rule(id="dates.placeholder", explains=sentence("This stands for “no date”."), severity="doubt"),
    Rule(id="dates.out_of_range", explains=sentence("The date is before 1900 or after 2100."), severity="doubt"),
    Rule(id="dates.year_only", explains=sentence("This is a year without day and month."), severity="doubt"),
    Rule(
        id="dates.century",
        explains=sentence("The year has two digits: this birth may be a hundred years earlier."),
        severity="doubt",
    ),
    Rule(id="dates.no_day", explains=sentence("This is a month without its day."), severity="doubt"),
)
"""The reasons to doubt a date, each with what it means."""

_CODES = {name: code for code, name in enumerate(("blank", "date", "pair", "serial", *(rule.id for rule in RULES)))}
_DATE, _PAIR, _SERIAL, _FIRST_RULE = 1, 2, 3, 4
# Moments: a day of ten characters and a time, or Excel's whole days and their fraction.
_MOMENTS = {
    10: (re.compile(r"\S*"), re.compile(r"[ T]\d{1,2}:\d\d(:\d\d(\.\d+)?)?( ?[AaPp][Mm]|Z|[+-]\d\d:?\d\d)?|")),
    5: (re.compile(r"\d{5}"), re.compile(r"\.\d+|")),
}
_MANY = 20_000
_EXCEL_EPOCH = {False: np.datetime64("1899-12-30"), True: np.datetime64("1904-01-01")}
_CHILDHOOD_DAYS = 16 * 365  # customers are seldom younger
_ORDINAL_OF_1970 = 719_163
# A column of dates whose cells are mostly something else is not a column of dates.
_LEAST_READABLE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class DateColumn:
    """A column as days (proleptic ordinals, int32; NEVER where blank or unreadable).

    `order` is the day/month order that was decided or given. It is `ambiguous` when nothing in the column tells:
    `order` is then the default, and each date that could be read both ways is in `doubts` (position, value, id of a
    rule, suggestion). It is `contradictory` when some dates can only be read one way and others only the other.
    """

    days: np.ndarray
    order: DayMonth | None
    ambiguous: bool
    contradictory: bool
    doubts: pd.DataFrame
    refused: Sentence | None = None


@dataclass(frozen=True, slots=True)
class DateHabits:
    """What is known beside the column: `order` when told, `default` when nothing tells, and `today` for centuries.

    `default_from` says what the default rests on: other columns of dates, amounts in dollars, or nothing.
    """

    order: DayMonth | None = None
    default: DayMonth = "dmy"
    date_1904: bool = False
    today: int | None = None
    default_from: Literal["nothing", "columns", "dollars"] = "nothing"
    past: bool = False  # days of birth: none is after `today`


def read_dates(
    column: pd.Series,
    *,
    order: DayMonth | None = None,
    date_1904: bool = False,
    today: int | None = None,
    default: DayMonth = "dmy",
) -> DateColumn:
    """The column's dates as days; `order` wins over what the column shows, `default` is for when nothing tells.

    Times and zones are dropped: the day stays the one that is written. Two-digit years are put together in the century
    that begins no later than `today` (an ordinal; without it, up to 2068).
    """
    return read_by(column, DateHabits(order=order, default=default, date_1904=date_1904, today=today))


def read_by(column: pd.Series, habits: DateHabits) -> DateColumn:
    """As `read_dates`, with all that is known beside the column."""
    text = as_text(column)
    return read_distinct_dates(distinct(_without_times(text)), habits, text)


def read_distinct_dates(found: Distinct, habits: DateHabits, text: pd.Series | None = None) -> DateColumn:
    """As `read_dates`, from the distinct values; `text` are the cells to quote in doubts, where they hold more."""
    readings = _readings(found.texts, habits.today)
    order = decide_order(readings, habits.order, habits.default)
    days, rules, others = _days(readings, order.order, habits)
    ambiguous = order.doubtful & (rules == 0) & (others > 0) & (days > 0)
    rules[ambiguous] = _CODES["dates.ambiguous"]
    if order.half_converted:
        iso = (readings["shape"] == _DATE) & (days > 0) & (readings["day"] != readings["month"])
        others[iso] = _swapped(readings[iso])
        rules[iso] = _CODES["dates.half_converted"]
    refused = _refused(days, rules, found)
    if refused is not None:
        days[:] = NEVER
    return DateColumn(
        days=np.append(days, NEVER).astype(np.int32)[found.codes],
        order=order.order if (readings["shape"] == _PAIR).any() or habits.order else None,
        ambiguous=bool(ambiguous.any() or order.half_converted),
        contradictory=order.contradictory,
        doubts=_doubts(found, rules, others, text),
        refused=refused,
    )


def shown_order(column: pd.Series, today: int | None = None) -> DayMonth | None:
    """The day/month order that a column of dates shows beyond doubt; None where it shows none."""
    readings = _readings(distinct(_without_times(as_text(column))).texts, today)
    decided = decide_order(readings, None, "dmy")
    pairs = (readings["shape"] == _PAIR) & (readings["day"] != readings["month"])
    sure = not (decided.doubtful or decided.contradictory or decided.half_converted)
    return decided.order if sure and bool(pairs.any()) else None


def _without_times(text: pd.Series) -> pd.Series:
    """A long column of moments has few days: where all are written alike, only the days are looked at."""
    if len(text) < _MANY or text.isna().all():
        return text
    first = str(text.dropna().iloc[0])
    for width, (head, tail) in _MOMENTS.items():
        if len(first) > width and head.fullmatch(first[:width]) and tail.fullmatch(first[width:]):
            days, times = text.str.slice(stop=width), text.str.slice(start=width)
            alike = _all(head, days) and _all(tail, times)
            return days if alike else text
    return text


def _all(pattern: re.Pattern[str], texts: pd.Series) -> bool:
    return all(map(pattern.fullmatch, distinct(texts).texts.tolist()))


def _readings(texts: pd.Series, today: int | None) -> pd.DataFrame:
    """One line per distinct text: shape (a code of `_CODES`), day, month, year, short."""
    nothing = (_CODES["blank"], _CODES["dates.placeholder"])
    columns = list(zip(*map(read_text, texts.tolist()), strict=True)) or [()] * 5
    readings = pd.DataFrame(
        {
            "shape": np.array([_CODES[shape] for shape in columns[0]], dtype=np.int8),
            "day": np.array(columns[1], dtype=np.int32),
            "month": np.array(columns[2], dtype=np.int32),
            "year": np.array(columns[3], dtype=np.int32),
            "short": np.array(columns[4], dtype=bool),
        }
    )
    return read_whole(readings, texts, today, nothing)


def _days(readings: pd.DataFrame, order: DayMonth, habits: DateHabits) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each reading its day, the code of the rule that doubts it (0: none), and the day read the other way round."""
    shape = readings["shape"].to_numpy()
    first, second = readings["day"].to_numpy(), readings["month"].to_numpy()
    year = decide_century(readings, habits.today)
    if habits.past and habits.today:
        year = born_by(year, readings, habits.today)
    pair = shape == _PAIR
    month_first = pair & (order == "mdy")
    day, month = np.where(month_first, second, first), np.where(month_first, first, second)
    as_told = _ordinals(year, month, day)
    swapped = np.where(pair, _ordinals(year, day, month), 0)
    other_order = pair & (month > 12) & (swapped > 0)
    days = np.where(other_order, swapped, np.where(pair | (shape == _DATE), as_told, 0))
    serial = shape == _SERIAL
    days = np.where(serial, _from_serial(first, date_1904=habits.date_1904), days)
    rules = np.where(shape >= _FIRST_RULE, shape, 0).astype(np.int8)
    dated = pair | (shape == _DATE)
    rules[dated & (days == 0)] = _CODES["dates.impossible"]
    rules[dated & ((year < FIRST_YEAR) | (year > LAST_YEAR))] = _CODES["dates.out_of_range"]
    rules[serial & (days == 0)] = _CODES["dates.unreadable"]
    rules[other_order] = _CODES["dates.other_order"]
    days[(rules > 0) & ~other_order] = NEVER
    others = np.where(other_order, days, np.where(first != second, swapped, 0))
    if habits.past and habits.today:
        child = (rules == 0) & dated & readings["short"].to_numpy() & (days > habits.today - _CHILDHOOD_DAYS)
        rules[child] = _CODES["dates.century"]
        others[child] = _ordinals(year - 100, month, day)[child]
    return days, rules, others


def _ordinals(year: np.ndarray, month: np.ndarray, day: np.ndarray) -> np.ndarray:
    """Proleptic ordinals; 0 where there is no such day or the year is out of range."""
    year, month, day = (np.asarray(part, dtype=np.int64) for part in (year, month, day))
    known = (year >= FIRST_YEAR) & (year <= LAST_YEAR) & (month >= 1) & (month <= 12) & (day >= 1) & (day <= 31)
    months = np.where(known, (year - 1970) * 12 + month - 1, 0).astype("datetime64[M]")
    dates = months.astype("datetime64[D]") + np.where(known, day - 1, 0)
    known &= dates.astype("datetime64[M]") == months
    return np.where(known, dates.astype(np.int64) + _ORDINAL_OF_1970, 0)


def _swapped(readings: pd.DataFrame) -> np.ndarray:
    return _ordinals(*(readings[name].to_numpy() for name in ("year", "day", "month")))


def _from_serial(serial: np.ndarray, *, date_1904: bool) -> np.ndarray:
    """Excel's day numbers, from 1910 to 2100: smaller numbers are years, amounts or counts rather than dates."""
    epoch = _EXCEL_EPOCH[date_1904]
    days = (epoch + serial.astype("timedelta64[D]")).astype(np.int64) + _ORDINAL_OF_1970
    low, high = (np.datetime64(text).astype(np.int64) + _ORDINAL_OF_1970 for text in ("1910-01-01", "2100-12-31"))
    return np.where((days >= low) & (days <= high), days, 0)


def _refused(days: np.ndarray, rules: np.ndarray, found: Distinct) -> Sentence | None:
    counts = found.counts()
    readable = int(counts[days > 0].sum())
    filled = readable + int(counts[(rules > 0) & (rules != _CODES["dates.placeholder"]) & (days == 0)].sum())
    if readable >= filled * _LEAST_READABLE:
        return None
    return sentence("Only {readable} of {filled} values can be read as dates.", readable=readable, filled=filled)


def _doubts(found: Distinct, rules: np.ndarray, others: np.ndarray, text: pd.Series | None) -> pd.DataFrame:
    if not rules.any():
        return no_doubts()
    rule_of_cell = np.append(rules, 0)[found.codes]
    positions = np.flatnonzero(rule_of_cell)
    codes = found.codes[positions]
    suggested = np.flatnonzero((rules > 0) & (others > 0))
    suggestions = np.full(len(rules), None, dtype=object)
    suggestions[suggested] = (others[suggested] - _ORDINAL_OF_1970).astype("datetime64[D]").astype(str)
    names = pd.Series(list(_CODES), dtype=text_dtype())
    cells = found.texts.array.take(codes) if text is None else text.array.take(positions)
    return pd.DataFrame(
        {
            "position": positions,
            "value": cells,
            "rule": names.array.take(rule_of_cell[positions]),
            "suggestion": pd.Series(suggestions, dtype=text_dtype()).array.take(codes),
        }
    )
