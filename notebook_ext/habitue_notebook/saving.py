"""What a refresh of the workbook would change, and the refresh itself, with all that was set in the notebook."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from habitue.errors import UnreadableFile
from habitue.language import Language, Sentence, plural, sentence
from habitue.refresh.compute import Step, quiet
from habitue.refresh.duplicates import Besides
from habitue.refresh.into import refresh
from habitue.refresh.merge_into import Merged, Terms
from habitue.refresh.merge_into import merge as put_together
from habitue.refresh.wish import Done

if TYPE_CHECKING:
    from habitue_notebook.customer_file import CustomerFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What was written, or would be; `lines` say it."""

    target: Path
    changes: bool
    backup: Path | None
    lines: tuple[Sentence, ...]
    language: Language

    def __str__(self) -> str:
        return "\n".join(line.say(self.language) for line in self.lines)

    def _repr_pretty_(self, printer: object, cycle: bool) -> None:  # noqa: ARG002 (IPython's own)
        printer.text(str(self))  # type: ignore[attr-defined]


def save(
    file: "CustomerFile",
    *,
    output: Path | None = None,
    merge: bool = False,
    write: bool = True,
    backup: bool = True,
    step: Step = quiet,
    settle: bool = True,
) -> Saved:
    """Refresh the workbook, or with `write` off say what would change. Raises HabitueError; then nothing is written.

    With `merge`, what is certain or answered is put together as well. What was set is in the workbook then, and the
    file goes on from there (with `settle` off, when `keep_settings` is called).
    """
    for path in file.paths:
        if not path.exists():
            raise UnreadableFile(sentence("There is no file {file}: check its name and its folder.", file=path.name))
    wish = replace(file.wish(for_writing=True), output=output)
    if merge or file.answers or file.survivors:
        terms = Terms(besides=Besides(answers=file.answers), survivors=file.survivors, answers_only=not merge)
        saved = _of_merge(put_together(wish, terms, write=write, backup=backup, step=step), merge, write)
    else:
        saved = _of_refresh(refresh(wish, write=write, backup=backup, step=step), write)
    if write and settle and output is None:
        keep_settings(file)
    return saved


def keep_settings(file: "CustomerFile") -> None:
    """The workbook has it all now: it is read again, and nothing stays set besides."""
    file.read_again()
    file.reset()


def _of_refresh(done: Done, write: bool) -> Saved:
    moved = len(done.refresh.moves)
    lines = [
        *(
            [
                plural(
                    "{count} customer has changed status since the last refresh.",
                    "{count} customers have changed status since the last refresh.",
                    moved,
                )
            ]
            if moved
            else []
        ),
        *done.refresh.alerts,
        *done.notes,
        *(done.sheet_lines if not write else ()),
        *_outcome(done.target, done.changes, done.backup, write=write),
    ]
    return Saved(
        target=done.target,
        changes=done.changes,
        backup=done.backup,
        lines=tuple(lines),
        language=done.refresh.language,
    )


def _of_merge(merged: Merged, together: bool, write: bool) -> Saved:
    said = merged.lines() if together else merged.lines()[1:]
    done = merged.done
    return Saved(
        target=done.target,
        changes=done.changes,
        backup=done.backup,
        lines=(*said, *_outcome(done.target, done.changes, done.backup, write=write)),
        language=merged.language,
    )


def _outcome(target: Path, changes: bool, backup: Path | None, *, write: bool) -> list[Sentence]:
    """Whether something was written, and where."""
    if not changes:
        return [sentence("Nothing has changed: {file} was left as it is.", file=target.name)]
    if not write:
        return [sentence("This was a dry run: nothing was written.")]
    lines = [sentence("Written to {file}.", file=target.name)]
    if backup is not None:
        lines.append(sentence("The file as it was is kept as {file}; `habitue undo` brings it back.", file=backup.name))
    return lines
