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
    BASE = 2  # the base limit is longer than the limit from the habit
    BASE_ALONE = 3  # no habit of their own: one order day, or an unknown habit
    FIXED = 4


BaseSource = Literal["measured", "few", "no_gaps", "fixed"]
"""Where the base limit comes from: the gaps; too few of them; a file of totals, without gaps; the criteria."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Limits:
    """Per customer, in days; nan where there is none.

    `from_habit_days` is the multiple of the habit within floor and ceiling, of those with a habit of their own; `bound`
    says which of the two it stands at (-1: raised to the floor, 1: lowered to the ceiling, 0: neither). `days` is the
    inactive limit.
    """

    habit_days: NDArray[np.float64]
    from_habit_days: NDArray[np.float64]
    bound: NDArray[np.int8]
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
    """The longer of the limit from the habit and the base limit; the latter alone for customers with one order day.

    Floor and ceiling bound the limit from the habit, never the habit itself (see `InactiveLimit` for why).
    """
    multiple = np.where(history.order_days > 1, inactive.habit_multiple * habit, np.nan)
    own = np.clip(multiple, inactive.floor_days, inactive.ceiling_days)
    base_days, base_source = base_limit(history.base, inactive)
    days = np.fmax(own, base_days)
    source = np.where(np.isnan(own), Source.BASE_ALONE, np.where(own >= base_days, Source.HABIT, Source.BASE))
    if inactive.fixed_limit_days is not None:
        days, source = np.full(len(history), float(inactive.fixed_limit_days)), np.full(len(history), Source.FIXED)
    bought = history.order_days > 0
    return Limits(
        habit_days=habit,
        from_habit_days=own,
        bound=np.nan_to_num(np.sign(multiple - own)).astype(np.int8),
        days=np.where(bought, days, np.nan),
        source=np.where(bought, source, Source.NONE).astype(np.int8),
        base_days=base_days,
        base_source=base_source,
    )
