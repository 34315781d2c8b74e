"""What people are asked: pairs gathered around a reference line, so that each line is compared with one other only."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from habitue.matching import ZONES, Matching
from habitue.matching.reasons import reasons
from habitue.merging.answers import Answer, Placed

State = Literal["open", "later", "certain", "answered"]
STATES: tuple[State, ...] = ("open", "later", "certain", "answered")

_ASK = ZONES.index("ask")
_CUT = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row compared with the reference of its group; `pair` is its position in `Matching.pairs` (-1: not there)."""

    row: int
    pair: int
    state: State
    answer: Answer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lines to be compared with one reference row."""

    reference: int
    lines: tuple[Line, ...]

    @property
    def state(self) -> State:
        """What is left to do: the least settled of its lines."""
        return min((line.state for line in self.lines), key=STATES.index)

    @property
    def rows(self) -> tuple[int, ...]:
        """All rows, the reference first."""
        return (self.reference, *(line.row for line in self.lines))


@dataclass(frozen=True, slots=True)
class _Edge:
    one: int
    other: int
    pair: int
    answer: Answer | None

    @property
    def open(self) -> bool:
        return self.answer in (None, "later")


def review(
    matching: Matching,
    placed: Sequence[Placed],
    customer: NDArray[np.integer],
    age: NDArray[np.integer],
    held: Collection[tuple[int, int]] = (),
) -> list[Group]:
    """The groups in the order in which they are worth looking at.

    Open ones come first, nearest to the cut; then those put off, the certain ones, and what was answered. `customer`
    tells rows that are one customer already (-1: unknown), who are not asked about; `age` ranks the rows, the oldest
    lowest. Of `held` pairs (low, high) the answer “same” is contradicted by others: they are open again.
    """
    finder = _Pairs(matching)
    answered = {(min(p.reference, p.row), max(p.reference, p.row)): p.told.answer for p in placed}
    edges = _edges(matching, [one for one in placed if _stays_apart(one, held)], customer, finder)
    found = [_star(reference, some, finder) for reference, some in _stars(edges, age)]
    found += _certain(matching.groups, customer, age, (finder, answered))
    return sorted(found, key=lambda group: _order(group, matching, age))


def alike(groups: Sequence[Group], matching: Matching) -> list[tuple[int, ...]]:
    """For each group the positions of the open ones that are doubtful for the same reasons, its own left out."""
    same: dict[frozenset[str], list[int]] = defaultdict(list)
    for place, group in enumerate(groups):
        if group.state == "open":
            same[_pattern(group, matching)].append(place)
    others: dict[int, tuple[int, ...]] = {}
    for pattern, places in same.items():
        for place in places if pattern else ():
            others[place] = tuple(other for other in places if other != place)
    return [others.get(place, ()) for place in range(len(groups))]


def _pattern(group: Group, matching: Matching) -> frozenset[str]:
    """The reasons of all lines of a group, whatever the figures in them."""
    pairs = [line.pair for line in group.lines if line.pair >= 0]
    return frozenset(reason.template for pair in pairs for reason in reasons(matching, pair))


class _Pairs:
    """Looks up the position of a pair of rows."""

    def __init__(self, matching: Matching) -> None:
        pairs = matching.pairs
        both = zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)
        self._places = {pair: place for place, pair in enumerate(both)}

    def __call__(self, one: int, other: int) -> int:
        return self._places.get((min(one, other), max(one, other)), -1)


def _edges(matching: Matching, placed: Sequence[Placed], customer: NDArray[np.integer], finder: _Pairs) -> list[_Edge]:
    """What was answered without putting rows together, and what is open.

    Of the open pairs between two certain groups it is only the likeliest.
    """
    pairs = matching.pairs
    cluster = np.where(matching.groups >= 0, matching.groups, np.arange(len(matching.groups)))
    told = [one for one in placed if not _one(customer, one.reference, one.row)]
    edges = [_Edge(one.reference, one.row, finder(one.reference, one.row), one.told.answer) for one in told]
    settled = {_key(cluster, edge.one, edge.other) for edge in edges}
    asked = np.flatnonzero((pairs.zone == _ASK) & ~pairs.answered)
    asked = asked[np.lexsort((pairs.right[asked], pairs.left[asked], -pairs.probability[asked]))]
    for place in asked.tolist():
        one, other = int(pairs.left[place]), int(pairs.right[place])
        key = _key(cluster, one, other)
        if key not in settled and key[0] != key[1] and not _one(customer, one, other):
            settled.add(key)
            edges.append(_Edge(one, other, place, None))
    return edges


def _stays_apart(one: Placed, held: Collection[tuple[int, int]]) -> bool:
    return one.told.answer != "same" or (min(one.reference, one.row), max(one.reference, one.row)) in held


def _key(cluster: NDArray[np.int64], one: int, other: int) -> tuple[int, int]:
    a, b = int(cluster[one]), int(cluster[other])
    return min(a, b), max(a, b)


def _one(customer: NDArray[np.integer], one: int, other: int) -> bool:
    return bool(customer[one] >= 0 and customer[one] == customer[other])


def _stars(edges: Iterable[_Edge], age: NDArray[np.integer]) -> Iterator[tuple[int, list[_Edge]]]:
    """Every edge at one of its rows: first the rows with most, the oldest first.

    An open pair of two lines of one group is left out as long as their answers can still settle it.
    """
    at: dict[int, dict[int, _Edge]] = defaultdict(dict)
    for edge in edges:
        at[edge.one][edge.other] = at[edge.other][edge.one] = edge
    for row in sorted(at, key=lambda row: (-len(at[row]), age[row])):
        mine = at[row]
        if not mine:
            continue
        lines = sorted(mine, key=lambda other: age[other])
        for line in lines:
            del at[line][row]
        for line in lines:
            for other in [other for other in at[line] if other in mine]:
                if at[line][other].answer is None and (mine[line].open or mine[other].open):
                    del at[line][other], at[other][line]
        yield row, [mine[line] for line in lines]
        at[row] = {}


def _star(reference: int, edges: Sequence[_Edge], finder: _Pairs) -> Group:
    lines = []
    for edge in edges:
        row = edge.other if edge.one == reference else edge.one
        state: State = "open" if edge.answer in (None, "same") else "later" if edge.answer == "later" else "answered"
        lines.append(Line(row=row, pair=finder(reference, row), state=state, answer=edge.answer))
    return Group(reference=reference, lines=tuple(lines))


def _certain(
    groups: NDArray[np.int64],
    customer: NDArray[np.integer],
    age: NDArray[np.integer],
    known: tuple[_Pairs, dict[tuple[int, int], Answer]],
) -> Iterator[Group]:
    """The groups that merge without asking, or that people said are one; rows of one customer are shown once."""
    finder, answered = known
    members: dict[int, list[int]] = defaultdict(list)
    for row in sorted(np.flatnonzero(groups >= 0).tolist(), key=lambda row: age[row]):
        if not any(_one(customer, row, other) for other in members[int(groups[row])]):
            members[int(groups[row])].append(row)
    for rows in members.values():
        if len(rows) < 2:
            continue
        reference, lines = rows[0], []
        for row in rows[1:]:
            answer = answered.get((min(reference, row), max(reference, row)))
            state: State = "certain" if answer is None else "answered"
            lines.append(Line(row=row, pair=finder(reference, row), state=state, answer=answer))
        yield Group(reference=reference, lines=tuple(lines))


def _order(group: Group, matching: Matching, age: NDArray[np.integer]) -> tuple[int, float, int]:
    shares = [float(matching.pairs.probability[line.pair]) for line in group.lines if line.pair >= 0]
    return (
        STATES.index(group.state),
        min((abs(share - _CUT) for share in shares), default=1.0),
        int(age[group.reference]),
    )
