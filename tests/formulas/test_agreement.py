"""The formulas and a refresh of the same workbook say the same, cell by cell."""

import math
import warnings
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from habitue.criteria import Criteria, InactiveLimit, to_toml
from habitue.refresh import Computed, Wish, compute
from habitue.refresh.build import sheet_models
from habitue.sheetmodel import SheetModel

AS_OF = date(2026, 11, 1)
Rows = list[list[object]]


class Demo:
    """The demo workbook: its two sheets as Excel sends them, and what a refresh makes of it."""

    def __init__(self, path: Path, raw: Callable[[object], object]) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # openpyxl, of extensions that it does not know
            book = load_workbook(path, data_only=True)
        self.customers, self.orders = (
            [[raw(value) for value in row] for row in book[sheet].iter_rows(values_only=True)]
            for sheet in ("Clients", "Commandes")
        )
        self.computed: Computed = compute(Wish(paths=(path,), as_of=AS_OF))
        self.path = path
        self.lines = lines_of(self.computed)

    def line(self, row: list[object]) -> dict[str, object] | None:
        """What the refresh says of the customer of a row of the sheet; None for titles, blank rows and totals."""
        return self.lines.get(str(row[0]).strip())


def lines_of(computed: Computed) -> dict[str, dict[str, object]]:
    """The customers of a refresh by their keys."""
    return {line["key"]: line for line in computed.refresh.customers.to_dict("records")}


@pytest.fixture(scope="module")
def demo(made: Path, raw: Callable[[object], object]) -> Demo:
    return Demo(made / "boutique.xlsm", raw)


def say(demo: Demo, line: dict[str, object], what: str) -> object:
    """One result of a refresh as a formula has it."""
    refresh = demo.computed.refresh
    value = line[what]
    match what:
        case "status":
            return refresh.statuses[value].name
        case "segment":
            return refresh.segments[value].name if value >= 0 else ""
        case "silence":
            return value if value >= 0 else ""
        case "habit":
            return round(value, 1) if line["order_days"] and not math.isnan(value) else ""
    return value


@pytest.mark.parametrize(
    ("formula", "what"),
    [
        ("STATUT", "status"),
        ("POURQUOI", "why"),
        ("HABITUDE", "habit"),
        ("SILENCE", "silence"),
        ("SEGMENT", "segment"),
    ],
)
def test_every_row_says_what_the_refresh_says(excel, demo, formula, what):
    spilt = excel(formula, demo.customers, demo.orders, None, None, "2026-11-01", None)
    lines = [(demo.line(row), cell) for row, (cell,) in zip(demo.customers, spilt, strict=True)]
    assert sum(line is not None for line, _ in lines) == 620
    wrong = [
        (line["key"], cell, say(demo, line, what)) for line, cell in lines if line and cell != say(demo, line, what)
    ]
    assert wrong == []
    assert [cell for line, cell in lines if line is None and cell] == [spilt[4][0]], "only the header has a title"


def test_scores_are_those_of_the_refresh(excel, demo):
    spilt = excel("RFM", demo.customers, demo.orders, None, None, "2026-11-01", None)
    for row, cells in zip(demo.customers, spilt, strict=True):
        line = demo.line(row)
        if line is not None:
            scores = [line["r"], line["f"], line["m"]]
            assert cells == ([*scores, "".join(map(str, scores))] if scores[0] else ["", "", "", ""])


def test_the_table_of_all_customers_is_that_of_the_refresh(excel, demo):
    """Without the sheet of customers, those who never ordered are not there; the orders are the same."""
    header, *spilt = excel("CYCLEDEVIE", demo.orders, None, None, "2026-11-01", None)
    assert header[0] == "Client"
    buyers = {key.upper(): line for key, line in demo.lines.items() if line["order_days"]}
    bought = {row[0].upper(): row for row in spilt if row[3]}
    assert bought.keys() == buyers.keys()
    for key, (_, first, last, order_days, silence, habit, *_) in bought.items():
        line = buyers[key]
        assert (first.toordinal(), last.toordinal()) == (line["first_day"], line["last_day"])
        assert (order_days, silence) == (line["order_days"], line["silence"])
        assert habit == say(demo, line, "habit")


def test_columns_one_by_one_are_the_table_without_what_only_its_other_columns_tell(excel, demo, column):
    """Nothing says then that an order was cancelled or a quote; all other orders are the same orders."""
    state = 7
    plain = [row for row in demo.orders if row[state] not in ("Annulée", "Devis", "Avoir")]
    of = lambda place: [[row[place]] for row in plain]  # noqa: E731
    spilt = excel("SILENCE", [[row[0]] for row in demo.customers], of(2), of(1), of(6), "2026-11-01", None)
    wrong = [
        (line["key"], cell)
        for row, (cell,) in zip(demo.customers, spilt, strict=True)
        if (line := demo.line(row)) and line["silence"] >= 0 and cell != line["silence"]
    ]
    assert wrong == []


def test_a_criteria_sheet_in_the_workbook_judges_as_it_does_in_a_refresh(excel, demo, tmp_path):
    criteria = Criteria(preset="primary", inactive=InactiveLimit(fixed_limit_days=100))
    path = tmp_path / "criteria.toml"
    path.write_text(to_toml(criteria), encoding="utf-8")
    other = compute(Wish(paths=(demo.path,), as_of=AS_OF, criteria_file=path))
    names = {line["key"]: other.refresh.statuses[line["status"]].name for line in lines_of(other).values()}
    cells = grid(next(model for model in sheet_models(other) if model.mark == "criteria"))
    spilt = excel("STATUT", demo.customers, demo.orders, None, None, "2026-11-01", cells)
    found = {line["key"]: cell for row, (cell,) in zip(demo.customers, spilt, strict=True) if (line := demo.line(row))}
    assert {key: name for key, name in names.items() if key in found} == found
    assert "En passivation" in found.values()


def grid(model: SheetModel) -> Rows:
    """The cells of a sheet of ours, as they stand in a workbook."""
    cells = {(cell.row, cell.column): cell.value for cell in model.cells}
    for table in model.tables:
        for place, one in enumerate(table.columns, start=table.column):
            cells[table.row, place] = one.title
            for number, value in enumerate(one.values, start=1):
                cells[table.row + number, place] = value
    rows, width = max(row for row, _ in cells), max(place for _, place in cells)
    return [
        ["" if (value := cells.get((row, place))) is None else value for place in range(1, width + 1)]
        for row in range(1, rows + 1)
    ]
