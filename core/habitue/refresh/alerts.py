"""What people should know of a refresh: lines that were not counted, too little history, cut points that drifted."""

from collections.abc import Callable, Iterator, Mapping

from habitue import rfm
from habitue.criteria.limits import InactiveLimit
from habitue.language import Sentence, plural, sentence
from habitue.records import Base, SetAside
from habitue.refresh.judged import Judged
from habitue.roles import Role
from habitue.roles.phrases import header_weights
from habitue.roles.words import header_words

_MONEY = (Role.AMOUNT, Role.UNIT_PRICE, Role.REVENUE)
_SURELY_MONEY = 0.7


def alerts_of(judged: Judged) -> tuple[Sentence, ...]:
    """The alerts, the most important first."""
    return tuple(_alerts(judged))


def _alerts(judged: Judged) -> Iterator[Sentence]:
    limit = judged.criteria.inactive
    given = limit.fixed_limit_days is not None or limit.fixed_base_limit_days is not None
    if not (judged.history.order_days > 0).any():
        yield sentence("No orders were found: nobody has an order day, a score or a segment.")
    elif judged.history.base.limit_days is None and not given:
        yield _not_measured(judged.history.base, limit)
    if judged.history.cents is None:
        yield from _unread_amounts(judged)
    drift = rfm.drift(judged.scores)
    if drift.drifted:
        yield drift.say()
    for aside in judged.intake.set_aside:
        yield set_aside(aside)


def _unread_amounts(judged: Judged) -> Iterator[Sentence]:
    """The columns that are called like amounts, in a file where no amount could be read: they must not go unsaid."""
    for use in judged.intake.tables:
        for column in use.roles.columns:
            said = dict(header_weights(header_words(column.header), orders=True))
            if column.role is None and max((said.get(role, 0.0) for role in _MONEY), default=0.0) >= _SURELY_MONEY:
                yield sentence(
                    "{sheet}: column {column} is called like amounts, but its values cannot be read as amounts; "
                    'revenue is not counted. Correct the values, or name another column with --map amount="Column".',
                    sheet=use.title,
                    column=column.header,
                )


def _not_measured(base: Base, limit: InactiveLimit) -> Sentence:
    """Why the base has no limit of its own, and which one holds."""
    days = limit.fallback_limit_days
    if base.repurchases >= limit.min_repurchases:
        return sentence(
            "The file has no dates of single orders, only totals: the inactive limit is {days} days.", days=days
        )
    return plural(
        "Short history: {count} repurchase in the whole file; the inactive limit is {days} days.",
        "Short history: {count} repurchases in the whole file; the inactive limit is {days} days.",
        base.repurchases,
        days=days,
    )


def set_aside(aside: SetAside) -> Sentence:
    """How many order lines were not counted, why, and where the first of them stand."""
    said = _WORDS[aside.why](aside.count)
    if not aside.cells:
        return sentence("{sheet}: {said}.", sheet=aside.sheet, said=said)
    return sentence("{sheet}: {said} ({cells}).", sheet=aside.sheet, said=said, cells=_some(aside))


def _some(aside: SetAside) -> str:
    return ", ".join(aside.cells) + (" …" if aside.count > len(aside.cells) else "")


_WORDS: Mapping[str, Callable[[int], Sentence]] = {
    "return": lambda n: plural("{count} return is not counted", "{count} returns are not counted", n),
    "cancelled": lambda n: plural(
        "{count} cancelled line is not counted", "{count} cancelled lines are not counted", n
    ),
    "quote": lambda n: plural("{count} quote is not counted", "{count} quotes are not counted", n),
    "no_date": lambda n: plural(
        "{count} line without a date that can be read is not counted",
        "{count} lines without a date that can be read are not counted",
        n,
    ),
    "future": lambda n: plural(
        "{count} line dated in the future is not counted", "{count} lines dated in the future are not counted", n
    ),
    "unreadable": lambda n: plural(
        "{count} line with too few or too many cells is not counted",
        "{count} lines with too few or too many cells are not counted",
        n,
    ),
    "no_customer": lambda n: plural(
        "{count} line without a customer is not counted", "{count} lines without a customer are not counted", n
    ),
    "no_amount": lambda n: plural(
        "{count} line without an amount that can be read is not counted",
        "{count} lines without an amount that can be read are not counted",
        n,
    ),
    "other_currency": lambda n: plural(
        "{count} amount in another currency is not counted", "{count} amounts in another currency are not counted", n
    ),
    "duplicate": lambda n: plural(
        "{count} order that another table has too is counted once",
        "{count} orders that another table has too are counted once",
        n,
    ),
    "no_order": lambda n: plural(
        "{count} line of an order that is in no table is not counted",
        "{count} lines of orders that are in no table are not counted",
        n,
    ),
}
"""By `SetAside.why`."""
