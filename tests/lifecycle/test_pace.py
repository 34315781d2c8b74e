"""Who buys clearly less than before: from order dates, against a naive count, with its words in both languages."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habitue.criteria import Comparison, Condition, Criteria, Measure, RecentPace, Stage, preset_stages
from habitue.history import habit, summarise
from habitue.history.recent import with_recent
from habitue.lifecycle import Signs, reason, reasons, statuses
from habitue.lifecycle.pace import recent_pace
from habitue.records import NEVER, Base, History, Orders

AS_OF = 740_000
YEAR = RecentPace()
PRIMARY = Criteria(preset="primary")


def history_of(days_ago, period=365):
    """The history of customers who bought so many days ago."""
    lines = [(who, AS_OF - ago) for who, own in enumerate(days_ago) for ago in own]
    customer, day = zip(*lines, strict=True) if lines else ((), ())
    orders = Orders(customer=np.array(customer, dtype=np.int32), day=np.array(day, dtype=np.int32), cents=None)
    return with_recent(summarise(orders, len(days_ago), AS_OF), orders, period)


def naively(own, period, share):
    """Whether dates say "clearly less": 3 order days and a period's time before, half, two missing, 1 time in 20."""
    earlier = sorted({ago for ago in own if ago >= period}, reverse=True)
    recent = len({ago for ago in own if ago < period})
    if len(earlier) < 3 or earlier[0] - period < period:
        return False
    usual = (len(earlier) - 1) / (earlier[0] - period) * period
    chance = sum(math.exp(-usual) * usual**count / math.factorial(count) for count in range(recent + 1))
    return recent <= share * usual and usual - recent >= 2 and chance <= 0.05


@st.composite
def customers(draw):
    """Someone who bought every few days, and in the recent period more rarely or not."""
    every, since = draw(st.integers(5, 200)), draw(st.integers(50, 1500))
    before = range(365, 365 + since, every)
    recent = draw(st.lists(st.integers(0, 364), max_size=8))
    return [*before, *recent]


@settings(deadline=None)
@given(st.lists(customers(), min_size=1, max_size=12), st.sampled_from([0.25, 0.5, 0.8]))
def test_who_buys_less_is_who_a_plain_count_of_dates_says(crowd, share):
    pace = recent_pace(history_of(crowd), RecentPace(most_share=share))
    assert pace.less.tolist() == [naively(own, 365, share) for own in crowd]


def of_counts(*counts, life=1095):
    """Histories of order days before the period (the first of them `life` days before it) and in it."""
    earlier, recent = (np.array(column, dtype=np.int32) for column in zip(*counts, strict=True))
    first = np.full(len(counts), AS_OF - 365 - life, dtype=np.int32)
    return History(
        first_day=first,
        last_day=np.where(recent > 0, AS_OF - 20, first + life).astype(np.int32),
        order_days=earlier + recent,
        orders=earlier + recent,
        cents=None,
        own_gap=np.full(len(counts), 300.0),
        as_of=AS_OF,
        base=Base(habit_days=300.0, limit_days=400, repurchases=100),
        recent_order_days=recent,
        recent_days=365,
    )


def less(*counts, criteria=YEAR, **how):
    return recent_pace(of_counts(*counts, **how), criteria).less.tolist()


def test_a_shortfall_that_chance_may_bring_is_none():
    # Four a year before: none is one chance in 55, one is one in 11. Three: none is one in 20.09; 2.99: one in 19.9.
    assert less((13, 0), (13, 1), (10, 0)) == [True, False, True]
    assert less((10, 0), life=1099) == [False]


def test_a_shortfall_that_is_sure_but_small_is_none():
    # 100 a year before: 60 is impossible by chance, but more than half.
    assert less((301, 60), (301, 50)) == [False, True]
    assert less((301, 60), criteria=RecentPace(most_share=0.6)) == [True]


def test_too_short_an_earlier_life_tells_nothing():
    assert less((300, 0), life=364) == [False]
    assert less((300, 0), life=365) == [True]
    assert less((2, 0), (3, 0), life=365) == [False, False]
    assert recent_pace(history_of([[], [3], [2000]]), YEAR).less.tolist() == [False] * 3


def test_who_bought_nearly_every_day_is_judged_without_overflow():
    history = replace(of_counts((3650, 3000), (3650, 3600), life=3649), recent_days=3650)
    history = replace(history, first_day=np.full(2, AS_OF - 2 * 3650, dtype=np.int32))
    pace = recent_pace(history, RecentPace(period_days=3650, most_share=0.95))
    assert pace.less.tolist() == [True, False]


FADING = preset_stages("primary")[1]
ONLY_BY_PACE = Criteria(stages=(replace(FADING, rule=FADING.rule[1:]), Stage(key="prospect")))
TWO_AGAINST_EIGHT = of_counts((25, 2))


@pytest.mark.parametrize(
    ("history", "criteria", "english", "french"),
    [
        (
            TWO_AGAINST_EIGHT,
            PRIMARY,
            "Fading: bought on 2 days in the last 12 months, against 8 a year before.",
            "En passivation\xa0: a acheté 2 jours sur les 12 derniers mois, contre 8 par an auparavant.",
        ),
        (
            of_counts((30, 1)),
            PRIMARY,
            "Fading: bought on 1 day in the last 12 months, against 9.7 a year before.",
            "En passivation\xa0: a acheté 1 jour sur les 12 derniers mois, contre 9,7 par an auparavant.",
        ),
        (
            of_counts((30, 0)),
            ONLY_BY_PACE,
            "Fading: bought on no day in the last 12 months, against 9.7 a year before.",
            "En passivation\xa0: n’a rien acheté sur les 12 derniers mois, contre 9,7 par an auparavant.",
        ),
        (
            history_of([[*range(180, 800, 20), 3]], period=180),
            Criteria(preset="five_phases", pace=RecentPace(period_days=180)),
            "Retention: bought on 1 day in the last 180 days, against 9 in as many days before.",
            "Rétention\xa0: a acheté 1 jour sur les 180 derniers jours, contre 9 pour autant de jours auparavant.",
        ),
    ],
)
def test_the_reason_says_how_often_now_and_before(history, criteria, english, french):
    found = statuses(history, history.own_gap, Signs(), criteria)
    assert reason(found, 0, "en") == english
    assert reason(found, 0, "fr") == french


def test_nobody_knows_since_when_a_pace_is_lower():
    found = statuses(TWO_AGAINST_EIGHT, TWO_AGAINST_EIGHT.own_gap, Signs(), PRIMARY)
    assert found.since.tolist() == [NEVER]


@pytest.mark.parametrize(
    "history",
    [
        replace(TWO_AGAINST_EIGHT, recent_order_days=None, recent_days=0),
        replace(TWO_AGAINST_EIGHT, recent_days=180),
    ],
    ids=["nobody counted", "counted for another period"],
)
def test_a_pace_that_nobody_counted_is_said_to_be_unknown(history):
    found = statuses(history, history.own_gap, Signs(), PRIMARY)
    assert found.keys().tolist() == ["two_purchases"]
    assert reason(found, 0, "en").endswith("; recent pace unknown.")
    assert reason(found, 0, "fr").endswith("\u202f; rythme récent inconnu.")
    six = statuses(history, history.own_gap, Signs(), Criteria())
    assert "pace" not in reason(six, 0, "en")


def test_a_rule_of_the_team_can_ask_for_a_pace_that_is_kept_up_and_for_silence():
    def rule(value, *more):
        return (Condition(measure=Measure.BUYS_LESS, comparison=Comparison.IS, value=value), *more)

    quiet = Condition(measure=Measure.SILENCE_DAYS, comparison=Comparison.AT_LEAST, value=10)
    criteria = Criteria(
        stages=(
            Stage(key="slow", own_name="Slow", rule=(rule(True, quiet),)),
            Stage(key="steady", own_name="Steady", rule=(rule(False),)),
            Stage(key="rest", own_name="Rest"),
        )
    )
    history = of_counts((25, 2), (25, 9), (2, 1))
    found = statuses(history, history.own_gap, Signs(), criteria)
    assert found.keys().tolist() == ["slow", "steady", "steady"]
    slow, steady, short = reasons(found, "en")
    assert slow.startswith("Slow: bought on 2 days in the last 12 months, against 8 a year before; buys every 300 days")
    assert steady.startswith("Steady: does not buy clearly less than before; buys every 300 days")
    assert short.startswith("Steady: does not buy clearly less than before; buys every 300 days")


def test_the_end_to_end_habit_of_a_slowing_regular_is_fading():
    history = history_of([[*range(365, 1500, 30), 10]])
    found = statuses(history, habit(history), Signs(), PRIMARY)
    assert found.keys().tolist() == ["fading"]
