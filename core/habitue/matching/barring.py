"""What keeps a pair from merging by itself, however probable: such pairs are asked about."""

import numpy as np
from numpy.typing import NDArray

from habitue.matching.companies import is_siren
from habitue.matching.comparing import Comparison
from habitue.matching.comparing_contacts import MAIL_SAME, MAIL_SHARED, PHONE_SAME
from habitue.matching.comparing_names import CLOSE, DIFFERENT, INITIAL, PART
from habitue.matching.contacts import is_mobile
from habitue.matching.notes import Bar, Note
from habitue.matching.prepared import Prepared

Places = NDArray[np.int64]
Flags = NDArray[np.bool_]

HARD = Bar.BIRTH_DATE | Bar.GIVEN_NAME | Bar.COMPANY_NUMBER | Bar.ANSWER
"""Bars between any two rows of a group, not only between the two that were asked about."""

_STREET = 3  # level of an address from which two rows live at one place
_COMPANY = 3  # level of a company from which two rows are of one; two of one name in one company are rare
_MAIL_NEAR = 2


def bars(prepared: Prepared, found: Comparison, left: Places, right: Places) -> NDArray[np.int16]:
    """The flags of `Bar` of each pair."""
    level = {field: found.level.get(field, np.full(len(left), -1, np.int8)) for field in _LOOKED_AT}
    barred = np.zeros(len(left), dtype=np.int16)
    mail = level["email"] == MAIL_SAME
    near = level["email"] >= _MAIL_NEAR
    near &= level["email"] != MAIL_SHARED
    mobile = (level["phone"] == PHONE_SAME) & _is_mobile(prepared, left)
    born = level["birth"]
    barred |= np.where((born >= 0) & (born < 3), Bar.BIRTH_DATE, 0).astype(np.int16)
    names = (level["first"] >= INITIAL) & (level["last"] >= PART)
    told = near & (mail | (level["phone"] != 0))  # jmartin@ of two providers with two telephones may be Jean and Jules
    line = (level["phone"] == PHONE_SAME) & (level["email"] >= 0)  # a landline, and two e-mails
    home = ((level["address"] >= _STREET) | line) & (born < 0) & ~told & ~mobile & (level["company"] < _COMPANY)
    barred |= np.where(names & home, Bar.FATHER_AND_SON, 0).astype(np.int16)
    barred |= np.where(_other_titles(prepared, left, right), Bar.TITLE, 0).astype(np.int16)
    other = found.note["first"] & Note.OTHER_NAME > 0 if "first" in found.note else np.zeros(len(left), bool)
    barred |= np.where((level["first"] == DIFFERENT) | other, Bar.GIVEN_NAME, 0).astype(np.int16)
    barred |= np.where(_other_companies(prepared, level["number"], left, right), Bar.COMPANY_NUMBER, 0).astype(np.int16)
    return barred | np.where(_thin(level, mail, near), Bar.THIN, 0).astype(np.int16)


_LOOKED_AT = ("first", "last", "company", "number", "email", "phone", "address", "postcode", "town", "birth")


def _is_mobile(prepared: Prepared, rows: Places) -> Flags:
    column = prepared.columns.get("phone")
    if column is None:
        return np.zeros(len(rows), dtype=bool)
    mobile = np.fromiter(map(is_mobile, column.texts), dtype=bool, count=len(column.texts))
    flags: Flags = np.append(mobile, False)[column.codes[rows]]
    return flags


def _other_titles(prepared: Prepared, left: Places, right: Places) -> Flags:
    """A man's title on one side and a woman's on the other: Dominique and Dominique."""
    column = prepared.columns.get("title")
    if column is None:
        return np.zeros(len(left), dtype=bool)
    one, other = column.codes[left], column.codes[right]
    flags: Flags = (one >= 0) & (other >= 0) & (one != other)
    return flags


def _other_companies(prepared: Prepared, level: NDArray[np.int8], left: Places, right: Places) -> Flags:
    column = prepared.columns.get("number")
    if column is None:
        return np.zeros(len(left), dtype=bool)
    valid = np.append(np.fromiter(map(is_siren, column.texts), dtype=bool, count=len(column.texts)), False)
    other: Flags = (level >= 0) & (level < 2) & valid[column.codes[left]] & valid[column.codes[right]]
    return other


def _thin(level: dict[str, NDArray[np.int8]], mail: Flags, near: Flags) -> Flags:
    """Nothing in common but names and a place, or names that do not agree (an initial and a telephone)."""
    strong = mail | (level["phone"] == PHONE_SAME) | (level["birth"] == 3) | (level["number"] == 2)
    strong |= near & (level["phone"] >= 1)
    place = level["address"] >= _STREET
    first, last = level["first"], level["last"]
    agree = (first > INITIAL) & (last > 0)
    unsaid = (first < 0) & (last < 0)  # nobody is named: companies, or a list of e-mails
    partly = (np.minimum(first, last) < 0) & ~unsaid & (np.maximum(first, last) >= CLOSE) & mail
    initials = (first == INITIAL) & (last > 0) & (mail | (level["birth"] == 3))
    thin: Flags = ~((strong | place) & (agree | unsaid | partly | initials))
    return thin
