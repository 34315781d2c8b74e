"""One sheet of ours into its workbook, without a refresh of the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from habitue.language import Sentence
from habitue.refresh.target import Target
from habitue.sheetmodel import SheetModel
from habitue.workbook.write import apply, check_free, create, plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Grafted:
    """What became of the workbook."""

    target: Path
    changes: bool
    backup: Path | None = None
    notes: tuple[Sentence, ...] = ()


def put(target: Target, models: Sequence[SheetModel], *, write: bool = True, backup: bool = True) -> Grafted:
    """Put the sheets into the target, or with `write` off say whether that would change it. Raises RefusedWrite."""
    notes = (target.note,) if target.note else ()
    if target.is_new:
        if write:
            create(models, target.output)
        else:
            check_free(target.output)
        return Grafted(target=target.output, changes=True, notes=notes)
    planned = plan(target.book, models)
    changes = planned.changes or target.output.resolve() != target.book.resolve()
    notes = (*notes, *planned.warnings)
    if not write or not changes:
        return Grafted(target=target.output, changes=changes, notes=notes)
    receipt = apply(planned, output=target.output, backup=backup)
    return Grafted(target=target.output, changes=receipt.written, backup=receipt.backup, notes=notes)
