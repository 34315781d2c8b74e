"""Spark as an engine: files larger than one machine (extra `spark`, and a Java)."""

import logging
import os
import re
import sys
import warnings
from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from habitue.history.columns import OrderColumns
from habitue.history.engine import Columns, Counted, Job, by_shape, count
from habitue.history.parts import Part, check_kinds, kind_of, raw_columns
from habitue.history.sources import Source, check_columns, unreadable

with warnings.catch_warnings():
    # Spark warns of pandas 3 as soon as it is imported; nothing here goes through pandas.
    warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas", category=FutureWarning)
    from pyspark.errors import PySparkException
    from pyspark.sql import DataFrame, SparkSession

_SETTINGS = {
    "spark.sql.session.timeZone": "UTC",  # so that an instant is of the same day on every machine
    "spark.sql.caseSensitive": "true",
    "spark.sql.csv.parser.columnPruning.enabled": "false",  # or rows with too many cells would not be noticed
}


def count_on_spark(job: Job) -> Counted:
    """The order lines of the job's files, summarised on the active session, or on one that lasts as long as this.

    Raises UnreadableFile. Spark's own messages quote rows of the file: they are never passed on.
    """
    try:
        with _no_log(), _session(job.memory_limit) as session:
            engine = Spark(session)
            try:
                return count(engine, job)
            finally:
                engine.close()
    except PySparkException:
        raise unreadable(job.sources) from None


class Spark:
    """One session; leaves its settings, views and cache as they were."""

    day_of = "datediff({date}, date'0001-01-01') + 1"

    def __init__(self, session: SparkSession) -> None:
        self._session = session
        self._former = {key: session.conf.get(key, None) for key in _SETTINGS}
        self._views: list[str] = []
        self._kept: list[DataFrame] = []
        for key, value in _SETTINGS.items():
            session.conf.set(key, value)

    def close(self) -> None:
        """Forget everything."""
        for frame in self._kept:
            frame.unpersist()
        for view in self._views:
            self._session.catalog.dropTempView(view)
        for key, value in self._former.items():
            if value is None:
                self._session.conf.unset(key)
            else:
                self._session.conf.set(key, value)

    def read(self, sources: tuple[Source, ...], columns: OrderColumns) -> tuple[Part, ...]:
        """One relation for the files of each shape."""
        same = by_shape(sources, lambda source: self._shape(source, columns))
        return tuple(self._part(relation, alike, columns) for relation, alike in same.items())

    def keep(self, name: str, query: str) -> None:
        """In Spark's cache, which goes to disk where memory is short."""
        frame = self._session.sql(query).persist()
        self._kept.append(frame)
        self._view(name, frame)

    def call(self, name: str, query: str) -> None:
        """As a view."""
        self._view(name, self._session.sql(query))

    def put(self, name: str, columns: Mapping[str, list[str | None]]) -> None:
        """Row by row, as texts."""
        rows = list(zip(*columns.values(), strict=True))
        self._view(name, self._session.createDataFrame(rows, ", ".join(f"{column} string" for column in columns)))

    def fetch(self, query: str) -> Columns:
        """Row by row: Spark's ways through Arrow need pandas, and not yet the one that we use."""
        frame = self._session.sql(query)
        rows = frame.collect()
        columns = {}
        for i, (name, spark_type) in enumerate(frame.dtypes):
            dtype, missing = _DTYPES.get(kind_of(spark_type), (np.int64, 0))
            columns[name] = np.array([missing if row[i] is None else row[i] for row in rows], dtype=dtype)
        return columns

    def unreadable(self) -> int:
        """None: Spark marks such rows as damaged."""
        return 0

    def _view(self, name: str, frame: DataFrame) -> None:
        frame.createOrReplaceTempView(name)
        self._views.append(name)

    def _shape(self, source: Source, columns: OrderColumns) -> Hashable:
        if source.kind == "csv":
            return source.separator, source.header
        types = self._session.read.parquet(_escaped(source)).dtypes
        check_columns(source, columns, [name for name, _ in types])
        return tuple(types)

    def _part(self, relation: str, sources: list[Source], columns: OrderColumns) -> Part:
        frame, header = self._csv(sources) if sources[0].kind == "csv" else self._parquet(sources)
        selected = [
            f"{'null' if name is None else f'c{header.index(name)}'} as {raw}"
            for raw, name in raw_columns(columns).items()
        ]
        frame = frame.selectExpr("damaged", *selected)
        self._view(relation, frame)
        types = dict(frame.dtypes)
        kinds = {raw: kind_of(types[raw]) if name else "absent" for raw, name in raw_columns(columns).items()}
        check_kinds(kinds, columns)
        return Part(relation=relation, files=sources[0].kind, kinds=kinds)

    def _csv(self, sources: list[Source]) -> tuple[DataFrame, Sequence[str]]:
        """Every column as text, by its place; rows with too few or too many cells are marked."""
        names = [f"c{i} string" for i in range(len(sources[0].header))]
        frame = self._session.read.csv(
            [_escaped(source) for source in sources],
            schema=", ".join([*names, "broken string"]),
            sep=sources[0].separator,
            quote='"',
            escape='"',
            header=True,
            multiLine=True,  # a cell may hold a line break
            columnNameOfCorruptRecord="broken",
        )
        return frame.selectExpr("broken is not null as damaged", "*"), sources[0].header

    def _parquet(self, sources: list[Source]) -> tuple[DataFrame, Sequence[str]]:
        """Every column by its place: Spark replaces ${this} even in names that are quoted."""
        frame = self._session.read.parquet(*(_escaped(source) for source in sources))
        placed = frame.toDF(*(f"c{i}" for i in range(len(frame.columns))))
        return placed.selectExpr("false as damaged", "*"), frame.columns


@contextmanager
def _no_log() -> Iterator[None]:
    """Keep Spark's Python side from logging its errors in full to the standard error."""
    loggers = [logging.getLogger(name) for name in ("SQLQueryContextLogger", "DataFrameQueryContextLogger")]
    former = [logger.disabled for logger in loggers]
    for logger in loggers:
        logger.disabled = True
    try:
        yield
    finally:
        for logger, disabled in zip(loggers, former, strict=True):
            logger.disabled = disabled


@contextmanager
def _session(memory_limit: str | None) -> Iterator[SparkSession]:
    active = SparkSession.getActiveSession()
    if active is not None:
        yield active
        return
    session = _new_session(memory_limit)
    try:
        yield session
    finally:
        session.stop()


def _new_session(memory_limit: str | None) -> SparkSession:
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # where nothing is said, workers are the Python that asks
    builder = SparkSession.builder.appName("habitue")
    builder = builder.config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false")
    if memory_limit is not None:
        builder = builder.config("spark.driver.memory", memory_limit)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")  # Spark's log may quote rows
    if (session.sparkContext.master or "").startswith("local"):
        session.conf.set("spark.sql.shuffle.partitions", session.sparkContext.defaultParallelism)
    return session


def _escaped(source: Source) -> str:
    """The path as Hadoop reads it, where some characters stand for patterns."""
    return re.sub(r"([][{}*?\\])", r"\\\1", str(source.path))


_DTYPES: dict[str, tuple[type[Any], Any]] = {"text": (object, None), "real": (np.float64, np.nan)}
