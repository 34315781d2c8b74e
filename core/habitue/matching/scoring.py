"""The probability that each candidate pair is one customer, its kind, and what each field says for or against."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habitue.matching.chance import rarity
from habitue.matching.comparing import LEVELS, Comparison
from habitue.matching.learning import Patterns, damping, log_likelihoods
from habitue.matching.model import Mixture
from habitue.matching.prepared import Prepared
from habitue.matching.priors import KIND_OF, SHARED_BY_NATURE

Places = NDArray[np.int64]
Share = NDArray[np.float64]

_RARITY = {"first": 0.4, "last": 0.7, "company": 0.7, "postcode": 0.4, "town": 0.4, "birth": 0.4}
"""How much of a text's rarity counts; not all, since rare texts are also typing errors of common ones."""

_CHUNK = 500_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """Of each pair: the probability that it is one customer, the most likely kind (position in KINDS)."""

    probability: Share
    kind: NDArray[np.int8]


def score(prepared: Prepared, found: Patterns, mixture: Mixture, pair: tuple[Places, Places]) -> Scored:
    """Pairs of one sort under the mixture learnt for it; `found` are the patterns of exactly these pairs."""
    rates = zip(mixture.rates, mixture.shares, strict=True)
    by_pattern = np.stack([log_likelihoods(found.levels, one) + np.log(share) for one, share in rates])
    probability, kind = np.empty(len(pair[0])), np.empty(len(pair[0]), dtype=np.int8)
    for start in range(0, len(pair[0]), _CHUNK):
        some = slice(start, start + _CHUNK)
        of_pair = found.of_pair[some]
        levels = {field: found.levels[field][of_pair] for field in _RARITY if field in found.levels}
        kinds = _kinds(by_pattern[:, of_pair], mixture, _rare(prepared, levels, (pair[0][some], pair[1][some])))
        probability[some], kind[some] = kinds[0], kinds.argmax(axis=0)
    return Scored(probability=probability, kind=kind)


def _kinds(logs: Share, mixture: Mixture, rare: dict[str, NDArray[np.float32]]) -> Share:
    """The probability of each kind (rows) for each pair (columns)."""
    for place, component in enumerate(mixture.components):
        for field, extra in rare.items():
            if field not in SHARED_BY_NATURE[component]:
                logs[place] -= extra
    logs -= logs.max(axis=0)
    odds = np.exp(logs, out=logs)
    odds /= odds.sum(axis=0)
    kinds = np.zeros((4, logs.shape[1]))
    for place, component in enumerate(mixture.components):
        kinds[KIND_OF[component]] += odds[place]
    return kinds


def evidence(found: Comparison, mixture: Mixture, prepared: Prepared, pair: tuple[Places, Places]) -> dict[str, Share]:
    """Per field, the log-odds for one customer: how much likelier its level is there than among all other pairs."""
    others = mixture.shares[1:] / mixture.shares[1:].sum()
    damped, rare = damping(found.fields), _rare(prepared, found.level, pair)
    told = {}
    for field in found.fields:
        other = sum(share * rates[field] for share, rates in zip(others, mixture.rates[1:], strict=True))
        logs = np.log(np.maximum(mixture.rates[0][field], 1e-9)) - np.log(np.maximum(other, 1e-9))
        told[field] = np.append(logs * damped.get(field, 1.0), 0.0)[found.level[field]] + rare.get(field, 0.0)
    return told


def _rare(
    prepared: Prepared, levels: dict[str, NDArray[np.int8]], pair: tuple[Places, Places]
) -> dict[str, NDArray[np.float32]]:
    """Per field, how much rarer than usual the text is on which a pair agrees; 0 where it does not."""
    rare = {}
    for field, weight in _RARITY.items():
        if field in levels:
            column = prepared.columns[field]
            one, other = column.codes[pair[0]], column.codes[pair[1]]
            agreed = (levels[field] == LEVELS[field] - 1) & (one == other)
            rare[field] = np.where(agreed, rarity(column)[one] * np.float32(weight), np.float32(0))
    return rare
