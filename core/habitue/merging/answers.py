"""What people answered about pairs: the words for it, what several sources say together, and where they disagree."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from habitue.language import Language, Sentence, sentence
from habitue.matching import Answers
from habitue.matching.fold import fold
from habitue.merging.anchors import Finder

Answer = Literal["same", "different", "household", "later"]

WORDS: Mapping[Answer, Sentence] = {
    "same": sentence("same"),
    "different": sentence("different"),
    "household": sentence("same household"),
    "later": sentence("later"),
}
_TYPED: Mapping[str, Answer] = {
    "yes": "same", "y": "same", "oui": "same", "o": "same", "meme": "same", "memes": "same", "identique": "same",
    "same customer": "same", "no": "different", "n": "different", "non": "different", "differents": "different",
    "different": "different", "differentes": "different", "household": "household", "foyer": "household",
    "later": "later", "plus tard": "later",
}  # fmt: skip
"""What people type who do not use the drop-down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An answer about two rows, by their marks: `mark` was compared with `reference`."""

    reference: str
    mark: str
    answer: Answer

    @property
    def pair(self) -> tuple[str, str]:
        """The two marks, whichever was the reference."""
        return min(self.reference, self.mark), max(self.reference, self.mark)


@dataclass(frozen=True, slots=True, kw_only=True)
class Survives:
    """A choice by hand: of lines that are one customer, the value of `mark` stays for the detail `role`."""

    reference: str
    mark: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A pair about which two copies say different things."""

    reference: str
    mark: str
    answers: tuple[tuple[str, Answer], ...]  # who (the name of the copy), what

    @property
    def pair(self) -> tuple[str, str]:
        """The two marks, whichever was the reference."""
        return min(self.reference, self.mark), max(self.reference, self.mark)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An answer at the rows that it is about now; `reference` and `row` are positions."""

    reference: int
    row: int
    told: Answered


def choices(language: Language) -> tuple[str, ...]:
    """The words of the drop-down."""
    return tuple(word.say(language) for word in WORDS.values())


def meaning(text: object) -> Answer | None:
    """The answer behind a word as somebody chose or typed it, in French or English; None for anything else."""
    plain = fold(text) if isinstance(text, str) else ""
    languages: tuple[Language, ...] = ("en", "fr")
    for answer, word in WORDS.items():
        if plain in {fold(word.say(language)) for language in languages}:
            return answer
    return _TYPED.get(plain)


def latest(answers: Iterable[Answered]) -> list[Answered]:
    """One answer a pair: the last given; in the order in which pairs were first answered."""
    found: dict[tuple[str, str], Answered] = {}
    for answered in answers:
        found[answered.pair] = answered
    return list(found.values())


def together(copies: Mapping[str, Sequence[Answered]]) -> tuple[list[Answered], list[Conflict]]:
    """The answers of several copies (by their names), and those that contradict; "later" gives way to any other."""
    said: dict[tuple[str, str], dict[str, Answered]] = {}
    for name, answers in copies.items():
        for answered in latest(answers):
            said.setdefault(answered.pair, {})[name] = answered
    agreed, conflicts = [], []
    for by_copy in said.values():
        decided = {name: one for name, one in by_copy.items() if one.answer != "later"} or by_copy
        first = next(iter(decided.values()))
        if len({one.answer for one in decided.values()}) == 1:
            agreed.append(first)
        else:
            told = tuple((name, one.answer) for name, one in decided.items())
            conflicts.append(Conflict(reference=first.reference, mark=first.mark, answers=told))
    return agreed, conflicts


def place(answers: Iterable[Answered], finder: Finder) -> tuple[list[Placed], list[Answered]]:
    """The answers at their rows, and those whose rows are not in the file now."""
    found, lost = [], []
    for answered in answers:
        reference, row = finder.row(answered.reference), finder.row(answered.mark)
        if reference is None or row is None or reference == row:
            lost.append(answered)
        else:
            found.append(Placed(reference=reference, row=row, told=answered))
    return found, lost


def for_matching(placed: Iterable[Placed], kept: np.ndarray, held: Collection[tuple[int, int]] = ()) -> Answers:
    """The answers as matching takes them; `kept` pairs are those that stand together already.

    Answers about `held` pairs (low, high) do not count; like those put off, they are never merged unasked.
    """
    pairs: dict[str, list[tuple[int, int]]] = {answer: [] for answer in WORDS}
    pairs["later"] = list(held)
    for one in placed:
        low, high = sorted((one.reference, one.row))
        if (low, high) not in held:
            pairs[one.told.answer].append((low, high))
    arrays = {answer: np.array(some, dtype=np.int64).reshape(-1, 2) for answer, some in pairs.items()}
    return Answers(
        same=arrays["same"],
        different=arrays["different"],
        household=arrays["household"],
        asked=arrays["later"],
        kept=kept,
    )
