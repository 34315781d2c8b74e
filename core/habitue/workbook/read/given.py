"""Tables and our own sheets from a workbook that is open elsewhere: its values are in memory, so no file is read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pandas as pd

from habitue.sheetmodel import FormerSheet
from habitue.tables import text_dtype
from habitue.workbook.read.copies import our_columns
from habitue.workbook.read.former import former_sheets
from habitue.workbook.read.grid import Grid
from habitue.workbook.read.plain_cells import text_of
from habitue.workbook.read.reading import Reading
from habitue.workbook.read.references import Area
from habitue.workbook.read.sheets import LARGEST_BOX, Shown, TooWide, read_sheets
from habitue.workbook.read.structure import (
    MARK,
    DefinedName,
    ExcelTable,
    SheetEntry,
    State,
    Structure,
    named_range,
    sheet_and_area,
)

ERRORS = frozenset(
    {
        *("#N/A", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#DATA!", "#GETTING_DATA"),
        *("#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!", "#EXTERNAL!"),
    }
)
"""The texts that stand for errors in cells."""

LARGEST_GIVEN = LARGEST_BOX
"""Cells that a sheet may span; who asks an application for its values can look at this first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenSheet:
    """A sheet as an application gives it: `rows` from the cell (`top`, `left`) on, both 1-based, all equally long.

    A value is None, a text, a number, a bool, or a `datetime` (with the day 1899-12-30 for a mere time); errors are
    texts such as "#N/A". `rows` is None where they would be too many. `mark` is our mark of a sheet whose hidden name
    was lost; the others' are found among the names.
    """

    name: str
    rows: Sequence[Sequence[object]] | None
    top: int = 1
    left: int = 1
    state: State = "visible"
    tables: tuple[ExcelTable, ...] = ()
    merged: tuple[Area, ...] = ()
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenName:
    """A defined name with its formula ("=Clients!$A$1:$F$200"); `local` when it belongs to one sheet only."""

    name: str
    formula: str
    local: bool = False


@dataclass(slots=True, kw_only=True)
class GivenBook:
    """A workbook in memory, as `read_given` and `former_given` take it; its sheets in their order."""

    file: str
    sheets: tuple[GivenSheet, ...]
    names: tuple[GivenName, ...] = ()
    _structure: Structure | None = field(default=None, repr=False)

    @property
    def structure(self) -> Structure:
        """What the workbook says of itself beside its cells."""
        if self._structure is None:
            self._structure = _structure(self)
        return self._structure

    def shown(self, sheet: SheetEntry) -> Shown:
        """The cells of a sheet; raises `TooWide`."""
        given = next(one for one in self.sheets if one.name == sheet.name)
        if given.rows is None:
            raise TooWide
        return Shown(grid=_grid(given, given.rows))

    def names_on(self, sheet: SheetEntry) -> list[DefinedName]:
        """The names that people gave to ranges of a sheet."""
        return [name for name in self.structure.names if name.sheet == sheet.name]


def read_given(book: GivenBook, *, sheets: Sequence[str] = ()) -> Reading:
    """All tables of a workbook in memory, exactly as `read_tables` gives those of a file.

    Raises BadRequest when a sheet of `sheets` is not there.
    """
    found = read_sheets(book, sheets, skip_marks=True)
    return Reading(
        file=book.file,
        kind="xlsx",
        tables=tuple(found.tables),
        problems=tuple(found.problems),
        skipped=tuple(found.skipped),
        sheets=tuple(sheet.name for sheet in book.sheets),
    )


def former_given(book: GivenBook) -> tuple[FormerSheet, ...]:
    """The sheets that Habitué wrote in a workbook in memory, exactly as `read_former` gives those of a file."""
    return former_sheets(book)


def _structure(book: GivenBook) -> Structure:
    shared = [name for name in book.names if not name.local]
    people = [one for one in book.names if not one.name.startswith("_")]
    found = [named_range(one.name, one.formula) for one in people]
    return Structure(
        sheets=tuple(SheetEntry(name=one.name, state=one.state, tables=one.tables) for one in book.sheets),
        names=tuple(name for name in found if name is not None),
        marks=_marks(book, shared),
        ours=our_columns((name.name, name.formula) for name in shared),
    )


def _marks(book: GivenBook, names: Sequence[GivenName]) -> dict[str, str]:
    """Our mark of each sheet of ours: by its name, else as given where no other sheet has that mark."""
    known = {sheet.name for sheet in book.sheets}
    found: dict[str, str] = {}
    for one in names:
        sheet, area = sheet_and_area(one.formula)
        if one.name.lower().startswith(MARK) and area and sheet in known:
            found.setdefault(sheet, one.name[len(MARK) :])
    for given in book.sheets:
        if given.mark and given.mark not in found.values():
            found.setdefault(given.name, given.mark)
    return found


def _grid(sheet: GivenSheet, rows: Sequence[Sequence[object]]) -> Grid:
    errors: list[tuple[int, int, str]] = []
    columns: dict[int, pd.Series] = {}
    blank: list[str | None] = [None] * (sheet.top - 1)
    for column, values in enumerate(zip(*rows, strict=True), start=sheet.left):
        texts = [text_of(value) for value in values]
        faults = list(_faults(texts))
        for place, code in faults:
            errors.append((place + sheet.top, column, code))
            texts[place] = None
        if faults or any(text is not None for text in texts):
            columns[column] = pd.Series([*blank, *texts], dtype=text_dtype())
    columns = {column: texts for column, texts in columns.items() if texts.notna().any()}
    height = sheet.top - 1 + len(rows)
    return Grid(sheet=sheet.name, columns=columns, height=height, errors=errors, merged=sheet.merged)


def _faults(texts: Sequence[str | None]) -> Iterator[tuple[int, str]]:
    for place, text in enumerate(texts):
        if text is not None and text[0] == "#" and text in ERRORS:
            yield place, text
