"""Cleans a column of e-mail addresses; nothing is looked up on the network, so we say "well written", never "valid"."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from habitue.cleaning.column import as_text, distinct, gather
from habitue.cleaning.email_cell import LONGEST, LONGEST_LOCAL, PLAIN, Hosts, host, read_email
from habitue.cleaning.email_words import is_a_persons
from habitue.cleaning.rules import Rules
from habitue.cleaning.together import spread
from habitue.records import Cleaned


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanedEmails:
    """The e-mails of a column, all outputs as long as it and in its order.

    `address` has the first address of each cell (what is no address stays as it was, with a doubt). `every` has all
    addresses of the cell, separated by "; ". `usable` tells where a message can be sent: well written, and nothing
    about it that would make it bounce. `role` tells which are a post's and not a person's (info@, compta@).
    """

    address: Cleaned
    every: pd.Series
    usable: np.ndarray  # bool
    role: np.ndarray  # bool


def clean_emails(column: pd.Series, *, rules: Rules) -> CleanedEmails:
    """The e-mail addresses of a column: what surrounds them taken off, the domain in small letters, slips pointed out.

    The case of the part before "@" is kept, since only its host knows whether it matters; known providers ignore it,
    so that an address of theirs that is all in capitals is put in small letters.
    """
    text = as_text(column)
    found = distinct(text)
    hosts: Hosts = {}
    texts = found.texts.tolist()
    readings = {n: read_email(value, rules, hosts) for n, value in enumerate(texts) if not _is_plain(value, hosts)}
    every = [("; ".join(readings[n].every) or None) if n in readings else value for n, value in enumerate(texts)]
    usable, role = np.ones(len(texts) + 1, dtype=bool), np.zeros(len(texts) + 1, dtype=bool)
    usable[[-1, *readings]] = [False, *(reading.usable for reading in readings.values())]  # -1: of blank cells
    role[list(readings)] = [reading.role for reading in readings.values()]
    return CleanedEmails(
        address=gather(text, found, {n: reading.verdict for n, reading in readings.items()}),
        every=spread(found.codes, every, text),
        usable=usable[found.codes],
        role=role[found.codes],
    )


def usable_emails(addresses: pd.Series) -> np.ndarray:
    """Which cells of a cleaned column hold an address that a message can be sent to."""
    return clean_emails(addresses, rules=Rules()).usable


def _is_plain(text: str, hosts: Hosts) -> bool:
    """Whether there is nothing to say about an address: so it is with nearly all, and the library is not asked."""
    plain = PLAIN.fullmatch(text)
    if plain is None or len(text) > LONGEST:
        return False
    local, domain = plain.groups()
    if len(local) > LONGEST_LOCAL or local.isupper() or not host(domain, hosts).plain:
        return False
    return is_a_persons(local.lower())
