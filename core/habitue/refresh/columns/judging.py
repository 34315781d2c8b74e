"""Judges the customers of ranges as a refresh judges those of files: status, reason, habit, scores, segment."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from habitue import history as histories
from habitue import lifecycle, rfm
from habitue.cleaning.fields import clean_customers
from habitue.criteria import Criteria
from habitue.errors import BadRequest
from habitue.history.cohorts import Cohorts, cohorts
from habitue.intake import Intake
from habitue.intake.gather import gather_sources
from habitue.intake.identity import NOBODY
from habitue.language import Language, join, sentence
from habitue.lifecycle import Statuses
from habitue.records import History
from habitue.refresh.alerts import set_aside
from habitue.refresh.columns.asking import Asked, given
from habitue.refresh.columns.criteria import cleaning_rules
from habitue.refresh.compute import history_of
from habitue.refresh.signs import signs_of
from habitue.rfm import Scores

Texts = NDArray[np.object_]


@dataclass(frozen=True, kw_only=True, eq=False)
class Judging:
    """The customers of the ranges, each judged when first asked for: most formulas want one thing only.

    `rows` has, for each row of the range of customers that was asked about, the position of its customer (NOBODY for
    blank rows and totals), `header` the row of that range's header (-1: none). `known` tells which customers stand in
    the orders, or in a whole table of customers.
    """

    intake: Intake
    history: History
    criteria: Criteria
    language: Language
    rows: NDArray[np.int32]
    header: int
    known: NDArray[np.bool_]

    @cached_property
    def statuses(self) -> Statuses:
        """As a refresh gives them. Raises BadCriteria where a rule looks at what the ranges do not have."""
        rules = cleaning_rules(self.criteria, self.language)
        signs = signs_of(self.intake, clean_customers(self.intake.customers, rules))
        return lifecycle.statuses(self.history, histories.habit(self.history), signs, self.criteria)

    @cached_property
    def scores(self) -> Scores:
        """R, F and M, by the cut points of the criteria where they are kept there."""
        return rfm.scores(rfm.values_of(self.history, self.criteria.rfm), self.criteria.rfm)

    def status_names(self) -> Texts:
        """What the status of each customer is called."""
        names = [stage.name(self.language) for stage in self.criteria.stages]
        return np.array(names, dtype=object)[self.statuses.code]

    def whys(self) -> Texts:
        """The sentence that explains each status."""
        return np.array(lifecycle.reasons(self.statuses, self.language), dtype=object)

    def segment_names(self) -> Texts:
        """What the segment of each customer is called; None for who never bought."""
        names = [*(segment.name(self.language) for segment in self.criteria.segments), None]
        return np.array(names, dtype=object)[rfm.segments(self.scores, self.criteria)]

    def habits(self) -> NDArray[np.float64]:
        """Days between order days, to a tenth as reasons say them; nan where unknown."""
        bought = self.history.order_days > 0
        return np.where(bought, np.round(histories.habit(self.history), 1), np.nan)

    def silences(self) -> NDArray[np.int32]:
        """Days since the last order day; -1 for who never bought."""
        return histories.silence(self.history)

    def cohorts(self) -> Cohorts:
        """How many of those who first bought in each month bought again, month by month. Raises BadRequest."""
        if self.intake.orders is None:
            raise BadRequest(
                sentence("Cohorts are counted from single orders; this table has only totals of each customer.")
            )
        return cohorts(self.intake.orders, self.history)


def judge(asked: Asked, language: Language | None = None) -> Judging:
    """Gather the customers and orders of the ranges. Raises HabitueError.

    Without a `language`, it is that of the criteria, or else told by the headers.
    """
    tables = given(asked)
    day = asked.as_of.toordinal()
    intake = gather_sources(tables.sources, as_of=day)
    speaks = language or asked.criteria.language or intake.language
    _check(intake, speaks)
    orders = intake.rows.get(0, np.zeros(0, dtype=np.int32))
    rows = np.arange(len(intake.customers), dtype=np.int32)
    known = np.full(len(rows), asked.judged is None or tables.listed)
    known[orders[orders != NOBODY]] = True
    if asked.judged is not None:
        rows = np.full(asked.judged.height, NOBODY, dtype=np.int32)
        rows[tables.sources[1].table.rows - 1] = intake.rows[1]
    return Judging(
        intake=intake,
        history=history_of(intake, day, asked.criteria),
        criteria=asked.criteria,
        language=speaks,
        rows=rows,
        header=tables.header,
        known=known,
    )


def _check(intake: Intake, language: Language) -> None:
    """Raise BadRequest where no order counts: the columns are then not what they were taken for.

    Orders that are all still to come on that day are no mistake.
    """
    if intake.orders is None or len(intake.orders) or {aside.why for aside in intake.set_aside} <= {"future"}:
        return
    orders = sentence("Orders").say(language)
    why = join((set_aside(replace(aside, sheet=orders, cells=())) for aside in intake.set_aside), " ")
    raise BadRequest(sentence("None of the orders counts. {why}", why=why))
