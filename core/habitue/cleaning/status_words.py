"""Reads what a team notes of its customers ("client perdu ?", "prospect chaud") as one of a few meanings, or none."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

import pandas as pd

from habitue.cleaning.column import Doubt, Verdict, as_text, gather, judge_all
from habitue.cleaning.first_names import fold_name
from habitue.cleaning.rules import Rule, Rules
from habitue.cleaning.status_phrases import PHRASES, PHRASES_INSIDE
from habitue.cleaning.text import ANSWER, tidied
from habitue.distinct import distinct
from habitue.language import Sentence, sentence
from habitue.records import Cleaned

Meaning = Literal[
    "said_lost", "unsubscribed", "contact_established", "hot", "cold", "customer", "inactive", "unreachable", "deceased"
]
"""said_lost: they went elsewhere or closed, or the team gave them up; contact_established: a quote, a meeting, a reply;
hot and cold: how near a prospect is; customer: has bought; inactive: no longer buys, but nobody said lost;
unreachable: mail came back; deceased."""

SURE = 0.8
"""The confidence from which a meaning may be acted on."""

RULES = (
    Rule(
        id="status_words.unsure",
        explains=sentence("The team's own words sound like a status, but not surely: they are shown and not acted on."),
        severity="doubt",
    ),
)

MEANINGS: Mapping[Meaning, Sentence] = MappingProxyType(
    {
        "said_lost": sentence("has left, or was given up"),
        "unsubscribed": sentence("does not want to be contacted"),
        "contact_established": sentence("contact established"),
        "hot": sentence("hot prospect"),
        "cold": sentence("cold prospect"),
        "customer": sentence("customer"),
        "inactive": sentence("no longer buys"),
        "unreachable": sentence("cannot be reached"),
        "deceased": sentence("deceased"),
    }
)
"""The meanings in words."""

_HEDGE = re.compile(
    r"\?|\b(?:peut[- ]etre|probablement|sans doute|semble|a verifier|a confirmer|a voir|possible|possiblement|presque"
    r"|maybe|perhaps|probably|possibly|seems|to check|to confirm|tbc|risque|en passe|bientot|almost|at risk|might)\b"
)
_NEGATION = re.compile(
    r"\b(?:pas|non|ne|n'est|plus|jamais|aucun|aucune|not|no|never|isn't|wasn't|sans|nor|ni|won back"
    r"|recupere|regagne|ex)\b"
)
_WHEN = re.compile(
    r"(?<=\w)[ ,(]+(?:(?:le|en|depuis|depuis le|on|in|since) )?(?:\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|\d{4})\)?$"
)
_COLON = re.compile(r"^(?:statut|status|etat|state)\s*[:=-]\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusWords:
    """A column of remarks as it stands (only tidied), what each means (blank when nothing), and how sure that is."""

    text: Cleaned
    meaning: pd.Series  # text, a Meaning
    confidence: pd.Series  # 0 to 1; 0 where there is no meaning


@dataclass(frozen=True, slots=True)
class Reading:
    """One remark's meaning; `confidence` under SURE is for people to decide."""

    meaning: Meaning | None = None
    confidence: float = 0.0


IMPLIED: Mapping[Meaning, tuple[Meaning, ...]] = MappingProxyType({"hot": ("contact_established",)})
"""What else a meaning says."""


def clean_status_words(column: pd.Series, *, rules: Rules) -> StatusWords:
    """The meaning of each remark of a column; remarks are never rewritten."""
    text = as_text(column)
    found = distinct(text)

    read = cache(read_status)

    def judge(value: str) -> Verdict:
        reading = read(value)
        unsure = reading.confidence < SURE and rules.on("status_words.unsure")
        if not unsure or reading.meaning is None:
            return Verdict(value)
        return Verdict(value, (), (Doubt("status_words.unsure", MEANINGS[reading.meaning].say(rules.language)),))

    verdicts = judge_all(found, tidied(judge, rules, ANSWER))
    readings = [read(verdicts[n].value or "") for n in range(len(found.texts))] + [Reading()]
    meaning = pd.Series([reading.meaning for reading in readings], dtype=text.dtype)
    confidence = pd.Series([reading.confidence for reading in readings], dtype="float64")
    codes = found.codes % len(readings)  # -1, a blank cell, is the last
    return StatusWords(
        text=gather(text, found, verdicts),
        meaning=meaning.take(codes).set_axis(text.index),
        confidence=confidence.take(codes).set_axis(text.index),
    )


def read_status(remark: str) -> Reading:
    """The meaning of one remark: sure for a known phrase, less within a longer text or with a question mark."""
    words = _COLON.sub("", fold_name(remark).replace("’", "'").strip())
    dated = _WHEN.sub("", words)
    bare = " ".join(re.sub(r"[^\w' -]+", " ", dated).split())
    hedged = _HEDGE.search(words) is not None
    if meaning := PHRASES.get(bare):
        return Reading(meaning, 0.4 if hedged else 1.0)
    core = " ".join(_HEDGE.sub(" ", bare).split()) if hedged else bare
    if hedged and (meaning := PHRASES.get(core)):
        return Reading(meaning, 0.4)
    inside = {PHRASES_INSIDE[phrase] for phrase in _phrase_inside().findall(core)}
    if len(inside) != 1:
        return Reading()
    if _NEGATION.search(_phrase_inside().sub(" ", core)):  # what is left: a known phrase may hold a "no" of its own
        return Reading(inside.pop(), 0.2)
    return Reading(inside.pop(), 0.3 if hedged else 0.6)


@cache
def _phrase_inside() -> re.Pattern[str]:
    """Any phrase as whole words, the longest first; made when first needed, since it takes as long as a small file."""
    phrases = "|".join(sorted(map(re.escape, PHRASES_INSIDE), key=len, reverse=True))
    return re.compile(rf"(?<![\w'-])(?:{phrases})(?![\w'-])")
