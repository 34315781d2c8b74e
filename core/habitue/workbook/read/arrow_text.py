"""Arrow columns of text: made even with a few kernels, and handed to pandas without copying the text."""

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from habitue.tables import text_dtype
from habitue.workbook.read.opened import PLAIN_DATES, Dates

_MIDNIGHT = " 00:00:00"
_ISO_MOMENT = r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.0+)?Z?$"
_ISO_LENGTH = r"^PT(\d+)H(\d+)M(\d+)(?:[.,]0+)?S$"


def as_text(column: pa.Array | pa.ChunkedArray) -> pd.Series:
    """An Arrow column of text as a pandas one, without copying the text."""
    chunked = pa.chunked_array([column]) if isinstance(column, pa.Array) else column
    held = text_dtype().__from_arrow__(chunked)  # type: ignore[attr-defined]  # the stubs lack it
    return pd.Series(held, copy=False)


def tidy(column: pa.Array, dates: Dates = PLAIN_DATES) -> pa.Array:
    """A column with its moments written as dates, clock times or both, and empty texts missing.

    Each rule is first tried with one quick kernel, so that a column which it does not concern costs next to nothing.
    """
    if pc.min(pc.binary_length(column)).as_py() == 0:
        column = pc.if_else(pc.equal(column, ""), None, column)
    if dates.iso and pc.any(pc.match_substring_regex(column, r"^\d{4}-\d\d-\d\dT|^PT\d")).as_py():
        column = _iso(column)
    for day in dates.clock_days:
        column = _clock(column, day)
    return _days(column)


def _clock(column: pa.Array, day: str) -> pa.Array:
    """Moments of the day that stands for none as a time of day: "1899-12-31 10:30:00" as "10:30:00"."""
    if not pc.any(pc.starts_with(column, day)).as_py():
        return column
    is_clock = pc.match_substring_regex(column, rf"^{day} \d\d:\d\d:\d\d(?:\.\d+)?$")
    return pc.if_else(is_clock, pc.utf8_slice_codeunits(column, len(day) + 1), column)


def _days(column: pa.Array) -> pa.Array:
    """Moments at midnight as days: "2024-03-12 00:00:00" as "2024-03-12"."""
    at_midnight = pc.ends_with(column, _MIDNIGHT)
    if not pc.any(at_midnight).as_py():
        return column
    days = pc.utf8_slice_codeunits(column, 0, 10)
    distinct = pc.unique(pc.if_else(pc.and_(at_midnight, pc.equal(pc.binary_length(column), 19)), days, None))
    if not pc.all(pc.match_substring_regex(distinct, r"^\d{4}-\d\d-\d\d$")).as_py():
        at_midnight = pc.match_like(column, "____-__-__ 00:00:00")
    return pc.if_else(pc.and_(at_midnight, pc.equal(pc.binary_length(column), 19)), days, column)


def _iso(column: pa.Array) -> pa.Array:
    moments = pc.replace_substring_regex(column, _ISO_MOMENT, r"\1 \2")
    return pc.replace_substring_regex(moments, _ISO_LENGTH, r"\1:\2:\3")
