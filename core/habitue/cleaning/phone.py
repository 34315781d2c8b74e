"""Cleans a column of telephone numbers; a number is checked against its country's numbering plan, never called."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from habitue.cleaning.column import Distinct, as_text, distinct, gather
from habitue.cleaning.country import country_code
from habitue.cleaning.phone_cell import Reading, read_phone
from habitue.cleaning.rules import Rule, Rules
from habitue.language import sentence
from habitue.records import Cleaned
from habitue.tables import text_dtype


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
    found, where = _with_countries(text, countries, rules)
    readings = [read_phone(value, country, rules) for value, country in zip(found.texts.tolist(), where, strict=True)]
    verdicts = {n: r.verdict for n, r in enumerate(readings) if r.verdict.rules or r.verdict.doubts}
    return CleanedPhones(
        number=gather(text, found, verdicts),
        e164=_spread(text, found, [r.number.e164 if r.number else None for r in readings]),
        kind=_spread(text, found, [r.number.kind if r.number else None for r in readings]),
        mobile=_spread(text, found, [_mobile(r) for r in readings]),
        every=_spread(text, found, ["; ".join(n.e164 for n in r.every) or None for r in readings]),
        extension=_spread(text, found, [r.extension for r in readings]),
    )


def _with_countries(text: pd.Series, countries: pd.Series | None, rules: Rules) -> tuple[Distinct, list[str]]:
    """The distinct pairs of number and country, and the country of each."""
    found = distinct(text)
    if countries is None:
        return found, [rules.country] * len(found.texts)
    named = distinct(as_text(countries))
    codes = [country_code(name) or "" for name in named.texts.tolist()]
    known = pd.factorize(np.array([*codes, rules.country], dtype=object))
    country = known[0][named.codes]  # the last, for the code -1 of blank cells, is the file's country
    pair = np.where(found.codes < 0, -1, found.codes * len(known[1]) + country)
    numbers, pairs = pd.factorize(pair[pair >= 0])
    cells = np.full(len(pair), -1)
    cells[pair >= 0] = numbers
    texts = found.texts.take(pairs // len(known[1])).reset_index(drop=True)
    return Distinct(texts, cells), [known[1][n] for n in pairs % len(known[1])]


def _mobile(reading: Reading) -> str | None:
    return next((number.e164 for number in reading.every if number.kind in ("mobile", "fixed or mobile")), None)


def _spread(text: pd.Series, found: Distinct, values: list[str | None]) -> pd.Series:
    """A column like `text` from the values of its distinct texts."""
    spread = pd.Series(values, dtype=text_dtype()).array.take(found.codes, allow_fill=True)
    return pd.Series(spread, index=text.index, name=text.name)


PHONE_RULES: tuple[Rule, ...] = (
    Rule(
        id="phones.excel_number",
        explains=sentence("Telephones that a spreadsheet took for numbers (6.12345678E8, 612345678.0) are put back."),
    ),
    Rule(
        id="phones.lost_zero",
        explains=sentence("The first zero of a French telephone, lost by a spreadsheet, is put back."),
    ),
    Rule(id="phones.lost_plus", explains=sentence("A telephone that begins with 33 without its + gets it back.")),
    Rule(id="phones.label", explains=sentence("Words such as “Tel.” or “mobile” around a telephone are taken off.")),
    Rule(
        id="phones.format",
        explains=sentence("Telephones are grouped as people of their country write them (06 12 34 56 78)."),
    ),
    Rule(
        id="phones.first_of_several",
        explains=sentence(
            "Where a cell has several telephones, the first is kept and the others are listed for review."
        ),
    ),
    Rule(
        id="phones.placeholder",
        explains=sentence("Telephones of a single digit (9999999999) count as blank."),
    ),
    Rule(
        id="phones.several",
        explains=sentence("The cell has several telephones; the others are listed here."),
        severity="doubt",
    ),
    Rule(
        id="phones.not_in_plan",
        explains=sentence("The numbering plan of the country has no such telephone."),
        severity="doubt",
    ),
    Rule(id="phones.short", explains=sentence("This is too short for a customer's telephone."), severity="doubt"),
    Rule(
        id="phones.rounded",
        explains=sentence("A spreadsheet rounded this telephone and its last digits are lost."),
        severity="doubt",
    ),
    Rule(
        id="phones.letters",
        explains=sentence("There are words beside the telephone that may matter."),
        severity="doubt",
    ),
    Rule(id="phones.fax", explains=sentence("This is a fax number."), severity="doubt"),
    Rule(
        id="phones.perhaps_placeholder",
        explains=sentence("This telephone was perhaps typed only to fill the box."),
        severity="doubt",
    ),
)
