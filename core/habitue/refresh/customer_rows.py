"""Every row that says who a customer is, cleaned: what the search for duplicates compares."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from habitue.cleaning.fields import CleanedTable, clean_customers
from habitue.cleaning.rules import Rules
from habitue.errors import UnknownCustomer
from habitue.intake import Intake, TableUse
from habitue.intake.details import DETAILS
from habitue.intake.source import CUSTOMER_KINDS, Source
from habitue.language import plural, sentence
from habitue.roles import Role
from habitue.roles.shapes import view_columns
from habitue.tables import Table, text_dtype

_NAMES = (Role.EMAIL, Role.NAME, Role.COMPANY, Role.LAST_NAME, Role.SIRET)
_FOUND_IN_ADDRESSES = (Role.POSTCODE, Role.TOWN)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CustomerRows:
    """One element per row of the tables of customers, and per customer whom only order rows describe.

    `table` is the position of the table, `row` the sheet row, `customer` the position of the customer (-1 when the row
    names none), `key` as people write it (missing where the row has none of its own). `cleaned` has the details.
    """

    tables: tuple[TableUse, ...]
    table: NDArray[np.int32]
    row: NDArray[np.int64]
    customer: NDArray[np.int32]
    key: pd.Series
    cleaned: CleanedTable

    def __len__(self) -> int:
        return len(self.row)

    @property
    def records(self) -> pd.DataFrame:
        """The details to compare, by role; places that only the address tells are filled in."""
        found = self.cleaned.customers
        wanted = [role for role in _FOUND_IN_ADDRESSES if role not in found and role in self.cleaned.derived]
        return found.assign(**{str(role): self.cleaned.derived[role] for role in wanted})

    def place(self, position: int) -> tuple[str, int]:
        """The sheet and the row of an element."""
        return self.tables[self.table[position]].origin.sheet, int(self.row[position])


def customer_rows(tables: Sequence[Table], intake: Intake, rules: Rules) -> CustomerRows:
    """All rows of customers; `tables` are those that `intake` was gathered from."""
    parts = [
        _of_table(table, use, index, intake)
        for index, (table, use) in enumerate(zip(tables, intake.tables, strict=True))
        if use.kind.kind in CUSTOMER_KINDS
    ]
    parts.append(_of_orders(intake))
    whole = pd.concat(parts, ignore_index=True)
    details = [str(role) for role in DETAILS if str(role) in whole]
    for role in details:
        whole[role] = whole[role].astype(text_dtype())
    return CustomerRows(
        tables=intake.tables,
        table=whole["table"].to_numpy(np.int32),
        row=whole["row"].to_numpy(np.int64),
        customer=whole["customer"].to_numpy(np.int32),
        key=whole["own_key"].astype(text_dtype()),
        cleaned=clean_customers(whole[details], rules),
    )


def row_of(rows: CustomerRows, intake: Intake, asked: str) -> int:
    """The first row about the customer whose key, e-mail or name is `asked`, ignoring case. Raises UnknownCustomer."""
    wanted = " ".join(asked.split()).casefold()
    keys = pd.Series(intake.customers["key"].array.take(rows.customer, allow_fill=True), dtype=text_dtype())
    for texts in (keys, *(rows.cleaned.customers[name] for name in _NAMES if name in rows.cleaned.customers)):
        found = np.flatnonzero((texts.fillna("").str.casefold() == wanted).to_numpy(bool))
        customers = set(rows.customer[found].tolist())
        if len(customers) == 1 and -1 not in customers:
            return int(found[0])
        if len(customers) > 1:
            raise UnknownCustomer(
                plural(
                    "{count} customer is called so; ask by key: {keys}.",
                    "{count} customers are called so; ask by key: {keys}.",
                    len(customers),
                    keys=keys.iloc[found[:10]].dropna().drop_duplicates().tolist(),
                )
            )
    examples = keys.dropna().head(3).tolist()
    raise UnknownCustomer(
        sentence(
            "No customer has this key, e-mail or name. Keys in this file look like: {examples}.", examples=examples
        )
    )


def _of_table(table: Table, use: TableUse, index: int, intake: Intake) -> pd.DataFrame:
    """The rows of one table of customers: its details by role, stripped."""
    source = Source(index=index, table=table, views=view_columns(table), roles=use.roles, kind=use.kind)
    columns: dict[str, object] = {
        str(role): _stripped(view.cells) for role in DETAILS if (view := source.text(role)) is not None
    }
    customer = intake.rows[index]
    keyed = source.view(Role.CUSTOMER_KEY)
    own = _stripped(keyed.cells) if keyed is not None else pd.Series(pd.NA, index=table.frame.index)
    shown = pd.Series(intake.customers["key"].array.take(customer, allow_fill=True), index=own.index)
    columns |= {"table": index, "row": table.rows, "customer": customer, "own_key": shown.where(own.notna())}
    return pd.DataFrame(columns, index=table.frame.index)


def _of_orders(intake: Intake) -> pd.DataFrame:
    """The customers whom only rows of orders describe, at the row that their details were taken from."""
    customers = intake.customers
    tables = customers["origin_table"].to_numpy()
    listed = [use.kind.kind in CUSTOMER_KINDS for use in intake.tables]
    keyed = np.array([use.roles.has(Role.CUSTOMER_KEY) for use in intake.tables])
    only_orders = np.flatnonzero((tables >= 0) & ~np.array([*listed, False])[tables])
    some = customers.iloc[only_orders]
    has_key = pd.Series(keyed[tables[only_orders]], index=some.index)
    return some.drop(columns=["key", "origin_table", "origin_row"]).assign(
        table=tables[only_orders],
        row=some["origin_row"],
        customer=only_orders,
        own_key=some["key"].where(has_key),
    )


def _stripped(cells: pd.Series) -> pd.Series:
    texts = cells.str.strip()
    return texts.mask(np.asarray((texts == "").fillna(value=False), dtype=bool))
