"""An independent reading of the product's rules, one customer at a time in plain Python, agrees on random histories."""

import math
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habitue.criteria import Criteria, InactiveLimit, RecentPace
from habitue.lifecycle import Signs, reason, reasons, statuses
from habitue.records import Base, History

AS_OF = 740_000


@dataclass
class Person:
    first: int
    last: int
    days: int
    habit: float
    said_lost: bool
    unsubscribed: bool
    contact: bool
    contacts: int  # -1: not known
    recent: int  # order days in the recent period


def limit_from_habit(person, rules):
    """3 x the habit, that limit (not the habit) kept between floor and ceiling; none without a habit of their own."""
    if person.days < 2 or math.isnan(person.habit):
        return math.nan
    return min(
        max(rules.inactive.habit_multiple * person.habit, rules.inactive.floor_days), rules.inactive.ceiling_days
    )


def limit_of(person, base, rules):
    """product.md: the longer of the limit from the habit and the base limit."""
    if rules.inactive.fixed_limit_days:
        return rules.inactive.fixed_limit_days
    base_limit = 180 if base.repurchases < 30 else base.limit_days
    own = limit_from_habit(person, rules)
    return base_limit if math.isnan(own) else max(own, base_limit)


def buys_less(person, rules):
    """At most half of what the own pace before gives, two order days short at least, and by chance once in 20 at most.

    The own pace: after the first order day, over a life of the length of the period at least, on 3 order days at least.
    """
    period, earlier = rules.pace.period_days, person.days - person.recent
    life = AS_OF - period - person.first
    if earlier < 3 or life < period:
        return False
    usual = Fraction((earlier - 1) * period, life)
    tail = sum(math.exp(k * math.log(usual) - usual) / math.factorial(k) for k in range(person.recent + 1))
    fewest = usual - person.recent >= 2
    return fewest and tail <= 0.05 and person.recent <= Fraction(str(rules.pace.most_share)) * usual


def six(person, base, rules, day, *, responses_known):
    """Preset 1 on a day, as the product's text has it."""
    if person.days:
        silence, limit = day - person.last, limit_of(person, base, rules)
        if person.said_lost or person.unsubscribed:
            return "lost"
        if responses_known and person.contacts >= 0:
            if silence > limit and person.contacts >= 3:
                return "lost"
        elif silence > 2 * limit:
            return "lost"
        if silence > limit:
            return "inactive"
        return "new" if person.days == 1 else "active"
    return "prospect" if person.contact else "suspect"


def primary(person, base, rules, day):
    if not person.days:
        return "prospect"
    silence = day - person.last
    if silence > limit_of(person, base, rules) or person.said_lost:
        return "inactive"
    half_way = person.days >= 2 and silence >= limit_from_habit(person, rules) / 2 and silence > person.habit
    if half_way or buys_less(person, rules):
        return "fading"
    return "first_purchase" if person.days == 1 else "two_purchases"


def phases(person, base, rules, day):
    if not person.days:
        return "conversion" if person.contact else "conquest"
    named = primary(person, base, rules, day)
    if named == "inactive" or person.unsubscribed:
        return "win_back"
    return "retention" if named == "fading" else "growth"


@st.composite
def people(draw: st.DrawFn) -> Person:
    days = draw(st.integers(0, 8) | st.integers(3, 60))
    last = AS_OF - draw(st.integers(0, 900) | st.sampled_from([180, 181, 360, 361])) if days else 0
    first = last - draw(st.integers(days - 1, 900) | st.integers(400, 3000)) if days > 1 else last
    habit = draw(st.integers(2, 1600)) / 2 if days > 1 else draw(st.sampled_from([62.0, 62.25, 20.0]))
    flags = [draw(st.booleans()) and draw(st.booleans()) for _ in range(3)]
    recent = draw(st.integers(0, min(days, 4)) | st.integers(0, days))
    return Person(first, last, days, habit, *flags, contacts=draw(st.integers(-1, 5)), recent=recent)


bases = st.builds(
    Base,
    habit_days=st.sampled_from([20.0, 62.0, 62.25]),
    limit_days=st.sampled_from([90, 199, 400]),
    repurchases=st.sampled_from([0, 29, 30, 500]),
)
rulebooks = st.builds(
    Criteria,
    inactive=st.builds(
        InactiveLimit,
        habit_multiple=st.sampled_from([1.5, 2.5, 3]),
        floor_days=st.sampled_from([1, 60]),
        ceiling_days=st.sampled_from([120, 730]),
        fixed_limit_days=st.sampled_from([None, None, None, 180]),
    ),
    pace=st.builds(RecentPace, period_days=st.sampled_from([180, 365]), most_share=st.sampled_from([0.25, 0.5, 0.9])),
)


def history_of(crowd, base, rules):
    if base.repurchases < 30:
        base = Base(habit_days=base.habit_days, limit_days=None, repurchases=base.repurchases)
    days = np.array([one.days for one in crowd], dtype=np.int32)
    return History(
        first_day=np.array([one.first for one in crowd], dtype=np.int32),
        last_day=np.array([one.last for one in crowd], dtype=np.int32),
        order_days=days,
        orders=days,
        cents=None,
        own_gap=np.array([one.habit if one.days > 1 else np.nan for one in crowd]),
        as_of=AS_OF,
        base=base,
        recent_order_days=np.array([one.recent for one in crowd], dtype=np.int32),
        recent_days=rules.pace.period_days,
    )


def signs_of(crowd, *, responses_known):
    contacts = np.array([one.contacts for one in crowd], dtype=np.int32) if responses_known else None
    return Signs(
        said_lost=np.array([one.said_lost for one in crowd]),
        unsubscribed=np.array([one.unsubscribed for one in crowd]),
        contact_established=np.array([one.contact for one in crowd]),
        contacts_without_response=contacts,
    )


def habit_of(crowd):
    return np.array([one.habit for one in crowd])


PRESET_ORACLES = {
    "six_statuses": six,
    "primary": lambda *on, responses_known: primary(*on),
    "five_phases": lambda *on, responses_known: phases(*on),
}


@pytest.mark.parametrize("preset", PRESET_ORACLES)
@settings(deadline=None, max_examples=150)
@given(st.lists(people(), min_size=1, max_size=30), bases, rulebooks, st.booleans())
def test_statuses_are_those_of_the_oracle(preset, crowd, base, rules, responses_known):
    criteria = rules.with_preset(preset)
    found = statuses(
        history_of(crowd, base, rules), habit_of(crowd), signs_of(crowd, responses_known=responses_known), criteria
    )
    oracle = PRESET_ORACLES[preset]
    assert found.keys().tolist() == [oracle(one, base, rules, AS_OF, responses_known=responses_known) for one in crowd]


def entered(person, base, rules, oracle):
    """Walk back from today, a day at a time, for as long as the status was the same; None where nobody can know."""
    if not person.days or person.said_lost or person.unsubscribed:
        return 0
    today, day = oracle(person, base, rules, AS_OF, responses_known=False), AS_OF
    while day > person.last and oracle(person, base, rules, day - 1, responses_known=False) == today:
        day -= 1
    if day > person.last:
        return day
    if person.days == 1:
        return person.first
    if person.days == 2:
        eve = Person(person.first, person.first, 1, base.habit_days, False, False, person.contact, -1, 0)
        before = oracle(eve, base, rules, person.last - 1, responses_known=False)
        return person.last if before != today else 0
    return 0


@pytest.mark.parametrize("preset", PRESET_ORACLES)
@settings(deadline=None, max_examples=60)
@given(st.lists(people(), min_size=1, max_size=10), bases, rulebooks)
def test_the_day_of_entry_is_that_of_a_walk_back_day_by_day(preset, crowd, base, rules):
    criteria = rules.with_preset(preset)
    signs = signs_of(crowd, responses_known=False)
    found = statuses(history_of(crowd, base, rules), habit_of(crowd), signs, criteria)
    expected = [entered(one, base, rules, PRESET_ORACLES[preset]) for one in crowd]
    known = [one.said_lost or one.unsubscribed for one in crowd]
    # Where a sign of unknown date says "gone", only that the day is not invented is asked for.
    assert [0 if k else day for k, day in zip(known, found.since.tolist(), strict=True)] == expected


@settings(deadline=None, max_examples=60)
@given(
    crowd=st.lists(people(), min_size=1, max_size=20),
    base=bases,
    rules=rulebooks,
    random=st.randoms(),
    preset=st.sampled_from(sorted(PRESET_ORACLES)),
    language=st.sampled_from(["en", "fr"]),
)
def test_shuffled_customers_get_the_same_status_and_reason(crowd, base, rules, random, preset, language):
    criteria = rules.with_preset(preset)
    order = list(range(len(crowd)))
    random.shuffle(order)
    shuffled = [crowd[place] for place in order]

    def judged(people):
        signs = signs_of(people, responses_known=True)
        return statuses(history_of(people, base, rules), habit_of(people), signs, criteria)

    one, other = judged(crowd), judged(shuffled)
    assert one.code[order].tolist() == other.code.tolist()
    assert one.since[order].tolist() == other.since.tolist()
    said = reasons(one, language)
    assert [said[place] for place in order] == reasons(other, language)
    assert [reason(one, place, language) for place in range(len(crowd))] == said


@settings(deadline=None, max_examples=100)
@given(people().filter(lambda one: one.days > 0), bases, rulebooks, st.booleans(), st.integers(1, 400))
def test_more_silence_never_makes_a_status_better(person, base, rules, responses_known, longer):
    later = Person(**(person.__dict__ | {"last": person.last - longer, "first": person.first - longer}))
    crowd = [person, later]
    found = statuses(
        history_of(crowd, base, rules),
        habit_of(crowd),
        signs_of(crowd, responses_known=responses_known),
        rules,
    )
    now, then = found.keys().tolist()
    rank = {"active": 0, "new": 0, "inactive": 1, "lost": 2}
    assert rank[then] >= rank[now]
