"""Other shapes of file: orders with the customer on each row, lines under orders, customers with totals only."""

from collections.abc import Callable, Mapping

from gallery.grid import Cell, Row
from gallery.simple import Page, book, customers_page
from gallery.small import CUSTOMERS, ORDERS

# Three lines of each order: quantity and unit price in cents, which come to the order's amount.
LINES = 3


def orders_with_details() -> bytes:
    """Layout B: one sheet, the customer's name, e-mail and town on each order; two customers never bought."""
    return book(Page(name="Ventes", rows=[DETAILED_HEADER, *detailed_rows()]))


DETAILED_HEADER = ("N° commande", "Date", "Nom du client", "E-mail", "Ville", "Montant TTC")


def detailed_rows() -> list[Row]:
    """Layout B without a customer number."""
    return [(o.number, o.day, o.customer.name, o.customer.email, o.customer.town, o.cents / 100) for o in ORDERS]


def only_totals() -> bytes:
    """Layout C: one line per customer with first and last order, their number and the revenue."""
    header = ("Nom", "E-mail", "Ville", "Première commande", "Dernière commande", "Nb commandes", "CA total")
    rows: list[Row] = []
    for customer in CUSTOMERS:
        own = [order for order in ORDERS if order.customer == customer]
        days = sorted(order.day for order in own)
        totals: tuple[Cell, ...] = (None, None, 0, 0)
        if own:
            totals = (days[0], days[-1], len(own), sum(order.cents for order in own) / 100)
        rows.append((customer.name, customer.email, customer.town, *totals))
    return book(Page(name="Clients", rows=[header, *rows]))


def order_lines() -> bytes:
    """Three lines for each order, with its number, date and customer on each line, and quantity and price only."""
    header = ("N° commande", "Date", "N° client", "Article", "Quantité", "Prix unitaire")
    rows = [
        (order.number, order.day, order.customer.key, article, quantity, price / 100)
        for order in ORDERS
        for article, quantity, price in _lines(order.cents)
    ]
    return book(customers_page(), Page(name="Lignes", rows=[header, *rows]))


def lines_and_orders() -> bytes:
    """Orders on one sheet (number, date, customer) and their lines on another (number, article, quantity, price)."""
    orders: list[Row] = [("N° commande", "Date", "N° client"), *((o.number, o.day, o.customer.key) for o in ORDERS)]
    lines: list[Row] = [("N° commande", "Article", "Quantité", "Prix unitaire")]
    lines += [
        (order.number, article, quantity, price / 100)
        for order in ORDERS
        for article, quantity, price in _lines(order.cents)
    ]
    return book(customers_page(), Page(name="Commandes", rows=orders), Page(name="Lignes", rows=lines))


def _lines(cents: int) -> list[tuple[str, int, int]]:
    """Two lines of 2 and 3 pieces at 1.00, and what is left as one piece."""
    return [("Savon", 2, 100), ("Bougie", 3, 100), ("Panier", 1, cents - 500)]


MAKERS: Mapping[str, Callable[[], bytes]] = {
    f"{maker.__name__}.xlsx": maker for maker in (orders_with_details, only_totals, order_lines, lines_and_orders)
}
