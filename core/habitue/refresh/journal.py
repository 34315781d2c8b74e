"""What a refresh adds to the journal, and whether it only says again what the last one said."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from habitue.language import Language, Sentence, plural, sentence
from habitue.refresh.corrections import told_once
from habitue.sheets.words import EVENTS, JOURNAL

_SAME = ["key", "sheet", "column", "before", "after", "rule"]
_BETWEEN = " · "
_MOVE = ["key", "before", "after", "rule"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """What this refresh found that the journal should hold; `moves` and `corrections` as in `Refresh`."""

    as_of: date
    version: str
    customers: int
    orders: int
    moves: pd.DataFrame
    corrections: pd.DataFrame
    compared: bool = True  # whether the rest of the workbook is held against what it was, as files are


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The journal to show, the day of the refresh that its last lines tell of, and the moves of that refresh."""

    lines: pd.DataFrame
    refreshed_on: date
    moves: pd.DataFrame


def write_down(happened: Happened, former: pd.DataFrame, today: date, language: Language) -> Written:
    """Add this refresh to the former lines; where it repeats the last one, nothing is added and its day stays."""
    receipt = _receipt(happened, today, language)
    corrections = _new_corrections(happened.corrections, former, today, language)
    last = _last_receipt(former)
    if (
        last is not None
        and not len(corrections)
        and not len(happened.moves)
        and _says_the_same(former.iloc[last], receipt)
    ):
        day = date.fromordinal(int(former["when"].iloc[last])) if former["when"].iloc[last] else today
        return Written(lines=former, refreshed_on=day, moves=_moves_after(former, last))
    moves = _lines("status", today, language, happened.moves.rename(columns={"why": "rule"}))
    added = [lines for lines in (former, receipt, moves, corrections) if len(lines)]
    return Written(lines=pd.concat(added, ignore_index=True), refreshed_on=today, moves=happened.moves)


def _receipt(happened: Happened, today: date, language: Language) -> pd.DataFrame:
    """One line that says what was refreshed; its rule names the day and the criteria."""
    found: list[Sentence] = [
        plural("{count} customer", "{count} customers", happened.customers),
        plural("{count} order", "{count} orders", happened.orders),
    ]
    about = [sentence("as of {as_of} · criteria {version}", as_of=happened.as_of, version=happened.version)]
    if happened.compared:
        about.append(sentence("every other part of the workbook compared and found unchanged"))
    after, rule = (_BETWEEN.join(part.say(language) for part in parts) for parts in (found, about))
    return _lines("refresh", today, language, pd.DataFrame({"after": [after], "rule": [rule]}))


def _new_corrections(found: pd.DataFrame, former: pd.DataFrame, today: date, language: Language) -> pd.DataFrame:
    """Corrections that the journal does not have yet: the same ones are made anew from the source at each refresh."""
    lines = _lines("correction", today, language, told_once(found))
    if not len(former) or not len(lines):
        return lines
    return lines[~_identity(lines).isin(set(_identity(former)))]


def _identity(lines: pd.DataFrame) -> pd.Series:
    whole = lines["key"].fillna("")
    for name in _SAME[1:]:
        whole = whole + "\x1f" + lines[name].fillna("")
    return whole


def _last_receipt(former: pd.DataFrame) -> int | None:
    names = {EVENTS["refresh"].say("fr"), EVENTS["refresh"].say("en")}
    receipts = np.flatnonzero(former["what"].isin(names))
    return int(receipts[-1]) if len(receipts) else None


def _says_the_same(last: pd.Series, receipt: pd.DataFrame) -> bool:
    """Whether two receipts tell the same, be it of a file, which is compared, or of an open workbook, which is not."""
    new = receipt.iloc[0]
    rules = [str(line["rule"]).split(_BETWEEN)[:2] for line in (last, new)]
    return bool(last["after"] == new["after"]) and rules[0] == rules[1]


def _moves_after(former: pd.DataFrame, receipt: int) -> pd.DataFrame:
    names = {EVENTS["status"].say("fr"), EVENTS["status"].say("en")}
    since = former.iloc[receipt + 1 :]
    found = since.loc[since["what"].isin(names), _MOVE]
    return found.rename(columns={"rule": "why"}).reset_index(drop=True)


def _lines(event: str, today: date, language: Language, columns: pd.DataFrame) -> pd.DataFrame:
    lines = columns.reindex(columns=list(JOURNAL)).astype("string")
    lines["what"] = EVENTS[event].say(language)
    lines["when"] = today.toordinal()
    lines["undone"] = pd.array([pd.NA] * len(lines), dtype="Int64")
    return lines
