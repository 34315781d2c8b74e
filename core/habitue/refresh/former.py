"""What the workbook remembers of the last refresh: each customer's status, the journal, and the day it was done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from habitue.sheetmodel import FormerSheet, FormerTable
from habitue.sheets.journal import with_ids
from habitue.sheets.words import JOURNAL, key_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEPT = ("key", "status", "since", "segment", "previous_status")


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """The last refresh as the workbook shows it; all empty at the first one.

    `customers` has the text columns key, status, since, segment and previous_status (those that are still there).
    `journal` is as `sheets.journal` writes it: text, with days as ordinals in "when" and "undone".
    """

    sheets: "Mapping[str, FormerSheet]"  # by mark
    customers: pd.DataFrame
    journal: pd.DataFrame


def remember(former: Sequence[FormerSheet]) -> Memory:
    """Read our own sheets back; columns that people added, moved or renamed do not disturb it."""
    sheets = {sheet.mark: sheet for sheet in former}
    customers = _table(sheets.get("customers"), "customers")
    journal = _table(sheets.get("journal"), "journal")
    return Memory(
        sheets=sheets,
        customers=customers.reindex(columns=[key for key in _KEPT if key in customers or key == "key"]),
        journal=_journal(journal),
    )


def ordinal(text: object) -> int:
    """A day as our sheets hold it ("2024-03-12", perhaps with a time) as an ordinal; 0 when it is none."""
    try:
        return date.fromisoformat(str(text)[:10]).toordinal()
    except ValueError:
        return 0


def _table(sheet: FormerSheet | None, group: str) -> pd.DataFrame:
    """The sheet's first table that has our key column, with its columns named by our keys."""
    for table in sheet.tables if sheet else ():
        frame = _renamed(table, group)
        if "key" in frame or "what" in frame:
            return frame
    return pd.DataFrame({"key": pd.array([], dtype="string")})


def _renamed(table: FormerTable, group: str) -> pd.DataFrame:
    keys = {title: key for title in table.frame.columns if (key := key_of(group, str(title)))}
    return table.frame[list(keys)].rename(columns=keys)


def _journal(lines: pd.DataFrame) -> pd.DataFrame:
    if "what" not in lines:
        return lines.iloc[:0].reindex(columns=list(JOURNAL))
    whole = lines.reindex(columns=list(JOURNAL)).astype("string")
    whole["rule"] = with_ids(whole["rule"])
    whole["when"] = [ordinal(text) for text in whole["when"]]
    undone = [ordinal(text) or pd.NA for text in whole["undone"].fillna("")]
    whole["undone"] = pd.array(undone, dtype="Int64")
    return whole[whole["what"].notna()].reset_index(drop=True)
