"""The demo workbook: a small French shop's customer file as a team really keeps it, with its chart, pivot and macro."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from gallery import handwriting as hand
from gallery.dashboard import Looks, fill_dashboard, fill_lists, fill_notes, looks_of
from gallery.grid import Cell, Formula, Row, put
from gallery.macro import vba_project
from gallery.package import pack, read_parts
from gallery.people import AS_OF, Person
from gallery.pivot import Pivot, graft
from gallery.rhythm import Sale
from gallery.shop import SEED, Shop, make_shop

SHOP = "Au Comptoir des Tilleuls"
CUSTOMER_HEADER = (
    "N° client", "Civilité", "NOM", "Prénom", "Société", "Adresse", "Complément", "CP", "Ville", "Tél. fixe",
    "Portable", "E-mail", "Né(e) le", "Client depuis", "Newsletter", "Courrier", "Tél./SMS", "Dernier contact",
    "Statut", "Remarques",
)  # fmt: skip
BANDS = ((0, 4, "Identité"), (5, 11, "Coordonnées"), (12, 13, "Dates"), (14, 16, "Accord (RGPD)"), (17, 19, "Suivi"))
ORDER_HEADER = (
    "N° commande", "Date", "N° client", "Nom", "Article", "Qté", "Montant TTC", "État", "Vendeur",
)  # fmt: skip
CUSTOMER_HEADER_ROW = 5
ORDER_HEADER_ROW = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """The two sheets as they were typed: rows below the header, blank rows and totals included."""

    customers: tuple[Row, ...]
    orders: tuple[Row, ...]


def type_shop(shop: Shop) -> Typed:
    """Both sheets of the demo, the same at each call."""
    random = Random(SEED + 1)
    customers = _customers(random, shop.persons)
    names: dict[Cell, Cell] = {row[0]: row[2] for row in customers if row[0]}
    return Typed(customers=tuple(customers), orders=tuple(_orders(random, shop.sales, names)))


def _customers(random: Random, persons: Sequence[Person]) -> list[Row]:
    rows: list[Row] = []
    for person in persons:
        rows.append(_customer(random, person))
        if random.random() < 0.012:
            rows.append((None,) * len(CUSTOMER_HEADER))
    count = Formula(f'=COUNTIF(A{CUSTOMER_HEADER_ROW + 1}:A{CUSTOMER_HEADER_ROW + len(rows)},"C*")', len(persons))
    total = ("TOTAL", None, count, "fiches") + (None,) * (len(CUSTOMER_HEADER) - 4)
    return [*rows, (None,) * len(CUSTOMER_HEADER), total]


def _customer(random: Random, person: Person) -> Row:
    consents = [hand.consent(random, value) for value in person.consents]
    town = person.town.upper() if random.random() < 0.35 else person.town
    return (
        person.key, hand.civility(random, person), hand.family(random, person), hand.given(random, person),
        person.company or None, person.street or None, person.more or None, hand.postcode(random, person.postcode),
        town or None, hand.phone(random, person.phone), hand.phone(random, person.mobile),
        hand.email(random, person.email), person.born, hand.day(random, person.created), *consents,
        person.contacted, person.status or None, person.note or None,
    )  # fmt: skip


def _orders(random: Random, sales: Sequence[Sale], names: dict[Cell, Cell]) -> list[Row]:
    """Order lines by number, with a total below each year, a grand total, and blank rows here and there."""
    rows: list[Row] = []
    blank: Row = (None,) * len(ORDER_HEADER)
    year, first = sales[0].number[:4], 1
    for sale in sales:
        if sale.number[:4] != year:
            rows += [_total(f"Total {year}", rows, first), blank]
            year, first = sale.number[:4], len(rows) + 1
        rows.append(_order(random, sale, names, ORDER_HEADER_ROW + len(rows) + 1))
        if random.random() < 0.003:
            rows.append(blank)
    rows += [_total(f"Total {year}", rows, first), blank]
    return [*rows, _total("TOTAL GÉNÉRAL", rows, 1)]


def _order(random: Random, sale: Sale, names: dict[Cell, Cell], row: int) -> Row:
    key = hand.customer(random, sale.customer)
    known = names.get(str(key).strip().upper())
    look_up = Formula(f"=VLOOKUP(TRIM(C{row}),Clients!$A:$C,3,FALSE)", "#N/A" if known is None else str(known))
    return (
        sale.number, hand.day(random, sale.day), key, look_up, sale.article, sale.quantity,
        hand.amount(random, sale.cents), sale.state, sale.seller,
    )  # fmt: skip


def _total(label: str, rows: Sequence[Row], first: int) -> Row:
    """SUBTOTAL leaves other subtotals out, as the team knows; text amounts are not in it, as they do not."""
    above = [row for row in rows[first - 1 :] if not str(row[0]).startswith("Total ")]
    value = round(sum(row[6] for row in above if isinstance(row[6], int | float)), 2)
    area = f"G{ORDER_HEADER_ROW + first}:G{ORDER_HEADER_ROW + len(rows)}"
    errors = any(isinstance(row[6], Formula) for row in above)
    formula = f"=_xlfn.AGGREGATE(9,2,{area})" if errors else f"=SUBTOTAL(9,{area})"
    return (label, None, None, None, None, None, Formula(formula, value), None, None)


def make_boutique(shop: Shop | None = None) -> bytes:
    """The bytes of boutique.xlsm, or of the same workbook for another shop."""
    typed = type_shop(shop or make_shop())
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    book.set_properties(
        {
            "title": f"Fichier clients {SHOP}",
            "author": "Sophie",
            "created": datetime(AS_OF.year, AS_OF.month, AS_OF.day),
        }
    )
    book.add_vba_project(io.BytesIO(vba_project()), is_stream=True)
    looks = looks_of(book)
    sheets = {name: book.add_worksheet(name) for name in ("Tableau de bord", "Clients", "Commandes", "TCD", "Notes")}
    pivot = _pivot(typed.orders)
    fill_dashboard(book, sheets["Tableau de bord"], looks, typed.orders)
    _fill_customers(sheets["Clients"], looks, typed.customers)
    _fill_orders(sheets["Commandes"], looks, typed.orders)
    sheets["TCD"].write_string(0, 0, "Ventes par vendeur et par état (tableau croisé)", looks["title"])
    sheets["TCD"].set_column(0, 8, 16)
    for at, row in enumerate(pivot.cells(), pivot.at_row - 1):
        for column, cell in enumerate(row):
            put(sheets["TCD"], at, column, cell, looks, "euros" if isinstance(cell, float) else "")
    fill_notes(sheets["Notes"], looks)
    fill_lists(book, looks)
    book.close()
    return pack(graft(read_parts(memory.getvalue()), pivot, "xl/worksheets/sheet4.xml"))


def _pivot(orders: Sequence[Row]) -> Pivot:
    last = ORDER_HEADER_ROW + len(orders)
    return Pivot(
        source="Commandes", area=f"A{ORDER_HEADER_ROW}:I{last}", header=ORDER_HEADER, rows=tuple(orders),
        down=8, across=7, value=6, at_row=3,
    )  # fmt: skip


def _fill_customers(sheet: Worksheet, looks: Looks, rows: Sequence[Row]) -> None:
    first, last, width = CUSTOMER_HEADER_ROW, CUSTOMER_HEADER_ROW + len(rows) - 1, len(CUSTOMER_HEADER)
    sheet.merge_range(0, 0, 0, width - 1, f"{SHOP} : fichier clients", looks["banner"])
    sheet.write_string(1, 0, "Mis à jour le 30/10/2026 par Sophie. Ne pas trier sans prévenir !", looks["small"])
    for left, right, name in BANDS:
        sheet.merge_range(3, left, 3, right, name, looks["band"])
    for column, name in enumerate(CUSTOMER_HEADER):
        sheet.write_string(first - 1, column, name, looks["head"])
    _put_lines(sheet, rows, first, looks)
    for columns, width in (("A:B", 9), ("C:D", 15), ("E:G", 24), ("H:H", 8), ("I:K", 17), ("L:L", 32), ("M:T", 13)):
        sheet.set_column(columns, width)
    sheet.set_row(first - 1, 30)
    sheet.freeze_panes(first, 4)
    sheet.autofilter(first - 1, 0, last - 2, len(CUSTOMER_HEADER) - 1)
    for word, look in (("perdu", "lost"), ("chaud", "hot")):
        rule = {"type": "text", "criteria": "containing", "value": word, "format": looks[look]}
        sheet.conditional_format(first, 18, last - 2, 18, rule)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(first - 1)
    sheet.write_comment(first - 1, 18, "Écrire ce qu'on veut, mais pas de gros mots.", {"author": "Sophie"})
    sheet.write_comment(first + 11, 11, "Adresse à vérifier au prochain passage", {"author": "Léa"})


def _fill_orders(sheet: Worksheet, looks: Looks, rows: Sequence[Row]) -> None:
    first, last = ORDER_HEADER_ROW, ORDER_HEADER_ROW + len(rows) - 1
    sheet.merge_range(0, 0, 0, len(ORDER_HEADER) - 1, "Commandes depuis l'ouverture (TTC)", looks["banner"])
    for column, name in enumerate(ORDER_HEADER):
        sheet.write_string(first - 1, column, name, looks["head"])
    _put_lines(sheet, rows, first, looks, euros=6)
    for columns, width in (("A:A", 16), ("B:C", 12), ("D:D", 18), ("E:E", 28), ("F:F", 6), ("G:I", 13)):
        sheet.set_column(columns, width)
    sheet.freeze_panes(first, 1)
    sheet.data_validation(first, 7, last, 7, {"validate": "list", "source": "=ListeEtats", "error_type": "warning"})
    bar = {"type": "data_bar", "bar_color": "#B9D3AE", "data_bar_2010": True, "bar_solid": True}
    sheet.conditional_format(first, 6, last, 6, bar)
    sheet.write_comment(first - 1, 7, "Avoir = retour client", {"author": "Karim"})
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(first - 1)
    sheet.set_footer("&LAu Comptoir des Tilleuls&RPage &P / &N")


def _put_lines(sheet: Worksheet, rows: Sequence[Row], first: int, looks: Looks, euros: int = -1) -> None:
    for at, row in enumerate(rows, first):
        total = str(row[0]).upper().startswith("TOTAL")
        for column, cell in enumerate(row):
            look = "euros" if column == euros and not isinstance(cell, str | None) else ""
            put(sheet, at, column, cell, looks, ("total" if column == euros else "count") if total else look)
