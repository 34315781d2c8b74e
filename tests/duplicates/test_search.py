"""Who is found, on the demo shop whose doubles are known, and on files at the edges."""

import random
import shutil

import openpyxl
import pytest

from gallery.shop import make_shop

AS_OF = ("--as-of", "2026-11-01")


def keys(rows):
    return frozenset(row["key"] for row in rows)


def test_the_doubles_of_the_demo_shop_are_found_and_nobody_else(habitue, made):
    found = habitue("duplicates", made / "boutique.xlsm", *AS_OF, "--json")
    truth = {frozenset(pair) for pair in make_shop().twins}
    certain = {keys(group) for group in found["certain_groups"]}
    likely = {keys(group) for group in found["groups"]}
    told = {keys((pair["left"], pair["right"])) for pair in found["pairs"]}
    assert len(certain & truth) >= 0.95 * len(certain)
    assert len(certain & truth) >= 0.6 * len(truth)
    assert len(likely & truth) >= 0.9 * len(truth)
    assert len(told & truth) >= 0.95 * len(truth)
    assert len(told) <= 3 * len(truth)


def test_pairs_name_their_rows_and_reasons_in_the_language_of_the_file(habitue, shop):
    before = shop.read_bytes()
    found = habitue("duplicates", shop, *AS_OF, "--json")
    pair = next(p for p in found["pairs"] if keys((p["left"], p["right"])) == {"C01", "C11"})
    assert (pair["left"]["sheet"], pair["left"]["row"], pair["right"]["row"]) == ("Clients", 2, 12)
    assert (pair["kind"], pair["answered"]) == ("same", False)
    assert pair["reasons"]
    assert shop.read_bytes() == before


def test_the_order_of_the_rows_changes_no_group(habitue, make, people):
    shuffled = people.copy()
    random.Random(4).shuffle(shuffled)
    groups = [
        {keys(group) for group in habitue("duplicates", make(people=some), *AS_OF, "--json")["groups"]}
        for some in (people, shuffled)
    ]
    assert groups[0] == groups[1]
    assert frozenset({"C01", "C11"}) in groups[0]


def test_a_lower_threshold_never_merges_less(habitue, shop):
    strict, loose = (
        habitue("duplicates", shop, *AS_OF, "--json", "--threshold", share)["certain_groups"] for share in (0.999, 0.5)
    )
    assert sum(map(len, strict)) <= sum(map(len, loose))


def test_a_file_of_equal_rows_is_no_trouble(habitue, make, people):
    same = [["", *people[0][1:]] for _ in range(6)]
    found = habitue("duplicates", make(people=same, orders=[]), *AS_OF, "--json")
    assert found["rows"] == 6
    assert all(0 <= pair["probability"] <= 1 for pair in found["pairs"])


@pytest.mark.parametrize("rows", [1, 2])
def test_tiny_files_are_no_trouble(habitue, make, people, rows):
    found = habitue("duplicates", make(people=people[:rows], orders=[]), *AS_OF, "--json")
    assert (found["pairs"], found["groups"]) == ([], [])


def test_customers_whom_only_orders_describe_are_compared_once_each(habitue, make, people):
    headers = ["Date de commande", "Montant TTC", "N° client", "Prénom", "Nom", "E-mail", "Téléphone"]
    lines = [["2026-01-05", 20, *p[:5]] for p in people] + [["2026-02-07", 30, *p[:5]] for p in people]
    found = habitue("duplicates", make(people=lines, headers=headers, orders=[]), *AS_OF, "--json")
    assert found["rows"] == len(people)
    told = {keys((pair["left"], pair["right"])) for pair in found["pairs"]}
    assert {"C01", "C11"} in told


@pytest.mark.parametrize("flaw", ["no_flaw.xlsx", "only_totals.xlsx"])
def test_a_file_without_duplicates_says_so(habitue, made, tmp_path, flaw):
    path = shutil.copy(made / flaw, tmp_path / flaw)
    said = habitue("duplicates", path, *AS_OF, "--language", "en")
    assert "No duplicates were found." in said
    sheets = openpyxl.load_workbook(path).sheetnames
    assert "Doublons" in sheets or "Duplicates" in sheets
