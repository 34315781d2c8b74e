"""Cleans a column of telephone numbers; a number is checked against its country's numbering plan, never called."""

from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from habitue.cleaning.column import Verdict, as_text, gather
from habitue.cleaning.country import country_code
from habitue.cleaning.phone_cell import Reading, read_phone
from habitue.cleaning.phone_plain import PlainNumbers, read_plain
from habitue.cleaning.rules import Rules
from habitue.cleaning.together import spread, together
from habitue.distinct import Distinct, distinct
from habitue.records import Cleaned

_PIECES = ("e164", "kind", "mobile", "every", "extension")
_PLAIN_RULES = {True: "phones.lost_zero", False: "phones.format"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanedPhones:
    """The telephone numbers of a column, all outputs as long as it and in its order.

    `number` is what people read and dial: "06 12 34 56 78" in its own country, "+44 20 7946 0018" in another (what is
    no number stays as it was, with a doubt). `e164` is what tools take ("+33612345678"), blank where there is none.
    `kind` is one of `phone_number.Kind`. `mobile` is the first mobile number of the cell and `every` all its numbers,
    separated by "; ", both as E.164. `extension` is what to ask for once answered.
    """

    number: Cleaned
    e164: pd.Series
    kind: pd.Series
    mobile: pd.Series
    every: pd.Series
    extension: pd.Series


def clean_phones(column: pd.Series, *, rules: Rules, countries: pd.Series | None = None) -> CleanedPhones:
    """The numbers of a column, with the zeros that a spreadsheet lost; each distinct one is read once.

    `countries`, as long as the column, has the country of each row, as a name or a code; where it is blank, or not
    given, the file's country (`rules.country`) holds. In a country that we cannot tell only "+..." numbers are read.
    """
    text = as_text(column)
    found, known = _distinct(text, _codes(text, countries, rules))
    plain = read_plain(found.texts, known)
    slow = np.ones(len(found.texts), dtype=bool)
    slow[plain.numbers] = False
    readings = {
        n: read_phone(value, country or "", rules)
        for n, value, country in zip(
            np.flatnonzero(slow).tolist(), found.texts[slow].tolist(), known[slow].tolist(), strict=True
        )
        if value
    }
    verdicts = _plain_verdicts(plain, rules)
    verdicts |= {n: r.verdict for n, r in readings.items() if r.verdict.rules or r.verdict.doubts}
    unread = plain.numbers[plain.lost_zero & (not rules.on("phones.lost_zero"))]
    pieces: dict[str, np.ndarray] = {name: np.full(len(found.texts), None, dtype=object) for name in _PIECES}
    for name, values in zip(_PIECES, _plain_pieces(plain), strict=True):
        pieces[name][plain.numbers] = values
        pieces[name][unread] = None
    for n, reading in readings.items():
        for name, value in zip(_PIECES, _pieces(reading), strict=True):
            pieces[name][n] = value
    columns = {name: spread(found.codes, values.tolist(), text) for name, values in pieces.items()}
    return CleanedPhones(number=gather(text, found, verdicts), **columns)


def _distinct(text: pd.Series, countries: pd.Series) -> tuple[Distinct, np.ndarray]:
    """The distinct numbers of each country, and the code of the country of each of them, None where we cannot tell."""
    known = countries.unique()
    if len(known) == 1:
        found = distinct(text)
        return found, np.full(len(found.texts), None if pd.isna(known[0]) else known[0], dtype=object)
    rows = together([text, countries])
    return rows.column(0), np.array([country for _, country in rows.rows], dtype=object)


def _plain_verdicts(plain: PlainNumbers, rules: Rules) -> dict[int, Verdict]:
    """The verdicts on the plain numbers that change."""
    verdicts: dict[int, Verdict] = {}
    for lost, rule in _PLAIN_RULES.items():
        if rules.on(rule):
            changed = ~plain.as_shown & (plain.lost_zero == lost)
            shown = map(partial(Verdict, rules=(rule,)), plain.shown[changed].tolist())
            verdicts |= dict(zip(plain.numbers[changed].tolist(), shown, strict=True))
    return verdicts


def _plain_pieces(plain: PlainNumbers) -> tuple[np.ndarray, ...]:
    none = np.full(len(plain.numbers), None, dtype=object)
    return plain.e164, plain.kinds, np.where(plain.kinds == "mobile", plain.e164, none), plain.e164, none


def _pieces(reading: Reading) -> tuple[str | None, ...]:
    number = reading.number
    every = "; ".join(number.e164 for number in reading.every) or None
    e164, kind = (None, None) if number is None else (number.e164, number.kind)
    return e164, kind, _mobile(reading), every, reading.extension


def _codes(text: pd.Series, countries: pd.Series | None, rules: Rules) -> pd.Series:
    """The code of each row's country: the file's where the row says none, blank where we cannot tell."""
    if countries is None:
        return pd.Series(rules.country, index=text.index, dtype=text.dtype)
    named = distinct(as_text(countries))
    codes = [country_code(name) for name in named.texts.tolist()]
    return spread(np.where(named.codes < 0, len(codes), named.codes), [*codes, rules.country], text)


def _mobile(reading: Reading) -> str | None:
    return next((number.e164 for number in reading.every if number.kind in ("mobile", "fixed or mobile")), None)
