"""Rows of a range that are one customer, and how alike two columns of texts are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from habitue.criteria import Criteria
from habitue.errors import BadRequest
from habitue.intake.details import DETAILS
from habitue.intake.gather import gather_sources
from habitue.intake.identity import NOBODY
from habitue.intake.source import CUSTOMER_KINDS, Source
from habitue.language import Language, sentence
from habitue.matching import Answers, find_duplicates
from habitue.matching.distances import alike
from habitue.matching.fold import fold
from habitue.merging.review import Group, Line, review
from habitue.merging.survivors import ages
from habitue.records import NEVER
from habitue.refresh.columns.asking import guessed
from habitue.refresh.columns.cells import Cells
from habitue.refresh.columns.criteria import cleaning_rules
from habitue.refresh.customer_rows import CustomerRows, customer_rows
from habitue.roles import Role
from habitue.roles.guess import labels_of
from habitue.roles.rolemap import TableKind
from habitue.whole import bincount

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Duplicates:
    """For each row of the range the number of its group (from 1; 0: alone), and in words why it is in it.

    `certain` tells the rows that would merge by themselves; the others are to be looked at. `header` is the row of the
    header (-1: none).
    """

    group: Rows
    why: NDArray[np.object_]
    certain: NDArray[np.bool_]
    header: int


def duplicates(cells: Cells, language: Language | None = None, criteria: Criteria | None = None) -> Duplicates:
    """The rows of a table of customers that are probably one customer, as the Duplicates sheet finds them.

    Without a `language`, it is that of the headers. Raises BadRequest where no column tells who the rows are about.
    """
    criteria = criteria or Criteria()
    source = _as_customers(guessed(cells, "customers", criteria))
    intake = gather_sources((source,), as_of=NEVER)
    speaks = language or criteria.language or intake.language
    rows = customer_rows((source.table,), intake, cleaning_rules(criteria, speaks))
    found = find_duplicates(rows.records, answers=Answers(kept=_same_number(rows)))
    groups = review(found, (), np.full(len(rows), NOBODY), ages(rows.cleaned, tie=rows.customer))
    lines, places = _lines(groups), rows.row - 1
    result = Duplicates(
        group=np.zeros(cells.height, dtype=np.int64),
        why=np.full(cells.height, None, dtype=object),
        certain=np.zeros(cells.height, dtype=bool),
        header=source.table.origin.header_row - 1,
    )
    result.group[places] = _numbers(groups, len(rows))
    for row, line in lines.items():
        result.why[places[row]] = found.why(line.pair, speaks) if line.pair >= 0 else ""
        result.certain[places[row]] = line.state == "certain"
    return result


def similarity(one: pd.Series, other: pd.Series) -> NDArray[np.float64]:
    """From 0 to 1, row by row, how alike two columns of texts are, whatever their case, accents and punctuation.

    It is the Jaro-Winkler similarity that names are compared by; nan where either cell is blank.
    """
    both = np.flatnonzero((one.notna().to_numpy() & other.notna().to_numpy()).astype(bool))
    shares = np.full(len(one), np.nan)
    if len(both):
        texts = zip(one.iloc[both].tolist(), other.iloc[both].tolist(), strict=True)
        places: dict[tuple[str, str], int] = {}
        codes = [places.setdefault((fold(a), fold(b)), len(places)) for a, b in texts]
        left, right = (np.array(side, dtype=object) for side in zip(*places, strict=True))
        shares[both] = np.round(alike("jaro_winkler", left, right).astype(np.float64), 4)[codes]
    return shares


def _as_customers(source: Source) -> Source:
    """The rows as customers, whatever else they may be: here nothing is counted."""
    if not source.has(*DETAILS):
        raise BadRequest(
            sentence(
                "Duplicates are told by names, e-mail addresses, phones or addresses, and no column looks like one of "
                "these; there is: {headers}. Give the whole table of customers with its headers.",
                headers=labels_of(source.roles.columns),
            )
        )
    if source.kind.kind in CUSTOMER_KINDS:
        return source
    columns = tuple(
        guess if guess.role in (*DETAILS, Role.CUSTOMER_KEY) else replace(guess, role=None)
        for guess in source.roles.columns
    )
    kind = TableKind(kind="customers", confidence=source.kind.confidence, why=source.kind.why)
    return replace(source, roles=replace(source.roles, columns=columns, orders=False), kind=kind)


def _same_number(rows: CustomerRows) -> Rows:
    """Each row with the next one of the same customer number."""
    keyed = np.flatnonzero(rows.key.notna().to_numpy(dtype=bool) & (rows.customer >= 0))
    order = keyed[np.argsort(rows.customer[keyed], kind="stable")]
    again = rows.customer[order][1:] == rows.customer[order][:-1]
    return np.column_stack([order[:-1][again], order[1:][again]]).astype(np.int64)


def _numbers(groups: Sequence[Group], size: int) -> Rows:
    """The number of each row's group, those that share a row counting as one; in the order of their first rows."""
    first = np.arange(size, dtype=np.int64)
    for group in groups:
        rows = np.isin(first, first[list(group.rows)])
        first[rows] = first[rows].min()
    grouped = bincount(first, minlength=size)[first] > 1
    numbers = np.zeros(size, dtype=np.int64)
    numbers[grouped] = np.unique(first[grouped], return_inverse=True)[1] + 1
    return numbers


def _lines(groups: Sequence[Group]) -> dict[int, Line]:
    """For each row of a group the comparison that best says why it is in it: a certain one before one to look at."""
    found: dict[int, Line] = {}
    for group in sorted(groups, key=lambda group: group.state != "certain"):
        for line in sorted(group.lines, key=lambda line: line.state != "certain"):
            found.setdefault(line.row, line)
            found.setdefault(group.reference, line)
    return found
