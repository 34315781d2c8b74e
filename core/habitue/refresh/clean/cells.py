"""Every change and every doubt of every cell of the files' own tables, row by row, before any rows are put together."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from habitue.cleaning.amounts_cleaned import clean_amounts
from habitue.cleaning.dates import DateHabits
from habitue.cleaning.dates_cleaned import clean_dates
from habitue.cleaning.fields import CleanedTable, clean_customers
from habitue.cleaning.rules import Rules
from habitue.errors import MissingRole
from habitue.intake.source import Source, sources_of
from habitue.intake.when import order_of_all
from habitue.language import Language, Sentence
from habitue.records import Cleaned
from habitue.refresh.clean.lines import not_undone
from habitue.refresh.compute import Sources, gathered, read_sources
from habitue.refresh.rules import rules_of
from habitue.refresh.wish import Wish
from habitue.roles import Role
from habitue.roles.languages import guess_language
from habitue.roles.overrides import parse_map
from habitue.tables import Table, column_letter, text_dtype

PLACE = ("key", "sheet", "row", "column", "cell")
CHANGES = (*PLACE, "before", "after", "rule", "role")
DOUBTS = (*PLACE, "value", "suggestion", "rule")

_DATES = (
    Role.ORDER_DATE, Role.FIRST_ORDER, Role.LAST_ORDER, Role.CREATED, Role.CONTACTED, Role.RESPONDED, Role.BIRTH_DATE,
)  # fmt: skip
_AMOUNTS = (Role.AMOUNT, Role.UNIT_PRICE, Role.REVENUE)
_LEFT = frozenset({Role.CUSTOMER_KEY, Role.ORDER_ID, Role.STREET_NUMBER})
_TIME = re.compile(r"\d\s*[:h]\s*\d\d")
_MIDNIGHT = re.compile(r"[ T]00:00(?::00(?:\.0+)?)?$")
_MAYBE_NUMBER = re.compile(r"-?\d+\.\d*[1-9]")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CleanedCells:
    """What cleaning makes of the files' own cells.

    `changes` has the columns CHANGES and `doubts` those of DOUBTS, one line each, in the order of tables, rows and
    columns; `sheet` is the table's title, `cell` is blank in files without cells (CSV). `refused` says which columns
    were left whole, by table title and label.
    """

    changes: pd.DataFrame
    doubts: pd.DataFrame
    refused: tuple[tuple[str, str, Sentence], ...]
    tables: tuple[tuple[str, int], ...]  # title and number of rows
    language: Language
    rules: Rules
    sources: Sources


def clean_cells(wish: Wish, *, off: frozenset[str] = frozenset(), sources: Sources | None = None) -> CleanedCells:
    """Read the files (unless `sources` are given) and clean the cells of all their tables, but by the rules `off`.

    Nothing is written. What somebody has undone is not proposed again. Raises HabitueError.
    """
    sources = sources or read_sources(wish)
    found = sources_of(sources.tables, (*parse_map(wish.maps), *sources.criteria.columns))
    language = sources.language or guess_language(sources.tables)
    rules = rules_of(wish, sources.criteria, language)
    rules = replace(rules, off=rules.off | off)
    shown = order_of_all(found)
    habits = DateHabits(default=shown or ("mdy" if rules.country == "US" else "dmy"), today=wish.day.toordinal())
    keys = _keys(wish, sources)
    parts = [_clean(source, rules, habits, keys.get(source.index)) for source in found]
    changes = _stack([part.changes for part in parts], CHANGES)
    return CleanedCells(
        changes=changes[not_undone(changes, sources.memory.journal)].reset_index(drop=True),
        doubts=_stack([part.doubts for part in parts], DOUBTS),
        refused=tuple((part.title, label, why) for part in parts for label, why in part.refused.items()),
        tables=tuple((source.table.title, len(source.table)) for source in found),
        language=language,
        rules=rules,
        sources=sources,
    )


def _keys(wish: Wish, sources: Sources) -> Mapping[int, pd.Series]:
    """The key of the customer of each row, by table; nothing where no customers can be told."""
    try:
        intake = gathered(wish, sources)
    except MissingRole:
        return {}
    keys = intake.customers["key"].astype(text_dtype())
    return {index: pd.Series(keys.array.take(customer, allow_fill=True)) for index, customer in intake.rows.items()}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Part:
    """One table's lines."""

    title: str
    changes: pd.DataFrame
    doubts: pd.DataFrame
    refused: Mapping[str, Sentence]


def _clean(source: Source, rules: Rules, habits: DateHabits, keys: pd.Series | None) -> _Part:
    """The lines of one table."""
    table = source.table
    changes, doubts = [], []
    refused: dict[str, Sentence] = {}
    for label, role, cleaned in _columns(source, rules, habits):
        if cleaned.refused is not None:
            refused[label] = cleaned.refused
        place = _Place(table, label, keys)
        if len(cleaned.changes):
            changes.append(place.lines(cleaned.changes).assign(role=str(role)))
        if len(cleaned.doubts):
            doubts.append(place.lines(cleaned.doubts))
    return _Part(title=table.title, changes=_ordered(changes), doubts=_ordered(doubts), refused=refused)


def _columns(source: Source, rules: Rules, habits: DateHabits) -> Iterator[tuple[str, Role, Cleaned]]:
    """Every column with a role that is cleaned: its label, its role, and what came of it."""
    table = source.table
    roles = {guess.label: guess.role for guess in source.roles.columns if guess.role is not None}
    first = {role: label for label, role in reversed(roles.items())}
    details = {role: label for role, label in first.items() if role not in (*_DATES, *_AMOUNTS) and role not in _LEFT}
    frame = pd.DataFrame({str(role): table.frame[label] for role, label in details.items()}, index=table.frame.index)
    if len(frame.columns):
        cleaned = clean_customers(frame, rules)
        for role, label in details.items():
            yield label, role, _of(cleaned, str(role))
    for label, role in roles.items():
        column = table.frame[label]
        if role in _DATES:
            yield (
                label,
                role,
                _times_kept(clean_dates(column, rules=rules, habits=replace(habits, past=role is Role.BIRTH_DATE))),
            )
        elif role in _AMOUNTS:
            yield label, role, _real_numbers_kept(clean_amounts(column, rules=rules), table)
        elif role not in _LEFT and first[role] != label:  # a further line of the address
            yield label, role, _of(clean_customers(pd.DataFrame({str(role): column}), rules), str(role))


def _of(cleaned: CleanedTable, role: str) -> Cleaned:
    """One column of a cleaned table."""
    return Cleaned(
        values=cleaned.customers[role],
        changes=cleaned.changes[cleaned.changes["column"] == role].drop(columns="column"),
        doubts=cleaned.doubts[cleaned.doubts["column"] == role].drop(columns="column"),
        refused=cleaned.refused.get(role),
    )


def _times_kept(cleaned: Cleaned) -> Cleaned:
    """A date with its time of day stays as it is: the time would be lost."""
    before = cleaned.changes["before"]
    timed = [_TIME.search(text) is not None and _MIDNIGHT.search(text) is None for text in before.fillna("").tolist()]
    return replace(cleaned, changes=cleaned.changes[~np.array(timed, dtype=bool)])


def _real_numbers_kept(cleaned: Cleaned, table: Table) -> Cleaned:
    """In a spreadsheet "1.234" may be a real number: it is never taken for thousands, but asked about."""
    if table.origin.holder == "csv":
        return cleaned
    before = cleaned.changes["before"]
    real = before.str.fullmatch(_MAYBE_NUMBER.pattern).fillna(value=False).to_numpy(dtype=bool)
    if not real.any():
        return cleaned
    lines = cleaned.changes[real]
    asked = pd.DataFrame(
        {
            "position": lines["position"],
            "value": lines["before"],
            "rule": pd.Series("amounts.ambiguous", index=lines.index, dtype=text_dtype()),
            "suggestion": lines["after"],
        }
    )
    return replace(cleaned, changes=cleaned.changes[~real], doubts=pd.concat([cleaned.doubts, asked]))


class _Place:
    """Where the cells of one column stand."""

    def __init__(self, table: Table, label: str, keys: pd.Series | None) -> None:
        self._table = table
        self._label = label
        self._keys = keys
        number, column = next((n, c) for n, c in enumerate(table.columns, start=1) if c.label == label)
        on_sheet = table.origin.holder not in ("csv", "parquet")
        self._letter = (column.letter or column_letter(number)) if on_sheet else ""
        self.number = number

    def lines(self, found: pd.DataFrame) -> pd.DataFrame:
        """Changes or doubts with their places."""
        positions = found["position"].to_numpy(dtype=np.int64)
        rows = self._table.rows[positions]
        keys = self._keys.take(positions).array if self._keys is not None else None
        blank = pd.Series(pd.NA, index=found.index, dtype=text_dtype())
        return found.assign(
            key=blank if keys is None else pd.Series(keys, index=found.index),
            sheet=self._table.title,
            row=rows,
            column=self._label,
            cell=[f"{self._letter}{row}" if self._letter else "" for row in rows.tolist()],
            order=self.number,
        )


def _ordered(parts: list[pd.DataFrame]) -> pd.DataFrame:
    if not parts:
        return pd.DataFrame()
    return pd.concat(parts, ignore_index=True).sort_values(["row", "order"], kind="stable", ignore_index=True)


def _stack(parts: list[pd.DataFrame], columns: Sequence[str]) -> pd.DataFrame:
    filled = [part for part in parts if len(part)]
    if not filled:
        return pd.DataFrame({name: pd.Series(dtype=text_dtype()) for name in columns})
    return pd.concat(filled, ignore_index=True)[list(columns)]
