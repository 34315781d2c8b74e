"""A copy of a sheet of ours is not a source: what it says of customers came from us."""

import shutil

import openpyxl
import pytest

from habitue.refresh import Wish, refresh
from habitue.workbook.read import read_tables


@pytest.fixture
def refreshed(made, tmp_path):
    path = shutil.copy(made / "no_flaw.xlsx", tmp_path / "clients.xlsx")
    refresh(Wish(paths=(path,)), backup=False)
    return path


def edited(path, change):
    book = openpyxl.load_workbook(path)
    change(book, next(sheet for sheet in book if "HabitueCustomers" in sheet.tables))
    book.save(path)


def sources(path):
    return {table.origin.sheet for table in read_tables(path).tables}


def test_a_copied_sheet_without_its_mark_is_not_read(refreshed):
    before = sources(refreshed)

    def copy(book, sheet):
        for row in sheet.iter_rows():
            for cell in row:
                target = book["Copie"] if "Copie" in book.sheetnames else book.create_sheet("Copie")
                target[cell.coordinate].value = cell.value

    edited(refreshed, copy)
    assert sources(refreshed) == before
    named = read_tables(refreshed, sheets=("Copie",))
    assert [table.origin.sheet for table in named.tables] == ["Copie"], "but it is when it is named"


def test_a_sheet_whose_mark_was_lost_is_known_by_its_table(refreshed):
    before = sources(refreshed)
    edited(refreshed, lambda _, sheet: setattr(sheet, "title", "Ma liste"))  # openpyxl leaves the names behind
    reading = read_tables(refreshed)
    assert {table.origin.sheet for table in reading.tables} == before
    assert "Ma liste" in dict(reading.skipped)
