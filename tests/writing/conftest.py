"""Sheet models to write, workbooks to write them into, and comparisons of packages part by part."""

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "core"))

from habitue.sheetmodel import Cell, Chart, DataBar, Highlight, SheetModel, TableColumn, TableModel

STATUSES = ("Actif", "Inactif", "Perdu", "Nouveau", "Prospect", "Suspect")
TONES = ("green", "orange", "red", "blue", "teal", "grey")
FIRST = date(2024, 1, 1).toordinal()


def customers(numbers: Iterable[int] = range(1, 13), *, title: str = "Clients", language: str = "fr") -> SheetModel:
    """A sheet of customers, one for each number; the same number gives the same customer."""
    n = list(numbers)
    columns = (
        TableColumn(key="key", title="Client", kind="text", values=[f"C{i:04d}" for i in n], width=10),
        TableColumn(key="name", title="Nom", kind="text", values=[f"Élodie Müller-{i} & fils" for i in n], width=26),
        TableColumn(key="email", title="E-mail", kind="text", values=[f"client{i}@exemple.fr" for i in n], width=24),
        TableColumn(key="last", title="Dernière commande", kind="date", values=[FIRST + i if i % 7 else 0 for i in n]),
        TableColumn(key="days", title="Jours", kind="integer", values=[i % 9 for i in n], minimum=0),
        TableColumn(key="revenue", title="Chiffre d'affaires", kind="money", values=[i * 123.456 for i in n], width=15),
        TableColumn(key="share", title="Part", kind="percent", values=[i / 1000 for i in n]),
        TableColumn(key="status", title="Statut", kind="text", values=[STATUSES[i % 6] for i in n], choices=STATUSES),
        TableColumn(key="why", title="Pourquoi", kind="text", values=[f"Silence de {i} jours." for i in n], wrap=True),
    )
    marks = tuple(Highlight(column="status", value=s, tone=t) for s, t in zip(STATUSES, TONES, strict=True))
    table = TableModel(
        name="HabitueCustomers", columns=columns, row=4, line_key="key", highlights=(*marks, DataBar(column="revenue"))
    )
    cells = (
        Cell(row=1, column=1, value=title, style="title"),
        Cell(row=2, column=1, value="Actualisé le 15/06/2024", style="stamp", across=3),
    )
    return SheetModel(
        mark="customers",
        title=title,
        cells=cells,
        tables=(table,),
        freeze=(4, 1),
        tone="blue",
        language=language,
        currency="€",
    )


def overview(counts: Iterable[int] = (120, 45, 33, 60, 22, 8)) -> SheetModel:
    """A sheet with figures, a drop-down, and two charts over a table."""
    columns = (
        TableColumn(key="status", title="Statut", kind="text", values=list(STATUSES), width=16),
        TableColumn(key="count", title="Clients", kind="integer", values=list(counts)),
        TableColumn(key="revenue", title="Chiffre d'affaires", kind="money", values=[n * 99.5 for n in counts]),
    )
    table = TableModel(name="HabitueStatuses", columns=columns, row=6, line_key="status", filters=False)

    def chart(kind: str, key: str, row: int) -> Chart:
        return Chart(
            kind=kind,
            title=f"Clients & {key}",
            table=table.name,
            categories="status",
            values=key,
            row=row,
            column=6,
            tones=TONES,
        )

    cells = (
        Cell(row=1, column=1, value="Synthèse", style="title"),
        Cell(row=3, column=1, value="Limite", style="strong"),
        Cell(row=3, column=2, value=60, kind="integer", style="input"),
        Cell(row=4, column=2, value="oui", style="input", choices=("oui", "non", "plus tard")),
    )
    charts = (chart("doughnut", "count", 2), chart("bar", "revenue", 18))
    return SheetModel(
        mark="overview",
        title="Synthèse",
        cells=cells,
        tables=(table,),
        charts=charts,
        widths=(16, 12, 16),
        language="fr",
    )


class Comparison:
    """Two packages, part by part: names, stored bytes, and what is inside."""

    def __init__(self, before: bytes, after: bytes) -> None:
        self.before, self.after = self._entries(before), self._entries(after)

    @staticmethod
    def _entries(data: bytes) -> dict[str, tuple[int, int, bytes]]:
        import io

        found = {}
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                start = info.header_offset
                names = int.from_bytes(data[start + 26 : start + 28], "little")
                extra = int.from_bytes(data[start + 28 : start + 30], "little")
                body = start + 30 + names + extra
                stored = data[body : body + info.compress_size]
                found[info.orig_filename] = (info.CRC, info.file_size, info.compress_type, stored)
        return found

    @property
    def changed(self) -> list[str]:
        return [name for name, entry in self.before.items() if name in self.after and self.after[name] != entry]

    @property
    def added(self) -> list[str]:
        return [name for name in self.after if name not in self.before]

    @property
    def gone(self) -> list[str]:
        return [name for name in self.before if name not in self.after]

    @property
    def order_kept(self) -> bool:
        return [name for name in self.after if name in self.before] == [n for n in self.before if n in self.after]


@pytest.fixture(scope="session")
def compare() -> Callable[[bytes, bytes], Comparison]:
    """`compare(before, after)`: what differs between two packages."""
    return Comparison


@pytest.fixture(scope="session")
def make_customers() -> Callable[..., SheetModel]:
    """`make_customers(numbers)`: a sheet of customers."""
    return customers


@pytest.fixture(scope="session")
def make_overview() -> Callable[..., SheetModel]:
    """`make_overview(counts)`: a sheet with figures and charts."""
    return overview


@pytest.fixture(scope="session")
def sheets() -> list[SheetModel]:
    """Two sheets that use everything that a model can say."""
    return [overview(), customers()]


@pytest.fixture
def busy_book(tmp_path: Path) -> Path:
    """A workbook of people's own: a formula, a chart, a picture, a note, conditional colours, names, a filter."""
    import xlsxwriter

    path = tmp_path / "clients.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Ventes d'été")
        sheet.write_row(0, 0, ["Produit", "Prix", "Quantité"])
        for row in range(1, 9):
            sheet.write_row(row, 0, [f"Produit {row}", row * 1.1, row])
        sheet.write_formula("E2", "=SUM(B2:B9)", None, 39.6)
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "='Ventes d''été'!$B$2:$B$9"})
        sheet.insert_chart("G2", chart)
        sheet.write_comment("A1", "à relire")
        sheet.conditional_format("B2:B9", {"type": "3_color_scale"})
        sheet.autofilter("A1:C9")
        other = book.add_worksheet("Notes")
        other.write("A1", "ne pas toucher")
        other.set_default_row(20)
        book.define_name("Prix", "='Ventes d''été'!$B$2:$B$9")
        book.define_name("Notes!Local", "=Notes!$A$1")
    return path


@pytest.fixture(scope="session")
def resave(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], None]:
    """`resave(path)`: LibreOffice opens the workbook and saves it in its place, as people would."""
    profile = tmp_path_factory.mktemp("office")

    def run(path: Path) -> None:
        out = path.parent / "resaved"
        command = [soffice, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to"]
        command += ["xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        shutil.move(out / path.name, path)

    return run
