"""A value as the XML of a cell, less its address: the one spelling that every way of writing rows must give."""

import re
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from numbers import Integral, Real

from habitue.sheetmodel import Kind

TEXT_LIMIT = 32_767
"""UTF-16 units that a cell can hold."""

FIRST_DAY = 693_594
"""The proleptic ordinal of Excel's day 0; in workbooks that count from 1904 it is 1,462 days later."""

DAYS_TO_1904 = 1_462
MARCH_1900 = 61
"""Excel's first trustworthy day: it believes in a 29 February 1900."""

EXACT_LIMIT = 10**15
"""Whole numbers from here on lose digits in Excel, so they are kept as text."""

SPECIAL = r"[&<>\x00-\x1f\x{FFFE}\x{FFFF}]|_x[0-9A-Fa-f]{4}_|^ | $"
"""What cannot be put between tags as it is (in the syntax of RE2)."""

CODE_LIKE = r"^[=+\-@0-9]"
"""Texts that Excel would take for a number or a formula if somebody edited the cell."""

_SPECIAL = re.compile(SPECIAL.replace(r"\x{FFFE}\x{FFFF}", "\ufffe\uffff\ud800-\udfff"))
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
_AMP, _EDGES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"}), (" ", "\t", "\n")


def number_text(value: float | Real) -> str:
    """A number with all its digits, whole ones without a point."""
    if isinstance(value, Integral):
        return str(int(value))
    return repr(float(value) + 0.0).removesuffix(".0")


def cut(text: str) -> str:
    """A text as long as a cell can hold."""
    if len(text) * 2 <= TEXT_LIMIT or len(text.encode("utf-16-le", "surrogatepass")) // 2 <= TEXT_LIMIT:
        return text
    return text.encode("utf-16-le", "surrogatepass")[: TEXT_LIMIT * 2].decode("utf-16-le", "ignore")


def text_content(text: str) -> str:
    """A text as it may stand in `<t>`: what XML or Excel would misread is written as Excel's `_xHHHH_`."""
    if not _SPECIAL.search(text):
        return text
    escaped = _ESCAPED.sub("_x005F_", text)
    escaped = _FORBIDDEN.sub(lambda match: f"_x{ord(match[0]):04X}_", escaped)
    return escaped.translate(_AMP)


def text_body(text: str, mark: str) -> str:
    """A text as an inline string.

    A cell of type inlineStr is text whatever it begins with: only an `<f>` element makes a formula, and none is ever
    written here. So "=1+1" or "@SUM(...)" in a customer's name is shown and never run, and needs no apostrophe.
    """
    text = cut(text)
    space = ' xml:space="preserve"' if text[:1] in _EDGES or text[-1:] in _EDGES else ""
    return f' t="inlineStr"><{mark}is><{mark}t{space}>{text_content(text)}</{mark}t></{mark}is></{mark}c>'


def number_body(text: str, mark: str) -> str:
    """A number that is already written."""
    return f"><{mark}v>{text}</{mark}v></{mark}c>"


def value_body(value: object, kind: Kind, mark: str, *, since_1904: bool) -> str | None:
    """A value of any type, or None where the cell is blank. Its own type decides how it is stored."""
    match value:
        case None | "":
            return None
        case str():
            return text_body(value, mark)
        case bool():
            return f' t="b"><{mark}v>{int(value)}</{mark}v></{mark}c>'
        case date():
            return None if value != value else day_body(value, mark, since_1904=since_1904)
        case Decimal():
            return number_body(str(value), mark) if value.is_finite() else None
    if isinstance(value, Real):
        return _number(value, kind, mark, since_1904=since_1904)
    if type(value).__name__ in ("bool_", "bool"):  # numpy's
        return f' t="b"><{mark}v>{int(bool(value))}</{mark}v></{mark}c>'
    return None if type(value).__name__ in ("NAType", "NaTType") else text_body(str(value), mark)


def _number(value: Real, kind: Kind, mark: str, *, since_1904: bool) -> str | None:
    if not isinstance(value, Integral) and not isfinite(float(value)):
        return None
    if kind == "date":
        whole = int(value)  # type: ignore[call-overload]
        if not 0 < whole <= date.max.toordinal():
            return None
        return day_body(date.fromordinal(whole), mark, since_1904=since_1904)
    if isinstance(value, Integral) and abs(int(value)) >= EXACT_LIMIT:
        return text_body(str(int(value)), mark)
    return number_body(number_text(value), mark)


def day_body(day: date, mark: str, *, since_1904: bool) -> str:
    """A date or a moment as a serial number; before what Excel can count, as text."""
    serial = day.toordinal() - FIRST_DAY
    first = DAYS_TO_1904 if since_1904 else MARCH_1900
    if serial < first:
        return text_body(day.isoformat()[:10], mark)
    whole = serial - (DAYS_TO_1904 if since_1904 else 0)
    if isinstance(day, datetime):
        seconds = day.hour * 3600 + day.minute * 60 + day.second + day.microsecond / 1e6
        return number_body(number_text(whole + seconds / 86_400), mark)
    return number_body(str(whole), mark)
