"""A small shop with three people entered twice, and the command line run in this process."""

import io
import json
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import openpyxl
import pytest

from habitue.cli import main

HEADERS = ["N° client", "Prénom", "Nom", "E-mail", "Téléphone", "Adresse", "Code postal", "Ville", "Client depuis"]
_LINES = """
C01; Jeanne; Morel; jeanne.morel@exemple.fr; 0612345601; 12 rue des Lilas; 69003; Lyon; 2021-02-01
C02; Karim; Benali; karim.benali@exemple.fr; 0612345602; 4 place Bellecour; 69002; Lyon; 2021-03-01
C03; Sophie; Garnier; sophie.garnier@exemple.fr; 0612345603; 8 quai Rambaud; 69002; Lyon; 2021-04-01
C04; Luc; Perrot; luc.perrot@exemple.fr; 0612345604; 31 avenue Foch; 75016; Paris; 2021-05-01
C05; Inès; Robert; ines.robert@exemple.fr; 0612345605; 2 rue Nationale; 59000; Lille; 2021-06-01
C06; Paul; Vidal; paul.vidal@exemple.fr; 0612345606; 9 cours Mirabeau; 13100; Aix; 2021-07-01
C07; Nadia; Haddad; nadia.haddad@exemple.fr; 0612345607; 5 rue de Metz; 31000; Toulouse; 2021-08-01
C08; Hugo; Lemoine; hugo.lemoine@exemple.fr; 0612345608; 77 rue Crillon; 84000; Avignon; 2021-09-01
C09; Claire; Dubois; claire.dubois@exemple.fr; 0612345609; 3 rue du Port; 44000; Nantes; 2021-10-01
C10; Marc; Fontaine; marc.fontaine@exemple.fr; 0612345610; 6 rue Haute; 67000; Strasbourg; 2021-11-01
C11; JEANNE; MOREL; jeanne.morel@exemple.fr; 0612345601; 12 r. des Lilas; 69003; LYON; 2023-02-01
C12; Karim; Benali; k.benali@autre.fr; 0612345602; 4 place Bellecour; 69002; Lyon; 2023-03-01
C13; Sophie; Garnier; sophie.garnier@exemple.fr; 0612345603; ; ; ; 2023-04-01
"""
PEOPLE = [[cell or None for cell in line.split("; ")] for line in _LINES.strip().splitlines()]
ORDERS = [[f"F{n:03}", f"2026-0{1 + n % 9}-1{n % 9}", f"C{1 + n % 13:02}", 20 + n] for n in range(60)]


def book(path: Path, people=PEOPLE, headers=HEADERS, orders=ORDERS) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Clients"
    for row in [headers, *people]:
        sheet.append(row)
    if orders:
        lines = made.create_sheet("Commandes")
        for row in [["N° commande", "Date", "N° client", "Montant TTC"], *orders]:
            lines.append(row)
    made.save(path)
    return path


@pytest.fixture
def people() -> list[list[str | None]]:
    return [row.copy() for row in PEOPLE]


@pytest.fixture
def make(tmp_path) -> Callable[..., Path]:
    return lambda name="clients.xlsx", **more: book(tmp_path / name, **more)


@pytest.fixture
def shop(make) -> Path:
    return make()


@pytest.fixture
def habitue(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Runs a command; gives what it printed, or what JSON it printed."""
    for name in ("HABITUE_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: object, code: int = 0):
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        assert int(left.value.code or 0) == code, err.getvalue()
        said = out.getvalue() if code == 0 else err.getvalue()
        return json.loads(said) if "--json" in arguments and code == 0 else said

    return run


@pytest.fixture
def answer() -> Callable[..., None]:
    """Types an answer on the Duplicates sheet as a person would, for the line of one mark compared with another."""

    def type_in(path: Path, answers: dict[tuple[str, str], str]) -> None:
        found = openpyxl.load_workbook(path, keep_vba=path.suffix == ".xlsm")
        sheet = found["Doublons"]
        (header,) = [row for row in sheet.iter_rows() if row[0].value == "Groupe"]
        place = {cell.value: cell.column for cell in header}
        done = set()
        for row in range(header[0].row + 1, sheet.max_row + 1):
            pair = (sheet.cell(row, place["Comparé à"]).value, sheet.cell(row, place["Repère"]).value)
            if pair in answers:
                sheet.cell(row, place["Votre réponse"]).value = answers[pair]
                done.add(pair)
        assert done == set(answers)
        found.save(path)

    return type_in
