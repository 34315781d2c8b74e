"""Tells addresses that are nobody's ("aucun@aucun.fr", "x@x.x") and addresses of a post ("info@") from people's."""

import re

import numpy as np
import pandas as pd

from habitue.cleaning.column import matches
from habitue.cleaning.email_domains import PROVIDERS
from habitue.cleaning.wordlists import words

# Whoever types one of these before or after "@" says that there is no address.
_SAYS_NONE = words(
    """
    aucun aucune aucunmail aucunemail pasdemail pasdemel pasdadresse pasdadressemail pasmail pasemail pasdemaile
    sansmail sansemail sansmel sansadresse nomail noemail nomel nonrenseigne nonrenseignee noncommunique
    noncommuniquee nonconnu mailinconnu emailinconnu adresseinconnue fauxmail fakemail notprovided notavailable
    nomailaddress noemailaddress clientsansmail clientsansemail sansadressemail
    """
)
# Words that stand for nothing where both sides of "@" hold one.
_EMPTY = words(
    """
    non no none inconnu inconnue unknown nc na null nul vide nr rien sans test tests essai toto titi x xx xxx xxxx
    xxxxx a aa aaa aaaa z zz zzz azerty qwerty asdf fake faux bidon neant nope nobody nomail
    noone fauxemail
    """
)
_EMPTY_HOST = words(
    """
    test tests essai toto titi xx xxx xxxx xxxxx exemple example domaine domain inconnu inconnue bidon fake
    nowhere none nc na null azerty qwerty asdf non no communique communiquee renseigne renseignee connu fourni
    disponible known given provided
    """
)
_PERHAPS_EMPTY = words(
    "test tests toto titi inconnu inconnue unknown xx xxx xxxx xxxxx azerty qwerty bidon nobody nomprenom prenomnom"
)
_FILLERS = words(
    """
    abc abcd abcde abcdef client cliente clients customer mail email nom prenom name firstname lastname supprime deleted
    efface adresse address user utilisateur rien mailbox
    """
)
"""Words that fill the box where both sides of "@" hold the same, or one of `_EMPTY_HOST` follows: "abc@abc.com"."""
_THROWN_AWAY = words(
    """
    yopmail.com yopmail.fr mailinator.com jetable.org jetable.net guerrillamail.com 10minutemail.com trashmail.com
    tempmail.com temp-mail.org sharklasers.com throwawaymail.com maildrop.cc getnada.com mohmal.com
    """
)
"""Hosts of mailboxes that live for an hour."""
_ROLES = words(
    """
    info infos information informations contact contacts compta comptabilite comptable accueil admin administration
    administratif direction commercial commerciale ventes vente sales support service serviceclient servicesclients
    serviceclients sav rh hr recrutement jobs secretariat facturation facture factures billing invoices accounts
    accounting accountspayable finance achats achat purchasing procurement commande commandes orders order bonjour
    hello hi office mail webmaster postmaster hostmaster marketing communication presse press media reception
    reservation reservations booking bookings boutique magasin shop store agence mairie cabinet technique logistique
    expedition expeditions standard team equipe enquiries enquiry help helpdesk legal juridique abuse newsletter
    customerservice gerance siege export
    """
)
_ROLE_BEGINS = words(
    "info infos contact compta comptabilite accueil commercial secretariat sav facturation sales support"
)
_NO_REPLY = words("noreply donotreply nepasrepondre mailerdaemon nereply pasdereponse")
_SPECIAL = _FILLERS | _SAYS_NONE | _EMPTY | _PERHAPS_EMPTY | _ROLES | _NO_REPLY
_MARKS = str.maketrans("éêèë", "eeee", "._+-' ")
_BREAKS = re.compile(r"[._+\-' ]")


def are_persons(names: pd.Series) -> np.ndarray:
    """Which of the texts before "@", in small letters, are none of the words that the other questions look for."""
    bare = names.str.replace(r"[._+\-]", "", regex=True)
    first = names.str.replace(r"[._+\-].*$", "", regex=True)
    digits = matches(names, "^[0-9]+$")
    return np.asarray(~(digits | bare.isin(_SPECIAL) | first.isin(_ROLE_BEGINS)), dtype=bool)


def says_none(domain: str) -> bool:
    """Whether a domain says that there is no address, whatever stands before "@": noemail.com."""
    return _plain(domain.casefold().partition(".")[0]) in _SAYS_NONE


def is_placeholder(text: str) -> bool:
    """Whether the cell says that there is no address: "aucun@", "x@x.x", "test@test.com", "pas de mail"."""
    local, mark, domain = text.casefold().partition("@")
    first, host = _plain(local), _plain(domain.partition(".")[0])
    if first in _SAYS_NONE or host in _SAYS_NONE:
        return True
    if not mark:
        return re.sub(r"[\W_]+", "", first) in _EMPTY | {"", "0", "00", "000", "0000"}
    if domain in PROVIDERS:
        return False
    return first in _EMPTY and (not domain or host == first or host in _EMPTY_HOST)


def is_perhaps_placeholder(address: str) -> bool:
    """Whether an address is somebody's, but is more often typed to fill a box: "test@gmail.com"."""
    local, _, domain = address.casefold().partition("@")
    first, host = _plain(local), _plain(domain.partition(".")[0])
    filler = (first in _FILLERS or first.isdecimal()) and (first == host or host in _EMPTY_HOST)
    return filler or first in _PERHAPS_EMPTY or thrown_away(domain)


def thrown_away(domain: str) -> bool:
    """Whether a domain gives out mailboxes that live for an hour."""
    return domain in _THROWN_AWAY


def is_role(address: str) -> bool:
    """Whether the address is a post's and not a person's: info@, compta@, contact-paris@."""
    local = address.casefold().partition("@")[0]
    return _plain(local) in _ROLES or _BREAKS.split(local, 1)[0] in _ROLE_BEGINS


def is_no_reply(address: str) -> bool:
    """Whether nobody reads what is sent there: noreply@, ne-pas-repondre@."""
    return _plain(address.casefold().partition("@")[0]) in _NO_REPLY


def _plain(text: str) -> str:
    return text.translate(_MARKS)
