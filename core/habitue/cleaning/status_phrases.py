"""What teams write of their customers, and what it means; folded: small letters, no accents, no signs but hyphens."""

from typing import TYPE_CHECKING

from habitue.cleaning.wordlists import words

if TYPE_CHECKING:
    from habitue.cleaning.status_words import Meaning

_BY_MEANING: "dict[Meaning, str]" = {
    "said_lost": """
        perdu, perdue, client perdu, cliente perdue, clients perdus, compte perdu, parti, partie, parti a la
        concurrence, parti chez un concurrent, partie a la concurrence, passe a la concurrence, passe chez un
        concurrent, parti chez le concurrent, partie chez le concurrent, passe chez le concurrent,
        concurrence, chez un concurrent, a change de fournisseur, a resilie, resilie, resiliation,
        contrat resilie, cloture, compte cloture, ne veut plus, ne reviendra pas, ne reviendra plus, plus
        client, n'est plus client, n'est plus cliente, ancien client, ex-client, ex client, ferme
        definitivement, societe fermee, entreprise fermee, magasin ferme, a ferme, fermeture definitive,
        cessation d'activite, cessation activite, cesse son activite,
        liquidation, liquidation judiciaire, en liquidation, radie, radiee, depot de bilan, lost, lost
        customer, customer lost, lost client, gone, gone to competitor, went to competitor, gone to a
        competitor, company dissolved, dissolved, went to a competitor, left us,
        churned, churn, cancelled, canceled, account closed, closed account, closed down, out of business,
        ceased trading, bankrupt, no longer a customer, not a customer anymore, former customer, ex-customer,
        ex customer, dead account
    """,
    "unsubscribed": """
        desabonne, desabonnee, desinscrit, desinscrite, ne plus contacter, ne pas contacter, ne plus appeler,
        ne pas appeler, ne plus relancer, ne veut plus etre
        appele, ne veut plus etre appelee, ne veut plus etre contacte, ne veut plus etre contactee, ne plus
        solliciter, ne pas solliciter, ne souhaite plus etre contacte, ne souhaite plus etre contactee, ne
        souhaite plus recevoir, opposition, opt-out, optout, opt out, stop, stop mail, stop sms, liste noire,
        blacklist, blackliste, bloctel, unsubscribed, opted out, do not contact, do not call, do not email, do
        not mail, dnc, blacklisted, no contact please
    """,
    "hot": """
        chaud, chaude, prospect chaud, prospect tres chaud, tres chaud, tres interesse, tres interessee, lead
        chaud, en negociation, negociation, negociation en cours, closing, signature en cours, en cours de
        signature, pret a signer, va commander, va signer, hot, hot lead, hot prospect, very interested,
        negotiating, in negotiation, ready to buy, about to sign, about to order
    """,
    "cold": """
        plus interesse, plus interessee, n'est plus interesse, n'est plus interessee, no longer interested,
        froid, froide, prospect froid, tres froid, lead froid, pas interesse, pas interessee, non interesse,
        non interessee, sans suite, classe sans suite, pas de besoin, aucun besoin, jamais repondu, sans
        reponse, pas de reponse, ne repond pas, pas de retour, sans retour, cold, cold lead, cold prospect,
        not interested, no interest, no need, no answer, no reply, never replied, unresponsive, no response
    """,
    "contact_established": """
        contacte, contactee, contact etabli, contact pris, pris contact, en contact, en discussion, discussion
        en cours, en cours de discussion, devis, devis envoye, devis en cours, devis fait, devis transmis,
        devis demande, demande de devis, a demande un devis, demande un devis, quote requested, asked for a quote,
        requested a quote, offre envoyee, offre en cours, proposition envoyee, propale, propale
        envoyee, rdv, rdv pris, rdv fait, rdv prevu, rendez-vous, rendez-vous pris, rencontre, rencontree,
        rencontre salon, interesse, interessee, a repondu, a rappele, tiede, prospect tiede, qualifie,
        prospect qualifie, lead qualifie, demo faite, demo prevue, essai en cours, en essai, relance,
        relancee, a relancer, relancer, a rappeler, rappeler, suivi en cours, contacted, contact made, in
        contact, in discussion, in talks, quote, quoted, quote sent, quotation sent, proposal sent, offer
        sent, meeting, meeting booked, meeting held, met, interested, replied, answered, called back, warm,
        warm lead, warm prospect, qualified, qualified lead, sql, mql, demo done, demo booked, trial, on
        trial, in trial, to call back, call back, follow up, follow-up, to follow up
    """,
    "customer": """
        client, cliente, client actif, cliente active, actif, active, client fidele, cliente fidele, fidele,
        bon client, bonne cliente, tres bon client, gros client, grand compte, vip, client vip, habitue,
        habituee, regulier, client regulier, nouveau client, nouvelle cliente, client recurrent, recurrent,
        customer, active customer, good customer, loyal, loyal customer, regular, regular customer, new
        customer, existing customer, key account, returning customer, repeat customer
    """,
    "inactive": """
        inactif, inactive, client inactif, cliente inactive, dormant, dormante, client dormant, en sommeil,
        endormi, endormie, plus de commande, plus de commandes, ne commande plus, n'achete plus, sans
        activite, plus d'activite, en veille, inactive customer, dormant customer, lapsed, lapsed customer,
        sleeping, no longer orders, no longer buys, no recent orders
    """,
    "unreachable": """
        npai, n'habite plus a l'adresse indiquee, adresse inconnue, retour courrier, courrier retourne,
        injoignable, numero non attribue, mauvais numero, faux numero, mail en erreur, email invalide, email
        en erreur, hard bounce, bounce, bounced, undeliverable, returned mail, return to sender, wrong number,
        unreachable, invalid email, cannot be reached, moved away
    """,
    "deceased": "decede, decedee, client decede, cliente decedee, dcd, deceased, passed away, mort, morte, died",
}

PHRASES: "dict[str, Meaning]" = {
    " ".join(phrase.split()): meaning for meaning, phrases in _BY_MEANING.items() for phrase in phrases.split(",")
}

_TELLING_ALONE = words(
    """
    perdu perdue desabonne desabonnee desinscrit desinscrite decede decedee inactif dormant npai injoignable lost
    churned
    unsubscribed deceased dcd lapsed unreachable liquidation resilie
    """
)
PHRASES_INSIDE = {phrase: meaning for phrase, meaning in PHRASES.items() if " " in phrase or phrase in _TELLING_ALONE}
"""What tells something inside a longer remark too; "client" or "devis" there may mean anything."""
