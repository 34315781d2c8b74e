"""From the sheets of a workbook to tables: which sheets are read, which are passed over, and why."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from habitue.errors import BadRequest
from habitue.language import Sentence, sentence
from habitue.tables import Problem, Table
from habitue.workbook.read.binary import widest_box
from habitue.workbook.read.blocks import Block, Field, find_blocks
from habitue.workbook.read.copies import is_copy, is_named_as_ours
from habitue.workbook.read.crop import crop
from habitue.workbook.read.cut import Source, cut
from habitue.workbook.read.grid import Grid, fill_merged
from habitue.workbook.read.held import named_blocks, table_block, without
from habitue.workbook.read.kinds import Kind, damaged
from habitue.workbook.read.opened import PLAIN_DATES, Cells, Dates, Opened, open_cells, refusing
from habitue.workbook.read.package import Package, refuse
from habitue.workbook.read.plain_cells import merged_areas, sheets_of
from habitue.workbook.read.scan import SheetScan, never_calculated, scan
from habitue.workbook.read.structure import DefinedName, SheetEntry, Structure, named_range, structure_of

LARGEST_BOX = 60_000_000
"""Cells between the first and the last filled row and column that a sheet may span; the readers take 24 bytes each."""


_COPY = sentence("a copy of a sheet that Habitué wrote; name it to have it read")


class _TooWide(Exception):
    """A sheet spans more cells than memory holds."""


@dataclass(slots=True)
class Workbook:
    """An opened workbook; its cells are only read when a sheet is asked for."""

    path: Path
    kind: Kind
    structure: Structure
    package: Package | None = None
    _opened: Opened | None = None

    def scan(self, sheet: SheetEntry) -> SheetScan | None:
        """What a quick pass over the XML of a sheet tells; None where there is no XML."""
        return scan(self.package, sheet.part) if self.package is not None else None

    def grid(self, sheet: SheetEntry, scanned: SheetScan | None) -> Grid:
        """The cells of a sheet as they stand."""
        cells = self._cells(sheet, scanned)
        errors = cells.errors if cells.errors is not None else scanned.errors() if scanned else ()
        merged = scanned.merged() if scanned else merged_areas(self.path, sheet.name) if self.kind == "xls" else ()
        return Grid(sheet=sheet.name, columns=cells.columns, height=cells.height, errors=errors, merged=merged)

    def _cells(self, sheet: SheetEntry, scanned: SheetScan | None) -> Cells:
        dates = self._dates(scanned)
        if scanned is not None and is_too_wide(scanned):
            with refusing(self.path, sheet.name):
                return self._cropped(sheet).load(sheet.name, dates)
        if self._opened is None:
            with refusing(self.path):
                self._opened = open_cells(self.path)
        with refusing(self.path, sheet.name):
            return self._opened.load(sheet.name, dates)

    def _dates(self, scanned: SheetScan | None) -> Dates:
        iso = self.kind == "ods" or (scanned is not None and scanned.has_iso_dates())
        return Dates(iso=iso, clock_days=("1904-01-01",)) if self.structure.date_1904 else replace(PLAIN_DATES, iso=iso)

    def _cropped(self, sheet: SheetEntry) -> Opened:
        cropped = crop(self.package, sheet.part) if self.package is not None else None
        if cropped is None:
            raise _TooWide
        return open_cells(cropped)

    def names_on(self, sheet: SheetEntry) -> list[DefinedName]:
        """The names that people gave to ranges of a sheet, whichever way this format tells them."""
        names: Sequence[DefinedName] = self.structure.names
        if self.package is None and self._opened is not None:
            found = [named_range(*pair) for pair in self._opened.names if not pair[0].startswith("_")]
            names = [name for name in found if name is not None]
        return [name for name in names if name.sheet == sheet.name]


@contextmanager
def open_workbook(path: Path, kind: Kind) -> Iterator[Workbook]:
    """Open a workbook of any kind; raises `UnreadableFile` when it is damaged, protected or meant to harm."""
    if kind != "xlsx":
        _check_package(path, kind)
        with refusing(path):
            entries = tuple(SheetEntry(name=name, state=state, kind=what) for name, state, what in sheets_of(path))
        yield Workbook(path, kind, Structure(sheets=entries))
        return
    with Package(path) as package:
        structure = structure_of(package)
        if structure is None:
            raise damaged(path)
        # The cells of a sheet are scanned, within its declared size, before any library reads them.
        scanned = {sheet.part.lower() for sheet in structure.sheets if sheet.part.lower().startswith("xl/worksheets/")}
        for part in package.names():
            if not part.lower().startswith("xl/media/") and part.lower() not in scanned:
                package.check_size(part)
        yield Workbook(path, kind, structure, package)


def _check_package(path: Path, kind: Kind) -> None:
    """Hold the zip packages that only the libraries read, xlsb and ods, to the same limits."""
    if kind in ("xlsb", "ods"):
        with Package(path) as package:
            for part in package.names():
                package.check_size(part)
            if kind == "xlsb" and widest_box(package) > LARGEST_BOX:
                raise refuse(path, sentence("a sheet of it spans more cells than memory holds"))


@dataclass(slots=True)
class SheetsRead:
    """What reading sheet after sheet gathers."""

    tables: list[Table] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    skipped: list[tuple[str, Sentence]] = field(default_factory=list)


def read_sheets(book: Workbook, sheets: Sequence[str], *, skip_marks: bool) -> SheetsRead:
    """The tables of the named sheets, or of all visible ones that are not ours."""
    found = SheetsRead()
    named = {entry.name for entry in _named(book, sheets)}
    for entry in book.structure.sheets:
        if named and entry.name not in named:
            continue
        why = _why_skip(book, entry, named=bool(named), skip_marks=skip_marks)
        if why is None:
            why = _read_sheet(book, entry, found, keep_copies=bool(named) or not skip_marks)
        if why is not None:
            found.skipped.append((entry.name, why))
    return found


def _named(book: Workbook, sheets: Sequence[str]) -> Iterator[SheetEntry]:
    """The sheets that were asked for, in any case of letters; an unknown one is refused."""
    known = {entry.name.casefold(): entry for entry in book.structure.sheets}
    for name in sheets:
        if name.casefold() not in known:
            raise unknown_sheet(name, book.path.name, [entry.name for entry in book.structure.sheets])
        yield known[name.casefold()]


def unknown_sheet(name: str, file: str, there: Sequence[str]) -> BadRequest:
    """The refusal of a sheet's name that the file does not have."""
    return BadRequest(
        sentence("There is no sheet {name} in {file}; it has: {sheets}.", name=name, file=file, sheets=list(there))
    )


def _why_skip(book: Workbook, entry: SheetEntry, *, named: bool, skip_marks: bool) -> Sentence | None:
    if entry.kind == "chart":
        return sentence("a chart without cells")
    if entry.kind == "other":
        return sentence("not a sheet of cells")
    if named:
        return None
    if skip_marks and entry.name in book.structure.marks:
        return sentence("written by Habitué")
    if skip_marks and any(is_named_as_ours(table.name, book.structure.ours) for table in entry.tables):
        return _COPY
    return sentence("hidden; name it to have it read") if entry.state != "visible" else None


def _read_sheet(book: Workbook, entry: SheetEntry, found: SheetsRead, *, keep_copies: bool) -> Sentence | None:
    """Add the tables of a sheet, less copies of ours; or the reason why there are none."""
    scanned = book.scan(entry)
    try:
        grid = fill_merged(book.grid(entry, scanned))
    except _TooWide:
        found.problems.append(_too_wide(entry))
        return sentence("spread over too many cells")
    if not grid.columns:
        return sentence("empty")
    if scanned is not None and is_too_wide(scanned):
        found.problems.append(_cropped_problem(entry))
    without_value = never_calculated(book.package, entry.part, scanned) if book.package and scanned else []
    source = Source(file=book.path.name, hidden=entry.state != "visible", without_value=without_value)
    filled = grid.filled()
    blocks = blocks_of(grid, filled, entry, book.names_on(entry))
    tables = [cut(grid, block, filled, source) for block in blocks]
    kept = tables if keep_copies else [table for table in tables if not _is_copy(table, book)]
    found.tables += kept
    if kept:
        return None
    return _COPY if tables else sentence("no table in it")


def _is_copy(table: Table, book: Workbook) -> bool:
    return is_copy((column.header for column in table.columns), book.structure.ours)


def blocks_of(grid: Grid, filled: np.ndarray, entry: SheetEntry, names: Sequence[DefinedName]) -> list[Block]:
    """All tables of a sheet in reading order: those that people have marked, then what is left of the cells."""
    held = [block for table in entry.tables if (block := table_block(grid, table)) is not None]
    held += named_blocks(grid, without(grid, filled, held), names)
    rest = without(grid, filled, held)
    free = Field(grid, rest, 0, grid.height - 1, tuple(grid.columns))
    return sorted([*held, *find_blocks(free, beside=held)], key=lambda block: (block.top, block.columns[0]))


def is_too_wide(scanned: SheetScan) -> bool:
    """Whether a sheet spans more cells than memory holds."""
    return scanned.right * scanned.bottom > LARGEST_BOX


def _cropped_problem(entry: SheetEntry) -> Problem:
    return Problem(
        sentence=sentence(
            "Sheet {sheet} has stray cells far to the right of its tables; they were left out.", sheet=entry.name
        ),
        sheet=entry.name,
    )


def _too_wide(entry: SheetEntry) -> Problem:
    return Problem(
        sentence=sentence(
            "Sheet {sheet} has cells so far apart that it cannot be read: delete the stray cells beyond its tables.",
            sheet=entry.name,
        ),
        sheet=entry.name,
    )
