"""What the file tells of customers besides their orders: lost, unsubscribed, in contact, contacts unanswered."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from habitue.cleaning.fields import CleanedTable
from habitue.cleaning.status_words import SURE
from habitue.intake import Intake
from habitue.lifecycle import UNKNOWN, Signs
from habitue.records import NEVER
from habitue.roles import Role

Mask = NDArray[np.bool_]
CONSENTS = (Role.CONSENT, Role.CONSENT_EMAIL, Role.CONSENT_POST, Role.CONSENT_PHONE)
_LOST = {"said_lost", "deceased"}
_IN_CONTACT = {"contact_established", "hot", "customer"}


def signs_of(intake: Intake, cleaned: CleanedTable) -> Signs:
    """One element per customer, in their order; None for what the file has no column for."""
    meaning = meanings(cleaned)
    return Signs(
        said_lost=None if meaning is None else meaning.isin(_LOST).to_numpy(bool),
        unsubscribed=unsubscribed(cleaned),
        contact_established=_in_contact(intake, cleaned, meaning),
        contacts_without_response=_unanswered(intake, cleaned),
        columns={str(header): intake.extras[header] for header in intake.extras.columns},
    )


def meanings(cleaned: CleanedTable) -> pd.Series | None:
    """What the team's own words say of each customer, where that is sure; None when there is no such column."""
    derived = cleaned.derived
    if "status_meaning" not in derived:
        return None
    return derived["status_meaning"].where(derived["status_confidence"] >= SURE)


def answered(cleaned: CleanedTable, role: Role, answer: bool) -> Mask | None:
    """Who gave this answer in a column of consents; None when the file has no such column."""
    name = f"{role}_given"
    if name not in cleaned.derived:
        return None
    mask: Mask = (cleaned.derived[name] == answer).fillna(value=False).to_numpy(bool)
    return mask


def unsubscribed(cleaned: CleanedTable) -> Mask | None:
    """Who said no to every channel: by the column of unsubscriptions, the team's words, or a no wherever asked."""
    left = answered(cleaned, Role.UNSUBSCRIBED, answer=True)
    meaning = meanings(cleaned)
    said = None if meaning is None else (meaning == "unsubscribed").fillna(value=False).to_numpy(bool)
    refused = [no for role in CONSENTS if (no := answered(cleaned, role, answer=False)) is not None]
    everywhere = np.logical_and.reduce(refused) if refused else None
    known = [mask for mask in (left, said, everywhere) if mask is not None]
    return np.logical_or.reduce(known) if known else None


def _in_contact(intake: Intake, cleaned: CleanedTable, meaning: pd.Series | None) -> Mask | None:
    """A quote, a contact that was answered, an opt-in, or the team's word for it."""
    known = [mask for role in CONSENTS if (mask := answered(cleaned, role, answer=True)) is not None]
    if meaning is not None:
        known.append(meaning.isin(_IN_CONTACT).to_numpy(bool))
    if (intake.quoted != NEVER).any():
        known.append(intake.quoted != NEVER)
    if Role.RESPONDED in cleaned.customers:
        known.append(_said_yes(cleaned.customers[Role.RESPONDED]))
    if intake.contacts is not None:
        answered_once = np.zeros(len(cleaned.customers), dtype=bool)
        answered_once[intake.contacts.customer[intake.contacts.responded]] = True
        known.append(answered_once)
    return np.logical_or.reduce(known) if known else None


def _said_yes(column: pd.Series) -> Mask:
    """A response is a date or a yes; a no or a blank is none."""
    plain = column.fillna("").astype(str).str.strip().str.casefold()
    return ~plain.isin({"", "non", "no", "n", "0", "false", "faux", "-", "aucune", "none"}).to_numpy(bool)


def _unanswered(intake: Intake, cleaned: CleanedTable) -> NDArray[np.int32] | None:
    """How many of the last contacts, since the last order, had no response."""
    if intake.contacts is not None:
        return _unanswered_in_log(intake, len(cleaned.customers))
    if Role.CONTACTS not in cleaned.customers:
        return None
    numbers = pd.to_numeric(cleaned.customers[Role.CONTACTS], errors="coerce")
    counts = numbers.round().fillna(UNKNOWN).clip(UNKNOWN, 10_000).to_numpy(dtype=np.int32)
    if Role.RESPONDED in cleaned.customers:
        counts[_said_yes(cleaned.customers[Role.RESPONDED]) & (counts > 0)] = 0
    return counts


def _unanswered_in_log(intake: Intake, customers: int) -> NDArray[np.int32]:
    assert intake.contacts is not None
    log = pd.DataFrame(
        {"who": intake.contacts.customer, "day": intake.contacts.day, "responded": intake.contacts.responded}
    )
    last_order = np.zeros(customers, dtype=np.int64)
    if intake.summarised is not None:
        last_order = intake.summarised.history.last_day.astype(np.int64)
    elif intake.orders is not None:
        np.maximum.at(last_order, intake.orders.customer, intake.orders.day)
    last_answer = log[log["responded"]].groupby("who")["day"].max().reindex(log["who"]).fillna(0).to_numpy()
    since = np.maximum(last_order[log["who"]], last_answer)
    open_contacts = log[(log["day"].to_numpy() > since) & ~log["responded"].to_numpy()]
    counts = np.full(customers, UNKNOWN, dtype=np.int32)
    counts[log["who"].unique()] = 0
    found = open_contacts["who"].value_counts()
    counts[found.index.to_numpy()] = found.to_numpy()
    return counts
