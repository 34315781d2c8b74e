"""Cleans a whole table of customers: which role is cleaned by which function, and one journal for all of them."""
# ruff: noqa: PD011 (`values` is a field of Cleaned here, not the array of a Series)

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

import pandas as pd

from habitue.cleaning.address import AddressColumns, CleanedAddresses, clean_addresses
from habitue.cleaning.column import Verdict, clean_column, no_changes, no_doubts
from habitue.cleaning.consent import Question, clean_consent
from habitue.cleaning.dates import DateHabits, read_by
from habitue.cleaning.dates_deciding import DayMonth
from habitue.cleaning.email import clean_emails
from habitue.cleaning.identifiers import clean_sirens, clean_sirets, clean_vat_numbers
from habitue.cleaning.names import clean_civilities, clean_first_names, clean_last_names, clean_names
from habitue.cleaning.people import clean_people
from habitue.cleaning.phone import clean_phones
from habitue.cleaning.rules import Rules
from habitue.cleaning.text import WORDS, tidied, untidy
from habitue.language import Sentence
from habitue.records import Cleaned
from habitue.roles.role import Role
from habitue.tables import text_dtype


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanedTable:
    """A table of customers with every field cleaned, its rows in their order.

    `customers` has the columns that came in, with corrected values. `derived` has what they say beside themselves, one
    row each: see `FIELDS`. `changes` and `doubts` are the lines of all columns (position of the row, column, then as in
    `Cleaned`), by row. `refused` tells which columns were left as they are, and why; `rules` are those that were on.
    """

    customers: pd.DataFrame
    derived: pd.DataFrame
    changes: pd.DataFrame
    doubts: pd.DataFrame
    refused: Mapping[str, Sentence]
    rules: Rules = field(default_factory=Rules)


@dataclass(frozen=True, slots=True)
class _Found:
    """What one field gave: columns cleaned, by role, and columns derived, by name."""

    cleaned: Mapping[str, Cleaned]
    derived: Mapping[str, pd.Series] = field(default_factory=dict)


_ADDRESS = {
    Role.ADDRESS: "address",
    Role.ADDRESS_MORE: "more",
    Role.POSTCODE: "postcode",
    Role.TOWN: "town",
    Role.COUNTRY: "country",
}


_WITHOUT_POSTCODES = frozenset({"AE", "BF", "BJ", "CI", "CM", "GA", "HK", "IE", "ML", "QA", "TG"})


def clean_customers(customers: pd.DataFrame, rules: Rules) -> CleanedTable:
    """All columns of `customers` that are named by a role we clean; the others pass as they are."""
    present = set(customers.columns)
    found = [_people(customers, rules), _addresses(customers, rules)]
    countries = found[1].derived.get("country_code")
    found += [clean(customers[role], rules) for role, clean in FIELDS.items() if role in present]
    found += [_phone(customers, role, rules, countries) for role in (Role.PHONE, Role.MOBILE) if role in present]
    cleaned: dict[str, Cleaned] = {role: one for each in found for role, one in each.cleaned.items()}
    derived = {name: column for each in found for name, column in each.derived.items() if name not in present}
    corrected = customers.assign(**{role: one.values for role, one in cleaned.items() if role in present})
    return CleanedTable(
        customers=corrected,
        derived=pd.DataFrame(derived, index=customers.index),
        changes=_lines({role: one.changes for role, one in cleaned.items() if role in present}, no_changes()),
        doubts=_lines({role: one.doubts for role, one in cleaned.items() if role in present}, no_doubts()),
        refused={role: one.refused for role, one in cleaned.items() if one.refused is not None},
        rules=rules,
    )


def _people(customers: pd.DataFrame, rules: Rules) -> _Found:
    """The names of people; civilities found in them fill the blank cells of the column of civilities."""
    cleaned: dict[str, Cleaned] = {}
    derived: dict[str, pd.Series] = {}
    civilities: list[Cleaned] = []
    if Role.NAME in customers:
        names = clean_names(customers[Role.NAME], rules=rules)
        cleaned[Role.NAME] = names.name
        civilities.append(names.civility)
        derived |= {Role.FIRST_NAME: names.first.values, Role.LAST_NAME: names.last.values}
    if Role.FIRST_NAME in customers and Role.LAST_NAME in customers:
        people = clean_people(customers[Role.FIRST_NAME], customers[Role.LAST_NAME], rules=rules)
        cleaned |= {Role.FIRST_NAME: people.first, Role.LAST_NAME: people.last}
        civilities.append(people.civility)
    else:
        for role, clean in ((Role.FIRST_NAME, clean_first_names), (Role.LAST_NAME, clean_last_names)):
            if role in customers:
                part = clean(customers[role], rules=rules)
                cleaned[role] = part.name
                civilities.append(part.civility)
    if Role.CIVILITY in customers:
        cleaned[Role.CIVILITY] = _filled(clean_civilities(customers[Role.CIVILITY], rules=rules), civilities)
    elif civilities:
        derived[Role.CIVILITY] = _first_of([one.values for one in civilities])
    return _Found(cleaned, derived)


def _filled(own: Cleaned, others: list[Cleaned]) -> Cleaned:
    """A column of civilities with its blank cells filled from the names, one line of the journal each."""
    if not others:
        return own
    written, blank = own.values, own.values.isna()
    from_names = _first_of([one.values for one in others])
    positions = (blank & from_names.notna()).to_numpy(dtype=bool).nonzero()[0]
    if not len(positions):
        return own
    before = own.changes.set_index("position")["before"].reindex(positions)  # a placeholder that was taken out
    lines = pd.DataFrame(
        {
            "position": positions,
            "before": before.array,
            "after": from_names.iloc[positions].array,
            "rule": pd.Series("names.civility", index=range(len(positions)), dtype=text_dtype()),
        }
    )
    kept = own.changes[~own.changes["position"].isin(positions)]
    changes = pd.concat([kept, lines]).sort_values("position", ignore_index=True) if len(kept) else lines
    return Cleaned(values=written.fillna(from_names), changes=changes, doubts=own.doubts)


def _first_of(columns: list[pd.Series]) -> pd.Series:
    result = columns[0]
    for column in columns[1:]:
        result = result.fillna(column)
    return result


def _addresses(customers: pd.DataFrame, rules: Rules) -> _Found:
    """The addresses; a postcode or town found in an address is derived where the file has no column for it."""
    given = {name: customers[role] for role, name in _ADDRESS.items() if role in customers}
    if not given:
        return _Found({})
    addresses = clean_addresses(AddressColumns(**given), rules=rules)
    named: dict[Role, Cleaned | None] = {role: getattr(addresses, name) for role, name in _ADDRESS.items()}
    cleaned: dict[str, Cleaned] = {role: one for role, one in named.items() if one is not None}
    derived = {role: one.values for role, one in cleaned.items()}
    posted = {f"posted_{name}": addresses.posted[name] for name in addresses.posted}
    told = {"country_code": addresses.countries, "post_usable": _can_be_posted(addresses)}
    return _Found(cleaned, derived | told | posted)


def _can_be_posted(addresses: CleanedAddresses) -> pd.Series:
    """Whose addresses are complete: a street or a further line, a postcode where the country has any, and a town."""
    posted = addresses.posted
    street = posted["street"].notna()
    if addresses.more is not None:
        street |= addresses.more.values.notna()
    coded = posted["postcode"].notna() | addresses.countries.isin(_WITHOUT_POSTCODES).fillna(value=False)
    usable = (street & coded & posted["town"].notna()).astype(bool)
    if addresses.address is not None:
        doubts = addresses.address.doubts
        usable.iloc[doubts.loc[doubts["rule"] == "addresses.no_street", "position"].to_numpy()] = False
    return usable


def _phone(customers: pd.DataFrame, role: Role, rules: Rules, countries: pd.Series | None) -> _Found:
    phones = clean_phones(customers[role], rules=rules, countries=countries)
    derived = {f"{role}_e164": phones.e164, f"{role}_kind": phones.kind, f"{role}_mobile": phones.mobile}
    return _Found({role: phones.number}, derived | {f"{role}_every": phones.every})


def _email(column: pd.Series, rules: Rules) -> _Found:
    emails = clean_emails(column, rules=rules)
    flags = {"email_usable": emails.usable, "email_role": emails.role}
    derived = {name: pd.Series(values, index=column.index) for name, values in flags.items()}
    return _Found({Role.EMAIL: emails.address}, {"email_every": emails.every, **derived})


def _company(column: pd.Series, rules: Rules) -> _Found:
    from habitue.cleaning.companies import clean_companies  # few files have companies: imported where there are

    companies = clean_companies(column, rules=rules)
    return _Found({Role.COMPANY: companies.name}, {"legal_form": companies.form.values})


def _consent(column: pd.Series, rules: Rules, role: Role, question: Question = "consent") -> _Found:
    answers = clean_consent(column, rules=rules, question=question)
    return _Found({role: answers.text}, {f"{role}_given": answers.answer})


def _status(column: pd.Series, rules: Rules) -> _Found:
    from habitue.cleaning.status_words import clean_status_words

    words = clean_status_words(column, rules=rules)
    return _Found(
        {Role.STATUS_TEXT: words.text}, {"status_meaning": words.meaning, "status_confidence": words.confidence}
    )


def _number(column: pd.Series, rules: Rules, role: Role, clean: Callable[..., Cleaned]) -> _Found:
    return _Found({role: clean(column, rules=rules)})


def _words(column: pd.Series, rules: Rules, role: Role) -> _Found:
    return _Found({role: clean_column(column, tidied(Verdict, rules, WORDS), needs=partial(untidy, kind=WORDS))})


def _date(column: pd.Series, rules: Rules, role: Role) -> _Found:
    """Dates stay as they are written; the day that each means is derived (an ordinal, 0 where there is none)."""
    default: DayMonth = "mdy" if rules.country == "US" else "dmy"
    dates = read_by(column, DateHabits(default=default, today=rules.today, past=role is Role.BIRTH_DATE))
    untouched = Cleaned(values=column, changes=no_changes(), doubts=dates.doubts, refused=dates.refused)
    return _Found({role: untouched}, {f"{role}_day": pd.Series(dates.days, index=column.index)})


FIELDS: Mapping[Role, Callable[[pd.Series, Rules], _Found]] = {
    Role.COMPANY: _company,
    Role.EMAIL: _email,
    Role.SIREN: partial(_number, role=Role.SIREN, clean=clean_sirens),
    Role.SIRET: partial(_number, role=Role.SIRET, clean=clean_sirets),
    Role.VAT: partial(_number, role=Role.VAT, clean=clean_vat_numbers),
    Role.CONSENT: partial(_consent, role=Role.CONSENT),
    Role.CONSENT_EMAIL: partial(_consent, role=Role.CONSENT_EMAIL),
    Role.CONSENT_POST: partial(_consent, role=Role.CONSENT_POST),
    Role.CONSENT_PHONE: partial(_consent, role=Role.CONSENT_PHONE),
    Role.UNSUBSCRIBED: partial(_consent, role=Role.UNSUBSCRIBED, question="unsubscribed"),
    Role.STATUS_TEXT: _status,
    Role.BIRTH_DATE: partial(_date, role=Role.BIRTH_DATE),
    Role.CREATED: partial(_date, role=Role.CREATED),
    Role.CONTACTED: partial(_date, role=Role.CONTACTED),
    Role.REGION: partial(_words, role=Role.REGION),
}
"""The fields that are cleaned by themselves. People's names, addresses and phones look at several columns at once:
first and last name together, an address with its postcode, town and country, a phone with its row's country.

Derived columns: first_name, last_name and civility (from full names), legal_form, email_usable, email_role and
email_every, {phone, mobile}_e164, _kind, _mobile and _every, postcode and town (from addresses), country_code,
posted_street, posted_postcode and posted_town (what an envelope needs), post_usable,
{consent..., unsubscribed}_given (nullable boolean: for unsubscribed, whether they did), status_meaning,
status_confidence, {birth_date, created, contacted}_day."""


def _lines(tables: Mapping[str, pd.DataFrame], empty: pd.DataFrame) -> pd.DataFrame:
    """The lines of all columns as one table, by row."""
    with_column = [
        table.assign(column=pd.Series(str(role), index=table.index, dtype=text_dtype()))
        for role, table in tables.items()
        if len(table)
    ]
    order = ["position", "column", *[name for name in empty.columns if name != "position"]]
    if not with_column:
        return empty.assign(column=pd.Series(dtype=text_dtype()))[order]
    return pd.concat(with_column).sort_values("position", kind="stable", ignore_index=True)[order]
