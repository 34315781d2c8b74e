"""The Criteria sheet: the team's document, with the cells that people edit."""

from collections.abc import Sequence
from dataclasses import dataclass

from habitue.criteria import ColumnRole, Criteria
from habitue.language import Language, Sentence, sentence
from habitue.roles.role import Role
from habitue.sheetmodel import Cell, SheetModel, TableColumn, TableModel
from habitue.sheets.criteria import blocks, entries
from habitue.sheets.criteria.drafts import Draft, placed
from habitue.sheets.criteria.layout import cut_lines, entry_lines, group_lines, map_cells, segment_lines, stage_lines
from habitue.sheets.criteria.vocabulary import SET, UNUSED, choices, word

MARK = "criteria"
TABLE = "HabitueColumns"
_FIRST_ROW = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class DetectedColumn:
    """A column of the file: what it was taken for (None: not used), with a confidence from 0 to 1."""

    sheet: str
    header: str  # the label, unique in its table
    role: Role | None
    confidence: float


def criteria_sheet(
    criteria: Criteria,
    language: Language,
    *,
    stamp: str = "",
    drift: Sentence | None = None,
    detected: Sequence[DetectedColumn] = (),
) -> SheetModel:
    """The sheet of these criteria; `stamp` stands below the title, `drift` in the note on the cut points.

    `detected` are the columns of the file: those without a role set by people are shown with what they were taken for.
    """
    cells, row = _head(stamp, language), _FIRST_ROW
    for block, lines in (
        (blocks.GENERAL, entry_lines(entries.GENERAL, criteria, language)),
        (blocks.STAGES, stage_lines(criteria, language)),
        (blocks.LIMITS, entry_lines(entries.LIMITS, criteria, language)),
        (blocks.PACE, entry_lines(entries.PACE, criteria, language)),
        (blocks.SURVIVORS, entry_lines(entries.SURVIVORS, criteria, language)),
        (blocks.SEGMENTS, segment_lines(criteria, language)),
        (blocks.GROUPS, group_lines(criteria, language)),
    ):
        more, row = placed(block, lines, row, language)
        cells += more
    more, row = map_cells(criteria, row, language)
    cells += more
    more, row = placed(blocks.RFM, entry_lines(entries.RFM, criteria, language), row, language)
    cells += more
    if criteria.rfm.cut_points is not None:
        more, row = placed(blocks.CUTS, cut_lines(criteria, language), row, language, drift)
        cells += more
    table, more = _columns(criteria, detected, row, language)
    return SheetModel(
        mark=MARK,
        title=sentence("Criteria").say(language),
        cells=(*cells, *more),
        tables=table,
        widths=blocks.WIDTHS,
        freeze=(2, 1),
        tone="grey",
        language=language,
    )


def _head(stamp: str, language: Language) -> list[Cell]:
    about = sentence(
        "This sheet is the team's document: it says what gives each customer a status, scores and a segment. Change "
        "the yellow cells, save and refresh; a value that is not allowed is refused with its cell, and nothing is "
        "written. Rows may be added, moved and removed within a block; leave the titles and the codes on the right as "
        "they are."
    )
    return [
        Draft(value=sentence("Criteria").say(language), style="title").at(1, 1),
        *([Draft(value=stamp, style="stamp").at(2, 1)] if stamp else []),
        Draft(value=about.say(language), wrap=True, across=blocks.LAST_COLUMN - 1).at(3, 1),
    ]


def _columns(
    criteria: Criteria, detected: Sequence[DetectedColumn], row: int, language: Language
) -> tuple[tuple[TableModel, ...], list[Cell]]:
    """The columns' table: first those whose role people set, then the others with what they were taken for."""
    chosen = {(one.sheet.casefold(), one.header.casefold()) for one in criteria.columns}
    guessed = [one for one in detected if _place(one) not in chosen]
    if not criteria.columns and not guessed:
        return (), []
    every: tuple[ColumnRole | DetectedColumn, ...] = (*criteria.columns, *guessed)
    roles = [_code(one.role) for one in every]
    confidence = [None] * len(criteria.columns) + [round(one.confidence, 2) for one in guessed]
    titles = {key: title.say(language) for key, (_, title) in blocks.COLUMNS.columns.items()}
    columns = (
        TableColumn(
            key="sheet",
            title=titles["sheet"],
            kind="text",
            width=30,
            values=[one.sheet for one in every],
        ),
        TableColumn(
            key="header",
            title=titles["header"],
            kind="text",
            width=22,
            values=[one.header for one in every],
        ),
        TableColumn(
            key="role",
            title=titles["role"],
            kind="text",
            width=28,
            style="input",
            values=[word("role", role, language) for role in roles],
            choices=choices("role", language),
        ),
        TableColumn(key="confidence", title=titles["confidence"], kind="percent", width=16, values=confidence),
        TableColumn(
            key="code",
            title=titles["code"],
            kind="text",
            width=16,
            style="muted",
            values=[SET] * len(criteria.columns) + roles[len(criteria.columns) :],
        ),
    )
    cells, _ = placed(blocks.COLUMNS, (), row, language)
    return (TableModel(name=TABLE, columns=columns, row=row + 2),), cells


def _place(one: DetectedColumn) -> tuple[str, str]:
    """Compared as criteria hold it: single spaces, whatever the capitals."""
    return " ".join(one.sheet.split()).casefold(), " ".join(one.header.split()).casefold()


def _code(role: Role | None) -> str:
    return UNUSED if role is None else str(role)
