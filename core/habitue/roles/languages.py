"""The language that a file is kept in, told from its headers and sheet names."""

import re
import unicodedata
from collections.abc import Sequence

from habitue.language import Language
from habitue.tables import Table

_FRENCH_WORDS = (
    "nom prenom societe raison sociale adresse ville cp commune pays tel telephone portable fixe courriel mel"
    " civilite client clients commande commandes cde cdes date_commande achat achats vente ventes facture factures"
    " montant mt mnt quantite qte prix pu ttc ht remise produit libelle designation numero num dernier derniere"
    " premier premiere nombre nb ca statut etat naissance desabonne inscription creation relance reponse notes"
    " remarques commentaire siret siren tva feuil1 feuille lignes le la les du de des d"
)
_ENGLISH_WORDS = (
    "name first last surname company address street city town suburb postcode zip country phone mobile customer"
    " customers cust order orders date_of purchase purchases sale sales invoice invoices amount quantity qty price"
    " unit discount product number status state birth unsubscribed created contact response comments vat sheet1"
    " lines of the"
)

_FRENCH = frozenset(_FRENCH_WORDS.split())
_ENGLISH = frozenset(_ENGLISH_WORDS.split())


def guess_language(tables: Sequence[Table]) -> Language:
    """French or English, by the words of the headers and sheet names; French where nothing tells."""
    words = [word for table in tables for word in _words(table)]
    french = sum(word in _FRENCH for word in words)
    english = sum(word in _ENGLISH for word in words)
    return "en" if english > french else "fr"


def _words(table: Table) -> list[str]:
    texts = [table.origin.sheet, *(column.header for column in table.columns)]
    text = unicodedata.normalize("NFKD", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", " ".join(texts)))
    text = "".join(c for c in text if not unicodedata.combining(c))
    return re.findall(r"[a-z]+[0-9]*", text.lower())
