"""What matching learns from a file: how often each kind of pair agrees on each field, and how many there are."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Rates = dict[str, NDArray[np.float64]]  # of each field, the share of pairs at each level


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixture:
    """The kinds of pair among one sort of candidates: their shares, and the rates of each kind (in KINDS' order)."""

    shares: NDArray[np.float64]
    rates: tuple[Rates, ...]
    rounds: int
    converged: bool
    pairs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One mixture for pairs of people, one for pairs of companies; None where the file has no such pairs."""

    people: Mixture | None
    companies: Mixture | None
