"""One quick pass over a sheet's XML, without parsing it: its extent, its merged cells, formulas that have no value."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from habitue.tables import column_letter, column_number
from habitue.workbook.read.package import Package
from habitue.workbook.read.references import Area, area_of

HEAD = 2 << 20  # bytes at the start of a sheet that are looked at closely
_TAIL_PIECES = 12  # pieces at the end, about 300 kB each, in which the merged cells stand
_NARROW = 26  # columns: a sheet of so many takes no more memory than we can give, whatever its rows
_LARGE = 8 << 20
_BYTES_PER_CELL = 200

_CELL = re.compile(rb"""r=["']([A-Z]{1,3})(\d{1,7})["']""")
_DIMENSION = re.compile(rb"""<(?:\w+:)?dimension\b[^>]*?\bref=["']([A-Z0-9:]+)["']""")
_MERGE = re.compile(rb"""<(?:\w+:)?mergeCell\b[^>]*?\bref=["']([A-Z0-9:]+)["']""")
_FORMULA = re.compile(
    # A formula whose value is text ("str") has been calculated, even if that text is empty.
    rb"""<(?:\w+:)?c\b(?![^>]*\bt=["']str)[^>]*?\br=["']([A-Z]{1,3})(\d{1,7})["'][^>]*>\s*<(?:\w+:)?f\b"""
)
_ANY_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_NO_VALUE = re.compile(
    rb"""(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"""
)
_ERROR = re.compile(
    rb"""<(?:\w+:)?c\b[^>]*?\br=["']([A-Z]{1,3})(\d{1,7})["'](?=[^>]*\bt=["']e["'])[^>]*>.*?<(?:\w+:)?v>([^<]*)<""",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetScan:
    """What the pass saw; `head` and `tail` are the first and last bytes of the part.

    `right` is the last column that holds anything (26 when it is at most that) and `bottom` the last row of a sheet
    that is wider (else 0).
    """

    head: bytes
    tail: bytes
    right: int
    bottom: int
    size: int

    def merged(self) -> tuple[Area, ...]:
        """The merged areas, which stand after the cells."""
        after = self.tail[self.tail.rfind(b"sheetData") :]
        found = (area_of(reference.decode()) for reference in _MERGE.findall(after))
        return tuple(area for area in found if area is not None)

    def has_iso_dates(self) -> bool:
        """Whether dates are stored as ISO text (Strict workbooks)."""
        return b't="d"' in self.head

    def errors(self) -> list[tuple[int, int, str]]:
        """The cells (row, column, code) in the head that hold an error such as #N/A."""
        found = _ERROR.finditer(self.head)
        return [(*_position(match[1], match[2]), match[3].decode("utf-8", "replace")) for match in found]


def scan(package: Package, part: str) -> SheetScan:
    """Pass once over a sheet part; the cost is a twentieth to a tenth of reading it."""
    size = package.size(part)
    chunks = package.chunks(part)
    head, chunk = _head(chunks)
    extent = _declared(head, size) or _Extent()
    tail: deque[bytes] = deque(maxlen=_TAIL_PIECES)
    tail.append(head)
    extent.look(head)
    while chunk:
        extent.look(chunk)
        tail.append(chunk)
        chunk = next(chunks, b"")
    return SheetScan(head=head, tail=b"".join(tail), right=extent.right, bottom=extent.bottom, size=size)


def _head(chunks: Iterator[bytes]) -> tuple[bytes, bytes]:
    """The first pieces of a part, up to about HEAD bytes, and the piece after them."""
    head = bytearray()
    for chunk in chunks:
        if head and len(head) + len(chunk) > HEAD:
            return bytes(head), chunk
        head += chunk
    return bytes(head), b""


@dataclass(slots=True)
class _Extent:
    """How far the cells seen so far reach; `trusted` when the declared width is believed and only rows count."""

    right: int = _NARROW
    bottom: int = 0
    trusted: bool = False
    rest: bytes = b""

    def look(self, chunk: bytes) -> None:
        if not self.trusted:
            window = self.rest + chunk
            while found := _beyond(self.right).search(window):
                self.right = column_number(found[1].decode())
            self.rest = window[-64:]
        if self.right > _NARROW:  # else the number of rows does not matter
            end = chunk.rfind(b"row>") + 1
            rows = _CELL.findall(chunk[max(end - 4000, 0) : end])
            self.bottom = max([self.bottom, *(int(row) for _, row in rows)])


def _declared(head: bytes, size: int) -> _Extent | None:
    """The declared extent of a large sheet, where it is dense enough to be true: checking it costs a twentieth more."""
    match = _DIMENSION.search(head)
    area = area_of(match[1].decode()) if match else None
    if area is None or size < _LARGE or area.height * area.width * _BYTES_PER_CELL < size:
        return None
    return _Extent(right=max(area.right, _NARROW), trusted=True)


@cache
def _beyond(column: int) -> re.Pattern[bytes]:
    """A pattern for the reference of a cell with content, right of a column (from 26): quick, as it seldom matches."""
    letters = column_letter(column)
    same = [
        f"{letters[:i]}[{chr(ord(letter) + 1)}-Z]" + "[A-Z]" * (len(letters) - i - 1)
        for i, letter in enumerate(letters)
        if letter < "Z"
    ]
    longer = f"[A-Z]{{{len(letters) + 1},}}"
    return re.compile(rf"""r=["']({"|".join([longer, *same])})[0-9]{{1,7}}["'][^>/]*>""".encode())


def never_calculated(package: Package, part: str, seen: SheetScan) -> list[tuple[int, int]]:
    """The cells (row, column) whose formula has no value; a large part is searched whole only if its head has any."""
    found = _without_value(seen.head)
    if found and seen.size > len(seen.head):
        return _without_value(b"".join(package.chunks(part)))
    return found


def _without_value(xml: bytes) -> list[tuple[int, int]]:
    formulas = _FORMULA.finditer(xml) if _ANY_FORMULA.search(xml) else ()
    return [_position(found[1], found[2]) for found in formulas if _NO_VALUE.match(xml, _tag_end(xml, found))]


def _position(letters: bytes, row: bytes) -> tuple[int, int]:
    return int(row), column_number(letters.decode())


def _tag_end(head: bytes, formula: re.Match[bytes]) -> int:
    """Where the opening tag of a formula ends (at its ">" or "/>")."""
    end = head.find(b">", formula.end())
    return end - 1 if head[end - 1 : end] == b"/" else end
