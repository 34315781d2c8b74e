"""Flaws of layout: where tables stand on their sheets, and what stands around them."""

from collections.abc import Callable, Mapping
from datetime import date

from gallery.grid import Formula, Row
from gallery.simple import Page, book, customers_page, orders_page
from gallery.small import CUSTOMER_HEADER, CUSTOMERS, ORDER_HEADER, ORDERS, customer_rows, order_rows

GAP: Row = ()


def no_flaw() -> bytes:
    """Two clean sheets, to compare the others with."""
    return book(customers_page(), orders_page())


def title_above_header() -> bytes:
    """A title, a remark and a blank row above each header."""
    above: list[Row] = [("Boutique du Marché",), ("Fichier à jour au 31/12/2024, ne pas diffuser",), GAP]
    return book(
        Page(name="Clients", rows=[*above, CUSTOMER_HEADER, *customer_rows()]),
        Page(name="Commandes", rows=[("Commandes 2024",), GAP, ORDER_HEADER, *order_rows()]),
    )


def offset_corner() -> bytes:
    """The tables begin in C4, with nothing to their left or above."""
    shifted = [[GAP] * 3 + [(None, None, *row) for row in rows] for rows in (_customers(), _orders())]
    return book(Page(name="Clients", rows=shifted[0]), Page(name="Commandes", rows=shifted[1]))


def blank_rows() -> bytes:
    """A blank row after every fifth customer and two after every tenth order."""
    customers = [line for at, row in enumerate(customer_rows(), 1) for line in ([row, GAP] if at % 5 == 0 else [row])]
    orders = [line for at, row in enumerate(order_rows(), 1) for line in ([row, GAP, GAP] if at % 10 == 0 else [row])]
    return book(customers_page(customers), orders_page(orders))


def total_row() -> bytes:
    """A subtotal after every ten orders, a grand total, and a count below the customers."""
    rows: list[Row] = []
    for at, row in enumerate(order_rows(), 1):
        rows.append(row)
        if at % 10 == 0:
            cents = sum(order.cents for order in ORDERS[at - 10 : at])
            area = f"D{len(rows) - 8}:D{len(rows) + 1}"
            rows.append(("Sous-total", None, None, Formula(f"=SUBTOTAL(9,{area})", cents / 100)))
    total = sum(order.cents for order in ORDERS) / 100
    rows.append(("TOTAL GÉNÉRAL", None, None, Formula(f"=SUBTOTAL(9,D2:D{len(rows) + 1})", total)))
    count: Row = ("Total clients", Formula("=COUNTA(B2:B13)", 12))
    return book(customers_page([*customer_rows(), count]), orders_page(rows))


def two_tables_stacked() -> bytes:
    """Customers on top, their orders below on the same sheet, each under a title."""
    rows: list[Row] = [("Clients",), *_customers(), GAP, GAP, ("Commandes",), *_orders()]
    return book(Page(name="Tout", rows=rows))


def two_tables_side_by_side() -> bytes:
    """Customers in A to G, orders in I to L of the same sheet."""
    left = _customers() + [(None,) * 7] * (len(ORDERS) - len(CUSTOMERS))
    return book(Page(name="Tout", rows=[(*a, None, *b) for a, b in zip(left, _orders(), strict=True)]))


def merged_headers() -> bytes:
    """A band of merged group names above the header, and header cells merged over two rows."""
    bands: Row = ("N° client", "Identité", None, "Contact", None, "Adresse", None)
    merges = ("A1:A2", "B1:C1", "D1:E1", "F1:G1")
    header: Row = (None, *CUSTOMER_HEADER[1:])
    customers = Page(name="Clients", rows=[bands, header, *customer_rows()], merges=merges)
    orders = Page(name="Commandes", rows=[("Ventes", None, None, None), *_orders()], merges=("A1:D1",))
    return book(customers, orders)


def merged_customer_cells() -> bytes:
    """Orders grouped by customer, whose number stands once, in a cell merged over the three orders."""
    grouped = sorted(ORDERS, key=lambda order: (order.customer.key, order.day))
    rows: list[Row] = [("N° client", "Date", "N° commande", "Montant")]
    rows += [
        (order.customer.key if at % 3 == 0 else None, order.day, order.number, order.cents / 100)
        for at, order in enumerate(grouped)
    ]
    merges = tuple(f"A{top}:A{top + 2}" for top in range(2, 32, 3))
    return book(customers_page(), Page(name="Commandes", rows=rows, merges=merges))


def repeated_headers() -> bytes:
    """The header again every ten orders, as after copying printed pages together."""
    rows = [line for at, row in enumerate(order_rows()) for line in ([ORDER_HEADER, row] if at in {10, 20} else [row])]
    return book(customers_page(), orders_page(rows))


def same_name_headers() -> bytes:
    """Two columns "Téléphone", the second often blank, and two "Date": of the order, then of delivery."""
    header = (*CUSTOMER_HEADER[:5], "Téléphone", *CUSTOMER_HEADER[5:])
    customers = [
        (*row[:5], f"04 65 71 99 {at:02}" if at % 4 == 0 else None, *row[5:]) for at, row in enumerate(customer_rows())
    ]
    orders = [(*row, date(2025, 1, 2) if at % 6 == 0 else None) for at, row in enumerate(order_rows())]
    return book(
        Page(name="Clients", rows=[header, *customers]),
        Page(name="Commandes", rows=[(*ORDER_HEADER, "Date"), *orders]),
    )


def hidden_sheet() -> bytes:
    """Last year's orders on a hidden sheet and on a very hidden one: not to be read unless named."""
    old = [(f"V{row[0]}", date(2023, 6, 1), row[2], row[3]) for row in order_rows()]
    hidden = Page(name="Commandes 2023", rows=[ORDER_HEADER, *old], hidden="hidden")
    buried = Page(name="Sauvegarde", rows=[ORDER_HEADER, *old], hidden="very")
    return book(customers_page(), orders_page(), hidden, buried)


def hidden_rows() -> bytes:
    """A filter hides ten orders: they count."""
    page = Page(name="Commandes", rows=_orders(), hidden_rows=tuple(range(5, 15)))
    return book(customers_page(), page)


def excel_tables() -> bytes:
    """Both lists are Excel tables on one sheet, with remarks around them."""
    top: list[Row] = [("Nos clients et leurs commandes",), GAP]
    rows: list[Row] = [*top, *_customers(), GAP, ("À compléter chaque vendredi",), GAP, *_orders(), ("Fin",)]
    tables = (("A3:G15", "tblClients"), ("A19:D49", "tblCommandes"))
    return book(Page(name="Fichier", rows=rows, tables=tables))


def named_range() -> bytes:
    """Both lists have a defined name; a third list on the sheet, of suppliers, has none."""
    suppliers: list[Row] = [
        ("Fournisseur", "Ville"), ("Moulin du Gué", "Vienne"), ("Cafés Lumen", "Lyon"), ("Papiers Oréade", "Annonay"),
    ]  # fmt: skip
    rows = [*_customers(), GAP, *suppliers]
    names = (("liste_clients", "Clients!$A$1:$G$13"), ("liste_commandes", "Commandes!$A$1:$D$31"))
    return book(Page(name="Clients", rows=rows), orders_page(), names=names)


def sheet_per_quarter() -> bytes:
    """The orders of each quarter on a sheet of their own, all with the same header."""
    pages = [
        orders_page([row for row, order in zip(order_rows(), ORDERS, strict=True) if (order.day.month - 1) // 3 == at],
                    name=f"T{at + 1} 2024")
        for at in range(4)
    ]  # fmt: skip
    return book(customers_page(), *pages)


def empty_sheet() -> bytes:
    """Blank sheets before, between and after."""
    blank = [Page(name=name) for name in ("Feuil1", "Feuil2", "Feuil3")]
    return book(blank[0], customers_page(), blank[1], orders_page(), blank[2])


def no_header() -> bytes:
    """Rows of customers and orders with no header at all."""
    return book(Page(name="Clients", rows=customer_rows()), Page(name="Commandes", rows=order_rows()))


def _customers() -> list[Row]:
    return [CUSTOMER_HEADER, *customer_rows()]


def _orders() -> list[Row]:
    return [ORDER_HEADER, *order_rows()]


MAKERS: Mapping[str, Callable[[], bytes]] = {
    f"{maker.__name__}.xlsx": maker
    for maker in (
        no_flaw, title_above_header, offset_corner, blank_rows, total_row, two_tables_stacked, two_tables_side_by_side,
        merged_headers, merged_customer_cells, repeated_headers, same_name_headers, hidden_sheet, hidden_rows,
        excel_tables, named_range, sheet_per_quarter, empty_sheet, no_header,
    )
}  # fmt: skip
