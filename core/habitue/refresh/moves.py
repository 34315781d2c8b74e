"""Who has changed status since the last refresh, and since when each customer has theirs."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from habitue.criteria import Stage
from habitue.criteria.named import LANGUAGES
from habitue.language import Language
from habitue.outcome import Label
from habitue.refresh.former import ordinal


def in_language(former: pd.DataFrame, stages: Sequence[Stage], language: Language) -> pd.DataFrame:
    """What the file showed, with the statuses that it names in another language named in this one.

    So a workbook that is refreshed in another language shows no moves that nobody made. What is a name in this language
    too keeps its meaning there.
    """
    here = {stage.name(language) for stage in stages}
    renamed = {stage.name(other): stage.name(language) for other in LANGUAGES for stage in stages}
    renamed = {name: now for name, now in renamed.items() if name not in here}
    columns = [name for name in ("status", "previous_status") if name in former]
    return former.assign(**{name: former[name].replace(renamed) for name in columns})


def with_previous(customers: pd.DataFrame, statuses: Sequence[Label], former: pd.DataFrame, as_of: int) -> pd.DataFrame:
    """The customers with "previous_status" (as the file showed it) and "since" completed from the file's memory.

    A status that follows from dates already has its "since"; another keeps the day that the workbook remembers as long
    as the status stays, and gets `as_of` when it changes.
    """
    names = np.array([label.name for label in statuses], dtype=object)[customers["status"].to_numpy()]
    if "status" not in former or not len(former):
        return customers.assign(previous_status=pd.array([pd.NA] * len(customers), dtype="string"))
    known = former.drop_duplicates("key").set_index("key").reindex(customers["key"])
    was = known["status"].astype("string").reset_index(drop=True)
    before_that = _column(known, "previous_status")
    moved = was.notna() & (was != names)
    remembered = np.array([ordinal(text) for text in _column(known, "since").fillna("")], dtype=np.int32)
    since = customers["since"].to_numpy().copy()
    unknown = since == 0
    since[unknown & moved.to_numpy(bool)] = as_of
    stays = unknown & ~moved.to_numpy(bool)
    since[stays] = remembered[stays]
    return customers.assign(previous_status=was.where(moved, before_that), since=since)


def moves(customers: pd.DataFrame, statuses: Sequence[Label], former: pd.DataFrame) -> pd.DataFrame:
    """One line per customer whose status is not what the file showed: key, before, after, why (text)."""
    if "status" not in former or not len(former):
        return pd.DataFrame({name: pd.array([], dtype="string") for name in ("key", "before", "after", "why")})
    was = former.drop_duplicates("key").set_index("key")["status"].reindex(customers["key"]).reset_index(drop=True)
    now = pd.Series(np.array([label.name for label in statuses], dtype=object)[customers["status"].to_numpy()])
    moved = was.notna() & (was != now)
    found = {"key": customers["key"], "before": was, "after": now, "why": customers["why"]}
    return pd.DataFrame({name: values[moved].astype("string") for name, values in found.items()}).reset_index(drop=True)


def _column(known: pd.DataFrame, name: str) -> pd.Series:
    if name in known:
        return known[name].astype("string").reset_index(drop=True)
    return pd.Series(pd.array([pd.NA] * len(known), dtype="string"))
