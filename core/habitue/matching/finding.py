"""The duplicates of one file, or what several files share: the one place that knows the order of the steps."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from habitue.errors import Stopped
from habitue.language import Sentence, sentence
from habitue.matching.answered import placed
from habitue.matching.candidates import candidates
from habitue.matching.criteria import MatchCriteria
from habitue.matching.deciding import decide
from habitue.matching.judging import judge
from habitue.matching.model import Model
from habitue.matching.outcome import matching, nothing_found
from habitue.matching.prepared import prepare
from habitue.matching.records import Answers, Matching

Step = Callable[[Sentence], None]
Stop = Callable[[], bool]


def find_duplicates(
    records: pd.DataFrame,
    *,
    answers: Answers | None = None,
    criteria: MatchCriteria | None = None,
    model: Model | None = None,
    step: Step | None = None,
    stop: Stop | None = None,
) -> Matching:
    """The rows of `records` (columns named by `Role`, text or missing) that are one customer.

    `model` is that of an earlier run, used instead of learning anew. `step` is told what is under way; `stop` is asked
    now and then, and a yes raises `Stopped`.
    """
    return _find(records, None, _Wish(answers, criteria, model, step, stop))


def link(
    records: pd.DataFrame,
    source: NDArray[np.integer],
    *,
    across_only: bool = False,
    answers: Answers | None = None,
    criteria: MatchCriteria | None = None,
    model: Model | None = None,
    step: Step | None = None,
    stop: Stop | None = None,
) -> Matching:
    """The same for the rows of several files (`source` says which); `across_only` leaves out pairs within a file."""
    return _find(records, source if across_only else None, _Wish(answers, criteria, model, step, stop))


class _Wish:
    """What the caller asked for besides the rows, with its defaults filled in."""

    def __init__(
        self,
        answers: Answers | None,
        criteria: MatchCriteria | None,
        model: Model | None,
        step: Step | None,
        stop: Stop | None,
    ) -> None:
        self.answers = answers or Answers()
        self.criteria = criteria or MatchCriteria()
        self.model = model
        self.step = step or (lambda _: None)
        self._stop = stop or (lambda: False)

    def look(self) -> None:
        """Stops where the user wants it."""
        if self._stop():
            raise Stopped(sentence("Stopped; nothing was written."))


def _find(records: pd.DataFrame, source: NDArray[np.integer] | None, wish: _Wish) -> Matching:
    wish.step(sentence("Preparing rows for comparing…"))
    prepared = prepare(records, source)
    told = placed(wish.answers, prepared.order)
    wish.step(sentence("Finding rows that may be one customer…"))
    wish.look()
    pair = candidates(prepared, wish.criteria, told.every(), wish.look)
    if not prepared.columns or not len(pair[0]):
        return nothing_found(prepared)
    wish.step(sentence("Comparing pairs of rows…"))
    judged, scored = judge(prepared, wish.criteria.shared_by, pair, wish.model, told, wish.look)
    wish.step(sentence("Forming groups…"))
    wish.look()
    decided = decide(judged, pair, scored, told, wish.criteria)
    return matching(judged, decided, len(pair[0]), wish.criteria)
