"""Real workbooks of many programs: each is read, the same by both readers, or refused with a sentence."""

import csv

import pandas as pd
import pytest

from habitue.errors import UnreadableFile
from habitue.workbook.read import opened, read_former, read_tables

pytestmark = pytest.mark.shared


@pytest.fixture
def manifest(shared_data):
    with (shared_data / "workbooks" / "manifest.csv").open(encoding="utf-8") as file:
        return [(row, shared_data / "workbooks" / row["file"]) for row in csv.DictReader(file)]


def test_every_workbook_is_read_or_refused_with_a_sentence(manifest):
    refused = {}
    for row, path in manifest:
        try:
            reading = read_tables(path)
        except UnreadableFile as error:
            refused[row["file"]] = str(error)
        else:
            assert len(reading.tables) + len(reading.skipped) >= 1
            assert read_former(path) == ()
    assert set(refused) == {row["file"] for row, _ in manifest if row["kind"] == "ole-encrypted"}


def test_both_readers_find_the_same_tables_in_every_workbook(manifest, monkeypatch):
    for row, path in manifest:
        if row["kind"] == "ole-encrypted":
            continue
        monkeypatch.setattr(opened, "has_arrow", lambda: True)
        fast = read_tables(path)
        monkeypatch.setattr(opened, "has_arrow", lambda: False)
        slow = read_tables(path)
        assert [table.title for table in fast.tables] == [table.title for table in slow.tables], row["file"]
        for one, other in zip(fast.tables, slow.tables, strict=True):
            assert one.columns == other.columns
            pd.testing.assert_frame_equal(one.frame, other.frame)
            assert one.rows.tolist() == other.rows.tolist()
            if path.suffix != ".xlsb":  # python-calamine does not tell errors; only xlsx has XML to look at
                assert [problem.count for problem in one.problems] == [problem.count for problem in other.problems], (
                    row["file"]
                )


def test_every_orders_and_duplicates_file_is_one_table_with_all_its_lines(shared_data):
    for path in sorted(shared_data.glob("*/*/*.csv")):
        (table,) = read_tables(path).tables
        with path.open(encoding="utf-8", newline="") as file:
            expected = list(csv.reader(file))
        assert [column.label for column in table.columns] == expected[0]
        assert len(table) == len(expected) - 1
        last = [value if isinstance(value, str) else "" for value in table.frame.iloc[-1]]
        assert last == expected[-1]
        assert table.problems == ()
