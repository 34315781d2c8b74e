"""Orders in CSV and Parquet files: the same numbers on every engine, whatever the files look like."""

import csv
import random
import tempfile
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habitue.errors import BadRequest, HabitueError, UnreadableFile
from habitue.history import OrderColumns, summarise_files
from habitue.history.formats import read_cents, read_day

AS_OF = date(2024, 6, 30)
COLUMNS = OrderColumns(customer="client", date="le", amount="montant", order="n°")
ENGINES = ["duckdb", "memory"]
HEADER = ["n°", "client", "le", "montant", "note"]


def write_csv(path, rows, header=HEADER, separator=";", encoding="utf-8"):
    with path.open("w", newline="", encoding=encoding) as file:
        csv.writer(file, delimiter=separator).writerows([header, *rows])
    return path


def set_aside(keyed):
    return {aside.why: aside.count for aside in keyed.set_aside}


def check(keyed, lines, naive, same_history, min_repurchases=30):
    expected = naive(lines, AS_OF.toordinal(), min_repurchases=min_repurchases)
    assert keyed.keys.tolist() == sorted(expected.customers)
    same_history(keyed.history, keyed.keys.tolist(), expected)


customers = st.sampled_from(["C1", "C2", "é'\"x", "00012", "a;b,c\td", "NA", "null"])
days = st.dates(date(2023, 12, 1), date(2024, 7, 10))
amounts = st.decimals(-20, 10**6, places=3)
order_lines = st.lists(st.tuples(st.sampled_from(["1", "2", "3", ""]), customers, days, amounts), max_size=40)
DATE_WORDS = {"ymd": "%Y-%m-%d", "dmy": "%d/%m/%Y", "mdy": "%m/%d/%y"}


def counted(lines):
    """The lines that should be counted, and how many should be set aside for each reason."""
    kept, aside = [], {}
    for order, customer, day, amount in lines:
        cents = int(amount.quantize(Decimal("0.01"), ROUND_HALF_EVEN) * 100)
        why = "future" if day > AS_OF else "return" if cents < 0 else None
        if why:
            aside[why] = aside.get(why, 0) + 1
        else:
            kept.append((customer, day.toordinal(), cents, order or None))
    return kept, aside


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=40, deadline=None)
@given(
    lines=order_lines,
    order=st.sampled_from(["ymd", "dmy", "mdy"]),
    mark=st.sampled_from([".", ","]),
    separator=st.sampled_from(";,\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
)
def test_every_way_to_write_a_file_gives_the_slow_way_s_numbers(
    engine, lines, order, mark, separator, encoding, naive, same_history
):
    columns = OrderColumns(
        customer="client", date="le", amount="montant", order="n°", date_order=order, decimal_mark=mark
    )
    rows = [[o, c, d.strftime(DATE_WORDS[order]), f"{a}".replace(".", mark), "x"] for o, c, d, a in lines]
    with tempfile.TemporaryDirectory() as folder:
        file = write_csv(Path(folder) / "orders.csv", rows, separator=separator, encoding=encoding)
        keyed = summarise_files(file, columns, AS_OF.toordinal(), engine=engine, min_repurchases=5)
    kept, aside = counted(lines)
    check(keyed, kept, naive, same_history, min_repurchases=5)
    assert set_aside(keyed) == aside


def many_lines(seed, size=400):
    chance = random.Random(seed)
    first = date(2023, 1, 1)
    return [
        (
            chance.choice(["", str(chance.randrange(150))]),
            f"C{chance.randrange(30):03}",
            first + timedelta(days=chance.randrange(560)),
            Decimal(chance.randrange(-3_000, 3_000_000)) / 1000,
        )
        for _ in range(size)
    ]


def french_files(folder, lines):
    rows = [
        [o, c, f"{d:%d/%m/%Y}", f"{a:,}".replace(",", "\u202f").replace(".", ",") + " €", ""] for o, c, d, a in lines
    ]
    write_csv(folder / "a.csv", rows[::2])
    other = [[note, amount, day, customer, order] for order, customer, day, amount, note in rows[1::2]]
    write_csv(folder / "b.csv", other, header=HEADER[::-1], separator=",")
    return str(folder / "*.csv")


def parquet_files(folder, lines):
    order, customer, day, amount = zip(*lines, strict=True)
    table = pa.table(
        {
            "n°": pa.array([float(o) if o else None for o in order], pa.float64()),
            "client": customer,
            "le": pa.array([f"{d} 23:30:00" for d in day]).cast(pa.timestamp("us")),
            "montant": pa.array(amount, pa.decimal128(12, 3)),
        }
    )
    pq.write_table(table.slice(0, 100), folder / "a.parquet")
    reals = table.slice(100).set_column(3, "montant", pa.array([float(a) for a in amount[100:]]))
    pq.write_table(reals, folder / "b.parquet")
    return [folder / "a.parquet", folder / "b.parquet"]


MANY = {"french csv": french_files, "parquet": parquet_files}


@pytest.mark.parametrize("engine", [*ENGINES, pytest.param("spark", marks=pytest.mark.spark)])
@pytest.mark.parametrize("write", MANY.values(), ids=MANY)
def test_several_files_of_several_shapes_are_one_history(engine, write, tmp_path, request, naive, same_history):
    if engine == "spark":
        request.getfixturevalue("spark")
    lines = many_lines(7)
    keyed = summarise_files(write(tmp_path, lines), COLUMNS, AS_OF.toordinal(), engine=engine)
    kept, aside = counted(lines)
    check(keyed, kept, naive, same_history)
    assert set_aside(keyed) == aside


@pytest.mark.shared
@pytest.mark.parametrize("engine", [*ENGINES, pytest.param("spark", marks=pytest.mark.spark)])
def test_a_file_without_amounts_gives_the_slow_way_s_numbers(engine, shared_data, request, naive, same_history):
    if engine == "spark":
        request.getfixturevalue("spark")
    path = shared_data / "orders" / "lifetimes_example" / "transactions.csv"
    keyed = summarise_files(
        path, OrderColumns(customer="id", date="date"), date(2014, 11, 30).toordinal(), engine=engine
    )
    with path.open(newline="") as file:
        rows = [(row["id"], date.fromisoformat(row["date"][:10]).toordinal(), 0, None) for row in csv.DictReader(file)]
    assert keyed.history.cents is None
    same_history(keyed.history, keyed.keys.tolist(), naive(rows, date(2014, 11, 30).toordinal()))
    assert keyed.keys.tolist() == sorted(keyed.keys)


@pytest.mark.shared
@pytest.mark.parametrize("engine", ENGINES)
def test_cdnow_master_gives_the_slow_way_s_numbers(engine, shared_data, naive, same_history):
    path = shared_data / "orders" / "cdnow_master" / "transactions.csv"
    columns = OrderColumns(customer="customer_id", date="date", amount="dollar_value")
    as_of = date(1998, 3, 31).toordinal()
    keyed = summarise_files(path, columns, as_of, engine=engine)
    with path.open(newline="") as file:
        rows = [
            (r["customer_id"], date.fromisoformat(r["date"]).toordinal(), int(Decimal(r["dollar_value"]) * 100), None)
            for r in csv.DictReader(file)
        ]
    same_history(keyed.history, keyed.keys.tolist(), naive(rows, as_of))
    assert set_aside(keyed) == {"future": sum(day > as_of for _, day, _, _ in rows)}


ROWS_SET_ASIDE = [
    ["1", "C1", "2024-01-02", "10.00", ""],
    ["2", " \u00a0", "2024-01-02", "10.00", ""],
    ["3", "C1", "02-30-2024", "10.00", ""],
    ["4", "C1", "", "10.00", ""],
    ["5", "C1", "2024-07-01", "-10.00", ""],
    ["6", "C1", "2024-01-03", "free", ""],
    ["7", "C1", "2024-01-03", "", ""],
    ["8", "C1", "2024-01-03", "-0.01", ""],
    ["9", "C1"],
    ["10", "C1", "2024-01-03", "10.00", "", "and more"],
    ["11", "C1", "2024-01-04", "0", 'a ""note"";\nof two lines'],
]


@pytest.mark.parametrize("engine", [*ENGINES, pytest.param("spark", marks=pytest.mark.spark)])
def test_each_line_that_is_not_counted_has_one_reason(engine, tmp_path, request):
    if engine == "spark":
        request.getfixturevalue("spark")
    file = write_csv(tmp_path / "orders.csv", ROWS_SET_ASIDE)
    keyed = summarise_files(file, COLUMNS, AS_OF.toordinal(), engine=engine)
    reasons = {"no_customer": 1, "no_date": 2, "future": 1, "no_amount": 2, "return": 1, "unreadable": 2}
    assert set_aside(keyed) == reasons
    assert keyed.keys.tolist() == ["C1"]
    assert (keyed.history.order_days.tolist(), keyed.history.orders.tolist()) == ([2], [2])
    assert keyed.history.cents.tolist() == [1000]


HOSTILE = ["n'\"°`", 'client"; drop table x; --', "le ${x} \\", "montant, (€)"]


@pytest.mark.parametrize("engine", [*ENGINES, pytest.param("spark", marks=pytest.mark.spark)])
@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_names_of_columns_and_files_are_never_taken_for_sql_or_patterns(engine, kind, tmp_path, request):
    if engine == "spark":
        request.getfixturevalue("spark")
    columns = OrderColumns(order=HOSTILE[0], customer=HOSTILE[1], date=HOSTILE[2], amount=HOSTILE[3])
    folder = tmp_path / "it's [a] {b,c} #1"
    folder.mkdir()
    row = ["1", "C'1", "2024-01-02", "10.00"]
    if kind == "csv":
        file = write_csv(folder / "o[1]';--.csv", [row], header=HOSTILE)
    else:
        file = folder / "o[1]';--.parquet"
        pq.write_table(pa.table({name: [value] for name, value in zip(HOSTILE, row, strict=True)}), file)
    keyed = summarise_files(file, columns, AS_OF.toordinal(), engine=engine)
    assert keyed.keys.tolist() == ["C'1"]
    assert keyed.history.cents.tolist() == [1000]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("written", "cents"),
    [
        (["1 234,50 €", "12"], [123450, 1200]),
        (["1.234,50", "1.234"], [123450, 123400]),
        (["1,234.50", "1,234"], [123450, 123400]),
        (["1'234.50", "$12.5", "\u22125.00"], [123450, 1250]),
        (["0.125", "0.375", "0.005"], [12, 38, 0]),
        (["12", "EUR 1 000"], [1200, 100000]),
    ],
)
def test_amounts_are_read_as_their_column_writes_them(engine, written, cents, tmp_path):
    rows = [["", f"C{i}", "2024-01-02", amount, ""] for i, amount in enumerate(written)]
    keyed = summarise_files(write_csv(tmp_path / "o.csv", rows), COLUMNS, AS_OF.toordinal(), engine=engine)
    assert keyed.history.cents.tolist() == cents


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("written", "days"),
    [
        (["25/12/2023", "03/04/2024"], ["2023-12-25", "2024-04-03"]),
        (["12-25-23", "03-04-24"], ["2023-12-25", "2024-03-04"]),
        (["20240304", "2024-03-05T10:00:00Z", "2024/03/06 10:00"], ["2024-03-04", "2024-03-05", "2024-03-06"]),
        (["31.12.99", "2024-03-05"], ["1999-12-31", "2024-03-05"]),
    ],
)
def test_dates_are_read_as_their_column_writes_them(engine, written, days, tmp_path):
    rows = [["", f"C{i}", day, "1.00", ""] for i, day in enumerate(written)]
    keyed = summarise_files(write_csv(tmp_path / "o.csv", rows), COLUMNS, AS_OF.toordinal(), engine=engine)
    assert [date.fromordinal(day).isoformat() for day in keyed.history.last_day] == days


@pytest.mark.parametrize("engine", ENGINES)
def test_one_certain_value_far_down_decides_for_its_column(engine, tmp_path):
    rows = [["", "C1", "03/04/2024", "1,234", ""]] * 2500 + [["", "C2", "25/04/2024", "1,5", ""]]
    keyed = summarise_files(write_csv(tmp_path / "o.csv", rows), COLUMNS, AS_OF.toordinal(), engine=engine)
    assert keyed.history.last_day.tolist() == [date(2024, 4, 3).toordinal(), date(2024, 4, 25).toordinal()]
    assert keyed.history.cents.tolist() == [2500 * 123, 150]


REFUSED = {
    "contradictory dates": (["25/12/2023", "12/25/2023"], ["1.00", "1.00"], "some have the day first"),
    "unclear dates": (["03/04/2024", "05/06/2024"], ["1.00", "1.00"], "date order"),
    "no dates": (["Dupont", "Martin"], ["1.00", "1.00"], "none of its values"),
    "contradictory amounts": (["2024-01-01"] * 2, ["1.50", "1,50"], "decimal comma"),
    "unclear amounts": (["2024-01-01"] * 2, ["1,234", "2,345"], "decimal mark"),
    "no amounts": (["2024-01-01"] * 2, ["Dupont", "Martin"], "none of its values"),
}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("dates", "amounts", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_told_is_asked_for_without_quoting_anybody(engine, dates, amounts, said, tmp_path):
    rows = [["", "Dupont", *values, "Martin"] for values in zip(dates, amounts, strict=True)]
    file = write_csv(tmp_path / "o.csv", rows)
    with pytest.raises(BadRequest) as error:
        summarise_files(file, COLUMNS, AS_OF.toordinal(), engine=engine)
    assert said in str(error.value)
    assert error.value.say("fr") != str(error.value)
    assert not any(name in error.value.say("fr") for name in ("Dupont", "Martin", *dates, *amounts))


@pytest.mark.parametrize("engine", ENGINES)
def test_a_missing_column_is_named_with_what_the_file_has(engine, tmp_path):
    file = write_csv(tmp_path / "o.csv", [], header=["client", "le"])
    with pytest.raises(BadRequest, match=r"o\.csv has no column named montant; it has: client, le"):
        summarise_files(file, COLUMNS, AS_OF.toordinal(), engine=engine)
    twice = write_csv(tmp_path / "p.csv", [], header=[*HEADER, "le"])
    with pytest.raises(BadRequest, match="more than one column named le"):
        summarise_files(twice, COLUMNS, AS_OF.toordinal(), engine=engine)
    pq.write_table(pa.table({"client": ["a"], "le": ["b"], "n°": ["c"]}), tmp_path / "o.parquet")
    with pytest.raises(BadRequest, match="no column named montant"):
        summarise_files(tmp_path / "o.parquet", COLUMNS, AS_OF.toordinal(), engine=engine)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_parquet_column_of_another_kind_is_refused_by_name(engine, tmp_path):
    table = {"client": ["a"], "le": [date(2024, 1, 1)], "n°": ["c"], "montant": [1]}
    for name, values, said in (
        ("client", [["x"]], "client should hold text"),
        ("le", [1.5], "le should hold dates"),
        ("montant", [date(2024, 1, 1)], "montant should hold amounts"),
    ):
        pq.write_table(pa.table({**table, name: values}), tmp_path / "o.parquet")
        with pytest.raises(BadRequest, match=said):
            summarise_files(tmp_path / "o.parquet", COLUMNS, AS_OF.toordinal(), engine=engine)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("content", [b"PAR1 not really PAR1", b"PK\x03\x04\0\0", b"", b'n;client;le;montant\n"Dupont;'])
def test_damaged_files_are_refused_without_quoting_them(engine, content, tmp_path):
    file = tmp_path / "o.bin"
    file.write_bytes(content)
    with pytest.raises(HabitueError) as error:
        summarise_files(file, COLUMNS, AS_OF.toordinal(), engine=engine)
    assert "o.bin" in str(error.value)
    assert str(tmp_path) not in str(error.value)
    assert "Dupont" not in str(error.value)


def test_a_file_that_is_not_there_is_named_without_its_folder(tmp_path):
    with pytest.raises(UnreadableFile, match=r"^There is no file none\.csv\."):
        summarise_files(tmp_path / "none.csv", COLUMNS, AS_OF.toordinal())


def test_an_engine_that_is_not_installed_is_asked_for_by_name(tmp_path, monkeypatch):
    file = write_csv(tmp_path / "o.csv", [])
    monkeypatch.setattr("habitue.history.files.which", lambda _: None)
    monkeypatch.setattr("habitue.history.files.find_spec", lambda name: name == "pyspark" or None)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    for engine, said in (("duckdb", r"pip install habitue\[scale\]"), ("spark", "Spark needs Java")):
        with pytest.raises(BadRequest, match=said):
            summarise_files(file, COLUMNS, AS_OF.toordinal(), engine=engine)


def test_duckdb_keeps_to_its_memory_and_leaves_nothing_behind(tmp_path, monkeypatch, naive, same_history):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder = tmp_path / "in"
    folder.mkdir()
    lines = many_lines(3, size=3000)
    rows = [[o, c, d.isoformat(), str(a), "x" * 50] for o, c, d, a in lines]
    file = write_csv(folder / "o.csv", rows)
    keyed = summarise_files(file, COLUMNS, AS_OF.toordinal(), memory_limit="100MB")
    check(keyed, counted(lines)[0], naive, same_history)
    with pytest.raises(BadRequest, match="like 2GB; it is much"):
        summarise_files(file, COLUMNS, AS_OF.toordinal(), memory_limit="much")
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


@given(
    day=st.dates(date(1970, 1, 1), date(2068, 12, 31)),
    order=st.sampled_from(["ymd", "dmy", "mdy"]),
)
def test_a_day_is_read_back_as_it_was_written(day, order):
    assert read_day(day.strftime(DATE_WORDS[order]), order) == day.toordinal()


@given(cents=st.integers(-(10**13), 10**13), mark=st.sampled_from([".", ","]))
def test_an_amount_is_read_back_as_it_was_written(cents, mark):
    text = f"{Decimal(cents) / 100:,.2f}"
    if mark == ",":
        text = text.replace(",", " ").replace(".", ",")
    assert read_cents(text, mark) == cents
