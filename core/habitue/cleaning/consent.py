"""Reads yes and no in the words of a team: may we write, and did they unsubscribe; the cell itself keeps its word."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from habitue.cleaning.column import Doubt, Verdict, as_text, gather, judge_all
from habitue.cleaning.consent_words import ABOUT_CONSENT, EMPTY, NO, SUBSCRIBED, UNSUBSCRIBED, YES
from habitue.cleaning.rules import Rule, Rules
from habitue.cleaning.text import ANSWER, tidied
from habitue.distinct import Distinct, distinct
from habitue.language import sentence
from habitue.records import Cleaned

RULES = (
    Rule(
        id="consent.unclear",
        explains=sentence(
            "The answer is neither a clear yes nor a clear no: it counts as unknown, and nobody is contacted."
        ),
        severity="doubt",
    ),
    Rule(
        id="consent.date",
        explains=sentence("A date stands in place of an answer: it may be when they agreed, or when they were asked."),
        severity="doubt",
    ),
)

Question = Literal["consent", "unsubscribed"]
"""What a yes means in the column: they agreed, or they left."""

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[ T].*)?|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}(?: .*)?")
_SINCE = re.compile(
    r"(?i) ?[(,:–-]? ?(?:(?:le|depuis le|depuis|on|since|au|du) )?"
    r"(?:\d{4}-\d{2}-\d{2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4})(?: \d{1,2}[:h]\d{2}(?::\d{2})?)?\)?$"
)
_ENOUGH_DATES = 3
"""A column of dates, more than half of it, is taken to say when people agreed."""
_TICKS = frozenset({"x", "✓", "✔", "☑", "✅", "☒"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """A column of answers as it stands (only tidied), and what each means: True, False, or missing when unknown."""

    text: Cleaned
    answer: pd.Series  # nullable boolean


def clean_consent(column: pd.Series, *, rules: Rules, question: Question = "consent") -> Answers:
    """The answers of a column; a word that is no clear answer is unknown, never yes."""
    text = as_text(column)
    found = distinct(text)
    read = _reader(found, question, rules)
    verdicts = judge_all(found, tidied(lambda value: Verdict(value, (), read(value)[1]), rules, ANSWER))
    known = {"yes": True, "no": False}
    answers = np.array(
        [known.get(read(verdicts[n].value or "")[0] or "", pd.NA) for n in range(len(found.texts))] + [pd.NA],
        dtype=object,
    )
    answer = pd.Series(answers[found.codes], index=column.index, dtype="boolean", name=column.name)
    return Answers(text=gather(text, found, verdicts), answer=answer)


def _reader(found: Distinct, question: Question, rules: Rules) -> Callable[[str], tuple[str | None, tuple[Doubt, ...]]]:
    """How to read a value, given what else the column holds."""
    words = {value.lower().strip(" .!") for value in found.texts.tolist()}
    dates = sum(_DATE.fullmatch(word) is not None for word in words)
    codes = any(re.fullmatch(r"[2-9]|[1-9]\d+|-\d+", word) for word in words)
    ticked = bool(words & _TICKS) and bool(words & (YES | SUBSCRIBED) - _TICKS)

    def read(value: str) -> tuple[str | None, tuple[Doubt, ...]]:
        word = value.lower().strip(" .!").replace("’", "'")
        if word in EMPTY or not word:
            return None, ()
        if _DATE.fullmatch(word):
            if question == "unsubscribed" or (dates >= _ENOUGH_DATES and dates * 2 > len(words)):
                return "yes", ()
            return None, _doubt(rules, "consent.date")
        answer = _answer(_SINCE.sub("", word), question, rules)
        if answer is None or (codes and word in ("0", "1", "0.0", "1.0")) or (ticked and word in _TICKS):
            return None, _doubt(rules, "consent.unclear")
        return answer, ()

    return read


def _answer(word: str, question: Question, rules: Rules) -> str | None:
    if (word == "o" and rules.language != "fr") or (question == "unsubscribed" and word in ABOUT_CONSENT):
        return None
    if word in YES:
        return "yes"
    if word in NO:
        return "no"
    left = word in UNSUBSCRIBED
    if not left and word not in SUBSCRIBED:
        return None
    return "yes" if left == (question == "unsubscribed") else "no"


def _doubt(rules: Rules, rule: str) -> tuple[Doubt, ...]:
    return (Doubt(rule),) if rules.on(rule) else ()
