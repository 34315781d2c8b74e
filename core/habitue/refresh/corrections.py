"""What cleaning changed, as lines of the journal: which cell of which sheet, before, after, and by which rule."""

import pandas as pd

from habitue.cleaning.fields import CleanedTable
from habitue.intake import Intake, TableUse
from habitue.tables import text_dtype

COLUMNS = ("key", "sheet", "cell", "column", "before", "after", "rule")


def corrections_of(intake: Intake, cleaned: CleanedTable) -> pd.DataFrame:
    """One line per corrected cell; `cell` is that of the table which the customer's details were taken from first."""
    changes = cleaned.changes
    lines = cleaned.customers.iloc[changes["position"].to_numpy()]
    tables, rows = lines["origin_table"].to_numpy(), lines["origin_row"].to_numpy()
    known = [_places(use) for use in intake.tables]
    places = [known[table].get(role, (role, "")) for table, role in zip(tables, changes["column"], strict=True)]
    found: dict[str, list[str]] = {
        "key": lines["key"].tolist(),
        "sheet": [intake.tables[table].title for table in tables],
        "cell": [f"{letter}{row}" if letter else "" for (_, letter), row in zip(places, rows, strict=True)],
        "column": [label for label, _ in places],
        **{name: changes[name].tolist() for name in ("before", "after", "rule")},
    }
    return pd.DataFrame({name: pd.Series(found[name], dtype=text_dtype()) for name in COLUMNS})


def _places(use: TableUse) -> dict[str, tuple[str, str]]:
    """By role: the label of the column and its letter."""
    letters = {guess.label: guess.letter for guess in use.roles.columns}
    return {str(role): (label, letters.get(label, "")) for role, label in use.roles.labels.items()}
