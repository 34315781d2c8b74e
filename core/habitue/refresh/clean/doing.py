"""What `habitue clean` does: list, put the corrected values into our sheets, or write them into the cells."""

from dataclasses import dataclass
from pathlib import Path

from habitue.cleaning.rules import Rules
from habitue.errors import MissingRole
from habitue.language import Sentence, sentence
from habitue.refresh.clean.cells import CleanedCells, clean_cells
from habitue.refresh.clean.in_place import TAKES_APART, InPlace, undo_corrections, write_in_place
from habitue.refresh.clean.lines import Chosen
from habitue.refresh.clean.report import as_dict
from habitue.refresh.compute import Step, criteria_in, quiet
from habitue.refresh.former import remember
from habitue.refresh.into import refresh
from habitue.refresh.rules import criteria_of, rules_of
from habitue.refresh.target import target_of
from habitue.refresh.wish import Done, Wish
from habitue.workbook.read import read_former


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cleaning:
    """What was found, and what was written, or would be."""

    cells: CleanedCells
    corrected: int
    changes: bool  # whether the file changes at all
    target: Path
    notes: tuple[Sentence, ...] = ()
    backup: Path | None = None

    def as_dict(self) -> dict[str, object]:
        """For programs: every change and every doubt."""
        language = self.cells.language
        return {
            "file": self.target.name,
            "written": self.changes,
            "backup": self.backup.name if self.backup else None,
            "notes": [note.say(language) for note in self.notes],
            **as_dict(self.cells),
        }


def clean(
    wish: Wish, *, write: bool = True, in_place: bool = False, backup: bool = True, step: Step = quiet
) -> Cleaning:
    """Clean a file: into our sheets, or into its own cells; with `write` off only list. Raises HabitueError."""
    step(sentence("Cleaning contact details…"))
    cells = clean_cells(wish, off=TAKES_APART if in_place else frozenset())
    if in_place:
        return _into_cells(wish, cells, write=write, backup=backup)
    if not write:
        note = sentence("This was a dry run: nothing was written.")
        return Cleaning(cells=cells, corrected=0, changes=False, target=target_of(wish).output, notes=(note,))
    return _into_sheets(wish, cells, backup=backup, step=step)


def _into_cells(wish: Wish, cells: CleanedCells, *, write: bool, backup: bool) -> Cleaning:
    """Into the file's own cells."""
    done = write_in_place(wish, cells, write=write, backup=backup)
    path = wish.paths[0]
    notes = list(done.notes)
    if not write:
        notes.append(sentence("This was a dry run: nothing was written."))
    elif not done.changes:
        notes.append(sentence("Nothing has changed: {file} was left as it is.", file=path.name))
    else:
        notes += _written(path, done.backup)
    return Cleaning(
        cells=cells,
        corrected=done.written if write else 0,
        changes=write and done.changes,
        target=path,
        notes=tuple(notes),
        backup=done.backup,
    )


def take_back(wish: Wish, chosen: Chosen, *, backup: bool = True) -> InPlace:
    """Undo corrections of a file, those that are meant; its Journal says which there are. Raises HabitueError."""
    target = target_of(wish)
    memory = remember(() if target.is_new else read_former(target.book))
    return undo_corrections(target.book, memory, chosen, wish, backup=backup)


def rules_for(wish: Wish) -> Rules:
    """The rules that would hold for a file, or without one."""
    if wish.paths:
        criteria, language = criteria_in(wish)
        return rules_of(wish, criteria, language)
    criteria = criteria_of(wish, remember(()))
    return rules_of(wish, criteria, wish.language or "en")


def _into_sheets(wish: Wish, cells: CleanedCells, *, backup: bool, step: Step) -> Cleaning:
    """A refresh with the corrected values; a file whose customers cannot be told is only listed."""
    try:
        done = refresh(wish, backup=backup, step=step)
    except MissingRole as error:
        note = sentence("Nothing was written: {why}", why=error.sentence)
        return Cleaning(cells=cells, corrected=0, changes=False, target=target_of(wish).output, notes=(note,))
    return Cleaning(
        cells=cells,
        corrected=len(cells.changes),
        changes=done.changes,
        target=done.target,
        notes=(*done.notes, *_said(done)),
        backup=done.backup,
    )


def _said(done: Done) -> tuple[Sentence, ...]:
    """Where the result and the copy are."""
    if not done.changes:
        return (sentence("Nothing has changed: {file} was left as it is.", file=done.target.name),)
    return _written(done.target, done.backup)


def _written(target: Path, backup: Path | None) -> tuple[Sentence, ...]:
    written = sentence("Written to {file}.", file=target.name)
    if backup is None:
        return (written,)
    kept = sentence("The file as it was is kept as {file}; `habitue undo` brings it back.", file=backup.name)
    return written, kept
