"""New values for single cells of people's own sheets: the bytes of those cells are spliced, all others stay."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Literal

from habitue.sheetmodel import SheetModel
from habitue.tables import column_letter, column_number
from habitue.workbook.write import safety
from habitue.workbook.write.archive import Archive, deflate
from habitue.workbook.write.areas import area
from habitue.workbook.write.graft import graft
from habitue.workbook.write.outcome import Plan
from habitue.workbook.write.package import Package
from habitue.workbook.write.refusals import refuse
from habitue.workbook.write.standing import SHEET_LIMIT, Found, cell_text
from habitue.workbook.write.strings import item_text, read_items, strings_part
from habitue.workbook.write.values import DAYS_TO_1904, FIRST_DAY, day_body, number_body, text_body
from habitue.workbook.write.workbookpart import Workbook
from habitue.workbook.write.writing import planned
from habitue.workbook.write.xml import XmlPart, as_utf8

Kind = Literal["text", "number", "date"]
Why = Literal["no-sheet", "protected", "formula", "changed", "real-date", "rich-text"]
"""Why a cell was left: there is no such sheet, the sheet is protected, the cell is calculated, it does not hold what
was expected, it is a real date already, or parts of its text have formats of their own."""

ABSENT = "-"
"""Stands for a cell that was not there at all."""

_OPEN = re.compile(rb"<((?:\w+:)?)sheetData\b[^>]*?(/?)>")
_STEP = re.compile(
    rb"<((?:\w+:)?)(?:row\b(?P<row>[^>]*)>|c\b(?P<cell>[^>]*?)(?:/>|>(?P<inner>.*?)</\1c>))|</(?:\w+:)?row>", re.DOTALL
)
_PROTECTED = re.compile(rb"""<(?:\w+:)?sheetProtection\b[^>]*?\ssheet=["'](?:1|true|on)["']""")
_TYPE = re.compile(rb"""\st\s*=\s*(?:"[^"]*"|'[^']*')""")
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_SPILLS = re.compile(rb"""<(?:\w+:)?f\b(?=[^>]*\bt=["'](?:array|dataTable)["'])[^>]*?\bref=["']([A-Z0-9:]+)["']""")
_RUNS = re.compile(rb"<(?:\w+:)?r[\s>]")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DAY_FORMATS = frozenset({*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)})


@dataclass(frozen=True, slots=True, kw_only=True)
class CellEdit:
    """What one cell holds and is to hold (None: blank); `stored` is its former XML, where it is to be as it was."""

    sheet: str
    cell: str  # "B12"
    before: str | None
    after: str | None
    kind: Kind = "text"
    stored: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """What was done: each edit with the XML that the cell had (ABSENT for none), and each one left with the reason."""

    done: tuple[tuple[CellEdit, str], ...] = ()
    left: tuple[tuple[CellEdit, Why], ...] = ()


def plan_cells(
    path: Path, edits: Sequence[CellEdit], sheets: Callable[[Edited], Sequence[SheetModel]]
) -> tuple[Plan, Edited]:
    """Plan the edits of a workbook, with the sheets of ours that tell of them; the disk is not touched.

    Raises RefusedWrite for a workbook that cannot be changed without loss. `apply` writes the plan.
    """
    path = Path(path)
    with safety.reading(path) as file:
        before = safety.digest_of(file)
        package = Package(Archive(file))
        edited = edit_cells(package, edits)
        models = sheets(edited)
        made = planned(package, graft(package, models) if models else None, path, before)
        if safety.digest_of(file) != before:
            raise refuse("changed-meanwhile")
    return made, edited


def edit_cells(package: Package, edits: Sequence[CellEdit]) -> Edited:
    """Change cells in a package, in memory. Only sheet parts change, and the mark that asks Excel to calculate."""
    book = Workbook(package)
    ground = _Ground(book)
    done: list[tuple[CellEdit, str]] = []
    left: list[tuple[CellEdit, Why]] = []
    by_sheet: dict[str, list[CellEdit]] = {}
    for edit in edits:
        by_sheet.setdefault(edit.sheet.casefold(), []).append(edit)
    parts = {sheet.title.casefold(): sheet.part for sheet in book.sheets if sheet.kind == "worksheet"}
    for title, some in by_sheet.items():
        part = parts.get(title, "")
        if not part:
            left += [(edit, "no-sheet") for edit in some]
            continue
        work = _SheetWork(as_utf8(package.read(part, SHEET_LIMIT) or b""), some, ground)
        done += work.done
        left += work.left
        if work.done:
            package.put_deflated(part, deflate([work.result()]))
    if done and ground.has_formulas():
        book.recalculate()
        book.finish()
    return Edited(done=tuple(done), left=tuple(left))


@dataclass(slots=True)
class _Ground:
    """What the cells of a workbook refer to: its shared strings, its formats of dates, where its days begin."""

    book: Workbook
    _items: list[bytes] | None = None
    _days: frozenset[int] | None = None

    @property
    def items(self) -> list[bytes]:
        """The shared strings as they are stored."""
        if self._items is None:
            part = strings_part(self.book)
            self._items = read_items(self.book.package.must_read(part)) if part else []
        return self._items

    @property
    def days(self) -> frozenset[int]:
        """The cell formats that show a number as a day."""
        if self._days is None:
            found = self.book.package.related(self.book.part, "styles")
            data = self.book.package.read(found[0].target) if found else None
            self._days = frozenset() if data is None else _formats_of_days(data)
        return self._days

    def text(self, cell: Found) -> str:
        """What a cell says."""
        number = re.search(r"<(?:\w+:)?v\b[^>]*>\s*(\d+)", cell.inner) if cell.attributes.get("t") == "s" else None
        if number is None:
            return cell_text(cell, ())
        return item_text(self.items[int(number[1])]) if int(number[1]) < len(self.items) else ""

    def is_rich(self, cell: Found) -> bool:
        """Whether parts of its text have formats of their own, or it is more than its text."""
        if "vm" in cell.attributes:
            return True
        if cell.attributes.get("t") != "s":
            return cell.attributes.get("t") == "inlineStr" and bool(_RUNS.search(cell.inner.encode()))
        number = re.search(r"<(?:\w+:)?v\b[^>]*>\s*(\d+)", cell.inner)
        return (
            number is not None and int(number[1]) < len(self.items) and bool(_RUNS.search(self.items[int(number[1])]))
        )

    def has_formulas(self) -> bool:
        """Whether anything in the workbook is calculated."""
        package = self.book.package
        if package.related(self.book.part, "calcChain"):
            return True
        return any(
            _FORMULA.search(rows)
            for sheet in self.book.sheets
            if sheet.part
            for rows in package.stream_rows(sheet.part)
        )


class _SheetWork:
    """The edits of one sheet part: one pass over its cells, in their order."""

    def __init__(self, data: bytes, edits: Sequence[CellEdit], ground: _Ground) -> None:
        self.done: list[tuple[CellEdit, str]] = []
        self.left: list[tuple[CellEdit, Why]] = []
        self._data = data
        self._ground = ground
        self._pieces: list[bytes] = []
        self._place = 0
        opened = _OPEN.search(data)
        if opened is None:
            raise refuse("corrupt")
        if _PROTECTED.search(data):
            self.left = [(edit, "protected") for edit in edits]
            return
        self._spills = [found for ref in _SPILLS.findall(data) if (found := area(ref.decode())) is not None]
        self._wanted = _by_row(edits)
        self._walk(opened.end())
        self.left += [(edit, "changed") for row in self._wanted.values() for edit in row.values()]

    def result(self) -> bytes:
        """The part with its new cells."""
        made = b"".join([*self._pieces, self._data[self._place :]])
        XmlPart(made, 1)  # raises where it is no longer well formed
        return made

    def _walk(self, start: int) -> None:
        row = column = 0
        pending: dict[int, CellEdit] = {}
        mark = b""
        for match in _STEP.finditer(self._data, start):
            if match["row"] is not None:
                number = _attributes(match["row"]).get("r", "")
                row, column = int(number) if number.isdecimal() else row + 1, 0
                mark = match[1]
                pending = {} if match["row"].endswith(b"/") else self._wanted.pop(row, {})
            elif match["cell"] is None:
                self._add_missing(pending, row, None, match.start(), mark)
                pending = {}
            elif pending:
                attributes = _attributes(match["cell"])
                place = _ADDRESS.fullmatch(attributes.get("r", "").upper())
                column = column_number(place[1]) if place else column + 1
                self._add_missing(pending, row, column, match.start(), mark)
                if column in pending:
                    inner = (match["inner"] or b"").decode("utf-8", "replace")
                    self._change(pending.pop(column), match, Found(row, column, attributes, inner))

    def _add_missing(self, pending: dict[int, CellEdit], row: int, before: int | None, at: int, mark: bytes) -> None:
        """Cells that are not there: those left of a column, or all that are left of the row."""
        for column in sorted(number for number in pending if before is None or number < before):
            edit = pending.pop(column)
            if edit.before or any(spill.has(row, column) for spill in self._spills):
                self.left.append((edit, "changed"))
                continue
            head = b"<" + mark + b'c r="' + f"{column_letter(column)}{row}".encode() + b'"'
            self._splice(at, at, head + self._body(edit, 0, mark.decode()).encode())
            self.done.append((edit, ABSENT))

    def _change(self, edit: CellEdit, match: re.Match[bytes], cell: Found) -> None:
        why = self._refusal(edit, cell)
        if why is not None:
            self.left.append((edit, why))
            return
        raw = match[0].decode()
        self._splice(match.start(), match.end(), self._new(edit, match, cell))
        self.done.append((edit, raw))

    def _refusal(self, edit: CellEdit, cell: Found) -> Why | None:
        if _FORMULA.search(cell.inner.encode()) or any(spill.has(cell.row, cell.column) for spill in self._spills):
            return "formula"
        if not self._holds(cell, edit.before):
            return "changed"
        if self._ground.is_rich(cell):
            return "rich-text"
        real = cell.attributes.get("t", "n") in ("n", "d") and edit.before is not None
        return "real-date" if real and edit.kind == "date" and not edit.stored else None

    def _holds(self, cell: Found, expected: str | None) -> bool:
        """Whether a cell says what is expected; a day may be stored as Excel's number."""
        said = self._ground.text(cell)
        if expected is None:
            return not said.strip()
        if said.split() == expected.split():
            return True
        if cell.attributes.get("t", "n") not in ("n", "b"):
            return False
        if cell.attributes.get("t") == "b":
            return expected == {"1": "true", "0": "false"}.get(said)
        return _number(said) is not None and _number(said) in (_number(expected), self._serial(expected))

    def _serial(self, expected: str) -> Decimal | None:
        try:
            day = date.fromisoformat(expected)
        except ValueError:
            return None
        return Decimal(day.toordinal() - FIRST_DAY - (DAYS_TO_1904 if self._ground.book.since_1904 else 0))

    def _new(self, edit: CellEdit, match: re.Match[bytes], cell: Found) -> bytes:
        """The cell with its new value, or exactly as it was before where that is known and still means the same."""
        if edit.stored == ABSENT and not edit.after:
            return b""
        if edit.stored and edit.stored != ABSENT and self._means(edit, cell):
            return edit.stored.encode()
        tag = b"<" + match[1] + b"c" + _TYPE.sub(b"", match["cell"]).rstrip()
        return tag + self._body(edit, cell.style, match[1].decode()).encode()

    def _means(self, edit: CellEdit, cell: Found) -> bool:
        """Whether stored XML still says what the cell held, with the format and at the place that it has now."""
        match = _STEP.fullmatch(edit.stored.encode())
        if match is None or match["cell"] is None:
            return False
        attributes = _attributes(match["cell"])
        former = Found(cell.row, cell.column, attributes, (match["inner"] or b"").decode())
        same_place = attributes.get("r", "") == cell.attributes.get("r", "")
        return same_place and former.style == cell.style and self._holds(former, edit.after)

    def _body(self, edit: CellEdit, style: int, mark: str) -> str:
        if not edit.after:
            return "/>"
        if edit.kind == "number" and (number := _number(edit.after)) is not None:
            return number_body(format(number.normalize() + 0, "f"), mark)
        if edit.kind == "date" and style in self._ground.days and self._serial(edit.after) is not None:
            return day_body(date.fromisoformat(edit.after), mark, since_1904=self._ground.book.since_1904)
        return text_body(edit.after, mark)

    def _splice(self, start: int, end: int, new: bytes) -> None:
        self._pieces += [self._data[self._place : start], new]
        self._place = end


def _by_row(edits: Sequence[CellEdit]) -> dict[int, dict[int, CellEdit]]:
    found: dict[int, dict[int, CellEdit]] = {}
    for edit in edits:
        place = _ADDRESS.fullmatch(edit.cell)
        assert place is not None, "an edit needs a cell"
        found.setdefault(int(place[2]), {})[column_number(place[1])] = edit
    return found


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _attributes(raw: bytes) -> Mapping[str, str]:
    return {name: double or single for name, double, single in _ATTRIBUTE.findall(raw.decode("utf-8", "replace"))}


def _formats_of_days(data: bytes) -> frozenset[int]:
    """The indexes of the cell formats whose number format has a day or a year."""
    root = XmlPart(data, 3).root
    codes = root.one("numFmts")
    own = {item.get("numFmtId"): item.get("formatCode") for item in codes.all("numFmt")} if codes is not None else {}
    formats = root.one("cellXfs")
    ids = [item.get("numFmtId") for item in formats.all("xf")] if formats is not None else []
    return frozenset(index for index, number in enumerate(ids) if _shows_a_day(number, own))


def _shows_a_day(number: str, own: Mapping[str, str]) -> bool:
    if number not in own:
        return number.isdecimal() and int(number) in _DAY_FORMATS
    code = _QUOTED.sub("", own[number]).lower()
    return "general" not in code and re.search("[dyj]", code) is not None
