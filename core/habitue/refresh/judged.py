"""Everything worked out for the customers of one refresh, before it is put in words and sheets."""

from collections.abc import Mapping
from dataclasses import dataclass

from habitue import lifecycle, rfm
from habitue.cleaning.fields import CleanedTable
from habitue.criteria import Criteria
from habitue.intake import Intake
from habitue.language import Language
from habitue.records import History
from habitue.refresh.merges import Together


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Judged:
    """One element or line per customer in each part, all in the same order."""

    intake: Intake
    cleaned: CleanedTable
    history: History
    statuses: lifecycle.Statuses
    scores: rfm.Scores
    criteria: Criteria  # with the cut points of these scores
    language: Language
    together: Together  # the merges, and the customers as they were before
    doubts: Mapping[int, int]  # of customers who are perhaps another one: whom
