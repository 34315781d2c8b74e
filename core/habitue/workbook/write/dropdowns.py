"""Drop-downs and number limits: which cells of a sheet have them, and where long lists of choices are kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from habitue.language import Sentence, sentence
from habitue.sheetmodel import SheetModel, TableColumn
from habitue.workbook.write.areas import Area
from habitue.workbook.write.layout import Placed

CHOICES_COLUMN = 256
"""The first of the hidden columns that hold lists of choices too long for a drop-down's own text."""

_CHOICES_LIMIT = 255


@dataclass(frozen=True, slots=True)
class Dropdown:
    """A list of choices, or number limits, for some cells."""

    area: Area
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    whole: bool = False


def dropdowns(model: SheetModel, tables: Sequence[Placed]) -> list[Dropdown]:
    """All drop-downs and limits of a sheet, in their order."""
    found = [
        Dropdown(Area(cell.row, cell.column, cell.row, cell.column), cell.choices)
        for cell in model.cells
        if cell.choices
    ]
    found += [
        _column_dropdown(table, column)
        for table in tables
        for column in table.model.columns
        if column.choices or column.minimum is not None or column.maximum is not None
    ]
    return found


def _column_dropdown(table: Placed, column: TableColumn) -> Dropdown:
    place = table.column_area(column.key)
    return Dropdown(place, column.choices, column.minimum, column.maximum, column.kind == "integer")


def is_long(choices: tuple[str, ...]) -> bool:
    """Whether choices cannot be listed in the drop-down itself (its text is limited and split at commas)."""
    return len(",".join(choices)) > _CHOICES_LIMIT or any("," in choice or '"' in choice for choice in choices)


def long_lists(found: Iterable[Dropdown]) -> dict[tuple[str, ...], int]:
    """The lists that need a hidden column, and which."""
    long = dict.fromkeys(dropdown.choices for dropdown in found if is_long(dropdown.choices))
    return {choices: CHOICES_COLUMN + n for n, choices in enumerate(long)}


def limits(dropdown: Dropdown, mark: str) -> tuple[str, str, Sentence]:
    """A number limit as a validation rule: its attributes, its formulas and the advice when it is not met."""
    low, high = dropdown.minimum, dropdown.maximum
    kind = "whole" if dropdown.whole else "decimal"
    if low is not None and high is not None:
        inner = f"<{mark}formula1>{low:.17g}</{mark}formula1><{mark}formula2>{high:.17g}</{mark}formula2>"
        return f'type="{kind}"', inner, sentence("A number from {low} to {high} is wanted.", low=low, high=high)
    if low is not None:
        inner = f"<{mark}formula1>{low:.17g}</{mark}formula1>"
        advice = sentence("A number of at least {low} is wanted.", low=low)
        return f'type="{kind}" operator="greaterThanOrEqual"', inner, advice
    assert high is not None
    inner = f"<{mark}formula1>{high:.17g}</{mark}formula1>"
    return (
        f'type="{kind}" operator="lessThanOrEqual"',
        inner,
        sentence("A number of at most {high} is wanted.", high=high),
    )
