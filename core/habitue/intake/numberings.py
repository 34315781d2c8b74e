"""Which tables share one numbering of customers: number 12 of the shop is not number 12 of the till."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from habitue.errors import BadRequest
from habitue.intake.claims import Claim
from habitue.intake.same_people import Persons, agreement, persons_of
from habitue.intake.source import CUSTOMER_KINDS, Source
from habitue.intake.source_words import prefix_for, words_of
from habitue.language import plural, sentence
from habitue.roles import Role
from habitue.tables import Problem

_MOST = 0.8
"""Share of the numbers in two tables that stand for the same people, from which they are one numbering; below the
rest of it, they are two."""


@dataclass(slots=True, eq=False)
class _Numbering:
    """The tables of one numbering, the first of them giving it its name, and what they say of people."""

    number: int
    claims: list[Claim] = field(default_factory=list)
    persons: list[Persons] = field(default_factory=list)

    @property
    def first(self) -> Source:
        return self.claims[0].source

    def knows(self, keys: pd.Series) -> float:
        """The share of these numbers that its lists of customers have."""
        known = pd.concat([claim.same for claim in self.claims]).dropna().astype(object)
        return float(keys.isin(known).mean()) if len(keys) else 0.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ToldApart:
    """The claims, those of a later numbering under a prefix of their own, and what is to be said."""

    claims: list[Claim]
    problems: tuple[Problem, ...]


def tell_apart(claims: Sequence[Claim]) -> ToldApart:
    """Put each table in a numbering: lists of customers by what they say of the people with the same numbers.

    Orders with customers' details from a file without such a list are compared in the same way. Other tables follow
    their own details, their file, the words of their sheet, or their numbers; raises BadRequest where none tells.
    """
    tellers = [claim for claim in claims if _tells(claim, claims)]
    if len(tellers) < 2:
        return ToldApart(claims=list(claims), problems=())
    numberings: list[_Numbering] = []
    problems: list[Problem] = []
    for claim in tellers:
        problems += _settle(claim, numberings)
    if len(numberings) == 1:
        return ToldApart(claims=list(claims), problems=tuple(problems))
    number_of = {claim.source.index: one.number for one in numberings for claim in one.claims}
    for claim in claims:
        if claim.source.index not in number_of:
            number_of[claim.source.index] = _place(claim, numberings).number
    prefixes = _prefixes(numberings)
    return ToldApart(
        claims=[_under(claim, number_of[claim.source.index], prefixes) for claim in claims],
        problems=(*problems, *_two_numberings(numberings, prefixes)),
    )


def _tells(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether a table can open a numbering of its own."""
    source = claim.source
    if source.kind.kind in CUSTOMER_KINDS:
        return True
    listed = {other.source.table.origin.file for other in claims if other.source.kind.kind in CUSTOMER_KINDS}
    return source.kind.kind == "orders_with_details" and source.table.origin.file not in listed


def _settle(claim: Claim, numberings: list[_Numbering]) -> list[Problem]:
    """Put a table into the numbering whose people it agrees with most, or into a new one."""
    persons = persons_of(claim)
    found = [_compare(persons, numbering) for numbering in numberings]
    shares = [float(agree.mean()) if len(agree) else -1.0 for agree in found]
    best = int(np.argmax(shares)) if shares else -1
    problems: list[Problem] = []
    if best < 0 or 0 <= shares[best] <= round(1 - _MOST, 6):
        numbering = _Numbering(len(numberings))
        numberings.append(numbering)
    elif shares[best] < 0:
        numbering = _place(claim, numberings) if len(numberings) > 1 else numberings[0]
    else:
        numbering = numberings[best]
        problems = _disagreeing(claim, numbering, found[best], shares[best])
    numbering.claims.append(claim)
    numbering.persons.append(persons)
    return problems


def _compare(persons: Persons, numbering: _Numbering) -> pd.Series:
    """By number, whether any table of the numbering means the same person by it."""
    found = pd.concat([agreement(other, persons) for other in numbering.persons])
    agree: pd.Series = found.groupby(level=0).any()
    return agree


def _disagreeing(claim: Claim, numbering: _Numbering, agree: pd.Series, share: float) -> list[Problem]:
    """The numbers of one numbering that seem to stand for two people, or the question whether it is one at all."""
    different = agree.index[~agree.to_numpy(dtype=bool)]
    rows = np.flatnonzero(claim.by_row().isin(list(different)).to_numpy(dtype=bool))
    if not len(rows):
        return []
    source, other = claim.source, numbering.first
    cells = source.cells(Role.CUSTOMER_KEY, rows)
    if share >= _MOST:
        text = plural(
            "{count} customer number stands for somebody else in {title} than in {other}: correct it ({cells}).",
            "{count} customer numbers stand for somebody else in {title} than in {other}: correct them ({cells} …).",
            len(different),
            title=_named(source, other),
            other=_named(other, source),
            cells=cells,
        )
    else:
        text = sentence(
            "Do {title} and {other} number their customers alike? Of {shared} numbers in both, {different} stand for "
            "different people ({cells} …). They were taken for one numbering: if they are two, write a word before "
            "the numbers of one of them, as in “B-12”, in its orders too.",
            title=_named(source, other),
            other=_named(other, source),
            shared=len(agree),
            different=len(different),
            cells=cells,
        )
    return [source.problem(text, Role.CUSTOMER_KEY, rows)]


def _place(claim: Claim, numberings: Sequence[_Numbering]) -> _Numbering:
    """The numbering of a table that does not open one; raises BadRequest where nothing tells."""
    keys = claim.same.dropna().astype(object)
    shares = [numbering.knows(keys) for numbering in numberings]
    candidates = [one for one, share in zip(numberings, shares, strict=True) if share > 0]
    if len(candidates) < 2:
        return candidates[0] if candidates else _by_origin(claim, numberings) or numberings[0]
    found = _by_people(claim, candidates) or _by_origin(claim, candidates)
    if found is not None:
        return found
    few = [one for one in candidates if shares[one.number] > 1 - _MOST]
    if len(few) == 1 and shares[few[0].number] >= _MOST:
        return few[0]
    raise BadRequest(
        sentence(
            "The customer numbers in {title} could be those of {others}, which number different people alike: put it "
            "in the same file as its customers, or give both sheets a common word, as in “Sales till” and “Customers "
            "till”.",
            title=_named(claim.source, claim.source),
            others=tuple(_named(one.first, claim.source) for one in candidates),
        )
    )


def _by_people(claim: Claim, numberings: Sequence[_Numbering]) -> _Numbering | None:
    """The one whose people the table's own names and addresses are."""
    persons = persons_of(claim)
    found = [_compare(persons, numbering) for numbering in numberings]
    shares = [float(agree.mean()) if len(agree) else 0.0 for agree in found]
    best = int(np.argmax(shares))
    clear = shares[best] >= _MOST and shares.count(shares[best]) == 1
    return numberings[best] if clear else None


def _by_origin(claim: Claim, numberings: Sequence[_Numbering]) -> _Numbering | None:
    """The one whose customers are in the same file, or else the one with the same words in its title."""
    file = claim.source.table.origin.file
    same_file = [one for one in numberings if any(other.source.table.origin.file == file for other in one.claims)]
    if len(same_file) == 1:
        return same_file[0]
    candidates = same_file or list(numberings)
    titles = [frozenset[str]().union(*(words_of(other.source) for other in one.claims)) for one in candidates]
    common = frozenset.intersection(*titles)
    wanted = words_of(claim.source) - common
    shared = [len(wanted & words) for words in titles]
    if max(shared) > 0:
        return candidates[shared.index(max(shared))] if shared.count(max(shared)) == 1 else None
    bare = [one for one, words in zip(candidates, titles, strict=True) if not words - common]
    return bare[0] if not wanted and len(bare) == 1 else None


def _prefixes(numberings: Sequence[_Numbering]) -> list[str]:
    """What stands before the numbers of each numbering; nothing for the first."""
    prefixes = [""]
    for numbering in numberings[1:]:
        others = [other.first for other in numberings if other is not numbering]
        prefixes.append(prefix_for(numbering.first, others, prefixes))
    return prefixes


def _under(claim: Claim, number: int, prefixes: Sequence[str]) -> Claim:
    if not number:
        return claim
    return replace(
        claim, same=f"\x1f{number}:" + claim.same, shown=f"{prefixes[number]}:" + claim.shown, numbering=number
    )


def _two_numberings(numberings: Sequence[_Numbering], prefixes: Sequence[str]) -> list[Problem]:
    problems = []
    for numbering, prefix in zip(numberings[1:], prefixes[1:], strict=True):
        source, other = numbering.first, numberings[0].first
        keys = pd.concat([claim.same for claim in numberings[0].claims]).dropna()
        rows = np.flatnonzero(numbering.claims[0].by_row().isin(list(keys)).to_numpy(dtype=bool))
        text = sentence(
            "{title} and {other} give the same numbers to different people: they were taken for two numberings, and "
            "the customers of {title} are written “{prefix}:…” here. If somebody is in both, the review of duplicates "
            "finds them; if it is one numbering, correct the names in one of the tables.",
            title=_named(source, other),
            other=_named(other, source),
            prefix=prefix,
        )
        problems.append(source.problem(text, Role.CUSTOMER_KEY, rows))
    return problems


def _named(source: Source, other: Source) -> str:
    """The table's title, with its file where the titles are the same."""
    origin = source.table.origin
    if source is not other and source.table.title == other.table.title:
        return f"{origin.file} / {source.table.title}"
    return source.table.title
