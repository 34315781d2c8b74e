"""The roles that a column can have: what its values are to us, whatever its header says."""

from enum import StrEnum


class Role(StrEnum):
    """What a column holds. The value is the word used in criteria files and with `--map`."""

    # who
    CUSTOMER_KEY = "customer_key"
    NAME = "name"  # a full name, of a person or not known which
    CIVILITY = "civility"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    COMPANY = "company"
    BIRTH_DATE = "birth_date"
    SIREN = "siren"
    SIRET = "siret"
    VAT = "vat"
    # how to reach them
    EMAIL = "email"
    PHONE = "phone"
    MOBILE = "mobile"
    STREET_NUMBER = "street_number"  # where it is apart from the street
    ADDRESS = "address"
    ADDRESS_MORE = "address_more"  # building, floor, PO box
    POSTCODE = "postcode"
    TOWN = "town"
    REGION = "region"
    COUNTRY = "country"
    # may we
    CONSENT = "consent"  # any channel
    CONSENT_EMAIL = "consent_email"
    CONSENT_POST = "consent_post"
    CONSENT_PHONE = "consent_phone"
    UNSUBSCRIBED = "unsubscribed"
    # what the team knows
    STATUS_TEXT = "status_text"  # "client perdu", "prospect chaud"
    CREATED = "created"
    CONTACTED = "contacted"  # date of the last contact
    CONTACTS = "contacts"  # number of contacts since the last order
    RESPONDED = "responded"  # date of the last response, or yes / no
    NOTES = "notes"
    # orders
    ORDER_ID = "order_id"
    ORDER_DATE = "order_date"
    AMOUNT = "amount"  # of the line or order
    QUANTITY = "quantity"
    UNIT_PRICE = "unit_price"
    DISCOUNT = "discount"
    PRODUCT = "product"
    ORDER_STATE = "order_state"  # cancelled, returned, quote ...
    # totals (layout C)
    FIRST_ORDER = "first_order"
    LAST_ORDER = "last_order"
    ORDER_COUNT = "order_count"
    REVENUE = "revenue"
