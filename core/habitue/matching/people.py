"""Given names and surnames as they are compared: titles off, particles off, and apart where a cell holds both."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from habitue.matching.fold import fold
from habitue.matching.nicknames import is_known
from habitue.matching.wordlist import words

Texts = NDArray[np.object_]

_TITLES = words(
    "m mr mme mlle melle mle dr docteur doctor monsieur madame mademoiselle mrs ms miss mister prof professor sir "
    "professeur maitre me rev herr frau mx"
)
_UNSURE_TITLES = frozenset(("m", "me", "sir"))
_SUFFIXES = words("jr sr junior senior ii iii iv phd esq")
_LINKS = words("nee ne born epouse ep epse veuve vve dit dite alias")
_PARTICLES = words("de du des d von van der den of zu")
_LEGAL = words(
    "sarl sas sasu eurl sa sci snc scp selarl ltd limited llc inc plc corp gmbh ag kg srl sprl bv nv spa ets "
    "etablissements societe association company cie holding groupe group"
)


@dataclass(frozen=True, slots=True)
class Names:
    """The given names and surnames of all rows, folded; "" where there is none."""

    first: Texts
    last: Texts


@cache
def given(text: str) -> str:
    """A given name without titles; "" when nothing else is there."""
    found = [word for word in fold(text).split() if word not in _SUFFIXES]
    while len(found) > 1 and found[0] in _TITLES and (found[0] not in _UNSURE_TITLES or len(found[1]) > 1):
        found = found[1:]
    return "" if len(found) == 1 and found[0] in _TITLES - _UNSURE_TITLES else " ".join(found)


@cache
def surname(text: str) -> str:
    """A surname without titles, particles and the words that join two ("née")."""
    found = [word for word in fold(text).split() if word not in _SUFFIXES and word not in _LINKS]
    while len(found) > 1 and found[0] in _TITLES:
        found = found[1:]
    bare = [word for word in found if word not in _PARTICLES]
    return " ".join(bare or found)


def looks_like_company(text: str) -> bool:
    """Whether a name has a legal form or a word that only firms and societies have."""
    return not _LEGAL.isdisjoint(fold(text).split())


def apart(first: Texts, last: Texts) -> Names:
    """Each row's two names, where a cell that holds both is cut by the given names that the file itself shows."""
    common = _given_words(first)
    first, last = first.copy(), last.copy()
    for row in np.flatnonzero((first == "") ^ (last == "")):
        whole = first[row] or last[row]
        if " " in whole:
            first[row], last[row] = _cut(whole, common)
    both = (first != "") & (last != "")
    long = np.fromiter((" " in one or " " in two for one, two in zip(first, last, strict=True)), bool, len(first))
    for row in np.flatnonzero(both & long):
        first[row], last[row] = _without_repeats(first[row], last[row])
    return Names(first, last)


def people_share(names: pd.Series) -> float:
    """The share of a column of whole names that look like people: two to four words, a common given name among them."""
    texts = names.dropna().unique()[:5000]
    if not len(texts):
        return 0.0
    found = [fold(text).split() for text in texts]
    return sum(2 <= len(ws) <= 5 and any(is_known(w) for w in ws) and _LEGAL.isdisjoint(ws) for ws in found) / len(
        found
    )


def from_whole(names: Texts) -> Names:
    """Whole names of people cut in two: by capitals ("DUPONT Jean"), a comma, known given names, or the usual order."""
    folded = [surname(text) for text in names]
    starts = sum(is_known(text.split(" ", 1)[0]) for text in folded if " " in text)
    ends = sum(is_known(text.rsplit(" ", 1)[1]) for text in folded if " " in text)
    first, last = np.full(len(names), "", object), np.full(len(names), "", object)
    for row, (raw, text) in enumerate(zip(names, folded, strict=True)):
        first[row], last[row] = _cut_whole(raw, text, ends_given=ends > starts)
    return Names(first, last)


def _cut_whole(raw: str, text: str, *, ends_given: bool) -> tuple[str, str]:
    if "," in raw:
        before, after = raw.split(",", 1)
        if fold(before) and fold(after):
            return given(after), surname(before)
    words = text.split()
    if len(words) < 2:
        return "", text
    capitals = [word for word in raw.replace("-", " ").split() if word.isupper() and len(word) > 1]
    if capitals and not raw.isupper():
        loud = surname(" ".join(capitals)).split()
        quiet = [word for word in words if word not in loud]
        if loud and quiet:
            return " ".join(quiet), " ".join(loud)
    starts, ends = is_known(words[0]) or len(words[0]) == 1, is_known(words[-1]) or len(words[-1]) == 1
    if ends_given and (ends or not starts):
        return words[-1], " ".join(words[:-1])
    if not ends_given and ends and not starts:
        return words[-1], " ".join(words[:-1])
    return words[0], " ".join(words[1:])


def _given_words(first: Texts) -> frozenset[str]:
    """The given names that stand at least twice in the column."""
    counts = pd.Series(first[first != ""]).value_counts()
    return frozenset(counts.index[counts > 1])


def _cut(whole: str, common: frozenset[str]) -> tuple[str, str]:
    words = whole.split()
    for place in (0, len(words) - 1):
        if words[place] in common or is_known(words[place]):
            return words[place], surname(" ".join(words[:place] + words[place + 1 :]))
    return words[0], surname(" ".join(words[1:]))


def _without_repeats(first: str, last: str) -> tuple[str, str]:
    """Names told twice, once: "Jean" and "Jean Dupont" are Jean and Dupont; "Jean Dupont" and "Dupont" too."""
    one, two = first.split(), last.split()
    rest = [word for word in two if word not in one]
    if len(rest) < len(two) and rest and len(two) > len(rest):
        return first, " ".join(rest)
    rest = [word for word in one if word not in two]
    return (" ".join(rest), last) if rest and len(rest) < len(one) else (first, last)


_MEN = words("m mr monsieur mister sir messieurs herr")
_WOMEN = words("mme madame mlle mademoiselle mrs ms miss madam frau mesdames")


def fold_title(text: str) -> str:
    """Whose title it is, "man" or "woman"; "" for one that does not tell, or both ("M. et Mme")."""
    said = set(fold(text).split())
    men, women = bool(said & _MEN), bool(said & _WOMEN)
    return "" if men == women else "man" if men else "woman"
