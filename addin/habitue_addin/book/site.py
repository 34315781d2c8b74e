"""A sheet of ours before it is rendered: which of its tables are ours, what is in the way, what people may lose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import xlwings as xw

from habitue.errors import RefusedWrite
from habitue.language import sentence
from habitue.sheetmodel import SheetModel, TableModel
from habitue.workbook.write import names
from habitue.workbook.write.areas import Area, area
from habitue.workbook.write.dropdowns import CHOICES_COLUMN
from habitue.workbook.write.layout import Placed, check_fits, place, titles
from habitue.workbook.write.ours import check_room, matching
from habitue.workbook.write.tablepart import KnownTable
from habitue_addin.book.standing import Notes, read_tables, recorded


@dataclass(frozen=True, slots=True)
class Site:
    """One sheet under way: `sheet` is None where it has yet to be added."""

    model: SheetModel
    sheet: xw.Sheet | None
    tables: tuple[Placed, ...]
    dropped: tuple[KnownTable, ...] = ()  # tables of ours that the model has no more
    loose: tuple[Area, ...] = ()  # cells outside the tables that were ours
    others: tuple[Area, ...] = ()  # tables of people

    @property
    def band(self) -> tuple[int, int]:
        """The first and the last column that anything of ours stands in, before or after."""
        found = [*(table.area for table in self.tables), *self.loose, *(known.area for known in self.dropped)]
        found += [table.known.area for table in self.tables if table.known]
        ours = [(cell.column, cell.column + cell.across - 1) for cell in self.model.cells]
        spans = [(a.left, a.right) for a in found if a.left < CHOICES_COLUMN] + ours
        return min((left for left, _ in spans), default=1), max((right for _, right in spans), default=1)


@dataclass(slots=True)
class Lost:
    """What of people's cannot be kept."""

    lines: int = 0  # lines that are gone and beside which people had written
    cells: list[tuple[int, int]] = field(default_factory=list)  # where their own cells stood


def survey(model: SheetModel, sheet: xw.Sheet | None, notes: Notes, taken: set[str]) -> Site:
    """Lay out a model on its sheet. Raises RefusedWrite where something of people's is in the way."""
    left = read_tables(sheet) if sheet is not None else {}
    placed = []
    for table in model.tables:
        found = matching(table, left)
        known = left.pop(found) if found else None
        written = recorded(notes.said, names.COLUMNS + table.name) or titles(table)
        placed.append(place(table, _name(table, known, taken), known, written))
    mine = [name.removeprefix(names.COLUMNS) for name in notes.said if name.startswith(names.COLUMNS)]
    dropped = [known for known in left.values() if any(names.is_named_after(known.name, name) for name in mine)]
    others = [known.area for known in left.values() if known not in dropped]
    site = Site(model, sheet, tuple(placed), tuple(dropped), tuple(_loose(model.mark, notes.said)), tuple(others))
    check_fits(model, site.tables)
    check_room([table.area for table in site.tables], others, model)
    _check_moves(site)
    return site


def _name(table: TableModel, known: KnownTable | None, taken: set[str]) -> str:
    if known is not None:
        return known.name
    name = names.free_table_name(table.name, taken)
    taken.add(name)
    return name


def _loose(mark: str, said: Mapping[str, str]) -> list[Area]:
    target = names.referred(said.get(names.MARK + mark, ""))
    down, aside = (target[1] - 1, target[2] - 1) if target else (0, 0)
    found = [area(text) for text in recorded(said, names.CELLS + mark)]
    return [Area(a.top + down, a.left + aside, a.bottom + down, a.right + aside) for a in found if a]


def _check_moves(site: Site) -> None:
    """A table of people that would be cut in two by what must move: better to say so before anything is done."""
    if not moves(site.tables) and not site.dropped:
        return
    left, right = site.band
    if any(other.left <= right and other.right >= left for other in site.others):
        raise RefusedWrite(
            sentence(
                "On sheet {sheet} a table of yours stands below or between ours, which have to move. Move your table "
                "to another sheet, or further to the right, and try again.",
                sheet=site.model.title,
            ),
            "in-the-way",
        )


def moves(tables: Sequence[Placed]) -> list[tuple[Placed, int]]:
    """The tables that stand, from the top, with the rows by which each has to move further than the one above it."""
    found = []
    shifted = 0
    standing = [table for table in tables if table.known]
    for table in sorted(standing, key=lambda table: table.model.row):
        assert table.known is not None
        by = table.model.row - (table.known.area.top + shifted)
        if by:
            found.append((table, by))
        shifted += by
    return found
