"""The amount of each row: as it stands, or quantity times unit price less discount, in exact cents."""

import re
from dataclasses import dataclass

import numpy as np

from habitue.cleaning.amounts import Mark, read_distinct_amounts
from habitue.cleaning.amounts_numbers import NumberColumn, read_distinct_numbers
from habitue.intake.doubts import problems_of
from habitue.intake.source import Source
from habitue.language import sentence
from habitue.roles import Role
from habitue.tables import Problem

_SIGNS = {"€": "€", "eur": "€", "euro": "€", "$": "$", "usd": "$", "dollar": "$", "£": "£", "gbp": "£", "chf": "CHF"}
_SIGN = re.compile(r"€|\$|£|(?<![a-z])(?:eur|euro|usd|dollar|gbp|chf)s?(?![a-z])")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Money:
    """One element per row: cents (int64), which rows have no amount, and which have one in another currency."""

    cents: np.ndarray
    missing: np.ndarray
    foreign: np.ndarray
    currency: str
    problems: tuple[Problem, ...]


def row_amounts(source: Source, decimal: Mark | None) -> Money | None:
    """The amounts of a table's rows; None when it has neither amounts nor quantities with prices."""
    if source.has(Role.AMOUNT):
        return read_money(source, Role.AMOUNT, decimal)
    if source.has(Role.UNIT_PRICE):
        return _computed(source, decimal)
    return None


def read_money(source: Source, role: Role, decimal: Mark | None) -> Money:
    """The amounts of one column."""
    view = source.view(role)
    assert view is not None
    found = read_distinct_amounts(view.distinct, decimal)
    foreign = np.zeros(len(found.cents), dtype=bool)
    problems = list(problems_of(source, role, found.doubts))
    if len(found.currencies) > 1:
        other = found.doubts[found.doubts["rule"] == "amounts.other_currency"]
        foreign[other["position"].to_numpy(dtype=np.int64)] = True
    if found.refused is not None:
        problems.append(source.problem(found.refused, role, np.flatnonzero(view.distinct.codes >= 0)))
    return Money(
        cents=found.cents,
        missing=found.missing,
        foreign=foreign,
        currency=found.currency or currency_of(source.header(role)),
        problems=tuple(problems),
    )


def currency_of(header: str) -> str:
    """The currency that a header names, "" when it names none."""
    match = _SIGN.search(header.lower().replace("_", " "))
    return _SIGNS[match[0].rstrip("s")] if match else ""


def _computed(source: Source, decimal: Mark | None) -> Money:
    """Unit price times quantity (one where no column has it), less the discount; halves go to the even cent."""
    price = _numbers(source, Role.UNIT_PRICE, decimal)
    assert price is not None
    quantity = _numbers(source, Role.QUANTITY, decimal)
    discount = _numbers(source, Role.DISCOUNT, decimal)
    units = price.values * (1.0 if quantity is None else quantity.values)
    if discount is not None:
        units = units * (1 - _rate(discount))
    missing = np.isnan(units) | (np.abs(units) > 1e12)
    # Six decimals first: the products of decimal fractions are then what they are on paper before they are rounded.
    cents = np.rint(np.round(np.where(missing, 0.0, units) * 100, 6)).astype(np.int64)
    problems = [_unsure(source, role, column) for role, column in ((Role.UNIT_PRICE, price), (Role.QUANTITY, quantity))]
    return Money(
        cents=cents,
        missing=missing,
        foreign=np.zeros(len(cents), dtype=bool),
        currency=currency_of(source.header(Role.UNIT_PRICE)),
        problems=tuple(problem for problem in problems if problem is not None),
    )


def _numbers(source: Source, role: Role, decimal: Mark | None) -> NumberColumn | None:
    view = source.view(role)
    return None if view is None else read_distinct_numbers(view.distinct, decimal)


def _rate(discount: NumberColumn) -> np.ndarray:
    """Discounts as shares of one: where any is above one they are percentages; blank is none."""
    rates: np.ndarray = np.nan_to_num(discount.values, nan=0.0)
    bare = ~discount.percent
    if (rates[bare] > 1).any():
        rates = np.where(bare, rates / 100, rates)
    return rates


def _unsure(source: Source, role: Role, column: NumberColumn | None) -> Problem | None:
    if column is None or not column.unsure:
        return None
    return source.problem(
        sentence(
            "In column {column}, nothing tells whether “1.234” has decimals or thousands: decimals were taken.",
            column=source.header(role),
        )
    )
