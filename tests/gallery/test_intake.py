"""Each workbook of the gallery through intake: customers, orders, days and revenue, held to what is known of it."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from expectations import AS_OF, EXPECTED
from habitue.errors import HabitueError
from habitue.intake import Intake, gather
from habitue.workbook.read import read_tables

WITH_TABLES = [name for name, expected in EXPECTED.items() if expected.tables]
WITH_ORDERS = [name for name in WITH_TABLES if EXPECTED[name].orders is not None and name != "only_totals.xlsx"]
DATED = [name for name in WITH_ORDERS if EXPECTED[name].first is not None]
ASKED = [name for name, expected in EXPECTED.items() if expected.asked]


@pytest.fixture(scope="module")
def taken(made: Path) -> dict[str, Intake]:
    return {}


def intake(taken: dict[str, Intake], made: Path, name: str) -> Intake:
    if name not in taken:
        taken[name] = gather(read_tables(made / name).tables, as_of=AS_OF.toordinal())
    return taken[name]


@pytest.mark.parametrize("name", WITH_TABLES)
def test_every_customer_is_there_once(taken: dict[str, Intake], made: Path, name: str) -> None:
    customers = intake(taken, made, name).customers
    assert len(customers) == EXPECTED[name].customers
    assert customers["key"].is_unique


@pytest.mark.parametrize("name", WITH_ORDERS)
def test_orders_and_revenue_add_up_to_the_cent(taken: dict[str, Intake], made: Path, name: str) -> None:
    orders = intake(taken, made, name).orders
    assert orders is not None
    count = len(orders) if orders.order is None else len(np.unique(orders.order))
    assert orders.cents is not None
    assert (count, int(orders.cents.sum())) == (EXPECTED[name].orders, EXPECTED[name].cents)


@pytest.mark.parametrize("name", DATED)
def test_first_and_last_day_are_right(taken: dict[str, Intake], made: Path, name: str) -> None:
    orders = intake(taken, made, name).orders
    assert orders is not None
    found = date.fromordinal(int(orders.day.min())), date.fromordinal(int(orders.day.max()))
    assert found == (EXPECTED[name].first, EXPECTED[name].last)


@pytest.mark.parametrize("name", WITH_ORDERS)
def test_what_does_not_count_is_counted_by_its_reason(taken: dict[str, Intake], made: Path, name: str) -> None:
    counts: dict[str, int] = {}
    for aside in intake(taken, made, name).set_aside:
        counts[aside.why] = counts.get(aside.why, 0) + aside.count
    assert counts == EXPECTED[name].set_aside


def test_totals_without_orders_are_taken_as_they_stand(taken: dict[str, Intake], made: Path) -> None:
    found, expected = intake(taken, made, "only_totals.xlsx"), EXPECTED["only_totals.xlsx"]
    assert found.orders is None
    assert found.totals is not None
    assert found.totals.cents is not None
    buyers = found.totals.orders > 0
    assert (int(found.totals.orders.sum()), int(found.totals.cents.sum())) == (expected.orders, expected.cents)
    assert date.fromordinal(int(found.totals.first_day[buyers].min())) == expected.first
    assert date.fromordinal(int(found.totals.last_day[buyers].max())) == expected.last
    assert int(buyers.sum()) == 10


@pytest.mark.parametrize("name", ["ambiguous_dates.xlsx", "formulas_without_values.xlsx", "future_orders.xlsx"])
def test_what_is_in_doubt_is_said(taken: dict[str, Intake], made: Path, name: str) -> None:
    reading = read_tables(made / name)
    found = intake(taken, made, name)
    said = [*reading.all_problems, *found.problems]
    assert said or found.set_aside
    if EXPECTED[name].doubt:
        assert any("Data 2" in problem.sheet or "Commandes" in problem.sheet for problem in said)


@pytest.mark.parametrize("name", ASKED)
def test_what_cannot_be_told_is_asked_for(made: Path, name: str) -> None:
    with pytest.raises(HabitueError) as asked:
        gather(read_tables(made / name).tables, as_of=AS_OF.toordinal())
    assert "Commandes" in asked.value.say("fr")


@pytest.mark.parametrize("name", ["no_flaw.xlsx", "boutique.xlsm", "shop.xlsx", "lines_and_orders.xlsx"])
def test_the_language_is_the_files(taken: dict[str, Intake], made: Path, name: str) -> None:
    assert intake(taken, made, name).language == ("en" if name == "shop.xlsx" else "fr")
