"""xlwings Lite without a browser: a script that asks Excel while it runs, and waits for the answer.

    answer = living.wait(wb, lambda book: freeze(book, day), spills={("Sheet1", 2, 3): [["a", "b"], ["c", "d"]]})

The functions of xlwings' script that Lite offers to Python are stood in for by ones on an openpyxl workbook. Formulas
give what `spills` says for their cell, over as many cells as it has, until something is put over them.
"""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType, SimpleNamespace
from typing import TypeVar
from unittest import mock

import acting
import xlwings as xw
from acting import Stage, bounds
from openpyxl import Workbook
from payloads import payload
from typed import sent

T = TypeVar("T")
Spills = Mapping[tuple[str, int, int], list[list[object]]]


class Js:
    """What comes from JavaScript and can be turned into Python's."""

    def __init__(self, value: object) -> None:
        self.value = value

    def to_py(self) -> object:
        return self.value


class _Client:
    """`js.xlwings`, as far as it is simulated; anything else fails with its name."""

    def __init__(self, workbook: Workbook, spills: Spills) -> None:
        self.stage, self.spills = Stage(workbook), spills
        self.actions: list[dict[str, object]] = []

    async def runActions(self, sent_: dict[str, object]) -> None:  # noqa: N802
        actions = json.loads(json.dumps(sent_["actions"], allow_nan=False))
        self.actions += actions
        acting.apply(self.stage, actions)

    async def getUsedRangeAddress(self, title: str, values_only: bool) -> str | None:  # noqa: N802
        places = list(self._shown(title))
        if not places:
            return None
        rows, columns = [row for row, _ in places], [column for _, column in places]
        return acting.address(min(rows), min(columns), max(rows), max(columns))

    async def getRangeValues(self, title: str, place: str) -> Js:  # noqa: N802
        shown = self._shown(title)
        return Js(self._matrix(place, lambda at: sent(shown.get(at))))

    async def getRangeData(self, title: str, place: str, keys: list[str]) -> Js:  # noqa: N802
        if keys != ["formulas"]:
            raise NotImplementedError(f"reading {keys} is not simulated")
        sheet, shown = self.stage.book[title], self._shown(title)

        def formula(at: tuple[int, int]) -> object:
            cell = sheet.cell(*at)
            return cell.value if cell.data_type == "f" else sent(shown.get(at))

        return Js({"formulas": self._matrix(place, formula)})

    def _shown(self, title: str) -> dict[tuple[int, int], object]:
        """The values of a sheet, with what its formulas give and spill."""
        sheet = self.stage.book[title]
        stands = {(c.row, c.column): c for row in sheet.iter_rows() for c in row if c.value is not None}
        shown = {at: cell.value for at, cell in stands.items() if cell.data_type != "f"}
        for (row, column), cell in stands.items():
            if cell.data_type == "f":
                spill = self.spills.get((title, row, column), [[0]])
                places = {(row + r, column + c): v for r, line in enumerate(spill) for c, v in enumerate(line)}
                blocked = any(at in stands for at in places if at != (row, column))
                shown |= {(row, column): "#SPILL!"} if blocked else {at: v for at, v in places.items() if v != ""}
        return shown

    def _matrix(self, place: str, value: Callable[[tuple[int, int]], object]) -> list[list[object]]:
        top, left, bottom, right = bounds(place)
        return [[value((row, column)) for column in range(left, right + 1)] for row in range(top, bottom + 1)]


@contextmanager
def in_lite(client: object) -> Iterator[None]:
    """Have xlwings believe that it runs in Pyodide, with this client for its JavaScript."""
    from xlwings.pro import _xlremote

    js, ffi, pyodide = ModuleType("js"), ModuleType("pyodide.ffi"), ModuleType("pyodide")
    js.xlwings, js.Object = client, SimpleNamespace(fromEntries=dict)
    ffi.to_js, ffi.JsNull, pyodide.ffi = lambda value, **_: value, type("JsNull", (), {}), ffi
    machine = SimpleNamespace(platform="emscripten", modules=sys.modules)
    modules = {"js": js, "pyodide": pyodide, "pyodide.ffi": ffi}
    with mock.patch.dict(sys.modules, modules), mock.patch.object(_xlremote, "sys", machine):
        yield


def wait(
    workbook: Workbook, script: Callable[[xw.Book], Awaitable[T]], spills: Spills | None = None
) -> tuple[T, list[dict[str, object]]]:
    """Run what waits for Excel's answers, apply what is left at its end; its answer, and all requests."""
    client = _Client(workbook, spills or {})
    with in_lite(client):
        book = xw.Book(json=json.loads(json.dumps(payload(workbook, {}))))

        async def whole() -> T:
            answer = await script(book)
            await book.impl.flush()
            return answer

        return asyncio.run(whole()), client.actions
