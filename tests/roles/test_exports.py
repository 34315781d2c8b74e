"""Headers of exports that many people have, from shops, accounting programs and public data: what must be told."""

import random

import pytest

from habitue.roles.guess import guess_roles
from habitue.roles.kinds import classify_table

ROWS = 60


def cells(kind, rng):
    """Sixty values of a kind: repeated or unique numbers, dates, amounts, names ..."""

    def some(*choices):
        return [rng.choice(choices) for _ in range(ROWS)]

    makers = {
        "unique": lambda: [str(1000 + place) for place in range(ROWS)],
        "again": lambda: [str(500 + rng.randrange(20)) for _ in range(ROWS)],
        "date": lambda: [f"2024-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}" for _ in range(ROWS)],
        "moment": lambda: [f"2024-{rng.randint(1, 12):02}-{rng.randint(1, 28):02} 10:15:00" for _ in range(ROWS)],
        "money": lambda: [f"{rng.random() * 300:.2f}" for _ in range(ROWS)],
        "few": lambda: [str(rng.randint(1, 9)) for _ in range(ROWS)],
        "name": lambda: some("Marie Petit", "Jean Roux", "Luc Noël", "Anne Martin"),
        "first": lambda: some("Marie", "Jean", "Luc", "Anne"),
        "last": lambda: some("Petit", "Roux", "Noël", "Martin"),
        "email": lambda: [f"c{rng.randrange(30)}@exemple.fr" for _ in range(ROWS)],
        "phone": lambda: [f"06{rng.randrange(10**8):08}" for _ in range(ROWS)],
        "street": lambda: [f"{rng.randint(1, 99)} rue de la Paix" for _ in range(ROWS)],
        "zip": lambda: [f"{rng.randint(1000, 95999):05}" for _ in range(ROWS)],
        "town": lambda: some("Paris", "Lyon", "Nice", "Lille"),
        "state": lambda: some("paid", "refunded", "pending"),
        "region": lambda: some("CA", "NY", "TX"),
        "word": lambda: some("alpha", "beta", "gamma mini"),
        "code": lambda: [f"SKU-{rng.randrange(20)}" for _ in range(ROWS)],
        "yes": lambda: some("oui", "non"),
        "civility": lambda: some("M.", "Mme"),
        "company": lambda: some("SARL Petit", "Roux & Fils", "Noël SAS", "Martin"),
        "blank": lambda: [None] * ROWS,
    }
    return makers[kind]()


# title, kind of table, and "header: kind of values: role" with nothing after the second colon for no role.
EXPORTS = {
    ("shopify orders", "orders_with_details"): (
        "Email:email:email, Financial Status:state:order_state, Paid at:moment:, Fulfilled at:moment:, "
        "Shipping:money:, Total:money:amount, Created at:moment:order_date, Lineitem quantity:few:quantity, "
        "Lineitem name:word:product, Billing Name:name:name, Billing Street:street:address, Billing "
        "City:town:town, Shipping Name:name:, Id:unique:order_id"
    ),
    ("shopify clients", "customers_with_totals"): (
        "Customer ID:unique:customer_key, First Name:first:first_name, Last Name:last:last_name, "
        "Email:email:email, Accepts Email Marketing:yes:consent_email, Default Address City:town:town, "
        "Phone:phone:phone, Accepts SMS Marketing:yes:consent_phone, Total Spent:money:revenue, Total "
        "Orders:few:order_count"
    ),
    ("prestashop", "orders"): (
        "id_order:unique:order_id, reference:unique:, id_customer:again:customer_key, total_paid:money:amount, "
        "date_add:moment:order_date, payment:word:"
    ),
    ("online retail", "orders"): (
        "InvoiceNo:again:order_id, StockCode:code:product, Quantity:few:quantity, InvoiceDate:moment:order_date, "
        "UnitPrice:money:unit_price, CustomerID:again:customer_key, Country:town:country"
    ),
    ("superstore", "orders_with_details"): (
        "Row ID:unique:, Order ID:again:order_id, Order Date:date:order_date, Ship Date:date:, Customer "
        "ID:again:customer_key, Customer Name:name:name, City:town:town, Postal Code:zip:postcode, "
        "Region:word:region, State:region:, Product Name:word:product, Sales:money:amount, Quantity:few:quantity,"
        " Profit:money:"
    ),
    ("olist items", "order_lines"): (
        "order_id:again:order_id, order_item_id:few:, product_id:code:product, seller_id:code:, "
        "shipping_limit_date:moment:, price:money:amount, freight_value:money:"
    ),
    ("olist orders", "orders"): (
        "order_id:unique:order_id, customer_id:unique:customer_key, order_status:state:order_state, "
        "order_purchase_timestamp:moment:order_date, order_delivered_customer_date:moment:"
    ),
    ("écritures de vente", "orders"): (
        "Code tiers:again:customer_key, Intitulé:name:name, Date pièce:date:order_date, N° pièce:unique:order_id,"
        " Total HT:money:, Total TTC:money:amount"
    ),
    ("chinook invoice", "orders"): (
        "InvoiceId:unique:order_id, CustomerId:again:customer_key, InvoiceDate:moment:order_date, "
        "BillingAddress:street:address, BillingState:region:region, Total:money:amount"
    ),
    ("adventure works", "orders"): (
        "SalesOrderID:unique:order_id, OrderDate:date:order_date, DueDate:date:, ShipDate:date:, "
        "CustomerID:again:customer_key, SubTotal:money:, TaxAmt:money:, TotalDue:money:amount"
    ),
    ("classic customers", "customers"): (
        "customerNumber:unique:customer_key, customerName:company:company, contactLastName:last:last_name, "
        "contactFirstName:first:first_name, addressLine1:street:address, addressLine2:blank:address_more, "
        "salesRepEmployeeNumber:few:, creditLimit:money:"
    ),
    ("classic details", "order_lines"): (
        "orderNumber:again:order_id, productCode:code:product, quantityOrdered:few:quantity, "
        "priceEach:money:unit_price, orderLineNumber:few:"
    ),
    ("payments", "orders"): (
        "customer_id:again:customer_key, staff_id:few:, amount:money:amount, payment_date:moment:order_date"
    ),
    ("Feuil1", "orders_with_details"): (
        "Date:date:order_date, Client:name:name, Désignation:word:product, Qté:few:quantity, PU "
        "HT:money:unit_price, Montant HT:money:amount, TVA:money:, Règlement:word:"
    ),
    ("Fichier", "customers_with_totals"): (
        "N°:unique:customer_key, Civ.:civility:civility, Nom:last:last_name, Prénom:first:first_name, "
        "Sté:company:company, Adr.:street:address, CP:zip:postcode, Port.:phone:mobile, Anniv.:date:birth_date, "
        "1er achat:date:first_order, Dern. achat:date:last_order, Nb achats:few:order_count, CA "
        "total:money:revenue, Opt-in mail:yes:consent_email, Courrier:yes:consent_post, "
        "Tél./SMS:yes:consent_phone"
    ),
    ("dons", "orders"): (
        "Identifiant donateur:again:customer_key, Date du don:date:order_date, Montant du don:money:amount"
    ),
    ("bookings", "orders_with_details"): (
        "Booking ref:unique:order_id, Guest name:name:name, Guest email:email:email, Booking "
        "date:date:order_date, Price paid:money:amount, Status:state:order_state"
    ),
    ("caisse", "orders"): (
        "Ticket:unique:order_id, Jour:date:order_date, Heure:word:, Carte fidélité:again:customer_key, "
        "Total:money:amount"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("title", "kind"), EXPORTS)
def test_a_common_export_is_told(table, title, kind):
    rng = random.Random(3)
    columns = [column.strip().rsplit(":", 2) for column in EXPORTS[title, kind].split(",")]
    guessed = guess_roles(table({header: cells(values, rng) for header, values, _ in columns}, title))
    assert {guess.header: guess.role or "" for guess in guessed.columns} == {
        header: role for header, _, role in columns
    }
    assert classify_table(guessed).kind == kind
