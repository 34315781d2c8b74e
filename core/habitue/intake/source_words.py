"""The words by which people tell one source from another: "Ventes caisse" and "Clients caisse" are of the till."""

import re
from collections.abc import Sequence

from habitue.intake.source import Source
from habitue.roles.words import plain_words

_GENERAL_WORDS = (
    "client clients customer customers fichier file liste list base contact contacts commande commandes cde cdes order "
    "orders vente ventes sale sales facture factures invoice invoices ticket tickets achat achats purchase purchases "
    "historique history ligne lignes line lines detail details export import table feuil sheet feuille tableau data "
    "donnees de du des d la le les l of the et and csv xlsx xlsm xls ods txt tous toutes all relances relance"
)
_GENERAL = frozenset(_GENERAL_WORDS.split())
_WORD = re.compile(r"[^\W_]+")


def words_of(source: Source) -> frozenset[str]:
    """The words of a table's file, sheet and name that say where it comes from; numbers and "customers" do not."""
    origin = source.table.origin
    texts = (_stem(origin.file), origin.sheet, origin.name)
    return frozenset(word for text in texts for word in plain_words(text).split() if _tells(word))


def prefix_for(source: Source, others: Sequence[Source], taken: Sequence[str]) -> str:
    """What to write before the numbers of a table: its own words, or else its sheet or file, never one twice."""
    origin = source.table.origin
    common = frozenset[str]().union(*(words_of(other) for other in others))
    own = [_own_words(text, common) for text in (origin.sheet, origin.name, _stem(origin.file))]
    used = {text.casefold() for other in others for text in (other.table.origin.sheet, _stem(other.table.origin.file))}
    whole = [text for text in (origin.sheet.strip(), _stem(origin.file)) if text.casefold() not in used]
    wanted = next((text for text in (*own, *whole) if text), "2")
    prefix, number = wanted, 2
    while prefix.casefold() in {text.casefold() for text in taken}:
        prefix, number = f"{wanted} {number}", number + 1
    return prefix


def _own_words(text: str, common: frozenset[str]) -> str:
    words = [word for word in _WORD.findall(text) if _tells(plain_words(word)) and plain_words(word) not in common]
    return " ".join(words)


def _tells(word: str) -> bool:
    return word.rstrip("0123456789") not in _GENERAL and not word.isdigit() and len(word) > 1


def _stem(file: str) -> str:
    return file.rsplit(".", 1)[0].strip()
