"""E-mails and phones compared; what several names share has a level of its own, below the same of one person."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from habitue.matching.comparing_rest import plain
from habitue.matching.distances import alike
from habitue.matching.distinct_pairs import Codes, Compare, Compared, by_codes, by_distinct, column_of
from habitue.matching.notes import Note
from habitue.matching.prepared import Column

Places = NDArray[np.int64]
Flags = NDArray[np.bool_]

MAIL_SHARED, MAIL_SAME = 3, 4
PHONE_SHARED, PHONE_SAME = 2, 3
_NEAR_FROM, _SOMEWHAT_FROM = 0.9, 0.75
_ONE_DIGIT_FROM = 0.88
_LEAST_LOCAL = 5


def compare_emails(column: Column, compare: Compare, shared: Flags, left: Places, right: Places) -> Compared:
    """0 different, 1 somewhat alike, 2 nearly the same or the same before the @, 3 the same but shared, 4 the same."""
    found = by_distinct(column, (left, right), MAIL_SAME, compare)
    return _with_shared(found, column, shared, left, (MAIL_SAME, MAIL_SHARED))


def emails(column: Column) -> Compare:
    """Two different addresses, whole and before the @."""
    before = column_of([text.partition("@")[0] for text in column.texts])
    users = pd.factorize(before)[0]
    long = np.fromiter((len(text) >= _LEAST_LOCAL for text in before), dtype=bool, count=len(before))

    def compare(one: Codes, other: Codes) -> Compared:
        share = alike("edits", column.texts[one], column.texts[other], _SOMEWHAT_FROM)
        local = np.zeros(len(share), dtype=np.float32)
        some = np.flatnonzero(share >= _SOMEWHAT_FROM)
        local[some] = alike("edits", before[one[some]], before[other[some]])
        same = (users[one] == users[other]) & long[one]
        near = same | ((share >= _NEAR_FROM) & (local >= _NEAR_FROM - 0.1))
        level = np.select([near, (share >= _SOMEWHAT_FROM) & (local >= _SOMEWHAT_FROM - 0.1)], [2, 1], 0)
        return plain(level, share)

    return compare


def compare_phones(
    lines: tuple[Column, Column | None], compare: Compare, shared: Flags, left: Places, right: Places
) -> Compared:
    """0 different, 1 one digit apart, 2 the same but shared, 3 the same; the best of both lines of each row."""
    column, mobile = lines
    found = by_distinct(column, (left, right), PHONE_SAME, compare)
    found = _with_shared(found, column, shared, left, (PHONE_SAME, PHONE_SHARED))
    if mobile is None:
        return found
    for one, other in ((column, mobile), (mobile, column), (mobile, mobile)):
        made = by_codes(column, (one.codes[left], other.codes[right]), PHONE_SAME, compare)
        made = _with_shared(made, one, shared, left, (PHONE_SAME, PHONE_SHARED))
        better = made.level > found.level
        found.level[better], found.alike[better] = made.level[better], made.alike[better]
        found.note[better] = made.note[better] | (0 if one is other else Note.CROSSED)
    return found


def phones(column: Column) -> Compare:
    """Two different numbers."""

    def compare(one: Codes, other: Codes) -> Compared:
        share = alike("edits", column.texts[one], column.texts[other], _ONE_DIGIT_FROM)
        return plain(share >= _ONE_DIGIT_FROM, share)

    return compare


def _with_shared(found: Compared, column: Column, shared: Flags, left: Places, levels: tuple[int, int]) -> Compared:
    same, lower = levels
    is_shared = (found.level == same) & np.append(shared, False)[column.codes[left]]
    found.level[is_shared], found.note[is_shared] = lower, Note.SHARED
    return found
