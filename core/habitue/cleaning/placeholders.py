"""The words and signs that people type into a cell to say that there is nothing to say."""

import re

SURE = frozenset(
    {
        *("n/a", "#n/a", "#na", "n.a", "n / a", "#ref!", "#value!", "#valeur!", "#name?", "#nom?", "#div/0!"),
        *("#null!", "#nul!", "#num!", "#nombre!", "#n/d", "aucun", "aucune", "néant", "neant", "inconnu"),
        *("inconnue", "unknown", "non renseigné", "non renseignée", "non renseigne", "non renseignee"),
        *("pas renseigné", "à renseigner", "non communiqué", "non communiquée", "non communique", "non précisé"),
        *("non precise", "non connu", "non dispo", "non disponible", "non fourni", "non fournie", "non applicable"),
        *("s/o", "sans objet", "à compléter", "a completer", "à définir", "a definir", "tbd", "tbc"),
        *("not provided", "not available", "not applicable", "not known", "not specified", "not set", "undefined"),
        *("unspecified", "no data", "no value", "(none)", "pas d'email", "pas d'e-mail", "pas de mail"),
        *("pas de tel", "pas de tél", "pas de téléphone", "pas d'adresse", "no email", "no e-mail", "no mail"),
        *("no phone", "no address", "sans email", "sans mail", "sans adresse", "sans téléphone", "sans tel"),
        *("aucun email", "aucun mail", "aucune adresse", "aucun téléphone", "ne sait pas", "pas de prénom"),
        *("pas de nom", "sans nom", "sans prénom", "no name", "nan"),
    }
)
"""Nobody and nothing is called so; in lower case, without brackets and dashes around."""

UNSURE = frozenset({"na", "null", "nul", "none", "nil", "nc", "nr", "nd", "so", "sans", "vide", "test", "x", "xx"})
"""Placeholders in a field of codes; in a field of names they may be a name (Mr Null, Mrs Na, the company NC)."""

_FILLER = re.compile(r"""[-–—_.·•/\\*?!,;:'"#~+=()\[\]{}<>|& ]+|0+(?:[ .\-]*0+)*|x{3,}|X{3,}|Xxx+""")


def is_filler(text: str) -> bool:
    """Whether the text is nothing but dashes, dots, zeros or crosses."""
    return _FILLER.fullmatch(text) is not None
