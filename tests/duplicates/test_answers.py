"""Answers typed by people: read back, remembered for ever, found again, and brought together from two copies."""

import random
import shutil
import subprocess
from pathlib import Path

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


@pytest.mark.libreoffice
def test_answers_given_in_libreoffice_are_read(habitue, shop, answer, soffice, tmp_path):
    habitue("duplicates", shop, *AS_OF)
    answer(shop, {("C01", "C11"): "différents", ("C02", "C12"): "même client"})
    out = tmp_path / "saved"
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx", "--outdir", out, shop],
        check=True,
        capture_output=True,
        timeout=120,
    )
    saved = out / shop.name
    found = habitue("duplicates", saved, *AS_OF, "--json")
    assert told(found, "C01", "C11")[::2] == (True, "different")
    assert told(found, "C02", "C12") == (True, "same", "same")
    habitue("merge", saved, *AS_OF, "--reviewed-only")
    once = saved.read_bytes()
    habitue("merge", saved, *AS_OF, "--reviewed-only")
    assert saved.read_bytes() == once
