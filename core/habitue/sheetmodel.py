"""A sheet of ours, described once: the file writer and the live Excel writer both render it, so they cannot differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    import pyarrow as pa

Kind = Literal["text", "integer", "number", "money", "percent", "date"]
"""How a value is stored and shown. A date is a proleptic ordinal or a `date`; money is in units, not cents."""

Style = Literal["plain", "title", "subtitle", "stamp", "header", "strong", "muted", "input", "good", "warn", "bad"]
"""A look by its meaning; the writers decide what it looks like. "input" is for cells that people are asked to edit."""

Tone = Literal["green", "blue", "teal", "amber", "orange", "red", "grey", "violet"]
"""The colours that mark a status or segment, each a light fill with dark text that can be read in print."""

Value = str | int | float | bool | date | datetime | None
Values: TypeAlias = "Sequence[Value] | np.ndarray | pd.Series | pa.Array | pa.ChunkedArray"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumn:
    """A column of a table: `key` is stable in code, `title` is what people read, unique in its table ignoring case."""

    key: str
    title: str
    kind: Kind
    values: Values
    width: float = 12.0  # in characters of the standard font
    style: Style = "plain"
    wrap: bool = False
    choices: tuple[str, ...] = ()  # a drop-down, where people answer
    minimum: float | None = None  # the numbers that the cell accepts, where people edit them
    maximum: float | None = None
    styles: tuple[Style, ...] = ()  # one per line, where the lines differ


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """Colours the cells of a column that hold exactly `value`."""

    column: str  # key
    value: str
    tone: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class DataBar:
    """A bar in each cell of a column, as long as its number."""

    column: str
    tone: Tone = "blue"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableModel:
    """A real Excel table with filter buttons: header at (`row`, `column`), both 1-based, its rows below.

    `name` is its name in formulas, without spaces ("HabitueCustomers"); `line_key` is the column that tells its lines
    apart: columns that people added to the table stay beside their line at the next refresh.
    """

    name: str
    columns: tuple[TableColumn, ...]
    row: int = 1
    column: int = 1
    line_key: str | None = None
    highlights: tuple[Highlight | DataBar, ...] = ()
    filters: bool = True
    banded: bool = True

    @property
    def length(self) -> int:
        """Number of rows below the header."""
        return len(self.columns[0].values)

    @property
    def last_row(self) -> int:
        """The sheet row of the table's last line (an empty table keeps one blank line, as Excel wants)."""
        return self.row + max(self.length, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell outside the tables: a title, a stamp, a figure, or a criterion that people edit."""

    row: int
    column: int
    value: Value
    kind: Kind = "text"
    style: Style = "plain"
    choices: tuple[str, ...] = ()
    wrap: bool = False
    across: int = 1  # columns over which a long text is merged


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart over two columns of one table of the same sheet, in a box of cells."""

    kind: Literal["bar", "column", "doughnut"]
    title: str
    table: str  # TableModel.name
    categories: str  # column key
    values: str  # column key
    row: int
    column: int
    height: int = 15  # rows
    width: int = 6  # columns
    tones: tuple[Tone, ...] = ()  # one per category; the theme's colours when empty


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetModel:
    """A sheet of ours.

    `mark` is its stable identity ("customers", "segment.best"), so that people may rename and move the sheet.
    """

    mark: str  # lower-case letters, digits, dots and underscores
    title: str
    cells: tuple[Cell, ...] = ()
    tables: tuple[TableModel, ...] = ()
    charts: tuple[Chart, ...] = ()
    widths: tuple[float, ...] = ()  # of columns A, B, C ... where no table says more
    freeze: tuple[int, int] = (0, 0)  # rows above and columns left that stay in view
    tone: Tone | None = None  # of the sheet's tab
    gridlines: bool = False
    landscape: bool = True
    language: Literal["fr", "en"] = "en"  # for the number and date formats
    currency: str = ""  # "€", "$", "£" or empty


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerTable:
    """A table of ours as it stands in the file now: titles as they are today, and every cell as text (or missing)."""

    name: str
    row: int  # of its header
    frame: "pd.DataFrame"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerSheet:
    """A sheet of ours as it stands in the file now, perhaps renamed, moved and edited by people.

    `grid` has every cell of the sheet as text, by (row, column), 1-based; blank cells are absent, and so are the rows
    of tables of more than 2,000 rows, which are in their `frame` only.
    """

    mark: str
    title: str
    tables: tuple[FormerTable, ...]
    grid: "dict[tuple[int, int], str]"
