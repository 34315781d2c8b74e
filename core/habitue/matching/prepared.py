"""The rows as matching sees them: each field folded once per distinct text, rows in an order of their own content."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from habitue.matching.companies import fold_company, fold_number
from habitue.matching.contacts import fold_email, fold_phone
from habitue.matching.dates import fold_dates
from habitue.matching.people import (
    Names,
    apart,
    fold_title,
    from_whole,
    given,
    looks_like_company,
    people_share,
    surname,
)
from habitue.matching.places import fold_address, fold_postcode, fold_town
from habitue.roles import Role
from habitue.whole import bincount

Texts = NDArray[np.object_]
Codes = NDArray[np.int32]

FIELDS = ("first", "last", "company", "number", "email", "phone", "address", "postcode", "town", "birth")
"""What is compared, in the order of the columns of `Pairs.log_odds`."""

_PEOPLE_FROM = 0.35  # a column of whole names is of people from this share on


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A folded field: row i has `texts[codes[i]]`, or nothing where the code is -1."""

    codes: Codes
    texts: Texts

    def filled(self) -> NDArray[np.bool_]:
        """Which rows have a value."""
        return self.codes >= 0

    def counts(self) -> NDArray[np.int64]:
        """How many rows have each text."""
        return bincount(self.codes[self.codes >= 0], minlength=len(self.texts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """The rows in an order that depends on their content only: element k is row `order[k]` of the file.

    `columns` has the fields that hold anything; "first" and "last" share their texts (so that swapped names have equal
    codes), and so do "phone" and "mobile" (which is no field of its own, nor is "title").
    """

    order: NDArray[np.int64]
    columns: dict[str, Column]
    source: NDArray[np.int32] | None

    def __len__(self) -> int:
        return len(self.order)

    def has(self, field: str) -> NDArray[np.bool_]:
        """Which rows have a value in this field; none where the file lacks it."""
        column = self.columns.get(field)
        return column.filled() if column is not None else np.zeros(len(self), dtype=bool)

    def columns_filled(self) -> NDArray[np.bool_]:
        """Which rows have a value in any field."""
        filled: NDArray[np.bool_] = np.logical_or.reduce([self.has(field) for field in self.columns])
        return filled


def prepare(records: pd.DataFrame, source: NDArray[np.integer] | None = None) -> Prepared:
    """The rows ready to be compared; `records` is never changed."""
    roles = set(Role)
    known = [column for column in dict.fromkeys(map(str, records.columns)) if column in roles]
    records = records.loc[:, ~records.columns.duplicated()]
    texts = {column: _texts(records[column]) for column in known}
    order = _content_order(texts, len(records), source)
    raw = {column: texts.pop(column)[order] for column in known}
    columns = _columns(raw, len(records))
    return Prepared(
        order=order,
        columns={name: column for name, column in columns.items() if len(column.texts)},
        source=None if source is None else np.asarray(source, dtype=np.int32)[order],
    )


def _texts(cells: pd.Series) -> Texts:
    values = cells.to_numpy(dtype=object, copy=True)
    values[cells.isna().to_numpy()] = ""
    if pd.api.types.infer_dtype(values, skipna=False) not in ("string", "empty"):
        values[:] = [str(value) for value in values]
    return values


def _content_order(texts: dict[str, Texts], rows: int, source: NDArray[np.integer] | None) -> NDArray[np.int64]:
    """Rows by a hash of what they hold, so that the order in which they came can change nothing."""
    mixed = np.zeros(rows, dtype=np.uint64)
    for column in sorted(texts):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + pd.util.hash_array(texts[column], categorize=True)
        mixed ^= mixed >> np.uint64(31)
    if source is not None:
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + np.asarray(source).astype(np.uint64)
    return np.argsort(mixed, kind="stable").astype(np.int64)


def _columns(raw: dict[str, Texts], rows: int) -> dict[str, Column]:
    """Each field folded; `raw` is emptied on the way, so that no text is held longer than it is needed."""
    names, company = _names(raw, rows)
    found = dict(zip(("first", "last"), _shared(names.first, names.last), strict=True))
    found["title"] = _folded(raw.pop(Role.CIVILITY, None), fold_title, rows)
    found["company"] = _folded(company, fold_company)
    found["number"] = _coded(_first_filled([_each(raw.pop(r), fold_number) for r in _NUMBERS if r in raw], rows))
    found["email"] = _folded(raw.pop(Role.EMAIL, None), fold_email, rows)
    phones = [_each(raw.pop(r), fold_phone) if r in raw else _blank(rows) for r in (Role.PHONE, Role.MOBILE)]
    phones[0], phones[1] = np.where(phones[0] == "", phones[1], phones[0]), phones[1]
    found["phone"], found["mobile"] = _shared(phones[0], np.where(phones[1] == phones[0], "", phones[1]))
    found["address"] = _folded(_joined([raw.pop(r) for r in _ADDRESS if r in raw], rows), fold_address)
    found["postcode"] = _folded(raw.pop(Role.POSTCODE, None), fold_postcode, rows)
    found["town"] = _folded(raw.pop(Role.TOWN, None), fold_town, rows)
    if Role.BIRTH_DATE in raw:
        codes, texts = pd.factorize(raw.pop(Role.BIRTH_DATE))
        found["birth"] = _coded(np.array(fold_dates(texts), dtype=object)[codes])
    return found


_NUMBERS = (Role.SIREN, Role.SIRET, Role.VAT)
_ADDRESS = (Role.STREET_NUMBER, Role.ADDRESS, Role.ADDRESS_MORE)


def _names(raw: dict[str, Texts], rows: int) -> tuple[Names, Texts]:
    """The names of people, and those of companies, of all rows."""
    company = raw.pop(Role.COMPANY, _blank(rows))
    whole = raw.pop(Role.NAME, None)
    if Role.FIRST_NAME in raw or Role.LAST_NAME in raw:
        first = _each(raw.pop(Role.FIRST_NAME, _blank(rows)), given)
        last = _each(raw.pop(Role.LAST_NAME, _blank(rows)), surname)
        if whole is not None:
            bare = (first == "") & (last == "")
            cut, more = _from_names(np.where(bare, whole, ""))
            first, last = np.where(bare, cut.first, first), np.where(bare, cut.last, last)
            company = np.where(company == "", more, company)
        return apart(first, last), company
    if whole is None:
        return Names(_blank(rows), _blank(rows)), company
    names, more = _from_names(whole)
    return names, np.where(company == "", more, company)


def _from_names(whole: Texts) -> tuple[Names, Texts]:
    """Whole names as people or as companies, by what the column as a whole looks like."""
    codes, texts = pd.factorize(whole)
    texts = np.asarray(texts, dtype=object)
    firm = np.fromiter((looks_like_company(text) for text in texts), bool, len(texts))
    if people_share(pd.Series(texts[(texts != "") & ~firm])) < _PEOPLE_FROM:
        firm[:] = True
    names = from_whole(np.where(firm, "", texts))
    return Names(names.first[codes], names.last[codes]), np.where(firm, texts, "")[codes]


def _blank(rows: int) -> Texts:
    return np.full(rows, "", dtype=object)


def _each(values: Texts, fold: Callable[[str], str]) -> Texts:
    """Every value folded, each distinct one once."""
    codes, texts = pd.factorize(values)
    folded = np.empty(len(texts), dtype=object)
    folded[:] = [fold(text) if text else "" for text in texts]
    return folded[codes]


def _folded(values: Texts | None, fold: Callable[[str], str], rows: int = 0) -> Column:
    return _coded(_blank(rows) if values is None else _each(values, fold))


def _coded(values: Texts) -> Column:
    codes, texts = pd.factorize(pd.Series(values, dtype=object).mask(values == ""))
    return Column(codes=codes.astype(np.int32), texts=np.asarray(texts, dtype=object))


def _shared(one: Texts, other: Texts) -> tuple[Column, Column]:
    """Two columns whose codes mean the same texts; each counts as lacking only where both are blank."""
    both = _coded(np.concatenate([one, other]))
    return (
        Column(codes=both.codes[: len(one)], texts=both.texts),
        Column(codes=both.codes[len(one) :], texts=both.texts),
    )


def _first_filled(columns: list[Texts], rows: int) -> Texts:
    found = _blank(rows)
    for values in columns:
        found = np.where(found == "", values, found)
    return found


def _joined(columns: list[Texts], rows: int) -> Texts:
    if len(columns) < 2:
        return columns[0] if columns else _blank(rows)
    joined = columns[0]
    for values in columns[1:]:
        joined = joined + " " + values
    stripped = np.empty(rows, dtype=object)
    stripped[:] = [text.strip() for text in joined]
    return stripped
