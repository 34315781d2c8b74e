"""Bars with their numbers in words: customers per status, what is filled of each field and channel."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import ClassVar

from habitue.language import Language, Sentence, sentence
from habitue.sheetmodel import Tone
from habitue_notebook.widgets.view import Message, Text, View, call


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A line: `share` (0 to 1) is its length, `cells` stand in columns beside it, numbers among them in figures.

    `change` is said against the saved setting ("+380"); `mark` (0 to 1) is a stroke on the bar: where it was.
    """

    key: str
    name: Text
    share: float
    tone: Tone = "blue"
    cells: tuple[Text | float, ...] = ()
    change: int | None = None
    mark: float | None = None


class Bars(View):
    """A table with a bar in each line; where `on_open` is given, each name is a button that calls it with its key.

    `note` says what the strokes on the bars are.
    """

    NAME = "bars"
    WORDS: ClassVar[Mapping[str, Sentence]] = {
        "share": sentence("Share"),
        "change": sentence("Change"),
        "none": sentence("Nothing to show yet."),
    }

    def __init__(
        self,
        bars: Sequence[Bar] = (),
        *,
        title: Text = "",
        columns: tuple[Text, ...] = (),
        note: Text = "",
        language: Language = "en",
        on_open: Callable[[str], object] | None = None,
    ) -> None:
        self._bars, self._title, self._columns, self._on_open = tuple(bars), title, columns, on_open
        self._note = note
        self.selected: str | None = None
        super().__init__(language=language)

    def show(self, bars: Sequence[Bar], columns: tuple[Text, ...] | None = None) -> None:
        """Other bars; the one that people chose stays chosen where it still is."""
        self._bars = tuple(bars)
        self._columns = self._columns if columns is None else columns
        self.select(self.selected)

    def select(self, key: str | None) -> None:
        """Mark a line, or none."""
        self.selected = key if any(bar.key == key for bar in self._bars) else None
        self.tell()

    def _state(self) -> dict[str, object]:
        return {
            "title": self.say(self._title),
            "columns": [self.say(column) for column in self._columns],
            "bars": [self._bar(bar) for bar in self._bars],
            "note": self.say(self._note),
            "opens": self._on_open is not None,
            "selected": self.selected,
        }

    def _bar(self, bar: Bar) -> dict[str, object]:
        cells = [cell if isinstance(cell, int | float) else self.say(cell) for cell in bar.cells]
        return {
            "key": bar.key,
            "name": self.say(bar.name),
            "share": _inside(bar.share),
            "tone": bar.tone,
            "cells": cells,
            "change": bar.change,
            "mark": None if bar.mark is None else _inside(bar.mark),
        }

    def _hear(self, kind: str, message: Message) -> None:
        key = message.get("key")
        if kind == "open" and isinstance(key, str) and any(bar.key == key for bar in self._bars):
            self.select(key)
            call(self._on_open, key)


def _inside(share: float) -> float:
    """Between 0 and 1; 0 for what is no number."""
    return min(max(float(share), 0.0), 1.0) if isfinite(share) else 0.0
