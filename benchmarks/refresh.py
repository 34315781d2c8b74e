"""Refresh a workbook against what a user would pick instead, and against the floor; ratios of CPU time in one run.

    python benchmarks/refresh.py            # 10k customers with 100k orders, then 100k customers with 1M orders
    python benchmarks/refresh.py --small    # the first only

"Instead" reads both sheets with pandas (openpyxl), summarises with lifetimes, loads the workbook with openpyxl, adds
the summary as a sheet and saves: it computes less and loses parts of the workbook. "Floor" reads with fastexcel, does
one group-by, and deflates as many bytes as the refresh wrote: what no tool that does the work can go under. Each runs
in a process of its own, in turn; figures are CPU seconds (user + system) and peak memory of the whole process.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
MADE = ROOT / "benchmarks" / "made"
AS_OF = "2026-11-01"

OURS = "from habitue.cli import main; main(['refresh', {book!r}, '--as-of', '2026-11-01', '--no-backup'])"

INSTEAD = """
import warnings; warnings.simplefilter('ignore')
import openpyxl, pandas as pd
from lifetimes.utils import summary_data_from_transaction_data
sheets = pd.read_excel({book!r}, sheet_name=None, engine='openpyxl', dtype={{'Code client': str, 'Client': str}})
orders = sheets['Commandes']
summary = summary_data_from_transaction_data(
    orders, 'Client', 'Date', monetary_value_col='Montant', observation_period_end='2026-11-01').reset_index()
book = openpyxl.load_workbook({book!r})
sheet = book.create_sheet('RFM')
sheet.append(list(summary.columns))
for row in summary.itertuples(index=False):
    sheet.append(list(row))
book.save({book!r})
"""

FLOOR = """
import os, zlib
import fastexcel
reader = fastexcel.read_excel({book!r})
for name in reader.sheet_names:
    table = reader.load_sheet(name, header_row=0, dtypes='string').to_arrow()
    if name == 'Commandes':
        import pyarrow as pa, pyarrow.compute as pc
        orders = pa.Table.from_batches([table])
        amount = pc.cast(orders['Montant'], pa.float64())
        orders.set_column(orders.schema.get_field_index('Montant'), 'Montant', amount).group_by('Client').aggregate(
            [('Montant', 'sum'), ('Date', 'min'), ('Date', 'max'), ('Date', 'count_distinct')])
with open({payload!r}, 'rb') as file:
    zlib.compress(file.read(), 1)
"""


@dataclass(frozen=True)
class Cost:
    """What one process used."""

    cpu: float  # seconds, user + system
    peak: float  # MiB


def run(code: str) -> Cost:
    """Run the code in a process of its own."""
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"failed with {process.returncode}:\n{code}")
    return Cost(cpu=used.ru_utime + used.ru_stime, peak=used.ru_maxrss / 1024)


def measure(book: Path, runs: int, *, instead: bool) -> dict[str, list[Cost]]:
    """The three in turn, each on a fresh copy of the workbook."""
    found: dict[str, list[Cost]] = {"ours": [], "floor": [], "instead": []}
    with tempfile.TemporaryDirectory() as folder:
        copy, payload = Path(folder, "book.xlsx"), Path(folder, "payload")
        for turn in range(runs):
            shutil.copy(book, copy)
            found["ours"].append(run(OURS.format(book=str(copy))))
            payload.write_bytes(_added_bytes(copy, book))
            found["floor"].append(run(FLOOR.format(book=str(book), payload=str(payload))))
            if instead and turn == 0:  # minutes long, and far away: once is enough to tell
                shutil.copy(book, copy)
                found["instead"].append(run(INSTEAD.format(book=str(copy))))
    return found


def _added_bytes(refreshed: Path, book: Path) -> bytes:
    """The uncompressed parts that the refresh wrote: what the floor deflates too."""
    import zipfile

    with zipfile.ZipFile(refreshed) as after, zipfile.ZipFile(book) as before:
        known = {entry.filename: entry.CRC for entry in before.infolist()}
        return b"".join(after.read(entry) for entry in after.infolist() if known.get(entry.filename) != entry.CRC)


def report(name: str, found: dict[str, list[Cost]]) -> None:
    """Print medians and ratios."""
    cpu = {who: statistics.median(cost.cpu for cost in costs) for who, costs in found.items() if costs}
    peak = {who: max(cost.peak for cost in costs) for who, costs in found.items() if costs}
    print(f"\n{name}")
    for who in cpu:
        print(f"  {who:8} {cpu[who]:8.2f} s CPU  {peak[who]:7.0f} MiB  {cpu[who] / cpu['ours']:6.2f} x ours")
    if "instead" in cpu:
        print(f"  faster than what a user would pick instead: {cpu['instead'] / cpu['ours']:.1f} times (aim: 15)")
    print(f"  over the floor: {cpu['ours'] / cpu['floor']:.2f} times (aim: 1.5)")


def main() -> None:
    """Measure both sizes."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--small", action="store_true", help="10k customers with 100k orders only")
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--without-instead", action="store_true", help="skip the slow comparison")
    asked = options.parse_args()
    sizes = [(10_000, 100_000)] if asked.small else [(10_000, 100_000), (100_000, 1_000_000)]
    for customers, orders in sizes:
        book = MADE / f"clients-{customers}-{orders}.xlsx"
        if not book.exists():
            make = [sys.executable, str(ROOT / "workbooks" / "large.py"), "--customers", str(customers)]
            subprocess.run([*make, "--orders", str(orders), "--out", str(book)], check=True)
        found = measure(book, asked.runs, instead=not asked.without_instead)
        report(f"{customers:,} customers, {orders:,} orders", found)


if __name__ == "__main__":
    main()
