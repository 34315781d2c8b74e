"""Several rows of a cleaned table made one: each detail from the row that its rule chose, the others kept beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from habitue.cleaning.fields import CleanedTable
from habitue.criteria import SurvivorRules
from habitue.matching.fold import fold
from habitue.merging.survivors import PHONES, Chooser, Survivor, comparable, others, overridden, texts_of
from habitue.roles import Role
from habitue.tables import text_dtype

OTHERS = ("merged_keys", "other_name", "other_email", "other_phone", "other_address")
"""What is kept of the rows that others took in."""

_BETWEEN = " | "
_FROM = {
    "first_name": Role.NAME, "last_name": Role.NAME, "civility": Role.NAME, "legal_form": Role.COMPANY,
    "country_code": Role.ADDRESS, "postcode": Role.ADDRESS, "town": Role.ADDRESS, "status_meaning": Role.STATUS_TEXT,
    "status_confidence": Role.STATUS_TEXT,
}  # fmt: skip
"""The detail that a derived column speaks of, where its name does not begin with it."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fold:
    """How a table gets shorter: `kept` are the rows that stay (positions before), `new` the place of each row after.

    `source` tells by role where each kept row's value comes from; `survivors` what survives in each group.
    """

    kept: NDArray[np.int64]
    new: NDArray[np.int64]
    source: Mapping[str, NDArray[np.int64]]
    survivors: tuple[Survivor, ...]

    def taken(self, frame: pd.DataFrame) -> pd.DataFrame:
        """A table of the same rows, shortened: details by their rules, everything else from the row that stays."""
        columns = {str(name): frame[name].iloc[self._rows(str(name))].array for name in frame}
        return pd.DataFrame(columns, index=range(len(self.kept)))

    def _rows(self, name: str) -> NDArray[np.int64]:
        role = _FROM.get(name, name) if name not in self.source else name
        if role not in self.source:
            role = next((known for known in sorted(self.source, key=len)[::-1] if name.startswith(f"{known}_")), name)
        return self.source.get(str(role), self.kept)


def folded(
    cleaned: CleanedTable,
    groups: Sequence[Sequence[int]],
    age: NDArray[np.integer],
    rules: SurvivorRules,
    chosen: Mapping[int, Mapping[str, int]] | None = None,
) -> Fold:
    """How the groups (of rows, the one that stays first) are put together.

    `chosen` has, by the first row of a group, the rows whose details (by role) stay because people said so.
    """
    chooser, by_hand = Chooser(cleaned, age, rules), chosen or {}
    survivors = tuple(overridden(chooser.survivor(group), by_hand.get(group[0], {})) for group in groups)
    size = len(cleaned.customers)
    stays = np.arange(size, dtype=np.int64)
    for group in groups:
        stays[list(group)] = group[0]
    kept = np.flatnonzero(stays == np.arange(size))
    place = np.empty(size, dtype=np.int64)
    place[kept] = np.arange(len(kept))
    new = place[stays]
    source = {str(role): kept.copy() for role in cleaned.customers.columns if role in set(Role)}
    for group, survivor in zip(groups, survivors, strict=True):
        for role, row in survivor.source.items():
            source[role][new[group[0]]] = row
    return Fold(kept=kept, new=new, source=source, survivors=survivors)


def shortened(cleaned: CleanedTable, fold_: Fold, rules: SurvivorRules) -> CleanedTable:
    """The cleaned table after the fold; changes and doubts of values that do not survive are left out."""
    customers = fold_.taken(cleaned.customers)
    if Role.NOTES in customers and rules.notes == "joined":
        customers[Role.NOTES.value] = _joined_notes(cleaned.customers[Role.NOTES], customers[Role.NOTES], fold_)
    return CleanedTable(
        customers=customers,
        derived=fold_.taken(cleaned.derived),
        changes=_lines(cleaned.changes, fold_),
        doubts=_lines(cleaned.doubts, fold_),
        refused=cleaned.refused,
    )


def others_of(cleaned: CleanedTable, fold_: Fold) -> pd.DataFrame:
    """The values that did not survive, for each kept row as one text a column (see OTHERS), missing where none."""
    texts = texts_of(cleaned.customers)
    keys = cleaned.customers["key"].tolist()
    found: dict[str, list[str | None]] = {name: [None] * len(fold_.kept) for name in OTHERS}
    for survivor in fold_.survivors:
        place = int(fold_.new[survivor.rows[0]])
        gone = [row for row in survivor.rows if fold_.kept[place] != row]
        said = {
            "merged_keys": [keys[row] for row in gone],
            "other_name": _beside(texts, survivor, (Role.FIRST_NAME, Role.LAST_NAME, Role.NAME, Role.COMPANY)),
            "other_email": [text for _, text in others(texts[Role.EMAIL], Role.EMAIL, survivor)]
            if Role.EMAIL in texts
            else [],
            "other_phone": _phones(texts, survivor),
            "other_address": _beside(texts, survivor, (Role.ADDRESS, Role.POSTCODE, Role.TOWN)),
        }
        for name, values in said.items():
            found[name][place] = _BETWEEN.join(values) or None
    return pd.DataFrame({name: pd.Series(values, dtype=text_dtype()) for name, values in found.items()})


def _phones(texts: Mapping[str, Sequence[str]], survivor: Survivor) -> list[str]:
    present = [role for role in PHONES if role in texts]
    kept = {comparable(role, texts[role][survivor.source[role]]) for role in present} | {""}
    found = []
    for row in survivor.rows:
        for role in present:
            same = comparable(role, texts[role][row])
            if same not in kept:
                kept.add(same)
                found.append(texts[role][row])
    return found


def _beside(texts: Mapping[str, Sequence[str]], survivor: Survivor, roles: Sequence[Role]) -> list[str]:
    """Several details as one text for each row, where they differ from those that stay."""
    present = [role for role in roles if role in texts]
    if not present:
        return []
    stays = " ".join(filter(None, (texts[role][survivor.source[role]] for role in present)))
    kept, found = {_words(stays), ""}, []
    for row in survivor.rows:
        text = " ".join(filter(None, (texts[role][row] for role in present)))
        if _words(text) not in kept:
            kept.add(_words(text))
            found.append(text)
    return found


def _words(text: str) -> str:
    return " ".join(sorted(fold(text).split()))


def _joined_notes(before: pd.Series, after: pd.Series, fold_: Fold) -> pd.Series:
    """The notes of all rows of a group, each once, the oldest first."""
    joined = after.astype(object).tolist()
    texts = before.tolist()
    for survivor in fold_.survivors:
        own = dict.fromkeys(texts[row] for row in survivor.rows if isinstance(texts[row], str))
        if own:
            joined[int(fold_.new[survivor.rows[0]])] = _BETWEEN.join(own)
    return pd.Series(joined, dtype=text_dtype())


def _lines(lines: pd.DataFrame, fold_: Fold) -> pd.DataFrame:
    """Lines by position and column, those of values that stay, at their new positions."""
    positions = lines["position"].to_numpy(np.int64)
    new = fold_.new[positions] if len(positions) else positions
    stays = [
        fold_.source[column][place] == position if column in fold_.source else fold_.kept[place] == position
        for column, place, position in zip(lines["column"].tolist(), new.tolist(), positions.tolist(), strict=True)
    ]
    mask = np.array(stays, dtype=bool)
    return lines[mask].assign(position=new[mask]).sort_values("position", kind="stable", ignore_index=True)
