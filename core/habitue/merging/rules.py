"""What the team may set about which values survive when customers are put together."""

from dataclasses import dataclass, fields
from typing import Literal, get_args, get_type_hints

from habitue.errors import BadCriteria
from habitue.language import Sentence, sentence

Choice = Literal["most_complete", "most_recent", "oldest", "majority"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SurvivorRules:
    """For each detail, which of several values stays; those that do not are kept beside it as "other".

    Whatever the rule, the parts of a name come from one row, and so do the parts of an address.
    """

    name: Choice = "most_complete"
    company: Choice = "most_complete"
    email: Choice = "most_recent"
    phone: Choice = "most_recent"
    address: Choice = "most_complete"
    birth_date: Choice = "majority"
    number: Choice = "majority"  # SIREN, SIRET, VAT
    consent: Literal["most_restrictive", "most_recent"] = "most_restrictive"
    notes: Literal["joined", "most_recent"] = "joined"

    def __post_init__(self) -> None:
        for field, allowed in get_type_hints(SurvivorRules).items():
            value = getattr(self, field)
            if value not in get_args(allowed):
                raise BadCriteria(
                    sentence(
                        "{value} is no rule for which {field} survives; there are: {allowed}.",
                        value=str(value),
                        field=field,
                        allowed=get_args(allowed),
                    ),
                    key=f"survivors.{field}",
                )


SAID: dict[str, Sentence] = {
    "most_complete": sentence("the most complete, properly written"),
    "most_recent": sentence("the most recent that is valid"),
    "oldest": sentence("that of the oldest line"),
    "majority": sentence("what most lines say"),
    "most_restrictive": sentence("the most restrictive"),
    "joined": sentence("all of them, one after the other"),
    "first_known": sentence("the only one there is"),
    "chosen": sentence("chosen by hand"),
}
"""The rules in words, for the journal."""

NAMES = tuple(field.name for field in fields(SurvivorRules))
