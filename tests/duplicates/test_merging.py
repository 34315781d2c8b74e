"""The pure parts: marks, answers, merges remembered, and which value survives."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from habitue.cleaning.fields import clean_customers
from habitue.cleaning.rules import Rules
from habitue.criteria import SurvivorRules
from habitue.errors import BadCriteria
from habitue.merging.anchors import Finder, marks_of
from habitue.merging.answers import Answered, meaning, together
from habitue.merging.golden import folded, others_of, shortened
from habitue.merging.remembered import Merge, golden_keys, taken_apart
from habitue.merging.survivors import Chooser


def cleaned(**columns):
    size = len(next(iter(columns.values())))
    keys = {"key": [f"C{n}" for n in range(size)]}
    frame = pd.DataFrame({name: pd.array(values, dtype="string") for name, values in {**keys, **columns}.items()})
    return clean_customers(frame, Rules(country="FR", language="fr"))


def survivor(table, rules=None):
    size = len(table.customers)
    return Chooser(table, np.arange(size), rules or SurvivorRules()).survivor(range(size))


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("même client", "same"),
        (" MEME CLIENT ", "same"),
        ("same", "same"),
        ("Oui", "same"),
        ("différents", "different"),
        ("No", "different"),
        ("même foyer", "household"),
        ("same household", "household"),
        ("plus tard", "later"),
        ("peut-être", None),
        ("", None),
        (None, None),
    ],
)
def test_answers_are_understood_in_both_languages_as_people_type_them(typed, answer):
    assert meaning(typed) == answer


def test_an_answer_put_off_gives_way_and_contradictions_are_kept_apart():
    one = [Answered(reference="A", mark="B", answer="later"), Answered(reference="A", mark="C", answer="same")]
    two = [Answered(reference="B", mark="A", answer="same"), Answered(reference="C", mark="A", answer="different")]
    agreed, conflicts = together({"one": one, "two": two})
    assert [(a.pair, a.answer) for a in agreed] == [(("A", "B"), "same")]
    assert [(c.pair, c.answers) for c in conflicts] == [(("A", "C"), (("one", "same"), ("two", "different")))]


KEYS = st.sampled_from("ABCDEF")
MERGES = st.lists(st.builds(Merge, old=KEYS, golden=KEYS, undone=st.booleans()), max_size=12)


@given(MERGES)
def test_every_merged_number_ends_at_one_that_stands_by_itself(merges):
    into = golden_keys(merges)
    assert not set(into) & set(into.values())


@given(MERGES)
def test_what_was_taken_apart_is_never_together(merges):
    into = golden_keys(merges)
    for one, other in taken_apart(merges):
        assert one != other
    undone = [Merge(old=m.old, golden=m.golden, undone=True) for m in merges]
    assert not golden_keys(undone)
    assert {tuple(sorted((m.old, m.golden))) for m in undone if m.old != m.golden} <= set(taken_apart(undone))
    assert isinstance(into, dict)


def test_the_parts_of_a_name_and_of_an_address_come_from_one_row():
    table = cleaned(
        first_name=["J.", "Jérôme"],
        last_name=["Le Goff-Martin", "Le Goff"],
        address=["12 rue Haute", None],
        postcode=["29000", "75001"],
        town=["Quimper", "Paris"],
    )
    found = survivor(table)
    assert (found.source["first_name"], found.source["last_name"]) == (1, 1)
    assert {found.source[part] for part in ("address", "postcode", "town")} == {0}


def test_the_most_recent_valid_email_stays_and_the_most_restrictive_consent():
    table = cleaned(email=["old@exemple.fr", "new@exemple.fr", "not an address"], consent=["oui", "non", "oui"])
    found = survivor(table)
    assert (found.source["email"], found.source["consent"]) == (1, 1)
    assert found.rule["consent"] == "most_restrictive"
    assert survivor(table, SurvivorRules(email="oldest")).source["email"] == 0


def test_nothing_is_lost_when_rows_become_one():
    table = cleaned(
        last_name=["Morel", "MOREL", "Durand"],
        email=["anne@exemple.fr", "bruno@exemple.fr", "carla@exemple.fr"],
        phone=["0612345601", "0612345602", None],
        notes=["cave à vin", "pressé", None],
    )
    fold = folded(table, [[0, 1]], np.arange(3), SurvivorRules())
    after, beside = shortened(table, fold, SurvivorRules()), others_of(table, fold)
    assert after.customers["key"].tolist() == ["C0", "C2"]
    assert after.customers["email"].tolist() == ["bruno@exemple.fr", "carla@exemple.fr"]
    assert beside["other_email"].tolist()[0] == "anne@exemple.fr"
    assert beside["merged_keys"].tolist()[0] == "C1"
    assert beside["other_phone"].notna().tolist() == [True, False]
    assert after.customers["notes"].iloc[0] == "cave à vin | pressé"
    assert fold.new.tolist() == [0, 0, 1]
    assert len(after.derived) == 2


def test_a_rule_that_there_is_not_is_refused_with_those_there_are():
    with pytest.raises(BadCriteria, match="most_recent"):
        SurvivorRules(email="newest")  # type: ignore[arg-type]


def test_rows_without_numbers_are_found_by_what_they_say():
    frame = pd.DataFrame(
        {
            "last_name": pd.array(["Morel", "Morel", "Vidal"], dtype="string"),
            "email": pd.array(["a@x.fr", "b@x.fr", "v@x.fr"], dtype="string"),
            "town": pd.array(["Lyon", "Lyon", "Nice"], dtype="string"),
        }
    )
    nobody = pd.Series(pd.array([None] * 3, dtype="string"))
    before = marks_of(frame, nobody)
    moved = frame.iloc[[2, 1, 0]].reset_index(drop=True)
    moved.loc[2, "town"] = "Marseille"
    finder = Finder(marks_of(moved, nobody))
    assert [finder.row(mark) for mark in before] == [2, 1, 0]
    assert Finder(marks_of(moved.iloc[:1], nobody[:1])).row(before[0]) is None


def test_equal_rows_without_numbers_have_marks_of_their_own():
    frame = pd.DataFrame({"last_name": pd.array(["Morel"] * 3, dtype="string")})
    assert len(set(marks_of(frame, pd.Series(pd.array([None] * 3, dtype="string"))))) == 3
