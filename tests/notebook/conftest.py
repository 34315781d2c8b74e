"""The demo workbook held as a CustomerFile, read once; a copy to write into; code run as somebody would paste it."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from habitue_notebook import CustomerFile

AS_OF = "2026-11-01"


@pytest.fixture(scope="session")
def demo(made: Path) -> Path:
    """The demo workbook; not to be written into."""
    return made / "boutique.xlsm"


@pytest.fixture(scope="session")
def read_once(demo: Path) -> CustomerFile:
    """The demo workbook, gathered and searched."""
    file = CustomerFile(demo, as_of=AS_OF)
    file.basis()
    file.searched()
    return file


@pytest.fixture
def file(read_once: CustomerFile) -> Iterator[CustomerFile]:
    """The same, as it is saved; what a test sets is taken back."""
    read_once.reset()
    read_once.as_of = date.fromisoformat(AS_OF)
    yield read_once
    read_once.unobserve_all()
    read_once.reset()


@pytest.fixture
def run() -> Callable[[str], Any]:
    """Runs lines of code; gives the value of the last one, as a notebook's cell shows it."""

    def run(code: str) -> Any:
        *before, last = code.strip().splitlines()
        names: dict[str, Any] = {}
        exec("\n".join(before), names)
        return eval(last, names)

    return run


_PEOPLE = (
    ("C1", "Maréchal", "Zoé", "zoe.marechal@exemple.fr", "0612345678", "69003", "Lyon"),
    ("C2", "Marechal", "Zoé", "zoe@exemple.com", "", "", "Lyon"),
    ("C3", "Delacroix", "Barnabé", "b.delacroix@exemple.fr", "", "21000", "Dijon"),
    ("C4", "Delacroix", "Barnabe", "barnabe@exemple.org", "", "", "Dijon"),
    ("C5", "Quenneville", "Odile", "odile.q@exemple.fr", "0611111111", "44000", "Nantes"),
    ("C6", "Quenneville", "Odile", "quenneville@exemple.net", "", "", "Nantes"),
    ("C7", "Petitjean", "Aurélien", "aurelien@exemple.fr", "0622222222", "35000", "Rennes"),
    ("C8", "Ozanne", "Clotilde", "clotilde@exemple.fr", "0633333333", "29200", "Brest"),
)


@pytest.fixture
def twice(tmp_path: Path) -> Path:
    """Eight French customers, of whom three are perhaps there twice."""
    import openpyxl

    book = openpyxl.Workbook()
    clients, orders = book.active, book.create_sheet("Commandes")
    clients.title = "Clients"
    clients.append(["N° client", "Nom", "Prénom", "E-mail", "Portable", "Code postal", "Ville"])
    for person in _PEOPLE:
        clients.append(person)
    orders.append(["N° commande", "Date", "N° client", "Montant TTC"])
    for number in range(24):
        orders.append([f"K{number}", date(2026, 1 + number % 9, 3 + number), f"C{1 + number % 8}", 20 + number])
    path = tmp_path / "clients.xlsx"
    book.save(path)
    return path


@pytest.fixture
def named_in_orders(tmp_path: Path) -> Path:
    """A list of customers by number only; their names, in capitals, are with their orders."""
    import openpyxl

    book = openpyxl.Workbook()
    clients, orders = book.active, book.create_sheet("Commandes")
    clients.title = "Clients"
    clients.append(["N° client", "E-mail"])
    orders.append(["N° commande", "Date", "N° client", "Nom", "Montant TTC"])
    for number, (key, name, _, email, *_rest) in enumerate(_PEOPLE):
        clients.append([key, email])
        orders.append([f"K{number}", date(2026, 1 + number, 3), key, name.upper(), 20 + number])
    path = tmp_path / "named.xlsx"
    book.save(path)
    return path
