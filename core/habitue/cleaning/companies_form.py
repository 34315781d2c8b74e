"""Tells the legal form from a company's name, where it stands before or after it and is not part of it."""

import re
from dataclasses import dataclass

from habitue.cleaning.companies_words import (
    AFTER,
    ARTICLES,
    ASK_AFTER,
    ASK_BEFORE,
    ASK_TITLE_CASE,
    BEFORE,
    LINKS,
    NOT_A_FORM,
    TITLE_CASE_AFTER,
    TITLE_CASE_BEFORE,
    WRITTEN,
)

FRENCH_SPEAKING = frozenset({"FR", "MC", "BE", "LU", "CH"})
_GERMAN_SPEAKING = frozenset({"DE", "AT", "CH", "LI", "LU", "BE"})
_DOTTED = re.compile(r"^(?:[A-Za-z]\.)+[A-Za-z]?\.?$")
_SPACED = re.compile(
    r"^(S A R L|E U R L|S A S U|S A S|S N C|S C I|S A)(?= )|(?<= )(S A R L|E U R L|S A S U|S A S|S N C|S A)$"
)
_LONG = re.compile(
    r"(?i)[ ,]+((?:gmbh & co\.? kg(?:aa)?)|s\.?p\.?a\.|s\.?r\.?l\.|sp\. ?z ?o\.?o\.?|pty\.? ltd\.?|e\.k\.|a/s)$"
)
_IN_WORDS = re.compile(
    r"(?i)[ ,(-]+soci[ée]t[ée] (?:(anonyme)|(par actions simplifi[ée]e)|([àa] responsabilit[ée] limit[ée]e)"
    r"|(civile immobili[èe]re)|(en nom collectif))\)?$"
)
_SAID_IN_WORDS = ("SA", "SAS", "SARL", "SCI", "SNC")
_COMPOUND = {"gmbh": "GmbH & Co. KG", "pty": "Pty Ltd", "sp": "Sp. z o.o.", "s": "", "e": "e.K.", "a": "A/S"}


@dataclass(frozen=True, slots=True)
class Formed:
    """A company's name and its legal form; not `sure` where the form may be part of the name."""

    name: str
    form: str | None = None
    sure: bool = True


def without_form(text: str, country: str) -> Formed:
    """The name without the legal form before or after it; both where there is none, or one on each side."""
    joined = _SPACED.sub(lambda found: found[0].replace(" ", ""), text)
    before, after = _before(joined, country), _after(joined, country)
    if before.form and after.form:
        return Formed(text, before.form, sure=False)
    formed = before if before.form else after
    if formed.form is None:
        return Formed(text)
    if joined != text and len(formed.form) == 2:
        return Formed(formed.name, formed.form, sure=False)  # "S A" may be initials
    return formed


def _before(text: str, country: str) -> Formed:
    word, _, rest = text.partition(" ")
    rest = rest.lstrip("-–—:, ")
    form = _form(word.rstrip(",:").strip("()"))
    if form is None or not re.search(r"[^\W\d_]", rest):
        return Formed(text)
    if form not in BEFORE and form not in ASK_BEFORE:
        return Formed(text)
    bare = word.strip("(),:.")
    loud = bare.isupper()
    following = re.split(r"[ ']", rest.lower())
    if any(word in NOT_A_FORM for word in following):
        return Formed(text)
    if not loud and form.lower() not in TITLE_CASE_BEFORE:
        return Formed(rest, WRITTEN.get(form, form), sure=False) if form.lower() in ASK_TITLE_CASE else Formed(text)
    asked = form in ASK_BEFORE or country not in FRENCH_SPEAKING
    phrase = following[0] in LINKS or rest.lower()[:2] in ("d'", "d’")
    return Formed(rest, WRITTEN.get(form, form), sure=not asked and not phrase)


def _after(text: str, country: str) -> Formed:
    if (said := _IN_WORDS.search(text)) and said.start():
        return Formed(text[: said.start()], _SAID_IN_WORDS[(said.lastindex or 1) - 1], sure=False)
    if long := _LONG.search(text):
        key = re.split(r"[^a-z]", long[1].lower())[0]
        form = _COMPOUND.get(key) or long[1].upper().replace(".", "").replace("SPA", "SpA")
        return (
            Formed(text[: long.start()].rstrip(" ,"), form)
            if re.search(r"[^\W\d_]", text[: long.start()])
            else Formed(text)
        )
    rest, _, word = text.rpartition(" ")
    bracketed = word.startswith("(") and word.endswith(")")
    form = _form(word.strip("()").rstrip(","))
    rest = rest.rstrip("-–—, ")
    if form is None or not re.search(r"[^\W\d_]", rest) or rest.endswith(("&", "+")):
        return Formed(text)
    if form not in AFTER and form not in ASK_AFTER:
        return Formed(text)
    bare = word.strip("().,")
    written = WRITTEN.get(form, form)
    if bare.isupper() or bare == written.rstrip(".") or form.lower() in TITLE_CASE_AFTER:
        sure = form in AFTER and (bracketed or not _ends_a_phrase(rest, form, country))
        return Formed(rest, written, sure)
    return Formed(rest, written, sure=False) if form.lower() in ASK_TITLE_CASE else Formed(text)


def _ends_a_phrase(rest: str, form: str, country: str) -> bool:
    """Whether the form is what the words before it speak of ("Conseil en SARL"), or may be initials."""
    last = rest.rpartition(" ")[2].lower()
    initials = form in ("EI", "SEM", "OY", "NV", "BV") and rest.isupper()
    initials |= form in ("AG", "KG", "UG") and (rest.isupper() or country not in _GERMAN_SPEAKING)
    return last in LINKS or last in ARTICLES or initials


def _form(word: str) -> str | None:
    """The form that a word is, in capitals without dots; None where it cannot be one."""
    if _DOTTED.fullmatch(word):
        word = word.replace(".", "")
    word = word.rstrip(".").upper().replace("À", "A")
    return word if word.isascii() and word.isalpha() else None
