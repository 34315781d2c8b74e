"""The files that orders are read from: found, told apart, and made readable for every engine."""

import codecs
import csv
import glob
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Literal

from habitue.errors import BadRequest, UnreadableFile
from habitue.history.columns import OrderColumns
from habitue.language import sentence

_SEPARATORS = (";", ",", "\t", "|")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file. `header` and `separator` are those of a CSV file; Parquet files know their columns themselves."""

    path: Path
    kind: Literal["csv", "parquet"]
    separator: str = ""
    header: tuple[str, ...] = ()
    encoding: str = "utf-8"


def find_sources(paths: str | Path | Iterable[str | Path], columns: OrderColumns) -> tuple[Source, ...]:
    """The files that `paths` name: a path, a pattern (`orders/*.csv`), or several; in a steady order, each once."""
    asked = [paths] if isinstance(paths, str | Path) else list(paths)
    found = list(dict.fromkeys(path for one in asked for path in _files(one)))
    return tuple(_open(path, columns) for path in found)


def in_utf8(sources: Iterable[Source], folder: Path) -> tuple[Source, ...]:
    """The same files; those in another encoding as copies in `folder`, since the engines read UTF-8."""
    return tuple(_in_utf8(source, folder / f"{number}.csv") for number, source in enumerate(sources))


def csv_rows(source: Source) -> Iterator[list[str]]:
    """The rows of a CSV file below its header, blank lines left out."""
    with source.path.open(encoding=source.encoding, errors="replace", newline="") as file:
        rows = csv.reader(file, delimiter=source.separator)
        next(rows, None)
        try:
            yield from filter(None, rows)
        except csv.Error:
            raise _damaged(source.path) from None


def csv_sample(source: Source, column: str, rows: int) -> list[str]:
    """The first values of one column of a CSV file."""
    place = source.header.index(column)
    return [row[place] for row in islice(csv_rows(source), rows) if len(row) > place]


def check_columns(source: Source, columns: OrderColumns, header: Sequence[str]) -> None:
    """Refuse a file without one of the columns that are asked for."""
    for name in needed(columns):
        if name not in header:
            raise BadRequest(
                sentence(
                    "The file {file} has no column named {column}; it has: {header}. Name one of these.",
                    file=source.path.name,
                    column=name,
                    header=", ".join(header),
                )
            )


def unreadable(sources: Iterable[Source]) -> UnreadableFile:
    """The error for files that an engine gives up on, without the engine's words: they may quote rows."""
    return UnreadableFile(
        sentence(
            "The orders in {files} cannot be read: a file is damaged, or not of the kind that it looks like. "
            "Save it again from the program that it comes from.",
            files=[source.path.name for source in sources],
        )
    )


def needed(columns: OrderColumns) -> tuple[str, ...]:
    """The headers that every file must have."""
    wanted = (columns.customer, columns.date, columns.amount, columns.order, columns.state)
    return tuple(name for name in wanted if name is not None)


def _files(path: str | Path) -> list[Path]:
    if Path(path).is_file():
        return [Path(path)]
    matches = glob.glob(str(path), recursive=True)  # noqa: PTH207 (a Path cannot be asked for an absolute pattern)
    found = sorted(file for match in matches if (file := Path(match)).is_file())
    if not found:
        raise UnreadableFile(
            sentence("There is no file {file}. Give the path of CSV or Parquet files.", file=Path(path).name)
        )
    return found


def _open(path: Path, columns: OrderColumns) -> Source:
    try:
        with path.open("rb") as file:
            start = file.read(_CHUNK)
        if start.startswith(b"PAR1"):
            return Source(path=path, kind="parquet")
        encoding = _encoding(path, start)
        return _with_header(Source(path=path, kind="csv", encoding=encoding), columns)
    except OSError:
        raise UnreadableFile(
            sentence("The file {file} cannot be opened. Check that you may read it.", file=path.name)
        ) from None


def _encoding(path: Path, start: bytes) -> str:
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in start:
        raise UnreadableFile(
            sentence("The file {file} is neither CSV nor Parquet. Save the orders as one of these.", file=path.name)
        )
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig" if start.startswith(codecs.BOM_UTF8) else "utf-8"


def _with_header(source: Source, columns: OrderColumns) -> Source:
    headers = {separator: _header(source, separator) for separator in _SEPARATORS}
    for separator, header in headers.items():
        if all(header.count(name) == 1 for name in needed(columns)):
            return replace(source, separator=separator, header=header)
    widest = max(headers.values(), key=len)
    check_columns(source, columns, widest)
    twice = next(name for name in needed(columns) if widest.count(name) > 1)
    raise BadRequest(
        sentence(
            "The file {file} has more than one column named {column}. Give each its own name.",
            file=source.path.name,
            column=twice,
        )
    )


def _header(source: Source, separator: str) -> tuple[str, ...]:
    with source.path.open(encoding=source.encoding, errors="replace", newline="") as file:
        try:
            return tuple(cell.strip() for cell in next(csv.reader(file, delimiter=separator), []))
        except csv.Error:
            raise _damaged(source.path) from None


def _in_utf8(source: Source, copy: Path) -> Source:
    if source.kind == "parquet" or source.encoding.startswith("utf-8"):
        return source
    with (
        source.path.open(encoding=source.encoding, errors="replace", newline="") as text,
        copy.open("w", encoding="utf-8", newline="") as file,
    ):
        shutil.copyfileobj(text, file, _CHUNK)
    return replace(source, path=copy, encoding="utf-8")


def _damaged(path: Path) -> UnreadableFile:
    return UnreadableFile(
        sentence(
            "The file {file} cannot be read as CSV: a cell is too long or a quotation mark is not closed. Correct it.",
            file=path.name,
        )
    )
