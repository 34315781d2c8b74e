"""The part of a sheet of ours, less its rows: view, widths, merged cells, colours, drop-downs, print settings."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from habitue.language import Language, Sentence, sentence
from habitue.sheetmodel import Cell, DataBar, Highlight, SheetModel, TableColumn
from habitue.workbook.write.flavour import RELATION_SPACES, Flavour
from habitue.workbook.write.following import columns_now, followed
from habitue.workbook.write.layout import Placed, address
from habitue.workbook.write.looks import TONES
from habitue.workbook.write.styles import Styles
from habitue.workbook.write.tablepart import Area, area
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
CHOICES_COLUMN = 256
"""The first of the hidden columns that hold lists of choices too long for a drop-down's own text."""

_CHOICES_LIMIT = 255
_LAST_KNOWN = 512  # columns beyond are nobody's concern here
_PADDING = 0.7109375  # what Excel adds to a width in characters


@dataclass(frozen=True, slots=True)
class Dropdown:
    """A list of choices, or number limits, for some cells."""

    area: Area
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    whole: bool = False


def dropdowns(model: SheetModel, tables: Sequence[Placed]) -> list[Dropdown]:
    """All drop-downs and limits of a sheet, in their order."""
    found = [
        Dropdown(Area(cell.row, cell.column, cell.row, cell.column), cell.choices)
        for cell in model.cells
        if cell.choices
    ]
    found += [
        _column_dropdown(table, column)
        for table in tables
        for column in table.model.columns
        if column.choices or column.minimum is not None or column.maximum is not None
    ]
    return found


def _column_dropdown(table: Placed, column: TableColumn) -> Dropdown:
    place = table.column_area(column.key)
    return Dropdown(place, column.choices, column.minimum, column.maximum, column.kind == "integer")


def is_long(choices: tuple[str, ...]) -> bool:
    """Whether choices cannot be listed in the drop-down itself (its text is limited and split at commas)."""
    return len(",".join(choices)) > _CHOICES_LIMIT or any("," in choice or '"' in choice for choice in choices)


def long_lists(found: Iterable[Dropdown]) -> dict[tuple[str, ...], int]:
    """The lists that need a hidden column, and which."""
    long = dict.fromkeys(dropdown.choices for dropdown in found if is_long(dropdown.choices))
    return {choices: CHOICES_COLUMN + n for n, choices in enumerate(long)}


def new_sheet(flavour: Flavour, model: SheetModel, widths: Mapping[int, float], *, selected: bool) -> bytes:
    """An empty sheet part with the view, the widths and the print settings of a model."""
    tab = f'<tabColor rgb="FF{TONES[model.tone].full}"/>' if model.tone else ""
    lines = "" if model.gridlines else ' showGridLines="0"'
    chosen = ' tabSelected="1"' if selected else ""
    hidden = max([CHOICES_COLUMN - 1, *(n for n in widths)])
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width + _PADDING:.10g}" customWidth="1"{_hidden(n)}/>'
        for n, width in sorted(widths.items())
        if n <= hidden
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{flavour.main}" xmlns:r="{flavour.relations}">'
        f'<sheetPr>{tab}<pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1"/>'
        f'<sheetViews><sheetView{lines}{chosen} workbookViewId="0">{_pane(*model.freeze)}</sheetView></sheetViews>'
        '<sheetFormatPr defaultRowHeight="18" customHeight="1"/>'
        + (f"<cols>{columns}</cols>" if columns else "")
        + "<sheetData/>"
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        f'<pageSetup paperSize="9" orientation="{"landscape" if model.landscape else "portrait"}" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter></worksheet>"
    ).encode()


def _hidden(number: int) -> str:
    return ' hidden="1"' if number >= CHOICES_COLUMN else ""


def _pane(rows: int, columns: int) -> str:
    if not rows and not columns:
        return ""
    split = (f' xSplit="{columns}"' if columns else "") + (f' ySplit="{rows}"' if rows else "")
    corner = address(rows + 1, columns + 1)
    active = "bottomRight" if rows and columns else "bottomLeft" if rows else "topRight"
    panes = ("topRight", "bottomLeft", "bottomRight") if rows and columns else (active,)
    selections = "".join(f'<selection pane="{pane}" activeCell="{corner}" sqref="{corner}"/>' for pane in panes)
    return f'<pane{split} topLeftCell="{corner}" activePane="{active}" state="frozen"/>{selections}'


def widths(model: SheetModel, tables: Sequence[Placed]) -> dict[int, float]:
    """The width of each sheet column, the widest that anything in it asks for."""
    found = dict(enumerate(model.widths, 1))
    for table in tables:
        for number, column in enumerate(table.columns, table.model.column):
            if column.ours:
                found[number] = max(found.get(number, 0.0), column.ours.width)
    for number in long_lists(dropdowns(model, tables)).values():
        found[number] = 10.0
    return found


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
        moves = {old: new for table in tables for old, new in columns_now(table).items()}
        element = self.root.one("cols")
        known = _columns(element)
        new = {number: width for number, width in wanted.items() if number not in moves.values()}
        if all(old == now for old, now in moves.items()) and all(number in known for number in new):
            return
        kept = {number: tag for number, tag in known.items() if number not in moves and number not in moves.values()}
        kept |= {moves[number]: tag for number, tag in known.items() if number in moves}
        kept |= {
            number: {"width": f"{width + _PADDING:.10g}", "customWidth": "1", **_hidden_attribute(number)}
            for number, width in new.items()
            if number not in kept
        }
        items = "".join(
            f'<{self.mark}col min="{n}" max="{n}"{"".join(f" {name}={chr(34)}{v}{chr(34)}" for name, v in tag.items())}/>'
            for n, tag in sorted(kept.items())
        )
        rest = "".join(
            self.xml.raw(item).decode()
            for item in (element.all("col") if element is not None else [])
            if _whole(item.get("min")) > _LAST_KNOWN
        )
        self._put("cols", f"<{self.mark}cols>{items}{rest}</{self.mark}cols>")

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
        """Write our drop-downs and limits; those of people stay where they are not wholly on our cells."""
        element = self.root.one("dataValidations")
        kept = []
        for item in element.all("dataValidation") if element is not None else []:
            places = [area(ref) for ref in item.get("sqref").split()]
            if not all(place and any(own.holds(place) for own in ours) for place in places):
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
            rule, inner, advice = _limits(dropdown, mark)
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


def _columns(element: Element | None) -> dict[int, dict[str, str]]:
    """What each column of a sheet is like; only as far as ours can stand."""
    found: dict[int, dict[str, str]] = {}
    for item in element.all("col") if element is not None else []:
        tag = {name: value for name, value in item.attributes.items() if name not in ("min", "max")}
        last = min(_whole(item.get("max")), _LAST_KNOWN)
        found |= dict.fromkeys(range(_whole(item.get("min")), last + 1), tag)
    return found


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 8 else 0


def _hidden_attribute(number: int) -> dict[str, str]:
    return {"hidden": "1"} if number >= CHOICES_COLUMN else {}


def _is_ours(rule: Element, tones: frozenset[int]) -> bool:
    """Whether a rule for colours looks like those that we write: equal to a text in one of our tones, or our bar."""
    if rule.get("type") == "cellIs":
        number = rule.get("dxfId")
        return rule.get("operator") == "equal" and number.isdecimal() and int(number) in tones
    bar = rule.one("dataBar")
    color = bar.one("color") if bar is not None else None
    full = {"FF" + colors.full for colors in TONES.values()}
    return color is not None and color.get("rgb").upper() in full


def _limits(dropdown: Dropdown, mark: str) -> tuple[str, str, Sentence]:
    low, high = dropdown.minimum, dropdown.maximum
    kind = "whole" if dropdown.whole else "decimal"
    if low is not None and high is not None:
        inner = f"<{mark}formula1>{low:.17g}</{mark}formula1><{mark}formula2>{high:.17g}</{mark}formula2>"
        return f'type="{kind}"', inner, sentence("A number from {low} to {high} is wanted.", low=low, high=high)
    if low is not None:
        inner = f"<{mark}formula1>{low:.17g}</{mark}formula1>"
        advice = sentence("A number of at least {low} is wanted.", low=low)
        return f'type="{kind}" operator="greaterThanOrEqual"', inner, advice
    assert high is not None
    inner = f"<{mark}formula1>{high:.17g}</{mark}formula1>"
    return (
        f'type="{kind}" operator="lessThanOrEqual"',
        inner,
        sentence("A number of at most {high} is wanted.", high=high),
    )


def _absolute(place: Area) -> str:
    return re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", str(place))
