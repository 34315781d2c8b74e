"""Moves of a slider in a real JupyterLab: ours, and plain `ipywidgets.interact`; used by `notebook.py`."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import nbformat
from playwright.sync_api import Page, sync_playwright

PATIENCE = 240_000  # ms that a state may take before it fails; reading 500,000 orders is the longest
OURS = """
import habitue_notebook
file = habitue_notebook.CustomerFile({path!r}, as_of={as_of!r}, language="en")
file.computed()
file.lifecycle()
"""
PLAIN = """
import habitue_notebook, ipywidgets, pandas as pd
from IPython.display import HTML, display
frame = habitue_notebook.CustomerFile({path!r}, as_of={as_of!r}, language="en").customers
def status(times):
    limit = (frame["Habit (days)"] * times).clip(60, 730)
    start = pd.Series("Active", index=frame.index).mask(frame["Order days"] == 1, "New")
    return start.mask(frame["Silence (days)"] > limit, "Inactive")
saved = status(3.0)
def show(times=3.0):
    now = status(times)
    display(now.value_counts().to_frame())
    display({shown})
    display(HTML(f"<i class=seen>{{times}}</i>"))
ipywidgets.interact(show, times=(0.1, 20.0, 0.05))
None
"""
HEAD, ALL = "frame[now != saved].head(100)", "HTML(frame[now != saved].to_html())"
RUN = """async path => {
    const app = window.jupyterapp;
    await app.restored;
    const panel = [...app.shell.widgets('main')].find(one => one.context?.path === path);
    await panel.context.ready;
    await panel.sessionContext.ready;
    await panel.sessionContext.session.kernel.info;
    await app.commands.execute('notebook:run-all-cells');
}"""
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}  # without it Lab asks for one
FAILED = ".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']"
# Each mark changes when its part shows something else; all of them have changed when the move is seen.
OUR_MARKS = "['bars', 'grid'].map(name => document.querySelector('.hb-' + name)?.dataset.revision)"
PLAIN_MARKS = "[document.querySelector('.seen')?.textContent]"
OUR_NUMBERS = """() => [
    document.querySelector('.hb-sliders [data-key="inactive.habit_multiple"] input[type=range]').value,
    [...document.querySelectorAll('.hb-bars tbody tr')].map(row =>
        [row.querySelector('th').textContent, row.querySelector('td.hb-number').textContent]),
]"""
PLAIN_NUMBERS = """() => [
    document.querySelector('.seen').textContent,
    [...document.querySelector('.jp-RenderedHTMLCommon table').querySelectorAll('tbody tr')].map(row =>
        [row.querySelector('th').textContent, row.querySelector('td').textContent]),
]"""
WATCH = """() => {
    const marks = () => MARKS;
    const before = marks();
    let start;
    document.addEventListener('keydown', event => { start = event.timeStamp; }, { capture: true, once: true });
    window.moveIsSeen = new Promise((done, fail) => {
        setTimeout(() => fail(new Error('nothing followed the key')), 60000);
        const watch = new MutationObserver(() => {
            if (!marks().every((mark, at) => mark && mark !== before[at])) return;
            watch.disconnect();
            requestAnimationFrame(() => requestAnimationFrame(now => done(now - start)));
        });
        watch.observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true });
    });
}"""
OUR_SLIDER = ".hb-sliders [data-key='inactive.habit_multiple'] input[type=range]"


@dataclass(frozen=True)
class Case:
    """A cell to run, and where its slider, its marks and its numbers are."""

    source: str
    slider: str
    marks: str
    numbers: str


@dataclass(frozen=True)
class Move:
    """One move: the number moved to, milliseconds until it was seen, and the customers by status on the screen."""

    times: float
    taken: float
    counts: dict[str, int]


CASES = {
    "ours": Case(OURS, OUR_SLIDER, OUR_MARKS, OUR_NUMBERS),
    "interact, head(100)": Case(PLAIN.replace("{shown}", HEAD), ".noUi-handle", PLAIN_MARKS, PLAIN_NUMBERS),
    "interact, all": Case(PLAIN.replace("{shown}", ALL), ".noUi-handle", PLAIN_MARKS, PLAIN_NUMBERS),
}


@contextmanager
def lab(folder: Path) -> Iterator[str]:
    """The address of a JupyterLab that serves the folder and keeps nothing elsewhere; its log is a file."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "runtime"}
    own |= {"JUPYTERLAB_SETTINGS_DIR": "settings", "JUPYTERLAB_WORKSPACES_DIR": "workspaces", "IPYTHONDIR": "ipython"}
    news = folder / "settings" / "@jupyterlab" / "apputils-extension" / "notification.jupyterlab-settings"
    news.parent.mkdir(parents=True)
    news.write_text(json.dumps({"fetchNews": "false", "checkForUpdates": False}), encoding="utf-8")
    options = [f"--ServerApp.root_dir={folder}", f"--port={port}", "--no-browser", "--allow-root"]
    options += ["--IdentityProvider.token=", "--ServerApp.disable_check_xsrf=True", "--expose-app-in-browser"]
    environment = {**os.environ, **{name: str(folder / below) for name, below in own.items()}}
    log = folder / "lab.log"
    with log.open("w") as file:
        server = subprocess.Popen([sys.executable, "-m", "jupyterlab", *options], env=environment, stderr=file)
    try:
        while "is running at" not in log.read_text():
            if server.poll() is not None:
                raise RuntimeError(log.read_text())
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def moves(path: Path, folder: Path, as_of: str, turns: int) -> dict[str, list[Move]]:
    """Every case's moves over the orders of a file, each in a notebook and a kernel of its own."""
    with lab(folder) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1400, "height": 1800})
        page.set_default_timeout(PATIENCE)
        found = {}
        for number, (name, case) in enumerate(CASES.items()):
            cell = nbformat.v4.new_code_cell(case.source.format(path=str(path), as_of=as_of))
            notebook = nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": KERNEL})
            nbformat.write(notebook, folder / f"case{number}.ipynb")
            page.goto(f"{address}/lab/tree/case{number}.ipynb?reset")
            found[name] = _moved(page, f"case{number}.ipynb", case, turns)
        browser.close()
    return found


def _moved(page: Page, notebook: str, case: Case, turns: int) -> list[Move]:
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    page.evaluate(RUN, notebook)
    page.wait_for_selector(f"{case.slider}, {FAILED}", state="attached")
    if page.locator(FAILED).count():
        raise RuntimeError(page.locator(FAILED).first.inner_text())
    page.wait_for_function(f"() => {case.marks}.every(mark => mark && mark !== '0')")
    page.focus(case.slider)
    return [_move(page, case) for _ in range(turns)]


def _move(page: Page, case: Case) -> Move:
    page.evaluate(WATCH.replace("MARKS", case.marks))
    page.keyboard.press("ArrowLeft")
    taken = page.evaluate("() => window.moveIsSeen")
    times, rows = page.evaluate(case.numbers)
    return Move(float(times), taken, {name: int(count.replace(",", "")) for name, count in rows})
