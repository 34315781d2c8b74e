"""What the core found, as the cells that a formula spills: one row for each row of its range, its header included."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from habitue.language import Language, Sentence, sentence
from habitue_addin.calls import Call

if TYPE_CHECKING:
    from habitue.refresh.columns.cells import Cells
    from habitue.refresh.columns.judging import Judging
    from habitue.roles import Role

Rows = list[list[Any]]
"""Cells as xlwings takes them; a blank one is "", since None and nan are shown otherwise by some hosts."""

BLANK: Rows = [[""]]


def plain(values: Iterable[Any]) -> list[Any]:
    """Values as Excel takes them: plain Python numbers and texts, "" for what is missing."""
    import pandas as pd

    cells = pd.Series(values, dtype=object) if not isinstance(values, pd.Series | np.ndarray) else pd.Series(values)
    listed: list[Any] = cells.astype(object).where(cells.notna(), "").tolist()
    return listed


def stacked(columns: Sequence[Sequence[Any]], titles: Sequence[str] = ()) -> Rows:
    """Columns side by side, below their titles."""
    rows: Rows = [list(row) for row in zip(*columns, strict=True)]
    return ([list(titles), *rows] if titles else rows) or BLANK


def per_customer(call: Call, columns: Callable[["Judging"], Sequence[Iterable[Any]]]) -> Rows:
    """For each row of the customers asked about, what `columns` tells of its customer; several columns have titles."""
    if not call.has("customers"):
        return BLANK
    judging = call.judging()
    found = columns(judging)
    width = len(found)
    unknown = sentence("Unknown customer: not in the orders").say(judging.language)
    spread = [_spread(judging, values, unknown if place == 0 else "") for place, values in enumerate(found)]
    if judging.header >= 0:
        titles = ["R", "F", "M"][: width - 1] if width > 1 else []
        for column, title in zip(spread, [*titles, call.formula.title.say(judging.language)], strict=True):
            column[judging.header] = title
    return stacked(spread)


def _spread(judging: "Judging", values: Iterable[Any], unknown: str) -> list[Any]:
    """One value per row: blank for rows that name nobody, and `unknown` for customers whom nothing is known of."""
    cells = np.array([*plain(values), ""], dtype=object)
    cells[:-1][~judging.known] = unknown
    return list(cells[judging.rows].tolist())


def per_cell(
    call: Call, key: str, roles: Collection["Role"], columns: Callable[["Cells"], Sequence[Iterable[Any]]]
) -> Rows:
    """For each cell of a column what `columns` makes of it; its header stays, and a row of cells stays a row.

    `roles` are what the column may be, by which its header is known.
    """
    from habitue.refresh.columns.asking import one_column
    from habitue.refresh.columns.cells import header_row
    from habitue_addin.ranges import column_of, lies_across

    if not call.has(key):
        return BLANK
    across = lies_across(call.given[key])
    cells = one_column(column_of(call.given[key]), next(iter(roles)))
    header = header_row(cells, roles)
    found = [plain(column) for column in columns(cells.below(header))]
    if header >= 0:
        above = plain(cells.columns[0].iloc[: header + 1])
        for place, column in enumerate(found):
            column[: header + 1] = above if place == 0 else [""] * len(above)
    rows = stacked(found)
    return [list(row) for row in zip(*rows, strict=True)] if across else rows


def dates_of(days: Iterable[int]) -> list[date | None]:
    """Proleptic ordinals as dates; None for 0, which stands for "never"."""
    return [date.fromordinal(day) if day else None for day in map(int, days)]


def titles(language: Language, *texts: Sentence) -> list[str]:
    """Titles in the language of the result."""
    return [text.say(language) for text in texts]
