"""The distinct rows of several columns, so that what depends on several cells is judged once for each combination."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from habitue.distinct import Distinct
from habitue.tables import text_dtype


@dataclass(frozen=True, slots=True)
class Together:
    """The distinct rows of some columns, None where a cell is blank, and for each row of the table its number."""

    rows: list[tuple[str | None, ...]]
    codes: np.ndarray  # int64

    def column(self, place: int) -> Distinct:
        """One of the columns as `gather` wants it: its texts by the number of the row, -1 where it is blank."""
        texts = [row[place] for row in self.rows]
        blank = np.array([text is None for text in texts], dtype=bool)
        codes = np.where(blank[self.codes], -1, self.codes) if len(texts) else self.codes
        return Distinct(texts=pd.Series([text or "" for text in texts], dtype=text_dtype()), codes=codes)


def together(columns: Sequence[pd.Series]) -> Together:
    """The distinct rows of columns of text."""
    codes = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        own, texts = pd.factorize(column)
        codes, _ = pd.factorize(codes * (len(texts) + 1) + own + 1)  # numbered anew, so that they never grow too large
    first = np.unique(codes, return_index=True)[1]
    cells = [[None if cell is pd.NA else cell for cell in column.iloc[first].tolist()] for column in columns]
    return Together(list(zip(*cells, strict=True)), codes)


def spread(codes: np.ndarray, values: Sequence[str | None], like: pd.Series) -> pd.Series:
    """A column of text on the rows of `like`, from the value of each distinct text; blank where the code is -1."""
    array = pd.Series(list(values), dtype=text_dtype()).array.take(codes, allow_fill=True)
    return pd.Series(array, index=like.index, name=like.name)
