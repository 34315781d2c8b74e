"""Learns from the candidate pairs themselves, without labels, how often each kind of pair agrees on each field (EM)."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from habitue.matching.comparing import LEVELS, Comparison
from habitue.matching.model import Mixture
from habitue.matching.priors import Component, Prior, priors
from habitue.whole import bincount

Share = NDArray[np.float64]

_ROUNDS = 200
_STILL = 1e-5
_SETTLED = 1e-3  # moves beyond this at the end are worth a warning
_LEAST = 1e-9
_PSEUDO_PAIRS = 2.0
_LABEL_WEIGHT = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """The distinct combinations of levels: `levels[field][k]` of pattern k, how many pairs have it, and each pair's."""

    levels: dict[str, NDArray[np.int8]]
    counts: NDArray[np.int64]
    of_pair: NDArray[np.int32]


def packed(comparison: Comparison) -> NDArray[np.int64]:
    """The levels of all fields of each pair as one number."""
    mixed = np.zeros(len(comparison), dtype=np.int64)
    for field in comparison.fields:
        mixed = mixed * (LEVELS[field] + 1) + (comparison.level[field] + 1)
    return mixed


def patterns(fields: tuple[str, ...], mixed: NDArray[np.int64]) -> Patterns:
    """The patterns of many pairs, from their packed levels."""
    of_pair, distinct = pd.factorize(mixed)
    rest, levels = np.asarray(distinct, dtype=np.int64), {}
    for field in reversed(fields):
        levels[field] = (rest % (LEVELS[field] + 1) - 1).astype(np.int8)
        rest = rest // (LEVELS[field] + 1)
    return Patterns(
        levels={field: levels[field] for field in fields},
        counts=bincount(of_pair, minlength=len(distinct)),
        of_pair=of_pair.astype(np.int32),
    )


def damping(fields: tuple[str, ...] | dict[str, Share]) -> dict[str, float]:
    """How much of each field's evidence counts: an address says most of its postcode and town already."""
    if "address" in fields:
        return {"postcode": 0.5, "town": 0.3}
    return {"town": 0.6} if "postcode" in fields else {}


def log_likelihoods(levels: dict[str, NDArray[np.int8]], rates: dict[str, Share]) -> Share:
    """The log-likelihood of each pattern under the rates of one component; a blank field says nothing."""
    total = np.zeros(len(next(iter(levels.values()))) if levels else 0)
    damped = damping(rates)
    for field, level in levels.items():
        logs = np.append(np.log(np.maximum(rates[field], _LEAST)), 0.0) * damped.get(field, 1.0)
        total += logs[level]
    return total


def learn(
    found: Patterns, components: tuple[Component, ...], by_chance: dict[str, Share], labels: Share | None
) -> Mixture:
    """The shares and rates of each component; `labels` (patterns x components) are counts that people's answers fix."""
    before = priors(components, by_chance)
    rates = [dict(prior.rates) for prior in before]
    start = _starting_shares(components)
    shares = start
    counts = found.counts.astype(float)
    fixed = np.zeros((len(components), len(counts))) if labels is None else labels.T * _LABEL_WEIGHT
    rounds, moved = 0, 1.0
    while rounds < _ROUNDS and moved > _STILL and len(counts):
        rounds += 1
        mass = responsibilities(found.levels, rates, shares) * counts + fixed
        after = (mass.sum(axis=1) + _PSEUDO_PAIRS * len(components) * start) / (
            mass.sum() + _PSEUDO_PAIRS * len(components)
        )
        moved = float(np.abs(after - shares).max())
        shares = after
        rates = [_rates(found, part, prior) for part, prior in zip(mass, before, strict=True)]
    return Mixture(
        components=components,
        shares=shares,
        rates=tuple(rates),
        rounds=rounds,
        converged=moved <= _SETTLED,
        pairs=int(counts.sum()),
    )


def responsibilities(levels: dict[str, NDArray[np.int8]], rates: list[dict[str, Share]], shares: Share) -> Share:
    """The probability of each component (rows) for each pattern (columns)."""
    logs = np.stack([log_likelihoods(levels, one) + np.log(share) for one, share in zip(rates, shares, strict=True)])
    logs -= logs.max(axis=0)
    odds = np.exp(logs)
    probabilities: Share = odds / odds.sum(axis=0)
    return probabilities


def _starting_shares(components: tuple[Component, ...]) -> Share:
    usual = {"same": 0.2, "family": 0.15, "colleagues": 0.1, "namesake": 0.2, "chance": 0.35}
    shares = np.array([usual[component] for component in components])
    start: Share = shares / shares.sum()
    return start


def _rates(found: Patterns, mass: Share, prior: Prior) -> dict[str, Share]:
    rates = {}
    for field, level in found.levels.items():
        filled = level >= 0
        seen = bincount(level[filled], mass[filled], LEVELS[field])
        seen = seen + prior.rates[field] * (prior.weight[field] * seen.sum() + _PSEUDO_PAIRS)
        rates[field] = seen / seen.sum()
    return rates
