"""Cleans postal addresses, postcode and town against one another: normalised, never validated, since we are offline."""

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from habitue.cleaning.address_whole import NO_STREET, Whole, cut, no_street
from habitue.cleaning.column import Doubt, Verdict, as_text, clean_column, gather, matches
from habitue.cleaning.country import country_code
from habitue.cleaning.postcode import judge_place
from habitue.cleaning.rules import Rules
from habitue.cleaning.text import CODE, LINES, NAME, TextKind, tidy, untidy
from habitue.cleaning.together import spread, together
from habitue.distinct import distinct
from habitue.records import Cleaned
from habitue.tables import text_dtype

_LAST_CODE = re.compile("[0-9]{5}")
_CUT = ("address", "postcode", "town")  # the cells that a whole address is cut into
_KINDS = {"address": LINES, "postcode": CODE, "town": NAME}
_COUNTRY = TextKind(placeholders="sure", words=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressColumns:
    """The columns of a table that make up its addresses, as long as one another; None where it has no such column."""

    address: pd.Series | None = None
    more: pd.Series | None = None
    postcode: pd.Series | None = None
    town: pd.Series | None = None
    country: pd.Series | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanedAddresses:
    """The addresses of a table, all outputs as long as it and in its order.

    A column that the table does not have is None, but `postcode` or `town` is there as soon as one was found in another
    cell. Cells are cut only where the table has a column for each piece, so that nothing goes from the file; `posted`
    has the pieces in any case, as they are printed on an envelope, in the columns street, postcode and town.
    `countries` has the ISO 3166 code of each row, the file's where the row says nothing, blank where we cannot tell.
    The parts of the street and the lines for the post: `address_lines`.
    """

    address: Cleaned | None
    more: Cleaned | None
    postcode: Cleaned | None
    town: Cleaned | None
    country: Cleaned | None
    countries: pd.Series
    posted: pd.DataFrame


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of addresses as they were given, and once postcodes and towns are in cells of their own."""

    given: dict[str, pd.Series]
    filled: dict[str, pd.Series]
    cut: np.ndarray  # bool, the rows that were cut


def clean_addresses(columns: AddressColumns, *, rules: Rules) -> CleanedAddresses:
    """The addresses of a table, each distinct one read once; `address_rules.RULES` says what is changed."""
    given = [getattr(columns, name) for name in (*_CUT, "more", "country")]
    rows = next((column for column in given if column is not None), None)
    if rows is None:
        raise ValueError("an address needs at least one column")
    countries, country = _countries(columns.country, rows, rules)
    cells = _cells(columns, rows, countries, rules)
    street, (postcode, town) = _address(cells, rules), _places(cells, countries, rules)
    posted = {"street": street.values, "postcode": postcode.values, "town": town.values}  # noqa: PD011 (our record)
    found = cells.cut.any()
    if found and (columns.postcode is None or columns.town is None):
        whole = _Cells(cells.given, cells.given, np.zeros_like(cells.cut))
        street, (own_postcode, own_town) = _address(whole, rules), _places(whole, countries, rules)
        postcode = postcode if columns.postcode is None else own_postcode
        town = town if columns.town is None else own_town
    return CleanedAddresses(
        address=None if columns.address is None else street,
        more=None if columns.more is None else clean_column(columns.more, lambda text: tidy(text, rules, LINES)),
        postcode=postcode if columns.postcode is not None or found else None,
        town=town if columns.town is not None or found else None,
        country=country,
        countries=countries,
        posted=pd.DataFrame(posted),
    )


def _cells(columns: AddressColumns, rows: pd.Series, countries: pd.Series, rules: Rules) -> _Cells:
    blank = pd.Series(pd.NA, index=rows.index, dtype=text_dtype())
    given = {name: blank if (column := getattr(columns, name)) is None else as_text(column) for name in _CUT}
    filled, is_cut = dict(given), np.zeros(len(rows), dtype=bool)
    if rules.on("addresses.cut"):
        # What is blank once it is tidy ("N/A") is blank here too: cleaning twice must find nothing more to cut.
        address, postcode, town = (_tidied(given[name], _KINDS[name], rules) for name in _CUT)
        found = cut(address, postcode, town, countries)
        is_cut[found.rows] = True
        for name, values in zip(_CUT, zip(*map(_three, found.parts), strict=True), strict=False):
            filled[name] = filled[name].copy()
            filled[name].iloc[found.rows] = pd.Series(list(values), dtype=text_dtype()).array
    return _Cells(given, filled, is_cut)


def _tidied(column: pd.Series, kind: TextKind, rules: Rules) -> pd.Series:
    cleaned = clean_column(column, lambda text: tidy(text, rules, kind), needs=lambda texts: untidy(texts, kind))
    return cleaned.values  # noqa: PD011 (our record)


def _three(whole: Whole) -> tuple[str | None, str, str]:
    return whole.street, whole.postcode, whole.town


def _address(cells: _Cells, rules: Rules) -> Cleaned:
    """The streets, tidy; where a row was cut, without the postcode and town."""
    whole = cells.given["address"]
    street = cells.filled["address"]
    flags = _flags(
        cells, street.ne(whole).fillna(value=True).to_numpy(dtype=bool) & cells.cut & whole.notna().to_numpy()
    )
    rows = together([whole, street, flags, _other_places(cells)])
    verdicts: dict[int, Verdict] = {}
    streets = rows.column(1).texts
    odd = untidy(streets, LINES) | matches(streets, NO_STREET) if len(streets) else streets
    for number, (before, after, flag, other) in enumerate(rows.rows):
        if before is None or not (odd[number] or flag or other):
            continue
        verdict = tidy(after, rules, LINES) if after is not None else Verdict(None)
        asked = [*(["addresses.no_street"] if no_street(verdict.value) else []), *([other] if other else [])]
        doubts = (*verdict.doubts, *(Doubt(rule) for rule in asked if rules.on(rule)))
        verdicts[number] = Verdict(verdict.value, (*verdict.rules, "addresses.cut") if flag else verdict.rules, doubts)
    return gather(whole, rows.column(0), verdicts)


def _other_places(cells: _Cells) -> pd.Series:
    """The rule that tells of an address whose end names another postcode than its row's; blank elsewhere."""
    address, beside = cells.filled["address"], cells.filled["postcode"].fillna("")
    mask = np.zeros(len(address), dtype=bool)
    for row in np.flatnonzero(matches(address.fillna(""), r"[ ,\n][0-9]{5}[ ,]+[^0-9,\n]{2,60}$")).tolist():
        within = _LAST_CODE.findall(address.iloc[row])[-1]
        code = beside.iloc[row].rjust(5, "0")  # its zero may be lost
        mask[row] = re.fullmatch("[0-9]{5}", code) is not None and code not in ("00000", within)
    return pd.Series("addresses.two_places", index=address.index, dtype=text_dtype()).where(mask)


def _places(cells: _Cells, countries: pd.Series, rules: Rules) -> tuple[Cleaned, Cleaned]:
    rows = together([cells.filled["postcode"], cells.filled["town"], countries, _flags(cells, cells.cut)])
    places = [judge_place(code, town, country or "", rules) for code, town, country, _ in rows.rows]
    cut_rows = [flag is not None for *_, flag in rows.rows]
    found = []
    for place, name in enumerate(("postcode", "town")):
        verdicts = {
            number: _cut_out(verdict) if was_cut else verdict
            for number, (judged, was_cut) in enumerate(zip(places, cut_rows, strict=True))
            if (verdict := getattr(judged, name)) is not None
        }
        found.append(_from_given(cells, name, gather(cells.filled[name], rows.column(place), verdicts)))
    return found[0], found[1]


def _cut_out(verdict: Verdict) -> Verdict:
    return Verdict(verdict.value, ("addresses.cut", *verdict.rules), verdict.doubts)


def _from_given(cells: _Cells, name: str, cleaned: Cleaned) -> Cleaned:
    """The journal with what stood in the cells of the file before, and without the cells that end as they began."""
    before = cells.given[name].array.take(cleaned.changes["position"].to_numpy())
    changes = cleaned.changes.assign(before=before)
    same = changes["before"].eq(changes["after"]).fillna(value=False)
    return Cleaned(values=cleaned.values, changes=changes[~same].reset_index(drop=True), doubts=cleaned.doubts)


def _flags(cells: _Cells, mask: np.ndarray) -> pd.Series:
    return pd.Series("cut", index=cells.given["address"].index, dtype=text_dtype()).where(mask)


def _countries(column: pd.Series | None, rows: pd.Series, rules: Rules) -> tuple[pd.Series, Cleaned | None]:
    """The code of each row's country, and the column of countries made tidy."""
    if column is None:
        return pd.Series(rules.country, index=rows.index, dtype=text_dtype()), None
    text = as_text(column)
    found = distinct(text)
    verdicts = {number: _country(value, rules) for number, value in enumerate(found.texts.tolist())}
    known = [country_code(verdict.value) if verdict.value else rules.country for verdict in verdicts.values()]
    codes = np.where(found.codes < 0, len(known), found.codes)
    return spread(codes, [*known, rules.country], text), gather(text, found, verdicts)


def _country(text: str, rules: Rules) -> Verdict:
    verdict = tidy(text, rules, _COUNTRY)
    if verdict.value is None or country_code(verdict.value) or not rules.on("addresses.country_unknown"):
        return verdict
    return Verdict(verdict.value, verdict.rules, (*verdict.doubts, Doubt("addresses.country_unknown")))
