"""The gallery from the command line: nothing foreign changes, a second run changes nothing, refusals leave no trace."""

import hashlib
import io
import json
import shutil
import zipfile
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from expectations import EXPECTED
from habitue.cli import main

REFUSED = [name for name, expected in EXPECTED.items() if expected.refused or expected.unreadable]
# One of each kind; the others differ in reading only, which the tests of intake hold.
WRITTEN = [
    "boutique.xlsm", "shop.xlsx", "no_flaw.xlsx", "excel_tables.xlsx", "dates_1904.xlsx", "prefixed_namespaces.xlsx",
    "strict_namespaces.xlsx", "injection.xlsx", "only_totals.xlsx", "phantom_rows.xlsx", "no_orders.xlsx",
    "one_customer.xlsx",
]  # fmt: skip
# What a refresh may edit of the package besides adding parts of its own.
TOUCHED = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


def refresh(path: Path, *more: str) -> Done:
    """Run the command in this process, which spares a start of Python and makes its warnings errors."""
    with (
        redirect_stdout(io.StringIO()) as out,
        redirect_stderr(io.StringIO()) as err,
        pytest.raises(SystemExit) as left,
    ):
        main(["refresh", str(path), "--as-of", "2026-11-01", *more])
    return Done(int(left.value.code or 0), out.getvalue(), err.getvalue())


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def refreshed(made: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {"": tmp_path_factory.mktemp("refreshed")}


def once(refreshed: dict[str, Path], made: Path, name: str) -> Path:
    if name not in refreshed:
        path = Path(shutil.copy(made / name, refreshed[""] / name))
        done = refresh(path, "--no-backup")
        assert done.code == 0, done.err
        refreshed[name] = path
    return refreshed[name]


@pytest.mark.parametrize("name", WRITTEN)
def test_every_foreign_part_keeps_its_bytes(refreshed: dict[str, Path], made: Path, name: str) -> None:
    after = once(refreshed, made, name)
    with zipfile.ZipFile(made / name) as old, zipfile.ZipFile(after) as new:
        for part in set(old.namelist()) - TOUCHED:
            assert new.read(part) == old.read(part), part
        assert len(new.namelist()) > len(old.namelist())


@pytest.mark.parametrize("name", ["boutique.xlsm", "shop.xlsx", "no_flaw.xlsx", "strict_namespaces.xlsx"])
def test_a_second_refresh_changes_no_byte(refreshed: dict[str, Path], made: Path, name: str) -> None:
    path = once(refreshed, made, name)
    before = digest(path)
    done = refresh(path, "--no-backup")
    assert done.code == 0, done.err
    assert digest(path) == before


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_is_one_sentence_and_leaves_the_file_alone(made: Path, tmp_path: Path, name: str) -> None:
    path = Path(shutil.copy(made / name, tmp_path / name))
    done = refresh(path)
    assert done.code != 0
    assert "Traceback" not in done.err
    assert done.err.strip()
    assert [found.name for found in tmp_path.iterdir()] == [name]
    assert digest(path) == digest(made / name)


def test_the_demo_counts_what_its_truth_holds(made: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(made / "boutique.xlsm", tmp_path / "boutique.xlsm"))
    done = refresh(path, "--dry-run", "--json")
    assert done.code == 0, done.err
    assert json.loads(done.out)["customers"] == EXPECTED["boutique.xlsm"].customers
    assert digest(path) == digest(made / "boutique.xlsm")
