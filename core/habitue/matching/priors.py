"""What is known of pairs of rows before a file is seen: how often each kind agrees on each field, and how firmly.

The numbers are round and come from how customer files err (typing errors, moves, new phones, marriages), not from one
file; learning moves all of them but the names, which are held close so that no kind can turn into another.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from habitue.matching.comparing import LEVELS

Component = Literal["same", "family", "colleagues", "namesake", "chance"]
Share = NDArray[np.float64]

PEOPLE: tuple[Component, ...] = ("same", "family", "colleagues", "namesake", "chance")
COMPANIES: tuple[Component, ...] = ("same", "colleagues", "namesake", "chance")
"""Of companies, "colleagues" are neighbours: one address or phone, two names."""

KIND_OF = {"same": 0, "family": 1, "colleagues": 1, "namesake": 2, "chance": 3}
"""The position among KINDS of each component."""

_Known = dict[str, tuple[float, ...]]

_SAME: _Known = {
    "first": (0.03, 0.03, 0.05, 0.15, 0.74),
    "last": (0.05, 0.03, 0.03, 0.08, 0.81),
    "company": (0.10, 0.04, 0.08, 0.10, 0.68),
    "number": (0.04, 0.06, 0.90),
    "email": (0.25, 0.05, 0.08, 0.04, 0.58),
    "phone": (0.24, 0.06, 0.03, 0.67),
    "address": (0.12, 0.02, 0.03, 0.05, 0.10, 0.68),
    "postcode": (0.09, 0.05, 0.06, 0.80),
    "town": (0.10, 0.05, 0.85),
    "birth": (0.03, 0.02, 0.05, 0.90),
}
_SAME_COMPANY: _Known = {**_SAME, "company": (0.03, 0.03, 0.11, 0.13, 0.70)}
_FAMILY: _Known = {
    "last": (0.15, 0.03, 0.03, 0.04, 0.75),
    "email": (0.60, 0.06, 0.04, 0.05, 0.25),
    "phone": (0.35, 0.03, 0.07, 0.55),
    "address": (0.12, 0.03, 0.03, 0.04, 0.08, 0.70),
    "postcode": (0.07, 0.04, 0.05, 0.84),
    "town": (0.08, 0.05, 0.87),
}
_COLLEAGUES: _Known = {
    "company": (0.05, 0.04, 0.06, 0.10, 0.75),
    "number": (0.03, 0.02, 0.95),
    "email": (0.50, 0.22, 0.03, 0.23, 0.02),
    "phone": (0.35, 0.03, 0.60, 0.02),
    "address": (0.13, 0.03, 0.03, 0.04, 0.09, 0.68),
    "postcode": (0.09, 0.05, 0.06, 0.80),
    "town": (0.08, 0.05, 0.87),
}
_NEIGHBOURS: _Known = {
    "company": (0.60, 0.25, 0.07, 0.03, 0.05),
    "phone": (0.60, 0.02, 0.08, 0.30),
    "address": (0.10, 0.03, 0.10, 0.10, 0.10, 0.57),
    "postcode": (0.07, 0.05, 0.05, 0.83),
    "town": (0.08, 0.05, 0.87),
}
_NAMESAKE: _Known = {"first": (0.01, 0.02, 0.04, 0.08, 0.85), "last": (0.01, 0.02, 0.02, 0.07, 0.88)}
_CHAIN_OF_SHOPS: _Known = {"company": (0.01, 0.02, 0.10, 0.12, 0.75)}

_NAMES = ("first", "last")
_HELD = 3.0  # a prior that is held weighs this many times the pairs of the file
_FIXED = 50.0
_KNOWN = 1.0
_FREE = 1.0  # less, and “chance” would explain the duplicates of a file that is full of them
_MOST_RELATED_FIRST = 0.02  # two relatives have one given name no more often than this
_TWINS = 0.1  # among pairs of relatives in a file; in a file without families duplicates would pass for twins


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """Of one component: the expected rates of each field's levels, and how many times the data they weigh."""

    rates: dict[str, Share]
    weight: dict[str, float]


def priors(components: tuple[Component, ...], by_chance: dict[str, Share]) -> list[Prior]:
    """One prior per component; `by_chance` are the rates of rows picked at random, for what a kind does not share."""
    return [_prior(component, by_chance, people=components is PEOPLE) for component in components]


def _prior(component: Component, by_chance: dict[str, Share], *, people: bool) -> Prior:
    every: dict[Component, _Known] = {
        "same": _SAME if people else _SAME_COMPANY,
        "family": _FAMILY,
        "colleagues": _COLLEAGUES if people else _NEIGHBOURS,
        "namesake": _NAMESAKE if people else _CHAIN_OF_SHOPS,
        "chance": {},
    }
    known = every[component]
    rates, weight = {}, {}
    for field, chance in by_chance.items():
        rates[field] = np.array(known[field]) if field in known else chance.copy()
        if field == "first" and component in ("family", "colleagues"):
            rates[field] = _capped(chance)
        if field == "birth" and component == "family":
            rates[field] = _with_twins(chance)
        held = field in _NAMES or (field == "company" and not people) or component == "namesake"
        weight[field] = _FREE if component == "chance" else _HELD if held else _KNOWN
        if field == "birth" and component in ("family", "colleagues"):
            weight[field] = _FIXED
        assert len(rates[field]) == LEVELS[field]
    return Prior(rates=rates, weight=weight)


def _with_twins(chance: Share) -> Share:
    shares: Share = chance * (1 - _TWINS)
    shares[-1] += _TWINS
    return shares


def _capped(chance: Share) -> Share:
    capped = chance.copy()
    capped[-1] = min(capped[-1], _MOST_RELATED_FIRST)
    shares: Share = capped / capped.sum()
    return shares


SHARED_BY_NATURE: dict[str, frozenset[str]] = {
    "same": frozenset(LEVELS),
    "family": frozenset(_FAMILY),
    "colleagues": frozenset(_COLLEAGUES),
    "namesake": frozenset(),
    "chance": frozenset(),
}
"""What each kind has in common for a reason; what it agrees on beyond that is chance, and less likely if rare."""
