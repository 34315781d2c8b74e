"""Addresses, postcodes and towns as they are compared: abbreviations written out, zeros put back, no CEDEX."""

import re

from habitue.matching.fold import fold
from habitue.matching.wordlist import words

_STREET = dict(
    line.split()
    for line in """av avenue
ave avenue
bd boulevard
bld boulevard
blvd boulevard
blv boulevard
bvd boulevard
r rue
pl place
plc place
che chemin
chem chemin
ch chemin
all allee
allees allee
rte route
rt route
imp impasse
sq square
res residence
fg faubourg
fbg faubourg
quai qu
lot lotissement
za zone
zi zone
bat batiment
st st
saint st
street st
str st
ste ste
sainte ste
rd road
ln lane
dr drive
drv drive
ct court
crt court
cl close
cres crescent
crst crescent
cct circuit
pde parade
tce terrace
ter terrace
hwy highway
pkwy parkway
gdns gardens
gr grove
apt apartment
apartement apartment
appt apartment
app apartment
north n
south s
east e
west w
n n
gen general
gal general
mal marechal
pdt president
pres president
dct docteur
prof professeur
cdt commandant
col colonel
cne capitaine
1st first
2nd second
3rd third
4th fourth
5th fifth
6th sixth
7th seventh
8th eighth
9th ninth
10th tenth""".splitlines()
)
_EMPTY_WORDS = words("de du des la le les l d of the")
_TYPES = words(
    "avenue boulevard rue place chemin allee route impasse square quai qu cours cour passage residence st road lane "
    "drive court close crescent circuit parade terrace highway way"
)
_DISTRICT = re.compile(r"\b\d{1,2}\s*(?:e|er|eme|ieme|th|nd|rd)?\b(?:\s*(?:arrondissement|arr|ardt))?")
_CEDEX = re.compile(r"\bcedex\b.*$")
_NUMBER = re.compile(r"\b\d+")
_HOUSE = re.compile(r"\d+\w* \w+ \w")
_CORNER = re.compile(
    r" (?:(?:between|betw|btwn|near|opposite)\b"
    r"|(?:a l?)?(?:angle|entre) (?:(?:de|du|la|le) )*l?(?:rue|avenue|av|boulevard|bd|bld|place)\b)"
)
"""How to find a house with a number is no part of its address: "9 High Street, between Oak and Elm"."""


def fold_address(text: str) -> str:
    """The words of an address, written out and sorted, its first number in front: "12 fleurs rue" ("" = no number)."""
    plain = fold(text)
    corner = _CORNER.search(plain)
    if corner and _HOUSE.match(plain[: corner.start()]):
        plain = plain[: corner.start()]
    tokens = [_STREET.get(word, word) for word in plain.split()]
    number = next((word for word in tokens if word[0].isdigit()), "")
    found = _NUMBER.match(number)
    rest = sorted(word for word in tokens if word != number and word not in _EMPTY_WORDS and word not in ("bis", "ter"))
    return " ".join([found[0] if found else "-", *rest])


def street_key(address: str) -> str:
    """The number and the longest telling word of a folded address; "" when it has not both."""
    number, *rest = address.split()
    telling = [word for word in rest if len(word) > 3 and word not in _TYPES and not word.isdigit()]
    return f"{number} {max(telling, key=lambda word: (len(word), word))[:6]}" if telling and number != "-" else ""


def fold_postcode(text: str) -> str:
    """Letters and digits only, lost zeros in front put back; "" when nothing is left."""
    plain = fold(text).replace(" ", "")
    if plain.endswith("0") and text.strip().endswith(".0"):
        plain = plain[:-1]
    if plain.isdigit():
        return plain.zfill(5)[:5] if int(plain) else ""
    return plain


def area(postcode: str) -> str:
    """The part of a folded postcode that names a wider area: the French department, the British outward code."""
    return postcode[:2] if postcode.isdigit() else (postcode[:-3] if len(postcode) > 4 else postcode[:2])


def fold_town(text: str) -> str:
    """A town without CEDEX, district and number."""
    plain = _CEDEX.sub("", fold(text))
    if any(c.isdigit() for c in plain):
        plain = _DISTRICT.sub(" ", plain)
    words = ("st" if w == "saint" else "ste" if w == "sainte" else "sur" if w == "s" else w for w in plain.split())
    return " ".join(word for word in words if word != "cedex")
