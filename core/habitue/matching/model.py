"""What matching learns from a file: how often each kind of pair agrees on each field, and how many there are."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Rates = dict[str, NDArray[np.float64]]  # of each field, the share of pairs at each level


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixture:
    """The components of one sort of candidate pairs: their shares, and how often each agrees at each level.

    `components` are as in `priors`: same, family, colleagues, namesake, chance.
    """

    components: tuple[str, ...]
    shares: NDArray[np.float64]
    rates: tuple[Rates, ...]
    rounds: int
    converged: bool
    pairs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One mixture for pairs of people, one for pairs with a company; None where the file has no such pairs."""

    people: Mixture | None
    companies: Mixture | None
