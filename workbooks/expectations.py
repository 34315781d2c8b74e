"""What must be found in each workbook of the gallery, derived by hand from how it is made.

The small workbooks hold the twelve customers and thirty orders of `gallery/small.py`: order i comes 11 days after the
one before, and costs 10.00 + 2.50 i; what a flaw takes away or adds is worked out beside it. Roles are the words of
`habitue.roles.Role`, reasons for setting aside those of `habitue.records.SetAside`, refusals those of
`habitue.errors.RefusedWrite`; this module imports none of them, so that it can contradict them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

AS_OF = date(2026, 11, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One table: its sheet, the sheet row of its header (0: none), its rows, and the roles of its main columns."""

    sheet: str
    header_row: int
    rows: int
    roles: Mapping[str, str]  # label to role; a second "Date" has the label "Date (2)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a workbook holds; None where nothing can be promised.

    `customers` counts everyone listed, buyers or not, before duplicates are matched. `orders` counts order numbers
    that count, `cents` is their sum, `first` and `last` their days. `set_aside` counts the lines that do not count.
    `unreadable`: the file must be refused, with a sentence. `asked`: reading works but a role must be asked for.
    `doubt`: a word for what must be flagged to people. `refused`: why nothing may be written into the file.
    """

    tables: tuple[Found, ...] = ()
    customers: int | None = None
    orders: int | None = None
    first: date | None = None
    last: date | None = None
    cents: int | None = None
    set_aside: Mapping[str, int] = field(default_factory=dict)
    unreadable: bool = False
    asked: str = ""
    doubt: str = ""
    refused: str = ""


CUSTOMERS = Found(
    sheet="Clients",
    header_row=1,
    rows=12,
    roles={
        "N° client": "customer_key", "Nom": "last_name", "Prénom": "first_name", "E-mail": "email",
        "Téléphone": "phone", "Code postal": "postcode", "Ville": "town",
    },
)  # fmt: skip
ORDERS = Found(
    sheet="Commandes",
    header_row=1,
    rows=30,
    roles={"N° commande": "order_id", "Date": "order_date", "N° client": "customer_key", "Montant": "amount"},
)
US_CUSTOMERS = Found(
    sheet="Customers",
    header_row=1,
    rows=12,
    roles={
        "Customer ID": "customer_key", "Last name": "last_name", "First name": "first_name", "Email": "email",
        "Phone": "phone", "Zip code": "postcode", "City": "town",
    },
)  # fmt: skip
US_ORDERS = Found(
    sheet="Orders",
    header_row=1,
    rows=30,
    roles={
        "Order number": "order_id", "Order date": "order_date", "Customer ID": "customer_key", "Amount": "amount",
    },
)  # fmt: skip

# Days 8 January + 11 and + 330; 30 x 10.00 + 2.50 x (1 + ... + 30) = 300.00 + 2.50 x 465.
PLAIN = Expected(
    tables=(CUSTOMERS, ORDERS), customers=12, orders=30, first=date(2024, 1, 19), last=date(2024, 12, 3), cents=146250
)
US = replace(PLAIN, tables=(US_CUSTOMERS, US_ORDERS))
UNREADABLE = Expected(unreadable=True)

LAYOUT = {
    "no_flaw.xlsx": PLAIN,
    "title_above_header.xlsx": replace(PLAIN, tables=(replace(CUSTOMERS, header_row=4), replace(ORDERS, header_row=3))),
    "offset_corner.xlsx": replace(PLAIN, tables=(replace(CUSTOMERS, header_row=4), replace(ORDERS, header_row=4))),
    "blank_rows.xlsx": PLAIN,
    "total_row.xlsx": PLAIN,
    # A title, then 13 rows from row 2 on; two blank rows and a title; then 31 rows from row 18 on.
    "two_tables_stacked.xlsx": replace(
        PLAIN,
        tables=(replace(CUSTOMERS, sheet="Tout", header_row=2), replace(ORDERS, sheet="Tout", header_row=18)),
    ),
    "two_tables_side_by_side.xlsx": replace(
        PLAIN, tables=(replace(CUSTOMERS, sheet="Tout"), replace(ORDERS, sheet="Tout"))
    ),
    "merged_headers.xlsx": replace(PLAIN, tables=(replace(CUSTOMERS, header_row=2), replace(ORDERS, header_row=2))),
    "merged_customer_cells.xlsx": PLAIN,
    "repeated_headers.xlsx": PLAIN,
    "same_name_headers.xlsx": replace(
        PLAIN, tables=(CUSTOMERS, replace(ORDERS, roles=dict(ORDERS.roles, Date="order_date")))
    ),
    "hidden_sheet.xlsx": PLAIN,
    "hidden_rows.xlsx": PLAIN,
    # The first table begins in A3, the second in A19, below 13 rows, a blank one, a remark and a blank one.
    "excel_tables.xlsx": replace(
        PLAIN,
        tables=(replace(CUSTOMERS, sheet="Fichier", header_row=3), replace(ORDERS, sheet="Fichier", header_row=19)),
    ),
    "named_range.xlsx": PLAIN,
    # Orders 1 to 7 are of January to March (25 March), 8 to 15 to June (21 June), 16 to 24 to September (28 September).
    "sheet_per_quarter.xlsx": replace(
        PLAIN,
        tables=(
            CUSTOMERS,
            *(
                replace(ORDERS, sheet=f"T{quarter} 2024", rows=rows)
                for quarter, rows in ((1, 7), (2, 8), (3, 9), (4, 6))
            ),
        ),
    ),
    "empty_sheet.xlsx": PLAIN,
    "no_header.xlsx": Expected(asked="order_date"),
}

VALUES = {
    "dates_1904.xlsx": PLAIN,
    "dates_as_text_french.xlsx": PLAIN,
    "dates_short_year.xlsx": PLAIN,
    "dates_as_text_us.xlsx": US,
    "dates_in_words.xlsx": PLAIN,
    "dates_as_serials.xlsx": PLAIN,
    "dates_mixed.xlsx": PLAIN,
    # Each order is there twice, with half its amount and another number, at 12:30 and 18:30 of its day.
    "dates_with_times.xlsx": replace(PLAIN, tables=(CUSTOMERS, replace(ORDERS, rows=60)), orders=60),
    "ambiguous_dates.xlsx": Expected(
        tables=(
            Found(sheet="Data 1", header_row=1, rows=12, roles={"id": "customer_key", "email": "email"}),
            Found(sheet="Data 2", header_row=1, rows=30, roles={"date": "order_date", "total": "amount"}),
        ),
        customers=12,
        orders=30,
        cents=146250,
        doubt="ambiguous_dates",
    ),
    # A hundred times the amounts.
    "amounts_as_text_french.xlsx": replace(PLAIN, cents=14625000),
    "amounts_as_text_us.xlsx": replace(US, cents=14625000),
    # Without orders 1 and 2 (12.50 and 15.00, no amount) and 3 (17.50, no date): 1462.50 - 45.00, from order 4 on,
    # 52 - 8 = 44 days after 8 January.
    "error_cells.xlsx": replace(
        PLAIN, orders=27, first=date(2024, 2, 21), cents=141750, set_aside={"no_amount": 2, "no_date": 1}
    ),
    # Without order 30 (85.00), whose amount is a word; order 29 is 11 days earlier.
    "mixed_types.xlsx": replace(PLAIN, orders=29, last=date(2024, 11, 22), cents=137750, set_aside={"no_amount": 1}),
    "ids_with_leading_zeros.xlsx": PLAIN,
    "ids_numbers_and_text.xlsx": PLAIN,
    "ids_typed_badly.xlsx": PLAIN,
    "injection.xlsx": PLAIN,
    "emoji_and_nonlatin_names.xlsx": PLAIN,
    "breaks_and_spaces.xlsx": replace(
        PLAIN, tables=(replace(CUSTOMERS, roles={}), replace(ORDERS, roles={"N° commande": "order_id"}))
    ),
    # Cancelled: 10, 20, 30 (35.00 + 60.00 + 85.00); quotes: 5, 15, 25 (22.50 + 47.50 + 72.50); returned: 7 (27.50,
    # negative): 1462.50 - 180.00 - 142.50 - 27.50. Order 29 is the last that counts.
    "cancelled_and_quotes.xlsx": replace(
        PLAIN,
        orders=23,
        last=date(2024, 11, 22),
        cents=111250,
        set_aside={"cancelled": 3, "quote": 3, "return": 1},
    ),
    "only_returns.xlsx": replace(PLAIN, orders=0, first=None, last=None, cents=0, set_aside={"return": 30}),
    # Without orders 26 to 30: 75.00 + 77.50 + 80.00 + 82.50 + 85.00 = 400.00; order 25 is 275 days after 8 January.
    "future_orders.xlsx": replace(PLAIN, orders=25, last=date(2024, 10, 9), cents=106250, set_aside={"future": 5}),
    # Order 4 (20.00) is of nobody; orders 1 to 3 are of two customers who are known by their number only.
    "unknown_customers.xlsx": replace(PLAIN, customers=14, orders=29, cents=144250, set_aside={"no_customer": 1}),
    "no_orders.xlsx": replace(
        PLAIN, tables=(CUSTOMERS, replace(ORDERS, rows=0)), orders=0, first=None, last=None, cents=0
    ),
    # The orders i with 7 i mod 10 = 0 are 10, 20 and 30: 35.00 + 60.00 + 85.00, from 110 days after 8 January.
    "one_customer.xlsx": replace(
        PLAIN,
        tables=(replace(CUSTOMERS, rows=1), replace(ORDERS, rows=3)),
        customers=1,
        orders=3,
        first=date(2024, 4, 27),
        cents=18000,
    ),
}

DETAILED = Found(
    sheet="Ventes",
    header_row=1,
    rows=30,
    roles={
        "N° commande": "order_id", "Date": "order_date", "Nom du client": "name", "E-mail": "email", "Ville": "town",
        "Montant TTC": "amount",
    },
)  # fmt: skip
# K11 and K12 never ordered: nothing in an order list tells of them.
BUYERS_ONLY = replace(PLAIN, tables=(DETAILED,), customers=10)

SHAPE = {
    "orders_with_details.xlsx": BUYERS_ONLY,
    "only_totals.xlsx": replace(
        PLAIN,
        tables=(
            Found(
                sheet="Clients", header_row=1, rows=12,
                roles={
                    "Nom": "name", "E-mail": "email", "Ville": "town", "Première commande": "first_order",
                    "Dernière commande": "last_order", "Nb commandes": "order_count", "CA total": "revenue",
                },
            ),
        ),
    ),
    "order_lines.xlsx": replace(
        PLAIN,
        tables=(
            CUSTOMERS,
            Found(
                sheet="Lignes", header_row=1, rows=90,
                roles={
                    "N° commande": "order_id", "Date": "order_date", "N° client": "customer_key",
                    "Article": "product", "Quantité": "quantity", "Prix unitaire": "unit_price",
                },
            ),
        ),
    ),
    "lines_and_orders.xlsx": replace(
        PLAIN,
        tables=(
            CUSTOMERS,
            Found(
                sheet="Commandes", header_row=1, rows=30,
                roles={"N° commande": "order_id", "Date": "order_date", "N° client": "customer_key"},
            ),
            Found(
                sheet="Lignes", header_row=1, rows=90,
                roles={
                    "N° commande": "order_id", "Article": "product", "Quantité": "quantity",
                    "Prix unitaire": "unit_price",
                },
            ),
        ),
    ),
}  # fmt: skip

FORMATS = {
    "csv_french.csv": replace(BUYERS_ONLY, tables=(replace(DETAILED, sheet="csv_french"),)),
    "csv_utf16.csv": replace(BUYERS_ONLY, tables=(replace(DETAILED, sheet="csv_utf16"),)),
    "csv_tab.tsv": replace(BUYERS_ONLY, tables=(replace(DETAILED, sheet="csv_tab"),)),
    "csv_us.csv": replace(
        BUYERS_ONLY,
        tables=(
            Found(
                sheet="csv_us", header_row=1, rows=30,
                roles={
                    "Order number": "order_id", "Order date": "order_date", "Customer name": "name", "Email": "email",
                    "City": "town", "Amount": "amount",
                },
            ),
        ),
    ),
    "excel_97.xls": PLAIN,
    "libreoffice.ods": PLAIN,
}  # fmt: skip

PACKAGE = {
    "phantom_rows.xlsx": PLAIN,
    "wide_phantom.xlsx": PLAIN,
    "far_corner.xlsx": PLAIN,
    "no_dimension.xlsx": PLAIN,
    "strict_namespaces.xlsx": PLAIN,
    "prefixed_namespaces.xlsx": PLAIN,
    "formulas_without_values.xlsx": replace(
        PLAIN, orders=None, first=None, last=None, cents=None, doubt="not_calculated"
    ),
    "structure_locked.xlsx": replace(PLAIN, refused="structure-protected"),
    "signed.xlsx": replace(PLAIN, refused="signed"),
    "shared_revisions.xlsx": replace(PLAIN, refused="shared-workbook"),
    "encrypted.xlsx": replace(UNREADABLE, refused="encrypted"),
    "broken_zip.xlsx": UNREADABLE,
    "bad_checksum.xlsx": UNREADABLE,
    "zip_bomb_small.xlsx": UNREADABLE,
    "xml_entities.xlsx": replace(UNREADABLE, refused="dtd"),
    "duplicate_entries.xlsx": Expected(refused="duplicate-entry"),
    "not_a_workbook.xlsx": replace(UNREADABLE, refused="not-a-workbook"),
    "text_named_xlsx.xlsx": replace(UNREADABLE, refused="not-a-workbook"),
    "no_bytes.xlsx": UNREADABLE,
}

# Counted from the truth in gallery/shop.py by the tests; 620 customers are listed, 7 more are known from orders only.
DEMO = {
    "boutique.xlsm": Expected(
        tables=(
            Found(
                sheet="Clients",
                header_row=5,
                rows=620,
                roles={
                    "N° client": "customer_key",
                    "Civilité": "civility",
                    "NOM": "last_name",
                    "Prénom": "first_name",
                    "Société": "company",
                    "Adresse": "address",
                    "Complément": "address_more",
                    "CP": "postcode",
                    "Ville": "town",
                    "Tél. fixe": "phone",
                    "Portable": "mobile",
                    "E-mail": "email",
                    "Né(e) le": "birth_date",
                    "Client depuis": "created",
                    "Newsletter": "consent_email",
                    "Courrier": "consent_post",
                    "Tél./SMS": "consent_phone",
                    "Dernier contact": "contacted",
                    "Statut": "status_text",
                    "Remarques": "notes",
                },
            ),
            Found(
                sheet="Commandes",
                header_row=3,
                rows=3218,
                roles={
                    "N° commande": "order_id",
                    "Date": "order_date",
                    "N° client": "customer_key",
                    "Article": "product",
                    "Qté": "quantity",
                    "Montant TTC": "amount",
                    "État": "order_state",
                },
            ),
        ),
        customers=627,
        orders=3096,
        first=date(2021, 1, 9),
        last=date(2026, 10, 31),
        cents=34158685,
        set_aside={
            "cancelled": 52,
            "return": 35,
            "quote": 11,
            "no_amount": 9,
            "no_date": 7,
            "no_customer": 4,
            "future": 4,
        },
    ),
    "shop.xlsx": Expected(
        tables=(
            Found(
                sheet="Orders",
                header_row=4,
                rows=499,
                roles={
                    "Order #": "order_id",
                    "Order Date": "order_date",
                    "Customer Name": "name",
                    "Email": "email",
                    "Phone": "phone",
                    "Address": "address",
                    "City": "town",
                    "Zip": "postcode",
                    "Item": "product",
                    "Qty": "quantity",
                    "Order Total": "amount",
                    "Status": "order_state",
                    "Email opt-in": "consent_email",
                },
            ),
        ),
        customers=120,
        orders=475,
        first=date(2023, 1, 5),
        last=date(2026, 10, 13),
        cents=3018915,
        set_aside={"cancelled": 11, "return": 13},
    ),
}

EXPECTED: Mapping[str, Expected] = {**DEMO, **LAYOUT, **VALUES, **SHAPE, **FORMATS, **PACKAGE}
