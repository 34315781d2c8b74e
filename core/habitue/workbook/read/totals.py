"""Rows that stand in a table without being data: totals, subtotals and headers repeated on every page."""

import re
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from habitue.workbook.read.looks import look_of

_WORD = r"(?:sous[\s-]*total|sub[\s-]*total|grand[\s-]*total|total|totaux|totals)"
_MORE = (
    r"(?:g[ée]n[ée]ra(?:l|ux)|g[ée]n\.?|global|ttc|ht|h\.t\.|t\.t\.c\."
    r"|clients?|ventes|commandes|customers|orders|sales|partiel|report)"
)
_EXACT = re.compile(rf"[\s*=»>-]*{_WORD}(?:\s+{_MORE})*[\s:.*=]*", re.IGNORECASE)
_NAMED = re.compile(rf"{_WORD}\s*:?\s+(?P<after>.+?)[\s:]*|(?P<before>.+?)[\s:-]+{_WORD}[\s:]*", re.IGNORECASE)
_MONTH = (
    r"janv|f[ée]v|mars|avr|mai|juin|juil|ao[uû]t|sept|oct|nov|d[ée]c"
    r"|jan|feb|mar|apr|may|june?|july?|aug|sep|dec"
)
_PERIOD = re.compile(
    r"(?:de l['’]ann[ée]e |du mois |mois |ann[ée]e |year |semaine |week |au |du |for |in )*"
    rf"(?:\d{{4}}|[tqs][1-4]|\d{{1,2}}|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|(?:{_MONTH})\w*\.?)(?: \d{{2,4}})?",
    re.IGNORECASE,
)
_NEEDLES = ("ota", "OTA")


def total_rows(columns: Sequence[pd.Series], filled: np.ndarray) -> np.ndarray:
    """Which rows are totals: their label says so, and beside it they hold nothing but numbers.

    The label names a period ("Total 2024") or something that another row is named ("Total Dupont"); a customer called
    "Total Access" is no total.
    """
    found = np.zeros(len(filled), dtype=bool)
    if len(columns) < 2:
        return found
    usual = float(np.median(filled[:1000].sum(axis=1))) if len(filled) else 0.0
    for number, column in enumerate(columns):
        for row in _candidates(column):
            found[row] = found[row] or _is_total(columns, number, int(row), usual)
    return found


def _candidates(column: pd.Series) -> np.ndarray:
    """The rows of a column whose text holds a word such as "total", found by quick searches for parts of words."""
    if not any(_may_hold(column, needle) for needle in _NEEDLES):
        return np.empty(0, dtype=np.int64)
    hits = column.str.contains(_WORD, case=False, regex=True)
    return np.flatnonzero(hits.fillna(value=False).to_numpy(dtype=bool))


def _may_hold(column: pd.Series, needle: str) -> bool:
    if getattr(column.dtype, "storage", "") == "pyarrow":
        held = column.array.__arrow_array__()
        chunks = getattr(held, "chunks", [held])
        buffers = (chunk.buffers()[-1] for chunk in chunks)
        return any(bytes(buffer).find(needle.encode()) >= 0 for buffer in buffers if buffer is not None)
    return bool(column.str.contains(needle, regex=False).any())


def _is_total(columns: Sequence[pd.Series], number: int, row: int, usual: float) -> bool:
    label = str(columns[number].iloc[row])
    others = [text for place, text in _texts(columns, row) if place != number]
    numbers = sum(look_of(text) in ("number", "year") for text in others)
    if _EXACT.fullmatch(label.strip()):
        return numbers == len(others) or len(others) + 1 <= usual / 2
    named = _NAMED.fullmatch(label.strip())
    if named is None or numbers < len(others) or not others:
        return False
    name = named["after"] or named["before"]
    return _PERIOD.fullmatch(name) is not None or any(
        bool((column == name).fillna(value=False).any()) for column in columns
    )


def _texts(columns: Sequence[pd.Series], row: int) -> Iterator[tuple[int, str]]:
    for place, column in enumerate(columns):
        value = column.iloc[row]
        if isinstance(value, str) and value.strip():
            yield place, value


def repeated_headers(columns: Sequence[pd.Series], header: Sequence[str]) -> np.ndarray:
    """Which rows say the header again (an export made of printed pages)."""
    same = np.ones(len(columns[0]), dtype=bool) if columns else np.zeros(0, dtype=bool)
    named = [(column, title) for column, title in zip(columns, header, strict=True) if title.strip()]
    for column, title in named:
        same &= (column == title).fillna(value=False).to_numpy(dtype=bool)
        if not same.any():
            break
    return same if named else np.zeros(len(same), dtype=bool)
