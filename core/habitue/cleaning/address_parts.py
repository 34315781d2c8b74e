"""Reads a French street address: number, street, and what stands beside them (building, flat, hamlet, PO box)."""

import re
from dataclasses import dataclass, fields

from habitue.cleaning.address_words import SHORT_STREET_TYPES, STREET_TYPES
from habitue.cleaning.postcode_data import town_key

_TYPES = "|".join(
    sorted({*(kind.split()[0] for kind in STREET_TYPES), *SHORT_STREET_TYPES}, key=lambda word: (-len(word), word))
)
_LONGEST = 400  # characters; longer cells are notes
_REPEAT = r"bis|ter|quater|quinquies"
_NUMBER = re.compile(
    rf"(?i)^(?:n[°o]\s*)?(\d{{1,4}}(?:\s*(?:[-/]|à)\s*\d{{1,4}})?)\s*"
    rf"(?:({_REPEAT})\b|([A-Z])\b(?!['’]|\s+(?:de|du|des|la|le|les)\b|\.))?[\s,.]*(?=\D)"
)
_LETTER_ALONE = re.compile(rf"(?i)^(?:{_TYPES})\b")
_UNIT = re.compile(
    r"(?i)^(?:(?:app(?:t|artement)?|apt|porte|esc(?:alier)?|lot|chambre|studio|bo[iî]te|bal)\b[.\s]*(?:n[°o]\s*)?\w{0,5}\s*$"
    r"|(?:app(?:t|artement)?|apt|esc(?:alier)?|porte)\b|\d{1,2}\s*(?:er|e|[eè]me|nd)?\s+[eé]tage\b|[eé]tage\b|rdc\b"
    r"|rez[- ]de[- ]chauss|c/o\b|chez\b|[aà] l['’ ]attention|att(?:n|ention)?\b[.:\s])"
)
_BUILDING = re.compile(
    r"(?i)^(?:b[aâ]t(?:iment)?\b|imm(?:euble)?\b|r[eé]s(?:idence)?\b|tour\b|entr[eé]e\b|hall\b|pavillon\b|bloc\b"
    r"|z\.?[iac]\.?c?\.?\b|zone\b|parc\b|centre\b|c(?:entre)?\.?\s*c(?:ommer)?cial|lotissement\b|r[eé]sidence\b|galerie\b)"
)
_SERVICE = re.compile(
    r"(?i)^(?:b\.?\s?p\.?|c\.?\s?s\.?|tsa|bo[iî]te postale)\s*(?:n[°o]\s*)?(\d[\d ]{0,6})$|^poste restante$"
)
_PLACE = re.compile(r"(?i)^(?:lieu[- ]?dit|lieudit|l\.?d\.?|hameau|ham\.|le bourg|bourg|au bourg|quartier)\b")
_INLINE = re.compile(
    r"(?i)(?<!\bde)(?<!\bdu)(?<!\bdes)(?<!\bla)(?<!\ble)(?<!\bl['’])\s+"
    r"(?=(?:b[aâ]t(?:iment)?\.?|appt?\.?|appartement|apt\.?|esc(?:alier)?\.?|porte|bp|b\.p\.|cs)\s*(?:n[°o]\s*)?(?:\d{1,5}\b|[A-Z]\d{0,2}\b)"
    r"|\d{1,2}\s*(?:er|e|[eè]me|nd)\s+[eé]tage\b|(?:r[eé]s(?:idence)?\.?|imm(?:euble)?\.?|lieu[- ]dit)\s+\w)"
)
_BEFORE_NUMBER = re.compile(
    rf"(?i)^((?:r[eé]s(?:idence)?|imm(?:euble)?|b[aâ]t(?:iment)?|tour|lotissement)\b.*?)\s+(?=\d{{1,4}}\s*(?:{_REPEAT})?,?\s+(?:{_TYPES})\b)"
)
_AFTER_NUMBER = re.compile(rf"(?i)^((?:n[°o]\s*)?\d{{1,4}}\s*(?:{_REPEAT}|[A-Z])?)\s*[,;]\s*")
_BREAKS = re.compile(r"\s*(?:[\n;,]|\s[-–]\s)\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The parts of an address above its postcode, each "" where the address does not have it, as they were written."""

    number: str = ""  # "12", "12-14"
    repeat: str = ""  # "bis", "B"
    street: str = ""  # without the number
    unit: str = ""  # flat, floor, staircase, "chez ..."
    building: str = ""  # building, residence, business park
    place: str = ""  # lieu-dit, hamlet
    service: str = ""  # "BP 12", "CS 40001"


PART_NAMES = tuple(part.name for part in fields(Parts))


def read_parts(address: str, more: str = "") -> Parts:
    """The parts of a street address and of the lines that go with it; what is not recognised stays with the street."""
    if len(address) + len(more) > _LONGEST:
        return Parts(street=" ".join(f"{address} {more}".split()))
    found: dict[str, list[str]] = {"street": [], "unit": [], "building": [], "place": [], "service": []}
    streets: list[str] = []
    for segment in [*_segments(address), *_segments(more)]:
        kind = _kind(segment)
        (streets if kind == "street" else found[kind]).append(segment)
    sure = [segment for segment in streets if _is_street(segment)]
    if len(streets) > 1 and sure:  # "Le Moulin, 12 rue X": what is surely a street is the street
        found["building"] += [segment for segment in streets if segment is not sure[0]]
        streets = sure[:1]
    number, repeat, street = split_number(" ".join(streets))
    rest = {kind: " ".join(segments) for kind, segments in found.items() if kind != "street"}
    return Parts(number=number, repeat=repeat, street=street, **rest)


def split_number(street: str) -> tuple[str, str, str]:
    """The house number, its "bis" or letter, and the street."""
    found = _NUMBER.match(street)
    if found is None:
        return "", "", street
    number, repeat, letter = found.groups()
    rest = street[found.end() :]
    if letter and not (_LETTER_ALONE.match(rest) or street[found.start(3) - 1].isdigit()):
        return number, "", street[found.start(3) :]
    return re.sub(r"\s*([-/])\s*", r"\1", number), repeat or letter or "", rest


def _segments(text: str) -> list[str]:
    """The text cut at line ends, commas and words that begin another part; the comma after a house number is none."""
    text = _AFTER_NUMBER.sub(r"\1 ", text.strip(" ,;\n"))
    found: list[str] = []
    for piece in _BREAKS.split(text):
        whole = _AFTER_NUMBER.sub(r"\1 ", piece)
        before = _BEFORE_NUMBER.match(whole)
        if before:
            found.append(before[1])
            whole = whole[before.end() :]
        found += [part.strip(" ,.") for part in _INLINE.split(whole)]
    return _joined([part for part in found if part])


def _joined(segments: list[str]) -> list[str]:
    """A number that stands alone belongs to the segment after it."""
    joined: list[str] = []
    for segment in segments:
        if joined and re.fullmatch(rf"(?i)\d{{1,4}}\s*(?:{_REPEAT}|[A-Z])?", joined[-1]):
            joined[-1] = f"{joined[-1]} {segment}"
        else:
            joined.append(segment)
    return joined


def _kind(segment: str) -> str:
    for kind, pattern in (("service", _SERVICE), ("place", _PLACE), ("unit", _UNIT), ("building", _BUILDING)):
        if pattern.search(segment):
            return kind
    return "street"


def _is_street(segment: str) -> bool:
    first = town_key(split_number(segment)[2]).partition(" ")[0]
    return segment[0].isdigit() or first in STREET_TYPES or first in SHORT_STREET_TYPES
