"""The recent pace in words: "bought on 2 days in the last 12 months, against 8 a year before"."""

import numpy as np

from habitue.language import Language, Sentence, plural, say_number, sentence
from habitue.language.phrases import Slot, said
from habitue.lifecycle.numbers import Rows, Texts
from habitue.lifecycle.pace import Pace
from habitue.lifecycle.statuses import Statuses

PACE_SLOTS = ("recent", "usual")
_YEAR = 365


def pace_words(pace: Pace) -> Sentence:
    """Recent order days against those that the own pace before would give."""
    recent, usual = Slot("recent"), Slot("usual")
    if pace.days == _YEAR:
        return sentence("{bought} in the last 12 months, against {usual} a year before", bought=recent, usual=usual)
    return sentence(
        "{bought} in the last {days} days, against {usual} in as many days before",
        bought=recent,
        days=pace.days,
        usual=usual,
    )


def pace_texts(name: str, statuses: Statuses, rows: Rows, language: Language) -> Texts:
    """What the slot `name` holds for these customers, who buy less: their pace of before is known."""
    pace = statuses.facts.pace
    assert pace is not None
    if name == "recent":
        return said(pace.recent[rows], lambda value: _bought(value).say(language))
    return said(np.round(pace.usual[rows], 1), lambda value: say_number(value, language, int(value != int(value))))


def _bought(days: float) -> Sentence:
    if days == 0:
        return sentence("bought on no day")
    return plural("bought on {count} day", "bought on {count} days", int(days))
