"""What people should know of how the tables were taken together."""

from collections.abc import Sequence

import numpy as np

from habitue.intake.identity import NOBODY, People
from habitue.intake.lines import lines_of
from habitue.intake.order_rows import WHYS, OrderRows
from habitue.intake.source import CUSTOMER_KINDS, ORDER_KINDS, Source
from habitue.language import Sentence, plural, sentence
from habitue.roles import Role
from habitue.roles.guess import WITH_TAX, WITHOUT_TAX
from habitue.roles.phrases import header_weights
from habitue.roles.rolemap import ColumnGuess
from habitue.roles.words import header_words, plain_words
from habitue.tables import Problem

_MOST_OF_COLUMN = 0.5
_DUPLICATE = WHYS.index("duplicate")


def remarks_on_people(sources: Sequence[Source], people: People) -> tuple[Problem, ...]:
    """How customers were told apart without a key, rows that name nobody, and customers who are not listed."""
    return people.problems + tuple(
        problem
        for source in sources
        for problem in (
            *_without_key(source),
            *_unsure(source, people),
            *_nameless(source, people),
            *_not_listed(source, sources, people),
        )
    )


def _without_key(source: Source) -> list[Problem]:
    if source.has(Role.CUSTOMER_KEY):
        return []
    by_email = sentence(
        "No column has a customer number: customers were told apart by e-mail address, or else by name."
    )
    by_name = sentence("No column has a customer number: customers were told apart by name and town.")
    return [source.problem(by_email if source.has(Role.EMAIL) else by_name)]


def _unsure(source: Source, people: People) -> list[Problem]:
    rows = np.flatnonzero(people.unsure[source.index])
    if not len(rows):
        return []
    text = plural(
        "{count} row names a customer who has namesakes: it was given to none of them.",
        "{count} rows name customers who have namesakes: they were given to none of them.",
        len(rows),
    )
    return [source.problem(text, _naming(source), rows)]


def _nameless(source: Source, people: People) -> list[Problem]:
    """Orders without a customer are set aside, and counted there; a table of customers has to say so here."""
    rows = np.flatnonzero(people.rows[source.index] == NOBODY)
    if source.kind.kind not in CUSTOMER_KINDS or not len(rows):
        return []
    text = plural(
        "{count} row names no customer: it was left out.",
        "{count} rows name no customer: they were left out.",
        len(rows),
    )
    return [source.problem(text, _naming(source), rows)]


def _not_listed(source: Source, sources: Sequence[Source], people: People) -> list[Problem]:
    """Orders of customers whom no table of customers has: they get a line all the same."""
    listed = [other for other in sources if other.kind.kind in CUSTOMER_KINDS]
    if source.kind.kind not in ORDER_KINDS or not listed:
        return []
    known = np.zeros(len(people.keys) + 1, dtype=bool)
    for other in listed:
        known[people.rows[other.index]] = True
    customer = people.rows[source.index]
    known[NOBODY] = True
    rows = np.flatnonzero(~known[customer])
    if not len(rows):
        return []
    missing = len(np.unique(customer[rows]))
    if missing == len(np.unique(customer[customer != NOBODY])):
        text = sentence(
            "None of the customers in column {column} is in {titles}: check that both use the same numbers.",
            column=source.header(_naming(source) or Role.CUSTOMER_KEY),
            titles=", ".join(other.table.title for other in listed),
        )
    else:
        text = plural(
            "{count} customer has orders but is not in the list of customers.",
            "{count} customers have orders but are not in the list of customers.",
            missing,
        )
    return [source.problem(text, _naming(source), rows)]


def _naming(source: Source) -> Role | None:
    """The column that names the customer."""
    roles = (Role.CUSTOMER_KEY, Role.EMAIL, Role.NAME, Role.COMPANY, Role.LAST_NAME)
    return next((role for role in roles if source.has(role)), None)


def remarks_on_orders(parts: Sequence[OrderRows]) -> tuple[Problem, ...]:
    """Tables of orders that repeat one another, and those without amounts beside others that have them."""
    problems = []
    some_have = any(part.cents is not None for part in parts)
    for part in parts:
        again = np.flatnonzero(part.why == _DUPLICATE)
        if len(again):
            text = plural(
                "{count} row repeats an order of another table: it was not counted twice.",
                "{count} rows repeat orders of another table: they were not counted twice.",
                len(again),
            )
            problems.append(part.source.problem(text, Role.ORDER_ID, again))
        if some_have and part.cents is None:
            problems.append(part.source.problem(sentence("These orders have no amounts: they count as zero.")))
    return tuple(problems)


def remarks_on_tax(sources: Sequence[Source]) -> tuple[Problem, ...]:
    """Which of two columns of amounts counts, with tax or without."""
    problems = []
    for source in sources:
        role = next((role for role in (Role.AMOUNT, Role.REVENUE) if source.has(role)), None)
        if role is None or WITH_TAX not in _words(source.header(role)):
            continue
        other = next((guess for guess in source.roles.columns if _same_without_tax(guess, source.header(role))), None)
        if other is not None:
            text = sentence(
                "The amounts are those with tax, in column {column}; for those without, say --map {role}={other}.",
                column=source.header(role),
                role=role.value,
                other=f'"{other.header}"',
            )
            problems.append(source.problem(text))
    return tuple(problems)


def _same_without_tax(guess: ColumnGuess, header: str) -> bool:
    wanted = [WITHOUT_TAX if word == WITH_TAX else word for word in _words(header)]
    return guess.role is None and _words(guess.header) == wanted


def _words(header: str) -> list[str]:
    return plain_words(header).split()


def remarks_on_second_columns(sources: Sequence[Source]) -> tuple[Problem, ...]:
    """Customers whom only a second column of e-mail addresses or telephones could reach: it is not used."""
    problems = []
    for source in sources:
        for role, shape in ((Role.EMAIL, "email"), (Role.PHONE, "phone")):
            first = source.view(role)
            if first is None:
                continue
            used = first.cells.isna().to_numpy(dtype=bool)
            if role is Role.PHONE and (mobile := source.view(Role.MOBILE)) is not None:
                used = used & mobile.cells.isna().to_numpy(dtype=bool)
            for guess in source.roles.columns:
                second = source.views[guess.label]
                if guess.role is not None or second.shapes.share(shape) < _MOST_OF_COLUMN or not _names(guess, role):
                    continue
                rows = np.flatnonzero(used & second.cells.notna().to_numpy(dtype=bool))
                if len(rows):
                    problems.append(_only_there(source, guess, role, rows))
    return tuple(problems)


def _names(guess: ColumnGuess, role: Role) -> bool:
    """Whether a header speaks of a role: nine digits alone may also be a company's number."""
    return role in dict(header_weights(header_words(guess.header), orders=False))


def _only_there(source: Source, guess: ColumnGuess, role: Role, rows: np.ndarray) -> Problem:
    text = plural(
        "{count} row has nothing in column {first}, but something in {second}, which is not used: copy it to the "
        "first.",
        "{count} rows have nothing in column {first}, but something in {second}, which is not used: copy it to the "
        "first.",
        len(rows),
        first=source.header(role),
        second=guess.header,
    )
    return source.problem(text, role, rows)


def remarks_on_totals(sources: Sequence[Source]) -> tuple[Problem, ...]:
    """Totals beside orders are not used."""
    text = sentence("The totals of this table were not used: they are worked out from the orders.")
    return tuple(source.problem(text) for source in sources)


def use_of(source: Source, sources: Sequence[Source], parts: Sequence[OrderRows]) -> Sentence:
    """What was done with a table."""
    kind = source.kind.kind
    if kind == "other":
        return sentence("Not used.")
    if kind == "order_lines":
        return _use_of_lines(source, sources)
    if kind in ORDER_KINDS:
        counted = sum(int(part.counted.sum()) for part in parts if part.source is source)
        return plural("{count} order row counts.", "{count} order rows count.", counted)
    if kind == "contacts":
        return plural("{count} contact.", "{count} contacts.", len(source.table))
    return plural("{count} customer row.", "{count} customer rows.", len(source.table))


def _use_of_lines(source: Source, sources: Sequence[Source]) -> Sentence:
    lines = [other for other in sources if other.kind.kind == "order_lines"]
    for orders in sources:
        if orders.kind.kind not in ORDER_KINDS or not orders.has(Role.ORDER_ID):
            continue
        if lines_of(orders, lines) is not source:
            continue
        if orders.has(Role.AMOUNT, Role.UNIT_PRICE):
            return sentence("Not used: the orders in {title} have amounts of their own.", title=orders.table.title)
        return sentence("The amounts of the orders in {title} are the sums of these lines.", title=orders.table.title)
    return sentence("Not used: its orders are in no other table.")
