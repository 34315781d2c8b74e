"""How R, F and M are scored: the number of bins, what M counts, and the cut points that are kept."""

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, get_args

from habitue.criteria.allowed import check_numbers, check_word, check_yes_no, number, refusal
from habitue.language import sentence

Monetary = Literal["total", "basket"]
MONETARY: tuple[Monetary, ...] = get_args(Monetary)
FEWEST_BINS, MOST_BINS = 3, 10
MOST_CENTS = 10**15

Edges: TypeAlias = tuple[int, ...]
"""Thresholds of the scores 2, 3 ... in whole days, order days or cents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CutPoints:
    """The thresholds from which each score is given, kept so that a move between segments means a moved customer.

    Recency: score k for `recency_days[0][k - 2]` days or fewer; order days and cents: for that much or more. With
    nested bins, `order_days` has a row for each R and `cents` one for each R x F (R1 F1, R1 F2 ...). `cents` is empty
    while the file has no amounts; `monetary` says what they were made for.
    """

    recency_days: tuple[Edges, ...]
    order_days: tuple[Edges, ...]
    cents: tuple[Edges, ...] = ()
    monetary: Monetary = "total"

    def __post_init__(self) -> None:
        for name in ("recency_days", "order_days", "cents"):
            rows = tuple(tuple(row) for row in getattr(self, name))
            object.__setattr__(self, name, rows)
            for row in rows:
                _check_edges(name, row)
        check_word("rfm.cut_points.monetary", self.monetary, MONETARY)


def _check_edges(name: str, edges: tuple[Any, ...]) -> None:
    place = f"rfm.cut_points.{name}"
    if not all(type(edge) is int and abs(edge) <= MOST_CENTS for edge in edges):
        raise refusal(place, sentence("a cut point is a whole number (of days, order days or cents)"))
    if list(edges) != sorted(edges, reverse=name == "recency_days"):
        why = (
            sentence("a better score takes fewer days, so the cut points must not rise")
            if name == "recency_days"
            else sentence("a better score takes more, so the cut points must not fall")
        )
        raise refusal(place, why)


@dataclass(frozen=True, slots=True, kw_only=True)
class RfmCriteria:
    """Bins of each axis (3 to 10, the highest is best), what M counts, and the cut points (None: calibrate next).

    `nested`: F is scored among the buyers with the same R, and M among those with the same R and F.
    """

    r_bins: int = number(5, "count", FEWEST_BINS, MOST_BINS)
    f_bins: int = number(5, "count", FEWEST_BINS, MOST_BINS)
    m_bins: int = number(5, "count", FEWEST_BINS, MOST_BINS)
    monetary: Monetary = "total"
    nested: bool = False
    cut_points: CutPoints | None = None

    def __post_init__(self) -> None:
        check_numbers(self, "rfm")
        check_word("rfm.monetary", self.monetary, MONETARY)
        check_yes_no("rfm.nested", self.nested)
        if self.cut_points is not None and not self.fits(self.cut_points):
            why = sentence("the cut points were made for other bins or another M; leave them out to calibrate again")
            raise refusal("rfm.cut_points", why)

    def fits(self, cut_points: CutPoints) -> bool:
        """Whether cut points are of the shape that these bins need."""
        shapes = [[len(edges) for edges in rows] for rows in (cut_points.recency_days, cut_points.order_days)]
        wanted_m = [self.m_bins - 1] * (self.r_bins * self.f_bins if self.nested else 1)
        return (
            shapes == [[self.r_bins - 1], [self.f_bins - 1] * (self.r_bins if self.nested else 1)]
            and [len(edges) for edges in cut_points.cents] in ([], wanted_m)
            and cut_points.monetary == self.monetary
        )
