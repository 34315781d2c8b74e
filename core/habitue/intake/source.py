"""A table with all that was made out about it, and its columns by role."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from habitue.language import Sentence
from habitue.roles import Role
from habitue.roles.column_role import ColumnRole
from habitue.roles.guess import guess_roles
from habitue.roles.kinds import classify_table
from habitue.roles.overrides import apply_overrides, check_overrides
from habitue.roles.rolemap import RoleMap, TableKind
from habitue.roles.shapes import ColumnView, view_columns
from habitue.tables import Problem, Table, column_letter

EXAMPLES = 3
"""How many cells a message names."""

ORDER_KINDS = ("orders", "orders_with_details")
CUSTOMER_KINDS = ("customers", "customers_with_totals")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Source:
    """One table: `index` is its position among all, `views` its columns by label."""

    index: int
    table: Table
    views: dict[str, ColumnView]
    roles: RoleMap
    kind: TableKind

    def has(self, *roles: Role) -> bool:
        """Whether a column has any of these roles."""
        return self.roles.has(*roles)

    def view(self, role: Role) -> ColumnView | None:
        """The column of a role, None when no column has it; several address lines are one."""
        labels = self.roles.all_labels(role)
        if not labels:
            return None
        if len(labels) == 1:
            return self.views[labels[0]]
        return ColumnView(_joined([self.table.frame[label] for label in labels], ", "))

    def text(self, role: Role) -> ColumnView | None:
        """As `view`, with the street number before the street."""
        view, number = self.view(role), self.view(Role.STREET_NUMBER) if role is Role.ADDRESS else None
        if view is None or number is None:
            return view
        return ColumnView(_joined([number.cells.str.removesuffix(".0"), view.cells], " "))

    def cells(self, role: Role | None, rows: np.ndarray) -> tuple[str, ...]:
        """The addresses of the first few of these rows, in the sheet's order, in the column of a role."""
        letter = self._letter(role)
        return tuple(f"{letter}{row}" for row in np.sort(self.table.rows[rows])[:EXAMPLES].tolist())

    def problem(self, sentence: Sentence, role: Role | None = None, rows: np.ndarray | None = None) -> Problem:
        """A problem at the first of these rows."""
        if rows is None or not len(rows):
            return Problem(sentence=sentence, sheet=self.table.origin.sheet)
        return Problem(
            sentence=sentence,
            sheet=self.table.origin.sheet,
            cell=self.cells(role, rows)[0],
            count=len(rows),
        )

    def header(self, role: Role) -> str:
        """What the file calls the column of a role."""
        label = self.roles.labels[role]
        return next(column.header for column in self.table.columns if column.label == label)

    def _letter(self, role: Role | None) -> str:
        label = self.roles.labels.get(role) if role is not None else None
        for place, column in enumerate(self.table.columns, start=1):
            if label is None or column.label == label:
                return column.letter or column_letter(place)
        return "A"


def _joined(columns: list[pd.Series], separator: str) -> pd.Series:
    """Texts side by side; blank cells leave no separator."""
    joined = columns[0].str.strip()
    for column in columns[1:]:
        more = column.str.strip()
        both = joined.str.cat(more, sep=separator)
        joined = both.fillna(joined).fillna(more)
    return joined


def sources_of(tables: tuple[Table, ...], overrides: tuple[ColumnRole, ...]) -> tuple[Source, ...]:
    """Each table with its roles, guessed and then as people said. Raises BadRequest for columns that do not exist."""
    views = [view_columns(table) for table in tables]
    guessed = [guess_roles(table, view) for table, view in zip(tables, views, strict=True)]
    check_overrides(guessed, overrides)
    told = [apply_overrides(roles, overrides) for roles in guessed]
    return tuple(
        Source(index=index, table=table, views=view, roles=roles, kind=classify_table(roles))
        for index, (table, view, roles) in enumerate(zip(tables, views, told, strict=True))
    )
