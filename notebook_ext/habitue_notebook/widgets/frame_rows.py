"""A frame as a grid looks at it: which rows, in which order, and the window of them that is on the screen."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from habitue_notebook.widgets.frame_columns import GridColumn, Mask, Positions, Texts, column_of, fold
from habitue_notebook.widgets.frame_query import Filter, Query


class FrameRows:
    """The rows of a frame; the frame is neither copied nor written to.

    Sorting, limiting and searching work on whole columns; what they need of a column is made when it is first asked
    for, and kept.
    """

    def __init__(self, frame: pd.DataFrame, columns: Sequence[GridColumn], *, currency: str = "") -> None:
        self.columns = tuple(column for column in columns if column.key in frame.columns)
        self.currency = currency
        self._length = len(frame)
        self._of = {column.key: column_of(frame, column) for column in self.columns}
        self._everything = np.arange(len(frame), dtype=np.int64)
        self._masks: dict[str | Filter, Mask] = {}

    def __len__(self) -> int:
        return self._length

    def find(self, query: Query, only: Mask | None = None) -> Positions:
        """The positions in the frame that the query leaves, in its order; `only` limits them further."""
        order = self._order(query)
        mask = self._mask(query, only)
        return order if mask is None else order[mask[order]]

    def cells(self, positions: Positions) -> list[list[object]]:
        """The values at these positions, a list per column; blank is None."""
        return [self._of[column.key].cells(positions) for column in self.columns]

    def choices(self, key: str) -> list[tuple[str | int, int]]:
        """The values of a column with their counts, where they are few (blank is -1); else none."""
        return self._of[key].choices() if key in self._of else []

    def prepare(self) -> None:
        """Make what searching needs, before it is asked for."""
        for column in self._of.values():
            if isinstance(column, Texts):
                column.prepare()

    def fitting(self, query: Query) -> Query:
        """The parts of a query that these columns can answer."""
        filters = tuple(one for one in query.filters if one.column in self._of)
        sort = query.sort if query.sort in self._of else ""
        return Query(search=query.search, filters=filters, sort=sort, descending=query.descending)

    def _order(self, query: Query) -> Positions:
        column = self._of.get(query.sort)
        if column is None:
            return self._everything
        return column.reverse_order if query.descending else column.order

    def _mask(self, query: Query, only: Mask | None) -> Mask | None:
        masks = [self._kept(one) for one in query.filters if one.column in self._of]
        masks += [self._kept(fold(word)) for word in query.words]
        if only is not None:
            masks.append(only)
        return np.logical_and.reduce(masks) if masks else None

    def _kept(self, asked: str | Filter) -> Mask:
        """The rows with a word, or within a limit; the last few answers are kept, since people add to what they ask."""
        if asked not in self._masks:
            if len(self._masks) >= _MOST_KEPT:
                self._masks.pop(next(iter(self._masks)))
            self._masks[asked] = self._search(asked) if isinstance(asked, str) else self._limit(asked)
        return self._masks[asked]

    def _limit(self, limit: Filter) -> Mask:
        return self._of[limit.column].mask(limit)

    def _search(self, word: str) -> Mask:
        found = np.zeros(self._length, dtype=bool)
        for column in self._of.values():
            if isinstance(column, Texts) or column.column.labels:
                found |= column.search(word)
        return found


_MOST_KEPT = 12
