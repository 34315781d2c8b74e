"""What stands on a sheet of ours now: its tables, and every cell where people may have added their own."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from habitue.tables import column_letter, column_number
from habitue.workbook.write.areas import Area
from habitue.workbook.write.formulas import moved
from habitue.workbook.write.package import Package
from habitue.workbook.write.refusals import refuse
from habitue.workbook.write.strings import decoded, item_text
from habitue.workbook.write.tablepart import KnownTable, read_table
from habitue.workbook.write.values import number_text
from habitue.workbook.write.xml import XmlPart, as_utf8, unescape

_OPEN = re.compile(rb"<((?:\w+:)?)sheetData\b[^>]*?(/?)>")
_CELL = re.compile(rb"<((?:\w+:)?)(?:row\b([^>]*)>|c\b([^>]*?)(?:/>|>(.*?)</\1c>))", re.DOTALL)
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_FORMULA = re.compile(r"<((?:\w+:)?)f\b([^>]*?)(?:/>|>(.*?)</\1f>)", re.DOTALL)
_VALUE = re.compile(r"<(?:\w+:)?v\b[^>]*>([^<]*)</")
SHEET_LIMIT = 1 << 31


@dataclass(frozen=True, slots=True)
class Found:
    """A cell as it stands: its place, its attributes and what is between its tags."""

    row: int
    column: int
    attributes: Mapping[str, str]
    inner: str

    @property
    def style(self) -> int:
        """The index of its format."""
        text = self.attributes.get("s", "0")
        return int(text) if text.isdecimal() else 0

    @property
    def says_something(self) -> bool:
        """Whether it holds a value, a formula, or at least a format."""
        return bool(self.inner) or self.style > 0


@dataclass(frozen=True, slots=True)
class Standing:
    """A sheet part cut at its rows, and the tables that it holds (by relation id)."""

    part: str
    skeleton: bytes  # with an empty sheetData
    body: bytes
    tables: Mapping[str, KnownTable]
    untouched: bool  # all its rows are as we wrote them, so that nothing in them is anybody else's

    @property
    def has_formulas(self) -> bool:
        """Whether any cell is calculated."""
        return not self.untouched and re.search(rb"<(?:\w+:)?f[\s/>]", self.body) is not None


def read_standing(package: Package, part: str) -> Standing:
    """Read a sheet part. Raises RefusedWrite when it is damaged."""
    data = as_utf8(package.read(part, SHEET_LIMIT) or b"")
    opened = _OPEN.search(data)
    if opened is None:
        raise refuse("corrupt")
    mark = opened[1]
    close = b"</" + mark + b"sheetData>"
    end = opened.end() if opened[2] else data.rfind(close)
    if end < opened.end():
        raise refuse("corrupt")
    body = data[opened.end() : end]
    tail = data[end:] if opened[2] else data[end + len(close) :]
    skeleton = data[: opened.start()] + b"<" + mark + b"sheetData/>" + tail
    tables = {}
    for relation in package.related(part, "table"):
        known = (
            read_table(relation.target, package.read(relation.target) or b"") if package.has(relation.target) else None
        )
        if known is not None:
            tables[relation.id] = known
    entry = package.find(part)
    return Standing(part, skeleton, body, tables, entry is not None and entry.sealed)


def cells(body: bytes) -> Iterator[Found]:
    """Every cell, with its place told from its neighbours where it does not say it itself."""
    row = column = 0
    for match in _CELL.finditer(body):
        if match[2] is not None:
            attributes = _attributes(match[2])
            number = attributes.get("r", "")
            row, column = int(number) if number.isdecimal() else row + 1, 0
            continue
        attributes = _attributes(match[3])
        place = _ADDRESS.fullmatch(attributes.get("r", "").upper())
        if place:
            column, row = column_number(place[1]), int(place[2])
        else:
            column += 1
        yield Found(row, column, attributes, (match[4] or b"").decode("utf-8", "replace"))


def some_cells(body: bytes, big: Area, columns: set[int]) -> Iterator[Found]:
    """The cells that are not in a big table, and those that are in some of its columns.

    What an application wrote in the usual way (an address first in each cell) is searched for these columns only,
    which is many times faster than to look at every cell.
    """
    start, end = _row_start(body, big.top), _row_start(body, big.bottom + 1)
    inner = body[start:end]
    mark = next(iter(re.findall(rb"<((?:\w+:)?)c[\s>/]", inner)), b"")
    if inner.count(b"<" + mark + b"c ") != inner.count(b"<" + mark + b'c r="'):
        yield from cells(body)
        return
    yield from cells(body[:start])
    there = {column_number(letters.decode()) for letters in set(re.findall(rb'c r="([A-Z]{1,3})\d', inner))}
    wanted = columns | {number for number in there if not big.left <= number <= big.right}
    if wanted:
        letters = "|".join(column_letter(number) for number in sorted(wanted)).encode()
        name = re.escape(mark) + b"c"
        pattern = rb"<" + name + rb' r="(' + letters + rb')(\d+)"([^>]*?)(?:/>|>(.*?)</' + name + rb">)"
        for match in re.finditer(pattern, inner, re.DOTALL):
            place = int(match[2]), column_number(match[1].decode())
            yield Found(*place, _attributes(match[3]), (match[4] or b"").decode("utf-8", "replace"))
    yield from cells(body[end:])


def _row_start(body: bytes, first: int) -> int:
    """Where the first row with that number or a later one begins."""
    exact = re.search(rb"<(?:\w+:)?row\b[^>]*?\sr=\"%d\"" % first, body)
    if exact:
        return exact.start()
    numbered = ((m.start(), int(m[1])) for m in re.finditer(rb"<(?:\w+:)?row\b[^>]*?\sr=\"(\d+)\"", body))
    return next((place for place, number in numbered if number >= first), len(body))


def _attributes(raw: bytes) -> dict[str, str]:
    return {name: double or single for name, double, single in _ATTRIBUTE.findall(raw.decode("utf-8", "replace"))}


def cell_text(cell: Found, shared: Sequence[str]) -> str:
    """What a cell says, as text: the way that lines are told apart."""
    kind = cell.attributes.get("t", "n")
    if kind == "inlineStr":
        return item_text(cell.inner.encode())
    value = _VALUE.search(cell.inner)
    said = unescape(value[1]) if value else ""
    if kind == "s":
        return shared[int(said)] if said.strip().isdecimal() and int(said) < len(shared) else ""
    if kind == "str":
        return decoded(said)
    try:
        return number_text(float(said))
    except ValueError:
        return said


class Carrier:
    """Puts cells of people to another place of the sheet, their formulas in step."""

    def __init__(self, mark: str) -> None:
        self._mark = mark
        self._masters: dict[str, tuple[str, int, int]] = {}

    def note(self, cell: Found) -> None:
        """Remember a shared formula, which other cells only refer to; to be called for every cell first."""
        formula = _FORMULA.search(cell.inner) if "shared" in cell.inner else None
        if formula is not None and formula[3]:
            attributes = dict(_pairs(formula[2]))
            if attributes.get("t") == "shared":
                self._masters[attributes.get("si", "")] = (unescape(formula[3]), cell.row, cell.column)

    def formula(self, cell: Found) -> str | None:
        """The formula of a cell, shared ones spelt out."""
        found = _FORMULA.search(cell.inner)
        if found is None:
            return None
        attributes = dict(_pairs(found[2]))
        if attributes.get("t") == "shared" and attributes.get("si", "") in self._masters:
            master, row, column = self._masters[attributes["si"]]
            return moved(master, cell.row - row, cell.column - column)
        return unescape(found[3] or "") or None

    def put(self, cell: Found, row: int, column: int) -> str:
        """The cell's XML at another place."""
        inner = cell.inner
        formula = self.formula(cell)
        if formula is not None:
            inner = _FORMULA.sub(lambda match: self._placed(match, formula, cell, (row, column)), inner, count=1)
        other = "".join(f' {name}="{value}"' for name, value in cell.attributes.items() if name != "r")
        head = f'<{self._mark}c r="{column_letter(column)}{row}"{other}'
        return f"{head}>{inner}</{self._mark}c>" if inner else head + "/>"

    def filled(self, cell: Found, row: int, column: int) -> str:
        """A new cell with the formula of another of its column, and its format."""
        formula = moved(self.formula(cell) or "", row - cell.row, column - cell.column)
        return self.calculated(formula, cell.style, row, column)

    def blank(self, style: int, row: int, column: int) -> str:
        """A cell with nothing but a format."""
        return f'<{self._mark}c r="{column_letter(column)}{row}" s="{style}"/>' if style else ""

    def calculated(self, formula: str, style: int, row: int, column: int) -> str:
        """A cell with a formula whose value Excel has yet to find."""
        look = f' s="{style}"' if style else ""
        written = f"<{self._mark}f>{escape(formula, quote=False)}</{self._mark}f>"
        return f'<{self._mark}c r="{column_letter(column)}{row}"{look}>{written}</{self._mark}c>'

    def _placed(self, match: re.Match[str], formula: str, cell: Found, place: tuple[int, int]) -> str:
        attributes = dict(_pairs(match[2]))
        written = escape(moved(formula, place[0] - cell.row, place[1] - cell.column), quote=False)
        if attributes.get("t") in ("array", "dataTable"):
            ref = moved(attributes.get("ref", ""), place[0] - cell.row, place[1] - cell.column)
            kept = "".join(f' {name}="{ref if name == "ref" else value}"' for name, value in attributes.items())
            return f"<{self._mark}f{kept}>{written}</{self._mark}f>"
        return f"<{self._mark}f>{written}</{self._mark}f>"


def _pairs(raw: str) -> list[tuple[str, str]]:
    return [(name, double or single) for name, double, single in _ATTRIBUTE.findall(raw)]


def calculated_formula(xml: str) -> str | None:
    """The formula of a calculated column, from its element in the table part."""
    if "calculatedColumnFormula" not in xml:
        return None
    part = XmlPart(xml.encode(), 2)
    element = next((child for child in part.root.children if child.name == "calculatedColumnFormula"), None)
    return part.text(element) if element is not None else None
