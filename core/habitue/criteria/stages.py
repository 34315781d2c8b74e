"""A lifecycle stage: its rule is a list of alternatives, each a list of conditions that must hold together."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from habitue.criteria.allowed import refusal
from habitue.criteria.conditions import Condition
from habitue.criteria.named import Named, check_named, check_unlike
from habitue.criteria.words import STATUSES, Words
from habitue.language import sentence

Rule: TypeAlias = tuple[tuple[Condition, ...], ...]

MOST_STAGES = MOST_ALTERNATIVES = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Named):
    """A status. It holds when one of the alternatives of `rule` does, that is when all of its conditions hold.

    The last stage of a set has no rule: it takes the customers that no other took.
    """

    KNOWN: ClassVar[Words] = STATUSES
    PLACE: ClassVar[str] = "stages"

    rule: Rule = ()

    def __post_init__(self) -> None:
        check_named(self)
        if not all(self.rule):
            why = sentence("an alternative without a condition would always hold; leave it out")
            raise refusal(f"stages.{self.key}.rule", why)
        if len(self.rule) > MOST_ALTERNATIVES:
            why = sentence("a rule has at most {most} alternatives", most=MOST_ALTERNATIVES)
            raise refusal(f"stages.{self.key}.rule", why)

    def conditions(self) -> Iterator[Condition]:
        """All conditions of the rule, in their order."""
        return (condition for alternative in self.rule for condition in alternative)


def check_stages(stages: tuple[Stage, ...]) -> None:
    """Hold a list of stages to the law: names all different, and a rule for each but the last."""
    if not 1 <= len(stages) <= MOST_STAGES:
        raise refusal("stages", sentence("there must be from 1 to {most} statuses", most=MOST_STAGES))
    check_unlike(stages)
    for stage in stages[:-1]:
        if not stage.rule:
            why = sentence(
                "the status {name} has no rule, so nothing below it could hold; only the last has none",
                name=stage.name("en"),
            )
            raise refusal(f"stages.{stage.key}.rule", why)
    if stages[-1].rule:
        why = sentence(
            "the last status, {name}, must have no rule, so that each customer gets exactly one status",
            name=stages[-1].name("en"),
        )
        raise refusal(f"stages.{stages[-1].key}.rule", why)
