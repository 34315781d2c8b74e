"""What matching is told and what it finds, as frozen records; positions are those of the rows that were given."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from habitue.language import Language, Sentence

if TYPE_CHECKING:
    import pandas as pd

    from habitue.matching.model import Model

Kind = Literal["same", "related", "namesake", "chance"]
Zone = Literal["different", "ask", "same"]

KINDS: tuple[Kind, ...] = ("same", "related", "namesake", "chance")
ZONES: tuple[Zone, ...] = ("different", "ask", "same")

Rows = NDArray[np.int64]


def no_pairs() -> Rows:
    """An empty list of pairs."""
    return np.empty((0, 2), dtype=np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What people said of pairs of rows, each an array of shape (pairs, 2) of row positions.

    `same`, `different` and `household` (related, not one customer) are never contradicted. `kept` are pairs that an
    earlier run put together: they stay so unless an answer or a different birth date says otherwise, so that a group
    does not fall apart because the file grew. `shown` pairs were called certain by an earlier run and say what they
    said then: they stay together while they are likely and nothing bars them. `asked` pairs, which people put
    off or contradict one another about, never merge unasked. `wanted` pairs are compared and listed whatever comes out.
    """

    same: Rows = field(default_factory=no_pairs)
    different: Rows = field(default_factory=no_pairs)
    household: Rows = field(default_factory=no_pairs)
    kept: Rows = field(default_factory=no_pairs)
    shown: Rows = field(default_factory=no_pairs)
    asked: Rows = field(default_factory=no_pairs)
    wanted: Rows = field(default_factory=no_pairs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """The pairs worth telling of, one element each, sorted by `left`, then `right` (`left` < `right`).

    `kind` and `zone` are positions in KINDS and ZONES. `log_odds`, `level`, `alike` and `note` have one column per
    comparison (`Matching.fields`): how much it speaks for one customer (natural logarithm; below 0 against), its level
    (-1 = a side is blank), how alike the two values are in percent, and what was seen (flags of `notes.Note`).
    `barred` says (`notes.Bar`) what keeps a pair from merging by itself, `answered` that a person decided it.
    """

    left: Rows
    right: Rows
    probability: NDArray[np.float64]
    kind: NDArray[np.int8]
    zone: NDArray[np.int8]
    log_odds: NDArray[np.float32]
    level: NDArray[np.int8]
    alike: NDArray[np.int8]
    note: NDArray[np.int16]
    barred: NDArray[np.int16]
    answered: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.left)

    def frame(self) -> "pd.DataFrame":
        """One line per pair: left, right, kind and zone as words, probability, answered."""
        import pandas as pd

        return pd.DataFrame(
            {
                "left": self.left,
                "right": self.right,
                "kind": np.array(KINDS, dtype=object)[self.kind],
                "zone": np.array(ZONES, dtype=object)[self.zone],
                "probability": self.probability,
                "answered": self.answered,
            }
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """How good the result is likely to be, worked out without knowing the truth."""

    precision: float  # expected share of true pairs among the automatic merges; nan when there are none
    duplicates: float  # expected number of rows that are not the first of their customer
    automatic: int  # pairs that merge by themselves
    to_review: int  # pairs that are asked about
    compared: int  # candidate pairs
    warnings: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """Which rows are one customer, as far as can be told.

    `groups` are the rows that merge without asking (certain pairs and answers), `likely` the best guess were nobody to
    answer; both give each row the position of the first row of its group, or -1 where it is alone, and each group of
    `groups` lies within one of `likely`. `short_names` gives the short and the full given name of the pairs (by their
    place in `pairs`) where that was seen. `large` are the groups (first rows) of more rows than the criterion.
    """

    pairs: Pairs
    groups: Rows
    likely: Rows
    large: Rows
    estimate: Estimate
    model: "Model"
    fields: tuple[str, ...]
    short_names: Mapping[int, tuple[str, str]] = field(default_factory=dict)

    def reasons(self, pair: int, language: Language) -> list[str]:
        """Why the pair at this position of `pairs` is or is not one customer, the most telling comparison first."""
        from habitue.matching.reasons import reasons

        return [reason.say(language) for reason in reasons(self, pair)]

    def why(self, pair: int, language: Language) -> str:
        """The reasons in one line."""
        return " ; ".join(self.reasons(pair, language)) if language == "fr" else "; ".join(self.reasons(pair, language))
