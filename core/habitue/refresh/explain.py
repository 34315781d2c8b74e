"""Why one customer has their status, scores and segment: the sentences of the sheets, with the numbers behind them."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from habitue import rfm
from habitue.errors import UnknownCustomer
from habitue.history.timeline import timeline
from habitue.language import Language, Sentence, plural, say_date, say_money, sentence
from habitue.outcome import Refresh
from habitue.refresh.compute import Computed
from habitue.roles import Role

_NAMES = ("key", Role.EMAIL, Role.NAME, Role.COMPANY, Role.LAST_NAME, Role.SIRET)
_SHOWN = 12
"""Order days that are listed; the earlier ones are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One customer: key, status, the lines to read, and the numbers for programs."""

    key: str
    status: str
    lines: tuple[Sentence, ...]
    numbers: dict[str, object]

    def as_dict(self, language: Language) -> dict[str, object]:
        """For programs."""
        said = [line.say(language) for line in self.lines]
        return {"customer": self.key, "status": self.status, "lines": said, **self.numbers}


def explain(computed: Computed, asked: str) -> Explanation:
    """Explain the customer whose key, e-mail or name is `asked`, ignoring case. Raises UnknownCustomer."""
    refresh = computed.refresh
    position = find(refresh, asked)
    customer = refresh.customers.iloc[position]
    status = refresh.statuses[int(customer["status"])]
    lines = [
        sentence("{key}: {status}, as of {as_of}", key=str(customer["key"]), status=status.name, as_of=refresh.as_of),
        _verbatim(str(customer["why"])),
        *_scores(computed, position),
        *_orders(computed, position),
    ]
    excluded = customer["excluded_why"]
    if isinstance(excluded, str):
        lines.append(sentence("Not to be contacted: {why}.", why=excluded))
    numbers = {
        name: customer[name].item() if hasattr(customer[name], "item") else customer[name]
        for name in ("order_days", "orders", "silence", "habit", "r", "f", "m")
        if name in customer
    }
    limit = float(computed.judged.statuses.inactive_limit_days[position])
    numbers["inactive_limit"] = None if np.isnan(limit) else limit
    return Explanation(key=str(customer["key"]), status=status.key, lines=tuple(lines), numbers=numbers)


def find(refresh: Refresh, asked: str) -> int:
    """The position of the one customer who is called so; a key wins over an e-mail, an e-mail over a name."""
    wanted = " ".join(asked.split()).casefold()
    for column in _NAMES:
        if column not in refresh.customers:
            continue
        plain = refresh.customers[column].fillna("").str.casefold()
        found = np.flatnonzero(plain == wanted)
        if len(found) == 1:
            return int(found[0])
        if len(found) > 1:
            keys = refresh.customers["key"].iloc[found[:10]].tolist()
            raise UnknownCustomer(
                plural(
                    "{count} customer is called so; ask by key: {keys}.",
                    "{count} customers are called so; ask by key: {keys}.",
                    len(found),
                    keys=keys,
                )
            )
    examples = refresh.customers["key"].head(3).tolist()
    raise UnknownCustomer(
        sentence(
            "No customer has this key, e-mail or name. Keys in this file look like: {examples}.", examples=examples
        )
    )


def _scores(computed: Computed, position: int) -> list[Sentence]:
    refresh = computed.refresh
    reason = rfm.score_reason(computed.judged.scores, position, refresh.language, refresh.currency)
    segment = int(refresh.customers["segment"].iloc[position])
    if not reason or segment < 0:
        return []
    return [sentence("Segment: {segment}", segment=refresh.segments[segment].name), _verbatim(reason)]


def _orders(computed: Computed, position: int) -> list[Sentence]:
    """The customer's own order days, the latest last, each with its gap."""
    orders = computed.judged.intake.orders
    if orders is None:
        return _span(computed, position)
    own = timeline(orders, position, computed.judged.history.as_of)
    language, currency = computed.refresh.language, computed.refresh.currency
    lines = []
    for number, day in enumerate(own.days):
        parts = [say_date(date.fromordinal(int(day)), language)]
        if own.cents is not None:
            parts.append(say_money(int(own.cents[number]), language, currency))
        if number:
            gap = int(own.gaps[number - 1])
            parts.append(plural("after {count} day", "after {count} days", gap).say(language))
        lines.append(_verbatim("  " + " · ".join(parts)))
    if len(lines) > _SHOWN:
        earlier = len(lines) - _SHOWN
        more = plural("  … and {count} earlier order day", "  … and {count} earlier order days", earlier)
        return [sentence("Order days:"), more, *lines[-_SHOWN:]]
    return [sentence("Order days:"), *lines] if lines else []


def _span(computed: Computed, position: int) -> list[Sentence]:
    """From when to when the customer bought, where an engine has read the orders and their days are not kept."""
    summarised, history = computed.judged.intake.summarised, computed.judged.history
    if summarised is None or not history.order_days[position]:
        return []
    days, engine = int(history.order_days[position]), summarised.engine
    first, last = (date.fromordinal(int(day[position])) for day in (history.first_day, history.last_day))
    if days == 1:
        said = sentence(
            "One order day, {day}; the orders were read by {engine}, which does not keep them.",
            day=first,
            engine=engine,
        )
    else:
        said = sentence(
            "{days} order days, from {first} to {last}; the orders were read by {engine}, which does not keep them.",
            days=days,
            first=first,
            last=last,
            engine=engine,
        )
    return [said]


def _verbatim(said: str) -> Sentence:
    """A text that is in the reader's language already."""
    return Sentence("{said}", {"said": said})
