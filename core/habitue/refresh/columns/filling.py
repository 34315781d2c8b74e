"""How far the columns of a range are filled: what stands for "nothing" counts as blank, as on the Quality sheet."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from habitue.cleaning.column import as_text, clean_column
from habitue.cleaning.fields import clean_customers
from habitue.cleaning.rules import Rules
from habitue.cleaning.text import NAME, tidy
from habitue.criteria import Criteria
from habitue.refresh.columns.asking import guessed
from habitue.refresh.columns.cells import Cells
from habitue.refresh.columns.criteria import cleaning_rules


def fill_rates(cells: Cells, criteria: Criteria | None = None) -> NDArray[np.float64]:
    """For each column the share of its cells that are filled, from 0 to 1; nan where the range has no rows.

    Blank rows do not count, unless the range is one column: its blank rows are its blank cells.
    """
    criteria = criteria or Criteria()
    rules = cleaning_rules(criteria, criteria.language or "fr")
    source = guessed(cells, "customers", criteria)
    frame = source.table.frame
    roles = {label: str(role) for role, label in source.roles.labels.items()}
    cleaned = clean_customers(frame[list(roles)].rename(columns=roles), rules).customers
    columns = [cleaned[roles[label]] if label in roles else frame[label] for label in frame.columns]
    filled = [_filled(column, rules) for column in columns]
    rows = len(frame)
    if len(cells.columns) == 1:
        rows = cells.height - source.table.origin.header_row - len(source.table.left_out)
    return np.array(filled) / rows if rows else np.full(len(filled), np.nan)


def _filled(column: pd.Series, rules: Rules) -> int:
    """How many cells say something; not all columns are cleaned of what stands for nothing."""
    tidied = clean_column(as_text(column), lambda text: tidy(text, rules, NAME))
    return int(tidied.values.notna().sum())  # noqa: PD011 (our record)
