"""Which column is what: guessed from header and values, shown with a confidence, confirmed and remembered."""

from habitue.roles.column_role import ColumnRole
from habitue.roles.role import Role

__all__ = ["ColumnRole", "Role"]
