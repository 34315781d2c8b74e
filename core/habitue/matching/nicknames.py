"""Which given names are forms of one another, and which are common enough to tell two people apart."""

from functools import cache
from pathlib import Path


@cache
def forms() -> dict[str, frozenset[int]]:
    """The groups (lines of the list) that each folded given name stands in."""
    found: dict[str, set[int]] = {}
    for place, names in enumerate(_lines()):
        for name in names:
            found.setdefault(name, set()).add(place)
    return {name: frozenset(places) for name, places in found.items()}


def is_form(one: str, other: str) -> bool:
    """Whether one given name is a short or familiar form of the other, or both are forms of a third."""
    known = forms()
    return not known.get(one, frozenset()).isdisjoint(known.get(other, frozenset()))


def short_and_full(one: str, other: str) -> tuple[str, str]:
    """Two forms of a name with capitals, the short one first: the full name is one that others are forms of."""
    one_first = (one in full_names(), -len(one)) < (other in full_names(), -len(other))
    short, full = (one, other) if one_first else (other, one)
    return short.title(), full.title()


@cache
def full_names() -> frozenset[str]:
    """The names that others are forms of."""
    return frozenset(names[0] for names in _lines())


def is_known(name: str) -> bool:
    """Whether the list has this given name."""
    return name in forms()


@cache
def _lines() -> tuple[tuple[str, ...], ...]:
    text = Path(__file__).with_name("data").joinpath("nicknames.txt").read_text(encoding="utf-8")
    return tuple(tuple(line.split()) for line in text.splitlines() if line and not line.startswith("#"))
