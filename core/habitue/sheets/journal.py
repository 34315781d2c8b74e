"""The Journal: what changed, one line each, the newest at the end; lines are added, never taken away."""

import re
from typing import TYPE_CHECKING

from habitue.language import Language, Sentence, sentence
from habitue.outcome import Refresh
from habitue.sheetmodel import Cell, SheetModel, TableColumn, TableModel
from habitue.sheets.page import FIRST_ROW, stamp
from habitue.sheets.words import JOURNAL, SHEETS

if TYPE_CHECKING:
    import pandas as pd

TABLE = "HabitueJournal"
DAYS = ("when", "undone")
_WIDTHS = {"what": 18, "key": 14, "sheet": 16, "cell": 9, "column": 18, "before": 28, "after": 36, "rule": 100}
_ASIDE = re.compile(r"\s*\([^()]*\)")
_IDS = r"^.* \[((?:[a-z_]+\.[a-z_]+ ?)+)\]$"
_LANGUAGES: tuple[Language, ...] = ("fr", "en")
_NOTE = sentence("lines are added, never taken away")


def journal_sheet(refresh: Refresh) -> SheetModel:
    """All lines of `refresh.journal`, oldest first."""
    said = f"{stamp(refresh).say(refresh.language)} · {_NOTE.say(refresh.language)}"
    return journal_of(refresh.journal, refresh.language, said)


def with_words(rules: "pd.Series", language: Language) -> "pd.Series":
    """The ids of rules in words, each id kept behind them: "... get their capitals [names.case]"; all else as it is."""
    from habitue.cleaning.catalogue import all_rules  # all fields' rules: only where there is a journal to show

    known = all_rules()
    said: dict[str, str] = {}
    for text in rules.dropna().unique().tolist():
        ids = str(text).split(" ")
        if all(one in known for one in ids):
            words = [_in_words(known[one].explains, language) for one in ids]
            said[text] = f"{'; '.join(words)} [{text}]"
    return rules.replace(said) if said else rules


def with_ids(rules: "pd.Series") -> "pd.Series":
    """The reverse of `with_words`: what stands in a Journal sheet, with the ids alone."""
    return rules.str.replace(_IDS, r"\1", regex=True)


def ids_said(text: str) -> list[str]:
    """The ids of the rules that people name as the Journal does, in either language; the text itself where none is."""
    from habitue.cleaning.catalogue import all_rules

    if found := re.match(_IDS, text.strip()):
        return found[1].split(" ")
    by_words = {
        _plain(_in_words(rule.explains, language)): one for one, rule in all_rules().items() for language in _LANGUAGES
    }
    ids, left = list[str](), _plain(text)
    while left:  # several rules may have changed the cell, and their own words may hold a semicolon
        begins = [words for words in by_words if left == words or left.startswith(f"{words}; ")]
        if not begins:
            return [text.strip()]
        words = max(begins, key=len)
        ids.append(by_words[words])
        left = left[len(words) :].removeprefix("; ")
    return ids or [text.strip()]


def _in_words(explains: Sentence, language: Language) -> str:
    return _ASIDE.sub("", explains.say(language)).rstrip(" .")


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").split()).rstrip(" .").casefold()


def journal_of(lines: "pd.DataFrame", language: Language, stamped: str = "") -> SheetModel:
    """The sheet of some lines below a stamp; how cells were stored is only there where any was changed in place."""
    title = SHEETS["journal"].say(language)
    columns = tuple(
        TableColumn(
            key=key,
            title=words.say(language),
            kind="date" if key in DAYS else "text",
            values=with_words(lines[key], language) if key == "rule" else lines[key],
            width=_WIDTHS.get(key, 12),
            style="muted" if key == "stored" else "plain",
        )
        for key, words in JOURNAL.items()
        if key != "stored" or (key in lines and lines[key].notna().any())
    )
    return SheetModel(
        mark="journal",
        title=title,
        cells=(
            Cell(row=1, column=1, value=title, style="title"),
            Cell(row=2, column=1, value=stamped or _NOTE.say(language), style="stamp"),
        ),
        tables=(TableModel(name=TABLE, row=FIRST_ROW, columns=columns),),
        freeze=(FIRST_ROW, 0),
        tone="grey",
        language=language,
    )
