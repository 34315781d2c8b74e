"""A workbook whose values are in memory gives the tables that its file gives, by the same rules."""

import subprocess
import sys
import warnings
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from expectations import EXPECTED
from habitue.refresh import Wish, refresh
from habitue.tables import Table
from habitue.workbook.read import (
    GivenBook,
    GivenName,
    GivenSheet,
    former_given,
    read_former,
    read_given,
    read_tables,
)
from habitue.workbook.read.references import Area, area_of
from habitue.workbook.read.structure import ExcelTable

READABLE = [
    name for name, expected in EXPECTED.items() if not expected.unreadable and name.endswith((".xlsx", ".xlsm"))
]
UNTOLD = {"wide_phantom.xlsx", "far_corner.xlsx", "phantom_rows.xlsx", "strict_namespaces.xlsx"}
"""Three are spread over so many blank cells that openpyxl takes minutes, and the fourth it cannot read."""


def given(path: Path) -> GivenBook:
    """What an application would say of the workbook, told by openpyxl."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl says what it would lose if it saved
        book = openpyxl.load_workbook(path, data_only=True)
    names = [GivenName(name=one.name, formula=one.attr_text) for one in book.defined_names.values() if wanted(one)]
    for sheet in book.worksheets:
        local = (one for one in sheet.defined_names.values() if wanted(one) and not one.name.startswith("_"))
        names += [GivenName(name=one.name, formula=one.attr_text, local=True) for one in local]
    return GivenBook(file=path.name, sheets=tuple(map(sheet_of, book.worksheets)), names=tuple(names))


def wanted(name: openpyxl.workbook.defined_name.DefinedName) -> bool:
    return bool(name.attr_text) and (not name.hidden or name.name.startswith("_habitue"))


def sheet_of(sheet: Worksheet) -> GivenSheet:
    return GivenSheet(
        name=sheet.title,
        rows=[[unescape(one) if isinstance(one, str) else one for one in row] for row in sheet.values],
        state=sheet.sheet_state,
        tables=tuple(tables_of(sheet)),
        merged=tuple(area for found in sheet.merged_cells.ranges if (area := area_of(found.coord))),
    )


def tables_of(sheet: Worksheet) -> Iterator[ExcelTable]:
    for table in sheet.tables.values():
        area = area_of(table.ref)
        assert area is not None
        yield ExcelTable(
            name=table.displayName,
            area=area,
            titles=tuple(column.name for column in table.tableColumns),
            header_rows=1 if table.headerRowCount is None else table.headerRowCount,
            totals_rows=table.totalsRowCount or 0,
        )


def content(table: Table) -> tuple[object, ...]:
    """All of a table but what only a file can tell: formulas that were never calculated."""
    problems = [one.sentence.say("en") for one in table.problems]
    told = [text for text in problems if "never been calculated" not in text]
    rows = [[None if value is not value else value for value in row] for row in table.frame.to_numpy(dtype=object)]
    return (
        table.origin,
        table.columns,
        [[text if isinstance(text, str) else None for text in row] for row in rows],
        table.rows.tolist(),
        table.left_out,
        told,
    )


@pytest.mark.parametrize("name", sorted(set(READABLE) - UNTOLD))
def test_values_in_memory_give_the_tables_of_the_file(made: Path, name: str) -> None:
    from_file, from_memory = read_tables(made / name), read_given(given(made / name))
    assert [content(table) for table in from_memory.tables] == [content(table) for table in from_file.tables]
    shown = {sheet for sheet, _ in from_file.skipped}
    assert [one for one in from_memory.skipped if one[0] in shown] == list(from_memory.skipped)
    assert from_memory.problems == from_file.problems


def test_our_own_sheets_are_remembered_as_from_the_file(made: Path, tmp_path: Path) -> None:
    path = tmp_path / "shop.xlsx"
    path.write_bytes((made / "shop.xlsx").read_bytes())
    refresh(Wish(paths=(path,)), backup=False)
    from_file, from_memory = read_former(path), former_given(given(path))
    assert [(one.mark, one.title) for one in from_memory] == [(one.mark, one.title) for one in from_file]
    for ours, theirs in zip(from_memory, from_file, strict=True):
        assert ours.grid == theirs.grid
        for one, other in zip(ours.tables, theirs.tables, strict=True):
            assert (one.name, one.row) == (other.name, other.row)
            assert one.frame.fillna("").to_dict("list") == other.frame.fillna("").to_dict("list")
    assert "written by Habitué" in {why.say("en") for _, why in read_given(given(path)).skipped}


AREA = Area(1, 1, 3, 3)
ROWS = [["Client", "Date", "Montant"], ["Dupont", datetime(2024, 3, 12), 120.5], ["Martin", datetime(2024, 4, 2), 8]]


def book(**more: object) -> GivenBook:
    return GivenBook(file="Classeur1", sheets=(GivenSheet(name="Ventes", rows=ROWS, **more),))


def test_a_used_range_that_begins_elsewhere_keeps_its_place() -> None:
    (table,) = read_given(book(top=5, left=3)).tables
    assert table.origin.header_row == 5
    assert [column.letter for column in table.columns] == ["C", "D", "E"]
    assert table.rows.tolist() == [6, 7]


def test_money_and_errors_are_read_as_a_file_gives_them() -> None:
    rows = [*ROWS, ["Durand", datetime(2024, 5, 1, 10, 30), Decimal("12.50")], ["Petit", datetime(2024, 5, 2), "#N/A"]]
    (table,) = read_given(GivenBook(file="B", sheets=(GivenSheet(name="V", rows=rows),))).tables
    assert table.frame["Montant"].tolist()[2] == "12.5"
    assert table.frame["Montant"].isna().tolist() == [False, False, False, True]
    assert table.frame["Date"].tolist()[2] == "2024-05-01 10:30:00"
    assert [(one.cell, one.count) for one in table.problems] == [("C5", 1)]


def test_a_hidden_sheet_is_passed_over_and_a_named_one_is_read() -> None:
    assert [name for name, _ in read_given(book(state="hidden")).skipped] == ["Ventes"]
    assert len(read_given(book(state="hidden"), sheets=("ventes",)).tables) == 1


def test_a_sheet_of_ours_whose_name_was_lost_is_known_by_the_mark_that_is_given() -> None:
    (sheet,) = former_given(book(mark="customers", tables=(ExcelTable(name="HabitueCustomers", area=AREA),)))
    assert sheet.mark == "customers"
    assert sheet.tables[0].frame["Client"].tolist() == ["Dupont", "Martin"]


def test_a_name_of_one_sheet_only_marks_nothing() -> None:
    name = GivenName(name="_habitue.customers", formula="=Ventes!$A$1", local=True)
    copied = GivenBook(file="B", sheets=(GivenSheet(name="Ventes", rows=ROWS),), names=(name,))
    assert not former_given(copied)
    assert len(read_given(copied).tables) == 1


def test_a_sheet_that_is_too_wide_is_told_of_and_the_others_are_read() -> None:
    sheets = (GivenSheet(name="Loin", rows=None), GivenSheet(name="Ventes", rows=ROWS))
    reading = read_given(GivenBook(file="B", sheets=sheets))
    assert [table.origin.sheet for table in reading.tables] == ["Ventes"]
    assert [problem.sheet for problem in reading.problems] == ["Loin"]


def test_nothing_of_a_file_reader_is_imported() -> None:
    code = (
        "import sys; sys.modules.update(dict.fromkeys(('python_calamine', 'fastexcel', 'pyarrow')));"
        "from habitue.workbook.read import GivenBook, GivenSheet, read_given;"
        "sheet = GivenSheet(name='V', rows=[['Client', 'Date', 'Montant'], ['A', '2024-01-02', 5]] * 1);"
        "print(len(read_given(GivenBook(file='B', sheets=(sheet,))).tables))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.returncode) == ("1", 0), done.stderr
