"""The base limit: hand-checked cases, and Kaplan-Meier in fractions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from habitue.history.gaps import GapCounts
from habitue.history.limit import base_limit

lengths = st.lists(st.integers(1, 40), max_size=60)


def counts(closed, still_open):
    return GapCounts(closed=np.bincount(np.array(closed, dtype=int)), open=np.bincount(np.array(still_open, dtype=int)))


@given(closed=lengths, still_open=st.lists(st.integers(0, 50), max_size=60), share=st.sampled_from(["0.5", "0.9", "1"]))
def test_the_limit_is_kaplan_meier_in_fractions(closed, still_open, share, slow_limit):
    limit = base_limit(counts(closed, still_open), float(share), min_repurchases=0)
    assert limit == slow_limit(closed, still_open, share)


def test_without_open_gaps_the_limit_is_the_plain_quantile():
    assert base_limit(counts(range(1, 11), []), 0.9, 0) == 9
    assert base_limit(counts([7] * 10, []), 0.9, 0) == 7


def test_the_estimate_by_hand():
    # t=2: 1 of 4 closes, F=1/4. t=3 censors one. t=5: 1 of 2 closes, F = 1 - 3/4 x 1/2 = 5/8, which is F(max).
    gaps = counts([2, 5], [3, 8])
    assert base_limit(gaps, 0.4, 0) == 2  # 0.4 x 5/8 = 1/4, reached exactly
    assert base_limit(gaps, 0.41, 0) == 5


def test_at_the_same_length_gaps_close_before_others_are_censored():
    # The gap open since 2 days was at risk of closing on its 2nd day: 1 of 3, then 1 of 1.
    assert base_limit(counts([2, 4], [2]), 0.33, 0) == 2
    assert base_limit(counts([2, 4], [2]), 0.34, 0) == 4


def test_a_gap_open_since_zero_days_says_nothing():
    assert base_limit(counts([3, 9, 30], [0] * 1000), 0.9, 0) == base_limit(counts([3, 9, 30], []), 0.9, 0)


@pytest.mark.parametrize(("closed", "limit"), [(29, None), (30, 4)])
def test_too_few_repurchases_give_no_limit(closed, limit):
    assert base_limit(counts([4] * closed, [10])) == limit


def test_a_million_gaps_reach_their_share_in_spite_of_rounding():
    gaps = np.arange(1, 1001).repeat(1000)
    assert base_limit(counts(gaps, [])) == 900
