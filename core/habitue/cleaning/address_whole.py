"""Finds a postcode and a town that were written at the end of an address, or together in one cell."""

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from habitue.cleaning.phone_number import FRENCH
from habitue.cleaning.postcode import is_place

NO_STREET = (
    r"(?i)@|^[ +().0-9-]{9,20}$|^[0-9]{1,4}$|(?:^|[^a-z])npai(?:[^a-z]|$)|habite plus"
    r"|retour courrier|adresse (?:erron|inconnue|incompl)|not known at|moved away|return to sender"
    r"|no fixed (?:abode|address)|sans domicile|^(?:idem|ditto|moved|same|sdf|voir|[àa] compl[ée]ter|gone away)$"
)
"""What stands where a street should and is none (of the few that both Python and RE2 read alike)."""
_NO_STREET = re.compile(NO_STREET)
_LONGEST = 300  # characters; a longer cell is a note
_TOWN = r"(?P<town>[^\d,;\n]{2,60}?(?:\s+C[EÉ]DEX(?:\s+\d{1,2})?)?)"
_PLACE = re.compile(rf"(?i)^\s*(?:F\s*-\s*)?(?P<code>\d{{4,5}})[\s,-]+{_TOWN}\s*$")
_WHOLE = re.compile(
    rf"(?is)^(?P<street>.*\S)\s*(?:[,;\n]|\s[–-]|\s)\s*(?:F\s*-\s*)?(?P<code>\d{{4,5}})[\s,]+{_TOWN}\s*(?:[,;\n]?\s*\(?FRANCE\)?)?$"
)


@dataclass(frozen=True, slots=True)
class Whole:
    """An address cut in three; `street` is None where there was none before the postcode."""

    street: str | None
    postcode: str
    town: str


@dataclass(frozen=True, slots=True)
class Cut:
    """Rows whose postcode and town stood in another cell, and what each of their three cells becomes."""

    rows: np.ndarray  # positions
    parts: list[Whole]


def cut(address: pd.Series, postcode: pd.Series, town: pd.Series, countries: pd.Series) -> Cut:
    """The rows of French addresses with a blank postcode, or town, that stands in another cell of the row.

    Only a postcode and a town that belong together are taken, so that "12 rue du 75000 Paris" stays whole.
    """
    no_code, no_town = postcode.isna().to_numpy(), town.isna().to_numpy()
    at_home = countries.isin(FRENCH).to_numpy()
    in_address = at_home & no_code & no_town & _has_digits(address)
    in_town = at_home & no_code & _has_digits(town)
    in_code = at_home & no_town & _has_digits(postcode)
    rows: list[int] = []
    parts: list[Whole] = []
    for mask, column in ((in_address, address), (in_town, town), (in_code, postcode)):
        for row in np.flatnonzero(mask).tolist():
            found = cut_text(str(column.iloc[row]), with_street=column is address)
            if found is not None:
                rows.append(row)
                parts.append(
                    found if column is address else Whole(_text(address.iloc[row]), found.postcode, found.town)
                )
    return Cut(np.array(rows, dtype=np.int64), parts)


def cut_text(text: str, *, with_street: bool) -> Whole | None:
    """A text's postcode and town, and the street before them; None where it does not end so."""
    if len(text) > _LONGEST:
        return None
    place = _PLACE.match(text)
    if place is None and with_street:
        place = _WHOLE.match(text)
    if place is None or not is_place(place["code"].rjust(5, "0"), place["town"].strip()):
        return None
    street = place.groupdict().get("street")
    return Whole(street.strip(" ,;\n-–") if street else None, place["code"], place["town"].strip())


def no_street(text: str | None) -> bool:
    """Whether an e-mail, a telephone or a remark stands in place of a street."""
    return text is not None and _NO_STREET.search(text) is not None


def _has_digits(column: pd.Series) -> np.ndarray:
    found = column.str.contains(r"[0-9]{4,5}", regex=True).fillna(value=False)
    return np.asarray(found, dtype=bool)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
