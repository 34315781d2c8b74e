"""Letters: who can be written to, and the lines of the envelope in the list and in the segment sheets."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

HEADERS = ("Code client", "Civilité", "Prénom", "Nom", "Société", "Adresse", "Complément d'adresse", "CP", "Ville",
           "Première commande", "Dernière commande", "Nombre de commandes", "CA")  # fmt: skip
ROWS = (
    ("C1", "M.", "Jean", "Dupont", None, "12 bis avenue du Général-de-Gaulle", "Bât. B", "6000", "NICE"),
    ("C2", "Mme", "Anne", "Martin", "Garage du Port", "3 rue de la Paix", None, "75002", "Paris"),
    ("C3", "Mme", "Zoé", "Petit", None, "NPAI - retour courrier", None, "75002", "Paris"),
    ("C4", "M.", "Luc", "Moreau", None, "4 rue Neuve", None, None, "Lyon"),
)


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Clients"
    sheet.append(HEADERS)
    for row in ROWS:
        sheet.append((*row, "01/02/2023", "15/05/2024", 3, 120))
    path = tmp_path / "lettres.xlsx"
    book.save(path)
    return path


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def listed(habitue: Callable[..., Any], letters: Path) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    target = letters.with_name("liste.csv")
    done = habitue("export", letters, "--segment", "status.active", "--channel", "post", "--as-of", "2024-06-01",
                   "--output", target)  # fmt: skip
    assert done.code == 0, done.err
    return lines(target), lines(target.with_name("liste-ecartes.csv"))


def test_the_lines_of_an_envelope_stand_in_the_list(habitue: Callable[..., Any], letters: Path) -> None:
    ready, _ = listed(habitue, letters)
    by_code = {line["Client"]: [line.get(f"Ligne d’adresse {n}", "") for n in range(1, 7)] for line in ready}
    assert [line for line in by_code["C1"] if line] == [
        "M JEAN DUPONT", "BAT B", "12 BIS AVENUE DU GENERAL DE GAULLE", "06000 NICE",
    ]  # fmt: skip
    assert by_code["C2"][0] == "GARAGE DU PORT MME ANNE MARTIN"
    assert all(len(line) <= 38 for written in by_code.values() for line in written)


def test_a_letter_that_came_back_or_lacks_a_postcode_is_left_out(habitue: Callable[..., Any], letters: Path) -> None:
    _, left_out = listed(habitue, letters)
    assert [line["Client"] for line in left_out] == ["C3", "C4"]
    assert {line["À ne pas contacter car"] for line in left_out} == {"pas d’adresse postale complète"}


def test_segment_sheets_of_a_file_without_emails_have_the_lines(habitue: Callable[..., Any], letters: Path) -> None:
    assert habitue("refresh", letters, "--as-of", "2024-06-01").code == 0
    book = openpyxl.load_workbook(letters)
    titles = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "Ligne d’adresse 6" in titles
    assert "12 BIS AVENUE DU GENERAL DE GAULLE" in titles


def test_a_folder_that_is_not_there_is_said_so(habitue: Callable[..., Any], letters: Path) -> None:
    target = letters.parent / "absent" / "liste.csv"
    done = habitue("export", letters, "--segment", "status.active", "--channel", "post", "--output", target)
    assert done.code != 0
    assert "Le dossier absent n’existe pas" in done.err or "There is no folder absent" in done.err
