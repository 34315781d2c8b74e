"""The lines of a text file parted into columns of text, exactly as written; lines that do not fit are kept and told."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec

import numpy as np
import pandas as pd

from habitue.tables import text_dtype

_MOST_MISFITS = 10_000
_LONGEST_FIELD = 20_000  # characters: beyond, a quotation mark was surely not closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The columns of a text, all equally long, missing where empty.

    `misfits` are the lines (1-based, in the order of the rows) that have fewer or more fields than the others;
    `open_quote` is whether a quotation mark is never closed, so that each line was read by itself.
    """

    columns: Sequence[pd.Series]
    height: int
    misfits: Sequence[int] = ()
    open_quote: bool = False


class _OpenQuote(Exception):
    """A field runs on over so many lines, or to the end, that its quotation mark cannot have been closed."""


def split_fields(text: bytes, separator: str, fields: int) -> Fields:
    """Part a text (UTF-8) into `fields` columns, more where a line has more.

    Arrow reads a million lines in half a second; Python's csv module, where it is absent, gives the same.
    """
    try:
        if find_spec("pyarrow"):
            by_arrow = _with_arrow(text, separator, fields)
            if by_arrow is not None:
                return by_arrow
        return _with_csv(text, separator, fields)
    except (_OpenQuote, csv.Error):
        # Line by line, so that the open quotation mark spoils its own line only.
        lines = text.decode("utf-8").splitlines()
        alone = _from_rows((next(_rows([line], separator), []) for line in lines), fields)
        return Fields(columns=alone.columns, height=alone.height, misfits=alone.misfits, open_quote=True)


def _rows(lines: Iterable[str], separator: str) -> Iterator[list[str]]:
    return csv.reader(lines, delimiter=separator)


def _with_csv(text: bytes, separator: str, fields: int) -> Fields:
    found = _from_rows(_rows(io.StringIO(text.decode("utf-8"), newline=""), separator), fields)
    _check_end(text, found)
    return found


def _with_arrow(text: bytes, separator: str, fields: int) -> Fields | None:
    """None when too many lines do not fit, or when Arrow cannot follow the quotation marks."""
    import pyarrow as pa
    from pyarrow import csv as arrow_csv

    from habitue.workbook.read.arrow_text import as_text

    misfits: list[tuple[int, str]] = []

    def keep(row: "arrow_csv.InvalidRow") -> str:
        misfits.append((row.number, row.text))
        return "skip"

    names = [str(number) for number in range(fields)]
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(text),
            read_options=arrow_csv.ReadOptions(use_threads=False, column_names=names, block_size=8 << 20),
            parse_options=arrow_csv.ParseOptions(
                delimiter=separator, newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=keep
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=True, null_values=[""]
            ),
        )
    except pa.ArrowInvalid:
        return None
    if len(misfits) > _MOST_MISFITS:
        return None
    columns = [as_text(column) for column in table.columns]
    _check_quotes(columns)
    found = _with_misfits(columns, misfits, separator)
    _check_end(text, found)
    return found


def _check_quotes(columns: Sequence[pd.Series]) -> None:
    for column in columns:
        if len(column) and (column.str.len().max() or 0) > _LONGEST_FIELD:
            raise _OpenQuote


def _check_end(text: bytes, found: Fields) -> None:
    """An open quotation mark shows in a last field of several lines, without the mark that closes it."""
    last = next((column.iloc[-1] for column in reversed(found.columns) if not pd.isna(column.iloc[-1])), "")
    if found.height and "\n" in last.strip() and not text.rstrip().endswith(b'"'):
        raise _OpenQuote


def _with_misfits(columns: Sequence[pd.Series], misfits: Sequence[tuple[int, str]], separator: str) -> Fields:
    """The columns with the lines that did not fit put back in their places."""
    if not misfits:
        return Fields(columns=columns, height=len(columns[0]))
    places = np.array([number - 1 for number, _ in misfits])
    rows: list[list[str]] = [next(_rows(io.StringIO(text, newline=""), separator), []) for _, text in misfits]
    height = len(columns[0]) + len(misfits)
    index = np.full(height, -1)
    index[np.setdiff1d(np.arange(height), places)] = np.arange(len(columns[0]))
    width = max(len(columns), *map(len, rows))
    blank = pd.Series([], dtype=text_dtype())
    wide = [*columns, *[blank.reindex(range(len(columns[0]))) for _ in range(width - len(columns))]]
    put = []
    for number, column in enumerate(wide):
        values = pd.Series(column.array.take(index, allow_fill=True))
        values.iloc[places] = [row[number] or None if number < len(row) else None for row in rows]
        put.append(values)
    return Fields(columns=put, height=height, misfits=[number for number, _ in misfits])


def _from_rows(rows: Iterable[Sequence[str]], fields: int) -> Fields:
    kept = list(rows)
    width = max([fields, *(len(row) for row in kept)])
    columns = [
        pd.Series([row[number] or None if number < len(row) else None for row in kept], dtype=text_dtype())
        for number in range(width)
    ]
    _check_quotes(columns)
    misfits = [number for number, row in enumerate(kept, 1) if row and len(row) != fields]
    return Fields(columns=columns, height=len(kept), misfits=misfits)
