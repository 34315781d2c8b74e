"""The duplicates of one file, or what several files share: the one place that knows the order of the steps."""

from collections.abc import Callable
from typing import Literal

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
from habitue.matching.prepared import Prepared, prepare
from habitue.matching.records import Answers, Matching

Step = Callable[[Sentence], None]
Stop = Callable[[], bool]
Engine = Literal["memory", "spark"]


def find_duplicates(
    records: pd.DataFrame,
    *,
    answers: Answers | None = None,
    criteria: MatchCriteria | None = None,
    model: Model | None = None,
    step: Step | None = None,
    stop: Stop | None = None,
    engine: Engine = "memory",
) -> Matching:
    """The rows of `records` (columns named by `Role`, text or missing) that are one customer.

    `model` is that of an earlier run, used instead of learning anew. `step` is told what is under way; `stop` is asked
    now and then, and a yes raises `Stopped`. With the engine "spark", Splink on Spark finds the likely pairs, which are
    then judged and grouped as always (see `on_spark`).
    """
    return _find(records, None, _Wish(answers, criteria, model, step, stop), engine)


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


def _find(
    records: pd.DataFrame, source: NDArray[np.integer] | None, wish: _Wish, engine: Engine = "memory"
) -> Matching:
    wish.step(sentence("Preparing rows for comparing…"))
    prepared = prepare(records, source)
    told = placed(wish.answers, prepared.order)
    wish.step(sentence("Finding rows that may be one customer…"))
    wish.look()
    if engine == "spark":
        pair = _on_spark(records, prepared, told.every())
    else:
        pair = candidates(prepared, wish.criteria, told.every(), wish.look)
    if not prepared.columns or not len(pair[0]):
        return nothing_found(prepared)
    wish.step(sentence("Comparing pairs of rows…"))
    judged, scored = judge(prepared, wish.criteria.shared_by, pair, wish.model, told, wish.look)
    wish.step(sentence("Forming groups…"))
    wish.look()
    decided = decide(judged, pair, scored, told, wish.criteria)
    return matching(judged, decided, len(pair[0]), wish.criteria)


def _on_spark(
    records: pd.DataFrame, prepared: Prepared, wanted: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Splink's likely pairs, and those that are wanted, at the places of the rows in their content order."""
    from habitue.matching.on_spark import pairs_of

    size, place = len(prepared), np.empty(len(prepared), dtype=np.int64)
    place[prepared.order] = np.arange(size)
    one, other = (place[rows] for rows in pairs_of(records))
    numbers = np.union1d(np.minimum(one, other) * size + np.maximum(one, other), wanted)
    return numbers // max(size, 1), numbers % max(size, 1)
