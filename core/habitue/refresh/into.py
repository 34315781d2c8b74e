"""A refresh into its workbook: compute, make the sheets, plan, check, replace."""

from collections.abc import Sequence
from pathlib import Path

from habitue.language import Sentence, sentence
from habitue.refresh.build import sheet_models
from habitue.refresh.compute import Computed, Step, compute, quiet
from habitue.refresh.target import Target, target_of
from habitue.refresh.wish import Done, Wish, lines_of
from habitue.sheetmodel import SheetModel
from habitue.workbook.write import Plan, apply, check_free, create, plan


def refresh(wish: Wish, *, write: bool = True, backup: bool = True, step: Step = quiet) -> Done:
    """Do what was wished, or with `write` off say what would change. Raises HabitueError; then nothing is written."""
    computed = compute(wish, step)
    step(sentence("Making the sheets…"))
    models = sheet_models(computed)
    target = target_of(wish)
    if target.is_new:
        return _made(computed, models, target, write=write)
    planned = plan(target.book, models)
    elsewhere = target.output.resolve() != target.book.resolve()
    changes = planned.changes or elsewhere
    if not write or not changes:
        return _done(computed, planned, target, changes=changes)
    step(sentence("Checking and writing…"))
    receipt = apply(planned, output=target.output, backup=backup)
    return _done(computed, planned, target, changes=receipt.written, backup=receipt.backup)


def _made(computed: Computed, models: Sequence[SheetModel], target: Target, *, write: bool) -> Done:
    """A new workbook for sources that cannot hold our sheets."""
    if not write:
        check_free(target.output)
        return _done(computed, None, target, changes=True)
    receipt = create(models, target.output)
    return _done(computed, receipt.plan, target, changes=receipt.written)


def _done(
    computed: Computed, planned: Plan | None, target: Target, *, changes: bool, backup: Path | None = None
) -> Done:
    notes: list[Sentence] = [*computed.notes, *([target.note] if target.note else [])]
    return Done(
        refresh=computed.refresh,
        target=target.output,
        changes=changes,
        sheet_lines=lines_of(planned) if planned else (),
        notes=(*notes, *(planned.warnings if planned else ())),
        backup=backup,
    )
