"""Reading a file: its tables as they were found, and all that people should know of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from habitue.errors import UnreadableFile
from habitue.language import Sentence, sentence
from habitue.tables import Problem, Table
from habitue.workbook.read.kinds import Kind, kind_of
from habitue.workbook.read.opening import open_workbook
from habitue.workbook.read.sheets import read_sheets, unknown_sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a file holds.

    `problems` are those of no table; each table carries its own (`all_problems` gives both). `skipped` names the
    sheets that were passed over, each with the reason. `sheets` are all sheet names; `encoding` and `separator` are
    those of a text file. `date_1904` is known of xlsx workbooks; dates are right in all of them.
    """

    file: str
    kind: Kind
    tables: tuple[Table, ...]
    problems: tuple[Problem, ...] = ()
    skipped: tuple[tuple[str, Sentence], ...] = ()
    sheets: tuple[str, ...] = ()
    date_1904: bool = False
    encoding: str = ""
    separator: str = ""

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """The problems of the file and of each of its tables."""
        return (*self.problems, *(problem for table in self.tables for problem in table.problems))


def read_tables(path: Path, *, sheets: Sequence[str] = (), skip_marks: bool = True) -> Reading:
    """All tables of a workbook, text or Parquet file, each cell as text.

    `sheets` names those to read, hidden or not; without it, visible sheets are read, and those that Habitué wrote are
    passed over unless `skip_marks` is off. Raises `UnreadableFile` when there is nothing that can be read safely, and
    `BadRequest` when a named sheet is not there.
    """
    kind = kind_of(path)
    if kind == "text":
        from habitue.workbook.read.delimited import read_delimited  # workbooks need none of it

        text = read_delimited(path)
        _check_named(path, sheets)
        return Reading(
            file=path.name,
            kind=kind,
            tables=(text.table,),
            sheets=(path.stem,),
            encoding=text.encoding,
            separator=text.separator,
        )
    if kind == "parquet":
        _check_named(path, sheets)
        return Reading(file=path.name, kind=kind, tables=(_parquet(path),), sheets=(path.stem,))
    with open_workbook(path, kind) as book:
        found = read_sheets(book, sheets, skip_marks=skip_marks)
        return Reading(
            file=path.name,
            kind=kind,
            tables=tuple(found.tables),
            problems=tuple(found.problems),
            skipped=tuple(found.skipped),
            sheets=tuple(entry.name for entry in book.structure.sheets),
            date_1904=book.structure.date_1904,
        )


def _check_named(path: Path, sheets: Sequence[str]) -> None:
    """A text or Parquet file has one table, which its name may stand for."""
    for name in sheets:
        if name.casefold() not in (path.stem.casefold(), path.name.casefold()):
            raise unknown_sheet(name, path.name, [path.stem])


def _parquet(path: Path) -> Table:
    if not find_spec("pyarrow"):
        raise UnreadableFile(
            sentence("{file} can only be read where pyarrow is installed: save it as CSV instead.", file=path.name)
        )
    from habitue.workbook.read.parquet import read_parquet

    return read_parquet(path)
