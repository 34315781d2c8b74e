"""What an SQL engine must do for `summarise_files`, and the steps that are the same on each."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from habitue.history.columns import DateOrder, DecimalMark, Meanings, OrderColumns
from habitue.history.lines import amounts_seen_query, dates_seen_query, lines_query
from habitue.history.meanings import last_quotes, meant_lines
from habitue.history.parts import Part
from habitue.history.sources import Source, csv_sample, in_utf8
from habitue.history.telling import (
    AmountsSeen,
    DatesSeen,
    Seen,
    add_up,
    date_order,
    decimal_mark,
    see_amounts,
    see_dates,
)

SAMPLE_ROWS = 2000
"""How many rows at the head of each file are looked at before all of them are."""

Columns = Mapping[str, NDArray[Any]]


class Engine(Protocol):
    """DuckDB or Spark: everything else about `summarise_files` is the same on both."""

    day_of: str
    """The proleptic ordinal of {date}, in the engine's words."""

    def read(self, sources: tuple[Source, ...], columns: OrderColumns) -> tuple[Part, ...]:
        """Make the files' raw columns queryable."""

    def keep(self, name: str, query: str) -> None:
        """Work out `query` once, outside memory where it is large, and call it `name`."""

    def call(self, name: str, query: str) -> None:
        """Call what `query` gives `name`, without working it out."""

    def put(self, name: str, columns: Mapping[str, list[str | None]]) -> None:
        """Make texts of ours queryable."""

    def fetch(self, query: str) -> Columns:
        """The result of `query`, a column each; missing numbers as nan."""

    def unreadable(self) -> int:
        """Rows that were left out while reading, and are not marked as damaged."""


@dataclass(frozen=True, slots=True)
class Job:
    """What an engine is asked: `folder` is its own, and goes when it is done."""

    sources: tuple[Source, ...]
    columns: OrderColumns
    as_of: int
    folder: Path
    memory_limit: str | None
    recent_days: int = 0
    meanings: Meanings | None = None

    @property
    def recent_from(self) -> int:
        """The first of the last `recent_days` days, `as_of` included; the day after it when none are asked for."""
        return max(self.as_of - self.recent_days, 0) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What an engine makes of the order lines; `closed_gaps` and `set_aside` count by length and by reason."""

    keys: NDArray[np.object_]
    first_day: NDArray[np.int32]
    last_day: NDArray[np.int32]
    order_days: NDArray[np.int32]
    orders: NDArray[np.int32]
    cents: NDArray[np.int64] | None
    own_gap: NDArray[np.float64]
    recent_order_days: NDArray[np.int32]
    closed_gaps: NDArray[np.int64]
    set_aside: Mapping[str, int]
    lines: int
    spellings: tuple[str, ...] = ()
    quoted: Mapping[str, int] = field(default_factory=dict)


def count(engine: Engine, job: Job) -> Counted:
    """Read the files, tell how dates and amounts are written, and summarise them with the queries of history.sql."""
    sources, columns = in_utf8(job.sources, job.folder), job.columns
    parts = engine.read(sources, columns)
    order = _date_order(engine, parts, sources, columns)
    mark = _decimal_mark(engine, parts, sources, columns)
    lines = " union all ".join(lines_query(part, order, mark, job.as_of, engine.day_of) for part in parts)
    engine.keep("habitue_written", lines)
    spellings, query = meant_lines(engine, job.meanings)
    engine.call("habitue_lines", query)
    gaps, customers, gap_counts, set_aside = _queries(job.recent_from)
    engine.keep("habitue_gaps", gaps)
    lengths = engine.fetch(gap_counts)
    aside = engine.fetch(set_aside)
    counts = dict(zip(aside["set_aside"].tolist(), map(int, aside["line_count"]), strict=True))
    counts["unreadable"] = counts.get("unreadable", 0) + engine.unreadable()
    counted = _counted(engine.fetch(customers), lengths, counts, columns)
    if job.meanings is None:
        return counted
    return replace(counted, spellings=spellings, quoted=last_quotes(engine))


def by_shape(sources: Iterable[Source], shape: Callable[[Source], Hashable]) -> dict[str, list[Source]]:
    """The files that can be read as one table, each such table with its name."""
    alike: dict[Hashable, list[Source]] = defaultdict(list)
    for source in sources:
        alike[source.kind, shape(source)].append(source)
    return {f"habitue_raw_{number}": same for number, same in enumerate(alike.values())}


def _counted(rows: Columns, lengths: Columns, set_aside: Mapping[str, int], columns: OrderColumns) -> Counted:
    gaps = lengths["gap"].astype(np.int64)
    closed = np.zeros(int(gaps.max()) + 1 if len(gaps) else 0, dtype=np.int64)
    closed[gaps] = lengths["gaps"]
    return Counted(
        keys=rows["customer"],
        first_day=rows["first_day"].astype(np.int32),
        last_day=rows["last_day"].astype(np.int32),
        order_days=rows["order_days"].astype(np.int32),
        orders=rows["orders"].astype(np.int32),
        cents=None if columns.amount is None else rows["cents"].astype(np.int64),
        own_gap=rows["own_gap"].astype(np.float64),
        recent_order_days=rows["recent_order_days"].astype(np.int32),
        closed_gaps=closed,
        set_aside={why: lines for why, lines in set_aside.items() if why},
        lines=set_aside.get("", 0),
    )


@cache
def _queries(recent_from: int) -> tuple[str, ...]:
    text = files("habitue.history").joinpath("history.sql").read_text(encoding="utf-8")
    text = text.replace("recent_from()", str(int(recent_from)))
    return tuple(query for query in text.split(";") if query.strip())


def _date_order(engine: Engine, parts: Iterable[Part], sources: Iterable[Source], columns: OrderColumns) -> DateOrder:
    texts = [part for part in parts if part.kinds["date"] in ("text", "whole")]
    if not texts:
        return "ymd"
    sample = see_dates(_csv_sample(sources, columns.date))
    in_parquet = [_seen_in(engine, dates_seen_query(part), DatesSeen) for part in texts if part.files == "parquet"]
    return date_order(
        columns,
        add_up(sample, *in_parquet),
        lambda: add_up(*(_seen_in(engine, dates_seen_query(part), DatesSeen) for part in texts)),
    )


def _decimal_mark(
    engine: Engine, parts: Iterable[Part], sources: Iterable[Source], columns: OrderColumns
) -> DecimalMark:
    texts = [part for part in parts if part.kinds["amount"] == "text"]
    if not texts or columns.amount is None:
        return "."
    sample = see_amounts(_csv_sample(sources, columns.amount))
    in_parquet = [_seen_in(engine, amounts_seen_query(part), AmountsSeen) for part in texts if part.files == "parquet"]
    return decimal_mark(
        columns,
        add_up(sample, *in_parquet),
        lambda: add_up(*(_seen_in(engine, amounts_seen_query(part), AmountsSeen) for part in texts)),
    )


def _csv_sample(sources: Iterable[Source], column: str) -> Iterable[str]:
    tables = (csv_sample(source, column, SAMPLE_ROWS) for source in sources if source.kind == "csv")
    return chain.from_iterable(tables)


def _seen_in(engine: Engine, query: str, kind: type[Seen]) -> Seen:
    (counts,) = zip(*(column.tolist() for column in engine.fetch(query).values()), strict=True)
    return kind(*counts)
