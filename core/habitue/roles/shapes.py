"""What the values of a column look like, whatever its header says."""

import heapq
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from habitue.distinct import Distinct, distinct
from habitue.tables import Table

_SAMPLE = 500
_LONGEST = 80
_MONTHS = "jan|fev|fév|feb|mar|avr|apr|mai|may|jui|jun|jul|aou|aoû|aug|sep|oct|nov|dec|déc"
_DAY_FIRST = rf"\D{{0,10}}\d{{1,2}}(?:er|st|nd|rd|th)?[-. /]*(?:{_MONTHS})[^\d]*\d{{2,4}}"
_MONTH_FIRST = rf"(?:\w+,? )?(?:{_MONTHS})[^\d]*\d{{1,2}}\D+\d{{4}}"
_YEAR_FIRST = r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|(?:19|20)\d{2}(?:0[1-9]|1[0-2])[0-3]\d"
_YEAR_LAST = r"\d{1,2}([-/.])\d{1,2}\1(?:\d{4}|\d{2})"
_WEEKDAY = r"(?:(?:lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}[.,]{0,2}\s?(?:le )?)?"
_NUMBER = r"\(?[-−–]?\s?(?:[1-9]\d{0,2}(?:[ \u00a0\u202f'’.,]\d{3})+|\d+)?(?:[.,]\d*)?\s?-?\)?"
_PATTERNS = {
    "date": rf"(?i:(?:{_WEEKDAY}(?:{_YEAR_FIRST}|{_YEAR_LAST})|{_DAY_FIRST}|{_MONTH_FIRST})(?:[ T,].*)?)",
    "serial": r"(?:2[5-9]|[345]\d)\d{3}(?:\.\d+)?",
    "unix": r"1\d{9}(?:\d{3})?(?:\.0)?",
    "number": rf"(?=.*\d)(?!0\d){_NUMBER}",
    "fraction": r"[-(]?\d[\d .,'’\u00a0\u202f]*[.,](?!0+$)\d{1,2}\D*",
    "money": rf"(?=.*\d)(?:(?:€|\$|£|EUR|USD|CHF)\s?{_NUMBER}|{_NUMBER}\s?(?:€|\$|£|EUR|euros?|USD|CHF))",
    "percent": r"\d+(?:[.,]\d+)?\s?%",
    "integer": r"-?\d+(?:\.0)?",
    "email": r"[^\s@]+@[^\s@]+\.[^\s@]{2,}",
    "phone": r"(?=(?:\D*\d){8,15}\D*$)[+(0-9][\d\s().+/\-]*(?:\s?(?:x|ext\.?|poste)\s?\d+)?",
    "french_phone": r"(?:(?:\+|00)33[\s.]?(?:\(0\))?|0)[1-9](?:[\s.-]?\d{2}){4}",
    "postcode": r"(?=.*\d)[A-Za-z]{0,2}[-\s]?[A-Za-z0-9]{2,5}(?:[-\s][A-Za-z0-9]{2,4})?",
    "word": r"[^\W\d_][^\d@]*",
    "single": r"\S+",
    "code": r"(?!.*@)[\w./#-]{1,40}",
    "street": r"(?:.*\d.*[^\W\d_]{2,}.*|.*[^\W\d_]{2,}.*\d.*|.*[^\W\d_]{3,}\s+[^\W\d_]{2,}.*)",
    "yes_no": r"(?i:oui|non|o|n|yes|no|y|x|vrai|faux|true|false|1|0|1\.0|0\.0|ok|opt.?in|opt.?out)",
    "civility": r"(?i:m|mr|mme|mrs|ms|mlle|miss|dr|me|monsieur|madame|mademoiselle|pr|m et mme|messieurs|mx|sir)\.?",
    "nine": r"\d{3}\s?\d{3}\s?\d{3}(?:\.0)?",
    "fourteen": r"\d{3}\s?\d{3}\s?\d{3}\s?\d{5}(?:\.0)?",
    "vat": r"[A-Z]{2}\s?[0-9A-Z][0-9A-Z .]{6,14}",
    "company": r"(?i:.*\b(?:sarl|sas|sasu|eurl|sa|sci|snc|scop|gmbh|ltd|llc|inc|plc|bv|s\.a\.|corp|et fils|& co)\b.*)",
}  # fmt: skip
_COMPILED = {name: re.compile(pattern) for name, pattern in _PATTERNS.items()}


@dataclass(frozen=True, slots=True)
class Shapes:
    """Shares (0 to 1) of the distinct values that look like each kind, and how the values repeat.

    `filled` is the share of cells that are not blank; `unique` the share of filled cells that are distinct.
    """

    shares: dict[str, float]
    distinct: int
    cells: int
    filled: float
    unique: float

    def share(self, *kinds: str) -> float:
        """The largest of the shares of these kinds."""
        return max(self.shares.get(kind, 0.0) for kind in kinds)


class ColumnView:
    """One column of a table, looked at once: its distinct texts and its shapes are computed when first asked for."""

    def __init__(self, column: pd.Series) -> None:
        self.cells = column

    @cached_property
    def distinct(self) -> Distinct:
        """The distinct texts, as they stand."""
        return distinct(self.cells)

    @cached_property
    def shapes(self) -> Shapes:
        """What the values look like."""
        return look(self.distinct)


def view_columns(table: Table) -> dict[str, ColumnView]:
    """A view of each column, by its label."""
    return {column.label: ColumnView(table.frame[column.label]) for column in table.columns}


def look(found: Distinct) -> Shapes:
    """The shapes of a column, from all its distinct texts or, where they are many, from some chosen by their endings.

    The choice depends on the texts alone: the order of rows changes nothing.
    """
    texts = [text.strip()[:_LONGEST] for text in _some(found.texts)]
    texts = [text for text in texts if text]
    filled = int((found.codes >= 0).sum())
    cells = len(found.codes)
    return Shapes(
        shares={name: _share(pattern, texts) for name, pattern in _COMPILED.items()},
        distinct=len(found.texts),
        cells=cells,
        filled=filled / cells if cells else 0.0,
        unique=len(found.texts) / filled if filled else 0.0,
    )


def _share(pattern: re.Pattern[str], texts: Iterable[str]) -> float:
    matched = [pattern.fullmatch(text) is not None for text in texts]
    return sum(matched) / len(matched) if matched else 0.0


def _some(texts: pd.Series) -> list[str]:
    if len(texts) <= _SAMPLE:
        return list(texts.tolist())
    if getattr(texts.dtype, "storage", "") != "pyarrow":
        return heapq.nsmallest(_SAMPLE, texts.tolist(), key=lambda text: text[::-1])
    import pyarrow as pa
    import pyarrow.compute as pc

    backwards = pc.utf8_reverse(pa.array(texts))
    chosen = pc.select_k_unstable(backwards, _SAMPLE, [("", "ascending")])
    return list(texts.take(chosen.to_numpy()).tolist())
