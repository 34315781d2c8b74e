"""Answers typed by people: read back, remembered for ever, found again, and brought together from two copies."""

import random
import shutil
import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pytest

AS_OF = ("--as-of", "2026-11-01")


def told(found, one, other):
    for pair in found["pairs"]:
        if {pair["left"]["key"], pair["right"]["key"]} == {one, other}:
            return pair["answered"], pair["kind"], pair["zone"]
    return None


def test_an_answer_lasts_and_a_second_run_changes_no_byte(habitue, shop, answer):
    habitue("duplicates", shop, *AS_OF)
    answer(shop, {("C01", "C11"): "différents", ("C03", "C13"): "même foyer", ("C02", "C12"): "plus tard"})
    habitue("duplicates", shop, *AS_OF)
    once = shop.read_bytes()
    habitue("duplicates", shop, *AS_OF)
    assert shop.read_bytes() == once
    found = habitue("duplicates", shop, *AS_OF, "--json")
    assert told(found, "C01", "C11")[::2] == (True, "different")
    assert told(found, "C03", "C13") == (True, "related", "different")


def test_answers_survive_a_refresh_and_the_loss_of_the_sheet(habitue, shop, answer):
    habitue("duplicates", shop, *AS_OF)
    answer(shop, {("C01", "C11"): "différents"})
    habitue("refresh", shop, *AS_OF)
    book = openpyxl.load_workbook(shop)
    del book["Doublons"]
    book.save(shop)
    assert told(habitue("duplicates", shop, *AS_OF, "--json"), "C01", "C11")[::2] == (True, "different")


def test_answers_about_lines_without_numbers_find_them_sorted_and_edited(habitue, make, people):
    plain = [row[1:] for row in people]
    headers = ["Prénom", "Nom", "E-mail", "Téléphone", "Adresse", "Code postal", "Ville", "Client depuis"]
    plain[11][2] = "k.benali@autre.fr"
    path = make(people=plain, headers=headers, orders=[])
    habitue("duplicates", path, *AS_OF)
    book = openpyxl.load_workbook(path)
    sheet = book["Doublons"]
    (header,) = [row for row in sheet.iter_rows() if row[0].value == "Groupe"]
    place = {cell.value: cell.column for cell in header}
    answered = 0
    for row in range(header[0].row + 1, sheet.max_row + 1):
        if sheet.cell(row, place["Comparé à"]).value and sheet.cell(row, place["Nom de famille"]).value == "Benali":
            sheet.cell(row, place["Votre réponse"]).value = "différents"
            answered += 1
    assert answered == 1
    clients = book["Clients"]
    rows = [[cell.value for cell in row] for row in clients.iter_rows(min_row=2)]
    random.Random(2).shuffle(rows)
    for row, values in enumerate(rows, start=2):
        if values[2] == "k.benali@autre.fr":
            values[3] = "0699999999"
        for column, value in enumerate(values, start=1):
            clients.cell(row, column).value = value
    book.save(path)
    found = habitue("duplicates", path, *AS_OF, "--json")
    assert [pair["zone"] for pair in found["pairs"] if pair["answered"]] == ["different"]


def test_two_copies_are_brought_together_and_conflicts_stay_undecided(habitue, shop, answer):
    habitue("duplicates", shop, *AS_OF)
    other = Path(shutil.copy(shop, shop.with_name("marie.xlsx")))
    answer(shop, {("C01", "C11"): "même client", ("C02", "C12"): "différents"})
    answer(other, {("C01", "C11"): "différents", ("C03", "C13"): "même client"})
    done = habitue("answers", "merge", shop, other, *AS_OF, "--json")
    assert done["answers"] == 2
    assert [sorted(conflict["pair"]) for conflict in done["conflicts"]] == [["C01", "C11"]]
    found = habitue("duplicates", shop, *AS_OF, "--json")
    assert told(found, "C02", "C12")[0]
    assert told(found, "C03", "C13")[0]
    assert not told(found, "C01", "C11")[0]
    cells = {cell.value for row in openpyxl.load_workbook(shop)["Doublons"].iter_rows() for cell in row}
    assert "clients.xlsx\u00a0: même client · marie.xlsx\u00a0: différents" in cells
    once = shop.read_bytes()
    habitue("duplicates", shop, *AS_OF)
    assert shop.read_bytes() == once


MACRO = """
Sub Answer()
  Dim quiet(0) As New com.sun.star.beans.PropertyValue
  quiet(0).Name = "Hidden" : quiet(0).Value = True
  book = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, quiet())
  page = book.Sheets.getByName("Doublons")
{typed}
  Dim form(0) As New com.sun.star.beans.PropertyValue
  form(0).Name = "FilterName" : form(0).Value = "Calc MS Excel 2007 XML"
  book.storeToURL("{target}", form())
  book.close(True)
End Sub
"""
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">"""


def answered_in_libreoffice(soffice, folder, path, answers):
    """Opens the workbook in LibreOffice, types into the cells that are to be answered, and saves it as another."""
    sheet = openpyxl.load_workbook(path)["Doublons"]
    (header,) = [row for row in sheet.iter_rows() if row[0].value == "Groupe"]
    place = {cell.value: cell.column for cell in header}
    typed = [
        f'  page.getCellByPosition({place["Votre réponse"] - 1}, {row - 1}).String = "{answer}"'
        for row in range(header[0].row + 1, sheet.max_row + 1)
        for pair, answer in answers.items()
        if pair == (sheet.cell(row, place["Comparé à"]).value, sheet.cell(row, place["Repère"]).value)
    ]
    assert len(typed) == len(answers)
    profile, saved = folder / "profile", folder / "saved.xlsx"
    macro = MACRO.format(source=path.as_uri(), target=saved.as_uri(), typed="\n".join(typed))
    command = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    subprocess.run([*command, "--terminate_after_init"], check=True, capture_output=True, timeout=120)
    module = profile / "user" / "basic" / "Standard" / "Module1.xba"
    module.write_text(f"{MODULE}{escape(macro)}</script:module>", encoding="utf-8")
    subprocess.run([*command, "macro:///Standard.Module1.Answer"], check=True, capture_output=True, timeout=180)
    return saved


@pytest.mark.libreoffice
def test_answers_given_in_libreoffice_are_read_and_merged(habitue, shop, soffice, tmp_path):
    habitue("duplicates", shop, *AS_OF)
    answers = {("C01", "C11"): "différents", ("C02", "C12"): "même client", ("C03", "C13"): "plus tard"}
    saved = answered_in_libreoffice(soffice, tmp_path, shop, answers)
    sheet = openpyxl.load_workbook(saved)["Doublons"]
    offered = [one for one in sheet.data_validations.dataValidation if "même client" in str(one.formula1)]
    typed = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.value in set(answers.values())}
    assert len(typed) == 3
    assert all(any(cell in one.sqref for one in offered) for cell in typed)
    found = habitue("duplicates", saved, *AS_OF, "--json")
    assert told(found, "C01", "C11")[::2] == (True, "different")
    assert told(found, "C02", "C12") == (True, "same", "same")
    assert not told(found, "C03", "C13")[0]
    habitue("merge", saved, *AS_OF, "--threshold", "0.9")
    rows = openpyxl.load_workbook(saved)["Journal"].iter_rows(values_only=True)
    merged = {cell for row in rows if "Fusion" in row for cell in row} & {"C11", "C12", "C13"}
    assert merged == {"C12"}
    once = saved.read_bytes()
    habitue("merge", saved, *AS_OF, "--threshold", "0.9")
    assert saved.read_bytes() == once
