"""Which of several values stays when the lines of one customer are put together: the team's rules, detail by detail."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Literal, get_args, get_type_hints

from habitue.criteria.allowed import check_word
from habitue.language import Sentence, sentence

Choice = Literal["most_complete", "most_recent", "oldest", "majority"]
Consents = Literal["most_restrictive", "most_recent"]
Notes = Literal["joined", "most_recent"]

RULES: Mapping[str, Sentence] = {
    "most_complete": sentence("the most complete, properly written"),
    "most_recent": sentence("the most recent that is valid"),
    "oldest": sentence("that of the oldest line"),
    "majority": sentence("what most lines say"),
    "most_restrictive": sentence("the most restrictive"),
    "joined": sentence("all of them, one after the other"),
}
"""The rules in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurvivorRules:
    """For each detail, which of several values stays; those that do not are kept beside it as "other".

    Whatever the rule, the parts of a name come from one row, and so do the parts of an address. Checked when made:
    raises BadCriteria that names the key and lists what is allowed.
    """

    name: Choice = "most_complete"
    company: Choice = "most_complete"
    email: Choice = "most_recent"
    phone: Choice = "most_recent"
    address: Choice = "most_complete"
    birth_date: Choice = "majority"
    number: Choice = "majority"  # SIREN, SIRET, VAT
    consent: Consents = "most_restrictive"
    notes: Notes = "joined"

    def __post_init__(self) -> None:
        for one in fields(self):
            check_word(f"survivors.{one.name}", getattr(self, one.name), allowed_rules(one.name))


def allowed_rules(detail: str) -> tuple[str, ...]:
    """The rules that a detail may have."""
    return get_args(get_type_hints(SurvivorRules)[detail])


DETAILS: Mapping[str, Sentence] = {
    "name": sentence("Name of the person"),
    "company": sentence("Company"),
    "email": sentence("E-mail"),
    "phone": sentence("Telephones"),
    "address": sentence("Address, with postcode and town"),
    "birth_date": sentence("Birth date"),
    "number": sentence("Company number"),
    "consent": sentence("Consents and unsubscribing"),
    "notes": sentence("Notes"),
}
"""The details in words."""
