"""Puts what was decided into a `Matching`, at the positions of the rows that were given, with an estimate."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from habitue.language import Sentence, sentence
from habitue.matching.criteria import MatchCriteria
from habitue.matching.deciding import ASK, SAME, Decided
from habitue.matching.groups import Grouping, expected_duplicates
from habitue.matching.judging import Judge
from habitue.matching.model import Model
from habitue.matching.nicknames import short_and_full
from habitue.matching.notes import Note
from habitue.matching.prepared import Prepared
from habitue.matching.records import Estimate, Matching, Pairs
from habitue.whole import bincount

Places = NDArray[np.int64]

_FEW_PAIRS = 30
_FEW_ROWS = 100


def matching(judge: Judge, decided: Decided, compared: int, criteria: MatchCriteria) -> Matching:
    """What the caller gets."""
    order = judge.prepared.order
    groups, likely = in_file(decided.groups, order), in_file(decided.likely, order)
    return Matching(
        pairs=_pairs(judge, decided, order),
        groups=groups,
        likely=likely,
        large=_large(groups, likely, criteria.large_group),
        estimate=_estimate(judge, decided, compared),
        model=judge.model,
        fields=judge.fields,
        short_names=_short_names(judge, decided, order),
    )


def nothing_found(prepared: Prepared) -> Matching:
    """The matching of a file where no two rows share anything."""
    alone = np.full(len(prepared), -1, dtype=np.int64)
    none = np.empty(0, dtype=np.int64)
    few = np.empty((0, 0))
    return Matching(
        pairs=Pairs(
            left=none,
            right=none,
            probability=none.astype(float),
            kind=none.astype(np.int8),
            zone=none.astype(np.int8),
            log_odds=few.astype(np.float32),
            level=few.astype(np.int8),
            alike=few.astype(np.int8),
            note=few.astype(np.int16),
            barred=none.astype(np.int16),
            answered=none.astype(bool),
        ),
        groups=alone,
        likely=alone.copy(),
        large=none,
        estimate=Estimate(precision=float("nan"), duplicates=0.0, automatic=0, to_review=0, compared=0),
        model=Model(people=None, companies=None),
        fields=(),
    )


def in_file(firsts: Places, order: Places) -> Places:
    """Groups of rows in content order as groups of rows of the file: each is named by its first row there."""
    rows = np.full(len(order), -1, dtype=np.int64)
    grouped = np.flatnonzero(firsts >= 0)
    least = np.full(len(order), len(order), dtype=np.int64)
    np.minimum.at(least, firsts[grouped], order[grouped])
    rows[order[grouped]] = least[firsts[grouped]]
    return rows


def _pairs(judge: Judge, decided: Decided, order: Places) -> Pairs:
    fields = judge.fields
    told = judge.evidence(decided.found, decided.left, decided.right)
    one, other = order[decided.left], order[decided.right]
    left, right = np.minimum(one, other), np.maximum(one, other)
    by = np.lexsort((right, left))

    return Pairs(
        left=left[by],
        right=right[by],
        probability=decided.probability[by],
        kind=decided.kind[by],
        zone=decided.zone[by],
        log_odds=_table(told, fields).astype(np.float32)[by],
        level=_table(decided.found.level, fields).astype(np.int8)[by],
        alike=_table(decided.found.alike, fields).astype(np.int8)[by],
        note=_table(decided.found.note, fields).astype(np.int16)[by],
        barred=decided.barred[by],
        answered=decided.answered[by],
    )


def _short_names(judge: Judge, decided: Decided, order: Places) -> dict[int, tuple[str, str]]:
    """By the place of a pair among `Pairs`, its short and its full given name."""
    note = decided.found.note.get("first")
    if note is None:
        return {}
    column = judge.prepared.columns["first"]
    one, other = order[decided.left], order[decided.right]
    by = np.lexsort((np.maximum(one, other), np.minimum(one, other)))
    found = {}
    for place in np.flatnonzero(note[by] & Note.NICKNAME).tolist():
        pair = by[place]
        names = (str(column.texts[column.codes[row[pair]]]) for row in (decided.left, decided.right))
        found[place] = short_and_full(*names)
    return found


def _table(columns: Mapping[str, NDArray[Any]], fields: tuple[str, ...]) -> NDArray[Any]:
    """The columns of the fields side by side."""
    return np.stack([columns[field] for field in fields], axis=1)


def _large(groups: Places, likely: Places, most: int) -> Places:
    found = []
    for firsts in (groups, likely):
        sizes = bincount(firsts[firsts >= 0]) if (firsts >= 0).any() else np.empty(0, dtype=np.int64)
        found.append(np.flatnonzero(sizes > most))
    return np.unique(np.concatenate(found)).astype(np.int64)


def _estimate(judge: Judge, decided: Decided, compared: int) -> Estimate:
    automatic = (decided.zone == SAME) & ~decided.answered
    rows = len(judge.prepared)
    return Estimate(
        precision=float(decided.probability[automatic].mean()) if automatic.any() else float("nan"),
        duplicates=expected_duplicates(Grouping(rows, ()), decided.left, decided.right, decided.probability),
        automatic=int(automatic.sum()),
        to_review=int((decided.zone == ASK).sum()),
        compared=compared,
        warnings=tuple(_warnings(judge, rows)),
    )


def _warnings(judge: Judge, rows: int) -> list[Sentence]:
    found = []
    mixtures = [mixture for mixture in (judge.model.people, judge.model.companies) if mixture is not None]
    if rows < _FEW_ROWS or all(mixture.pairs < _FEW_PAIRS for mixture in mixtures):
        found.append(
            sentence(
                "The file is too small to learn how its duplicates look ({rows} rows): probabilities are those of "
                "customer files in general.",
                rows=rows,
            )
        )
    if not all(mixture.converged for mixture in mixtures):
        found.append(sentence("Learning did not settle: look at the pairs to review with more care than usual."))
    return found
