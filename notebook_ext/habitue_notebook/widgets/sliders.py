"""Sliders for the numbers of the criteria, each with its label, help, number box and the value that is saved."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import ClassVar

import traitlets

from habitue.language import Language, Sentence, sentence
from habitue_notebook.widgets.view import Message, Text, View, call


@dataclass(frozen=True, slots=True, kw_only=True)
class SliderNumber:
    """A number that people move; `saved` is what the workbook has (None: as `value`)."""

    key: str
    label: Text
    minimum: float
    maximum: float
    step: float
    value: float
    saved: float | None = None
    help: Text = ""
    unit: Text = ""


class Sliders(View):
    """A slider and a number box for each number; `on_change` is told the key and the value, `values` has them all.

    `folded`: only the title is seen until people open it.
    """

    NAME = "sliders"
    WORDS: ClassVar[Mapping[str, Sentence]] = {
        "saved": sentence("saved: {value}"),
        "back": sentence("Back to the saved value"),
        "back_all": sentence("All back to the saved values"),
    }

    values = traitlets.Dict()

    def __init__(
        self,
        numbers: Sequence[SliderNumber],
        *,
        title: Text = "",
        folded: bool = False,
        language: Language = "en",
        on_change: Callable[[str, float], object] | None = None,
    ) -> None:
        self._title, self._on_change, self._folded = title, on_change, folded
        super().__init__(language=language)
        self._take(numbers)

    def show(self, numbers: Sequence[SliderNumber]) -> None:
        """Other numbers or other values."""
        self._take(numbers)
        self.tell()

    def _take(self, numbers: Sequence[SliderNumber]) -> None:
        self._numbers = {number.key: number for number in numbers}
        self.values = {number.key: number.value for number in numbers}

    def _state(self) -> dict[str, object]:
        return {
            "title": self.say(self._title),
            "folded": self._folded,
            "numbers": [self._number(one) for one in self._numbers.values()],
        }

    def _number(self, number: SliderNumber) -> dict[str, object]:
        value = self.values[number.key]
        return {
            "key": number.key,
            "label": self.say(number.label),
            "help": self.say(number.help),
            "unit": self.say(number.unit),
            "minimum": number.minimum,
            "maximum": number.maximum,
            "step": number.step,
            "value": value,
            "saved": number.value if number.saved is None else number.saved,
        }

    def _hear(self, kind: str, message: Message) -> None:
        number, value = self._numbers.get(str(message.get("key"))), message.get("value")
        if kind != "value" or number is None or isinstance(value, bool) or not isinstance(value, int | float):
            return
        if not isfinite(value):
            return
        kept = min(max(value, number.minimum), number.maximum)
        self.values = {**self.values, number.key: kept}
        call(self._on_change, number.key, kept)
