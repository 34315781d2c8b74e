"""Reads the French telephone numbers that stand alone in their cells, as nearly all do, a column at a time."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from habitue.cleaning.column import matches
from habitue.cleaning.phone_cell import ELSEWHERE
from habitue.cleaning.phone_number import FRENCH, OVERSEAS, kind_of_plain

_PLAIN = r"^(?:0|\+33 ?(?:\(0\) ?)?|0033 ?|)[1-79](?:[ .-]?[0-9]){8}$"
_MADE_UP = r"^(?:[1-9]0{8}|1{9}|2{9}|3{9}|4{9}|5{9}|6{9}|7{9}|9{9})$"


@dataclass(frozen=True, slots=True)
class PlainNumbers:
    """Numbers of France and its overseas lands, one element each: which of the texts they are, what they become."""

    numbers: np.ndarray  # int64, positions in the texts
    e164: np.ndarray  # object, of text
    kinds: np.ndarray  # object, of text
    shown: np.ndarray  # object, of text
    as_shown: np.ndarray  # bool: written so already
    lost_zero: np.ndarray  # bool: written without the zero or +33 that goes before


def read_plain(texts: pd.Series, countries: np.ndarray) -> PlainNumbers:
    """The texts that are plain French numbers, written down in France or overseas; the others are not told of.

    `countries` has a code for each text. Numbers of services (08...) are left to the slow way, as are those that look
    made up.
    """
    french = pd.Series(countries).isin(FRENCH).to_numpy(dtype=bool)
    numbers = np.flatnonzero(french & matches(texts, _PLAIN) & ~matches(texts, ELSEWHERE))
    written = texts.take(numbers)
    digits = written.str.replace(r"[^0-9]", "", regex=True).str[-9:]
    overseas = digits.str[:3].isin(OVERSEAS).to_numpy(dtype=bool)
    codes, kinds = _plans(digits, overseas)
    kept = np.flatnonzero(
        codes.astype(bool) & ~(overseas & matches(written, "^(?:[+]|00)")) & ~matches(digits, _MADE_UP)
    )
    numbers, written, digits, overseas = numbers[kept], written.take(kept), digits.take(kept), overseas[kept]
    shown = digits.str.replace("^(.)(..)(..)(..)(..)$", r"0\1 \2 \3 \4 \5", regex=True)
    if overseas.any():
        shown = shown.mask(overseas, digits.str.replace("^(...)(..)(..)(..)$", r"0\1 \2 \3 \4", regex=True))
    return PlainNumbers(
        numbers,
        "+" + codes[kept] + digits.to_numpy(dtype=object),
        kinds[kept],
        shown.to_numpy(dtype=object),
        (shown == written).to_numpy(dtype=bool),
        matches(written, "^[1-9]"),
    )


def _plans(digits: pd.Series, overseas: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The country code, "" where the plan has no such number, and the kind of numbers of nine digits."""
    numbers, beginnings = pd.factorize(digits.str[:3].mask(overseas, digits.str[:5]))
    known = [kind_of_plain(beginning) for beginning in beginnings.tolist()]
    codes = np.array([str(plan[0]) if plan else "" for plan in known], dtype=object)
    kinds = np.array([plan[1] if plan else None for plan in known], dtype=object)
    return codes[numbers], kinds[numbers]
