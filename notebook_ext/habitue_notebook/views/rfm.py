"""R, F and M scores and segments: the map of cells, who is in them, bins and cut points, frozen or made anew."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from habitue import rfm
from habitue.criteria import Criteria
from habitue.language import Sentence, colon, say_money, sentence
from habitue.outcome import Label
from habitue.roles import Role
from habitue_notebook.code import code_of
from habitue_notebook.settings import Setting, rfm_settings, with_value

if TYPE_CHECKING:
    from habitue_notebook.customer_file import CustomerFile

Cell = tuple[int, int]
Table = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cells:
    """One table of R (rows, from 1) by F (columns, from 1) for each measure; `cents` None where there are no amounts.

    `basket` is the mean amount of an order, nan where nobody is in the cell.
    """

    customers: NDArray[np.int64]
    cents: NDArray[np.int64] | None
    basket: Table | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentCount:
    """One segment: its cells (R, F), how many buyers are in it, their share, and what they bought (cents)."""

    label: Label
    cells: frozenset[Cell]
    customers: int
    share: float
    cents: int | None
    change: int


class RfmView:
    """The scores of a file's buyers under its criteria as they are set now."""

    def __init__(self, file: "CustomerFile") -> None:
        self.file = file
        self._kept: tuple[object, rfm.Scores] | None = None

    @property
    def settings(self) -> tuple[Setting, ...]:
        """The numbers of bins."""
        return rfm_settings(self.file.criteria, self.file.saved)

    def move(self, code: str, value: object) -> None:
        """Set bins, what M counts ("rfm.monetary") or whether scores are nested; then cut points are made anew."""
        whole = int(value) if isinstance(value, float) and value.is_integer() else value
        self.file.criteria = with_value(self.file.criteria, code, whole)

    @property
    def frozen(self) -> bool:
        """Whether the cut points are kept from an earlier refresh."""
        return self.file.criteria.rfm.cut_points is not None

    @property
    def can_freeze(self) -> bool:
        """Whether the workbook has cut points that fit."""
        kept = self.file.saved.rfm.cut_points
        return kept is not None and self.file.criteria.rfm.fits(kept)

    def freeze(self, keep: bool) -> None:
        """Keep the workbook's cut points, or make new ones from today's buyers."""
        kept = self.file.saved.rfm.cut_points if keep and self.can_freeze else None
        self.file.criteria = self.file.criteria.with_cut_points(kept)

    @property
    def scores(self) -> rfm.Scores:
        """As the criteria are set now."""
        criteria, history = self.file.criteria.rfm, self.file.basis().judged.history
        key = (criteria, id(history))
        if self._kept is None or self._kept[0] != key:
            self._kept = (key, rfm.scores(rfm.values_of(history, criteria), criteria))
        return self._kept[1]

    @property
    def segments(self) -> NDArray[np.int8]:
        """The position of each customer's segment; -1 for who never bought."""
        return rfm.segments(self.scores, self.file.criteria)

    @property
    def labels(self) -> tuple[Label, ...]:
        """The segments as they are called."""
        return _labels(self.file.criteria, self.file)

    def cells(self) -> Cells:
        """Count, revenue and mean basket of every cell of R and F."""
        scored, history = self.scores, self.file.basis().judged.history
        bins = scored.criteria
        buyers = scored.basis.buyers
        place = (scored.r[buyers].astype(np.intp) - 1) * bins.f_bins + scored.f[buyers] - 1
        size = bins.r_bins * bins.f_bins
        shape = (bins.r_bins, bins.f_bins)
        customers = np.bincount(place, minlength=size).reshape(shape)
        if history.cents is None:
            return Cells(customers=customers, cents=None, basket=None)
        cents = np.zeros(size, dtype=np.int64)
        np.add.at(cents, place, history.cents[buyers])
        orders = np.bincount(place, weights=history.orders[buyers], minlength=size)
        basket = np.divide(cents, orders, out=np.full(size, np.nan), where=orders > 0)
        return Cells(customers=customers, cents=cents.reshape(shape), basket=basket.reshape(shape))

    def counts(self) -> tuple[SegmentCount, ...]:
        """Buyers and revenue of every segment, and the change against the scores of the saved criteria."""
        codes, history = self.segments, self.file.basis().judged.history
        buyers = max(int((codes >= 0).sum()), 1)
        before = self._sizes_before()
        return tuple(
            SegmentCount(
                label=label,
                cells=segment.cells,
                customers=(size := int((codes == code).sum())),
                share=size / buyers,
                cents=None if history.cents is None else int(history.cents[codes == code].sum()),
                change=size - before.get(label.key, 0),
            )
            for code, (label, segment) in enumerate(zip(self.labels, self.file.criteria.segments, strict=True))
        )

    def within(self, cells: Collection[Cell]) -> Mask:
        """Who is in any of the cells (R, F)."""
        scored = self.scores
        table = np.zeros((scored.criteria.r_bins + 1, scored.criteria.f_bins + 1), dtype=bool)
        for r, f in cells:
            table[r, f] = True
        found: Mask = table[scored.r, scored.f]
        return found

    def members(self, segment: str) -> Mask:
        """Who is in the segment of this key."""
        keys = [one.key for one in self.file.criteria.segments]
        found: Mask = self.segments == keys.index(segment)
        return found

    def customers(self) -> pd.DataFrame:
        """One line per customer: key, names, revenue, last day, scores and segment (codes), for a grid."""
        details, history, scored = self.file.basis().refresh.customers, self.file.basis().judged.history, self.scores
        names = [str(name) for name in ("key", *_NAMES) if name in details]
        return pd.DataFrame(
            {
                **{name: details[name] for name in names},
                "segment": self.segments,
                "r": scored.r,
                "f": scored.f,
                **({} if scored.m is None else {"m": scored.m}),
                "last_day": history.last_day,
                "order_days": history.order_days,
                **({} if history.cents is None else {"cents": history.cents}),
            }
        )

    def cut_points(self) -> list[tuple[str, str]]:
        """Each axis with the values from which its scores are given, in words; the first row where they are nested."""
        found, language = self.scores.cut_points, self.file.tongue
        if found is None:
            return []
        currency = self.file.basis().refresh.currency
        rows = [
            ("R", [sentence("{days} days or fewer", days=edge) for edge in found.recency_days[0]]),
            ("F", [sentence("{days} order days", days=edge) for edge in found.order_days[0]]),
        ]
        if found.cents:
            said = [Sentence("{said}", {"said": say_money(edge, language, currency)}) for edge in found.cents[0]]
            rows.append(("M", said))
        mark = colon(language)
        return [
            (axis, " · ".join(f"{score}{mark}{said.say(language)}" for score, said in enumerate(edges, start=2)))
            for axis, edges in rows
        ]

    def drift(self) -> Sentence:
        """How well the cut points fit today's buyers."""
        return rfm.drift(self.scores).say()

    def as_code(self) -> str:
        """The lines that give these segments without the widget."""
        return code_of(self.file, "file.customers[file.titles('segment')].value_counts()")

    def _sizes_before(self) -> dict[str, int]:
        saved, history = self.file.saved, self.file.basis().judged.history
        scored = rfm.scores(rfm.values_of(history, saved.rfm), saved.rfm)
        sizes = np.bincount(rfm.segments(scored, saved) + 1, minlength=len(saved.segments) + 1)[1:]
        return {segment.key: int(size) for segment, size in zip(saved.segments, sizes, strict=True)}


_NAMES = (Role.NAME, Role.COMPANY, Role.LAST_NAME, Role.FIRST_NAME, Role.EMAIL)


def _labels(criteria: Criteria, file: "CustomerFile") -> tuple[Label, ...]:
    return tuple(Label(key=one.key, name=one.name(file.tongue), tone=one.tone) for one in criteria.segments)
