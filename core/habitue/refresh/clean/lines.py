"""The lines of the Journal that tell of corrections: new ones, those asked for, and those that were undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from habitue.language import Language
from habitue.sheets.journal import ids_said
from habitue.sheets.words import EVENTS, JOURNAL

SAME_CUSTOMER = ("key", "column", "before", "after", "rule")
SAME_CELL = ("sheet", "cell", "column", "before", "after", "rule")
"""What makes two corrections the same one: they were made for the same customer, or in the same cell."""

_BETWEEN = "\x1f"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Which corrections are meant; all of them where nothing is said."""

    cell: str = ""  # "Clients!B12"
    rule: str = ""  # "names.case", "names", or the words that the Journal has for them
    column: str = ""
    key: str = ""  # the customer's number


def is_event(journal: pd.DataFrame, *events: str) -> np.ndarray:
    """Which lines tell of these events, in French or English."""
    names = {EVENTS[event].say(language) for event in events for language in _LANGUAGES}
    found: np.ndarray = journal["what"].isin(names).to_numpy(dtype=bool)
    return found


_LANGUAGES: tuple[Language, ...] = ("fr", "en")


def open_corrections(journal: pd.DataFrame, chosen: Chosen) -> np.ndarray:
    """The corrections that are meant and have not been undone, as a mask of lines."""
    mask = is_event(journal, "correction", "in_place") & journal["undone"].isna().to_numpy(dtype=bool)
    if chosen.cell:
        sheet, _, cell = chosen.cell.rpartition("!")
        mask &= (_plain(journal["cell"]) == cell.strip().replace("$", "").casefold()).to_numpy(dtype=bool)
        if sheet:
            mask &= (_plain(sheets_of(journal)) == sheet.strip().strip("'").casefold()).to_numpy(dtype=bool)
    if chosen.rule:
        wanted = ids_said(chosen.rule)
        rules = journal["rule"].fillna("").str.split(" ")
        mask &= np.array([all(_has_rule(some, one) for one in wanted) for some in rules], dtype=bool)
    if chosen.column:
        mask &= (_plain(journal["column"]) == chosen.column.strip().casefold()).to_numpy(dtype=bool)
    if chosen.key:
        mask &= (_plain(journal["key"]) == chosen.key.strip().casefold()).to_numpy(dtype=bool)
    return mask


def _has_rule(rules: Sequence[str], wanted: str) -> bool:
    return any(wanted in (rule, rule.split(".", 1)[0]) for rule in rules)


def _plain(texts: pd.Series) -> pd.Series:
    return texts.fillna("").astype(str).str.strip().str.casefold()


def sheets_of(lines: pd.DataFrame) -> pd.Series:
    """The sheet of each line, without the name of the table on it."""
    return lines["sheet"].fillna("").astype(str).str.split(" / ", regex=False).str[0]


def not_undone(changes: pd.DataFrame, journal: pd.DataFrame) -> np.ndarray:
    """Which changes have not been taken back by somebody before; they have SAME_CUSTOMER and SAME_CELL as columns."""
    mask = np.ones(len(changes), dtype=bool)
    if "undone" not in journal or not len(journal) or not len(changes):
        return mask
    undone = journal[is_event(journal, "correction", "in_place") & journal["undone"].notna().to_numpy(dtype=bool)]
    if not len(undone):
        return mask
    for columns, needed in ((SAME_CUSTOMER, "key"), (SAME_CELL, "cell")):
        known = undone[undone[needed].fillna("") != ""]
        named = (changes[needed].fillna("") != "").to_numpy(dtype=bool)
        mask &= ~(_identity(changes, columns).isin(set(_identity(known, columns))).to_numpy(dtype=bool) & named)
    return mask


def _identity(lines: pd.DataFrame, columns: Sequence[str]) -> pd.Series:
    whole = lines[columns[0]].fillna("").astype(str)
    for name in columns[1:]:
        whole = whole + _BETWEEN + lines[name].fillna("").astype(str)
    return whole


def new_lines(found: pd.DataFrame, today: date, language: Language) -> pd.DataFrame:
    """Corrections made in cells, as lines of the Journal."""
    lines = found.reindex(columns=list(JOURNAL)).astype("string")
    lines["what"] = EVENTS["in_place"].say(language)
    lines["when"] = today.toordinal()
    lines["undone"] = pd.array([pd.NA] * len(lines), dtype="Int64")
    return lines


def with_undone(journal: pd.DataFrame, mask: np.ndarray, today: date) -> pd.DataFrame:
    """The journal with the day on which some lines were undone."""
    days = [None if pd.isna(day) else int(day) for day in journal["undone"]]
    undone = [today.toordinal() if now else day for day, now in zip(days, mask, strict=True)]
    return journal.assign(undone=pd.array(undone, dtype="Int64"))


def with_rejected(
    journal: pd.DataFrame, found: pd.DataFrame, rejected: Sequence[Chosen], when: tuple[date, Language]
) -> pd.DataFrame:
    """The journal with those of the corrections `found` that are meant by `rejected`, undone on the day of `when`."""
    today, language = when
    lines = new_lines(found, today, language)
    lines["what"] = EVENTS["correction"].say(language)
    mask = np.zeros(len(lines), dtype=bool)
    for chosen in rejected:
        mask |= open_corrections(lines, chosen)
    if not mask.any():
        return journal
    undone = with_undone(lines, mask, today)[mask]
    return pd.concat([journal, undone], ignore_index=True) if len(journal) else undone.reset_index(drop=True)
