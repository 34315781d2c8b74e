"""The Lifecycle tab: numbers to move, statuses that follow, who would change, and one customer's timeline."""

from collections.abc import Sequence
from typing import Any, ClassVar

import ipywidgets
import numpy as np
from numpy.typing import NDArray

from habitue.language import Language, Sentence, say_money, say_percent, sentence
from habitue.sheets.words import DETAILS, RESULTS
from habitue_notebook.settings import STAGES, Setting
from habitue_notebook.tabs.tab import Tab, paragraphs, side_by_side
from habitue_notebook.views.lifecycle import LifecycleView, StatusCount
from habitue_notebook.widgets import (
    Band,
    Bar,
    Bars,
    FrameRows,
    Grid,
    GridColumn,
    SliderNumber,
    Sliders,
    ThresholdRuler,
    Timeline,
    TimelineShown,
)

_FIRST = 3
"""Details before the statuses: number and name; the others stand behind."""
_STEPS = {"days": 1.0, "count": 1.0, "times": 0.05, "share": 0.01, "money": 1.0}
_FURTHEST = {"days": 3650.0, "count": 1000.0, "times": 20.0, "share": 0.99, "money": 100_000.0}
"""How far a slider goes; what is allowed may be more, and can be typed in the Criteria sheet."""


class LifecycleTab(Tab):
    """The statuses under criteria that are being moved."""

    NAME = "lifecycle"
    TITLE: ClassVar[Sentence] = sentence("Lifecycle")

    def build(self, language: Language) -> Sequence[ipywidgets.Widget]:
        """Preset, ruler, counts, sliders, who would change, and a timeline."""
        self.view = LifecycleView(self.file)
        self._silent = False
        self._shape: tuple[str, int, int, int, int] | None = None
        self._preset = ipywidgets.Dropdown(
            description=self.say(sentence("Set of statuses")),
            options=[(name, preset) for preset, name in self.view.presets.items()],
            style={"description_width": "initial"},
        )
        self._preset.observe(self._preset_chosen, names="value")
        self._back = ipywidgets.Button(description=self.say(sentence("Back to the saved criteria")))
        self._back.layout.width = "auto"
        self._back.on_click(lambda _: self.guarded(self.view.back))
        self._ruler = self._new_ruler(language)
        self._bars = Bars(
            [],
            title=sentence("Statuses"),
            columns=self._titles(),
            language=language,
            on_open=self._open_status,
        )
        self._sliders = Sliders([], title=sentence("Limits"), language=language, on_change=self._moved)
        self._rules = Sliders(
            [], title=sentence("Numbers in the rules of the statuses"), folded=True, language=language,
            on_change=self._moved,
        )  # fmt: skip
        self._said = ipywidgets.HTML()
        self._grid = Grid(
            title=sentence("Who would change status"),
            language=language,
            on_open=self._open_customer,
            on_view=self._viewed,
        )
        self._timeline = Timeline(language=language)
        head = ipywidgets.HBox((self._preset, self._back), layout={"flex_flow": "row wrap"})
        numbers = (self._ruler, self._sliders, self._rules)
        followers = (self._bars, self._said, self._grid, self._timeline)
        return (head, side_by_side(numbers, followers))

    def follow(self) -> None:
        """Counts, list and ruler of the criteria as they are set now."""
        self._silent = True
        self._preset.value = self.file.criteria.preset
        self._silent = False
        self._bars.show([self._bar(count) for count in self.view.counts()])
        self._show_sliders()
        self._show_ruler()
        self._said.value = paragraphs([self.say(self.view.said())])
        self._frame = self.view.changes()
        self._silent = True
        self._grid.show(FrameRows(self._frame, columns=self._columns(), currency=self._currency))
        self._silent = False
        if self._bars.selected:
            self._open_status(self._bars.selected)

    def as_code(self) -> str:
        """The lines that give these statuses."""
        return self.view.as_code()

    @property
    def _currency(self) -> str:
        return self.file.basis().refresh.currency

    # ---- what people do ----------------------------------------------------------------------------------------
    def _moved(self, key: str, value: float) -> None:
        self.view.move(key, value)

    def _ruler_moved(self, values: list[int]) -> None:
        self.view.move(self.view.ruler().code, values[0])

    def _preset_chosen(self, change: Any) -> None:  # noqa: ANN401 (traitlets')
        if not self._silent:
            self.guarded(self.view.choose, change["new"])

    def _open_customer(self, position: int) -> None:
        self.show_timeline(int(self._frame["position"].iloc[position]))

    def _open_status(self, key: str) -> None:
        """The list is limited to those who would come into a status or leave it."""
        codes = [label.key for label in self.view.labels]
        before = [label.key for label in self.view.labels_before]
        if key in codes:
            mask = self._frame["after"].to_numpy() == codes.index(key)
            if key in before:
                mask = mask | (self._frame["before"].to_numpy() == before.index(key))
            self._grid.only(mask, self.view.labels[codes.index(key)].name)

    def _viewed(self) -> None:
        """No status stays marked when people take its limit off the list."""
        if not self._silent and not self._grid.limited and self._bars.selected:
            self._bars.select(None)

    def show_timeline(self, position: int) -> None:
        """The order days of the customer at a position of `CustomerFile.customers`."""
        days = self.view.days(position)
        self._timeline.show(
            TimelineShown(
                title=days.title,
                days=days.days.tolist(),
                as_of=days.as_of,
                habit=days.habit,
                limit=days.limit,
                lost=days.lost,
                why=days.why,
                status=days.status,
                cents=None if days.cents is None else days.cents.tolist(),
                currency=self._currency,
            )
        )

    # ---- what is shown -----------------------------------------------------------------------------------------
    def _titles(self) -> tuple[Sentence, ...]:
        titles = (sentence("Customers"), sentence("Share"))
        amounts = (sentence("Revenue"), sentence("Share of revenue"))
        return (*titles, *(amounts if self.file.basis().refresh.has_amounts else ()))

    def _bar(self, count: StatusCount) -> Bar:
        language = self.file.tongue
        cells: tuple[str | int, ...] = (count.customers, say_percent(count.share, language, 1))
        if count.cents is not None and count.revenue_share is not None:
            money = say_money(count.cents, language, self._currency, digits=0)
            cells = (*cells, money, say_percent(count.revenue_share, language, 1))
        return Bar(
            key=count.label.key,
            name=count.label.name,
            share=count.share,
            tone=count.label.tone,
            cells=cells,
            change=count.change,
        )

    def _show_sliders(self) -> None:
        """Numbers are drawn anew when there are others; those that people move are where they are already."""
        numbers = [self._number(setting) for setting in self.view.settings]
        of_rules = [number for number in numbers if number.key.startswith(STAGES)]
        limits = [number for number in numbers if number not in of_rules]
        for sliders, shown in ((self._sliders, limits), (self._rules, of_rules)):
            if sliders.values != {number.key: number.value for number in shown}:
                sliders.show(shown)

    def _number(self, setting: Setting) -> SliderNumber:
        allowed = setting.allowed
        least = 0.0 if allowed.blank else float(allowed.least)
        value, saved = float(setting.value or 0), float(setting.saved or 0)
        help_ = setting.meaning
        if allowed.blank:
            help_ = sentence("{meaning} (0: not used)", meaning=setting.meaning)
        return SliderNumber(
            key=setting.code,
            label=setting.label,
            minimum=least,
            maximum=max(min(float(allowed.most), _FURTHEST[allowed.kind]), value, saved),
            step=_STEPS[allowed.kind],
            value=value,
            saved=saved,
            help=help_,
            unit=sentence("days") if allowed.kind == "days" else "",
        )

    def _new_ruler(self, language: Language) -> ThresholdRuler:
        ruler = self.view.ruler()
        return ThresholdRuler(
            _from_one(ruler.counts),
            self._bands(ruler.within),
            [ruler.value],
            saved=[ruler.saved],
            start=1,
            title=sentence("Inactive limit"),
            unit=sentence("days"),
            language=language,
            on_change=self._ruler_moved,
        )

    def _show_ruler(self) -> None:
        ruler = self.view.ruler()
        shape = (ruler.code, ruler.within, ruler.saved, len(ruler.counts), int(ruler.counts.sum()))
        if shape != self._shape or list(self._ruler.value) != [ruler.value]:
            self._shape = shape
            bands = self._bands(ruler.within)
            self._ruler.show(_from_one(ruler.counts), bands, [ruler.value], saved=[ruler.saved])

    def _bands(self, within: int) -> list[Band]:
        return [
            Band(name=sentence("Within the limit"), tone="green", fixed=within),
            Band(name=sentence("Past the limit"), tone="red"),
        ]

    def _columns(self) -> list[GridColumn]:
        before, after = self.view.labels_before, self.view.labels
        details = [GridColumn(key=key, title=title, width=95) for key, title in DETAILS.items() if key in self._frame]
        wanted: list[GridColumn] = [
            *details[:_FIRST],
            GridColumn(key="before", title=sentence("Before"), kind="label", width=100, labels=before),
            GridColumn(key="after", title=sentence("After"), kind="label", width=100, labels=after),
            GridColumn(key="silence", title=RESULTS["silence"], kind="integer", width=110),
            GridColumn(key="limit", title=sentence("Limit (days)"), kind="integer", width=110),
            GridColumn(key="order_days", title=RESULTS["order_days"], kind="integer", width=110),
        ]
        if "cents" in self._frame:
            wanted.append(GridColumn(key="cents", title=RESULTS["revenue"], kind="cents", width=130))
        return [*wanted, *details[_FIRST:]]


def _from_one(counts: NDArray[np.int64]) -> list[int]:
    """The counts of days 0, 1, 2 ... from day 1 on: a limit is 1 day or more, and no limit lets day 0 pass."""
    return [int(counts[0] + counts[1]), *counts[2:].tolist()]
