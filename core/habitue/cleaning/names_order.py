"""Which word of a full name is the first name: from its capitals, known first names, and the habit of the column."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from habitue.cleaning.first_names import is_first_name, is_telling_first_name
from habitue.cleaning.names_civility import CIVILITIES
from habitue.cleaning.names_words import PARTICLES

Order = Literal["first last", "last first"]

_INITIAL = re.compile(r"[^\W\d_]\.?|(?:[^\W\d_]\.)+|[^\W\d_]\.?-[^\W\d_]\.?")
_SUFFIX = re.compile(r"(?i)jr\.?|sr\.?|ii|iii|iv|phd|esq\.?|mbe|obe|cbe")
_ENOUGH = 5
"""Names that must show an order before it is called the column's habit; they must outnumber the others four to one."""


@dataclass(frozen=True, slots=True)
class FullName:
    """The two halves of a full name."""

    first: str
    last: str


def habit_of(shown: Sequence[Order | None]) -> Order | None:
    """The order of a column from what each of its names shows; None when they show none or both."""
    first, last = shown.count("first last"), shown.count("last first")
    if first >= _ENOUGH and first >= 4 * last:
        return "first last"
    if last >= _ENOUGH and last >= 4 * first:
        return "last first"
    return None


def shown_order(name: str) -> Order | None:
    """The order that one name shows: a surname in capitals, a comma, or a first name on one side only."""
    if "," in name:
        return None
    parts = name.split(" ")
    if len(parts) < 2:
        return None
    if by_capitals := _split_by_capitals(parts):
        return by_capitals[1]
    start, end = is_first_name(parts[0]), is_first_name(parts[-1])
    if start == end or any(_INITIAL.fullmatch(word) for word in parts):
        return None
    return "first last" if start else "last first"


def split_name(name: str, habit: Order | None) -> FullName | None:
    """The first and last name, None where it cannot be told; a name must not contradict the habit."""
    if "(" in name or _SUFFIX.fullmatch(name.rpartition(" ")[2]):
        return None
    if "," in name:
        return _split_by_comma(name)
    parts = name.split(" ")
    if len(parts) < 2:
        return None
    if by_capitals := _split_by_capitals(parts):
        return by_capitals[0]
    if habit is None:
        return _split_by_first_name(parts)
    return _split_by_habit(parts, habit)


def contradicts(name: str, shown: Order | None, habit: Order) -> bool:
    """Whether a name shows, beyond doubt, the other order than the column's."""
    if shown is None or shown == habit:
        return False
    parts = name.split(" ")
    if len(parts) != 2 or _split_by_capitals(parts):
        return False
    return is_telling_first_name(parts[0 if shown == "first last" else 1])


def _split_by_comma(name: str) -> FullName | None:
    last, first = (half.strip() for half in name.split(",", 1))
    whole = all(len(half) > 1 and half.lower() not in CIVILITIES for half in (first, last))
    return FullName(first, last) if whole and "," not in first else None


def _split_by_capitals(parts: list[str]) -> tuple[FullName, Order] | None:
    loud = [word.isupper() and sum(c.isalpha() for c in word) > 1 and not _INITIAL.fullmatch(word) for word in parts]
    if all(loud) or not any(loud):
        return None
    lowest, highest = loud.index(True), len(loud) - 1 - loud[::-1].index(True)
    if not all(loud[lowest : highest + 1]):
        return None
    while lowest > 0 and parts[lowest - 1].lower() in PARTICLES:
        lowest -= 1
    if lowest == 0 and highest < len(parts) - 1:
        return FullName(" ".join(parts[highest + 1 :]), " ".join(parts[: highest + 1])), "last first"
    if lowest > 0 and highest == len(parts) - 1:
        return FullName(" ".join(parts[:lowest]), " ".join(parts[lowest:])), "first last"
    return None


def _split_by_first_name(parts: list[str]) -> FullName | None:
    if len(parts) != 2:
        return None
    start, end = parts
    if is_telling_first_name(start) and not is_first_name(end):
        return FullName(start, end)
    if is_telling_first_name(end) and not is_first_name(start):
        return FullName(end, start)
    return None


def _split_by_habit(parts: list[str], habit: Order) -> FullName | None:
    """By the habit, where only one cut is possible: two words, a particle, initials, or one run of first names."""
    if len(parts) == 2 and any(part.lower() in PARTICLES for part in parts):
        return None
    if habit == "last first":
        if parts[-2].lower() in PARTICLES:
            return None
        firsts = len(parts) - _run(parts[::-1])
        return FullName(" ".join(parts[firsts:]), " ".join(parts[:firsts])) if 0 < firsts < len(parts) else None
    cut = _run(parts)
    return FullName(" ".join(parts[:cut]), " ".join(parts[cut:])) if 0 < cut < len(parts) else None


def _run(parts: list[str]) -> int:
    """How many words from the side of the first name belong to it; 0 when it cannot be told."""
    if len(parts) == 2:
        return 1
    if not is_first_name(parts[0]):
        return 0
    if parts[1].lower() in PARTICLES:
        return 1
    if _INITIAL.fullmatch(parts[1]):
        return 2 if len(parts) == 3 else 0
    unsure = is_first_name(parts[1])
    return 0 if unsure or parts[-1].lower() in PARTICLES or len(parts) > 3 else 1
