"""DuckDB as an engine: CSV and Parquet files larger than memory, on one machine (extra `scale`)."""

# ruff: noqa: S608 (queries are put together from names of ours; what comes from outside is quoted)

from collections.abc import Hashable, Mapping
from contextlib import closing
from glob import escape
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from habitue.errors import BadRequest
from habitue.history.columns import OrderColumns
from habitue.history.engine import Columns, Counted, Job, by_shape, count
from habitue.history.parts import Part, check_kinds, kind_of, raw_columns
from habitue.history.sources import Source, check_columns, unreadable
from habitue.language import sentence


def count_on_duckdb(job: Job) -> Counted:
    """The order lines of the job's files, summarised. Raises UnreadableFile, and BadRequest for the memory limit.

    DuckDB's own messages quote rows of the file: they are never passed on.
    """
    try:
        with closing(DuckDB(job.folder, job.memory_limit)) as engine:
            return count(engine, job)
    except duckdb.OutOfMemoryException:
        raise BadRequest(
            sentence("The orders need more memory than they are given, or more space for temporary files. Give more.")
        ) from None
    except duckdb.Error:
        raise unreadable(job.sources) from None


class DuckDB:
    """One connection that keeps on disk, in `folder`, what is large."""

    day_of = "{date} - date '0001-01-01' + 1"

    def __init__(self, folder: Path, memory_limit: str | None) -> None:
        self._folder = folder
        self._connection = duckdb.connect()
        self._set("temp_directory", str(folder / "spill"))
        self._set("preserve_insertion_order", "false")  # no order is asked for, and keeping it takes memory
        self._set("autoinstall_known_extensions", "false")  # nothing is fetched from anywhere
        self._set("timezone", "UTC")  # so that an instant is of the same day on every machine
        if memory_limit is not None:
            self._limit(memory_limit)

    def close(self) -> None:
        """Let go of the files."""
        self._connection.close()

    def read(self, sources: tuple[Source, ...], columns: OrderColumns) -> tuple[Part, ...]:
        """One relation for the files of each shape."""
        same = by_shape(sources, lambda source: self._shape(source, columns))
        return tuple(self._part(relation, alike, columns) for relation, alike in same.items())

    def keep(self, name: str, query: str) -> None:
        """As a Parquet file: twice as quick as a table of DuckDB's own where keys are text, and out of memory."""
        file = str(self._folder / f"{name}.parquet")
        self._connection.execute(f"copy ({query}) to {_text(file)} (format parquet)")
        self._view(name, f"select * from read_parquet({_text(escape(file))})")

    def call(self, name: str, query: str) -> None:
        """As a view."""
        self._view(name, query)

    def put(self, name: str, columns: Mapping[str, list[str | None]]) -> None:
        """As a table, through Arrow-free parameters: a list of texts each."""
        self._connection.execute(f"create table {name} ({', '.join(f'{column} varchar' for column in columns)})")
        lists = ", ".join(f"unnest(?::varchar[]) as {column}" for column in columns)
        self._connection.execute(f"insert into {name} select {lists}", list(columns.values()))

    def fetch(self, query: str) -> Columns:
        """Through DuckDB's own numpy arrays."""
        return {
            name: _filled(np.ma.asanyarray(values))
            for name, values in self._connection.execute(query).fetchnumpy().items()
        }

    def unreadable(self) -> int:
        """The CSV rows that DuckDB left out, each counted once however often their file was read."""
        tables = "select count(*) from duckdb_tables() where table_name = 'reject_errors'"
        if not self._number(tables):
            return 0
        rows = "select distinct file_path, line from reject_errors join reject_scans using (scan_id, file_id)"
        return self._number(f"select count(*) from ({rows})")

    def _view(self, name: str, query: str) -> None:
        self._connection.execute(f"create view {name} as {query}")

    def _limit(self, memory: str) -> None:
        try:
            self._set("memory_limit", memory)
        except duckdb.Error:
            raise BadRequest(
                sentence("The memory limit should be like 2GB; it is {limit}. Write it so.", limit=memory)
            ) from None

    def _set(self, option: str, value: str) -> None:
        self._connection.execute(f"set {option} = {_text(value)}")

    def _number(self, query: str) -> int:
        (number,) = self._connection.execute(query).fetchall()[0]
        return int(number)

    def _describe(self, query: str) -> list[tuple[str, str]]:
        return [(row[0], row[1]) for row in self._connection.execute(f"describe {query}").fetchall()]

    def _shape(self, source: Source, columns: OrderColumns) -> Hashable:
        if source.kind == "csv":
            return source.separator, source.header
        schema = self._describe(f"select * from {_read_parquet([source])}")
        check_columns(source, columns, [name for name, _ in schema])
        return tuple(schema)

    def _part(self, relation: str, sources: list[Source], columns: OrderColumns) -> Part:
        in_csv = sources[0].kind == "csv"
        selected = ", ".join(
            f"{'null' if name is None else _place(sources[0], name)} as {raw}"
            for raw, name in raw_columns(columns).items()
        )
        table = _read_csv(sources) if in_csv else _read_parquet(sources)
        self._view(relation, f"select false as damaged, {selected} from {table}")
        types = dict(self._describe(f"select * from {relation}"))
        kinds = {raw: kind_of(types[raw]) if name else "absent" for raw, name in raw_columns(columns).items()}
        check_kinds(kinds, columns)
        return Part(relation=relation, files=sources[0].kind, kinds=kinds)


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _place(source: Source, name: str) -> str:
    if source.kind == "csv":
        return f"c{source.header.index(name)}"
    return '"' + name.replace('"', '""') + '"'


def _paths(sources: list[Source]) -> str:
    return "[" + ", ".join(_text(escape(str(source.path))) for source in sources) + "]"


def _read_parquet(sources: list[Source]) -> str:
    return f"read_parquet({_paths(sources)}, hive_partitioning = false)"


def _read_csv(sources: list[Source]) -> str:
    """Every column as text, by its place; rows with too few or too many cells are noted, not read."""
    names = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(len(sources[0].header)))
    return f"""read_csv({_paths(sources)}, columns = {{{names}}}, delim = {_text(sources[0].separator)}, header = true,
        quote = '"', escape = '"', nullstr = '', auto_detect = false, store_rejects = true,
        hive_partitioning = false)"""


def _filled(values: np.ma.MaskedArray[Any, Any]) -> NDArray[Any]:
    filled: NDArray[Any] = values.filled(np.nan if values.dtype.kind == "f" else 0)
    return filled
