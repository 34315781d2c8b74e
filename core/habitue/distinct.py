"""A column as its distinct texts, so that each is worked on once and mapped back to its cells."""

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from habitue.tables import text_dtype
from habitue.whole import bincount

_MANY = 10_000
_NUMBERED = re.compile(r"(?P<prefix>[^0-9]{0,20})[0-9]{1,18}")
_POWERS = 10 ** np.arange(1, 19, dtype=np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Distinct:
    """Cell i of a column holds `texts[codes[i]]`; the code of a missing cell is -1. `texts` are in no special order."""

    texts: pd.Series
    codes: np.ndarray

    def counts(self) -> np.ndarray:
        """How many cells hold each text."""
        return bincount(self.codes[self.codes >= 0], minlength=len(self.texts))


def distinct(column: pd.Series) -> Distinct:
    """The distinct texts of a column; what is not text is written as text first."""
    cells = column if isinstance(column.dtype, pd.StringDtype) else column.astype(text_dtype())
    codes = _numbered(cells) if len(cells) >= _MANY and getattr(cells.dtype, "storage", "") == "pyarrow" else None
    if codes is None:
        codes, texts = pd.factorize(cells)
        return Distinct(texts=pd.Series(texts, dtype=cells.dtype), codes=codes)
    first = np.zeros(int(codes.max()) + 1, dtype=np.int64)
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    return Distinct(texts=cells.iloc[first].reset_index(drop=True), codes=codes)


def _numbered(cells: pd.Series) -> np.ndarray | None:
    """Codes of long columns of numbers ("C000123", "10248") by their numbers, three times faster than by their texts.

    None where the texts are not all one prefix and a number, blank cells included, or where two texts could be the
    same number.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    match = _NUMBERED.fullmatch(str(cells.iloc[0]))
    if match is None or cells.isna().any():
        return None
    prefix = match["prefix"]
    texts = pa.array(cells)
    if prefix and not pc.all(pc.starts_with(texts, prefix)).as_py():
        return None
    digits = pc.utf8_slice_codeunits(texts, len(prefix)) if prefix else texts
    try:
        numbers = pc.cast(digits, pa.int64()).to_numpy()
    except pa.ArrowInvalid:
        return None
    lengths = pc.binary_length(digits)
    shortest, longest = pc.min_max(lengths).as_py().values()
    plain = len(numbers) + int(np.searchsorted(_POWERS, numbers, side="right").sum()) == pc.sum(lengths).as_py()
    if numbers.min() < 0 or not (plain or (shortest == longest and _only_digits(digits))):
        return None
    return _dense(numbers)


def _only_digits(texts: object) -> bool:
    """Arrow reads "0x1f" as a number too: with leading zeros, the digits are looked at."""
    import pyarrow.compute as pc

    return bool(pc.all(pc.ascii_is_decimal(texts)).as_py())


def _dense(numbers: np.ndarray) -> np.ndarray:
    """Each number's place among the distinct ones; by a table where they lie close together."""
    low, high = int(numbers.min()), int(numbers.max())
    if high - low > 4 * len(numbers):
        codes, _ = pd.factorize(numbers)
        return codes
    seen = np.zeros(high - low + 1, dtype=np.int64)
    seen[numbers - low] = 1
    places: np.ndarray = (np.cumsum(seen) - 1)[numbers - low]
    return places
