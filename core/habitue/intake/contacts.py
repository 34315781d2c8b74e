"""Contacts that a file lists one by one: mailings, calls, replies."""

from collections.abc import Sequence

import numpy as np

from habitue.intake.identity import NOBODY
from habitue.intake.order_rows import Habits
from habitue.intake.records import ContactLog
from habitue.intake.source import Source
from habitue.intake.when import read_days
from habitue.records import NEVER
from habitue.roles import Role
from habitue.tables import Problem

_NO = frozenset({"", "non", "no", "n", "false", "faux", "0", "0.0", "-", "aucune", "aucun", "none", "sans", "nan"})


def contacts_of(
    sources: Sequence[Source], rows: dict[int, np.ndarray], habits: Habits
) -> tuple[ContactLog | None, tuple[Problem, ...]]:
    """All contacts up to the day of the refresh; a filled response column that does not say no is a response."""
    if not sources:
        return None, ()
    customers, days, answers = [], [], []
    problems: list[Problem] = []
    for source in sources:
        day, doubts = read_days(source, Role.CONTACTED, habits.dates)
        kept = (rows[source.index] != NOBODY) & (day != NEVER) & (day <= habits.as_of)
        customers.append(rows[source.index][kept])
        days.append(day[kept])
        answers.append(_responded(source)[kept])
        problems += doubts
    log = ContactLog(
        customer=np.concatenate(customers).astype(np.int32),
        day=np.concatenate(days).astype(np.int32),
        responded=np.concatenate(answers),
    )
    return log, tuple(problems)


def _responded(source: Source) -> np.ndarray:
    view = source.view(Role.RESPONDED)
    if view is None:
        return np.zeros(len(source.table), dtype=bool)
    said = [text.strip().lower() not in _NO for text in view.distinct.texts.tolist()]
    responded: np.ndarray = np.array([*said, False], dtype=bool)[view.distinct.codes]
    return responded
