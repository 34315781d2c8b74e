"""The add-in in Pyodide, as xlwings Lite runs it: every formula under both names and the action Refresh, same cells."""

import asyncio
import json
from datetime import date

import pytest
from openpyxl import Workbook
from payloads import payload

from habitue_addin import working
from habitue_addin.names import FORMULAS, python_name

pytestmark = pytest.mark.pyodide

# Runs here and there; `work` is what is asked, as JSON.
SCRIPT = """
import json
from datetime import date
from inspect import unwrap
from pathlib import Path
import xlwings as xw
from xlwings.server import custom_functions_call
import habitue_addin.working
from habitue.refresh.wish import Wish
from habitue_addin import lite
from habitue_addin.lite import *

DAY = date(2026, 10, 31)
habitue_addin.working.wish_of = lambda *, recalibrate=False: Wish(paths=(), as_of=DAY, today=DAY)


async def formula(name, arguments):
    sent = {
        "client": "Office.js", "func_name": name, "args": arguments, "caller_address": "[B.xlsx]S!F1",
        "session_id": "test", "culture_info_name": "fr-FR", "date_format": "dd/mm/yyyy", "version": "0",
        "runtime": "1.4",
    }
    return await custom_functions_call(sent, lite)


async def all_of(work):
    cells = {name: await formula(name, arguments) for name, arguments in work["formulas"]}
    book = xw.Book(json=work["book"])
    unwrap(habitue_refresh)(book)
    return json.dumps({"cells": cells, "actions": book.json()["actions"], "exported": sorted(lite.__all__)})
"""
THERE = SCRIPT + "\nawait all_of(json.loads(Path('/job/work.json').read_text()))"


def column(*cells: object) -> list[list[object]]:
    return [[cell] for cell in cells]


def orders() -> list[list[object]]:
    rows = [[f"C{n % 7:02}", 46000 - n * 11 - n % 5, 10.5 + n] for n in range(60)]
    return [["Client", "Date", "Montant"], *rows]


PEOPLE = [
    ["Prénom", "Nom", "E-mail", "Téléphone"],
    ["jeanne", "MOREL", "jeanne.morel@exemple.fr", 612345601],
    ["Jeanne", "Morel", "Jeanne.Morel@exemple.fr", "06 12 34 56 01"],
    ["Karim", "Benali", "karim@exemple.fr", "+33 6 12 34 56 02"],
]
COLUMNS = {
    "CLEANNAME": column("Nom", "DUPONT jean", "de la tour  anne", "m. PAUL Élie"),
    "CLEANCOMPANY": column("Société", "sarl DURAND", "Martin S.A.S", None),
    "CLEANEMAIL": column("E-mail", " Jean@Exemple.FR ", "a@gmial.com", "x"),
    "CLEANPHONE": column("Téléphone", 612345678, "01.23.45.67.89", "+44 20 7946 0958"),
    "CLEANADDRESS": column("Adresse", "12 rue des lilas 69003 LYON", "4, place Bellecour"),
    "CLEANPOSTCODE": column("Code postal", 1000, "69003", "2A004"),
    "CLEANDATE": column("Date", "03/04/2024", 45000, "1er mai 2023", "bof"),
    "CLEANAMOUNT": column("Montant", "12,50", "1 234,00 €", "(15)", "x"),
    "CHECKSIRET": column("SIRET", "73282932000074", 73282932000075, "123"),
    "FILLRATE": [["A", "B"], ["x", None], ["N/A", 1], ["y", "-"]],
    "DUPLICATES": PEOPLE,
}


def arguments(english: str, keys: list[str]) -> list[object]:
    """What is asked of a formula; those about customers get the orders as three columns."""
    if english in COLUMNS:
        return [COLUMNS[english]]
    if english == "SIMILARITY":
        return [column("Dupont", "Lefèvre"), column("Dupond", "LEFEVRE")]
    columns = [column(*cells) for cells in zip(*orders(), strict=True)]
    given = {"customers": column("Client", "C01", "C99", None, "C03"), "orders": columns[0], "dates": columns[1]}
    given |= {"amounts": columns[2], "as_of": "2026-10-31"}
    return [given.get(key) for key in keys]


def asked() -> list[tuple[str, list[object]]]:
    return [
        (python_name(formula.name(language)), arguments(formula.english, [one.key for one in formula.arguments]))
        for formula in FORMULAS
        for language in formula.languages
    ]


def shop() -> Workbook:
    """The same orders on a sheet, and who the customers are on another."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Clients"
    sheet.append(["N° client", "Prénom", "Nom", "E-mail"])
    for n in range(9):
        sheet.append([f"C{n:02}", f"prénom{n}", f"NOM{n}", f"Client{n}@Exemple.fr"])
    lines = book.create_sheet("Commandes")
    for row in orders():
        lines.append([row[0], row[1] if row[1] == "Date" else date.fromordinal(row[1] + 693_594), row[2]])
    return book


def test_every_formula_and_refresh_give_the_same_cells_as_here(pyodide):
    work = json.loads(json.dumps({"formulas": asked(), "book": payload(shop(), {})}))
    there = json.loads(pyodide(THERE, {"work.json": json.dumps(work)}))
    space: dict[str, object] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(working, "wish_of", working.wish_of)  # put back what the script sets
        exec(SCRIPT, space)
        here = json.loads(asyncio.run(space["all_of"](work)))
    assert len(there["cells"]) == 37
    for name, cells in here["cells"].items():
        assert there["cells"][name] == cells, name
    assert there["exported"] == here["exported"]
    assert len(here["actions"]) > 100
    assert there["actions"] == here["actions"]
