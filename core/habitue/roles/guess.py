"""Guesses which column is what, from its header and its values, and whether the rows are orders or customers."""

from collections.abc import Mapping, Sequence

from habitue.language import Sentence, sentence
from habitue.roles.fit import fit, told_by_values
from habitue.roles.phrases import header_weights
from habitue.roles.role import Role
from habitue.roles.rolemap import ColumnGuess, RoleMap
from habitue.roles.shapes import ColumnView, Shapes, view_columns
from habitue.roles.words import header_words, plain_words
from habitue.tables import Table

SURE_ENOUGH = 0.45
"""Below this a column is left without a role: a wrong role does more harm than none."""

WITH_TAX, WITHOUT_TAX = "ttc", "ht"

Scores = Mapping[str, Mapping[Role, float]]  # by label

_REPEATS = 0.95
_SEVERAL = frozenset({Role.ADDRESS_MORE})
_LINE = (Role.AMOUNT, Role.QUANTITY, Role.UNIT_PRICE, Role.PRODUCT)
_OF_ORDERS = {Role.ORDER_DATE, Role.ORDER_ID, *_LINE}
_TOTALS = (Role.FIRST_ORDER, Role.LAST_ORDER, Role.ORDER_COUNT)
_DETAILS = (Role.NAME, Role.FIRST_NAME, Role.LAST_NAME, Role.COMPANY, Role.EMAIL, Role.PHONE, Role.MOBILE, Role.ADDRESS)
_ORDER_WORDS = frozenset({"order", "invoice", "sales", "line"})
_TOTAL_WORDS = frozenset({"first", "last", "count"})
_OTHER_DATES = frozenset({"ship", "due", "birth", "first", "last", "response"})
_CONTACT_WORDS = frozenset({"relance", "response"})


def guess_roles(table: Table, views: Mapping[str, ColumnView] | None = None) -> RoleMap:
    """The role of each column with its confidence and a why; `views` may be shared with other steps."""
    views = view_columns(table) if views is None else views
    among_orders = _scores(table, views, orders=True)
    among_customers = _scores(table, views, orders=False)
    as_orders, as_customers = _assign(table, among_orders), _assign(table, among_customers)
    orders = _order_evidence(table, views, as_orders, as_customers) > 0
    scores = among_orders if orders else among_customers
    roles = _with_tax(table, scores, _settled(table, views, as_orders if orders else as_customers))
    guesses = _guesses(table, views, roles, scores)
    return RoleMap(
        title=table.title,
        origin=table.origin,
        columns=guesses,
        key_repeats=_key_repeats(views, roles),
        orders=orders,
    )


def _scores(table: Table, views: Mapping[str, ColumnView], *, orders: bool) -> Scores:
    return {column.label: _score(column.header, views[column.label].shapes, orders=orders) for column in table.columns}


def _score(header: str, shapes: Shapes, *, orders: bool) -> dict[Role, float]:
    """Header and values together: values that do not fit leave a third of what the header says."""
    words = header_words(header)
    scores = {
        role: weight * (0.3 + 0.7 * fit(role, shapes)) * _repetition(role, words, shapes, orders=orders)
        for role, weight in header_weights(words, orders=orders)
    }
    for role, weight in told_by_values(shapes, orders=orders):
        if role is not Role.ORDER_DATE or not words & _OTHER_DATES:
            scores[role] = max(scores.get(role, 0.0), weight if "paid" not in words else 0.5)
    return scores


def _repetition(role: Role, words: frozenset[str], shapes: Shapes, *, orders: bool) -> float:
    """A bare "id" is the customer's where it repeats among orders, and the order's where it does not.

    Numbers that are all the same tell no customer from another, unless their header speaks of customers.
    """
    if role is Role.CUSTOMER_KEY and "cust" not in words and shapes.distinct == 1 < shapes.cells * shapes.filled:
        return 0.2
    if not orders or not words <= {"id", "record"}:
        return 1.0
    if role is Role.CUSTOMER_KEY:
        return 1.0 if shapes.unique < _REPEATS else 0.5
    return 1.0 if role is not Role.ORDER_ID or shapes.unique >= _REPEATS else 0.5


def _assign(table: Table, scores: Scores) -> dict[str, Role]:
    """Each column its role, the surest first; equal ones in the order of columns."""
    order = {role: place for place, role in enumerate(Role)}
    places = {column.label: place for place, column in enumerate(table.columns)}
    candidates = sorted(
        (-round(score, 6), places[label], order[role], label, role)
        for label, roles in scores.items()
        for role, score in roles.items()
        if score >= SURE_ENOUGH
    )
    given: dict[str, Role] = {}
    taken: set[Role] = set()
    for _, _, _, label, role in candidates:
        if label not in given and (role not in taken or role in _SEVERAL):
            given[label] = role
            taken.add(role)
    return given


def _order_evidence(
    table: Table, views: Mapping[str, ColumnView], as_orders: Mapping[str, Role], as_customers: Mapping[str, Role]
) -> float:
    """Above zero when rows look like orders, below when they look like customers."""
    if not set(as_orders.values()) & _OF_ORDERS:
        return -1.0  # whatever the sheet is called, nothing in it is about orders
    evidence = _title_evidence(table)
    words = {column.label: header_words(column.header) for column in table.columns}
    for label, role in as_orders.items():
        if role is Role.ORDER_DATE:
            evidence += 3 if words[label] & {"order", "invoice"} else 1
        elif role is Role.ORDER_ID and words[label] & {"order", "invoice"}:
            evidence += 2
        elif role in _LINE:
            evidence += 0.7
        elif role is Role.CUSTOMER_KEY:
            evidence += 1.5 if views[label].shapes.unique < _REPEATS else -1.0
    found = set(as_customers.values())
    # A bare "orders" may be their number or their column of numbers: only plainer words speak of totals.
    evidence -= 2.5 * sum(role in _TOTALS and bool(words[label] & _TOTAL_WORDS) for label, role in as_customers.items())
    evidence -= min(1.5, 0.3 * len(found.intersection(_DETAILS)))
    return evidence - 0.5 * len(found.intersection((Role.CREATED, Role.STATUS_TEXT, Role.BIRTH_DATE)))


def _title_evidence(table: Table) -> float:
    origin = table.origin
    name = origin.file.rsplit(".", 1)[0] if origin.holder in ("csv", "parquet") else f"{origin.sheet} {origin.name}"
    words = header_words(name)
    return 2.0 * bool(words & (_ORDER_WORDS | {"product"})) - 2.0 * bool(words & {"cust", "contact"})


def _settled(table: Table, views: Mapping[str, ColumnView], roles: Mapping[str, Role]) -> dict[str, Role]:
    """The roles after what only the columns together tell."""
    roles = dict(roles)
    labels = {role: label for label, role in roles.items()}
    headers = {column.label: header_words(column.header) for column in table.columns}
    name = labels.get(Role.NAME)
    if name is not None and headers[name] <= {"name", "cust"}:
        if Role.FIRST_NAME in labels and Role.LAST_NAME not in labels:
            roles[name] = Role.LAST_NAME
        elif Role.COMPANY not in labels and views[name].shapes.share("company") > 0.3:
            roles[name] = Role.COMPANY
    dated = labels.get(Role.ORDER_DATE)
    about_contacts = any(words & _CONTACT_WORDS for words in (*headers.values(), header_words(table.title)))
    if dated and about_contacts and not set(labels) & {*_LINE, Role.ORDER_ID, Role.ORDER_STATE}:
        roles[dated] = Role.CONTACTED
    return roles


def _with_tax(table: Table, scores: Scores, roles: Mapping[str, Role]) -> dict[str, Role]:
    """Of two columns that differ by HT and TTC only, the one with tax, in whichever order they stand."""
    roles = dict(roles)
    words = {column.label: plain_words(column.header).split() for column in table.columns}
    for label, role in list(roles.items()):
        if role not in (Role.AMOUNT, Role.REVENUE, Role.UNIT_PRICE) or WITHOUT_TAX not in words[label]:
            continue
        wanted = [WITH_TAX if word == WITHOUT_TAX else word for word in words[label]]
        for other in scores:
            if other not in roles and words[other] == wanted and scores[other].get(role, 0.0) >= SURE_ENOUGH:
                roles[other] = roles.pop(label)
                break
    return roles


def _key_repeats(views: Mapping[str, ColumnView], roles: Mapping[str, Role]) -> bool:
    """Whether the customer stands on several rows, by the key or else by the e-mail address."""
    labels = {role: label for label, role in roles.items()}
    label = labels.get(Role.CUSTOMER_KEY) or labels.get(Role.EMAIL) or labels.get(Role.NAME)
    return label is not None and views[label].shapes.unique < _REPEATS


def _guesses(
    table: Table, views: Mapping[str, ColumnView], roles: Mapping[str, Role], scores: Scores
) -> tuple[ColumnGuess, ...]:
    headers = {role: column.header for column in table.columns if (role := roles.get(column.label)) is not None}
    return tuple(
        ColumnGuess(
            label=column.label,
            header=column.header,
            letter=column.letter,
            role=roles.get(column.label),
            confidence=_confidence(scores[column.label], roles.get(column.label)),
            why=_why(column.header, views[column.label].shapes, roles.get(column.label), scores[column.label], headers),
        )
        for column in table.columns
    )


def _confidence(scores: Mapping[Role, float], role: Role | None) -> float:
    if role is None:
        return 0.0
    return round(scores.get(role, max(scores.values(), default=0.0)), 2)


def _why(
    header: str, shapes: Shapes, role: Role | None, scores: Mapping[Role, float], headers: Mapping[Role, str]
) -> Sentence:
    if role is None:
        wanted = [other for other, score in scores.items() if score >= SURE_ENOUGH and other in headers]
        if wanted:
            return sentence("“{other}” fits better.", other=headers[max(wanted, key=lambda other: scores[other])])
        return sentence("Neither the header nor the values tell.")
    percent = round(100 * fit(role, shapes))
    if dict(header_weights(header_words(header), orders=True)).keys() & {role} or _by_header(header, role):
        return sentence("The header says so, and {percent}% of the values fit.", percent=percent)
    return sentence("The values look like it ({percent}% of them).", percent=percent)


def _by_header(header: str, role: Role) -> bool:
    return role in dict(header_weights(header_words(header), orders=False))


def labels_of(guesses: Sequence[ColumnGuess]) -> str:
    """The headers of a table for a message: at most twelve, long ones cut."""
    names = [guess.header or guess.letter or guess.label for guess in guesses[:12]]  # untitled: "A", "B"
    shown = [name if len(name) <= 40 else name[:39] + "…" for name in names]
    return ", ".join(shown) + (", …" if len(guesses) > 12 else "")
