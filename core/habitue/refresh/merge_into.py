"""Merges into their workbook: decide, write them down, refresh with them; and take them back again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from habitue.errors import BadRequest
from habitue.language import Language, Sentence, plural, sentence
from habitue.matching import MatchCriteria
from habitue.merging.answers import Survives
from habitue.refresh.answered import is_merge, merges_in, survivor_lines, survivors_in, with_answers
from habitue.refresh.build import sheet_models
from habitue.refresh.compute import Sources, Step, compute, quiet, read_sources
from habitue.refresh.deciding import Decision, decide, lines_for
from habitue.refresh.duplicates import Besides, Search, contradictions, open_pairs, search, search_again
from habitue.refresh.grafting import Grafted, put
from habitue.refresh.review_page import review_sheet
from habitue.refresh.target import target_of
from habitue.refresh.wish import Wish
from habitue.sheetmodel import FormerSheet, FormerTable, SheetModel
from habitue.sheets.duplicates import MARK
from habitue.tables import text_dtype


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What a merge, or the undoing of one, did or would do."""

    language: Language
    customers: int  # that others took in, or that stand alone again
    groups: int
    left: int  # pairs that are still to be answered
    against: tuple[Sentence, ...]  # answers that contradict one another
    done: Grafted

    def as_dict(self) -> dict[str, object]:
        """For programs."""
        return {
            "merged": self.customers,
            "groups": self.groups,
            "open": self.left,
            "contradictions": [line.say(self.language) for line in self.against],
            "changes": self.done.changes,
            "file": self.done.target.name,
            "backup": self.done.backup.name if self.done.backup else None,
        }

    def lines(self) -> list[Sentence]:
        """For people."""
        return [
            plural("{count} line was merged into another.", "{count} lines were merged into others.", self.customers),
            plural("{count} pair is still to be answered.", "{count} pairs are still to be answered.", self.left),
            *self.against,
            *self.done.notes,
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merging:
    """What a merge, or the undoing of one, makes, before any of it is written; the numbers are those of `Merged`."""

    language: Language
    customers: int
    groups: int
    left: int
    models: tuple[SheetModel, ...]
    against: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How to merge: what alone people answered, or also what is certain by these criteria."""

    reviewed_only: bool = False
    criteria: MatchCriteria | None = None
    besides: Besides | None = None  # answers that are not in the workbook yet; they are put on its sheet
    survivors: tuple[Survives, ...] = ()  # whose values stay, where people chose; written down with the answers
    answers_only: bool = False  # put the answers on the sheet, and nobody together


def merge(
    wish: Wish, terms: Terms | None = None, *, write: bool = True, backup: bool = True, step: Step = quiet
) -> Merged:
    """Search, put together what is certain or answered, and refresh. Raises HabitueError; then nothing is written."""
    made = merging(wish, terms, step)
    return _put(wish, made, write=write, backup=backup)


def merging(wish: Wish, terms: Terms | None = None, step: Step = quiet, sources: Sources | None = None) -> Merging:
    """What a merge makes of the files, or of the `sources` that were read already; nothing is written."""
    terms = terms or Terms()
    found = search(wish, terms.criteria, terms.besides, step=step, sources=sources)
    if found.intake.summarised is not None and not terms.answers_only:
        raise BadRequest(
            sentence("Customers whose orders are read by an engine cannot be merged yet; use --engine memory.")
        )
    decisions = [] if terms.answers_only else decide(found, reviewed_only=terms.reviewed_only)
    after, sheet = _written_down(found, decisions, wish, terms)
    computed = compute(wish, step, after.sources)
    step(sentence("Making the sheets…"))
    return Merging(
        language=found.language,
        customers=sum(len(one.customers) - 1 for one in decisions),
        groups=len(decisions),
        left=open_pairs(after),
        models=(*sheet_models(computed), sheet),
        against=tuple(contradictions(found)),
    )


def _put(wish: Wish, made: Merging, *, write: bool, backup: bool) -> Merged:
    done = put(target_of(wish), made.models, write=write, backup=backup)
    return Merged(
        language=made.language,
        customers=made.customers,
        groups=made.groups,
        left=made.left,
        against=made.against,
        done=done,
    )


def _written_down(found: Search, decisions: Sequence[Decision], wish: Wish, terms: Terms) -> tuple[Search, SheetModel]:
    """The search as it is after the merges: in the journal, and with what is left on its sheet."""
    memory = found.sources.memory
    known = survivors_in(memory.journal)
    new = [one for one in terms.survivors if one not in known]
    parts = [
        with_answers(memory, wish.today, found.language),
        survivor_lines(new, wish.today, found.language),
        lines_for(found, decisions, wish.today, chosen=[*known, *new]),
    ]
    journal = pd.concat([part for part in parts if len(part)], ignore_index=True) if any(map(len, parts)) else parts[0]
    sources = _with_journal(found.sources, journal)
    after = search_again(found, sources, terms.criteria) if decisions else replace(found, sources=sources)
    sheet = review_sheet(after)
    sheets = {**memory.sheets, MARK: _as_former(sheet)}
    sources = replace(sources, memory=replace(sources.memory, sheets=sheets))
    return replace(after, sources=sources), sheet


def take_apart(wish: Wish, key: str, *, write: bool = True, backup: bool = True, step: Step = quiet) -> Merged:
    """Take back the merge of a number: its own into another, or else all that it took in; and refresh.

    Raises BadRequest where the journal has no such merge.
    """
    return _put(wish, taking_apart(wish, key, step), write=write, backup=backup)


def taking_apart(wish: Wish, key: str, step: Step = quiet, sources: Sources | None = None) -> Merging:
    """What taking back a merge makes of the files, or of the `sources` that were read already; nothing is written."""
    sources = sources or read_sources(wish)
    mask = _of_key(sources.memory.journal, key)
    days = [None if pd.isna(day) else int(day) for day in sources.memory.journal["undone"]]
    undone = [wish.today.toordinal() if now else day for day, now in zip(days, mask, strict=True)]
    journal = sources.memory.journal.assign(undone=pd.array(undone, dtype="Int64"))
    computed = compute(wish, step, _with_journal(sources, journal))
    step(sentence("Making the sheets…"))
    numbers = int((mask & journal["column"].isna().to_numpy(bool)).sum())
    return Merging(
        language=computed.refresh.language, customers=numbers, groups=1, left=0, models=sheet_models(computed)
    )


def _of_key(journal: pd.DataFrame, key: str) -> np.ndarray:
    """The lines of the merge of a number that are not undone, those about its cells included."""
    wanted = " ".join(key.split()).casefold()
    current = is_merge(journal) & journal["undone"].isna().to_numpy(bool)
    whole = current & journal["column"].isna().to_numpy(bool)
    old, golden = ((journal[name].fillna("").str.casefold() == wanted).to_numpy(bool) for name in ("before", "key"))
    if (whole & old).any():
        mask = whole & old
        places = set(zip(journal["key"][mask], journal["sheet"][mask], _rows(journal["cell"][mask]), strict=True))
        of_cells = zip(journal["key"], journal["sheet"], _rows(journal["cell"]), strict=True)
        result: np.ndarray = mask | (current & np.array([place in places for place in of_cells], dtype=bool))
        return result
    if (whole & golden).any():
        found: np.ndarray = current & golden
        return found
    raise BadRequest(
        sentence(
            "The Journal has no merge of {key} that could be taken back; there are: {keys}.",
            key=key,
            keys=list(dict.fromkeys(one.golden for one in merges_in(journal) if not one.undone))[:10],
        )
    )


def _rows(cells: pd.Series) -> list[str]:
    """The row of each cell."""
    return [str(cell).lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for cell in cells.fillna("")]


def _with_journal(sources: Sources, journal: pd.DataFrame) -> Sources:
    return replace(sources, memory=replace(sources.memory, journal=journal))


def _as_former(sheet: SheetModel) -> FormerSheet:
    """A sheet that is about to be written, as it will be read back."""
    tables = [
        FormerTable(
            name=table.name,
            row=table.row,
            frame=pd.DataFrame(
                {
                    column.title: pd.Series(list(column.values), dtype="object").astype(text_dtype())
                    for column in table.columns
                }
            ),
        )
        for table in sheet.tables
    ]
    return FormerSheet(mark=sheet.mark, title=sheet.title, tables=tuple(tables), grid={})
