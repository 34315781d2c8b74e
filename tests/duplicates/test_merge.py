"""Merging, undoing, and what every later refresh makes of it, on the small shop and as a person would type it."""

import openpyxl
import pandas as pd
import pytest

from habitue.refresh import Wish, compute

AS_OF = ("--as-of", "2026-11-01")


def lines(path, sheet, first):
    """A table of ours as a frame; `first` is the title of its first column."""
    rows = [list(row) for row in openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)]
    start = next(n for n, row in enumerate(rows) if row and row[0] == first)
    return pd.DataFrame(rows[start + 1 :], columns=rows[start]).dropna(subset=[first]).reset_index(drop=True)


def clients(path):
    return lines(
        path, "Clients (2)" if "Clients (2)" in openpyxl.load_workbook(path).sheetnames else "Clients", "Client"
    ).set_index("Client")


@pytest.fixture
def merged(habitue, shop):
    habitue("merge", shop, *AS_OF, "--threshold", "0.9")
    return shop


def merges(path):
    journal = lines(path, "Journal", "Date")
    return journal[(journal["Quoi"] == "Fusion") & journal["Colonne"].isna()]


def test_a_merged_customer_has_all_orders_and_every_value(habitue, make):
    apart, together = make("apart.xlsx"), make("together.xlsx")
    habitue("refresh", apart, *AS_OF)
    habitue("merge", together, *AS_OF, "--threshold", "0.9")
    before, after = clients(apart), clients(together)
    olds = merges(together)
    assert len(olds) >= 2
    assert set(after.index) == set(before.index) - set(olds["Avant"])
    for golden, old in zip(olds["Client"], olds["Avant"], strict=True):
        assert after.loc[golden, "Chiffre d’affaires"] == pytest.approx(
            before.loc[golden, "Chiffre d’affaires"] + before.loc[old, "Chiffre d’affaires"]
        )
        assert old in after.loc[golden, "Fusionné avec"]
    assert after["Chiffre d’affaires"].sum() == pytest.approx(before["Chiffre d’affaires"].sum())
    assert after.loc["C01", "Nom de famille"] == "Morel"


def test_the_number_of_the_oldest_stays(merged):
    found = merges(merged)
    assert (found["Client"] < found["Avant"]).all()


def test_merging_or_refreshing_again_changes_no_byte(habitue, merged):
    once = merged.read_bytes()
    for command in (("merge", merged, *AS_OF, "--threshold", "0.9"), ("refresh", merged, *AS_OF)):
        habitue(*command)
        assert merged.read_bytes() == once


def test_undo_brings_back_every_byte(habitue, shop):
    before = shop.read_bytes()
    habitue("merge", shop, *AS_OF)
    assert shop.read_bytes() != before
    habitue("undo", shop)
    assert shop.read_bytes() == before


def test_a_merge_taken_back_gives_what_was_there_before_and_stays_apart(habitue, make):
    apart, shop = make("apart.xlsx"), make("shop.xlsx")
    habitue("refresh", apart, *AS_OF)
    habitue("merge", shop, *AS_OF, "--threshold", "0.9")
    for golden in merges(shop)["Client"].unique():
        habitue("undo", shop, "--merge", golden, *AS_OF)
    same = ["Prénom", "Nom de famille", "E-mail", "Chiffre d’affaires", "Jours d’achat", "Statut", "Segment"]
    before, after = clients(apart), clients(shop)
    same = [name for name in same if name in before]
    pd.testing.assert_frame_equal(after[same], before[same])
    habitue("merge", shop, *AS_OF, "--threshold", "0.9")
    assert set(clients(shop).index) == set(before.index)


def test_an_unknown_merge_is_refused_with_those_there_are(habitue, merged):
    said = habitue("undo", merged, "--merge", "C99", "--language", "en", code=1)
    assert "C99" in said
    assert merges(merged)["Client"].iloc[0] in said


def test_no_answer_is_contradicted(habitue, shop, answer):
    habitue("duplicates", shop, *AS_OF, "--threshold", "0.9")
    answer(shop, {("C01", "C11"): "différents", ("C02", "C12"): "même client"})
    habitue("merge", shop, *AS_OF, "--threshold", "0.9")
    left = set(clients(shop).index)
    assert {"C01", "C11", "C02"} <= left
    assert "C12" not in left


def test_with_reviewed_only_nothing_but_answers_is_merged(habitue, shop, answer):
    habitue("duplicates", shop, *AS_OF)
    answer(shop, {("C02", "C12"): "oui"})
    habitue("merge", shop, *AS_OF, "--reviewed-only")
    assert merges(shop)["Avant"].tolist() == ["C12"]
    assert "karim.benali@exemple.fr" in {clients(shop).loc["C02", "E-mail"], clients(shop).loc["C02", "Autres e-mails"]}


def test_the_second_of_a_doubtful_pair_is_not_written_to(habitue, shop, answer):
    habitue("duplicates", shop, *AS_OF)
    customers = compute(Wish(paths=(shop,), language="fr")).refresh.customers.set_index("key")
    assert customers.loc["C11", "excluded_why"] == "peut-être le même que C01"
    assert pd.isna(customers.loc["C01", "excluded_why"])
    answer(shop, {("C01", "C11"): "même foyer"})
    customers = compute(Wish(paths=(shop,), language="fr")).refresh.customers.set_index("key")
    assert pd.isna(customers.loc["C11", "excluded_why"])


@pytest.mark.parametrize(("language", "word"), [("fr", "plaide"), ("en", "speaks")])
def test_a_pair_is_explained_field_by_field(habitue, shop, language, word):
    said = habitue("explain", shop, "C01", "C11", *AS_OF, "--language", language)
    assert said.count(word) >= 4
    assert "jeanne.morel@exemple.fr" in said
    assert habitue("explain", shop, "C01", "nobody", *AS_OF, code=1)


def test_which_value_survives_is_edited_on_the_criteria_sheet(habitue, shop):
    habitue("refresh", shop, *AS_OF)
    book = openpyxl.load_workbook(shop)
    sheet = book["Critères"]
    (row,) = [cells for cells in sheet.iter_rows() if cells[10].value == "survivors.email"]
    assert (row[0].value, row[1].value) == ("E-mail", "la plus récente qui soit valable")
    row[1].value = "celle de la ligne la plus ancienne"
    book.save(shop)
    habitue("merge", shop, *AS_OF, "--threshold", "0.9")
    assert clients(shop).loc["C02", "E-mail"] == "karim.benali@exemple.fr"
    assert clients(shop).loc["C02", "Autres e-mails"] == "k.benali@autre.fr"
    row_of_mail = lines(shop, "Journal", "Date").query("Colonne == 'E-mail' and Client == 'C02'").iloc[0]
    assert row_of_mail["Règle ou raison"] == "celle de la ligne la plus ancienne"


def test_customers_whose_orders_an_engine_reads_are_not_merged_and_why(habitue, shop, tmp_path):
    paths = []
    for name in ("Clients", "Commandes"):
        paths.append(tmp_path / f"{name}.csv")
        pd.read_excel(shop, sheet_name=name, dtype=str, engine="openpyxl").to_csv(paths[-1], index=False)
    out = tmp_path / "out.xlsx"
    asked = ("merge", *paths, "--engine", "duckdb", "--into", out, *AS_OF)
    assert "--engine memory" in habitue(*asked, "--language", "en", code=1)
    assert not out.exists()
