"""What a row without a customer key says of who it is about: e-mail address, name and place, name, phone."""

import re
import unicodedata
from dataclasses import dataclass

import numpy as np
import pandas as pd

from habitue.intake.keys import NOBODY
from habitue.intake.source import Source
from habitue.roles import Role
from habitue.tables import text_dtype

_PHONES = (Role.MOBILE, Role.PHONE)
_NAMES = (Role.COMPANY, Role.NAME, Role.LAST_NAME, Role.FIRST_NAME)
_CLUES = (Role.EMAIL, *_NAMES, Role.TOWN, Role.POSTCODE, *_PHONES)
_WORD = re.compile(r"[^\W_]+")
_CIVILITIES = frozenset({"m", "mr", "mme", "mlle", "mrs", "ms", "miss", "dr", "monsieur", "madame", "mademoiselle"})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Named:
    """The distinct ways in which the rows of a table name people, and for each row which one (`codes`, never -1).

    `email`, `company`, `person`, `place` and `phone` are plain texts, missing where they are not known.
    """

    email: pd.Series
    company: pd.Series
    person: pd.Series
    place: pd.Series
    phone: pd.Series
    codes: np.ndarray

    @property
    def whole(self) -> pd.Series:
        """Company and person."""
        return _side_by_side(self.company, self.person)

    def own(self) -> pd.Series:
        """What tells each from the others: e-mail address, or name and place, or name, or phone; or nothing."""
        return _first(
            "@" + self.email, "#" + self.whole.str.cat(self.place, sep=", "), "#" + self.whole, "+" + self.phone
        )

    def answers(self) -> list[pd.Series]:
        """All the clues that these people answer to; those with "=" only where they have no e-mail address."""
        no_email = np.asarray(self.email.isna(), dtype=bool)
        names = [self.whole, self.company, self.person]
        names += [name.str.cat(self.place, sep=", ") for name in names]
        return [
            "@" + self.email,
            "+" + self.phone,
            *("#" + n for n in names),
            *("=" + n.where(no_email) for n in names),
        ]

    def asks(self) -> list[pd.Series]:
        """The clues by which to look for these people, the surest first.

        Somebody with an e-mail address is looked for by name only among those who have none, and somebody with a town
        only among their namesakes of that town: a namesake is not taken for the same person.
        """
        has_email = np.asarray(self.email.notna(), dtype=bool)
        placed = np.asarray(self.place.notna(), dtype=bool)
        asked = ["@" + self.email]
        for name in (self.whole, self.company):
            full = name.str.cat(self.place, sep=", ").where(placed, name)
            asked.append(("=" + full).where(has_email, "#" + full))
        return [*asked, "+" + self.phone.where(~has_email & np.asarray(self.whole.isna(), dtype=bool))]


def name_rows(source: Source) -> Named:
    """How each row names its customer; only distinct combinations are looked at."""
    codes, parts = _combinations(source)
    return Named(
        email=parts[Role.EMAIL].where(np.asarray(parts[Role.EMAIL].str.contains("@").fillna(value=False), dtype=bool)),
        company=parts[Role.COMPANY],
        person=_sorted(_side_by_side(parts[Role.NAME], parts[Role.LAST_NAME], parts[Role.FIRST_NAME])),
        place=parts[Role.TOWN].fillna(parts[Role.POSTCODE]),
        phone=parts[Role.MOBILE].fillna(parts[Role.PHONE]),
        codes=codes,
    )


def _combinations(source: Source) -> tuple[np.ndarray, dict[Role, pd.Series]]:
    """The distinct combinations of all clues, in plain text by role, and for each row which one."""
    numbers = np.zeros(len(source.table), dtype=np.int64)
    plain: dict[Role, tuple[pd.Series, np.ndarray]] = {}
    for role in _CLUES:
        view = source.view(role)
        if view is None:
            continue
        texts, codes = _plain_texts(role, view.distinct.texts), view.distinct.codes
        same, values = pd.factorize(texts)
        cells = np.append(same, -1)[codes]
        plain[role] = (pd.Series(values, dtype=text_dtype()), cells)
        numbers, _ = pd.factorize(numbers * (len(values) + 1) + cells + 1)
    first = _first_rows(numbers)
    blank = pd.Series(pd.NA, index=range(len(first)), dtype=text_dtype())
    parts = {
        role: pd.Series(plain[role][0].array.take(plain[role][1][first], allow_fill=True), dtype=text_dtype())
        if role in plain
        else blank
        for role in _CLUES
    }
    return numbers, parts


def _first_rows(numbers: np.ndarray) -> np.ndarray:
    first = np.zeros(int(numbers.max(initial=-1)) + 1, dtype=np.int64)
    first[numbers[::-1]] = np.arange(len(numbers))[::-1]
    return first


def _plain_texts(role: Role, texts: pd.Series) -> pd.Series:
    plain = _digits if role in _PHONES else _email if role is Role.EMAIL else _words
    return pd.Series([plain(text) or None for text in texts.tolist()], dtype=text_dtype())


def _words(text: str) -> str:
    """Words without case, accents, punctuation and civility, in the order of the alphabet."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    words = [word for word in _WORD.findall(text.casefold()) if word not in _CIVILITIES]
    return "" if " ".join(words) in NOBODY else " ".join(sorted(words))


def _email(text: str) -> str:
    email = text.strip().lower().removeprefix("mailto:")
    return "" if email in NOBODY else email


def _digits(text: str) -> str:
    digits = "".join(c for c in text.removesuffix(".0") if c in "0123456789")
    return digits[-9:] if len(digits) >= 8 else ""


def _side_by_side(*names: pd.Series) -> pd.Series:
    whole = names[0]
    for more in names[1:]:
        both = whole.str.cat(more, sep=" ")
        whole = both.fillna(whole).fillna(more)
    return whole


def _first(*texts: pd.Series) -> pd.Series:
    first = texts[0]
    for more in texts[1:]:
        first = first.fillna(more)
    return first


def _sorted(names: pd.Series) -> pd.Series:
    """Each name's words in the order of the alphabet, whichever was written first."""
    words = [" ".join(sorted(name.split())) if isinstance(name, str) else None for name in names.tolist()]
    return pd.Series(words, index=names.index, dtype=text_dtype())
