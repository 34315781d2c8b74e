"""A range of a sheet as text, and where its header is: with it a range becomes a table like those of files."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from habitue.roles import Role
from habitue.roles.phrases import header_weights
from habitue.roles.words import header_words
from habitue.tables import Table, text_dtype
from habitue.workbook.read.blocks import Block
from habitue.workbook.read.cut import Source, cut
from habitue.workbook.read.grid import Grid
from habitue.workbook.read.looks import LONGEST_TITLE, find_header

Numbers = NDArray[np.float64]

NO_HEADER = -1
_LOOKED_AT = 2 * LONGEST_TITLE
_ONE_WORD, _WORDS = 0.6, 0.85
"""How surely the words of a title must say a role: "Client" is one, "Société Dupont" is somebody."""
_FIRST_SERIAL, _LAST_SERIAL = 3_654, 73_415  # from 1910 to 2100, as dates are read
_EPOCH = np.datetime64("1899-12-30")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cells:
    """The cells of a range, column by column: text, missing where a cell is blank or holds an error.

    Numbers are written as `Table.frame` has them, and are in `numbers` as they came, nan elsewhere; all columns are
    `height` long. `blank_below` counts the rows of the range below its last filled one, which are not in the columns.
    """

    columns: tuple[pd.Series, ...]
    numbers: tuple[Numbers, ...]
    blank_below: int = 0

    @property
    def height(self) -> int:
        """Number of rows, down to the last filled one."""
        return len(self.columns[0])

    def with_dates(self, places: Collection[int]) -> "Cells":
        """The same with Excel's day numbers in some columns as the dates that they stand for."""
        columns = [
            _dated(column, numbers) if place in places else column
            for place, (column, numbers) in enumerate(zip(self.columns, self.numbers, strict=True))
        ]
        return replace(self, columns=tuple(columns))

    def below(self, header: int) -> "Cells":
        """The same with blank cells in the row of the header and above it."""
        if header == NO_HEADER:
            return self
        below = np.arange(self.height) > header
        return replace(
            self,
            columns=tuple(column.where(below) for column in self.columns),
            numbers=tuple(np.where(below, numbers, np.nan) for numbers in self.numbers),
        )

    def cut_to(self, height: int) -> "Cells":
        """The same with a number of rows, blank ones put below or taken away."""
        if height == self.height:
            return self
        blank = pd.Series([None] * max(height - self.height, 0), dtype=text_dtype())
        columns = tuple(pd.concat([column.iloc[:height], blank], ignore_index=True) for column in self.columns)
        numbers = tuple(np.append(numbers[:height], np.full(len(blank), np.nan)) for numbers in self.numbers)
        return replace(self, columns=columns, numbers=numbers)


def side_by_side(parts: Sequence[Cells]) -> Cells:
    """Ranges of one height as one range."""
    height = max(part.height for part in parts)
    even = [part.cut_to(height) for part in parts]
    return Cells(
        columns=tuple(column for part in even for column in part.columns),
        numbers=tuple(numbers for part in even for numbers in part.numbers),
    )


def header_row(cells: Cells, roles: Collection[Role]) -> int:
    """The row (from 0) of the header: words above numbers, dates or codes, or words that name one of `roles`."""
    rows = _first_rows(cells)
    if len(cells.columns) == 1:
        return _header_of_one([row[0] for row in rows], roles)
    found = find_header(rows) if rows else None
    if found is None:
        return NO_HEADER
    titles = [text for text in rows[found.row] if text]
    return found.row if found.contrast or any(_names(title, roles) for title in titles) else NO_HEADER


def _header_of_one(texts: Sequence[str | None], roles: Collection[Role]) -> int:
    """The header of a single column: nothing beside it tells it from a title above, or a stray word from data."""
    named = (row for row, text in enumerate(texts[:LONGEST_TITLE]) if text and _names(text, roles))
    first = next((row for row, text in enumerate(texts) if text), NO_HEADER)
    found = find_header([[text] for text in texts])
    by_looks = first if found is not None and found.contrast and found.row == first else NO_HEADER
    return next(named, by_looks)


def table_of(cells: Cells, header: int, name: str) -> Table:
    """The range as a table called `name`; blank rows, totals and repeated headers are left out, rows count from 1."""
    places = range(1, len(cells.columns) + 1)
    grid = Grid(sheet="", columns=dict(zip(places, cells.columns, strict=True)), height=cells.height)
    block = Block(
        header=None if header == NO_HEADER else header,
        top=header + 1,
        bottom=cells.height - 1,
        columns=tuple(places),
        holder="name",
        name=name,
    )
    return cut(grid, block, grid.filled(), Source(file=""))


def _first_rows(cells: Cells) -> list[list[str | None]]:
    texts = [column.iloc[:_LOOKED_AT].astype(object) for column in cells.columns]
    columns = [column.where(column.notna(), None).tolist() for column in texts]
    return [[text if text and text.strip() else None for text in row] for row in zip(*columns, strict=True)]


def _names(title: str, roles: Collection[Role]) -> bool:
    """Whether a text is the title of a column of one of these roles, rather than somebody's name."""
    words = header_words(title)
    sure = _ONE_WORD if len(words) == 1 else _WORDS
    weights = (*header_weights(words, orders=True), *header_weights(words, orders=False))
    return any(role in roles and weight >= sure for role, weight in weights)


def _dated(column: pd.Series, numbers: Numbers) -> pd.Series:
    """Day numbers as ISO dates, without their times; what is beyond 1910 and 2100 stays."""
    serial = np.flatnonzero((numbers >= _FIRST_SERIAL) & (numbers < _LAST_SERIAL + 1))
    if not len(serial):
        return column
    codes, days = pd.factorize(numbers[serial].astype(np.int64))
    texts = pd.Series((_EPOCH + days.astype("timedelta64[D]")).astype(str), dtype=text_dtype())
    dates = pd.Series(texts.array.take(codes), dtype=text_dtype())
    if len(serial) == len(column):
        return dates
    dated = column.copy()
    dated.iloc[serial] = dates.array
    return dated
