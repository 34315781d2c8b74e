"""Merges as the journal remembers them: which number became which, and which merges were taken back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """One number that another took in; `undone` when somebody took it back."""

    old: str
    golden: str
    undone: bool = False


def golden_keys(merges: Iterable[Merge]) -> Mapping[str, str]:
    """The number that each merged number stands under now, also through several merges; the last word counts."""
    into: dict[str, str] = {}
    for merge in merges:
        if not merge.undone and merge.old != merge.golden:
            into[merge.old] = merge.golden
    return {old: last for old in into if (last := _last(old, into)) != old}


def _last(key: str, into: Mapping[str, str]) -> str:
    """Follows merges to their end; a ring, which only a journal edited by hand can have, ends at its first number."""
    ring = [key]
    while (following := into.get(ring[-1])) is not None:
        if following in ring:
            return min(ring[ring.index(following) :])
        ring.append(following)
    return ring[-1]


def taken_apart(merges: Iterable[Merge]) -> list[tuple[str, str]]:
    """Pairs of numbers that must stay apart, because a merge of them was taken back and not made again."""
    known = list(merges)
    now = golden_keys(known)
    gone: dict[str, list[str]] = {}
    for merge in known:
        if merge.undone and now.get(merge.old, merge.old) != now.get(merge.golden, merge.golden):
            gone.setdefault(merge.golden, []).append(merge.old)
    apart: dict[tuple[str, str], None] = {}
    for golden, olds in gone.items():
        once = list(dict.fromkeys(olds))
        there = [golden, *(old for old, into in now.items() if into == golden)]
        pairs = [(first, second) for first in there for second in once]
        pairs += [(first, second) for n, first in enumerate(once) for second in once[n + 1 :]]
        apart |= dict.fromkeys((min(pair), max(pair)) for pair in pairs if pair[0] != pair[1])
    return list(apart)
