"""Checks the numbers of companies by their check digits: SIREN, SIRET (with La Poste's exception) and VAT."""

import re
import sys
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib import import_module
from types import ModuleType

import pandas as pd

from habitue.cleaning.column import Doubt, Verdict, clean_column
from habitue.cleaning.rules import Rule, Rules
from habitue.cleaning.text import CODE, tidied
from habitue.language import sentence
from habitue.records import Cleaned

RULES = (
    Rule(
        id="identifiers.form",
        explains=sentence("Numbers of companies are written without spaces, dots or words before them."),
    ),
    Rule(
        id="identifiers.check_digit",
        explains=sentence("The check digits do not fit: a digit of the number is wrong, missing or too many."),
        severity="doubt",
    ),
    Rule(
        id="identifiers.lost_digits",
        explains=sentence("Excel took the number for a quantity: digits or zeros at its start are lost."),
        severity="doubt",
    ),
    Rule(
        id="identifiers.other_number",
        explains=sentence("Another number of the company stands in this column, such as a SIRET in place of a SIREN."),
        severity="doubt",
    ),
)

_LABEL = re.compile(
    r"(?i)^(?:(?:n[°º.]|(?:no|num[ée]ro|num|id|identifiant|siret|siren|rcs(?: [a-zà-ÿ' -]+)?|tva|vat|ust-?id(?:nr)?"
    r"|intracom\w*|intra|number|reg)\b)[ .:]*(?:(?:de|of) (?=tva|vat|siren|siret))?)+"
)
_SIGNS = re.compile(r"[ .\-_/\u2010-\u2015]")
_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]{1,2}")
_WHOLE = re.compile(r"([0-9]{8,14})[.,]0+")
_EU_OTHER_PREFIXES = {"GR": "EL"}


def clean_sirens(column: pd.Series, *, rules: Rules) -> Cleaned:
    """SIREN numbers as nine digits, where their check digit fits; all others as they are, with a doubt."""
    return clean_column(column, tidied(_judge_french(rules, "SIREN"), rules, CODE))


def clean_sirets(column: pd.Series, *, rules: Rules) -> Cleaned:
    """SIRET numbers as fourteen digits, where their check digit fits or they are La Poste's."""
    return clean_column(column, tidied(_judge_french(rules, "SIRET"), rules, CODE))


def clean_vat_numbers(column: pd.Series, *, rules: Rules) -> Cleaned:
    """VAT numbers of the European Union and Great Britain: the country's two letters, then the number."""
    return clean_column(column, tidied(_judge_vat(rules), rules, CODE))


def is_siren(digits: str) -> bool:
    """Whether nine digits are a SIREN by their check digit."""
    return bool(_check_module("stdnum.fr.siren").is_valid(digits)) and len(set(digits)) > 1


def is_siret(digits: str) -> bool:
    """Whether fourteen digits are a SIRET by their check digit, or by the sum that La Poste's have."""
    return bool(_check_module("stdnum.fr.siret").is_valid(digits)) and len(set(digits[:9])) > 1


def is_vat(number: str) -> bool:
    """Whether letters and digits are a VAT number of the European Union or Great Britain."""
    if number.startswith("GB"):
        return bool(_check_module("stdnum.gb.vat").is_valid(number[2:]))
    return bool(_check_module("stdnum.eu.vat").is_valid(number))


@cache
def _check_module(name: str) -> ModuleType:
    """A module of check digits; with those of all countries 57 ms, so only where a file has such a column.

    They load `ssl` for look-ups on the web, which are never made here; Pyodide has none, and gets an empty one.
    """
    try:
        import ssl  # noqa: F401
    except ModuleNotFoundError:
        sys.modules["ssl"] = ModuleType("ssl")
        try:
            return import_module(name)
        finally:
            del sys.modules["ssl"]
    return import_module(name)


def _judge_french(rules: Rules, kind: str) -> Callable[[str], Verdict]:
    length, valid = (9, is_siren) if kind == "SIREN" else (14, is_siret)

    def judge(text: str) -> Verdict:
        if text.startswith("-"):
            return _doubtful(text, rules, "identifiers.check_digit")
        bare = _bare(text)
        digits = _number(bare)
        if digits is None:
            lost = _SCIENTIFIC.fullmatch(bare)
            return _doubtful(text, rules, "identifiers.lost_digits" if lost else "identifiers.check_digit")
        if len(digits) == length and valid(digits):
            return _written(text, digits, rules)
        if len(digits) == 14 and length == 9 and is_siret(digits):
            return _doubtful(text, rules, "identifiers.other_number", digits[:9])
        if len(digits) == 9 and length == 14 and is_siren(digits):
            return _doubtful(text, rules, "identifiers.other_number")
        padded = digits.zfill(length)
        if length - 3 <= len(digits) < length and valid(padded):
            return _doubtful(text, rules, "identifiers.lost_digits", padded)
        return _doubtful(text, rules, "identifiers.check_digit")

    return judge


def _judge_vat(rules: Rules) -> Callable[[str], Verdict]:
    def judge(text: str) -> Verdict:
        if text.startswith("-"):
            return _doubtful(text, rules, "identifiers.check_digit")
        number = _bare(text).upper()
        if number[:2] in _EU_OTHER_PREFIXES:
            number = _EU_OTHER_PREFIXES[number[:2]] + number[2:]
        if re.fullmatch(r"BE[0-9]{9}", number) and is_vat(number):
            return _doubtful(text, rules, "identifiers.lost_digits", f"BE0{number[2:]}")
        if is_vat(number):
            return _written(text, number, rules)
        if re.fullmatch(r"[0-9A-Z]{2}[0-9]{9}", number) and rules.country == "FR" and is_vat("FR" + number):
            return _doubtful(text, rules, "identifiers.other_number", "FR" + number)
        if number.isdigit() and (is_siren(number) or is_siret(number)):
            return _doubtful(text, rules, "identifiers.other_number")
        return _doubtful(text, rules, "identifiers.check_digit")

    return judge


def _bare(text: str) -> str:
    """The number without the words before it and the signs inside it."""
    label = _LABEL.match(text)
    rest = text[label.end() :] if label and re.match(r"[A-Z]{0,2}[ ]?[0-9]", text[label.end() :]) else text
    if _SCIENTIFIC.fullmatch(rest) or _WHOLE.fullmatch(rest):
        return rest
    return _SIGNS.sub("", rest)


def _number(bare: str) -> str | None:
    """The digits; a number that Excel rounded in writing it ("3.56E+13") has lost some and is None."""
    if bare.isascii() and bare.isdigit():
        return bare
    if whole := _WHOLE.fullmatch(bare):
        return whole[1]
    if not _SCIENTIFIC.fullmatch(bare):
        return None
    try:
        number = Decimal(bare.replace(",", "."))
    except InvalidOperation:
        return None
    mantissa = len(re.sub(r"[eE].*|[.,]", "", bare))
    return str(int(number)) if number == int(number) and mantissa > int(number.adjusted()) else None


def _written(text: str, number: str, rules: Rules) -> Verdict:
    if number == text or not rules.on("identifiers.form"):
        return Verdict(text)
    return Verdict(number, ("identifiers.form",))


def _doubtful(text: str, rules: Rules, rule: str, suggestion: str | None = None) -> Verdict:
    return Verdict(text, (), (Doubt(rule, suggestion),) if rules.on(rule) else ())
