"""The French postcodes and the towns that each serves: open data (`data/SOURCES.md`), read when first asked."""

import gzip
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

_SAME = {"SAINT": "ST", "SAINTE": "STE", "SAINTS": "STS", "SAINTES": "STES", "S": "SUR", "LEZ": "LES", "SS": "SOUS"}
_SLASH_S = re.compile(r"(?i)\bs\s*/\s*s\b")
_SLASH = re.compile(r"(?i)\bs\s*/|/")
_OVERSEAS = re.compile(r"97[1-8]|98[4-8]|980")


@dataclass(frozen=True, slots=True)
class Towns:
    """The towns of one postcode, by `town_key`: as they are officially written, and other names of theirs."""

    official: dict[str, str]
    others: dict[str, str]

    def spelling(self, key: str) -> str | None:
        """How a town of this postcode is written; None where only the post's capitals are known."""
        name = self.official.get(key) or self.others.get(key)
        return None if name is None or name.isupper() else name

    def __contains__(self, key: str) -> bool:
        return key in self.official or key in self.others


def town_key(name: str) -> str:
    """A town's name without case, accents, hyphens and the habits of abbreviation: "Chalon s/ Saône", "ST-ETIENNE"."""
    if "/" in name:
        name = _SLASH.sub(" SUR ", _SLASH_S.sub("SOUS ", name))
    plain = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("Œ", "OE")).upper()
    letters = (mark if mark.isalnum() else " " for mark in plain if not unicodedata.combining(mark))
    return " ".join(_SAME.get(word, word) for word in "".join(letters).split())


@cache
def towns_of(postcode: str) -> Towns | None:
    """The towns of a postcode; None when the list has no such postcode (it has no CEDEX codes)."""
    names = _names().get(postcode)
    if names is None:
        return None
    official, _, others = names.partition("~")
    return Towns(
        {town_key(name): name for name in official.split("|") if name},
        {town_key(name): name for name in others.split("|") if name},
    )


def postcodes_of(key: str) -> tuple[str, ...]:
    """The postcodes under which a town's name is known, in order; empty when France has no such town."""
    return _by_town().get(key, ())


def department(postcode: str) -> str:
    """What a postcode says of the department: "06", "20" for both of Corsica, "974"."""
    return postcode[:3] if _OVERSEAS.match(postcode) else postcode[:2]


def is_possible(postcode: str) -> bool:
    """Whether five digits begin like a postcode of France, its overseas lands or Monaco."""
    return "01" <= postcode[:2] <= "95" or _OVERSEAS.match(postcode) is not None


def nearest_town(key: str, postcode: str) -> str | None:
    """The town of a postcode that was probably meant by a name that is none of its towns."""
    towns = towns_of(postcode)
    if towns is None:
        return None
    near = get_close_matches(key, towns.official, n=1, cutoff=0.8)
    words = set(key.split())
    within = [known for known in towns.official if words and words <= set(known.split())]
    found = near or (within if len(within) == 1 else [])
    return towns.official[found[0]] if found else None


@cache
def _names() -> dict[str, str]:
    packed = files("habitue.cleaning").joinpath("data", "french_postcodes.txt.gz").read_bytes()
    lines = gzip.decompress(packed).decode().splitlines()
    return dict(line.split(" ", 1) for line in lines if not line.startswith("#"))


@cache
def _by_town() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for postcode in _names():
        towns = towns_of(postcode)
        if towns is not None:
            for key in towns.official.keys() | towns.others.keys():
                found[key].append(postcode)
    return {key: tuple(postcodes) for key, postcodes in found.items()}
