"""A refresh whose orders an engine has summarised is the refresh in memory, cell by cell."""

import csv
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from habitue.errors import BadRequest, HabitueError, MissingRole
from habitue.outcome import Refresh
from habitue.refresh import Wish, compute, large_files
from habitue.refresh.answered import journal_lines
from habitue.refresh.compute import read_sources
from habitue.refresh.explain import explain
from habitue.refresh.inspection import inspect

AS_OF = date(2025, 3, 1)
HEADER = ("N° commande", "Code client", "Date commande", "Montant", "État")
Row = tuple[str, str, str, str, str]

pytest.importorskip("duckdb")


def write_csv(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, delimiter=";")
        lines.writerow(header)
        lines.writerows(rows)
    return path


def french(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def some_orders(customers: int = 30, each: int = 8) -> list[Row]:
    """Always the same orders, some of them cancelled, quoted, returned, undated, in the future or nobody's."""
    rows = []
    for number in range(customers * each):
        customer, turn = number % customers, number // customers
        key = (f"C{customer}", f"c{customer}", f" C{customer} ", f"C{customer}")[number % 4]
        day = date(2022, 1, 30) + timedelta(days=(customer * 37 + turn * (20 + customer * 3)) % 1200)
        amount = f"{(number * 7919) % 90000 / 100:.2f}".replace(".", ",")
        state = "annulée" if number % 17 == 0 else "devis" if number % 29 == 0 else "livrée"
        written = "" if number % 31 == 0 else french(day)
        key = ("comptoir", "")[number % 2] if number % 37 == 0 else key
        rows.append((f"N{number // 2}", key, written, f"-{amount}" if number % 23 == 0 else amount, state))
    return rows


def some_customers(folder: Path, customers: int = 33) -> Path:
    rows = [[f"C{n}", f"Nom{n}", f"Prénom{n}", f"client{n}@exemple.fr"] for n in range(customers)]
    return write_csv(folder / "clients.csv", ["Code client", "Nom", "Prénom", "E-mail"], rows)


def both(*paths: Path, engine: str = "duckdb", **wish: object) -> tuple[Refresh, Refresh]:
    """The refresh in memory, and by an engine."""
    asked = {"as_of": AS_OF, "today": AS_OF, **wish}
    in_memory, by_engine = (compute(Wish(paths=paths, engine=one, **asked)).refresh for one in ("memory", engine))
    return in_memory, by_engine


def check_same(in_memory: Refresh, by_engine: Refresh) -> None:
    elsewhere = ["origin_row"]  # in which row of a large file a customer was first found, nobody knows
    pd.testing.assert_frame_equal(
        in_memory.customers.drop(columns=elsewhere), by_engine.customers.drop(columns=elsewhere)
    )
    assert repr(in_memory.history.base) == repr(by_engine.history.base)  # nan is nan
    assert in_memory.currency == by_engine.currency
    assert {one.why: one.count for one in in_memory.set_aside} == {one.why: one.count for one in by_engine.set_aside}
    assert in_memory.criteria.version == by_engine.criteria.version


def need_memory(monkeypatch: pytest.MonkeyPatch, free: int) -> None:
    monkeypatch.setattr(large_files, "available_memory", lambda: free)


@pytest.mark.parametrize("preset", ["six_statuses", "primary", "five_phases"])
def test_orders_by_duckdb_give_the_same_customers_as_in_memory(tmp_path, preset):
    orders = write_csv(tmp_path / "commandes.csv", HEADER, some_orders())
    check_same(*both(orders, some_customers(tmp_path), preset=preset))


@pytest.mark.spark
def test_orders_by_spark_give_the_same_customers_as_in_memory(tmp_path):
    orders = write_csv(tmp_path / "commandes.csv", HEADER, some_orders(8, 5))
    check_same(*both(orders, some_customers(tmp_path, 9), engine="spark"))


KEYS = ["A1", "a1", " A1", "007", "7", "7.0", "0012", "12", "B 2", "b  2", "comptoir", "Zoé", "zoé", ""]
rows_of_orders = st.lists(
    st.tuples(
        st.sampled_from(["1", "2", "3", "4", ""]),
        st.sampled_from(KEYS),
        st.dates(date(2023, 1, 1), date(2025, 6, 1)).map(french) | st.just(""),
        st.sampled_from(["12,50", "0,00", "1 234,50", "7,05", "-3,10", ""]),
        st.sampled_from(["livrée", "livrée", "annulée", "devis", ""]),
    ),
    min_size=1,
    max_size=40,
)


@settings(max_examples=10, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(rows=rows_of_orders, listed=st.lists(st.sampled_from(KEYS[:-4]), unique=True))
def test_random_orders_give_the_same_customers_whatever_reads_them(tmp_path_factory, rows, listed):
    folder = tmp_path_factory.mktemp("random")
    certain = ("9", "A1", "25/12/2023", "12,50", "livrée")  # so that the head tells what the columns are
    orders = write_csv(folder / "commandes.csv", HEADER, [certain, *rows])
    names = [[key, f"Nom{n}", f"n{n}@exemple.fr"] for n, key in enumerate(listed)]
    customers = write_csv(
        folder / "clients.csv", ["Code client", "Nom", "E-mail"], [["A9", "Nom", "n@exemple.fr"], *names]
    )
    check_same(*both(orders, customers))


def test_several_files_and_parquet_are_read_as_one(tmp_path):
    rows = some_orders()
    whole = write_csv(tmp_path / "commandes.csv", HEADER, rows)
    first = write_csv(tmp_path / "un.csv", HEADER, rows[:120])
    frame = pd.DataFrame(rows[120:], columns=list(HEADER))
    frame.to_parquet(tmp_path / "deux.parquet")
    customers = some_customers(tmp_path)
    in_one, _ = both(whole, customers)
    wish = Wish(paths=(customers, first, tmp_path / "deux.parquet"), engine="duckdb", as_of=AS_OF, today=AS_OF)
    pd.testing.assert_frame_equal(
        in_one.customers.drop(columns=["origin_table", "origin_row"]),
        compute(wish).refresh.customers.drop(columns=["origin_table", "origin_row"]),
    )


def test_more_rows_than_the_head_has_are_all_counted(tmp_path):
    rows = [
        (str(n), f"C{n % 4000}", french(date(2023, 1, 1) + timedelta(days=n % 700)), "10,00", "") for n in range(25_000)
    ]
    found = both(write_csv(tmp_path / "commandes.csv", HEADER, rows))
    check_same(*found)
    assert found[1].customers["orders"].sum() == 25_000


def test_an_unclear_order_of_day_and_month_is_taken_as_in_memory_and_said(tmp_path):
    rows = [(str(n), f"C{n % 5}", f"0{n % 9 + 1}/0{n % 7 + 1}/2024", "10,00", "") for n in range(60)]
    in_memory, by_engine = both(write_csv(tmp_path / "commandes.csv", HEADER, rows))
    check_same(in_memory, by_engine)
    assert by_engine.problems == in_memory.problems != ()


def test_the_order_of_day_and_month_that_people_give_holds(tmp_path):
    rows = [(str(n), f"C{n % 5}", f"0{n % 9 + 1}/0{n % 7 + 1}/2024", "10,00", "") for n in range(60)]
    orders = write_csv(tmp_path / "commandes.csv", HEADER, rows)
    check_same(*both(orders, date_order="mdy"))


def test_a_date_order_that_shows_only_far_down_is_found(tmp_path):
    rows = [(str(n), f"C{n % 5}", "02/03/2024", "10,00", "") for n in range(11_000)]
    found = both(write_csv(tmp_path / "commandes.csv", HEADER, [*rows, ("x", "C1", "04/25/2024", "10,00", "")]))
    check_same(*found)
    assert found[1].customers["first_day"].min() == date(2024, 2, 3).toordinal()


def test_unclear_thousands_are_taken_as_in_memory_and_said(tmp_path):
    rows = [(str(n), f"C{n % 5}", french(date(2024, 1, 25) + timedelta(n)), "1.234", "") for n in range(30)]
    in_memory, by_engine = both(write_csv(tmp_path / "commandes.csv", HEADER, rows))
    check_same(in_memory, by_engine)
    assert by_engine.problems == in_memory.problems != ()


def test_a_file_too_large_for_memory_goes_to_duckdb_and_a_note_says_so(tmp_path, monkeypatch):
    orders = write_csv(tmp_path / "commandes.csv", HEADER, some_orders())
    need_memory(monkeypatch, orders.stat().st_size * 6)
    computed = compute(Wish(paths=(orders, some_customers(tmp_path)), as_of=AS_OF))
    assert computed.judged.intake.summarised is not None
    assert [note.say("fr") for note in computed.notes] == [
        "commandes.csv est volumineux\u00a0: ses commandes ont été lues par DuckDB."
    ]


def test_a_file_that_fits_is_read_in_memory_and_nothing_is_said(tmp_path, monkeypatch):
    orders = write_csv(tmp_path / "commandes.csv", HEADER, some_orders())
    need_memory(monkeypatch, orders.stat().st_size * 12)
    computed = compute(Wish(paths=(orders,), as_of=AS_OF))
    assert computed.judged.intake.summarised is None
    assert computed.notes == ()


def test_where_duckdb_is_missing_the_sentence_says_what_to_install(tmp_path, monkeypatch):
    orders = write_csv(tmp_path / "commandes.csv", HEADER, some_orders())
    need_memory(monkeypatch, 1)
    monkeypatch.setattr(large_files, "find_spec", lambda name: None if name == "duckdb" else sys.modules.get(name))
    with pytest.raises(BadRequest, match=r'pip install "habitue\[scale\]"'):
        compute(Wish(paths=(orders,), as_of=AS_OF))


def refusal(kind: type[HabitueError], says: str, *paths: Path, **wish: object) -> None:
    with pytest.raises(kind, match=says):
        compute(Wish(paths=paths, engine="duckdb", as_of=AS_OF, **wish))


def test_an_engine_needs_orders_in_csv_or_parquet(tmp_path):
    refusal(BadRequest, "there are none in clients.csv", some_customers(tmp_path))


def test_an_engine_asks_for_the_column_that_it_lacks(tmp_path):
    rows = [row[2:] for row in some_orders()]
    refusal(
        MissingRole,
        "customer",
        write_csv(tmp_path / "commandes.csv", ("N° commande", *HEADER[2:]), [("1", *r) for r in rows]),
    )


def test_titles_below_other_lines_are_refused_with_their_line(tmp_path):
    path = write_csv(tmp_path / "commandes.csv", ("Ventes 2024", "", "", "", ""), [HEADER, *some_orders()])
    refusal(BadRequest, "in line 2", path)


def test_orders_of_a_workbook_are_not_silently_left_out(tmp_path):
    orders = write_csv(tmp_path / "commandes.csv", HEADER, some_orders())
    book = tmp_path / "autres.xlsx"
    pd.DataFrame(some_orders(), columns=list(HEADER)).to_excel(book, index=False)
    refusal(BadRequest, "there are others in", orders, book)


def test_files_with_other_titles_are_refused(tmp_path):
    orders = write_csv(tmp_path / "commandes.csv", HEADER, some_orders())
    others = write_csv(tmp_path / "autres.csv", ("N° commande", "Client n°", *HEADER[2:]), some_orders())
    refusal(BadRequest, "same titles", orders, others, maps=("autres.csv:Client n°=customer_key",))


def test_a_map_names_the_columns_for_the_engine_too(tmp_path):
    orders = write_csv(tmp_path / "x.csv", ("a", "b", "c", "d", "e"), some_orders())
    maps = ("b=customer_key", "c=order_date", "d=amount", "a=order_id", "e=order_state")
    check_same(*both(orders, maps=maps))


def test_inspect_counts_the_lines_that_the_engine_read(tmp_path):
    orders = write_csv(tmp_path / "commandes.csv", HEADER, some_orders())
    in_memory, by_engine = (
        inspect(Wish(paths=(orders,), engine=one, as_of=AS_OF)).as_dict() for one in ("memory", "duckdb")
    )
    assert by_engine["orders"] == in_memory["orders"]
    assert by_engine["tables"][0]["rows"] == in_memory["tables"][0]["rows"]
    assert by_engine["tables"][0]["columns"] == in_memory["tables"][0]["columns"]
    assert "DuckDB" in by_engine["tables"][0]["use"]


def test_explain_says_that_single_order_days_are_not_kept(tmp_path):
    orders = write_csv(tmp_path / "commandes.csv", HEADER, some_orders())
    computed = compute(Wish(paths=(orders,), engine="duckdb", as_of=AS_OF))
    assert any("DuckDB" in line.say("fr") for line in explain(computed, "C1").lines)


def test_merged_customers_stay_merged_whatever_reads_their_orders(tmp_path):
    orders = write_csv(tmp_path / "commandes.csv", HEADER, some_orders())
    found = []
    for engine in ("memory", "duckdb"):
        wish = Wish(paths=(orders, some_customers(tmp_path)), engine=engine, as_of=AS_OF, today=AS_OF)
        sources = read_sources(wish)
        lines = pd.DataFrame({"before": ["C3", "C5", "C8"], "key": ["C4", "C4", "C31"]})
        memory = replace(sources.memory, journal=journal_lines("merge", AS_OF, "fr", lines))
        found.append(compute(wish, sources=replace(sources, memory=memory)).refresh)
    check_same(*found)
    assert len(found[1].customers) == 30


@pytest.mark.shared
def test_cdnow_by_duckdb_is_cdnow_in_memory(shared_data):
    found = both(shared_data / "orders" / "cdnow_master" / "transactions.csv", as_of=date(1998, 6, 30))
    check_same(*found)
    assert len(found[1].customers) == 23_570
