"""The twelve customers and thirty orders that each flawed workbook holds, small enough to add up by hand."""

from dataclasses import dataclass
from datetime import date, timedelta

from gallery.grid import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """One customer; the addresses are in domains kept for examples."""

    key: str
    last: str
    first: str
    email: str
    phone: str
    postcode: str
    town: str

    @property
    def name(self) -> str:
        """First name, then family name."""
        return f"{self.first} {self.last}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One order of one line."""

    number: str
    day: date
    customer: Customer
    cents: int


_PEOPLE = (
    ("Martin", "Louise", "69003", "Lyon"), ("Lefèvre", "Hugo", "01000", "Bourg-en-Bresse"),
    ("Nguyen", "Camille", "75011", "Paris"), ("Le Gall", "Yann", "35000", "Rennes"),
    ("Benali", "Samira", "13006", "Marseille"), ("D'Aubigny", "Hélène", "38000", "Grenoble"),
    ("Rousseau", "Benoît", "06000", "Nice"), ("Müller", "Odile", "67000", "Strasbourg"),
    ("Traoré", "Mariam", "59000", "Lille"), ("Garcia", "Antoine", "31000", "Toulouse"),
    ("Petit", "Solène", "44000", "Nantes"), ("Roux-Duval", "Théo", "07100", "Annonay"),
)  # fmt: skip
_MAILBOXES = (
    "louise.martin", "hugo.lefevre", "camille.nguyen", "yann.legall", "samira.benali", "helene.daubigny",
    "benoit.rousseau", "odile.muller", "mariam.traore", "antoine.garcia", "solene.petit", "theo.rouxduval",
)  # fmt: skip

CUSTOMERS = tuple(
    Customer(
        key=f"K{at:02}",
        last=last,
        first=first,
        email=f"{mailbox}@exemple.fr",
        phone=f"04 65 71 00 {at:02}",
        postcode=postcode,
        town=town,
    )
    for at, ((last, first, postcode, town), mailbox) in enumerate(zip(_PEOPLE, _MAILBOXES, strict=True), 1)
)

# Order i of 1 to 30: 11 days after the one before, 2.50 more, by the first ten customers in turns of seven. So each of
# them has three orders, K11 and K12 have none, the days go from 2024-01-19 to 2024-12-03, and the amounts, 10.00 +
# 2.50 i, come to 30 x 10.00 + 2.50 x 465 = 1462.50.
ORDERS = tuple(
    Order(
        number=f"F{at:03}",
        day=date(2024, 1, 8) + timedelta(11 * at),
        customer=CUSTOMERS[at * 7 % 10],
        cents=1000 + 250 * at,
    )
    for at in range(1, 31)
)

CUSTOMER_HEADER = ("N° client", "Nom", "Prénom", "E-mail", "Téléphone", "Code postal", "Ville")
ORDER_HEADER = ("N° commande", "Date", "N° client", "Montant")


def customer_rows() -> list[Row]:
    """A row per customer, as text, in the order of `CUSTOMER_HEADER`."""
    return [(c.key, c.last, c.first, c.email, c.phone, c.postcode, c.town) for c in CUSTOMERS]


def order_rows() -> list[Row]:
    """A row per order, with true dates and numbers, in the order of `ORDER_HEADER`."""
    return [(o.number, o.day, o.customer.key, o.cents / 100) for o in ORDERS]
