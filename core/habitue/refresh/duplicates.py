"""The search for duplicates among the customers of a file: rows compared, pairs and groups found, and why."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from habitue.intake import Intake
from habitue.language import Language, Sentence, plural, sentence
from habitue.matching import KINDS, ZONES, MatchCriteria, Matching, find_duplicates
from habitue.matching.records import no_pairs
from habitue.merging.anchors import Finder, marks_of
from habitue.merging.answers import Answered, Placed, for_matching, latest, place
from habitue.merging.contradicting import Contrary, contrary
from habitue.merging.remembered import golden_keys, taken_apart
from habitue.merging.survivors import ages, texts_of
from habitue.refresh.answered import certain_on_sheet, disagreed_on_sheet, in_journal, merges_in, on_sheet
from habitue.refresh.compute import Sources, Step, gathered, quiet, read_sources
from habitue.refresh.customer_rows import CustomerRows, customer_rows, row_of
from habitue.refresh.former import Memory
from habitue.refresh.rules import rules_of
from habitue.refresh.wish import Wish

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Search:
    """What was compared and what came of it; positions are those of `rows`.

    `customer` is the position of each row's customer after all merges so far (-1: none). `answers` are those that
    people gave, at their rows; `lost` those whose rows are not in the file now, `contrary` the chains of those that
    contradict one another, `disagreed` the pairs (low, high) to which two copies have two answers. `shown` are pairs
    that the sheet called certain before, and that say what they said then.
    """

    sources: Sources
    intake: Intake
    rows: CustomerRows
    marks: tuple[str, ...]
    age: Rows
    customer: NDArray[np.int64]
    answers: tuple[Placed, ...]
    lost: tuple[Answered, ...]
    contrary: tuple[Contrary, ...]
    disagreed: frozenset[tuple[int, int]]
    shown: Rows
    matching: Matching
    language: Language

    @property
    def held(self) -> frozenset[tuple[int, int]]:
        """The pairs (low, high) that answers contradict one another about: none of these counts."""
        return self.disagreed.union(*(one.held for one in self.contrary))

    @property
    def as_before(self) -> NDArray[np.bool_]:
        """Which pairs are of one customer already, by number or by an earlier merge."""
        left, right = self.customer[self.matching.pairs.left], self.customer[self.matching.pairs.right]
        same: NDArray[np.bool_] = (left == right) & (left >= 0)
        return same


@dataclass(frozen=True, slots=True, kw_only=True)
class Besides:
    """What a search should know besides what the workbook remembers.

    `answers` count besides those of the workbook, and those about the pairs of marks in `forgotten` do not; `wanted`
    pairs of customers (each asked for by number, e-mail or name) are compared in any case.
    """

    answers: Sequence[Answered] = ()
    forgotten: Sequence[tuple[str, str]] = ()
    wanted: Sequence[tuple[str, str]] = ()
    engine: Literal["memory", "spark"] = "memory"  # what finds the likely pairs


def search(
    wish: Wish,
    criteria: MatchCriteria | None = None,
    besides: Besides | None = None,
    step: Step = quiet,
    sources: Sources | None = None,
) -> Search:
    """Read (unless `sources` are given), clean and compare all rows of customers; nothing is written.

    Raises HabitueError.
    """
    besides = besides or Besides()
    step(sentence("Reading…"))
    sources = sources or read_sources(wish)
    step(sentence("Matching orders with customers…"))
    intake = gathered(wish, sources)
    language = sources.language or intake.language
    step(sentence("Cleaning contact details…"))
    rows = customer_rows(sources.tables, intake, rules_of(wish, sources.criteria, language))
    records = rows.records
    marks = marks_of(records, rows.key)
    by_key = _first_rows(rows, intake)
    memory = sources.memory
    told = latest([*in_journal(memory), *_apart(sources, by_key, marks), *on_sheet(memory), *besides.answers])
    decided = {one.pair for one in besides.answers}
    disagreed = (disagreed_on_sheet(memory) - decided) | set(besides.forgotten)
    finder = Finder(marks)
    found, lost = place([one for one in told if one.pair not in disagreed], finder)
    customer = merged_customers(sources, rows, intake)
    together = _together(rows, customer)
    against = tuple(contrary(found, together.tolist(), marks))
    shown = _certain_before(memory, marks, records, criteria)
    unsettled = _at_rows(disagreed, finder)
    known = for_matching(found, together, unsettled.union(*(one.held for one in against)))
    known = replace(known, shown=shown)
    asked = [[row_of(rows, intake, one) for one in pair] for pair in besides.wanted]
    known = replace(known, wanted=np.concatenate([known.wanted, np.array(asked, dtype=np.int64).reshape(-1, 2)]))
    matching = find_duplicates(records, answers=known, criteria=criteria, step=step, engine=besides.engine)
    return Search(
        sources=sources,
        intake=intake,
        rows=rows,
        marks=tuple(marks),
        age=ages(rows.cleaned, tie=rows.customer),
        customer=customer,
        answers=tuple(found),
        lost=tuple(lost),
        contrary=against,
        disagreed=unsettled,
        shown=shown,
        matching=matching,
        language=language,
    )


def _at_rows(pairs: Iterable[tuple[str, str]], finder: Finder) -> frozenset[tuple[int, int]]:
    rows = ((finder.row(one), finder.row(other)) for one, other in pairs)
    return frozenset((min(a, b), max(a, b)) for a, b in rows if a is not None and b is not None and a != b)


def _certain_before(
    memory: Memory, marks: Sequence[str], records: pd.DataFrame, criteria: MatchCriteria | None
) -> Rows:
    """What the sheet promised to merge, unless more certainty is asked for now than usual."""
    if criteria is not None and criteria.same_from > MatchCriteria().same_from:
        return no_pairs()
    return np.array(certain_on_sheet(memory, marks, texts_of(records)), dtype=np.int64).reshape(-1, 2)


def search_again(found: Search, sources: Sources, criteria: MatchCriteria | None = None) -> Search:
    """The same rows compared once more, with the merges of another journal: what the next search will find."""
    customer = merged_customers(sources, found.rows, found.intake)
    known = for_matching(found.answers, _together(found.rows, customer), found.held)
    matching = find_duplicates(found.rows.records, answers=replace(known, shown=found.shown), criteria=criteria)
    return replace(found, sources=sources, customer=customer, matching=matching)


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


def as_dict(found: Search) -> dict[str, object]:
    """For programs: every pair worth asking about or surer, the groups, and how good this is likely to be."""
    pairs, estimate = found.matching.pairs, found.matching.estimate
    told = np.flatnonzero((pairs.probability >= MatchCriteria().ask_from) | pairs.answered)
    return {
        "language": found.language,
        "rows": len(found.rows),
        "customers": len(found.intake.customers),
        "pairs": [_pair_as_dict(found, pair) for pair in told.tolist()],
        "groups": _groups(found, found.matching.likely),  # the best guess, as the sheet shows it for review
        "certain_groups": _groups(found, found.matching.groups),  # what `habitue merge` puts together unasked
        "contradictions": [line.say(found.language) for line in contradictions(found)],
        "estimate": {
            "precision": None if np.isnan(estimate.precision) else round(estimate.precision, 4),
            "duplicates": round(estimate.duplicates, 1),
            "automatic": estimate.automatic,
            "to_review": estimate.to_review,
            "compared": estimate.compared,
            "warnings": [warning.say(found.language) for warning in estimate.warnings],
        },
    }


def summary(found: Search) -> list[Sentence]:
    """What was found, in a few lines."""
    pairs, estimate = found.matching.pairs, found.matching.estimate
    certain = len({*found.matching.groups[pairs.left[(pairs.zone == ZONES.index("same")) & ~found.as_before]].tolist()})
    ask = open_pairs(found)
    lines = [plural("{count} line of customers compared.", "{count} lines of customers compared.", len(found.rows))]
    if not certain and not ask:
        lines.append(sentence("No duplicates were found."))
    else:
        lines.append(plural("{count} group is certain.", "{count} groups are certain.", certain))
        lines.append(plural("{count} pair is to be looked at.", "{count} pairs are to be looked at.", ask))
    if answers := on_sheet(found.sources.memory):
        lines.append(plural("{count} answer was read.", "{count} answers were read.", len(answers)))
    return [*lines, *contradictions(found), *estimate.warnings]


def contradictions(found: Search) -> list[Sentence]:
    """The answers that contradict one another through others, with the places of their lines."""
    said = []
    for one in found.contrary:
        places = [" ".join(map(str, found.rows.place(row))) for row in one.rows]
        said.append(
            sentence(
                "Answers contradict one another: {chain} are said to be the same, but not {one} and {other}. None of "
                "these “same” counts until one of the answers is changed.",
                chain=" = ".join(places),
                one=places[0],
                other=places[-1],
            )
        )
    return said


def open_pairs(found: Search) -> int:
    """How many pairs are still to be answered."""
    pairs = found.matching.pairs
    return int(((pairs.zone == ZONES.index("ask")) & ~pairs.answered & ~found.as_before).sum())


def _pair_as_dict(found: Search, pair: int) -> dict[str, object]:
    pairs = found.matching.pairs
    return {
        "left": _row_as_dict(found, int(pairs.left[pair])),
        "right": _row_as_dict(found, int(pairs.right[pair])),
        "kind": KINDS[int(pairs.kind[pair])],
        "zone": ZONES[int(pairs.zone[pair])],
        "probability": round(float(pairs.probability[pair]), 4),
        "answered": bool(pairs.answered[pair]),
        "reasons": found.matching.reasons(pair, found.language),
    }


def _row_as_dict(found: Search, position: int) -> dict[str, object]:
    sheet, row = found.rows.place(position)
    key = found.rows.key.iloc[position]
    return {"sheet": sheet, "row": row, "key": key if isinstance(key, str) else None}


def _groups(found: Search, first: Rows) -> list[list[dict[str, object]]]:
    return [[_row_as_dict(found, row) for row in members] for members in groups_of(first)]


def _first_rows(rows: CustomerRows, intake: Intake) -> Mapping[str, int]:
    """For each customer's number (as intake shows it) the first of the rows about them."""
    first = np.full(len(intake.customers), -1, dtype=np.int64)
    named = np.flatnonzero(rows.customer >= 0)[::-1]
    first[rows.customer[named]] = named
    return {key: row for key, row in zip(intake.customers["key"].tolist(), first.tolist(), strict=True) if row >= 0}


def _apart(sources: Sources, by_key: Mapping[str, int], marks: Sequence[str]) -> list[Answered]:
    """Merges that were taken back, as the answers that they are."""
    return [
        Answered(reference=marks[by_key[one]], mark=marks[by_key[other]], answer="different")
        for one, other in taken_apart(merges_in(sources.memory.journal))
        if one in by_key and other in by_key
    ]


def merged_customers(sources: Sources, rows: CustomerRows, intake: Intake) -> NDArray[np.int64]:
    """The customer of each row, after the merges that the journal remembers."""
    keys = intake.customers["key"].tolist()
    places = {key: place for place, key in enumerate(keys)}
    into = golden_keys(merges_in(sources.memory.journal))
    golden = np.arange(len(keys), dtype=np.int64)
    stands_for: dict[str, int] = {}
    for old in sorted(into, key=lambda key: places.get(key, -1)):
        if old in places:
            golden[places[old]] = stands_for.setdefault(into[old], places.get(into[old], places[old]))
    return np.where(rows.customer >= 0, golden[rows.customer], -1) if len(golden) else rows.customer.astype(np.int64)


def _together(rows: CustomerRows, customer: NDArray[np.int64]) -> Rows:
    """Each row with the next of the same customer, by number or by merge.

    Rows that are one customer only because they share a name or an e-mail address are left to matching.
    """
    known = np.flatnonzero(rows.customer >= 0)
    first = np.zeros(len(rows), dtype=bool)
    first[known[np.unique(rows.customer[known], return_index=True)[1]]] = True
    sure = np.flatnonzero((customer >= 0) & (first | rows.key.notna().to_numpy(bool)))
    order = sure[np.argsort(customer[sure], kind="stable")]
    again = customer[order][1:] == customer[order][:-1]
    return np.column_stack([order[:-1][again], order[1:][again]]).astype(np.int64)
