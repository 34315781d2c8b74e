"""Criteria from a TOML file: short ones are completed, wrong ones are refused with the key."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habitue.criteria import Criteria, InactiveLimit, as_markdown, criteria_from_toml, from_toml, preset_stages, to_toml
from habitue.errors import BadCriteria, HabitueError, UnreadableFile


def test_what_is_absent_is_as_shipped():
    assert criteria_from_toml("") == Criteria()
    assert criteria_from_toml('preset = "primary"').stages == preset_stages("primary")
    assert criteria_from_toml("[inactive]\nfixed_limit_days = 180").inactive == InactiveLimit(fixed_limit_days=180)


def test_a_file_is_read_with_or_without_a_byte_order_mark(tmp_path):
    for encoding in ("utf-8", "utf-8-sig"):
        path = tmp_path / "criteria.toml"
        path.write_text(to_toml(Criteria(country="BE")).replace("\n", "\r\n"), encoding=encoding)
        assert from_toml(path) == Criteria(country="BE")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("presets = 1", r"presets: this key is not known; known are: preset, country"),
        ("preset = 'seven'", r"preset: 'seven' is not one of: six_statuses, primary, five_phases"),
        ("preset = 3", r"preset: '3' is not a text"),
        ("inactive = 3", r"inactive: a table with these keys is wanted: habit_multiple"),
        ("[inactive]\nflor_days = 3", r"inactive.flor_days: this key is not known"),
        ("[inactive]\nfloor_days = '60'", r"inactive.floor_days: '60' is not a number of days; allowed: 1 to 3,650"),
        ("[pace]\nperiod = 11", r"pace.period: this key is not known; known are: period_days, most_share"),
        ("[pace]\nmost_share = 2", r"pace.most_share: '2' is not a percentage; allowed: 5% to 95%"),
        ("[rfm]\nr_bins = 11", r"rfm.r_bins: '11' is out of range; allowed: 3 to 10"),
        ("[rfm]\nnested = 'yes'", r"rfm.nested: 'yes' is neither yes nor no"),
        ("[rfm.cut_points]\nrecency_days = [[1.5]]\norder_days = [[1]]", r"recency_days\[1\]\[1\]: a cut point"),
        ("[rfm.cut_points]\norder_days = [[1]]", r"rfm.cut_points.recency_days: this key is needed"),
        ("[[stages]]\nname = 'A'", r"stages\[1\].key: this key is needed"),
        (
            "[[stages]]\nkey = 'a'\nname = 'A'\nrule = [[{measure='x', comparison='is', value=1}]]",
            r"stages\[1\].rule\[1\]\[1\].measure",
        ),
        ("[[stages]]\nkey = 'a'\nname = 3", r"stages.a.name: '3' is not a text"),
        ("[[stages]]\nkey = 'lost'\nsheet = 1", r"stages.lost.sheet"),
        ("[[stages]]\nkey = 'lost'\ncolour = 'pink'", r"stages.lost.colour: 'pink' is not one of: green"),
        ("stages = 'lost'", r"stages: 'lost' is not a list"),
        ("[[segments]]\nkey = 'vip'\nname = 'VIP'", r"segments\[1\].cells: this key is needed"),
        ("[[segments]]\nkey = 'champions'\ncells = 5", r"segments\[1\].cells: '5' is not a set of cells"),
        ("[[segments]]\nkey = 'champions'\ngroup = 5", r"segments\[1\].group: '5' is not a text"),
        ("[[segments]]\nkey = 'champions'\ngroup = 'x'", r"segments.champions.group: there is no group x"),
        ("[[columns]]\nsheet = 'A'\nheader = 'B'\nrole = 'mail'", r"columns\[1\].role: 'mail' is not one of"),
        ("country = 'FRANCE'", r"country: a country is two letters"),
        ("language = 'de'", r"language: 'de' is not one of: fr, en"),
        ("preset = ", r"not TOML"),
        ("x = 0x" + "F" * 9000, r"x: this key is not known"),
        ("[inactive]\nfloor_days = 0x" + "F" * 9000, r"inactive.floor_days: '…' is out of range"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_with_the_key(text, message):
    with pytest.raises(BadCriteria, match=message):
        criteria_from_toml(text)


def test_a_file_that_cannot_be_read_says_why(tmp_path):
    with pytest.raises(UnreadableFile, match=r"There is no criteria file none.toml"):
        from_toml(tmp_path / "none.toml")
    (tmp_path / "odd.toml").write_text("colour = 1", encoding="utf-8")
    with pytest.raises(BadCriteria, match=r"odd.toml: colour: this key is not known"):
        from_toml(tmp_path / "odd.toml")
    (tmp_path / "utf16.toml").write_bytes("preset = 1".encode("utf-16"))
    with pytest.raises(UnreadableFile, match="not UTF-8"):
        from_toml(tmp_path / "utf16.toml")


KEYS = st.sampled_from(
    [
        *("preset", "stages", "key", "rule", "measure", "value", "inactive", "floor_days", "rfm", "cut_points"),
        *("cells", "segments", "columns", "groups", "recency_days", "comparison", "column", "name", "sheet", "role"),
    ]
)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text()


@given(st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner), max_leaves=20))
def test_whatever_a_file_holds_is_criteria_or_refused(plain):
    from habitue.criteria.parsing import from_plain

    with suppress(HabitueError):
        assert isinstance(from_plain(plain), Criteria)


def test_the_document_says_all_in_both_languages():
    english, french = as_markdown(Criteria(), "en"), as_markdown(Criteria(), "fr")
    assert "| **Inactive** |" in english
    assert "silence beyond the inactive limit and contacts without response: at least 3" in english
    assert "| **Inactif** |" in french
    assert "3 × the customer's habit, but at least 60 days and at most 730 days" in english
    assert "3\xa0×\xa0l’habitude du client, mais au moins 60 jours et au plus 730 jours" in french
    assert "in the last 365 days, at most 50% of the order days" in english
    assert english.count("\n") == french.count("\n")


def test_a_name_cannot_break_the_document():
    text = to_toml(Criteria()).replace('key = "lost"', 'key = "lost"\nname = "A | B"')
    assert r"**A \| B**" in as_markdown(criteria_from_toml(text), "en")
