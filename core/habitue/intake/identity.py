"""Who each row is about: by the customer's key, or else by e-mail address, name and place, or phone."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from habitue.intake.claims import Claim
from habitue.intake.keys import natural_order, same_keys, shown_keys, without_marks, without_zeros
from habitue.intake.numberings import tell_apart
from habitue.intake.source import CUSTOMER_KINDS, Source
from habitue.intake.who import name_rows
from habitue.roles import Role
from habitue.tables import Problem, text_dtype
from habitue.whole import repeat

NOBODY = -1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class People:
    """All customers of all tables, by their keys in natural order.

    `rows` has by the index of each table the position of the customer of each row, NOBODY where it names none;
    `unsure` marks the rows whose name or e-mail address belongs to several customers. `problems` tell which
    tables number their customers differently.
    """

    keys: pd.Series
    rows: dict[int, np.ndarray]
    unsure: dict[int, np.ndarray]
    problems: tuple[Problem, ...] = ()


def people_of(sources: Sequence[Source]) -> People:
    """The customers of all tables; tables of customers come first where spellings of a key differ."""
    ordered = sorted(sources, key=lambda source: (source.kind.kind not in CUSTOMER_KINDS, source.index))
    told = tell_apart(_alike([_by_key(source) for source in ordered if source.has(Role.CUSTOMER_KEY)]))
    keyed = told.claims
    keyless = [source for source in ordered if not source.has(Role.CUSTOMER_KEY)]
    gaps = [claim for claim in keyed if claim.by_row().isna().any()]
    listed = [claim for claim in keyed if claim.source.kind.kind in CUSTOMER_KINDS]
    directory = _directory(listed) if keyless or gaps else None
    filled = [_fill(claim, None if claim in listed else directory) for claim in gaps]
    people = _numbered([*keyed, *(_by_name(source, directory) for source in keyless), *filled])
    return replace(people, problems=told.problems)


def _by_key(source: Source) -> Claim:
    view = source.view(Role.CUSTOMER_KEY)
    assert view is not None
    texts, codes = view.distinct.texts, view.distinct.codes
    return Claim(source, same_keys(texts), shown_keys(texts), codes, np.zeros(len(codes), dtype=bool))


def _alike(claims: list[Claim]) -> list[Claim]:
    """Keys that differ only by what spreadsheets and programs do to them: zeros in front, hyphens, points."""
    shorter = without_zeros([claim.same for claim in claims])
    lists = sum(claim.source.kind.kind in CUSTOMER_KINDS for claim in claims)  # they come first
    bare = itertools.chain(*without_marks(shorter[:lists], shorter[lists:]))
    return [replace(claim, same=same) for claim, same in zip(claims, bare, strict=True)]


def _directory(claims: Sequence[Claim]) -> pd.Series:
    """By each clue that keyed customers answer to, their key; missing where several answer to it.

    An e-mail address of two numberings is one person's, who stands in both: the first numbering has it.
    """
    pairs = []
    for claim in claims:
        named = name_rows(claim.source)
        same = claim.by_row().to_numpy(dtype=object)
        for clue in named.answers():
            cells = clue.to_numpy(dtype=object)[named.codes]
            pairs.append(pd.DataFrame({"clue": cells, "same": same}).dropna().assign(at=claim.numbering))
    if not pairs:
        return pd.Series([], dtype=object)
    known = pd.concat(pairs).drop_duplicates()
    if known["at"].any():
        later = known["at"] > known.groupby("clue")["at"].transform("min")
        known = known[~(later & known["clue"].str.startswith("@"))]
    several = known["clue"].duplicated(keep=False)
    return known.assign(same=known["same"].where(~several)).drop_duplicates("clue").set_index("clue")["same"]


def _by_name(source: Source, directory: pd.Series | None) -> Claim:
    """Rows without a key: the keyed customer whom a clue points to, or else one of their own."""
    named = name_rows(source)
    own = named.own()
    identity = pd.Series(None, index=own.index, dtype=object)
    unsure = np.zeros(len(own), dtype=bool)
    if directory is not None and len(directory):
        for clue in named.asks():
            open_still = np.asarray(identity.isna(), dtype=bool)
            known = np.asarray(clue.isin(directory.index), dtype=bool) & open_still
            identity = identity.where(~known, clue.astype(object).map(directory))
            unsure |= known & np.asarray(identity.isna(), dtype=bool)
    unsure &= np.asarray(identity.isna(), dtype=bool)
    identity = identity.where(identity.notna() | unsure, own.astype(object)).astype(text_dtype())
    return Claim(source, identity, own.str.slice(start=1), named.codes, unsure[named.codes])


def _fill(claim: Claim, directory: pd.Series | None) -> Claim:
    """The rows without a key in a table that has keys: by name; without a directory, as customers of their own."""
    blank = np.asarray(claim.by_row().isna(), dtype=bool)
    named = _by_name(claim.source, directory)
    used = np.zeros(len(named.same), dtype=bool)
    used[named.codes[blank]] = True
    codes = np.where(blank, named.codes, NOBODY)
    return Claim(claim.source, named.same.where(used), named.shown, codes, named.unsure & blank)


def _numbered(claims: Sequence[Claim]) -> People:
    """Identities as positions in the natural order of their keys."""
    if not claims:
        return People(keys=pd.Series([], dtype=text_dtype()), rows={}, unsure={})
    everyone = pd.concat([claim.same for claim in claims], ignore_index=True)
    shown = pd.concat([claim.shown for claim in claims], ignore_index=True)
    ids, _ = pd.factorize(everyone)
    table = repeat(np.arange(len(claims)), [len(claim.same) for claim in claims])
    keys = shown.take(_first_spelling(ids, table, shown)).reset_index(drop=True)
    order = natural_order(keys)
    rank = np.empty(len(order) + 1, dtype=np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    rank[-1] = NOBODY
    positions = rank[ids]
    starts = np.cumsum([0, *(len(claim.same) for claim in claims)])
    rows: dict[int, np.ndarray] = {}
    unsure: dict[int, np.ndarray] = {}
    for claim, start, end in zip(claims, starts[:-1], starts[1:], strict=True):
        found = np.append(positions[start:end], np.int32(NOBODY))[claim.codes]
        before = rows.get(claim.source.index)
        rows[claim.source.index] = found if before is None else np.where(before == NOBODY, found, before)
        unsure[claim.source.index] = claim.unsure | unsure.get(claim.source.index, False)
    return People(keys=_unique(keys.take(order).reset_index(drop=True)), rows=rows, unsure=unsure)


def _first_spelling(ids: np.ndarray, table: np.ndarray, shown: pd.Series) -> np.ndarray:
    """For each identity the place of its spelling to show: of the first table, there the first in the alphabet."""
    named = np.flatnonzero(ids >= 0)
    places = np.full(int(ids.max(initial=-1)) + 1, -1)
    places[ids[named[::-1]]] = named[::-1]  # the first table wins, as it is written last
    several = np.flatnonzero(pd.DataFrame({"id": ids, "table": table}).duplicated(keep=False) & (ids >= 0))
    if len(several):
        spellings = pd.DataFrame({"id": ids[several], "table": table[several], "text": shown.iloc[several].tolist()})
        spellings["place"] = several
        first = spellings.sort_values(["id", "table", "text"]).drop_duplicates("id")
        earlier = first[first["table"].to_numpy() <= table[places[first["id"]]]]
        places[earlier["id"]] = earlier["place"]
    return places


def _unique(keys: pd.Series) -> pd.Series:
    """Different customers never show the same key: a name that is also another's number gets a mark."""
    again = keys.duplicated()
    while again.any():
        keys = keys.mask(again, keys + "'")
        again = keys.duplicated()
    return keys
