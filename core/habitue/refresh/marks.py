"""Our sheets known by their tables, where the hidden names that mark them were lost."""

import re
from collections.abc import Iterable, Mapping

from habitue.sheets import customers, duplicates, journal
from habitue.sheets.criteria.model import MARK as CRITERIA
from habitue.sheets.criteria.model import TABLE as COLUMNS

_MARKS: Mapping[str, str] = {
    customers.TABLE: "customers",
    journal.TABLE: "journal",
    duplicates.TABLE: duplicates.MARK,
    COLUMNS: CRITERIA,
    "HabitueStatuses": "overview",
    "HabitueReach": "quality",
    "HabitueFields": "quality",
}
_LISTS = re.compile(r"Habitue_((?:mailing_)?(?:group|segment|status))_(\w+?)(?:_excluded)?", re.IGNORECASE)


def mark_of(tables: Iterable[str]) -> str:
    """The mark of the sheet of ours that holds tables of these names; empty where it is none of ours."""
    known = {name.casefold(): mark for name, mark in _MARKS.items()}
    for name in tables:
        if name.casefold() in known:
            return known[name.casefold()]
        if found := _LISTS.fullmatch(name):
            return f"{found[1].lower().replace('_', '.')}.{found[2].lower()}"
    return ""
