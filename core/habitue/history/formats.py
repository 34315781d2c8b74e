"""How dates and amounts are written where they are text, and what they mean.

The patterns serve Python and SQL alike: they use only what `re`, RE2 and Java read in the same way.
"""

import re
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation

from habitue.history.columns import DateOrder, DecimalMark

BLANKS = " \t\r\n\u00a0\u202f"
"""What is trimmed from both ends of every text."""

AROUND_AMOUNTS = BLANKS + "€$£EUR"
"""What is trimmed from both ends of an amount: spaces and currencies."""

SPELT = "\u2212\u00a0\u202f\u2009'’"
PLAIN = "-     "
"""The typographic minus, the spaces and the apostrophes that group thousands, and what they are read as."""

_TIME = "([ T][0-9:.,Z+ AaPpMm-]*)?"
YEAR_FIRST = "[0-9]{4}[-/.][0-9]{2}[-/.][0-9]{2}" + _TIME
YEAR_LAST = "([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4}|[0-9]{2})" + _TIME
COMPACT = "[0-9]{8}"

PIVOT = "69"
"""The first two-digit year that is of the 1900s, as in POSIX."""

LARGEST = 10**12
"""Amounts from here on are not read: nobody sells for that, and sums must stay within 64 bits."""


def amount_pattern(mark: DecimalMark) -> str:
    """A bare amount: thousands in threes, by a space or by the mark that is not the decimal one, or not at all."""
    group, point = ("[,]", "[.]") if mark == "." else ("[.]", "[,]")
    whole = f"[0-9]+|[1-9][0-9]{{0,2}}({group}[0-9]{{3}})+|[0-9]{{1,3}}( [0-9]{{3}})+"
    return f"[-+]?({whole})?({point}[0-9]*)?"


def read_day(text: str, order: DateOrder) -> int | None:
    """The day (proleptic ordinal) that a text means; None when it means none."""
    text = text.strip(BLANKS)
    if re.fullmatch(COMPACT, text):
        year, month, day = text[:4], text[4:6], text[6:]
    elif re.fullmatch(YEAR_FIRST, text):
        year, month, day = text[:4], text[5:7], text[8:10]
    elif order != "ymd" and (found := re.fullmatch(YEAR_LAST, text)):
        first, second, year, _ = found.groups()
        day, month = (first, second) if order == "dmy" else (second, first)
    else:
        return None
    if len(year) == 2:
        year = ("20" if year < PIVOT else "19") + year
    try:
        return date(int(year), int(month), int(day)).toordinal()
    except ValueError:
        return None


def read_cents(text: str, mark: DecimalMark) -> int | None:
    """The amount that a text means in whole cents, halves to the even cent; None when it means none."""
    amount = bare_amount(text)
    if not re.fullmatch(amount_pattern(mark), amount):
        return None
    plain = amount.replace(" ", "").replace("," if mark == "." else ".", "").replace(",", ".")
    try:
        return cents_of(Decimal(plain))
    except InvalidOperation:
        return None


def cents_of(amount: Decimal) -> int | None:
    """Whole cents, halves to the even cent; None when the amount is too large or no number."""
    if not amount.is_finite() or abs(amount) >= LARGEST:
        return None
    return int(amount.quantize(Decimal("0.01"), ROUND_HALF_EVEN) * 100)


def bare_amount(text: str) -> str:
    """The text of an amount with nothing around it, and its signs written one way."""
    return text.strip(AROUND_AMOUNTS).translate(_AS_PLAIN)


_AS_PLAIN = str.maketrans(SPELT, PLAIN)
