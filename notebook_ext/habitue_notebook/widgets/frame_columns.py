"""The columns of a grid, ready to be sorted, limited and searched in a few milliseconds for 100,000 rows."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from habitue.outcome import Label
from habitue_notebook.widgets.frame_query import Filter
from habitue_notebook.widgets.view import Text

Kind = Literal["text", "key", "integer", "number", "cents", "share", "day", "label", "flag"]
"""How a column is shown: "key" sorts in the order of the frame, "cents" are hundredths of money, "share" is 0 to 1,
"day" a proleptic ordinal (0 or less: blank) or a timestamp, "label" a position in `labels` (-1: blank), "flag" yes."""

Positions = NDArray[np.int64]
Mask = NDArray[np.bool_]

_FEW = 60
_EPOCH = 719163  # the proleptic ordinal of 1 January 1970
_SEPARATOR = "\n"
_MARKS = re.compile("[\u0300-\u036f]+")
_USUAL_MARKS = "\u0300\u0301\u0302\u0308\u0327\u0303"
_SPARSE = 4_000  # hits that are worth finding one by one


@dataclass(frozen=True, slots=True, kw_only=True)
class GridColumn:
    """A column of a frame as a grid shows it; `width` in pixels, numbers under `blank_below` are blank."""

    key: str
    title: Text
    kind: Kind = "text"
    width: int = 140
    labels: tuple[Label, ...] = ()
    blank_below: float | None = None


class Numbers:
    """A column of numbers, days, labels or yes and no."""

    def __init__(self, values: pd.Series, column: GridColumn) -> None:
        self.column = column
        self._values = _numbers(values)
        below = {"day": 1.0, "label": 0.0, "flag": 0.5}.get(column.kind, column.blank_below)
        with np.errstate(invalid="ignore"):
            self._blank = ~np.isfinite(self._values) if below is None else ~(self._values >= below)
        self._scale = 100 if column.kind == "cents" else 1

    def cells(self, positions: Positions) -> list[object]:
        """The values at these positions; None where blank."""
        found = self._values[positions].astype(object)
        found[self._blank[positions]] = None
        cells: list[object] = found.tolist()
        return cells

    @cached_property
    def order(self) -> Positions:
        """All positions, ascending, blanks last; equal ones in the order of the frame."""
        return np.argsort(np.where(self._blank, np.inf, self._values), kind="stable")

    @cached_property
    def reverse_order(self) -> Positions:
        """All positions, descending, blanks last all the same."""
        return np.argsort(np.where(self._blank, np.inf, -self._values), kind="stable")

    def mask(self, limit: Filter) -> Mask:
        """The rows that the limit leaves."""
        found = np.ones(len(self._values), dtype=bool)
        if limit.among is not None:
            wanted = [float(one) for one in limit.among if isinstance(one, int) and one >= 0]
            found &= np.isin(self._values, wanted) & ~self._blank | (self._blank if -1 in limit.among else False)
        with np.errstate(invalid="ignore"):
            if limit.low is not None:
                found &= ~self._blank & (self._values >= limit.low * self._scale - 1e-9)
            if limit.high is not None:
                found &= ~self._blank & (self._values <= limit.high * self._scale + 1e-9)
        return found

    def choices(self) -> list[tuple[str | int, int]]:
        """The values of a column of labels with their counts, blank (-1) last; none for other columns."""
        if self.column.kind not in ("label", "flag"):
            return []
        known = len(self.column.labels) if self.column.kind == "label" else 2
        counts = np.bincount(self._values[~self._blank].astype(np.int64), minlength=known)[:known].tolist()
        blank = [(-1, int(self._blank.sum()))]
        return [(value, count) for value, count in [*enumerate(counts), *blank] if count]

    def search(self, word: str) -> Mask:
        """The rows whose label holds the word (folded); numbers are not searched."""
        names = np.array([word in fold(label.name) for label in self.column.labels] + [False], dtype=bool)
        at = np.where(self._blank, len(names) - 1, np.nan_to_num(self._values, nan=-1, posinf=-1, neginf=-1))
        return names[np.clip(at.astype(np.int64), 0, len(names) - 1)]


class Texts:
    """A column of text."""

    def __init__(self, values: pd.Series, column: GridColumn) -> None:
        self.column = column
        self._values = values

    def cells(self, positions: Positions) -> list[object]:
        """The texts at these positions; None where blank."""
        taken = self._values.iloc[positions].astype(object)
        cells: list[object] = [str(one) if known else None for one, known in zip(taken, taken.notna(), strict=True)]
        return cells

    def prepare(self) -> None:
        """Make what searching needs."""
        self._folded.rows_with("")

    @cached_property
    def _folded(self) -> "_Haystack":
        return _Haystack(self._values)

    @cached_property
    def order(self) -> Positions:
        """All positions in alphabetical order, accents and capitals aside, blanks last."""
        if self.column.kind == "key":
            return np.arange(len(self._values), dtype=np.int64)
        return np.argsort(self._ranks, kind="stable")

    @cached_property
    def reverse_order(self) -> Positions:
        """The other way round, blanks last all the same."""
        if self.column.kind == "key":
            return np.arange(len(self._values), dtype=np.int64)[::-1]
        top = int(self._ranks.max(initial=0))
        return np.argsort(np.where(self._blank, top, -self._ranks), kind="stable")

    @cached_property
    def _blank(self) -> Mask:
        return np.asarray(self._folded.blank)

    @cached_property
    def _ranks(self) -> Positions:
        """The rank of each text among the distinct ones, blanks after all."""
        codes, distinct = pd.factorize(self._folded.texts())
        by_text = sorted(range(len(distinct)), key=distinct.tolist().__getitem__)
        rank = np.empty(len(distinct), dtype=np.int64)
        rank[by_text] = np.arange(len(distinct))
        return np.where(self._blank, len(distinct), rank[codes])

    def mask(self, limit: Filter) -> Mask:
        """The rows that the limit leaves."""
        found = np.ones(len(self._values), dtype=bool)
        if limit.among is not None:
            kept = self._values.isin([one for one in limit.among if isinstance(one, str)]).to_numpy(dtype=bool)
            found &= kept | (self._values.isna().to_numpy(dtype=bool) if -1 in limit.among else False)
        if limit.contains:
            found &= self._folded.rows_with(fold(limit.contains))
        return found

    def choices(self) -> list[tuple[str | int, int]]:
        """The values with their counts, where they are few; else none."""
        counts = self._values.value_counts()
        if len(counts) > _FEW:
            return []
        blank = int(self._values.isna().sum())
        found: list[tuple[str | int, int]] = [(str(value), int(count)) for value, count in counts.items()]
        return sorted(found, key=lambda one: str(one[0])) + ([(-1, blank)] if blank else [])

    def search(self, word: str) -> Mask:
        """The rows that hold the word (folded)."""
        return self._folded.rows_with(word)


class _Haystack:
    """The folded texts of a column in one string of bytes, a line each: searching it is one pass at memory's speed."""

    def __init__(self, values: pd.Series) -> None:
        plain = values if isinstance(values.dtype, pd.StringDtype) else values.astype(object)
        texts = [one if isinstance(one, str) else str(one) for one in plain.where(plain.notna(), "").tolist()]
        joined = _SEPARATOR.join(texts)
        if joined.count(_SEPARATOR) != max(len(texts) - 1, 0):
            joined = _SEPARATOR.join([" ".join(text.split(_SEPARATOR)) for text in texts])
        self._bytes = (fold(joined) + _SEPARATOR).encode("utf-8", "surrogatepass")
        self._ends = np.flatnonzero(np.frombuffer(self._bytes, dtype=np.uint8) == ord(_SEPARATOR))[: len(texts)]
        self.blank = np.diff(self._ends, prepend=-1) == 1

    def texts(self) -> "NDArray[np.object_]":
        """The folded texts."""
        whole = self._bytes.decode("utf-8", "surrogatepass")
        return np.array(whole.split(_SEPARATOR)[: len(self._ends)], dtype=object)

    def rows_with(self, word: str) -> Mask:
        """The rows whose text holds the word."""
        found = np.zeros(len(self._ends), dtype=bool)
        wanted = word.encode("utf-8", "surrogatepass")
        if not wanted or _SEPARATOR in word:
            return found | (not wanted)
        look = self._bytes.find
        hits: list[int] = []
        at = look(wanted)
        while at >= 0 and len(hits) < _SPARSE:
            hits.append(at)
            at = look(wanted, look(b"\n", at))  # the next line: a row is found once
        found[np.searchsorted(self._ends, hits)] = True
        if at >= 0:
            found[np.searchsorted(self._ends, self._all(wanted, at))] = True
        return found

    def _all(self, wanted: bytes, start: int) -> Positions:
        """Where the word is, from `start` on: all bytes at once, which is faster where it is everywhere."""
        bytes_ = np.frombuffer(self._bytes, dtype=np.uint8)
        at = start + np.flatnonzero(bytes_[start : len(bytes_) - len(wanted) + 1] == wanted[0])
        for further, byte in enumerate(wanted[1:], start=1):
            at = at[bytes_[at + further] == byte]
        return at


def fold(text: str) -> str:
    """Without accents and capitals; lines stay lines."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFD", text)
    for mark in _USUAL_MARKS:  # which a plain replacement takes out several times faster than an expression
        apart = apart.replace(mark, "")
    if apart.isascii():
        return apart.lower()
    return _MARKS.sub("", apart).casefold()


def column_of(frame: pd.DataFrame, column: GridColumn) -> Numbers | Texts:
    """A column of the frame, as its kind says."""
    values = frame[column.key]
    return Texts(values, column) if column.kind in ("text", "key") else Numbers(values, column)


def _numbers(values: pd.Series) -> NDArray[np.float64]:
    if pd.api.types.is_datetime64_any_dtype(values):
        days = values.to_numpy(dtype="datetime64[D]")
        return np.where(np.isnat(days), np.nan, days.astype(np.int64) + _EPOCH)
    return values.to_numpy(dtype=np.float64, na_value=np.nan)
