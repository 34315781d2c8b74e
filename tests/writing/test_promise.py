"""Every part that is not ours keeps its bytes, in every workbook that can be had."""

import csv
import shutil
import zipfile

import openpyxl
import pytest
import python_calamine

from habitue.errors import RefusedWrite
from habitue.workbook.write import apply, create, plan

MAY_CHANGE = ("workbook.xml", "workbook.xml.rels", "[Content_Types].xml", "styles.xml", "workbook2.xml")
REFUSED_WITH = {
    "phpoffice_form_pass_print.xlsm": "structure-protected",
    "apache_58616.xlsx": "encrypted",
    "apache_hello-world-signed.xlsx": "signed",
    "aspose-cells_sampleConvertXLSBToXLSM.xlsb": "xlsb",
    "dotnet_Revision_NameCommentChange.xlsx": "shared-workbook",
}


def manifest(folder):
    return list(csv.DictReader((folder / "manifest.csv").read_text(encoding="utf-8").splitlines()))


def only_what_must(changed):
    return [name for name in changed if not name.replace("\\", "/").endswith(MAY_CHANGE)]


def test_a_busy_workbook_keeps_every_part_of_its_own(busy_book, sheets, compare):
    before = busy_book.read_bytes()
    receipt = apply(plan(busy_book, sheets))
    found = compare(before, busy_book.read_bytes())
    assert receipt.written
    assert only_what_must(found.changed) == []
    assert found.gone == []
    assert found.order_kept
    assert set(found.added) == set(receipt.plan.added)


def test_a_second_refresh_writes_nothing(busy_book, sheets):
    apply(plan(busy_book, sheets))
    before, modified = busy_book.read_bytes(), busy_book.stat().st_mtime_ns
    again = plan(busy_book, sheets)
    receipt = apply(again)
    assert not again.changes
    assert {sheet.state for sheet in again.sheets} == {"unchanged"}
    assert not receipt.written
    assert (busy_book.read_bytes(), busy_book.stat().st_mtime_ns) == (before, modified)


def test_other_rows_touch_only_our_parts(busy_book, make_customers, make_overview, compare):
    apply(plan(busy_book, [make_overview(), make_customers()]))
    before = busy_book.read_bytes()
    made = plan(busy_book, [make_overview(), make_customers(range(3, 40))])
    apply(made)
    found = compare(before, busy_book.read_bytes())
    assert [(sheet.mark, sheet.state) for sheet in made.sheets] == [("overview", "unchanged"), ("customers", "changed")]
    assert sorted(found.changed) == ["xl/tables/table2.xml", "xl/worksheets/sheet4.xml"]
    assert not found.added
    assert not found.gone


def test_a_new_workbook_holds_our_sheets_alone(tmp_path, sheets):
    path = tmp_path / "neuf.xlsx"
    create(sheets, path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Synthèse", "Clients"]
    assert book["Clients"].tables["HabitueCustomers"].ref == "A4:I16"
    assert not plan(path, sheets).changes


def test_a_new_workbook_never_takes_the_place_of_another_unasked(busy_book, sheets):
    with pytest.raises(RefusedWrite) as caught:
        create(sheets, busy_book)
    assert caught.value.code == "exists"


def test_other_libraries_read_what_was_written(busy_book, sheets, make_customers):
    apply(plan(busy_book, sheets))
    book = openpyxl.load_workbook(busy_book)
    assert book.sheetnames == ["Ventes d'été", "Notes", "Synthèse", "Clients"]
    sheet = book["Clients"]
    wanted = make_customers()
    for number, column in enumerate(wanted.tables[0].columns, 1):
        assert sheet.cell(4, number).value == column.title
        shown = [sheet.cell(row, number).value for row in range(5, 17)]
        if column.kind == "date":
            assert [day.toordinal() if day else 0 for day in shown] == column.values
        else:
            assert shown == column.values
    rows = python_calamine.CalamineWorkbook.from_path(str(busy_book)).get_sheet_by_name("Clients").to_python()
    assert rows[4][1] == "Élodie Müller-1 & fils"
    assert len(book["Clients"].conditional_formatting) == 2
    assert {v.type for v in book["Clients"].data_validations.dataValidation} == {"list", "whole"}


@pytest.mark.shared
def test_the_shared_workbooks_keep_every_part_or_are_refused(shared_data, tmp_path, sheets, make_customers, compare):
    folder = shared_data / "workbooks"
    rows = manifest(folder)
    assert len(rows) == 25
    for row in rows:
        path = tmp_path / row["file"]
        shutil.copyfile(folder / row["file"], path)
        before = path.read_bytes()
        if row["file"] in REFUSED_WITH:
            with pytest.raises(RefusedWrite) as caught:
                plan(path, sheets)
            assert caught.value.code == REFUSED_WITH[row["file"]], row["file"]
            assert path.read_bytes() == before
            continue
        apply(plan(path, sheets), backup=False)
        once = path.read_bytes()
        found = compare(before, once)
        assert only_what_must(found.changed) == [], row["file"]
        assert found.gone == []
        assert found.order_kept
        assert not plan(path, sheets).changes, row["file"]
        apply(plan(path, [sheets[0], make_customers(range(4, 30))]), backup=False)
        refreshed = compare(once, path.read_bytes())
        assert all("/worksheets/" in name or "/tables/" in name for name in refreshed.changed), row["file"]
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None


@pytest.mark.shared
def test_shared_workbooks_still_open_in_calamine_and_openpyxl(shared_data, tmp_path, sheets):
    folder = shared_data / "workbooks"
    for row in manifest(folder):
        if row["file"] in REFUSED_WITH:
            continue
        path = tmp_path / row["file"]
        shutil.copyfile(folder / row["file"], path)
        before = _readers(path)
        apply(plan(path, sheets), backup=False)
        after = _readers(path)
        for reader, names in before.items():
            if names is not None:
                assert after[reader][: len(names)] == names, (reader, row["file"])
                assert after[reader][-2:] == ["Synthèse", "Clients"] or not names, (reader, row["file"])


def _readers(path):
    def calamine():
        with python_calamine.CalamineWorkbook.from_path(str(path)) as book:
            return book.sheet_names

    def with_openpyxl():
        return openpyxl.load_workbook(path, keep_vba=False).sheetnames

    found = {}
    import warnings

    for reader in (calamine, with_openpyxl):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found[reader.__name__] = reader()
        except Exception:  # noqa: BLE001 (what a library cannot open before, it need not open after)
            found[reader.__name__] = None
    return found
