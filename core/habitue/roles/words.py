"""The words of headers, French and English, whole or shortened, as a few common ones.

"Dt dern. achat", "LastPurchaseDate" and « date de la dernière commande » all become date, last, order.
"""

import re
import unicodedata
from functools import lru_cache

_WORDS = {
    "date": "date dt dte dat dates datetime timestamp jour day",
    "order": "commande commandes cde cdes cmd cmde cmdes command order orders ordered ord achat achats achete purchase"
    " purchases purchased transaction transactions trans trx vente bon bc checkout booking bookings reservation"
    " reservations don dons donation donations",
    "invoice": "facture factures fact facturation invoice invoices inv ticket tickets receipt receipts tickets piece bl"
    " caisse document",
    "sales": "ventes sales",
    "cust": "client clients cliente clt cli customer customers cust acheteur acheteurs buyer shopper adherent adherents"
    " adh membre membres member donateur donateurs donor abonne abonnes subscriber tiers patient guest consommateur",
    "account": "compte account acct cpt",
    "id": "id ids ident identifiant identifier code num numero no nr nbr number ref reference key cle matricule uid"
    " uuid guid",
    "record": "rec record row enregistrement",
    "count": "nb nbre nombre count qtt frequence frequency",
    "last": "dernier derniere dern der derniers dernieres last latest recent recente lst",
    "first": "premier premiere prem first 1er 1ere 1re earliest",
    "amount": "montant montants mt mnt mtt mtnt amount amounts amt somme sum value valeur",
    "total": "total tot totaux cumul cumule cumulee cum lifetime global",
    "revenue": "ca revenue revenues turnover chiffre caht cattc ltv clv depense depenses spent spend spending monetary",
    "affairs": "affaire affaires aff",
    "price": "prix price px tarif",
    "unit": "unit unitaire unite unites units unitary each",
    "unit price": "pu puht puttc",
    "ttc": "ttc ht net nette brut gross",
    "tax": "tax taxe taxes tva",
    "paid": "paid payment paiement reglement regle",
    "card": "carte card",
    "loyalty": "fidelite loyalty",
    "user": "user utilisateur",
    "billing": "billing",
    "currency": "eur euro euros usd gbp chf dollar dollars devise currency",
    "quantity": "quantite quantites qte qtes qty quantity quantities",
    "discount": "remise remises rabais ristourne discount discounts reduction rebate promo",
    "product": "produit produits product products article articles art item items sku designation libelle stock"
    " prestation service lineitem",
    "name": "nom noms name names denomination intitule nm",
    "given": "prenom prenoms",
    "surname": "surname patronyme lname lastname",
    "firstname": "firstname given forename fname",
    "family": "famille family",
    "full": "complet complete full entier",
    "company": "societe ste entreprise company organisation organization enseigne etablissement business firm firme"
    " corporation etab",
    "raison": "raison rs",
    "social": "sociale social soc",
    "civility": "civilite civ salutation civilites honorific politesse",
    "title": "titre title",
    "contact": "contact contacts interlocuteur correspondent",
    "email": "email emails mail mails courriel courriels mel emailing electronique",
    "phone": "tel tels telephone telephones phone phones fixe landline telephonique tph",
    "mobile": "mobile mobiles portable portables gsm cell cellphone cellulaire port",
    "address": "adresse adresses address addresses addr adr rue street voie adress line1",
    "more": "complement compl bis suite batiment bat residence etage building floor apartment line2 lieudit",
    "line": "ligne lignes line lines",
    "postcode": "postcode zip zipcode cp cpostal codepostal plz postalcode",
    "postal": "postal postale post courrier poste",
    "town": "ville villes town city commune suburb localite locality",
    "region": "region province county canton departement dept dpt",
    "state": "state",
    "status": "statut status situation etat",
    "country": "pays country nation",
    "birth": "naissance birth naiss nais birthdate birthday dob ddn anniversaire anniv nee ne born",
    "consent": "consentement consent optin rgpd gdpr accepte accord autorisation permission",
    "opt": "opt",
    "in": "in",
    "out": "out",
    "newsletter": "newsletter newsletters infolettre nl",
    "sms": "sms",
    "unsubscribed": "desabonne desabonnement desinscrit desinscription unsubscribed unsubscribe optout blacklist"
    " blackliste stop",
    "created": "creation cree created creele createdat inscription inscrit registration registered signup ajout depuis"
    " since joined entree enrolled adhesion add",
    "response": "reponse reponses repondu responded response responses retour replied reply",
    "relance": "relance relances campagne campagnes campaign campaigns mailing mailings envoi envois contacted appel"
    " appels call calls interaction interactions",
    "notes": "note notes commentaire commentaires comment comments remarque remarques observation observations memo",
    "type": "type nature genre categorie category",
    "siren": "siren",
    "siret": "siret",
    "vat": "vat intracom intracommunautaire",
    "ship": "fulfilled fulfillment ship shipping shipped shipment livraison livre livree liv delivery delivered"
    " expedition expedie envoye destinataire recipient",
    "due": "required due echeance promised souhaitee souhaite prevue limit limite valid validite"
    " expiration maj modification modified updated update",
    "employee": "employee employe salarie vendeur vendeuse commercial seller salesperson rep staff",
    "supplier": "supplier fournisseur vendor",
    "freight": "freight frais fax",
    "house": "house",
}
_CONCEPTS = {word: concept for concept, words in _WORDS.items() for word in words.split()}

_STOP_WORDS = (
    "de du des d la le les l the of a an en au aux et and pour for sur by par votre your our mon ma son sa at on is"
)
_STOP = frozenset(_STOP_WORDS.split())
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_INITIALS = re.compile(r"\b([a-z])\. ?([a-z])\b\.?")
# Words run together in exports: "orderdate", "custname".
_RUN_TOGETHER = re.compile(
    r"^(order|customer|cust|client|ship|invoice|birth|company|contact|product|unit|phone|postal|first|last|commande"
    r"|full|user|account|date|num|nom|code|id|total|mail|email)"
    r"(date|id|no|num|number|name|code|key|price|total|amount|status|ref|commande|client|facture|order|address|city"
    r"|country|phone|email|achat|naissance|postal|ttc|ht|purchase|nom|prenom|created)s?$"
)


@lru_cache(maxsize=1024)
def header_words(header: str) -> frozenset[str]:
    """The common words of a header; those that we do not know stay as they are."""
    text = unicodedata.normalize("NFKD", header.replace("№", " num ").replace("°", "o "))
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = _INITIALS.sub(r"\1\2", _CAMEL.sub(" ", text).lower().replace("#", " num "))
    text = re.sub(r"\b(?:hors|toutes|excl\w*|incl\w*)[. ]*(?:of )?(?:tax|taxes|taxe|vat)\b(?: comprises)?", "ttc", text)
    text = re.sub(r"\be[-. ]mails?\b", "email", text)
    text = re.sub(r"\bopt[-. ]in\b", "optin", re.sub(r"\bopt[-. ]out\b", "optout", text))
    text = re.sub(r"\b(?:num|number|no) (?:of|d[e']?) ?", "nb ", re.sub(r"[^\w' ]|_", " ", text))
    words = [part for word in re.findall(r"[a-z]+|[0-9]+(?:er|ere|re)?", text) for part in _parts(word)]
    return frozenset(concept for word in words if word not in _STOP for concept in _CONCEPTS.get(word, word).split())


def _parts(word: str) -> tuple[str, ...]:
    """A word that is two run together, apart; the others as they are."""
    if word not in _CONCEPTS and (match := _RUN_TOGETHER.match(word)):
        return match[1], match[2]
    return (word,)


def plain_words(text: str) -> str:
    """The text without case, accents and punctuation, so that "order_date" and "Order date" are equal."""
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", text.lower()))
