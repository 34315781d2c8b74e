"""Two whole numbers in one, so that one plain sort of numbers orders by both: several times faster than a lexsort."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.integer[Any]]


def number_bits(numbers: Whole) -> int:
    """How many bits the largest of `numbers` (none negative) takes; 0 when there are none."""
    return int(numbers.max()).bit_length() if len(numbers) else 0


def pack(major: Whole, minor: Whole, minor_bits: int) -> Whole:
    """Keys that sort by `major`, then by `minor`, neither negative and both of 32 bits at most.

    The keys take 32 bits when that suffices: they sort twice as fast.
    """
    kind: type[np.unsignedinteger[Any]] = np.uint32 if number_bits(major) + minor_bits <= 32 else np.uint64
    keys: Whole = np.left_shift(major.astype(kind), kind(minor_bits))
    keys |= minor.astype(kind)
    return keys


def major_of(keys: Whole, minor_bits: int) -> NDArray[np.int64]:
    """What was packed as `major`."""
    return np.right_shift(keys, keys.dtype.type(minor_bits)).astype(np.int64)


def minor_of(keys: Whole, minor_bits: int) -> NDArray[np.int64]:
    """What was packed as `minor`."""
    return np.bitwise_and(keys, keys.dtype.type((1 << minor_bits) - 1)).astype(np.int64)


def differs_from_previous(values: Whole) -> NDArray[np.bool_]:
    """Whether each value begins a run of equal ones; the first always does."""
    differs = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=differs[1:])
    return differs


def distinct(keys: Whole) -> Whole:
    """The distinct keys, ascending (np.unique hashes whole numbers since numpy 2.3, many times slower than a sort)."""
    ascending = np.sort(keys)
    return ascending[differs_from_previous(ascending)]
