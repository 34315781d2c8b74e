"""The formulas about customers and their orders: status, why, habit, silence, scores, segment, cohorts, duplicates."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from habitue.language import colon, sentence
from habitue_addin.answers import BLANK, Rows, dates_of, per_customer, plain, stacked, titles
from habitue_addin.calls import Call

if TYPE_CHECKING:
    from habitue.refresh.columns.judging import Judging


def lifecycle(call: Call) -> Rows:
    """All customers in a table with a header: key, first and last order, order days, silence, habit, status, why."""
    if not call.has("orders"):
        return BLANK
    judging = call.judging()
    history = judging.history
    columns = [
        plain(judging.intake.customers["key"]),
        plain(dates_of(history.first_day)),
        plain(dates_of(history.last_day)),
        history.order_days.tolist(),
        plain(_silences(judging)),
        plain(judging.habits()),
        plain(judging.status_names()),
        plain(judging.whys()),
    ]
    heads = titles(
        judging.language,
        sentence("Customer"),
        sentence("First order"),
        sentence("Last order"),
        sentence("Order days"),
        sentence("Silence (days)"),
        sentence("Habit (days)"),
        sentence("Status"),
        sentence("Why"),
    )
    return stacked(columns, heads)


def status(call: Call) -> Rows:
    """The name of each customer's status."""
    return per_customer(call, lambda judging: [judging.status_names()])


def why(call: Call) -> Rows:
    """The sentence that explains each status."""
    return per_customer(call, lambda judging: [judging.whys()])


def habit(call: Call) -> Rows:
    """Days between order days."""
    return per_customer(call, lambda judging: [judging.habits()])


def silence(call: Call) -> Rows:
    """Days since the last order day; blank for who never bought."""
    return per_customer(call, lambda judging: [_silences(judging)])


def rfm(call: Call) -> Rows:
    """R, F, M (where there are amounts), and all of them in one text."""
    return per_customer(call, _scores)


def segment(call: Call) -> Rows:
    """The name of each customer's segment; blank for who never bought."""
    return per_customer(call, lambda judging: [judging.segment_names()])


def cohort(call: Call) -> Rows:
    """One line per month of first orders, with a header: the month, customers, and those who bought n months later."""
    if not call.has("orders"):
        return BLANK
    judging = call.judging()
    found = judging.cohorts()
    cells = found.shares if call.yes("share") else np.where(found.active < 0, np.nan, found.active)
    columns = [found.month.astype(str).tolist(), found.size.tolist(), *(plain(column) for column in cells.T)]
    heads = titles(judging.language, sentence("First order"), sentence("Customers"))
    return stacked(columns, [*heads, *range(cells.shape[1])])


def duplicates(call: Call) -> Rows:
    """The number of each row's group of duplicates, and why; both blank for a row that is alone."""
    from habitue.refresh.columns.comparing import duplicates as find

    if not call.has("customers"):
        return BLANK
    assert call.language is not None
    found = find(call.cells("customers"), call.language, call.criteria())
    words = [sentence("to check"), sentence("certain")]
    starts = [word.say(call.language) + colon(call.language) for word in words]
    whys = [
        "" if reason is None else starts[int(certain)] + reason
        for reason, certain in zip(found.why.tolist(), found.certain.tolist(), strict=True)
    ]
    groups: list[Any] = [number or "" for number in found.group.tolist()]
    if found.header >= 0:
        groups[found.header], whys[found.header] = titles(call.language, sentence("Group"), sentence("Why"))
    return stacked([groups, whys])


def _silences(judging: "Judging") -> Iterable[Any]:
    silences = judging.silences()
    return np.where(silences < 0, np.nan, silences)


def _scores(judging: "Judging") -> list[Iterable[Any]]:
    scores = judging.scores
    axes = [axis.score for axis in scores.axes]
    rfm = judging.criteria.rfm
    between = "-" if max(rfm.r_bins, rfm.f_bins, rfm.m_bins) > 9 else ""
    wholes = [between.join(map(str, row)) if row[0] else None for row in zip(*(a.tolist() for a in axes), strict=True)]
    return [*(np.where(axis == 0, np.nan, axis) for axis in axes), wholes]
