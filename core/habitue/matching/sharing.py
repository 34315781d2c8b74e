"""E-mails and phones that say where somebody is and not who: used under several names, or a post's."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from habitue.matching.contacts import is_generic
from habitue.matching.prepared import Column, Prepared
from habitue.whole import bincount

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """Which texts of the e-mail and of the phone columns are shared; in the order of the column's texts."""

    email: Flags
    phone: Flags


def sharing(prepared: Prepared, names: int) -> Sharing:
    """What is used under `names` or more names that differ in their initials (typing errors seldom do)."""
    named = _names(prepared)
    email = prepared.columns.get("email")
    lines = [prepared.columns[field] for field in ("phone", "mobile") if field in prepared.columns]
    many = np.zeros(0, dtype=bool) if email is None else _many(email.codes, named, len(email.texts), names)
    if email is not None:
        many |= np.fromiter(map(is_generic, email.texts), dtype=bool, count=len(email.texts))
    phones = np.zeros(0, dtype=bool)
    if lines:
        codes, twice = np.concatenate([line.codes for line in lines]), np.concatenate([named] * len(lines))
        phones = _many(codes, twice, len(lines[0].texts), names)
    return Sharing(email=many, phone=phones)


def _names(prepared: Prepared) -> NDArray[np.int64]:
    """A number per row that stands for the initials of its names, in either order; the company's where it has none."""
    first, last = _initials(prepared.columns.get("first")), _initials(prepared.columns.get("last"))
    if first is None or last is None:
        first = first if first is not None else np.zeros(len(prepared), dtype=np.int64)
        last = last if last is not None else np.zeros(len(prepared), dtype=np.int64)
    low, high = np.minimum(first, last), np.maximum(first, last)
    named = np.where(low > 0, low * 128 + high, 0)  # one initial alone may be any of the others
    company = prepared.columns.get("company")
    if company is None:
        return named
    alone = (first == 0) & (last == 0) & company.filled()
    return np.where(alone, 128 * 128 + company.codes, named)


def _initials(column: Column | None) -> NDArray[np.int64] | None:
    if column is None:
        return None
    letters = np.array([min(ord(text[0]), 127) for text in column.texts] + [0], dtype=np.int64)
    return letters[column.codes]


def _many(codes: NDArray[np.int32], named: NDArray[np.int64], texts: int, names: int) -> Flags:
    kept = (codes >= 0) & (named > 0)
    seen = pd.DataFrame({"code": codes[kept], "name": named[kept]}).drop_duplicates()
    many: Flags = bincount(seen["code"].to_numpy(), minlength=texts) >= names
    return many
