"""The Duplicates sheet: lines that may be one customer, below one another, with the reason and a cell to answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from habitue.language import Language, Sentence, sentence
from habitue.roles import Role
from habitue.roles.titles import role_title
from habitue.sheetmodel import Cell, FormerSheet, Highlight, SheetModel, Style, TableColumn, TableModel, Tone
from habitue.sheets.page import FIRST_ROW
from habitue.sheets.words import DETAILS, REVIEW, SHEETS, key_of

if TYPE_CHECKING:
    import pandas as pd

MARK = "duplicates"
TABLE, KEPT_TABLE = "HabitueDuplicates", "HabitueAnswers"

LANGUAGES: tuple[Language, ...] = ("en", "fr")

STATES: Mapping[str, Sentence] = {
    "open": sentence("to decide"),
    "conflict": sentence("contradiction"),
    "later": sentence("put off"),
    "certain": sentence("certain"),
    "answered": sentence("decided"),
}
_TONES: Mapping[str, Tone] = {
    "open": "amber", "conflict": "red", "later": "orange", "certain": "green", "answered": "grey",
}  # fmt: skip
_LEFT = ("group", "state", "answer", "why", "key")
_RIGHT = ("sheet", "row", "note", "reference", "mark")
_WIDTHS = {
    "group": 8, "state": 11, "answer": 18, "why": 46, "key": 13, "sheet": 12, "row": 7, "note": 26, "reference": 14,
    "mark": 14, Role.EMAIL: 26, Role.ADDRESS: 24, Role.NAME: 22, Role.COMPANY: 24, Role.POSTCODE: 10, Role.CIVILITY: 9,
    Role.LAST_NAME: 17,
}  # fmt: skip
_DETAILS = (
    *(Role(role) for role in DETAILS if role != "key"), Role.BIRTH_DATE, Role.SIREN, Role.SIRET, Role.VAT,
)  # fmt: skip

REVIEWED: tuple[str, ...] = tuple(map(str, _DETAILS))
"""The details that the sheet shows, by role, where any line has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """What the sheet shows.

    `lines` has the columns of `REVIEW` and the details by `Role`, a reference line at the head of each group; `styles`
    tells for each detail how each of its cells looks. `kept` are answers about lines that are not on the sheet (the
    columns "answer", "reference", "mark").
    """

    language: Language
    counts: tuple[Sentence, ...]
    notes: tuple[Sentence, ...]
    choices: tuple[str, ...]
    lines: "pd.DataFrame"
    styles: Mapping[str, Sequence[Style]]
    kept: "pd.DataFrame"


def duplicates_sheet(page: ReviewPage) -> SheetModel:
    """The counts, how to answer, the table of groups, and the answers that have no line any more."""
    title = SHEETS["duplicates"].say(page.language)
    said = [line.say(page.language) for line in (*page.counts, *page.notes)]
    cells = [Cell(row=1, column=1, value=title, style="title")]
    cells += [Cell(row=2, column=1, value=said[0], style="stamp")]
    cells += [Cell(row=2 + n, column=1, value=line) for n, line in enumerate(said[1:], start=1)]
    row = max(FIRST_ROW, len(said) + 2)
    tables: list[TableModel] = []
    if len(page.lines):
        cells += _legend(page.language, row)
        row += 2
        tables.append(_table(page, row))
        row = tables[0].last_row + 3
    else:
        row += 1
    if len(page.kept):
        heading = sentence("Answers about lines that are not above, kept for later").say(page.language)
        cells.append(Cell(row=row, column=1, value=heading, style="subtitle"))
        tables.append(_kept(page, row + 1))
    return SheetModel(
        mark=MARK,
        title=title,
        cells=tuple(cells),
        tables=tuple(tables),
        freeze=(tables[0].row, 3) if len(page.lines) else (0, 0),
        widths=() if tables else (30,),
        tone="orange",
        language=page.language,
    )


def read_review(sheet: FormerSheet) -> "pd.DataFrame":
    """The answers as they stand: answer, reference, mark, note and state of all lines with a reference (text)."""
    import pandas as pd

    wanted = ["answer", "reference", "mark", "note", "state"]
    found = [pd.DataFrame(columns=wanted, dtype="string")]
    for table in sheet.tables:
        titles = {column: key for column in table.frame.columns if (key := key_of("review", str(column)))}
        frame = table.frame[list(titles)].rename(columns=titles)
        if {"answer", "reference", "mark"} <= set(frame.columns):
            found.append(frame.reindex(columns=wanted).astype("string"))
    whole = pd.concat(found, ignore_index=True)
    return whole[whole["reference"].notna() & whole["mark"].notna()].reset_index(drop=True)


def read_certain(sheet: FormerSheet) -> "pd.DataFrame":
    """The lines of certain groups as they stand, heads of groups included (text).

    The columns are group, reference (missing at a head), mark, and the details that are shown by `Role`.
    """
    import pandas as pd

    words = {STATES["certain"].say(language) for language in LANGUAGES}
    details = {title: str(role) for role in _DETAILS for title in _titles(role)}
    for table in sheet.tables:
        titles = {name: key for name in table.frame if (key := key_of("review", str(name)) or details.get(str(name)))}
        lines = table.frame[list(titles)].rename(columns=titles)
        if {"group", "state", "reference", "mark"} <= set(lines.columns):
            certain = lines["state"].isin(words)
            head = lines["reference"].isna() & lines["group"].isin(set(lines.loc[certain, "group"]))
            shown = [name for name in lines if name in ("group", "reference", "mark") or name in details.values()]
            return lines.loc[certain | head, shown].astype("string").reset_index(drop=True)
    return pd.DataFrame(columns=["group", "reference", "mark"], dtype="string")


def read_doubts(sheet: FormerSheet) -> "pd.DataFrame":
    """The lines with a reference as they stand: the numbers of both customers ("key", "other"), and the answer."""
    import pandas as pd

    wanted = ["key", "other", "answer"]
    for table in sheet.tables:
        titles = {column: key for column in table.frame.columns if (key := key_of("review", str(column)))}
        lines = table.frame[list(titles)].rename(columns=titles)
        if {"key", "reference", "mark", "answer"} <= set(lines.columns):
            numbers = lines.dropna(subset=["mark"]).drop_duplicates("mark").set_index("mark")["key"]
            lines = lines[lines["reference"].notna()].reset_index(drop=True)
            return lines.assign(other=lines["reference"].map(numbers))[wanted].astype("string")
    return pd.DataFrame(columns=wanted, dtype="string")


def _titles(role: Role) -> list[str]:
    """What a column of details is called, in both languages."""
    return [_title(role, language) for language in LANGUAGES]


def _title(role: Role, language: Language) -> str:
    return DETAILS[role].say(language) if role in DETAILS else role_title(role).say(language).capitalize()


def _legend(language: Language, row: int) -> list[Cell]:
    """What the colours of the details mean."""
    shown: tuple[tuple[Style, Sentence], ...] = (
        ("good", sentence("differs: would stay")),
        ("warn", sentence("differs: would be kept beside")),
        ("muted", sentence("the same")),
    )
    return [
        Cell(row=row, column=column, value=said.say(language), style=style)
        for column, (style, said) in zip((3, 4, 5), shown, strict=True)
    ]


def _table(page: ReviewPage, row: int) -> TableModel:
    details = [role for role in _DETAILS if str(role) in page.lines]
    columns = (
        *(_column(page, key) for key in _LEFT),
        *(_detail(page, role) for role in details),
        *(_column(page, key) for key in _RIGHT),
    )
    return TableModel(
        name=TABLE,
        row=row,
        line_key="mark",
        columns=columns,
        highlights=tuple(
            Highlight(column="state", value=STATES[key].say(page.language), tone=tone) for key, tone in _TONES.items()
        ),
        banded=False,
    )


def _column(page: ReviewPage, key: str) -> TableColumn:
    answer = key == "answer"
    return TableColumn(
        key=key,
        title=REVIEW[key].say(page.language),
        kind="integer" if key in ("group", "row") else "text",
        values=page.lines[key],
        width=_WIDTHS[key],
        style="muted" if key in ("sheet", "row", "reference", "mark") else "plain",
        styles=_head_styles(page, key),
        wrap=key in ("why", "note"),
        choices=page.choices if answer else (),
    )


def _head_styles(page: ReviewPage, key: str) -> tuple[Style, ...]:
    """Heads of groups stand out, and cells to answer are for the lines below them."""
    looks: dict[str, tuple[Style, Style]] = {
        "answer": ("plain", "input"), "group": ("strong", "muted"), "why": ("strong", "plain"),
        "key": ("strong", "plain"),
    }  # fmt: skip
    if key not in looks:
        return ()
    head, line = looks[key]
    return tuple(head if blank else line for blank in page.lines["reference"].isna())


def _detail(page: ReviewPage, role: Role) -> TableColumn:
    return TableColumn(
        key=str(role),
        title=_title(role, page.language),
        kind="text",
        values=page.lines[str(role)],
        width=_WIDTHS.get(role, 14),
        styles=tuple(page.styles[str(role)]),
    )


def _kept(page: ReviewPage, row: int) -> TableModel:
    columns = tuple(
        TableColumn(
            key=key,
            title=REVIEW[key].say(page.language),
            kind="text",
            values=page.kept[key],
            choices=page.choices if key == "answer" else (),
        )
        for key in ("reference", "mark", "answer")
    )
    return TableModel(name=KEPT_TABLE, row=row, columns=columns, filters=False)
