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

LONGEST_TITLE = 60
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


def find_header(rows: Sequence[Row], most: int = LONGEST_TITLE) -> Header | None:
    """The row (its index in `rows`) that looks most like the header of those below it; the first of equals."""
    found = [header for row in range(min(len(rows), most)) if (header := _header(rows, row)) is not None]
    best = max((header.score for header in found), default=0.0)
    return next((header for header in found if header.score >= best - 0.2), None)


def _header(rows: Sequence[Row], row: int) -> Header | None:
    """The evidence for one row, or None where it cannot be a header: too few cells, or too like the cells below."""
    looks = [look_of(text) for text in rows[row]]
    filled = [column for column, look in enumerate(looks) if look != "blank"]
    below = rows[row + 1 :]
    width = sum(any(line[column] for line in rows[row:]) for column in range(len(looks)))
    if not filled or (len(filled) == 1 and width > 1) or len(filled) < width / 2:
        return None
    words = sum(
        1.0 if looks[column] == "word" else 0.5 if looks[column] in ("year", "code") else 0.0 for column in filled
    )
    usual = {column: _usual_look(below, column) for column in filled}
    contrast = sum(looks[column] == "word" and usual[column] not in ("word", "blank") for column in filled)
    clash = sum(looks[column] == usual[column] != "word" for column in filled)
    again = sum(
        looks[column] == "word" and any(line[column] == rows[row][column] for line in below) for column in filled
    )
    if words < 0.6 * len(filled) or clash > len(filled) / 3 or (clash and not contrast):
        return None
    share = 1 / len(filled)
    score = len(filled) / width + words * share + 0.5 * (contrast > 0) - clash * share - 0.5 * again * share
    return Header(row=row, score=score, contrast=contrast > 0)


def _usual_look(rows: Sequence[Row], column: int) -> Look:
    looks = Counter(look for line in rows if (look := look_of(line[column])) != "blank")
    return looks.most_common(1)[0][0] if looks else "blank"


def has_data_looks(rows: Sequence[Row]) -> bool:
    """Whether any column holds mostly numbers, dates, codes or the like: words alone may be a page of notes."""
    columns = range(len(rows[0])) if rows else range(0)
    return any(_usual_look(rows, column) not in ("word", "blank") for column in columns)
