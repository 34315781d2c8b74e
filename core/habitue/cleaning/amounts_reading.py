"""Reads one text as an amount, without deciding what only the whole column can tell: which mark is the decimal one."""

import re
from typing import NamedTuple

from habitue.cleaning.dates_words import plain

_NAMES = {
    "€": "€ eur euro euros",
    "$": "$ usd us$ $us dollar dollars",
    "£": "£ gbp",
    "CHF": "chf fr. sfr. sfr",
    "CAD": "cad c$ ca$ $ca",
    "JPY": "jpy ¥",
}
_CODES = "AUD NZD CNY SEK NOK DKK PLN CZK HUF RON BGN MAD TND DZD XOF XAF XPF INR BRL MXN ZAR TRY ILS AED SGD HKD KRW"
CURRENCIES = {code.lower(): code for code in _CODES.split()}
CURRENCIES |= {word: name for name, words in _NAMES.items() for word in words.split()}
"""What people write for a currency, in lower case, and how we name it."""

_PLACEHOLDERS = "- -- --- . / n/a na nc n.c. nd n.d. ? ?? null none nan neant aucun vide inconnu unknown #n/a tbd"
PLACEHOLDERS = frozenset(_PLACEHOLDERS.split())
"""What people and programs write where there is no amount."""

_WORD = "|".join(sorted(map(re.escape, CURRENCIES), key=len, reverse=True))
_AMOUNT = re.compile(
    rf"(?P<open>\()? ?(?P<before>{_WORD})? ?(?P<sign>[-+−–])? ?(?P<after_sign>{_WORD})? ?"
    rf"(?P<body>[\d.,][\d.,' ’]*?)(?P<dash>[.,][-–—]{{1,2}})? ?(?:(?P<behind>{_WORD})(?: ?(?P<cents>\d\d))?)?"
    rf" ?(?P<minus>[-−–])? ?(?P<last>{_WORD})? ?(?:ht|ttc|h\.t\.|t\.t\.c\.)? ?(?P<close>\))?",
    re.ASCII,
)
_SPACED = re.compile(r"(\d{1,3})((?:([ '’])\d{3})(?:\3\d{3})*)(?:([.,])(\d*))?", re.ASCII)
_EXPONENT = re.compile(r"[-+]?\d+(?:[.,]\d*)?e[-+]?\d+")
_GROUPS = re.compile(r"[1-9]\d{0,2}(?:([.,])\d{3})+", re.ASCII)
_LONGEST = 12


class Reading(NamedTuple):
    """What a text says: `shape` is "number", "either", "blank", or the rule that says why it cannot be read.

    `mark` is the decimal mark that the text shows beyond doubt. An "either" has one mark and three digits behind it
    ("1.234"): `whole` and `fraction` are what it is when the mark is decimal; otherwise they are one whole number.
    """

    shape: str
    negative: bool = False
    whole: str = "0"
    fraction: str = ""
    mark: str = ""
    currency: str = ""


BLANK = Reading("blank")
_LONGEST_CELL = 100  # longer texts are prose


def read_text(text: str) -> Reading:
    """What one cell says."""
    words = plain(text[:_LONGEST_CELL])
    if not words:
        return Reading("amounts.unreadable") if text.strip() else BLANK
    if len(text) >= _LONGEST_CELL:
        return Reading("amounts.unreadable")
    if words in PLACEHOLDERS:
        return Reading("amounts.placeholder")
    if "%" in words:
        return Reading("amounts.percent")
    if _EXPONENT.fullmatch(words):
        return Reading("amounts.exponent")
    match = _AMOUNT.fullmatch(words)
    return _from_match(match) if match else Reading("amounts.unreadable")


def _from_match(match: re.Match[str]) -> Reading:
    part = match.groupdict()
    named = {CURRENCIES[word] for word in (part[p] for p in ("before", "after_sign", "behind", "last")) if word}
    signs = bool(part["open"]) + bool(part["sign"]) + bool(part["minus"])
    if signs > 1 or len(named) > 1 or bool(part["open"]) != bool(part["close"]):
        return Reading("amounts.unreadable")
    body = part["body"].strip()
    if part["cents"] is not None:  # 12€50
        if not body.isdigit():
            return Reading("amounts.unreadable")
        body = f"{body},{part['cents']}"
    negative = bool(part["open"] or part["minus"] or (part["sign"] and part["sign"] != "+"))
    found = _number(body)
    if len(found.whole) > _LONGEST:
        return Reading("amounts.too_large")
    return found._replace(negative=negative, currency=next(iter(named), ""))


def _number(body: str) -> Reading:
    """Digits with their marks: groups of three are checked, so that "12 34" or "1.23.45" is not taken for a number."""
    if match := _SPACED.fullmatch(body):
        whole = match[1] + re.sub(r"\D", "", match[2])
        return Reading("number", whole=_trim(whole), fraction=match[5] or "", mark=match[4] or "")
    if re.search(r"[^\d.,]", body):
        return Reading("amounts.unreadable")
    marks = re.sub(r"\d", "", body)
    if not marks:
        return Reading("number", whole=_trim(body))
    if len(marks) == 1:
        return _one_mark(body, marks)
    return _several_marks(body, marks)


def _one_mark(body: str, mark: str) -> Reading:
    whole, fraction = body.split(mark)
    if not whole and not fraction:
        return Reading("amounts.unreadable")
    shape = "either" if _GROUPS.fullmatch(body) else "number"
    return Reading(shape, whole=_trim(whole), fraction=fraction, mark=mark)


def _several_marks(body: str, marks: str) -> Reading:
    last = marks[-1]
    if len(set(marks)) == 1:  # 1.234.567: the mark groups, so the other one is decimal
        if _GROUPS.fullmatch(body):
            return Reading("number", whole=body.replace(last, ""), mark="," if last == "." else ".")
        return Reading("amounts.unreadable")
    whole, _, fraction = body.rpartition(last)
    if len(set(marks[:-1])) == 1 and last != marks[0] and _GROUPS.fullmatch(whole):
        return Reading("number", whole=re.sub(r"\D", "", whole), fraction=fraction, mark=last)
    return Reading("amounts.unreadable")


def _trim(whole: str) -> str:
    return whole.lstrip("0") or "0"


def cents(whole: str, fraction: str) -> int:
    """Digits as hundredths, exactly; what is beyond them is rounded, halves to the even neighbour."""
    hundredths = int(whole + (fraction + "00")[:2])
    beyond = fraction[2:].rstrip("0")
    if beyond > "5" or (beyond == "5" and hundredths % 2):
        hundredths += 1
    return hundredths
