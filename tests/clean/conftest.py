"""A small workbook of customers with every kind of cell that matters to a writer, and the command line."""

import io
import json
import zipfile
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from habitue.cli import main

HEADERS = (
    "Code", "Civilité", "Nom", "Prénom", "E-mail", "Téléphone", "CP", "Ville", "Société", "Date de naissance",
    "Chiffre d'affaires", "Dernière commande", "Nom complet",
)  # fmt: skip
ROWS = (
    (
        *("C1", None, "DUPONT", "jean", "Jean@GMAIL.COM", 612345678, 6000, "NICE", "SARL Martin", "13/03/1984"),
        *("1 234,50 €", datetime(2024, 5, 17), "=C2"),
    ),
    (
        *("C2", "Mr", "le gall", "MARIE", "n/a", "06 12 34 56 78", "75011", "PARIS", "Sasu Sushi", "25/12/1990"),
        *("12,00 €", datetime(2024, 6, 1), "=C3"),
    ),
    (
        *("C3", "M.", "O'Neill", "Paul", "paul@free.fr;p2@free.fr", "01 45 67 89 01", "01120", "Lyon", "IBM"),
        *("31/02/2001", 80.5, datetime(2024, 6, 2), "=C4"),
    ),
    (
        *("C4", "Mme", "  Martin ", "Anne", "anne@free.fr", "06 12 34 56 79", "69003", "Lyon", None, "01/01/1980"),
        *(None, datetime(2024, 6, 3), "=C5"),
    ),
)


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str

    @property
    def json(self) -> dict:
        return json.loads(self.out)


@pytest.fixture
def habitue(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Done]:
    for name in ("HABITUE_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: object) -> Done:
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        return Done(int(left.value.code or 0), out.getvalue(), err.getvalue())

    return run


@pytest.fixture
def clients(tmp_path: Path) -> Path:
    """The workbook: texts, numbers, dates, a formula, a coloured cell, a second sheet."""
    path = tmp_path / "clients.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, notes = book.add_worksheet("Clients"), book.add_worksheet("Notes")
        day, loud = (
            book.add_format({"num_format": "dd/mm/yyyy"}),
            book.add_format({"bold": True, "bg_color": "#FFCC00"}),
        )
        for number, row in enumerate((HEADERS, *ROWS)):
            for column, cell in enumerate(row):
                if isinstance(cell, datetime):
                    sheet.write_datetime(number, column, cell, day)
                elif isinstance(cell, str) and cell.startswith("="):
                    sheet.write_formula(number, column, cell, None, "Jean Dupont")
                elif cell is not None:
                    sheet.write(number, column, cell, loud if (number, column) == (1, 2) else None)
        notes.write("A1", "Ne pas toucher")
    return path


@pytest.fixture
def parts() -> Callable[[Path], dict[str, bytes]]:
    """The parts of a workbook by name."""

    def read(path: Path) -> dict[str, bytes]:
        with zipfile.ZipFile(path) as package:
            return {name: package.read(name) for name in package.namelist()}

    return read


@pytest.fixture
def value() -> Callable[[Path, str], object]:
    """What a cell holds, as openpyxl reads it."""

    def read(path: Path, cell: str) -> object:
        sheet, _, place = cell.rpartition("!")
        return openpyxl.load_workbook(path)[sheet or "Clients"][place].value

    return read
