"""Tells cells that do not hold the name of one person: couples, families, companies, addresses and numbers."""

import re

from habitue.cleaning.column import whole_words
from habitue.cleaning.companies_words import ACRONYMS
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
_TWO_BY_COMMA = re.compile(r"^([^\W\d_][\w-]+ [^,]+), ([^,]+ [^,]+)$")
_SUFFIX_AFTER_COMMA = re.compile(r"(?i), ?(?:jr|sr|ii|iii|iv|phd|md|esq|mbe|obe|cbe)\b")
_HOUSEHOLD = re.compile(
    r"(?i)^(?:(?:mme |madame )?(?:veuve|vve)|famille|fam\.?|family|the .* family|consorts|époux|epoux|indivision"
    r"|succession|couple|foyer|ménage|ayants[- ]droit|hoirs|(?:the )?estate of) |\(fam(?:ille|ily)?\)"
    r"| (?:family|household)$| (?:et|&) (?:fils|filles|cie|associés|co)$"
)
_NOBODY = words(
    """
    client cliente clients divers anonyme anonymous comptoir passage particulier caisse web internet vente ventes
    customer guest walk-in cash counter buyer acheteur prospect utilisateur user nom prénom prenom name firstname
    lastname surname sale sales manager occupier occupant owner directeur directrice gérant gérante responsable
    azerty qwerty qsdf qsdfg qsdfgh asdf asdfg asdfgh
    """
)
"""Words that stand for whoever came, or that fingers leave on a keyboard: a cell of nothing else names nobody."""
_TRIED = frozenset({"test", "tests", "essai"})
_NOBODY_BESIDE = words(
    "de du au à la le en site of the shop store boutique magasin m mr mme mlle mrs ms miss monsieur madame dear cher"
)
_REMARK = re.compile(
    r"(?i)(?<!\w)(?:d[ée]c[ée]d[ée]e?s?|dcd|deceased|npai|ne (?:pas|plus) \w+er|do not \w+|doublon|duplicate"
    r"|à supprimer|a supprimer|to delete|n'habite plus|parti sans laisser|(?:à|a) l['’ ]attention de"
    r"|voir dossier)(?!\w)"
    r"|^(?:feu|att|attn|attention|fao|c/o|voir|cf)[ .:]+\w|†"
)
_NOT_IN_NAMES = re.compile(
    r"[^\W\d_]{4,}\.$|^[-‐‑–.,;:/&+]|[,;:/&+'’–-]$|[^\w\s.,;:'’‘ʼʻ`´()\-‐‑–·/&+]|[\d_@]|https?:|www\."
)
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
    logistics associates partners enterprises industries corporation trading properties café cafe bistrot bistro
    tabac pizzeria crêperie creperie auberge atelier ateliers studio salon taxi taxis optique fleurs jardins
    plumbing plumber bank inn diner coffee galeries comité comite amicale préfecture prefecture département
    departement conseil ehpad cse télécom telecom comptabilité comptabilite fournisseurs achats accounts payable
    dept department gouvernement ministère ministere tribunal gendarmerie commissariat hospice maternelle crèche
    bibliothèque bibliotheque médiathèque mediatheque supermarché supermarket pub theatre théâtre cinéma cinema
    musée musee museum paroisse diocèse parish charity trust council committee centre center relais snack kebab
    quincaillerie drogerie droguerie cordonnerie pressing laverie laundry butchers butcher florist plastiques
    informatique software hardware telecoms electronics sports distribution diffusion négoce negoce import export
    """
)
_KNOWN = re.compile(
    r"(?i)^(?:la poste|(?:le )?cr[ée]dit (?:agricole|mutuel|lyonnais|du nord|coop[ée]ratif)|air france"
    r"|caisse d['’ ][ée]pargne|royal mail|british airways|(?:city|town|bank|university|school) of .+"
    r"|(?:maison|service|poste|caisse) [^\W\d_]+|(?:ce|cse|as|us|fc) [^\W\d_]{2,}"
    r"|[^\W\d_]+ (?:france|europe|international))$"
)
"""What only companies, clubs and offices are called, of words that people are called by too."""
_SIGN = re.compile(r"(?i)^(?:aux?|chez|the|[àa] l(?:a |['’]))(?=[ \w])")
_OF = re.compile(r"(?i)^(?:l['’])?[^\W\d_]+(?: [^\W\d_]+)* (?:de |du |des |d['’])\S")
_WORD = re.compile(r"[^\W\d_]+")


def several_people(text: str) -> bool:
    """Whether the cell names two people or more ("M. et Mme Dupont", "Jean & Marie")."""
    if _SUFFIX_AFTER_COMMA.search(text):
        return False
    by_comma = _TWO_BY_COMMA.match(text)
    return _SEVERAL.search(text) is not None or (by_comma is not None and _has_first_names(by_comma))


def _has_first_names(by_comma: re.Match[str]) -> bool:
    """Whether both sides of a comma have a first name: "DUPONT Jean, MARTIN Paul"."""
    return all(any(map(is_first_name, side.split())) for side in by_comma.groups())


def household(text: str) -> bool:
    """Whether the cell names a family or an estate and not a person."""
    return _HOUSEHOLD.search(text) is not None


def company_like(text: str) -> bool:
    """Whether the cell has a legal form or a word of trade, as companies have and people have not."""
    if _FORMS.search(text) or _KNOWN.match(text) or _SIGN.match(text):
        return True
    found = _WORD.findall(text)
    known = any(word.lower() in _COMPANY_WORDS for word in found)
    return known or (len(found) > 1 and any(word.isupper() and word.lower() in ACRONYMS for word in found))


def perhaps_of_a_place(text: str) -> bool:
    """Whether a full name is "something of somewhere", as clubs and shops are called, and has no first name in it."""
    return _OF.match(text) is not None and not any(is_first_name(word) for word in re.split(r"[ '’]", text))


def nobody(text: str) -> bool:
    """Whether the cell names nobody in particular ("Client comptoir", "Anonyme")."""
    said = [word.lower() for word in re.split(r"[\s/.,()]+", text) if word]
    if len(said) > 1 and set(said) <= _TRIED:
        return True
    named = [word for word in said if word in _NOBODY]
    return bool(named) and all(word in _NOBODY or word in _NOBODY_BESIDE for word in said)


def has_remark(text: str) -> bool:
    """Whether something is said beside the name: that the person died, moved or must not be written to."""
    return _REMARK.search(text) is not None


def not_a_name(text: str) -> bool:
    """Whether the cell has digits or signs that no name has: an e-mail, a phone number, a note."""
    return _NOT_IN_NAMES.search(text) is not None


PLACE_PATTERN = whole_words(
    words("de du des d au aux chez the les of la a à poste crédit credit air caisse service maison ce as us fc france")
    | words("europe international veuve vve estate attention royal british")
    | ACRONYMS
)
"""The words that names of clubs, shops, families and offices have, to find them in many texts at once."""

NOBODY_PATTERN = whole_words(_NOBODY | _TRIED)
"""The words that name nobody, to find them in many texts at once."""

REMARK_PATTERN = whole_words(
    words("décédé décédée décédés decede decedee dcd deceased npai doublon duplicate ne not feu att attn fao voir cf")
)
"""The words that remarks beside a name have, to find them in many texts at once."""

COMPANY_PATTERN = whole_words(_COMPANY_WORDS)
"""The words of trade, to find them in many texts at once."""
