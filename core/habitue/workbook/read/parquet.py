"""Parquet: typed columns as the text that a sheet would give for them."""

from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from habitue.language import sentence
from habitue.tables import Column, Origin, Problem, Table
from habitue.workbook.read.arrow_text import as_text, tidy
from habitue.workbook.read.cut import unique_labels
from habitue.workbook.read.kinds import damaged


def read_parquet(path: Path) -> Table:
    """The table of a Parquet file; columns of lists and records are left out and told."""
    try:
        found = parquet.read_table(path, use_threads=False)
    except (pa.ArrowException, OSError) as error:
        raise damaged(path) from error
    flat = [number for number, kind in enumerate(found.schema.types) if not pa.types.is_nested(kind)]
    titles = [found.schema.names[number] for number in flat]
    labels = unique_labels(titles, [number + 1 for number in flat])
    frame = pd.DataFrame(
        {label: as_text(_text(found.column(number))) for label, number in zip(labels, flat, strict=True)}, copy=False
    )
    nested = [name for number, name in enumerate(found.schema.names) if number not in flat]
    return Table(
        origin=Origin(file=path.name, sheet=path.stem, holder="parquet", header_row=0),
        columns=tuple(
            Column(label=label, header=title, letter="") for label, title in zip(labels, titles, strict=True)
        ),
        frame=frame,
        rows=np.arange(1, found.num_rows + 1, dtype=np.int64),
        problems=tuple(_left_out(path, nested)) if nested else (),
    )


def _left_out(path: Path, names: list[str]) -> list[Problem]:
    text = sentence("These columns hold lists or records and were left out: {columns}.", columns=names)
    return [Problem(sentence=text, sheet=path.stem, count=len(names))]


def _text(column: pa.ChunkedArray) -> pa.Array:
    """A column as text: plain decimals, moments as ISO 8601 in their own time zone, "true" and "false"."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    kind = column.type
    if pa.types.is_floating(kind):
        return _plain_decimals(column)
    if pa.types.is_timestamp(kind):
        column = _moments(column)
    elif pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        texts = [None if value is None else value.decode("utf-8", "replace") for value in column.to_pylist()]
        column = pa.chunked_array([texts], pa.large_string())
    text = column.cast(pa.large_string())
    if pa.types.is_decimal(kind) and kind.scale > 0:
        text = pc.replace_substring_regex(text, r"\.?0+$", "")
    if pa.types.is_time(kind):
        text = pc.replace_substring_regex(text, r"\.0+$", "")
    return tidy(_one(text))


def _one(column: pa.ChunkedArray) -> pa.Array:
    return pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)


def _moments(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Moments to the second where they are whole seconds, else to the millisecond."""
    if column.type.tz:
        column = pc.local_timestamp(column)
    try:
        return column.cast(pa.timestamp("s"))
    except pa.ArrowInvalid:
        return column.cast(pa.timestamp("ms"), safe=False)


def _plain_decimals(column: pa.ChunkedArray) -> pa.Array:
    """Numbers without exponent: the shortest text that is the same number; missing where it is none."""
    numbers = _one(column)
    numbers = pc.if_else(pc.is_finite(numbers), numbers, None)
    text = numbers.cast(pa.large_string())
    has_exponent = pc.match_substring(text, "e")
    if not pc.any(has_exponent).as_py():
        return text
    return pa.array([value and format(Decimal(value), "f") for value in text.to_pylist()], pa.large_string())
