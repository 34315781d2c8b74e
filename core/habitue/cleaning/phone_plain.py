"""Reads the French telephone numbers that stand alone in their cells, as nearly all do, a column at a time."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from habitue.cleaning.column import matches
from habitue.cleaning.phone_cell import ELSEWHERE
from habitue.cleaning.phone_number import FRENCH, kind_of_french

_PLAIN = r"^(?:0|\+33 ?(?:\(0\) ?)?|0033 ?|)[1-79](?:[ .-]?[0-9]){8}$"
_MADE_UP = r"^(?:[1-9]0{8}|1{9}|2{9}|3{9}|4{9}|5{9}|6{9}|7{9}|9{9})$"


@dataclass(frozen=True, slots=True)
class PlainNumbers:
    """Numbers of France itself, one element each: which of the texts they are, and what they become."""

    numbers: np.ndarray  # int64, positions in the texts
    e164: np.ndarray  # object, of text
    kinds: np.ndarray  # object, of text
    shown: list[str]
    lost_zero: np.ndarray  # bool: written without the zero or +33 that goes before


def read_plain(texts: pd.Series, countries: pd.Series) -> PlainNumbers:
    """The texts that are plain French numbers, written down in France or overseas; the others are not told of.

    Numbers of overseas lands and of services (08...) are left to the slow way, as are those that look made up.
    """
    likely = np.flatnonzero(
        matches(texts, _PLAIN) & ~matches(texts, ELSEWHERE) & countries.isin(FRENCH).to_numpy(dtype=bool)
    )
    written = texts.take(likely)
    digits = written.str.replace(r"[^0-9]", "", regex=True).str[-9:]
    codes, beginnings = pd.factorize(digits.str[:3])
    kinds = np.array([*map(kind_of_french, beginnings.tolist()), None], dtype=object)[codes]
    kept = np.flatnonzero(pd.notna(kinds) & ~matches(digits, _MADE_UP))
    written, digits = written.take(kept), digits.take(kept)
    pairs = [digits.str[place : place + 2] for place in (1, 3, 5, 7)]
    shown = "0" + digits.str[:1]
    for pair in pairs:
        shown = shown + " " + pair
    return PlainNumbers(
        likely[kept],
        ("+33" + digits).to_numpy(dtype=object),
        kinds[kept],
        shown.tolist(),
        matches(written, "^[1-9]"),
    )
