"""Statuses under criteria that are being moved: counts, who would change, the limit on the real distribution."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from habitue import lifecycle
from habitue.criteria import PRESET_NAMES, PRESETS, Criteria, Preset
from habitue.history.timeline import timeline
from habitue.language import Sentence, plural, sentence
from habitue.outcome import Label
from habitue.refresh.standing import statuses_under
from habitue.roles import Role
from habitue_notebook.code import code_of
from habitue_notebook.settings import Setting, lifecycle_settings, with_value

if TYPE_CHECKING:
    from habitue_notebook.customer_file import CustomerFile

Mask = NDArray[np.bool_]
Places = NDArray[np.intp]

BASE_LIMIT, FIXED_LIMIT = "inactive.fixed_base_limit_days", "inactive.fixed_limit_days"
_LONGEST = 3650
_NAMES = (Role.NAME, Role.COMPANY, Role.LAST_NAME, Role.FIRST_NAME, Role.EMAIL)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusCount:
    """One status: customers and revenue (cents, None without amounts), and their change against the saved criteria."""

    label: Label
    customers: int
    share: float
    cents: int | None
    revenue_share: float | None
    change: int | None  # None where the saved criteria have no such status


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ruler:
    """The inactive limit on the distribution of silences.

    `counts[i]` buyers pass the limit when it is below i days of silence (the last: that or more); `within` and `past`
    buyers are on their side whatever it is. `code` is the criterion that it moves.
    """

    code: str
    title: Sentence
    counts: NDArray[np.int64]
    within: int
    past: int
    value: int
    saved: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Days:
    """One customer's order days (ordinals) with their amounts, and what they are held against."""

    title: str
    days: NDArray[np.int32]
    cents: NDArray[np.int64] | None
    as_of: int
    habit: float | None
    limit: int | None
    lost: int | None
    why: str
    status: Label


class LifecycleView:
    """The statuses of a file's customers under its criteria as they are set now, beside those that are saved."""

    def __init__(self, file: "CustomerFile") -> None:
        self.file = file
        self._known: dict[Criteria, lifecycle.Statuses] = {}

    # ---- settings ----------------------------------------------------------------------------------------------
    @property
    def settings(self) -> tuple[Setting, ...]:
        """Every number that statuses depend on."""
        return lifecycle_settings(self.file.criteria, self.file.saved, self.file.tongue)

    @property
    def presets(self) -> dict[Preset, str]:
        """The sets of statuses that ship, by key."""
        return {preset: PRESET_NAMES[preset].say(self.file.tongue) for preset in PRESETS}

    def move(self, code: str, value: float | None) -> None:
        """Set a number; 0 leaves out what may be left out. Raises BadCriteria."""
        setting = next((one for one in self.settings if one.code == code), None)
        if setting is not None and setting.allowed.blank and not value:
            value = None
        self.file.criteria = with_value(self.file.criteria, code, _whole(value))

    def choose(self, preset: Preset) -> None:
        """Take the statuses of a preset."""
        if preset != self.file.criteria.preset:
            saved = self.file.saved
            stages = saved.stages if preset == saved.preset else ()
            now = self.file.criteria.with_preset(preset)
            self.file.criteria = with_value(now, "stages", stages) if stages else now

    def back(self) -> None:
        """The saved criteria again."""
        self.file.criteria = self.file.saved

    # ---- statuses ----------------------------------------------------------------------------------------------
    @property
    def statuses(self) -> lifecycle.Statuses:
        """As the criteria are set now; worked out once for each."""
        return self._under(self.file.criteria)

    @property
    def saved(self) -> lifecycle.Statuses:
        """As the workbook's criteria give them."""
        return self._under(self.file.saved)

    @property
    def labels(self) -> tuple[Label, ...]:
        """The statuses as they are called, in the order of the criteria."""
        return _labels(self.file.criteria, self.file)

    def counts(self) -> tuple[StatusCount, ...]:
        """Customers, share and revenue of every status."""
        codes, labels = self.statuses.code, self.labels
        cents = self.file.basis().judged.history.cents
        sizes = np.bincount(codes, minlength=len(labels))
        sums = None if cents is None else [int(cents[codes == code].sum()) for code in range(len(labels))]
        revenue = sum(sums) if sums else 0
        before = self._sizes_before()
        return tuple(
            StatusCount(
                label=label,
                customers=int(sizes[code]),
                share=float(sizes[code] / max(len(codes), 1)),
                cents=None if sums is None else sums[code],
                revenue_share=None if sums is None else (sums[code] / revenue if revenue else 0.0),
                change=int(sizes[code]) - before[label.key] if label.key in before else None,
            )
            for code, label in enumerate(labels)
        )

    def changed(self) -> Places:
        """The positions of the customers who would change status against the saved criteria."""
        return np.flatnonzero(self._before() != self.statuses.code)

    def changes(self) -> pd.DataFrame:
        """One line per customer who would change: position, key, details, "before" and "after" (codes), silence ..."""
        places, found = self.changed(), self.statuses
        details = self.file.basis().refresh.customers
        history, cents = found.facts.history, found.facts.history.cents
        columns = {str(name): details[name].iloc[places].array for name in ("key", *_NAMES) if name in details}
        return pd.DataFrame(
            {
                "position": places,
                **columns,
                "before": self.saved.code[places],
                "after": found.code[places],
                "silence": np.nan_to_num(found.facts.silence[places], nan=-1).astype(np.int32),
                "limit": np.nan_to_num(np.floor(found.inactive_limit_days[places]), nan=-1).astype(np.int32),
                "order_days": history.order_days[places],
                **({} if cents is None else {"cents": cents[places]}),
            }
        )

    def members(self, status: str) -> Mask:
        """Who has the status of this key now."""
        keys = [stage.key for stage in self.file.criteria.stages]
        found: Mask = self.statuses.code == keys.index(status)
        return found

    def why(self, places: Places) -> list[str]:
        """The reasons of some customers: those that are in sight."""
        return lifecycle.reasons(self.statuses, self.file.tongue, places)

    def said(self) -> Sentence:
        """How many would change."""
        count = len(self.changed())
        if not count:
            return sentence("Nobody would change status against the saved criteria.")
        return plural(
            "{count} customer would change status against the saved criteria.",
            "{count} customers would change status against the saved criteria.",
            count,
        )

    # ---- the ruler and the timeline ----------------------------------------------------------------------------
    def ruler(self) -> Ruler:
        """The base limit, or the fixed limit where there is one, with whom it decides on."""
        found, inactive = self.statuses, self.file.criteria.inactive
        limits, silence = found.facts.limits, found.facts.silence
        bought = ~np.isnan(silence)
        if inactive.fixed_limit_days is not None:
            saved = self.file.saved.inactive.fixed_limit_days
            decided, own = bought, 0
            value, code, title = inactive.fixed_limit_days, FIXED_LIMIT, sentence("Fixed limit for everybody (days)")
        else:
            saved = self.saved.facts.limits.base_days
            decided = bought & ~(silence <= limits.from_habit_days)  # nan: no habit of their own
            own, value, code = int((bought & ~decided).sum()), limits.base_days, BASE_LIMIT
            title = sentence("Base limit (days of silence)")
        longest = int(max(silence[decided].max(initial=0), value, 365)) + 1
        days = np.minimum(silence[decided].astype(np.int64), min(longest, _LONGEST))
        return Ruler(
            code=code,
            title=title,
            counts=np.bincount(days, minlength=min(longest, _LONGEST) + 1),
            within=own,
            past=0,
            value=int(value),
            saved=int(value if saved is None else saved),
        )

    def days(self, position: int) -> Days:
        """The order days of the customer at a position, with habit and limits."""
        found, basis = self.statuses, self.file.basis()
        facts = found.facts
        orders = basis.judged.intake.orders if basis.judged.intake.summarised is None else None
        own = timeline(orders, position, facts.history.as_of) if orders is not None else None
        ends = np.array([facts.history.first_day[position], facts.history.last_day[position]], dtype=np.int32)
        habit, limit = float(facts.limits.habit_days[position]), float(facts.limits.days[position])
        customer = basis.refresh.customers.iloc[position]
        return Days(
            title=" · ".join([str(customer["key"]), *_called(customer)]),
            days=own.days if own is not None else np.unique(ends[ends > 0]),
            cents=None if own is None else own.cents,
            as_of=facts.history.as_of,
            habit=None if np.isnan(habit) else habit,
            limit=None if np.isnan(limit) else int(limit),
            lost=None if np.isnan(limit) else self._lost(limit),
            why=self.why(np.array([position]))[0],
            status=self.labels[int(found.code[position])],
        )

    def as_code(self) -> str:
        """The lines that give these statuses without the widget."""
        return code_of(self.file, "file.customers[file.titles('status')].value_counts()")

    def _lost(self, limit: float) -> int | None:
        """The silence beyond which the rules say lost for lack of responses: a multiple of the limit."""
        times = [
            float(one.value)
            for stage in self.file.criteria.stages
            for one in stage.conditions()
            if str(one.measure) == "silence_in_limits" and float(one.value) > 1
        ]
        return int(min(times) * limit) if times else None

    def _under(self, criteria: Criteria) -> lifecycle.Statuses:
        standing = self.file.standing()
        known = self._known.get(criteria)
        if known is None or known.facts.signs is not standing.signs:
            saved = self.file.saved
            self._known = {key: value for key, value in self._known.items() if key == saved}  # the rest was on the way
            known = self._known[criteria] = statuses_under(standing, criteria)
        return known

    def _before(self) -> NDArray[np.int8]:
        """The saved statuses as codes of the criteria of now; -1 where they have no such status."""
        keys = [stage.key for stage in self.file.criteria.stages]
        codes = [keys.index(stage.key) if stage.key in keys else -1 for stage in self.file.saved.stages]
        found: NDArray[np.int8] = np.array(codes, dtype=np.int8)[self.saved.code]
        return found

    def _sizes_before(self) -> dict[str, int]:
        sizes = np.bincount(self.saved.code, minlength=len(self.file.saved.stages))
        return {stage.key: int(size) for stage, size in zip(self.file.saved.stages, sizes, strict=True)}

    @property
    def labels_before(self) -> tuple[Label, ...]:
        """The statuses of the saved criteria."""
        return _labels(self.file.saved, self.file)


def _labels(criteria: Criteria, file: "CustomerFile") -> tuple[Label, ...]:
    return tuple(Label(key=one.key, name=one.name(file.tongue), tone=one.tone) for one in criteria.stages)


def _called(customer: pd.Series) -> list[str]:
    """The name, or first and last name, and the company."""
    text = {name: customer[name] for name in _NAMES if name in customer and isinstance(customer[name], str)}
    parts = [text[name] for name in (Role.FIRST_NAME, Role.LAST_NAME) if name in text]
    return [said for said in (" ".join(parts) or text.get(Role.NAME, ""), text.get(Role.COMPANY, "")) if said]


def _whole(value: float | None) -> float | None:
    return int(value) if value is not None and float(value).is_integer() else value
