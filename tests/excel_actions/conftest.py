"""Workbooks of the gallery as the actions get them, on a day that does not change."""

import warnings
from collections.abc import Callable, Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import replaying
from openpyxl import Workbook

from habitue.refresh import Wish
from habitue_addin import actions, working

DAY = date(2026, 10, 31)
HEADERS = ["N° client", "Prénom", "Nom", "E-mail", "Téléphone", "Adresse", "Code postal", "Ville", "Client depuis"]
PEOPLE = """
C01; Jeanne; Morel; jeanne.morel@exemple.fr; 0612345601; 12 rue des Lilas; 69003; Lyon; 2021-02-01
C02; Karim; Benali; karim.benali@exemple.fr; 0612345602; 4 place Bellecour; 69002; Lyon; 2021-03-01
C03; Sophie; Garnier; sophie.garnier@exemple.fr; 0612345603; 8 quai Rambaud; 69002; Lyon; 2021-04-01
C04; Luc; Perrot; luc.perrot@exemple.fr; 0612345604; 31 avenue Foch; 75016; Paris; 2021-05-01
C05; Inès; Robert; ines.robert@exemple.fr; 0612345605; 2 rue Nationale; 59000; Lille; 2021-06-01
C06; Paul; Vidal; paul.vidal@exemple.fr; 0612345606; 9 cours Mirabeau; 13100; Aix; 2021-07-01
C07; Nadia; Haddad; nadia.haddad@exemple.fr; 0612345607; 5 rue de Metz; 31000; Toulouse; 2021-08-01
C11; JEANNE; MOREL; jeanne.morel@exemple.fr; 0612345601; 12 r. des Lilas; 69003; LYON; 2023-02-01
C12; Karim; Benali; k.benali@autre.fr; 0612345602; 4 place Bellecour; 69002; Lyon; 2023-03-01
C13; Sophie; Garnier; ; ; 1 rue Haute; 67000; Strasbourg; 2023-04-01
"""
ORDERS = [[f"F{n:03}", f"2026-0{1 + n % 9}-1{n % 9}", f"C{1 + n % 7:02}", 20 + n] for n in range(40)]


@pytest.fixture(autouse=True, scope="session")
def day() -> Iterator[date]:
    """The day on which all actions are done."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            working,
            "wish_of",
            lambda *, recalibrate=False: Wish(paths=(), as_of=DAY, today=DAY, recalibrate=recalibrate),
        )
        yield DAY


def load(source: Path | BytesIO, *, values: bool = False) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl says what it would lose if it saved
        return openpyxl.load_workbook(source, data_only=values)


@pytest.fixture(scope="session")
def loaded() -> Callable[..., Workbook]:
    """Load a workbook, with `values` for what its formulas gave."""
    return load


@pytest.fixture(scope="session")
def shop(made: Path) -> Callable[[], Workbook]:
    """The English shop, as nobody has refreshed it."""
    return lambda: load(made / "shop.xlsx")


@pytest.fixture(scope="session")
def shop_refreshed(shop: Callable[[], Workbook]) -> Callable[[], Workbook]:
    """The English shop after the action Refresh."""
    return _copies(shop(), "refresh")


@pytest.fixture(scope="session")
def reviewed() -> Callable[[], Workbook]:
    """A small French shop in which people are there twice, after Refresh and Find duplicates."""
    made = Workbook()
    sheet = made.active
    sheet.title = "Clients"
    for row in [HEADERS, *([cell or None for cell in line.split("; ")] for line in PEOPLE.strip().splitlines())]:
        sheet.append(row)
    orders = made.create_sheet("Commandes")
    for row in [["N° commande", "Date", "N° client", "Montant TTC"], *ORDERS]:
        orders.append(row)
    replaying.run(actions, "refresh", made)
    return _copies(made, "find_duplicates")


def _copies(workbook: Workbook, action: str) -> Callable[[], Workbook]:
    replaying.run(actions, action, workbook)
    kept = BytesIO()
    workbook.save(kept)
    return lambda: load(BytesIO(kept.getvalue()))


@pytest.fixture(scope="session")
def cells() -> Callable[[Workbook, str], dict[str, object]]:
    """What stands on a sheet, by address; days without a time, blanks left out."""

    def of(workbook: Workbook, title: str) -> dict[str, object]:
        # Lists of choices stand in the last columns: only cells that are there are looked at.
        filled = (cell for cell in workbook[title]._cells.values() if cell.value not in (None, ""))
        return {cell.coordinate: _plain(cell.value) for cell in filled}

    return of


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float):
        return round(value, 9)
    return value


@pytest.fixture(scope="session")
def select() -> Callable[[Workbook, str, str], None]:
    """Show a sheet and select cells on it."""

    def choose(workbook: Workbook, title: str, address: str) -> None:
        workbook.active = workbook[title]
        view = workbook[title].sheet_view.selection[0]
        view.activeCell, view.sqref = address.split(":")[0], address

    return choose
