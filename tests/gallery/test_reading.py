"""Each workbook of the gallery through our reader: the tables that must be found, and the roles of their columns."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from expectations import EXPECTED, Found
from habitue.errors import UnreadableFile
from habitue.roles.guess import guess_roles
from habitue.tables import Table
from habitue.workbook.read import read_tables

READABLE = [name for name, expected in EXPECTED.items() if not expected.unreadable]
UNREADABLE = [name for name, expected in EXPECTED.items() if expected.unreadable]
WITH_TABLES = [name for name in READABLE if EXPECTED[name].tables]


@pytest.fixture(scope="module")
def tables(made: Path) -> Callable[[str], tuple[Table, ...]]:
    return cache(lambda name: read_tables(made / name).tables)


def place(table: Table) -> tuple[str, int, int]:
    return table.origin.sheet, table.origin.header_row, len(table)


def named(found: Found) -> tuple[str, int, int]:
    return found.sheet, found.header_row, found.rows


@pytest.mark.parametrize("name", WITH_TABLES)
def test_every_table_is_found_with_its_header_and_rows(tables: Callable[[str], tuple[Table, ...]], name: str) -> None:
    found = {place(table) for table in tables(name)}
    assert {named(wanted) for wanted in EXPECTED[name].tables} <= found


@pytest.mark.parametrize("name", sorted(set(WITH_TABLES) - {"boutique.xlsm", "named_range.xlsx"}))
def test_nothing_else_is_taken_for_a_table(tables: Callable[[str], tuple[Table, ...]], name: str) -> None:
    found = {place(table) for table in tables(name)}
    assert found <= {named(wanted) for wanted in EXPECTED[name].tables}


@pytest.mark.parametrize("name", WITH_TABLES)
def test_the_main_columns_get_their_roles(tables: Callable[[str], tuple[Table, ...]], name: str) -> None:
    roles = {place(table): {guess.label: guess.role for guess in guess_roles(table).columns} for table in tables(name)}
    for wanted in EXPECTED[name].tables:
        found = roles.get(named(wanted))
        if found is None:
            continue  # said by the test of tables
        assert {label: str(found.get(label)) for label in wanted.roles} == dict(wanted.roles), wanted.sheet


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_should_not_be_read_is_refused_with_a_sentence(made: Path, name: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_tables(made / name)
    assert name in refused.value.say("fr") or refused.value.say("fr") != refused.value.say("en")


@pytest.mark.parametrize("name", [name for name in READABLE if name.endswith(".xlsx")])
def test_no_cell_address_is_outside_its_sheet(tables: Callable[[str], tuple[Table, ...]], name: str) -> None:
    for table in tables(name):
        assert all(1 <= row <= 1_048_576 for row in table.rows)
        assert len(set(table.rows)) == len(table.rows)
