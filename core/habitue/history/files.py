"""Orders in CSV and Parquet files to one line per customer, by the engine that their size asks for."""

import os
import tempfile
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Literal

import pandas as pd

from habitue.errors import BadRequest
from habitue.history.columns import KeyedHistory, Meanings, OrderColumns
from habitue.history.gaps import GapCounts
from habitue.history.limit import MIN_REPURCHASES, SHARE
from habitue.history.summary import base_of
from habitue.language import sentence
from habitue.records import History, SetAside
from habitue.tables import text_dtype
from habitue.whole import bincount

if TYPE_CHECKING:
    from habitue.history.engine import Counted, Job

EngineName = Literal["duckdb", "spark", "memory"]


def summarise_files(
    paths: str | Path | Iterable[str | Path],
    columns: OrderColumns,
    as_of: int,
    *,
    engine: EngineName = "duckdb",
    memory_limit: str | None = None,
    share: float = SHARE,
    min_repurchases: int = MIN_REPURCHASES,
    recent_days: int = 0,
    meanings: Meanings | None = None,
) -> KeyedHistory:
    """The history of every customer who bought up to `as_of` (proleptic ordinal), from files of order lines.

    `paths` are files or patterns (`orders/*.csv`). The engines give the same numbers: "duckdb" reads files larger than
    memory, within `memory_limit` ("2GB") and spilling to a temporary folder that it removes; "spark" uses the active
    session, or one of its own; "memory" needs nothing but Python, for files that fit. The order days of the last
    `recent_days` days are counted apart where that is above 0. Raises UnreadableFile for a file
    that cannot be read, BadRequest for a column or format that does not fit; neither quotes a customer's data.
    """
    # A refresh of a workbook imports this package too, and needs none of this.
    from habitue.history.engine import Job
    from habitue.history.sources import find_sources

    sources = find_sources(paths, columns)
    with tempfile.TemporaryDirectory(prefix="habitue-", ignore_cleanup_errors=True) as folder:
        counted = _count(engine, Job(sources, columns, as_of, Path(folder), memory_limit, recent_days, meanings))
    return _keyed(counted, as_of, (share, min_repurchases), recent_days)


def _count(engine: EngineName, job: "Job") -> "Counted":
    # Each engine's library is imported only where it is asked for; its absence is the user's to mend.
    if engine == "duckdb":
        _need("duckdb", "scale")
        from habitue.history.on_duckdb import count_on_duckdb

        return count_on_duckdb(job)
    if engine == "spark":
        _need("pyspark", "spark")
        _need_java()
        from habitue.history.on_spark import count_on_spark

        return count_on_spark(job)
    from habitue.history.in_memory import count_in_memory

    return count_in_memory(job)


def _need(module: str, extra: str) -> None:
    if find_spec(module) is None:
        raise BadRequest(
            sentence(
                "This engine needs {module}, which is not installed. Install it with: pip install {extra}",
                module=module,
                extra=f"habitue[{extra}]",
            )
        )


def _need_java() -> None:
    if which("java") is None and "JAVA_HOME" not in os.environ:
        raise BadRequest(
            sentence("Spark needs Java, which is not installed. Install it (Debian: default-jre-headless).")
        )


def _keyed(counted: "Counted", as_of: int, limit: tuple[float, int], recent_days: int) -> KeyedHistory:
    gaps = GapCounts(closed=counted.closed_gaps, open=bincount(as_of - counted.last_day))
    return KeyedHistory(
        keys=pd.Series(counted.keys, dtype=text_dtype()),
        history=History(
            first_day=counted.first_day,
            last_day=counted.last_day,
            order_days=counted.order_days,
            orders=counted.orders,
            cents=counted.cents,
            own_gap=counted.own_gap,
            as_of=as_of,
            base=base_of(counted.own_gap, gaps, *limit),
            recent_order_days=counted.recent_order_days if recent_days else None,
            recent_days=recent_days,
        ),
        set_aside=tuple(
            SetAside(why=why, count=number, sheet="", cells=())
            for why, number in sorted(counted.set_aside.items())
            if number
        ),
        lines=counted.lines,
        spellings=counted.spellings,
        quoted=counted.quoted,
    )
