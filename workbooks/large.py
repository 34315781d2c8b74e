"""Make a large workbook to measure with: `python workbooks/large.py --customers 10000 --orders 100000 --out FILE`.

Two clean sheets, Clients and Commandes, written as Excel would (shared strings, dated cells), the same bytes at each
run. The XML is written here, a row at a time: the general libraries take minutes for a million rows.
"""

import argparse
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

from gallery import words
from gallery.package import DATED
from gallery.people import plain

SEED = 1_000_003
CUSTOMERS = (
    "Code client", "Civilité", "Nom", "Prénom", "E-mail", "Téléphone", "Adresse", "Code postal", "Ville", "Newsletter",
)  # fmt: skip
ORDERS = ("N° commande", "Client", "Date", "Montant", "État")
STATES = ("Payée", "Livrée", "Annulée")
FIRST_DAY, DAYS = (date(2021, 1, 4) - date(1899, 12, 30)).days, 2126  # up to 2026-10-31
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

FRAME = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
    f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    f'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
    + "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{KIND}.{kind}+xml"/>'
        for part, kind in (
            ("worksheets/sheet1", "worksheet"),
            ("worksheets/sheet2", "worksheet"),
            ("styles", "styles"),
            ("sharedStrings", "sharedStrings"),
        )
    )
    + "</Types>",
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{OFFICE}"><sheets><sheet name="Clients" sheetId="1" r:id="rId1"/>'
    '<sheet name="Commandes" sheetId="2" r:id="rId2"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    + "".join(
        f'<Relationship Id="rId{at}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(
            (
                ("worksheet", "worksheets/sheet1.xml"),
                ("worksheet", "worksheets/sheet2.xml"),
                ("styles", "styles.xml"),
                ("sharedStrings", "sharedStrings.xml"),
            ),
            1,
        )
    )
    + "</Relationships>",
    "xl/styles.xml": f'<styleSheet {MAIN}><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" '
    'borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>',
}


class Strings:
    """The shared strings met so far, each with its place."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}

    def cell(self, place: str, text: str) -> str:
        """The XML of a text cell; nothing for an empty text."""
        return f'<c r="{place}" t="s"><v>{self.places.setdefault(text, len(self.places))}</v></c>' if text else ""

    def row(self, number: int, texts: Iterable[str]) -> str:
        """The XML of a row of text cells."""
        cells = "".join(self.cell(f"{chr(65 + at)}{number}", text) for at, text in enumerate(texts))
        return f'<row r="{number}">{cells}</row>'


def customer_rows(random: Random, count: int, strings: Strings) -> Iterator[str]:
    """The sheet of customers, header first."""
    yield strings.row(1, CUSTOMERS)
    for at in range(1, count + 1):
        woman = random.random() < 0.55
        first, last = random.choice(words.WOMEN if woman else words.MEN), random.choice(words.FAMILIES)
        mailbox = plain(f"{first}.{last}{at}").lower().replace(" ", "").replace("'", "")
        postcode, town = random.choice(words.TOWNS)
        values = (
            f"C{at:06}", "Mme" if woman else "M.", last, first,
            f"{mailbox}@{random.choice(words.DOMAINS)}" if random.random() < 0.85 else "",
            f"04 65 71 {at // 100 % 100:02} {at % 100:02}" if random.random() < 0.6 else "",
            f"{random.randrange(1, 140)} {random.choice(words.STREETS)}", postcode, town,
            random.choice(("oui", "oui", "non", "")),
        )  # fmt: skip
        yield strings.row(at + 1, values)


def order_rows(random: Random, customers: int, orders: int, strings: Strings) -> Iterator[str]:
    """The sheet of orders by date, header first; a few customers buy much, about one in seven never."""
    yield strings.row(1, ORDERS)
    days = sorted(random.randrange(DAYS) for _ in range(orders))
    buyers = customers * 6 // 7
    keys = [strings.places.setdefault(f"C{at:06}", len(strings.places)) for at in range(1, customers + 1)]
    states = [strings.places.setdefault(state, len(strings.places)) for state in STATES]
    random.shuffle(keys)
    for at, day in enumerate(days, 2):
        key = keys[int(buyers * random.random() ** 1.5)]
        amount = random.lognormvariate(3.6, 0.8)
        state = states[0] if (way := random.random()) < 0.7 else states[1] if way < 0.98 else states[2]
        yield (
            f'<row r="{at}"><c r="A{at}"><v>{at - 1}</v></c><c r="B{at}" t="s"><v>{key}</v></c>'
            f'<c r="C{at}" s="1"><v>{FIRST_DAY + day}</v></c><c r="D{at}"><v>{amount:.2f}</v></c>'
            f'<c r="E{at}" t="s"><v>{state}</v></c></row>'
        )


def make_large(path: Path, customers: int, orders: int) -> None:
    """Write the workbook."""
    random, strings = Random(SEED), Strings()
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as package:
        for name, text in FRAME.items():
            _part(package, name, [HEAD, text])
        _part(package, "xl/worksheets/sheet1.xml", _sheet(customer_rows(random, customers, strings)))
        _part(package, "xl/worksheets/sheet2.xml", _sheet(order_rows(random, customers, orders, strings)))
        items = (f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in strings.places)
        count = len(strings.places)
        _part(package, "xl/sharedStrings.xml", [f'{HEAD}<sst {MAIN} uniqueCount="{count}">', *items, "</sst>"])


def _sheet(rows: Iterable[str]) -> Iterator[str]:
    yield f"{HEAD}<worksheet {MAIN}><sheetData>"
    yield from rows
    yield "</sheetData></worksheet>"


def _part(package: zipfile.ZipFile, name: str, pieces: Iterable[str]) -> None:
    entry = zipfile.ZipInfo(name, DATED)
    entry.compress_type = zipfile.ZIP_DEFLATED
    with package.open(entry, "w", force_zip64=True) as part:
        pieces = iter(pieces)
        while some := "".join(islice(pieces, 5_000)):
            part.write(some.encode())


def main() -> None:
    """Read the options and write one workbook."""
    parser = argparse.ArgumentParser(description="Make a large workbook to measure with.")
    parser.add_argument("--customers", type=int, default=10_000)
    parser.add_argument("--orders", type=int, default=100_000)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    make_large(asked.out, asked.customers, asked.orders)
    print(asked.out)


if __name__ == "__main__":
    main()
