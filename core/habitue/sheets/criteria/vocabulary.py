"""The words of the Criteria sheet's drop-downs; they are read back in French or English, whatever was written."""

from collections.abc import Mapping
from functools import cache

from habitue.criteria import PRESET_NAMES, PRESETS
from habitue.criteria.named import LANGUAGES, TONES
from habitue.criteria.rule_words import COMPARISONS, MEASURES
from habitue.criteria.survivors import RULES, allowed_rules
from habitue.language import Language, Sentence, sentence
from habitue.roles.titles import TITLES

_YES_NO: Mapping[str, Sentence] = {"yes": sentence("yes"), "no": sentence("no")}
_TONES: Mapping[str, Sentence] = {
    "green": sentence("green"),
    "blue": sentence("blue"),
    "teal": sentence("teal"),
    "amber": sentence("amber"),
    "orange": sentence("orange"),
    "red": sentence("red"),
    "grey": sentence("grey"),
    "violet": sentence("violet"),
}
_JOINERS: Mapping[str, Sentence] = {
    "if": sentence("if"),
    "and": sentence("and"),
    "or": sentence("or"),
    "otherwise": sentence("otherwise"),
}
_MONETARY: Mapping[str, Sentence] = {"total": sentence("sum of amounts"), "basket": sentence("average basket")}
_LANGUAGES: Mapping[str, Sentence] = {
    "file": sentence("that of the file"),
    "fr": sentence("French"),
    "en": sentence("English"),
}
UNUSED = "unused"
SET = "set"
"""In the code column of the columns' table: the role was set by people."""

WORDS: Mapping[str, Mapping[str, Sentence]] = {
    "yes_no": _YES_NO,
    "tone": {tone: _TONES[tone] for tone in TONES},
    "joiner": _JOINERS,
    "monetary": _MONETARY,
    "language": _LANGUAGES,
    "survives": {rule: RULES[rule] for rule in allowed_rules("name")},
    "consents": {rule: RULES[rule] for rule in allowed_rules("consent")},
    "notes": {rule: RULES[rule] for rule in allowed_rules("notes")},
    "preset": {preset: PRESET_NAMES[preset] for preset in PRESETS},
    "measure": {str(measure): words for measure, words in MEASURES.items()},
    "comparison": {str(comparison): words for comparison, words in COMPARISONS.items()},
    "role": {UNUSED: sentence("not used"), **{str(role): words for role, words in TITLES.items()}},
}
_ALSO = {"yes_no": {"true": "yes", "false": "no", "vrai": "yes", "faux": "no", "1": "yes", "0": "no", "x": "yes"}}
"""What spreadsheets and people write instead."""


def choices(group: str, language: Language) -> tuple[str, ...]:
    """The words of a drop-down."""
    return tuple(words.say(language) for words in WORDS[group].values())


def word(group: str, code: str, language: Language) -> str:
    """The word for a code."""
    return WORDS[group][code].say(language)


def code_of(group: str, text: str) -> str | None:
    """The code behind a word in either language, or the code itself; None for another text."""
    return _codes(group).get(plain(text))


def plain(text: str) -> str:
    """A text as it is compared: small letters, single spaces, straight apostrophes."""
    return " ".join(text.replace("’", "'").split()).casefold()


@cache
def _codes(group: str) -> dict[str, str]:
    found = dict(_ALSO.get(group, {}))
    for code, words in WORDS[group].items():
        found |= {plain(words.say(language)): code for language in LANGUAGES} | {code: code}
    return found
