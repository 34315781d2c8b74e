"""What an engine is told of the columns of orders: their titles, and how the first rows write dates and amounts."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from habitue.cleaning.amounts import Mark, read_distinct_amounts
from habitue.cleaning.dates import shown_order
from habitue.cleaning.dates_deciding import DayMonth
from habitue.errors import BadRequest
from habitue.history import OrderColumns
from habitue.intake.money import read_money
from habitue.intake.source import Source
from habitue.intake.when import date_habits, read_days
from habitue.language import sentence
from habitue.roles import Role
from habitue.roles.languages import guess_language
from habitue.tables import Problem

_READ = (Role.CUSTOMER_KEY, Role.ORDER_DATE, Role.AMOUNT, Role.ORDER_ID, Role.ORDER_STATE)


def columns_of(heads: Sequence[Source], paths: Sequence[Path], told: DayMonth | None) -> OrderColumns:
    """The columns of some files of orders, from their first rows; `told` is the day/month order that people gave.

    Raises BadRequest where their titles differ.
    """
    found = [{role: head.header(role).strip() for role in _READ if head.has(role)} for head in heads]
    if any(one != found[0] for one in found):
        raise BadRequest(
            sentence(
                "The files of orders {files} should have the same titles of columns; they do not. Make them alike, "
                "or use --engine memory.",
                files=[path.name for path in paths],
            )
        )
    titles = found[0]
    return OrderColumns(
        customer=titles[Role.CUSTOMER_KEY],
        date=titles[Role.ORDER_DATE],
        amount=titles.get(Role.AMOUNT),
        order=titles.get(Role.ORDER_ID),
        state=titles.get(Role.ORDER_STATE),
        date_order=told or _shown_order(heads),
        decimal_mark=_shown_mark(heads),
    )


def assume(
    columns: OrderColumns, what: Literal["date", "amount"], heads: Sequence[Source], sources: Sequence[Source]
) -> tuple[OrderColumns, tuple[Problem, ...]]:
    """The columns with what is taken in memory too where no value of the files tells, and the doubts about it.

    That is the day/month order that `date_habits` gives, and thousands rather than decimals.
    """
    if what == "date":
        habits = date_habits(sources, guess_language([source.table for source in sources]), None)
        problems = [problem for head in heads for problem in read_days(head, Role.ORDER_DATE, habits)[1]]
        return replace(columns, date_order=habits.default), tuple(problems)
    views = [view for head in heads if (view := head.view(Role.AMOUNT)) is not None]
    dotted = any(view.distinct.texts.str.contains(".", regex=False).any() for view in views)
    problems = [problem for head in heads for problem in read_money(head, Role.AMOUNT, None).problems]
    return replace(columns, decimal_mark="," if dotted else "."), tuple(problems)


def _shown_order(heads: Sequence[Source]) -> DayMonth | None:
    """The day/month order that the first rows of every file show beyond doubt."""
    shown = {shown_order(view.cells) for head in heads if (view := head.view(Role.ORDER_DATE)) is not None}
    return shown.pop() if len(shown) == 1 else None


def _shown_mark(heads: Sequence[Source]) -> Mark | None:
    views = [view for head in heads if (view := head.view(Role.AMOUNT)) is not None]
    shown = {read_distinct_amounts(view.distinct).decimal for view in views}
    return shown.pop() if len(shown) == 1 else None
