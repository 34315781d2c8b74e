"""What Excel sends for a range, as columns of text: blanks, errors, numbers, dates and rich values are told apart."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from habitue.refresh.columns.cells import Cells
from habitue.tables import text_dtype

Row = Sequence[object]

_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!"})
_ERROR_NUMBERS = frozenset(range(-2146826288, -2146826240))
"""What desktop Excel gives for the errors."""

_NUMBERS = (int, float, Decimal)


def rows_of(value: object) -> list[Row]:
    """The rows of an argument: a cell arrives alone, a single row as a flat list."""
    if not isinstance(value, list | tuple):
        return [[value]]
    if value and not isinstance(value[0], list | tuple):
        return [list(value)]
    return list(value)


def is_blank(value: object) -> bool:
    """Whether an argument was left out, or is a single blank cell, which arrives as 0."""
    rows = rows_of(value)
    return not rows or (len(rows) == 1 and len(rows[0]) == 1 and _text(rows[0][0]) in (None, "0"))


def lies_across(value: object) -> bool:
    """Whether a range is one row of several cells."""
    rows = rows_of(value)
    return len(rows) == 1 and len(rows[0]) > 1


def column_of(value: object) -> Cells:
    """A range that should be a column; one that lies across is turned."""
    return cells_of([[cell] for cell in rows_of(value)[0]] if lies_across(value) else value)


def cells_of(value: object) -> Cells:
    """The cells of a range, down to its last filled row."""
    rows = rows_of(value)
    columns = [_plain(list(column)) for column in zip(*rows, strict=True)]
    height = max((_height(column) for column in columns), default=0)
    read = [_column(column[:height]) for column in columns]
    return Cells(
        columns=tuple(texts for texts, _ in read),
        numbers=tuple(numbers for _, numbers in read),
        blank_below=len(rows) - height,
    )


def _plain(column: list[object]) -> list[object]:
    """A column of texts and numbers, None where blank; most columns hold nothing else and stay as they are."""
    kinds = set(map(type, column))
    if kinds <= {str, int, float}:
        return column
    return [value if type(value) in (str, int, float) else _simple(value) for value in column]


def _simple(value: object) -> object:
    """A rich value as its plain one; errors, and the ways to say "nothing", as None."""
    if isinstance(value, dict):
        return None if value.get("type") == "Error" else _simple(value.get("basicValue"))
    return value if isinstance(value, str | bool | date | Decimal | int | float) else None


def _height(column: list[object]) -> int:
    """Rows down to the last one that is not blank."""
    height = len(column)
    while height and column[height - 1] in ("", None):
        height -= 1
    return height


def _column(values: list[object]) -> tuple[pd.Series, NDArray[np.bool_]]:
    """The values as text, each distinct one written once, and which of them are numbers."""
    kinds = set(map(type, values))
    none = np.zeros(len(values), dtype=bool)
    if kinds <= {str, type(None)}:
        texts = pd.Series(values, dtype=text_dtype())
        blank = np.asarray(texts.isin(["", *_ERRORS]), dtype=bool)
        return (texts.mask(blank) if blank.any() else texts), none
    if kinds <= {int, float}:
        return _written(*pd.factorize(np.array(values, dtype=np.float64)), number_text), ~none
    numbers = np.fromiter((type(value) in _NUMBERS for value in values), dtype=bool, count=len(values))
    # As pairs, so that 1 and TRUE, which are equal to Python, stay two values.
    places: dict[tuple[type, object], int] = {}
    codes = np.array([places.setdefault((type(value), value), len(places)) for value in values])
    return _written(codes, [value for _, value in places], _text), numbers


def _written(codes: NDArray[np.integer[Any]], distinct: Any, text_of: Callable[[Any], str | None]) -> pd.Series:  # noqa: ANN401
    texts = pd.Series([text_of(value) for value in list(distinct)], dtype=text_dtype())
    return pd.Series(texts.array.take(codes, allow_fill=True), dtype=text_dtype())


def _text(value: object) -> str | None:
    """One cell as text, in the form that tables of files have; None where it is blank."""
    match value:
        case str():
            return None if value in _ERRORS else value or None
        case bool():
            return "true" if value else "false"
        case int() | float() | Decimal():
            return number_text(value)
        case datetime():
            midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
            return f"{value:%Y-%m-%d}" if midnight else f"{value:%Y-%m-%d %H:%M:%S}"
        case date():
            return value.isoformat()
        case dict():
            return _text(_simple(value))
    return None


def number_text(value: float | Decimal) -> str | None:
    """A number without exponent and with at most nine decimals, as it is read from files; None where it is none."""
    if value in _ERROR_NUMBERS or not isfinite(value):
        return None
    text = f"{value:.9f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
