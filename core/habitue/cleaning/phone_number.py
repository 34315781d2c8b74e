"""Reads one telephone number, alone in its text, with the country where it was written down."""

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberType

Kind = Literal["mobile", "fixed", "fixed or mobile", "voip", "free", "shared cost", "premium", "other"]

_KINDS: dict[int, Kind] = {
    PhoneNumberType.MOBILE: "mobile",
    PhoneNumberType.FIXED_LINE: "fixed",
    PhoneNumberType.FIXED_LINE_OR_MOBILE: "fixed or mobile",
    PhoneNumberType.VOIP: "voip",
    PhoneNumberType.TOLL_FREE: "free",
    PhoneNumberType.SHARED_COST: "shared cost",
    PhoneNumberType.PREMIUM_RATE: "premium",
}
# The departments and collectivities that dial like France ("0692 12 34 56") but have a country code of their own.
FRENCH = frozenset({"FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF"})
OVERSEAS = {
    **dict.fromkeys(("590", "690", "691"), "GP"),
    **dict.fromkeys(("594", "694"), "GF"),
    **dict.fromkeys(("596", "696", "697"), "MQ"),
    **dict.fromkeys(("262", "263", "692", "693"), "RE"),
    **dict.fromkeys(("269", "639"), "YT"),
}
_COUNTRY_CODES = {"GP": 590, "GF": 594, "MQ": 596, "RE": 262, "YT": 262}
_SHARED = frozenset({"639"})  # Mayotte's mobiles, and numbers of France kept for films
SAINT_PIERRE = "508"
_NOT_DIGITS = re.compile(r"[^0-9]+")
_FRANCE = 33
_FRENCH_LENGTH = 9  # digits, without the leading zero


@dataclass(frozen=True, slots=True)
class Number:
    """A number that the numbering plan of its country allows; whether somebody answers, nobody can tell offline.

    `shown` is how it is written where it was found: as people dial it there ("06 12 34 56 78"), or with its country
    code when it is another country's ("+44 20 7946 0018").
    """

    e164: str
    kind: Kind
    shown: str


def read_number(text: str, country: str) -> Number | None:
    """The number that a text of digits, signs and at most a leading "+" holds; None when no plan allows it.

    `country` is an ISO 3166 code; "" when it is not known, and then only numbers with a country code can be read.
    """
    digits = _NOT_DIGITS.sub("", text)
    if text.lstrip(" (").startswith("+") or digits.startswith("00"):
        return _international(digits.removeprefix("00") if digits.startswith("00") else digits, country)
    if country in FRENCH:
        return _french(digits)
    return _checked(_parse(text, country), country) if country else None


def kind_of_plain(beginning: str) -> tuple[int, Kind] | None:
    """The country code and kind of the numbers dialled as in France that begin with these five digits, without 0.

    None where the plan has no such numbers. Where the first three are not overseas' (`OVERSEAS`) nor 836, they suffice.
    """
    if beginning.startswith(SAINT_PIERRE):
        return None
    if beginning[:3] in OVERSEAS:
        known = _overseas_kind(beginning)
        if known is not None or beginning[:3] not in _SHARED:
            return known  # what is no number there is none of France either: these beginnings are all theirs
    kind = _french_kind(beginning if beginning.startswith("836") else beginning[:3])
    return None if kind is None else (_FRANCE, kind)


def _international(digits: str, country: str) -> Number | None:
    """A number after "+" or "00"."""
    if not digits.startswith("33"):
        return _checked(_parse(f"+{digits}", None), country)
    number = _french(digits) if len(digits) > _FRENCH_LENGTH + 1 else None  # "+33 6 12 34 56" lacks two digits
    if number is None or not number.e164.startswith("+33"):
        return None  # 0692... is Reunion's (+262): "+33 692..." reaches nobody
    return number if country in FRENCH else replace(number, shown=f"+33 {number.shown[1:].lstrip()}")


def _french(digits: str) -> Number | None:
    """A number of ten digits, or of nine without the zero that spreadsheets lose, or after 33."""
    significant = digits.removeprefix("33") if len(digits) > _FRENCH_LENGTH + 1 else digits
    significant = significant.removeprefix("0")
    if len(significant) != _FRENCH_LENGTH or significant[0] == "0":
        return None
    if significant.startswith(SAINT_PIERRE):
        return _checked(_parse(f"+{significant}", None), "FR")
    found = kind_of_plain(significant[:5])
    return None if found is None else Number(f"+{found[0]}{significant}", found[1], _show_french(significant))


@cache
def _overseas_kind(beginning: str) -> tuple[int, Kind] | None:
    """The country code and kind of a number of an overseas land, which its first five digits decide; a test says so."""
    code = _COUNTRY_CODES[OVERSEAS[beginning[:3]]]
    number = PhoneNumber(country_code=code, national_number=int(beginning.ljust(_FRENCH_LENGTH, "1")))
    if not phonenumbers.is_valid_number(number):
        return None
    return code, _KINDS.get(phonenumbers.number_type(number), "other")


@cache
def _french_kind(beginning: str) -> Kind | None:
    """The kind of a number of France itself, which its first three digits decide (five after 836); None when unused.

    A test holds this to the library's answers, which take ten times longer.
    """
    number = PhoneNumber(country_code=33, national_number=int(beginning.ljust(_FRENCH_LENGTH, "1")))
    return _KINDS.get(phonenumbers.number_type(number), "other") if phonenumbers.is_valid_number(number) else None


def _show_french(digits: str) -> str:
    if digits[:3] in OVERSEAS:
        return f"0{digits[:3]} {digits[3:5]} {digits[5:7]} {digits[7:]}"
    if digits[0] == "8":
        return f"0 {digits[:3]} {digits[3:5]} {digits[5:7]} {digits[7:]}"
    return f"0{digits[0]} {digits[1:3]} {digits[3:5]} {digits[5:7]} {digits[7:]}"


def _parse(text: str, region: str | None) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None


def _checked(number: PhoneNumber | None, country: str) -> Number | None:
    if number is None or not phonenumbers.is_valid_number(number):
        return None
    style = PhoneNumberFormat.NATIONAL if _is_dialled_so_in(country, number) else PhoneNumberFormat.INTERNATIONAL
    return Number(
        phonenumbers.format_number(number, PhoneNumberFormat.E164),
        _KINDS.get(phonenumbers.number_type(number), "other"),
        phonenumbers.format_number(number, style),
    )


def _is_dialled_so_in(country: str, number: PhoneNumber) -> bool:
    """Whether people of the country dial the number without its country code."""
    if country not in FRENCH:
        return bool(country) and number.country_code == phonenumbers.country_code_for_region(country)
    region = OVERSEAS.get(str(number.national_number)[:3])
    return region is not None and number.country_code == phonenumbers.country_code_for_region(region)
