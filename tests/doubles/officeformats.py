"""How cells look, in Excel's JavaScript interface; see officerange.py."""

# ruff: noqa: N802 - members have the names of the wire

import re
from typing import TYPE_CHECKING

from officethings import Collection, HostError, Thing

if TYPE_CHECKING:
    from officerange import RangeThing


class FormatThing(Thing):
    def __init__(self, place: "RangeThing") -> None:
        self.place = place

    def p_Font(self) -> Thing:
        return _Font(self.place)

    def p_Fill(self) -> Thing:
        return _Fill(self.place)

    def p_Borders(self) -> Thing:
        return _Borders(self.place)

    def s_WrapText(self, value: bool) -> None:
        self.place.act("setWrapText", value)

    def s_HorizontalAlignment(self, value: str) -> None:
        self.place.act("setHorizontalAlignment", value)

    def s_VerticalAlignment(self, value: str) -> None:
        self.place.act("setVerticalAlignment", value)

    def s_ColumnWidth(self, value: float) -> None:
        self.place.act("setColumnWidth", value)

    def s_RowHeight(self, value: float) -> None:
        self.place.act("setRowHeight", value)

    def m_AutofitColumns(self) -> None:
        self.place.act("setAutofit", "columns")

    def m_AutofitRows(self) -> None:
        self.place.act("setAutofit", "rows")


class _Font(Thing):
    def __init__(self, place: "RangeThing") -> None:
        self.place = place

    def set(self, name: str, value: object) -> None:
        self.place.act("setFontProperty", name[:1].lower() + name[1:], value)


class _Fill(Thing):
    def __init__(self, place: "RangeThing") -> None:
        self.place = place

    def s_Color(self, value: str) -> None:
        self.place.act("setRangeColor", value)

    def m_Clear(self) -> None:
        self.place.act("setRangeColor", None)


def snake_case(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


class _Borders(Collection):
    def __init__(self, place: "RangeThing") -> None:
        self.place = place

    def item(self, key: object) -> Thing:
        return _Border(self.place, snake_case(str(key)))

    def items(self) -> list[Thing]:
        raise HostError("listing borders is not simulated")


class _Border(Thing):
    def __init__(self, place: "RangeThing", side: str) -> None:
        self.place, self.side = place, side

    def set(self, name: str, value: str) -> None:
        kind = {"Style": "line_style", "Weight": "weight", "Color": "color"}[name]
        told = value if kind == "color" else snake_case(value)
        self.place.act("setBorderProperty", self.side, kind, None if told == "none" else told)
