"""The plan of a write: our sheets made into parts, and the few foreign parts that must know of them."""

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from habitue.errors import RefusedWrite
from habitue.language import Sentence, sentence
from habitue.sheetmodel import SheetModel, TableModel
from habitue.workbook.write import names, ours
from habitue.workbook.write.archive import deflate
from habitue.workbook.write.areas import Area, areas, bounds
from habitue.workbook.write.carry import Carried, Ground, carry
from habitue.workbook.write.charts import graft_charts
from habitue.workbook.write.content import Content, Setting, render
from habitue.workbook.write.dropdowns import dropdowns
from habitue.workbook.write.foreign import drop_calculation_chain, is_referred_to, pivot_warnings, wipe_strings
from habitue.workbook.write.layout import Placed, check_fits, place, titles
from habitue.workbook.write.notices import warnings
from habitue.workbook.write.outcome import SheetChange
from habitue.workbook.write.package import Package
from habitue.workbook.write.rows import loose_strips, stream
from habitue.workbook.write.sheetpart import SheetEdit
from habitue.workbook.write.skeleton import new_sheet, widths
from habitue.workbook.write.standing import Standing, read_standing
from habitue.workbook.write.strings import read_strings, strings_part, used
from habitue.workbook.write.tablepart import TABLE_TYPE, KnownTable, new_table, resized
from habitue.workbook.write.workbookpart import Sheet, Workbook
from habitue.workbook.write.xml import XmlPart


@dataclass(frozen=True, slots=True)
class Grafted:
    """What became of the sheets, and what people should know."""

    sheets: tuple[SheetChange, ...]
    warnings: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class _Work:
    """One sheet under way."""

    model: SheetModel
    sheet: Sheet
    standing: Standing | None
    tables: tuple[Placed, ...]
    dropped: dict[str, KnownTable]  # tables of ours that are no more, by relation id


@dataclass(slots=True)
class _Notes:
    """What the sheets leave to be done at the end."""

    warnings: list[Sentence] = field(default_factory=list)
    strings: set[int] = field(default_factory=set)  # shared strings that our sheets used
    still_used: set[int] = field(default_factory=set)
    formulas_gone: bool = False
    formulas_carried: bool = False
    refreshed: list[_Work] = field(default_factory=list)


def graft(package: Package, models: Sequence[SheetModel]) -> Grafted:
    """Put sheets into a package, in memory. Raises RefusedWrite where that cannot be done without loss."""
    workbook = Workbook(package)
    run = _Run(workbook)
    known = [run.find(model) for model in models]
    if None in known:
        workbook.refuse_new_sheets()
    alone = not workbook.sheets
    changes = [
        run.write(model, sheet, selected=alone and number == 0)
        for number, (model, sheet) in enumerate(zip(models, known, strict=True))
    ]
    run.finish()
    return Grafted(tuple(changes), tuple(run.notes.warnings))


class _Run:
    """One graft under way."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self.package = workbook.package
        self.notes = _Notes()
        self._names = workbook.names()
        self._tables: dict[str, tuple[str, int]] = {}  # name, ignoring case: part and number
        for part in self.package.parts_of_type(".table+xml"):
            for name, number in _table_ids(self.package.read(part) or b""):
                self._tables[name.casefold()] = (part, number)
        self._strings: list[str] | None = None

    def find(self, model: SheetModel) -> Sheet | None:
        """The sheet that carries the mark of a model; where the mark was lost, the one that holds its table."""
        target = names.referred(self._names.get(names.MARK + model.mark, ""))
        for sheet in self.workbook.sheets:
            if target and sheet.title.casefold() == target[0].casefold() and sheet.part and sheet.kind == "worksheet":
                return sheet
        parts = {self._tables[name][0] for table in model.tables if (name := table.name.casefold()) in self._tables}
        for sheet in self.workbook.sheets:
            if sheet.part and any(relation.target in parts for relation in self.package.related(sheet.part, "table")):
                return sheet
        return None

    def write(self, model: SheetModel, sheet: Sheet | None, *, selected: bool) -> SheetChange:
        """Write one sheet, new or as it stands."""
        before = self._touched()
        standing = read_standing(self.package, sheet.part) if sheet else None
        tables, dropped = self._place(model, standing)
        check_fits(model, tables)
        if sheet is None:
            sheet = self._add_sheet(model, tables)
        work = _Work(model, sheet, standing, tables, dropped)
        skeleton = standing.skeleton if standing else self._skeleton(work, selected=selected)
        edit = SheetEdit(skeleton, self.workbook.flavour)
        self._fill(work, edit)
        self._mark(work)
        changed = self._touched() != before
        if standing is not None and changed:
            self.notes.refreshed.append(work)
        return SheetChange(
            mark=model.mark,
            title=sheet.title,
            state="new" if standing is None else "changed" if changed else "unchanged",
            lines=sum(table.model.length for table in tables),
            tables=tuple(table.name for table in tables),
        )

    def finish(self) -> None:
        """Bring the parts that depend on our sheets in line, and put the workbook part back."""
        notes = self.notes
        parts = [work.sheet.part for work in notes.refreshed]
        sheet_titles = [work.sheet.title for work in notes.refreshed]
        tables = [table.name for work in notes.refreshed for table in work.tables]
        if notes.formulas_gone:
            drop_calculation_chain(self.workbook)
        wipe_strings(self.workbook, notes.strings - notes.still_used, parts)
        if notes.refreshed:
            if notes.formulas_carried or is_referred_to(self.workbook, sheet_titles, tables, parts):
                self.workbook.recalculate()
            notes.warnings += pivot_warnings(self.package, sheet_titles, tables)
        self.workbook.finish()

    # the steps of one sheet

    def _fill(self, work: _Work, edit: SheetEdit) -> None:
        """Everything on one sheet: cells, links and settings."""
        setting = Setting(self.workbook.styles, edit.mark, self.workbook.since_1904)
        found = dropdowns(work.model, work.tables)
        content = render(work.model, work.tables, found, setting)
        recorded = ours.recorded_cells(self._names, work.model.mark)
        after = [*(table.area for table in work.tables), *areas(content.loose)]
        ground = Ground(recorded, after, tuple(work.dropped.values()))
        carried = carry(work.standing, work.tables, ground, edit.mark, self._shared_strings)
        edit.merges(work.model.cells, [*after, *recorded])
        edit.colours(work.tables, self.workbook.styles)
        mine = [*ours.our_columns(work.tables), *recorded]
        edit.validations(found, mine, work.tables, work.model.language)
        if work.standing is not None:
            edit.columns(work.tables, widths(work.model, work.tables))
        edit.numbers_as_text(work.tables)
        self._link_tables(work, edit)
        graft_charts(self.workbook, work.sheet.part, work.model, work.tables, edit)
        self._store(work, edit, content, carried)
        ours.record(self.workbook, work.model, work.tables, content.loose)
        self._tell(work, content, carried)

    def _store(self, work: _Work, edit: SheetEdit, content: Content, carried: Carried) -> None:
        strips = [*content.strips, *carried.strips]
        loose = {**carried.loose, **{place: xml for place, xml in content.loose.items() if place not in carried.loose}}
        strips += loose_strips(loose)
        used = [Area(strip.first, strip.column, strip.last, strip.column) for strip in strips]
        edit.dimension(bounds(used))
        head, tail = edit.result()
        rows = stream(strips, content.heights, edit.mark)
        self.package.put_deflated(work.sheet.part, deflate(chain([head], rows, [tail]), sealed=not carried.any))

    def _link_tables(self, work: _Work, edit: SheetEdit) -> None:
        added = []
        for table in work.tables:
            if table.known is None:
                added.append(self._add_table(work, table))
            else:
                self._resize_table(table, table.known)
        for relation, known in work.dropped.items():
            self.package.unrelate(work.sheet.part, {relation})
            self.package.drop(known.part)
        edit.link_tables(added, set(work.dropped))

    def _add_table(self, work: _Work, table: Placed) -> str:
        part = self.package.free_name(posixpath.join(self.workbook.folder, "tables", "table{}.xml"))
        number = max([0, *(number for _, number in self._tables.values())]) + 1
        self._tables[table.name.casefold()] = (part, number)
        column_titles = [column.title for column in table.columns]
        looks = (table.model.filters, table.model.banded)
        flavour = self.workbook.flavour
        self.package.put(part, new_table(flavour.main, number, table.name, table.area, column_titles, looks=looks))
        self.package.declare({part: TABLE_TYPE})
        return self.package.relate(work.sheet.part, f"{flavour.relations}/table", part)

    def _resize_table(self, table: Placed, known: KnownTable) -> None:
        data = self.package.must_read(known.part)
        specs = [column.spec for column in table.columns]
        self.package.put(known.part, resized(data, table.area, specs, totals=table.totals))
        if known.filtered:
            self.notes.warnings.append(
                sentence("The filter or sorting of table {table} was lifted, so that all lines show.", table=table.name)
            )

    def _add_sheet(self, model: SheetModel, tables: Sequence[Placed]) -> Sheet:
        title = names.free_title(model.title, (sheet.title for sheet in self.workbook.sheets))
        part = self.package.free_name(posixpath.join(self.workbook.folder, "worksheets", "sheet{}.xml"))
        index = self.workbook.add_sheet(title, part)
        if len(tables) == 1:
            header = tables[0].model.row
            self.workbook.define("_xlnm.Print_Titles", f"{names.quoted(title)}!${header}:${header}", index)
        return self.workbook.sheets[index]

    def _skeleton(self, work: _Work, *, selected: bool) -> bytes:
        found = widths(work.model, work.tables)
        return new_sheet(self.workbook.flavour, work.model, found, selected=selected)

    # what is ours on a sheet

    def _place(self, model: SheetModel, standing: Standing | None) -> tuple[tuple[Placed, ...], dict[str, KnownTable]]:
        """Our tables laid out, and those of ours that the sheet holds and the model does not."""
        left = dict(standing.tables) if standing else {}
        placed = []
        for table in model.tables:
            relation = ours.matching(table, left)
            known = left.pop(relation) if relation else None
            written = names.from_text_formula(self._names.get(names.COLUMNS + table.name, ""))
            placed.append(place(table, self._table_name(table, known), known, written or titles(table)))
        mine = [name.removeprefix(names.COLUMNS) for name in self._names if name.startswith(names.COLUMNS)]
        dropped = {
            relation: known
            for relation, known in left.items()
            if any(names.is_named_after(known.name, name) for name in mine)
        }
        others = [known.area for relation, known in left.items() if relation not in dropped]
        ours.check_room([table.area for table in placed], others, model)
        return tuple(placed), dropped

    def _table_name(self, table: TableModel, known: KnownTable | None) -> str:
        if known is not None:
            return known.name
        name = names.free_table_name(table.name, [*self._tables, *self.workbook.all_names()])
        self._tables.setdefault(name.casefold(), ("", 0))
        return name

    def _mark(self, work: _Work) -> None:
        self.workbook.define(names.MARK + work.model.mark, f"{names.quoted(work.sheet.title)}!$A$1")

    def _shared_strings(self) -> list[str]:
        if self._strings is None:
            part = strings_part(self.workbook)
            self._strings = read_strings(self.package.must_read(part)) if part else []
        return self._strings

    def _tell(self, work: _Work, content: Content, carried: Carried) -> None:
        notes, standing = self.notes, work.standing
        if standing is not None and not standing.untouched:
            notes.strings |= used(standing.body)
            notes.formulas_gone = notes.formulas_gone or standing.has_formulas
        notes.still_used |= carried.strings
        notes.formulas_carried = notes.formulas_carried or carried.formulas
        notes.warnings += warnings(work.sheet.title, content, carried)

    def _touched(self) -> tuple[frozenset[tuple[str, int]], ...]:
        package = self.package
        changed = frozenset((name, part.crc) for name, part in package.changed.items())
        added = frozenset((name, part.crc) for name, part in package.added.items())
        return changed, added, frozenset((name, 0) for name in package.dropped)


def _table_ids(data: bytes) -> Iterator[tuple[str, int]]:
    """The name and number of a table; nothing of a part that is damaged, which is not ours to mend."""
    try:
        root = XmlPart(data, 1).root
    except RefusedWrite:
        return
    number = root.get("id", "0")
    yield root.get("displayName"), int(number) if number.isdecimal() else 0
