"""What Excel sends for a range, as columns of text: blanks, errors, numbers, dates and rich values are told apart."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from math import isfinite

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from habitue.refresh.columns.cells import Cells
from habitue.tables import text_dtype

Row = Sequence[object]

_PLAIN = {str, int, float}
_ERRORS = frozenset({"", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!"})
_ERROR_NUMBERS = frozenset(range(-2146826288, -2146826240))
"""What desktop Excel gives for the errors."""


_SURE = len("0.123456789")
"""A number whose shortest form is no longer has no more than nine decimals."""

_NOTHING = (*_ERRORS, None, 0)


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
    return not rows or (len(rows) == 1 and len(rows[0]) == 1 and _plain(list(rows[0]))[0] in _NOTHING)


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
    columns = [_plain(column) for column in _columns(rows)]
    height = max((_height(column) for column in columns), default=0)
    read = [_read(column[:height]) for column in columns]
    return Cells(
        columns=tuple(texts for texts, _ in read),
        numbers=tuple(numbers for _, numbers in read),
        blank_below=len(rows) - height,
    )


def _columns(rows: Sequence[Row]) -> list[list[object]]:
    if len(rows[0]) == 1:
        return [[row[0] for row in rows]]
    return [list(column) for column in zip(*rows, strict=True)]


def _plain(column: list[object]) -> list[object]:
    """A column of texts and numbers, None where blank; most columns hold nothing else and stay as they are."""
    return column if set(map(type, column)) <= _PLAIN else [_simple(value) for value in column]


def _simple(value: object) -> object:
    """A rich value as its plain one; errors, and whatever else hosts send for "nothing", as None."""
    match value:
        case bool():  # as text, since TRUE and 1 are equal to Python
            return "true" if value else "false"
        case str() | int() | float():
            return value
        case Decimal():
            return float(value)
        case datetime():
            midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
            return f"{value:%Y-%m-%d}" if midnight else f"{value:%Y-%m-%d %H:%M:%S}"
        case date():
            return value.isoformat()
        case dict():
            return None if value.get("type") == "Error" else _simple(value.get("basicValue"))
    return None


def _height(column: list[object]) -> int:
    """Rows down to the last one that is not blank."""
    height = len(column)
    while height and column[height - 1] in ("", None):
        height -= 1
    return height


def _read(column: list[object]) -> tuple[pd.Series, NDArray[np.float64]]:
    """The cells as text, each distinct one written once, and as numbers where they are."""
    codes, distinct = pd.factorize(np.array(column, dtype=object))
    values = distinct.tolist()
    texts = pd.Series([_text(v) if type(v) is str else number_text(v) for v in values], dtype=text_dtype())
    numbers = np.array([*(np.nan if type(v) is str else v for v in values), np.nan], dtype=np.float64)
    return pd.Series(texts.array.take(codes, allow_fill=True), dtype=text_dtype()), numbers[codes]


def _text(value: str) -> str | None:
    """A text as it is; None where it is blank or an error."""
    return None if value in _ERRORS else value


def number_text(value: float) -> str | None:
    """A number without exponent and with at most nine decimals, as it is read from files; None where it is none."""
    if type(value) is int:
        return None if value in _ERROR_NUMBERS else str(value)
    text = repr(value)
    if len(text) > _SURE or "e" in text or "n" in text:  # n: nan and inf
        text = f"{value:.9f}".rstrip("0") if isfinite(value) else ""
    text = text.removesuffix("0").removesuffix(".") if text.endswith((".0", ".")) else text
    return "0" if text == "-0" else text or None
