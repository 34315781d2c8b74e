"""Plain tables and lists to criteria: unknown keys and wrong types are refused with the key and what is allowed."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, TypeVar

from habitue.criteria.allowed import quote, refusal
from habitue.criteria.cells import parse_cells
from habitue.criteria.conditions import Comparison, Condition, Measure
from habitue.criteria.criteria import Criteria
from habitue.criteria.limits import InactiveLimit
from habitue.criteria.pace import RecentPace
from habitue.criteria.plain import UNUSED
from habitue.criteria.scoring import CutPoints, RfmCriteria
from habitue.criteria.segments import Group, Segment, default_segments
from habitue.criteria.stages import Stage
from habitue.criteria.survivors import SurvivorRules
from habitue.language import sentence
from habitue.roles.column_role import ColumnRole
from habitue.roles.role import Role

_Made = TypeVar("_Made")

_NAMED = {"key": "key", "name": "own_name", "words": "own_words", "owner": "owner", "sheet": "sheet", "colour": "tone"}


def from_plain(plain: Mapping[str, Any]) -> Criteria:
    """Criteria from what a TOML file holds; what is absent is as shipped."""
    readers: dict[str, Callable[[Any, str], Any]] = {
        "preset": _as_is,
        "country": _as_is,
        "rules_off": lambda value, key: _each(value, key, _as_is),
        "language": _as_is,
        "inactive": _inactive,
        "pace": _pace,
        "rfm": _rfm,
        "stages": lambda value, key: _each(value, key, _stage),
        "segments": lambda value, key: _each(value, key, _segment),
        "groups": lambda value, key: _each(value, key, _group),
        "survivors": _survivors,
        "columns": lambda value, key: _each(value, key, _column),
    }
    table = _table(plain, "", tuple(readers))
    return Criteria(**{key: readers[key](value, key) for key, value in table.items()})


def _table(value: object, key: str, known: tuple[str, ...], needed: tuple[str, ...] = ()) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise refusal(key, sentence("a table with these keys is wanted: {keys}", keys=known))
    for name in value:
        if name not in known:
            place = f"{key}.{name}" if key else str(name)
            raise refusal(place, sentence("this key is not known; known are: {keys}", keys=known))
    for name in needed:
        if name not in value:
            raise refusal(f"{key}.{name}", sentence("this key is needed"))
    return dict(value)


def _each(value: object, key: str, make: Callable[[Any, str], _Made]) -> tuple[_Made, ...]:
    if not isinstance(value, list | tuple):
        raise refusal(key, sentence("{value} is not a list", value=quote(value)))
    return tuple(make(one, f"{key}[{place}]") for place, one in enumerate(value, start=1))


def _as_is(value: object, key: str) -> object:
    if not isinstance(value, str):
        raise refusal(key, sentence("{value} is not a text", value=quote(value)))
    return value


def _inactive(value: object, key: str) -> InactiveLimit:
    return InactiveLimit(**_table(value, key, tuple(one.name for one in fields(InactiveLimit))))


def _pace(value: object, key: str) -> RecentPace:
    return RecentPace(**_table(value, key, tuple(one.name for one in fields(RecentPace))))


def _survivors(value: object, key: str) -> SurvivorRules:
    return SurvivorRules(**_table(value, key, tuple(one.name for one in fields(SurvivorRules))))


def _rfm(value: object, key: str) -> RfmCriteria:
    table = _table(value, key, tuple(one.name for one in fields(RfmCriteria)))
    if "cut_points" in table:
        table["cut_points"] = _cut_points(table["cut_points"], f"{key}.cut_points")
    return RfmCriteria(**table)


def _cut_points(value: object, key: str) -> CutPoints:
    known = tuple(one.name for one in fields(CutPoints))
    table = _table(value, key, known, ("recency_days", "order_days"))
    for name in ("recency_days", "order_days", "cents"):
        if name in table:
            table[name] = _each(table[name], f"{key}.{name}", lambda edges, place: _each(edges, place, _edge))
    return CutPoints(**table)


def _edge(value: Any, key: str) -> int:  # noqa: ANN401 (whatever a file holds)
    if type(value) is not int:
        raise refusal(key, sentence("a cut point is a whole number (of days, order days or cents)"))
    return value


def _named(value: object, key: str, *more: str) -> dict[str, Any]:
    table = _table(value, key, (*_NAMED, *more), ("key",))
    return {_NAMED.get(name, name): one for name, one in table.items()}


def _stage(value: object, key: str) -> Stage:
    table = _named(value, key, "rule")
    if "rule" in table:
        table["rule"] = _each(table["rule"], f"{key}.rule", lambda some, place: _each(some, place, _condition))
    return Stage(**table)


def _condition(value: object, key: str) -> Condition:
    known = ("measure", "comparison", "value", "column")
    table = _table(value, key, known, known[:3])
    measure = _word(table["measure"], f"{key}.measure", Measure)
    comparison = _word(table["comparison"], f"{key}.comparison", Comparison)
    return Condition(measure=measure, comparison=comparison, value=table["value"], column=table.get("column", ""))


_Word = TypeVar("_Word", Measure, Comparison, Role)


def _word(value: Any, key: str, words: type[_Word]) -> _Word:  # noqa: ANN401 (whatever a file holds)
    try:
        return words(value)
    except ValueError:
        allowed = [str(word) for word in words]
        raise refusal(key, sentence("{value} is not one of: {words}", value=quote(value), words=allowed)) from None


def _segment(value: object, key: str) -> Segment:
    table = _named(value, key, "cells", "group")
    if "cells" in table:
        table["cells"] = parse_cells(str(table["cells"]), f"{key}.cells")
    else:
        shipped = {one.key: one.cells for one in default_segments()}
        if table["key"] not in shipped:
            raise refusal(f"{key}.cells", sentence("this key is needed"))
        table["cells"] = shipped[table["key"]]
    if not isinstance(table.get("group", ""), str):
        raise refusal(f"{key}.group", sentence("{value} is not a text", value=quote(table["group"])))
    return Segment(**table)


def _group(value: object, key: str) -> Group:
    return Group(**_named(value, key))


def _column(value: object, key: str) -> ColumnRole:
    table = _table(value, key, ("sheet", "header", "role"), ("sheet", "header", "role"))
    role = table["role"]
    table["role"] = None if role == UNUSED else _word(role, f"{key}.role", Role)
    return ColumnRole(**table)
