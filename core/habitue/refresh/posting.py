"""The customers' addresses as the post reads them, below the names of those they are for."""

import pandas as pd

from habitue.cleaning.address import CleanedAddresses
from habitue.cleaning.address_lines import LONGEST, postal_lines
from habitue.cleaning.column import no_changes, no_doubts
from habitue.cleaning.fields import CleanedTable
from habitue.cleaning.rules import Rules
from habitue.records import Cleaned
from habitue.roles import Role
from habitue.tables import text_dtype


def lines_for_post(cleaned: CleanedTable, rules: Rules) -> pd.DataFrame:
    """The columns post1 to post6 and post_country, blank where the address is not complete; one row a customer.

    French addresses have six lines of at most 38 characters: the addressee, the flat, the building, the street, the
    place or box, the postcode and town.
    """
    derived = cleaned.derived
    if "posted_street" not in derived:
        return pd.DataFrame(index=cleaned.customers.index)
    more = _column(cleaned, Role.ADDRESS_MORE)
    addresses = CleanedAddresses(
        address=None,
        more=Cleaned(values=more, changes=no_changes(), doubts=no_doubts()),
        postcode=None,
        town=None,
        country=None,
        countries=derived["country_code"],
        posted=pd.DataFrame({name: derived[f"posted_{name}"] for name in ("street", "postcode", "town")}),
    )
    lines = postal_lines(addresses, addressees=_addressees(cleaned), rules=rules).lines
    lines.loc[~derived["post_usable"].to_numpy(bool)] = pd.NA
    return lines.rename(columns=lambda name: f"post{name[4:]}" if name.startswith("line") else f"post_{name}")


def _addressees(cleaned: CleanedTable) -> pd.Series:
    """Whom the envelope is for: the person with their civility, else the company; both where a line holds them."""
    first, last = _column(cleaned, Role.FIRST_NAME), _column(cleaned, Role.LAST_NAME)
    person = (first + " " + last).fillna(_column(cleaned, Role.NAME)).fillna(last).fillna(first)
    company = _column(cleaned, Role.COMPANY)
    addressed = _joined(_column(cleaned, Role.CIVILITY), person).where(person.notna())
    both = _joined(company, addressed)
    fits = (both.str.len() <= LONGEST).fillna(value=False).to_numpy(bool)
    return both.where(fits, addressed.fillna(company))


def _joined(one: pd.Series, other: pd.Series) -> pd.Series:
    """Two texts with a space between; either where the other is blank."""
    return (one + " " + other).fillna(one).fillna(other)


def _column(cleaned: CleanedTable, role: Role) -> pd.Series:
    """A column of the file, or what cleaning told from others; blank where there is neither."""
    for frame in (cleaned.customers, cleaned.derived):
        if role in frame:
            return frame[role].astype(text_dtype())
    return pd.Series(pd.NA, index=cleaned.customers.index, dtype=text_dtype())
