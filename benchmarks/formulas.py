"""Formulas through HTTP, as Excel calls them, against the core call alone; ratios of CPU time in one run.

    python benchmarks/formulas.py             # RFM and STATUS over 100k orders, DUPLICATES over 5k customers
    python benchmarks/formulas.py --turns 3

The bench is xlwings Server on this machine, with `from habitue_addin.lite import *` and one function that takes the
same ranges and gives back as many cells without looking at any: "transport". It answers the very requests that
xlwings' JavaScript sends. "Core" is the same call of the core, on the same rows already in columns of text, in this
process; what a formula takes beyond transport and core is our conversion. CPU times are those of the whole process
(user + system) around each call; all are warm, and take turns. One call per row is measured on a few rows; for as many
calls as the column has rows, it is reckoned.
"""

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import httpx
import numpy as np

AS_OF, AS_OF_TEXT = date(2026, 11, 1), "2026-11-01"
ORDERS, CUSTOMERS, ROWS = 100_000, 10_000, 5_000
SINGLE_CALLS = 5
TICKS = os.sysconf("SC_CLK_TCK")

Matrix = list[list[object]]

PROJECT = """
from typing import Annotated, Any

import xlwings as xw

from habitue_addin.lite import *

RAW = Annotated[Any, {"convert": "raw"}]


@xw.func
def HABITUE_NOTHING(one: RAW, two: RAW = None, three: RAW = None, four: RAW = None, width: float = 1) -> RAW:
    return [[""] * int(width)] * len(one)
"""


@dataclass(frozen=True)
class Server:
    """A running xlwings Server."""

    pid: int
    client: httpx.Client

    def call(self, name: str, *arguments: object) -> tuple[Matrix, float]:
        """What the formula spills, and the CPU seconds that the server took."""
        sent = {
            "client": "Office.js",
            "func_name": f"HABITUE_{name}",
            "args": [given if isinstance(given, list) else [[given]] for given in arguments],
            "caller_address": "[Book1.xlsx]Sheet1!F1",
            "session_id": "bench",
            "culture_info_name": "fr-FR",
            "date_format": "dd/mm/yyyy",
            "version": "0.37.8",
            "runtime": "1.4",
        }
        body = json.dumps(sent)
        before = self.cpu()
        answer = self.client.post("/xlwings/custom-functions-call", content=body)
        used = self.cpu() - before
        answer.raise_for_status()
        return answer.json()["result"], used

    def cpu(self) -> float:
        """CPU seconds of the process so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS


@contextmanager
def serving() -> Iterator[Server]:
    """A server of its own, on a free port, that ends with the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        for name, line in {"custom_functions": PROJECT, "custom_scripts": ""}.items():
            Path(folder, name).mkdir()
            Path(folder, name, "__init__.py").write_text(line, encoding="utf-8")
        settings = {"XLWINGS_PROJECT_DIR": folder, "XLWINGS_LICENSE_KEY": "noncommercial", "XLWINGS_ON_SERVER": "true"}
        command = [sys.executable, "-m", "uvicorn", "xlwings_server.main:main_app", "--port", str(port)]
        with subprocess.Popen(
            [*command, "--log-level", "warning"], env={**os.environ, **settings}, cwd=folder, stderr=subprocess.PIPE
        ) as process:
            headers = {"Authorization": "", "Auth-Provider": "", "Content-Type": "application/json"}
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=300) as client:
                wait_for(client, process)
                yield Server(pid=process.pid, client=client)
            process.terminate()


def wait_for(client: httpx.Client, process: "subprocess.Popen[bytes]") -> None:
    """Until the server answers."""
    while process.poll() is None:
        try:
            client.get("/xlwings/custom-functions-meta.json").raise_for_status()
        except httpx.TransportError:
            time.sleep(0.2)
        else:
            return
    sys.exit(f"the server did not start:\n{process.stderr.read().decode() if process.stderr else ''}")


def made_orders() -> tuple[Matrix, Matrix, Matrix]:
    """Three columns below their headers: customers, dates as Excel's numbers, amounts as a team types them."""
    random = np.random.default_rng(20261101)
    customers = [f"C{number:05}" for number in random.integers(1, CUSTOMERS + 1, ORDERS).tolist()]
    days = random.integers(44_000, 46_300, ORDERS).tolist()
    cents = random.integers(100, 50_000, ORDERS).tolist()
    amounts: list[object] = [c / 100 if c % 10 else f"{c / 100:.2f}".replace(".", ",") + " €" for c in cents]
    return below("Client", customers), below("Date", days), below("Montant", amounts)


def below(title: str, cells: list) -> Matrix:
    return [[title], *([cell] for cell in cells)]


def made_customers() -> Matrix:
    """A table of customers, a tenth of whom stand in it twice."""
    random = np.random.default_rng(7)
    first = ["Marie", "Jean", "Anne", "Paul", "Luc", "Claire", "Hugo", "Emma", "Louis", "Alice", "Karim", "Sophie"]
    last = [f"{start}{end}" for start in ("Mar", "Du", "Ber", "Per", "Gar", "Lam", "Rou", "Fau") for end in
            ("tin", "pont", "nard", "rin", "nier", "bert", "lot", "che", "val", "gny", "mont", "zac")]  # fmt: skip
    towns = ["Lyon", "Nantes", "Paris", "Lille", "Tours", "Dijon"]
    rows: Matrix = []
    for number in range(ROWS * 9 // 10):
        given, family = first[random.integers(len(first))], last[random.integers(len(last))]
        mail = f"{given}.{family}{number}@example.org".lower()
        phone = f"06{random.integers(10**7, 10**8)}"
        rows.append([f"K{number}", family, given, mail, phone, towns[random.integers(len(towns))]])
    for copy in rows[: ROWS - len(rows)]:
        rows.append([f"K{len(rows)}", str(copy[1]).upper(), copy[2], copy[3], "", copy[5]])
    return [["Code client", "Nom", "Prénom", "E-mail", "Téléphone", "Ville"], *rows]


def core_calls(orders: tuple[Matrix, Matrix, Matrix], asked: Matrix, table: Matrix) -> dict[str, Callable[[], object]]:
    """The same as the formulas, on columns of text that are made beforehand."""
    from habitue.refresh.columns.asking import Asked
    from habitue.refresh.columns.comparing import duplicates
    from habitue.refresh.columns.judging import judge
    from habitue_addin.ranges import cells_of

    customers, dates, amounts = map(cells_of, orders)
    question = Asked(customers=customers, dates=dates, amounts=amounts, judged=cells_of(asked), as_of=AS_OF)
    cells = cells_of(table)
    return {
        "RFM": lambda: judge(question).scores,
        "STATUT": lambda: judge(question, "fr").status_names(),
        "DOUBLONS": lambda: duplicates(cells, "fr"),
    }


def timed(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


def measure(turns: int) -> None:
    """Warm both, then let them take turns."""
    orders, table = made_orders(), made_customers()
    asked = below("Client", [f"C{number:05}" for number in range(1, CUSTOMERS + 1)])
    core = core_calls(orders, asked, table)
    arguments: dict[str, tuple[object, ...]] = {
        "RFM": (asked, *orders, AS_OF_TEXT),
        "STATUT": (asked, *orders, AS_OF_TEXT),
        "DOUBLONS": (table,),
    }
    with serving() as server:
        print(f"{'':10} {'core':>7} {'transport':>9} {'formula':>8}   conversion over core")
        for name, given in arguments.items():
            ranges = [one for one in given if isinstance(one, list)]
            nothing = (*ranges, *[None] * (4 - len(ranges)), len(server.call(name, *given)[0][0]))
            core[name](), server.call("NOTHING", *nothing)
            found: dict[str, list[float]] = {"core": [], "transport": [], "formula": []}
            for _ in range(turns):
                found["core"].append(timed(core[name]))
                found["transport"].append(server.call("NOTHING", *nothing)[1])
                found["formula"].append(server.call(name, *given)[1])
            core_, transport, formula = (statistics.median(times) for times in found.values())
            ours = (formula - transport - core_) / core_
            print(f"{name:10} {core_:6.2f}s {transport:8.2f}s {formula:7.2f}s   {ours:.2f} (aim: under 1)", end="")
            print(f"; all of it over core: {formula / core_:.2f}")
            if name == "STATUT":
                per_row(server, orders, formula)


def per_row(server: Server, orders: tuple[Matrix, Matrix, Matrix], whole: float) -> None:
    used = [server.call("STATUT", f"C{number:05}", *orders, AS_OF_TEXT)[1] for number in range(1, SINGLE_CALLS + 1)]
    ratio = statistics.median(used) * CUSTOMERS / whole
    print(f"{'':10} one call per row, {CUSTOMERS:,} rows: {ratio:,.0f} times the one call for the column (reckoned)")


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--turns", type=int, default=5)
    measure(options.parse_args().turns)
