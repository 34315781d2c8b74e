"""Pairs in the light of their groups: what a chain of pairs tells of its ends, and a group of a row outside it."""

import numpy as np
from numpy.typing import NDArray

from habitue.whole import bincount

Places = NDArray[np.int64]
Share = NDArray[np.float64]

_WIDEST = 60  # rows of a group up to which its chains are followed
_LIKELY = 0.5


def in_groups(
    pair: tuple[Places, Places], probability: Share, groups: Places, fixed: NDArray[np.bool_], *, across: bool
) -> Share:
    """The probability of each pair, with what the groups (the first row of each row's, -1 = alone) say of it.

    Within a group it is that of the likeliest chain of pairs: who is both A and B makes A and B one. Between two groups
    it is no more than the mean of all pairs between them, unless rows were compared `across` files only. Pairs that
    are `fixed` stay as they are.
    """
    of_row = np.where(groups >= 0, groups, np.arange(len(groups)))
    one, other = of_row[pair[0]], of_row[pair[1]]
    sizes = bincount(of_row, minlength=len(of_row))
    found = probability.copy() if across else _between((one, other), probability, sizes)
    inside = np.flatnonzero((one == other) & ~fixed)
    order = inside[np.argsort(one[inside], kind="stable")]
    starts = np.flatnonzero(np.diff(one[order], prepend=-1))
    for some in np.split(order, starts[1:]):
        if len(some) > 1 and probability[some].min() < probability[some].max():
            found[some] = np.maximum(probability[some], _chained(pair[0][some], pair[1][some], probability[some]))
    return np.where(fixed, probability, found)


def _between(group: tuple[Places, Places], probability: Share, sizes: Places) -> Share:
    """Likely pairs between two groups (or a group and a row outside), lowered to the mean of all pairs between them."""
    apart = np.flatnonzero(group[0] != group[1])
    low, high = np.minimum(*group)[apart], np.maximum(*group)[apart]
    _, which = np.unique(low * len(sizes) + high, return_inverse=True)
    mean = bincount(which, probability[apart])[which] / (sizes[low] * sizes[high])
    found = probability.copy()
    likely = probability[apart] >= _LIKELY
    found[apart[likely]] = np.minimum(probability[apart], mean)[likely]
    return found


def _chained(left: Places, right: Places, probability: Share) -> Share:
    """The likeliest chain between the rows of each pair: each row in turn as one that chains pass (Floyd, Warshall)."""
    rows, places = np.unique(np.concatenate([left, right]), return_inverse=True)
    if len(rows) > _WIDEST:
        return probability
    one, other = np.split(places, 2)
    chain = np.zeros((len(rows), len(rows)))
    chain[one, other] = chain[other, one] = probability
    for row in range(len(rows)):
        chain = np.maximum(chain, chain[:, row, None] * chain[None, row, :])
    chained: Share = chain[one, other]
    return chained
