"""From probabilities to what is done: which pairs are listed, in which zone, and which rows form a group."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habitue.matching.answered import Told
from habitue.matching.barring import HARD, bars
from habitue.matching.candidates import identical
from habitue.matching.comparing import Comparison
from habitue.matching.criteria import MatchCriteria
from habitue.matching.groups import Grouping, group, missing_pairs
from habitue.matching.judging import Judge
from habitue.matching.notes import Bar
from habitue.matching.records import KINDS, ZONES
from habitue.matching.scoring import Scored
from habitue.matching.through import in_groups

Places = NDArray[np.int64]
Share = NDArray[np.float64]

DIFFERENT, ASK, SAME = range(len(ZONES))
_RELATED = KINDS.index("related")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The listed pairs in the content order of rows, and the first row of each row's group (-1 = alone)."""

    left: Places
    right: Places
    probability: Share
    kind: NDArray[np.int8]
    zone: NDArray[np.int8]
    barred: NDArray[np.int16]
    answered: NDArray[np.bool_]
    found: Comparison
    groups: Places
    likely: Places


@dataclass(frozen=True, slots=True)
class _Listed:
    left: Places
    right: Places
    probability: Share
    kind: NDArray[np.int8]


def decide(judge: Judge, pair: tuple[Places, Places], scored: Scored, told: Told, criteria: MatchCriteria) -> Decided:
    """What is done with each pair, and the groups."""
    rows = len(judge.prepared)
    listed = _listed(judge, pair, scored, told, criteria)
    numbers = listed.left * rows + listed.right
    found = judge.compare(listed.left, listed.right)
    barred = bars(judge.prepared, found, listed.left, listed.right)
    same, household = np.isin(numbers, told.same), np.isin(numbers, told.household)
    apart = household | np.isin(numbers, told.different)
    probability = np.where(apart, 0.0, np.where(same, 1.0, listed.probability))
    kind = np.where(same, 0, np.where(household, _RELATED, listed.kind)).astype(np.int8)
    kind[apart & (kind == 0)] = KINDS.index("namesake")
    barred[apart] |= Bar.ANSWER
    barred[same] = 0
    kept = np.isin(numbers, told.kept) & ~apart & (barred & HARD == 0)
    shown = np.isin(numbers, told.shown) & ~apart & (barred == 0) & (probability >= criteria.likely_from)
    asked = np.isin(numbers, told.asked)
    certain = same | kept | ~asked & ((probability >= criteria.same_from) & (barred == 0))
    hard = barred & HARD != 0
    groups, likely = _groups(judge, listed, (probability, certain, same, shown), (hard, apart, asked), criteria)
    pairs, across = (listed.left, listed.right), judge.prepared.source is not None
    probability = in_groups(pairs, probability, likely, same | hard | apart, across=across)
    together = (groups[listed.left] >= 0) & (groups[listed.left] == groups[listed.right])
    barred[certain & ~together] |= Bar.CHAIN
    zone = np.where(together, SAME, np.where(probability >= criteria.ask_from, ASK, DIFFERENT)).astype(np.int8)
    told_of = (zone != DIFFERENT) | np.isin(numbers, told.every())
    return Decided(
        left=listed.left[told_of],
        right=listed.right[told_of],
        probability=probability[told_of],
        kind=kind[told_of],
        zone=zone[told_of],
        barred=barred[told_of],
        answered=(same | apart)[told_of],
        found=found.some(told_of),
        groups=groups,
        likely=likely,
    )


def _listed(judge: Judge, pair: tuple[Places, Places], scored: Scored, told: Told, criteria: MatchCriteria) -> _Listed:
    """The pairs worth telling of, and those that their small components lack; sorted."""
    rows = len(judge.prepared)
    kept = (scored.probability >= criteria.ask_from) | np.isin(pair[0] * rows + pair[1], told.every())
    left, right = pair[0][kept], pair[1][kept]
    more_left, more_right = missing_pairs(rows, left, right)
    source = judge.prepared.source
    if source is not None:  # across files only
        across = source[more_left] != source[more_right]
        more_left, more_right = more_left[across], more_right[across]
    more = judge.score(more_left, more_right)
    left, right = np.concatenate([left, more_left]), np.concatenate([right, more_right])
    order = np.lexsort((right, left))
    return _Listed(
        left[order],
        right[order],
        np.concatenate([scored.probability[kept], more.probability])[order],
        np.concatenate([scored.kind[kept], more.kind])[order],
    )


def _groups(
    judge: Judge,
    listed: _Listed,
    shares: tuple[Share, NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]],
    bars: tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]],
    criteria: MatchCriteria,
) -> tuple[Places, Places]:
    """The certain groups, and the likely ones around them."""
    probability, certain, same, shown = shares
    hard, apart, asked = bars
    left, right = listed.left, listed.right
    answered = list(zip(left[apart].tolist(), right[apart].tolist(), strict=True))
    sure, likely = Grouping(len(judge.prepared), answered), Grouping(len(judge.prepared), answered)
    like = identical(judge.prepared)
    _join(sure, left[same], right[same])
    unsure = hard | asked
    sure.keep_apart(zip(left[unsure].tolist(), right[unsure].tolist(), strict=True))
    at_once = certain & (like[left] == like[right])
    _join(sure, left[at_once], right[at_once])
    settled = np.where(certain, np.maximum(probability, criteria.same_from), np.minimum(probability, 0.98))
    group(sure, (left, right), settled, criteria.same_from, judge.prepared.source)
    _join(sure, left[shown], right[shown])  # where all is as it was, they are together already
    groups = sure.firsts()
    rows = np.flatnonzero(groups >= 0)
    _join(likely, groups[rows], rows)
    alike = (like[left] == like[right]) & (probability >= criteria.likely_from)
    _join(likely, left[alike], right[alike])
    group(likely, (left, right), probability, criteria.likely_from, judge.prepared.source)
    return groups, likely.firsts()


def _join(grouping: Grouping, left: Places, right: Places) -> None:
    """Joins rows whatever else they are like, but for those that must stay apart."""
    for one, other in zip(left.tolist(), right.tolist(), strict=True):
        a, b = grouping.first(one), grouping.first(other)
        if a != b and grouping.may_join(a, b):
            grouping.join(a, b)
