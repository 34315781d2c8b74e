"""What `habitue clean` does: list, put the corrected values into our sheets, or write them into the cells."""

from dataclasses import dataclass
from pathlib import Path

from habitue.cleaning.rules import Rules
from habitue.errors import MissingRole
from habitue.language import Sentence, sentence
from habitue.refresh.clean.cells import CleanedCells, clean_cells
from habitue.refresh.clean.report import as_dict
from habitue.refresh.compute import Step, criteria_in, quiet
from habitue.refresh.former import remember
from habitue.refresh.into import refresh
from habitue.refresh.rules import criteria_of, rules_of
from habitue.refresh.wish import Done, Wish


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
    cells = clean_cells(wish)
    if not write:
        note = sentence("This was a dry run: nothing was written.")
        return Cleaning(cells=cells, corrected=0, changes=False, target=cells.sources.target.output, notes=(note,))
    assert not in_place
    return _into_sheets(wish, cells, backup=backup, step=step)


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
        return Cleaning(cells=cells, corrected=0, changes=False, target=cells.sources.target.output, notes=(note,))
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
    lines = [sentence("Written to {file}.", file=done.target.name)]
    if done.backup is not None:
        lines.append(
            sentence("The file as it was is kept as {file}; `habitue undo` brings it back.", file=done.backup.name)
        )
    return tuple(lines)
