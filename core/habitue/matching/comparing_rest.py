"""Company numbers, addresses, postcodes, towns and birth dates compared."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from habitue.matching.distances import alike
from habitue.matching.distinct_pairs import Codes, Compare, Compared, column_of, percent
from habitue.matching.places import area
from habitue.matching.prepared import Column


def plain(level: NDArray[np.generic], share: NDArray[np.floating]) -> Compared:
    """A comparison that saw nothing worth a note."""
    return Compared(level.astype(np.int8), percent(share), np.zeros(len(level), dtype=np.int16))


def numbers(column: Column) -> Compare:
    """0 different, 1 one sign apart, 2 the same."""

    def compare(one: Codes, other: Codes) -> Compared:
        share = alike("edits", column.texts[one], column.texts[other], 0.88)
        return plain(share >= 0.88, share)

    return compare


def addresses(column: Column) -> Compare:
    """0 different to 5 the same: number and street count apart, so that neighbours are not one household."""
    cut = [text.partition(" ") for text in column.texts]
    streets = column_of([street for _, _, street in cut])
    house = pd.factorize(pd.Series([number if number != "-" else None for number, _, _ in cut], dtype=object))[0]

    def compare(one: Codes, other: Codes) -> Compared:
        share = alike("common_share", streets[one], streets[other], 0.5)
        a, b = house[one], house[other]
        unknown = (a < 0) | (b < 0)
        same = (a == b) & ~unknown
        level = np.select(
            [
                same & (share >= 0.9),
                (same & (share >= 0.75)) | (unknown & (share >= 0.9)),
                (share >= 0.87) | (same & (share >= 0.6)),
                (share >= 0.7) | (same & (share >= 0.5)),
            ],
            [4, 3, 2, 1],
            0,
        )
        return plain(level, share * np.where(same | unknown, np.float32(1), np.float32(0.9)))

    return compare


def postcodes(column: Column) -> Compare:
    """0 different, 1 the same area, 2 one sign apart, 3 the same."""
    areas = pd.factorize(column_of([area(text) for text in column.texts]))[0]

    def compare(one: Codes, other: Codes) -> Compared:
        share = alike("edits", column.texts[one], column.texts[other], 0.79)
        return plain(np.select([share >= 0.79, areas[one] == areas[other]], [2, 1], 0), share)

    return compare


def towns(column: Column) -> Compare:
    """0 different, 1 alike or one a part of the other, 2 the same."""
    words = [frozenset(text.split()) for text in column.texts]
    several = np.fromiter((len(found) > 1 for found in words), dtype=bool, count=len(words))

    def compare(one: Codes, other: Codes) -> Compared:
        share = alike("jaro_winkler", column.texts[one], column.texts[other], 0.5)
        level = (share >= 0.88).astype(np.int8)
        for place in np.flatnonzero((level == 0) & (several[one] | several[other])).tolist():
            a, b = words[one[place]], words[other[place]]
            level[place] = a <= b or b <= a
        return plain(level, share)

    return compare


def births(column: Column) -> Compare:
    """0 different, 1 somewhat alike, 2 one typing error or day and month exchanged, 3 the same."""
    dates = np.array([int(text) for text in column.texts], dtype=np.int64)
    years, months, days = dates // 10_000, dates // 100 % 100, dates % 100

    def compare(one: Codes, other: Codes) -> Compared:
        share = alike("edits", column.texts[one], column.texts[other], 0.74)
        exchanged = (years[one] == years[other]) & (months[one] == days[other]) & (days[one] == months[other])
        return plain(np.select([exchanged | (share >= 0.87), share >= 0.74], [2, 1], 0), share)

    return compare
