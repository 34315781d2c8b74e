"""Whether two tables mean the same people by the same numbers: names, e-mail addresses and phones side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

import numpy as np
import pandas as pd

from habitue.intake.claims import Claim
from habitue.intake.who import name_rows

_FORM_WORDS = "sarl sas sasu sa eurl ei sci snc scop gmbh ag bv nv spa srl ltd limited plc inc llc corp co"
_FORMS = frozenset(_FORM_WORDS.split())
_CLUES = ("email", "phone")
_NAMES = ("person", "company", "whole")
_MOST_SPELLINGS = 4
_ALIKE = 0.8
_MOST_LETTERS_APART = 3


@dataclass(frozen=True, slots=True, eq=False)
class Persons:
    """The people that a table tells of by number: one line per number and way to name them, a few at most.

    Columns: same (the number), email, phone, person, company, whole (plain texts, None where unknown).
    """

    claim: Claim
    lines: pd.DataFrame


def persons_of(claim: Claim) -> Persons:
    """The people of a table; of many ways to name one, the first few in the alphabet."""
    named = name_rows(claim.source)
    pairs = pd.DataFrame({"code": claim.codes, "who": named.codes}).drop_duplicates()
    pairs = pairs[pairs["code"] >= 0]
    lines = pd.DataFrame({"same": claim.same.to_numpy(dtype=object)[pairs["code"]]})
    for clue in (*_CLUES, *_NAMES):
        texts = getattr(named, clue).to_numpy(dtype=object, na_value=None)
        lines[clue] = texts[pairs["who"].to_numpy()]
    lines = lines[lines["same"].notna() & lines[[*_CLUES, "whole"]].notna().any(axis=1)]
    again = lines["same"].duplicated(keep=False)
    if again.any():
        several = lines[again].sort_values(["same", *_CLUES, *_NAMES])
        few = several.groupby("same").cumcount() < _MOST_SPELLINGS
        lines = pd.concat([lines[~again], several[few]])
    return Persons(claim, lines.reset_index(drop=True))


def agreement(one: Persons, other: Persons) -> pd.Series:
    """For each number of both tables that can be compared, whether it stands for the same person (by number)."""
    pairs = one.lines.merge(other.lines, on="same", suffixes=("_one", "_other"))
    agree = np.zeros(len(pairs), dtype=bool)
    comparable = np.zeros(len(pairs), dtype=bool)
    for clue in (*_CLUES, "whole"):
        left, right = (pairs[f"{clue}_{side}"] for side in ("one", "other"))
        both = (left.notna() & right.notna()).to_numpy(dtype=bool)
        comparable |= both
        agree |= both & (left == right).to_numpy(dtype=bool)
    named = pairs[["whole_one", "whole_other"]].notna().all(axis=1).to_numpy(dtype=bool)
    open_still = np.flatnonzero(named & ~agree)
    ones, others = (_names(pairs.iloc[open_still], side) for side in ("one", "other"))
    agree[open_still] = [_any_alike(left, right) for left, right in zip(ones, others, strict=True)]
    found = pd.DataFrame({"same": pairs["same"], "agree": agree})[comparable]
    return found.groupby("same")["agree"].any()


def _names(pairs: pd.DataFrame, side: str) -> list[tuple[str, ...]]:
    columns = [pairs[f"{name}_{side}"].tolist() for name in _NAMES]
    return [
        tuple(dict.fromkeys(name for name in names if isinstance(name, str))) for names in zip(*columns, strict=True)
    ]


def _any_alike(ones: Sequence[str], others: Sequence[str]) -> bool:
    return any(alike(one, other) for one in ones for other in others)


@lru_cache(maxsize=4096)
def alike(one: str, other: str) -> bool:
    """Whether the words of the shorter name are all in the longer one: spelt a little differently, or as initials."""
    few, many = sorted((_words(one), _words(other)), key=lambda words: (len(words), sorted(words)))
    found = [_in(word, many) for word in few]
    return bool(found) and all(found) and any(len(word) > 1 for word in few)


def _words(name: str) -> frozenset[str]:
    words = frozenset(name[:100].split())
    return words - _FORMS or words


def _in(word: str, words: frozenset[str]) -> bool:
    if word in words:
        return True
    return any(_same_word(word, other) for other in words)


def _same_word(one: str, other: str) -> bool:
    if min(len(one), len(other)) == 1:
        return one[0] == other[0]
    if min(len(one), len(other)) < 4 or one[0] != other[0] or abs(len(one) - len(other)) > _MOST_LETTERS_APART:
        return False  # cheap, and slips are rare in the first letter
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE
