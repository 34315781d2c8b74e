"""Tells how a column writes its dates and amounts, from the values that are certain; never cell by cell.

"25/12/2024" is certain, "03/04/2024" is not; "12,50" is certain, "1,234" is not.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass
from typing import Literal, TypeVar

from habitue.errors import BadRequest
from habitue.history.columns import DateOrder, DecimalMark, OrderColumns
from habitue.history.formats import BLANKS, COMPACT, YEAR_FIRST, YEAR_LAST, amount_pattern, bare_amount
from habitue.language import Sentence, sentence


@dataclass(frozen=True, slots=True)
class DatesSeen:
    """What some dates show: how many are not blank, begin with the year, have a first or second part above 12."""

    values: int
    year_first: int
    year_last: int
    first_above_12: int
    second_above_12: int


@dataclass(frozen=True, slots=True)
class AmountsSeen:
    """What some amounts show: how many are not blank, can only have a point or a comma as decimal mark, or either."""

    values: int
    point_only: int
    comma_only: int
    either: int
    without_mark: int


class Unclear(BadRequest):
    """Nothing in a column tells how it writes its dates, or its amounts (`what`); who asks may say."""

    def __init__(self, sentence: Sentence, what: Literal["date", "amount"]) -> None:
        self.what = what
        super().__init__(sentence)


Seen = TypeVar("Seen", DatesSeen, AmountsSeen)


def add_up(first: Seen, *others: Seen) -> Seen:
    """What several columns show together."""
    counts = [astuple(first), *(astuple(seen) for seen in others)]
    return type(first)(*map(sum, zip(*counts, strict=True)))


def see_dates(values: Iterable[str]) -> DatesSeen:
    """What these texts show."""
    texts = [text for value in values if (text := value.strip(BLANKS))]
    last = [found for text in texts if (found := re.fullmatch(YEAR_LAST, text))]
    return DatesSeen(
        values=len(texts),
        year_first=sum(1 for text in texts if re.fullmatch(f"{YEAR_FIRST}|{COMPACT}", text)),
        year_last=len(last),
        first_above_12=sum(1 for found in last if int(found[1]) > 12),
        second_above_12=sum(1 for found in last if int(found[2]) > 12),
    )


def see_amounts(values: Iterable[str]) -> AmountsSeen:
    """What these texts show."""
    texts = [text for value in values if (text := bare_amount(value))]
    point, comma, both = amount_pattern("."), amount_pattern(","), "[.,]"
    kinds = [(bool(re.fullmatch(point, t)), bool(re.fullmatch(comma, t)), bool(re.search(both, t))) for t in texts]
    return AmountsSeen(
        values=len(texts),
        point_only=kinds.count((True, False, True)),
        comma_only=kinds.count((False, True, True)),
        either=kinds.count((True, True, True)),
        without_mark=kinds.count((True, True, False)),
    )


def date_order(columns: OrderColumns, sample: DatesSeen, everything: Callable[[], DatesSeen]) -> DateOrder:
    """The order in which a column of texts writes its dates; `everything` is asked where the sample cannot tell.

    Raises BadRequest when no value can, when values contradict one another, or when none is a date.
    """
    if columns.date_order is not None:
        return columns.date_order
    if sample.year_first and not sample.year_last:
        return "ymd"
    seen = sample if sample.first_above_12 or sample.second_above_12 else everything()
    match (bool(seen.first_above_12), bool(seen.second_above_12)):
        case (True, False):
            return "dmy"
        case (False, True):
            return "mdy"
        case (True, True):
            raise BadRequest(_mixed_dates(columns.date))
    if seen.year_last:
        raise Unclear(_unclear_dates(columns.date), "date")
    if seen.values and not seen.year_first:
        raise BadRequest(_no_dates(columns.date))
    return "ymd"


def decimal_mark(columns: OrderColumns, sample: AmountsSeen, everything: Callable[[], AmountsSeen]) -> DecimalMark:
    """The decimal mark of a column of texts; `everything` is asked where the sample cannot tell.

    Raises BadRequest when no value can, when values contradict one another, or when none is an amount.
    """
    if columns.decimal_mark is not None:
        return columns.decimal_mark
    amount = columns.amount or ""
    seen = sample if sample.point_only or sample.comma_only else everything()
    match (bool(seen.point_only), bool(seen.comma_only)):
        case (True, False):
            return "."
        case (False, True):
            return ","
        case (True, True):
            raise BadRequest(_mixed_amounts(amount))
    if seen.either:
        raise Unclear(_unclear_amounts(amount), "amount")
    if seen.values and not seen.without_mark:
        raise BadRequest(_no_amounts(amount))
    return "."


def _mixed_dates(column: str) -> Sentence:
    return sentence(
        "The dates of the column {column} should all be written alike; some have the day first and some the month. "
        "Write them as year-month-day.",
        column=column,
    )


def _unclear_dates(column: str) -> Sentence:
    return sentence(
        "Whether the dates of the column {column} have the day or the month first cannot be told: no part is above 12. "
        "Say which with the date order dmy or mdy.",
        column=column,
    )


def _no_dates(column: str) -> Sentence:
    return sentence(
        "The column {column} should hold dates such as 2024-03-12 or 12/03/2024; none of its values is one. "
        "Name another column, or write its dates so.",
        column=column,
    )


def _mixed_amounts(column: str) -> Sentence:
    return sentence(
        "The amounts of the column {column} should all be written alike; some have a decimal point and some a decimal "
        "comma. Write them all the same way.",
        column=column,
    )


def _unclear_amounts(column: str) -> Sentence:
    return sentence(
        "Whether the amounts of the column {column} have a decimal point or a decimal comma cannot be told: they have "
        "three digits after it. Say which with the decimal mark.",
        column=column,
    )


def _no_amounts(column: str) -> Sentence:
    return sentence(
        "The column {column} should hold amounts such as 1234.50 or 1 234,50; none of its values is one. "
        "Name another column, or write its amounts so.",
        column=column,
    )
