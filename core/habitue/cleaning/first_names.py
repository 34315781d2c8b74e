"""Which words are common first names, and which of those are common surnames too."""

import unicodedata
from functools import cache, lru_cache
from pathlib import Path


@cache
def first_names() -> frozenset[str]:
    """All common first names, folded as `fold_name` does."""
    return frozenset(fold_name(name.rstrip("*")) for name in _listed())


@cache
def telling_first_names() -> frozenset[str]:
    """The first names that are not common surnames: a word among them is a first name."""
    both = frozenset(fold_name(name.rstrip("*")) for name in _listed() if name.endswith("*"))
    return first_names() - both


@lru_cache(maxsize=1 << 15)
def is_first_name(word: str) -> bool:
    """Whether a word, or each part of a hyphenated one ("Anne-Sophie"), is a common first name."""
    return _all_in(word, first_names())


@lru_cache(maxsize=1 << 15)
def is_telling_first_name(word: str) -> bool:
    """Whether a word is a first name and not a common surname; "Jean-Pierre" is one, though "Jean" alone is not."""
    parts = fold_name(word).split("-")
    return _all_in(word, first_names()) and (len(parts) > 1 or parts[0] in telling_first_names())


def fold_name(name: str) -> str:
    """A name without case and accents, for comparing only."""
    if name.isascii():
        return name.lower()
    plain = unicodedata.normalize("NFD", name.lower())
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("œ", "oe").replace("æ", "ae")


def _all_in(word: str, names: frozenset[str]) -> bool:
    return all(part in names for part in fold_name(word).split("-"))


def _listed() -> list[str]:
    text = Path(__file__).with_name("data").joinpath("first_names.txt").read_text(encoding="utf-8")
    return [name for line in text.splitlines() if not line.startswith("#") for name in line.split()]
