"""Judges a postcode and a town together: each is the best witness of what the other lost."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from habitue.cleaning.column import Doubt, Verdict
from habitue.cleaning.phone_number import FRENCH
from habitue.cleaning.postcode_data import (
    department,
    is_possible,
    nearest_town,
    postcodes_of,
    town_key,
    towns_of,
)
from habitue.cleaning.rules import Rules
from habitue.cleaning.text import CODE, NAME, tidy

_FIVE = re.compile(r"[0-9]{4}[1-9]|[1-9][0-9]{3}0")  # what nearly all are, and no placeholder
_DECIMALS = re.compile(r"(\d{4,5})[.,]0+")
_PREFIX = re.compile(r"(?i)(?:FR?|CP)\s*[-–.:]?\s*(?=\d{4,5}$)")
_CEDEX = re.compile(r"(?i)\s*[-,]?\s*\bC[EÉ]DEX\b\s*(\d{0,2})$")
_DISTRICT = re.compile(
    r"(?i)^(PARIS|LYON|MARSEILLE)\s*[-,(]?\s*(?:\d{1,2}|[IVX]{1,5})\s*(?:ER|E|[ÈE]ME|ND)?\)?(?:\s+ARR\S*)?$"
)
_NUMBERED = re.compile(r"(?i)^(PARIS|LYON|MARSEILLE)\s*[-,(]?\s*(\d{1,2})(?!\d)")
_BRITISH = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})")
_SHAPES: dict[str, tuple[re.Pattern[str], str]] = {
    "GB": (_BRITISH, r"\1 \2"),
    "CA": (re.compile(r"([A-Z]\d[A-Z])[\s-]*(\d[A-Z]\d)"), r"\1 \2"),
    "NL": (re.compile(r"(\d{4})\s*([A-Z]{2})"), r"\1 \2"),
    "US": (re.compile(r"(\d{5})(?:\s*-\s*(\d{4}))?"), ""),
}
_DIGITS = {"BE": 4, "CH": 4, "LU": 4, "AT": 4, "DK": 4, "NO": 4, "AU": 4, "DE": 5, "ES": 5, "IT": 5}
_ZERO_FIRST = frozenset({"DE", "ES", "IT", "US"})


@dataclass(frozen=True, slots=True)
class Place:
    """What becomes of a postcode and of a town, seen together."""

    postcode: Verdict | None
    town: Verdict | None


def judge_place(postcode: str | None, town: str | None, country: str, rules: Rules) -> Place:
    """The verdicts on a postcode and a town of one row, each None where its cell is blank.

    `country` is an ISO 3166 code, "" when it is not known: then both are only made tidy.
    """
    code = None if postcode is None else Verdict(postcode) if _FIVE.fullmatch(postcode) else tidy(postcode, rules, CODE)
    name = tidy(town, rules, NAME) if town is not None else None
    place = _judge(code.value if code else None, name.value if name else None, country, rules)
    return Place(_after(code, place.postcode), _after(name, place.town))


def split_cedex(town: str) -> tuple[str, str | None]:
    """A town without its CEDEX, and the CEDEX with its number ("CEDEX 3"); None where there is none."""
    found = _CEDEX.search(town)
    return (town[: found.start()], f"CEDEX {found[1]}".rstrip()) if found else (town, None)


def is_place(postcode: str, town: str) -> bool:
    """Whether a French postcode and a town belong together, as far as the list of towns tells."""
    base, cedex = split_cedex(town)
    return _agree(postcode, town_key(_without_district(base)), cedex)


def _after(tidied: Verdict | None, verdict: Verdict | None) -> Verdict | None:
    if tidied is None or verdict is None:
        return tidied
    return Verdict(verdict.value, tidied.rules + verdict.rules, tidied.doubts + verdict.doubts)


def _judge(code: str | None, town: str | None, country: str, rules: Rules) -> Place:
    if country not in FRENCH | {"MC"}:
        return Place(None if code is None else _foreign(code, country, rules), None)
    if code is None:
        return Place(None, None if town is None else _alone(town, rules))
    written, applied = _bare(code, rules)
    if not re.fullmatch(r"[0-9]{4,5}", written):
        return Place(_doubted(code, Doubt("addresses.postcode_shape", _code_within(written)), rules), None)
    base, cedex = split_cedex(town or "")
    key = town_key(_without_district(base))
    if len(written) == 4:
        padded = f"0{written}"
        if not _agree(padded, key, cedex) or not rules.on("addresses.postcode_zero"):
            return Place(_doubted(code, _perhaps_zero(padded, key), rules), None)
        written, applied = padded, (*applied, "addresses.postcode_zero")
    return _compare(Verdict(written if applied else code, applied), written, (town, base, key, cedex), rules)


def _perhaps_zero(padded: str, key: str) -> Doubt:
    """The doubt on four digits whose town is blank, or is not one of the postcode that a zero would make."""
    if is_possible(padded) and (not key or nearest_town(key, padded)):
        return Doubt("addresses.postcode_zero_likely", padded)
    return Doubt("addresses.postcode_shape")


def _compare(code: Verdict, written: str, named: tuple[str | None, str, str, str | None], rules: Rules) -> Place:
    """The verdicts on five digits and a town; at most one doubt for both, on the one that is more likely wrong."""
    town, base, key, cedex = named
    towns = towns_of(written)
    if town is None:
        doubt = Doubt("addresses.postcode_unknown") if towns is None else None
        return Place(_with(code, doubt, rules), None)
    if other := _other_district(base, written):
        return Place(_with(code, Doubt("addresses.postcode_town", other), rules), None)
    if towns is not None and key in towns:
        return Place(code, _spelt(town, base, towns.spelling(key), cedex, rules))
    if _agree(written, key, cedex):
        return Place(code, _spelt(town, base, _spelling_in(department(written), key), cedex, rules))
    homes = postcodes_of(key)
    near = None if any(department(home) == department(written) for home in homes) else nearest_town(key, written)
    if near or (towns is not None and not homes):
        return Place(code, _doubted(town, Doubt("addresses.town_postcode", near), rules))
    if cedex and not homes and is_possible(written):
        return Place(code, Verdict(town))  # "92974 PARIS LA DEFENSE CEDEX": such names are in no open list
    return Place(_with(code, _misplaced(written, homes, towns is None), rules), None)


def _other_district(town: str, postcode: str) -> str | None:
    """The postcode of the district that the town names ("Lyon 6"), where the postcode beside it is another's."""
    found = _NUMBERED.match(town)
    if not found or postcode[:2] not in ("75", "69", "13"):
        return None
    number = int(found[2])
    area, most = {"paris": ("750", 20), "lyon": ("690", 9), "marseille": ("130", 16)}[found[1].lower()]
    own = f"{area}{number:02d}"
    same = postcode == own or (postcode == "75116" and number == 16)
    return None if same or not 1 <= number <= most or not postcode.startswith(area) else own


def _misplaced(written: str, homes: tuple[str, ...], unknown: bool) -> Doubt:
    """The doubt on a postcode that is not the town's, with the town's own where there is only one nearby."""
    near = [home for home in homes if department(home) == department(written)] or list(homes)
    suggestion = near[0] if len(near) == 1 else None
    return Doubt("addresses.postcode_unknown" if unknown else "addresses.postcode_town", suggestion)


def _agree(postcode: str, key: str, cedex: str | None) -> bool:
    """Whether a postcode is a town's; a CEDEX code, which no open list has, only down to the department."""
    towns = towns_of(postcode)
    if towns is not None and key in towns:
        return True
    return cedex is not None and any(department(home) == department(postcode) for home in postcodes_of(key))


def _alone(town: str, rules: Rules) -> Verdict:
    """A town without postcode: its spelling, where all towns of that name are spelt alike."""
    base, cedex = split_cedex(town)
    key = town_key(base)
    spellings = {
        towns.spelling(key) for home in postcodes_of(key) if (towns := towns_of(home)) and key in towns.official
    }
    french = len(spellings) == 1 and "." not in base  # "St. Louis" is written as in America
    return _spelt(town, base, spellings.pop() if french else None, cedex, rules)


def _spelling_in(area: str, key: str) -> str | None:
    for home in postcodes_of(key):
        towns = towns_of(home)
        if towns is not None and department(home) == area and (spelling := towns.spelling(key)):
            return spelling
    return None


def _spelt(town: str, base: str, spelling: str | None, cedex: str | None, rules: Rules) -> Verdict:
    """A town's name as it is officially written, its CEDEX kept; a district ("Paris 8e") is left as it is."""
    if spelling is None or _DISTRICT.match(base) or not rules.on("addresses.town_name"):
        return Verdict(town)
    written = f"{spelling} {cedex}" if cedex else spelling
    return Verdict(town) if written == town else Verdict(written, ("addresses.town_name",))


def _without_district(town: str) -> str:
    found = _DISTRICT.match(town)
    return found[1] if found else town


def _bare(code: str, rules: Rules) -> tuple[str, tuple[str, ...]]:
    """The digits of a French postcode, and the rules that took off what was around them."""
    applied: list[str] = []
    for rule, step in _STEPS:
        if rules.on(rule) and (new := step(code)) != code:
            code = new
            applied.append(rule)
    return code, tuple(applied)


_STEPS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("addresses.postcode_number", lambda code: _DECIMALS.sub(r"\1", code) if _DECIMALS.fullmatch(code) else code),
    ("addresses.postcode_prefix", lambda code: _PREFIX.sub("", code)),
    ("addresses.postcode_spaces", lambda code: re.sub(r"^(\d{1,2})[\s.](\d{3})$", r"\1\2", code)),
)


def _code_within(text: str) -> str | None:
    """The only five digits of a text that could be a postcode: "75008 Paris"."""
    found = [code for code in re.findall(r"(?<!\d)\d{5}(?!\d)", text) if is_possible(code)]
    return str(found[0]) if len(found) == 1 else None


def _foreign(code: str, country: str, rules: Rules) -> Verdict:
    """A postcode of another country: its shape alone, and only where we know the shape."""
    number = _DECIMALS.fullmatch(code)
    if number and rules.on("addresses.postcode_number"):
        return Verdict(number[1], ("addresses.postcode_number",))
    if country in _DIGITS:
        bare = re.sub(rf"^{country[0]}{country[1]}?\s*-\s*", "", code)
        return Verdict(code) if re.fullmatch(rf"[0-9]{{{_DIGITS[country]}}}", bare) else _odd(code, country, rules)
    if country not in _SHAPES:
        return Verdict(code)
    shape, written = _SHAPES[country]
    found = shape.fullmatch(code.upper())
    if found is None:
        return _odd(code, country, rules)
    new = found.expand(written) if written else "-".join(part for part in found.groups() if part)
    known = new == code or not rules.on("addresses.postcode_format")
    return Verdict(code) if known else Verdict(new, ("addresses.postcode_format",))


def _odd(code: str, country: str, rules: Rules) -> Verdict:
    likely = f"0{code}" if country in _ZERO_FIRST and re.fullmatch(r"[0-9]{4}", code) else None
    rule = "addresses.postcode_zero_likely" if likely else "addresses.postcode_shape"
    return _doubted(code, Doubt(rule, likely), rules)


def _doubted(value: str, doubt: Doubt, rules: Rules) -> Verdict:
    return _with(Verdict(value), doubt, rules)


def _with(verdict: Verdict, doubt: Doubt | None, rules: Rules) -> Verdict:
    if doubt is None or not rules.on(doubt.rule):
        return verdict
    return Verdict(verdict.value, verdict.rules, (*verdict.doubts, doubt))
