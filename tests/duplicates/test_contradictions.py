"""Answers that contradict one another through a third line, and what was certain when a file grows."""

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from habitue.merging.answers import Answered, Placed
from habitue.merging.contradicting import contrary
from habitue.refresh import Wish
from habitue.refresh.duplicates import Besides
from habitue.refresh.merge_into import Terms, merge

AS_OF = ("--as-of", "2026-11-01")


def placed(one, other, answer):
    return Placed(reference=one, row=other, told=Answered(reference=str(one), mark=str(other), answer=answer))


def reachable(start, ways):
    found, waiting = {start}, [start]
    while waiting:
        row = waiting.pop()
        new = {b if a == row else a for a, b in ways if row in (a, b)} - found
        found |= new
        waiting += new
    return found


ROW = st.integers(0, 7)
ANSWERS = st.dictionaries(
    st.tuples(ROW, ROW).filter(lambda pair: pair[0] < pair[1]),
    st.sampled_from(["same", "same", "different", "household", "later"]),
    max_size=14,
)
KEPT = st.lists(st.tuples(ROW, ROW).filter(lambda pair: pair[0] != pair[1]), max_size=3)


@given(ANSWERS, KEPT, st.randoms(use_true_random=False))
def test_without_the_answers_that_are_held_back_nothing_contradicts(answers, kept, random):
    marks = [str(row) for row in range(8)]
    told = [placed(*pair, answer) for pair, answer in answers.items()]
    found = contrary(told, kept, marks)
    held = {pair for one in found for pair in one.held}
    assert all(answers[pair] == "same" for pair in held)
    sure = [pair for pair, answer in answers.items() if answer == "same" and pair not in held]
    for one, other in (pair for pair, answer in answers.items() if answer in ("different", "household")):
        assert other not in reachable(one, [*sure, *kept]) or other in reachable(one, kept) or not sure
    for one in found:
        assert answers[tuple(sorted((one.rows[0], one.rows[-1])))] in ("different", "household")
    random.shuffle(told)
    assert contrary(told, kept[::-1], marks) == found


CHAIN = [
    Answered(reference="C02", mark="C04", answer="same"),
    Answered(reference="C04", mark="C05", answer="same"),
    Answered(reference="C02", mark="C05", answer="different"),
    Answered(reference="C06", mark="C07", answer="same"),
]


@pytest.fixture
def contradicted(shop):
    wish = Wish(paths=(shop,), language="fr")
    done = merge(wish, Terms(reviewed_only=True, besides=Besides(answers=CHAIN)))
    return shop, done


def table(path, sheet, first):
    rows = [list(row) for row in openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)]
    start = next(n for n, row in enumerate(rows) if row and row[0] == first)
    return pd.DataFrame(rows[start + 1 :], columns=rows[start]).dropna(subset=[first])


def test_a_chain_of_answers_that_contradict_is_told_by_its_lines_and_not_merged(contradicted, habitue):
    shop, done = contradicted
    assert done.customers == 1  # C07 into C06
    said = "Clients 3 = Clients 5 = Clients 6 seraient le même client, mais pas Clients 3 et Clients 6"
    assert any(said in line.say("fr") for line in done.lines())
    cells = {str(cell.value) for row in openpyxl.load_workbook(shop)["Doublons"].iter_rows() for cell in row}
    assert any(said in cell for cell in cells)
    lines = table(shop, "Doublons", "Groupe").dropna(subset=["Comparé à"])
    states = {tuple(sorted(pair)): state for *pair, state in lines[["Comparé à", "Repère", "État"]].values.tolist()}
    assert states["C02", "C04"] == states["C04", "C05"] == "contradiction"
    assert states["C02", "C05"] == "tranché"
    merged = set(table(shop, "Journal", "Date").query("Quoi == 'Fusion' and Colonne.isna()")["Avant"])
    assert merged == {"C07"}


def test_a_contradiction_ends_when_one_answer_is_changed(contradicted, habitue, answer):
    shop, _ = contradicted
    habitue("merge", shop, "--reviewed-only")  # notes the answers in the journal
    once = shop.read_bytes()
    habitue("merge", shop, "--reviewed-only")
    assert shop.read_bytes() == once
    lines = table(shop, "Doublons", "Groupe")
    pair = next(pair for pair in lines[["Comparé à", "Repère"]].values.tolist() if set(pair) == {"C04", "C05"})
    answer(shop, {tuple(pair): "différents"})
    done = habitue("merge", shop, "--reviewed-only", "--json")
    assert done["contradictions"] == []
    merged = set(table(shop, "Journal", "Date").query("Quoi == 'Fusion' and Colonne.isna()")["Avant"])
    assert merged == {"C07", "C04"}


def test_two_copies_that_disagree_keep_a_certain_pair_from_merging(habitue, shop, answer, make):
    habitue("duplicates", shop, *AS_OF)
    other = shop.with_name("marie.xlsx")
    other.write_bytes(shop.read_bytes())
    answer(shop, {("C01", "C11"): "même client"})
    answer(other, {("C01", "C11"): "différents"})
    habitue("answers", "merge", shop, other, *AS_OF)
    habitue("merge", shop, *AS_OF, "--threshold", "0.5")
    merged = set(table(shop, "Journal", "Date").query("Quoi == 'Fusion' and Colonne.isna()")["Avant"])
    assert "C12" in merged
    assert "C11" not in merged


def groups(found):
    return {frozenset(row["key"] for row in group) for group in found["certain_groups"]}


STRANGER = ["C99", "Zoé", "Quellenec", "zq@ailleurs.bzh", "0297123123", "3 hent Meur", "56590", "Groix", "2025-01-01"]


def test_new_lines_split_no_group_that_the_sheet_called_certain(habitue, shop, people):
    habitue("duplicates", shop, *AS_OF, "--threshold", "0.9")
    before = groups(habitue("duplicates", shop, *AS_OF, "--json"))
    assert frozenset({"C02", "C12"}) in before  # .9 was promised, and .99 is asked for by default
    book = openpyxl.load_workbook(shop)
    for number in range(6):
        book["Clients"].append([f"C9{number}", *STRANGER[1:3], f"z{number}@ailleurs.bzh", *STRANGER[4:]])
    book.save(shop)
    assert before <= groups(habitue("duplicates", shop, *AS_OF, "--json"))
    assert frozenset({"C02", "C12"}) not in groups(
        habitue("duplicates", shop, *AS_OF, "--json", "--threshold", "0.999")
    )


def test_a_line_that_was_edited_is_judged_anew(habitue, shop):
    habitue("duplicates", shop, *AS_OF, "--threshold", "0.9")
    book = openpyxl.load_workbook(shop)
    for row in book["Clients"].iter_rows(min_row=2):
        if row[0].value == "C12":
            row[1].value = "Karima"
    book.save(shop)
    assert frozenset({"C02", "C12"}) not in groups(habitue("duplicates", shop, *AS_OF, "--json"))


def test_six_equal_lines_without_numbers_are_one_group(habitue, make, people):
    found = habitue("duplicates", make(people=[["", *people[0][1:]]] * 6, orders=[]), *AS_OF, "--json")
    assert [len(group) for group in found["groups"]] == [6]
    path = make("more.xlsx", people=[*[["", *people[0][1:]]] * 6, *people[1:10]], orders=[])
    found = habitue("duplicates", path, *AS_OF, "--json")
    assert [len(group) for group in found["groups"]] == [6]
