"""The capitals of a company's name that is all capitals or all small letters; words that may be initials are asked."""

import re

from habitue.cleaning.companies_words import ACRONYMS, ORDINARY, SMALL
from habitue.cleaning.names_case import Cased, with_capitals
from habitue.cleaning.text import is_latin

_SHORT = 4
_ELIDED = re.compile(r"(?i)^([dl])(['’])(.+)$")
_NO_VOWEL = re.compile(r"(?i)^[^aeiouyàâäéèêëîïôöùûüœæ]+$")
_ODD_START = re.compile(r"(?!mc|str|sch|chr|spr|scr|spl|thr|shr|phr|phl|schw|sph)[bcdfghjklmnpqrstvwxz]{3}")
"""No word begins so: initials run together with one ("WHSmith")."""
_ROMAN = re.compile(r"^[ivx]{2,}$")


def company_capitals(name: str, country: str) -> Cased:
    """The name with its capitals; `sure` is False where a word may be initials or a trade mark in capitals."""
    if not (name.isupper() or name.islower()) or not is_latin(name):
        return Cased(name)
    lower = name.lower()
    if len(lower) != len(name) or lower.upper() != name.upper():
        return Cased(name, sure=False)
    words = lower.split(" ")
    if len(words) == 1:
        return _alone(name, country)
    cased = [_word(word, country, first=i == 0, capitals=name.isupper()) for i, word in enumerate(words)]
    return Cased(" ".join(word.text for word in cased), all(word.sure for word in cased))


def _alone(name: str, country: str) -> Cased:
    """One word is a trade mark as often as not ("PagesJaunes", "WHSmith"): asked, unless it is initials."""
    letters = sum(c.isalpha() for c in name)
    initials = name.isupper() and letters <= _SHORT
    if initials or letters <= 1 or any(not c.isalpha() and c not in "-'’" for c in name):
        return Cased(name)
    return Cased(_word(name.lower(), country, first=True, capitals=False).text, sure=False)


def _word(word: str, country: str, *, first: bool, capitals: bool) -> Cased:
    if not any(c.isalpha() for c in word):
        return Cased(word)
    if word in SMALL:
        return Cased(word.capitalize() if first else word)
    if elided := _ELIDED.match(word):
        head = elided[1].upper() if first else elided[1]
        rest = _word(elided[3], country, first=True, capitals=capitals)
        return Cased(head + elided[2] + rest.text, rest.sure)
    if any(not c.isalpha() and c not in "-'’" for c in word) or _ROMAN.match(word):
        return Cased(word.upper() if capitals else word, sure=word.upper() == word.lower())
    pieces = [_piece(piece, country, capitals=capitals) for piece in word.split("-")]
    return Cased("-".join(piece.text for piece in pieces), all(piece.sure for piece in pieces))


def _piece(piece: str, country: str, *, capitals: bool) -> Cased:
    if not piece:
        return Cased(piece)
    if piece.endswith(("'s", "’s")):
        owner = _piece(piece[:-2], country, capitals=capitals)
        return Cased(owner.text + piece[-2:], owner.sure)
    if piece in ("st", "ste", "dr"):
        return Cased(piece.capitalize(), sure=False)  # Saint, or initials
    if piece in ACRONYMS or _NO_VOWEL.match(piece):
        return Cased(piece.upper(), sure=capitals)
    if _ODD_START.match(piece):
        return Cased(piece.capitalize(), sure=False)
    if len(piece) <= _SHORT and piece not in ORDINARY and capitals:
        return Cased(piece.upper(), sure=False)
    name = with_capitals(piece, country, "last")  # McDonald, O'Neill
    return name if name.sure else Cased(name.text, sure=False)
