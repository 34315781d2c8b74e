"""Corrected values into people's own cells, and back again; each with its line in the Journal."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from habitue.errors import BadRequest
from habitue.language import Language, Sentence, plural, sentence
from habitue.refresh.clean.cells import CleanedCells
from habitue.refresh.clean.lines import Chosen, is_event, new_lines, open_corrections, sheets_of, with_undone
from habitue.refresh.former import Memory
from habitue.refresh.target import GRAFTED
from habitue.refresh.wish import Wish
from habitue.roles import Role
from habitue.sheetmodel import SheetModel
from habitue.sheets.journal import journal_of
from habitue.sheets.words import EVENTS
from habitue.tables import text_dtype
from habitue.workbook.write import Plan, apply
from habitue.workbook.write.cells import CellEdit, Edited, Kind, Why, plan_cells

TAKES_APART = frozenset(
    {
        *("companies.legal_form", "names.civility"),
        *("emails.first_of_several", "emails.name_around", "phones.first_of_several"),
    }
)
"""Rules that move a part of a cell to a column of ours, or leave it out: in place it would be lost."""

_TOGETHER = ("addresses.cut", "names.swapped")
"""Rules that move text from one cell of a row to another: either all of its cells are written, or none."""

_LONGEST_STORED = 2_000
_KINDS: dict[str, Kind] = {
    **dict.fromkeys((Role.AMOUNT, Role.UNIT_PRICE, Role.REVENUE), "number"),
    **dict.fromkeys(
        (Role.ORDER_DATE, Role.FIRST_ORDER, Role.LAST_ORDER, Role.CREATED, Role.CONTACTED, Role.RESPONDED), "date"
    ),
    Role.BIRTH_DATE: "date",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class InPlace:
    """What was written into cells, and what was left, in words."""

    written: int
    changes: bool
    notes: tuple[Sentence, ...]
    language: Language
    backup: Path | None = None


def write_in_place(wish: Wish, cells: CleanedCells, *, write: bool, backup: bool) -> InPlace:
    """Write the changes into the cells of the one workbook that was read. Raises HabitueError."""
    path = wish.paths[0]
    if path.suffix.lower() not in GRAFTED or len(wish.paths) > 1:
        raise BadRequest(
            sentence(
                "Corrected values can be written in place into one xlsx or xlsm workbook; without --in-place they are "
                "shown in our Customers sheet."
            )
        )
    made, edited, left = _planned(path, wish, cells)
    receipt = apply(made, backup=backup) if write and made.changes else None
    return InPlace(
        written=len(edited.done),
        changes=made.changes,
        language=cells.language,
        notes=left_lines(left),
        backup=receipt.backup if receipt else None,
    )


def _planned(path: Path, wish: Wish, cells: CleanedCells) -> tuple[Plan, Edited, Edited]:
    """The plan, what it writes, and what is left; a text that would only half move stays where it is."""
    made, edited = _plan(path, wish, cells, cells.changes)
    halves = _halves(cells.changes, edited)
    if not halves.any():
        return made, edited, edited
    again, kept = _plan(path, wish, cells, cells.changes[~halves])
    return again, kept, edited


def _plan(path: Path, wish: Wish, cells: CleanedCells, changes: pd.DataFrame) -> tuple[Plan, Edited]:
    memory, language = cells.sources.memory, cells.language
    edits = [
        CellEdit(
            sheet=sheet, cell=str(line.cell), before=_text(line.before), after=_text(line.after), kind=_kind(line.role)
        )
        for line, sheet in zip(changes.itertuples(), sheets_of(changes), strict=True)
    ]

    def sheets(edited: Edited) -> tuple[SheetModel, ...]:
        if not edited.done:
            return ()
        added = new_lines(_journal_lines(changes, edited), wish.today, language)
        parts = [part for part in (memory.journal, added) if len(part)]
        return (journal_of(pd.concat(parts, ignore_index=True), language, _stamp(memory)),)

    return plan_cells(path, edits, sheets)


def _halves(changes: pd.DataFrame, edited: Edited) -> NDArray[np.bool_]:
    """The changes that move text within a row of which another cell could not be written."""
    left = {(edit.sheet, edit.cell) for edit, _ in edited.left}
    moving = changes["rule"].fillna("").str.contains("|".join(_TOGETHER).replace(".", r"\.")).to_numpy(dtype=bool)
    unwritten = np.array([place in left for place in zip(sheets_of(changes), changes["cell"], strict=True)], dtype=bool)
    rows = list(zip(changes["sheet"], changes["row"], strict=True))
    broken = {row for row, here in zip(rows, moving & unwritten, strict=True) if here}
    halves: NDArray[np.bool_] = moving & np.array([row in broken for row in rows], dtype=bool)
    return halves


def undo_corrections(path: Path, memory: Memory, chosen: Chosen, wish: Wish, *, backup: bool) -> InPlace:
    """Undo the corrections that are meant: mark their lines, and write former values back into the cells."""
    journal = memory.journal
    if "what" not in journal or not len(journal):
        raise BadRequest(sentence("There is no Journal in this workbook, so there is no correction to undo."))
    mask = open_corrections(journal, chosen)
    if not mask.any():
        raise BadRequest(sentence("No correction that could be undone fits; the Journal lists them all."))
    in_cells = mask & is_event(journal, "in_place")
    edits = _back(journal[in_cells])
    shown = mask & ~in_cells

    def sheets(edited: Edited) -> tuple[SheetModel, ...]:
        undone = shown.copy()
        for edit, _ in edited.done:
            undone[edits[edit]] = True
        return (journal_of(with_undone(journal, undone, wish.today), language, _stamp(memory)),)

    language = _language(memory, wish)
    made, edited = plan_cells(path, list(edits), sheets)
    receipt = apply(made, backup=backup) if made.changes else None
    notes = []
    if edited.done:
        notes.append(
            plural(
                "{count} cell holds its former value again.",
                "{count} cells hold their former value again.",
                len(edited.done),
            )
        )
    if shown.any():
        notes.append(
            plural(
                "{count} correction of our sheets will not be made again; refresh to see the value as it was.",
                "{count} corrections of our sheets will not be made again; refresh to see the values as they were.",
                int(shown.sum()),
            )
        )
    return InPlace(
        written=len(edited.done) + int(shown.sum()),
        changes=made.changes,
        language=language,
        notes=(*notes, *left_lines(edited)),
        backup=receipt.backup if receipt else None,
    )


def _back(lines: pd.DataFrame) -> dict[CellEdit, list[int]]:
    """The edits that bring former values back, each with its lines: a cell corrected twice goes back to the first."""
    found: dict[CellEdit, list[int]] = {}
    sheets = sheets_of(lines)
    for (sheet, cell), some in lines.groupby([sheets, "cell"], sort=False):
        first, last = some.iloc[0], some.iloc[-1]
        edit = CellEdit(
            sheet=str(sheet),
            cell=str(cell),
            before=_text(last["after"]),
            after=_text(first["before"]),
            stored=_text(first["stored"]) or "?",
        )
        found[edit] = some.index.tolist()
    return found


def _journal_lines(changes: pd.DataFrame, edited: Edited) -> pd.DataFrame:
    """The changes that were written, each with how its cell was stored."""
    stored = {(edit.sheet, edit.cell): raw for edit, raw in edited.done}
    places = list(zip(sheets_of(changes), changes["cell"], strict=True))
    mask = [place in stored for place in places]
    kept = [stored[place] for place in places if place in stored]
    short = [raw if len(raw) <= _LONGEST_STORED else None for raw in kept]
    return changes[mask].assign(stored=pd.Series(short, index=changes.index[mask], dtype=text_dtype()))


def left_lines(edited: Edited) -> tuple[Sentence, ...]:
    """Which cells were left, by reason, with the first few."""
    found: dict[Why, list[str]] = {}
    for edit, why in edited.left:
        found.setdefault(why, []).append(f"{edit.sheet}!{edit.cell}")
    return tuple(
        plural(
            "{count} cell was left, because {why}: {cells}.",
            "{count} cells were left, because {why}: {cells}.",
            len(cells),
            why=_WHY[why],
            cells=", ".join(cells[:3]) + (" …" if len(cells) > 3 else ""),
        )
        for why, cells in found.items()
    )


_WHY: dict[Why, Sentence] = {
    "no-sheet": sentence("there is no such sheet"),
    "protected": sentence("the sheet is protected"),
    "formula": sentence("a formula calculates it"),
    "changed": sentence("it does not hold the value that was expected"),
    "real-date": sentence("it is a real date or number already"),
    "rich-text": sentence("parts of its text have formats of their own"),
}


def _language(memory: Memory, wish: Wish) -> Language:
    """The language that the Journal is in."""
    if wish.language is not None:
        return wish.language
    said = {EVENTS[event].say("fr") for event in EVENTS}
    return "fr" if memory.journal["what"].isin(said).all() else "en"


def _stamp(memory: Memory) -> str:
    """What stands below the title of the Journal now."""
    sheet = memory.sheets.get("journal")
    return sheet.grid.get((2, 1), "") if sheet else ""


def _kind(role: object) -> Kind:
    return _KINDS.get(str(role), "text")


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
