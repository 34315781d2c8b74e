"""Real workbooks of many makers and real orders, from the command line; they need the shared data."""

import csv
import io
import json
import shutil
import zipfile
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from habitue.refresh import Wish, compute

pytestmark = pytest.mark.shared
SHARED_WORKBOOK = "dotnet_Revision_NameCommentChange.xlsx"  # its tracked changes forbid tables


def manifest(root: Path) -> list[dict[str, str]]:
    with (root / "workbooks" / "manifest.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def northwind(root: Path) -> list[Path]:
    return [root / "orders" / "northwind" / name for name in ("customers.csv", "orders.csv", "order_lines.csv")]


def test_northwind_goes_into_every_workbook_that_can_hold_it(habitue, shared_data, tmp_path):
    for row in manifest(shared_data):
        book = tmp_path / row["file"]
        book.write_bytes((shared_data / "workbooks" / row["file"]).read_bytes())
        before = book.read_bytes()
        call = ("refresh", *northwind(shared_data), "--into", book, "--as-of", "1998-06-01", "--no-backup")
        done = habitue(*call)
        if row["prototype_outcome"] != "graft" or row["file"] == SHARED_WORKBOOK:
            assert done.code == 1, row["file"]
            assert done.err.strip(), row["file"]
            assert book.read_bytes() == before, row["file"]
            continue
        assert done.code == 0, (row["file"], done.err)
        old, new = parts(before), parts(book.read_bytes())
        changed = {name for name in old if new.get(name) != old[name]}
        known = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
        assert changed <= known, row["file"]
        once = book.read_bytes()
        assert habitue(*call).code == 0, row["file"]
        assert book.read_bytes() == once, row["file"]


def test_northwind_needs_no_option_at_all(habitue, shared_data, tmp_path):
    sources = [Path(shutil.copyfile(path, tmp_path / path.name)) for path in northwind(shared_data)]
    done = habitue("refresh", *sources, "--json")
    found = json.loads(done.out)
    assert (found["customers"], found["buyers"], found["orders"]) == (91, 89, 830)
    assert (tmp_path / "customers-habitue.xlsx").exists()


def test_cdnow_equals_its_published_summary_for_every_customer(shared_data):
    folder = shared_data / "orders" / "cdnow_sample"
    end = date(1997, 9, 30)
    found = compute(Wish(paths=(folder / "transactions.csv",), as_of=end, today=end)).refresh.customers
    published = pd.read_csv(folder / "summary.csv").set_index("ID")
    ours = found.set_index(found["key"].astype(int)).reindex(published.index)
    assert len(found) == len(published) == 2357
    assert (ours["order_days"] - 1 == published["frequency"]).all()
    weeks = (ours["last_day"] - ours["first_day"]) / 7
    assert (weeks - published["recency"]).abs().max() < 0.01
    age = (end.toordinal() - ours["first_day"]) / 7
    assert (age - published["T"]).abs().max() < 0.01


def test_a_file_without_amounts_is_refreshed_without_money(habitue, shared_data, tmp_path):
    source = Path(
        shutil.copyfile(shared_data / "orders" / "lifetimes_example" / "transactions.csv", tmp_path / "t.csv")
    )
    done = habitue("refresh", source, "--as-of", "2014-12-31", "--json", "--language", "en")
    assert done.code == 0, done.err
    assert json.loads(done.out)["buyers"] == 5000
