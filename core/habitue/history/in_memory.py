"""Plain Python and numpy as an engine: for files that fit in memory, where neither DuckDB nor Spark is at hand."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from importlib.util import find_spec
from itertools import chain
from math import isfinite
from typing import NamedTuple

import numpy as np

from habitue.errors import BadRequest
from habitue.history.columns import Meanings, OrderColumns
from habitue.history.days import order_days
from habitue.history.engine import SAMPLE_ROWS, Counted, Job
from habitue.history.formats import BLANKS, cents_of, read_cents, read_day
from habitue.history.gaps import closed_gaps
from habitue.history.parts import RawColumn, check_kinds, kind_of, raw_columns
from habitue.history.recent import with_recent
from habitue.history.sources import Source, check_columns, csv_rows, needed, unreadable
from habitue.history.summary import summarise
from habitue.history.telling import date_order, decimal_mark, see_amounts, see_dates
from habitue.language import sentence
from habitue.records import Orders
from habitue.whole import bincount

_Values = Sequence[object]


class _Raw(NamedTuple):
    """The columns of one file, each as long as it has rows, and how many rows could not be read."""

    columns: Mapping[RawColumn, _Values]
    sampled: bool  # so that the same rows as elsewhere decide how dates and amounts are written
    damaged: int = 0


class _Line(NamedTuple):
    customer: str | None
    day: int | None
    cents: int | None
    order: str | None
    state: str | None


def count_in_memory(job: Job) -> Counted:
    """The order lines of the job's files, summarised. Raises UnreadableFile for a file that cannot be read."""
    files = [_read_csv(s, job.columns) if s.kind == "csv" else _read_parquet(s, job.columns) for s in job.sources]
    set_aside = Counter({"unreadable": sum(raw.damaged for raw in files)})
    kept = []
    meant = _Meant(list(_lines(files, job.columns)), job.meanings)
    for line, state in meant.lines():
        why = state or _why_not(line, job)
        if state == "quote" and line.customer is not None and line.day is not None:
            meant.quoted[line.customer] = max(line.day, meant.quoted.get(line.customer, 0))
        if why:
            set_aside[why] += 1
        else:
            kept.append(line)
    return replace(_summarised(kept, job, set_aside), spellings=meant.spellings, quoted=meant.quoted)


class _Meant:
    """The lines with their customers as they are meant, and what their state says against them."""

    def __init__(self, written: Sequence[_Line], meanings: Meanings | None) -> None:
        self.quoted: dict[str, int] = {}
        self._written = written
        keys = sorted({line.customer for line in written if line.customer is not None}) if meanings else []
        states = sorted({line.state for line in written if line.state is not None}) if meanings else []
        self.spellings = tuple(keys)
        self._keys = dict(zip(keys, meanings.keys(keys), strict=True)) if meanings else None
        self._states = dict(zip(states, meanings.states(states), strict=True)) if meanings else {}

    def lines(self) -> Iterator[tuple[_Line, str | None]]:
        for line in self._written:
            key = line.customer
            meant = key if self._keys is None or key is None else self._keys[key]
            yield line._replace(customer=meant), self._states.get(line.state or "")


def _read_csv(source: Source, columns: OrderColumns) -> _Raw:
    width, rows, damaged = len(source.header), [], 0
    for row in csv_rows(source):
        if len(row) == width:
            rows.append(row)
        else:
            damaged += 1
    places = {raw: source.header.index(name) for raw, name in raw_columns(columns).items() if name is not None}
    return _Raw({raw: [row[place] for row in rows] for raw, place in places.items()}, sampled=True, damaged=damaged)


def _read_parquet(source: Source, columns: OrderColumns) -> _Raw:
    if find_spec("pyarrow") is None:
        raise BadRequest(
            sentence(
                "Reading Parquet files needs pyarrow, which is not installed. Install it with: pip install pyarrow"
            )
        )
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        check_columns(source, columns, pq.read_schema(source.path).names)
        table = pq.ParquetFile(source.path).read(columns=list(dict.fromkeys(needed(columns))))
    except (pa.ArrowException, OSError):
        raise unreadable([source]) from None
    named = {raw: table[name] for raw, name in raw_columns(columns).items() if name is not None}
    check_kinds(
        {raw: kind_of(str(named[raw].type)) if raw in named else "absent" for raw in raw_columns(columns)}, columns
    )
    return _Raw({raw: values.to_pylist() for raw, values in named.items()}, sampled=False)


def _lines(files: Sequence[_Raw], columns: OrderColumns) -> Iterable[_Line]:
    day_of = lru_cache(maxsize=1 << 16)(_day_reader(files, columns))
    cents_of_value = lru_cache(maxsize=1 << 16)(_cents_reader(files, columns))
    for raw in files:
        length = len(raw.columns["customer"])
        absent: _Values = [None] * length
        yield from (
            _Line(_key(customer), day_of(written), cents_of_value(amount), _key(order), _key(state))
            for customer, written, amount, order, state in zip(
                raw.columns["customer"],
                raw.columns["date"],
                raw.columns.get("amount", absent),
                raw.columns.get("order_number", absent),
                raw.columns.get("state", absent),
                strict=True,
            )
        )


def _texts(files: Sequence[_Raw], column: RawColumn, only_sample: bool) -> list[str]:
    values = (raw.columns.get(column, ())[: SAMPLE_ROWS if raw.sampled and only_sample else None] for raw in files)
    return [str(v) for v in chain.from_iterable(values) if isinstance(v, str | int)]


def _day_reader(files: Sequence[_Raw], columns: OrderColumns) -> Callable[[object], int | None]:
    order = date_order(columns, see_dates(_texts(files, "date", True)), lambda: see_dates(_texts(files, "date", False)))

    def read(value: object) -> int | None:
        match value:
            case datetime():
                return (value.astimezone(UTC) if value.tzinfo else value).toordinal()
            case date():
                return value.toordinal()
        return read_day(str(value), order)

    return read


def _cents_reader(files: Sequence[_Raw], columns: OrderColumns) -> Callable[[object], int | None]:
    def text_only(only_sample: bool) -> Iterable[str]:
        return (text for text in _texts(files, "amount", only_sample))

    mark = decimal_mark(columns, see_amounts(text_only(True)), lambda: see_amounts(text_only(False)))

    def read(value: object) -> int | None:
        match value:
            case str():
                return read_cents(value, mark)
            case float():
                return cents_of(Decimal(repr(value))) if isfinite(value) else None
            case int() | Decimal():
                return cents_of(Decimal(value))
        return None

    return read


def _key(value: object) -> str | None:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    return (str(value).strip(BLANKS) or None) if value is not None else None


def _why_not(line: _Line, job: Job) -> str | None:
    if line.customer is None:
        return "no_customer"
    if line.day is None:
        return "no_date"
    if line.day > job.as_of:
        return "future"
    if job.columns.amount is not None and line.cents is None:
        return "no_amount"
    return "return" if line.cents is not None and line.cents < 0 else None


def _summarised(lines: Sequence[_Line], job: Job, set_aside: Mapping[str, int]) -> Counted:
    keys = sorted({line.customer for line in lines if line.customer is not None})
    place = {key: position for position, key in enumerate(keys)}
    code: dict[str | None, int] = {None: -1}
    customer = np.array([place[line.customer] for line in lines if line.customer is not None], dtype=np.int32)
    day = np.array([line.day for line in lines], dtype=np.int32)
    order = np.array([code.setdefault(line.order, len(code) - 1) for line in lines], dtype=np.int32)
    cents = None if job.columns.amount is None else np.array([line.cents for line in lines], dtype=np.int64)
    orders = Orders(customer=customer, day=day, cents=cents, order=order)
    history = with_recent(summarise(orders, len(keys), job.as_of), orders, job.recent_days)
    assert history.recent_order_days is not None
    return Counted(
        keys=np.array(keys, dtype=object),
        first_day=history.first_day,
        last_day=history.last_day,
        order_days=history.order_days,
        orders=history.orders,
        cents=history.cents,
        own_gap=history.own_gap,
        recent_order_days=history.recent_order_days,
        closed_gaps=bincount(closed_gaps(order_days(customer, day))),
        set_aside=set_aside,
        lines=len(lines),
    )
