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
    if len(columns) < 2 or not len(filled):
        return found
    usual = float(np.median(filled[:1000].sum(axis=1)))
    rows = np.unique(np.concatenate([_candidates(column) for column in columns]))
    names: dict[int, str] = {}
    for row, texts in zip(rows.tolist(), _texts(columns, rows), strict=True):
        name = _total_of(texts, usual)
        found[row] = name == ""
        if name:
            names[row] = name
    known = _present(columns, set(names.values()))
    for row, name in names.items():
        found[row] = name in known
    return found


def _candidates(column: pd.Series) -> np.ndarray:
    """The rows of a column whose text holds a word such as "total", found by quick searches for parts of words."""
    if not _may_hold(column):
        return np.empty(0, dtype=np.int64)
    hits = column.str.contains(_WORD, case=False, regex=True)
    return np.flatnonzero(hits.fillna(value=False).to_numpy(dtype=bool))


def _may_hold(column: pd.Series) -> bool:
    if getattr(column.dtype, "storage", "") != "pyarrow":
        return any(bool(column.str.contains(needle, regex=False).any()) for needle in _NEEDLES)
    held = column.array.__arrow_array__()
    for chunk in getattr(held, "chunks", [held]):
        buffer = chunk.buffers()[-1]
        text = b"" if buffer is None else buffer.to_pybytes()
        if any(needle.encode() in text for needle in _NEEDLES):
            return True
    return False


def _texts(columns: Sequence[pd.Series], rows: np.ndarray) -> Iterator[list[str]]:
    """The texts of some rows, without the blank ones."""
    taken = [column.take(rows).tolist() for column in columns]
    for row in zip(*taken, strict=True):
        yield [text for text in row if isinstance(text, str) and text.strip()]


def _total_of(texts: Sequence[str], usual: float) -> str | None:
    """What a row is the total of: "" of everything or of a period, else a name to be looked for; None if it is none."""
    for place, text in enumerate(texts):
        label = text.strip()
        others = [other for number, other in enumerate(texts) if number != place]
        only_numbers = all(look_of(other) in ("number", "year") for other in others)
        if _EXACT.fullmatch(label) and (only_numbers or len(texts) <= usual / 2):
            return ""
        named = _NAMED.fullmatch(label) if only_numbers and others else None
        if named is not None:
            name = str(named["after"] or named["before"])
            return "" if _PERIOD.fullmatch(name) else name
    return None


def _present(columns: Sequence[pd.Series], names: set[str]) -> set[str]:
    """Those of some names that are the whole of a cell."""
    found: set[str] = set()
    for column in columns if names else ():
        found.update(column[column.isin(list(names))].unique().tolist())
    return found


def repeated_headers(columns: Sequence[pd.Series], header: Sequence[str]) -> np.ndarray:
    """Which rows say the header again (an export made of printed pages)."""
    same = np.ones(len(columns[0]), dtype=bool) if columns else np.zeros(0, dtype=bool)
    named = [(column, title) for column, title in zip(columns, header, strict=True) if title.strip()]
    for column, title in named:
        same &= (column == title).fillna(value=False).to_numpy(dtype=bool)
        if not same.any():
            break
    return same if named else np.zeros(len(same), dtype=bool)
