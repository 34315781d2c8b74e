"""The demo workbook: what it promises to contain, and that its truth is as varied as the demo needs."""

import statistics
import subprocess
import sys
import warnings
import zipfile
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest

from expectations import EXPECTED
from gallery.boutique import make_boutique, type_shop
from gallery.english import make_purchases
from gallery.people import AS_OF
from gallery.shop import Shop, make_shop, why_not


@pytest.fixture(scope="module")
def shop() -> Shop:
    return make_shop()


@pytest.fixture(scope="module")
def package(made: Path) -> zipfile.ZipFile:
    return zipfile.ZipFile(made / "boutique.xlsm")


def test_it_has_what_must_survive(package: zipfile.ZipFile) -> None:
    names = package.namelist()
    for part in (
        "xl/charts/chart1.xml", "xl/media/image1.png", "xl/vbaProject.bin", "xl/comments1.xml",
        "xl/pivotTables/pivotTable1.xml", "xl/pivotCache/pivotCacheDefinition1.xml",
        "xl/pivotCache/pivotCacheRecords1.xml", "xl/drawings/vmlDrawing1.vml",
    ):  # fmt: skip
        assert part in names
    assert b"macroEnabled" in package.read("[Content_Types].xml")
    orders = package.read("xl/worksheets/sheet3.xml")
    assert b"<dataValidation " in orders
    assert b"<conditionalFormatting" in orders
    assert b"ListeEtats" in package.read("xl/workbook.xml")
    assert b"sparkline" in package.read("xl/worksheets/sheet1.xml")
    assert b"<mergeCell " in package.read("xl/worksheets/sheet2.xml")


def test_another_program_finds_the_macro(made: Path) -> None:
    # In a process of its own: olevba warns at import, and here warnings are errors.
    command = [sys.executable, "-m", "oletools.olevba", "--code", str(made / "boutique.xlsm")]
    listed = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Sub Bonjour()" in listed.stdout


@pytest.fixture(scope="module")
def book(made: Path) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", ".*extension is not supported")
        return openpyxl.load_workbook(made / "boutique.xlsm", keep_vba=True, data_only=True)


def test_openpyxl_reads_the_pivot_and_keeps_the_macro(book: openpyxl.Workbook) -> None:
    (pivot,) = book["TCD"]._pivots
    assert len(pivot.cache.records.r) == book["Commandes"].max_row - 3
    assert book.vba_archive is not None
    assert book["Listes"].sheet_state == "hidden"


def test_the_pivot_shows_the_sums_of_the_sheet(book: openpyxl.Workbook) -> None:
    sums: dict[str, float] = defaultdict(float)
    for row in book["Commandes"].iter_rows(min_row=4, values_only=True):
        if row[8] and isinstance(row[6], int | float):
            sums[row[8]] += row[6]
    shown = {row[0]: row[-1] for row in book["TCD"].iter_rows(min_row=5, values_only=True)}
    assert shown.pop("Total général") == pytest.approx(sum(sums.values()))
    assert shown == pytest.approx(sums)


@pytest.mark.libreoffice
@pytest.mark.slow
def test_libreoffice_opens_it(made: Path, soffice: str, tmp_path: Path) -> None:
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [soffice, profile, "--headless", "--convert-to", "ods", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(made / "boutique.xlsm")], check=True, capture_output=True, timeout=180)
    with zipfile.ZipFile(tmp_path / "boutique.ods") as converted:
        content = converted.read("content.xml").decode()
        assert any("Basic/" in name for name in converted.namelist())
    assert "table:data-pilot-table " in content
    assert "draw:image" in content
    assert 'table:name="TCD_Ventes"' in content


def test_its_schema_is_clean(shop: Shop, tmp_path: Path) -> None:
    from openxml_audit import OpenXmlValidator

    # The same parts with fewer rows: the validator looks at every cell.
    path = tmp_path / "boutique.xlsm"
    path.write_bytes(make_boutique(replace(shop, persons=shop.persons[:60], sales=shop.sales[:400])))
    assert OpenXmlValidator().validate(path).errors == []


def test_two_makings_in_one_process_are_equal(made: Path) -> None:
    assert make_boutique() == (made / "boutique.xlsm").read_bytes()


def test_the_expectation_is_the_truth(shop: Shop) -> None:
    listed = {person.key for person in shop.persons}
    reasons = Counter(why_not(sale, listed) for sale in shop.sales)
    counted = [sale for sale in shop.sales if why_not(sale, listed) in {"", "unknown"}]
    days = [sale.day for sale in counted if sale.day]
    expected = EXPECTED["boutique.xlsm"]
    strangers = {sale.customer for sale in counted} - listed
    assert expected.customers == len(listed) + len(strangers)
    assert expected.orders == len(counted) == len({sale.number for sale in counted})
    assert expected.cents == sum(sale.cents or 0 for sale in counted)
    assert (expected.first, expected.last) == (min(days), max(days))
    assert {why: count for why, count in reasons.items() if why not in {"", "unknown"}} == expected.set_aside


def test_the_english_expectation_is_the_truth() -> None:
    purchases = make_purchases()
    counted = [purchase for purchase in purchases if purchase.counts]
    expected = EXPECTED["shop.xlsx"]
    assert expected.customers == len({purchase.buyer.name for purchase in purchases})
    assert (expected.orders, expected.cents) == (len(counted), sum(purchase.cents for purchase in counted))
    assert (expected.first, expected.last) == (counted[0].day, counted[-1].day)


def test_what_was_typed_holds_every_customer_and_order_once(shop: Shop) -> None:
    typed = type_shop(shop)
    keys = [row[0] for row in typed.customers if str(row[0]).startswith("C")]
    numbers = [row[0] for row in typed.orders if row[0] and not str(row[0]).upper().startswith("TOTAL")]
    assert keys == [person.key for person in shop.persons]
    assert numbers == [sale.number for sale in shop.sales]
    assert len(shop.twins) == 40


def test_it_is_messy_in_every_way(shop: Shop) -> None:
    typed = type_shop(shop)
    amounts = [row[6] for row in typed.orders if isinstance(row[6], str)]
    assert any("\N{NARROW NO-BREAK SPACE}" in amount for amount in amounts)
    assert any(amount.endswith("€") for amount in amounts)
    days = {type(row[1]) for row in typed.orders}
    assert {date, str, type(None)} <= days
    assert {type(row[7]) for row in typed.customers} == {int, str, type(None)}
    assert any(isinstance(row[9], int) for row in typed.customers)
    assert {"oui", "non", "x", None} <= {row[14] for row in typed.customers}
    assert {"client perdu?", "prospect chaud"} <= {row[18] for row in typed.customers}


def silence_and_days(shop: Shop) -> dict[str, list[date]]:
    bought = defaultdict(set)
    for sale in shop.counted:
        bought[sale.customer].add(sale.day)
    return {key: sorted(days) for key, days in bought.items()}


def test_all_ten_segments_have_somebody(shop: Shop) -> None:
    days = silence_and_days(shop)

    def score(values: dict[str, float]) -> dict[str, int]:
        ordered = list(values.values())
        return {key: 1 + 5 * sum(other < value for other in ordered) // len(ordered) for key, value in values.items()}

    r = score({key: -(AS_OF - own[-1]).days for key, own in days.items()})
    f = score({key: len(own) for key, own in days.items()})

    def segment(recency: int, frequency: int) -> str:
        if recency <= 2:
            return "hibernating" if frequency <= 2 else "at risk" if frequency <= 4 else "can't lose"
        if recency == 3:
            return "about to sleep" if frequency <= 2 else "need attention" if frequency == 3 else "loyal"
        if frequency == 1:
            return "promising" if recency == 4 else "new"
        if frequency <= 3:
            return "potential loyalist"
        return "champions" if recency == 5 else "loyal"

    counts = Counter(segment(r[key], f[key]) for key in days)
    assert len(counts) == 10
    assert min(counts.values()) >= 4, counts


def test_all_six_statuses_have_somebody(shop: Shop) -> None:
    days = silence_and_days(shop)
    silence = {key: (AS_OF - own[-1]).days for key, own in days.items()}
    habits = [
        statistics.median((after - before).days for before, after in pairwise(own))
        for own in days.values()
        if len(own) > 1
    ]
    limit = max(3 * statistics.median(habits), 300)
    strangers = [person for person in shop.persons if person.key not in days]
    assert sum(silent > 2 * limit for silent in silence.values()) >= 10  # lost
    assert sum(limit < silent <= 2 * limit for silent in silence.values()) >= 10  # inactive
    assert sum(silence[key] < 180 and len(own) == 1 for key, own in days.items()) >= 10  # new
    assert sum(silence[key] < 180 and len(own) > 1 for key, own in days.items()) >= 50  # active
    assert sum(person.contacted is not None for person in strangers) >= 10  # prospects
    assert sum(person.contacted is None and "oui" not in person.consents for person in strangers) >= 10  # suspects
