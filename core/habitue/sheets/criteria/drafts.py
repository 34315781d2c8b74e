"""Lines of a block before they have a place: what each cell holds, and whether people are asked to edit it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from habitue.criteria.allowed import Kind as NumberKind
from habitue.language import Language, Sentence
from habitue.sheetmodel import Cell, Kind, Style, Value
from habitue.sheets.criteria.blocks import LAST_COLUMN, Block
from habitue.sheets.criteria.vocabulary import choices, word


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A cell without its place."""

    value: Value
    kind: Kind = "text"
    style: Style = "plain"
    choices: tuple[str, ...] = ()
    wrap: bool = False
    across: int = 1

    def at(self, row: int, column: int) -> Cell:
        """The cell in its place."""
        return Cell(
            row=row,
            column=column,
            value=self.value,
            kind=self.kind,
            style=self.style,
            choices=self.choices,
            wrap=self.wrap,
            across=self.across,
        )


Line = Mapping[str, Draft]
"""The cells of one line of a block, by the key of their column."""


def placed(
    block: Block, lines: Iterable[Line], row: int, language: Language, more: Sentence | None = None
) -> tuple[list[Cell], int]:
    """The cells of a block from `row` on (`more` behind its note), and the row in which the next block begins."""
    note = block.note.say(language) if more is None else f"{block.note.say(language)} {more.say(language)}"
    cells = [
        Draft(value=block.title.say(language), style="subtitle").at(row, 1),
        Draft(value=note, style="muted", wrap=True, across=LAST_COLUMN - 1).at(row + 1, 1),
    ]
    used = list(lines)
    scores_used = {key for line in used for key in line}
    cells += [
        Draft(value=title.say(language), style="header", across=block.across.get(key, 1)).at(row + 2, column)
        for key, (column, title) in block.columns.items()
        if used and (key in scores_used or not key.isdigit())
    ]
    for place, line in enumerate(used, start=row + 3):
        cells += [
            # All wrap, since a cell that wraps stands at the top of its row and the others would stand at the bottom.
            replace(draft, wrap=True, across=block.across.get(key, 1)).at(place, block.columns[key][0])
            for key, draft in line.items()
        ]
    return cells, row + 3 + len(used) + 2


def shown(what: str | Sentence, language: Language, style: Style = "plain") -> Draft:
    """A text that people only read."""
    return Draft(value=what if isinstance(what, str) else what.say(language), style=style)


def asked_text(text: str, of: tuple[str, ...] = ()) -> Draft:
    """A text that people may change, perhaps from a list."""
    return Draft(value=text or None, style="input", choices=of)


def asked_word(group: str, code: str, language: Language) -> Draft:
    """A word of a drop-down."""
    return Draft(value=word(group, code, language), style="input", choices=choices(group, language))


def asked_number(value: float | None, kind: NumberKind) -> Draft:
    """A number that people may change, shown with the digits that it has."""
    return Draft(value=value, kind="percent" if kind == "share" else _shown_as(value), style="input")


def _shown_as(value: float | None) -> Kind:
    if value is None or value == int(value):
        return "integer"
    return "number" if round(value, 1) == value else "money"
