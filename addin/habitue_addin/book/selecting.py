"""What the user has selected: which rows, and what the active cell says."""

import xlwings as xw

MOST_ROWS = 100_000
"""Whole columns are no choice of lines."""


def selection_of(book: xw.Book) -> xw.Range | None:
    """The selected cells; None for a picture, for several areas that the host cannot name, or outside this workbook."""
    try:
        selected = book.selection
    except (ValueError, IndexError, AttributeError, TypeError, xw.XlwingsError):
        return None
    return selected if selected is not None and selected.address else None


def selected_rows(book: xw.Book) -> list[int]:
    """The sheet rows of the selection."""
    selected = selection_of(book)
    if selected is None or selected.shape[0] > MOST_ROWS:
        return []
    return list(range(selected.row, selected.row + selected.shape[0]))


def selected_text(book: xw.Book) -> str:
    """What the first selected cell says, where that is a text."""
    selected = selection_of(book)
    if selected is None:
        return ""
    value = selected.sheet.range((selected.row, selected.column)).value
    return value.strip() if isinstance(value, str) else ""
