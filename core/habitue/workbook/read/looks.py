"""What a single cell looks like, and whether a row of cells looks like a header above the rows below it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Look = Literal["blank", "word", "year", "number", "date", "code", "value"]
Row = Sequence[str | None]

_NUMBER = re.compile(
    r"[(+-]?\s*(?:[€$£]\s*)?\d[\d\s'.,  /-]*(?:\s*(?:[€$£%]|EUR|USD|GBP|CHF|k€))?\s*\)?", re.IGNORECASE
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d.*)?|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}(?:\s+\d{1,2}[:h]\d\d.*)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CODE = re.compile(r"[A-Za-z]{0,6}[-_/.]?\d[\dA-Za-z/_.-]{2,}")
_VALUES = frozenset({"true", "false", "vrai", "faux", "oui", "non", "yes", "no", "o", "n", "x"})
_LONGEST_WORD = 80
_MOST_COLUMNS = 200  # a header is known by its first columns
_BODY = 40  # rows below a header that are looked at
_WORDINESS: dict[Look, float] = {"word": 1.0, "year": 0.5, "code": 0.5}

LONGEST_TITLE = 40
"""Rows at the top of a block among which the header is looked for."""


@lru_cache(maxsize=20_000)
def look_of(text: str | None) -> Look:
    """What a cell looks like: a word could be a header's; a year could be, too; the others are data."""
    text = (text or "").strip()
    if not text:
        return "blank"
    if _YEAR.fullmatch(text):
        return "year"
    if _DATE.fullmatch(text):
        return "date"
    if _NUMBER.fullmatch(text):
        return "number"
    if "@" in text or text.lower() in _VALUES or len(text) > _LONGEST_WORD or "://" in text:
        return "value"
    if not any(character.isalpha() for character in text):
        return "value"
    return "code" if _CODE.fullmatch(text) and sum(map(str.isdigit, text)) > 2 else "word"


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """How much a row looks like a header: `contrast` is whether it has words above numbers, dates or codes."""

    row: int
    score: float
    contrast: bool


def find_header(rows: Sequence[Row]) -> Header | None:
    """The row (its index in `rows`) that looks most like the header of those below it; the first of near equals."""
    narrow = [row[:_MOST_COLUMNS] for row in rows]
    looks = [[look_of(text) for text in row] for row in narrow]
    width = sum(any(line[column] != "blank" for line in looks) for column in range(len(looks[0]) if looks else 0))
    tops = range(min(len(rows), LONGEST_TITLE))
    found = [_header(row, width, narrow[row:][:_BODY], looks[row:][:_BODY]) for row in tops]
    best = max((header.score for header in found if header is not None), default=0.0)
    return next((header for header in found if header is not None and header.score >= best - 0.2), None)


def _header(row: int, width: int, rows: Sequence[Row], looks: Sequence[Sequence[Look]]) -> Header | None:
    """The evidence for the first of `rows`, or None where it cannot be a header: too few cells, or like those below."""
    here, below = looks[0], looks[1:]
    filled = [column for column, look in enumerate(here) if look != "blank"]
    if not filled or (len(filled) == 1 and width > 1) or len(filled) < width / 2 or _is_parameter(rows[0], filled):
        return None
    usual = {column: _usual_look(below, column) for column in filled}
    words = sum(_WORDINESS.get(here[column], 0.0) for column in filled)
    contrast = sum(here[column] == "word" and usual[column] not in ("word", "blank") for column in filled)
    clash = sum(here[column] == usual[column] != "word" for column in filled)
    if words < 0.6 * len(filled) or clash > len(filled) / 3 or (clash and not contrast):
        return None
    others = [line for line in rows[1:] if line != rows[0]]
    again = sum(here[column] == "word" and any(line[column] == rows[0][column] for line in others) for column in filled)
    score = len(filled) / width + (words - clash - 0.5 * again) / len(filled)
    return Header(row=row, score=score, contrast=contrast > 0)


def _is_parameter(row: Row, filled: Sequence[int]) -> bool:
    """Whether a row says something of the whole sheet: "Shop: Lyon"."""
    first, *others = [(row[column] or "").rstrip() for column in filled]
    return first.endswith(":") and bool(others) and not all(text.endswith(":") for text in others)


def _usual_look(looks: Sequence[Sequence[Look]], column: int) -> Look:
    counts = Counter(line[column] for line in looks if line[column] != "blank")
    return counts.most_common(1)[0][0] if counts else "blank"


def has_data_looks(rows: Sequence[Row]) -> bool:
    """Whether any column holds mostly numbers, dates, codes or the like: words alone may be a page of notes."""
    looks = [[look_of(text) for text in row[:_MOST_COLUMNS]] for row in rows]
    columns = range(len(looks[0])) if looks else range(0)
    return any(_usual_look(looks, column) not in ("word", "blank") for column in columns)
