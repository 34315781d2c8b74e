"""E-mails and phones compared; what several names share has a level of its own, below the same of one person."""

import numpy as np
from numpy.typing import NDArray

from habitue.matching.distances import alike
from habitue.matching.distinct_pairs import Compared, by_codes, by_distinct, percent
from habitue.matching.notes import Note
from habitue.matching.prepared import Column

Places = NDArray[np.int64]
Flags = NDArray[np.bool_]

MAIL_SHARED, MAIL_SAME = 3, 4
PHONE_SHARED, PHONE_SAME = 2, 3
_NEAR_FROM, _SOMEWHAT_FROM = 0.9, 0.75
_ONE_DIGIT_FROM = 0.88
_LEAST_LOCAL = 5


def compare_emails(column: Column, shared: Flags, left: Places, right: Places) -> Compared:
    """0 different, 1 somewhat alike, 2 nearly the same or the same before the @, 3 the same but shared, 4 the same."""
    found = by_distinct(column, (left, right), MAIL_SAME, _emails)
    return _with_shared(found, column, shared, left, (MAIL_SAME, MAIL_SHARED))


def _emails(one: list[str], other: list[str]) -> Compared:
    share = alike("edits", one, other)
    locals_one, locals_other = ([text.partition("@")[0] for text in texts] for texts in (one, other))
    same = np.fromiter(
        (a == b and len(a) >= _LEAST_LOCAL for a, b in zip(locals_one, locals_other, strict=True)), bool, len(one)
    )
    local = alike("edits", locals_one, locals_other)
    near = same | ((share >= _NEAR_FROM) & (local >= _NEAR_FROM - 0.1))
    level = np.select([near, (share >= _SOMEWHAT_FROM) & (local >= _SOMEWHAT_FROM - 0.1)], [2, 1], 0).astype(np.int8)
    return Compared(level, percent(share), np.zeros(len(one), dtype=np.int16))


def compare_phones(column: Column, mobile: Column | None, shared: Flags, left: Places, right: Places) -> Compared:
    """0 different, 1 one digit apart, 2 the same but shared, 3 the same; the best of both lines of each row."""
    found = by_distinct(column, (left, right), PHONE_SAME, _phones)
    found = _with_shared(found, column, shared, left, (PHONE_SAME, PHONE_SHARED))
    if mobile is None:
        return found
    for one, other in ((column, mobile), (mobile, column), (mobile, mobile)):
        made = by_codes(column, (one.codes[left], other.codes[right]), PHONE_SAME, _phones)
        made = _with_shared(made, one, shared, left, (PHONE_SAME, PHONE_SHARED))
        better = made.level > found.level
        found.level[better], found.alike[better] = made.level[better], made.alike[better]
        found.note[better] = made.note[better] | (0 if one is other else Note.CROSSED)
    return found


def _phones(one: list[str], other: list[str]) -> Compared:
    share = alike("edits", one, other)
    level = (share >= _ONE_DIGIT_FROM).astype(np.int8)
    return Compared(level, percent(share), np.zeros(len(one), dtype=np.int16))


def _with_shared(found: Compared, column: Column, shared: Flags, left: Places, levels: tuple[int, int]) -> Compared:
    same, lower = levels
    is_shared = (found.level == same) & np.append(shared, False)[column.codes[left]]
    found.level[is_shared], found.note[is_shared] = lower, Note.SHARED
    return found
