"""The days between order days: each customer's median gap, and how many gaps of each length all customers have."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habitue.history.days import OrderDays
from habitue.history.packing import minor_of, number_bits, pack
from habitue.whole import bincount, repeat


@dataclass(frozen=True, slots=True, kw_only=True)
class GapCounts:
    """How many gaps there are of each length, in days: `closed[7]` customers came back after 7 days.

    `open` counts the gaps that nobody closed yet, from a customer's last order day to `as_of`. The two need not be
    equally long. This is all that the base limit needs to know, whichever engine counted.
    """

    closed: NDArray[np.int64]
    open: NDArray[np.int64]


def closed_gaps(days: OrderDays) -> NDArray[np.int64]:
    """All gaps in days, buyer after buyer; a buyer has one less than their order days."""
    inside = np.ones(max(len(days.day) - 1, 0), dtype=bool)
    inside[days.starts[1:-1] - 1] = False
    return np.diff(days.day)[inside].astype(np.int64)


def median_gaps(days: OrderDays, gaps: NDArray[np.int64]) -> NDArray[np.float64]:
    """The median of each buyer's own `gaps`, in days and the order of the buyers; nan for those with one order day.

    The median of whole numbers is a whole number or a half, so that it is exact whatever the engine.
    """
    counts = np.diff(days.starts) - 1
    starts = np.cumsum(counts) - counts
    ascending = _sort_within_buyers(counts, gaps)
    some = counts > 0
    low = ascending[(starts + (counts - 1) // 2)[some]]
    high = ascending[(starts + counts // 2)[some]]
    medians = np.full(len(counts), np.nan)
    medians[some] = (low + high) / 2
    return medians


def count_gaps(days: OrderDays, gaps: NDArray[np.int64], as_of: int) -> GapCounts:
    """The closed `gaps` of all buyers and their open ones up to `as_of`, by length."""
    return GapCounts(closed=bincount(gaps), open=bincount(as_of - days.last))


def _sort_within_buyers(counts: NDArray[np.int64], gaps: NDArray[np.int64]) -> NDArray[np.int64]:
    bits = number_bits(gaps)
    buyers = repeat(np.arange(len(counts)), counts)
    return minor_of(np.sort(pack(buyers, gaps, bits)), bits)
