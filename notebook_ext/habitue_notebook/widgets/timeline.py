"""The timeline of one customer: the days on which they bought, the gaps, the habit, the limits and today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import ClassVar

from habitue.language import Language, Sentence, sentence
from habitue.outcome import Label
from habitue_notebook.widgets.view import Message, Text, View


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineShown:
    """One customer. Days are proleptic ordinals; `habit` is days between orders, `limit` and `lost` days of silence.

    `why` is the reason of the status in one sentence.
    """

    title: Text
    days: Sequence[int]
    as_of: int
    habit: float | None = None
    limit: float | None = None
    lost: float | None = None
    why: Text = ""
    status: Label | None = None
    cents: Sequence[int] | None = None
    currency: str = ""


class Timeline(View):
    """The days of one customer on an axis, and the same in words."""

    NAME = "timeline"
    WORDS: ClassVar[Mapping[str, Sentence]] = {
        "choose": sentence("Choose a customer to see when they bought."),
        "never": sentence("No order up to {day}."),
        "today": sentence("today"),
        "order_one": sentence("1 order day"),
        "order_many": sentence("{count} order days"),
        "days_one": sentence("1 day"),
        "days_many": sentence("{count} days"),
        "habit": sentence("habit: {days}"),
        "next": sentence("expected around {day}"),
        "limit": sentence("inactive after {day}"),
        "lost": sentence("lost after {day}"),
        "silence": sentence("silent for {days}"),
        "from_to": sentence("{count}, from {first} to {last}"),
        "longest": sentence("longest gap: {days}"),
        "table": sentence("All order days"),
        "day": sentence("Day"),
        "gap": sentence("Days since the one before"),
        "amount": sentence("Amount"),
    }

    def __init__(self, shown: TimelineShown | None = None, *, language: Language = "en") -> None:
        self._shown = shown
        super().__init__(language=language)

    def show(self, shown: TimelineShown | None) -> None:
        """Another customer, or nobody."""
        self._shown = shown
        self.tell()

    def _state(self) -> dict[str, object]:
        shown = self._shown
        if shown is None:
            return {"shown": None}
        status = None if shown.status is None else {"name": shown.status.name, "tone": shown.status.tone}
        return {
            "shown": {
                "title": self.say(shown.title),
                "days": [int(day) for day in shown.days],
                "asOf": int(shown.as_of),
                "habit": _known(shown.habit),
                "limit": _known(shown.limit),
                "lost": _known(shown.lost),
                "why": self.say(shown.why),
                "status": status,
                "cents": None if shown.cents is None else [int(one) for one in shown.cents],
                "currency": shown.currency,
            }
        }

    def _hear(self, kind: str, message: Message) -> None:
        """Nothing comes back from a picture."""


def _known(days: float | None) -> float | None:
    return float(days) if days is not None and isfinite(days) else None
