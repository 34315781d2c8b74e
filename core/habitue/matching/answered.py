"""People's answers, at the places of the rows in their content order."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habitue.errors import BadRequest
from habitue.language import sentence
from habitue.matching.records import Answers

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Pairs as low place * rows + high place, sorted, as in `Answers`."""

    same: Places
    different: Places
    household: Places
    kept: Places
    shown: Places
    asked: Places
    wanted: Places

    def every(self) -> Places:
        """All pairs that must be looked at."""
        told = (self.same, self.different, self.household, self.kept, self.shown, self.asked, self.wanted)
        return np.unique(np.concatenate(told))


def placed(answers: Answers, order: Places) -> Told:
    """The answers in the places of `order`; raises BadRequest for a row that is not there."""
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return Told(
        same=_numbered(answers.same, place),
        different=_numbered(answers.different, place),
        household=_numbered(answers.household, place),
        kept=_numbered(answers.kept, place),
        shown=_numbered(answers.shown, place),
        asked=_numbered(answers.asked, place),
        wanted=_numbered(answers.wanted, place),
    )


def _numbered(pairs: Places, place: Places) -> Places:
    pairs = np.asarray(pairs, dtype=np.int64).reshape(-1, 2)
    if len(pairs) and (pairs.min() < 0 or pairs.max() >= len(place)):
        raise BadRequest(
            sentence("An answer speaks of row {row}, and there are {rows} rows.", row=int(pairs.max()), rows=len(place))
        )
    pairs = place[pairs[pairs[:, 0] != pairs[:, 1]]]
    return np.unique(pairs.min(axis=1, initial=len(place)) * len(place) + pairs.max(axis=1, initial=0))
