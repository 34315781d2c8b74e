"""What the rows of a table are: customers, orders, order lines, customers with totals, contacts or something else."""

from habitue.language import Sentence, sentence
from habitue.roles.role import Role
from habitue.roles.rolemap import RoleMap, TableKind

IDENTITY = (Role.CUSTOMER_KEY, Role.EMAIL, Role.NAME, Role.LAST_NAME, Role.COMPANY)
"""Any of these can tell one customer from another; the key is best."""

_DETAILS = (
    Role.NAME, Role.FIRST_NAME, Role.LAST_NAME, Role.COMPANY, Role.EMAIL, Role.PHONE, Role.MOBILE, Role.ADDRESS,
    Role.POSTCODE, Role.TOWN,
)  # fmt: skip
_LINE = (Role.AMOUNT, Role.QUANTITY, Role.UNIT_PRICE, Role.PRODUCT)
_TOTALS = (Role.FIRST_ORDER, Role.LAST_ORDER, Role.ORDER_COUNT)


def classify_table(roles: RoleMap) -> TableKind:
    """What the rows are; the confidence is that of the least sure column that it rests on."""
    if roles.has(Role.ORDER_DATE) and roles.has(*IDENTITY):
        details = sum(roles.has(role) for role in _DETAILS)
        if details >= 2 or not roles.has(Role.CUSTOMER_KEY):
            why = sentence("It has order dates, and customers' details on the same rows.")
            return TableKind(kind="orders_with_details", confidence=_least(roles, Role.ORDER_DATE), why=why)
        why = sentence("It has order dates and customers.")
        return TableKind(kind="orders", confidence=_least(roles, Role.ORDER_DATE, Role.CUSTOMER_KEY), why=why)
    if roles.has(Role.ORDER_ID) and roles.has(*_LINE) and not roles.has(Role.ORDER_DATE):
        why = sentence("It has order numbers with products, quantities or amounts, but no order dates.")
        return TableKind(kind="order_lines", confidence=_least(roles, Role.ORDER_ID), why=why)
    if roles.has(Role.CONTACTED) and roles.has(*IDENTITY) and roles.orders:
        why = sentence("It has dates of contacts, with the same customers on several rows.")
        return TableKind(kind="contacts", confidence=_least(roles, Role.CONTACTED), why=why)
    if roles.has(*_TOTALS) and roles.has(*IDENTITY):
        why = sentence("It has one row per customer, with totals of orders.")
        return TableKind(kind="customers_with_totals", confidence=_least(roles, *_TOTALS), why=why)
    if not roles.orders and roles.has(*IDENTITY):
        why = sentence("It has customers' details and no orders.")
        return TableKind(kind="customers", confidence=_least(roles, *IDENTITY), why=why)
    return TableKind(kind="other", confidence=0.0, why=_nothing(roles))


def _least(roles: RoleMap, *needed: Role) -> float:
    return min((guess.confidence for guess in roles.columns if guess.role in needed), default=0.0)


def _nothing(roles: RoleMap) -> Sentence:
    if roles.has(Role.ORDER_DATE):
        return sentence("It has order dates, but nothing tells whose orders they are.")
    return sentence("It has neither customers nor orders that we can recognise.")
