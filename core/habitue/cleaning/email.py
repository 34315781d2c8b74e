"""Cleans a column of e-mail addresses; nothing is looked up on the network, so we say "well written", never "valid"."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from habitue.cleaning.column import Verdict, as_text, distinct, gather
from habitue.cleaning.email_cell import PLAIN, Hosts, Reading, host, read_email
from habitue.cleaning.email_words import is_no_reply, is_perhaps_placeholder, is_placeholder, is_role
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
    readings = [_read(value, rules, hosts) for value in found.texts.tolist()]
    verdicts = {n: r.verdict for n, r in enumerate(readings) if r.verdict.rules or r.verdict.doubts}
    return CleanedEmails(
        address=gather(text, found, verdicts),
        every=_every(text, found.codes, readings),
        usable=_spread(found.codes, [reading.usable for reading in readings]),
        role=_spread(found.codes, [reading.role for reading in readings]),
    )


def usable_emails(addresses: pd.Series) -> np.ndarray:
    """Which cells of a cleaned column hold an address that a message can be sent to."""
    return clean_emails(addresses, rules=Rules()).usable


def _read(text: str, rules: Rules, hosts: Hosts) -> Reading:
    """One cell; the plain ones, which are nearly all, without the library."""
    plain = PLAIN.fullmatch(text)
    if plain is not None and len(plain[1]) <= 64 and len(text) <= 254:
        about = host(plain[2], hosts)
        odd = about.written is None or about.suggestion is not None
        if not (odd or is_placeholder(text) or is_perhaps_placeholder(text) or is_no_reply(text)):
            return Reading(Verdict(text), (text,), usable=True, role=is_role(text))
    return read_email(text, rules, hosts)


def _every(text: pd.Series, codes: np.ndarray, readings: list[Reading]) -> pd.Series:
    joined = pd.Series([("; ".join(reading.every) or None) for reading in readings], dtype=text_dtype())
    values = joined.array.take(codes, allow_fill=True)
    return pd.Series(values, index=text.index, name=text.name)


def _spread(codes: np.ndarray, flags: list[bool]) -> np.ndarray:
    # The last is for the code -1 of blank cells.
    return np.asarray([*flags, False], dtype=bool).take(codes)


EMAIL_RULES: tuple[Rule, ...] = (
    Rule(id="emails.invisible", explains=sentence("Invisible characters are taken out of e-mail addresses.")),
    Rule(id="emails.spaces", explains=sentence("Spaces around an e-mail address and its @ are taken off.")),
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
