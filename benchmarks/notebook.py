"""One move of a slider over 100,000 customers, beside plain `ipywidgets.interact` with a DataFrame; one run.

    python benchmarks/notebook.py [customers]            # in the kernel
    python benchmarks/notebook.py [customers] --browser  # and seen in JupyterLab (Debian: chromium)

"Kernel" is the CPU time of this process from the moved number to updated counts and list, median of 9 turns in which
both take their turn. "Seen" is wall time in the browser from the key press to the counts on the screen, median of 9.
`interact` computes the same statuses again from silence and habit with pandas, counts them, and displays the counts and
the first 100 customers who changed: the notebook cell that an analyst would write.
"""

import argparse
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

TURNS = 9
AS_OF = "2026-11-01"
OURS = """
import habitue_notebook
file = habitue_notebook.CustomerFile({path!r}, as_of={as_of!r}, language="en")
file.computed()
file.lifecycle()
"""
PLAIN = """
import habitue_notebook, ipywidgets, pandas as pd
from IPython.display import display
frame = habitue_notebook.CustomerFile({path!r}, as_of={as_of!r}, language="en").customers
def status(times):
    limit = (frame["Habit (days)"] * times).clip(60, 730)
    start = pd.Series("Active", index=frame.index).mask(frame["Order days"] == 1, "New")
    return start.mask(frame["Silence (days)"] > limit, "Inactive")
saved = status(3.0)
def show(times=3.0):
    now = status(times)
    display(now.value_counts())
    display(frame[now != saved].head(100))
    print("seen", times)
ipywidgets.interact(show, times=(0.1, 20.0, 0.05))
"""


def orders(path: Path, customers: int) -> Path:
    """Made-up orders, five a customer on average, as CSV."""
    dice = np.random.default_rng(7)
    who = dice.integers(0, customers, customers * 5)
    days = np.datetime64("2021-01-01") + dice.integers(0, 2100, who.size)
    cents = dice.integers(500, 30_000, who.size) / 100
    key = pd.Series(who).map("C{:07}".format)
    pd.DataFrame({"Customer": key, "Order date": days, "Amount": cents}).to_csv(path, index=False)
    return path


def in_the_kernel(path: Path) -> dict[str, float]:
    """CPU milliseconds of one move, of both."""
    import habitue_notebook

    file = habitue_notebook.CustomerFile(path, as_of=AS_OF, language="en")
    file.computed()
    tab = file.lifecycle()
    frame = file.customers
    order_days, silence, habit = (frame[name] for name in ("Order days", "Silence (days)", "Habit (days)"))

    def plain(times: float) -> str:
        def status(times: float) -> pd.Series:
            start = pd.Series("Active", index=frame.index).mask(order_days == 1, "New")
            return start.mask(silence > (habit * times).clip(60, 730), "Inactive")

        now = status(times)
        return now.value_counts().to_frame().to_html() + frame[now != status(3.0)].head(100).to_html()

    def ours(times: float) -> None:
        file.set("inactive.habit_multiple", times)
        assert tab.rev

    taken: dict[str, list[float]] = {"ours": [], "interact": []}
    moves: dict[str, Callable[[float], object]] = {"ours": ours, "interact": plain}
    for turn in range(TURNS + 1):
        for name, move in moves.items():
            start = time.process_time()
            move(2.0 + turn / 20)
            taken[name].append((time.process_time() - start) * 1000)
    return {name: statistics.median(times[1:]) for name, times in taken.items()}


SEEN_OURS = """() => {
    const bars = document.querySelector('.hb-bars');
    const slide = document.querySelector('.hb-sliders [data-key="inactive.habit_multiple"] input[type=range]');
    return new Promise(done => {
        const start = performance.now();
        const before = bars.dataset.revision;
        const watch = new MutationObserver(() => {
            if (bars.dataset.revision === before) return;
            watch.disconnect();
            requestAnimationFrame(() => done(performance.now() - start));
        });
        watch.observe(bars, { attributes: true });
        slide.value = String(Number(slide.value) - 0.05);
        slide.dispatchEvent(new Event('input', { bubbles: true }));
    });
}"""
SEEN_PLAIN = """() => {
    const area = document.querySelector('.widget-interact');
    const handle = area.querySelector('.noUi-handle');
    const said = () => area.querySelector('.jupyter-widgets-output-area')?.innerText.match(/seen .*/)?.[0];
    return new Promise(done => {
        const start = performance.now();
        const before = said();
        const watch = new MutationObserver(() => {
            if (!said() || said() === before) return;
            watch.disconnect();
            requestAnimationFrame(() => done(performance.now() - start));
        });
        watch.observe(area, { childList: true, subtree: true, characterData: true });
        handle.focus();
        handle.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true }));
    });
}"""
RUN = """async path => {
    const app = window.jupyterapp;
    await app.restored;
    const panel = [...app.shell.widgets('main')].find(one => one.context?.path === path);
    await panel.context.ready;
    await panel.sessionContext.ready;
    await panel.sessionContext.session.kernel.info;
    await app.commands.execute('notebook:run-all-cells');
}"""


def notebook(folder: Path, name: str, source: str) -> str:
    """A notebook of one cell."""
    cell = {"cell_type": "code", "source": source, "metadata": {}, "outputs": [], "execution_count": None}
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    told = {"cells": [cell], "metadata": kernel, "nbformat": 4, "nbformat_minor": 4}
    (folder / name).write_text(json.dumps(told), encoding="utf-8")
    return name


def in_the_browser(path: Path, folder: Path) -> dict[str, float]:
    """Wall milliseconds from the move to what is seen, of both, in JupyterLab."""
    from playwright.sync_api import sync_playwright

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "runtime"}
    options = [
        f"--ServerApp.root_dir={folder}",
        f"--port={port}",
        "--no-browser",
        "--allow-root",
        "--IdentityProvider.token=",
    ]
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "jupyterlab",
            *options,
            "--expose-app-in-browser",
            "--ServerApp.disable_check_xsrf=True",
        ],
        env={**os.environ, **{name: str(folder / below) for name, below in own.items()}},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert server.stderr is not None
    for line in server.stderr:
        if re.search("is running at", line):
            break
    cases = {"ours": (OURS, ".hb-bars tbody tr", SEEN_OURS), "interact": (PLAIN, ".widget-interact table", SEEN_PLAIN)}
    taken: dict[str, float] = {}
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1400, "height": 2000})
            page.set_default_timeout(600_000)
            for name, (source, shown, move) in cases.items():
                made = notebook(folder, f"{name}.ipynb", source.format(path=str(path), as_of=AS_OF))
                page.goto(f"http://127.0.0.1:{port}/lab/tree/{made}?reset")
                page.wait_for_selector(".jp-Notebook .jp-Cell")
                page.evaluate(RUN, made)
                page.wait_for_selector(shown)
                taken[name] = statistics.median([page.evaluate(move) for _ in range(TURNS + 1)][1:])
            browser.close()
    finally:
        server.terminate()
        server.wait()
    return taken


def main() -> None:
    """Measure and print, ours in ratio to `interact`."""
    parser = argparse.ArgumentParser()
    parser.add_argument("customers", type=int, nargs="?", default=100_000)
    parser.add_argument("--browser", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as below:
        folder = Path(below)
        path = orders(folder / "orders.csv", options.customers)
        found = {"kernel, CPU": in_the_kernel(path)}
        if options.browser:
            found["seen, wall"] = in_the_browser(path, folder)
    print(f"{options.customers:,} customers, ms a move")
    for name, times in found.items():
        ratio = times["ours"] / times["interact"]
        print(f"{name:12} ours {times['ours']:7.1f}   interact {times['interact']:7.1f}   ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
