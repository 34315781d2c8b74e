"""The heatmap of scores: count, revenue and mean basket of each cell of recency by frequency, and its segments."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import ArrayLike

from habitue.language import Language, Sentence, sentence
from habitue.sheetmodel import Tone
from habitue_notebook.widgets.view import Message, Text, View, call, whole

Place = tuple[int, int]
"""A cell: row and column, from 0, from the top left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What the cells say: a table of numbers, `kind` as they are written ("cents" are hundredths of money)."""

    key: str
    name: Text
    kind: Literal["integer", "cents", "number"]
    values: ArrayLike
    note: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A segment: the cells that are its own."""

    key: str
    name: Text
    tone: Tone
    cells: tuple[Place, ...]


class Heatmap(View):
    """Cells in rows and columns, named by their regions; people choose a cell or a region, and `on_select` is told.

    It is told the cells that are chosen and their name; no cells: the choice was taken back. Without a `legend` the
    regions have no buttons below.
    """

    NAME = "heatmap"
    WORDS: ClassVar[Mapping[str, Sentence]] = {
        "show": sentence("Show"),
        "cell": sentence("{row}, {column}"),
        "keys": sentence("Arrows move, Enter chooses a cell, Esc takes the choice back."),
        "segments": sentence("Segments"),
        "take_back": sentence("Take the choice back"),
    }

    def __init__(
        self,
        measures: Sequence[Measure] = (),
        *,
        rows: Sequence[Text] = (),
        columns: Sequence[Text] = (),
        regions: Sequence[Region] = (),
        row_title: Text = "",
        column_title: Text = "",
        title: Text = "",
        currency: str = "",
        legend: bool = True,
        language: Language = "en",
        on_select: Callable[[frozenset[Place], str], object] | None = None,
    ) -> None:
        self._measures, self._regions = tuple(measures), tuple(regions)
        self._names = (tuple(rows), tuple(columns))
        self._titles = (title, row_title, column_title)
        self._currency, self._legend, self._on_select = currency, legend, on_select
        self.selected: frozenset[Place] = frozenset()
        super().__init__(language=language)

    def show(self, measures: Sequence[Measure], regions: Sequence[Region] | None = None) -> None:
        """Other numbers; the cells that people chose stay chosen."""
        self._measures = tuple(measures)
        self._regions = self._regions if regions is None else tuple(regions)
        self.tell()

    def select(self, cells: frozenset[Place]) -> None:
        """Mark cells, or none."""
        self.selected = cells
        self.tell()

    def _state(self) -> dict[str, object]:
        title, row_title, column_title = (self.say(text) for text in self._titles)
        return {
            "title": title,
            "rowTitle": row_title,
            "columnTitle": column_title,
            "rows": [self.say(name) for name in self._names[0]],
            "columns": [self.say(name) for name in self._names[1]],
            "currency": self._currency,
            "legend": self._legend,
            "measures": [self._measure(one) for one in self._measures],
            "regions": [
                {"key": one.key, "name": self.say(one.name), "tone": one.tone, "cells": [list(at) for at in one.cells]}
                for one in self._regions
            ],
            "selected": sorted(list(at) for at in self.selected),
        }

    def _measure(self, measure: Measure) -> dict[str, object]:
        values = np.asarray(measure.values, dtype=np.float64)
        cells = [[value if np.isfinite(value) else None for value in row] for row in values.tolist()]
        return {
            "key": measure.key,
            "name": self.say(measure.name),
            "kind": measure.kind,
            "note": self.say(measure.note),
            "values": cells,
        }

    def _hear(self, kind: str, message: Message) -> None:
        chosen: frozenset[Place] = frozenset()
        name = ""
        if kind == "region":
            found = [region for region in self._regions if region.key == message.get("key")]
            chosen, name = (frozenset(found[0].cells), self.say(found[0].name)) if found else (chosen, name)
        elif kind == "cell":
            at = whole(message.get("row"), -1), whole(message.get("column"), -1)
            chosen, name = self._one(at)
        elif kind != "none":
            return
        self.select(chosen)
        call(self._on_select, chosen, name)

    def _one(self, at: Place) -> tuple[frozenset[Place], str]:
        rows, columns = self._names
        if not (0 <= at[0] < len(rows) and 0 <= at[1] < len(columns)):
            return frozenset(), ""
        return frozenset({at}), f"{self.say(rows[at[0]])} {self.say(columns[at[1]])}"
