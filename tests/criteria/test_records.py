"""Criteria are checked when they are made, and say which key is wrong and what is allowed."""

import subprocess
import sys
from itertools import product

import pytest

from habitue.criteria import (
    PRESETS,
    Comparison,
    Condition,
    Criteria,
    CutPoints,
    InactiveLimit,
    Measure,
    RecentPace,
    RfmCriteria,
    Segment,
    Stage,
    default_segments,
    kept_sheets,
    parse_cells,
    preset_stages,
)
from habitue.errors import BadCriteria

BINS = list(product(range(3, 11), range(3, 11)))


def test_criteria_do_not_import_pandas():
    code = "import sys, habitue.criteria; sys.exit('pandas' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("preset", PRESETS)
def test_each_preset_is_complete_in_both_languages(preset):
    criteria = Criteria(preset=preset)
    assert criteria.stages == preset_stages(preset)
    for one in (*criteria.stages, *criteria.segments, *criteria.groups):
        assert one.name("en")
        assert one.name("fr")
        assert one.words("en") != one.words("fr")


def test_the_three_presets_name_what_the_team_expects():
    names = {preset: [stage.name("en") for stage in preset_stages(preset)] for preset in PRESETS}
    assert sorted(names["six_statuses"]) == ["Active", "Inactive", "Lost", "New", "Prospect", "Suspect"]
    assert sorted(names["primary"]) == ["Fading", "First purchase", "Inactive", "Prospect", "Two purchases or more"]
    assert sorted(names["five_phases"]) == ["Conquest", "Conversion", "Growth", "Retention", "Win-back"]
    assert "En passivation" in [stage.name("fr") for stage in preset_stages("primary")]


@pytest.mark.parametrize(("r_bins", "f_bins"), BINS)
def test_the_shipped_map_is_a_partition_for_any_bins(r_bins, f_bins):
    cells = [cell for segment in default_segments(r_bins, f_bins) for cell in segment.cells]
    assert sorted(cells) == list(product(range(1, r_bins + 1), range(1, f_bins + 1)))


def test_the_shipped_map_is_that_of_the_product():
    expected = {
        "hibernating": "R1-2 F1-2", "at_risk": "R1-2 F3-4", "cant_lose": "R1-2 F5", "about_to_sleep": "R3 F1-2",
        "need_attention": "R3 F3", "loyal": "R3-4 F4-5", "promising": "R4 F1", "new_customer": "R5 F1",
        "potential_loyalist": "R4-5 F2-3", "champions": "R5 F4-5",
    }  # fmt: skip
    assert {one.key: one.cells for one in default_segments()} == {
        key: parse_cells(text, key) for key, text in expected.items()
    }


def test_the_five_groups_hold_the_segments_of_the_product():
    groups: dict[str, set[str]] = {}
    for one in default_segments():
        groups.setdefault(one.group, set()).add(one.key)
    assert groups == {
        "best": {"champions", "loyal"},
        "promising": {"potential_loyalist", "promising", "new_customer"},
        "weakening": {"need_attention", "about_to_sleep"},
        "at_risk": {"at_risk", "cant_lose"},
        "asleep": {"hibernating"},
    }


def test_the_five_groups_are_the_sheets_kept_at_first():
    assert [mark for mark, _ in kept_sheets(Criteria())] == [
        "group.best", "group.promising", "group.weakening", "group.at_risk", "group.asleep",
    ]  # fmt: skip


def test_what_is_missing_or_double_in_a_map_is_named():
    segments = list(default_segments())
    segments[0] = Segment(key="champions", cells=parse_cells("R5 F5", ""), tone="green")
    segments[1] = Segment(key="loyal", cells=parse_cells("R3-4 F4-5, R1 F1", ""), tone="green")
    with pytest.raises(BadCriteria, match=r"in no segment: R5 F4; R1 F1 is in several segments: Loyal, Hibernating"):
        Criteria(segments=tuple(segments))


def test_a_map_for_other_bins_is_refused_unless_it_is_the_shipped_one():
    assert Criteria(rfm=RfmCriteria(r_bins=4, f_bins=3), segments=default_segments(5, 5)).segments == default_segments(
        4, 3
    )
    own = tuple(
        Segment(
            key=one.key,
            own_name=one.key,
            cells=one.cells | (parse_cells("R5 F3", "") if one.key == "champions" else set()),
        )
        if one.key != "potential_loyalist"
        else Segment(key=one.key, cells=parse_cells("R4-5 F2, R4 F3", ""))
        for one in default_segments()
    )
    assert Criteria(segments=own)
    with pytest.raises(BadCriteria, match="R goes from 1 to 4"):
        Criteria(rfm=RfmCriteria(r_bins=4), segments=own)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("floor_days", 0, r"inactive.floor_days: '0' is out of range; allowed: 1 to 3,650"),
        ("floor_days", "abc", r"inactive.floor_days: 'abc' is not a number of days"),
        ("floor_days", 800, r"more than the ceiling; allowed: up to 730"),
        ("floor_days", 1.5, "not a number of days"),
        ("floor_days", True, "not a number of days"),
        ("base_share", 90, r"not a percentage; allowed: 50% to 99%"),
        ("habit_multiple", float("nan"), "not a number"),
        ("habit_multiple", 2.345, "two decimals at most"),
        ("habit_multiple", 10**400, "out of range"),
        ("fixed_limit_days", 0, "1 to 3,650, or blank"),
    ],
)
def test_a_number_out_of_range_names_its_key_and_what_is_allowed(field, value, message):
    with pytest.raises(BadCriteria, match=message):
        InactiveLimit(**{field: value})


def test_only_the_last_status_is_without_a_rule():
    six = preset_stages("six_statuses")
    with pytest.raises(BadCriteria, match="Suspect has no rule"):
        Criteria(stages=(six[-1], *six[:-1]))
    with pytest.raises(BadCriteria, match="the last status, Prospect, must have no rule"):
        Criteria(stages=six[:-1])


def test_names_and_keys_are_all_different():
    last = Stage(key="other", own_name="inactive")
    with pytest.raises(BadCriteria, match="used twice"):
        Criteria(stages=(*preset_stages("six_statuses")[:-1], last))


def test_a_shipped_name_is_not_one_of_the_teams_own():
    assert Stage(key="lost", own_name="Perdu", rule=()) == Stage(key="lost")
    assert Stage(key="lost", own_name="Gone").name("fr") == "Gone"


@pytest.mark.parametrize("name", ["", "x" * 61, "bell\x07", "\ud800"])
def test_a_name_of_the_teams_own_can_be_shown(name):
    with pytest.raises(BadCriteria):
        Stage(key="own", own_name=name)


@pytest.mark.parametrize(
    ("measure", "comparison", "value", "column"),
    [
        (Measure.ORDER_DAYS, Comparison.AT_LEAST, 1.5, ""),
        (Measure.ORDER_DAYS, Comparison.CONTAINS, 1, ""),
        (Measure.ORDER_DAYS, Comparison.AT_LEAST, 1, "Ville"),
        (Measure.SAID_LOST, Comparison.IS, 1, ""),
        (Measure.SAID_LOST, Comparison.AT_LEAST, True, ""),
        (Measure.COLUMN, Comparison.IS, "hot", ""),
        (Measure.COLUMN, Comparison.AT_LEAST, "hot", "Ville"),
        (Measure.COLUMN, Comparison.CONTAINS, "", "Ville"),
    ],
)
def test_a_condition_that_makes_no_sense_is_refused(measure, comparison, value, column):
    with pytest.raises(BadCriteria):
        Condition(measure=measure, comparison=comparison, value=value, column=column)


def test_cut_points_must_fit_their_bins_and_run_one_way():
    with pytest.raises(BadCriteria, match="must not rise"):
        CutPoints(recency_days=((30, 60),), order_days=((2, 3),))
    with pytest.raises(BadCriteria, match="must not fall"):
        CutPoints(recency_days=((60, 30),), order_days=((3, 2),))
    three = CutPoints(recency_days=((60, 30),), order_days=((2, 3),))
    assert RfmCriteria(r_bins=3, f_bins=3, cut_points=three)
    for other in ({"r_bins": 4}, {"nested": True}, {"monetary": "basket"}):
        with pytest.raises(BadCriteria, match="calibrate again"):
            RfmCriteria(**({"r_bins": 3, "f_bins": 3, "cut_points": three} | other))


def test_the_version_depends_on_the_content_only():
    base = Criteria()
    assert len(base.version) == 8
    assert base.version == Criteria(language="fr").version == Criteria(stages=preset_stages("six_statuses")).version
    assert base.version == Criteria(inactive=InactiveLimit(habit_multiple=3.0)).version
    others = [
        Criteria(preset="primary"),
        Criteria(inactive=InactiveLimit(floor_days=61)),
        Criteria(pace=RecentPace(period_days=180)),
        Criteria(rfm=RfmCriteria(nested=True)),
        Criteria(country="BE"),
    ]
    assert len({base.version, *(one.version for one in others)}) == 6


def test_the_version_of_the_shipped_criteria_is_stable():
    # It is written into workbooks: a change of it makes every team's next refresh say that the criteria changed.
    assert Criteria().version == "f1fb6615"
