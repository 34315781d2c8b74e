"""Compares pairs, learns from them what each kind of pair looks like, and gives each its probability."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habitue.matching.answered import Told
from habitue.matching.chance import rates_by_chance
from habitue.matching.comparing import Comparer, Comparison, comparer
from habitue.matching.comparing_names import naming
from habitue.matching.learning import Patterns, learn, packed, patterns
from habitue.matching.model import Model
from habitue.matching.prepared import Prepared
from habitue.matching.priors import COMPANIES, KIND_OF, PEOPLE
from habitue.matching.scoring import Scored, evidence, score
from habitue.matching.sharing import sharing

Places = NDArray[np.int64]
Look = Callable[[], None]

_CHUNK = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """All that judging a pair of rows needs: the rows, what the file tells of its values, and the model."""

    prepared: Prepared
    comparer: Comparer
    model: Model

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that are compared, in their order."""
        return self.comparer.fields

    def score(self, left: Places, right: Places) -> Scored:
        """The probability and the kind of pairs."""
        return _score(self, left, right, _compared(self, left, right, _nobody))

    def compare(self, left: Places, right: Places) -> Comparison:
        """What each field of pairs shows."""
        return self.comparer.compare(left, right)

    def evidence(self, found: Comparison, left: Places, right: Places) -> dict[str, NDArray[np.float64]]:
        """How much each field speaks for one customer."""
        firms = between_companies(self.prepared, left, right)
        told = {field: np.zeros(len(left)) for field in found.fields}
        for mixture, some in ((self.model.people, ~firms), (self.model.companies, firms)):
            if mixture is not None and some.any():
                part = found.some(some)
                for field, value in evidence(part, mixture, self.prepared, (left[some], right[some])).items():
                    told[field][some] = value
        return told


def judge(
    prepared: Prepared, shared_by: int, pair: tuple[Places, Places], model: Model | None, told: Told, look: Look
) -> tuple[Judge, Scored]:
    """The judge of a file, and what it makes of the candidate pairs; learns where no `model` is given."""
    compares = comparer(prepared, sharing(prepared, shared_by), naming(prepared))
    by_chance = rates_by_chance(prepared, compares)
    judge = Judge(
        prepared=prepared,
        comparer=compares,
        model=model or Model(people=None, companies=None),
    )
    levels = _compared(judge, *pair, look)
    if model is None:
        firms = between_companies(prepared, *pair)
        numbers = pair[0] * len(prepared) + pair[1]
        mixtures = []
        for components, some in ((PEOPLE, ~firms), (COMPANIES, firms)):
            found = patterns(judge.fields, levels[some])
            labels = _labels(found, components, numbers[some], told)
            mixtures.append(learn(found, components, by_chance, labels) if some.any() else None)
            look()
        judge = Judge(
            prepared=prepared,
            comparer=compares,
            model=Model(people=mixtures[0], companies=mixtures[1]),
        )
    return judge, _score(judge, *pair, levels)


def between_companies(prepared: Prepared, left: Places, right: Places) -> NDArray[np.bool_]:
    """The pairs whose rows both have a company and not both a person's name: they are judged as companies."""
    person, company = prepared.has("last") | prepared.has("first"), prepared.has("company")
    firms: NDArray[np.bool_] = company[left] & company[right] & ~(person[left] & person[right])
    return firms


def _nobody() -> None:
    """Nobody waits."""


def _compared(judge: Judge, left: Places, right: Places, look: Look) -> NDArray[np.int64]:
    """The packed levels of pairs, some at a time so that memory stays small."""
    levels = np.empty(len(left), dtype=np.int64)
    for start in range(0, len(left), _CHUNK):
        some = slice(start, start + _CHUNK)
        levels[some] = packed(judge.compare(left[some], right[some]))
        look()
    return levels


def _score(judge: Judge, left: Places, right: Places, levels: NDArray[np.int64]) -> Scored:
    firms = between_companies(judge.prepared, left, right)
    probability, kind = np.zeros(len(left)), np.full(len(left), KIND_OF["chance"], dtype=np.int8)
    for mixture, some in ((judge.model.people, ~firms), (judge.model.companies, firms)):
        if mixture is not None and some.any():
            found = patterns(judge.fields, levels[some])
            made = score(judge.prepared, found, mixture, (left[some], right[some]))
            probability[some], kind[some] = made.probability, made.kind
    return Scored(probability=probability, kind=kind)


def _labels(found: Patterns, components: tuple[str, ...], numbers: Places, told: Told) -> NDArray[np.float64] | None:
    """How many answered pairs of each pattern are of which component; None without answers."""
    if not len(told.same) + len(told.household) + len(told.different):
        return None
    labels = np.zeros((len(found.counts), len(components)))
    related = "family" if "family" in components else "colleagues"
    answered = ((told.same, ("same",)), (told.household, (related,)), (told.different, components[1:]))
    for pairs, meant in answered:
        rows = found.of_pair[np.isin(numbers, pairs)]
        for component in meant:
            np.add.at(labels[:, components.index(component)], rows, 1 / len(meant))
    return labels
