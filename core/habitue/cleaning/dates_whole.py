"""What cells say only when all of their column says it: short years put first (24-03-12), and counts of seconds."""

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

_DATE, _PAIR, _SERIAL = 1, 2, 3
_UNIX = re.compile(r"\s*(1\d{9})(?:\d{3})?(?:\.0+)?\s*", re.ASCII)
_ORDINAL_OF_1970 = 719_163
# Years first repeat, and the numbers in the place of the year are the days of whole months.
_FEWEST_DATES = 8
_LONGEST_SPAN_YEARS = 15
_LEAST_SPAN_DAYS = 20


def read_whole(readings: pd.DataFrame, texts: pd.Series, today: int | None, nothing: Sequence[int]) -> pd.DataFrame:
    """The readings of a column's distinct texts, once more where all together say what each alone does not.

    `nothing` are the shapes of cells that hold no date: blank ones, and those that stand for "no date".
    Seconds or milliseconds since 1970 (from 2001 to 2033) are the day that it then was in Greenwich.
    """
    if _all_unix(readings, texts, nothing):
        return _from_unix(readings, texts, nothing)
    if _year_first(readings, today):
        return _with_year_first(readings)
    return readings


def _all_unix(readings: pd.DataFrame, texts: pd.Series, nothing: Sequence[int]) -> bool:
    filled = _filled(readings, nothing)
    return bool(filled.any()) and all(map(_UNIX.fullmatch, texts[filled].tolist()))


def _filled(readings: pd.DataFrame, nothing: Sequence[int]) -> np.ndarray:
    return ~np.asarray(readings["shape"].isin(nothing), dtype=bool)


def _from_unix(readings: pd.DataFrame, texts: pd.Series, nothing: Sequence[int]) -> pd.DataFrame:
    rows = _filled(readings, nothing)
    seconds = [int(match[1]) for match in map(_UNIX.fullmatch, texts[rows].tolist()) if match]
    days = np.array(seconds, dtype="datetime64[s]").astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    found = readings.copy()
    found.loc[rows, "shape"] = _DATE
    found.loc[rows, "day"] = ((days - months).astype(int) + 1).astype(np.int32)
    found.loc[rows, "month"] = (months.astype(int) % 12 + 1).astype(np.int32)
    found.loc[rows, "year"] = (months.astype(int) // 12 + 1970).astype(np.int32)
    return found


def _year_first(readings: pd.DataFrame, today: int | None) -> bool:
    """Whether every date of the column has a short year, and has it first."""
    pairs = readings[readings["shape"] == _PAIR]
    if pairs.empty or not pairs["short"].all() or readings["shape"].isin((_DATE, _SERIAL)).any():
        return False
    first, month, last = pairs["day"], pairs["month"], pairs["year"]
    if not (month.between(1, 12).all() and last.between(1, 31).all()):
        return False
    if (first > 31).any():
        return True
    this_year = None if today is None else (np.datetime64(today - _ORDINAL_OF_1970, "D").astype(object).year % 100)
    if this_year is None or len(pairs) < _FEWEST_DATES:
        return False
    recent = first.max() <= this_year and first.max() - first.min() <= _LONGEST_SPAN_YEARS
    days = last.max() - last.min() >= _LEAST_SPAN_DAYS and last.nunique() > first.nunique()
    return bool(recent and days and last.max() > this_year)


def _with_year_first(readings: pd.DataFrame) -> pd.DataFrame:
    pairs = readings["shape"] == _PAIR
    found = readings.copy()
    found.loc[pairs, "shape"] = _DATE
    found.loc[pairs, ["day", "year"]] = readings.loc[pairs, ["year", "day"]].to_numpy()
    return found
