"""What a cleaning rule is, and which rules are on: each has a stable id, a sentence, and can be switched off."""

from dataclasses import dataclass
from typing import Literal

from habitue.language import Language, Sentence

Severity = Literal["change", "doubt"]
"""A rule either changes cells, or leaves them and asks people to look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: `id` is its field and its own name ("names.case"), `explains` says in words what it does.

    `asks` is what a rule that changes cells says of one that it dares not change.
    """

    id: str
    explains: Sentence
    severity: Severity = "change"
    asks: Sentence | None = None

    @property
    def doubt(self) -> Sentence:
        """What it says of a cell that it leaves."""
        return self.asks or self.explains


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Which rules are off, and whose habits hold.

    `off` has ids of rules ("names.case") or whole fields ("names"); `country` is an ISO 3166 code in capitals, the one
    that the file's people and companies are taken to be of where nothing says otherwise. `today` (an ordinal) is the
    day after which nobody was born, and which short years are read by.
    """

    off: frozenset[str] = frozenset()
    country: str = "FR"
    language: Language = "fr"
    today: int | None = None

    def on(self, rule: str) -> bool:
        """Whether the rule of this id is switched on."""
        return not self.off or not (rule in self.off or rule.split(".", 1)[0] in self.off)
