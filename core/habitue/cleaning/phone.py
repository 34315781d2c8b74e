"""Cleans a column of telephone numbers; a number is checked against its country's numbering plan, never called."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from habitue.cleaning.column import Verdict, as_text, distinct, gather
from habitue.cleaning.country import country_code
from habitue.cleaning.phone_cell import Reading, read_phone
from habitue.cleaning.rules import Rules
from habitue.cleaning.together import spread, together
from habitue.records import Cleaned

_BLANK = Reading(Verdict(None))


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
    readings = [read_phone(value, country or "", rules) if value else _BLANK for value, country in rows.rows]
    verdicts = {n: r.verdict for n, r in enumerate(readings) if r.verdict.rules or r.verdict.doubts}
    return CleanedPhones(
        number=gather(text, found, verdicts),
        e164=spread(found.codes, [r.number.e164 if r.number else None for r in readings], text),
        kind=spread(found.codes, [r.number.kind if r.number else None for r in readings], text),
        mobile=spread(found.codes, [_mobile(r) for r in readings], text),
        every=spread(found.codes, ["; ".join(n.e164 for n in r.every) or None for r in readings], text),
        extension=spread(found.codes, [r.extension for r in readings], text),
    )


def _codes(text: pd.Series, countries: pd.Series | None, rules: Rules) -> pd.Series:
    """The code of each row's country: the file's where the row says none, blank where we cannot tell."""
    if countries is None:
        return pd.Series(rules.country, index=text.index, dtype=text.dtype)
    named = distinct(as_text(countries))
    codes = [country_code(name) for name in named.texts.tolist()]
    return spread(np.where(named.codes < 0, len(codes), named.codes), [*codes, rules.country], text)


def _mobile(reading: Reading) -> str | None:
    return next((number.e164 for number in reading.every if number.kind in ("mobile", "fixed or mobile")), None)
