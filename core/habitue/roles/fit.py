"""How well the values of a column fit a role, from 0 to 1, and what values alone can tell."""

from collections.abc import Callable

from habitue.roles.role import Role
from habitue.roles.shapes import Shapes

_Fit = Callable[[Shapes], float]


def _date(shapes: Shapes) -> float:
    return shapes.share("date", "serial", "unix")


def _number(shapes: Shapes) -> float:
    number = shapes.share("number", "money")
    return 0.0 if shapes.share("date", "email", "french_phone") > 0.5 else number


def _count(shapes: Shapes) -> float:
    return min(_number(shapes), 1 - 0.8 * shapes.share("fraction"))


def _code(shapes: Shapes) -> float:
    """A number or a short word without spaces; dates and amounts with cents are none."""
    wrong = max(shapes.share("date") if shapes.share("number") < 0.5 else 0.0, shapes.share("fraction", "money"))
    return max(0.0, shapes.share("code", "email") * 0.9 + 0.1 - wrong)


def _customer(shapes: Shapes) -> float:
    """A code; words are rather a name."""
    fit = _code(shapes)
    if shapes.share("word") > 0.5 and shapes.share("single") < 0.8:
        fit *= 0.3
    return fit


def _words(shapes: Shapes) -> float:
    return max(0.0, max(shapes.share("word"), shapes.share("street") * 0.7) - shapes.share("email", "date", "money"))


def _person(shapes: Shapes) -> float:
    return max(0.0, _words(shapes) - 0.5 * shapes.share("civility") - 0.5 * shapes.share("yes_no"))


def _few(shapes: Shapes) -> float:
    """A choice among a few words."""
    few = shapes.distinct <= 30 or shapes.unique < 0.1
    return (1.0 if few else 0.2) * max(shapes.share("word"), 0.3 if shapes.share("integer") < 0.5 else 0.0)


def _yes_no(shapes: Shapes) -> float:
    few = shapes.distinct <= 6 and shapes.share("word") > 0.5
    return max(shapes.share("yes_no", "date"), 0.6 if few else 0.0)


def _address(shapes: Shapes) -> float:
    return max(0.0, max(shapes.share("street"), shapes.share("word") * 0.8) - shapes.share("email", "date"))


FITS: dict[Role, _Fit] = {
    Role.CUSTOMER_KEY: _customer,
    Role.ORDER_ID: _code,
    Role.ORDER_DATE: _date,
    Role.FIRST_ORDER: _date,
    Role.LAST_ORDER: _date,
    Role.BIRTH_DATE: lambda shapes: max(_date(shapes), 0.8 * shapes.share("integer")),
    Role.CREATED: _date,
    Role.CONTACTED: _date,
    Role.RESPONDED: _yes_no,
    Role.AMOUNT: _number,
    Role.REVENUE: _number,
    Role.UNIT_PRICE: _number,
    Role.QUANTITY: _number,
    Role.ORDER_COUNT: _count,
    Role.CONTACTS: _count,
    Role.DISCOUNT: lambda shapes: shapes.share("number", "percent", "money"),
    Role.EMAIL: lambda shapes: shapes.share("email"),
    Role.PHONE: lambda shapes: max(shapes.share("phone"), shapes.share("nine")),
    Role.MOBILE: lambda shapes: max(shapes.share("phone"), shapes.share("nine")),
    Role.POSTCODE: lambda shapes: shapes.share("postcode"),
    Role.TOWN: _words,
    Role.COUNTRY: _words,
    Role.ADDRESS: _address,
    Role.STREET_NUMBER: lambda shapes: shapes.share("code") - 0.6 * shapes.share("fraction", "date"),
    Role.NAME: _person,
    Role.FIRST_NAME: _person,
    Role.LAST_NAME: _person,
    Role.COMPANY: _words,
    Role.CIVILITY: lambda shapes: shapes.share("civility"),
    Role.SIREN: lambda shapes: shapes.share("nine"),
    Role.SIRET: lambda shapes: shapes.share("fourteen"),
    Role.VAT: lambda shapes: shapes.share("vat"),
    Role.CONSENT: _yes_no,
    Role.CONSENT_EMAIL: _yes_no,
    Role.CONSENT_POST: _yes_no,
    Role.CONSENT_PHONE: _yes_no,
    Role.UNSUBSCRIBED: _yes_no,
    Role.STATUS_TEXT: _few,
    Role.ORDER_STATE: _few,
}
"""Roles that any value fits (notes, products) are left out."""


def fit(role: Role, shapes: Shapes) -> float:
    """How well the values fit; half when the column is blank, as nothing then speaks against it."""
    if shapes.filled == 0:
        return 0.5
    return min(1.0, max(0.0, FITS[role](shapes))) if role in FITS else 0.85


def told_by_values(shapes: Shapes, *, orders: bool) -> tuple[tuple[Role, float], ...]:
    """Roles that values show by themselves, under a header that says nothing."""
    if shapes.distinct < 3:
        return ()
    guesses = [
        (Role.EMAIL, 0.9 * shapes.share("email")),
        (Role.PHONE, 0.75 * shapes.share("french_phone")),
        (Role.CIVILITY, 0.0 if shapes.distinct > 12 else 0.7 * shapes.share("civility")),
        (Role.SIRET, 0.7 * shapes.share("fourteen")),
    ]
    if orders:
        guesses += [
            (Role.ORDER_DATE, 0.6 * shapes.share("date")),
            (Role.AMOUNT, 0.65 * shapes.share("money")),
        ]
    return tuple((role, weight) for role, weight in guesses if weight >= 0.5)
