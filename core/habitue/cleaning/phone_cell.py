"""Reads one cell that should hold a telephone number: what is written there, what it becomes, what is doubtful."""

import re
from dataclasses import dataclass, replace

from habitue.cleaning.column import Doubt, Verdict
from habitue.cleaning.phone_number import FRENCH, Number, read_number
from habitue.cleaning.rules import Rules
from habitue.cleaning.text import TextKind, tidy

_KIND = TextKind(words=False, keep_lines=True)
_LONGEST = 120  # characters; a longer cell is a note
_SCIENTIFIC = re.compile(r"([1-9])[.,](\d+)[eE]\+?(\d{1,2})")
_DECIMALS = re.compile(r"(\d{7,15})[.,]0+")
_NUMBER = re.compile(r"[+(\s]*[\d\s().\-/_'·•\u2010-\u2015]*\d[\d\s().\-/_'·•\u2010-\u2015]*")
# Ten digits that France would read as its own, in the groups of Switzerland or of a Belgian mobile; or nine with
# spaces, which no spreadsheet made, in the groups of other countries.
ELSEWHERE = (
    r"^0[0-9]{2}[ ./-][0-9]{3}[ ./-][0-9]{2}[ ./-][0-9]{2}$|^04[5-9][0-9][ ./-][0-9]{2}[ .-]?[0-9]{2}[ .-]?[0-9]{2}$"
    r"|^[1-9][0-9]{1,2}[ ./-][0-9]{3,4}[ ./-][0-9]{3,4}$|^[1-9][0-9]{2}[ ./-][0-9]{2}[ ./-][0-9]{2}[ ./-][0-9]{2}$"
)
_ELSEWHERE = re.compile(ELSEWHERE)
_FRENCH_GROUPS = re.compile(r"0[1-9](?:[ .-][0-9]{2}){4}")
_NEGATIVE = re.compile(r"-[0-9]{6,}")
_WORDS = (
    r"t[ée]l[ée]phone|t[ée]l|mobile|mob|portable|port|gsm|fixe|domicile|dom|bureau|bur|travail|perso(?:nnel)?|pro"
    r"|maison|phone|telephone|cell(?:phone)?|home|work|office|ligne directe|direct|standard|std|n[°o]"
)
_LABEL = re.compile(rf"^(?:(?:{_WORDS}|[tmp])\s*[.:]*\s*)+(?=[+(\d])", re.IGNORECASE)
_LABEL_AFTER = re.compile(rf"\s*[(\[]?\s*(?:{_WORDS})\s*[.)\]]*$", re.IGNORECASE)
_FAX = re.compile(r"(?i)\b(?:fax|t[ée]l[ée]copie|télécopieur)\b")
_EXTENSION = re.compile(r"(?i)[\s,;(]*\b(?:poste|p\.|ext\.?|extension|int\.?|x)\s*[:.]?\s*(\d{1,6})\s*\)?$")
_SEPARATORS = re.compile(r"\s*[/;,|\n]\s*|\s+(?:ou|et|or|and|&|-)\s+|\s{2,}")
_INSIDE = re.compile(r"(?:\+|00)?\d[\d\s().\-]{6,16}\d")
_SAME_DIGITS = re.compile(r"[(+]*(\d)(?:[\s.\-/]*\1){5,}")
_MADE_UP = re.compile(r"\+33(?:[1-9]0{8}|(\d)\1{8})")
_LOOKS_LIKE_ZERO = str.maketrans("oOIl", "0011")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says: its verdict, its first number, all its numbers, and the extension of the first."""

    verdict: Verdict
    number: Number | None = None
    every: tuple[Number, ...] = ()
    extension: str | None = None


def read_phone(text: str, country: str, rules: Rules) -> Reading:
    """The reading of one cell that is not blank, written down in a country (ISO 3166; "" when it is not known)."""
    clean = tidy(text, rules, _KIND)
    if clean.value is None:
        return Reading(clean)
    reading = _read_tidy(clean.value, country, rules)
    verdict = reading.verdict
    if clean.rules or clean.doubts:
        verdict = Verdict(verdict.value, clean.rules + verdict.rules, clean.doubts + verdict.doubts)
    return replace(reading, verdict=_without_switched_off(verdict, rules))


def _read_tidy(text: str, country: str, rules: Rules) -> Reading:
    if len(text) > _LONGEST:
        return Reading(Verdict(text, doubts=(Doubt("phones.letters"),)))
    if _FAX.search(text):
        return Reading(
            Verdict(text, doubts=(Doubt("phones.fax", _suggest(_FAX.sub("", text), (country, rules.country))),))
        )
    if _NEGATIVE.match(text):
        return Reading(
            Verdict(text, doubts=(Doubt("phones.not_in_plan", _suggest(text[1:], (country, rules.country))),))
        )
    bare, applied, cut_short = _put_back(text.strip(" ;,./|-"), rules)
    if cut_short:
        return Reading(Verdict(text, doubts=(Doubt("phones.rounded"),)))
    bare, extension = _take_extension(bare)
    number = read_number(bare, country) if _NUMBER.fullmatch(bare) else None
    if number is not None and _is_grouped_elsewhere(bare, number, country):
        return Reading(Verdict(text, doubts=(Doubt("phones.other_grouping", number.shown),)))
    if number is not None:
        return _one(text, bare, number, extension, (applied, country), rules)
    if _SAME_DIGITS.fullmatch(text) and rules.on("phones.placeholder"):
        return Reading(Verdict(None, ("phones.placeholder",)))
    numbers = _split(bare, country, rules)
    if numbers:
        return _several(numbers)
    return Reading(Verdict(text, doubts=(_why_not(text, bare, (country, rules.country)),)))


def _is_grouped_elsewhere(bare: str, number: Number, country: str) -> bool:
    """Whether the digits, which are a number here, are grouped as people of another country group theirs."""
    if country in FRENCH:
        return _ELSEWHERE.match(bare) is not None
    return _FRENCH_GROUPS.fullmatch(bare) is not None and number.shown != bare


def _put_back(text: str, rules: Rules) -> tuple[str, tuple[str, ...], bool]:
    """The text without what a spreadsheet or a label added, the rules that did so, whether digits were lost."""
    scientific = _SCIENTIFIC.fullmatch(text)
    if scientific and rules.on("phones.excel_number"):
        first, decimals, power = scientific.groups()
        if len(decimals) != int(power):
            return text, (), True
        return first + decimals, ("phones.excel_number",), False
    decimal = _DECIMALS.fullmatch(text)
    if decimal and rules.on("phones.excel_number"):
        return decimal[1], ("phones.excel_number",), False
    bare = _LABEL_AFTER.sub("", _LABEL.sub("", text))
    if bare != text and rules.on("phones.label"):
        return bare, ("phones.label",), False
    return text, (), False


def _take_extension(text: str) -> tuple[str, str | None]:
    found = _EXTENSION.search(text)
    return (text[: found.start()], found[1]) if found else (text, None)


def _one(
    text: str, bare: str, number: Number, extension: str | None, known: tuple[tuple[str, ...], str], rules: Rules
) -> Reading:
    applied, country = known
    doubts = _made_up(number)
    reading = Reading(Verdict(text, doubts=doubts), number, (number,), extension)
    lost = _lost(bare, country)
    if lost is not None:
        if not rules.on(lost):
            return Reading(Verdict(text))
        applied = (*applied, lost)
    shown = number.shown if extension is None else f"{number.shown} {_extension_word(rules)} {extension}"
    if shown == text or not (applied or rules.on("phones.format")):
        return reading
    return replace(reading, verdict=Verdict(shown, applied or ("phones.format",), doubts))


def _lost(bare: str, country: str) -> str | None:
    """The rule that puts back what a spreadsheet takes from a French number: its zero, or its "+"."""
    digits = re.sub(r"\D", "", bare)
    if country not in FRENCH or bare.lstrip(" (").startswith("+") or digits.startswith("0"):
        return None
    return "phones.lost_zero" if len(digits) == 9 else "phones.lost_plus"


def _extension_word(rules: Rules) -> str:
    return "poste" if rules.language == "fr" else "ext."


def _several(numbers: list[Number]) -> Reading:
    first = numbers[0]
    others = "; ".join(number.shown for number in numbers[1:])
    doubts = ((Doubt("phones.several", others),) if others else ()) + _made_up(first)
    return Reading(Verdict(first.shown, ("phones.first_of_several",), doubts), first, tuple(numbers))


def _made_up(number: Number) -> tuple[Doubt, ...]:
    return (Doubt("phones.perhaps_placeholder"),) if _MADE_UP.fullmatch(number.e164) else ()


def _split(text: str, country: str, rules: Rules) -> list[Number]:
    """The numbers of a cell that holds nothing else; empty when one piece is no number."""
    if not rules.on("phones.first_of_several"):
        return []
    pieces = [piece for piece in _SEPARATORS.split(text) if piece.strip()]
    if len(pieces) < 2:
        pieces = _halves(text, country)
    numbers: dict[str, Number] = {}
    for piece in pieces:
        bare = _put_back(piece, rules)[0]
        number = read_number(bare, country) if _NUMBER.fullmatch(bare) else None
        if number is None or _lost(bare, country):
            return []
        numbers.setdefault(number.e164, number)
    return list(numbers.values())


def _halves(text: str, country: str) -> list[str]:
    """Two French numbers with nothing but a space between them."""
    digits = re.sub(r"[\s.\-]", "", text)
    both = country in FRENCH and len(digits) == 20 and digits.isdecimal() and digits[0] == digits[10] == "0"
    return [digits[:10], digits[10:]] if both else []


def _why_not(text: str, bare: str, countries: tuple[str, ...]) -> Doubt:
    digits = re.sub(r"\D", "", bare)
    if re.search(r"[^\W\d_]", bare):
        return Doubt("phones.letters", _suggest(bare, countries))
    if 2 <= len(digits) <= 6:
        return Doubt("phones.short")
    return Doubt("phones.not_in_plan", _suggest(text, countries))


def _suggest(text: str, countries: tuple[str, ...]) -> str | None:
    """The number that was probably meant, in the row's country or the file's; None where none comes to mind."""
    digits = re.sub(r"\D", "", text)
    attempts = [text.translate(_LOOKS_LIKE_ZERO), *_INSIDE.findall(text)]
    if not re.search(r"[^\W\d_]", text):
        attempts.append(digits if digits.startswith("0") else f"+{digits}")
    if digits.startswith("33"):
        attempts.append(f"0{digits.removeprefix('33')}")
    for country in dict.fromkeys(countries):
        tried: set[str] = set()
        for attempt in attempts:
            dialled = _as_dialled(attempt)
            if dialled in tried or not _NUMBER.fullmatch(attempt):
                continue
            tried.add(dialled)
            number = read_number(attempt, country)
            if number is not None:
                return number.shown
    return None


def _as_dialled(text: str) -> str:
    return re.sub(r"[^0-9+]", "", text)


def _without_switched_off(verdict: Verdict, rules: Rules) -> Verdict:
    kept = tuple(doubt for doubt in verdict.doubts if rules.on(doubt.rule))
    return verdict if len(kept) == len(verdict.doubts) else replace(verdict, doubts=kept)
