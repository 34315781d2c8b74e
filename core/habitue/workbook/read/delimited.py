"""CSV and other delimited text: encoding and separator found out, every value exactly as written."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from habitue.errors import UnreadableFile
from habitue.language import plural, sentence
from habitue.tables import Problem, Table
from habitue.workbook.read.blocks import Block, Field
from habitue.workbook.read.cut import Source, cut
from habitue.workbook.read.encoding import encoding_of
from habitue.workbook.read.fields import Fields, split_fields
from habitue.workbook.read.grid import Grid
from habitue.workbook.read.kinds import cannot_open
from habitue.workbook.read.looks import LONGEST_TITLE, find_header
from habitue.workbook.read.separator import declared_separator, separator_of

_SAMPLE = 1 << 18


@dataclass(frozen=True, slots=True, kw_only=True)
class DelimitedText:
    """The table of a text file, and what was found out about its bytes."""

    table: Table
    encoding: str
    separator: str


def read_delimited(path: Path) -> DelimitedText:
    """The one table of a text file; raises `UnreadableFile` when its bytes are no text."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise cannot_open(path, error) from error
    encoding = encoding_of(content)
    text = _as_utf8(path, content, encoding)
    nulls = text.count(b"\0")
    text = text.replace(b"\0", b"") if nulls else text
    start = _start(text)
    first, mark, rest = start.partition("\n")
    declared = declared_separator(first)
    if declared:
        text, start = text[len((first + mark).encode()) :], rest
    separator, fields = separator_of(start, (declared,) if declared else None)
    found = split_fields(text, separator, fields)
    table = _table(path, found)
    problems = [*_misfits(table, found), *_oddities(table, found, nulls)]
    return DelimitedText(table=replace(table, problems=tuple(problems)), encoding=encoding, separator=separator)


def _as_utf8(path: Path, content: bytes, encoding: str) -> bytes:
    if encoding == "utf-8":
        return content
    if encoding == "utf-8-sig":
        content = content.removeprefix(b"\xef\xbb\xbf")
    try:
        return content.decode(encoding.removesuffix("-sig")).encode()
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            sentence(
                "The characters of {file} could not be told: save it again as “CSV UTF-8” from Excel.", file=path.name
            )
        ) from error


def _start(text: bytes) -> str:
    """The first lines of a text, none of them cut off."""
    cut_off = text[:_SAMPLE]
    end = cut_off.rfind(b"\n") if len(text) > _SAMPLE else len(cut_off)
    return cut_off[: end if end > 0 else len(cut_off)].decode("utf-8", "ignore")


def _table(path: Path, found: Fields) -> Table:
    columns = {number: column for number, column in enumerate(found.columns, 1) if column.notna().any()}
    grid = Grid(sheet=path.stem, columns=columns, height=found.height)
    everywhere = tuple(range(1, len(found.columns) + 1))
    header = _header_row(grid) if columns else None
    top = 0 if header is None else header + 1
    block = Block(header=header, top=top, bottom=found.height - 1, columns=everywhere, holder="csv")
    table = cut(grid, block, grid.filled(), Source(file=path.name))
    return replace(table, columns=tuple(replace(column, letter="") for column in table.columns))


def _header_row(grid: Grid) -> int | None:
    last = min(grid.height, LONGEST_TITLE * 2)
    header = find_header(Field(grid, np.empty((0, 0)), 0, 0, tuple(grid.columns)).rows(range(last)))
    return None if header is None else header.row


def _misfits(table: Table, found: Fields) -> Iterator[Problem]:
    """Lines of the table with a number of fields of their own; titles above it and totals are meant to be so."""
    expected = set(table.left_out)
    lines = [line for line in found.misfits if line > table.origin.header_row and line not in expected]
    if lines:
        shown = ", ".join(map(str, lines[:5])) + (" ..." if len(lines) > 5 else "")
        yield Problem(
            sentence=plural(
                "{count} line does not have as many fields as the others, it was kept as it is: line {lines}. "
                "Look for a missing or an unquoted separator.",
                "{count} lines do not have as many fields as the others, they were kept as they are: lines {lines}. "
                "Look for a missing or an unquoted separator.",
                len(lines),
                lines=shown,
            ),
            sheet=table.origin.sheet,
            count=len(lines),
        )


def _oddities(table: Table, found: Fields, nulls: int) -> Iterator[Problem]:
    if found.open_quote:
        yield Problem(
            sentence=sentence("A quotation mark is opened and never closed: each line was read by itself."),
            sheet=table.origin.sheet,
        )
    if nulls:
        yield Problem(
            sentence=plural(
                "{count} null byte, which no text should hold, was left out.",
                "{count} null bytes, which no text should hold, were left out.",
                nulls,
            ),
            sheet=table.origin.sheet,
            count=nulls,
        )
