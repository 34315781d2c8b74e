"""The formulas about single columns: cleaning, checking, comparing, and how far they are filled."""
# ruff: noqa: PD011 (`values` is a field of Cleaned here, not the array of a Series)

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from habitue.errors import BadRequest
from habitue.language import plural, sentence
from habitue.roles.role import Role
from habitue_addin.answers import BLANK, Rows, dates_of, per_cell, plain
from habitue_addin.calls import Call

if TYPE_CHECKING:
    import pandas as pd

    from habitue.refresh.columns.cells import Cells

_NAMES = (Role.NAME, Role.LAST_NAME, Role.FIRST_NAME, Role.CUSTOMER_KEY)
_DATES = (Role.ORDER_DATE, Role.BIRTH_DATE, Role.CREATED, Role.CONTACTED, Role.FIRST_ORDER, Role.LAST_ORDER)
_AMOUNTS = (Role.AMOUNT, Role.REVENUE, Role.UNIT_PRICE)
_ORDERS = {"": None, "dmy": "dmy", "jma": "dmy", "mdy": "mdy", "mja": "mdy"}


def names(call: Call) -> Rows:
    """Names of people; in parts, civility, first name and last name."""
    from habitue.cleaning.names import clean_names

    def clean(cells: "Cells") -> list[Iterable[Any]]:
        found = clean_names(cells.columns[0], rules=call.rules())
        wanted = (found.civility, found.first, found.last) if call.yes("parts") else (found.name,)
        return [one.values for one in wanted]

    return per_cell(call, "names", _NAMES, clean)


def companies(call: Call) -> Rows:
    """Names of companies."""
    from habitue.cleaning.companies import clean_companies

    return per_cell(
        call,
        "companies",
        (Role.COMPANY, Role.NAME, Role.CUSTOMER_KEY),
        lambda cells: [clean_companies(cells.columns[0], rules=call.rules()).name.values],
    )


def emails(call: Call) -> Rows:
    """E-mail addresses."""
    from habitue.cleaning.email import clean_emails

    return per_cell(
        call,
        "emails",
        (Role.EMAIL,),
        lambda cells: [clean_emails(cells.columns[0], rules=call.rules()).address.values],
    )


def phones(call: Call) -> Rows:
    """Telephone numbers."""
    from habitue.cleaning.phone import clean_phones

    def clean(cells: "Cells") -> list[Iterable[Any]]:
        countries = _beside(call, "country", cells)
        return [clean_phones(cells.columns[0], rules=call.rules(), countries=countries).number.values]

    return per_cell(call, "phones", (Role.PHONE, Role.MOBILE), clean)


def addresses(call: Call) -> Rows:
    """Street, postcode and town, as they stand on an envelope."""
    from habitue.cleaning.address import AddressColumns, clean_addresses

    def clean(cells: "Cells") -> list[Iterable[Any]]:
        columns = AddressColumns(
            address=cells.columns[0],
            postcode=_beside(call, "postcodes", cells),
            town=_beside(call, "towns", cells),
            country=_beside(call, "country", cells),
        )
        posted = clean_addresses(columns, rules=call.rules()).posted
        return [posted[name] for name in ("street", "postcode", "town")]

    return per_cell(call, "addresses", (Role.ADDRESS, Role.ADDRESS_MORE), clean)


def postcodes(call: Call) -> Rows:
    """Postcodes, each in the light of its town where that is given."""
    from habitue.cleaning.address import AddressColumns, clean_addresses

    def clean(cells: "Cells") -> list[Iterable[Any]]:
        columns = AddressColumns(
            postcode=cells.columns[0], town=_beside(call, "towns", cells), country=_beside(call, "country", cells)
        )
        return [clean_addresses(columns, rules=call.rules()).posted["postcode"]]

    return per_cell(call, "postcodes", (Role.POSTCODE,), clean)


def dates(call: Call) -> Rows:
    """Real dates; what cannot be read stays as it is."""
    from habitue.cleaning.dates import read_dates

    wanted = call.text("order").strip().lower()
    if wanted not in _ORDERS:
        raise BadRequest(sentence("The order of a date is DMY or MDY, not “{text}”.", text=wanted[:20]))

    def clean(cells: "Cells") -> list[Iterable[Any]]:
        texts = cells.with_dates({0}).columns[0]
        found = read_dates(texts, order=_ORDERS[wanted], today=call.day().toordinal())  # type: ignore[arg-type]
        return [_read(dates_of(found.days), cells)]

    return per_cell(call, "dates", _DATES, clean)


def amounts(call: Call) -> Rows:
    """Numbers; what cannot be read stays as it is."""
    from habitue.cleaning.amounts import read_amounts

    mark = call.text("decimal").strip()
    if mark not in ("", ",", "."):
        raise BadRequest(sentence("The decimal mark is “,” or “.”, not “{text}”.", text=mark[:20]))

    def clean(cells: "Cells") -> list[Iterable[Any]]:
        found = read_amounts(cells.columns[0], decimal=mark or None)  # type: ignore[arg-type]
        numbers = [
            None if gone else cents / 100 for cents, gone in zip(found.cents.tolist(), found.missing, strict=True)
        ]
        return [_read(numbers, cells)]

    return per_cell(call, "amounts", _AMOUNTS, clean)


def sirets(call: Call) -> Rows:
    """“valid”, or the reason why a number is none."""
    from habitue.cleaning.catalogue import all_rules
    from habitue.cleaning.identifiers import clean_sirets

    assert call.language is not None
    language, rules = call.language, call.rules()

    def check(cells: "Cells") -> list[Iterable[Any]]:
        found = clean_sirets(cells.columns[0], rules=rules)
        filled = found.values.notna().to_numpy(dtype=bool)
        said = np.where(filled, sentence("valid").say(language), "").astype(object)
        for position, rule in zip(found.doubts["position"].tolist(), found.doubts["rule"].tolist(), strict=True):
            said[position] = all_rules()[rule].explains.say(language)
        return [said]

    return per_cell(call, "numbers", (Role.SIRET, Role.SIREN), check)


def similarity(call: Call) -> Rows:
    """From 0 to 1, row by row."""
    from habitue.refresh.columns.comparing import similarity as compare

    def clean(cells: "Cells") -> list[Iterable[Any]]:
        other = _beside(call, "others", cells)
        assert other is not None
        return [compare(cells.columns[0], other)]

    return per_cell(call, "texts", tuple(Role), clean) if call.has("others") else BLANK


def fill_rate(call: Call) -> Rows:
    """One row with the share of each column."""
    from habitue.refresh.columns.filling import fill_rates

    return [plain(fill_rates(call.cells("columns"), call.criteria()))] if call.has("columns") else BLANK


def _beside(call: Call, key: str, cells: "Cells") -> "pd.Series | None":
    """Another column on the same rows: as many cells, or one for all. Raises BadRequest."""
    import pandas as pd

    from habitue.tables import text_dtype
    from habitue_addin.ranges import column_of

    if not call.has(key):
        return None
    other = column_of(call.given[key])
    rows, wanted = other.height + other.blank_below, cells.height + cells.blank_below
    if rows == 1:
        return pd.Series(other.columns[0].iloc[0], index=range(cells.height), dtype=text_dtype())
    if rows == wanted and len(other.columns) == 1:
        return other.cut_to(cells.height).columns[0]
    name = call.argument(key).name(call.language)
    raise BadRequest(
        sentence(
            "{name} must be one cell, or a column of as many rows as the first ({wanted}); it has {rows}.",
            name=name,
            wanted=wanted,
            rows=plural("{count} row", "{count} rows", rows),
        )
    )


def _read(values: list[date | None] | list[float | None], cells: "Cells") -> list[Any]:
    """What was read, and the text of each cell where nothing was."""
    texts = plain(cells.columns[0])
    return [text if value is None else value for value, text in zip(values, texts, strict=True)]
