"""A formula called as Excel calls it: JSON in, through xlwings' own entry for its web hosts, JSON out."""

import asyncio
import json
from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from openpyxl.utils.datetime import to_excel
from xlwings.server import custom_functions_call

Cell = object
Call = Callable[..., list[list[Cell]]]


def payload(name: str, *arguments: object, culture: str = "fr-FR") -> dict[str, object]:
    """What xlwings' JavaScript sends for a formula; a cell arrives as one row of one cell, nothing as null."""
    matrices = [given if isinstance(given, list) else [[given]] for given in arguments]
    return {
        "client": "Office.js",
        "func_name": f"HABITUE_{name}",
        "args": matrices,
        "caller_address": "[Clients.xlsx]Feuil1!F1",
        "session_id": "test",
        "culture_info_name": culture,
        "date_format": "dd/mm/yyyy",
        "version": "0.37.8",
        "runtime": "1.4",
    }


def answered(sent: dict[str, object]) -> list[list[Cell]]:
    from habitue_addin import formulas

    told = json.loads(json.dumps(sent, allow_nan=False))
    result = asyncio.run(custom_functions_call(told, formulas))
    found: list[list[Cell]] = json.loads(json.dumps(result, allow_nan=False))
    return found


@pytest.fixture(scope="session")
def excel() -> Call:
    """Types a formula: `excel("STATUT", column(...), ...)`; dates come back as `date`s."""

    def call(name: str, *arguments: object) -> list[list[Cell]]:
        rows = answered(payload(name, *arguments))
        assert rows, "a formula always fills a cell"
        assert len({len(row) for row in rows}) == 1, "what a formula spills is a rectangle"
        return [[_seen(cell) for cell in row] for row in rows]

    return call


def _seen(cell: Cell) -> Cell:
    if isinstance(cell, dict):
        assert cell["type"] == "FormattedNumber", cell
        assert cell["numberFormat"] == "dd/mm/yyyy", cell
        return date.fromordinal(int(cell["basicValue"]) + date(1899, 12, 30).toordinal())
    assert cell is not None, "a blank cell is an empty text"
    return cell


@pytest.fixture(scope="session")
def column() -> Callable[..., list[list[Cell]]]:
    """Cells below one another, as Office.js sends them."""
    return lambda *cells: [[cell] for cell in cells]


@pytest.fixture(scope="session")
def raw() -> Callable[[object], Cell]:
    """A cell's value as Office.js sends it: dates are numbers, blanks are empty texts."""

    def sent(value: object) -> Cell:
        if value is None:
            return ""
        return to_excel(value) if isinstance(value, datetime | date | time) else value

    return sent
