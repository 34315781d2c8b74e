"""Undo in an open workbook, where no backup stands beside it: the Journal is the memory.

The selected lines of the Journal, else the latest merges or corrections in it, are marked as undone and everything is
computed anew. When only a first refresh is left, our sheets are what was done: the first press says so and remembers in
a name of the workbook that it did, the second one removes them.
"""

from collections.abc import Sequence
from contextlib import suppress

import xlwings as xw

from habitue.errors import BadRequest
from habitue.language import Sentence, plural, sentence
from habitue.refresh.last_action import Undoable, chosen_lines, last_action, taking_back
from habitue_addin import telling
from habitue_addin.book.selecting import selected_rows
from habitue_addin.working import Work

ASKED = "_habitue_asked.remove"
"""The name that remembers which sheets people were asked about."""
_OURS = "_habitue"


def undo_last(work: Work) -> None:
    """Take back what is selected in the Journal, else the last action; raises BadRequest where there is none."""
    if not work.former:
        raise BadRequest(sentence("There is nothing to undo: no sheet of this workbook is ours."))
    meant = _selected(work) or last_action(work.sources.memory.journal)
    if meant.kind == "sheets":
        _remove_sheets(work)
        return
    done = taking_back(work.wish, work.sources, meant, work.step)
    rendered = work.show(done.models)
    work.tell(telling.taken_back(done, rendered), done.language)


def _selected(work: Work) -> Undoable | None:
    """The lines of the Journal that are selected, where they can be taken back."""
    sheet = work.sources.memory.sheets.get("journal")
    active = work.book.sheets.active
    if sheet is None or active.name != sheet.title:
        return None
    lines = len(work.sources.memory.journal)
    given = next(one for one in work.given.sheets if one.name == sheet.title)
    areas = [one.area for one in given.tables if one.name == sheet.tables[0].name]
    if not areas or areas[0].height - 1 != lines:
        return None  # blank lines in between: which one is meant would be a guess
    first = areas[0].top + 1
    return chosen_lines(work.sources.memory.journal, [row - first for row in selected_rows(work.book)])


def _remove_sheets(work: Work) -> None:
    """Ask, and remove the sheets when asked for the second time."""
    ours = [sheet.title for sheet in work.former]
    if not any(sheet.visible for sheet in work.book.sheets if sheet.name not in ours):
        raise BadRequest(
            sentence("Our sheets are the only ones that can be seen: show or add another sheet, then press Undo again.")
        )
    asked = '="' + "|".join(sheet.mark for sheet in work.former) + '"'
    if _was_asked(work.book) != asked:
        _forget(work.book, ASKED)
        work.book.names.add(ASKED, asked)
        work.tell(_question(ours))
        return
    for sheet in list(work.book.sheets):
        if sheet.name in ours:
            sheet.delete()
    for name in [name.name for name in work.book.names if name.name.startswith(_OURS)]:
        _forget(work.book, name)
    work.tell([plural("Removed: {sheets}.", "Removed: {sheets}.", len(ours), sheets=ours), _back()])


def _question(ours: Sequence[str]) -> list[Sentence]:
    return [
        plural(
            "Nothing else is left to take back: pressing Undo again removes our sheet {sheets}.",
            "Nothing else is left to take back: pressing Undo again removes our {count} sheets: {sheets}.",
            len(ours),
            sheets=list(ours),
        ),
        sentence(
            "What you wrote on them (answers, criteria, columns of your own) goes with them, and formulas elsewhere "
            "that use them will show #REF!. Your own sheets stay as they are."
        ),
    ]


def _back() -> Sentence:
    return sentence(
        "Your own sheets are as they were. Refresh makes ours anew, but without what you had written on them."
    )


def _was_asked(book: xw.Book) -> str:
    return next((str(name.refers_to) for name in book.names if name.name == ASKED), "")


def _forget(book: xw.Book, name: str) -> None:
    with suppress(KeyError):
        del book.names[name]
