"""How often a customer buys, and for how long they have been silent."""

import numpy as np
from numpy.typing import NDArray

from habitue.records import NEVER, History

ENOUGH_GAPS = 3


def gap_counts(history: History) -> NDArray[np.int32]:
    """How many gaps each customer's habit rests on: one less than their order days, and none for who never bought."""
    return np.maximum(history.order_days - np.int32(1), np.int32(0))


def habit(history: History, enough_gaps: int = ENOUGH_GAPS) -> NDArray[np.float64]:
    """The typical gap of each customer, in days: their own median from `enough_gaps` gaps on, the base's with none.

    With fewer, each gap that is missing to `enough_gaps` is taken to be the base's habit: with n of 3 gaps,
    (n x own + (3 - n) x base) / 3. So one short gap does not make a customer a frequent buyer (three is the least
    number of gaps whose median a single odd gap cannot move far), and no customer's habit jumps when the third gap
    comes. nan only where neither the customer nor the base has a gap.
    """
    own, base = history.own_gap, history.base.habit_days
    gaps = np.where(np.isnan(own), 0, np.minimum(gap_counts(history), enough_gaps))
    if np.isnan(base):
        return own.copy()
    blended = (gaps * np.nan_to_num(own) + (enough_gaps - gaps) * base) / enough_gaps
    # Own and base habits as they are, not as they would come back from the blend's multiplication and division.
    return np.where(gaps == enough_gaps, own, np.where(gaps == 0, base, blended))


def silence(history: History) -> NDArray[np.int32]:
    """Days from each customer's last order day to `as_of`; -1 for who never bought."""
    return np.where(history.last_day == NEVER, np.int32(-1), np.int32(history.as_of) - history.last_day)
