"""The core in Pyodide, the Python of xlwings Lite: no threads, no rapidfuzz, no pyarrow, 32 bits, an older pandas."""

import json
import random
from datetime import date

import pytest

from habitue.refresh import Wish, compute
from habitue.refresh.duplicates import as_dict, search

pytestmark = pytest.mark.pyodide

SCRIPT = """
import json, sys
from datetime import date
from pathlib import Path
from habitue.refresh import Wish, compute
from habitue.refresh.build import sheet_models
from habitue.refresh.duplicates import as_dict, search

computed = compute(Wish(paths=(Path("/job/orders.csv"),), as_of=date(2026, 3, 1), language="fr"))
found = computed.refresh
doubles = search(Wish(paths=(Path("/job/people.csv"),), as_of=date(2026, 3, 1)))
json.dumps({
    "pandas": __import__("pandas").__version__,
    "there": [name for name in ("pyarrow", "rapidfuzz", "fastexcel", "python_calamine") if name in sys.modules],
    "key": list(found.customers["key"]),
    "status": [found.statuses[code].name for code in found.customers["status"]],
    "why": list(found.customers["why"]),
    "sheets": [model.mark for model in sheet_models(computed)],
    "groups": as_dict(doubles)["groups"],
})
"""


def orders() -> str:
    lines = (
        f"C{customer:03};{1 + order * 3:02}/{1 + customer % 12:02}/2025;{10 + customer},50\n"
        for customer in range(40)
        for order in range(1 + customer % 5)
    )
    return "client;date;montant\n" + "".join(lines)


def people() -> str:
    """Neighbours of one street; every tenth is there twice, once in capitals and without a phone."""
    chance = random.Random(3)
    first = ("Marie", "Jean", "Luc", "Sophie", "Karim", "Nadia", "Hugo", "Léa", "Noé")
    last = ("Martin", "Bernard", "Dubois", "Thomas", "Robert", "Petit", "Durand", "Leroy")
    lines = ["Numéro;Prénom;Nom;Email;Téléphone;Adresse;Code postal;Ville"]
    for number in range(120):
        one, name = chance.choice(first), chance.choice(last)
        email, street = f"{one}.{name}{number}@exemple.fr".lower(), f"{number} rue des Lilas"
        lines.append(f"{number};{one};{name};{email};06{chance.randrange(10**7, 10**8)};{street};75011;Paris")
        if number % 10 == 0:
            lines.append(f"{1000 + number};{one};{name.upper()};{email};;{street};75011;PARIS")
    return "\n".join(lines) + "\n"


def test_statuses_reasons_and_duplicates_are_the_same_as_here(pyodide, tmp_path):
    files = {"orders.csv": orders(), "people.csv": people()}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    here = compute(Wish(paths=(tmp_path / "orders.csv",), as_of=date(2026, 3, 1), language="fr")).refresh
    doubles = as_dict(search(Wish(paths=(tmp_path / "people.csv",), as_of=date(2026, 3, 1))))
    there = json.loads(pyodide(SCRIPT, files))
    assert there["pandas"].startswith("2.2")
    assert there["there"] == []
    assert there["key"] == list(here.customers["key"])
    assert there["status"] == [here.statuses[code].name for code in here.customers["status"]]
    assert there["why"] == list(here.customers["why"])
    assert "customers" in there["sheets"]
    assert len(doubles["groups"]) == 12
    assert there["groups"] == doubles["groups"]
