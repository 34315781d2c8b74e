"""The search for duplicates among the customers of a file: rows compared, pairs and groups found, and why."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habitue.cleaning.rules import Rules
from habitue.intake import Intake
from habitue.language import Language, Sentence, plural, sentence
from habitue.matching import KINDS, ZONES, Answers, MatchCriteria, Matching, find_duplicates
from habitue.refresh.compute import Sources, Step, gathered, quiet, read_sources
from habitue.refresh.customer_rows import CustomerRows, customer_rows
from habitue.refresh.wish import Wish

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Search:
    """What was compared and what came of it; positions are those of `rows`."""

    sources: Sources
    intake: Intake
    rows: CustomerRows
    matching: Matching
    language: Language

    def as_dict(self) -> dict[str, object]:
        """For programs: every pair worth asking about or surer, the groups, and how good this is likely to be."""
        pairs, estimate = self.matching.pairs, self.matching.estimate
        told = np.flatnonzero((pairs.probability >= self.ask_from) | pairs.answered)
        return {
            "language": self.language,
            "rows": len(self.rows),
            "customers": len(self.intake.customers),
            "pairs": [self._pair(pair) for pair in told.tolist()],
            "groups": self._groups(self.matching.groups),
            "likely_groups": self._groups(self.matching.likely),
            "estimate": {
                "precision": None if np.isnan(estimate.precision) else round(estimate.precision, 4),
                "duplicates": round(estimate.duplicates, 1),
                "automatic": estimate.automatic,
                "to_review": estimate.to_review,
                "compared": estimate.compared,
                "warnings": [warning.say(self.language) for warning in estimate.warnings],
            },
        }

    @property
    def ask_from(self) -> float:
        """The probability from which pairs are told."""
        return MatchCriteria().ask_from

    def _pair(self, pair: int) -> dict[str, object]:
        pairs = self.matching.pairs
        return {
            "left": self._row(int(pairs.left[pair])),
            "right": self._row(int(pairs.right[pair])),
            "kind": KINDS[int(pairs.kind[pair])],
            "zone": ZONES[int(pairs.zone[pair])],
            "probability": round(float(pairs.probability[pair]), 4),
            "answered": bool(pairs.answered[pair]),
            "reasons": self.matching.reasons(pair, self.language),
        }

    def _row(self, position: int) -> dict[str, object]:
        sheet, row = self.rows.place(position)
        key = self.rows.key.iloc[position]
        return {"sheet": sheet, "row": row, "key": key if isinstance(key, str) else None}

    def _groups(self, first: Rows) -> list[list[dict[str, object]]]:
        return [[self._row(row) for row in members] for members in groups_of(first)]


def search(wish: Wish, criteria: MatchCriteria | None = None, step: Step = quiet) -> Search:
    """Read, clean and compare all rows of customers; nothing is written. Raises HabitueError."""
    step(sentence("Reading…"))
    sources = read_sources(wish)
    step(sentence("Matching orders with customers…"))
    intake = gathered(wish, sources)
    language = sources.language or intake.language
    step(sentence("Cleaning contact details…"))
    rules = Rules(country=sources.criteria.country, language=language)
    rows = customer_rows(sources.tables, intake, rules)
    answers = Answers(kept=_same_number(rows))
    matching = find_duplicates(rows.records, answers=answers, criteria=criteria, step=step)
    return Search(sources=sources, intake=intake, rows=rows, matching=matching, language=language)


def criteria_for(threshold: float | None) -> MatchCriteria:
    """The criteria with another probability from which rows merge by themselves; the others never lie above it."""
    usual = MatchCriteria()
    if threshold is None:
        return usual
    return MatchCriteria(
        same_from=threshold, ask_from=min(usual.ask_from, threshold), likely_from=min(usual.likely_from, threshold)
    )


def groups_of(first: Rows) -> Iterator[list[int]]:
    """The groups of an array that gives each row the first row of its group (-1 = alone), in the order of rows."""
    grouped = np.flatnonzero(first >= 0)
    order = grouped[np.argsort(first[grouped], kind="stable")]
    starts = np.flatnonzero(np.diff(first[order], prepend=-1))
    yield from (part.tolist() for part in np.split(order, starts[1:]) if len(part))


def _same_number(rows: CustomerRows) -> Rows:
    """Each row with the next of the same customer number: the file says itself that they are one."""
    keyed = np.flatnonzero(rows.key.notna().to_numpy(bool) & (rows.customer >= 0))
    order = keyed[np.argsort(rows.customer[keyed], kind="stable")]
    again = rows.customer[order][1:] == rows.customer[order][:-1]
    return np.column_stack([order[:-1][again], order[1:][again]]).astype(np.int64)


def summary(found: Search) -> list[Sentence]:
    """What was found, in a few lines."""
    pairs = found.matching.pairs
    certain = sum(1 for _ in groups_of(found.matching.groups))
    ask = int(((pairs.zone == ZONES.index("ask")) & ~pairs.answered).sum())
    lines = [sentence("{rows} lines of customers compared.", rows=len(found.rows))]
    if not certain and not ask:
        return [*lines, sentence("No duplicates were found."), *found.matching.estimate.warnings]
    return [
        *lines,
        plural("{count} group is certain.", "{count} groups are certain.", certain),
        plural("{count} pair is to be looked at.", "{count} pairs are to be looked at.", ask),
        *found.matching.estimate.warnings,
    ]
