"""The segment sheets: who is to be written to, best value first; and apart, who must not be, each with the reason."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from habitue.language import Sentence, plural, sentence
from habitue.outcome import Label, Refresh
from habitue.sheetmodel import Cell, SheetModel, TableColumn, TableModel
from habitue.sheets.customers import detail_columns, highlights, result_columns
from habitue.sheets.page import FIRST_ROW, head
from habitue.sheets.words import MAILING, POSTAL

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

_RESULTS = ("last_day", "order_days", "revenue", "status", "segment")


def segment_sheet(refresh: Refresh, mark: str, label: Label, members: "np.ndarray") -> SheetModel:
    """The sheet of one status, segment or group ("group.best"); `members` is a mask over the customers."""
    ranked = best_first(refresh, members)
    reachable = ranked["excluded_why"].isna()
    ready, excluded = ranked[reachable], ranked[~reachable]
    name = f"Habitue_{mark.replace('.', '_')}"
    first = _table(refresh, name, FIRST_ROW + 1, ready, excluded=False)
    cells = [
        *head(refresh, label.name),
        _line(refresh, FIRST_ROW, plural("{count} customer to contact", "{count} customers to contact", len(ready))),
    ]
    tables = [first]
    if len(excluded):
        row = first.last_row + 3
        said = plural("{count} customer not to be contacted", "{count} customers not to be contacted", len(excluded))
        cells.append(_line(refresh, row, said))
        tables.append(_table(refresh, f"{name}_excluded", row + 1, excluded, excluded=True))
    return SheetModel(
        mark=mark,
        title=label.name,
        cells=tuple(cells),
        tables=tuple(tables),
        freeze=(FIRST_ROW + 1, 2),
        tone=label.tone,
        language=refresh.language,
        currency=refresh.currency,
    )


def retired_sheet(refresh: Refresh, mark: str, title: str) -> SheetModel:
    """What stays of a segment sheet that the criteria do not keep any more: a sentence, and nobody's details."""
    said = sentence("The criteria do not keep this sheet any more. It can be deleted.")
    return SheetModel(
        mark=mark,
        title=title,
        cells=(
            Cell(row=1, column=1, value=title, style="title"),
            Cell(row=2, column=1, value=said.say(refresh.language), style="stamp"),
        ),
        language=refresh.language,
    )


def best_first(refresh: Refresh, members: "np.ndarray") -> "pd.DataFrame":
    """Those customers, by revenue (or order days where the file has no amounts), then the latest buyers first."""
    order = ["cents", "last_day"] if refresh.has_amounts else ["order_days", "last_day"]
    # The customers come in the natural order of their keys, which a stable sort keeps among equals.
    return refresh.customers[members].sort_values(order, ascending=False, kind="stable")


def mailing_columns(refresh: Refresh, customers: "pd.DataFrame", *, excluded: bool) -> tuple[TableColumn, ...]:
    """What a mailing needs of each customer; for those left out, the reason in place of that of their status."""
    results = {column.key: column for column in result_columns(refresh, customers)}
    last = results["why"]
    if excluded:
        title = MAILING["excluded_why"].say(refresh.language)
        reasons = customers["excluded_why"]
        last = TableColumn(key="excluded_why", title=title, kind="text", values=reasons, width=60, style="warn")
    known = (results[key] for key in _RESULTS if key in results)
    return (*detail_columns(refresh, customers), *_postal(refresh, customers), *known, last)


def _postal(refresh: Refresh, customers: "pd.DataFrame") -> Iterator[TableColumn]:
    """The lines of the envelope, where the mailing goes by post; those that are blank for all are left out."""
    for key, words in POSTAL.items():
        if key in customers and customers[key].notna().any():
            title = words.say(refresh.language)
            yield TableColumn(key=key, title=title, kind="text", values=customers[key], width=26)


def _table(refresh: Refresh, name: str, row: int, customers: "pd.DataFrame", *, excluded: bool) -> TableModel:
    columns = mailing_columns(refresh, customers, excluded=excluded)
    return TableModel(name=name, row=row, line_key="key", columns=columns, highlights=highlights(refresh))


def _line(refresh: Refresh, row: int, said: Sentence) -> Cell:
    return Cell(row=row, column=1, value=said.say(refresh.language), style="subtitle")
