"""Amounts as people and programs write them, as whole cents: the decimal mark is decided by the whole column."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from habitue.cleaning.amounts_reading import BLANK, Reading, cents, read_text
from habitue.cleaning.column import as_text, no_doubts
from habitue.cleaning.rules import Rule
from habitue.distinct import Distinct, distinct
from habitue.language import Sentence, sentence
from habitue.tables import text_dtype

Mark = Literal[",", "."]

RULES = (
    Rule(
        id="amounts.ambiguous",
        explains=sentence("The mark could be decimal or group thousands, and no other amount of the column tells."),
        severity="doubt",
    ),
    Rule(
        id="amounts.other_currency",
        explains=sentence("The amount is in another currency than the rest of the column: it is not added to it."),
        severity="doubt",
    ),
    Rule(id="amounts.unreadable", explains=sentence("This is not an amount that we can read."), severity="doubt"),
    Rule(id="amounts.placeholder", explains=sentence("This stands for “no amount”."), severity="doubt"),
    Rule(id="amounts.percent", explains=sentence("This is a percentage, not an amount."), severity="doubt"),
    Rule(
        id="amounts.exponent",
        explains=sentence("This number was shortened to a power of ten, which may have lost digits."),
        severity="doubt",
    ),
    Rule(id="amounts.too_large", explains=sentence("This number is too large to be an amount."), severity="doubt"),
)
"""The reasons to doubt an amount, each with what it means."""

_RULE_CODES = {rule.id: code for code, rule in enumerate(RULES, start=1)}
_SPACES = " \u00a0\u202f"
_PLAIN = (
    rf"^-?(?:[0-9]{{1,12}}|[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}}){{1,3}})(?:[.,][0-9]+)?"
    rf"(?:[{_SPACES}]?(?:€|\$|£|EUR))?$"
)
_EITHER = r"^-?[1-9][0-9]{0,2}[.,][0-9]{3}$"
_HALF = 1e-4
_LEAST_READABLE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountColumn:
    """A column as whole cents (int64), with a mask of the cells that hold no amount (their cents are 0).

    `currency` is the one that most cells name ("" when none does); cells in another one are missing, and in `doubts`
    (position, value, id of a rule, suggestion). `currencies` counts the cells that name each. `decimal` is the mark
    that was decided or given; it is `ambiguous` when nothing tells whether "1.234" has thousands or decimals:
    thousands are then taken, and each such cell is in `doubts`.
    """

    cents: np.ndarray
    missing: np.ndarray
    currency: str
    currencies: tuple[tuple[str, int], ...]
    decimal: Mark | None
    ambiguous: bool
    doubts: pd.DataFrame
    refused: Sentence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Values:
    """One element per distinct text: `cents` read with the mark as decimal, `other` read with it as thousands."""

    cents: np.ndarray
    other: np.ndarray  # only where `either`
    either: np.ndarray
    mark: np.ndarray  # 0 none, 1 comma, 2 dot
    currency: np.ndarray  # object
    rules: np.ndarray  # code of a rule, 0 when readable
    blank: np.ndarray


def read_amounts(column: pd.Series, *, decimal: Mark | None = None) -> AmountColumn:
    """The column's amounts as cents; beyond two decimals, halves are rounded to the even cent.

    `decimal` given decides what "1.234" is; an amount that can only be read one way ("1.234,50") is read that way.
    """
    return read_distinct_amounts(distinct(as_text(column)), decimal)


def read_distinct_amounts(found: Distinct, decimal: Mark | None = None) -> AmountColumn:
    """As `read_amounts`, from the distinct values."""
    values = _values(found.texts)
    counts = found.counts()
    mark = decimal or _decide_mark(values)
    thousands = values.either & (_mark_code(mark) != values.mark)
    number = np.where(thousands, values.other, values.cents)
    rules = values.rules.copy()
    unsure = values.either & (mark is None)
    rules[unsure] = _RULE_CODES["amounts.ambiguous"]
    currencies = _currencies(values, counts)
    currency = currencies[0][0] if currencies else ""
    foreign = np.array([name not in ("", currency) for name in values.currency], dtype=bool)
    rules[foreign] = _RULE_CODES["amounts.other_currency"]
    missing = ((rules > 0) & ~unsure) | values.blank
    refused = _refused(counts, values, rules)
    if refused is not None:
        missing[:] = True
    number = np.where(missing, 0, number)
    return AmountColumn(
        cents=np.append(number, 0)[found.codes],
        missing=np.append(missing, True)[found.codes],
        currency=currency,
        currencies=currencies,
        decimal=mark,
        ambiguous=bool(unsure.any()),
        doubts=_doubts(found, rules, np.where(unsure, values.cents, 0)),
        refused=refused,
    )


def _values(texts: pd.Series) -> _Values:
    """Plain amounts are read together; the others one by one."""
    texts = texts.str.strip()
    plain = np.asarray(texts.str.match(_PLAIN), dtype=bool)
    readings = [read_text(text) for text in texts[~plain].tolist()]
    values = _spread(readings, plain)
    _read_plain(texts[plain], np.flatnonzero(plain), values)
    return values


def _spread(readings: list[Reading], plain: np.ndarray) -> _Values:
    """The readings at their places, with room for the plain numbers."""
    size, at = len(plain), np.flatnonzero(~plain)
    signs = [-1 if reading.negative else 1 for reading in readings]
    either = [reading.shape == "either" for reading in readings]
    marks = [_mark_code(reading.mark) for reading in readings]
    return _Values(
        cents=_place(size, at, [s * cents(r.whole, r.fraction) for s, r in zip(signs, readings, strict=True)]),
        other=_place(
            size,
            at,
            [s * cents(r.whole + r.fraction, "") if e else 0 for s, r, e in zip(signs, readings, either, strict=True)],
        ),
        either=_place(size, at, either).astype(bool),
        mark=_place(size, at, marks),
        currency=_names(size, at, [reading.currency for reading in readings]),
        rules=_place(size, at, [_RULE_CODES.get(reading.shape, 0) for reading in readings]),
        blank=_place(size, at, [reading is BLANK for reading in readings]).astype(bool),
    )


def _place(size: int, at: np.ndarray, values: list[int] | list[bool]) -> np.ndarray:
    placed = np.zeros(size, dtype=np.int64)
    placed[at] = values
    return placed


def _names(size: int, at: np.ndarray, names: list[str]) -> np.ndarray:
    placed = np.full(size, "", dtype=object)
    placed[at] = names
    return placed


def _read_plain(texts: pd.Series, at: np.ndarray, values: _Values) -> None:
    """Fill in the plain amounts: "12", "-12.5", "12,50", "1 234,50 €"."""
    bare = _without_signs(texts, at, values)
    comma = np.asarray(bare.str.contains(",", regex=False), dtype=bool)
    dot = np.asarray(bare.str.contains(".", regex=False), dtype=bool)
    dotted = bare.str.replace(",", ".", regex=False) if comma.any() else bare
    values.cents[at] = _exact_cents(dotted)
    values.mark[at] = comma * 1 + dot * 2
    either = np.asarray(bare.str.match(_EITHER), dtype=bool)
    values.either[at] = either
    if either.any():
        whole = dotted[either].str.replace(".", "", regex=False)
        values.other[at[either]] = whole.to_numpy(dtype=object).astype(np.int64) * 100


def _without_signs(texts: pd.Series, at: np.ndarray, values: _Values) -> pd.Series:
    """The texts without spaces and currency, which is filled in."""
    signs = np.asarray(texts.str.contains(rf"[{_SPACES}€$£E]"), dtype=bool)
    if not signs.any():
        return texts
    for name, pattern in (("€", "[€E]"), ("$", r"\$"), ("£", "£")):
        values.currency[at[np.asarray(texts.str.contains(pattern), dtype=bool)]] = name
    return texts.str.replace(rf"[{_SPACES}€$£EUR]", "", regex=True)


def _exact_cents(texts: pd.Series) -> np.ndarray:
    """Numbers with a decimal point as cents: by floating point, but digit by digit where that could round wrongly."""
    hundredths = _floats(texts) * 100
    rounded = np.rint(hundredths)
    close = np.flatnonzero(np.abs(np.abs(hundredths - np.floor(hundredths)) - 0.5) < _HALF + np.abs(hundredths) * 1e-15)
    number: np.ndarray = rounded.astype(np.int64)
    for place, text in zip(close.tolist(), texts.iloc[close].tolist(), strict=True):
        whole, _, fraction = text.lstrip("-").partition(".")
        number[place] = cents(whole, fraction) * (-1 if text.startswith("-") else 1)
    return number


def _floats(texts: pd.Series) -> np.ndarray:
    if getattr(texts.dtype, "storage", "") == "pyarrow":
        texts = texts.astype("double[pyarrow]")
    floats: np.ndarray = texts.to_numpy(dtype=np.float64)
    return floats


def _mark_code(mark: str | None) -> int:
    return {",": 1, ".": 2}.get(mark or "", 0)


def _decide_mark(values: _Values) -> Mark | None:
    """The decimal mark that the column shows; None when it shows none or both, and so nothing about "1.234"."""
    sure = values.mark[~values.either & (values.rules == 0)]
    comma, dot = bool((sure == 1).any()), bool((sure == 2).any())
    if comma == dot:
        return None
    return "," if comma else "."


def _currencies(values: _Values, counts: np.ndarray) -> tuple[tuple[str, int], ...]:
    found: dict[str, int] = {}
    for place in np.flatnonzero(values.currency != "").tolist():
        name = str(values.currency[place])
        found[name] = found.get(name, 0) + int(counts[place])
    return tuple(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _refused(counts: np.ndarray, values: _Values, rules: np.ndarray) -> Sentence | None:
    not_amounts = (values.rules > 0) & (rules != _RULE_CODES["amounts.placeholder"])
    wrong = int(counts[not_amounts].sum())
    readable = int(counts[(values.rules == 0) & ~values.blank].sum())
    if readable >= (readable + wrong) * _LEAST_READABLE:
        return None
    return sentence(
        "Only {readable} of {filled} values can be read as amounts.", readable=readable, filled=readable + wrong
    )


def _doubts(found: Distinct, rules: np.ndarray, suggested: np.ndarray) -> pd.DataFrame:
    if not rules.any():
        return no_doubts()
    rule_of_cell = np.append(rules, 0)[found.codes]
    positions = np.flatnonzero(rule_of_cell)
    codes = found.codes[positions]
    suggestions = [f"{number / 100:.2f}" if number else None for number in suggested.tolist()]
    names = pd.Series(["", *_RULE_CODES], dtype=text_dtype())
    return pd.DataFrame(
        {
            "position": positions,
            "value": found.texts.array.take(codes),
            "rule": names.array.take(rule_of_cell[positions]),
            "suggestion": pd.Series(suggestions, dtype=text_dtype()).array.take(codes),
        }
    )
