"""Tells the civility in a name ("M. Dupont", "DUPONT Marie (Mme)") from the name itself."""

import re
from dataclasses import dataclass
from functools import cache

from habitue.cleaning.names_words import PARTICLES
from habitue.cleaning.wordlists import words
from habitue.language import Language

_FRENCH_MALE = {"m", "m.", "mr", "mr.", "monsieur", "mister"}
_SAME_IN_BOTH = {
    **dict.fromkeys(("mme", "mme.", "madame", "mde"), "Mme"),
    **dict.fromkeys(("mlle", "mlle.", "melle", "mle", "mademoiselle"), "Mlle"),
    **dict.fromkeys(("dr", "dr.", "docteur", "doctor"), "Dr"),
    **dict.fromkeys(("me", "me.", "maître", "maitre"), "Me"),
    **dict.fromkeys(("mgr", "mgr.", "monseigneur"), "Mgr"),
    **dict.fromkeys(("mrs", "mrs."), "Mrs"),
    **dict.fromkeys(("ms", "ms."), "Ms"),
    **dict.fromkeys(("mx", "mx."), "Mx"),
    "miss": "Miss",
    "herr": "Herr",
    "frau": "Frau",
}
_BY_LANGUAGE: dict[Language, dict[str, str]] = {
    "fr": _SAME_IN_BOTH
    | dict.fromkeys(_FRENCH_MALE, "M.")
    | dict.fromkeys(("pr", "pr.", "prof", "prof.", "professeur", "professor"), "Pr"),
    "en": _SAME_IN_BOTH
    | dict.fromkeys(("mr", "mr.", "mister", "monsieur"), "Mr")
    | dict.fromkeys(("prof", "prof.", "professor", "pr", "pr.", "professeur"), "Prof")
    | dict.fromkeys(("rev", "rev.", "reverend"), "Rev")
    | {"sir": "Sir"},
}
CIVILITIES = frozenset(word for known in _BY_LANGUAGE.values() for word in known)
"""All of them in either language, in small letters."""

# A first or last name, an initial or a slip as well: only where the column shows that it gives civilities.
_UNSURE = words("m me me. maître maitre pr pr. rev sir mister ms mde mle")
_AFTER = words("mme mme. madame mlle mlle. melle mademoiselle mr mr. monsieur mrs mrs. miss")
"""Civilities that are put after the name too; "M." there is an initial."""

_OFFICES = words(
    """
    maire président présidente president presidente directeur directrice docteur dr dr. professeur ministre préfet curé
    gérant gérante responsable proviseur principal principale doyen doyenne consul ambassadeur manager director
    """
)
_GLUED = re.compile(r"(?i)^(m|mr|mme|mlle|dr|mrs)\.(?=[^\W\d_]{2})")
_CODES = words("1 2 3 0 m f h homme femme male female masculin féminin man woman u x")


@dataclass(frozen=True, slots=True)
class Addressed:
    """A name and its civility; not `sure` where the word may be part of the name or the name is an office."""

    name: str
    civility: str | None = None
    sure: bool = True


def civility_word(word: str, language: Language) -> str | None:
    """How the civility is written in short ("Monsieur" is "M."), None when the word is none."""
    return _BY_LANGUAGE[language].get(word.lower())


def is_plain_civility(word: str, language: Language) -> bool:
    """Whether the word is a civility and nothing else."""
    return word.lower() not in _UNSURE and civility_word(word, language) is not None


@cache
def starts_with_civility(language: Language) -> str:
    """A pattern that finds the texts that start with a plain civility and go on."""
    plain = sorted(word for word in _BY_LANGUAGE[language] if word not in _UNSURE)
    return f"(?i)^(?:{'|'.join(map(re.escape, plain))}) "


def is_code_of_sex(word: str) -> bool:
    """Whether the word is one of the codes that files have in place of a civility ("F", "Homme", "2")."""
    return word.lower() in _CODES


def without_civility(text: str, language: Language, *, usual: bool) -> Addressed:
    """The name without its civility; `usual` tells that the column is known to give civilities."""
    text = _GLUED.sub(lambda found: found[0] + " ", text)
    before = text.split(" ", 1)
    if len(before) == 2 and (civility := civility_word(before[0], language)):
        return _judged(before[0], before[1], civility, language, usual=usual)
    last, _, first = text.partition(", ")
    inner = first.split(" ", 1)
    if len(inner) == 2 and is_plain_civility(inner[0], language):
        return Addressed(f"{last}, {inner[1]}", civility_word(inner[0], language))
    head, _, end = text.rpartition(" ")
    bare = end.strip("()")
    in_brackets = bare != end and language == "fr" and bare.lower() in _FRENCH_MALE
    if head and (in_brackets or bare.lower() in _AFTER):
        return Addressed(head.rstrip(" ,-"), civility_word(bare, language))
    return Addressed(text)


def _judged(word: str, name: str, civility: str, language: Language, *, usual: bool) -> Addressed:
    following = name.split(" ")
    first = following[0].lower()
    office = first in _OFFICES or (first in ("le", "la", "l'") and following[1:2] and following[1].lower() in _OFFICES)
    if office or civility_word(following[0], language) is not None or not re.search(r"[^\W\d_]", name):
        return Addressed(name, civility, sure=False)
    if following[0].islower() and first not in PARTICLES and not name.islower():
        return Addressed(name, civility, sure=False)  # "Dr. med. Weber", "Mme veuve Dupont"
    plain = is_plain_civility(word, language)
    initial = word.lower() == "m." and re.match(r"(?i)[a-z](?:\.|\b)", name) is not None
    return Addressed(name, civility, sure=(plain and not initial) or usual)
