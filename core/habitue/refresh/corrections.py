"""What cleaning changed, as lines of the journal: which cell of which sheet, before, after, and by which rule."""

from dataclasses import replace

import pandas as pd

from habitue.cleaning.fields import CleanedTable
from habitue.intake import Intake, TableUse
from habitue.refresh.clean.lines import not_undone
from habitue.tables import text_dtype


def corrections_of(intake: Intake, cleaned: CleanedTable) -> pd.DataFrame:
    """One line per corrected cell; `cell` is that of the table which the customer's details were taken from first."""
    return _placed(intake, cleaned, cleaned.changes, ("before", "after", "rule"))


def doubts_of(intake: Intake, cleaned: CleanedTable) -> pd.DataFrame:
    """One line per doubt: where the cell is (as in `corrections_of`), value, suggestion and rule."""
    return _placed(intake, cleaned, cleaned.doubts, ("value", "suggestion", "rule"))


def _placed(intake: Intake, cleaned: CleanedTable, found: pd.DataFrame, told: tuple[str, ...]) -> pd.DataFrame:
    """Lines of cleaning with the customer's key and the place of the cell."""
    lines = cleaned.customers.iloc[found["position"].to_numpy()]
    tables, rows = lines["origin_table"].to_numpy(), lines["origin_row"].to_numpy()
    known = [_places(use) for use in intake.tables]
    places = [known[table].get(role, (role, "")) for table, role in zip(tables, found["column"], strict=True)]
    columns: dict[str, list[str]] = {
        "key": lines["key"].tolist(),
        "sheet": [intake.tables[table].title for table in tables],
        "cell": [f"{letter}{row}" if letter else "" for (_, letter), row in zip(places, rows, strict=True)],
        "column": [label for label, _ in places],
        **{name: found[name].tolist() for name in told},
    }
    return pd.DataFrame({name: pd.Series(texts, dtype=text_dtype()) for name, texts in columns.items()})


def without_undone(intake: Intake, cleaned: CleanedTable, journal: pd.DataFrame) -> CleanedTable:
    """The customers with the former value wherever people have undone a correction; what was derived stays derived."""
    kept = not_undone(corrections_of(intake, cleaned), journal)
    if kept.all():
        return cleaned
    customers = cleaned.customers.copy()
    for role, lines in cleaned.changes[~kept].groupby("column"):
        column = customers[str(role)].copy()
        column.iloc[lines["position"].to_numpy()] = lines["before"].array
        customers[str(role)] = column
    return replace(cleaned, customers=customers, changes=cleaned.changes[kept].reset_index(drop=True))


def _places(use: TableUse) -> dict[str, tuple[str, str]]:
    """By role: the label of the column and its letter."""
    letters = {guess.label: guess.letter for guess in use.roles.columns}
    return {str(role): (label, letters.get(label, "")) for role, label in use.roles.labels.items()}
