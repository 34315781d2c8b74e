"""What each column of a table is taken for, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from habitue.language import Sentence
from habitue.roles.role import Role
from habitue.tables import Origin

Kind = Literal[
    "customers", "orders", "order_lines", "orders_with_details", "customers_with_totals", "contacts", "other"
]
"""What the rows of a table are. "orders_with_details" has the customers' details on each order row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnGuess:
    """One column: its role (None when nothing tells), how sure we are from 0 to 1, and why."""

    label: str
    header: str
    letter: str
    role: Role | None
    confidence: float
    why: Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleMap:
    """The columns of one table in their order; each role is on one column at most, but for more address lines.

    `key_repeats` tells whether the same customer stands on several rows; `orders` whether the rows look like orders.
    """

    title: str
    origin: Origin
    columns: tuple[ColumnGuess, ...]
    key_repeats: bool = False
    orders: bool = False

    @property
    def labels(self) -> Mapping[Role, str]:
        """The label of the column of each role; the first, where there are several."""
        return {guess.role: guess.label for guess in reversed(self.columns) if guess.role is not None}

    def has(self, *roles: Role) -> bool:
        """Whether a column has any of these roles."""
        return any(guess.role in roles for guess in self.columns)

    def all_labels(self, role: Role) -> tuple[str, ...]:
        """The labels of all columns of a role."""
        return tuple(guess.label for guess in self.columns if guess.role is role)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableKind:
    """What the rows of a table are, how sure we are, and why."""

    kind: Kind
    confidence: float
    why: Sentence
