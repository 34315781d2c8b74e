"""Cleans a column of e-mail addresses; nothing is looked up on the network, so we say "well written", never "valid"."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from habitue.cleaning.column import as_text, distinct, gather
from habitue.cleaning.email_cell import LONGEST, LONGEST_LOCAL, PLAIN, Hosts, host, read_email
from habitue.cleaning.email_words import is_a_persons
from habitue.cleaning.rules import Rule, Rules
from habitue.language import sentence
from habitue.records import Cleaned
from habitue.tables import text_dtype


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
        every=_spread(text, found.codes, every),
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


def _spread(text: pd.Series, codes: np.ndarray, values: list[str | None]) -> pd.Series:
    """A column like `text` from the values of its distinct texts."""
    spread = pd.Series(values, dtype=text_dtype()).array.take(codes, allow_fill=True)
    return pd.Series(spread, index=text.index, name=text.name)


EMAIL_RULES: tuple[Rule, ...] = (
    Rule(id="emails.spaces", explains=sentence("Spaces around the @ of an e-mail address are taken out.")),
    Rule(
        id="emails.punctuation", explains=sentence("Full stops, commas and semicolons after an e-mail are taken off.")
    ),
    Rule(
        id="emails.name_around",
        explains=sentence("Of “Dupont <dupont@example.com>”, only the e-mail address is kept."),
    ),
    Rule(id="emails.mailto", explains=sentence("“mailto:” before an e-mail address is taken off.")),
    Rule(
        id="emails.domain_case",
        explains=sentence(
            "The domain of an e-mail, after the @, is put in small letters; the part before keeps its own."
        ),
    ),
    Rule(
        id="emails.capitals",
        explains=sentence("E-mails in capitals are put in small letters where the provider is known to ignore case."),
    ),
    Rule(
        id="emails.first_of_several",
        explains=sentence("Where a cell has several e-mails, the first is kept and the others are listed for review."),
    ),
    Rule(
        id="emails.placeholder",
        explains=sentence("E-mails that say that there is none (aucun@aucun.fr, x@x.x) count as blank."),
    ),
    Rule(
        id="emails.several",
        explains=sentence("The cell has several e-mails; the others are listed here."),
        severity="doubt",
    ),
    Rule(id="emails.syntax", explains=sentence("This is not an e-mail address as it is written."), severity="doubt"),
    Rule(
        id="emails.domain_typo",
        explains=sentence("The domain of this e-mail looks like a slip for a well-known one."),
        severity="doubt",
    ),
    Rule(
        id="emails.two_alphabets",
        explains=sentence("The domain of this e-mail mixes letters of two alphabets, as imitations do."),
        severity="doubt",
    ),
    Rule(
        id="emails.accent",
        explains=sentence("This e-mail has an accent or another letter before the @ that most mail services refuse."),
        severity="doubt",
    ),
    Rule(
        id="emails.no_reply",
        explains=sentence("Nobody reads the messages sent to this e-mail (no-reply)."),
        severity="doubt",
    ),
    Rule(
        id="emails.perhaps_placeholder",
        explains=sentence("This e-mail was perhaps typed only to fill the box."),
        severity="doubt",
    ),
)
