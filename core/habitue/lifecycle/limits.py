"""The inactive limit of each customer, and what it comes from."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from habitue.criteria import InactiveLimit
from habitue.records import Base, History


class Source(IntEnum):
    """What a customer's inactive limit comes from."""

    NONE = 0  # never bought
    HABIT = 1
    BASE = 2  # the base limit is longer than the multiple of the habit
    BASE_ALONE = 3  # no habit of their own: one order day, or an unknown habit
    FIXED = 4


BaseSource = Literal["measured", "few", "no_gaps", "fixed"]
"""Where the base limit comes from: the gaps; too few of them; a file of totals, without gaps; the criteria."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Limits:
    """Per customer, in days: the habit between floor and ceiling (nan: unknown), the limit (nan: never bought)."""

    habit_days: NDArray[np.float64]
    kept_habit_days: NDArray[np.float64]
    days: NDArray[np.float64]
    source: NDArray[np.int8]
    base_days: int
    base_source: BaseSource


def base_limit(base: Base, inactive: InactiveLimit) -> tuple[int, BaseSource]:
    """The base limit in days, and where it comes from."""
    if inactive.fixed_base_limit_days is not None:
        return inactive.fixed_base_limit_days, "fixed"
    if base.repurchases < inactive.min_repurchases:
        return inactive.fallback_limit_days, "few"
    if base.limit_days is None:
        return inactive.fallback_limit_days, "no_gaps"
    return base.limit_days, "measured"


def inactive_limits(history: History, habit: NDArray[np.float64], inactive: InactiveLimit) -> Limits:
    """The longer of the habit's multiple and the base limit; the latter alone for customers with one order day."""
    kept = np.clip(habit, inactive.floor_days, inactive.ceiling_days)
    base_days, base_source = base_limit(history.base, inactive)
    own = np.where(history.order_days > 1, inactive.habit_multiple * kept, np.nan)
    days = np.fmax(own, base_days)
    source = np.where(np.isnan(own), Source.BASE_ALONE, np.where(own >= base_days, Source.HABIT, Source.BASE))
    if inactive.fixed_limit_days is not None:
        days, source = np.full(len(history), float(inactive.fixed_limit_days)), np.full(len(history), Source.FIXED)
    bought = history.order_days > 0
    return Limits(
        habit_days=habit,
        kept_habit_days=kept,
        days=np.where(bought, days, np.nan),
        source=np.where(bought, source, Source.NONE).astype(np.int8),
        base_days=base_days,
        base_source=base_source,
    )
