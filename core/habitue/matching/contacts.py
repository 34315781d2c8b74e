"""E-mail addresses and telephone numbers as they are compared, and which of them are a post's and not a person's."""

import re

from habitue.matching.fold import digits
from habitue.matching.wordlist import words

_SPACES = re.compile(r"[\s<>;,]+")
_COUNTRY_CODES = words(
    """
    33 44 1 32 41 352 49 34 39 351 31 353 61 43 45 46 47 48 212 213 216 221 225 262 377 590 594 596 687 689
    """
)  # none is the beginning of another
_GENERIC = words(
    """
    info infos contact contacts accueil reception bonjour hello hi mail email courrier compta comptabilite accounting
    accounts billing facturation factures facture commercial commerce sales ventes vente achats achat purchasing orders
    commandes commande admin administration direction secretariat office bureau service services support sav help
    webmaster postmaster noreply rh hr recrutement jobs marketing presse press communication devis magasin shop
    boutique agence mairie team equipe enquiries enquiry general gestion
    """
)
_FAMILY = ("famille", "family", "foyer")
_DOTLESS = frozenset(("gmail.com", "googlemail.com"))
_LEAST_DIGITS = 6
_LEAST_NATIONAL = 8


def fold_email(text: str) -> str:
    """Small letters, no spaces, no "+tag"; "" where there is no @."""
    plain = _SPACES.sub("", text).lower().removeprefix("mailto:")
    local, at, domain = plain.rpartition("@")
    if not at or not local or not domain:
        return ""
    local = local.split("+", 1)[0] or local
    if domain in _DOTLESS:
        local, domain = local.replace(".", ""), "gmail.com"
    return f"{local}@{domain}"


def mail_user(email: str) -> str:
    """The letters before the @, "" where they are too few to tell anybody."""
    letters = "".join(c for c in email.partition("@")[0] if c.isalpha())
    return letters if len(letters) > 4 and letters not in _GENERIC else ""


def is_generic(email: str) -> bool:
    """Whether the address is a post's (info@, compta@, contact-paris@) or a family's (famille.dupont@)."""
    if any(word in email.partition("@")[0] for word in _FAMILY):
        return True
    return re.split(r"[._\-\d]", email.partition("@")[0], maxsplit=1)[0] in _GENERIC


def fold_phone(text: str) -> str:
    """The national significant number, nine last digits at most; "" for what is no number (too short, one digit)."""
    plain = digits(text.removesuffix(".0"))
    international = text.lstrip().startswith("+") or plain.startswith("00")
    plain = plain.removeprefix("00").lstrip("0") if plain.startswith("00") else plain
    if international or len(plain) > 10:
        code = next((plain[:size] for size in (1, 2, 3) if plain[:size] in _COUNTRY_CODES), "")
        plain = plain[len(code) :] if len(plain) - len(code) >= _LEAST_NATIONAL else plain
    plain = plain.lstrip("0")
    if len(plain) < _LEAST_DIGITS or len(set(plain)) == 1:
        return ""
    return plain[-9:]


def is_mobile(phone: str) -> bool:
    """Whether a folded number is a French or British mobile's: one person's, as a rule."""
    return len(phone) == 9 and phone[0] in "67"
