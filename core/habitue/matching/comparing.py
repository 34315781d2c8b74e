"""Candidate pairs compared field by field: a level from 0 (different) up, each pair of distinct texts only once."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habitue.matching.comparing_companies import companies
from habitue.matching.comparing_contacts import compare_emails, compare_phones, emails, phones
from habitue.matching.comparing_names import Naming, given_names, surnames, with_swaps
from habitue.matching.comparing_rest import addresses, births, numbers, postcodes, towns
from habitue.matching.distinct_pairs import Compare, Compared, by_distinct
from habitue.matching.prepared import FIELDS, Column, Prepared
from habitue.matching.sharing import Sharing

Places = NDArray[np.int64]

LEVELS = {
    "first": 5, "last": 5, "company": 5, "number": 3, "email": 5, "phone": 4, "address": 6, "postcode": 4, "town": 3,
    "birth": 4,
}  # fmt: skip
"""How many levels each field has; the highest is "the same"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Pairs compared: per field (those of `fields`, in order) an array over the pairs.

    `level` is -1 where a side is blank; `alike` is in percent; `note` holds flags of `Note`.
    """

    fields: tuple[str, ...]
    level: dict[str, NDArray[np.int8]]
    alike: dict[str, NDArray[np.int8]]
    note: dict[str, NDArray[np.int16]]

    def __len__(self) -> int:
        return len(next(iter(self.level.values()))) if self.level else 0

    def some(self, pairs: NDArray[np.bool_]) -> "Comparison":
        """The same for some of the pairs."""
        return Comparison(
            fields=self.fields,
            level={field: level[pairs] for field, level in self.level.items()},
            alike={field: alike[pairs] for field, alike in self.alike.items()},
            note={field: note[pairs] for field, note in self.note.items()},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparer:
    """Compares pairs of the rows of one file; what it needs of each distinct text is worked out once."""

    prepared: Prepared
    sharing: Sharing
    compares: dict[str, Compare]

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that are compared, in their order."""
        return tuple(self.compares)

    def compare(self, left: Places, right: Places) -> Comparison:
        """Every field of every pair."""
        found = {field: self._field(field, (left, right)) for field in self.compares}
        if "first" in found and "last" in found:
            found["first"], found["last"] = with_swaps(self.prepared, left, right, found["first"], found["last"])
        return Comparison(
            fields=self.fields,
            level={field: one.level for field, one in found.items()},
            alike={field: one.alike for field, one in found.items()},
            note={field: one.note for field, one in found.items()},
        )

    def _field(self, field: str, pair: tuple[Places, Places]) -> Compared:
        column, compare = self.prepared.columns[field], self.compares[field]
        if field == "email":
            return compare_emails(column, compare, self.sharing.email, *pair)
        if field == "phone":
            return compare_phones((column, self.prepared.columns.get("mobile")), compare, self.sharing.phone, *pair)
        return by_distinct(column, pair, LEVELS[field] - 1, compare)


def comparer(prepared: Prepared, sharing: Sharing, naming: Naming) -> Comparer:
    """The comparer of a file."""
    makers: dict[str, Callable[[Column], Compare]] = {
        "first": lambda column: given_names(column, naming),
        "last": surnames,
        "company": lambda column: companies(column, naming),
        "number": numbers,
        "email": emails,
        "phone": phones,
        "address": addresses,
        "postcode": postcodes,
        "town": towns,
        "birth": births,
    }
    there = [field for field in FIELDS if field in prepared.columns]
    compares = {field: makers[field](prepared.columns[field]) for field in there}
    return Comparer(prepared=prepared, sharing=sharing, compares=compares)
