"""What Excel makes of a value that is put into a cell, as if somebody had typed it."""

import re
from datetime import date, datetime

from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!")
_NUMBER = re.compile(r"[+-]?(\d+([ ,]\d{3})*|\d*)(\.\d*)?([eE][+-]?\d+)?\s*%?")
_MONEY = re.compile(r"[+-]?[€$£]\s?\d[\d,]*(\.\d+)?|[+-]?\d[\d,]*(\.\d+)?\s?[€$£]")
_DATE = re.compile(r"\d{1,4}[-/]\d{1,2}([-/]\d{1,4})?|\d{1,2}:\d{2}(:\d{2})?( ?[AaPp][Mm])?")
_NAMED = re.compile(
    r"(\d{1,2}[ -])?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?[ -]\d{1,4}", re.IGNORECASE
)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2}):(\d{2}))?")


class NotAsTyped(Exception):
    """Excel would refuse the value, or hosts differ on it."""


def put(cell: Cell, value: object) -> None:
    """Put one of the `values` of Office.js into a cell: None leaves it alone, "" clears it, text is read as typed."""
    if value is None:
        return
    if not isinstance(value, str):
        _plain(cell, value)
    elif value == "":
        cell.value = None
        cell.quotePrefix = False
    elif cell.number_format == "@":
        if value.startswith("'"):
            raise NotAsTyped(f"{cell.coordinate} is formatted as text: hosts differ on a leading apostrophe")
        _text(cell, value, quoted=False)
    elif value.startswith("'"):
        _text(cell, value[1:], quoted=True)
    else:
        _typed(cell, value)


def _plain(cell: Cell, value: object) -> None:
    if not isinstance(value, bool | int | float):
        raise NotAsTyped(f"{type(value).__name__} is no value of a cell")
    if cell.number_format == "@" and not isinstance(value, bool):
        _text(cell, format(value, ".15g"), quoted=False)  # a number put where text is wanted becomes text
        return
    cell.value = value
    _unquoted(cell)


def _unquoted(cell: Cell) -> None:
    if cell.has_style and cell.quotePrefix:
        cell.quotePrefix = False


def _text(cell: Cell, text: str, *, quoted: bool) -> None:
    if len(text) > 32_767:
        raise NotAsTyped(f"{len(text)} characters in {cell.coordinate}; a cell holds 32,767")
    cell.value = ILLEGAL_CHARACTERS_RE.sub(lambda found: f"_x{ord(found[0]):04X}_", text) or None  # as files write them
    if text:
        cell.data_type = "s"  # also when it begins with "="
    if quoted != bool(cell.has_style and cell.quotePrefix):
        cell.quotePrefix = quoted


def _typed(cell: Cell, text: str) -> None:
    _unquoted(cell)
    bare = text.strip()
    if found := _ISO.fullmatch(bare):
        try:
            cell.value = datetime(*(int(part) for part in found.groups() if part is not None))
        except ValueError:
            _text(cell, text, quoted=False)
            return
        if cell.number_format == "General" or not any(letter in cell.number_format.lower() for letter in "dy"):
            cell.number_format = "yyyy-mm-dd"
        return
    if bare[:1] in "=+-@" and not _number_like(bare):
        cell.value = "=" + bare.lstrip("=")
        cell.data_type = "f"
    elif _number_like(bare):
        number = float(re.sub(r"[ ,%€$£\s]", "", bare))
        cell.value = number / 100 if bare.endswith("%") else number
    elif _DATE.fullmatch(bare) or _NAMED.fullmatch(bare):
        cell.value = 45_000  # some day: what matters is that the text is gone
        cell.number_format = "yyyy-mm-dd"
    elif bare.casefold() in ("true", "false"):
        cell.value = bare.casefold() == "true"
    elif bare.upper() in ERRORS:
        cell.value = bare.upper()
        cell.data_type = "e"
    else:
        _text(cell, text, quoted=False)


def _number_like(text: str) -> bool:
    return any(c.isdigit() for c in text) and bool(_NUMBER.fullmatch(text) or _MONEY.fullmatch(text))


def sent(value: object) -> object:
    """A cell's value as Office.js sends it: dates as ISO with a Z, "" if it is blank."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%S.000Z")
    if isinstance(value, date):
        return value.strftime("%Y-%m-%dT00:00:00.000Z")
    if isinstance(value, bool | int | float | str):
        return value
    return str(value)
