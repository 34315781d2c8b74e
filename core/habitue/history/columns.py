"""What `summarise_files` is told of the files, and what it gives back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from habitue.records import History, SetAside

if TYPE_CHECKING:
    import pandas as pd

DateOrder = Literal["ymd", "dmy", "mdy"]
DecimalMark = Literal[".", ","]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderColumns:
    """Which column of the files is what, by its header.

    `date_order` and `decimal_mark` say how dates and amounts are written where they are text; None has them told from
    the values. Dates with the year first are understood whatever the order.
    """

    customer: str
    date: str
    amount: str | None = None
    order: str | None = None
    state: str | None = None
    date_order: DateOrder | None = None
    decimal_mark: DecimalMark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanings:
    """What keys and states mean, where they mean more than their text; each is asked once, for all distinct texts.

    `keys` is given every customer's key, sorted, and returns as many: the same key for those of one customer (one of
    theirs), None for nobody. `states` returns why a line in such a state is set aside ("cancelled"), None where it
    counts.
    """

    keys: "Callable[[list[str]], list[str | None]]"
    states: "Callable[[list[str]], list[str | None]]"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyedHistory:
    """The history of the customers who bought, in the order of their keys (text, by code point).

    `set_aside` counts the lines that are not in it: "unreadable" (a CSV row with too few or too many cells),
    "no_customer", "no_date", "future", "no_amount", "return" (a negative amount); a line has the first that fits.
    What `Meanings.states` says comes before all but "unreadable". `lines` counts those that are in it. `spellings` are
    all keys in the files as they stand, also those of lines set aside, and `quoted` the day of the last quote by key;
    both are told only where meanings were given.
    """

    keys: "pd.Series"
    history: History
    set_aside: tuple[SetAside, ...]
    lines: int = 0
    spellings: tuple[str, ...] = ()
    quoted: "Mapping[str, int]" = field(default_factory=dict)
