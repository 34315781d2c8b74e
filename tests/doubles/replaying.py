"""Excel without Excel and without a browser: scripts and formulas run through xlwings' own remote engine.

    wb = openpyxl.load_workbook(...)
    ran = replaying.run(module, "refresh", wb)     # a @script: wb is now as Excel would leave it
    ran.actions, ran.names, ran.alerts
    replaying.call_formula(module, "clean_email", [["A@B.FR"]])     # a @func: what spills, as lists of lists
    with replaying.opened(wb) as book: ...         # an xw.Book; what was done to it is applied at the end

Where Excel would refuse, `ActionFailed`. Only tests use this: xlwings' remote engine is under its own licence.
"""

import asyncio
import json
import os
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import ModuleType

os.environ.setdefault("XLWINGS_LICENSE_KEY", "noncommercial")
os.environ.setdefault("XLWINGS_ON_SERVER", "true")  # the decorators then keep what they are told

import acting_charts
import acting_formats
import acting_rules
import acting_sheets
import acting_shifts
import acting_tables
import acting_values
import xlwings as xw
import xlwings.server
from acting import ActionFailed, Stage, apply
from openpyxl import Workbook
from payloads import Computed, payload

KNOWN = (acting_charts, acting_formats, acting_rules, acting_sheets, acting_shifts, acting_tables, acting_values)
"""Each adds its actions when it is imported."""

__all__ = ["ActionFailed", "Ran", "apply", "book_of", "call_formula", "opened", "payload", "run"]


@dataclass
class Ran:
    """What a script did."""

    actions: list[dict[str, object]] = field(default_factory=list)
    alerts: list[str] = field(default_factory=list)
    selected: list[tuple[str, str]] = field(default_factory=list)

    @property
    def names(self) -> Counter[str]:
        """How often each action was sent."""
        return Counter(str(action["func"]) for action in self.actions)


def book_of(workbook: Workbook, computed: Computed | None = None, exclude: Collection[str] = ()) -> xw.Book:
    """The workbook as a script gets it: through JSON, as on its way from the browser."""
    return xw.Book(json=json.loads(json.dumps(payload(workbook, computed or {}, exclude))))


def finish(workbook: Workbook, book: xw.Book) -> Ran:
    """Apply what was done to the book, again through JSON."""
    actions = json.loads(json.dumps(book.json()["actions"], allow_nan=False))
    stage = Stage(workbook)
    apply(stage, actions)
    return Ran(actions, stage.alerts, stage.selected)


@contextmanager
def opened(workbook: Workbook, computed: Computed | None = None) -> Iterator[tuple[xw.Book, Ran]]:
    """A book to work on; afterwards the workbook has what was done, and the second value says it."""
    book, ran = book_of(workbook, computed), Ran()
    yield book, ran
    done = finish(workbook, book)
    ran.actions, ran.alerts, ran.selected = done.actions, done.alerts, done.selected


def run(module: ModuleType, script: str, workbook: Workbook, *args: object, computed: Computed | None = None) -> Ran:
    """Run a `@script` by its Python name with the arguments of its button or form; refused where Excel would refuse."""
    meta = getattr(module, script).__xlscript__
    excluded = _listed(meta.get("exclude"))
    if included := _listed(meta.get("include")):
        excluded = [title for title in workbook.sheetnames if title not in included]
    book = book_of(workbook, computed, excluded)
    hints = {xw.Book: book}
    wire = json.loads(json.dumps(list(args)))
    asyncio.run(xlwings.server.custom_scripts_call(module, script, None, typehint_to_value=hints, args=wire))
    return finish(workbook, book)


def _listed(said: object) -> list[str]:
    return said.split(",") if isinstance(said, str) and said else list(said or ())


def call_formula(
    module: ModuleType, function: str, *args: object, culture: str = "en-US", date_format: str = "m/d/yyyy"
) -> list[list[object]]:
    """Call a `@func` by its Python name as Excel does, with the values of its ranges; what comes back spills.

    A range is a list of lists with None for its empty cells, a left-out argument None, anything else a single value. An
    error that a user may read comes as `xw.XlwingsError`.
    """
    data: Mapping[str, object] = {
        "client": "Office.js",
        "func_name": function,
        "args": [arg if _is_range(arg) else [[arg]] for arg in json.loads(json.dumps(list(args)))],
        "caller_address": "[Book1.xlsx]Sheet1!F1",
        "session_id": "test",
        "culture_info_name": culture,
        "date_format": date_format,
        "version": xw.__version__,
        "runtime": "1.4",
    }
    result = asyncio.run(xlwings.server.custom_functions_call(data, module))
    return json.loads(json.dumps(result, allow_nan=False))


def _is_range(arg: object) -> bool:
    return isinstance(arg, list) and bool(arg) and all(isinstance(row, list) for row in arg)
