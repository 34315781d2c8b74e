"""What statuses, segments and groups have in common: a key that stays, and what the team says of them."""

import re
from dataclasses import dataclass
from typing import ClassVar, get_args

from habitue.criteria.allowed import check_text, check_word, check_yes_no, quote, refusal
from habitue.criteria.words import Words
from habitue.language import Language, sentence
from habitue.sheetmodel import Tone

TONES: tuple[Tone, ...] = get_args(Tone)
LONGEST_NAME, LONGEST_WORDS, LONGEST_OWNER = 60, 500, 80
LANGUAGES: tuple[Language, Language] = ("en", "fr")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Something that customers are counted under.

    `key` is stable in code and files. `own_name` and `own_words` are the team's; empty, the name and the plain words
    that we ship are used, in the reader's language. `sheet` says whether it is kept as a sheet of its own.
    """

    KNOWN: ClassVar[Words] = {}
    PLACE: ClassVar[str] = ""

    key: str
    own_name: str = ""
    own_words: str = ""
    owner: str = ""
    sheet: bool = False
    tone: Tone = "grey"

    def name(self, language: Language) -> str:
        """What people call it."""
        return self.own_name or self.KNOWN[self.key][0].say(language)

    def words(self, language: Language) -> str:
        """What it means, in plain words; empty where nobody said."""
        known = self.KNOWN.get(self.key)
        return self.own_words or (known[1].say(language) if known else "")


def check_named(one: Named) -> None:
    """Check the common fields; a name that is the one we ship is kept as none of the team's own."""
    if not isinstance(one.key, str) or not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", one.key):
        why = sentence("{value} is not a key: lower-case letters, digits and _ only", value=quote(one.key))
        raise refusal(f"{one.PLACE}.key", why)
    place = f"{one.PLACE}.{one.key}"
    known = one.KNOWN.get(one.key)
    texts = {
        "own_name": ("name", LONGEST_NAME),
        "own_words": ("words", LONGEST_WORDS),
        "owner": ("owner", LONGEST_OWNER),
    }
    for which, (key, longest) in texts.items():
        object.__setattr__(one, which, check_text(f"{place}.{key}", getattr(one, which), longest))
    for which, shipped in zip(("own_name", "own_words"), known or (), strict=False):
        if getattr(one, which) in [" ".join(shipped.say(language).split()) for language in LANGUAGES]:
            object.__setattr__(one, which, "")
    if not one.own_name and known is None:
        raise refusal(f"{place}.name", sentence("a name is needed"))
    check_yes_no(f"{place}.sheet", one.sheet)
    check_word(f"{place}.colour", one.tone, TONES)


def check_unlike(ones: tuple[Named, ...]) -> None:
    """Hold keys, and names in each language, to be all different."""
    names = [[one.name(language).casefold() for one in ones] for language in LANGUAGES]
    for used in ([one.key for one in ones], *names):
        for one, value in zip(ones, used, strict=True):
            if used.count(value) > 1:
                why = sentence("{value} is used twice", value=quote(value))
                raise refusal(f"{one.PLACE}.{one.key}.name", why)
