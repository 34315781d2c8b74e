"""Which rows are one customer: pairs with their kind and probability, groups, and why, learnt from the file itself."""

from habitue.matching.criteria import MatchCriteria
from habitue.matching.finding import find_duplicates, link
from habitue.matching.notes import Bar, Note
from habitue.matching.records import KINDS, ZONES, Answers, Estimate, Kind, Matching, Pairs, Zone

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
