"""A workbook in a file, opened: its structure at once, its cells only when a sheet is asked for."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from habitue.language import sentence
from habitue.workbook.read.binary import widest_box
from habitue.workbook.read.crop import crop
from habitue.workbook.read.grid import Grid
from habitue.workbook.read.kinds import Kind, damaged
from habitue.workbook.read.opened import PLAIN_DATES, Cells, Dates, Opened, open_cells, refusing
from habitue.workbook.read.package import Package, refuse
from habitue.workbook.read.plain_cells import merged_areas, sheets_of
from habitue.workbook.read.scan import SheetScan, never_calculated, scan
from habitue.workbook.read.sheets import LARGEST_BOX, Shown, TooWide
from habitue.workbook.read.structure import DefinedName, SheetEntry, Structure, named_range, structure_of


@dataclass(slots=True)
class Workbook:
    """An opened workbook; its cells are only read when a sheet is asked for."""

    path: Path
    kind: Kind
    structure: Structure
    package: Package | None = None
    _opened: Opened | None = None

    @property
    def file(self) -> str:
        """The file's name, never its folder."""
        return self.path.name

    def shown(self, sheet: SheetEntry) -> Shown:
        """The cells of a sheet as they stand; raises `TooWide` when they are too far apart to be read."""
        scanned = scan(self.package, sheet.part) if self.package is not None else None
        never = never_calculated(self.package, sheet.part, scanned) if self.package and scanned else ()
        return Shown(
            grid=self._grid(sheet, scanned),
            cropped=scanned is not None and _is_too_wide(scanned),
            without_value=never,
        )

    def _grid(self, sheet: SheetEntry, scanned: SheetScan | None) -> Grid:
        cells = self._cells(sheet, scanned)
        errors = cells.errors if cells.errors is not None else scanned.errors() if scanned else ()
        merged = scanned.merged() if scanned else merged_areas(self.path, sheet.name) if self.kind == "xls" else ()
        return Grid(sheet=sheet.name, columns=cells.columns, height=cells.height, errors=errors, merged=merged)

    def _cells(self, sheet: SheetEntry, scanned: SheetScan | None) -> Cells:
        dates = self._dates(scanned)
        if scanned is not None and _is_too_wide(scanned):
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
            raise TooWide
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


def _is_too_wide(scanned: SheetScan) -> bool:
    """Whether a sheet spans more cells than memory holds."""
    return scanned.right * scanned.bottom > LARGEST_BOX
