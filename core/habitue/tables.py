"""A table as it was found in a file: every cell as text, with the place that each row and column came from."""

from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal

from habitue.language import Sentence, sentence

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

Holder = Literal["sheet", "table", "name", "csv", "parquet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a table stands: the file's name (never its folder), the sheet, and what holds the table there."""

    file: str
    sheet: str
    holder: Holder
    name: str = ""  # of the Excel table or defined name that holds it
    header_row: int = 1  # 1-based sheet row of the header; 0 when there is none
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: `label` is unique in its table (a repeated header becomes "Date (2)"), `header` is as written."""

    label: str
    header: str
    letter: str  # sheet column, "A" to "XFD"; empty in CSV and Parquet


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something in a file that people should know of: where it is and what it means."""

    sentence: Sentence
    sheet: str = ""
    cell: str = ""  # "C12", or a range; empty when it concerns the whole sheet
    count: int = 1

    def placed(self) -> Sentence:
        """The sentence behind the place that it is about, where there is one: "Commandes!C12: ..."."""
        place = "!".join(part for part in (self.sheet, self.cell) if part)
        return sentence("{place}: {why}", place=place, why=self.sentence) if place else self.sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows of one table, below its header; blank rows and total rows are left out (and listed).

    `frame` has one column of text per `Column.label`, missing where the cell is blank or holds an error; numbers are
    written without exponent (`12`, `1.5`; those of workbooks to nine decimals, so that 29.020000000000003 is the 29.02
    that Excel shows), dates and times as ISO 8601 ("2024-03-12", "2024-03-12 10:30:00", "10:30:00"), booleans as
    "true" and "false". `rows` gives the 1-based sheet row of each row of `frame`.
    """

    origin: Origin
    columns: tuple[Column, ...]
    frame: "pd.DataFrame"
    rows: "np.ndarray"
    left_out: tuple[int, ...] = ()  # sheet rows of totals and repeated headers
    problems: tuple[Problem, ...] = field(default=())

    @property
    def title(self) -> str:
        """What people call this table: the sheet, and the Excel table where it has one."""
        return f"{self.origin.sheet} / {self.origin.name}" if self.origin.name else self.origin.sheet

    def __len__(self) -> int:
        return len(self.rows)


def text_dtype() -> "pd.StringDtype[Literal['pyarrow', 'python']]":
    """The dtype of every column of `Table.frame`: Arrow's where pyarrow is installed, missing values are `pd.NA`."""
    import pandas as pd

    return pd.StringDtype("pyarrow" if find_spec("pyarrow") else "python")


def column_letter(number: int) -> str:
    """1 is "A", 27 is "AA"."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The inverse of `column_letter`; "A" is 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
