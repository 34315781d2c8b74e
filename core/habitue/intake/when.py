"""Days from the columns of dates, with the day/month order that the other columns of the files show."""

from collections.abc import Iterable, Sequence

import numpy as np

from habitue.cleaning.amounts_reading import read_text
from habitue.cleaning.dates import DateColumn, DateHabits, read_dates, read_distinct_dates, shown_order
from habitue.cleaning.dates_deciding import DayMonth
from habitue.intake.doubts import problems_of
from habitue.intake.money import currency_of
from habitue.intake.source import Source
from habitue.language import Language, Sentence, sentence
from habitue.roles import Role
from habitue.roles.shapes import ColumnView
from habitue.tables import Problem

DATE_ROLES = (
    Role.ORDER_DATE, Role.FIRST_ORDER, Role.LAST_ORDER, Role.CREATED, Role.CONTACTED, Role.RESPONDED, Role.BIRTH_DATE,
)  # fmt: skip

_MONEY_ROLES = (Role.AMOUNT, Role.REVENUE, Role.UNIT_PRICE)
_AMBIGUOUS = "dates.ambiguous"
_MANY = 20_000


def read_days(source: Source, role: Role, habits: DateHabits) -> tuple[np.ndarray, tuple[Problem, ...]]:
    """The days of a column (ordinals, NEVER where none can be read) and what is doubtful about them."""
    view = source.view(role)
    assert view is not None
    found = _read(view, habits)
    unsure = (found.doubts["rule"] == _AMBIGUOUS).to_numpy(dtype=bool)
    problems = list(problems_of(source, role, found.doubts[~unsure]))
    if unsure.any():
        rows = found.doubts["position"].to_numpy(dtype=np.int64)[unsure]
        problems.insert(0, source.problem(_assumed(source.header(role), found, habits), role, rows))
    if found.refused is not None:
        problems.append(source.problem(found.refused, role, np.flatnonzero(view.distinct.codes >= 0)))
    if found.contradictory:
        text = sentence(
            "Column {column} has dates in both orders, day first and month first: check where it was put together.",
            column=source.header(role),
        )
        problems.append(source.problem(text, role, np.flatnonzero(view.distinct.codes >= 0)))
    return found.days, tuple(problems)


def _assumed(header: str, found: DateColumn, habits: DateHabits) -> Sentence:
    """What was taken for granted about dates that could be two days, why, and how to say otherwise."""
    month_first = found.order == "mdy"
    if found.contradictory or habits.default_from == "columns":
        read = (
            sentence("the month was read first, as in most other dates")
            if month_first
            else sentence("the day was read first, as in most other dates")
        )
    elif month_first:
        read = sentence("the month was read first, as the headers are in English and the amounts in dollars")
    else:
        read = sentence("the day was read first")
    return sentence(
        "Nothing tells whether “03/04” in column {column} is 3 April or 4 March: {read}. If that is wrong, give "
        "--date-order, or write these dates with the year first (2024-04-03) or as real dates of Excel.",
        column=header,
        read=read,
    )


def date_habits(
    sources: Sequence[Source], language: Language, told: DayMonth | None, today: int | None = None
) -> DateHabits:
    """The day/month order for columns that do not show their own.

    It is what was told, or what other columns of dates show; where none does, the day comes first, unless headers are
    in English and amounts in dollars only.
    """
    shown = order_of_all(sources, today)
    if shown is not None:
        return DateHabits(order=told, default=shown, today=today, default_from="columns")
    if language == "en" and _only_dollars(sources):
        return DateHabits(order=told, default="mdy", today=today, default_from="dollars")
    return DateHabits(order=told, today=today)


def _only_dollars(sources: Iterable[Source]) -> bool:
    """Whether every currency that headers and amounts name is the dollar, and one does."""
    named: set[str] = set()
    for source in sources:
        for role in _MONEY_ROLES:
            view = source.view(role)
            if view is None:
                continue
            texts = view.distinct.texts.iloc[:_MANY]
            named |= {currency_of(source.header(role))}
            signed = texts[texts.str.contains(r"[^0-9., -]").fillna(value=False).to_numpy(dtype=bool)]
            named |= {reading.currency for reading in map(read_text, signed.tolist())}
    return named - {""} == {"$"}


def _read(view: ColumnView, habits: DateHabits) -> DateColumn:
    """Moments are many where their days are few: they are read from the cells, without their times."""
    if len(view.distinct.texts) < _MANY:
        return read_distinct_dates(view.distinct, habits)
    return read_dates(
        view.cells, order=habits.order, date_1904=habits.date_1904, today=habits.today, default=habits.default
    )


def order_of_all(sources: Iterable[Source], today: int | None = None) -> DayMonth | None:
    """The day/month order that most columns of dates show beyond doubt; None when none does, or as many each."""
    orders: list[DayMonth] = []
    for source in sources:
        for role in DATE_ROLES:
            view = source.view(role)
            if view is None:
                continue
            texts = view.distinct.texts if len(view.distinct.texts) < _MANY else view.cells
            order = shown_order(texts, today)
            if order is not None:
                orders.append(order)
    return _majority(orders)


def _majority(orders: Sequence[DayMonth]) -> DayMonth | None:
    day_first = orders.count("dmy")
    if 2 * day_first == len(orders):
        return None
    return "dmy" if 2 * day_first > len(orders) else "mdy"
