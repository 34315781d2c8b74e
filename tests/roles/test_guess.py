"""Roles: told from headers spelt every way and from values; one role a column, one column a role."""

import pandas as pd
import pytest

from habitue.roles import Role
from habitue.roles.guess import guess_roles
from habitue.roles.kinds import classify_table
from habitue.roles.languages import guess_language

DATES = ["2024-03-12", "2024-03-18", "2024-04-02", "2024-04-02", "2024-05-30", "2024-06-11"]
AMOUNTS = ["12.5", "48", "1 234,50 €", "7.25", "99.9", "15"]
KEYS = ["C1", "C2", "C1", "C3", "C2", "C1"]
KEYS_ONCE = ["C1", "C2", "C3", "C4", "C5", "C6"]
ORDERS = ["1001", "1002", "1003", "1004", "1005", "1006"]
NAMES = ["Marie Dupont", "Jean Martin", "Chloé Petit", "Paul Roux", "Anne Le Gall", "Luc Noël"]
VALUES = {
    Role.CUSTOMER_KEY: KEYS,
    Role.ORDER_DATE: DATES,
    Role.AMOUNT: AMOUNTS,
    Role.ORDER_ID: ORDERS,
    Role.NAME: NAMES,
    Role.FIRST_NAME: ["Marie", "Jean", "Chloé", "Paul", "Anne", "Luc"],
    Role.LAST_NAME: ["Dupont", "Martin", "Petit", "Roux", "Le Gall", "Noël"],
    Role.COMPANY: ["SARL Dupont", "Martin & Fils", "Boulangerie Petit", "Roux SAS", "Le Gall", "Noël et Cie"],
    Role.EMAIL: [f"c{i}@exemple.fr" for i in range(6)],
    Role.PHONE: ["01 23 45 67 89", "0145678901", "+33 1 45 67 89 01", "0412345678", "05 12 34 56 78", "0322334455"],
    Role.MOBILE: ["06 12 34 56 78", "0645678901", "+33 6 45 67 89 01", "612345678", "07 12 34 56 78", "0622334455"],
    Role.ADDRESS: [f"{i} rue de la Paix" for i in range(1, 7)],
    Role.POSTCODE: ["75001", "06000", "69003", "13001", "33000", "59000"],
    Role.TOWN: ["Paris", "Nice", "Lyon", "Marseille", "Bordeaux", "Lille"],
    Role.QUANTITY: ["1", "2", "1", "5", "3", "1"],
    Role.UNIT_PRICE: ["12.5", "24", "9.9", "1.45", "33.3", "15"],
    Role.LAST_ORDER: DATES,
    Role.ORDER_COUNT: ["1", "4", "12", "7", "3", "2"],
    Role.REVENUE: ["120.5", "4800", "1 234,50 €", "72.25", "999.9", "150"],
    Role.BIRTH_DATE: ["1971-03-12", "1988-11-02", "1990-01-01", "1954-07-30", "2001-02-03", "1966-09-09"],
    Role.CIVILITY: ["M.", "Mme", "Mme", "M.", "Mme", "M."],
}  # fmt: skip


def found(table):
    return {guess.header: guess.role for guess in guess_roles(table).columns}


ORDER_HEADERS = [
    ("N° client", "Date cde", "Mt HT"), ("customer_id", "Order Date", "Amount"), ("cust. no", "orderdate", "Total"),
    ("Code client", "Date de commande", "CA TTC"), ("CLIENT", "DATE COMMANDE", "MONTANT TTC"),
    ("CustomerID", "InvoiceDate", "TotalAmount"), ("Réf. client", "Date facture", "Montant facturé (€)"),
    ("N°Client", "Date achat", "Chiffre d'affaires"), ("Num_Client", "Date_Commande", "Montant_Total"),
    ("customer no", "purchase date", "order total"), ("Id client", "Jour", "Somme"), ("id", "date", "amount"),
    ("Client", "Dt cde", "Total TTC"), ("Customer", "Transaction date", "Sales"), ("Clt", "Date vente", "Mnt"),
    ("Identifiant client", "Date du ticket", "Montant du ticket"), ("CustomerKey", "OrderDateTime", "SalesAmount"),
]  # fmt: skip


@pytest.mark.parametrize("headers", ORDER_HEADERS)
def test_orders_are_told_in_every_spelling(table, headers):
    key, day, amount = headers
    orders = table({key: KEYS, day: DATES, amount: AMOUNTS})
    assert found(orders) == {key: Role.CUSTOMER_KEY, day: Role.ORDER_DATE, amount: Role.AMOUNT}
    assert classify_table(guess_roles(orders)).kind == "orders"


CUSTOMER_HEADERS = [
    ("Nom du client", Role.NAME), ("Raison sociale", Role.COMPANY), ("Société", Role.COMPANY), ("Tél.", Role.PHONE),
    ("Téléphone fixe", Role.PHONE), ("phone number", Role.PHONE), ("CP", Role.POSTCODE), ("Code postal", Role.POSTCODE),
    ("zip", Role.POSTCODE), ("postal_code", Role.POSTCODE), ("Ville", Role.TOWN), ("suburb", Role.TOWN),
    ("City", Role.TOWN), ("E-mail", Role.EMAIL), ("Adresse mail", Role.EMAIL), ("Courriel", Role.EMAIL),
    ("email_address", Role.EMAIL), ("Prénom", Role.FIRST_NAME), ("given_name", Role.FIRST_NAME),
    ("First Name", Role.FIRST_NAME), ("surname", Role.LAST_NAME), ("LastName", Role.LAST_NAME),
    ("Nom de famille", Role.LAST_NAME), ("Tél. portable", Role.MOBILE), ("Mobile", Role.MOBILE), ("GSM", Role.MOBILE),
    ("Adresse 1", Role.ADDRESS), ("address_1", Role.ADDRESS), ("Rue", Role.ADDRESS), ("Street", Role.ADDRESS),
    ("Dt dern. achat", Role.LAST_ORDER), ("Date de la dernière commande", Role.LAST_ORDER),
    ("Last purchase date", Role.LAST_ORDER), ("LastOrderDate", Role.LAST_ORDER), ("Nb cdes", Role.ORDER_COUNT),
    ("Number of orders", Role.ORDER_COUNT), ("Nbre d'achats", Role.ORDER_COUNT), ("CA", Role.REVENUE),
    ("Total spent", Role.REVENUE), ("CA cumulé TTC", Role.REVENUE), ("Date de naissance", Role.BIRTH_DATE),
    ("dob", Role.BIRTH_DATE), ("Civilité", Role.CIVILITY), ("Titre", Role.CIVILITY), ("Contact", Role.NAME),
    ("Full name", Role.NAME), ("Nom complet", Role.NAME), ("Entreprise", Role.COMPANY),
]  # fmt: skip


@pytest.mark.parametrize(("header", "role"), CUSTOMER_HEADERS)
def test_a_customers_column_is_told_in_every_spelling(table, header, role):
    customers = table({"N° client": ["C1", "C2", "C3", "C4", "C5", "C6"], header: VALUES[role]}, "Clients")
    assert found(customers)[header] == role


def test_the_ship_date_is_not_the_order_date(table):
    for headers in (["OrderDate", "ShippedDate", "RequiredDate"], ["Date livraison", "Date de commande", "Échéance"]):
        roles = found(table({"CustomerID": KEYS, **dict.fromkeys(headers, DATES), "Total": AMOUNTS}))
        assert [header for header, role in roles.items() if role is Role.ORDER_DATE] == [
            header for header in headers if header in ("OrderDate", "Date de commande")
        ]


def test_of_two_numbers_the_customer_is_the_plain_one(table):
    masters = ["00004", "00021", "00004", "00050", "00021", "00004"]
    ids = ["0001", "0002", "0001", "0003", "0002", "0001"]
    roles = found(
        table({"master_id": masters, "id": ids, "date": DATES, "cds": VALUES[Role.QUANTITY], "amount": AMOUNTS})
    )
    assert roles["id"] is Role.CUSTOMER_KEY
    assert roles["master_id"] is None


def test_a_bare_id_is_the_orders_number_where_it_never_repeats(table):
    roles = found(table({"id": ORDERS, "date": DATES, "customer": KEYS, "total": AMOUNTS}, "orders"))
    assert roles == {
        "id": Role.ORDER_ID, "date": Role.ORDER_DATE, "customer": Role.CUSTOMER_KEY, "total": Role.AMOUNT,
    }  # fmt: skip


def test_nom_is_the_last_name_beside_prenom_and_the_whole_name_alone(table):
    both = found(table({"Nom": VALUES[Role.LAST_NAME], "Prénom": VALUES[Role.FIRST_NAME]}, "Clients"))
    assert both == {"Nom": Role.LAST_NAME, "Prénom": Role.FIRST_NAME}
    assert found(table({"Nom": NAMES, "Ville": VALUES[Role.TOWN]}, "Clients"))["Nom"] is Role.NAME


def test_client_is_a_name_where_its_values_are_names(table):
    assert found(table({"Client": NAMES, "Date": DATES, "Montant": AMOUNTS}))["Client"] is Role.NAME
    assert found(table({"Client": KEYS, "Date": DATES, "Montant": AMOUNTS}))["Client"] is Role.CUSTOMER_KEY


def test_a_header_that_its_values_belie_has_no_role(table):
    roles = found(
        table({"N° client": KEYS, "Date": ["oui", "non", "oui", "oui", "non", "peut-être"], "Montant": AMOUNTS})
    )
    assert roles["Date"] is not Role.ORDER_DATE


def test_values_tell_under_a_header_that_says_nothing(table):
    roles = found(table({"Champ1": VALUES[Role.EMAIL], "Champ2": VALUES[Role.PHONE], "Champ3": NAMES}, "Clients"))
    assert roles["Champ1"] is Role.EMAIL
    assert roles["Champ2"] is Role.PHONE


def test_each_role_stands_once_and_every_guess_says_why(table):
    guessed = guess_roles(
        table({"Date": DATES, "Date (2)": DATES, "Montant": AMOUNTS, "Montant HT": AMOUNTS, "Client": KEYS})
    )
    roles = [guess.role for guess in guessed.columns if guess.role]
    assert len(roles) == len(set(roles))
    for guess in guessed.columns:
        assert 0 <= guess.confidence <= 1
        assert guess.why.say("fr") != guess.why.say("en")


def test_a_list_with_totals_is_told_from_a_list_of_orders(table):
    totals = table(
        {
            "Code": ["C1", "C2", "C3", "C4", "C5", "C6"], "Nom": NAMES, "1er achat": DATES, "Dernier achat": DATES,
            "Nb commandes": VALUES[Role.ORDER_COUNT], "CA": VALUES[Role.REVENUE],
        }
    )  # fmt: skip
    guessed = guess_roles(totals)
    assert classify_table(guessed).kind == "customers_with_totals"
    assert set(guessed.labels) == {
        Role.CUSTOMER_KEY, Role.NAME, Role.FIRST_ORDER, Role.LAST_ORDER, Role.ORDER_COUNT, Role.REVENUE,
    }  # fmt: skip


def test_orders_with_details_on_each_row_are_told(table):
    orders = table(
        {
            "Email": ["a@b.fr", "c@d.fr", "a@b.fr", "e@f.fr", "c@d.fr", "a@b.fr"], "Nom": NAMES,
            "Ville": VALUES[Role.TOWN], "Date": DATES, "Montant": AMOUNTS,
        }
    )  # fmt: skip
    assert classify_table(guess_roles(orders)).kind == "orders_with_details"


def test_a_log_of_contacts_is_no_list_of_orders(table):
    log = table({"Client": KEYS, "Date": DATES, "Campagne": ["Noël", "Noël", "Été", "Été", "Noël", "Été"]}, "Relances")
    guessed = guess_roles(log)
    assert classify_table(guessed).kind == "contacts"
    assert guessed.labels[Role.CONTACTED] == "Date"


def test_shuffled_rows_give_the_same_roles(table):
    columns = {
        "Client": NAMES * 300,
        "Date": DATES * 300,
        "Montant": AMOUNTS * 300,
        "N°": [str(i) for i in range(1800)],
    }
    frame = pd.DataFrame(columns)
    shuffled = frame.sample(frac=1, random_state=5)
    assert guess_roles(table(columns)).columns == guess_roles(table(shuffled.to_dict("list"))).columns


def test_any_table_at_all_has_roles(table):
    assert guess_roles(table({})).columns == ()
    assert classify_table(guess_roles(table({"": [None, None], "x" * 5000: ["\x00" * 9, "9" * 4000]}))).kind == "other"


def test_the_language_is_that_of_the_headers(table):
    assert guess_language([table({"Nom": NAMES, "Ville": NAMES})]) == "fr"
    assert guess_language([table({"customer_id": KEYS, "orderDate": DATES}, "Sheet1")]) == "en"
    assert guess_language([]) == "fr"


SHARED = [
    (
        "orders/northwind/customers.csv",
        "customers",
        {"customer_id": "customer_key", "contact_name": "name", "fax": None},
    ),
    ("orders/northwind/orders.csv", "orders", {"order_date": "order_date", "amount": "amount", "employee_id": None}),
    ("orders/northwind/order_lines.csv", "order_lines", {"order_id": "order_id", "unit_price": "unit_price"}),
    ("orders/cdnow_sample/transactions.csv", "orders", {"id": "customer_key", "master_id": None}),
    ("orders/cdnow_master/transactions.csv", "orders", {"customer_id": "customer_key", "dollar_value": "amount"}),
    ("orders/lifetimes_example/transactions.csv", "orders", {"id": "customer_key", "date": "order_date"}),
    ("dedupe/febrl3/data.csv", "customers", {"rec_id": "customer_key", "suburb": "town", "entity_id": None}),
    ("dedupe/splink_fake_1000/data.csv", "customers", {"dob": "birth_date", "city": "town", "entity_id": None}),
    ("dedupe/gen_fr_en_10k/data.csv", "customers", {"created_at": "created", "entity_id": None, "company": "company"}),
    ("dedupe/fodors_zagats/data.csv", "customers", {"name": "name", "addr": "address"}),
]


@pytest.mark.shared
@pytest.mark.parametrize(("path", "kind", "roles"), SHARED)
def test_real_files_are_told(table, shared_data, path, kind, roles):
    frame = pd.read_csv(shared_data / path, dtype=str)
    guessed = guess_roles(
        table(frame.to_dict("list"), path.split("/")[-1][:-4], file=path.split("/")[-1], holder="csv")
    )
    assert classify_table(guessed).kind == kind
    by_header = {guess.header: guess.role and guess.role.value for guess in guessed.columns}
    assert {header: by_header[header] for header in roles} == roles


def test_a_list_of_customers_is_one_whatever_its_sheet_is_called(table):
    rows = {"N° client": KEYS_ONCE, "Nom": VALUES[Role.NAME], "E-mail": VALUES[Role.EMAIL]}
    for sheet in ("Caisse", "Ventes", "Commandes", "Clients"):
        assert classify_table(guess_roles(table(rows, sheet))).kind == "customers"


def test_seconds_and_dates_with_their_weekday_are_dates_under_a_header_that_says_so(table):
    for header, cells in {
        "timestamp": [str(1_710_230_400 + 90_000 * n) for n in range(6)],
        "Date commande": [f"mardi {n:02}/03/2024" for n in range(1, 7)],
    }.items():
        roles = guess_roles(table({"Client": KEYS, header: cells, "Montant": AMOUNTS}, "Feuil1"))
        assert roles.labels[Role.ORDER_DATE] == header
