"""Orders of files larger than memory: summarised by an engine, and put beside the customers of the other tables."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from habitue.criteria import Criteria
from habitue.errors import BadRequest
from habitue.history import KeyedHistory, Meanings, OrderColumns, Unclear, summarise_files
from habitue.intake import Intake, TableUse
from habitue.intake.details import DETAILS
from habitue.intake.gather import gather_sources, naming
from habitue.intake.identity import people_of
from habitue.intake.money import read_money
from habitue.intake.records import Summarised
from habitue.intake.source import ORDER_KINDS, Source
from habitue.intake.states import order_states
from habitue.language import plural, sentence
from habitue.records import NEVER, History
from habitue.refresh.large_columns import assume, columns_of
from habitue.refresh.large_files import LargeFiles
from habitue.refresh.machine import available_memory
from habitue.refresh.merges import groups_of
from habitue.roles import Role
from habitue.roles.shapes import view_columns
from habitue.tables import Problem, text_dtype

NAMES = {"duckdb": "DuckDB", "spark": "Spark"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Asked:
    """What the engine is asked: `sources` are all tables, `heads` those that are the first rows of its files."""

    files: LargeFiles
    sources: tuple[Source, ...]
    criteria: Criteria
    as_of: int
    into: Mapping[str, str]

    @property
    def heads(self) -> tuple[Source, ...]:
        return tuple(self.sources[place] for place in self.files.places)

    @property
    def title(self) -> str:
        """The files as people know them."""
        return ", ".join(head.table.title for head in self.heads)


def gather_large(
    files: LargeFiles, sources: Sequence[Source], criteria: Criteria, day: date, into: Mapping[str, str]
) -> Intake:
    """As `gather`, where some of the tables are the first rows of files that an engine reads.

    `into` has by the key of each merged customer the one that they stand under now: their orders are counted together,
    and stand with one of them. Keys are the same customer's where they are in memory; details on order rows are not
    read. Raises BadRequest where the files of orders have other columns than one another, or other tables have orders
    too, and whatever `summarise_files` raises.
    """
    asked = _Asked(files=files, sources=tuple(sources), criteria=criteria, as_of=day.toordinal(), into=into)
    _check_alone(asked)
    keyed, problems = _summarise(asked)
    known = gather_sources(_with_keys(asked, keyed.spellings), as_of=asked.as_of, date_order=files.date_order)
    return _put_beside(asked, keyed, known, (*problems, *_unread_details(asked)))


def _check_alone(asked: _Asked) -> None:
    """Raise where another table has orders, or the lines of these, which cannot be added to an engine's."""
    kinds = ORDER_KINDS if asked.heads[0].has(Role.AMOUNT) else (*ORDER_KINDS, "order_lines")
    places = asked.files.places
    others = [one.table.title for one in asked.sources if one.kind.kind in kinds and one.index not in places]
    if others:
        raise BadRequest(
            sentence(
                "Orders that are read by an engine must all be in CSV or Parquet files; there are others in {titles}. "
                "Leave these out, save them as CSV, or use --engine memory.",
                titles=others,
            )
        )


def _summarise(asked: _Asked) -> tuple[KeyedHistory, list[Problem]]:
    """The engine's summary; where nothing tells how dates or amounts are written, as they are taken in memory."""
    columns = columns_of(asked.heads, asked.files.paths, asked.files.date_order)
    problems: list[Problem] = []
    while True:
        try:
            return _ask(asked, columns), problems
        except Unclear as unclear:
            columns, doubts = assume(columns, unclear.what, asked.heads, asked.sources)
            problems += doubts


def _ask(asked: _Asked, columns: OrderColumns) -> KeyedHistory:
    limit = asked.criteria.inactive
    return summarise_files(
        asked.files.paths,
        columns,
        asked.as_of,
        engine=asked.files.engine,
        memory_limit=_memory_limit() if asked.files.engine == "duckdb" else None,
        share=limit.base_share,
        min_repurchases=limit.min_repurchases,
        recent_days=asked.criteria.pace.period_days,
        meanings=Meanings(
            keys=lambda keys: _same_customers(asked, keys),
            states=lambda states: list(order_states(pd.Series(states, dtype=object))),
        ),
    )


def _memory_limit() -> str | None:
    """Half of what is free: the customers' lines need some too."""
    available = available_memory()
    return None if available is None else f"{max(available // 2 >> 20, 256)}MiB"


def _same_customers(asked: _Asked, keys: list[str]) -> list[str | None]:
    """For each key the first of those that name the same customer, None for nobody."""
    people = people_of(naming(_with_keys(asked, keys)))
    groups, _ = groups_of(people.keys.tolist(), asked.into)
    merged = {position: group[0] for group in groups for position in group}
    rows = people.rows[asked.files.places[0]].tolist()
    first: dict[int, str] = {}
    return [
        None if row < 0 else first.setdefault(merged.get(row, row), key) for row, key in zip(rows, keys, strict=True)
    ]


def _with_keys(asked: _Asked, keys: Sequence[str]) -> list[Source]:
    """All tables; in the place of the first of the large ones a list of all their keys, the others are empty."""
    sources = list(asked.sources)
    for head in asked.heads:
        sources[head.index] = _of_keys(head, keys if head is asked.heads[0] else ())
    return sources


def _of_keys(head: Source, keys: Sequence[str]) -> Source:
    """A table with the columns and roles of `head`, and nothing in it but these keys; their rows are not known: 0."""
    blank = pd.Series(pd.NA, index=range(len(keys)), dtype=text_dtype())
    columns = {column.label: blank for column in head.table.columns}
    columns[head.roles.labels[Role.CUSTOMER_KEY]] = pd.Series(list(keys), dtype=text_dtype())
    table = replace(head.table, frame=pd.DataFrame(columns), rows=np.zeros(len(keys), dtype=np.int64), left_out=())
    return replace(head, table=table, views=view_columns(table))


def _put_beside(asked: _Asked, keyed: KeyedHistory, known: Intake, problems: Sequence[Problem]) -> Intake:
    """What is known of the customers, with their history in the place of the list of keys."""
    sheets = {head.table.origin.sheet for head in asked.heads}
    size, position = len(known.customers), known.rows[asked.files.places[0]]
    place = dict(zip(keyed.spellings, position.tolist(), strict=True))
    quoted = known.quoted.copy()
    for key, day in keyed.quoted.items():
        quoted[place[key]] = day
    customer = np.array([place[key] for key in keyed.keys.tolist()], dtype=np.int64)
    history = _spread(keyed.history, customer, size)
    head = asked.heads[0]
    return replace(
        known,
        orders=None,
        summarised=Summarised(history=history, lines=keyed.lines, engine=NAMES[asked.files.engine]),
        quoted=quoted,
        set_aside=(
            *(aside for aside in known.set_aside if aside.sheet not in sheets),
            *(replace(aside, sheet=asked.title) for aside in keyed.set_aside),
        ),
        currency=read_money(head, Role.AMOUNT, None).currency if head.has(Role.AMOUNT) else "",
        problems=(
            *problems,
            *(replace(one, cell="") if one.sheet in sheets else one for one in known.problems),
        ),
        tables=tuple(_uses(asked, keyed, known)),
    )


def _spread(history: History, customer: NDArray[np.int64], size: int) -> History:
    """The history of some customers, at their places among all."""

    def spread(values: NDArray[Any], blank: float) -> NDArray[Any]:
        every = np.full(size, blank, dtype=values.dtype)
        every[customer] = values
        return every

    recent = history.recent_order_days
    return replace(
        history,
        first_day=spread(history.first_day, NEVER),
        last_day=spread(history.last_day, NEVER),
        order_days=spread(history.order_days, 0),
        orders=spread(history.orders, 0),
        cents=None if history.cents is None else spread(history.cents, 0),
        own_gap=spread(history.own_gap, np.nan),
        recent_order_days=None if recent is None else spread(recent, 0),
    )


def _uses(asked: _Asked, keyed: KeyedHistory, known: Intake) -> Iterator[TableUse]:
    """How each table was taken; the rows of several large files are counted together, at the first."""
    first, *rest = asked.files.places
    total = keyed.lines + sum(aside.count for aside in keyed.set_aside)
    counted = plural(
        "{count} order row counts, read by {engine}.",
        "{count} order rows count, read by {engine}.",
        keyed.lines,
        engine=NAMES[asked.files.engine],
    )
    together = sentence("Read together with {title}.", title=asked.heads[0].table.title)
    for place, use in enumerate(known.tables):
        if place == first:
            yield replace(use, rows=total, use=counted)
        elif place in rest:
            yield replace(use, use=together)
        else:
            yield use


def _unread_details(asked: _Asked) -> Iterator[Problem]:
    for head in asked.heads:
        if head.has(*DETAILS):
            yield head.problem(
                sentence(
                    "Customers' details on the order rows of a file that an engine reads are not taken: "
                    "give them in a file of customers."
                )
            )
