"""From the sheets of a workbook to tables: which sheets are read, which are passed over, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from habitue.errors import BadRequest
from habitue.language import Sentence, sentence
from habitue.tables import Problem, Table
from habitue.workbook.read.blocks import Block, Field, find_blocks
from habitue.workbook.read.copies import is_copy, is_named_as_ours
from habitue.workbook.read.cut import Source, cut
from habitue.workbook.read.grid import Grid, fill_merged
from habitue.workbook.read.held import named_blocks, table_block, without
from habitue.workbook.read.structure import DefinedName, SheetEntry, Structure

LARGEST_BOX = 60_000_000
"""Cells between the first and the last filled row and column that a sheet may span; the readers take 24 bytes each."""

_COPY = sentence("a copy of a sheet that Habitué wrote; name it to have it read")


class TooWide(Exception):
    """A sheet spans more cells than memory holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The cells of a sheet, whether stray ones were left out, and those whose formula has never been calculated."""

    grid: Grid
    cropped: bool = False
    without_value: Sequence[tuple[int, int]] = ()


class Book(Protocol):
    """A workbook whose sheets can be read: in a file, or open in an application."""

    @property
    def file(self) -> str:
        """Its name, without a folder."""

    @property
    def structure(self) -> Structure:
        """What it says of itself beside its cells."""

    def shown(self, sheet: SheetEntry) -> Shown:
        """The cells of a sheet; raises `TooWide`."""

    def names_on(self, sheet: SheetEntry) -> Sequence[DefinedName]:
        """The names that people gave to ranges of a sheet."""


@dataclass(slots=True)
class SheetsRead:
    """What reading sheet after sheet gathers."""

    tables: list[Table] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    skipped: list[tuple[str, Sentence]] = field(default_factory=list)


def read_sheets(book: Book, sheets: Sequence[str], *, skip_marks: bool) -> SheetsRead:
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


def _named(book: Book, sheets: Sequence[str]) -> Iterator[SheetEntry]:
    """The sheets that were asked for, in any case of letters; an unknown one is refused."""
    known = {entry.name.casefold(): entry for entry in book.structure.sheets}
    for name in sheets:
        if name.casefold() not in known:
            raise unknown_sheet(name, book.file, [entry.name for entry in book.structure.sheets])
        yield known[name.casefold()]


def unknown_sheet(name: str, file: str, there: Sequence[str]) -> BadRequest:
    """The refusal of a sheet's name that the file does not have."""
    return BadRequest(
        sentence("There is no sheet {name} in {file}; it has: {sheets}.", name=name, file=file, sheets=list(there))
    )


def _why_skip(book: Book, entry: SheetEntry, *, named: bool, skip_marks: bool) -> Sentence | None:
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


def _read_sheet(book: Book, entry: SheetEntry, found: SheetsRead, *, keep_copies: bool) -> Sentence | None:
    """Add the tables of a sheet, less copies of ours; or the reason why there are none."""
    try:
        shown = book.shown(entry)
    except TooWide:
        found.problems.append(_too_wide(entry))
        return sentence("spread over too many cells")
    grid = fill_merged(shown.grid)
    if not grid.columns:
        return sentence("empty")
    if shown.cropped:
        found.problems.append(_cropped_problem(entry))
    source = Source(file=book.file, hidden=entry.state != "visible", without_value=shown.without_value)
    filled = grid.filled()
    blocks = blocks_of(grid, filled, entry, book.names_on(entry))
    tables = [cut(grid, block, filled, source) for block in blocks]
    kept = tables if keep_copies else [table for table in tables if not _is_copy(table, book)]
    found.tables += kept
    if kept:
        return None
    return _COPY if tables else sentence("no table in it")


def _is_copy(table: Table, book: Book) -> bool:
    return is_copy((column.header for column in table.columns), book.structure.ours)


def blocks_of(grid: Grid, filled: np.ndarray, entry: SheetEntry, names: Sequence[DefinedName]) -> list[Block]:
    """All tables of a sheet in reading order: those that people have marked, then what is left of the cells."""
    held = [block for table in entry.tables if (block := table_block(grid, table)) is not None]
    held += named_blocks(grid, without(grid, filled, held), names)
    rest = without(grid, filled, held)
    free = Field(grid, rest, 0, grid.height - 1, tuple(grid.columns))
    return sorted([*held, *find_blocks(free, beside=held)], key=lambda block: (block.top, block.columns[0]))


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
