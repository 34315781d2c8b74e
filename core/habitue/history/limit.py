"""The base limit: the delay within which most of the repurchases that ever come have come (Kaplan-Meier)."""

import numpy as np
from numpy.typing import NDArray

from habitue.history.gaps import GapCounts

SHARE = 0.9
MIN_REPURCHASES = 30

_ROUNDING = 1e-12
"""What a product of some thousand quotients may be off by, far below the step that one gap in a billion makes."""


def base_limit(gaps: GapCounts, share: float = SHARE, min_repurchases: int = MIN_REPURCHASES) -> int | None:
    """The first delay t, in days, with F(t) >= share x F(max); None when fewer gaps than `min_repurchases` closed.

    F is one minus the Kaplan-Meier estimate of the share of gaps still open after t days. A gap that is open at
    `as_of` is censored at its length: it was at risk of closing up to that day and including it (at the same t, gaps
    close first). So a gap open since 0 days, of a customer who bought on `as_of` itself, says nothing.
    """
    length = max(len(gaps.closed), len(gaps.open))
    closed, still_open = _padded(gaps.closed, length), _padded(gaps.open, length)
    if closed.sum() < max(min_repurchases, 1):
        return None
    at_risk = np.cumsum((closed + still_open)[::-1])[::-1]
    # Nobody is at risk of a length beyond the longest gap, and none closes there: the estimate stays as it is.
    closing = np.divide(closed, at_risk, out=np.zeros(length), where=at_risk > 0)
    come_back = 1 - np.cumprod(1 - closing)
    return int(np.argmax(come_back >= share * come_back[-1] - _ROUNDING))


def _padded(counts: NDArray[np.int64], length: int) -> NDArray[np.int64]:
    return np.pad(counts, (0, length - len(counts)))
