"""What a workbook says of itself beside its cells: sheets, tables, names, our marks and the date system."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import unquote

from habitue.workbook.read.copies import our_columns
from habitue.workbook.read.package import Attributes, Package, walk
from habitue.workbook.read.references import Area, area_of

State = Literal["visible", "hidden", "veryHidden"]
SheetKind = Literal["worksheet", "chart", "other"]

MARK = "_habitue."
"""Our sheets are known by a hidden name with this beginning, which refers to their cell A1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcelTable:
    """A table (list object) of a sheet: its area with header and totals row."""

    name: str
    area: Area
    titles: tuple[str, ...] = ()
    header_rows: int = 1
    totals_rows: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinedName:
    """A name that people gave to a range of cells of one sheet."""

    name: str
    sheet: str
    area: Area


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetEntry:
    """A sheet of the workbook; `part` is empty where the format has no parts, `tables` where it has no tables."""

    name: str
    state: State = "visible"
    kind: SheetKind = "worksheet"
    part: str = ""
    tables: tuple[ExcelTable, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """A workbook without its cells; `marks` gives our mark of each sheet of ours, `ours` the titles of our tables."""

    sheets: tuple[SheetEntry, ...]
    names: tuple[DefinedName, ...] = ()
    marks: dict[str, str] = field(default_factory=dict)
    ours: dict[str, tuple[str, ...]] = field(default_factory=dict)
    date_1904: bool = False


@dataclass(slots=True)
class _Workbook:
    """What the workbook part holds, as it is being read."""

    sheets: list[Attributes] = field(default_factory=list)
    names: list[tuple[Attributes, list[str]]] = field(default_factory=list)
    date_1904: bool = False
    open_name: bool = False

    def start(self, name: str, attributes: Attributes) -> None:
        self.open_name = name == "definedName"
        if name == "sheet":
            self.sheets.append(attributes)
        elif self.open_name:
            self.names.append((attributes, []))
        elif name == "workbookPr":
            self.date_1904 = attributes.get("date1904", "").lower() in ("1", "true", "on")

    def text(self, data: str) -> None:
        if self.open_name and self.names:
            self.names[-1][1].append(data)


def structure_of(package: Package) -> Structure | None:
    """The structure of an xlsx package; None when it has no workbook part."""
    part = _workbook_part(package)
    if part is None:
        return None
    found = _Workbook()
    walk(package, part, found.start, found.text)
    targets = relationships(package, part)
    sheets = tuple(_sheet(package, attributes, targets) for attributes in found.sheets if attributes.get("name"))
    return Structure(
        sheets=sheets,
        names=tuple(_people_names(found.names)),
        marks=_marks(found.names, {sheet.name for sheet in sheets}),
        ours=our_columns((attributes.get("name", ""), "".join(formula)) for attributes, formula in found.names),
        date_1904=found.date_1904,
    )


def relationships(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Of each relationship of a part, by id: the last word of its type, and the part that it points to."""
    folder, _, name = part.rpartition("/")
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, tuple[str, str]] = {}

    def start(element: str, attributes: Attributes) -> None:
        if element == "Relationship" and attributes.get("TargetMode") != "External":
            target = unquote(attributes.get("Target", "").replace("\\", "/"))
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = (
                kind,
                posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"),
            )

    if package.has(rels):
        walk(package, rels, start)
    return found


def _workbook_part(package: Package) -> str | None:
    targets = [target for kind, target in relationships(package, "").values() if kind == "officeDocument"]
    return next((part for part in [*targets, "xl/workbook.xml"] if package.has(part)), None)


def _sheet(package: Package, attributes: Attributes, targets: dict[str, tuple[str, str]]) -> SheetEntry:
    kind, part = targets.get(attributes.get("id", ""), ("", ""))
    is_worksheet = kind == "worksheet" and package.has(part)
    state = attributes.get("state", "visible")
    return SheetEntry(
        name=attributes["name"],
        state=state if state in ("hidden", "veryHidden") else "visible",  # type: ignore[arg-type]  # just checked
        kind="worksheet" if is_worksheet else "chart" if kind == "chartsheet" else "other",
        part=part if is_worksheet else "",
        tables=tuple(_tables(package, part)) if is_worksheet else (),
    )


def _tables(package: Package, sheet_part: str) -> Iterator[ExcelTable]:
    for kind, part in relationships(package, sheet_part).values():
        if kind == "table" and package.has(part):
            table = _table(package, part)
            if table is not None:
                yield table


def _table(package: Package, part: str) -> ExcelTable | None:
    tables: list[Attributes] = []
    titles: list[str] = []

    def start(element: str, attributes: Attributes) -> None:
        if element == "table":
            tables.append(attributes)
        elif element == "tableColumn":
            titles.append(attributes.get("name", ""))

    walk(package, part, start)
    area = area_of(tables[0].get("ref", "")) if tables else None
    if area is None:
        return None
    return ExcelTable(
        name=tables[0].get("displayName") or tables[0].get("name", ""),
        area=area,
        titles=tuple(titles),
        header_rows=_count(tables[0].get("headerRowCount"), 1),
        totals_rows=_count(tables[0].get("totalsRowCount"), 0),
    )


def _count(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() else default


def _people_names(names: list[tuple[Attributes, list[str]]]) -> Iterator[DefinedName]:
    """The names that people see; Excel's own ones begin with `_xlnm.`, and hidden ones are some program's."""
    for attributes, formula in names:
        name = attributes.get("name", "")
        if not name.startswith("_") and attributes.get("hidden", "0") not in ("1", "true"):
            found = named_range(name, "".join(formula))
            if found is not None:
                yield found


def named_range(name: str, formula: str) -> DefinedName | None:
    """A name and its formula ("Clients!$A$1:$F$200"), when that is one range of cells of one sheet."""
    sheet, area = sheet_and_area(formula)
    return DefinedName(name=name, sheet=sheet, area=area) if sheet and area else None


def sheet_and_area(formula: str) -> tuple[str, Area | None]:
    """The sheet and the area of a reference; quotes are taken off: "'L''été'!$A$1" is "L'été" and its cell A1."""
    sheet, mark, cells = formula.strip().lstrip("=").rpartition("!")
    if not mark:
        return "", None
    if sheet.startswith("'") and sheet.endswith("'"):
        sheet = sheet[1:-1].replace("''", "'")
    return sheet, area_of(cells)


def _marks(names: list[tuple[Attributes, list[str]]], sheets: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for attributes, formula in names:
        name = attributes.get("name", "")
        sheet, area = sheet_and_area("".join(formula))
        if name.lower().startswith(MARK) and "localSheetId" not in attributes and area and sheet in sheets:
            found.setdefault(sheet, name[len(MARK) :])
    return found
