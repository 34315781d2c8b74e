"""The ordered list of stages applied: the first whose rule holds wins, the last takes all others."""

import numpy as np
from numpy.typing import NDArray

from habitue.criteria import Stage
from habitue.lifecycle.facts import Facts, holds


def first_that_holds(stages: tuple[Stage, ...], facts: Facts) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
    """Position of the first stage that holds, and of the first of its alternatives that does (-1: it has no rule)."""
    size = len(facts.history)
    code, alternative = np.full(size, len(stages) - 1, dtype=np.int8), np.full(size, -1, dtype=np.int8)
    undecided = np.ones(size, bool)
    for position, stage in enumerate(stages):
        for which, conditions in enumerate(stage.rule):
            taken = undecided.copy()
            for condition in conditions:
                taken &= holds(condition, facts)
            code[taken], alternative[taken] = position, which
            undecided &= ~taken
    return code, alternative
