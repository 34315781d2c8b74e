"""What intake hands on: customers, their orders or totals, what was set aside, and how each table was taken."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from habitue.cleaning.dates_deciding import DayMonth
from habitue.language import Language, Sentence
from habitue.records import History, Orders, SetAside, Totals
from habitue.roles.rolemap import RoleMap, TableKind
from habitue.tables import Origin, Problem

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


@dataclass(frozen=True, slots=True, kw_only=True)
class TableUse:
    """How one table was taken: what its rows are, the role of each column, and what was done with it."""

    origin: Origin
    title: str
    rows: int
    kind: TableKind
    roles: RoleMap
    use: Sentence


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ContactLog:
    """Contacts that a file lists one by one: position of the customer, day (ordinal), and whether they responded."""

    customer: "np.ndarray"  # int32
    day: "np.ndarray"  # int32
    responded: "np.ndarray"  # bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Summarised:
    """What an engine made of the orders of files larger than memory: each customer's history, and how many lines."""

    history: History
    lines: int
    engine: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Intake:
    """All that the files say, by customer, before anything is cleaned.

    `customers` has one line per customer in the natural order of "key": "key", the details that the file has, named by
    `Role` (text as it stands, without spaces around), and where they come from: "origin_table" (position in `tables`)
    and "origin_row" (sheet row); of several rows, the one that the details were taken from first. `extras` has the
    columns of customer tables that have no role, by header, on the same lines.

    `orders` is None where the file has none; `totals` is then what it says instead, if anything. Orders that an engine
    has summarised are in `summarised` alone. `quoted` is the day of each customer's last quote (int32, NEVER).
    `date_order` is what the columns of dates show, where they do. `rows` has, by position in `tables`, the position of
    the customer of each row (-1 where a row names none).
    """

    customers: "pd.DataFrame"
    extras: "pd.DataFrame"
    orders: Orders | None
    totals: Totals | None
    quoted: "np.ndarray"
    contacts: ContactLog | None
    set_aside: tuple[SetAside, ...]
    currency: str
    date_order: DayMonth | None
    language: Language
    problems: tuple[Problem, ...]
    tables: tuple[TableUse, ...]
    rows: "Mapping[int, np.ndarray]" = field(default_factory=dict)
    summarised: Summarised | None = None
