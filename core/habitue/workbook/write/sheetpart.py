"""The part of a sheet of ours, less its rows: view, widths, merged cells, colours, drop-downs, print settings."""

import re
from collections.abc import Iterable, Mapping, Sequence

from habitue.language import Language, sentence
from habitue.sheetmodel import Cell, DataBar, Highlight
from habitue.workbook.write.areas import Area, area
from habitue.workbook.write.dropdowns import Dropdown, limits, long_lists
from habitue.workbook.write.flavour import RELATION_SPACES, Flavour
from habitue.workbook.write.following import followed
from habitue.workbook.write.layout import Placed
from habitue.workbook.write.looks import TONES
from habitue.workbook.write.skeleton import following_columns
from habitue.workbook.write.styles import Styles
from habitue.workbook.write.values import text_content
from habitue.workbook.write.xml import Element, XmlPart, attribute

ORDER = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection"),
    *("protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells"),
    *("phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins"),
    *("pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors"),
    *("smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls"),
    *("webPublishItems", "tableParts", "extLst"),
)


class SheetEdit:
    """A sheet part without its rows, being edited: what is ours is replaced, what people added stays."""

    def __init__(self, skeleton: bytes, flavour: Flavour) -> None:
        self.xml = XmlPart(skeleton, 5)
        self.root = self.xml.root
        self.mark = self.root.prefix
        self._flavour = flavour
        self._inserted: dict[str, list[str]] = {}

    def dimension(self, ref: str) -> None:
        """Say which cells are used."""
        element = self.root.one("dimension")
        if element is None:
            self._insert("dimension", f'<{self.mark}dimension ref="{ref}"/>')
        elif element.get("ref") != ref:
            self.xml.set(element, {"ref": ref})

    def columns(self, tables: Sequence[Placed], wanted: Mapping[int, float]) -> None:
        """Let the widths follow columns that moved, and give new ones theirs; all others stay as people set them."""
        whole = following_columns(self.root.one("cols"), tables, wanted, self.mark)
        if whole is not None:
            self._put("cols", whole)

    def merges(self, cells: Iterable[Cell], ours: Sequence[Area]) -> None:
        """Merge our wide cells; merged cells of people stay where they meet nothing of `ours`."""
        element = self.root.one("mergeCells")
        kept = [
            item.get("ref")
            for item in (element.all("mergeCell") if element is not None else [])
            if (place := area(item.get("ref"))) and not any(place.meets(own) for own in ours)
        ]
        new = [
            str(Area(cell.row, cell.column, cell.row, cell.column + cell.across - 1))
            for cell in cells
            if cell.across > 1
        ]
        items = "".join(f'<{self.mark}mergeCell ref="{ref}"/>' for ref in [*new, *kept])
        whole = f'<{self.mark}mergeCells count="{len(new) + len(kept)}">{items}</{self.mark}mergeCells>'
        self._put("mergeCells", whole if items else "")

    def colours(self, tables: Sequence[Placed], styles: Styles) -> None:
        """Colour cells by what they say; rules that look like ours are replaced, others stay behind them."""
        tones = styles.tone_indexes()
        highest = 0
        for element in self.root.all("conditionalFormatting"):
            rules = element.all("cfRule")
            mine = [rule for rule in rules if _is_ours(rule, tones)]
            others = [int(n) for rule in rules if rule not in mine and (n := rule.get("priority")).isdecimal()]
            highest = max([highest, *others])
            if len(mine) == len(rules):
                self.xml.remove(element)
                continue
            for rule in mine:
                self.xml.remove(rule)
            places = followed(element.get("sqref"), tables)
            if places != element.get("sqref"):
                self.xml.set(element, {"sqref": places})
        written = []
        for table in tables:
            for key in dict.fromkeys(highlight.column for highlight in table.model.highlights):
                rules_xml = []
                for highlight in table.model.highlights:
                    if highlight.column == key:
                        highest += 1
                        rules_xml.append(self._rule(highlight, highest, styles))
                place = table.column_area(key)
                opened = f'<{self.mark}conditionalFormatting sqref="{place}">'
                written.append(f"{opened}{''.join(rules_xml)}</{self.mark}conditionalFormatting>")
        if written:
            self._insert("conditionalFormatting", "".join(written))

    def _rule(self, highlight: Highlight | DataBar, priority: int, styles: Styles) -> str:
        mark = self.mark
        if isinstance(highlight, DataBar):
            inner = (
                f'<{mark}dataBar><{mark}cfvo type="num" val="0"/><{mark}cfvo type="max" val="0"/>'
                f'<{mark}color rgb="FF{TONES[highlight.tone].full}"/></{mark}dataBar>'
            )
            return f'<{mark}cfRule type="dataBar" priority="{priority}">{inner}</{mark}cfRule>'
        said = text_content('"' + highlight.value.replace('"', '""') + '"')
        tone = styles.tone(highlight.tone)
        head = f'<{mark}cfRule type="cellIs" dxfId="{tone}" priority="{priority}" operator="equal">'
        return f"{head}<{mark}formula>{said}</{mark}formula></{mark}cfRule>"

    def validations(
        self, found: Sequence[Dropdown], ours: Sequence[Area], tables: Sequence[Placed], language: Language
    ) -> None:
        """Write our drop-downs and limits; those of people stay unless they were ours or meet one of ours."""
        element = self.root.one("dataValidations")
        kept = []
        for item in element.all("dataValidation") if element is not None else []:
            standing = [area(ref) for ref in item.get("sqref").split()]
            if all(place and any(own.holds(place) for own in ours) for place in standing):
                continue
            later = [area(ref) for ref in followed(item.get("sqref"), tables).split()]
            if not any(place and place.meets(dropdown.area) for place in later for dropdown in found):
                kept.append(self._followed(item, tables))
        lists = long_lists(found)
        new = [self._validation(dropdown, lists, language) for dropdown in found]
        whole = f'<{self.mark}dataValidations count="{len(new) + len(kept)}">{"".join([*new, *kept])}'
        self._put("dataValidations", f"{whole}</{self.mark}dataValidations>" if new or kept else "")

    def _followed(self, item: Element, tables: Sequence[Placed]) -> str:
        written = self.xml.raw(item).decode()
        places = item.get("sqref")
        return written.replace(f'sqref="{places}"', f'sqref="{followed(places, tables)}"', 1)

    def _validation(self, dropdown: Dropdown, lists: Mapping[tuple[str, ...], int], language: Language) -> str:
        mark = self.mark
        if dropdown.choices:
            if dropdown.choices in lists:
                column = lists[dropdown.choices]
                formula = _absolute(Area(1, column, len(dropdown.choices), column))
            else:
                formula = text_content('"' + ",".join(dropdown.choices) + '"')
            rule, inner = 'type="list"', f"<{mark}formula1>{formula}</{mark}formula1>"
            advice = sentence("Choose one of the list.")
        else:
            rule, inner, advice = limits(dropdown, mark)
        error = attribute(text_content(advice.say(language)))
        title = attribute(sentence("Not allowed here").say(language))
        head = f'<{mark}dataValidation {rule} allowBlank="1" showInputMessage="1" showErrorMessage="1"'
        return f'{head} errorTitle="{title}" error="{error}" sqref="{dropdown.area}">{inner}</{mark}dataValidation>'

    def numbers_as_text(self, tables: Sequence[Placed]) -> None:
        """Spare people the green corners on postcodes and customer numbers, which are meant to be text."""
        element = self.root.one("ignoredErrors")
        kept = [
            self.xml.raw(item).decode()
            for item in (element.all("ignoredError") if element is not None else [])
            if any(name not in ("sqref", "numberStoredAsText") for name in item.attributes)
        ]
        places = " ".join(str(table.body) for table in tables)
        new = f'<{self.mark}ignoredError sqref="{places}" numberStoredAsText="1"/>' if tables else ""
        whole = f"<{self.mark}ignoredErrors>{new}{''.join(kept)}</{self.mark}ignoredErrors>"
        self._put("ignoredErrors", whole if new or kept else "")

    def link(self, name: str, relation: str) -> None:
        """Point to another part, such as the drawing."""
        self._insert(name, f"<{self.mark}{name} {self._relation(relation)}/>")

    def link_tables(self, added: Sequence[str], dropped: set[str]) -> None:
        """Point to new tables and no more to those that are gone (both by relation id)."""
        element = self.root.one("tableParts")
        items = element.all("tablePart") if element is not None else []
        kept = [item for item in items if item.get_in(RELATION_SPACES, "id") not in dropped]
        if not added and len(kept) == len(items):
            return
        new = "".join(f"<{self.mark}tablePart {self._relation(relation)}/>" for relation in added)
        inner = "".join(self.xml.raw(item).decode() for item in kept) + new
        whole = f'<{self.mark}tableParts count="{len(kept) + len(added)}">{inner}</{self.mark}tableParts>'
        self._put("tableParts", whole if inner else "")

    def result(self) -> tuple[bytes, bytes]:
        """What stands before and behind the rows."""
        for name in sorted(self._inserted, key=ORDER.index):
            place = self._place(name)
            self.xml.splice(place, place, "".join(self._inserted[name]))
        whole = self.xml.result()
        empty = f"<{self.mark}sheetData/>".encode()
        before, _, after = whole.partition(empty)
        return before + f"<{self.mark}sheetData>".encode(), f"</{self.mark}sheetData>".encode() + after

    def _relation(self, relation: str) -> str:
        known = self.root.prefix_of(self._flavour.relations)
        return f'{known}:id="{relation}"' if known else f'xmlns:r="{self._flavour.relations}" r:id="{relation}"'

    def _put(self, name: str, whole: str) -> None:
        """Replace an element of the sheet, add it, or (when empty) take it away."""
        element = self.root.one(name)
        if element is not None:
            if self.xml.raw(element) != whole.encode():
                self.xml.replace(element, whole)
        elif whole:
            self._insert(name, whole)

    def _insert(self, name: str, xml: str) -> None:
        self._inserted.setdefault(name, []).append(xml)

    def _place(self, name: str) -> int:
        """Where a new element goes: before the first that must stand behind it (or is of its own kind)."""
        later = ORDER[ORDER.index(name) :]
        for child in self.root.children:
            if child.name in later and child.space == self.root.space:
                return child.start
        return self.root.close_start


def _is_ours(rule: Element, tones: frozenset[int]) -> bool:
    """Whether a rule for colours looks like those that we write: equal to a text in one of our tones, or our bar."""
    if rule.get("type") == "cellIs":
        number = rule.get("dxfId")
        return rule.get("operator") == "equal" and number.isdecimal() and int(number) in tones
    bar = rule.one("dataBar")
    color = bar.one("color") if bar is not None else None
    full = {"FF" + colors.full for colors in TONES.values()}
    return color is not None and color.get("rgb").upper() in full


def _absolute(place: Area) -> str:
    return re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", str(place))
