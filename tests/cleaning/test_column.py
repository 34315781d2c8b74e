"""The shared machine: each distinct value is judged once, and its verdict reaches every cell that has it."""

import numpy as np
import pandas as pd

from habitue.cleaning.column import Doubt, Verdict, as_text, clean_column, gather_part, judge_all, refuse
from habitue.distinct import distinct
from habitue.language import sentence


def shout(value: str) -> Verdict:
    if value == "?":
        return Verdict(value, (), (Doubt("t.ask", "!"), Doubt("t.odd")))
    if value == "gone":
        return Verdict(None, ("t.gone",))
    return (
        Verdict(value.upper(), ("t.loud", "t.more"), (), {"first": (value[0], "t.loud")})
        if value.islower()
        else Verdict(value)
    )


def test_each_distinct_value_is_judged_once() -> None:
    seen: list[str] = []

    def judge(value: str) -> Verdict:
        seen.append(value)
        return Verdict(value)

    clean_column(pd.Series(["a", "b", None, "a", "b", "a"]), judge)
    assert sorted(seen) == ["a", "b"]


def test_changes_and_doubts_say_where_what_and_by_which_rule() -> None:
    cleaned = clean_column(pd.Series(["a", "?", None, "gone", "a", "B"], index=[9, 8, 7, 6, 6, 5], name="x"), shout)
    assert cleaned.changes.fillna("").to_numpy().tolist() == [
        [0, "a", "A", "t.loud t.more"],
        [3, "gone", "", "t.gone"],
        [4, "a", "A", "t.loud t.more"],
    ]
    assert cleaned.doubts.fillna("").to_numpy().tolist() == [[1, "?", "t.ask", "!"], [1, "?", "t.odd", ""]]
    assert cleaned.values.fillna("").tolist() == ["A", "?", "", "", "A", "B"]
    assert cleaned.values.index.tolist() == [9, 8, 7, 6, 6, 5]
    assert cleaned.values.name == "x"


def test_a_part_is_an_output_of_its_own() -> None:
    text = as_text(pd.Series(["abc", "B", None, "abc"]))
    found = distinct(text)
    part = gather_part(text, found, judge_all(found, shout), "first")
    assert part.values.fillna("").tolist() == ["a", "", "", "a"]
    assert part.changes.fillna("").to_numpy().tolist() == [[0, "", "a", "t.loud"], [3, "", "a", "t.loud"]]


def test_values_that_need_nothing_are_not_judged() -> None:
    seen: list[str] = []

    def judge(value: str) -> Verdict:
        seen.append(value)
        return shout(value)

    column = pd.Series(["A", "b", "C"])
    cleaned = clean_column(column, judge, needs=lambda texts: np.asarray(texts.str.islower(), dtype=bool))
    assert seen == ["b"]
    assert cleaned.values.tolist() == ["A", "B", "C"]


def test_an_empty_text_is_a_blank_cell_and_empty_columns_pass() -> None:
    assert as_text(pd.Series(["", None, "a"])).isna().tolist() == [True, True, False]
    for empty in (pd.Series([], dtype=object), pd.Series([None, None]), pd.Series([np.nan])):
        cleaned = clean_column(empty, shout)
        assert len(cleaned.values) == len(empty)
        assert cleaned.changes.empty
        assert cleaned.doubts.empty


def test_numbers_and_half_surrogates_become_text() -> None:
    assert as_text(pd.Series(["\ud800x", 1, 2.5])).tolist() == ["?x", "1", "2.5"]


def test_a_refused_column_is_the_input_with_the_reason() -> None:
    column = pd.Series(["a"])
    refused = refuse(column, sentence("Not today."))
    assert refused.values is column
    assert str(refused.refused) == "Not today."
    assert refused.changes.columns.tolist() == ["position", "before", "after", "rule"]
    assert refused.doubts.columns.tolist() == ["position", "value", "rule", "suggestion"]
