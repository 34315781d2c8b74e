"""Which customers a search says to merge, and the lines of the journal that tell of it, number and cell by cell."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from habitue.language import Sentence, say_percent, sentence
from habitue.merging.anchors import Finder
from habitue.merging.answers import Survives
from habitue.merging.remembered import golden_keys
from habitue.merging.rules import SAID
from habitue.merging.survivors import Chooser, Survivor, others, overridden, texts_of
from habitue.refresh.answered import journal_lines, merges_in
from habitue.refresh.customer_rows import CustomerRows
from habitue.refresh.duplicates import Search, groups_of
from habitue.roles import Role
from habitue.tables import text_dtype


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Customers to put together (positions in intake, the one whose number stays first), and why by each other one."""

    customers: tuple[int, ...]
    rows: tuple[int, ...]
    why: Mapping[int, Sentence]


def decide(found: Search, *, reviewed_only: bool) -> list[Decision]:
    """The merges to make: certain groups and answers, or with `reviewed_only` what people answered alone."""
    groups = _reviewed(found) if reviewed_only else list(groups_of(found.matching.groups))
    astray = _astray(found)
    stays = _Stays(found)
    pairs = _Pairs(found)
    decisions = []
    for rows in groups:
        members = sorted({int(found.customer[row]) for row in rows if found.customer[row] >= 0} - astray, key=stays)
        if len(members) > 1:
            kept = tuple(row for row in rows if int(found.customer[row]) in members)
            why = {member: pairs.why(member, kept) for member in members[1:]}
            decisions.append(Decision(customers=tuple(members), rows=kept, why=why))
    return decisions


def _reviewed(found: Search) -> list[list[int]]:
    """Rows that answers put together, and that matching could put together without contradicting another answer."""
    first = list(range(len(found.rows)))
    contradicted = found.held

    def root(row: int) -> int:
        while first[row] != row:
            row = first[row]
        return row

    for one in found.answers:
        group = found.matching.groups[one.row]
        held = (min(one.row, one.reference), max(one.row, one.reference)) in contradicted
        if one.told.answer == "same" and not held and group >= 0 and group == found.matching.groups[one.reference]:
            low, high = sorted((root(one.row), root(one.reference)))
            first[high] = low
    members: dict[int, list[int]] = defaultdict(list)
    for row in range(len(first)):
        members[root(row)].append(row)
    return [rows for rows in members.values() if len(rows) > 1]


def _astray(found: Search) -> set[int]:
    """Customers whose rows stand in different groups: nobody can say which of them to follow."""
    groups = np.where(found.matching.groups >= 0, found.matching.groups, -1 - np.arange(len(found.rows)))
    lines = pd.DataFrame({"customer": found.customer, "group": groups})
    counts = lines[lines["customer"] >= 0].drop_duplicates().groupby("customer").size()
    return set(counts.index[counts > 1].tolist())


class _Stays:
    """Orders customers by whose number stays: one that took in others before, then the oldest."""

    def __init__(self, found: Search) -> None:
        keys = found.intake.customers["key"].tolist()
        before = set(golden_keys(merges_in(found.sources.memory.journal)).values())
        self._golden = [key in before for key in keys]
        age = np.full(len(keys), len(found.rows), dtype=np.int64)
        named = found.customer >= 0
        np.minimum.at(age, found.customer[named], found.age[named])
        self._age = age

    def __call__(self, customer: int) -> tuple[bool, int]:
        return not self._golden[customer], int(self._age[customer])


class _Pairs:
    """Says why a customer belongs to a group: an answer, or the likeliest pair."""

    def __init__(self, found: Search) -> None:
        self._found = found
        pairs = found.matching.pairs
        self._of: dict[int, list[int]] = defaultdict(list)
        for place in np.flatnonzero(pairs.probability > 0).tolist():
            self._of[int(pairs.left[place])].append(place)
            self._of[int(pairs.right[place])].append(place)
        self._same = {frozenset((one.reference, one.row)) for one in found.answers if one.told.answer == "same"}
        self._same -= {frozenset(pair) for pair in found.held}

    def why(self, customer: int, rows: Sequence[int]) -> Sentence:
        """The reason of one member of a group of rows."""
        found, pairs = self._found, self._found.matching.pairs
        mine = [row for row in rows if found.customer[row] == customer]
        inside = set(rows) - set(mine)
        if any(frozenset((row, other)) in self._same for row in mine for other in inside):
            return sentence("answered: the same")
        places = [
            place
            for row in mine
            for place in self._of[row]
            if {int(pairs.left[place]), int(pairs.right[place])} & inside
        ]
        if not places:
            return sentence("certain, through others of the group")
        best = max(places, key=lambda place: (float(pairs.probability[place]), -place))
        share = say_percent(min(float(pairs.probability[best]), 0.999), found.language, 1)
        return sentence("certain ({share}): {why}", share=share, why=found.matching.why(best, found.language))


def lines_for(
    found: Search,
    decisions: Sequence[Decision],
    today: date,
    chosen: Sequence[Survives] = (),
) -> pd.DataFrame:
    """The journal's lines: each number that another takes in, then each value that stays where the lines differ.

    Of `chosen` values, the last choice for a detail counts.
    """
    lines = _Lines(found, chosen)
    said = [line for decision in decisions for line in lines.of(decision)]
    columns = ("key", "sheet", "cell", "column", "before", "after", "rule")
    frame = pd.DataFrame({name: pd.Series([line.get(name) for line in said], dtype=text_dtype()) for name in columns})
    return journal_lines("merge", today, found.language, frame)


class _Lines:
    """Makes the lines of one decision after the other."""

    def __init__(self, found: Search, chosen: Sequence[Survives]) -> None:
        self._found = found
        finder = Finder(found.marks)
        self._by_hand = [(one.role, row) for one in chosen if (row := finder.row(one.mark)) is not None]
        self._keys = found.intake.customers["key"].tolist()
        self._texts = texts_of(found.rows.cleaned.customers)
        self._chooser = Chooser(found.rows.cleaned, found.age, found.sources.criteria.survivors)
        self._letters = [_letters(found.rows, table) for table in range(len(found.rows.tables))]

    def of(self, decision: Decision) -> Iterator[dict[str, str | None]]:
        """All lines of a decision."""
        found = self._found
        golden = self._keys[decision.customers[0]]
        for customer in decision.customers[1:]:
            row = next(row for row in decision.rows if found.customer[row] == customer)
            place = self._place(row, Role.CUSTOMER_KEY)
            why = decision.why[customer].say(found.language)
            old = self._keys[customer]
            yield {"key": golden, "before": old, "after": golden, "rule": why, **place, "column": None}
        by_hand = {role: row for role, row in self._by_hand if row in decision.rows}
        survivor = overridden(self._chooser.survivor(decision.rows), by_hand)
        for role in self._texts:
            if line := self._cell(role, survivor):
                yield {"key": golden, **line}

    def _cell(self, role: str, survivor: Survivor) -> dict[str, str | None] | None:
        texts, row = self._texts[role], survivor.source[role]
        lost = [text for _, text in others(texts, role, survivor)]
        if survivor.rule[role] == "chosen":  # people also choose among ways to write the same
            lost = [
                text for text in dict.fromkeys(texts[other] for other in survivor.rows) if text not in ("", texts[row])
            ]
        if not lost or not texts[row]:
            return None
        before = " | ".join(lost)
        rule = SAID[survivor.rule[role]].say(self._found.language)
        return {"before": before, "after": self._texts[role][row], "rule": rule, **self._place(row, role)}

    def _place(self, row: int, role: str) -> dict[str, str | None]:
        rows = self._found.rows
        table = int(rows.table[row])
        label, letter = self._letters[table].get(str(role), (str(role), ""))
        cell = f"{letter}{rows.row[row]}" if letter else str(rows.row[row])
        return {"sheet": rows.tables[table].title, "cell": cell, "column": label}


def _letters(rows: CustomerRows, table: int) -> dict[str, tuple[str, str]]:
    """By role the label and the letter of its column."""
    roles = rows.tables[table].roles
    letters = {guess.label: guess.letter for guess in roles.columns}
    return {str(role): (label, letters.get(label, "")) for role, label in roles.labels.items()}
