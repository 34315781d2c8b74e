"""The capitals of a name that is all capitals or all small letters; what only the family can know is asked about."""

import re
from dataclasses import dataclass
from typing import Literal

from habitue.cleaning.companies_words import ACRONYMS
from habitue.cleaning.first_names import is_first_name
from habitue.cleaning.names_words import (
    BORN,
    CAPITAL_INSIDE,
    FLEMISH,
    ITALIAN_ELISIONS,
    MAC,
    SUFFIXES,
    UNSURE_PARTICLES,
    VIETNAMESE,
)
from habitue.cleaning.text import is_latin

Place = Literal["first", "last", "full"]
"""What the text is: a first name, a last name, or both."""

FRENCH = frozenset({"FR", "MC"})
"""Where the habits of French names hold; Belgium has Flemish ones too."""

SPECIAL = MAC | UNSURE_PARTICLES | BORN | frozenset(SUFFIXES) | frozenset(CAPITAL_INSIDE)
"""Words longer than three letters that need more than a capital."""

_TURKISH = frozenset("İıŞşĞğ")
_APOSTROPHE = re.compile("(['’ʼ])")
# What follows "de" in Flemish, Italian, Spanish and Portuguese surnames rather than in French ones.
_NOT_FRENCH = re.compile(
    r"[kwz]|oe|aa|ae|oo|ee|uy|ij|ck|cq|gh|sch|dt$|ans?$|er$|[aoiu]s?$|is$|ale$|one$|ice$|ore$|ine$|ante$|^[aeiouyhéèêâ]"
)
# How French places are called, which is what French surnames with "de" come from.
_FRENCH = re.compile(
    r"^(?:saint|st-|mont|beau|bois|champ|chat|roche|ville|font)"
    r"|(?:[btv]ille|ville|court|mont|fort|champs?|bourg|ac|y|eaux?|ieu|eux|oux|au[lx]t|ault|and|ant|ent|ard|art|ert|ort"
    r"|aire|erre|ierre|oire|aux|ain|oin|euil|eil|pin|lles|ttes?|sse|que|gue|gne|gnan|che|dre|bre|vre|fre|ou|ing|sson"
    r"|ulle|elle|e[zs]y|on[ds]|é|ée|et|ot|œuvre|oeuvre)$|[çèêîô]"
)
_SPANISH_AFTER_LA = re.compile(r"[zoa]$|^(?:fuente|torre|puente|calle|corte|parte|noche|iglesia|cruz|hoz)$")
_LETTERS_ALONE = re.compile(r"[aeiouy][bcdfghjklmnpqrstvwxz]{2}|[bcdfghjklmnpqrstvwxz]{3,}")
_ROMAN = re.compile(r"(?!i$|v$|x$|xi$|vi$|li$)[ivx]{2,}")
_VOWEL = re.compile(r"[aeiouyàâäáãåæéèêëíìîïóòôöõøœúùûüýÿăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
_BETWEEN = re.compile(r"([ ,/()]+)")
_LOW_ACCENTS = re.compile("[A-Z][A-Z][àâäçéèêëîïôöùûüÿñœæ]|[àâäçéèêëîïôöùûüÿñœæ][A-Z][A-Z]|[A-Z][éè][A-Z]")
"""What a French keyboard leaves of a name typed with the caps-lock: "FRANçOIS", "HéLèNE"."""
_LOUD = re.compile(r"(?<!\w)[^\W\d_]{3,}(?!\w)")
_SLIP = re.compile(r"\b[a-zà-öø-ÿ][A-ZÀ-ÖØ-Þ]{2,}\b|\b(?!Mc|Mac|IJ)[A-ZÀ-ÖØ-Þ]{2}[a-zà-öø-ÿ]{2,}\b")


@dataclass(frozen=True, slots=True)
class Cased:
    """A name with its capitals; `sure` is False where somebody should look before it is written."""

    text: str
    sure: bool = True


def with_capitals(name: str, country: str, place: Place) -> Cased:
    """The name as its bearer would write it, or as it is when its case already says something ("McDonald")."""
    if name[:1].isupper() and "ß" not in name and _LOW_ACCENTS.search(name) and not re.search("[a-z]", name):
        name = name.upper()
    if not (name.isupper() or name.islower()):
        return _mixed(name, place)
    lower = name.lower()
    if not is_latin(name):
        return Cased(name)
    if len(lower) != len(name) or lower.upper() != name.upper():
        return Cased(name, sure=False)  # letters whose other case is another word's, such as the Turkish İ
    pieces = _BETWEEN.split(lower)  # words, with what stands between them at the odd places
    words = pieces[::2]
    cased = [_word(words, i, country, place, capitals=name.isupper()) for i in range(len(words))]
    pieces[::2] = [word.text for word in cased]
    return Cased("".join(pieces).replace("' ", "'"), all(word.sure for word in cased) and not _TURKISH & set(name))


def _mixed(name: str, place: Place) -> Cased:
    """A slip of the caps-lock or shift key ("dUPONT", "DUpont") is asked about; any other mixed case is meant.

    So are capitals beside other words ("DUPONT née MARTIN"), which only in a full name tell the surname.
    """
    if place == "last" and any(word.isupper() and not _ROMAN.fullmatch(word.lower()) for word in _LOUD.findall(name)):
        spelt = _LOUD.sub(lambda found: _capital(found[0].lower()) if found[0].isupper() else found[0], name)
        return Cased(spelt, sure=False)
    if "ß" in name and name.replace("ß", "").isupper():
        return Cased(_capital(name.lower()), sure=False)
    if not _SLIP.search(name):
        return Cased(name)
    slips = [word for word in re.split(r"[ -]", name) if _SLIP.fullmatch(word)]
    if not slips:
        return Cased(name)
    text = name
    for slip in slips:
        text = text.replace(slip, _capital(slip.lower()))
    return Cased(text, sure=False)


def _word(words: list[str], i: int, country: str, place: Place, *, capitals: bool) -> Cased:
    word, last = words[i], i == len(words) - 1
    if capitals and len(words) == 1 and (word in ACRONYMS or _LETTERS_ALONE.fullmatch(word)):
        return Cased(_capital(word), sure=False)  # "IBM", "SNCF": a company among people as likely as a name
    if len(word) > 3 and word.isalpha() and word not in SPECIAL and not word.startswith(("mc", "ij")):
        return Cased(_capital(word))
    if last and i > 0 and word in SUFFIXES:
        return Cased(SUFFIXES[word])
    if not last:
        particle = _particle(words, i, country)
        if particle is not None:
            return particle
        if i > 0 and word in BORN:
            return Cased(word)
    if _ROMAN.fullmatch(word) and i > 0:
        return Cased(word.upper(), sure=False)  # Louis XIV, and Mr Xi
    if len(word) == 1 and word in "dlonm" and not last and place == "last" and i == 0:
        return Cased(f"{word.upper()}'", sure=False)  # "D ESTAING" has lost an apostrophe
    initials = place == "first" and capitals and len(words) == 1 and re.fullmatch(r"[^\W\d_]{2}", word)
    if initials and _VOWEL.search(word) and not is_first_name(word):
        return Cased(_capital(word), sure=False)  # "AJ" is initials, "Bo" a name
    if re.fullmatch(r"[^\W\d_]{2}\.", word) and not _VOWEL.search(word) and capitals and place != "last":
        return Cased(word.upper(), sure=False)  # "JP." is Jean-Pierre, "Ph." Philippe
    if len(word) <= 3 and word.isalpha() and not _VOWEL.search(word) and word not in ("st", "ste", "mc"):
        return _without_vowel(word, place, capitals=capitals)
    return _join([_piece(piece, n, country) for n, piece in enumerate(word.split("-"))], "-")


def _particle(words: list[str], i: int, country: str) -> Cased | None:
    """The verdict on a particle, None when the word is none; what follows tells French ones from their cousins."""
    word, following = words[i], words[i + 1]
    if word == "la" and i > 0 and words[i - 1] == "de":
        french = country in FRENCH and not _SPANISH_AFTER_LA.search(following)
        return Cased("La" if french else "la", sure=french)
    if word == "de" and country in FRENCH:
        if following == "la" and i + 2 < len(words):
            return Cased("de")
        foreign = following in FLEMISH or following in ("la", "le", "les", "l'") or _NOT_FRENCH.search(following)
        return Cased("de", sure=not foreign and following[1:2] not in ("'", "’") and _is_french_place(following))
    if word == "von" and country not in ("US", "CA"):
        return Cased("von")
    if word in UNSURE_PARTICLES:
        given = word in ("van", "do") and words[0] in VIETNAMESE
        return Cased(_capital(word) if given else word, sure=False)
    return None


def _is_french_place(word: str) -> bool:
    """Whether what follows "de" or "d'" is a name as French places have, and no first name ("De Simone")."""
    return _FRENCH.search(word) is not None and not is_first_name(word)


def _without_vowel(word: str, place: Place, *, capitals: bool) -> Cased:
    """Initials run together ("JP") stay; short surnames without a vowel exist too ("Ng", "Vlk")."""
    if len(word) == 1:
        return Cased(word.upper())
    if place == "last" or word == "ng":
        return Cased(_capital(word), sure=word == "ng")
    return Cased(word.upper(), sure=capitals and len(word) == 2)


def _piece(piece: str, number: int, country: str) -> Cased:
    """One piece of a hyphenated word; only the first may be a particle such as "El"."""
    if number > 0 and piece in (
        "de",
        "du",
        "des",
        "d",
        "la",
        "le",
        "les",
        "en",
        "sur",
        "sous",
        "van",
        "der",
        "el",
        "al",
    ):
        return Cased(piece, sure=False)
    parts = _APOSTROPHE.split(piece)
    if len(parts) == 3 and parts[2]:
        return _elided(parts[0], parts[1], parts[2], country)
    if len(parts) > 3 or (len(parts) == 3 and not parts[0]):
        return Cased(_capital(piece), sure=len(parts) == 3 and not parts[2])
    return _join([_plain(part, country) for part in piece.split(".")], ".")


def _elided(head: str, apostrophe: str, tail: str, country: str) -> Cased:
    rest = _plain(tail, country)
    if head == "d" and country in FRENCH:
        french = not re.search(r"[aoiu]$|^h", tail) and re.match(r"[aeiouyéèêâîœæ]", tail) is not None
        if french or tail[0] not in "aeiouyhéèêâîœæ":  # D'Souza and D'Cruz, of Goa, keep their capital
            sure = rest.sure and (not french or _is_french_place(tail))
            return Cased((head if french else "D") + apostrophe + rest.text, sure)
        return Cased(f"D{apostrophe}{rest.text}", sure=False)
    sure = (
        head in ("o", "n", "l")
        or (head == "d" and country != "BE")
        or head in ITALIAN_ELISIONS
        or (head == "m" and tail[0] != "h")
    )
    if len(head) > 1 and head not in ITALIAN_ELISIONS:
        return Cased(_capital(head) + apostrophe + tail, sure=False)
    return Cased(_capital(head) + apostrophe + rest.text, sure and rest.sure)


def _plain(word: str, country: str) -> Cased:
    if word.startswith("mc") and len(word) >= 5 and word.isalpha():
        return Cased("Mc" + _capital(word[2:]))
    if word in MAC:
        return Cased("Mac" + _capital(word[3:]), sure=False)
    if word in CAPITAL_INSIDE and country not in FRENCH:
        return Cased(CAPITAL_INSIDE[word], sure=False)
    return Cased(_capital(word), sure=not word.startswith("ij"))


def _capital(word: str) -> str:
    """The first letter as a capital, whatever sign stands before it: "(dupont)" is "(Dupont)"."""
    for i, c in enumerate(word):
        if c.isalpha():
            return word[:i] + c.upper() + word[i + 1 :]
    return word


def _join(pieces: list[Cased], sign: str) -> Cased:
    return Cased(sign.join(piece.text for piece in pieces), all(piece.sure for piece in pieces))
