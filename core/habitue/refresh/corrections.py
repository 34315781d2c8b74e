"""What cleaning changed, as lines of the journal: which cell of which sheet, before, after, and by which rule."""

from dataclasses import replace

import numpy as np
import pandas as pd

from habitue.cleaning.fields import CleanedTable, clean_customers
from habitue.intake import Intake, TableUse
from habitue.refresh.clean.lines import not_undone
from habitue.roles import Role
from habitue.tables import text_dtype

_ROLES = frozenset(str(role) for role in Role)
_PLACES = (Role.ADDRESS, Role.ADDRESS_MORE, Role.POSTCODE, Role.TOWN, Role.COUNTRY)
_NAMES = (Role.NAME, Role.FIRST_NAME, Role.LAST_NAME)
_DERIVED: tuple[tuple[tuple[Role, ...], tuple[str, ...]], ...] = (
    ((Role.EMAIL,), ("email_",)),
    ((Role.PHONE,), ("phone_",)),
    ((Role.MOBILE,), ("mobile_",)),
    (_PLACES, ("posted_", "post_usable")),
    (_NAMES, ("first_name", "last_name", "civility")),
    ((Role.COMPANY,), ("legal_form",)),
)
"""By the roles of the cells, how the names of what is derived from them begin."""


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
    """The customers with the former value wherever people have undone a correction, and what is derived from it."""
    lines = corrections_of(intake, cleaned)
    kept = not_undone(lines, journal)
    kept &= ~(_elsewhere(lines) & _said(lines).isin(set(_said(lines)[~kept])).to_numpy(bool))
    if kept.all():
        return cleaned
    customers = cleaned.customers.copy()
    for role, lines in cleaned.changes[~kept].groupby("column"):
        column = customers[str(role)].copy()
        column.iloc[lines["position"].to_numpy()] = lines["before"].array
        customers[str(role)] = column
    restored = replace(cleaned, customers=customers, changes=cleaned.changes[kept].reset_index(drop=True))
    return _derived_anew(restored, cleaned.changes[~kept])


def told_once(lines: pd.DataFrame) -> pd.DataFrame:
    """Lines without those of another table's column that only repeat what is said of a cell of the same customer."""
    of_cells = set(_said(lines)[~_elsewhere(lines)])
    return lines[~(_elsewhere(lines) & _said(lines).isin(of_cells).to_numpy(bool))].reset_index(drop=True)


def _elsewhere(lines: pd.DataFrame) -> np.ndarray:
    """Which lines have no cell although their table has them: another table told that detail of the customer."""
    mask: np.ndarray = ((lines["cell"].fillna("") == "") & lines["column"].isin(_ROLES)).to_numpy(bool)
    return mask


def _said(lines: pd.DataFrame) -> pd.Series:
    """What each line says of its customer: the value, and what became of it."""
    value, became = ("before", "after") if "before" in lines else ("value", "suggestion")
    whole: pd.Series = lines["key"].fillna("") + "\x1f" + lines[value].fillna("") + "\x1f" + lines[became].fillna("")
    return whole


def _derived_anew(cleaned: CleanedTable, undone: pd.DataFrame) -> CleanedTable:
    """What cells with an undone correction say, read without the rules of it.

    Names are read among all the others, whose habits tell first from last.
    """
    derived = cleaned.derived.copy()
    for roles, names in _DERIVED:
        lines = undone[undone["column"].isin(roles)]
        wanted = [name for name in derived if str(name).startswith(names)]
        given = [role for role in roles if role in cleaned.customers]
        for ids, some in lines.groupby("rule") if wanted else ():
            rows = some["position"].drop_duplicates().to_numpy()
            rules = replace(cleaned.rules, off=cleaned.rules.off | set(str(ids).split(" ")))
            among = cleaned.customers[given] if roles is _NAMES else cleaned.customers[given].iloc[rows]
            fresh = clean_customers(among.reset_index(drop=True), rules).derived
            for name in wanted:
                if name in fresh:
                    column = derived[name].copy()
                    column.iloc[rows] = (fresh[name].iloc[rows] if roles is _NAMES else fresh[name]).array
                    derived[name] = column
    return replace(cleaned, derived=derived)


def _places(use: TableUse) -> dict[str, tuple[str, str]]:
    """By role: the label of the column and its letter."""
    letters = {guess.label: guess.letter for guess in use.roles.columns}
    return {str(role): (label, letters.get(label, "")) for role, label in use.roles.labels.items()}
