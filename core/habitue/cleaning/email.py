"""Cleans a column of e-mail addresses; nothing is looked up on the network, so we say "well written", never "valid"."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from habitue.cleaning.column import as_text, gather, matches
from habitue.cleaning.email_cell import LONGEST, LONGEST_LOCAL, PLAIN, Hosts, host, read_email
from habitue.cleaning.email_words import are_persons
from habitue.cleaning.rules import Rules
from habitue.cleaning.together import spread
from habitue.distinct import distinct
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
    odd = np.flatnonzero(~_plain(found.texts, hosts)).tolist() if texts else []
    readings = {n: read_email(texts[n], rules, hosts) for n in odd}
    every: list[str | None] = [*texts]
    for n, reading in readings.items():
        every[n] = "; ".join(reading.every) or None
    usable, role = np.ones(len(texts) + 1, dtype=bool), np.zeros(len(texts) + 1, dtype=bool)
    usable[[-1, *readings]] = [False, *(reading.usable for reading in readings.values())]  # -1: of blank cells
    role[list(readings)] = [reading.role for reading in readings.values()]
    return CleanedEmails(
        address=gather(text, found, {n: reading.verdict for n, reading in readings.items()}),
        every=spread(found.codes, every, text),
        usable=usable[found.codes],
        role=role[found.codes],
    )


def _plain(texts: pd.Series, hosts: Hosts) -> np.ndarray:
    """About which addresses there is nothing to say: nearly all, so that the library is asked for the others only."""
    plain = matches(texts, f"^{PLAIN.pattern}$")
    if not plain.any():
        return plain
    likely = texts[plain]
    codes, domains = pd.factorize(likely.str.replace(r"^.*@", "", regex=True))
    local = likely.str.replace(r"@.*$", "", regex=True)
    plain[plain] = (
        np.array([host(domain, hosts).plain for domain in domains], dtype=bool)[codes]
        & (likely.str.len() <= LONGEST).to_numpy(dtype=bool)
        & (local.str.len() <= LONGEST_LOCAL).to_numpy(dtype=bool)
        & ~matches(likely, r"^www\.|@www\.|^[+-]")
        & ~matches(local, "^[^a-z]*[A-Z][^a-z]*$")  # in capitals
        & are_persons(local.str.lower())
    )
    return plain
