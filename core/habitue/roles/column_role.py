"""What people say of one column: light, so that criteria can hold it without loading pandas."""

from dataclasses import dataclass

from habitue.roles.role import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnRole:
    """One column's role as people gave it; no role (None) takes away the one that was guessed.

    `sheet` is a sheet, an Excel table or a file; empty when the header is meant wherever it stands. `header` is the
    label, unique in its table.
    """

    sheet: str
    header: str
    role: Role | None
