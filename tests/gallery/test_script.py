"""The script that makes the gallery: reproducible, complete, and its files open where they should."""

import hashlib
import os
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import python_calamine

from expectations import EXPECTED, PLAIN, Expected
from make import MAKERS

SCRIPT = Path(__file__).parents[2] / "workbooks" / "make.py"
READABLE = [name for name in MAKERS if not EXPECTED[name].unreadable]
OFFICE = [name for name in READABLE if name.endswith((".xlsx", ".xlsm"))]
CALAMINE = [name for name in READABLE if not name.endswith((".csv", ".tsv"))]
# openpyxl sees no sheet in the Strict flavour.
NOT_FOR_OPENPYXL = {"strict_namespaces.xlsx"}


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def run(*options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(SCRIPT), *options],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


def test_another_process_at_another_hash_seed_makes_the_same_bytes(made: Path, tmp_path: Path) -> None:
    again = run("--out", str(tmp_path / "again"), PYTHONHASHSEED="7", TZ="Asia/Tokyo")
    assert again.returncode == 0, again.stderr
    assert digests(tmp_path / "again") == digests(made)


def test_only_makes_what_is_named(tmp_path: Path) -> None:
    done = run("--out", str(tmp_path), "--only", "no_flaw", "csv_tab.tsv")
    assert done.returncode == 0
    assert {path.name for path in tmp_path.iterdir()} == {"no_flaw.xlsx", "csv_tab.tsv"}


def test_a_name_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    done = run("--out", str(tmp_path), "--only", "boutik")
    assert done.returncode != 0
    assert "boutique.xlsm" in done.stderr


def test_every_workbook_has_its_expectation_and_every_expectation_its_workbook() -> None:
    assert set(MAKERS) == set(EXPECTED)


def test_the_demo_needs_no_library_of_the_other_formats() -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import make; make.MAKERS['boutique.xlsm']();"
        "print(*{'xlwt', 'odf', 'msoffcrypto', 'openpyxl', 'pandas', 'habitue'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(SCRIPT.parent)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize("name", sorted(set(OFFICE) - NOT_FOR_OPENPYXL))
@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
def test_openpyxl_opens_what_can_be_read(made: Path, name: str) -> None:
    book = openpyxl.load_workbook(made / name, read_only=True)
    assert book.sheetnames
    book.close()


@pytest.mark.parametrize("name", CALAMINE)
def test_calamine_opens_what_can_be_read(made: Path, name: str) -> None:
    assert python_calamine.load_workbook(made / name).sheet_names


@pytest.mark.parametrize("name", OFFICE)
def test_zip_entries_carry_no_clock(made: Path, name: str) -> None:
    with zipfile.ZipFile(made / name) as package:
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}


def test_the_small_truth_adds_up_to_the_plain_expectation() -> None:
    from gallery.small import CUSTOMERS, ORDERS

    cents, days, buyers = 0, [], {}
    for order in ORDERS:
        cents += order.cents
        days.append(order.day)
        buyers.setdefault(order.customer.key, []).append(order.day)
    assert (len(CUSTOMERS), len(ORDERS), cents, min(days), max(days)) == (
        PLAIN.customers, PLAIN.orders, PLAIN.cents, PLAIN.first, PLAIN.last,
    )  # fmt: skip
    assert sorted(map(len, buyers.values())) == [3] * 10


def plain_sums(name: str, made: Path) -> tuple[int, int, date, date]:
    """Orders, cents, first and last day of the sheet Commandes, read without any of our code."""
    rows = list(openpyxl.load_workbook(made / name, data_only=True)["Commandes"].iter_rows(values_only=True, min_row=2))
    state = [row[4] if len(row) > 4 else "" for row in rows]
    counted = [
        row
        for row, said in zip(rows, state, strict=True)
        if isinstance(row[3], int | float) and row[3] > 0 and hasattr(row[1], "date") and row[2]
        and said in {"", "Livrée", None} and row[1].date() <= date(2026, 11, 1)
    ]  # fmt: skip
    days = [row[1].date() for row in counted]
    return len(counted), round(sum(row[3] * 100 for row in counted)), min(days), max(days)


@pytest.mark.parametrize(
    "name",
    [
        "no_flaw.xlsx", "dates_1904.xlsx", "error_cells.xlsx", "cancelled_and_quotes.xlsx", "future_orders.xlsx",
        "unknown_customers.xlsx", "one_customer.xlsx", "hidden_sheet.xlsx", "prefixed_namespaces.xlsx",
    ],
)  # fmt: skip
def test_expectations_equal_a_plain_sum_over_the_file(made: Path, name: str) -> None:
    expected: Expected = EXPECTED[name]
    assert plain_sums(name, made) == (expected.orders, expected.cents, expected.first, expected.last)


def test_the_encrypted_workbook_opens_with_its_password(made: Path) -> None:
    import io

    import msoffcrypto

    from gallery.flaws_package import SECRET

    with (made / "encrypted.xlsx").open("rb") as file:
        locked = msoffcrypto.OfficeFile(file)
        locked.load_key(password=SECRET)
        plain = io.BytesIO()
        locked.decrypt(plain)
    assert openpyxl.load_workbook(plain).sheetnames == ["Clients", "Commandes"]
