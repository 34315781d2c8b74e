"""What people ask of a grid: words to find, limits on columns, an order; from a message of the browser or from code."""

from collections.abc import Mapping
from dataclasses import dataclass

_MOST_WORDS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A limit on one column; all parts that are given must hold.

    `among` are values: texts, or positions of labels (-1: blank). `low` and `high` are in the unit that is shown
    (money, not cents), days as proleptic ordinals.
    """

    column: str
    among: frozenset[str | int] | None = None
    contains: str = ""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Words that must all be in a row, limits on columns, and the column to sort by ("": the order of the frame)."""

    search: str = ""
    filters: tuple[Filter, ...] = ()
    sort: str = ""
    descending: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The words to find."""
        return tuple(self.search.split()[:_MOST_WORDS])


def read_query(message: Mapping[str, object]) -> Query:
    """The query in a message; whatever is not of the right kind is left out."""
    told = message.get("filters")
    filters = tuple(read_filter(one) for one in told if isinstance(one, dict)) if isinstance(told, list) else ()
    return Query(
        search=_text(message.get("search")),
        filters=tuple(one for one in filters if one != Filter(column=one.column)),
        sort=_text(message.get("sort")),
        descending=message.get("descending") is True,
    )


def read_filter(told: Mapping[str, object]) -> Filter:
    """A limit in a message."""
    among = told.get("among")
    return Filter(
        column=_text(told.get("column")),
        among=frozenset(one for one in among if isinstance(one, str | int)) if isinstance(among, list) else None,
        contains=_text(told.get("contains")),
        low=_number(told.get("low")),
        high=_number(told.get("high")),
    )


def told(query: Query) -> dict[str, object]:
    """The query as a message says it."""
    filters = [
        {
            "column": one.column,
            "among": None if one.among is None else sorted(one.among, key=str),
            "contains": one.contains,
            "low": one.low,
            "high": one.high,
        }
        for one in query.filters
    ]
    return {"search": query.search, "filters": filters, "sort": query.sort, "descending": query.descending}


def _text(value: object) -> str:
    return value[:500] if isinstance(value, str) else ""


def _number(value: object) -> float | None:
    fits = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15
    return float(value) if fits else None  # type: ignore[arg-type]
