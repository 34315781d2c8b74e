"""What LibreOffice and a schema validator say of what we write, before and after."""

import csv
import re
import shutil
import subprocess
import warnings
import zipfile

import openpyxl
import pytest

from habitue.workbook.write import apply, create, plan


def titles(path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(path).sheetnames


def cell_formats(path):
    with zipfile.ZipFile(path) as package:
        return int(re.search(rb'<cellXfs count="(\d+)"', package.read("xl/styles.xml"))[1])


@pytest.mark.libreoffice
def test_marks_tables_and_charts_survive_libreoffice(tmp_path, sheets, make_overview, make_customers, resave):
    path = tmp_path / "clients.xlsx"
    create(sheets, path)
    for count in (12, 15):
        resave(path)
        formats = cell_formats(path)
        models = [make_overview(), make_customers(range(count))]
        made = plan(path, models)
        apply(made, backup=False)
        assert [(sheet.title, sheet.state) for sheet in made.sheets] == [
            ("Synthèse", "changed"),
            ("Clients", "changed"),
        ]
        assert made.added == ()
        assert not plan(path, models).changes
        assert cell_formats(path) == formats
    with zipfile.ZipFile(path) as package:
        assert sum(name.startswith("xl/charts/chart") for name in package.namelist()) == 2
        assert sum(name.startswith("xl/tables/") for name in package.namelist()) == 2


@pytest.mark.libreoffice
def test_a_sheet_renamed_and_moved_is_known_after_libreoffice(tmp_path, sheets, make_customers, resave):
    path = tmp_path / "clients.xlsx"
    create(sheets, path)
    book = openpyxl.load_workbook(path)
    book["Clients"].title = "Les habitués"
    book.defined_names["_habitue.customers"].attr_text = "'Les habitués'!$A$1"
    book.move_sheet("Les habitués", -1)
    book.save(path)
    resave(path)
    made = plan(path, [make_customers(range(2, 5))])
    apply(made, backup=False)
    assert made.sheets[0].title == "Les habitués"
    assert titles(path) == ["Les habitués", "Synthèse"]


@pytest.mark.libreoffice
def test_names_of_gone_customers_are_wiped_after_libreoffice(tmp_path, make_customers, resave):
    path = tmp_path / "clients.xlsx"
    create([make_customers(range(1, 9))], path)
    resave(path)
    with zipfile.ZipFile(path) as package:
        assert b"client3@exemple.fr" in package.read("xl/sharedStrings.xml")
    apply(plan(path, [make_customers([1, 2, 4])]), backup=False)
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            assert b"client3@exemple.fr" not in package.read(name), name


@pytest.mark.libreoffice
@pytest.mark.shared
def test_grafted_workbooks_open_in_libreoffice(shared_data, tmp_path, soffice, sheets):
    chosen = ["phpoffice_namespacestd.xlsx", "janmarvin_mtcars_chart.xlsx", "closedxml_CFDataBarNegative.xlsx"]
    chosen += ["exceljs_test-issue-771.xlsx", "dotnet_ActiveXControls-O12-XL-Controls.xlsx"]
    out = tmp_path / "out"
    for name in chosen:
        shutil.copyfile(shared_data / "workbooks" / name, tmp_path / name)
        apply(plan(tmp_path / name, sheets), backup=False)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [soffice, profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out)]
    subprocess.run([*command, *(str(tmp_path / name) for name in chosen)], check=True, capture_output=True, timeout=300)
    for name in chosen:
        assert titles(out / name)[-2:] == ["Synthèse", "Clients"], name
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            sheet = openpyxl.load_workbook(out / name)["Clients"]
        assert sheet["B5"].value == "Élodie Müller-1 & fils"
        # LibreOffice keeps the first of tables that share an id and drops none of ours
        assert any(name.startswith("HabitueCustomers") for name in sheet.tables), name


def complaints(path):
    from openxml_audit import OpenXmlValidator, ValidationSeverity

    found = OpenXmlValidator().validate(str(path)).errors
    return {(e.part_uri or "", e.description) for e in found if e.severity is ValidationSeverity.ERROR}


@pytest.mark.shared
def test_the_schema_validator_finds_nothing_new(shared_data, tmp_path, sheets, make_customers):
    folder = shared_data / "workbooks"
    rows = list(csv.DictReader((folder / "manifest.csv").read_text(encoding="utf-8").splitlines()))
    chosen = [row["file"] for row in rows if row["prototype_outcome"] == "graft" and int(row["bytes"]) < 36_000]
    chosen.remove("dotnet_Revision_NameCommentChange.xlsx")
    for name in chosen[:6]:
        path = tmp_path / name
        shutil.copyfile(folder / name, path)
        before = complaints(path)
        apply(plan(path, sheets), backup=False)
        apply(plan(path, [sheets[0], make_customers(range(20))]), backup=False)
        new = {(part, said) for part, said in complaints(path) if (part, said) not in before}
        assert not new, (name, sorted(new)[:5])


def test_a_new_workbook_is_valid(tmp_path, sheets):
    path = tmp_path / "neuf.xlsx"
    create(sheets, path)
    assert not complaints(path)
