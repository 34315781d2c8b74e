"""The part of an Excel table: where it is, what its columns are called, and what changes when its lines do."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from habitue.workbook.write.areas import Area, area
from habitue.workbook.write.values import text_content
from habitue.workbook.write.xml import Element, XmlPart, attribute, unescape

TABLE_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"
_STYLE = "TableStyleMedium2"


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A column as a table part lists it: `xml` is the element as written, empty for one that is new."""

    title: str
    xml: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class KnownTable:
    """A table that is in the workbook: its part and what that says."""

    part: str
    name: str
    area: Area  # with header and total row
    columns: tuple[ColumnSpec, ...]
    totals: bool
    filtered: bool  # somebody has hidden lines by a filter, or sorted

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of its columns, in their order."""
        return tuple(column.title for column in self.columns)


def read_table(part: str, data: bytes) -> KnownTable | None:
    """What a table part says; None where it is no table that can be placed."""
    xml = XmlPart(data, 3)
    place = area(xml.root.get("ref"))
    container = xml.root.one("tableColumns")
    if place is None or container is None or xml.root.get("headerRowCount", "1") == "0":
        return None
    columns = tuple(
        ColumnSpec(decode_title(item.get("name")), xml.raw(item).decode(), _number(item))
        for item in container.all("tableColumn")
    )
    totals = xml.root.get("totalsRowCount", "0") not in ("", "0")
    buttons = xml.root.one("autoFilter")
    filtered = (buttons is not None and bool(buttons.children)) or xml.root.one("sortState") is not None
    return KnownTable(part, xml.root.get("displayName"), place, columns, totals, filtered)


def _number(item: Element) -> int:
    text = item.get("id", "0")
    return int(text) if text.isdecimal() else 0


def decode_title(name: str) -> str:
    """A column title as its header cell shows it: Excel writes line breaks and odd characters as `_xHHHH_`."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), name)


def new_table(
    space: str, number: int, name: str, place: Area, titles: Sequence[str], *, looks: tuple[bool, bool]
) -> bytes:
    """A table part; `looks` are whether it has filter buttons and bands."""
    filters, banded = looks
    columns = "".join(column_xml("", n, title) for n, title in enumerate(titles, 1))
    buttons = f'<autoFilter ref="{place}"/>' if filters else ""
    style = (
        f'<tableStyleInfo name="{_STYLE}" showFirstColumn="0" showLastColumn="0" '
        f'showRowStripes="{int(banded)}" showColumnStripes="0"/>'
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<table xmlns="{space}" id="{number}" name="{name}" displayName="{name}" ref="{place}" totalsRowShown="0">'
        f'{buttons}<tableColumns count="{len(titles)}">{columns}</tableColumns>{style}</table>'
    ).encode()


def column_xml(mark: str, number: int, title: str) -> str:
    """A column of a table part."""
    return f'<{mark}tableColumn id="{number}" name="{_title_attribute(title)}"/>'


def _title_attribute(title: str) -> str:
    return attribute(unescape(text_content(title)))


def resized(data: bytes, place: Area, columns: Sequence[ColumnSpec], *, totals: bool) -> bytes:
    """A table part with other lines or columns; its name, style and buttons stay, a filter in force is lifted."""
    xml = XmlPart(data, 3)
    root, mark = xml.root, xml.root.prefix
    attributes = {"ref": str(place)}
    if not totals and root.get("totalsRowCount", "0") != "0":
        attributes["totalsRowCount"] = "0"
    if root.get("ref") != str(place) or len(attributes) > 1:
        xml.set(root, attributes)
    buttons = root.one("autoFilter")
    body = Area(place.top, place.left, place.bottom - totals, place.right)
    if buttons is not None and (buttons.children or buttons.get("ref") != str(body)):
        xml.replace(buttons, f'<{buttons.tag} ref="{body}"/>')
    sorting = root.one("sortState")
    if sorting is not None:
        xml.remove(sorting)
    container = root.one("tableColumns")
    assert container is not None
    known = tuple(xml.raw(item).decode() for item in container.all("tableColumn"))
    if known != tuple(column.xml for column in columns):
        xml.replace(container, _columns_xml(container.tag, mark, columns))
    return xml.result()


def _columns_xml(tag: str, mark: str, columns: Sequence[ColumnSpec]) -> str:
    highest = max((column.number for column in columns), default=0)
    written = []
    for column in columns:
        if column.xml:
            written.append(column.xml)
        else:
            highest += 1
            written.append(column_xml(mark, highest, column.title))
    return f'<{tag} count="{len(columns)}">{"".join(written)}</{tag}>'
