"""Criteria as plain tables and lists, which is what TOML holds and what the version is made of."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from habitue.criteria.cells import cells_text
from habitue.criteria.conditions import Condition
from habitue.criteria.criteria import Criteria
from habitue.criteria.limits import InactiveLimit
from habitue.criteria.named import Named
from habitue.criteria.pace import RecentPace
from habitue.criteria.scoring import CutPoints, RfmCriteria
from habitue.criteria.survivors import SurvivorRules
from habitue.roles.column_role import ColumnRole

UNUSED = "unused"
"""The word for a column that is left out."""


def to_plain(criteria: Criteria) -> dict[str, Any]:
    """The whole content; what is blank is left out."""
    plain: dict[str, Any] = {"preset": criteria.preset, "country": criteria.country}
    if criteria.rules_off:
        plain["rules_off"] = list(criteria.rules_off)
    if criteria.language:
        plain["language"] = criteria.language
    return plain | {
        "inactive": _numbers(criteria.inactive),
        "pace": _numbers(criteria.pace),
        "rfm": _rfm(criteria.rfm),
        "stages": [
            _named(one) | {"rule": [[_condition(c) for c in some] for some in one.rule]} for one in criteria.stages
        ],
        "segments": [_named(one) | {"cells": cells_text(one.cells), "group": one.group} for one in criteria.segments],
        "groups": [_named(one) for one in criteria.groups],
        "survivors": _numbers(criteria.survivors),
        "columns": [_column(one) for one in criteria.columns],
    }


def _numbers(record: InactiveLimit | RecentPace | RfmCriteria | CutPoints | SurvivorRules) -> dict[str, Any]:
    values = {one.name: getattr(record, one.name) for one in fields(record)}
    return {name: value for name, value in values.items() if value is not None}


def _rfm(rfm: RfmCriteria) -> dict[str, Any]:
    plain = _numbers(rfm)
    if rfm.cut_points is not None:
        cut_points = _numbers(rfm.cut_points)
        plain["cut_points"] = {
            name: [list(edges) for edges in value] if isinstance(value, tuple) else value
            for name, value in cut_points.items()
        }
    return plain


def _named(one: Named) -> dict[str, Any]:
    texts = {"name": one.own_name, "words": one.own_words, "owner": one.owner}
    return {
        "key": one.key,
        **{name: text for name, text in texts.items() if text},
        "sheet": one.sheet,
        "colour": one.tone,
    }


def _condition(condition: Condition) -> dict[str, Any]:
    plain: Mapping[str, Any] = {
        "measure": str(condition.measure),
        "comparison": str(condition.comparison),
        "value": condition.value,
    }
    return {**plain, "column": condition.column} if condition.column else dict(plain)


def _column(one: ColumnRole) -> dict[str, Any]:
    return {"sheet": one.sheet, "header": one.header, "role": UNUSED if one.role is None else str(one.role)}
