"""Flaws of values: dates, amounts, identifiers and names as they are really typed."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta

from gallery.grid import Cell, Formula, Row
from gallery.handwriting import MONTHS
from gallery.simple import Page, book, customers_page, orders_page
from gallery.small import CUSTOMERS, ORDER_HEADER, ORDERS, Order, customer_rows, order_rows

US_CUSTOMERS = ("Customer ID", "Last name", "First name", "Email", "Phone", "Zip code", "City")
US_ORDERS = ("Order number", "Order date", "Customer ID", "Amount")
EPOCH_1900 = date(1899, 12, 30)


def _orders(day: Callable[[Order], Cell], amount: Callable[[Order], Cell]) -> list[Row]:
    return [(order.number, day(order), order.customer.key, amount(order)) for order in ORDERS]


def _day(order: Order) -> Cell:
    return order.day


def _euros(order: Order) -> Cell:
    return order.cents / 100


def dates_1904() -> bytes:
    """The workbook counts its days from 1904, as old Macs did."""
    return book(customers_page(), orders_page(), date_1904=True)


def dates_as_text_french() -> bytes:
    """Text, day first, in two spellings of the year."""
    return book(customers_page(), orders_page(_orders(lambda o: f"{o.day:%d/%m/%Y}", _euros)))


def dates_short_year() -> bytes:
    """Text as 19/01/24."""
    return book(customers_page(), orders_page(_orders(lambda o: f"{o.day:%d/%m/%y}", _euros)))


def dates_as_text_us() -> bytes:
    """Text, month first, under English headers."""
    rows = _orders(lambda o: f"{o.day:%m/%d/%Y}", _euros)
    customers = Page(name="Customers", rows=[US_CUSTOMERS, *customer_rows()])
    return book(customers, Page(name="Orders", rows=[US_ORDERS, *rows]))


def dates_in_words() -> bytes:
    """Text as "19 janvier 2024", "1er mars 2024" among them."""

    def say(order: Order) -> str:
        return f"{'1er' if order.day.day == 1 else order.day.day} {MONTHS[order.day.month - 1]} {order.day.year}"

    return book(customers_page(), orders_page(_orders(say, _euros)))


def dates_as_serials() -> bytes:
    """Day numbers without a date format, as after pasting values."""
    return book(customers_page(), orders_page(_orders(lambda o: (o.day - EPOCH_1900).days, _euros)))


def dates_mixed() -> bytes:
    """True dates, with every third one as text, day first."""
    return book(
        customers_page(),
        orders_page(_orders(lambda o: f"{o.day:%d/%m/%Y}" if int(o.number[1:]) % 3 == 0 else o.day, _euros)),
    )


def dates_with_times() -> bytes:
    """Each order has an hour; two orders of one day are one order day."""
    rows: list[Row] = []
    for order in ORDERS:
        noon = datetime.combine(order.day, time(12, 30))
        rows.append((order.number, noon, order.customer.key, order.cents / 200))
        rows.append((f"{order.number}b", noon + timedelta(hours=6), order.customer.key, order.cents / 200))
    return book(customers_page(), orders_page(rows))


def ambiguous_dates() -> bytes:
    """No day is above 12: nothing tells 05/03/2024 the 5th of March from the 3rd of May."""
    rows = [
        (order.number, f"{at * 5 % 12 + 1:02}/{at * 7 % 12 + 1:02}/2024", order.customer.key, order.cents / 100)
        for at, order in enumerate(ORDERS)
    ]
    return book(
        Page(name="Data 1", rows=[("id", "nom", "email"), *((c.key, c.name, c.email) for c in CUSTOMERS)]),
        Page(name="Data 2", rows=[("no", "date", "id", "total"), *rows]),
    )


def amounts_as_text_french() -> bytes:
    """A hundred times the amounts, as "1 250,00 €" with no-break, narrow or plain spaces."""
    spaces = (" ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}")

    def say(order: Order) -> str:
        space = spaces[int(order.number[1:]) % 3]
        return f"{order.cents:,}".replace(",", space) + f",00{space}€"

    return book(customers_page(), orders_page(_orders(_day, say)))


def amounts_as_text_us() -> bytes:
    """A hundred times the amounts, as "$1,250.00", under English headers."""
    rows = _orders(_day, lambda o: f"${o.cents:,}.00")
    customers = Page(name="Customers", rows=[US_CUSTOMERS, *customer_rows()])
    return book(customers, Page(name="Orders", rows=[US_ORDERS, *rows]))


def error_cells() -> bytes:
    """`#N/A` and `#DIV/0!` for the amounts of orders 1 and 2, `#REF!` for the date of order 3 and for one e-mail."""
    rows = order_rows()
    rows[0] = (*rows[0][:3], Formula("=NA()", "#N/A"))
    rows[1] = (*rows[1][:3], Formula("=1/0", "#DIV/0!"))
    rows[2] = (rows[2][0], Formula("=#REF!", "#REF!"), *rows[2][2:])
    customers = customer_rows()
    customers[0] = (*customers[0][:3], Formula("=#REF!", "#REF!"), *customers[0][4:])
    return book(customers_page(customers), orders_page(rows))


def mixed_types() -> bytes:
    """In one column numbers, numbers as text and a word (order 30 was "offert"); phones and postcodes as numbers."""

    def say(order: Order) -> Cell:
        number = int(order.number[1:])
        if number == 30:
            return "offert"
        return f"{order.cents / 100:.2f}".replace(".", ",") if number % 2 else order.cents / 100

    customers = [
        (
            *row[:4],
            int(str(row[4]).replace(" ", "")) if at % 2 else row[4],
            int(str(row[5])) if at % 3 else row[5],
            row[6],
        )
        for at, row in enumerate(customer_rows())
    ]
    return book(customers_page(customers), orders_page(_orders(_day, say)))


def ids_with_leading_zeros() -> bytes:
    """Customer numbers as text "0001" to "0012" on both sheets."""
    return _with_ids(lambda number: f"{number:04}", lambda number: f"{number:04}")


def ids_numbers_and_text() -> bytes:
    """Customer numbers are numbers on one sheet and text with zeros on the other."""
    return _with_ids(lambda number: number, lambda number: f"{number:04}")


def ids_typed_badly() -> bytes:
    """Customer numbers in lower case or with spaces around them in some orders."""
    shapes = (str, str.lower, "{} ".format, " {}".format, str)
    rows = [(n, day, shapes[at % 5](str(key)), amount) for at, (n, day, key, amount) in enumerate(order_rows())]
    return book(customers_page(), orders_page(rows))


def _with_ids(mine: Callable[[int], Cell], theirs: Callable[[int], Cell]) -> bytes:
    customers = [(mine(int(str(row[0])[1:])), *row[1:]) for row in customer_rows()]
    orders = [(row[0], row[1], theirs(int(str(row[2])[1:])), row[3]) for row in order_rows()]
    return book(customers_page(customers), orders_page(orders))


def injection() -> bytes:
    """Names that a spreadsheet would run if they were written as they are; here they are plain text."""
    attacks = ('=HYPERLINK("http://example.com","x")', "+1+1", "-2+3", "@SUM(A1:A9)", "\t=1+1", "\r=1+1")
    rows = customer_rows()
    for at, attack in enumerate(attacks):
        rows[at] = (rows[at][0], attack, *rows[at][2:])
    return book(customers_page(rows), orders_page())


def emoji_and_nonlatin_names() -> bytes:
    """Names in other alphabets, with emoji, combining accents and a no-break space."""
    names = ("王伟", "Александр", "Ελένη", "محمد", "José 🌻", "E\u0301ric", "Ana\u00a0Maria", "ちひろ", "𝒵oé", "שרה")
    rows = customer_rows()
    for at, name in enumerate(names):
        rows[at] = (rows[at][0], name, *rows[at][2:])
    return book(customers_page(rows), orders_page())


def breaks_and_spaces() -> bytes:
    """Line breaks in headers and cells, spaces around values, control characters."""
    header = ("N°\nclient", " Nom ", "Prénom", "E-mail\n(principal)", "Téléphone", "Code\npostal", "Ville ")
    rows = [(row[0], f"  {row[1]}\n", row[2], f" {row[3]} ", *row[4:6], f"{row[6]}\u200b") for row in customer_rows()]
    orders = [("N° commande ", " Date", "N°\nclient", "Montant\nTTC"), *order_rows()]
    return book(Page(name="Clients", rows=[header, *rows]), Page(name="Commandes", rows=orders))


def cancelled_and_quotes() -> bytes:
    """A state per order: each tenth is cancelled, orders 5, 15 and 25 are quotes, order 7 is a credit note."""
    rows: list[Row] = [(*ORDER_HEADER, "État")]
    for number, row in enumerate(order_rows(), 1):
        state = {0: "Annulée", 5: "Devis"}.get(number % 10, "Livrée")
        back = number == 7
        rows.append((*row[:3], -ORDERS[6].cents / 100 if back else row[3], "Avoir" if back else state))
    return book(customers_page(), Page(name="Commandes", rows=rows))


def only_returns() -> bytes:
    """Every amount is negative: nobody has bought."""
    return book(customers_page(), orders_page(_orders(_day, lambda o: -o.cents / 100)))


def future_orders() -> bytes:
    """The last five orders are dated ten years later."""

    def later(order: Order) -> Cell:
        return order.day.replace(year=2034) if int(order.number[1:]) > 25 else order.day

    return book(customers_page(), orders_page(_orders(later, _euros)))


def unknown_customers() -> bytes:
    """Orders 1 to 3 are of customers who are not in the list, order 4 of nobody."""
    rows = [
        (row[0], row[1], {1: "K77", 2: "K78", 3: "K77", 4: None}.get(number, row[2]), row[3])
        for number, row in enumerate(order_rows(), 1)
    ]
    return book(customers_page(), orders_page(rows))


def no_orders() -> bytes:
    """The sheet of orders has a header and nothing below."""
    return book(customers_page(), orders_page([]))


def one_customer() -> bytes:
    """A single customer with three orders."""
    rows = [row for row in order_rows() if row[2] == "K01"]
    return book(customers_page(customer_rows()[:1]), orders_page(rows))


MAKERS: Mapping[str, Callable[[], bytes]] = {
    f"{maker.__name__}.xlsx": maker
    for maker in (
        dates_1904, dates_as_text_french, dates_short_year, dates_as_text_us, dates_in_words, dates_as_serials,
        dates_mixed, dates_with_times, ambiguous_dates, amounts_as_text_french, amounts_as_text_us, error_cells,
        mixed_types, ids_with_leading_zeros, ids_numbers_and_text, ids_typed_badly, injection,
        emoji_and_nonlatin_names, breaks_and_spaces, cancelled_and_quotes, only_returns, future_orders,
        unknown_customers, no_orders, one_customer,
    )
}  # fmt: skip
