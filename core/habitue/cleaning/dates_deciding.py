"""What only a whole column of dates can tell: whether day or month comes first, and the century of short years."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

DayMonth = Literal["dmy", "mdy"]

_DATE, _PAIR = 1, 2
# A few slips do not put a whole column in doubt.
_SLIPS = 0.05
# Years that leave no hole as wide as this on the circle of a hundred say nothing of where their century begins.
_HOLE_YEARS = 20
_LATEST_WITHOUT_TODAY = 2068


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDecision:
    """The day/month order of a column; `doubtful` when the dates that could be read both ways cannot be trusted."""

    order: DayMonth
    doubtful: bool = False
    contradictory: bool = False
    half_converted: bool = False


def decide_order(readings: pd.DataFrame, told: DayMonth | None, default: DayMonth) -> OrderDecision:
    """The order that the dates with a number above 12 show, each distinct one counted once.

    Real dates that all have a day up to 12, beside texts that all have one above, are what Excel leaves of a column
    that it read in the wrong order: the real ones are then swapped.
    """
    pairs = readings[readings["shape"] == _PAIR]
    day_first = int((pairs["day"].between(13, 31) & (pairs["month"] <= 12)).sum())
    month_first = int((pairs["month"].between(13, 31) & (pairs["day"] <= 12)).sum())
    both_ways = int(((pairs["day"] <= 12) & (pairs["month"] <= 12) & (pairs["day"] != pairs["month"])).sum())
    contradictory = bool(day_first and month_first)
    half_converted = _half_converted(readings, day_first + month_first, both_ways) and not contradictory
    if told:
        return OrderDecision(order=told, contradictory=contradictory)
    if not day_first and not month_first:
        return OrderDecision(order=default, doubtful=bool(both_ways))
    order: DayMonth = default if day_first == month_first else "dmy" if day_first > month_first else "mdy"
    slips = min(day_first, month_first) / (day_first + month_first)
    return OrderDecision(
        order=order, doubtful=slips > _SLIPS, contradictory=contradictory, half_converted=half_converted
    )


def _half_converted(readings: pd.DataFrame, clear: int, both_ways: int) -> bool:
    dates = readings[(readings["shape"] == _DATE) & ~readings["short"]]
    return clear >= 3 and both_ways == 0 and len(dates) >= 3 and bool((dates["day"] <= 12).all())


def decide_century(readings: pd.DataFrame, today: int | None) -> np.ndarray:
    """The years in full: short ones are kept together, in the latest century that does not begin after `today`.

    Where a column's short years fill the whole circle (births, say), each is the latest that is not after today.
    """
    year = readings["year"].to_numpy().astype(np.int64)
    short = readings["short"].to_numpy() & np.isin(readings["shape"].to_numpy(), (_DATE, _PAIR))
    if not short.any():
        return year
    latest = _LATEST_WITHOUT_TODAY if today is None else _year_of(today)
    seen = np.unique(year[short])
    holes = np.diff(np.append(seen, seen[0] + 100))
    start = int(seen[(int(holes.argmax()) + 1) % len(seen)]) if holes.max() >= _HOLE_YEARS else (latest + 1) % 100
    begins = start + (latest - start) // 100 * 100
    return np.where(short, begins + (year - start) % 100, year)


def born_by(year: np.ndarray, readings: pd.DataFrame, today: int) -> np.ndarray:
    """Years of birth: a short one is never after this year."""
    short = readings["short"].to_numpy() & np.isin(readings["shape"].to_numpy(), (_DATE, _PAIR))
    return np.where(short & (year > _year_of(today)), year - 100, year)


def _year_of(ordinal: int) -> int:
    return int(np.datetime64(ordinal - 719_163, "D").astype("datetime64[Y]").astype(int)) + 1970
