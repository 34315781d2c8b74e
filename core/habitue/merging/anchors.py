"""Marks by which a row is found again when the file was sorted, edited or exported anew: its key, or what it says.

A row with a customer number of its own is marked by it. Another is marked by four short hashes: of its name, e-mail,
phones and place. Rows that say the same in all four are counted ("#2").
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from hashlib import blake2b

import pandas as pd

from habitue.matching.contacts import fold_email, fold_phone
from habitue.matching.fold import fold
from habitue.roles import Role

_SIGN = "~"
_BLANK = "-"
_NAMES = (Role.FIRST_NAME, Role.LAST_NAME, Role.NAME, Role.COMPANY)
_PLACES = (Role.ADDRESS, Role.POSTCODE, Role.TOWN)
_WEIGHTS = (2, 3, 2, 1)
_LEAST_ALIKE = 4
_NAME, _EMAIL = 0, 1


def marks_of(records: pd.DataFrame, key: pd.Series) -> list[str]:
    """The mark of each row; `key` is missing where a row has none of its own."""
    keyless = key.isna().to_numpy(bool).nonzero()[0]
    marks = key.astype(object).tolist()
    said = zip(keyless.tolist(), _contents(records.iloc[keyless]), strict=True)
    seen: Counter[str] = Counter()
    for row, content in said:
        seen[content] += 1
        marks[row] = content if seen[content] == 1 else f"{content}#{seen[content]}"
    return marks


def _contents(records: pd.DataFrame) -> Iterable[str]:
    def texts(role: Role) -> list[str]:
        if role not in records:
            return [""] * len(records)
        return ["" if pd.isna(text) else str(text) for text in records[role].tolist()]

    names = ([fold(text) for text in texts(role)] for role in _NAMES)
    places = ([fold(text) for text in texts(role)] for role in _PLACES)
    phones = ([fold_phone(text) for text in texts(role)] for role in (Role.MOBILE, Role.PHONE))
    columns = (
        [" ".join(sorted(" ".join(parts).split())) for parts in zip(*names, strict=True)],
        [fold_email(text) for text in texts(Role.EMAIL)],
        [one or other for one, other in zip(*phones, strict=True)],
        [" ".join(parts).strip() for parts in zip(*places, strict=True)],
    )
    for parts in zip(*columns, strict=True):
        yield _SIGN + ".".join(_hash(text) for text in parts)


def _hash(text: str) -> str:
    return blake2b(text.encode(), digest_size=3).hexdigest() if text else _BLANK


class Finder:
    """Finds rows by the marks that they had at an earlier time."""

    def __init__(self, marks: Iterable[str]) -> None:
        self._rows: dict[str, int] = {}
        self._parts: dict[tuple[int, str], list[int]] = defaultdict(list)
        for row, mark in enumerate(marks):
            self._rows.setdefault(mark, row)
            for place, part in enumerate(_parts(mark)):
                self._parts[place, part].append(row)

    def row(self, mark: str) -> int | None:
        """The row with this mark, None when there is none, or more than one.

        A row without a number that was edited is the one that still says most of the same, the e-mail counting most
        and the place least; name or e-mail must be among it.
        """
        if mark in self._rows:
            return self._rows[mark]
        alike: Counter[int] = Counter()
        named: set[int] = set()
        for place, part in enumerate(_parts(mark)):
            rows = self._parts.get((place, part), ()) if part != _BLANK else ()
            alike.update(dict.fromkeys(rows, _WEIGHTS[place]))
            if place in (_NAME, _EMAIL):
                named.update(rows)
        most = max((count for row, count in alike.items() if row in named), default=0)
        best = [row for row, count in alike.items() if count == most and row in named]
        return best[0] if most >= _LEAST_ALIKE and len(best) == 1 else None


def _parts(mark: str) -> list[str]:
    return mark.removeprefix(_SIGN).partition("#")[0].split(".") if mark.startswith(_SIGN) else []
