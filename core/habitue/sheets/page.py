"""The head that all our sheets share: a title, and a stamp that says of when and by which criteria."""

from habitue.language import Sentence, sentence
from habitue.outcome import Refresh
from habitue.sheetmodel import Cell

FIRST_ROW = 4
"""The row of the first table or text below the head."""


def stamp(refresh: Refresh) -> Sentence:
    """The refresh date, `as_of` and the criteria's version, in one line."""
    return sentence(
        "Refreshed on {refreshed_on} · as of {as_of} · criteria {version}",
        refreshed_on=refresh.refreshed_on,
        as_of=refresh.as_of,
        version=refresh.criteria.version,
    )


def head(refresh: Refresh, title: str, note: Sentence | None = None) -> tuple[Cell, ...]:
    """Title in row 1, stamp in row 2 (with a note behind it where there is one)."""
    said = stamp(refresh).say(refresh.language)
    if note is not None:
        said = f"{said} · {note.say(refresh.language)}"
    return (
        Cell(row=1, column=1, value=title, style="title"),
        Cell(row=2, column=1, value=said, style="stamp"),
    )
