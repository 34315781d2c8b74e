"""The frozen records that steps hand to one another; arrays in them are never written to."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from habitue.language import Sentence

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

NEVER = 0
"""The day (proleptic ordinal) that stands for "has not happened"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """What a cleaning step made of one column.

    `values` is as long as the input and in its order. `changes` has one line per changed cell: position (0-based, in
    the column), before, after, rule. `doubts` has one line per cell that people should look at: position, value, rule,
    suggestion (missing when there is none). When the step refuses the column, `refused` says why and `values` is the
    input.
    """

    values: "pd.Series"
    changes: "pd.DataFrame"
    doubts: "pd.DataFrame"
    refused: Sentence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """Valid order lines, one element each: whole numbers only, so that every engine sums them to the same result.

    `customer` is the position of the customer in the list of customers, `day` a proleptic ordinal (`date.toordinal`),
    `cents` the amount in hundredths (None when the file has no amounts), `order` a code shared by the lines of one
    order (None when the file has no order numbers: then each line is an order).
    """

    customer: "np.ndarray"  # int32
    day: "np.ndarray"  # int32
    cents: "np.ndarray | None"  # int64
    order: "np.ndarray | None" = None  # int32

    def __len__(self) -> int:
        return len(self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What all customers together show; each customer counts once in the habit, each gap once in the limit."""

    habit_days: float  # median of the customers' own median gaps; nan when nobody came back
    limit_days: int | None  # by which `share` of the repurchases that ever come have come; None when too few
    repurchases: int  # gaps observed
    share: float = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """One line per customer, in the order of the list of customers; customers without orders have NEVER and zeros."""

    first_day: "np.ndarray"  # int32, proleptic ordinal
    last_day: "np.ndarray"  # int32
    order_days: "np.ndarray"  # int32, number of distinct days
    orders: "np.ndarray"  # int32, number of orders (lines where the file has no order numbers)
    cents: "np.ndarray | None"  # int64, None when the file has no amounts
    own_gap: "np.ndarray"  # float64, median of the customer's own gaps in days; nan under two order days
    as_of: int  # proleptic ordinal
    base: Base
    recent_order_days: "np.ndarray | None" = None  # int32, of the last `recent_days` days; None where nobody counted
    recent_days: int = 0

    def __len__(self) -> int:
        return len(self.first_day)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """Order lines that are not counted, and why: returns, cancelled, no date, in the future, no customer ..."""

    why: str  # a short stable word: "return", "cancelled", "no_date", "future", "no_customer", "no_amount", "quote"
    count: int
    sheet: str
    cells: tuple[str, ...]  # the first few, as examples


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What a file without order lines says of each customer (layout C): one element each, NEVER and 0 where blank."""

    first_day: "np.ndarray"  # int32
    last_day: "np.ndarray"  # int32
    orders: "np.ndarray"  # int32
    cents: "np.ndarray | None"  # int64
