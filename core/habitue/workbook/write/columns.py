"""A column of values as cells: by Arrow's string kernels where pyarrow is installed, one f-string a cell elsewhere.

Both ways give the same bytes; a test holds them to it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import repeat
from typing import TYPE_CHECKING, TypeAlias

from habitue.sheetmodel import Kind, Values
from habitue.workbook.write import values as spelling
from habitue.workbook.write.values import number_body, text_body, value_body

if TYPE_CHECKING:
    import pyarrow as pa

Pieces: TypeAlias = "tuple[str | pa.Array, ...]"
"""Cells of several rows, each the same parts in order: a text where it is the same in all rows, else an array."""
Cells: TypeAlias = "list[str] | Pieces"

_CODE_LIKE = re.compile(spelling.CODE_LIKE)


@dataclass(frozen=True, slots=True)
class Bodies:
    """The values of a column: most are `before + text + after`, the odd ones are spelt out, missing ones are blank."""

    before: str
    texts: "list[str | None] | pa.Array"
    after: str
    odd: dict[int, str] = field(default_factory=dict)
    cut: int = 0  # texts that were longer than a cell can hold
    code_like: bool = False  # texts that Excel would misread when edited

    def __len__(self) -> int:
        return len(self.texts)


def prepare(values: Values, kind: Kind, mark: str, *, since_1904: bool, arrow: bool | None = None) -> Bodies:
    """Make a column ready; `mark` is the prefix of the sheet's elements, `arrow` can force either way."""
    if arrow is None:
        arrow = find_spec("pyarrow") is not None
    if arrow:
        from habitue.workbook.write import arrowcolumns

        prepared = arrowcolumns.prepare(values, kind, mark, since_1904=since_1904)
        if prepared is not None:
            return prepared
    return _prepare_plain(as_list(values), kind, mark, since_1904=since_1904)


def as_list(values: Values) -> Sequence[object]:
    """The values as Python's own, whatever holds them."""
    if isinstance(values, list | tuple):
        return values
    blank = getattr(values, "isna", None)
    if blank is not None:  # pandas has several ways to say missing; None is the one
        held: Sequence[object] = getattr(values, "tolist")()  # noqa: B009 (to tell it from the other holders)
        return [None if gone else value for value, gone in zip(held, blank().tolist(), strict=True)]
    for name in ("to_pylist", "tolist"):
        if hasattr(values, name):
            listed: Sequence[object] = getattr(values, name)()
            return listed
    return list(values)


def _prepare_plain(values: Sequence[object], kind: Kind, mark: str, *, since_1904: bool) -> Bodies:
    """Every value is spelt out; repeated ones once."""
    known: dict[tuple[type, object], str | None] = {}
    texts: list[str | None] = []
    code_like, shortened = False, 0
    for value in values:
        key = (type(value), value)
        try:
            body = known[key]
        except (KeyError, TypeError):
            body = known[key] = value_body(value, kind, mark, since_1904=since_1904)
        texts.append(body)
        if isinstance(value, str) and value:
            code_like = code_like or bool(_CODE_LIKE.match(value))
            shortened += len(value) * 2 > spelling.TEXT_LIMIT and spelling.cut(value) != value
    return Bodies("", texts, "", cut=shortened, code_like=code_like)


def cells(bodies: Bodies, letter: str, style: int, mark: str, rows: range, offset: int) -> Cells:
    """The cells of a column in some sheet rows, whose values begin at `offset`; blank ones keep their format."""
    head, look = f'<{mark}c r="{letter}', f'" s="{style}"' if style else '"'
    if not isinstance(bodies.texts, list):
        from habitue.workbook.write import arrowcolumns

        return arrowcolumns.cells(bodies, (head, look), rows, offset)
    blank = look + "/>" if style else None
    chunk = bodies.texts[offset : offset + len(rows)]
    before, after = bodies.before, bodies.after
    return [
        f"{head}{row}{look}{before}{text}{after}" if text is not None else f"{head}{row}{blank}" if blank else ""
        for row, text in zip(rows, chunk, strict=True)
    ]


def joined(
    columns: Sequence[Cells], rows: range, mark: str, attributes: Sequence[str] | None = None, *, dense: bool = True
) -> bytes:
    """Whole rows of XML from the cells of their columns, in order; rows without cells are left out unless `dense`."""
    if any(not isinstance(column, list) for column in columns):
        from habitue.workbook.write import arrowcolumns

        return arrowcolumns.joined(columns, rows, attributes, mark)
    said = attributes if attributes is not None else repeat("", len(rows))
    lines = zip(rows, said, map("".join, zip(*columns, strict=True)), strict=True)
    return "".join(
        f'<{mark}row r="{row}"{more}>{line}</{mark}row>' for row, more, line in lines if line or dense
    ).encode()


def listed(cells: Cells) -> list[str]:
    """Each cell as one text."""
    if isinstance(cells, list):
        return cells
    from habitue.workbook.write import arrowcolumns

    return arrowcolumns.listed(cells)


@dataclass(frozen=True, slots=True)
class Strip:
    """Cells of one sheet column in rows without a gap; `cells(rows, offset)` makes some of them."""

    column: int
    first: int
    length: int
    cells: Callable[[range, int], Cells]
    dense: bool = False  # has a cell in every row

    @property
    def last(self) -> int:
        """Its last sheet row."""
        return self.first + self.length - 1


__all__ = [
    "Bodies",
    "Cells",
    "Pieces",
    "Strip",
    "as_list",
    "cells",
    "joined",
    "listed",
    "number_body",
    "prepare",
    "text_body",
]
