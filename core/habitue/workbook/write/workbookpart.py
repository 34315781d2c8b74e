"""The workbook part: which sheets there are, which names they have, and what must be added to it."""

import posixpath
import re
from dataclasses import dataclass

from habitue.workbook.write import names
from habitue.workbook.write.flavour import FLAVOURS, RELATION_SPACES, Flavour
from habitue.workbook.write.package import Package
from habitue.workbook.write.refusals import refuse
from habitue.workbook.write.styles import Styles, empty_styles
from habitue.workbook.write.xml import Element, XmlPart, attribute

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_AFTER_NAMES = (
    *("calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing"),
    *("fileRecoveryPr", "webPublishObjects", "extLst"),
)
_TRUE = ("1", "true", "on")
_SHEET_ID_LIMIT = 65_534


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the workbook; `part` is empty where it has none (a broken relation)."""

    title: str
    part: str
    kind: str  # "worksheet", "chartsheet", "dialogsheet", "macrosheet" ...


class Workbook:
    """The workbook part of a package, being added to. Raises RefusedWrite for what is no workbook of ours to change."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.part = _main_part(package)
        self._xml = XmlPart(package.must_read(self.part), 4)
        root = self._xml.root
        if root.name != "workbook" or root.space not in FLAVOURS:
            raise refuse("not-a-workbook")
        self.flavour: Flavour = FLAVOURS[root.space]
        if package.related(self.part, "revisionHeaders"):
            raise refuse("shared-workbook")
        protection = root.one("workbookProtection")
        self.structure_locked = protection is not None and protection.get("lockStructure") in _TRUE
        properties = root.one("workbookPr")
        self.since_1904 = properties is not None and properties.get("date1904") in _TRUE
        self._sheets_element = self._required("sheets")
        self.sheets = [self._sheet(item) for item in self._sheets_element.all("sheet")]
        self._name_elements = self._named()
        self._new_sheets: list[str] = []
        self._new_names: dict[tuple[str, str], str] = {}
        self._recalculate = False
        self._styles: Styles | None = None

    @property
    def folder(self) -> str:
        """The folder of the workbook part, where new parts go."""
        return posixpath.dirname(self.part)

    def names(self) -> dict[str, str]:
        """The workbook's own defined names and their formulas."""
        return {
            name: self._xml.text(element) for (name, sheet), element in self._name_elements.items() if not sheet
        } | {name: formula for (name, sheet), formula in self._new_names.items() if not sheet}

    def all_names(self) -> set[str]:
        """Every defined name, also those of single sheets."""
        return {name for name, _ in [*self._name_elements, *self._new_names]}

    def foreign_formulas(self) -> list[str]:
        """The formulas of the defined names that are not ours."""
        return [
            self._xml.text(element)
            for (name, _), element in self._name_elements.items()
            if not name.startswith(("_habitue", "_xlnm."))
        ]

    def add_sheet(self, title: str, part: str) -> int:
        """Append a sheet; the others keep their indexes, on which names and views depend. Returns its index."""
        relation = self.package.relate(self.part, f"{self.flavour.relations}/worksheet", part)
        self.package.declare({part: _SHEET_TYPE})
        space = self._sheets_element
        known = space.prefix_of(self.flavour.relations)
        link = f'{known}:id="{relation}"' if known else f'xmlns:r="{self.flavour.relations}" r:id="{relation}"'
        number = self._free_sheet_id()
        self._new_sheets.append(f'<{space.prefix}sheet name="{attribute(title)}" sheetId="{number}" {link}/>')
        self.sheets.append(Sheet(title, part, "worksheet"))
        return len(self.sheets) - 1

    def refuse_new_sheets(self) -> None:
        """Raises RefusedWrite where the structure is protected."""
        if self.structure_locked:
            raise refuse("structure-protected")

    def define(self, name: str, formula: str, sheet: int | None = None) -> None:
        """Give a hidden name of the workbook, or a name of one of its sheets, a formula; the same changes nothing."""
        self._new_names[name, "" if sheet is None else str(sheet)] = formula

    def recalculate(self) -> None:
        """Ask Excel to calculate everything when it opens the workbook."""
        self._recalculate = True

    @property
    def styles(self) -> Styles:
        """The styles, to be added to."""
        if self._styles is None:
            found = self.package.related(self.part, "styles")
            data = self.package.read(found[0].target) if found else None
            if data is None:
                data = empty_styles(self.flavour.main, self._highest_format() + 1)
            self._styles = Styles(data, self.flavour.main)
        return self._styles

    def finish(self) -> None:
        """Put the styles and the workbook part back into the package."""
        if self._styles is not None:
            self.package.put(self._styles_part(), self._styles.result())
        if self._new_sheets:
            self._xml.append(self._sheets_element, "".join(self._new_sheets))
        self._finish_names()
        if self._recalculate:
            self._finish_calculation()
        self.package.put(self.part, self._xml.result())

    def _required(self, name: str) -> Element:
        found = self._xml.root.one(name)
        if found is None:
            raise refuse("corrupt")
        return found

    def _sheet(self, item: Element) -> Sheet:
        relation_id = item.get_in(RELATION_SPACES, "id")
        relations = self.package.relations(self.part)
        found = next((relation for relation in relations if relation.id == relation_id), None)
        if found is None or found.outside or not self.package.has(found.target):
            return Sheet(item.get("name"), "", found.kind if found else "")
        return Sheet(item.get("name"), found.target, found.kind)

    def _named(self) -> dict[tuple[str, str], Element]:
        element = self._xml.root.one("definedNames")
        items = element.all("definedName") if element is not None else []
        return {(item.get("name"), item.get("localSheetId")): item for item in items}

    def _free_sheet_id(self) -> int:
        ids = {int(n) for item in self._sheets_element.all("sheet") if (n := item.get("sheetId")).isdecimal()}
        first = max(ids, default=0) + 1 + len(self._new_sheets)
        if first <= _SHEET_ID_LIMIT:
            return first
        free = (n for n in range(1, _SHEET_ID_LIMIT) if n not in ids)
        return [next(free) for _ in range(len(self._new_sheets) + 1)][-1]

    def _styles_part(self) -> str:
        found = self.package.related(self.part, "styles")
        if found:
            part = found[0].target
        else:
            part = posixpath.join(self.folder, "styles.xml")
            if self.package.has(part):
                part = self.package.free_name(posixpath.join(self.folder, "styles{}.xml"))
            self.package.relate(self.part, f"{self.flavour.relations}/styles", part)
        if not self.package.has(part):
            self.package.declare({part: _STYLES_TYPE})
        return part

    def _highest_format(self) -> int:
        """The highest cell format that any cell uses although there are no styles: all of them must stay plain."""
        highest = 0
        for sheet in self.sheets:
            data = self.package.read(sheet.part) if sheet.part else None
            found = re.findall(rb"<(?:\w+:)?(?:c|row|col)\s[^>]*?\b(?:s|style)=\"(\d{1,5})\"", data or b"")
            highest = max([highest, *map(int, found)])
        return highest

    def _finish_names(self) -> None:
        added = []
        mark = self._xml.root.prefix
        for (name, sheet), formula in self._new_names.items():
            element = self._name_elements.get((name, sheet))
            place = f' localSheetId="{sheet}"' if sheet else ""
            hidden = "" if sheet else ' hidden="1"'
            new = f'<{mark}definedName name="{name}"{place}{hidden}>{_content(formula)}</{mark}definedName>'
            if element is None:
                added.append(new)
            elif not self._says(element, formula, hidden=bool(hidden)):
                self._xml.replace(element, new)
        if not added:
            return
        element = self._xml.root.one("definedNames")
        if element is not None:
            self._xml.append(element, "".join(added))
        else:
            self._insert_before(_AFTER_NAMES, f"<{mark}definedNames>{''.join(added)}</{mark}definedNames>")

    def _says(self, element: Element, formula: str, *, hidden: bool) -> bool:
        """Whether a name has that formula already, its references quoted or not, and is as hidden as it should be."""
        known = self._xml.text(element)
        same = known == formula or (names.referred(known) or known) == names.referred(formula)
        return same and (not hidden or element.get("hidden") in _TRUE)

    def _finish_calculation(self) -> None:
        element = self._xml.root.one("calcPr")
        if element is None:
            self._insert_before(_AFTER_NAMES[1:], f'<{self._xml.root.prefix}calcPr fullCalcOnLoad="1"/>')
        elif element.get("fullCalcOnLoad") not in _TRUE:
            self._xml.set(element, {"fullCalcOnLoad": "1"})

    def _insert_before(self, later: tuple[str, ...], new: str) -> None:
        root = self._xml.root
        after = next((child for child in root.children if child.name in later and child.space == root.space), None)
        place = after.start if after else root.close_start
        self._xml.splice(place, place, new)


def _content(formula: str) -> str:
    return formula.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _main_part(package: Package) -> str:
    """The workbook part; refuses what is signed, binary or another kind of document."""
    if package.read("[Content_Types].xml") is None:
        kind = (package.read("mimetype", 1 << 12) or b"").decode("latin-1")
        raise refuse("not-a-workbook" if "opendocument" in kind or not package.has("_rels/.rels") else "corrupt")
    relations = package.relations("")
    if any("digital-signature" in relation.type for relation in relations):
        raise refuse("signed")
    main = next((relation.target for relation in relations if relation.kind == "officeDocument"), None)
    if main is None or not package.has(main):
        raise refuse("not-a-workbook" if main is None else "corrupt")
    kind = package.content_type(main)
    if main.lower().endswith(".bin") or "sheet.binary" in kind:
        raise refuse("xlsb")
    if "wordprocessing" in kind or "presentation" in kind:
        raise refuse("not-a-workbook")
    return main
