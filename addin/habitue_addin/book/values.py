"""Values as they are put into an open workbook, so that Excel takes each for what it is and nothing for a formula.

Every host reads a value that a program puts into a cell as if it had been typed: "00123" becomes 123, "3-4" a date,
"=1+1" and "+33 6 12" formulas. So every text goes in behind the apostrophe by which Excel itself says "this is a text",
without exception: what Excel would guess depends on its language, and a rule with exceptions is one that can be fooled.
Excel keeps the apostrophe out of the value. Days go in as "2026-11-22", which every Excel reads alike, whether it
counts days from 1900 or from 1904; a blank goes in as "", which clears the cell (None would leave it as it was).
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from numbers import Integral, Real
from typing import Any

from habitue.sheetmodel import Kind, Values
from habitue.workbook.write.columns import as_list
from habitue.workbook.write.values import CODE_LIKE, EXACT_LIMIT, FIRST_DAY, MARCH_1900, cut

Typed = str | int | float | bool
"""What is put into a cell."""

LARGEST_BLOCK = 50_000
"""Cells in one request: Excel on the web takes about 5 MB, and shows nothing while it takes them."""

_CODE_LIKE = re.compile(CODE_LIKE)
_HALVES = re.compile("[\ud800-\udfff]")
_LONGEST = 32_766  # with its apostrophe a text must still fit into a cell
_EARLIEST = FIRST_DAY + MARCH_1900


def typed(value: object, kind: Kind) -> Typed:
    """One value of a model; its own type decides, as it does where files are written."""
    match value:
        case None | "":
            return ""
        case str():
            return as_text(value)
        case bool():
            return value
        case date():
            return "" if value != value else _day(value)
        case Decimal():
            return float(value) if value.is_finite() else ""
    if isinstance(value, Real):
        return _number(value, kind)
    if type(value).__name__ in ("bool_", "bool"):  # numpy's
        return bool(value)
    return "" if type(value).__name__ in ("NAType", "NaTType") else as_text(str(value))


def typed_column(values: Values, kind: Kind) -> list[Typed]:
    """A column of a model; each distinct value is looked at once, plain numbers hardly at all."""
    listed: Sequence[Any] = as_list(values)
    kinds = set(map(type, listed))
    if kinds == {str}:
        texts = {text: as_text(text) if text else "" for text in set(listed)}
        return [texts[text] for text in listed]
    if kinds == {int} and kind != "date" and min(listed) > -EXACT_LIMIT and max(listed) < EXACT_LIMIT:
        return list(listed)
    if kinds == {float} and kind != "date":
        return [value + 0.0 if isfinite(value) else "" for value in listed]
    known: dict[tuple[type, object], Typed] = {}
    made: list[Typed] = []
    for value in listed:
        key = (type(value), value)
        found = known.get(key)
        if found is None:
            found = known[key] = typed(value, kind)
        made.append(found)
    return made


def as_text(text: str) -> str:
    """A text behind its apostrophe, as long as a cell can hold."""
    if len(text) * 2 > _LONGEST:
        text = cut(text)
        text = text if len(text.encode("utf-16-le", "surrogatepass")) < _LONGEST * 2 + 2 else text[:-1]
    return "'" + (text if text.isascii() else _HALVES.sub("\ufffd", text))


def is_code_like(column: Iterable[Typed]) -> bool:
    """Whether a column of texts holds some that Excel would misread if somebody edited the cell."""
    first = {value[1:2] for value in column if isinstance(value, str)}
    return any(_CODE_LIKE.match(letter) for letter in first)


def blocks(columns: Sequence[Sequence[Typed]]) -> Iterable[tuple[int, list[list[Typed]]]]:
    """Columns as blocks of whole rows that fit into one request, and the row at which each begins."""
    step = max(1, LARGEST_BLOCK // len(columns))
    for start in range(0, len(columns[0]), step):
        yield start, [list(row) for row in zip(*(column[start : start + step] for column in columns), strict=True)]


def _number(value: Real, kind: Kind) -> Typed:
    if not isinstance(value, Integral) and not isfinite(float(value)):
        return ""
    if kind == "date":
        whole = int(value)  # type: ignore[call-overload]
        return _day(date.fromordinal(whole)) if 0 < whole <= date.max.toordinal() else ""
    if isinstance(value, Integral):
        return as_text(str(int(value))) if abs(int(value)) >= EXACT_LIMIT else int(value)
    return float(value) + 0.0


def _day(day: date) -> str:
    if day.toordinal() < _EARLIEST:
        return as_text(day.isoformat()[:10])
    return day.isoformat(" ", "seconds")[:19] if isinstance(day, datetime) else day.isoformat()
