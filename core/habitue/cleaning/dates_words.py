"""The names of months and weekdays in French and English, as people shorten them."""

import unicodedata

_MONTHS = {
    1: "janvier janv jan january",
    2: "fevrier fevr fev february feb",
    3: "mars mar march mrs",
    4: "avril avr april apr",
    5: "mai may",
    6: "juin jun june",
    7: "juillet juil jul july jllt",
    8: "aout aou august aug",
    9: "septembre sept sep september",
    10: "octobre oct october",
    11: "novembre nov november",
    12: "decembre dec december",
}
MONTHS = {word: month for month, words in _MONTHS.items() for word in words.split()}
"""Month number of each name, without accents and in lower case ("jui" could be June or July: it is neither)."""

_WEEKDAYS = (
    "lundi lun mardi mar mercredi mer mercr jeudi jeu vendredi ven vend samedi sam dimanche dim "
    "monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat sunday sun"
)
WEEKDAYS = frozenset(_WEEKDAYS.split())
"""Names of days; "mar" is both a Tuesday in French and a month: only its place can tell."""

_PLACEHOLDERS = (
    "- -- --- . / // n/a na nc n.c. n.c nd n.d. ? ?? ??? x xx xxx 0 0.0 00 null none nan nat neant aucun aucune vide "
    "inconnu inconnue unknown never jamais tbd 00/00/0000 00/00/00 0000-00-00 00-00-0000 00.00.0000 __/__/____ "
    "0000-00-00t00:00:00 jj/mm/aaaa dd/mm/yyyy mm/dd/yyyy yyyy-mm-dd aaaa-mm-jj #n/a"
)
_LONG_PLACEHOLDERS = ("0000-00-00 00:00:00", "non renseigne", "non renseignee", "non communique", "sans objet")
PLACEHOLDERS = frozenset(_PLACEHOLDERS.split()).union(_LONG_PLACEHOLDERS)
"""What people and programs write where there is no date."""


def plain(text: str) -> str:
    """The text in lower case without accents, each run of spaces (of any kind) as one."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(text.lower().split())
