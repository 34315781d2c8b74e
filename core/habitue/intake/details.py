"""One line per customer: the details of the tables of customers, or else those of the most recent order row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from habitue.intake.identity import NOBODY, People
from habitue.intake.order_rows import OrderRows
from habitue.intake.source import CUSTOMER_KINDS, Source
from habitue.language import plural
from habitue.roles import Role
from habitue.tables import Problem, text_dtype
from habitue.whole import bincount

_ORDERS = (
    Role.ORDER_ID, Role.ORDER_DATE, Role.AMOUNT, Role.QUANTITY, Role.UNIT_PRICE, Role.DISCOUNT, Role.PRODUCT,
    Role.ORDER_STATE, Role.FIRST_ORDER, Role.LAST_ORDER, Role.ORDER_COUNT, Role.REVENUE,
)  # fmt: skip
DETAILS = tuple(role for role in Role if role not in (*_ORDERS, Role.CUSTOMER_KEY, Role.STREET_NUMBER))
"""The roles that a customer's line can have."""

_DAY_BITS = 22


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Details:
    """The customers' lines (see `Intake`), the columns without a role, and what is to be said of them."""

    customers: pd.DataFrame
    extras: pd.DataFrame
    problems: tuple[Problem, ...]


def details_of(sources: Sequence[Source], people: People, parts: Sequence[OrderRows]) -> Details:
    """Every customer's details, each from the first table of customers that has it.

    Customers whom no such table lists, and roles that none has, are told by the most recent order row that has them.
    """
    size = len(people.keys)
    listed = [_Listed(source, people) for source in sources if source.kind.kind in CUSTOMER_KINDS]
    ordered = [_Ordered(part, size) for part in parts]
    known = np.zeros(size, dtype=bool)
    for table in listed:
        known |= table.row >= 0
    columns: dict[str, pd.Series] = {"key": people.keys}
    for role in DETAILS:
        texts = [table.texts(role) for table in listed if table.source.has(role)]
        free = np.ones(size, dtype=bool) if not texts else ~known
        if free.any():
            texts += [table.texts(role).where(free) for table in ordered if table.part.source.has(role)]
        if texts:
            columns[role.value] = _first(texts)
    columns |= _origins(listed, ordered, size)
    problems = [problem for table in listed for problem in table.problems()]
    return Details(customers=pd.DataFrame(columns), extras=_extras(listed, size), problems=tuple(problems))


class _Listed:
    """A table of customers: for each customer the row, and for those on several rows their details put together."""

    def __init__(self, source: Source, people: People) -> None:
        self.source = source
        customer = people.rows[source.index]
        self.row = np.full(len(people.keys), -1, dtype=np.int64)
        named = np.flatnonzero(customer != NOBODY)
        self.row[customer[named]] = named
        counts = bincount(customer[named], minlength=len(people.keys))
        self.again = named[counts[customer[named]] > 1]
        self.merged = _merge(source, customer, self.again)
        if len(self.merged):
            self.row[self.merged.index] = self.merged["row"]

    def rows(self) -> np.ndarray:
        """The row of each customer, -1 for those who have none."""
        return self.row

    def texts(self, role: Role) -> pd.Series:
        """The details of a role, by customer."""
        view = self.source.text(role)
        assert view is not None
        return self._by_customer(view.cells, role.value)

    def column(self, label: str) -> pd.Series:
        """A column without a role, by customer."""
        return self._by_customer(self.source.table.frame[label], label)

    def _by_customer(self, cells: pd.Series, name: str) -> pd.Series:
        texts = pd.Series(_stripped(cells).array.take(self.row, allow_fill=True), dtype=text_dtype())
        if len(self.merged) and name in self.merged:
            texts.iloc[self.merged.index] = self.merged[name].array
        return texts

    def problems(self) -> list[Problem]:
        """Customers who stand on several rows."""
        if not len(self.again):
            return []
        count = len(self.merged)
        return [
            self.source.problem(
                plural(
                    "{count} customer number stands on several rows: they were taken for one customer.",
                    "{count} customer numbers stand on several rows: each was taken for one customer.",
                    count,
                ),
                Role.CUSTOMER_KEY if self.source.has(Role.CUSTOMER_KEY) else None,
                self.again,
            )
        ]


def _merge(source: Source, customer: np.ndarray, again: np.ndarray) -> pd.DataFrame:
    """Rows of the same customer as one, by customer: the fullest row first, then what it lacks from the others.

    The order among rows is that of their contents, so that theirs in the sheet changes nothing.
    """
    if not len(again):
        return pd.DataFrame()
    cells = {role.value: view.cells for role in DETAILS if (view := source.text(role)) is not None}
    cells |= {guess.label: source.table.frame[guess.label] for guess in source.roles.columns if guess.role is None}
    rows = pd.DataFrame({name: _stripped(column.iloc[again]).reset_index(drop=True) for name, column in cells.items()})
    names = list(rows.columns)
    rows["filled"] = rows.notna().sum(axis=1)
    rows["customer"], rows["row"], rows["sheet_row"] = customer[again], again, source.table.rows[again]
    rows = rows.sort_values(
        ["customer", "filled", *names, "sheet_row"], ascending=[True, False, *[True] * len(names), True]
    )
    return rows.drop(columns=["filled", "sheet_row"]).groupby("customer").first()


class _Ordered:
    """A table of orders with details: for each customer the most recent row that has a detail."""

    def __init__(self, part: OrderRows, size: int) -> None:
        self.part = part
        self.size = size

    @cached_property
    def order(self) -> np.ndarray:
        """The rows by customer and day."""
        return np.asarray(np.argsort(self._when(), kind="stable"))

    @cached_property
    def when(self) -> np.ndarray:
        """Customer and day as one number, in that order."""
        return np.asarray(self._when()[self.order])

    def _when(self) -> np.ndarray:
        when: np.ndarray = (self.part.customer.astype(np.int64) << _DAY_BITS) | self.part.day
        return when

    @cached_property
    def start(self) -> np.ndarray:
        """Where each customer's rows begin in that order."""
        return np.asarray(np.searchsorted(self.when >> _DAY_BITS, np.arange(self.size), side="left"))

    @cached_property
    def end(self) -> np.ndarray:
        """Where each customer's rows end in that order."""
        return np.append(self.start[1:], np.searchsorted(self.when >> _DAY_BITS, self.size))

    def rows(self) -> np.ndarray:
        """The most recent row of each customer, -1 for those who have none."""
        return np.where(self.end > self.start, np.append(self.order, -1)[self.end - 1], -1)

    def texts(self, role: Role) -> pd.Series:
        """The details of a role, by customer; of several on one day, the first in the alphabet."""
        view = self.part.source.text(role)
        assert view is not None
        texts = _stripped(view.distinct.texts)
        codes = np.append(np.where(texts.isna(), -1, np.arange(len(texts))), -1)[view.distinct.codes][self.order]
        filled = np.where(codes >= 0, np.arange(len(codes)), -1)
        last = np.append(np.maximum.accumulate(filled), -1)
        chosen = np.where(self.end > self.start, last[self.end - 1], -1)
        chosen = np.where(chosen >= self.start, chosen, -1)
        chosen_codes = np.append(codes, -1)[chosen]
        for customer, code in self._ties(chosen, codes, texts).items():
            chosen_codes[customer] = code
        return pd.Series(texts.array.take(chosen_codes, allow_fill=True), dtype=text_dtype())

    def _ties(self, chosen: np.ndarray, codes: np.ndarray, texts: pd.Series) -> dict[int, int]:
        """For customers with different details on their last day, the code of the one to take."""
        found = chosen >= 0
        last_day = np.full(self.size + 1, -1, dtype=np.int64)
        last_day[:-1][found] = self.when[chosen[found]]
        customers = self.when >> _DAY_BITS
        same_day = np.flatnonzero((codes >= 0) & (customers >= 0) & (last_day[customers] == self.when))
        differs = codes[same_day] != codes[chosen[customers[same_day]]]
        tied = same_day[np.isin(customers[same_day], customers[same_day[differs]])]
        if not len(tied):
            return {}
        lines = pd.DataFrame({"customer": customers[tied], "code": codes[tied]}).drop_duplicates()
        lines["text"] = texts.iloc[lines["code"]].to_numpy(dtype=object)
        first = lines.sort_values(["customer", "text"]).drop_duplicates("customer")
        return dict(zip(first["customer"].tolist(), first["code"].tolist(), strict=True))


def _stripped(cells: pd.Series) -> pd.Series:
    """Texts without spaces around, missing where nothing is left."""
    texts = cells.str.strip()
    return texts.mask(np.asarray((texts == "").fillna(value=False), dtype=bool))


def _first(texts: Sequence[pd.Series]) -> pd.Series:
    first = texts[0]
    for more in texts[1:]:
        first = first.fillna(more)
    return first


def _origins(listed: Sequence[_Listed], ordered: Sequence[_Ordered], size: int) -> dict[str, pd.Series]:
    """The table and the sheet row that each customer was found in first."""
    table, sheet_row = np.full(size, -1, dtype=np.int32), np.zeros(size, dtype=np.int64)
    found: list[tuple[Source, Callable[[], np.ndarray]]] = [(one.source, one.rows) for one in listed]
    found += [(one.part.source, one.rows) for one in ordered]
    for source, rows in found:
        if (table >= 0).all():
            break
        row = rows()
        new = (table < 0) & (row >= 0)
        table[new] = source.index
        sheet_row[new] = source.table.rows[row[new]]
    return {"origin_table": pd.Series(table), "origin_row": pd.Series(sheet_row)}


def _extras(listed: Sequence[_Listed], size: int) -> pd.DataFrame:
    columns: dict[str, list[pd.Series]] = {}
    for table in listed:
        for guess in table.source.roles.columns:
            if guess.role is None:
                columns.setdefault(guess.label, []).append(table.column(guess.label))
    return pd.DataFrame({label: _first(texts) for label, texts in columns.items()}, index=range(size))
