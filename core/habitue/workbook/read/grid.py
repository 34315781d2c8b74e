"""The cells of one sheet as columns of text, with the sheet row and column that each came from."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from habitue.workbook.read.looks import LONGEST_TITLE, look_of
from habitue.workbook.read.references import Area

_MONEY = re.compile(r"montant|total|amount|prix|price|revenu|\bttc\b|\bht\b|\bca\b|chiffre|sales|€|\$|£", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A sheet: `columns` gives, by sheet column (1-based, ascending), its cells from `first_row` on, missing if blank.

    Columns that are wholly blank are absent. `errors` lists the cells (row, column, code) that hold an error and are
    missing in the columns. `merged` are the merged areas; only their top-left cell has a value.
    """

    sheet: str
    columns: Mapping[int, pd.Series]
    height: int
    first_row: int = 1
    errors: Sequence[tuple[int, int, str]] = ()
    merged: Sequence[Area] = ()

    @property
    def positions(self) -> list[int]:
        """The sheet columns that hold anything."""
        return list(self.columns)

    def cell(self, row: int, column: int) -> str:
        """The text of a cell; empty when it is blank or outside."""
        index = row - self.first_row
        if column not in self.columns or not 0 <= index < self.height:
            return ""
        value = self.columns[column].iloc[index]
        return "" if pd.isna(value) else str(value)

    def filled(self) -> np.ndarray:
        """Which cells hold something other than white space: one row per sheet row, one column per position."""
        mask = np.zeros((self.height, len(self.columns)), dtype=bool, order="F")
        for number, column in enumerate(self.columns.values()):
            mask[:, number] = ~_blank(column)
        return mask


def _blank(column: pd.Series) -> np.ndarray:
    blank = column.isna().to_numpy(dtype=bool)
    spaces = column.str.isspace()
    return blank | spaces.fillna(value=False).to_numpy(dtype=bool)


def fill_merged(grid: Grid) -> Grid:
    """The grid with the value of each cell that is merged downward repeated below it, as people see it.

    Amounts are not repeated: an amount merged over the three lines of an order counts once.
    """
    areas = _downward(grid)
    moved = {
        column: _repeat(grid, column, places) for column, places in areas.items() if not _amounts(grid, column, places)
    }
    return replace(grid, columns={**grid.columns, **moved}) if moved else grid


def _downward(grid: Grid) -> dict[int, list[tuple[int, int]]]:
    """By column: the (first, last) indices of its cells that are merged downward."""
    found: dict[int, list[tuple[int, int]]] = {}
    for area in grid.merged:
        first, last = area.top - grid.first_row, min(area.bottom - grid.first_row, grid.height - 1)
        if area.left in grid.columns and 0 <= first < last:
            found.setdefault(area.left, []).append((first, last))
    return found


def _amounts(grid: Grid, column: int, places: Sequence[tuple[int, int]]) -> bool:
    """Whether the merged cells of a column hold amounts: numbers with decimals, or numbers under such a title."""
    texts = grid.columns[column].iloc[[first for first, _ in places]].dropna().tolist()
    numbers = [text for text in texts if look_of(text) == "number"]
    if any("." in text or "," in text for text in numbers):
        return True
    titles = grid.columns[column].iloc[:LONGEST_TITLE].dropna().tolist()
    return len(numbers) * 2 > len(texts) and any(_MONEY.search(title) for title in titles)


def _repeat(grid: Grid, column: int, places: Sequence[tuple[int, int]]) -> pd.Series:
    values = grid.columns[column]
    index = np.arange(len(values))
    for first, last in places:
        index[first : last + 1] = first
    moved = values.take(index).reset_index(drop=True)
    # Cells under a merge are blank in Excel's own files; where another program left something there, it stays.
    return values.where(values.notna(), moved)
