"""Cells of the R x F map, as people write them: "R1-2 F3-4, R5 F1"."""

import re
from collections.abc import Iterable
from typing import TypeAlias

from habitue.criteria.allowed import quote, refusal
from habitue.language import sentence

RfCell: TypeAlias = tuple[int, int]
"""R and F, each from 1."""

_PART = re.compile(r"R(\d{1,2})(?:-(\d{1,2}))?F(\d{1,2})(?:-(\d{1,2}))?", re.IGNORECASE)


def parse_cells(text: str, key: str) -> frozenset[RfCell]:
    """The cells of "R4-5 F2-3, R3 F1"; raises BadCriteria that names `key`."""
    cells: set[RfCell] = set()
    for part in re.split(r"[,;+]", text):
        plain = re.sub(r"\s", "", part).replace("–", "-")  # Excel makes en dashes of hyphens
        if not plain:
            continue
        found = _PART.fullmatch(plain)
        if found is None:
            raise refusal(key, sentence("{value} is not a set of cells such as R1-2 F3-4", value=quote(part.strip())))
        r_from, r_to, f_from, f_to = (int(digits) if digits else 0 for digits in found.groups())
        cells |= {(r, f) for r in range(r_from, (r_to or r_from) + 1) for f in range(f_from, (f_to or f_from) + 1)}
    return frozenset(cells)


def cells_text(cells: Iterable[RfCell]) -> str:
    """The cells as few rectangles, in a fixed order; the inverse of `parse_cells`."""
    left, parts = set(cells), []
    while left:
        r, f = r_to, f_to = min(left)
        while (r, f_to + 1) in left:
            f_to += 1
        while all((r_to + 1, column) in left for column in range(f, f_to + 1)):
            r_to += 1
        left -= {(row, column) for row in range(r, r_to + 1) for column in range(f, f_to + 1)}
        parts.append(f"R{_span(r, r_to)} F{_span(f, f_to)}")
    return ", ".join(parts)


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"
