"""What every style, kind and tone looks like: plain values, so that the look of our sheets is decided in one place."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from habitue.sheetmodel import Kind, Style, Tone

Language = Literal["fr", "en"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    """A font as a difference from that of the workbook, so that our sheets look at home there."""

    bold: bool = False
    italic: bool = False
    larger: int = 0  # points
    color: str = ""  # RRGGBB; the workbook's own when empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Everything that a cell format says."""

    font: Font = Font()
    fill: str = ""  # RRGGBB
    line: str = ""  # RRGGBB of a thin line below
    boxed: bool = False  # the line on all four sides
    number_format: str = "General"
    horizontal: Literal["", "left", "center", "right"] = ""
    vertical: Literal["", "top", "center"] = ""
    wrap: bool = False
    indent: int = 0


@dataclass(frozen=True, slots=True)
class ToneColors:
    """A light fill with dark text for cells, which can be told apart in grey print, and a full colour for charts."""

    fill: str
    text: str
    full: str


TONES: dict[Tone, ToneColors] = {
    "green": ToneColors("DDF0DC", "1E5A2B", "5BA66A"),
    "blue": ToneColors("DCE9F7", "1B4A7E", "4A86C5"),
    "teal": ToneColors("D3EFEC", "0C5550", "2F9E95"),
    "amber": ToneColors("FFF0C7", "7A5600", "E8B440"),
    "orange": ToneColors("FCE3D0", "8A3F0B", "E5863C"),
    "red": ToneColors("F9DBDB", "8C2323", "CE5252"),
    "grey": ToneColors("E9EAEC", "44494F", "9BA2AA"),
    "violet": ToneColors("E8E0F5", "4B2C82", "8C70C2"),
}

TEXT_FORMAT = "@"
_LINE = "DADFE5"
_INK = "1F3A56"

_STYLES: dict[Style, Look] = {
    "plain": Look(),
    "title": Look(font=Font(bold=True, larger=7, color=_INK), vertical="center"),
    "subtitle": Look(font=Font(bold=True, larger=2, color=_INK), vertical="center"),
    "stamp": Look(font=Font(italic=True, color="7A828A"), vertical="center"),
    "header": Look(
        font=Font(bold=True, color="FFFFFF"), fill="2C4A68", vertical="center", horizontal="left", wrap=True, indent=1
    ),
    "strong": Look(font=Font(bold=True)),
    "muted": Look(font=Font(color="7A828A")),
    "input": Look(font=Font(color="1B4A7E"), fill="FFF9E3", line="E3CF8F", boxed=True),
    "good": Look(font=Font(color=TONES["green"].text), fill=TONES["green"].fill),
    "warn": Look(font=Font(color=TONES["amber"].text), fill=TONES["amber"].fill),
    "bad": Look(font=Font(color=TONES["red"].text), fill=TONES["red"].fill),
}

_NUMERIC: frozenset[Kind] = frozenset({"integer", "number", "money", "percent"})


@cache
def cell_look(style: Style, number_format: str, *, wrap: bool = False) -> Look:
    """The look of a cell outside the tables."""
    look = _STYLES[style]
    return replace(look, number_format=number_format, wrap=wrap or look.wrap, vertical="top" if wrap else look.vertical)


@cache
def body_look(style: Style, kind: Kind, number_format: str, *, wrap: bool) -> Look:
    """The look of a cell in the body of a table: a fine line below it, numbers on the right, the rest on the left."""
    look = replace(_STYLES[style], number_format=number_format, wrap=wrap, vertical="center", indent=1)
    return replace(look, horizontal="right" if kind in _NUMERIC else "left", line=look.line or _LINE)


@cache
def header_look(kind: Kind) -> Look:
    """The look of a table's header cell: over numbers it stands on the right, as they do."""
    look = _STYLES["header"]
    return replace(look, horizontal="right") if kind in _NUMERIC else look


def number_format(kind: Kind, language: Language, currency: str) -> str:
    """The format code of a kind, in the habits of a language (codes themselves are always written the US way)."""
    match kind:
        case "integer":
            return "#,##0"
        case "number":
            return "#,##0.0"
        case "percent":
            return "0.0\\ %" if language == "fr" else "0.0%"
        case "date":
            return "dd/mm/yyyy" if language == "fr" else "[$-409]d\\ mmm\\ yyyy"
        case "money":
            return _money_format(language, currency)
        case "text":
            return "General"


def _money_format(language: Language, currency: str) -> str:
    if not currency:
        return "#,##0.00"
    sign = currency.replace('"', "")
    return f'#,##0.00"\u00a0{sign}"' if language == "fr" else f'"{sign}"#,##0.00'
