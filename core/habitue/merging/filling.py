"""Blank details of customers filled from rows of another file where both are certainly one; nothing is overwritten."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from habitue.cleaning.fields import CleanedTable
from habitue.merging.survivors import ADDRESS, PHONES, comparable, texts_of
from habitue.roles import Role

_NAMES = (Role.FIRST_NAME, Role.LAST_NAME, Role.NAME)
SINGLE = (Role.CIVILITY, *_NAMES, Role.COMPANY, Role.EMAIL, *PHONES)
"""Details that are filled each on its own; the parts of an address come together. Consents are never taken over."""

_TOLD_BY = {Role.EMAIL: "email_usable", Role.PHONE: "phone_e164", Role.MOBILE: "mobile_e164"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A blank detail of a customer (a position) that a row of the other file has."""

    customer: int
    role: str
    row: int
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A detail in which the files differ, or several rows of the other file do (`here` is then blank)."""

    customer: int
    role: str
    row: int
    here: str
    there: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """What can be filled, and what cannot because two values contradict one another."""

    filled: tuple[Filled, ...]
    contradictions: tuple[Contradiction, ...]


def filling(customers: pd.DataFrame, other: CleanedTable, rows: Mapping[int, Sequence[int]]) -> Filling:
    """What `other` can tell of `customers`: `rows` are the rows of it that are certainly the customer of a position."""
    filler = _Filler(customers, other)
    found = [one for customer in sorted(rows) for one in filler.of(customer, rows[customer])]
    return Filling(
        filled=tuple(one for one in found if isinstance(one, Filled)),
        contradictions=tuple(one for one in found if isinstance(one, Contradiction)),
    )


class _Filler:
    def __init__(self, customers: pd.DataFrame, other: CleanedTable) -> None:
        self._here, self._there = texts_of(customers), texts_of(other.customers)
        self._valid = _usable(other)
        self._roles = [str(role) for role in SINGLE if role in self._there and (role in self._here or not _named(role))]

    def of(self, customer: int, rows: Sequence[int]) -> Iterator[Filled | Contradiction]:
        """All that the rows tell of a customer."""
        for role in self._roles:
            yield from self._single(customer, role, rows)
        yield from self._address(customer, rows)

    def _single(self, customer: int, role: str, rows: Sequence[int]) -> Iterator[Filled | Contradiction]:
        here, values = self._own(customer, role), self._values(role, rows)
        if role in PHONES:  # a number is known whichever of the two columns it stands in
            known = {comparable(line, self._own(customer, line)) for line in map(str, PHONES)}
            values = {same: row for same, row in values.items() if same not in known}
        elif here:
            values.pop(comparable(role, here), None)
        if not values:
            return
        row = next(iter(values.values()))
        if here or len(values) > 1:
            yield Contradiction(customer=customer, role=role, row=row, here=here, there=self._there[role][row])
        else:
            yield Filled(customer=customer, role=role, row=row, value=self._there[role][row])

    def _address(self, customer: int, rows: Sequence[int]) -> Iterator[Filled | Contradiction]:
        """The blank parts of an address, from a row that says the same in all parts that are there."""
        parts = [str(role) for role in ADDRESS if role in self._there]
        agreeing: dict[str, dict[str, int]] = defaultdict(dict)
        differing: tuple[str, int] | None = None
        for row in rows:
            said = {role: self._there[role][row] for role in parts if self._there[role][row]}
            both = [role for role in said if self._own(customer, role)]
            unlike = [r for r in both if comparable(r, said[r]) != comparable(r, self._own(customer, r))]
            if unlike:
                differing = differing or (unlike[0], row)
                continue
            if not both and not ({Role.ADDRESS, Role.POSTCODE, Role.TOWN} & said.keys()):
                continue  # a country alone is no address
            agreeing["|".join(comparable(role, said.get(role, "")) for role in parts)][str(row)] = row
        if differing is not None:
            role, row = differing
            here = self._own(customer, role)
            yield Contradiction(customer=customer, role=role, row=row, here=here, there=self._there[role][row])
        elif len(agreeing) > 1:
            row = next(iter(next(iter(agreeing.values())).values()))
            role = next(role for role in parts if self._there[role][row])
            yield Contradiction(customer=customer, role=role, row=row, here="", there=self._there[role][row])
        elif agreeing:
            row = next(iter(next(iter(agreeing.values())).values()))
            for role in parts:
                if self._there[role][row] and not self._own(customer, role):
                    yield Filled(customer=customer, role=role, row=row, value=self._there[role][row])

    def _own(self, customer: int, role: str) -> str:
        column = self._here.get(role)
        return "" if column is None else column[customer]

    def _values(self, role: str, rows: Sequence[int]) -> dict[str, int]:
        """The valid values of the rows, each once, with the first row that has it."""
        valid, found = self._valid.get(role), dict[str, int]()
        for row in rows:
            same = comparable(role, self._there[role][row])
            if same and (valid is None or valid[row]):
                found.setdefault(same, row)
        return found


def _usable(cleaned: CleanedTable) -> dict[str, list[bool]]:
    """By role, which values cleaning finds usable; a role is left out where it cannot say."""
    told = {role: cleaned.derived[name] for role, name in _TOLD_BY.items() if name in cleaned.derived}
    return {str(role): [not pd.isna(flag) and bool(flag) for flag in flags] for role, flags in told.items()}


def _named(role: Role) -> bool:
    return role in _NAMES
