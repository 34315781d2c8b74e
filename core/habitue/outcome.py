"""What a refresh found, as one frozen record: computed once, shown by the sheets, the notebook and the command line."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from habitue.criteria import Criteria
from habitue.language import Language, Sentence, plural, sentence
from habitue.records import History, SetAside
from habitue.sheetmodel import Tone
from habitue.tables import Problem

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A status or a segment as this file calls it."""

    key: str
    name: str
    tone: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Refresh:
    """Every customer with status, scores and segment, and what changed since the last refresh.

    `customers` has one line per customer, in the natural order of their keys. Its columns: "key"; the details that
    the file has, named by `Role` (text); "first_day", "last_day" (proleptic ordinals, 0 = never), "order_days",
    "orders", "cents" (when the file has amounts), "habit" (days, nan = unknown), "silence" (days, -1 = never bought),
    "status" and "segment" (positions in `statuses` and `segments`, -1 = none), "why", "r", "f", "m" (0 = not scored),
    "score_why", "since" (ordinal, 0 = unknown), "previous_status" (text as it stood in the file, missing at the first
    refresh), "excluded_why" (why the customer is not to be contacted on the mailing channel; missing when they may
    be).
    """

    as_of: date
    refreshed_on: date
    language: Language
    currency: str
    criteria: Criteria
    statuses: tuple[Label, ...]
    segments: tuple[Label, ...]
    customers: "pd.DataFrame"
    history: History
    has_amounts: bool
    channel: str  # of the mailing: "email", "post" or "phone"
    moves: "pd.DataFrame"  # of this refresh: key, before, after (names as shown), why
    journal: "pd.DataFrame"  # all lines to show: text, with "when" and "undone" as ordinals
    set_aside: tuple[SetAside, ...]
    problems: tuple[Problem, ...]
    alerts: tuple[Sentence, ...]

    @property
    def buyers(self) -> int:
        """Number of customers who have bought."""
        return int((self.customers["order_days"] > 0).sum())

    def in_numbers(self) -> list[Sentence]:
        """How many customers there are in each status, and how many moved: what every door says first."""
        counts = self.customers["status"].value_counts()
        lines = [
            sentence("{customers} customers, as of {as_of}:", customers=len(self.customers), as_of=self.as_of),
            *(
                sentence("  {status}: {number}", status=label.name, number=int(counts.get(position, 0)))
                for position, label in enumerate(self.statuses)
            ),
        ]
        if len(self.moves):
            lines.append(
                plural(
                    "{count} customer has changed status since the last refresh.",
                    "{count} customers have changed status since the last refresh.",
                    len(self.moves),
                )
            )
        return lines
