"""How often rows picked at random agree on each field, and how common each text is."""

import numpy as np
from numpy.typing import NDArray

from habitue.matching.comparing import LEVELS, Comparer
from habitue.matching.prepared import Column, Prepared
from habitue.whole import bincount

Share = NDArray[np.float64]

_MOST_PAIRS, _PAIRS_PER_ROW, _SEED = 150_000, 20, 20
_SMOOTH = 0.02
_MOST = {"email": 1e-3, "phone": 1e-3, "number": 1e-3, "birth": 5e-4, "address": 2e-3}
"""Strangers agree on these no more often; in a file of some dozen rows the duplicates themselves would seem chance."""


def rates_by_chance(prepared: Prepared, comparer: Comparer) -> dict[str, Share]:
    """The share of random pairs at each level of each field; the top level worked out from the texts' counts."""
    left, right = _some_pairs(len(prepared))
    compared = comparer.compare(left, right)
    found = {}
    for field in compared.fields:
        level = compared.level[field]
        seen = bincount(level[level >= 0], minlength=LEVELS[field]) + _SMOOTH
        shares = seen / seen.sum()
        shares[-1] = min(max(_agreeing(prepared.columns[field]), 1e-9), _MOST.get(field, 1.0))
        found[field] = shares / shares.sum()
    return found


def _some_pairs(rows: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    if rows * (rows - 1) // 2 <= _MOST_PAIRS // 10:
        left, right = np.triu_indices(rows, 1)
        return left.astype(np.int64), right.astype(np.int64)
    chosen = np.random.default_rng(_SEED).integers(0, rows, (2, min(_MOST_PAIRS, rows * _PAIRS_PER_ROW)))
    left, right = chosen[:, chosen[0] != chosen[1]]
    return left, right


def _agreeing(column: Column) -> float:
    """The probability that two rows picked at random have the same text."""
    counts = column.counts().astype(float)
    total = counts.sum()
    return float((counts * (counts - 1)).sum() / (total * (total - 1))) if total > 1 else 0.0


def rarity(column: Column) -> NDArray[np.float32]:
    """How much rarer than usual each text is (natural logarithm, from -3 to 3); with 0 for "no text" at the end."""
    shares = column.counts() / max(column.counts().sum(), 1)
    usual = max(float((shares**2).sum()), 1e-12)
    rare = np.clip(np.log(usual) - np.log(np.maximum(shares, 1e-12)), -3, 3)
    return np.append(rare, 0).astype(np.float32)
