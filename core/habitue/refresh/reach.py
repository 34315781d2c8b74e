"""Who may be contacted on a channel, and why the others may not: no usable address, no consent, or unsubscribed."""

from collections.abc import Iterable, Mapping
from typing import Literal, get_args

import numpy as np
import pandas as pd

from habitue.cleaning.fields import CleanedTable
from habitue.errors import BadRequest
from habitue.language import Language, Sentence, sentence
from habitue.refresh.signs import Mask, answered, meanings, unsubscribed
from habitue.roles import Role
from habitue.tables import text_dtype

Channel = Literal["email", "post", "phone"]
CHANNELS: tuple[Channel, ...] = get_args(Channel)
_CONSENT: dict[Channel, Role] = {
    "email": Role.CONSENT_EMAIL,
    "post": Role.CONSENT_POST,
    "phone": Role.CONSENT_PHONE,
}
_NO_ADDRESS: dict[Channel, Sentence] = {
    "email": sentence("no usable e-mail address"),
    "post": sentence("no complete postal address"),
    "phone": sentence("no usable phone number"),
}


def chosen_channel(cleaned: CleanedTable) -> Channel:
    """The channel of the mailing sheets: e-mail where the file has e-mails, else post, else phone."""
    customers = cleaned.customers
    if Role.EMAIL in customers:
        return "email"
    if Role.ADDRESS in customers or not {Role.PHONE, Role.MOBILE} & set(customers.columns):
        return "post"
    return "phone"


def excluded_why(
    cleaned: CleanedTable, channel: str, language: Language, doubts: Mapping[int, int] | None = None
) -> pd.Series:
    """Why each customer is not to be contacted on the channel, missing for who may be; the gravest reason only.

    `doubts` has the positions of customers who are perhaps somebody else, with whom: they are left out where that
    other may be contacted.

    Without any column of consents nobody is excluded for lack of one: then the file does not say, and the law and the
    team decide. Where there is such a column, a blank is not a yes.
    """
    if channel not in CHANNELS:
        raise BadRequest(
            sentence("There is no channel {channel}; there are: {channels}.", channel=channel, channels=CHANNELS)
        )
    why = pd.Series(pd.NA, index=cleaned.customers.index, dtype=text_dtype())
    for mask, reason in reversed(_reasons(cleaned, channel)):
        why[mask] = reason.say(language)
    free = why.isna().to_numpy(bool)
    for position, other in (doubts or {}).items():
        if free[position] and free[other]:
            key = str(cleaned.customers["key"].iloc[other])
            why.iloc[position] = sentence("perhaps the same as {key}", key=key).say(language)
    return why


def _reasons(cleaned: CleanedTable, channel: Channel) -> list[tuple[Mask, Sentence]]:
    """The reasons with who they hold for, the gravest first."""
    found: list[tuple[Mask | None, Sentence]] = []
    meaning = meanings(cleaned)
    if meaning is not None:
        found.append(((meaning == "deceased").fillna(value=False).to_numpy(bool), sentence("deceased")))
    found.append((unsubscribed(cleaned), sentence("unsubscribed")))
    consents = (_CONSENT[channel], Role.CONSENT)
    found += [(answered(cleaned, role, answer=False), sentence("refused to be contacted")) for role in consents]
    asked = [role for role in consents if f"{role}_given" in cleaned.derived]
    if asked:
        agreed = [yes for role in asked if (yes := answered(cleaned, role, answer=True)) is not None]
        found.append((~any_of(agreed, len(cleaned.customers)), sentence("no consent")))
    found.append((~usable(cleaned, channel), _NO_ADDRESS[channel]))
    return [(mask, reason) for mask, reason in found if mask is not None]


def usable(cleaned: CleanedTable, channel: Channel) -> Mask:
    """Who has an address for the channel that can be used."""
    customers, derived = cleaned.customers, cleaned.derived
    if channel == "email":
        return _flag(derived, "email_usable", len(customers))
    if channel == "phone":
        numbers = [derived[name].notna() for name in ("phone_e164", "mobile_e164") if name in derived]
        return any_of([number.to_numpy(bool) for number in numbers], len(customers))
    return _flag(derived, "post_usable", len(customers))


def any_of(masks: Iterable[Mask], length: int) -> Mask:
    """Who is in at least one of the masks."""
    found = np.zeros(length, dtype=bool)
    for mask in masks:
        found |= mask
    return found


def _flag(derived: pd.DataFrame, name: str, length: int) -> Mask:
    if name not in derived:
        return np.zeros(length, dtype=bool)
    flag: Mask = derived[name].fillna(value=False).to_numpy(bool)
    return flag
