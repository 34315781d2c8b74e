"""Which files are read whole, and which are left to an engine: then only their first rows are read, for the roles."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from habitue.cleaning.dates_deciding import DayMonth
from habitue.errors import BadRequest, HabitueError
from habitue.intake.source import ORDER_KINDS
from habitue.language import Sentence, sentence
from habitue.refresh.machine import available_memory
from habitue.refresh.wish import Wish
from habitue.roles import Role
from habitue.roles.column_role import ColumnRole
from habitue.roles.guess import guess_roles
from habitue.roles.kinds import classify_table
from habitue.roles.overrides import apply_overrides, missing_role
from habitue.roles.rolemap import RoleMap
from habitue.roles.shapes import view_columns
from habitue.tables import Problem, Table
from habitue.workbook.read import read_tables
from habitue.workbook.read.head import read_head
from habitue.workbook.read.kinds import kind_of
from habitue.workbook.read.reading import Reading

Engine = Literal["duckdb", "spark"]

TIMES_ITS_SIZE = 6
"""What a file of orders takes in memory, in times its size on disk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LargeFiles:
    """The files of orders that an engine reads, each with the position of its first rows in the list of tables.

    `date_order` is how people say that dates are written, None where they do not.
    """

    engine: Engine
    paths: tuple[Path, ...]
    date_order: DayMonth | None
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """What was read: whole tables, and the first rows of those that are left to an engine."""

    tables: tuple[Table, ...]
    problems: tuple[Problem, ...]
    large: LargeFiles | None
    notes: tuple[Sentence, ...]


def read_files(wish: Wish, overrides: Sequence[ColumnRole]) -> Files:
    """Read the files, each whole or only its head; `overrides` are what people said of the columns.

    Raises UnreadableFile, MissingRole and BadRequest where an engine is asked for that cannot read the orders.
    """
    tables: list[Table] = []
    problems: list[Problem] = []
    large: list[tuple[Path, int]] = []
    notes: list[Sentence] = []
    for path in wish.paths:
        head = _head(path, wish, overrides)
        if head is not None:
            large.append((path, len(tables)))
        if head is not None and wish.engine is None:
            notes.append(sentence("{file} is large: its orders were read by DuckDB.", file=path.name))
        reading = head or read_tables(path, sheets=wish.sheets)
        tables += reading.tables
        problems += () if head else reading.all_problems
    if wish.engine in ("duckdb", "spark") and not large:
        raise _nothing_to_read(wish)
    engine: Engine = "spark" if wish.engine == "spark" else "duckdb"
    paths, places = zip(*large, strict=True) if large else ((), ())
    return Files(
        tables=tuple(tables),
        problems=tuple(problems),
        large=LargeFiles(engine=engine, paths=paths, date_order=wish.date_order, places=places) if large else None,
        notes=tuple(notes),
    )


def _head(path: Path, wish: Wish, overrides: Sequence[ColumnRole]) -> Reading | None:
    """The first rows of a file that is for an engine; None when it is to be read whole."""
    if wish.engine == "memory" or kind_of(path) not in ("text", "parquet"):
        return None
    if wish.engine is None and not _too_large(path):
        return None
    head = read_head(path, wish.sheets)
    roles = apply_overrides(guess_roles(head.tables[0], view_columns(head.tables[0])), overrides)
    unfit = _unfit(head, roles)
    if isinstance(unfit, HabitueError) and wish.engine is not None:
        raise unfit
    if unfit:
        return None
    if wish.engine is None and find_spec("duckdb") is None:
        raise _needs_duckdb(path)
    return head


def _too_large(path: Path) -> bool:
    """Whether a file would take more than half of the memory that is free."""
    available = available_memory()
    return available is not None and path.stat().st_size * TIMES_ITS_SIZE > available / 2


def _unfit(head: Reading, roles: RoleMap) -> HabitueError | bool:
    """Why an engine cannot read these orders; True where they are no orders, False where all is well."""
    kind = classify_table(roles).kind
    if kind not in ORDER_KINDS:
        if roles.orders and roles.has(Role.ORDER_ID, Role.AMOUNT, Role.ORDER_DATE) and kind in ("order_lines", "other"):
            return missing_role(Role.CUSTOMER_KEY if roles.has(Role.ORDER_DATE) else Role.ORDER_DATE, roles)
        return True
    if not roles.has(Role.CUSTOMER_KEY):
        return missing_role(Role.CUSTOMER_KEY, roles)
    if roles.has(Role.UNIT_PRICE) and not roles.has(Role.AMOUNT):
        return missing_role(Role.AMOUNT, roles)
    if head.kind == "text" and head.tables[0].origin.header_row != 1:
        return BadRequest(
            sentence(
                "For a file that is read by an engine, the titles of the columns must be in its first line; in {file} "
                "they are in line {line}. Take out the lines above them.",
                file=head.file,
                line=head.tables[0].origin.header_row,
            )
        )
    return False


def _nothing_to_read(wish: Wish) -> BadRequest:
    return BadRequest(
        sentence(
            "--engine {engine} is for orders in CSV or Parquet files; there are none in {files}. "
            "Leave it out, or save the orders as CSV.",
            engine=wish.engine or "",
            files=[path.name for path in wish.paths],
        )
    )


def _needs_duckdb(path: Path) -> BadRequest:
    return BadRequest(
        sentence(
            "{file} is too large for the memory that is free. To read it all the same, install DuckDB with: "
            'pip install "habitue[scale]"; or try with --engine memory.',
            file=path.name,
        )
    )
