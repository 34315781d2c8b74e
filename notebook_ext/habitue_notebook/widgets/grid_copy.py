"""What a copy from the grid puts on the clipboard: columns of text as the reader's own spreadsheet takes them."""

from collections.abc import Mapping
from datetime import date

from habitue.language import Language, say_date
from habitue.refresh.mailing import safe
from habitue_notebook.widgets.frame_columns import GridColumn, Positions
from habitue_notebook.widgets.frame_rows import FrameRows

_TEXTS = ("text", "key", "label", "flag")


def copied(rows: FrameRows, positions: Positions, titles: Mapping[str, str], language: Language) -> list[object]:
    """A list per column: title, whether it is text, and the texts of its cells.

    Numbers have the decimal mark of the language and nothing that groups digits; texts never begin what a spreadsheet
    would run; nothing holds a tab or a line break, which would move the cells behind it.
    """
    wanted = [(column, cells) for column, cells in zip(rows.columns, rows.cells(positions), strict=True)]
    return [
        {
            "title": _one_line(titles[column.key]),
            "text": column.kind in _TEXTS,
            "cells": [_cell(value, column, language) for value in cells],
        }
        for column, cells in wanted
        if column.key in titles
    ]


def _cell(value: object, column: GridColumn, language: Language) -> str:
    if value is None:
        return ""
    match column.kind, value:
        case ("day", float()):
            return say_date(date.fromordinal(int(value)), language)
        case ("label", float()):
            return _one_line(column.labels[int(value)].name) if value < len(column.labels) else ""
        case ("flag", _):
            return "oui" if language == "fr" else "yes"
        case ("cents", float()):
            return _number(value / 100, language)
        case (_, float()):
            return _number(value, language)
    return _one_line(str(value))


def _number(value: float, language: Language) -> str:
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if language == "fr" else text


def _one_line(text: str) -> str:
    return safe(" ".join(text.split()))
