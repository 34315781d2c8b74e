"""Freeze as xlwings Lite does it: our Python asks the page's JavaScript for formulas, through the real Office.js."""

# ruff: noqa: N802 - the functions of xlwings' JavaScript have its names

import asyncio
import datetime as dt
import inspect
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue

import pytest
import xlwings as xw
from living import Js, in_lite
from openpyxl import Workbook
from playwright.sync_api import Error

from habitue_addin import actions

pytestmark = pytest.mark.browser


class Client:
    """`js.xlwings` for Python: each call goes to the page, which only the test's own thread may use."""

    def __init__(self) -> None:
        self.asked: SimpleQueue[tuple[str, object, Future] | None] = SimpleQueue()

    async def _ask(self, script: str, *told: object) -> object:
        answer: Future = Future()
        self.asked.put((script, told, answer))
        return await asyncio.wrap_future(answer)

    async def runActions(self, sent: dict[str, object]) -> None:
        await self._ask("(told) => xlwings.runActions(...told)", sent)

    async def getUsedRangeAddress(self, title: str, values_only: bool) -> object:
        return await self._ask("(told) => xlwings.getUsedRangeAddress(...told)", title, values_only)

    async def getRangeValues(self, title: str, place: str) -> Js:
        return Js(await self._ask("(told) => xlwings.getRangeValues(...told)", title, place))

    async def getRangeData(self, title: str, place: str, keys: list[str]) -> Js:
        return Js(await self._ask("(told) => xlwings.getRangeData(...told)", title, place, keys))


def in_page(page, action: Callable[[xw.Book], Awaitable[None]]) -> None:
    """Run an action as Lite does, in a loop of its own, and do here what it asks of the page."""
    client, given = Client(), page.evaluate("xlwings.getBookData()")

    async def whole() -> None:
        book = xw.Book(json=given)
        await action(book)
        await book.impl.flush()

    with in_lite(client), ThreadPoolExecutor(1) as thread:
        running = thread.submit(asyncio.run, whole())
        running.add_done_callback(lambda _: client.asked.put(None))
        for script, told, answer in iter(client.asked.get, None):
            try:
                answer.set_result(page.evaluate(script, list(told)))
            except Error as error:
                answer.set_exception(error)
        running.result()


def orders() -> Workbook:
    book = Workbook()
    sheet = book.active
    sheet.title = "Commandes"
    sheet.append(["Client", "Date"])
    for n in range(20):
        sheet.append([f"C{n % 3}", dt.datetime(2026, 9, 1) - dt.timedelta(days=20 * n)])
    sheet["H1"] = "=1+1"
    return book


def test_spilled_values_stay_when_the_formulas_go(pane):
    opened = pane(orders())
    sheet = opened.book["Commandes"]
    shown = opened.enter("Commandes", "D1", '=HABITUE.RFM(A1:A21,A1:A21,B1:B21,,"2026-10-31")').rows
    assert opened.enter("Commandes", "J1", "=HABITUE.RIEN(A1)").rows == [["#NAME?"]]
    in_page(opened.page, inspect.unwrap(actions.freeze))
    assert [[cell.value for cell in row] for row in sheet["D1:F21"]] == shown
    assert "HABITUE.RFM" in sheet["D1"].comment.text
    assert sheet["H1"].value == "=1+1"
    assert sheet["J1"].value == "=HABITUE.RIEN(A1)"
    assert opened.alerts == ["1 formule a été remplacée par ses valeurs (63 cellules)."]


def test_where_formulas_cannot_be_read_it_is_said_and_nothing_is_done(pane):
    opened = pane(orders(), "en")
    opened.press("freeze")
    assert opened.shown_error.startswith("Les formules ne peuvent pas être lues d’ici")
    assert opened.alerts == []
