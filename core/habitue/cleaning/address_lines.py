"""Lays addresses out for the post: in France six lines of at most 38 characters (after La Poste's norm XPZ 10-011)."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from habitue.cleaning.address import CleanedAddresses
from habitue.cleaning.address_parts import PART_NAMES, Parts, read_parts
from habitue.cleaning.address_words import SHORT_TITLES, SHORT_WORDS, SMALL_WORDS, STREET_TYPES
from habitue.cleaning.column import Doubt, Verdict, as_text, gather
from habitue.cleaning.country import country_name
from habitue.cleaning.phone_number import FRENCH
from habitue.cleaning.rules import Rules
from habitue.cleaning.together import Together, spread, together

LONGEST = 38  # characters, of a line of the French norm
LINES = ("line1", "line2", "line3", "line4", "line5", "line6")
_CARE_OF = re.compile(r"(?i)\bc/o\b\s*")
_INITIALS = re.compile(r"(?<=\b[A-Za-z])\.(?=[A-Za-z]\b)|(?<=\.[A-Za-z])\.")  # the full stops of "B.P."
_NOT_PLAIN = re.compile(r"[\W_]+")
_TOWN_FIRST = frozenset({"US", "CA", "AU", "NZ"})
_UNITED_KINGDOM = frozenset({"GB", "IE", "IM", "JE", "GG"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalLines:
    """The addresses as the post reads them, one row each: `lines` has the columns line1 to line6 and country.

    French ones are in capitals without accents; those of other countries keep their own layout and letters, from the
    top. `country` is blank at home. `doubts` are like `Cleaned.doubts`: lines that stay too long, cut at a word.
    """

    lines: pd.DataFrame
    doubts: pd.DataFrame


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One address laid out: six lines, the country, and whether a line had to be cut."""

    lines: tuple[str, ...] = ("",) * 6
    country: str = ""
    is_cut: bool = False


def postal_lines(addresses: CleanedAddresses, *, addressees: pd.Series | None = None, rules: Rules) -> PostalLines:
    """The lines of cleaned addresses below their addressees; blank where the street or the town is."""
    like = addresses.countries
    blank = pd.Series(pd.NA, index=like.index, dtype=like.dtype)
    posted = addresses.posted
    more = blank if addresses.more is None else addresses.more.values  # noqa: PD011 (our record, not a frame)
    columns = [posted["street"], more, posted["postcode"], posted["town"]]
    rows = together([blank if addressees is None else as_text(addressees), *columns, like])
    sheets = [_lay_out(row, rules) for row in rows.rows]
    lines = {
        name: spread(rows.codes, [sheet.lines[place] or None for sheet in sheets], like)
        for place, name in enumerate(LINES)
    }
    lines["country"] = spread(rows.codes, [sheet.country or None for sheet in sheets], like)
    return PostalLines(lines=pd.DataFrame(lines), doubts=_doubts(rows, sheets, columns[0], rules))


def _doubts(rows: Together, sheets: list[_Sheet], address: pd.Series, rules: Rules) -> pd.DataFrame:
    doubt = Doubt("addresses.line_too_long")
    wrong = {
        n: Verdict(None, doubts=(doubt,)) for n, sheet in enumerate(sheets) if sheet.is_cut and rules.on(doubt.rule)
    }
    return gather(address, rows.column(1), wrong).doubts


def _lay_out(row: tuple[str | None, ...], rules: Rules) -> _Sheet:
    addressee, address, more, postcode, town, country = (cell or "" for cell in row)
    if not town or not (address or more):
        return _Sheet()
    if country in FRENCH | {"MC"}:
        return _french(addressee, read_parts(address, more), f"{postcode} {town}", rules) if postcode else _Sheet()
    place = {True: f"{town} {postcode}", False: f"{postcode} {town}"}[country in _TOWN_FIRST].strip()
    foot = [town, postcode] if country in _UNITED_KINGDOM else [place]
    body = [line for line in (addressee, *more.split("\n"), *address.split("\n")) if line]
    room = len(LINES) - len([line for line in foot if line])
    kept = body if len(body) <= room else [*body[: room - 1], ", ".join(body[room - 1 :])]
    lines = [*kept, *(line for line in foot if line)]
    away = "" if country == rules.country or not country else country_name(country, rules.language).upper()
    return _Sheet((*lines, *[""] * (len(LINES) - len(lines))), away)


def _french(addressee: str, parts: Parts, town: str, rules: Rules) -> _Sheet:
    street = " ".join(part for part in (parts.number, parts.repeat, parts.street) if part)
    extra = " ".join(part for part in (parts.place, parts.service) if part)
    written = [addressee, parts.unit, parts.building, street, extra, town]
    lines = [shorten(plain_capitals(line)) if line else ("", False) for line in written]
    away = "" if rules.country in FRENCH else country_name("FR", rules.language).upper()
    return _Sheet(tuple(line for line, _ in lines), away, any(is_cut for _, is_cut in lines))


def plain_capitals(text: str) -> str:
    """A line as the French post reads it: capitals, digits and single spaces, neither accents nor punctuation."""
    text = _CARE_OF.sub("chez ", text) if "/" in text else text
    if not text.isascii():
        text = text.replace("œ", "oe").replace("Œ", "OE").replace("ß", "ss").replace("æ", "ae")
        text = "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
    text = _INITIALS.sub("", text) if "." in text else text
    return " ".join(_NOT_PLAIN.sub(" ", text).upper().split())


def shorten(line: str) -> tuple[str, bool]:
    """A line of at most 38 characters, and whether words had to be cut off; abbreviated no more than it needs."""
    if len(line) <= LONGEST:
        return line, False
    line = line[: 5 * LONGEST]  # no abbreviation would save a longer one
    for table, most in ((STREET_TYPES, 1), (SHORT_TITLES, 0), (SHORT_WORDS, 0)):
        line = _abbreviate(line, table, most)
    kept = line.split()
    for place in range(len(kept) - 1, 0, -1):
        if len(" ".join(kept)) <= LONGEST:
            break
        if kept[place] in SMALL_WORDS:
            del kept[place]
    line = " ".join(kept)
    if len(line) <= LONGEST:
        return line, False
    return (line[: LONGEST + 1].rpartition(" ")[0] or line[:LONGEST]).strip(), True


def _abbreviate(line: str, table: Mapping[str, str], most: int) -> str:
    for whole, short in table.items():
        if len(line) <= LONGEST:
            return line
        if whole in line:
            line = re.sub(rf"\b{whole}\b", short, line, count=most)
    return line


def address_parts(address: pd.Series, more: pd.Series | None = None) -> pd.DataFrame:
    """The parts of cleaned street addresses, a column for each of `PART_NAMES`, blank where there is none."""
    columns = [address] if more is None else [address, more]
    rows = together(columns)
    parts = [read_parts(*(cell or "" for cell in row)) for row in rows.rows]
    return pd.DataFrame(
        {name: spread(rows.codes, [getattr(part, name) or None for part in parts], address) for name in PART_NAMES}
    )
