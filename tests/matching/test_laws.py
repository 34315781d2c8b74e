"""Laws that hold for any file: order is nothing, answers are final, no number is lost."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from habitue.errors import BadRequest, Stopped
from habitue.matching import Answers, find_duplicates, link

FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
COLUMNS = (
    "first_name",
    "last_name",
    "name",
    "company",
    "email",
    "phone",
    "mobile",
    "address",
    "postcode",
    "town",
    "birth_date",
    "siret",
)
CELL = st.one_of(
    st.none(),
    st.sampled_from(
        ["", " ", "Jean", "Dupont", "jean.dupont@free.fr", "0612345678", "12 rue X", "75001", "01/02/1980", "?"]
    ),
    st.text(max_size=12),
)


@st.composite
def files(draw, least=0):
    columns = draw(st.lists(st.sampled_from(COLUMNS), min_size=1, max_size=5, unique=True))
    size = draw(st.integers(least, 14))
    rows = [draw(st.lists(CELL, min_size=len(columns), max_size=len(columns))) for _ in range(size)]
    copies = draw(st.lists(st.integers(0, max(size - 1, 0)), max_size=4)) if size else []
    return pd.DataFrame(rows + [rows[k] for k in copies], columns=columns, dtype=object)


def partition(groups, names):
    """Groups as sets of names, so that they can be compared whatever the order of rows."""
    found = {}
    for name, first in zip(names, groups, strict=True):
        found.setdefault((first >= 0, first if first >= 0 else name), set()).add(name)
    return {frozenset(group) for group in found.values()}


@FEW
@given(files())
def test_no_file_is_too_strange(records):
    before = records.copy()
    found = find_duplicates(records)
    assert np.isfinite(found.pairs.probability).all()
    assert np.isfinite(found.pairs.log_odds).all()
    assert ((found.pairs.probability >= 0) & (found.pairs.probability <= 1)).all()
    assert len(found.groups) == len(found.likely) == len(records)
    assert (found.pairs.left < found.pairs.right).all()
    for pair in range(len(found.pairs)):
        assert all(found.reasons(pair, "fr"))
        assert all(found.reasons(pair, "en"))
    pd.testing.assert_frame_equal(records, before)


@pytest.mark.parametrize("value", [None, "", "Dupont", "a@b.fr"])
@pytest.mark.parametrize("rows", [0, 1, 2, 3, 200])
@pytest.mark.parametrize(
    "columns", [["last_name"], ["email"], ["first_name", "last_name", "email", "phone", "address"]]
)
def test_equal_and_empty_files_give_numbers(value, rows, columns):
    found = find_duplicates(pd.DataFrame({column: [value] * rows for column in columns}, dtype=object))
    assert np.isfinite(found.pairs.probability).all()
    assert not np.isnan(found.estimate.duplicates)


@pytest.fixture(scope="module")
def people():
    """A made file of 800 rows with noisy copies, spouses and colleagues."""
    rng = np.random.default_rng(5)
    first = [
        "Marie",
        "Jean",
        "Pierre",
        "Anne",
        "Paul",
        "Julie",
        "Marc",
        "Lucie",
        "Hugo",
        "Emma",
        "Louis",
        "Alice",
        "Karim",
        "Nadia",
        "Yves",
        "Robert",
    ]
    last = [
        a + b + c
        for a in ("Mar", "Du", "Ber", "Gau", "Lam")
        for b in ("tin", "pon", "le", "ga")
        for c in ("t", "ard", "ier", "")
    ]
    rows = []
    for k in range(600):
        f, n = rng.choice(first), rng.choice(last)
        home = [f"{k % 90} rue {rng.choice(last)}", f"{rng.integers(10, 95)}000", rng.choice(last) + "ville"]
        row = [f, n, f"{f}.{n}{k}@mail.fr".lower(), f"0{rng.integers(1, 8)}{rng.integers(10**7, 10**8)}", *home]
        rows.append(row)
        if k % 6 == 0:
            rows.append([f[:1], n.upper(), row[2], None, *home])
        if k % 7 == 0:
            rows.append([f, n[:-1] + "x", None, row[3], home[0].upper(), home[1], None])
        if k % 9 == 0:
            rows.append([rng.choice(first), n, None, row[3], *home])
    return pd.DataFrame(
        rows, columns=["first_name", "last_name", "email", "phone", "address", "postcode", "town"], dtype=object
    )


def test_shuffled_rows_give_the_same_groups(people):
    plain = find_duplicates(people)
    for seed in (1, 2):
        order = np.random.default_rng(seed).permutation(len(people))
        mixed = find_duplicates(people.iloc[order].reset_index(drop=True))
        for field in ("groups", "likely"):
            assert partition(getattr(mixed, field), order) == partition(getattr(plain, field), range(len(people)))
        assert sorted(mixed.pairs.probability) == pytest.approx(sorted(plain.pairs.probability))


@FEW
@given(files(least=2), st.randoms(use_true_random=False))
def test_shuffled_rows_of_any_file_give_the_same_groups(records, random):
    order = list(range(len(records)))
    random.shuffle(order)
    plain, mixed = find_duplicates(records), find_duplicates(records.iloc[order].reset_index(drop=True))
    content = [tuple(str(cell) for cell in row) for row in records.itertuples(index=False)]
    sizes = [
        sorted(sorted(content[name] for name in group) for group in partition(groups, names))
        for groups, names in ((plain.groups, range(len(order))), (mixed.groups, order))
    ]
    assert sizes[0] == sizes[1]


def test_a_second_run_gives_the_same(people):
    one, two = find_duplicates(people), find_duplicates(people)
    assert one.pairs.frame().equals(two.pairs.frame())
    assert (one.groups == two.groups).all()


def test_certain_groups_lie_within_likely_ones(people):
    found = find_duplicates(people)
    for first in np.unique(found.groups[found.groups >= 0]):
        assert len(set(found.likely[found.groups == first])) == 1
        assert found.likely[first] >= 0
    assert (found.groups >= 0).sum() > 20


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000))
def test_an_answer_is_never_contradicted(people, seed):
    rng = np.random.default_rng(seed)
    plain = find_duplicates(people)
    merged = np.flatnonzero(plain.pairs.zone == 2)
    told = rng.choice(merged, 12, replace=False)
    pairs = np.stack([plain.pairs.left, plain.pairs.right], axis=1)[told]
    same = rng.integers(0, len(people), (8, 2))
    same = same[same[:, 0] != same[:, 1]]
    found = find_duplicates(people, answers=Answers(same=same, different=pairs[:6], household=pairs[6:]))
    for one, other in pairs:
        for groups in (found.groups, found.likely):
            assert groups[one] == -1 or groups[one] != groups[other]
    apart = {frozenset(pair) for pair in pairs.tolist()}
    for one, other in same.tolist():
        assert frozenset((one, other)) in apart or found.groups[one] == found.groups[other] >= 0


def test_a_new_row_never_splits_a_group_it_does_not_touch(people):
    before = find_duplicates(people)
    stranger = ["Zénobie", "Quellenec", "zq@ailleurs.bzh", "0297123123", "3 hent Meur", "56999", "Groix"]
    more = pd.concat([people, pd.DataFrame([stranger], columns=people.columns)], ignore_index=True).astype(object)
    rows = np.flatnonzero(before.groups >= 0)
    kept = np.stack([before.groups[rows], rows], axis=1)
    kept = kept[kept[:, 0] != kept[:, 1]]
    for found in (
        find_duplicates(more, answers=Answers(kept=kept)),
        find_duplicates(more, model=before.model),
    ):
        for one, other in kept:
            assert found.groups[one] == found.groups[other] >= 0


def test_linking_finds_pairs_across_files_only(people):
    source = np.arange(len(people)) % 2
    found = link(people, source, across_only=True)
    assert len(found.pairs)
    assert (source[found.pairs.left] != source[found.pairs.right]).all()
    assert len(link(people, source).pairs) > len(found.pairs)


def test_a_stop_stops(people):
    with pytest.raises(Stopped):
        find_duplicates(people, stop=lambda: True)


def test_steps_are_told(people):
    told = []
    find_duplicates(people, step=told.append)
    assert len(told) == 4


def test_an_answer_about_a_row_that_is_not_there_is_refused(people):
    with pytest.raises(BadRequest, match="100,000"):
        find_duplicates(people, answers=Answers(same=np.array([[0, 100000]])))


def test_a_small_file_says_that_nothing_could_be_learnt():
    found = find_duplicates(pd.DataFrame({"last_name": ["Martin", "Martin"], "email": ["a@b.fr", "a@b.fr"]}))
    assert "too small" in str(found.estimate.warnings[0])
