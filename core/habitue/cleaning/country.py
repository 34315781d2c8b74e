"""Tells which country a cell names, in French or in English, as a name or as a code."""

import unicodedata
from functools import cache

from habitue.cleaning.wordlists import pairs
from habitue.language import Language

# What people write and the lists of names do not have.
_ALSO = pairs("""
    france metropolitaine, f, fra, fr, republique francaise, french republic = FR
    uk, u k, gb, gbr, grande bretagne, great britain, angleterre, england, ecosse, scotland, pays de galles, wales = GB
    irlande du nord, northern ireland, royaume uni, united kingdom, r u = GB
    usa, us, u s, u s a, etats unis d amerique, united states of america, america, amerique, e u = US
    hollande, holland = NL
    d, rfa, deutschland = DE
    b, belgie = BE
    ch, confederation helvetique, schweiz = CH
    e, espana = ES
    i, italia = IT
    l, grand duche de luxembourg = LU
    republique tcheque, czech republic = CZ
    coree du sud, south korea = KR
    cote d ivoire, ivory coast = CI
    ile de la reunion, la reunion, reunion = RE
    principaute de monaco = MC
    nouvelle caledonie = NC
    turquie, turkey = TR
    eire, republique d irlande, republic of ireland = IE
""")


def country_code(text: str) -> str | None:
    """The ISO 3166 code of the country that a text names ("Royaume-Uni", "UK", "GB"); None when we cannot tell."""
    return _codes().get(_key(text))


@cache
def _codes() -> dict[str, str]:
    """The code by every name and code that we know."""
    from babel import Locale

    known: dict[str, str] = {}
    for language in ("fr", "en"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "XA", "XB", "XK", "ZZ", "QO"):
                known[code.lower()] = code
                known.setdefault(_key(name), code)
    return known | _ALSO


def _key(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    letters = (mark if mark.isalnum() else " " for mark in plain if not unicodedata.combining(mark))
    return " ".join("".join(letters).split())


@cache
def country_name(code: str, language: Language) -> str:
    """The name of a country in French or English; its code where it has no name."""
    from babel import Locale

    return str(Locale(language).territories.get(code, code))
