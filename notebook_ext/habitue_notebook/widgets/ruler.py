"""The threshold ruler: where customers tip from one status to the next, and the thresholds to be moved across them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import traitlets

from habitue.language import Language, Sentence, sentence
from habitue.sheetmodel import Tone
from habitue_notebook.widgets.view import Message, Text, View, call


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """What lies between two thresholds: a status. `fixed` customers are in it wherever the thresholds are."""

    name: Text
    tone: Tone
    fixed: int = 0


class ThresholdRuler(View):
    """A histogram by the day (counts only, nobody's data) with a threshold between each two of its bands.

    `counts[i]` customers tip at `start` + i; the last count stands for that and more. Band k holds those above
    threshold k-1, up to threshold k. `rest`, as long as `counts`, are customers who follow no threshold, drawn behind.
    The browser counts by itself while a threshold moves; Python hears the value at most every 50 ms, and the last one.
    """

    NAME = "ruler"
    WORDS: ClassVar[Mapping[str, Sentence]] = {
        "up_to": sentence("{name} up to"),
        "saved": sentence("saved: {value}"),
        "back": sentence("Back to the saved value"),
        "keys": sentence("Arrows move the threshold, Esc goes back to the saved value."),
        "same": sentence("as saved"),
    }

    value = traitlets.List(traitlets.Int())

    def __init__(
        self,
        counts: Sequence[int],
        bands: Sequence[Band],
        value: Sequence[int],
        *,
        saved: Sequence[int] | None = None,
        start: int = 0,
        rest: Sequence[int] = (),
        title: Text = "",
        unit: Text = "",
        language: Language = "en",
        on_change: Callable[[list[int]], object] | None = None,
    ) -> None:
        self._title, self._unit, self._on_change = title, unit, on_change
        self._start = start
        super().__init__(language=language)
        self._take(counts, bands, value, saved, rest)

    def show(
        self,
        counts: Sequence[int],
        bands: Sequence[Band],
        value: Sequence[int],
        *,
        saved: Sequence[int] | None = None,
        rest: Sequence[int] = (),
    ) -> None:
        """Another distribution, other bands or other thresholds."""
        self._take(counts, bands, value, saved, rest)
        self.tell()

    def _take(
        self,
        counts: Sequence[int],
        bands: Sequence[Band],
        value: Sequence[int],
        saved: Sequence[int] | None,
        rest: Sequence[int],
    ) -> None:
        if len(bands) != len(value) + 1:
            raise ValueError(f"{len(value)} thresholds part {len(value) + 1} bands, not {len(bands)}")
        self._counts, self._rest = [int(one) for one in counts], [int(one) for one in rest]
        self._bands, self._saved = tuple(bands), [int(one) for one in (value if saved is None else saved)]
        self.value = self._within(value)

    def _within(self, value: Sequence[int]) -> list[int]:
        """The thresholds in rising order, inside the scale."""
        top = self._start + max(len(self._counts) - 1, 0)
        return sorted(min(max(int(one), self._start), top) for one in value)

    def _state(self) -> dict[str, object]:
        return {
            "title": self.say(self._title),
            "unit": self.say(self._unit),
            "start": self._start,
            "counts": self._counts,
            "rest": self._rest,
            "bands": [
                {"name": self.say(band.name), "tone": band.tone, "fixed": int(band.fixed)} for band in self._bands
            ],
            "value": self.value,
            "saved": self._saved,
        }

    def _hear(self, kind: str, message: Message) -> None:
        told = message.get("value")
        if kind != "value" or not isinstance(told, list) or len(told) != len(self._saved):
            return
        if all(isinstance(one, int) and not isinstance(one, bool) for one in told):
            self.value = self._within(told)
            call(self._on_change, list(self.value))
