"""Days from the columns of dates, with the day/month order that the other columns of the files show."""

from collections.abc import Iterable, Sequence

import numpy as np

from habitue.cleaning.dates import DateColumn, DateHabits, read_dates, read_distinct_dates, shown_order
from habitue.cleaning.dates_deciding import DayMonth
from habitue.intake.doubts import problems_of
from habitue.intake.source import Source
from habitue.language import sentence
from habitue.roles import Role
from habitue.roles.shapes import ColumnView
from habitue.tables import Problem

DATE_ROLES = (
    Role.ORDER_DATE, Role.FIRST_ORDER, Role.LAST_ORDER, Role.CREATED, Role.CONTACTED, Role.RESPONDED, Role.BIRTH_DATE,
)  # fmt: skip

_MANY = 20_000


def read_days(source: Source, role: Role, habits: DateHabits) -> tuple[np.ndarray, tuple[Problem, ...]]:
    """The days of a column (ordinals, NEVER where none can be read) and what is doubtful about them."""
    view = source.view(role)
    assert view is not None
    found = _read(view, habits)
    problems = list(problems_of(source, role, found.doubts))
    if found.refused is not None:
        problems.append(source.problem(found.refused, role, np.flatnonzero(view.distinct.codes >= 0)))
    if found.contradictory:
        text = sentence(
            "Column {column} has dates in both orders, day first and month first: check where it was put together.",
            column=source.header(role),
        )
        problems.append(source.problem(text, role, np.flatnonzero(view.distinct.codes >= 0)))
    return found.days, tuple(problems)


def _read(view: ColumnView, habits: DateHabits) -> DateColumn:
    """Moments are many where their days are few: they are read from the cells, without their times."""
    if len(view.distinct.texts) < _MANY:
        return read_distinct_dates(view.distinct, habits)
    return read_dates(
        view.cells, order=habits.order, date_1904=habits.date_1904, today=habits.today, default=habits.default
    )


def order_of_all(sources: Iterable[Source]) -> DayMonth | None:
    """The day/month order that most columns of dates show beyond doubt; None when none does, or as many each."""
    orders: list[DayMonth] = []
    for source in sources:
        for role in DATE_ROLES:
            view = source.view(role)
            if view is None:
                continue
            texts = view.distinct.texts if len(view.distinct.texts) < _MANY else view.cells
            order = shown_order(texts)
            if order is not None:
                orders.append(order)
    return _majority(orders)


def _majority(orders: Sequence[DayMonth]) -> DayMonth | None:
    day_first = orders.count("dmy")
    if 2 * day_first == len(orders):
        return None
    return "dmy" if 2 * day_first > len(orders) else "mdy"
