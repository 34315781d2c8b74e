"""A pane in headless Chromium: the real Office.js and xlwings' own JavaScript, our Python, and a double for Excel."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlwings_server
from calculating import Entry, Shown, enter
from officehost import Host
from playwright.sync_api import Browser, Page, sync_playwright

BENCH = Path(__file__).with_name("bench")
OFFICE = next(Path(xlwings_server.__file__).parent.glob("static/vendor/office-js/*/dist/excel-web-16.00.js"))
DAY = date(2026, 10, 31)
_START = 120  # seconds that the server may take on a busy machine


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of xlwings' server with our formulas and actions; only tests use it, see the licences."""
    port = free_port()
    told = {
        "XLWINGS_PROJECT_DIR": str(BENCH),
        "XLWINGS_LICENSE_KEY": "noncommercial",
        "XLWINGS_ENVIRONMENT": "prod",
        "XLWINGS_FUNCTIONS_NAMESPACE": "HABITUE",
        "XLWINGS_SECRET_KEY": "for-tests-only-for-tests-only-for-tests-only",
        "XLWINGS_PROJECT_NAME": "Habitué",
        "XLWINGS_ENABLE_SOCKETIO": "false",
        "HABITUE_TEST_DAY": DAY.isoformat(),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    log = tmp_path_factory.mktemp("server") / "log.txt"
    with log.open("w") as output:
        running = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", "xlwings_server.main:main_app", "--port", str(port)],
            env={**os.environ, **told}, stdout=output, stderr=output,
        )  # fmt: skip
        try:
            _wait(port, running, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            running.terminate()
            running.wait(30)


def _wait(port: int, running: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _START
    while time.monotonic() < until:
        if running.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"the server did not start:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="package")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:  # until it ends no other test can run an event loop
        found = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@dataclass
class Pane:
    """The pane, and the workbook behind it."""

    page: Page
    host: Host
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)  # to the server, the last part of each address
    _functions: dict[str, dict[str, object]] = field(default_factory=dict)

    @property
    def book(self) -> openpyxl.Workbook:
        return self.host.book

    @property
    def alerts(self) -> list[str]:
        """What was said in dialogs, in order."""
        return [said["prompt"] for said in self.page.evaluate("__excel.dialogs")]

    @property
    def shown_error(self) -> str:
        """What stands in the pane's red bar; empty where it is not shown."""
        bar = self.page.locator("#global-error-alert")
        return bar.inner_text().strip() if bar.is_visible() else ""

    def press(self, key: str) -> None:
        """Click the pane's button and wait until it may be clicked again."""
        self.page.click(f"#{key}")
        self.page.wait_for_selector(f"#{key}:not([disabled])", timeout=180_000)

    def enter(self, sheet: str, cell: str, formula: str) -> Shown:
        """Type a formula into a cell, and say what it shows."""
        if not self._functions:
            known = self.page.evaluate("fetch('xlwings/custom-functions-meta.json').then((found) => found.json())")
            self._functions = {str(one["name"]).upper(): one for one in known["functions"]}
        return enter(self.host, self._calculate, Entry(sheet, cell, formula), self._functions)

    def _calculate(self, name: str, given: list[object], address: str) -> dict[str, object]:
        told = json.dumps([name, given, address])
        return json.loads(self.page.evaluate("async (told) => __excel.calculate(told)", told))

    def ribbon(self, key: str) -> None:
        """Press the button of the ribbon and wait until it says that it is done."""
        self.page.evaluate("(key) => __excel.press(key)", key)


@pytest.fixture
def pane(server: str, browser: Browser) -> Iterator[Callable[..., Pane]]:
    """Opens the pane on a workbook: `pane(book, language="fr")`."""
    opened: list[tuple[Page, Pane]] = []

    def open_pane(book: openpyxl.Workbook, language: str = "fr", computed: object = None) -> Pane:
        page = browser.new_context(viewport={"width": 360, "height": 640}).new_page()
        page.set_default_timeout(180_000)
        made = Pane(page, Host(book, computed=computed))
        opened.append((page, made))
        page.on("pageerror", lambda error: made.errors.append(str(error)))
        page.on("request", lambda request: made.requests.append(request.url.rpartition("/")[2]))
        page.context.expose_binding("__answer", lambda _, body: made.host.process(body))
        script = OFFICE.read_text(encoding="utf-8-sig") + Path(__file__).with_name("host.js").read_text(
            encoding="utf-8"
        )
        page.route("**/office.js", lambda route: route.fulfill(body=script, content_type="text/javascript"))
        page.goto(f"{server}/taskpane.html?language={language}")
        page.wait_for_function("window.xlwings && window.__excel && window.__excel.functionNames().length")
        page.wait_for_selector("#refresh[xw-click-initialized]")
        return made

    yield open_pane
    for page, made in opened:
        page.context.close()
        assert not made.errors, made.errors


@pytest.fixture(scope="session")
def server_day() -> date:
    """The day on which all actions are done."""
    return DAY
