"""The RFM tab: the map of R and F, the segments, who is in them, bins and cut points."""

from collections.abc import Sequence
from typing import Any, ClassVar

import ipywidgets
import numpy as np

from habitue.language import Language, Sentence, colon, say_money, say_percent, sentence
from habitue.sheets.words import DETAILS, RESULTS
from habitue_notebook.tabs.tab import Tab, paragraphs, side_by_side
from habitue_notebook.views.rfm import RfmView, SegmentCount
from habitue_notebook.widgets import (
    Bar,
    Bars,
    FrameRows,
    Grid,
    GridColumn,
    Heatmap,
    Measure,
    Region,
    SliderNumber,
    Sliders,
)

_NONE_KEPT = sentence("The workbook has no cut points for these scores: the next refresh keeps those below.")
_FIRST = 3
"""Details before the segment: number and name; the others stand behind."""


class RfmTab(Tab):
    """The scores and segments."""

    NAME = "rfm"
    TITLE: ClassVar[Sentence] = sentence("RFM")

    def build(self, language: Language) -> Sequence[ipywidgets.Widget]:
        """Heatmap, segments, bins and cut points, the list."""
        self.view = RfmView(self.file)
        self._silent = False
        self._language: Language = language
        self._heat_box = ipywidgets.VBox()
        self._heat_shape: object = None
        self._bars = Bars(
            [],
            title=sentence("Segments"),
            columns=self._titles(),
            language=language,
            on_open=self._open_segment,
        )
        self._sliders = Sliders([], title=sentence("Scores"), language=language, on_change=self._moved)
        self._monetary = ipywidgets.Dropdown(
            description=self.say(sentence("M counts")),
            options=[
                (self.say(sentence("sum of amounts")), "total"),
                (self.say(sentence("average basket")), "basket"),
            ],
        )
        self._nested = self._tick(sentence("Nested scores"))
        self._frozen = self._tick(sentence("Keep the cut points of the workbook"))
        self._monetary.observe(lambda change: self._chosen("rfm.monetary", change), names="value")
        self._nested.observe(lambda change: self._chosen("rfm.nested", change), names="value")
        self._frozen.observe(self._freeze, names="value")
        self._cuts = ipywidgets.HTML()
        self._grid = Grid(title=sentence("Customers"), language=language, on_view=self._viewed)
        options = ipywidgets.HBox((self._monetary, self._nested, self._frozen), layout={"flex_flow": "row wrap"})
        return (
            side_by_side((self._heat_box,), (self._bars,), even=True),
            self._grid,
            self._sliders,
            options,
            self._cuts,
        )

    def follow(self) -> None:
        """Map, segments and list of the scores as they are set now."""
        rfm = self.file.criteria.rfm
        self._silent = True
        self._monetary.value, self._nested.value = rfm.monetary, rfm.nested
        self._frozen.value, self._frozen.disabled = self.view.frozen, not self.view.can_freeze
        self._silent = False
        self._show_heat()
        self._bars.show([self._bar(count) for count in self.view.counts()])
        numbers = [
            SliderNumber(
                key=one.code,
                label=one.label,
                minimum=float(one.allowed.least),
                maximum=float(one.allowed.most),
                step=1.0,
                value=float(one.value or 0),
                saved=float(one.saved or 0),
                help=one.meaning,
            )
            for one in self.view.settings
        ]
        if self._sliders.values != {number.key: number.value for number in numbers}:
            self._sliders.show(numbers)
        mark = colon(self._language)
        cuts = [f"{axis}{mark}{said}" for axis, said in self.view.cut_points()]
        said = [] if self.view.can_freeze else [self.say(_NONE_KEPT)]
        self._cuts.value = paragraphs([*said, self.say(self.view.drift()), *cuts])
        frame = self.view.customers()
        self._silent = True
        self._grid.show(FrameRows(frame, columns=self._columns([str(name) for name in frame]), currency=self._currency))
        self._silent = False
        if self._bars.selected:
            self._open_segment(self._bars.selected)
        elif self._heat.selected:
            self._heat.select(frozenset())

    def as_code(self) -> str:
        """The lines that give these segments."""
        return self.view.as_code()

    def pick(self, cells: Any, name: str = "") -> None:  # noqa: ANN401 (row and column of each cell of the map)
        """Limit the list to cells of the map as it is drawn (the best R on top); none: everybody."""
        self._bars.select(None)
        if not cells:
            self._grid.only(None)
            return
        bins = self.file.criteria.rfm
        wanted = [(bins.r_bins - row, column + 1) for row, column in cells]
        self._grid.only(self.view.within(wanted), name)

    @property
    def _currency(self) -> str:
        return self.file.basis().refresh.currency

    def _moved(self, key: str, value: float) -> None:
        self.view.move(key, value)

    def _chosen(self, code: str, change: Any) -> None:  # noqa: ANN401 (traitlets')
        if not self._silent:
            self.guarded(self.view.move, code, change["new"])

    def _freeze(self, change: Any) -> None:  # noqa: ANN401 (traitlets')
        if not self._silent:
            self.guarded(self.view.freeze, change["new"])

    def _open_segment(self, key: str) -> None:
        if self._heat.selected:
            self._heat.select(frozenset())
        name = next(label.name for label in self.view.labels if label.key == key)
        self._grid.only(self.view.members(key), name)

    def _tick(self, said: Sentence) -> ipywidgets.Checkbox:
        return ipywidgets.Checkbox(description=self.say(said), indent=False, layout={"width": "auto"})

    def _viewed(self) -> None:
        """Nothing stays marked when people take its limit off the list."""
        if not self._silent and not self._grid.limited:
            self._bars.select(None)
            self._heat.select(frozenset())

    def _titles(self) -> tuple[Sentence, ...]:
        titles = (sentence("Customers"), sentence("Share"))
        return (*titles, *((sentence("Revenue"),) if self.file.basis().refresh.has_amounts else ()))

    def _bar(self, count: SegmentCount) -> Bar:
        cells: tuple[str | int, ...] = (count.customers, say_percent(count.share, self._language, 1))
        if count.cents is not None:
            cells = (*cells, say_money(count.cents, self._language, self._currency, digits=0))
        return Bar(
            key=count.label.key,
            name=count.label.name,
            share=count.share,
            tone=count.label.tone,
            cells=cells,
            change=count.change,
        )

    def _show_heat(self) -> None:
        """The map; another one when there are other bins."""
        bins = self.file.criteria.rfm
        if self._heat_shape != (bins.r_bins, bins.f_bins):
            self._heat_shape = (bins.r_bins, bins.f_bins)
            self._heat = Heatmap(
                self._measures(),
                rows=[f"R{score}" for score in range(bins.r_bins, 0, -1)],
                columns=[f"F{score}" for score in range(1, bins.f_bins + 1)],
                regions=self._regions(),
                row_title=sentence("R: how recently"),
                column_title=sentence("F: on how many days"),
                title=sentence("Map of the segments"),
                language=self._language,
                currency=self._currency,
                legend=False,  # the bars are buttons
                on_select=self.pick,
            )
            self._heat_box.children = (self._heat,)
        else:
            self._heat.show(self._measures(), self._regions())

    def _measures(self) -> list[Measure]:
        cells = self.view.cells()
        found = [Measure(key="customers", name=sentence("Customers"), kind="integer", values=cells.customers[::-1])]
        if cells.cents is not None and cells.basket is not None:
            basket = np.round(cells.basket[::-1])
            found += [
                Measure(key="revenue", name=sentence("Revenue"), kind="cents", values=cells.cents[::-1]),
                Measure(key="basket", name=sentence("Average basket"), kind="cents", values=basket),
            ]
        return found

    def _regions(self) -> list[Region]:
        top = self.file.criteria.rfm.r_bins
        return [
            Region(
                key=count.label.key,
                name=count.label.name,
                tone=count.label.tone,
                cells=tuple((top - r, f - 1) for r, f in sorted(count.cells)),
            )
            for count in self.view.counts()
        ]

    def _columns(self, present: list[str]) -> list[GridColumn]:
        labels = self.view.labels
        details = [GridColumn(key=key, title=title, width=130) for key, title in DETAILS.items() if key in present]
        every = [
            *details[:_FIRST],
            GridColumn(key="segment", title=RESULTS["segment"], kind="label", width=160, labels=labels),
            *(
                GridColumn(key=one, title=one.upper(), kind="integer", width=60, blank_below=1)
                for one in ("r", "f", "m")
            ),
            GridColumn(key="last_day", title=RESULTS["last_day"], kind="day", width=110),
            GridColumn(key="order_days", title=RESULTS["order_days"], kind="integer", width=100),
            GridColumn(key="cents", title=RESULTS["revenue"], kind="cents", width=120),
            *details[_FIRST:],
        ]
        return [column for column in every if column.key in present]
