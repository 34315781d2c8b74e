"""Reads one text as a date, without deciding what only the whole column can tell: day/month order and century."""

import re
from typing import NamedTuple

from habitue.cleaning.dates_words import MONTHS, PLACEHOLDERS, WEEKDAYS, plain

_CLOCK = r"(?::\d{2}){1,2}(?:[.,]\d+)?|h(?:\d{2})?(?:m(?:n|in)?)?(?: ?\d{2}s)?| ?(?=[ap]\.?m)"
_TIME = rf"(?:a )?\d{{1,2}}(?:{_CLOCK})(?: ?[ap]\.?m\.?)?"
_ZONE_NAMES = "z|utc|gmt|cet|cest|est|edt|cst|cdt|mst|mdt|pst|pdt|bst|wet|west"
_ZONE = rf"(?: ?(?:{_ZONE_NAMES})?(?: ?[+-]\d{{2}}:?(?:\d{{2}})?)?)(?: ?\([^()]*\))?"
_TIME_AFTER = re.compile(rf"(?:t|,? ){_TIME}{_ZONE}$")
_TIME_BEFORE = re.compile(rf"^{_TIME},? (?=.)")
_ZONE_ONLY = re.compile(r"(?<=\d)(?:z|[+-]\d{2}:\d{2})$")
_YEAR_FIRST = re.compile(r"(\d{4})([-/. ]) ?(\d{1,2})\2 ?(\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2}) ?([-/. ]) ?(\d{1,2}) ?\2 ?'?(\d{4}|\d{2})")
_DIGITS = re.compile(r"\d{8}")
_NUMBER = re.compile(r"(\d{1,6})(?:[.,]\d+)?")
_NUMBERS = re.compile(r"\d+")
_WORDS = re.compile(r"\d+|[a-z]+|'|[^\w\s]")
_GLUE = frozenset({"le", "la", "the", "of", "de", "du", "d", "l", "'", ",", ".", "-", "/", "(", ")"})
_ORDINAL = frozenset({"er", "ere", "st", "nd", "rd", "th", "e", "eme"})

FIRST_YEAR, LAST_YEAR = 1900, 2100


class Reading(NamedTuple):
    """What a text says: `shape` is "date", "pair", "serial", "blank", or the rule that says why it cannot be read.

    A "date" has its day and month; a "pair" has two numbers whose order is not known (in `day`, `month` as written);
    a "serial" has Excel's number of days in `day`. `short` tells that the year has two digits only.
    """

    shape: str
    day: int = 0
    month: int = 0
    year: int = 0
    short: bool = False


BLANK = Reading("blank")
_LONGEST_CELL = 100  # longer texts are prose


def read_text(text: str) -> Reading:
    """What one cell says."""
    words = plain(text[:_LONGEST_CELL])
    if not words:
        return Reading("dates.unreadable") if text.strip() else BLANK
    if len(text) >= _LONGEST_CELL:
        return Reading("dates.unreadable")
    if words in PLACEHOLDERS:
        return Reading("dates.placeholder")
    words = _without_time(_without_weekday(words))
    if match := _YEAR_FIRST.fullmatch(words):
        return Reading("date", int(match[4]), int(match[3]), int(match[1]))
    if match := _YEAR_LAST.fullmatch(words):
        return Reading("pair", int(match[1]), int(match[3]), int(match[4]), len(match[4]) == 2)
    if _DIGITS.fullmatch(words):
        return _eight_digits(words)
    if match := _NUMBER.fullmatch(words):
        return _number(int(match[1]))
    return _in_words(words)


def _without_weekday(words: str) -> str:
    """The text without a leading day name; "mar" is Tuesday before a whole date, and March otherwise."""
    words = words.removeprefix("le ")
    first, _, rest = words.partition(" ")
    name = first.strip(".,")
    if name not in WEEKDAYS:
        return words
    if name not in MONTHS or len(_NUMBERS.findall(rest)) > 2 or any(part in MONTHS for part in _WORDS.findall(rest)):
        return rest
    return words


def _without_time(words: str) -> str:
    """The text without its time of day and zone: the calendar day stays the one that is written."""
    shorter = _TIME_AFTER.sub("", words)
    if shorter == words:
        shorter = _TIME_BEFORE.sub("", _ZONE_ONLY.sub("", words) if words[:4].isdigit() else words)
    return shorter


def _eight_digits(digits: str) -> Reading:
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    if FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= 31:
        return Reading("date", day, month, year)
    return Reading("pair", int(digits[:2]), int(digits[2:4]), int(digits[4:]))


def _number(number: int) -> Reading:
    if FIRST_YEAR <= number <= LAST_YEAR:
        return Reading("dates.year_only")
    return Reading("serial", number)


def _in_words(words: str) -> Reading:
    """A date with the name of its month: "3 mars 2024", "Mar 12, 2024", "12-mars-24", "2024 Mar 12"."""
    parts = [part for part in _WORDS.findall(words) if part not in _GLUE and part not in _ORDINAL]
    parts = [part for part in parts if part in MONTHS or part not in WEEKDAYS]
    months = [part for part in parts if part in MONTHS]
    numbers = [part for part in parts if part.isdigit()]
    if len(months) != 1 or len(parts) != 1 + len(numbers):
        return Reading("dates.unreadable")
    return _with_month(MONTHS[months[0]], numbers)


def _with_month(month: int, numbers: list[str]) -> Reading:
    if len(numbers) == 1 and len(numbers[0]) in (2, 4):
        return Reading("dates.no_day")
    if len(numbers) != 2 or {len(number) for number in numbers} - {1, 2, 4}:
        return Reading("dates.unreadable")
    first, second = numbers
    if len(first) == 4 and len(second) <= 2:
        return Reading("date", int(second), month, int(first))
    if len(second) == 4 and len(first) <= 2:
        return Reading("date", int(first), month, int(second))
    if len(first) <= 2 and len(second) == 2:
        return Reading("date", int(first), month, int(second), short=True)
    return Reading("dates.unreadable")
