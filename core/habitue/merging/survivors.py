"""Which value of each detail survives in a group of rows, and what is kept beside it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from habitue.cleaning.fields import CleanedTable
from habitue.criteria import SurvivorRules
from habitue.matching.contacts import fold_email, fold_phone
from habitue.matching.fold import fold
from habitue.roles import Role

NAMES = (Role.CIVILITY, Role.FIRST_NAME, Role.LAST_NAME, Role.NAME)
ADDRESS = (Role.ADDRESS, Role.ADDRESS_MORE, Role.POSTCODE, Role.TOWN, Role.REGION, Role.COUNTRY)
NUMBERS = (Role.SIREN, Role.SIRET, Role.VAT)
PHONES = (Role.MOBILE, Role.PHONE)
CONSENTS = (Role.CONSENT, Role.CONSENT_EMAIL, Role.CONSENT_POST, Role.CONSENT_PHONE, Role.UNSUBSCRIBED)
_GRAVE = ("deceased", "unsubscribed", "said_lost")
_RECENT = "most_recent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Survivor:
    """What survives of a group: by role the row that its value comes from, and by which rule."""

    rows: tuple[int, ...]  # the oldest first: its number is kept
    source: Mapping[str, int]
    rule: Mapping[str, str]  # a word of `rules.SAID`


def overridden(survivor: Survivor, chosen: Mapping[str, int]) -> Survivor:
    """The survivor with details (by role) taken from the rows that people chose."""
    known = {role: row for role, row in chosen.items() if role in survivor.source and row in survivor.rows}
    return Survivor(
        rows=survivor.rows,
        source={**survivor.source, **known},
        rule={**survivor.rule, **dict.fromkeys(known, "chosen")},
    )


class Chooser:
    """Chooses among the rows of a table; `age` ranks them, the oldest lowest, and so do ties."""

    def __init__(self, cleaned: CleanedTable, age: NDArray[np.integer], rules: SurvivorRules) -> None:
        self._age = age
        self._rules = rules
        self._texts = texts_of(cleaned.customers)
        self._derived = {
            str(name): [None if pd.isna(value) else value for value in cleaned.derived[name].tolist()]
            for name in cleaned.derived
            if name in _NEEDED
        }

    def survivor(self, rows: Sequence[int]) -> Survivor:
        """The survivor of a group of rows."""
        ordered = sorted(rows, key=lambda row: self._age[row])
        source: dict[str, int] = {}
        rule: dict[str, str] = {}
        for roles, chosen, word in self._decisions(ordered):
            for role in roles:
                if str(role) in self._texts:
                    source[str(role)], rule[str(role)] = chosen, word
        for name in self._texts:
            if name not in source or (name in NAMES and not self._text(name, source[name])):
                filled = [row for row in ordered if self._text(name, row)]
                source[name], rule[name] = filled[0] if filled else ordered[0], "first_known"
        return Survivor(rows=tuple(ordered), source=source, rule=rule)

    def _decisions(self, rows: Sequence[int]) -> list[tuple[tuple[Role, ...], int, str]]:
        rules = self._rules
        found: list[tuple[tuple[Role, ...], int, str]] = []

        def decide(roles: tuple[Role, ...], told_by: tuple[Role, ...], rule: str, score: Score) -> None:
            filled = [row for row in rows if any(self._text(role, row) for role in told_by)]
            if filled:
                found.append((roles, self._best(filled, rule, score, told_by), rule))

        decide(NAMES, (Role.LAST_NAME, Role.NAME, Role.FIRST_NAME), rules.name, self._name_score)
        decide((Role.COMPANY,), (Role.COMPANY,), rules.company, self._name_score)
        decide((Role.EMAIL,), (Role.EMAIL,), rules.email, self._valid)
        for phone in PHONES:
            decide((phone,), (phone,), rules.phone, self._valid)
        decide(ADDRESS, ADDRESS[:4], rules.address, self._address_score)
        decide((Role.BIRTH_DATE,), (Role.BIRTH_DATE,), rules.birth_date, self._valid)
        for number in NUMBERS:
            decide((number,), (number,), rules.number, self._valid)
        for consent in CONSENTS:
            decide((consent,), (consent,), rules.consent, self._valid)
        decide((Role.STATUS_TEXT,), (Role.STATUS_TEXT,), rules.consent, self._valid)
        decide((Role.CREATED,), (Role.CREATED,), "oldest", self._valid)
        for latest in (Role.CONTACTED, Role.RESPONDED, Role.CONTACTS):
            decide((latest,), (latest,), _RECENT, self._valid)
        return found

    def _best(self, rows: Sequence[int], rule: str, score: "Score", roles: tuple[Role, ...]) -> int:
        """Of rows with a value, oldest first, the one whose value stays."""
        if rule == "most_restrictive":
            return max(rows, key=lambda row: (self._restricts(roles[0], row), self._age[row]))
        counts = Counter(self._folded(roles, row) for row in rows)
        valid = {row: self._valid(roles, row) for row in rows}
        match rule:
            case "most_recent":
                return max(rows, key=lambda row: (valid[row], self._age[row]))
            case "oldest":
                return max(rows, key=lambda row: (valid[row], -self._age[row]))
            case "majority":
                return max(rows, key=lambda row: (valid[row], counts[self._folded(roles, row)], self._age[row]))
            case _:
                return max(
                    rows, key=lambda row: (score(roles, row), counts[self._folded(roles, row)], -int(self._age[row]))
                )

    def _text(self, role: str, row: int) -> str:
        column = self._texts.get(str(role))
        return "" if column is None else column[row]

    def _folded(self, roles: Sequence[Role], row: int) -> str:
        return "|".join(comparable(str(role), self._text(role, row)) for role in roles)

    def _valid(self, roles: Sequence[Role], row: int) -> tuple[int, ...]:
        """1 where cleaning finds the value usable, 0 where it does not; 1 where it cannot say."""
        flags = self._derived.get(_VALID.get(roles[0], ""))
        return (1,) if flags is None else (int(bool(flags[row])),)

    def _name_score(self, roles: Sequence[Role], row: int) -> tuple[int, ...]:
        """No initials, properly cased, more parts, with accents, longer."""
        text = " ".join(filter(None, (self._text(role, row) for role in roles)))
        words = text.replace(".", ". ").replace("-", " ").split()
        initials = sum(len(word.strip(".")) < 2 for word in words)
        cased = not (text.isupper() or text.islower())
        return -initials, int(cased), len(words), int(not text.isascii()), len(text)

    def _address_score(self, roles: Sequence[Role], row: int) -> tuple[int, ...]:
        """How many of its parts are there, then the longest street."""
        return sum(bool(self._text(role, row)) for role in roles), len(self._text(Role.ADDRESS, row))

    def _restricts(self, role: Role, row: int) -> int:
        """How much a consent or a word of the team forbids: a no more than a yes, a yes more than nothing."""
        said = self._derived.get("status_meaning" if role is Role.STATUS_TEXT else f"{role}_given")
        given = None if said is None else said[row]
        if role is Role.STATUS_TEXT:
            return 3 - _GRAVE.index(str(given)) if given in _GRAVE else 0
        if given is None:
            return 0
        forbids = bool(given) if role is Role.UNSUBSCRIBED else not given
        return 2 if forbids else 1


Score = Callable[[Sequence[Role], int], tuple[int, ...]]

_VALID = {
    Role.EMAIL: "email_usable",
    Role.PHONE: "phone_e164",
    Role.MOBILE: "mobile_e164",
    Role.BIRTH_DATE: "birth_date_day",
    Role.CREATED: "created_day",
    Role.CONTACTED: "contacted_day",
}
_NEEDED = {*_VALID.values(), "status_meaning", *(f"{role}_given" for role in CONSENTS)}


def texts_of(customers: pd.DataFrame) -> dict[str, list[str]]:
    """The details of a table by role, blank where they are missing."""
    return {
        str(role): ["" if pd.isna(text) else str(text) for text in customers[role].tolist()]
        for role in customers.columns
        if role in set(Role)
    }


def comparable(role: str, text: str) -> str:
    """A value in a form in which equal ones are equal."""
    match role:
        case Role.EMAIL:
            return fold_email(text) or fold(text)
        case Role.PHONE | Role.MOBILE:
            return fold_phone(text) or fold(text)
        case _:
            return fold(text)


def others(texts: Sequence[str], role: str, survivor: Survivor) -> list[tuple[int, str]]:
    """The values of a detail that do not survive, each once, with the row that has it; oldest first."""
    kept = {comparable(role, texts[survivor.source[role]]), ""}
    found = []
    for row in survivor.rows:
        same = comparable(role, texts[row])
        if same not in kept:
            kept.add(same)
            found.append((row, texts[row]))
    return found


def ages(
    cleaned: CleanedTable, tie: NDArray[np.integer], first_day: NDArray[np.integer] | None = None
) -> NDArray[np.int64]:
    """Ranks rows from the oldest: by the day on which they were made, else the first order; then by `tie`."""
    size = len(cleaned.customers)
    made = cleaned.derived["created_day"].to_numpy() if "created_day" in cleaned.derived else np.zeros(size, dtype=int)
    day = np.where((made <= 0) & (first_day is not None), 0 if first_day is None else first_day, made)
    day = np.where(day > 0, day, np.iinfo(np.int32).max)
    rank = np.empty(size, dtype=np.int64)
    rank[np.lexsort((np.arange(size), tie, day))] = np.arange(size)
    return rank
