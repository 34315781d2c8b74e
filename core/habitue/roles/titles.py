"""What people call each role, in French and English."""

from collections.abc import Mapping

from habitue.language import Sentence, sentence
from habitue.roles.role import Role

TITLES: Mapping[Role, Sentence] = {
    Role.CUSTOMER_KEY: sentence("customer number"),
    Role.NAME: sentence("name"),
    Role.CIVILITY: sentence("civility"),
    Role.FIRST_NAME: sentence("first name"),
    Role.LAST_NAME: sentence("last name"),
    Role.COMPANY: sentence("company"),
    Role.BIRTH_DATE: sentence("date of birth"),
    Role.SIREN: sentence("SIREN number"),
    Role.SIRET: sentence("SIRET number"),
    Role.VAT: sentence("VAT number"),
    Role.EMAIL: sentence("e-mail address"),
    Role.PHONE: sentence("phone"),
    Role.MOBILE: sentence("mobile phone"),
    Role.STREET_NUMBER: sentence("street number"),
    Role.ADDRESS: sentence("postal address"),
    Role.ADDRESS_MORE: sentence("address, more"),
    Role.POSTCODE: sentence("postcode"),
    Role.TOWN: sentence("town"),
    Role.REGION: sentence("region"),
    Role.COUNTRY: sentence("country"),
    Role.CONSENT: sentence("consent"),
    Role.CONSENT_EMAIL: sentence("consent to e-mail"),
    Role.CONSENT_POST: sentence("consent to post"),
    Role.CONSENT_PHONE: sentence("consent to phone"),
    Role.UNSUBSCRIBED: sentence("unsubscribed"),
    Role.STATUS_TEXT: sentence("status noted by the team"),
    Role.CREATED: sentence("date created"),
    Role.CONTACTED: sentence("last contact"),
    Role.CONTACTS: sentence("number of contacts"),
    Role.RESPONDED: sentence("last response"),
    Role.NOTES: sentence("notes"),
    Role.ORDER_ID: sentence("order number"),
    Role.ORDER_DATE: sentence("order date"),
    Role.AMOUNT: sentence("amount"),
    Role.QUANTITY: sentence("quantity"),
    Role.UNIT_PRICE: sentence("unit price"),
    Role.DISCOUNT: sentence("discount"),
    Role.PRODUCT: sentence("product"),
    Role.ORDER_STATE: sentence("state of the order"),
    Role.FIRST_ORDER: sentence("first order"),
    Role.LAST_ORDER: sentence("last order"),
    Role.ORDER_COUNT: sentence("number of orders"),
    Role.REVENUE: sentence("revenue"),
}


def role_title(role: Role) -> Sentence:
    """The role in words: "order date", « date de commande »."""
    return TITLES[role]
