"""From tables to customers and their orders: the one place that knows in which order intake does things."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from habitue.cleaning.dates_deciding import DayMonth
from habitue.errors import BadRequest
from habitue.intake.contacts import contacts_of
from habitue.intake.details import details_of
from habitue.intake.identity import NOBODY, People, people_of
from habitue.intake.lines import amounts_by_lines, lines_of, without_repeats
from habitue.intake.order_rows import WHYS, Habits, OrderRows, read_order_rows, set_aside
from habitue.intake.records import Intake, TableUse
from habitue.intake.remarks import (
    remarks_on_orders,
    remarks_on_people,
    remarks_on_second_columns,
    remarks_on_tax,
    remarks_on_totals,
    use_of,
)
from habitue.intake.source import ORDER_KINDS, Source, sources_of
from habitue.intake.totals import totals_of
from habitue.intake.when import date_habits
from habitue.language import sentence
from habitue.records import NEVER, Orders, SetAside
from habitue.roles import Role
from habitue.roles.column_role import ColumnRole
from habitue.roles.languages import guess_language
from habitue.roles.overrides import missing_role
from habitue.tables import Table

_QUOTE = WHYS.index("quote")
_OTHER_CURRENCY = WHYS.index("other_currency")


def gather(
    tables: Sequence[Table],
    *,
    overrides: Sequence[ColumnRole] = (),
    as_of: int,
    date_1904: bool = False,
    date_order: DayMonth | None = None,
) -> Intake:
    """Customers and orders from all tables; `as_of` is an ordinal, orders after it are set aside.

    `overrides` say what columns are; `date_order` settles day and month for every column. Raises MissingRole where
    a column that is needed cannot be told, BadRequest where an override names what does not exist.
    """
    sources = sources_of(tuple(tables), tuple(overrides))
    return gather_sources(sources, as_of=as_of, date_1904=date_1904, date_order=date_order)


def gather_sources(
    sources: Sequence[Source], *, as_of: int, date_1904: bool = False, date_order: DayMonth | None = None
) -> Intake:
    """As `gather`, of tables whose columns have their roles already."""
    _check(sources)
    language = guess_language([source.table for source in sources])
    dates = replace(date_habits(sources, language, date_order, as_of), date_1904=date_1904)
    habits = Habits(as_of=as_of, dates=dates)
    of_people = naming(sources)
    people = people_of(of_people)
    parts, lines_aside = _order_parts(sources, people, habits)
    currency = _main_currency(parts)
    parts = [_in_currency(part, currency) for part in parts]
    orders = _stack(parts) if parts else None
    details = details_of(sources, people, parts)
    with_totals = [source for source in sources if source.kind.kind == "customers_with_totals"]
    totals, totals_currency, totals_doubts = totals_of(with_totals, people.rows, len(people.keys), habits)
    logs = [source for source in sources if source.kind.kind == "contacts"]
    contacts, contact_doubts = contacts_of(logs, people.rows, habits)
    used_totals = totals if with_totals and orders is None else None
    return Intake(
        customers=details.customers,
        extras=details.extras,
        orders=orders,
        totals=used_totals,
        quoted=_quoted(parts, len(people.keys)),
        contacts=contacts,
        set_aside=(*set_aside(parts), *lines_aside),
        currency=currency or (totals_currency if used_totals else ""),
        date_order=date_order or (None if dates.default_from == "nothing" else dates.default),
        language=language,
        problems=(
            *(problem for part in parts for problem in part.problems),
            *remarks_on_people(of_people, people),
            *details.problems,
            *remarks_on_orders(parts),
            *remarks_on_tax(of_people),
            *remarks_on_second_columns(of_people),
            *(totals_doubts if used_totals else remarks_on_totals(with_totals)),
            *contact_doubts,
        ),
        tables=tuple(_use(source, sources, parts) for source in sources),
        rows=people.rows,
    )


def naming(sources: Sequence[Source]) -> list[Source]:
    """The tables whose rows say whom they are about."""
    return [source for source in sources if source.kind.kind not in ("order_lines", "other")]


def _check(sources: Sequence[Source]) -> None:
    """Raise where there is no table, or orders that lack what is needed; the largest such table is named."""
    if not sources:
        raise BadRequest(sentence("There is no table in these files: nothing to read customers or orders from."))
    kinds = {source.kind.kind for source in sources}
    if kinds & {*ORDER_KINDS, "customers_with_totals"}:
        return
    largest = sorted(sources, key=lambda source: (-len(source.table), source.index))
    for source in largest:
        looks_like_orders = source.roles.orders and source.has(Role.ORDER_ID, Role.AMOUNT, Role.ORDER_DATE)
        if source.kind.kind in ("order_lines", "other") and looks_like_orders:
            lacks = Role.CUSTOMER_KEY if source.has(Role.ORDER_DATE) else Role.ORDER_DATE
            raise missing_role(lacks, source.roles)
    if kinds == {"other"}:
        raise missing_role(Role.CUSTOMER_KEY, largest[0].roles)


def _order_parts(
    sources: Sequence[Source], people: People, habits: Habits
) -> tuple[list[OrderRows], tuple[SetAside, ...]]:
    lines = [source for source in sources if source.kind.kind == "order_lines"]
    parts: list[OrderRows] = []
    aside: list[SetAside] = []
    for source in sources:
        if source.kind.kind not in ORDER_KINDS:
            continue
        by_lines = None
        if source.has(Role.ORDER_ID) and not source.has(Role.AMOUNT, Role.UNIT_PRICE):
            detail = lines_of(source, lines)
            if detail is not None:
                by_lines, left_out = amounts_by_lines(source, detail, habits.decimal)
                aside += left_out
        parts.append(read_order_rows(source, people.rows[source.index], habits, by_lines))
    return without_repeats(parts), tuple(aside)


def _main_currency(parts: Sequence[OrderRows]) -> str:
    """The currency of most orders that count; ties in the order of the alphabet."""
    rows: dict[str, int] = {}
    for part in parts:
        if part.currency:
            rows[part.currency] = rows.get(part.currency, 0) + int(part.counted.sum())
    return min(rows, key=lambda name: (-rows[name], name), default="")


def _in_currency(part: OrderRows, currency: str) -> OrderRows:
    if part.currency in ("", currency):
        return part
    return replace(part, why=np.where(part.counted, _OTHER_CURRENCY, part.why).astype(np.int8))


def _stack(parts: Sequence[OrderRows]) -> Orders:
    """The rows of all tables that count; order numbers of different tables never mean the same order."""
    kept = [np.flatnonzero(part.counted) for part in parts]
    has_cents = any(part.cents is not None for part in parts)
    return Orders(
        customer=np.concatenate([part.customer[rows] for part, rows in zip(parts, kept, strict=True)]).astype(np.int32),
        day=np.concatenate([part.day[rows] for part, rows in zip(parts, kept, strict=True)]).astype(np.int32),
        cents=np.concatenate([_cents(part, rows) for part, rows in zip(parts, kept, strict=True)])
        if has_cents
        else None,
        order=_order_codes(parts, kept),
    )


def _cents(part: OrderRows, rows: np.ndarray) -> np.ndarray:
    return np.zeros(len(rows), dtype=np.int64) if part.cents is None else part.cents[rows]


def _order_codes(parts: Sequence[OrderRows], kept: Sequence[np.ndarray]) -> np.ndarray | None:
    """Codes shared by the rows of an order; a row without an order number is an order of its own."""
    if all(part.order is None for part in parts):
        return None
    codes: list[np.ndarray] = []
    start = 0
    for part, rows in zip(parts, kept, strict=True):
        own = np.arange(len(rows), dtype=np.int64)
        if part.order is not None:
            numbered = part.order[rows]
            own = np.where(numbered >= 0, numbered, own + int(part.order.max(initial=-1)) + 1)
        codes.append(own + start)
        start += int(own.max(initial=-1)) + 1
    return np.concatenate(codes).astype(np.int32)


def _quoted(parts: Sequence[OrderRows], size: int) -> np.ndarray:
    """The day of each customer's last quote."""
    days = np.full(size, NEVER, dtype=np.int32)
    for part in parts:
        rows = (part.why == _QUOTE) & (part.customer != NOBODY)
        np.maximum.at(days, part.customer[rows], part.day[rows])
    return days


def _use(source: Source, sources: Sequence[Source], parts: Sequence[OrderRows]) -> TableUse:
    return TableUse(
        origin=source.table.origin,
        title=source.table.title,
        rows=len(source.table),
        kind=source.kind,
        roles=source.roles,
        use=use_of(source, sources, parts),
    )
