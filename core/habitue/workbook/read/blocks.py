"""Where the tables stand on a sheet: blank rows and columns part them, headers tell where each begins."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from habitue.tables import Holder
from habitue.workbook.read.grid import Grid
from habitue.workbook.read.looks import Header, Row, find_header, has_data_looks, look_of

MOST_SEGMENTS = 300
"""Beyond so many pieces between blank rows, blank rows are taken to be spacing inside one table."""
_SAMPLE = 80
_SHORT = 2  # rows
_FEWEST_BARE_ROWS = 3  # of a table without header


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A table on a grid. Rows are indices into the grid (0-based), `columns` are sheet columns (1-based).

    `header` is None where there is none; the body goes from `top` to `bottom`, both included (bottom < top: no rows).
    """

    header: int | None
    top: int
    bottom: int
    columns: tuple[int, ...]
    holder: Holder = "sheet"
    name: str = ""
    contrast: bool = False
    titles: tuple[str, ...] = ()  # of an Excel table without header row
    left_out: tuple[int, ...] = ()  # indices of rows that are known not to be data (an Excel table's totals)

    @property
    def length(self) -> int:
        """Rows below the header."""
        return max(self.bottom - self.top + 1, 0)


@dataclass(frozen=True, slots=True)
class Field:
    """A part of a grid in which tables are looked for: its rows (both included) and its sheet columns."""

    grid: Grid
    filled: np.ndarray  # of the whole grid
    top: int
    bottom: int
    columns: tuple[int, ...]

    def mask(self) -> np.ndarray:
        """Which of its cells are filled."""
        if len(self.columns) == self.filled.shape[1]:
            return self.filled[self.top : self.bottom + 1]
        places = {column: place for place, column in enumerate(self.grid.columns)}
        return self.filled[self.top : self.bottom + 1, [places[column] for column in self.columns]]

    def part(self, top: int, bottom: int) -> "Field":
        """Some of its rows."""
        return replace(self, top=top, bottom=bottom)

    def rows(self, wanted: Sequence[int]) -> list[Row]:
        """The texts of some rows (indices into the grid)."""
        index = list(wanted)
        columns = [self.grid.columns[column].iloc[index] for column in self.columns]
        texts = [column.where(column.notna(), None).tolist() for column in columns]
        return [
            [text if isinstance(text, str) and text.strip() else None for text in row]
            for row in zip(*texts, strict=True)
        ]


def find_blocks(field: Field, beside: Sequence[Block] = ()) -> list[Block]:
    """The tables of a field, in reading order; notes, titles and lone cells are not tables.

    `beside` are tables of the same sheet that are known already.
    """
    found = list(_blocks(field, depth=0))
    return [block for block in found if not _is_note(block, [*found, *beside])]


def _is_note(block: Block, blocks: Sequence[Block]) -> bool:
    """Whether a block is but a few words beside a real table (a parameter and its value, a legend)."""
    width = len(block.columns)
    others = [other for other in blocks if other is not block and other.length > 0]
    if not others:
        return width == 1 and not (block.contrast and block.length >= _FEWEST_BARE_ROWS)
    if block.length == 0 or width == 1:
        return True
    return width == 2 and block.length < 3 and not block.contrast and any(len(other.columns) > 2 for other in others)


def _blocks(field: Field, depth: int) -> Iterator[Block]:
    strips = list(_strips(field))
    if len(strips) > 1:
        for strip in strips:
            yield from _blocks(strip, depth + 1)
        return
    for strip in strips:
        groups = list(_groups(strip))
        for part, block in groups:
            inner = list(_strips(part)) if depth < 6 else []
            if len(inner) > 1:
                yield from (found for narrower in inner for found in _blocks(narrower, depth + 1))
            elif inner:
                yield replace(block, columns=inner[0].columns)
            else:
                yield block


def _strips(field: Field) -> Iterator[Field]:
    """The field parted at its blank columns, each part without the blank rows at its ends."""
    mask = field.mask()
    used = [field.columns[place] for place in np.flatnonzero(mask.any(axis=0))]
    for run in _runs(used):
        strip = replace(field, columns=tuple(run))
        rows = np.flatnonzero(strip.mask().any(axis=1))
        yield strip.part(field.top + int(rows[0]), field.top + int(rows[-1]))


def _runs(columns: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for column in columns:
        if run and column != run[-1] + 1:
            yield run
            run = []
        run.append(column)
    if run:
        yield run


def segments(mask: np.ndarray, top: int = 0) -> list[tuple[int, int]]:
    """The runs of rows that are not blank, as (first, last), counted from `top`."""
    some = np.concatenate(([False], mask.any(axis=1), [False])).astype(np.int8)
    edges = np.flatnonzero(np.diff(some))
    return [(top + int(first), top + int(last) - 1) for first, last in zip(edges[::2], edges[1::2], strict=True)]


def _groups(field: Field) -> Iterator[tuple[Field, Block]]:
    """The tables that stand one below the other in a field without blank columns, each with its part of the field."""
    pieces = segments(field.mask(), field.top)
    if len(pieces) > MOST_SEGMENTS:
        pieces = [(field.top, field.bottom)]
    starts = _starts(field, pieces)
    if not starts:
        bare = _bare_block(field)
        if bare is not None:
            yield field, bare
        return
    for number, (header, evidence) in enumerate(starts):
        beyond = starts[number + 1][0] if number + 1 < len(starts) else field.bottom + 1
        bottom = max((last for first, last in pieces if first < beyond), default=field.bottom)
        block = Block(
            header=header,
            top=header + 1,
            bottom=min(bottom, beyond - 1),
            columns=field.columns,
            contrast=evidence.contrast,
        )
        yield field.part(header, block.bottom), block


def _starts(field: Field, pieces: Sequence[tuple[int, int]]) -> list[tuple[int, Header]]:
    """The header rows in a field: the first that looks like one, then each after a blank row that surely is another."""
    found: list[tuple[int, Header]] = []
    labels: Row = ()
    extent: set[int] = set()
    for place, piece in enumerate(pieces):
        wanted = _sample(pieces[place:])
        rows = field.rows(wanted)
        alone = find_header(rows[: piece[1] - piece[0] + 1])
        header = alone if alone is not None and alone.contrast else find_header(rows)
        if header is None or wanted[header.row] > piece[1]:
            continue
        here = rows[header.row]
        reach = {column for column, text in enumerate(here) if text}
        if not found or (here != labels and _begins_another(here, header, wider=bool(reach - extent))):
            found.append((wanted[header.row], header))
            labels, extent = here, reach
    return found


def _begins_another(row: Row, header: Header, *, wider: bool) -> bool:
    """Whether a row after a blank one begins another table: nothing but words, above data or in columns of its own."""
    looks = {look_of(text) for text in row} - {"blank"}
    return looks <= {"word", "year"} and (header.contrast or wider)


def _sample(pieces: Sequence[tuple[int, int]]) -> list[int]:
    """The first rows of a piece; of a short one (a title, or a header apart), also those of the pieces below it."""
    wanted: list[int] = []
    for first, last in pieces:
        wanted += range(first, min(last + 1, first + _SAMPLE - len(wanted)))
        if last - first >= _SHORT or len(wanted) >= _SAMPLE:
            break
    return wanted


def _bare_block(field: Field) -> Block | None:
    """The whole field as a table without header, if it has rows of data; otherwise these are notes."""
    rows = field.rows(range(field.top, min(field.bottom + 1, field.top + _SAMPLE)))
    full = [place for place, row in enumerate(rows) if sum(text is not None for text in row) * 2 >= len(field.columns)]
    if len(field.columns) < 2 or len(full) < _FEWEST_BARE_ROWS or not has_data_looks(rows):
        return None
    return Block(header=None, top=field.top + full[0], bottom=field.bottom, columns=field.columns, contrast=True)
