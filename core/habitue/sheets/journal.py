"""The Journal: what changed, one line each, the newest at the end; lines are added, never taken away."""

from habitue.language import sentence
from habitue.outcome import Refresh
from habitue.sheetmodel import SheetModel, TableColumn, TableModel
from habitue.sheets.page import FIRST_ROW, head
from habitue.sheets.words import JOURNAL, SHEETS

TABLE = "HabitueJournal"
DAYS = ("when", "undone")
_WIDTHS = {"what": 18, "key": 14, "sheet": 16, "cell": 9, "column": 18, "before": 28, "after": 36, "rule": 60}


def journal_sheet(refresh: Refresh) -> SheetModel:
    """All lines of `refresh.journal`, oldest first."""
    title = SHEETS["journal"].say(refresh.language)
    columns = tuple(
        TableColumn(
            key=key,
            title=words.say(refresh.language),
            kind="date" if key in DAYS else "text",
            values=refresh.journal[key],
            width=_WIDTHS.get(key, 12),
        )
        for key, words in JOURNAL.items()
    )
    return SheetModel(
        mark="journal",
        title=title,
        cells=head(refresh, title, sentence("lines are added, never taken away")),
        tables=(TableModel(name=TABLE, row=FIRST_ROW, columns=columns),),
        freeze=(FIRST_ROW, 0),
        tone="grey",
        language=refresh.language,
    )
