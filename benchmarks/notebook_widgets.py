"""What the notebook's grid costs in the kernel for each thing that people do, beside plain pandas doing the same.

    python benchmarks/notebook_widgets.py [customers]

CPU milliseconds of this process, median of 9 turns in which both take their turn; "first" is the first time that a
column is sorted, when the grid makes what it keeps of it (for a search it does so when people go to the search box).
Both end with a window of 80 rows as JSON, which is what travels to the browser. "pandas" sorts, limits and searches the
frame anew each time, as a notebook cell would.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from habitue.outcome import Label
from habitue_notebook.widgets import Filter, FrameRows, Grid, GridColumn, Query

TURNS = 9
TEXTS = ("key", "name", "email", "town", "why")
FIRST = np.array(["Zoé", "Léa", "Jean", "Marie", "Paul", "Anaïs", "Hugo", "Inès", "Théo", "Chloé", "Bernard"])
HEADS, TAILS = ("Le", "Du", "Mar", "Ber", "Pel", "Gau", "Roux"), ("fèvre", "pont", "tin", "nard", "rier", "eau", "vel")
LAST = np.array([head + tail for head in HEADS for tail in TAILS])
STATUSES = tuple(Label(key=name, name=name, tone="green") for name in ("Suspect", "Prospect", "New", "Active", "Lost"))


def customers(count: int) -> pd.DataFrame:
    """Made-up customers with the columns of a refresh."""
    dice = np.random.default_rng(1)
    name = pd.Series(FIRST[dice.integers(0, len(FIRST), count)] + " " + LAST[dice.integers(0, len(LAST), count)])
    number = pd.Series(np.arange(count)).astype(str)
    return pd.DataFrame(
        {
            "key": "C" + number,
            "name": name,
            "email": name.str.lower().str.replace(" ", ".") + number + "@exemple.fr",
            "town": np.array(["Lyon", "Paris", "Saint-Étienne", "Nîmes"])[dice.integers(0, 4, count)],
            "why": "Inactive: buys every " + number.str[-2:] + " days (5 gaps), silent for 214 days; limit 3.",
            "cents": dice.integers(0, 10**6, count),
            "silence": dice.integers(0, 900, count),
            "status": dice.integers(0, len(STATUSES), count),
        }
    ).astype(dict.fromkeys(TEXTS, "string"))


def columns() -> list[GridColumn]:
    texts = [GridColumn(key=key, title=key) for key in TEXTS]
    return [
        *texts,
        GridColumn(key="cents", title="Revenue", kind="cents"),
        GridColumn(key="silence", title="Silence", kind="integer"),
        GridColumn(key="status", title="Status", kind="label", labels=STATUSES),
    ]


def window(frame: pd.DataFrame, start: int = 0) -> str:
    return frame.iloc[start : start + 80].to_json(orient="values")


def containing(frame: pd.DataFrame, *words: str) -> pd.Series:
    found = pd.Series(data=True, index=frame.index)
    for word in words:
        found &= np.logical_or.reduce([frame[key].str.contains(word, case=False, regex=False) for key in TEXTS])
    return found


LIMITS = (Filter(column="status", among=frozenset({3})), Filter(column="cents", low=100.0, high=5000.0))
ASKED: dict[str, tuple[Query, Callable[[pd.DataFrame], str]]] = {
    "sort by revenue": (Query(sort="cents"), lambda f: window(f.sort_values("cents"))),
    "sort by name": (Query(sort="name"), lambda f: window(f.sort_values("name"))),
    "search a name": (Query(search="lefèvre"), lambda f: window(f[containing(f, "lefèvre")])),
    "search two words": (Query(search="zoé lyon"), lambda f: window(f[containing(f, "zoé", "lyon")])),
    "search what is nowhere": (Query(search="xyzzy"), lambda f: window(f[containing(f, "xyzzy")])),
    "search what is everywhere": (Query(search="days"), lambda f: window(f[containing(f, "days")])),
    "two limits, sorted": (
        Query(filters=LIMITS, sort="cents", descending=True),
        lambda f: window(
            f[(f["status"] == 3) & f["cents"].between(10_000, 500_000)].sort_values("cents", ascending=False)
        ),
    ),
}


def spent(act: Callable[[], object]) -> float:
    start = time.process_time()
    act()
    return 1000 * (time.process_time() - start)


def made(frame: pd.DataFrame) -> Grid:
    grid = Grid(FrameRows(frame, columns()), title="Customers")
    grid.send = json.dumps  # type: ignore[method-assign, assignment]
    return grid


def main(count: int) -> None:
    frame = customers(count)
    print(f"{count:,} customers; CPU ms, median of {TURNS}; ratio: pandas / grid again")
    print(f"{'':28}{'first':>8}{'again':>8}{'pandas':>9}{'ratio':>8}")
    for name, (query, naive) in ASKED.items():
        grid = made(frame)
        if query.search:
            grid._handle_custom_msg({"type": "prepare"}, [])  # noqa: SLF001 (the browser asks so when people go to the search)
        first = spent(lambda grid=grid, query=query: grid.ask(query))
        turns = []
        for _ in range(TURNS):
            grid.ask(Query())
            grid._rows._masks.clear()  # noqa: SLF001 (an answer that is kept would not be searched for)
            again = spent(lambda grid=grid, query=query: grid.ask(query))
            turns.append((again, spent(lambda naive=naive: naive(frame))))
        ours, theirs = (statistics.median(times) for times in zip(*turns, strict=True))
        print(f"{name:28}{first:8.1f}{ours:8.1f}{theirs:9.1f}{theirs / ours:8.1f}")
    grid = made(frame)
    print(f"{'made ready to search':28}{spent(lambda: grid._handle_custom_msg({'type': 'prepare'}, [])):8.1f}")  # noqa: SLF001
    grid.ask(Query(sort="cents"))
    message = {"type": "rows", "start": count // 2, "stop": count // 2 + 80}
    far = [spent(lambda: grid._handle_custom_msg(message, [])) for _ in range(TURNS)]  # noqa: SLF001
    naive_far = [spent(lambda: window(frame.sort_values("cents"), count // 2)) for _ in range(TURNS)]
    whole = [spent(lambda: frame.to_json(orient="values")) for _ in range(3)]
    ours, theirs, all_rows = (statistics.median(times) for times in (far, naive_far, whole))
    print(f"{'scroll to the middle':28}{'':8}{ours:8.1f}{theirs:9.1f}{theirs / ours:8.1f}")
    print(f"{'  all rows sent instead':28}{'':8}{'':8}{all_rows:9.1f}{all_rows / ours:8.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
