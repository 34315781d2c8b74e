"""The laws of a refresh, on random files: order is nothing, everybody is judged once, the same again is nothing."""

import csv
import random
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from habitue.criteria import Criteria
from habitue.refresh import Wish, compute, refresh

AS_OF = date(2026, 11, 1)
ANSWERS = ("oui", "non", "", "x")
WHEN_ANY = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

customer = st.tuples(
    st.integers(1, 40), st.sampled_from(["Léa Martin", "DUPONT Jean", "Zoé", ""]), st.sampled_from(ANSWERS)
)
order = st.tuples(st.integers(1, 45), st.integers(0, 2500), st.integers(-2000, 90_000))
files = st.tuples(
    st.lists(customer, min_size=1, max_size=30, unique_by=lambda one: one[0]), st.lists(order, min_size=1, max_size=120)
)


def write(folder: Path, customers: list, orders: list) -> tuple[Path, Path]:
    people, sales = folder / "clients.csv", folder / "commandes.csv"
    with people.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, delimiter=";")
        lines.writerow(["N° client", "Nom", "Newsletter", "E-mail"])
        lines.writerows([f"C{key:03}", name, answer, f"c{key}@exemple.fr"] for key, name, answer in customers)
    with sales.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, delimiter=";")
        lines.writerow(["N° commande", "Date", "N° client", "Montant"])
        for number, (key, ago, cents) in enumerate(orders):
            day = (AS_OF - timedelta(days=ago)).isoformat()
            lines.writerow(
                [f"F{key}-{ago}-{cents}-{number}", day, f"C{key:03}", f"{cents / 100:.2f}".replace(".", ",")]
            )
    return people, sales


def shown(paths: tuple[Path, ...]) -> pd.DataFrame:
    found = compute(Wish(paths=paths, as_of=AS_OF, today=AS_OF)).refresh.customers
    return found.drop(columns=[name for name in found.columns if name.startswith("origin")])


@WHEN_ANY
@given(files=files, seed=st.integers(0, 99))
def test_shuffled_rows_give_the_same_result(tmp_path, files, seed):
    customers, orders = files
    numbered = [(key, ago, cents) for key, ago, cents in orders]
    first = shown(write(tmp_path, customers, numbered))
    mixed = random.Random(seed)
    again = shown(write(tmp_path, mixed.sample(customers, len(customers)), mixed.sample(numbered, len(numbered))))
    pd.testing.assert_frame_equal(first, again)


@WHEN_ANY
@given(files=files)
def test_each_customer_has_exactly_one_status_and_each_buyer_one_segment(tmp_path, files):
    found = compute(Wish(paths=write(tmp_path, *files), as_of=AS_OF, today=AS_OF)).refresh
    customers = found.customers
    assert customers["key"].is_unique
    assert customers["status"].between(0, len(found.statuses) - 1).all()
    bought = customers["order_days"] > 0
    assert customers.loc[bought, "segment"].between(0, len(found.segments) - 1).all()
    assert (customers.loc[~bought, "segment"] == -1).all()
    assert customers["why"].str.len().gt(0).all()


@WHEN_ANY
@given(files=files)
def test_equal_values_have_equal_scores(tmp_path, files):
    customers = shown(write(tmp_path, *files))
    buyers = customers[customers["order_days"] > 0]
    for value, score in (("silence", "r"), ("order_days", "f"), ("cents", "m")):
        if value in buyers:  # nobody has cents when every line is a return
            assert (buyers.groupby(value)[score].nunique() == 1).all()


@WHEN_ANY
@given(files=files)
def test_money_and_order_days_equal_a_naive_count(tmp_path, files):
    customers = shown(write(tmp_path, *files)).set_index("key")
    counted: dict[str, list[tuple[int, int]]] = {}
    for key, ago, cents in files[1]:
        if cents >= 0:
            counted.setdefault(f"C{key:03}", []).append((ago, cents))
    for key, lines in counted.items():
        assert customers.loc[key, "order_days"] == len({ago for ago, _ in lines})
        assert customers.loc[key, "cents"] == sum(cents for _, cents in lines)
        assert customers.loc[key, "silence"] == min(ago for ago, _ in lines)


def test_the_map_of_segments_has_each_of_the_25_cells_once():
    cells = [cell for segment in Criteria().segments for cell in segment.cells]
    assert sorted(cells) == list(product(range(1, 6), range(1, 6)))


@pytest.mark.parametrize("preset", ["six_statuses", "primary", "five_phases"])
def test_a_second_refresh_writes_no_byte_even_on_another_day(made, tmp_path, preset):
    book = tmp_path / "clients.xlsx"
    book.write_bytes((made / "no_flaw.xlsx").read_bytes())
    monday, tuesday = AS_OF, AS_OF + timedelta(days=1)
    assert refresh(Wish(paths=(book,), as_of=AS_OF, today=monday, preset=preset)).changes
    once = book.read_bytes()
    again = refresh(Wish(paths=(book,), as_of=AS_OF, today=tuesday, preset=preset))
    assert not again.changes
    assert book.read_bytes() == once


def test_moves_are_shown_once_the_day_has_moved_on_and_stay_until_the_next_refresh(made, tmp_path):
    book = tmp_path / "boutique.xlsm"
    book.write_bytes((made / "boutique.xlsm").read_bytes())
    refresh(Wish(paths=(book,), as_of=AS_OF, today=AS_OF))
    later = AS_OF + timedelta(days=200)
    moved = refresh(Wish(paths=(book,), as_of=later, today=later), backup=False).refresh.moves
    assert len(moved) > 20
    repeated = refresh(Wish(paths=(book,), as_of=later, today=later)).refresh.moves
    assert repeated["key"].tolist() == moved["key"].tolist()
