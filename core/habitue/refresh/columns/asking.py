"""The ranges that a formula was given, as tables whose columns have their roles."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from habitue.criteria import ColumnRole, Criteria
from habitue.errors import BadRequest, MissingRole
from habitue.intake.source import CUSTOMER_KINDS, Source, sources_of
from habitue.language import Sentence, join, plural, sentence
from habitue.refresh.columns.cells import NO_HEADER, Cells, header_row, side_by_side, table_of
from habitue.roles import Role
from habitue.roles.guess import labels_of
from habitue.roles.kinds import IDENTITY, classify_table
from habitue.roles.rolemap import ColumnGuess, RoleMap
from habitue.roles.shapes import view_columns
from habitue.roles.titles import role_title
from habitue.roles.words import plain_words
from habitue.tables import Table

WHO = (*IDENTITY, Role.PHONE, Role.MOBILE)
"""What a column that names customers may be called."""

DATES = frozenset(
    {
        *(Role.ORDER_DATE, Role.BIRTH_DATE, Role.CREATED, Role.CONTACTED, Role.RESPONDED, Role.UNSUBSCRIBED),
        *(Role.FIRST_ORDER, Role.LAST_ORDER),
    }
)
"""Roles of columns whose numbers are days."""

_OF_ORDERS = frozenset(
    {
        *(Role.ORDER_ID, Role.ORDER_DATE, Role.AMOUNT, Role.QUANTITY, Role.UNIT_PRICE, Role.DISCOUNT, Role.PRODUCT),
        *(Role.ORDER_STATE,),
    }
)
_NAMES = {
    Role.CUSTOMER_KEY: sentence("customers"),
    Role.ORDER_DATE: sentence("dates"),
    Role.AMOUNT: sentence("amounts"),
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Asked:
    """What a formula was given.

    `customers` is the orders' column of customers, with `dates` and perhaps `amounts` beside it; or, without `dates`, a
    whole table with its headers. `judged` are the customers who are asked about: a column of them, or a whole table of
    customers whose other columns count too; None asks about all.
    """

    customers: Cells
    as_of: date
    dates: Cells | None = None
    amounts: Cells | None = None
    judged: Cells | None = None
    criteria: Criteria = field(default_factory=Criteria)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Given:
    """The same as tables: the orders, then the customers who are asked about; `header` is the row of their header."""

    sources: tuple[Source, ...]
    listed: bool  # whether the customers asked about come from a table of customers, which tells that there are such
    header: int = NO_HEADER


def given(asked: Asked) -> Given:
    """The tables of what was asked. Raises BadRequest for ranges that do not fit together."""
    orders = _orders(asked)
    if asked.judged is None:
        return Given(sources=(orders,), listed=True)
    whole = len(asked.judged.columns) > 1
    header = header_row(asked.judged, tuple(Role) if whole else WHO)
    judged = _customers(asked.judged, asked.criteria) if whole else _judged(asked.judged, header)
    return Given(sources=(orders, replace(judged, index=1)), listed=whole, header=header)


def one_column(cells: Cells, role: Role) -> Cells:
    """The range, once it is sure that it is one column. Raises BadRequest."""
    if len(cells.columns) == 1:
        return cells
    raise BadRequest(
        plural(
            "One column is wanted for the {name}; this range has {count}.",
            "One column is wanted for the {name}; this range has {count}.",
            len(cells.columns),
            name=_NAMES.get(role, role_title(role)),
        )
    )


def guessed(cells: Cells, name: str, criteria: Criteria) -> Source:
    """A whole table with the roles of its columns, guessed as those of a file; numbers of days are read as dates."""
    header = header_row(cells, tuple(Role))
    first = _told(table_of(cells, header, name), criteria)
    labels = {column.label: place for place, column in enumerate(first.table.columns)}
    days = {labels[guess.label] for guess in first.roles.columns if guess.role in DATES}
    return _told(table_of(cells.with_dates(days), header, name), criteria)


def _told(table: Table, criteria: Criteria) -> Source:
    """The table with its roles; the criteria's columns hold wherever they stand, as a range has no name of a sheet."""
    labels = {plain_words(column.label) for column in table.columns}
    told = [one for one in criteria.columns if plain_words(one.header) in labels]
    headers = [plain_words(one.header) for one in told]
    sure = [one for one, header in zip(told, headers, strict=True) if headers.count(header) == 1]
    return sources_of((table,), tuple(ColumnRole(sheet="", header=one.header, role=one.role) for one in sure))[0]


def _orders(asked: Asked) -> Source:
    if asked.dates is None:
        return _whole_orders(asked)
    parts = {Role.CUSTOMER_KEY: asked.customers, Role.ORDER_DATE: asked.dates, Role.AMOUNT: asked.amounts}
    there = {role: one_column(cells, role) for role, cells in parts.items() if cells is not None}
    _check_heights(there)
    cells = side_by_side(list(there.values()))
    return _bare(cells.with_dates({1}), header_row(cells, tuple(there)), "orders", list(there))


def _whole_orders(asked: Asked) -> Source:
    if len(asked.customers.columns) == 1:
        raise BadRequest(
            sentence(
                "The dates of the orders are wanted too: give their column after that of the customers, or the whole "
                "table with its headers."
            )
        )
    source = guessed(asked.customers, "orders", asked.criteria)
    kinds = ("orders", "orders_with_details", "customers_with_totals")
    if source.kind.kind in kinds:
        return source
    lacks = Role.ORDER_DATE if source.has(*IDENTITY) else Role.CUSTOMER_KEY
    raise MissingRole(
        sentence(
            "No column of the orders looks like the {role}; there is: {headers}. Give the columns of customers, dates "
            "and amounts one by one instead.",
            role=role_title(lacks),
            headers=labels_of(source.roles.columns),
        )
    )


def _check_heights(parts: dict[Role, Cells]) -> None:
    heights = {role: cells.height + cells.blank_below for role, cells in parts.items()}
    if len(set(heights.values())) == 1:
        return
    said: list[Sentence] = [
        sentence("{name}: {rows}", name=_NAMES[role], rows=plural("{count} row", "{count} rows", height))
        for role, height in heights.items()
    ]
    raise BadRequest(
        sentence(
            "The columns of the orders must begin and end on the same rows; these do not ({heights}).",
            heights=join(said),
        )
    )


def _judged(cells: Cells, header: int) -> Source:
    return _bare(cells, header, "customers", [Role.CUSTOMER_KEY])


def _customers(cells: Cells, criteria: Criteria) -> Source:
    """A table of customers; what it may hold of orders does not count, and its first column names them if no other."""
    source = guessed(cells, "customers", criteria)
    if source.kind.kind in CUSTOMER_KINDS:
        return source
    columns = [replace(guess, role=None) if guess.role in _OF_ORDERS else guess for guess in source.roles.columns]
    if not source.has(*IDENTITY):
        columns[0] = replace(columns[0], role=Role.CUSTOMER_KEY)
    return _with_roles(source.table, replace(source.roles, columns=tuple(columns), orders=False))


def _bare(cells: Cells, header: int, name: str, roles: Sequence[Role]) -> Source:
    """Columns whose roles are known, from where they stand in the formula."""
    table = table_of(cells, header, name)
    why = sentence("You said so.")
    columns = tuple(
        ColumnGuess(label=column.label, header=column.header, letter=column.letter, role=role, confidence=1.0, why=why)
        for column, role in zip(table.columns, roles, strict=True)
    )
    orders = Role.ORDER_DATE in roles
    roles_of_table = RoleMap(title=table.title, origin=table.origin, columns=columns, key_repeats=orders, orders=orders)
    return _with_roles(table, roles_of_table)


def _with_roles(table: Table, roles: RoleMap) -> Source:
    return Source(index=0, table=table, views=view_columns(table), roles=roles, kind=classify_table(roles))
