"""The team's criteria: what gives a status, a score and a segment; as records, as TOML and as a document."""

from habitue.criteria.cells import cells_text, parse_cells
from habitue.criteria.conditions import Comparison, Condition, Measure
from habitue.criteria.criteria import Criteria, kept_sheets
from habitue.criteria.document import as_markdown
from habitue.criteria.limits import InactiveLimit
from habitue.criteria.pace import RecentPace
from habitue.criteria.presets import PRESET_NAMES, PRESETS, Preset, preset_stages
from habitue.criteria.scoring import CutPoints, RfmCriteria
from habitue.criteria.segments import Group, Segment, default_groups, default_segments
from habitue.criteria.stages import Rule, Stage
from habitue.criteria.survivors import SurvivorRules
from habitue.criteria.toml import criteria_from_toml, from_toml, to_toml
from habitue.roles.column_role import ColumnRole

__all__ = [
    "PRESETS",
    "PRESET_NAMES",
    "ColumnRole",
    "Comparison",
    "Condition",
    "Criteria",
    "CutPoints",
    "Group",
    "InactiveLimit",
    "Measure",
    "Preset",
    "RecentPace",
    "RfmCriteria",
    "Rule",
    "Segment",
    "Stage",
    "SurvivorRules",
    "as_markdown",
    "cells_text",
    "criteria_from_toml",
    "default_groups",
    "default_segments",
    "from_toml",
    "kept_sheets",
    "parse_cells",
    "preset_stages",
    "to_toml",
]
