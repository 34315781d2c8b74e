"""The Customers sheet: one line per customer, with the details, the numbers, the status and its reason."""

from typing import TYPE_CHECKING

from habitue.language import sentence
from habitue.outcome import Label, Refresh
from habitue.roles import Role
from habitue.sheetmodel import Highlight, Kind, SheetModel, TableColumn, TableModel, Values
from habitue.sheets.page import FIRST_ROW, head
from habitue.sheets.words import DETAILS, MERGED, RESULTS, SHEETS
from habitue.tables import text_dtype

if TYPE_CHECKING:
    import pandas as pd

TABLE = "HabitueCustomers"
_WIDTHS = {Role.EMAIL: 28, Role.ADDRESS: 28, Role.NAME: 24, Role.COMPANY: 26, Role.TOWN: 18, Role.LAST_NAME: 18}
_NARROW = {Role.CIVILITY, Role.POSTCODE}


def customers_sheet(refresh: Refresh) -> SheetModel:
    """All customers, in the natural order of their keys."""
    customers = refresh.customers
    columns = (
        *detail_columns(refresh, customers),
        *result_columns(refresh, customers),
        *merged_columns(refresh, customers),
    )
    title = SHEETS["customers"].say(refresh.language)
    note = sentence("columns that you add to this table stay beside their customer")
    return SheetModel(
        mark="customers",
        title=title,
        cells=head(refresh, title, note),
        tables=(
            TableModel(name=TABLE, row=FIRST_ROW, line_key="key", columns=columns, highlights=highlights(refresh)),
        ),
        freeze=(FIRST_ROW, 2),
        tone="blue",
        language=refresh.language,
        currency=refresh.currency,
    )


def detail_columns(refresh: Refresh, customers: "pd.DataFrame") -> tuple[TableColumn, ...]:
    """The key and the cleaned details that the file has."""
    return tuple(
        TableColumn(
            key=str(key),
            title=words.say(refresh.language),
            kind="text",
            values=customers[str(key)],
            width=9 if key in _NARROW else _WIDTHS.get(Role(key), 14) if key != "key" else 14,
        )
        for key, words in DETAILS.items()
        if str(key) in customers.columns
    )


def merged_columns(refresh: Refresh, customers: "pd.DataFrame") -> tuple[TableColumn, ...]:
    """What was kept of lines that were merged into a customer's; nothing where no customer has any."""
    return tuple(
        TableColumn(key=key, title=words.say(refresh.language), kind="text", values=customers[key], width=24)
        for key, words in MERGED.items()
        if key in customers and customers[key].notna().any()
    )


def result_columns(refresh: Refresh, customers: "pd.DataFrame") -> tuple[TableColumn, ...]:
    """The numbers, the status with its reason, the scores and the segment."""
    column = _Results(refresh)
    bought = customers["order_days"] > 0
    money = (
        (
            column("revenue", "money", customers["cents"].div(100).where(bought), 13),
            column("basket", "money", customers["cents"].div(100).div(customers["orders"].where(bought)).round(2), 13),
        )
        if refresh.has_amounts
        else ()
    )
    scores = tuple(
        column(axis, "integer", _known(customers[axis], customers[axis] > 0), 5)
        for axis in ("r", "f", "m")
        if axis != "m" or refresh.has_amounts
    )
    return (
        column("first_day", "date", _known(customers["first_day"], bought), 12),
        column("last_day", "date", _known(customers["last_day"], bought), 12),
        column("order_days", "integer", customers["order_days"], 10),
        *money,
        column("habit", "integer", _known(customers["habit"].round(), bought & customers["habit"].notna()), 10),
        column("silence", "integer", _known(customers["silence"], bought), 10),
        column("status", "text", named(refresh.statuses, customers["status"]), 14),
        column("why", "text", customers["why"], 60),
        *scores,
        column("segment", "text", named(refresh.segments, customers["segment"]), 18),
        column("previous_status", "text", customers["previous_status"], 14),
        column("since", "date", _known(customers["since"], customers["since"] > 0), 12),
    )


def highlights(refresh: Refresh) -> tuple[Highlight, ...]:
    """The colours of statuses and segments."""
    return tuple(
        Highlight(column=column, value=label.name, tone=label.tone)
        for column, labels in (("status", refresh.statuses), ("segment", refresh.segments))
        for label in labels
    )


def named(labels: tuple[Label, ...], codes: "pd.Series") -> "pd.Series":
    """The names behind positions; missing where the position is -1."""
    import pandas as pd

    names = pd.Series([*(label.name for label in labels), None], dtype=text_dtype())
    # Position -1 is the last one: the missing name.
    return names.take(codes.to_numpy() % len(names)).set_axis(codes.index)


class _Results:
    """Makes the result columns of one refresh: key, kind, values and width in, titled column out."""

    def __init__(self, refresh: Refresh) -> None:
        self._language = refresh.language

    def __call__(self, key: str, kind: Kind, values: Values, width: float) -> TableColumn:
        return TableColumn(key=key, title=RESULTS[key].say(self._language), kind=kind, values=values, width=width)


def _known(values: "pd.Series", known: "pd.Series") -> "pd.Series":
    return values.astype("Int64").where(known)
