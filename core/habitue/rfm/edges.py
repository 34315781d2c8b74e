"""Cut points of one axis: thresholds that give the same scores as the shares of buyers they were made from.

All is in "higher is better" whole numbers; recency is negated for that.
"""

import numpy as np
from numpy.typing import NDArray

from habitue.criteria.scoring import Edges
from habitue.rfm.values import Whole

Scores8 = NDArray[np.int8]


def edges_of(values: Whole, bins: int) -> Edges:
    """The least value of each score from 2 on, where score = 1 + floor(bins x share of `values` strictly lower).

    A value v has at least score k when ceil(n (k - 1) / bins) of the n values are lower, that is when v is above the
    one at that place in their order; on whole numbers: that value and one. An edge that no value reaches is kept too:
    a better value may come.
    """
    ordered = np.sort(values)
    places = [-(-len(ordered) * (score - 1) // bins) for score in range(2, bins + 1)]
    return tuple(int(ordered[place - 1]) + 1 for place in places)


def scores_by(edges: Edges, values: Whole) -> Scores8:
    """One more than the number of edges reached: equal values, equal scores."""
    return (1 + np.searchsorted(np.array(edges, dtype=np.int64), values, side="right")).astype(np.int8)


def lower(values: Whole) -> Whole:
    """How many of the values are strictly lower than each."""
    return np.searchsorted(np.sort(values), values, side="left").astype(np.int64)
