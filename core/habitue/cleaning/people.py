"""Cleans first and last names together: some rows have them in each other's column, which only the two tell."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from habitue.cleaning.column import RULE_SEPARATOR, as_text, no_doubts, refuse
from habitue.cleaning.first_names import fold_name, is_first_name, is_telling_first_name
from habitue.cleaning.names import NamePart, clean_first_names, clean_last_names
from habitue.cleaning.rules import Rules
from habitue.language import sentence
from habitue.records import Cleaned
from habitue.tables import text_dtype

_ENOUGH_ROWS = 10
_MOST, _NEARLY_NONE = 0.6, 0.2
"""Shares of a column that are common first names, before we speak of a habit."""
_SURNAMES_ALSO_FIRST = 0.4
_LOUD = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """First and last names, and the civilities that stood in either."""

    first: Cleaned
    last: Cleaned
    civility: Cleaned


@dataclass(frozen=True, slots=True)
class _Swaps:
    """The rows whose names change places, those that only seem to, and whether the columns themselves are swapped."""

    sure: np.ndarray  # positions
    unsure: np.ndarray  # positions
    columns: bool = False


def clean_people(first: pd.Series, last: pd.Series, *, rules: Rules) -> People:
    """First and last names with their capitals; a row that is swapped against the habit of the file is put right."""
    firsts, lasts = clean_first_names(first, rules=rules), clean_last_names(last, rules=rules)
    civility = _either(firsts, lasts)
    if not rules.on("names.swapped"):
        return People(first=firsts.name, last=lasts.name, civility=civility)
    swaps = _swaps(as_text(first), as_text(last), firsts.name, lasts.name)
    if swaps.columns:
        why = sentence(
            "The column of first names holds last names, and the other way round: exchange the roles of these columns."
        )
        return People(first=refuse(as_text(first), why), last=refuse(as_text(last), why), civility=civility)
    return People(
        first=_exchanged(as_text(first), firsts.name, lasts.name, swaps),
        last=_exchanged(as_text(last), lasts.name, firsts.name, swaps),
        civility=civility,
    )


def _either(firsts: NamePart, lasts: NamePart) -> Cleaned:
    """The civility of each row from whichever column had it."""
    here, there = firsts.civility, lasts.civility
    changes = pd.concat([here.changes, there.changes]).drop_duplicates("position").sort_values("position")
    values = here.values.fillna(there.values)  # noqa: PD011
    return Cleaned(values=values, changes=changes.reset_index(drop=True), doubts=no_doubts())


def _swaps(first: pd.Series, last: pd.Series, firsts: Cleaned, lasts: Cleaned) -> _Swaps:
    none = np.empty(0, dtype=np.int64)
    given, family = firsts.values, lasts.values  # noqa: PD011 (a field of Cleaned)
    rows = np.flatnonzero((given.notna() & family.notna()).to_numpy(dtype=bool))
    if len(rows) < _ENOUGH_ROWS:
        return _Swaps(none, none)
    given, family = given.iloc[rows], family.iloc[rows]
    known, also = _each(given, is_first_name), _each(family, is_first_name)
    telling = _each(family, is_telling_first_name)
    if _each(given, is_telling_first_name).mean() <= _NEARLY_NONE and telling.mean() >= _MOST:
        return _Swaps(none, none, columns=True)
    if known.mean() < _MOST or also.mean() > _SURNAMES_ALSO_FIRST:
        return _Swaps(none, none)
    seen = {fold_name(name) for name in family[known].unique()}
    a_surname = _each(given, lambda name: fold_name(name) in seen)
    sure = ~known & ((telling & a_surname) | (also & _loud_against_habit(first, last, rows)))
    return _Swaps(rows[sure], rows[~known & telling & ~sure])


def _loud_against_habit(first: pd.Series, last: pd.Series, rows: np.ndarray) -> np.ndarray:
    """The rows where the first name is in capitals and the last is not, in a file that does the opposite."""
    loud_first, loud_last = (
        column.iloc[rows].str.isupper().to_numpy(dtype=bool) & (column.iloc[rows].str.len() > 1).to_numpy(dtype=bool)
        for column in (first, last)
    )
    if loud_last.mean() < _LOUD or loud_first.mean() > 1 - _LOUD:
        return np.zeros(len(rows), dtype=bool)
    return loud_first & ~loud_last


def _each(names: pd.Series, test: Callable[[str], bool]) -> np.ndarray:
    codes, texts = pd.factorize(names)
    return np.array([bool(test(text)) for text in texts], dtype=bool)[codes]


def _exchanged(text: pd.Series, own: Cleaned, other: Cleaned, swaps: _Swaps) -> Cleaned:
    """A column with the names of the swapped rows from the other, one line of the journal each."""
    if not len(swaps.sure) and not len(swaps.unsure):
        return own
    values, others = own.values.copy(), other.values  # noqa: PD011
    values.iloc[swaps.sure] = others.iloc[swaps.sure].array
    here = own.changes[~own.changes["position"].isin(swaps.sure)]
    theirs = other.changes.set_index("position")["rule"].reindex(swaps.sure)
    rule = ("names.swapped" + RULE_SEPARATOR + theirs).fillna("names.swapped")
    swapped = pd.DataFrame(
        {
            "position": swaps.sure,
            "before": text.iloc[swaps.sure].array,
            "after": values.iloc[swaps.sure].array,
            "rule": rule.array,
        }
    )
    asked = pd.DataFrame(
        {
            "position": swaps.unsure,
            "value": text.iloc[swaps.unsure].array,
            "rule": pd.Series("names.swapped", index=range(len(swaps.unsure)), dtype=text_dtype()),
            "suggestion": others.iloc[swaps.unsure].array,
        }
    )
    kept = own.doubts[~own.doubts["position"].isin(swaps.sure)]
    return Cleaned(values=values, changes=_in_order(here, swapped), doubts=_in_order(kept, asked))


def _in_order(some: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    tables = [table for table in (some, others) if len(table)]
    if not tables:
        return some
    return pd.concat(tables).sort_values("position", kind="stable", ignore_index=True)
