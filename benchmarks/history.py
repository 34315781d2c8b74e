"""Orders to one line per customer: ours beside pandas, DuckDB and lifetimes; ratios of CPU time in one run.

    python benchmarks/history.py            # 1M orders of 100k customers
    python benchmarks/history.py --large    # and 10M orders of 1M customers

Each contender runs in processes of its own, in turn. "From arrays" starts from what the intake hands over, in memory,
and times the step alone; "from files" is the whole of `summarise_files` beside hand-written DuckDB that lets DuckDB
guess the types, and sets nothing aside. Figures are CPU seconds (user + system), medians, and peak memory of the
process. lifetimes computes less: no medians, no order numbers. Spark is not measured: starting it is most of it.
"""

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

MADE = Path(__file__).parent / "made"

MAKE = """
import numpy as np, pyarrow as pa, pyarrow.parquet as pq, duckdb
n = {orders}
random = np.random.default_rng(20240630)
customer = random.integers(0, n // 10, n).astype(np.int32)
day = random.integers(18000, 20000, n).astype("datetime64[D]")
cents = random.integers(1, 100_000, n)
np.savez({stem!r} + ".npz", customer=customer, day=day.astype(np.int32) + 719163, cents=cents)
key = pa.array([f"C{{number:07}}" for number in customer])
pq.write_table(pa.table({{"customer": key, "date": day, "amount": cents / 100}}), {stem!r} + ".parquet")
plain = f"copy (select customer, date, amount from '{stem}.parquet') to '{stem}.csv' (header, delimiter ';')"
french = "customer, strftime(date, '%d/%m/%Y') as date, replace(amount::varchar, '.', ',') as amount"
duckdb.execute(plain)
duckdb.execute(f"copy (select {{french}} from '{stem}.parquet') to '{stem}-french.csv' (header, delimiter ';')")
"""

LOAD = """
import json, resource, time
import numpy as np
loaded = np.load({stem!r} + ".npz")
customer, day, cents = loaded["customer"], loaded["day"], loaded["cents"]
CUSTOMERS, AS_OF = {orders} // 10, 719163 + 20100
"""
FRAME = """
import pandas as pd
date = (day - 719163).astype("datetime64[D]").astype("datetime64[s]")
frame = pd.DataFrame({{"customer": customer, "date": date, "amount": cents / 100}})
"""
DONE = """
elapsed = time.process_time() - begun
print(json.dumps([elapsed, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""
BEGIN = "\nbegun = time.process_time()\n"

OURS = (
    LOAD
    + """
from habitue.history import summarise, habit, silence
from habitue.records import Orders
"""
    + BEGIN
    + """
history = summarise(Orders(customer=customer, day=day, cents=cents), CUSTOMERS, AS_OF)
habit(history), silence(history)
"""
    + DONE
)

PANDAS = (
    LOAD
    + FRAME
    + BEGIN
    + """
days = frame[["customer", "date"]].drop_duplicates().sort_values(["customer", "date"])
days["gap"] = days.groupby("customer")["date"].diff().dt.days
summary = days.groupby("customer").agg(
    first=("date", "min"), last=("date", "max"), order_days=("date", "size"), own_gap=("gap", "median"))
summary["amount"] = frame.groupby("customer")["amount"].sum()
summary["orders"] = frame.groupby("customer").size()
"""
    + DONE
)

DUCKDB = (
    LOAD
    + FRAME
    + """
import duckdb
"""
    + BEGIN
    + """
duckdb.execute('''
    with days as (select distinct customer, date from frame),
    gaps as (select *, date_diff('day', lag(date) over (partition by customer order by date), date) as gap from days),
    own as (select customer, min(date), max(date), count(*), median(gap) from gaps group by customer)
    select * from own join (select customer, count(*), sum(amount) from frame group by customer) using (customer)
''').fetchnumpy()
"""
    + DONE
)

LIFETIMES = (
    LOAD
    + FRAME
    + """
import warnings
warnings.simplefilter("ignore")
from lifetimes.utils import summary_data_from_transaction_data
"""
    + BEGIN
    + """
summary_data_from_transaction_data(frame, "customer", "date", monetary_value_col="amount")
"""
    + DONE
)

OURS_FILES = (
    """
import json, resource, time
from habitue.history import OrderColumns, summarise_files
import habitue.history.on_duckdb
columns = OrderColumns(customer="customer", date="date", amount="amount")
"""
    + BEGIN
    + """
summarise_files({stem!r} + {ending!r}, columns, 719163 + 20100, memory_limit={limit!r})
"""
    + DONE
)

DUCKDB_FILES = (
    """
import json, resource, time
import duckdb
duckdb.execute("set memory_limit = '" + {limit!r} + "'")
"""
    + BEGIN
    + """
duckdb.execute(f'''
    with orders as (select customer, date::date as date, amount from '{stem}{ending}'),
    days as (select distinct customer, date from orders),
    gaps as (select *, date - lag(date) over (partition by customer order by date) as gap from days),
    own as (select customer, min(date), max(date), count(*), median(gap) from gaps group by customer)
    select * from own join (select customer, count(*), sum(amount) from orders group by customer) using (customer)
''').fetchnumpy()
"""
    + DONE
)

FROM_ARRAYS = {"ours": OURS, "pandas": PANDAS, "DuckDB": DUCKDB, "lifetimes": LIFETIMES}
FROM_FILES = {
    "ours, Parquet": (OURS_FILES, ".parquet"),
    "DuckDB by hand, Parquet": (DUCKDB_FILES, ".parquet"),
    "ours, CSV": (OURS_FILES, ".csv"),
    "DuckDB by hand, CSV": (DUCKDB_FILES, ".csv"),
    "ours, French CSV": (OURS_FILES, "-french.csv"),
}


def run(code: str) -> tuple[float, float]:
    """CPU seconds of the step, and the peak of the process in MiB."""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    cpu, peak = json.loads(done.stdout.splitlines()[-1])
    return cpu, peak


def report(title: str, contenders: dict[str, str], runs: int) -> None:
    """Run all in turn, `runs` times, and print medians and ratios to the first."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in contenders}
    for _ in range(runs):
        for name, code in contenders.items():
            found[name].append(run(code))
    ours = statistics.median(cpu for cpu, _ in next(iter(found.values())))
    print(f"\n{title}")
    for name, costs in found.items():
        cpu, peak = statistics.median(cpu for cpu, _ in costs), max(peak for _, peak in costs)
        print(f"  {name:24} {cpu:8.3f} s CPU  {peak:7.0f} MiB  {cpu / ours:6.2f} x ours")


def main() -> None:
    """Measure one size or both."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--large", action="store_true", help="10M orders too")
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--memory-limit", default="1GB", help="what DuckDB may take for files")
    asked = options.parse_args()
    MADE.mkdir(exist_ok=True)
    for orders in (1_000_000, 10_000_000) if asked.large else (1_000_000,):
        values = {"orders": orders, "stem": str(MADE / f"history-{orders}"), "limit": asked.memory_limit}
        if not Path(values["stem"] + "-french.csv").exists():
            subprocess.run([sys.executable, "-c", MAKE.format(**values)], check=True)
        arrays = {name: code.format(**values) for name, code in FROM_ARRAYS.items()}
        report(f"{orders:,} orders, from arrays", arrays, asked.runs)
        files = {name: code.format(**values, ending=ending) for name, (code, ending) in FROM_FILES.items()}
        report(f"{orders:,} orders, from files (memory limit {asked.memory_limit})", files, min(asked.runs, 3))


if __name__ == "__main__":
    main()
