"""What the words of a header say that a column is, and how surely: in a list of orders, in a list of customers."""

from functools import lru_cache

from habitue.roles.role import Role

# role: (words, weight among orders, weight among customers); a missing weight is as the other.
_Phrase = tuple[str, float, float]
_PHRASES: dict[Role, tuple[_Phrase, ...]] = {
    Role.CUSTOMER_KEY: (
        ("id cust", 1.0, 1.0), ("account cust", 0.9, 0.9), ("account id", 0.85, 0.85), ("id cust account", 0.95, 0.95),
        ("id contact", 0.8, 0.85), ("cust", 0.75, 0.7), ("id company", 0.8, 0.85), ("id", 0.65, 0.75),
        ("account", 0.65, 0.65), ("id record", 0.4, 0.8), ("id user", 0.7, 0.7), ("user", 0.5, 0.5),
        ("card loyalty", 0.85, 0.85), ("id card", 0.6, 0.6), ("id card loyalty", 0.9, 0.9),
    ),
    Role.ORDER_ID: (
        ("id order", 1.0, 0.3), ("id invoice", 0.95, 0.3), ("order", 0.75, 0.0), ("invoice", 0.75, 0.0),
        ("id", 0.65, 0.0), ("id order invoice", 0.95, 0.2), ("id sales", 0.9, 0.0), ("id order line", 0.3, 0.0),
        ("id paid", 0.75, 0.0),
    ),
    Role.ORDER_DATE: (
        ("date order", 1.0, 0.5), ("date invoice", 0.92, 0.4), ("date", 0.8, 0.0), ("date sales", 0.95, 0.3),
        ("date order invoice", 0.9, 0.4), ("order", 0.6, 0.0), ("created date", 0.68, 0.0), ("created", 0.68, 0.0),
        ("created order", 0.8, 0.0), ("date order created", 0.9, 0.2), ("date time", 0.75, 0.0),
    ),
    Role.AMOUNT: (
        ("amount", 0.9, 0.0), ("amount order", 1.0, 0.0), ("amount invoice", 0.97, 0.0), ("amount total", 0.93, 0.0),
        ("total", 0.85, 0.0), ("total order", 0.95, 0.0), ("total invoice", 0.95, 0.0), ("price total", 0.9, 0.0),
        ("revenue", 0.8, 0.0), ("revenue affairs", 0.8, 0.0), ("sales", 0.75, 0.0), ("amount sales", 0.9, 0.0),
        ("amount line", 0.9, 0.0), ("total line", 0.9, 0.0), ("price", 0.6, 0.0), ("ttc", 0.6, 0.0),
        ("price order", 0.75, 0.0), ("total sales", 0.85, 0.0), ("order", 0.5, 0.0), ("paid", 0.6, 0.0),
        ("total paid", 0.9, 0.0), ("amount paid", 0.9, 0.0), ("price paid", 0.85, 0.0), ("total due", 0.88, 0.0),
    ),
    Role.QUANTITY: (("quantity", 1.0, 0.3), ("quantity order", 0.95, 0.0), ("quantity product", 0.95, 0.0),
                    ("count product", 0.8, 0.0),
                    ("unit", 0.6, 0.0)),
    Role.UNIT_PRICE: (("unit price", 1.0, 0.3), ("price", 0.55, 0.2), ("price product", 0.75, 0.2)),
    Role.DISCOUNT: (("discount", 0.95, 0.3),),
    Role.PRODUCT: (
        ("product", 0.9, 0.2), ("id product", 0.95, 0.2), ("name product", 0.97, 0.2), ("description", 0.7, 0.0),
        ("product type", 0.6, 0.0),
    ),
    Role.ORDER_STATE: (
        ("status order", 1.0, 0.2), ("status", 0.75, 0.0), ("state", 0.44, 0.0),
        ("status invoice", 0.9, 0.0), ("type order", 0.8, 0.0), ("type invoice", 0.8, 0.0), ("type", 0.5, 0.0),
    ),
    Role.FIRST_ORDER: (("first order", 0.6, 1.0), ("date first order", 0.7, 1.0), ("first invoice", 0.4, 0.95),
                       ("date first invoice", 0.4, 0.95)),
    Role.LAST_ORDER: (("last order", 0.6, 1.0), ("date last order", 0.7, 1.0), ("last invoice", 0.4, 0.95),
                      ("date last invoice", 0.4, 0.95)),
    Role.ORDER_COUNT: (
        ("count order", 0.5, 1.0), ("quantity order", 0.2, 0.9), ("order", 0.0, 0.75), ("count invoice", 0.4, 0.95),
        ("order total", 0.0, 0.7), ("count sales", 0.4, 0.9), ("count", 0.0, 0.6), ("x", 0.0, 0.0),
    ),
    Role.REVENUE: (
        ("revenue", 0.0, 0.95), ("revenue total", 0.5, 1.0), ("revenue affairs", 0.0, 1.0), ("amount total", 0.0, 0.9),
        ("revenue affairs total", 0.5, 1.0), ("total", 0.0, 0.75), ("amount", 0.0, 0.7), ("amount order", 0.0, 0.85),
        ("total order", 0.0, 0.75), ("sales", 0.0, 0.75), ("total sales", 0.0, 0.9), ("total value", 0.0, 0.85),
        ("amount order total", 0.4, 0.95), ("revenue cust", 0.5, 0.95),
    ),
    Role.NAME: (
        ("name", 0.75, 0.85), ("name cust", 0.9, 0.95), ("full name", 0.95, 0.97), ("name given", 0.9, 0.95),
        ("name contact", 0.85, 0.85), ("contact", 0.6, 0.7), ("cust", 0.75, 0.75), ("name account", 0.8, 0.85),
        ("name surname", 0.9, 0.9), ("name surname given", 0.9, 0.9), ("full name cust", 0.95, 0.97),
    ),
    Role.LAST_NAME: (
        ("last name", 1.0, 1.0), ("surname", 1.0, 1.0), ("family name", 1.0, 1.0), ("name birth", 0.5, 0.5),
        ("name", 0.7, 0.8), ("last name cust", 1.0, 1.0), ("name usage", 0.8, 0.8),
    ),
    Role.FIRST_NAME: (
        ("first name", 1.0, 1.0), ("given", 1.0, 1.0), ("firstname", 1.0, 1.0), ("first name cust", 1.0, 1.0),
        ("firstname name", 1.0, 1.0),
    ),
    Role.COMPANY: (
        ("company", 0.95, 0.95), ("company name", 1.0, 1.0), ("raison social", 1.0, 1.0), ("raison", 0.7, 0.8),
        ("company cust", 0.9, 0.9), ("name social", 0.7, 0.7), ("company raison social", 1.0, 1.0),
    ),
    Role.CIVILITY: (("civility", 1.0, 1.0), ("title", 0.8, 0.85), ("prefix", 0.7, 0.7)),
    Role.BIRTH_DATE: (("birth", 0.95, 0.95), ("date birth", 1.0, 1.0)),
    Role.SIREN: (("siren", 1.0, 1.0), ("id siren", 1.0, 1.0)),
    Role.SIRET: (("siret", 1.0, 1.0), ("id siret", 1.0, 1.0)),
    Role.VAT: (("vat", 0.9, 0.95), ("vat id", 1.0, 1.0), ("tax vat", 1.0, 1.0), ("tax vat id", 1.0, 1.0),
               ("tax id", 0.8, 0.85), ("tax", 0.3, 0.4)),
    Role.EMAIL: (("email", 1.0, 1.0), ("address email", 1.0, 1.0), ("contact email", 1.0, 1.0)),
    Role.PHONE: (("phone", 1.0, 1.0), ("id phone", 1.0, 1.0), ("phone contact", 0.95, 0.95)),
    Role.MOBILE: (("mobile", 0.95, 0.97), ("phone mobile", 1.0, 1.0), ("id phone mobile", 1.0, 1.0),
                  ("id mobile", 0.95, 0.95), ("sms", 0.5, 0.5)),
    Role.STREET_NUMBER: (("id address", 0.85, 0.9), ("id house", 0.9, 0.95)),
    Role.ADDRESS: (
        ("address", 0.95, 1.0), ("address 1", 0.97, 1.0), ("address line 1", 0.97, 1.0), ("address postal", 0.95, 0.97),
        ("address name", 0.7, 0.7), ("address line", 0.95, 0.97),
    ),
    Role.ADDRESS_MORE: (
        ("address 2", 0.97, 1.0), ("address line 2", 0.97, 1.0), ("address more", 1.0, 1.0), ("more", 0.75, 0.8),
        ("address 3", 0.9, 0.95), ("address line 3", 0.9, 0.95),
    ),
    Role.POSTCODE: (("postcode", 1.0, 1.0), ("id postal", 1.0, 1.0), ("id postcode", 1.0, 1.0), ("postal", 0.6, 0.7)),
    Role.TOWN: (("town", 1.0, 1.0),),
    Role.REGION: (("region", 0.9, 0.95), ("state", 0.8, 0.85)),
    Role.COUNTRY: (("country", 1.0, 1.0), ("country id", 0.95, 0.95)),
    Role.CONSENT: (("consent", 0.9, 0.95), ("opt in", 0.9, 0.95), ("consent relance", 0.9, 0.9),
                   ("marketing", 0.6, 0.7)),
    Role.CONSENT_EMAIL: (("consent email", 1.0, 1.0), ("newsletter", 0.85, 0.95), ("consent newsletter", 1.0, 1.0),
                         ("email marketing consent", 1.0, 1.0), ("email marketing", 0.8, 0.8), ("email", 0.7, 0.7)),
    Role.CONSENT_POST: (("consent postal", 1.0, 1.0), ("consent address", 0.9, 0.9), ("postal", 0.8, 0.8)),
    Role.CONSENT_PHONE: (("consent phone", 1.0, 1.0), ("consent sms", 1.0, 1.0), ("consent mobile", 1.0, 1.0),
                         ("phone relance consent", 0.9, 0.9), ("phone sms", 0.9, 0.9), ("sms", 0.8, 0.8),
                         ("sms marketing", 0.85, 0.85), ("phone", 0.7, 0.7)),
    Role.UNSUBSCRIBED: (("unsubscribed", 0.95, 1.0), ("opt out", 0.95, 1.0), ("date unsubscribed", 0.9, 0.95),
                        ("unsubscribed email", 0.9, 0.95)),
    Role.STATUS_TEXT: (
        ("status", 0.0, 0.85), ("status cust", 0.8, 1.0), ("type cust", 0.6, 0.85), ("type", 0.0, 0.4),
        ("segment", 0.4, 0.7),
    ),
    Role.CREATED: (
        ("created", 0.3, 0.95), ("date created", 0.4, 1.0), ("cust created", 0.8, 1.0), ("date", 0.0, 0.55),
        ("date cust created", 0.8, 1.0), ("created account", 0.7, 0.95), ("date created account", 0.7, 0.97),
    ),
    Role.CONTACTED: (
        ("last contact", 0.6, 1.0), ("date last contact", 0.6, 1.0), ("date contact", 0.5, 0.9), ("relance", 0.4, 0.75),
        ("date relance", 0.5, 0.95), ("last relance", 0.6, 0.97), ("date last relance", 0.6, 1.0),
    ),
    Role.CONTACTS: (("count contact", 0.6, 1.0), ("count relance", 0.6, 1.0)),
    Role.RESPONDED: (
        ("response", 0.5, 0.9), ("date response", 0.6, 1.0), ("last response", 0.6, 1.0),
        ("date last response", 0.6, 1.0),
    ),
    Role.NOTES: (("notes", 0.8, 0.9),),
}  # fmt: skip

_ID = frozenset({"id"})
_NEUTRAL = {
    "cust",
    "ttc",
    "billing",
    "currency",
    "contact",
    "1",
    "line",
    "total",
    "main",
    "principal",
    "principale",
    "pro",
}
_NEUTRAL |= {"perso", "value", "full"}
# Words that make a column another one's: the ship date is not the order date, the employee's number not the customer's.
_OTHERS = {"ship", "due", "employee", "supplier", "freight", "master", "entity", "parent", "product", "last", "first"}
_OTHERS |= {
    "birth",
    "discount",
    "tax",
    "paid",
    "response",
    "relance",
    "old",
    "ancien",
    "group",
    "store",
    "shop",
    "magasin",
    "unit",
}


@lru_cache(maxsize=1024)
def header_weights(words: frozenset[str], *, orders: bool) -> tuple[tuple[Role, float], ...]:
    """How surely a header's words say each role, from 0 to 1; roles that they do not speak of are left out."""
    weights: dict[Role, float] = {}
    for role, phrases in _SETS.items():
        best = max((_weight(words, phrase, pair[not orders]) for phrase, *pair in phrases), default=0.0)
        if best > 0:
            weights[role] = best
    return tuple(weights.items())


_SETS: dict[Role, tuple[tuple[frozenset[str], float, float], ...]] = {
    role: tuple((frozenset(words.split()), orders, customers) for words, orders, customers in phrases)
    for role, phrases in _PHRASES.items()
}


def _weight(words: frozenset[str], phrase: frozenset[str], weight: float) -> float:
    if not phrase <= words:
        return 0.0
    for word in words - phrase:
        if phrase == _ID:
            weight *= 0.6  # a number, but of something else
        weight *= 0.42 if word in _OTHERS else 0.97 if word in _NEUTRAL else 0.8
    return weight
