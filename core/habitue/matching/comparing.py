"""Candidate pairs compared field by field: a level from 0 (different) up, each pair of distinct texts only once."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habitue.matching.comparing_contacts import compare_emails, compare_phones
from habitue.matching.comparing_names import Naming, compare_given, compare_surnames, with_swaps
from habitue.matching.comparing_rest import (
    compare_addresses,
    compare_births,
    compare_companies,
    compare_numbers,
    compare_postcodes,
    compare_towns,
)
from habitue.matching.distinct_pairs import Compared, by_distinct
from habitue.matching.prepared import FIELDS, Prepared
from habitue.matching.sharing import Sharing

Places = NDArray[np.int64]
Compare = Callable[[list[str], list[str]], Compared]

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


def compare(prepared: Prepared, sharing: Sharing, naming: Naming, left: Places, right: Places) -> Comparison:
    """Every field of every pair."""
    found: dict[str, Compared] = {}
    for field in FIELDS:
        if field in prepared.columns:
            found[field] = _field(prepared, sharing, naming, field, (left, right))
    if "first" in found and "last" in found:
        found["first"], found["last"] = with_swaps(prepared, left, right, found["first"], found["last"])
    return Comparison(
        fields=tuple(found),
        level={field: one.level for field, one in found.items()},
        alike={field: one.alike for field, one in found.items()},
        note={field: one.note for field, one in found.items()},
    )


def _field(prepared: Prepared, sharing: Sharing, naming: Naming, field: str, pair: tuple[Places, Places]) -> Compared:
    column = prepared.columns[field]
    if field == "email":
        return compare_emails(column, sharing.email, *pair)
    if field == "phone":
        return compare_phones(column, prepared.columns.get("mobile"), sharing.phone, *pair)
    plain: dict[str, Compare] = {
        "first": lambda one, other: compare_given(one, other, naming),
        "last": compare_surnames,
        "company": lambda one, other: compare_companies(one, other, naming),
        "number": compare_numbers,
        "address": compare_addresses,
        "postcode": compare_postcodes,
        "town": compare_towns,
        "birth": compare_births,
    }
    return by_distinct(column, pair, LEVELS[field] - 1, plain[field])
