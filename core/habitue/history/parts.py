"""The raw columns of the files that are read as one table, and what these can hold."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from habitue.errors import BadRequest
from habitue.history.columns import OrderColumns
from habitue.language import sentence

Kind = Literal["text", "whole", "real", "decimal", "date", "absent", "other"]
"""What a raw column holds. Whole numbers in a date column are read as texts such as 20240312."""

RawColumn = Literal["customer", "date", "amount", "order_number", "state"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Files of one shape: the relation that holds their raw columns, and what these hold."""

    relation: str
    files: Literal["csv", "parquet"]
    kinds: Mapping[RawColumn, Kind]


def kind_of(sql_type: str) -> Kind:
    """The kind of a column by the name that DuckDB or Spark gives its type."""
    name = sql_type.lower()
    if name.endswith("[]"):
        return "other"
    for kind, pattern in _TYPES.items():
        if re.match(pattern, name):
            return kind
    return "other"


_TYPES: Mapping[Kind, str] = {
    "text": "varchar|(large_)?string|char|enum",
    "date": "date|timestamp",
    "decimal": "decimal|numeric",
    "real": "(float|double|real)$",
    "whole": "u?(tiny|small|big|huge)?int(eger)?[0-9]*$",
}


def raw_columns(columns: OrderColumns) -> dict[RawColumn, str | None]:
    """Our name of each raw column, and its header in the files; None when they have none such."""
    return {
        "customer": columns.customer,
        "date": columns.date,
        "amount": columns.amount,
        "order_number": columns.order,
        "state": columns.state,
    }


def check_kinds(kinds: Mapping[RawColumn, Kind], columns: OrderColumns) -> None:
    """Refuse, by name, a column of a Parquet file that cannot hold what it should."""
    named = raw_columns(columns)
    keys: tuple[RawColumn, RawColumn] = ("customer", "order_number")
    for raw in keys:
        if kinds[raw] == "other":
            column = named[raw]
            raise BadRequest(
                sentence(
                    "The column {column} should hold text or numbers; it holds something else. Name another.",
                    column=column,
                )
            )
    if kinds["date"] not in ("date", "text", "whole"):
        raise BadRequest(
            sentence("The column {column} should hold dates; it does not. Name another.", column=columns.date)
        )
    if kinds["amount"] in ("date", "other"):
        raise BadRequest(
            sentence("The column {column} should hold amounts; it does not. Name another.", column=columns.amount or "")
        )
