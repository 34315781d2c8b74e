"""Small workbooks made on the spot, and the two libraries that can read them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from habitue.tables import Table
from habitue.workbook.read import opened, read_tables

Rows = Sequence[Sequence[Any]]

HEADER = ["Client", "Date", "Montant"]
ORDERS = [
    ["Dupont", date(2024, 3, 12), 120.5],
    ["Lefèvre", date(2024, 4, 2), 80],
    ["Martin", date(2024, 4, 3), 12.25],
    ["Dupont", date(2024, 5, 4), 44],
]


@pytest.fixture(params=["arrow", "plain"])
def reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each of the two readers in turn: fastexcel with Arrow, and python-calamine alone."""
    if request.param == "plain":
        monkeypatch.setattr(opened, "has_arrow", lambda: False)
    return request.param


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a workbook: rows from A1 by sheet, then `finish(workbook)` for what rows cannot say."""

    def make(
        sheets: Mapping[str, Rows],
        finish: Callable[[openpyxl.Workbook], object] = lambda _: None,
        name: str = "book.xlsx",
    ) -> Path:
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for title, rows in sheets.items():
            put(book.create_sheet(title), rows)
        finish(book)
        path = tmp_path / name
        book.save(path)
        return path

    return make


def put(sheet: Worksheet, rows: Rows, row: int = 1, column: int = 1) -> None:
    """Write rows into a sheet from a cell on; None leaves a cell blank."""
    for down, line in enumerate(rows):
        for right, value in enumerate(line):
            if value is not None:
                sheet.cell(row + down, column + right, value)


@pytest.fixture
def place() -> Callable[..., None]:
    """`put`, for the tests that place several tables."""
    return put


@pytest.fixture
def table_of() -> Callable[[Path], Table]:
    """The only table of a file."""

    def only(path: Path) -> Table:
        tables = read_tables(path).tables
        assert len(tables) == 1, [table.title for table in tables]
        return tables[0]

    return only


@pytest.fixture
def lines() -> Callable[[Table], list[list[str | None]]]:
    """The rows of a table as lists, blank as None."""
    return lambda table: [
        [None if value is not value or not isinstance(value, str) else value for value in row]
        for row in table.frame.to_numpy(dtype=object)
    ]


@pytest.fixture
def orders() -> list[list[Any]]:
    """A header and four order lines."""
    return [HEADER, *ORDERS]
