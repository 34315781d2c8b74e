"""R, F, M and segments against a naive loop written from the product's text, and the laws of cut points."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habitue.criteria import Criteria, RfmCriteria
from habitue.records import Base, History
from habitue.rfm import (
    NONE,
    Scores,
    Values,
    drift,
    groups,
    recalibrated,
    score_reason,
    score_reasons,
    scores,
    segments,
    values_of,
)
from habitue.rfm.scoring import Axis

calm = settings(deadline=None, max_examples=150)


def naive(values, bins):
    """score = 1 + floor(bins x share of buyers strictly worse); higher values are better."""
    found = []
    for value in values:
        worse = 0
        for other in values:
            if other < value:
                worse += 1
        found.append(1 + (bins * worse) // len(values))
    return found


def naive_rfm(people, rfm):
    """One (r, f, m) for each of (silence, order days, cents)."""
    r = naive([-silence for silence, _, _ in people], rfm.r_bins)
    if not rfm.nested:
        return list(
            zip(
                r,
                naive([days for _, days, _ in people], rfm.f_bins),
                naive([cents for _, _, cents in people], rfm.m_bins),
                strict=True,
            )
        )
    f, m = [0] * len(people), [0] * len(people)
    for score in set(r):
        same = [place for place, one in enumerate(r) if one == score]
        for place, one in zip(same, naive([people[place][1] for place in same], rfm.f_bins), strict=True):
            f[place] = one
    for pair in set(zip(r, f, strict=True)):
        same = [place for place in range(len(people)) if (r[place], f[place]) == pair]
        for place, one in zip(same, naive([people[place][2] for place in same], rfm.m_bins), strict=True):
            m[place] = one
    return list(zip(r, f, m, strict=True))


MAP = {
    "hibernating": ([1, 2], [1, 2]), "at_risk": ([1, 2], [3, 4]), "cant_lose": ([1, 2], [5]),
    "about_to_sleep": ([3], [1, 2]), "need_attention": ([3], [3]), "loyal": ([3, 4], [4, 5]),
    "promising": ([4], [1]), "new_customer": ([5], [1]),
    "potential_loyalist": ([4, 5], [2, 3]), "champions": ([5], [4, 5]),
}  # fmt: skip

person = st.tuples(st.integers(0, 30) | st.integers(0, 2000), st.integers(1, 9), st.integers(-500, 20_000))
crowds = st.lists(person, min_size=1, max_size=60)
rfms = st.builds(
    RfmCriteria,
    r_bins=st.integers(3, 10),
    f_bins=st.integers(3, 10),
    m_bins=st.integers(3, 10),
    nested=st.booleans(),
)


def values(people):
    silence, days, cents = (np.array(column, dtype=np.int64) for column in zip(*people, strict=True))
    return Values(recency_days=silence, order_days=days, cents=cents)


def triples(scored):
    return list(zip(scored.r.tolist(), scored.f.tolist(), scored.m.tolist(), strict=True))


@calm
@given(crowds, rfms)
def test_scores_are_those_of_the_naive_loop(people, rfm):
    assert triples(scores(values(people), rfm)) == naive_rfm(people, rfm)


@calm
@given(crowds, rfms)
def test_kept_cut_points_give_the_same_scores(people, rfm):
    made = scores(values(people), rfm)
    kept = scores(values(people), Criteria(rfm=rfm).with_cut_points(made.cut_points).rfm)
    assert triples(kept) == triples(made)
    assert kept.cut_points == made.cut_points
    assert drift(kept).share == 0
    assert score_reasons(kept, "fr") == score_reasons(made, "fr")


@calm
@given(crowds, person)
def test_cut_points_score_a_value_that_comes_later_as_its_share_would(people, newcomer):
    rfm = RfmCriteria()
    cuts = scores(values(people), rfm).cut_points
    later = scores(values([newcomer]), Criteria().with_cut_points(cuts).rfm)
    silence, days, cents = newcomer
    worse = [
        sum(one[0] > silence for one in people),
        sum(one[1] < days for one in people),
        sum(one[2] < cents for one in people),
    ]
    assert triples(later) == [tuple(min(5, 1 + 5 * count // len(people)) for count in worse)]


@calm
@given(crowds, rfms, st.randoms())
def test_shuffled_buyers_get_the_same_scores(people, rfm, random):
    order = list(range(len(people)))
    random.shuffle(order)
    one, other = triples(scores(values(people), rfm)), triples(scores(values([people[place] for place in order]), rfm))
    assert [one[place] for place in order] == other


@calm
@given(crowds)
def test_equal_values_have_equal_scores_and_better_ones_no_worse_scores(people):
    scored = triples(scores(values(people), RfmCriteria()))
    for (a, one), (b, other) in product(zip(people, scored, strict=True), repeat=2):
        for axis, sign in enumerate((-1, 1, 1)):
            if sign * a[axis] >= sign * b[axis]:
                assert one[axis] >= other[axis]


@calm
@given(crowds, st.integers(3, 10), st.integers(3, 10))
def test_each_buyer_is_in_exactly_one_segment_and_others_in_none(people, r_bins, f_bins):
    criteria = Criteria(rfm=RfmCriteria(r_bins=r_bins, f_bins=f_bins))
    both = values([*people, (-1, 0, 0)])
    scored = scores(both, criteria.rfm)
    codes = segments(scored, criteria)
    assert (scored.r[-1], scored.f[-1], scored.m[-1], codes[-1]) == (0, 0, 0, NONE)
    for r, f, code in zip(scored.r[:-1], scored.f[:-1], codes[:-1], strict=True):
        assert [place for place, one in enumerate(criteria.segments) if (r, f) in one.cells] == [code]


def test_the_segments_are_those_of_the_product():
    grid = list(product(range(1, 6), repeat=2))
    axes = tuple(
        Axis(score=np.array(column, dtype=np.int8), percent=np.zeros(25, dtype=np.int8), kept=np.zeros(25, bool))
        for column in zip(*grid, strict=True)
    )
    one_each = Scores(basis=values([(0, 1, 0)] * 25), criteria=RfmCriteria(), axes=axes, cut_points=None)
    criteria = Criteria()
    found = [criteria.segments[code].key for code in segments(one_each, criteria)]
    assert found == [key for r, f in grid for key, (rs, fs) in MAP.items() if r in rs and f in fs]


def test_each_segment_is_in_the_group_that_the_criteria_say():
    criteria = Criteria()
    codes = np.array([*range(10), NONE], dtype=np.int8)
    keys = [group.key for group in criteria.groups]
    assert [keys[code] if code >= 0 else "" for code in groups(codes, criteria)] == [
        *(one.group for one in criteria.segments),
        "",
    ]


def history(rows, as_of=1000):
    last, days, orders, cents = (np.array(column) for column in zip(*rows, strict=True))
    return History(
        first_day=last.astype(np.int32),
        last_day=last.astype(np.int32),
        order_days=days.astype(np.int32),
        orders=orders.astype(np.int32),
        cents=cents.astype(np.int64),
        own_gap=np.full(len(rows), np.nan),
        as_of=as_of,
        base=Base(habit_days=float("nan"), limit_days=None, repurchases=0),
    )


def test_values_are_silence_order_days_and_the_sum_or_the_average_basket():
    past = history([(990, 2, 3, 1000), (0, 0, 0, 0), (1000, 1, 2, 25), (1000, 1, 2, -25)])
    total, basket = values_of(past, RfmCriteria()), values_of(past, RfmCriteria(monetary="basket"))
    assert total.recency_days.tolist() == [10, -1, 0, 0]
    assert total.order_days.tolist() == [2, 0, 1, 1]
    assert total.cents is not None
    assert basket.cents is not None
    assert total.cents.tolist() == [1000, 0, 25, -25]
    assert basket.cents.tolist() == [333, 0, 13, -12]  # a half is rounded up


def test_without_amounts_there_is_no_m_and_segments_are_the_same():
    people = [(10, 1, 5), (20, 2, 9), (30, 3, 1)]
    full = values(people)
    bare = Values(recency_days=full.recency_days, order_days=full.order_days, cents=None)
    with_m, without = scores(full, RfmCriteria()), scores(bare, RfmCriteria())
    assert without.m is None
    assert without.cut_points is not None
    assert without.cut_points.cents == ()
    assert segments(with_m, Criteria()).tolist() == segments(without, Criteria()).tolist()
    assert "M" not in score_reason(without, 0, "en")
    # When amounts come later, M is calibrated and the others are kept.
    later = scores(full, Criteria().with_cut_points(without.cut_points).rfm)
    assert later.cut_points == with_m.cut_points


def test_when_nobody_has_bought_there_are_no_scores():
    empty = scores(values([(-1, 0, 0)] * 3), RfmCriteria())
    assert empty.cut_points is None
    assert empty.r.tolist() == [0, 0, 0]
    assert score_reasons(empty, "fr") == ["", "", ""]
    assert drift(empty).share == 0


def test_one_order_day_each_is_not_spread_over_the_scores():
    scored = scores(values([(n, 1, 100) for n in range(100)]), RfmCriteria())
    assert set(scored.f.tolist()) == {1}
    assert set(scored.m.tolist()) == {1}
    assert np.bincount(scored.r).tolist() == [0, 20, 20, 20, 20, 20]


def test_kept_cut_points_do_not_move_those_who_did_not():
    before = values([(n, 1 + n % 7, 100 * n) for n in range(100)])
    cuts = scores(before, RfmCriteria()).cut_points
    many_new = values([(n, 1 + n % 7, 100 * n) for n in range(100)] + [(0, 1, 1)] * 300)
    kept = scores(many_new, Criteria().with_cut_points(cuts).rfm)
    assert kept.f[:100].tolist() == scores(before, RfmCriteria()).f.tolist()
    moved = drift(kept)
    assert moved.drifted
    assert moved.share == np.mean([a != b for a, b in zip(triples(kept), triples(recalibrated(kept)), strict=True)])
    assert 0 < moved.distance <= 1
    assert "Recalculer les seuils" in moved.say().say("fr")


def test_a_small_drift_is_said_but_asks_for_nothing():
    people = [(n, 1 + n % 7, 100 * n) for n in range(200)]
    cuts = scores(values(people), RfmCriteria()).cut_points
    kept = scores(values([*people, (0, 9, 50_000)]), Criteria().with_cut_points(cuts).rfm)
    assert 0 < drift(kept).share < 0.1
    assert drift(kept).say().say("en").startswith("The cut points still fit: ")


@pytest.mark.parametrize(
    ("rfm", "english", "french"),
    [
        (
            RfmCriteria(),
            ("R 5: last bought 1 day ago, more recently than 80% of the buyers; F 4: 3 order days, more than 60% of "
            "the buyers; M 1: €1,234.50 in all, more than 0% of the buyers."),
            ("R 5 : dernier achat il y a 1 jour, plus récent que 80 % des acheteurs ; F 4 : 3 jours d’achat, "
            "plus que 60 % "
            "des acheteurs ; M 1 : 1 234,50 € en tout, plus que 0 % des acheteurs."),
        ),
        (
            RfmCriteria(nested=True, monetary="basket"),
            ("R 5: last bought 1 day ago, more recently than 80% of the buyers; F 1: 3 order days, more than "
            "0% of the buyers "
            "with the same R; M 1: average basket of €1,234.50, more than 0% of the buyers with the same R and F."),
            ("R 5 : dernier achat il y a 1 jour, plus récent que 80 % des acheteurs ; F 1 : 3 jours d’achat, "
            "plus que 0 % des "
            "acheteurs de même R ; M 1 : panier moyen de 1 234,50 €, plus que 0 % des acheteurs de mêmes R et F."),
        ),
    ],
)  # fmt: skip
def test_the_reason_has_the_numbers_of_the_score(rfm, english, french):
    people = [(1, 3, 123_450), (2, 1, 123_451), (3, 1, 200_000), (4, 2, 200_000), (5, 9, 200_000), (-1, 0, 0)]
    scored = scores(values(people), rfm)
    assert score_reason(scored, 0, "en", "€") == english
    assert score_reason(scored, 0, "fr", "€").replace("\xa0", " ").replace("\u202f", " ") == french
    assert score_reasons(scored, "en", "€")[-1] == ""


def test_a_score_by_kept_cut_points_says_so_where_today_would_give_another():
    cuts = scores(values([(n, 1, 100) for n in range(100)]), RfmCriteria()).cut_points
    kept = scores(values([(n, 1, 100) for n in range(20)]), Criteria().with_cut_points(cuts).rfm)
    assert score_reason(kept, 19, "en").startswith(
        "R 5: last bought 19 days ago, more recently than 0% of the buyers (by the cut points kept); F 1: "
    )


@calm
@given(crowds, rfms, st.sampled_from(["en", "fr"]))
def test_one_reason_is_that_of_all(people, rfm, language):
    scored = scores(values([*people, (-1, 0, 0)]), rfm)
    said = score_reasons(scored, language, "€")
    assert [score_reason(scored, place, language, "€") for place in range(len(scored))] == said


@calm
@given(crowds)
def test_the_share_that_a_reason_quotes_gives_the_score(people):
    scored = scores(values(people), RfmCriteria())
    for axis in scored.axes:
        assert (1 + axis.percent.astype(int) // 20 == axis.score).all()
