"""Actions on sheets, names and notes, and those that change no cell; see acting.py."""

# ruff: noqa: N802 - the functions have the actions' own names

import re

from acting import Action, ActionFailed, Stage, acts, quoted, sheet_of
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet


def _check_title(book: Workbook, title: str, but: Worksheet | None = None) -> None:
    if not title or len(title) > 31 or re.search(r"[\[\]:*?/\\]", title) or title[0] == "'" or title[-1] == "'":
        raise ActionFailed(f"{title!r} cannot be the name of a sheet")
    if any(sheet.title.casefold() == title.casefold() for sheet in book.worksheets if sheet is not but):
        raise ActionFailed(f"there is already a sheet {title!r}")


@acts
def addSheet(stage: Stage, action: Action) -> None:
    position, title = action["args"]
    _check_title(stage.book, title)
    if not 0 <= position <= len(stage.book.worksheets):
        raise ActionFailed(f"position {position} is beyond the last sheet")
    stage.book.create_sheet(title, position)
    if stage.book._active_sheet_index >= position:  # the active sheet stays the same one
        stage.book._active_sheet_index += 1


@acts
def setSheetName(stage: Stage, action: Action) -> None:
    sheet, title = sheet_of(stage, action), action["args"][0]
    _check_title(stage.book, title, sheet)
    old = sheet.title
    sheet.title = title
    prefixes = (f"'{old.replace(chr(39), chr(39) * 2)}'!", f"{old}!")
    for name in stage.book.defined_names.values():
        for prefix in prefixes:
            if name.attr_text.startswith(prefix):
                name.attr_text = quoted(title) + "!" + name.attr_text[len(prefix) :]


@acts
def setSheetPosition(stage: Stage, action: Action) -> None:
    sheet, active = sheet_of(stage, action), stage.book.active
    stage.book.move_sheet(sheet, action["args"][0] - stage.book.index(sheet))
    stage.book.active = stage.book.index(active)


@acts
def setSheetVisibility(stage: Stage, action: Action) -> None:
    sheet_of(stage, action).sheet_state = action["args"][0].lower()


@acts
def setShowGridlines(stage: Stage, action: Action) -> None:
    sheet_of(stage, action).sheet_view.showGridLines = action["args"][0]


@acts
def sheetDelete(stage: Stage, action: Action) -> None:
    if len(stage.book.worksheets) == 1:
        raise ActionFailed("a workbook keeps at least one sheet")
    sheet, active = sheet_of(stage, action), stage.book.active
    stage.book.remove(sheet)
    stage.book.active = 0 if sheet is active else stage.book.index(active)


@acts
def activateSheet(stage: Stage, action: Action) -> None:
    position = action["args"][0]
    if not 0 <= position < len(stage.book.worksheets):
        raise ActionFailed(f"there is no sheet at position {position}")
    stage.book.active = position


# Notes and names


@acts
def addNote(stage: Stage, action: Action) -> None:
    place, text = action["args"]
    cell = sheet_of(stage, action)[place.replace("$", "")]
    if isinstance(cell, tuple):
        raise ActionFailed("a note can only be added to a single cell")
    if cell.comment is not None:
        raise ActionFailed(f"a note already exists on {place}")
    cell.comment = Comment(text, "Excel")


@acts
def setNoteText(stage: Stage, action: Action) -> None:
    place, text = action["args"]
    cell = sheet_of(stage, action)[place.replace("$", "")]
    if cell.comment is None:
        raise ActionFailed(f"there's no note on {place} to set the text of")
    cell.comment = Comment(text, cell.comment.author)


@acts
def deleteNote(stage: Stage, action: Action) -> None:
    sheet_of(stage, action)[action["args"][0].replace("$", "")].comment = None


_NAME = re.compile(r"[^\W\d][\w.?\\]*|\\[\w.?\\]*")
_CELL_LIKE = re.compile(r"[A-Za-z]{1,3}[0-9]+|[RrCc]|[Rr][0-9]*[Cc][0-9]*")


def check_name(name: str) -> None:
    if not _NAME.fullmatch(name) or _CELL_LIKE.fullmatch(name) or len(name) > 255:
        raise ActionFailed(f"{name!r} cannot be a name")


def names_there(stage: Stage) -> set[str]:
    tables = {table.casefold() for sheet in stage.book.worksheets for table in sheet.tables}
    return tables | {name.casefold() for name in stage.book.defined_names}


@acts
def namesAdd(stage: Stage, action: Action) -> None:
    name, refers_to = action["args"]
    check_name(name)
    if action["sheet_position"] is not None:
        raise ActionFailed("names of one sheet are not simulated")
    if name.casefold() in names_there(stage):
        raise ActionFailed(f"there is already a name {name!r}")
    if not refers_to.startswith("="):
        raise ActionFailed(f"{refers_to!r} is no formula")
    stage.book.defined_names[name] = DefinedName(name, attr_text=refers_to[1:])


@acts
def setNameRefersTo(stage: Stage, action: Action) -> None:
    name, book_scope, _, refers_to = action["args"]
    if not book_scope or name not in stage.book.defined_names:
        raise ActionFailed(f"there is no name {name!r} of the workbook")
    stage.book.defined_names[name].attr_text = refers_to[1:]


@acts
def nameDelete(stage: Stage, action: Action) -> None:
    _, _, name, _, book_scope, _ = action["args"]
    if not book_scope or name not in stage.book.defined_names:
        raise ActionFailed(f"there is no name {name!r} of the workbook")
    del stage.book.defined_names[name]


@acts
def alert(stage: Stage, action: Action) -> None:
    stage.alerts.append(action["args"][0])


@acts
def save(stage: Stage, action: Action) -> None:
    stage.saved += 1


@acts
def setScreenUpdating(stage: Stage, action: Action) -> None:
    """Nothing to see here."""


@acts
def setCalculation(stage: Stage, action: Action) -> None:
    if action["args"][0] not in ("Automatic", "Manual", "AutomaticExceptTables"):
        raise ActionFailed(f"no way of calculating: {action['args'][0]!r}")


@acts
def calculate(stage: Stage, action: Action) -> None:
    """Results of formulas are given by the test."""
