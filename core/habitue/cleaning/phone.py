"""Cleans a column of telephone numbers; a number is checked against its country's numbering plan, never called."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from habitue.cleaning.column import Verdict, as_text, distinct, gather
from habitue.cleaning.country import country_code
from habitue.cleaning.phone_cell import Reading, read_phone
from habitue.cleaning.phone_plain import PlainNumbers, read_plain
from habitue.cleaning.rules import Rules
from habitue.cleaning.together import spread, together
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
    rows = together([text, _codes(text, countries, rules)])
    found = rows.column(0)
    plain = read_plain(found.texts, pd.Series([country for _, country in rows.rows], dtype=text.dtype))
    slow = np.ones(len(rows.rows), dtype=bool)
    slow[plain.numbers] = False
    readings = {
        n: read_phone(value, country or "", rules)
        for n in np.flatnonzero(slow).tolist()
        for value, country in [rows.rows[n]]
        if value
    }
    verdicts = _plain_verdicts(plain, found.texts, rules)
    verdicts |= {n: r.verdict for n, r in readings.items() if r.verdict.rules or r.verdict.doubts}
    unread = plain.numbers[plain.lost_zero & (not rules.on("phones.lost_zero"))]
    pieces: dict[str, np.ndarray] = {name: np.full(len(rows.rows), None, dtype=object) for name in _PIECES}
    for name, values in zip(_PIECES, _plain_pieces(plain), strict=True):
        pieces[name][plain.numbers] = values
        pieces[name][unread] = None
    for n, reading in readings.items():
        for name, value in zip(_PIECES, _pieces(reading), strict=True):
            pieces[name][n] = value
    columns = {name: spread(found.codes, values.tolist(), text) for name, values in pieces.items()}
    return CleanedPhones(number=gather(text, found, verdicts), **columns)


def _plain_verdicts(plain: PlainNumbers, texts: pd.Series, rules: Rules) -> dict[int, Verdict]:
    """The verdicts on the plain numbers that change."""
    verdicts: dict[int, Verdict] = {}
    written = texts.take(plain.numbers).tolist()
    rule_of = {lost: (rule,) if rules.on(rule) else () for lost, rule in _PLAIN_RULES.items()}
    for n, text, shown, lost in zip(
        plain.numbers.tolist(), written, plain.shown, plain.lost_zero.tolist(), strict=True
    ):
        if text != shown and rule_of[lost]:
            verdicts[n] = Verdict(shown, rule_of[lost])
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
