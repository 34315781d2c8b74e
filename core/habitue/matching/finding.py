"""The duplicates of one file, or the customers that several files share: the one place that knows the order of steps."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from habitue.language import Sentence
from habitue.matching.criteria import MatchCriteria
from habitue.matching.records import Answers, Matching

Step = Callable[[Sentence], None]
Stop = Callable[[], bool]


def find_duplicates(
    records: pd.DataFrame,
    *,
    answers: Answers | None = None,
    criteria: MatchCriteria | None = None,
    step: Step | None = None,
    stop: Stop | None = None,
) -> Matching:
    """The rows of `records` (columns named by `Role`, text or missing) that are one customer.

    `step` is told what is under way; `stop` is asked now and then, and a yes raises `Stopped`.
    """
    raise NotImplementedError


def link(
    records: pd.DataFrame,
    source: NDArray[np.integer],
    *,
    across_only: bool = False,
    answers: Answers | None = None,
    criteria: MatchCriteria | None = None,
    step: Step | None = None,
    stop: Stop | None = None,
) -> Matching:
    """The same for the rows of several files (`source` says which); `across_only` leaves out pairs within a file."""
    raise NotImplementedError
