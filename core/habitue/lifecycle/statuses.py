"""Each customer's status: the first stage whose rule holds, from when, and for how long they have been inactive."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habitue.criteria import Criteria
from habitue.lifecycle.facts import Facts, facts_of
from habitue.lifecycle.limits import inactive_limits
from habitue.lifecycle.pace import recent_pace
from habitue.lifecycle.rules import first_that_holds
from habitue.lifecycle.signs import Signs
from habitue.lifecycle.since import entered_on
from habitue.records import History


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Statuses:
    """One element per customer, in the order of the list of customers.

    `code` is the position in `criteria.stages`, `alternative` that of the alternative of its rule that held first (-1
    in a stage without rule). `since` is the day (proleptic ordinal) on which the status was entered where dates tell,
    NEVER where they do not. `inactive_limit_days` is nan for who never bought; `inactive_for_days` counts from the day
    on which the customer became inactive, the first after the limit (0 on that day), nan for who is not.
    """

    criteria: Criteria
    facts: Facts
    code: NDArray[np.int8]
    alternative: NDArray[np.int8]
    since: NDArray[np.int32]
    inactive_limit_days: NDArray[np.float64]
    inactive_for_days: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.code)

    def keys(self) -> NDArray[np.object_]:
        """The key of each customer's status."""
        return np.array([stage.key for stage in self.criteria.stages], dtype=object)[self.code]


def statuses(
    history: History, habit: NDArray[np.float64], signs: Signs, criteria: Criteria, *, dated: bool = True
) -> Statuses:
    """The status of every customer; `habit` in days (own, blended or the base's; nan where unknown).

    With `dated` off, which is several times faster, `since` is NEVER for everybody.
    Raises BadCriteria where a rule looks at a column or an amount that the file does not have.
    """
    limits = inactive_limits(history, habit, criteria.inactive)
    facts = facts_of(history, limits, signs, recent_pace(history, criteria.pace))
    code, alternative = first_that_holds(criteria.stages, facts)
    past = facts.silence - np.floor(limits.days) - 1
    return Statuses(
        criteria=criteria,
        facts=facts,
        code=code,
        alternative=alternative,
        since=entered_on(criteria, facts, code, alternative) if dated else np.zeros(len(code), dtype=np.int32),
        inactive_limit_days=limits.days,
        inactive_for_days=np.where(past >= 0, past, np.nan),
    )
