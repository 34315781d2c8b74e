"""The single criteria and the cut points read back."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from habitue.criteria import CutPoints, RfmCriteria
from habitue.criteria.allowed import Allowed, quote
from habitue.criteria.named import LANGUAGES
from habitue.criteria.scoring import MOST_CENTS, Edges
from habitue.language import sentence
from habitue.sheets.criteria import entries
from habitue.sheets.criteria.entries import RULES_OFF, Entry
from habitue.sheets.criteria.locating import Line
from habitue.sheets.criteria.places import Places
from habitue.sheets.criteria.values import read_number, read_word, read_yes
from habitue.sheets.criteria.vocabulary import plain

_SINGLE = (*entries.GENERAL, *entries.LIMITS, *entries.PACE, *entries.SURVIVORS, *entries.RFM)
_ENTRIES = {entry.code: entry for entry in _SINGLE}
_LABELS = {plain(entry.label.say(language)): code for code, entry in _ENTRIES.items() for language in LANGUAGES}

MADE_FROM = "made_from"
"""The preset that the statuses of the sheet were written from."""


def read_entries(lines: Iterable[Line], places: Places) -> dict[str, Any]:
    """The single criteria by their code; those whose line is gone are left out."""
    values: dict[str, Any] = {}
    for line in lines:
        code, _, made_from = line["code"].partition(".")
        code = code if code == "preset" else line["code"] or _LABELS.get(plain(line["label"]), "")
        if code not in _ENTRIES:
            raise line.refuse(
                "label", sentence("{value} is no criterion; delete this line", value=quote(line["label"]))
            )
        places.add(code, line.address("value"))
        values[code] = _value(_ENTRIES[code], line)
        if code == "preset":
            values[MADE_FROM] = made_from or values[code]
    return values


def _value(entry: Entry, line: Line) -> Any:  # noqa: ANN401 (what the field holds)
    allowed = entry.allowed()
    if allowed is not None:
        return read_number(line, "value", allowed)
    if entry.kind == "yes_no":
        return read_yes(line, "value")
    if entry.code == RULES_OFF:
        return tuple(re.split(r"[,;\s]+", line["value"] or ""))
    if entry.kind == "text":
        return line["value"]
    code = read_word(line, "value", entry.kind, "")
    if not code and entry.kind != "language":
        raise line.refuse("value", sentence("a value is needed"))
    return None if code in ("", "file") else code


def with_cut_points(rfm: RfmCriteria, lines: Sequence[Line], places: Places) -> RfmCriteria:
    """The scores with the cut points of the sheet; those made for other bins or another M are left out.

    The next refresh then makes new ones.
    """
    rows: dict[str, list[Edges]] = {"recency_days": [], "order_days": [], "cents": []}
    monetary = rfm.monetary
    for line in lines:
        axis, _, rest = line["code"].removeprefix("cut.").partition(".")
        if axis not in rows:
            raise line.refuse(
                "label", sentence("{value} is no cut point; delete this line", value=quote(line["label"]))
            )
        if axis == "cents":
            monetary = "basket" if rest.startswith("basket") else "total"
        places.add(f"rfm.cut_points.{axis}", line.address("2"))
        rows[axis].append(_edges(line, axis))
    if monetary != rfm.monetary or not lines:
        return rfm
    cut_points = CutPoints(**{axis: tuple(edges) for axis, edges in rows.items()}, monetary=monetary)
    return replace(rfm, cut_points=cut_points) if rfm.fits(cut_points) else rfm


_WHOLE = Allowed(kind="count", least=-MOST_CENTS, most=MOST_CENTS)
_MONEY = Allowed(kind="money", least=-MOST_CENTS / 100, most=MOST_CENTS / 100)


def _edges(line: Line, axis: str) -> Edges:
    scores = sorted((key for key in line.columns if key.isdigit()), key=int)
    used = [key for key in scores if line[key]]
    edges = []
    for key in scores[: scores.index(used[-1]) + 1] if used else []:
        value = read_number(line, key, _MONEY if axis == "cents" else _WHOLE)
        assert value is not None
        edges.append(round(value * 100) if axis == "cents" else int(value))
    return tuple(edges)
