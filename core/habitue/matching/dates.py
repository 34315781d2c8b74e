"""Birth dates as they are compared: eight digits, year first, where they can be read."""

import re

import numpy as np
from numpy.typing import NDArray

_ISO = re.compile(r"\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_SHORT = re.compile(r"\s*(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})\b")
_OLDEST, _YOUNGEST = 1850, 2100
_PIVOT = 30  # a birth year of two digits from here on is of the last century
_NOBODY = frozenset(((1900, 1, 1), (1970, 1, 1), (1899, 12, 30), (1, 1, 1)))


def fold_dates(texts: NDArray[np.object_]) -> list[str]:
    """Each text as YYYYMMDD, "" where it is no date; day or month first is decided for the whole column."""
    month_first = _month_first(texts)
    return [_fold(text, month_first=month_first) for text in texts]


def _month_first(texts: NDArray[np.object_]) -> bool:
    found = [(int(m[1]), int(m[2])) for text in texts if (m := _SHORT.match(text))]
    days = sum(one > 12 for one, _ in found)
    return sum(two > 12 for _, two in found) > days


def _fold(text: str, *, month_first: bool) -> str:
    if m := _ISO.match(text):
        return _written(int(m[1]), int(m[2]), int(m[3]))
    if m := _SHORT.match(text):
        one, two, year = int(m[1]), int(m[2]), int(m[3])
        if len(m[3]) == 2:
            year += 1900 if year >= _PIVOT else 2000
        day, month = (two, one) if month_first else (one, two)
        return _written(year, month, day) or _written(year, day, month)
    plain = text.strip().removesuffix(".0")
    if plain.isdigit() and len(plain) == 8:
        return _written(int(plain[:4]), int(plain[4:6]), int(plain[6:])) or _written(
            int(plain[4:]), int(plain[2:4]), int(plain[:2])
        )
    return ""


def _written(year: int, month: int, day: int) -> str:
    """The date in digits; also where the day does not exist, since typing errors are what we compare."""
    if not (_OLDEST <= year <= _YOUNGEST and 1 <= month <= 12 and 1 <= day <= 31) or (year, month, day) in _NOBODY:
        return ""
    return f"{year:04}{month:02}{day:02}"
