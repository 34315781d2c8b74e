"""Amounts written as plain numbers, with a journal: what `amounts` reads, put into the cells."""

import re
from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from habitue.cleaning.amounts import AmountColumn, Mark, read_amounts
from habitue.cleaning.amounts_reading import Reading, read_text
from habitue.cleaning.column import Doubt, Verdict, as_text, clean_column, refuse
from habitue.cleaning.rules import Rule, Rules
from habitue.language import sentence
from habitue.records import Cleaned

RULES = (Rule(id="amounts.text", explains=sentence("An amount written as text becomes a number.")),)
"""What is changed; `amounts.RULES` says what is doubted."""

_PLAIN = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)


def clean_amounts(column: pd.Series, *, rules: Rules, decimal: Mark | None = None) -> Cleaned:
    """The amounts of a column as "1234.50", every digit kept; what cannot be read stays as it is, with a doubt.

    A column in several currencies is refused: without their signs, its numbers would be added to one another. Where
    nothing tells whether "1.234" has decimals, no cell with such a mark is written anew.
    """
    text = as_text(column)
    read = read_amounts(text, decimal=decimal)
    if read.refused is not None:
        return refuse(column, read.refused)
    judged = clean_column(text, _judge(read, rules))
    if len(read.currencies) < 2:
        return judged
    why = sentence(
        "The amounts are in several currencies ({currencies}): give each its own column.",
        currencies=tuple(name for name, _ in read.currencies),
    )
    return replace(refuse(column, why), doubts=judged.doubts)


def _judge(read: AmountColumn, rules: Rules) -> Callable[[str], Verdict]:
    """What becomes of one text, given what the column shows."""
    lines = read.doubts.drop_duplicates("value")
    doubts = {
        str(value): Doubt(str(rule), None if pd.isna(suggestion) else str(suggestion))
        for value, rule, suggestion in zip(lines["value"], lines["rule"], lines["suggestion"], strict=True)
    }

    def judge(value: str) -> Verdict:
        doubt = doubts.get(value)
        if doubt is not None:
            return Verdict(value, (), (doubt,) if rules.on(doubt.rule) else ())
        written = _written(value, read)
        if written in (None, value) or not rules.on("amounts.text"):
            return Verdict(value)
        return Verdict(written, ("amounts.text",))

    return judge


def _written(value: str, read: AmountColumn) -> str | None:
    """The number that a text means; None where it means none or must not be written anew."""
    found = read_text(value)
    if found.shape not in ("number", "either"):
        return None
    thousands = found.shape == "either" and found.mark != read.decimal
    if _PLAIN.fullmatch(value) and not thousands:
        return value
    whole, fraction = (found.whole + found.fraction, "") if thousands else (found.whole, found.fraction)
    if read.ambiguous and (fraction or _marked(value)):
        return None
    return _digits(found, whole, fraction, bare=read.ambiguous)


def _marked(value: str) -> bool:
    return "," in value or "." in value


def _digits(found: Reading, whole: str, fraction: str, *, bare: bool) -> str:
    """The number with two decimals or more: its point also says what "1.234" is in the rest of the column."""
    decimals = "" if bare else "." + fraction.ljust(2, "0")
    return f"{'-' if found.negative else ''}{whole}{decimals}"
