"""What can be taken back in a workbook that is open, where no backup stands beside it: the Journal says what was done.

The last merge, or else the last corrections of our sheets, whichever came later, are marked as undone, and everything
is computed anew; corrections in people's own cells are left to the command line, which knows how they were stored.
When nothing is left to take back, our sheets themselves are what was done.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from habitue.language import Language
from habitue.refresh.answered import is_merge
from habitue.refresh.build import sheet_models
from habitue.refresh.clean.lines import is_event, with_undone
from habitue.refresh.compute import Sources, Step, compute, quiet
from habitue.refresh.wish import Wish
from habitue.sheetmodel import SheetModel

Kind = Literal["merges", "corrections", "sheets"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoable:
    """The lines of the Journal that an undo would take back; none for "sheets": then our sheets would go."""

    kind: Kind
    lines: NDArray[np.bool_]

    @property
    def count(self) -> int:
        """How many lines they are."""
        return int(self.lines.sum())


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """What taking back makes, before any of it is written; `count` are merged customers, or corrected values."""

    kind: Kind
    count: int
    language: Language
    models: tuple[SheetModel, ...]


def last_action(journal: pd.DataFrame) -> Undoable:
    """What an undo would take back: the sheets of a first refresh, else the latest merges or corrections."""
    nothing = np.zeros(len(journal), dtype=bool)
    if int(is_event(journal, "refresh").sum()) < 2 and not is_merge(journal).any():
        return Undoable(kind="sheets", lines=nothing)
    blocks = _blocks(journal)
    kinds: tuple[tuple[Kind, NDArray[np.bool_]], ...] = (
        ("merges", is_merge(journal)),
        ("corrections", is_event(journal, "correction")),
    )
    current = journal["undone"].isna().to_numpy(dtype=bool)
    for block in range(int(blocks.max(initial=-1)), -1, -1):
        for kind, lines in kinds:
            meant = current & lines & (blocks == block)
            if meant.any():
                return Undoable(kind=kind, lines=meant)
    return Undoable(kind="sheets", lines=nothing)


def chosen_lines(journal: pd.DataFrame, positions: Sequence[int]) -> Undoable | None:
    """Those of some lines that can be taken back; None where none of them can, or merges stand with corrections."""
    wanted = np.isin(np.arange(len(journal)), positions)
    current = wanted & journal["undone"].isna().to_numpy(dtype=bool)
    merges, corrections = current & is_merge(journal), current & is_event(journal, "correction")
    if merges.any() == corrections.any():
        return None
    if corrections.any():
        return Undoable(kind="corrections", lines=corrections)
    return Undoable(kind="merges", lines=_whole_merges(journal, merges))


def taking_back(wish: Wish, sources: Sources, meant: Undoable, step: Step = quiet) -> TakenBack:
    """The workbook with those lines undone, computed anew; nothing is written. Raises HabitueError."""
    journal = sources.memory.journal
    numbers = meant.lines & (journal["column"].isna().to_numpy(dtype=bool) if meant.kind == "merges" else True)
    undone = with_undone(journal, meant.lines, wish.today)
    computed = compute(wish, step, replace(sources, memory=replace(sources.memory, journal=undone)))
    return TakenBack(
        kind=meant.kind,
        count=int(numbers.sum()),
        language=computed.refresh.language,
        models=sheet_models(computed),
    )


def _blocks(journal: pd.DataFrame) -> NDArray[np.int64]:
    """Which action each line belongs to: answers and merges stand before its receipt, moves and corrections behind."""
    receipts = is_event(journal, "refresh")
    opening = receipts | is_event(journal, "answer", "merge", "in_place")
    number, sealed = 0, False
    found = []
    for receipt, opens in zip(receipts.tolist(), opening.tolist(), strict=True):
        if opens and sealed:
            number, sealed = number + 1, False
        sealed = sealed or receipt
        found.append(number)
    return np.array(found, dtype=np.int64)


def _whole_merges(journal: pd.DataFrame, some: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """All open lines of the merges that some lines belong to: a merge is taken back with what it did to cells."""
    current = is_merge(journal) & journal["undone"].isna().to_numpy(dtype=bool)
    golden = set(journal["key"][some])
    whole: NDArray[np.bool_] = current & journal["key"].isin(golden).to_numpy(dtype=bool)
    return whole
