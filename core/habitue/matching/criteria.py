"""What the team may set about duplicates."""

from dataclasses import dataclass

from habitue.errors import BadCriteria
from habitue.language import sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchCriteria:
    """From which probability two rows are one customer, and when a detail says where somebody is and not who.

    Probabilities from 0 to 1: pairs from `same_from` merge by themselves, pairs from `ask_from` are asked about.
    """

    same_from: float = 0.99
    ask_from: float = 0.1
    likely_from: float = 0.5  # what the best guess puts together, were nobody to answer
    large_group: int = 5  # groups of more rows than this are flagged
    shared_by: int = 3  # names from which on an e-mail or a phone is like an address
    block_rows: int = 60  # rows that share a key are all compared up to here, beyond with their neighbours only
    lean_from_rows: int = 200_000  # from here on names alone bring only few rows together
    lean_block_rows: int = 20

    def __post_init__(self) -> None:
        if not 0 < self.ask_from <= self.likely_from <= self.same_from <= 1:
            raise BadCriteria(
                sentence(
                    "The probabilities of duplicates must rise from “ask” ({ask}) to “likely” ({likely}) "
                    "to “same” ({same}), between 0 and 1.",
                    ask=self.ask_from,
                    likely=self.likely_from,
                    same=self.same_from,
                ),
                key="duplicates.same_from",
            )
        if self.shared_by < 2 or self.block_rows < 2 or self.lean_block_rows < 2 or self.large_group < 2:
            raise BadCriteria(
                sentence("The counts among the criteria of duplicates must be whole numbers from 2 on."),
                key="duplicates.shared_by",
            )
