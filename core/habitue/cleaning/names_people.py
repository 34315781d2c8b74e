"""Tells cells that do not hold the name of one person: couples, families, companies, addresses and numbers."""

import re

from habitue.cleaning.column import whole_words
from habitue.cleaning.first_names import is_first_name
from habitue.cleaning.wordlists import words

_CIVILITY = r"(?:m|mr|monsieur|mme|madame|mlle|mademoiselle|mrs|ms|miss|dr|herr|frau)\.?"
_SEVERAL = re.compile(
    rf"(?i)^{_CIVILITY} ?(?:et|and|&|\+|/|ou|or|,|-|und) ?{_CIVILITY}(?: |$)"
    r"|^(?:m|mr|monsieur)\.? ?(?:mme|madame|mlle|mrs)\b"
    r"|^(?:mm|mmes|mlles|messieurs|mesdames|messrs)\b"
    r"|(?<=\w) ?(?:&|\+|/|;) ?(?=\w)"
    r"| (?:et|and|und|ou|or) "
    r"|,[^,]+,"
)
_TWO_BY_COMMA = re.compile(r"^([^\W\d_][\w-]+) [^,]+, [^,]+ [^,]+$")
_SUFFIX_AFTER_COMMA = re.compile(r"(?i), ?(?:jr|sr|ii|iii|iv|phd|md|esq|mbe|obe|cbe)\b")
_HOUSEHOLD = re.compile(
    r"(?i)^(?:famille|fam\.?|family|the .* family|consorts|époux|epoux|indivision|succession|couple|foyer|ménage"
    r"|ayants[- ]droit|hoirs) "
    r"| (?:family|household)$| (?:et|&) (?:fils|filles|cie|associés|co)$"
)
_NOBODY = words(
    """
    client cliente clients divers anonyme anonymous comptoir passage particulier caisse web internet vente ventes
    customer guest walk-in cash counter buyer acheteur prospect utilisateur user nom prénom prenom name firstname
    lastname surname azerty qwerty qsdf qsdfg qsdfgh asdf asdfg asdfgh
    """
)
"""Words that stand for whoever came, or that fingers leave on a keyboard: a cell of nothing else names nobody."""
_NOBODY_BESIDE = words("de du au à la le en site of the shop store boutique magasin")
_REMARK = re.compile(
    r"(?i)(?<!\w)(?:d[ée]c[ée]d[ée]e?s?|dcd|deceased|npai|ne (?:pas|plus) \w+er|do not \w+|doublon|duplicate"
    r"|à supprimer"
    r"|a supprimer|to delete|n'habite plus|parti sans laisser)(?!\w)"
)
_NOT_IN_NAMES = re.compile(r"^[-‐‑–.,;:/&+]|[,;:/&+–-]$|[^\w\s.,;:'’‘ʼʻ`´()\-‐‑–·/&+]|[\d_@]|https?:|www\.")
_FORMS = re.compile(
    r"\b(?:SARL|EURL|SASU|SAS|SNC|SCI|SCP|SELARL|GAEC|EARL|EIRL|GIE|LTD|LLC|LLP|INC|PLC|GMBH)\b"
    r"|(?i:\b(?:s\.a\.r\.l|s\.a\.s|s\.a\b|e\.u\.r\.l|s\.n\.c|s\.c\.i|sarl|eurl|selarl|gmbh|ltd|llc))(?:\b|\.)"
    r"|\bInc\b\.?$|\bCorp\b\.?$|(?<! DE)(?<! DA) SA$"
)
_COMPANY_WORDS = words(
    """
    boulangerie pâtisserie patisserie boucherie charcuterie épicerie epicerie pharmacie restaurant brasserie traiteur
    garage carrosserie menuiserie plomberie maçonnerie maconnerie électricité peinture couverture charpente serrurerie
    imprimerie librairie papeterie coiffure fleuriste mairie commune association assoc fondation foundation société
    societe sté ets établissements etablissements entreprise entreprises transports transport ambulances groupe holding
    consulting company services solutions institut institute université university lycée lycee collège école ecole
    school clinique clinic hôpital hopital hospital banque mutuelle assurances insurance copropriété copropriete
    résidence camping immobilier immobilière agence agency cabinet syndicat syndic hôtel hotel bakery garages motors
    logistics associates partners enterprises industries corporation trading properties
    """
)
_WORD = re.compile(r"[^\W\d_]+")


def several_people(text: str) -> bool:
    """Whether the cell names two people or more ("M. et Mme Dupont", "Jean & Marie")."""
    if _SUFFIX_AFTER_COMMA.search(text):
        return False
    by_comma = _TWO_BY_COMMA.match(text)
    return _SEVERAL.search(text) is not None or (by_comma is not None and is_first_name(by_comma[1]))


def household(text: str) -> bool:
    """Whether the cell names a family or an estate and not a person."""
    return _HOUSEHOLD.search(text) is not None


def company_like(text: str) -> bool:
    """Whether the cell has a legal form or a word of trade, as companies have and people have not."""
    if _FORMS.search(text):
        return True
    return any(word.lower() in _COMPANY_WORDS for word in _WORD.findall(text))


def nobody(text: str) -> bool:
    """Whether the cell names nobody in particular ("Client comptoir", "Anonyme")."""
    said = [word.lower() for word in re.split(r"[\s/.,()]+", text) if word]
    named = [word for word in said if word in _NOBODY]
    return bool(named) and all(word in _NOBODY or word in _NOBODY_BESIDE for word in said)


def has_remark(text: str) -> bool:
    """Whether something is said beside the name: that the person died, moved or must not be written to."""
    return _REMARK.search(text) is not None


def not_a_name(text: str) -> bool:
    """Whether the cell has digits or signs that no name has: an e-mail, a phone number, a note."""
    return _NOT_IN_NAMES.search(text) is not None


NOBODY_PATTERN = whole_words(_NOBODY)
"""The words that name nobody, to find them in many texts at once."""

REMARK_PATTERN = whole_words(words("décédé décédée décédés decede decedee dcd deceased npai doublon duplicate ne not"))
"""The words that remarks beside a name have, to find them in many texts at once."""

COMPANY_PATTERN = whole_words(_COMPANY_WORDS)
"""The words of trade, to find them in many texts at once."""
