"""The English sister of the demo: a garden shop's order list, the customer's details on each row (layout B)."""

import io
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

import xlsxwriter

from gallery.grid import Cell, Formula, Row, put_rows
from gallery.package import pack, read_parts
from gallery.people import AS_OF

SEED = 20261102
CUSTOMERS = 120
HEADER = (
    "Order #", "Order Date", "Customer Name", "Email", "Phone", "Address", "City", "State", "Zip", "Item", "Qty",
    "Order Total", "Status", "Email opt-in",
)  # fmt: skip
HEADER_ROW = 4
FIRSTS = (
    "Olivia", "Emma", "Amelia", "Sophia", "Mia", "Grace", "Hannah", "Chloe", "Ruth", "Priya", "Aisha", "Mei", "Liam",
    "Noah", "Oliver", "James", "Henry", "Samuel", "Jack", "Owen", "Diego", "Omar", "Kenji", "Raj",
)  # fmt: skip
LASTS = (
    "Smith", "Johnson", "Williams", "Brown", "Jones", "Miller", "Davis", "Wilson", "Anderson", "Taylor", "Moore",
    "Jackson", "Lee", "Perez", "Thompson", "White", "Harris", "Clark", "Lewis", "Walker", "Young", "Allen", "King",
    "Wright", "O'Neill", "McDonald", "Nguyen", "Patel", "Kim", "Garcia-Lopez", "Van Dyke", "St. John",
)  # fmt: skip
TOWNS = (
    ("Boston", "MA", "02108"), ("Cambridge", "MA", "02139"), ("Providence", "RI", "02903"), ("Portland", "ME", "04101"),
    ("Hartford", "CT", "06103"), ("Burlington", "VT", "05401"), ("Albany", "NY", "12207"),
)  # fmt: skip
STREETS = ("Maple St", "Oak Avenue", "Elm Street", "Harbor Rd.", "Main St", "Willow Lane", "2nd Ave")
GOODS = (
    ("Heirloom tomato seeds", 450), ("Terracotta pot 10 in", 1895), ("Pruning shears", 3400), ("Compost bin", 8900),
    ("Lavender, 1 gal", 1650), ("Raised bed kit", 14900), ("Watering can", 2995), ("Rose 'Abraham Darby'", 4200),
    ("Potting mix 2 cu ft", 1799), ("Patio set", 118900),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Buyer:
    """One customer of the garden shop."""

    name: str
    email: str
    phone: str
    address: str
    town: tuple[str, str, str]
    opted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """One order: what it should say."""

    day: date
    buyer: Buyer
    item: str
    quantity: int
    cents: int
    status: str

    @property
    def counts(self) -> bool:
        """Neither cancelled nor refunded."""
        return self.status in {"Shipped", "Paid"}


def make_purchases() -> list[Purchase]:
    """About five hundred orders, oldest first, the same at each call; each buyer has one that counts at least."""
    random = Random(SEED)
    names = random.sample([f"{first} {last}" for first in FIRSTS for last in LASTS], CUSTOMERS)
    found = [purchase for at, name in enumerate(names) for purchase in _purchases(random, _buyer(random, at, name))]
    return sorted(found, key=lambda purchase: (purchase.day, purchase.buyer.name, purchase.cents))


def _buyer(random: Random, at: int, name: str) -> Buyer:
    mailbox = name.lower().replace(" ", ".").replace("'", "").replace("..", ".")
    email = "" if at % 12 == 5 else f"{mailbox}@{random.choice(('example.com', 'example.net', 'mail.example.org'))}"
    address = f"{random.randrange(1, 900)} {random.choice(STREETS)}"
    phone = f"({random.choice((617, 401, 207))}) 555-01{at % 100:02}"
    opted = random.choice(("Yes", "Yes", "Y", "No", ""))
    return Buyer(name=name, email=email, phone=phone, address=address, town=random.choice(TOWNS), opted=opted)


def _purchases(random: Random, buyer: Buyer) -> list[Purchase]:
    gap = random.choice((70, 110, 160, 260, 400, 900))
    day = date(2023, 1, 5) + timedelta(random.randrange(900))
    end = AS_OF - timedelta(random.choice((1, 1, 1, 200, 500)))
    days = [min(day, end)]
    while (day := day + timedelta(max(2, round(random.gauss(gap, gap / 4))))) <= end and len(days) < 7:
        days.append(day)
    bought = []
    for at, each in enumerate(days):
        item, price = random.choices(GOODS, (9, 8, 6, 3, 8, 2, 7, 5, 9, 1))[0]
        quantity = random.choice((1, 1, 1, 2, 3))
        status = "Cancelled" if at and random.random() < 0.03 else random.choice(("Shipped", "Shipped", "Paid"))
        bought.append(
            Purchase(day=each, buyer=buyer, item=item, quantity=quantity, cents=price * quantity, status=status)
        )
        if random.random() < 0.02:
            back = min(each + timedelta(9), AS_OF)
            bought.append(
                Purchase(
                    day=back, buyer=buyer, item=item, quantity=-quantity, cents=-price * quantity, status="Refunded"
                )
            )
    return bought


def type_orders() -> list[Row]:
    """The rows below the header as they were typed, with blank rows and a total."""
    random = Random(SEED + 1)
    rows: list[Row] = []
    for number, purchase in enumerate(make_purchases(), 1001):
        rows.append(_row(random, number, purchase))
        if random.random() < 0.01:
            rows.append((None,) * len(HEADER))
    total = round(sum(row[11] for row in rows if isinstance(row[11], int | float)), 2)
    area = f"L{HEADER_ROW + 1}:L{HEADER_ROW + len(rows)}"
    return [*rows, ("Total", *[None] * 10, Formula(f"=SUM({area})", total), None, None)]


def _row(random: Random, number: int, purchase: Purchase) -> Row:
    buyer = purchase.buyer
    city, state, code = buyer.town
    way = random.random()
    day: Cell = purchase.day if way < 0.8 else f"{purchase.day:%m/%d/%Y}" if way < 0.93 else f"{purchase.day:%m/%d/%y}"
    amount: Cell = purchase.cents / 100
    if random.random() < 0.2:
        amount = f"-${-purchase.cents / 100:,.2f}" if purchase.cents < 0 else f"${purchase.cents / 100:,.2f}"
    name = random.choice((buyer.name,) * 8 + (buyer.name.upper(), f" {buyer.name}"))
    email = random.choice((buyer.email,) * 9 + (buyer.email.upper(),)) or None
    postcode = int(code) if random.random() < 0.3 else code
    return (
        number, day, name, email, buyer.phone, buyer.address, city, state, postcode, purchase.item, purchase.quantity,
        amount, purchase.status, buyer.opted or None,
    )  # fmt: skip


def make_english() -> bytes:
    """The bytes of shop.xlsx."""
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory, {"in_memory": True, "strings_to_urls": False})
    book.set_properties({"title": "Maple & Fern orders", "created": datetime(AS_OF.year, AS_OF.month, AS_OF.day)})
    looks = {"date": book.add_format({"num_format": "mm/dd/yyyy"})}
    sheet = book.add_worksheet("Orders")
    sheet.merge_range("A1:N1", "Maple & Fern Garden Shop", book.add_format({"bold": True, "font_size": 16}))
    sheet.write_string("A2", "All orders since January 2023. Please do not sort!", book.add_format({"italic": True}))
    head = book.add_format({"bold": True, "bg_color": "#DDEBDA", "bottom": 1})
    for column, name in enumerate(HEADER):
        sheet.write_string(HEADER_ROW - 1, column, name, head)
    put_rows(sheet, HEADER_ROW, type_orders(), looks)
    sheet.set_column(1, 13, 15)
    sheet.freeze_panes(HEADER_ROW, 1)
    book.add_worksheet("To do").write_string("A1", "Call back everyone who bought a compost bin.")
    book.close()
    return pack(read_parts(memory.getvalue()))
