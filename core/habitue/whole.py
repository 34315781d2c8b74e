"""Counting and repeating by whole numbers, also where the machine's own are 32 bits wide (Pyodide).

NumPy refuses there to take 64-bit numbers for positions, although every one of ours fits.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


def bincount(codes: NDArray[np.integer], weights: NDArray[Any] | None = None, minlength: int = 0) -> NDArray[Any]:
    """How often each whole number from 0 comes (int64), or the sum of its weights (float64)."""
    counted = np.bincount(np.asarray(codes).astype(np.intp, copy=False), weights, minlength)
    return counted if weights is not None else counted.astype(np.int64, copy=False)


def repeat(values: ArrayLike, times: ArrayLike) -> NDArray[Any]:
    """Each value as many times as `times` says at its place."""
    return np.repeat(np.asarray(values), np.asarray(times).astype(np.intp, copy=False))
