"""All rules and numbers that give statuses, scores and segments, as one frozen record."""

import hashlib
import json
from dataclasses import dataclass, field, replace
from typing import cast

from habitue.criteria.allowed import check_text, check_word, refusal
from habitue.criteria.limits import InactiveLimit
from habitue.criteria.pace import RecentPace
from habitue.criteria.presets import PRESETS, Preset, preset_stages
from habitue.criteria.scoring import CutPoints, RfmCriteria
from habitue.criteria.segments import Group, Segment, check_segments, default_groups, default_segments, fitted
from habitue.criteria.stages import Stage, check_stages
from habitue.criteria.survivors import SurvivorRules
from habitue.language import Language, sentence
from habitue.roles.column_role import ColumnRole
from habitue.roles.role import Role

_LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """The team's criteria. Checked when made: raises BadCriteria that names the key and what is allowed.

    Statuses are tried in the order of `stages`. `country` (two letters) is where phones and addresses are read as
    domestic. `rules_off` are cleaning rules ("names.case") or fields ("names"). `language` None: that of the file.
    """

    preset: Preset = "six_statuses"
    stages: tuple[Stage, ...] = ()  # empty: those of the preset
    inactive: InactiveLimit = field(default_factory=InactiveLimit)
    pace: RecentPace = field(default_factory=RecentPace)
    rfm: RfmCriteria = field(default_factory=RfmCriteria)
    segments: tuple[Segment, ...] = ()  # empty: the ten that ship, for these bins
    groups: tuple[Group, ...] = field(default_factory=default_groups)
    survivors: SurvivorRules = field(default_factory=SurvivorRules)
    columns: tuple[ColumnRole, ...] = ()
    country: str = "FR"
    rules_off: tuple[str, ...] = ()
    language: Language | None = None

    def __post_init__(self) -> None:
        check_word("preset", self.preset, PRESETS)
        if not self.stages:
            object.__setattr__(self, "stages", preset_stages(self.preset))
        shipped = default_segments(self.rfm.r_bins, self.rfm.f_bins)
        object.__setattr__(self, "segments", fitted(self.segments, self.rfm) if self.segments else shipped)
        check_stages(self.stages)
        check_segments(self.segments, self.groups, self.rfm)
        if not (isinstance(self.country, str) and len(self.country) == 2 and self.country.isascii()):
            raise refusal("country", sentence("a country is two letters, such as FR"))
        object.__setattr__(self, "country", self.country.upper())
        object.__setattr__(self, "rules_off", _checked_rules(self.rules_off))
        if self.language is not None:
            check_word("language", self.language, ("fr", "en"))
        object.__setattr__(self, "columns", tuple(_checked_column(one) for one in self.columns))
        _check_columns(self.columns)

    @property
    def version(self) -> str:
        """A short hash of the content, whatever the language and the order in which fields were given."""
        from habitue.criteria.plain import to_plain

        content = to_plain(self)
        content.pop("language", None)
        if self.survivors == SurvivorRules():
            content.pop("survivors")  # criteria from before there were these rules keep their version
        text = json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:8]

    def with_cut_points(self, cut_points: CutPoints | None) -> "Criteria":
        """The same criteria with these cut points kept; None to calibrate at the next refresh."""
        return replace(self, rfm=replace(self.rfm, cut_points=cut_points))

    def with_preset(self, preset: Preset) -> "Criteria":
        """The same criteria with the statuses of a preset."""
        check_word("preset", preset, PRESETS)
        return replace(self, preset=preset, stages=preset_stages(preset))


def _checked_rules(rules: tuple[str, ...]) -> tuple[str, ...]:
    """The ids without blanks around, each once, in the order of the alphabet; cleaning tells whether there are such."""
    if not isinstance(rules, list | tuple) or not all(isinstance(rule, str) for rule in rules):
        raise refusal("rules_off", sentence("a list of cleaning rules is wanted, such as names.case"))
    return tuple(sorted({rule.strip() for rule in rules} - {""}))


def _checked_column(one: ColumnRole) -> ColumnRole:
    """The column with tidy texts and a role that exists."""
    texts = {name: check_text(f"columns.{name}", getattr(one, name), _LONGEST_TITLE) for name in ("sheet", "header")}
    if one.role is not None:
        check_word(f"columns.{one.header}.role", one.role, tuple(Role))
    return ColumnRole(**texts, role=None if one.role is None else Role(one.role))


def _check_columns(columns: tuple[ColumnRole, ...]) -> None:
    seen: set[tuple[str, str]] = set()
    for one in columns:
        place = (one.sheet.casefold(), one.header.casefold())
        if place in seen:
            why = sentence("the column {column} of {sheet} has two roles", column=one.header, sheet=one.sheet)
            raise refusal(f"columns.{one.header}", why)
        seen.add(place)


def kept_sheets(criteria: Criteria) -> tuple[tuple[str, Stage | Segment | Group], ...]:
    """The mark and what is kept as a sheet of its own: groups first, then segments, then statuses."""
    kinds = (("group", criteria.groups), ("segment", criteria.segments), ("status", criteria.stages))
    every = [(f"{kind}.{one.key}", one) for kind, ones in kinds for one in cast("tuple[Stage, ...]", ones)]
    return tuple((mark, one) for mark, one in every if one.sheet)
