"""The words for yes and no, and for having joined or left a mailing list, in French and English."""

YES = frozenset(
    {
        *("oui", "o", "yes", "y", "x", "1", "1.0", "vrai", "true", "ok", "✓", "✔", "☑", "✅", "d'accord", "accord"),
        *(
            "accepté",
            "accepte",
            "acceptée",
            "accepted",
            "accepts",
            "agreed",
            "agrees",
            "j'accepte",
            "i agree",
            "si",
            "ja",
        ),
        *("oui oui", "yep", "yes please", "bien sûr", "volontiers", "autorisé", "autorisée", "autorise", "authorised"),
        *("authorized", "allowed", "granted", "given", "consenti", "consent given", "consent", "consentement donné"),
    }
)

NO = frozenset(
    {
        *(
            "non",
            "n",
            "no",
            "0",
            "0.0",
            "faux",
            "false",
            "ko",
            "refus",
            "refusé",
            "refuse",
            "refusée",
            "refused",
            "denied",
        ),
        *("declined", "pas d'accord", "désaccord", "nope", "non merci", "no thanks", "no thank you", "nein", "jamais"),
        *(
            "never",
            "non autorisé",
            "non autorisée",
            "not allowed",
            "interdit",
            "withheld",
            "✗",
            "✘",
            "❌",
            "☐",
            "non non",
        ),
        *("pas de consentement", "no consent", "consentement refusé", "consent refused", "not given", "pas accepté"),
    }
)

SUBSCRIBED = frozenset(
    {
        *("optin", "opt-in", "opt in", "opted in", "opted-in", "double opt-in", "double optin", "abonné", "abonnée"),
        *("abonne", "abonnee", "inscrit", "inscrite", "subscribed", "subscriber", "subscribe", "inscription"),
        *("not unsubscribed", "toujours abonné", "confirmed", "confirmé"),
    }
)
"""They are on the list."""

UNSUBSCRIBED = frozenset(
    {
        *(
            "optout",
            "opt-out",
            "opt out",
            "opted out",
            "opted-out",
            "désabonné",
            "désabonnée",
            "desabonne",
            "desabonné",
        ),
        *("désinscrit", "désinscrite", "desinscrit", "desinscrite", "unsubscribed", "unsubscribe", "stop", "stop sms"),
        *("stop pub", "stop mail", "ne pas contacter", "ne plus contacter", "ne pas solliciter", "ne plus solliciter"),
        *("ne pas appeler", "ne plus appeler", "do not contact", "do not call", "do not email", "do not mail", "dnc"),
        *("not subscribed", "non abonné", "non abonnée", "non inscrit", "pas abonné", "pas inscrit", "non optin"),
        *("non opt-in", "not opted in", "no opt-in", "pas opt-in", "pas optin", "liste rouge", "bloctel", "opposition"),
        *("opposé", "blacklist", "blacklisté", "blacklistée", "blacklisted", "résilié", "a quitté la liste"),
    }
)
"""They left the list, or never wanted to be on it."""

ABOUT_CONSENT = frozenset(
    {
        *("d'accord", "accord", "accepté", "accepte", "acceptée", "accepted", "accepts", "agreed", "agrees"),
        *("j'accepte", "i agree", "autorisé", "autorisée", "autorise", "authorised", "authorized", "allowed"),
        *("granted", "given", "consenti", "consent given", "consent", "consentement donné", "volontiers"),
        *("refus", "refusé", "refuse", "refusée", "refused", "denied", "declined", "pas d'accord", "désaccord"),
        *("non merci", "no thanks", "no thank you", "yes please", "non autorisé", "non autorisée", "not allowed"),
        *("interdit", "withheld", "pas de consentement", "no consent", "consentement refusé", "consent refused"),
        *("not given", "pas accepté", "jamais", "never"),
    }
)
"""Answers to "may we write?": where the question is whether they left the list, they may mean either."""

EMPTY = frozenset(
    {
        *(
            "n/a",
            "na",
            "#n/a",
            "-",
            "--",
            "?",
            "??",
            "nc",
            "nr",
            "nsp",
            "inconnu",
            "unknown",
            "non renseigné",
            "null",
            "nan",
        ),
        *("non renseigne", "none", "vide", "à demander", "to ask", "en attente", "pending", "n.c", "ne sait pas", "/"),
        *("not asked", "not set", "à confirmer", "non demandé", "undefined", "indéfini", "sans réponse", "no answer"),
    }
)
"""Nothing is known; blank."""
