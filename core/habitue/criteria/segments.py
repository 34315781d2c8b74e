"""RFM segments and their groups: a map in which each cell of R x F is in exactly one segment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from typing import ClassVar

from habitue.criteria.allowed import refusal
from habitue.criteria.cells import RfCell, cells_text, parse_cells
from habitue.criteria.named import Named, check_named, check_unlike
from habitue.criteria.scoring import FEWEST_BINS, MOST_BINS, RfmCriteria
from habitue.criteria.words import GROUPS, SEGMENTS, Words
from habitue.language import Sentence, join, sentence
from habitue.sheetmodel import Tone

_MOST_NAMED = 10
MOST_SEGMENTS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment(Named):
    """A segment: its cells (R, F) and the group that it belongs to (a key, or empty for none)."""

    KNOWN: ClassVar[Words] = SEGMENTS
    PLACE: ClassVar[str] = "segments"

    cells: frozenset[RfCell]
    group: str = ""

    def __post_init__(self) -> None:
        check_named(self)
        object.__setattr__(self, "cells", frozenset(self.cells))


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Named):
    """A few segments together."""

    KNOWN: ClassVar[Words] = GROUPS
    PLACE: ClassVar[str] = "groups"

    def __post_init__(self) -> None:
        check_named(self)


_MAP: tuple[tuple[str, str, str, Tone], ...] = (
    ("champions", "R5 F4-5", "best", "green"),
    ("loyal", "R3-4 F4-5", "best", "teal"),
    ("potential_loyalist", "R4-5 F2-3", "promising", "blue"),
    ("new_customer", "R5 F1", "promising", "violet"),
    ("promising", "R4 F1", "promising", "violet"),
    ("need_attention", "R3 F3", "weakening", "amber"),
    ("about_to_sleep", "R3 F1-2", "weakening", "amber"),
    ("cant_lose", "R1-2 F5", "at_risk", "red"),
    ("at_risk", "R1-2 F3-4", "at_risk", "orange"),
    ("hibernating", "R1-2 F1-2", "asleep", "grey"),
)
_GROUPS: tuple[tuple[str, Tone], ...] = (
    ("best", "green"),
    ("promising", "blue"),
    ("weakening", "amber"),
    ("at_risk", "orange"),
    ("asleep", "grey"),
)
_BINS_OF_MAP = 5


def default_groups() -> tuple[Group, ...]:
    """The five groups, each kept as a sheet of its own."""
    return tuple(Group(key=key, tone=tone, sheet=True) for key, tone in _GROUPS)


def default_segments(r_bins: int = 5, f_bins: int = 5) -> tuple[Segment, ...]:
    """The ten segments, for any bins: a cell of other bins belongs where its middle lies in the map of 5 x 5."""
    cells = _default_cells(r_bins, f_bins)
    return tuple(Segment(key=key, cells=cells[key], group=group, tone=tone) for key, _, group, tone in _MAP)


@cache
def _default_cells(r_bins: int, f_bins: int) -> Mapping[str, frozenset[RfCell]]:
    owner = {cell: key for key, text, *_ in _MAP for cell in parse_cells(text, key)}
    cells: dict[str, set[RfCell]] = {key: set() for key, *_ in _MAP}
    for r, f in product(range(1, r_bins + 1), range(1, f_bins + 1)):
        cells[owner[_in_five(r, r_bins), _in_five(f, f_bins)]].add((r, f))
    return {key: frozenset(some) for key, some in cells.items()}


def _in_five(score: int, bins: int) -> int:
    return 1 + (2 * score - 1) * _BINS_OF_MAP // (2 * bins)


def fitted(segments: tuple[Segment, ...], rfm: RfmCriteria) -> tuple[Segment, ...]:
    """The segments for these bins: a map that we ship follows when the bins change; another stays as it is."""
    kept = {one.key: one.cells for one in segments}
    if kept == _default_cells(rfm.r_bins, rfm.f_bins):
        return segments
    sizes = range(FEWEST_BINS, MOST_BINS + 1)
    if kept.keys() == {key for key, *_ in _MAP} and any(
        kept == _default_cells(*bins) for bins in product(sizes, sizes)
    ):
        cells = _default_cells(rfm.r_bins, rfm.f_bins)
        return tuple(replace(one, cells=cells[one.key]) for one in segments)
    return segments


def check_segments(segments: tuple[Segment, ...], groups: tuple[Group, ...], rfm: RfmCriteria) -> None:
    """Hold the segments to be a partition of all R x F cells; raises BadCriteria that names what is not."""
    if len(segments) > MOST_SEGMENTS or len(groups) > MOST_SEGMENTS:
        raise refusal("segments", sentence("there are at most {most} segments and groups", most=MOST_SEGMENTS))
    check_unlike(segments)
    check_unlike(groups)
    known = [group.key for group in groups]
    for one in segments:
        if one.group and one.group not in known:
            why = sentence("there is no group {group}; there are: {known}", group=one.group, known=known)
            raise refusal(f"segments.{one.key}.group", why)
    faults = [*_missing(segments, rfm), *_double(segments), *_outside(segments, rfm)]
    if faults:
        raise refusal("segments", join(faults, "; "))


def _missing(segments: tuple[Segment, ...], rfm: RfmCriteria) -> Iterable[Sentence]:
    grid = set(product(range(1, rfm.r_bins + 1), range(1, rfm.f_bins + 1)))
    missing = grid.difference(*(one.cells for one in segments))
    if missing:
        yield sentence("in no segment: {cells}", cells=cells_text(missing))


def _double(segments: tuple[Segment, ...]) -> Iterable[Sentence]:
    owners: dict[RfCell, list[Segment]] = {}
    for one in segments:
        for cell in one.cells:
            owners.setdefault(cell, []).append(one)
    double = sorted((cell, several) for cell, several in owners.items() if len(several) > 1)
    for cell, several in double[:_MOST_NAMED]:
        names = [one.own_name or Segment.KNOWN[one.key][0] for one in several]
        yield sentence("{cell} is in several segments: {names}", cell=cells_text([cell]), names=names)


def _outside(segments: tuple[Segment, ...], rfm: RfmCriteria) -> Iterable[Sentence]:
    for one in segments:
        outside = {(r, f) for r, f in one.cells if not (1 <= r <= rfm.r_bins and 1 <= f <= rfm.f_bins)}
        if outside:
            yield sentence(
                "there is no {cells}: R goes from 1 to {r_bins} and F from 1 to {f_bins}",
                cells=cells_text(outside),
                r_bins=rfm.r_bins,
                f_bins=rfm.f_bins,
            )
