"""R, F and M scores of all buyers, by the cut points that are kept or by new ones."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from habitue.criteria import CutPoints, RfmCriteria
from habitue.criteria.scoring import Edges
from habitue.rfm.edges import Scores8, edges_of, lower, scores_by
from habitue.rfm.values import Values, Whole


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Axis:
    """One score per customer (0: not scored), and where the customer stands today.

    `percent`: share of the buyers that are strictly worse, in percent, rounded down; `kept`: where the score is not
    the one that this share would give, since the cut points are kept.
    """

    score: Scores8
    percent: NDArray[np.int8]
    kept: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scores:
    """Scores 1 to the number of bins, the highest is best; 0 for who never bought; `m` is None without amounts.

    `cut_points` reproduce the scores for any value later; None when nobody has bought.
    """

    basis: Values
    criteria: RfmCriteria
    axes: tuple[Axis, ...]
    cut_points: CutPoints | None

    @property
    def r(self) -> Scores8:
        """Recency."""
        return self.axes[0].score

    @property
    def f(self) -> Scores8:
        """Frequency."""
        return self.axes[1].score

    @property
    def m(self) -> Scores8 | None:
        """Monetary."""
        return self.axes[2].score if len(self.axes) > 2 else None

    def __len__(self) -> int:
        return len(self.basis.order_days)


def scores(values: Values, rfm: RfmCriteria) -> Scores:
    """Every buyer's scores: by `rfm.cut_points` where they are given, else by the shares of buyers strictly worse."""
    better = _better(values)
    kept = _kept_edges(rfm.cut_points, len(better))
    axes: list[Axis] = []
    rows: list[tuple[Edges, ...]] = []
    groups = np.zeros(len(better[0]), dtype=np.intp)
    for place, (column, bins) in enumerate(zip(better, _bins(rfm), strict=False)):
        size = _group_count(rfm, place)
        edges = kept[place] or _edges(column, groups, size, bins)
        axes.append(_axis(column, groups, edges, bins))
        rows.append(edges)
        if rfm.nested:
            groups = groups * bins + axes[-1].score - 1
    buyers = values.buyers
    return Scores(
        basis=values,
        criteria=rfm,
        axes=tuple(_spread(axis, buyers) for axis in axes),
        cut_points=_cut_points(rows, rfm) if buyers.any() else rfm.cut_points,
    )


def recalibrated(scored: Scores) -> Scores:
    """The scores that the same values would have with new cut points."""
    return scores(scored.basis, replace(scored.criteria, cut_points=None))


def _better(values: Values) -> list[Whole]:
    """The buyers' values, so that higher is better."""
    buyers = values.buyers
    columns = [-values.recency_days[buyers], values.order_days[buyers]]
    return columns if values.cents is None else [*columns, values.cents[buyers]]


def _bins(rfm: RfmCriteria) -> tuple[int, int, int]:
    return rfm.r_bins, rfm.f_bins, rfm.m_bins


def _group_count(rfm: RfmCriteria, place: int) -> int:
    return int(np.prod(_bins(rfm)[:place])) if rfm.nested else 1


def _edges(column: Whole, groups: NDArray[np.intp], size: int, bins: int) -> tuple[Edges, ...]:
    """The edges of each group of buyers; a group without buyers takes those of all buyers."""
    if not len(column):
        return ((),) * size
    overall = edges_of(column, bins)
    found = [column[groups == group] for group in range(size)]
    return tuple(edges_of(some, bins) if len(some) else overall for some in found)


def _axis(column: Whole, groups: NDArray[np.intp], edges: tuple[Edges, ...], bins: int) -> Axis:
    score = np.zeros(len(column), dtype=np.int8)
    percent, by_share = np.zeros(len(column), dtype=np.int8), np.zeros(len(column), dtype=np.int8)
    for group, row in enumerate(edges):
        members = groups == group
        some = column[members]
        worse = lower(some)
        score[members] = scores_by(row, some)
        percent[members] = 100 * worse // max(len(some), 1)
        by_share[members] = 1 + bins * worse // max(len(some), 1)
    return Axis(score=score, percent=percent, kept=score != by_share)


def _spread(axis: Axis, buyers: NDArray[np.bool_]) -> Axis:
    """The axis over all customers, zeros for who never bought."""
    score, percent = np.zeros(len(buyers), dtype=np.int8), np.zeros(len(buyers), dtype=np.int8)
    kept = np.zeros(len(buyers), bool)
    score[buyers], percent[buyers], kept[buyers] = axis.score, axis.percent, axis.kept
    return Axis(score=score, percent=percent, kept=kept)


def _kept_edges(cut_points: CutPoints | None, axes: int) -> list[tuple[Edges, ...]]:
    """The kept edges of each axis; empty where they are to be made."""
    if cut_points is None:
        return [()] * axes
    negated = tuple(tuple(-edge for edge in row) for row in cut_points.recency_days)
    return [negated, cut_points.order_days, cut_points.cents]


def _cut_points(rows: list[tuple[Edges, ...]], rfm: RfmCriteria) -> CutPoints:
    kept = rfm.cut_points.cents if rfm.cut_points is not None else ()
    return CutPoints(
        recency_days=tuple(tuple(-edge for edge in row) for row in rows[0]),
        order_days=rows[1],
        cents=rows[2] if len(rows) > 2 else kept,
        monetary=rfm.monetary,
    )
