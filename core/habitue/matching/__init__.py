"""Which rows are one customer: pairs with their kind and probability, groups, and why, learnt from the file itself."""

from typing import TYPE_CHECKING

from habitue.matching.criteria import MatchCriteria
from habitue.matching.notes import Bar, Note
from habitue.matching.records import KINDS, ZONES, Answers, Estimate, Kind, Matching, Pairs, Zone

if TYPE_CHECKING:
    from habitue.matching.finding import find_duplicates, link

__all__ = [
    "KINDS",
    "ZONES",
    "Answers",
    "Bar",
    "Estimate",
    "Kind",
    "MatchCriteria",
    "Matching",
    "Note",
    "Pairs",
    "Zone",
    "find_duplicates",
    "link",
]


def __getattr__(name: str) -> object:
    """The search itself is 30 modules: a refresh, which only reads what people answered, does without them."""
    if name not in ("find_duplicates", "link"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from habitue.matching import finding

    return getattr(finding, name)
