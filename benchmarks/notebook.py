"""One move of a slider over 100,000 customers, beside plain `ipywidgets.interact` with a DataFrame; one run.

    python benchmarks/notebook.py [customers]            # in the kernel
    python benchmarks/notebook.py [customers] --browser  # and seen in JupyterLab (Debian: chromium)

"Kernel" is the CPU time of this process from the moved number to updated counts and list; "seen" is wall time in the
browser from the key to the frame that shows counts and list. Medians of 9 moves, after one that is not counted.
`interact` computes the statuses again from silence and habit with pandas, and displays the counts and the customers who
changed, as an analyst's cell would: the first 100 of them, or all of them with `to_html`.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pandas as pd

import notebook_browser
from habitue_notebook import CustomerFile

TURNS = 9
AS_OF = "2026-11-01"


def orders(path: Path, customers: int) -> Path:
    """Made-up orders, five a customer on average, as CSV."""
    dice = np.random.default_rng(7)
    who = dice.integers(0, customers, customers * 5)
    days = np.datetime64("2021-01-01") + dice.integers(0, 2100, who.size)
    cents = dice.integers(500, 30_000, who.size) / 100
    key = pd.Series(who).map("C{:07}".format)
    pd.DataFrame({"Customer": key, "Order date": days, "Amount": cents}).to_csv(path, index=False)
    return path


def plain_status(frame: pd.DataFrame, times: float) -> pd.Series:
    """The statuses as the cell with `interact` computes them."""
    status = pd.Series("Active", index=frame.index).mask(frame["Order days"] == 1, "New")
    return status.mask(frame["Silence (days)"] > (frame["Habit (days)"] * times).clip(60, 730), "Inactive")


def in_the_kernel(path: Path) -> dict[str, float]:
    """CPU milliseconds of one move, of each."""
    file = CustomerFile(path, as_of=AS_OF, language="en")
    file.computed()
    tab = file.lifecycle()
    frame = file.customers
    saved = plain_status(frame, 3.0)

    def ours(times: float) -> None:
        before = tab.rev
        file.set("inactive.habit_multiple", times)
        assert tab.rev > before

    def plain(shown: slice, times: float) -> None:
        now = plain_status(frame, times)
        now.value_counts().to_frame().to_html()
        frame[now != saved][shown].to_html()

    moves: dict[str, Callable[[float], object]] = {
        "ours": ours,
        "interact, head(100)": lambda times: plain(slice(100), times),
        "interact, all": lambda times: plain(slice(None), times),
    }
    taken: dict[str, list[float]] = {name: [] for name in moves}
    for turn in range(TURNS + 1):
        for name, move in moves.items():
            start = time.process_time()
            move(3.0 - (turn + 1) / 20)
            taken[name].append((time.process_time() - start) * 1000)
    return {name: statistics.median(times[1:]) for name, times in taken.items()}


def in_the_browser(path: Path, folder: Path) -> dict[str, float]:
    """Wall milliseconds of one move, of each. What was seen is compared with what Python counts here."""
    file = CustomerFile(path, as_of=AS_OF, language="en")
    frame = file.customers
    found = {}
    for name, moves in notebook_browser.moves(path, folder, AS_OF, TURNS + 1).items():
        for move in moves:
            if name == "ours":
                wanted = file.set("inactive.habit_multiple", move.times).customers["Status"]
            else:
                wanted = plain_status(frame, move.times)
            counted = {str(status): int(count) for status, count in wanted.value_counts().items()}
            assert {status: count for status, count in move.counts.items() if count} == counted, (name, move, counted)
        assert len({move.times for move in moves}) == len(moves)
        found[name] = statistics.median([move.taken for move in moves[1:]])
    return found


def told(name: str, times: Mapping[str, float]) -> str:
    """A line: milliseconds of each, and ours in ratio to the others."""
    others = ", ".join(
        f"{other} {taken:.1f} (ours is {times['ours'] / taken:.2f} of it)"
        for other, taken in times.items()
        if other != "ours"
    )
    return f"{name}: ours {times['ours']:.1f}; {others}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("customers", type=int, nargs="?", default=100_000)
    parser.add_argument("--browser", action="store_true")
    options = parser.parse_args()
    load = os.getloadavg()[0]
    print(f"{options.customers:,} customers, ms a move; {os.cpu_count()} cores, load before {load:.1f}", flush=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as below:
        folder = Path(below)
        path = orders(folder / "orders.csv", options.customers)
        print(told("kernel, CPU", in_the_kernel(path)), flush=True)
        if options.browser:
            print(told("seen, wall", in_the_browser(path, folder)))
            print("Counts on the screen were those of Python at every move.")


if __name__ == "__main__":
    main()
