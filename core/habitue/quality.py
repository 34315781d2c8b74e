"""How far a customer file can be used: what is filled, who can be reached, what was corrected and what could not be."""

from dataclasses import dataclass
from typing import Literal

from habitue.language import Language, Sentence
from habitue.outcome import Label

Way = Literal["email", "mobile", "post", "phone"]
"""A way to reach a customer; a mobile phone is also a phone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRate:
    """One field of the customers: how many cells are filled, how many were corrected, how many are to be looked at."""

    role: str
    name: Sentence
    filled: int
    corrected: int
    doubtful: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WayRate:
    """One way to reach customers: how many could be, how many of them may be (consent), and what is missing."""

    way: Way
    name: Sentence
    reachable: int
    allowed: int
    missing: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRate:
    """The customers of one status or segment, and how many of them may be contacted each way."""

    label: Label
    customers: int
    allowed: dict[Way, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCount:
    """What one rule did or doubts: how many cells, and one of them as an example.

    `after` is what the cell became, blank where it became so; for a doubt, what we would write, None where we have no
    idea.
    """

    rule: str
    explains: Sentence
    count: int
    place: str  # "Clients!B12"
    before: str
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """The state of a customer file at one refresh."""

    customers: int
    fields: tuple[FieldRate, ...]
    ways: tuple[WayRate, ...]
    statuses: tuple[GroupRate, ...]
    segments: tuple[GroupRate, ...]
    corrected: tuple[RuleCount, ...]
    doubts: tuple[RuleCount, ...]
    consent_known: bool

    def as_dict(self, language: Language) -> dict[str, object]:
        """For programs."""
        return {
            "customers": self.customers,
            "fields": [
                {
                    "field": field.role,
                    "filled": field.filled,
                    "share": self.share(field.filled),
                    "corrected": field.corrected,
                    "doubtful": field.doubtful,
                }
                for field in self.fields
            ],
            "channels": [
                {
                    "channel": way.way,
                    "reachable": way.reachable,
                    "share": self.share(way.reachable),
                    "with_consent": way.allowed,
                    "without_consent": way.reachable - way.allowed,
                    "missing": [line.say(language) for line in way.missing],
                }
                for way in self.ways
            ],
            "consent_known": self.consent_known,
            "statuses": [_group(group) for group in self.statuses],
            "segments": [_group(group) for group in self.segments],
            "corrected": [_rule(rule, language) for rule in self.corrected],
            "doubts": [_rule(rule, language) for rule in self.doubts],
        }

    def share(self, count: int) -> float:
        """A number of customers as a part of all, four digits; 0 where there are none."""
        return round(count / self.customers, 4) if self.customers else 0.0


def _group(group: GroupRate) -> dict[str, object]:
    return {"key": group.label.key, "name": group.label.name, "customers": group.customers, "allowed": group.allowed}


def _rule(rule: RuleCount, language: Language) -> dict[str, object]:
    return {
        "rule": rule.rule,
        "sentence": rule.explains.say(language),
        "count": rule.count,
        "cell": rule.place,
        "before": rule.before,
        "after": rule.after,
    }
