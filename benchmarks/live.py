"""Rendering a customers sheet into an open workbook, through xlwings' own remote engine: requests and CPU time.

    python benchmarks/live.py [rows ...]    # 10,000 and 100,000 rows by default

The floor is what any add-in must pay: the JSON of the bare values, as Excel's own protocol wants them. "Cell by cell"
is what a script pays that sets each cell in turn, measured over the first 2,000 rows and scaled up. "Again" renders the
same sheet over the one that stands, read back from the request that Excel would send.
"""

import json
import os
import random
import sys
import time
from collections.abc import Callable
from datetime import date

os.environ.setdefault("XLWINGS_LICENSE_KEY", "noncommercial")
os.environ.setdefault("XLWINGS_ON_SERVER", "true")

import xlwings as xw

from habitue.sheetmodel import Cell, Highlight, SheetModel, TableColumn, TableModel
from habitue_addin.book.rendering import render

STATUSES = ("Suspect", "Prospect", "New", "Active", "Inactive", "Lost")
SAMPLE = 2_000


def customers(rows: int) -> SheetModel:
    """Customers as our sheet shows them: sixteen columns of texts, days, numbers and amounts."""
    chance = random.Random(7)
    days = [date(2024, 1, 1).toordinal() + chance.randrange(900) for _ in range(rows)]
    status = chance.choices(STATUSES, k=rows)
    columns = [
        TableColumn(key="key", title="Customer", kind="text", values=[f"{n:06d}" for n in range(rows)]),
        TableColumn(key="name", title="Name", kind="text", values=[f"Élodie Müller {n}" for n in range(rows)]),
        TableColumn(key="email", title="E-mail", kind="text", values=[f"client{n}@exemple.fr" for n in range(rows)]),
        TableColumn(key="phone", title="Phone", kind="text", values=[f"+33 6 {n % 10**8:08d}" for n in range(rows)]),
        TableColumn(key="town", title="Town", kind="text", values=chance.choices(("Paris", "Lyon", "Nice"), k=rows)),
        TableColumn(key="first", title="First order", kind="date", values=days),
        TableColumn(key="last", title="Last order", kind="date", values=days[::-1]),
        TableColumn(key="days", title="Order days", kind="integer", values=[n % 9 for n in range(rows)]),
        TableColumn(key="revenue", title="Revenue", kind="money", values=[n * 1.25 for n in range(rows)]),
        TableColumn(key="habit", title="Habit", kind="number", values=[chance.random() * 90 for _ in range(rows)]),
        TableColumn(
            key="silence", title="Silence", kind="integer", values=[chance.randrange(900) for _ in range(rows)]
        ),
        TableColumn(key="status", title="Status", kind="text", values=status),
        TableColumn(key="why", title="Why", kind="text", values=[f"Silent for {n % 900} days." for n in range(rows)]),
        *(TableColumn(key=one, title=one, kind="integer", values=chance.choices(range(1, 6), k=rows)) for one in "RFM"),
    ]
    marks = tuple(Highlight(column="status", value=one, tone="green") for one in STATUSES)
    table = TableModel(name="HabitueCustomers", columns=tuple(columns), row=4, line_key="key", highlights=marks)
    title = Cell(row=1, column=1, value="Customers", style="title")
    return SheetModel(mark="customers", title="Customers", cells=(title,), tables=(table,), freeze=(4, 2))


def plain(model: SheetModel) -> list[list[object]]:
    """The bare values of its table, row by row."""
    columns = model.tables[0].columns
    return [[column.title for column in columns], *map(list, zip(*(column.values for column in columns), strict=True))]


def request(sheets: list[dict[str, object]], names: list[dict[str, object]]) -> dict[str, object]:
    """What Excel sends at the start of a script."""
    book = {"name": "Book1.xlsx", "active_sheet_index": 0, "selection": "A1", "calculation": "Automatic"}
    return {"client": "Office.js", "version": xw.__version__, "book": book, "names": names, "sheets": sheets}


def sheet(title: str, values: list[list[object]], tables: list[dict[str, object]]) -> dict[str, object]:
    """One sheet of a request."""
    nothing: dict[str, object] = {name: [] for name in ("pictures", "shapes", "charts", "pivot_tables", "notes")}
    told = {"visibility": "Visible", "show_gridlines": True, "print_area": None, "notes_supported": True}
    return {"name": title, "values": values, "tables": tables, "used_range_address": None, **nothing, **told}


def standing(model: SheetModel, actions: list[dict[str, object]]) -> dict[str, object]:
    """The request after a first rendering: our sheet with its table and names."""
    rows = plain(model)
    width, last = len(rows[0]), len(rows) + 3
    right = xw.utils.col_name(width)
    table = {
        "name": "HabitueCustomers",
        "range_address": f"A4:{right}{last}",
        "columns": rows[0],
        "header_row_range_address": f"A4:{right}4",
        "data_body_range_address": f"A5:{right}{last}",
        "total_row_range_address": None,
        "show_headers": True,
        "show_totals": False,
        "show_autofilter": True,
    }
    added = [action["args"] for action in actions if action["func"] == "namesAdd"]
    place = {"type": "Range", "sheet_index": 1, "address": "A1", "scope_sheet_index": None, "book_scope": True}
    names = [{"name": name, "refers_to": refers, "scope_sheet_name": None, **place} for name, refers in added]
    blank: list[object] = [""] * width
    ours = sheet("Customers", [["Customers", *blank[1:]], blank, blank, *rows], [table])
    return request([sheet("Sheet1", [[]], []), ours], names)


def rendered(told: dict[str, object], model: SheetModel) -> list[dict[str, object]]:
    """All that is sent back to Excel, as text and back."""
    book = xw.Book(json=told)
    render(book, (model,))
    return json.loads(json.dumps(book.json()))["actions"]


def one_by_one(told: dict[str, object], rows: list[list[object]]) -> str:
    """A script that sets cell after cell."""
    book = xw.Book(json=told)
    page = book.sheets.add(name="Customers")
    for row, line in enumerate(rows, 4):
        for column, value in enumerate(line, 1):
            page.range((row, column)).value = value
    return json.dumps(book.json())


def timed(work: Callable[[], object]) -> tuple[float, object]:
    """CPU seconds, and what came out."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def nothing_yet() -> dict[str, object]:
    """The request of a new workbook."""
    return request([sheet("Sheet1", [[]], [])], [])


def main() -> None:
    """Measure and print one line for each size."""
    for rows in [int(text) for text in sys.argv[1:]] or [10_000, 100_000]:
        model = customers(rows)
        rendered(nothing_yet(), customers(10))  # whatever the first call loads
        floor, bare = timed(lambda model=model: json.loads(json.dumps(plain(model))))
        first, actions = timed(lambda model=model: rendered(nothing_yet(), model))
        again, more = timed(lambda model=model, actions=actions: rendered(standing(model, actions), model))
        some = plain(model)[:SAMPLE]
        single, _ = timed(lambda some=some: json.loads(one_by_one(nothing_yet(), some)))
        single *= len(bare) / len(some)
        print(
            f"{rows:,} rows: floor {floor:.2f} s; first {first:.2f} s ({first / floor:.1f} x) in {len(actions)} "
            f"requests; again {again:.2f} s ({again / floor:.1f} x) in {len(more)}; cell by cell {single:.1f} s "
            f"({single / first:.0f} x ours) in {rows * len(some[0]):,} requests"
        )


if __name__ == "__main__":
    main()
