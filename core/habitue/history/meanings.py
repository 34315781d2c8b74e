"""Keys that are spelt in several ways, and states that say an order was not one, told by the engine's distinct texts.

What they mean is decided by Python, in `Meanings`; the engine only joins what it is told, so that nothing from a file
becomes part of a query's text.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from habitue.history.columns import Meanings

if TYPE_CHECKING:
    from habitue.history.engine import Engine

_AS_WRITTEN = "select customer, day, cents, order_number, set_aside from habitue_written"
_AS_MEANT = """
    select
        case when keys.written is null then lines.customer else keys.meant end as customer, day, cents, order_number,
        case
            when lines.set_aside = 'unreadable' then lines.set_aside
            when states.meant is not null then states.meant
            when keys.written is not null and keys.meant is null then 'no_customer'
            else lines.set_aside
        end as set_aside
    from habitue_written as lines
    left join habitue_keys as keys on lines.customer = keys.written
    left join habitue_states as states on lines.state = states.written"""
_KEYS = "select distinct customer as written from habitue_written where customer is not null"
_STATES = "select distinct state as written from habitue_written where state is not null"
_QUOTES = """
    select customer, max(day) as day from habitue_lines
    where set_aside = 'quote' and customer is not null and day is not null
    group by customer"""


def meant_lines(engine: "Engine", meanings: Meanings | None) -> tuple[tuple[str, ...], str]:
    """All keys as they are written, and the query for the order lines with customers and states as they are meant."""
    if meanings is None:
        return (), _AS_WRITTEN
    keys, states = (sorted(engine.fetch(query)["written"].tolist()) for query in (_KEYS, _STATES))
    other = {key: meant for key, meant in zip(keys, meanings.keys(keys), strict=True) if key != meant}
    against = {state: why for state, why in zip(states, meanings.states(states), strict=True) if why is not None}
    if not other and not against:
        return tuple(keys), _AS_WRITTEN
    _put(engine, "habitue_keys", other)
    _put(engine, "habitue_states", against)
    return tuple(keys), _AS_MEANT


def last_quotes(engine: "Engine") -> dict[str, int]:
    """The day of the last quote of each customer who has one."""
    found = engine.fetch(_QUOTES)
    return dict(zip(found["customer"].tolist(), map(int, found["day"]), strict=True))


def _put(engine: "Engine", name: str, meant: Mapping[str, str | None]) -> None:
    engine.put(name, {"written": list(meant), "meant": list(meant.values())})
