"""Reads one cell that should hold an e-mail address: what is written there, what it becomes, what is doubtful."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

from email_validator import EmailNotValidError, validate_email

from habitue.cleaning.column import Doubt, Verdict
from habitue.cleaning.email_domains import PROVIDERS, Domain, read_domain
from habitue.cleaning.email_words import (
    is_no_reply,
    is_perhaps_placeholder,
    is_placeholder,
    is_role,
    says_none,
    thrown_away,
)
from habitue.cleaning.rules import Rules
from habitue.cleaning.text import TextKind, tidy

# What most addresses look like: the library would accept them, so it is not asked.
PLAIN = re.compile(r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@[a-z0-9.-]+")
LONGEST_LOCAL, LONGEST = 64, 254
_LONGEST_CELL = 1000  # characters; a longer cell is a note
_KIND = TextKind(words=False, keep_lines=True)
_SPACES_AT = re.compile(r"\s*@\s*")
_MAILTO = re.compile(r"(?i)^mailto:\s*([^?]*)(?:\?.*)?$", re.DOTALL)
_NAMED = re.compile(r"^[^<>@]*<\s*([^<>\s]+@[^<>\s]+)\s*>$")
_WRAPPED = re.compile(r"""^["'«“‘(\[<\s]+([^"'«»“”‘’()\[\]<>\s]+@[^"'«»“”’()\[\]<>\s]+)["'»”’)\]>\s]+$""")
_SEPARATORS = re.compile(r"\s*[;,/|\n\r\t]\s*|\s+(?:ou|et|or|and|&|-)\s+")
_LIKELY = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_AT_IN_WORDS = re.compile(r"\s*(?:[(\[{]\s*(?:at|a|arobase|chez)\s*[)\]}]|\s(?:at|arobase)\s|＠)\s*", re.IGNORECASE)
_ODD_SIGNS = re.compile(r"^(?:%20|www\.|['*#~=/|{}^`!$?%&+-])+|(?<=@)www\.|[*?!#=|{}^`$%](?=[^@]*@)")
Hosts = dict[str, Domain]
"""The domains already looked at, since a column holds few."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says: its verdict, all its addresses, whether the first can be written to, and is a post's."""

    verdict: Verdict
    every: tuple[str, ...] = ()
    usable: bool = False
    role: bool = False


def read_email(text: str, rules: Rules, hosts: Hosts) -> Reading:
    """The reading of one cell that is not blank."""
    clean = tidy(text, rules, _KIND)
    if clean.value is None:
        return Reading(clean)
    reading = _read_tidy(clean.value, rules, hosts)
    if not clean.rules:
        return reading
    verdict = reading.verdict
    whole = Verdict(verdict.value, clean.rules + verdict.rules, clean.doubts + verdict.doubts)
    return replace(reading, verdict=whole)


def _read_tidy(text: str, rules: Rules, hosts: Hosts) -> Reading:
    if len(text) > _LONGEST_CELL:
        doubts = (Doubt("emails.syntax"),) if rules.on("emails.syntax") else ()
        return Reading(Verdict(text, doubts=doubts))
    if rules.on("emails.placeholder") and is_placeholder(text):
        return Reading(Verdict(None, ("emails.placeholder",)))
    found, applied = uncover(text, rules, hosts)
    if found is not None:
        return _one(text, found, applied, rules, hosts)
    pieces = _split(text, rules, hosts)
    if pieces:
        return _several(pieces, rules, hosts)
    doubt = Doubt("emails.syntax", suggest(text, rules, hosts))
    return Reading(Verdict(text, doubts=(doubt,) if rules.on(doubt.rule) else ()))


def uncover(text: str, rules: Rules, hosts: Hosts) -> tuple[str | None, tuple[str, ...]]:
    """The one address of a text without what surrounds it, and the rules that took this away; None if there is none."""
    applied: list[str] = []
    for rule, step in _STEPS:
        if rules.on(rule) and (new := step(text)) != text:
            text = new
            applied.append(rule)
    return (text, tuple(applied)) if is_written_right(text, hosts) else (None, ())


def is_written_right(text: str, hosts: Hosts) -> bool:
    """Whether the text is one e-mail address, by syntax alone."""
    local, _, domain = text.rpartition("@")
    if not local or host(domain, hosts).written is None:
        return False
    if PLAIN.fullmatch(text):
        return len(local) <= LONGEST_LOCAL and len(text) <= LONGEST
    try:
        validate_email(text, check_deliverability=False)
    except (EmailNotValidError, UnicodeError):
        return False
    return True


def host(domain: str, hosts: Hosts) -> Domain:
    """The domain's reading, made once."""
    if domain not in hosts:
        hosts[domain] = replace(read_domain(domain), none=says_none(domain), thrown_away=thrown_away(domain))
    return hosts[domain]


def suggest(text: str, rules: Rules, hosts: Hosts) -> str | None:
    """The address that was probably meant; None where no single one comes to mind."""
    spelt = _AT_IN_WORDS.sub("@", text)
    attempts = [
        spelt,
        spelt.replace(",", "."),
        re.sub(r"\s*([.,@])\s*", r"\1", spelt).replace(",", "."),
        re.sub(r"@+", "@", re.sub(r"\.{2,}", ".", spelt)).replace(".@", "@").replace("@.", "@"),
        *_with_at(text),
    ]
    for attempt in attempts:
        local, mark, domain = attempt.rpartition("@")
        meant = f"{local}@{host(domain, hosts).suggestion or domain}" if mark else attempt
        found = uncover(meant, rules, hosts)[0]
        if found is not None and not is_placeholder(found):
            return found
    likely = [word for word in _LIKELY.findall(text) if is_written_right(word, hosts)]
    return str(likely[0]) if likely else None


def doubts_on(address: str, hosts: Hosts) -> tuple[Doubt, ...]:
    """What is odd about a well-written address."""
    local, _, domain = address.rpartition("@")
    about = host(domain, hosts)
    doubts = []
    if about.suggestion:
        doubts.append(Doubt("emails.domain_typo", f"{local}@{about.suggestion}"))
    if odd := _without_odd_signs(address):
        doubts.append(Doubt("emails.odd_signs", odd if is_written_right(odd, hosts) else None))
    if about.mixed:
        doubts.append(Doubt("emails.two_alphabets"))
    if not local.isascii():
        doubts.append(Doubt("emails.accent", _without_accents(local, domain)))
    if is_no_reply(address):
        doubts.append(Doubt("emails.no_reply"))
    if is_perhaps_placeholder(address):
        doubts.append(Doubt("emails.perhaps_placeholder"))
    return tuple(doubts)


def _one(text: str, address: str, applied: tuple[str, ...], rules: Rules, hosts: Hosts) -> Reading:
    if rules.on("emails.placeholder") and is_placeholder(address):
        return Reading(Verdict(None, ("emails.placeholder",)))
    doubts = doubts_on(address, hosts)
    verdict = Verdict(address if applied else text, applied, tuple(d for d in doubts if rules.on(d.rule)))
    return Reading(verdict, (address,), not doubts, is_role(address))


def _several(pieces: list[str], rules: Rules, hosts: Hosts) -> Reading:
    first = pieces[0]
    doubts = doubts_on(first, hosts)
    others = (Doubt("emails.several", "; ".join(pieces[1:])),) if len(pieces) > 1 else ()
    said = (*others, *doubts)
    verdict = Verdict(first, ("emails.first_of_several",), tuple(d for d in said if rules.on(d.rule)))
    return Reading(verdict, tuple(pieces), not doubts, is_role(first))


def _split(text: str, rules: Rules, hosts: Hosts) -> list[str]:
    """The addresses of a cell that holds nothing else; empty when one piece is no address."""
    if not rules.on("emails.first_of_several") or text.count("@") < 2:
        return []
    for pieces in (_SEPARATORS.split(text), text.split()):
        found = [uncover(piece, rules, hosts)[0] for piece in pieces if piece.strip()]
        addresses = [address for address in found if address is not None]
        if len(addresses) == len(found):
            seen = {address.casefold(): address for address in reversed(addresses)}
            return [a for a in dict.fromkeys(addresses) if seen[a.casefold()] == a]
    return []


def _lower_domain(text: str) -> str:
    local, mark, domain = text.rpartition("@")
    return f"{local}@{domain.lower()}" if mark else text


def _lower_all(text: str) -> str:
    """A provider's address in capitals in small letters: these providers ignore the case, others might not."""
    local, _, domain = text.rpartition("@")
    return text.lower() if local.isupper() and domain.lower() in PROVIDERS else text


def _unwrap(text: str) -> str:
    found = _NAMED.match(text) or _WRAPPED.match(text)
    return found[1] if found else text


def _without_accents(local: str, domain: str) -> str | None:
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", local) if not unicodedata.combining(mark))
    plain = plain.replace("œ", "oe").replace("æ", "ae").replace("ß", "ss")
    return f"{plain}@{domain}" if plain.isascii() else None


def _without_odd_signs(address: str) -> str | None:
    """The address without signs that mail allows and nobody has in their address; None where it has none."""
    plain = _ODD_SIGNS.sub("", address)
    return None if plain == address else plain


def _with_at(text: str) -> list[str]:
    """The text with the "@" that was left out before a well-known domain."""
    if "@" in text:
        return []
    low = text.lower()
    return [
        f"{text[: -len(p)].rstrip(' .-_')}@{p}" for p in sorted(PROVIDERS, key=len, reverse=True) if low.endswith(p)
    ]


_STEPS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("emails.spaces", lambda text: _SPACES_AT.sub("@", text)),
    ("emails.punctuation", lambda text: re.sub(r"[\s.;,:]+$", "", text) if "@" in text else text),
    ("emails.name_around", _unwrap),
    ("emails.mailto", lambda text: _MAILTO.sub(r"\1", text).strip()),
    ("emails.capitals", _lower_all),
    ("emails.domain_case", _lower_domain),
)
