"""Doubts about cells as problems: one for each column and reason, with its first cell and how many there are."""

import numpy as np
import pandas as pd

from habitue.cleaning import amounts, dates
from habitue.intake.source import Source
from habitue.language import sentence
from habitue.roles import Role
from habitue.tables import Problem

_EXPLAINED = {rule.id: rule.explains for rule in (*dates.RULES, *amounts.RULES)}


def problems_of(source: Source, role: Role, doubts: pd.DataFrame) -> tuple[Problem, ...]:
    """The doubts about the column of a role."""
    header = source.header(role)
    return tuple(
        source.problem(
            sentence("{column}: {said}", column=header, said=_EXPLAINED[str(rule)]),
            role,
            lines["position"].to_numpy(dtype=np.int64),
        )
        for rule, lines in doubts.groupby("rule", sort=True)
    )
