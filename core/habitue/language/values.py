"""Numbers, money and dates as French and English readers write them.

Babel knows the habits, but importing it and calling it once per value is slow where a hundred thousand reasons are
written; its patterns for our two languages are few, so they are stated here and held to Babel's answers by the tests.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from habitue.language.sentence import Language

_Value = TypeVar("_Value", int, float)

NARROW_SPACE = "\u202f"
SPACE = "\u00a0"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def say_number(value: float, language: "Language", digits: int | None = None) -> str:
    """1234.5 as "1 234,5" (narrow space) or "1,234.5"; `digits` after the mark, or as many as needed up to two."""
    if digits is None:
        text = f"{value:,.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"
    else:
        text = f"{value:,.{digits}f}"
    if text.startswith("-") and not text.strip("-0.,"):
        text = text[1:]
    return text if language == "en" else text.replace(",", NARROW_SPACE).replace(".", ",")


def say_percent(share: float, language: "Language", digits: int = 0) -> str:
    """0.123 as "12 %" (no-break space) or "12%"."""
    return say_number(share * 100, language, digits) + (f"{SPACE}%" if language == "fr" else "%")


def say_money(cents: int, language: "Language", currency: str = "", *, digits: int = 2) -> str:
    """Whole cents as "1 234,50 €" or "€1,234.50"; without a currency, the bare number."""
    number = say_number(abs(cents) / 100, language, digits)
    sign = "-" if cents < 0 else ""
    if not currency:
        return sign + number
    return f"{sign}{number}{SPACE}{currency}" if language == "fr" else f"{sign}{currency}{number}"


def say_date(day: date, language: "Language") -> str:
    """12 March 2024 as "12/03/2024" in French and "12 Mar 2024" in English, which no reader can mistake."""
    if language == "fr":
        return f"{day.day:02}/{day.month:02}/{day.year:04}"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year:04}"


def colon(language: "Language") -> str:
    """The colon between a name and what is said of it; in French it stands apart from both."""
    return f"{SPACE}: " if language == "fr" else ": "


def numbers(values: Iterable[float], language: "Language", digits: int | None = None) -> list[str]:
    """Many numbers, each distinct one written once."""
    return _once(values, lambda value: say_number(value, language, digits))


def dates(days: Iterable[int], language: "Language") -> list[str]:
    """Many days (proleptic ordinals, as `date.toordinal`), each distinct one written once."""
    return _once(days, lambda day: say_date(date.fromordinal(int(day)), language))


def _once(values: Iterable[_Value], say: Callable[[_Value], str]) -> list[str]:
    said: dict[_Value, str] = {}
    return [said[value] if value in said else said.setdefault(value, say(value)) for value in values]
