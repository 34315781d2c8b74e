"""What a user can mend is said in one sentence, in the language of the formula's name; nothing else gets out."""

import math
import random

import pytest
from xlwings import XlwingsError

from habitue_addin.names import FORMULAS


def test_columns_that_do_not_begin_together_are_named(excel, column):
    with pytest.raises(XlwingsError, match=r"mêmes lignes.*clients\u00a0: 2 lignes, dates\u00a0: 3 lignes"):
        excel("STATUT", "C1", column("C1", "C2"), column(45000, 45001, 45002))


def test_dates_are_asked_for(excel, column):
    with pytest.raises(XlwingsError, match="The dates of the orders are wanted too"):
        excel("STATUS", "C1", column("C1", "C2"))


def test_orders_of_which_none_counts_are_told(excel, column):
    with pytest.raises(XlwingsError, match=r"None of the orders counts\. Orders: 2 lines without a date"):
        excel("STATUS", "C1", column("C1", "C2"), column("x", "y"), column(1, 2))


def test_a_table_that_holds_no_orders_is_told(excel):
    with pytest.raises(XlwingsError, match=r"Aucune colonne des commandes ne ressemble.*Nom, Prénom"):
        excel("CYCLEDEVIE", [["Nom", "Prénom"], ["Dupont", "Marie"], ["Durand", "Paul"]])


def test_several_columns_where_one_is_wanted(excel):
    with pytest.raises(XlwingsError, match="One column is wanted"):
        excel("CLEANEMAIL", [["a@example.org", "b"], ["c@example.org", "d"]])


@pytest.mark.parametrize(
    ("formula", "arguments", "said"),
    [
        ("STATUT", ("C1", [["C1"], ["C2"]], [[45000], [45001]], None, "bof"), "n’est pas une date"),
        ("STATUS", ("C1", [["C1"], ["C2"]], [[45000], [45001]], None, [[1, 2]]), "One cell is wanted for as_of"),
        ("STATUS", ("C1", [["C1"], ["C2"]], [[45000], [45001]], None, None, "nope"), "is not a set of statuses"),
        ("STATUS", ("C1", [["C1"], ["C2"]], [[45000], [45001]], None, None, "a = ["), "not TOML"),
        ("CLEANDATE", ([["03/04/2024"]], "xyz"), "DMY or MDY"),
        ("NETTOYERMONTANT", ([["1.234"]], ";"), "marque décimale"),
        ("CLEANPHONE", ([["0612345678"], ["0712345678"]], [["FR"], ["FR"], ["FR"]]), "country must be one cell"),
        ("DUPLICATES", ([["12", "7"], ["13", "8"]],), "no column looks like one of these"),
    ],
)
def test_arguments_that_do_not_fit(excel, formula, arguments, said):
    with pytest.raises(XlwingsError, match=said):
        excel(formula, *arguments)


def test_a_name_of_both_languages_says_it_in_both(excel, column):
    with pytest.raises(XlwingsError, match=r"is not a day.* / .*n’est pas une date"):
        excel("RFM", "C1", column("C1"), column(45000), None, "bof")


HOSTILE = (
    "", None, 0, 1, -1, 3.5, 1e300, -0.0, 45000, 99999999, True, False, "=1+1", "@x", "#N/A", "\u0000", " ", "𝒳" * 300,
    "12/13/14", "31/02/2024", "1 234,50 €", "C1", "x@y.z", "é" * 40_000, "nan", "inf", "<b>", "'; drop table",
    {"type": "Error", "basicValue": "#N/A"}, {"type": "Entity"}, {"type": "FormattedNumber", "basicValue": 1},
)  # fmt: skip


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda formula: formula.english)
def test_whatever_is_typed_a_rectangle_or_a_sentence_comes_back(excel, formula):
    """Seeded nonsense in every argument: never another exception, never a number that is none."""
    draw = random.Random(formula.english)
    for _ in range(12):
        given = []
        for _ in formula.arguments:
            rows, width = draw.choice(((1, 1), (1, 3), (4, 1), (4, 1), (5, 3)))
            given.append([[draw.choice(HOSTILE) for _ in range(width)] for _ in range(rows)])
        try:
            spilt = excel(formula.name(draw.choice(formula.languages)), *given)
        except XlwingsError as error:
            spilt = [[str(error).strip() or math.nan]]
        assert all(isinstance(cell, str | int | float | bool) or hasattr(cell, "year") for row in spilt for cell in row)
        assert not any(isinstance(cell, float) and not math.isfinite(cell) for row in spilt for cell in row)
