"""The keys that bring candidate rows together; each is blind to another kind of error."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from habitue.matching.contacts import mail_user
from habitue.matching.phonetic import phonetic
from habitue.matching.places import area, street_key
from habitue.matching.prepared import Column, Prepared
from habitue.whole import repeat

Part = NDArray[np.int64]  # one whole number per row, -1 = no key

_MIX, _POSITIVE = np.uint64(0x9E3779B97F4A7C15), np.uint64(0x7FFFFFFFFFFFFFFF)


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key: `parts[i]` for row `rows[i]` (a row may have several). `names_only` keys say little in large files.

    `coarse` keys are for what has errors in several fields; they are used while a file is small enough for them.
    """

    rows: NDArray[np.int64]
    parts: Part
    names_only: bool = False
    coarse: bool = False


def keys(prepared: Prepared) -> Iterator[Key]:
    """All keys that the fields of the file allow."""
    every = np.arange(len(prepared), dtype=np.int64)
    for names_only, part in _parts(prepared):
        rows = np.flatnonzero(part >= 0)
        if len(rows):
            yield Key(rows=every[rows], parts=part[rows], names_only=names_only)
    if "phone" in prepared.columns:
        yield from _phones(prepared)
    if "company" in prepared.columns:
        yield _company_words(prepared)
    yield from (Key(rows=every[part >= 0], parts=part[part >= 0], coarse=True) for part in _coarse(prepared))


def _coarse(prepared: Prepared) -> Iterator[Part]:
    """A street with less than a postcode; a name by its sound with the other's initial, the month of birth, a firm."""
    if "address" in prepared.columns:
        street = part(prepared, "address", street_key)
        yield from (together(street, place) for place in _places(prepared)[1:])
        if "last" in prepared.columns:
            yield together(street, part(prepared, "last", _initial))
    if "last" in prepared.columns:
        yield from _coarse_names(prepared)
        if "company" in prepared.columns:
            yield together(part(prepared, "company", _start), part(prepared, "last", _start))


def _coarse_names(prepared: Prepared) -> Iterator[Part]:
    last, last_initial = part(prepared, "last", phonetic), part(prepared, "last", _initial)
    if "first" in prepared.columns:
        first, first_initial = part(prepared, "first", phonetic), part(prepared, "first", _initial)
        yield together(first, last_initial)
        yield together(first_initial, last)
    if "birth" in prepared.columns:
        month = part(prepared, "birth", _month)
        yield together(month, last)
        if "first" in prepared.columns:
            yield together(month, first)


def seconds(prepared: Prepared) -> list[Part]:
    """What a block that is too large is cut by: any second thing that two rows may share."""
    named: list[tuple[str, Callable[[str], str]]] = [
        ("first", _initial),
        ("last", phonetic),
        ("postcode", str),
        ("town", str),
        ("birth", str),
    ]
    found = [part(prepared, field, key) for field, key in named if field in prepared.columns]
    found += [part(prepared, field, str) for field in ("email", "phone") if field in prepared.columns]
    if "address" in prepared.columns:
        found.append(part(prepared, "address", street_key))
    return found


def part(prepared: Prepared, field: str, key: Callable[[str], str]) -> Part:
    """A field's key of each row, as a number; worked out once per distinct text."""
    column = prepared.columns[field]
    made = np.empty(len(column.texts), dtype=object)
    made[:] = [key(text) or None for text in column.texts]
    return _spread(column, pd.factorize(made)[0])


def together(*parts: Part) -> Part:
    """Several parts as one key, -1 where any is lacking."""
    mixed, lacking = parts[0].astype(np.uint64), parts[0] < 0
    for other in parts[1:]:
        mixed = (mixed + np.uint64(1)) * _MIX
        mixed ^= mixed >> np.uint64(29)
        mixed += other.astype(np.uint64)
        lacking = lacking | (other < 0)
    positive = (mixed & _POSITIVE).astype(np.int64)  # two keys that fall together only bring more candidates
    return np.where(lacking, -1, positive)


def _parts(prepared: Prepared) -> Iterator[tuple[bool, Part]]:
    has = prepared.columns.keys()
    if "email" in has:
        yield False, part(prepared, "email", str)
        yield True, part(prepared, "email", mail_user)
    if "number" in has:
        yield False, part(prepared, "number", str)
    if "last" in has:
        yield from _name_parts(prepared)
    if "address" in has:
        street = part(prepared, "address", street_key)
        yield from ((False, together(street, place)) for place in _places(prepared)[:1])
        if "first" in has:
            yield False, together(street, part(prepared, "first", _initial))
        if "company" in has:
            yield False, together(street, part(prepared, "company", _initial))
    if "company" in has and "postcode" in has:
        yield False, together(part(prepared, "postcode", str), part(prepared, "company", _start))


def _places(prepared: Prepared) -> list[Part]:
    """Where a street may be, coarsely, the best first: streets of one name are everywhere."""
    told: list[tuple[str, Callable[[str], str]]] = [("postcode", area), ("town", _initial)]
    return [part(prepared, field, key) for field, key in told if field in prepared.columns]


def _name_parts(prepared: Prepared) -> Iterator[tuple[bool, Part]]:
    has = prepared.columns.keys()
    first = part(prepared, "first", phonetic) if "first" in has else np.full(len(prepared), -1, dtype=np.int64)
    last = part(prepared, "last", phonetic)
    sound = _sounds(prepared)
    yield True, sound
    yield True, _exact(prepared)
    initial = part(prepared, "first", _initial) if "first" in has else first
    start = part(prepared, "last", _start)
    if "postcode" in has:
        postcode = part(prepared, "postcode", str)
        yield False, together(postcode, last)
        yield False, together(postcode, first)
    if "town" in has:
        yield False, together(part(prepared, "town", str), start, initial)
        yield False, together(part(prepared, "town", str), part(prepared, "last", _initial), first)
    if "birth" in has:
        birth = part(prepared, "birth", str)
        yield False, birth
        yield False, together(birth, part(prepared, "last", _initial))
        yield False, together(birth, initial)


def _sounds(prepared: Prepared) -> Part:
    """How the two names sound, in either order; the one name where there is only one."""
    return _both(prepared, phonetic)


def _exact(prepared: Prepared) -> Part:
    return _both(prepared, lambda text: text.replace(" ", ""))


def _both(prepared: Prepared, key: Callable[[str], str]) -> Part:
    last = prepared.columns["last"]
    first = prepared.columns.get("first", Column(codes=np.full(len(prepared), -1, np.int32), texts=last.texts))
    made = np.empty(len(last.texts), dtype=object)
    made[:] = [key(text) or None for text in last.texts]
    coded = pd.factorize(made)[0].astype(np.int64)
    one, two = _spread(first, coded), _spread(last, coded)
    low, high = np.minimum(one, two), np.maximum(one, two)
    return np.where(high < 0, -1, (low + 1) * (int(coded.max(initial=0)) + 2) + high)


def _phones(prepared: Prepared) -> Iterator[Key]:
    """The numbers of both columns in one space, whole and by their last five digits with the start of the name."""
    lines = [prepared.columns[name] for name in ("phone", "mobile") if name in prepared.columns]
    texts = lines[0].texts
    tails = pd.factorize(np.array([text[-5:] for text in texts], dtype=object))[0].astype(np.int64)
    rows = np.concatenate([np.flatnonzero(line.codes >= 0) for line in lines])
    codes = np.concatenate([line.codes[line.codes >= 0] for line in lines]).astype(np.int64)
    yield Key(rows=rows, parts=codes)
    for name in ("first", "company"):
        if name in prepared.columns:
            start = part(prepared, name, lambda text: text[:2])
            kept = start[rows] >= 0
            yield Key(rows=rows[kept], parts=together(tails[codes[kept]], start[rows[kept]]))


def _company_words(prepared: Prepared) -> Key:
    """The rarest words of each company's name, up to four."""
    column = prepared.columns["company"]
    words = [text.split() for text in column.texts]
    counts = pd.Series([word for found in words for word in found]).value_counts()
    rank = {word: place for place, word in enumerate(sorted(counts.index, key=lambda word: (counts[word], word)))}
    owner, numbers = list[int](), list[int]()
    for place, found in enumerate(words):
        rarest = sorted(rank[word] for word in found if len(word) > 1 or len(found) == 1)[:4]
        owner += [place] * len(rarest)
        numbers += rarest
    return _exploded(column, np.array(owner, dtype=np.int64), np.array(numbers, dtype=np.int64))


def _exploded(column: Column, owner: Part, numbers: Part) -> Key:
    """Keys of distinct texts spread over the rows that have these texts."""
    rows = np.flatnonzero(column.codes >= 0)
    ends = np.searchsorted(owner, np.arange(len(column.texts)), side="right")
    starts = np.searchsorted(owner, np.arange(len(column.texts)), side="left")
    counts = (ends - starts)[column.codes[rows]]
    places = repeat(starts[column.codes[rows]], counts)
    offset = np.arange(len(places)) - repeat(np.cumsum(counts) - counts, counts)
    return Key(rows=repeat(rows, counts), parts=numbers[places + offset], names_only=True)


def _spread(column: Column, coded: NDArray[np.integer]) -> Part:
    padded = np.append(coded.astype(np.int64), -1)
    spread: Part = padded[column.codes]
    return spread


def _initial(text: str) -> str:
    return text[:1]


def _month(text: str) -> str:
    return text[:6]


def _start(text: str) -> str:
    return text.replace(" ", "")[:3]
