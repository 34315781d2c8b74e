"""Matching held to slower methods: networkx for groups, plain loops for pairs, plain Python for letters."""

import random
import sys
from collections import defaultdict

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habitue.matching import MatchCriteria, distances, find_duplicates, plain_distances
from habitue.matching.candidates import candidates
from habitue.matching.comparing_contacts import emails
from habitue.matching.contacts import fold_email, fold_phone
from habitue.matching.dates import fold_dates
from habitue.matching.fold import fold
from habitue.matching.groups import Grouping, components, expected_duplicates, group
from habitue.matching.keys import keys
from habitue.matching.places import fold_address, fold_postcode, fold_town
from habitue.matching.prepared import prepare

NAMES = [a + b for a in ("Mar", "Du", "Ber", "Gau", "Lam", "Kerv") for b in ("tin", "pont", "let", "ard")]


def made(rows, seed):
    r = random.Random(seed)
    first = ["Marie", "Jean", "Pierre", "Anne", "Paul", "Julie", "Robert", "Bob", "Hélène"]
    out = []
    for _ in range(rows):
        if out and r.random() < 0.3:
            row = dict(r.choice(out))
            row[r.choice(list(row))] = None
        else:
            f, n = r.choice(first), r.choice(NAMES)
            row = {
                "first_name": f,
                "last_name": n,
                "email": f"{f}.{n}{r.randint(1, 40)}@x.fr",
                "phone": f"06{r.randint(0, 99):08}",
                "address": f"{r.randint(1, 30)} rue {r.choice(NAMES)}",
                "postcode": f"{r.randint(10, 40)}000",
            }
        out.append(row)
    return pd.DataFrame(out, dtype=object)


@given(st.text("abcdeé .-", max_size=70), st.text("abcdeé .-", max_size=70))
def test_plain_distances_are_those_of_rapidfuzz(one, other):
    pair = np.array([one, ""], dtype=object), np.array([other, "a"], dtype=object)
    for measure in ("jaro_winkler", "edits", "common_share"):
        plain = np.float32(getattr(plain_distances, measure)(one, other))
        assert distances.alike(measure, *pair)[0] == plain


def test_without_rapidfuzz_everything_is_the_same(monkeypatch):
    rows = made(250, 3)
    fast = find_duplicates(rows)
    monkeypatch.setitem(sys.modules, "rapidfuzz.distance", None)
    distances._scorers.cache_clear()
    try:
        slow = find_duplicates(rows)
    finally:
        distances._scorers.cache_clear()
    assert slow.pairs.frame().equals(fast.pairs.frame())
    assert (slow.groups == fast.groups).all()
    assert (slow.pairs.alike == fast.pairs.alike).all()


def test_candidates_are_all_pairs_that_share_a_key_and_of_coarse_keys_some():
    prepared = prepare(made(300, 1))
    expected, coarse = set(), set()
    for key in keys(prepared):
        blocks = defaultdict(set)
        for row, part in zip(key.rows.tolist(), key.parts.tolist(), strict=True):
            blocks[part].add(row)
        found = {(a, b) for block in blocks.values() for a in block for b in block if a < b}
        (coarse if key.coarse else expected).update(found)
    left, right = candidates(prepared, MatchCriteria(block_rows=300), np.empty(0, np.int64), lambda: None)
    found = set(zip(left.tolist(), right.tolist(), strict=True))
    assert expected < found < expected | coarse


def test_candidates_grow_with_the_file_and_not_with_its_square():
    counts = []
    for rows in (1000, 4000):
        prepared = prepare(made(rows, 2))
        criteria = MatchCriteria(lean_from_rows=100)
        counts.append(len(candidates(prepared, criteria, np.empty(0, np.int64), lambda: None)[0]))
    assert counts[1] < 8 * counts[0]


EDGES = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11), st.floats(0.01, 1)), max_size=30)


def arrays(edges):
    kept = {(min(a, b), max(a, b)): p for a, b, p in edges if a != b}
    left, right = (np.array([pair[k] for pair in kept], dtype=np.int64) for k in (0, 1))
    return left, right, np.array(list(kept.values()), dtype=float)


@settings(deadline=None)
@given(EDGES)
def test_groups_are_parts_of_connected_components_with_a_mean_of_a_half(edges):
    left, right, share = arrays(edges)
    grouping = Grouping(12, ())
    group(grouping, (left, right), share, 0.5)
    graph = nx.Graph()
    graph.add_nodes_from(range(12))
    graph.add_weighted_edges_from(zip(left.tolist(), right.tolist(), share.tolist(), strict=True))
    strong = nx.Graph([(a, b) for a, b, p in graph.edges(data="weight") if p >= 0.5])
    firsts = grouping.firsts()
    for first in set(firsts[firsts >= 0].tolist()):
        members = np.flatnonzero(firsts == first).tolist()
        assert members[0] == first
        assert nx.is_connected(strong.subgraph(members))
        total = sum(p for _, _, p in graph.subgraph(members).edges(data="weight"))
        assert total >= 0.5 * len(members) * (len(members) - 1) / 2 - 1e-9
    whole = {frozenset(part) for part in nx.connected_components(graph)}
    found = components(12, left, right)
    assert {frozenset(np.flatnonzero(found == k).tolist()) for k in set(found.tolist())} == whole


@settings(deadline=None)
@given(EDGES)
def test_expected_duplicates_are_the_heaviest_spanning_forest(edges):
    left, right, share = arrays(edges)
    graph = nx.Graph()
    graph.add_weighted_edges_from(zip(left.tolist(), right.tolist(), share.tolist(), strict=True))
    forest = nx.maximum_spanning_tree(graph)
    found = expected_duplicates(Grouping(12, ()), left, right, share)
    assert found == pytest.approx(sum(p for _, _, p in forest.edges(data="weight")))


def test_a_bridge_does_not_chain_two_families_together():
    trios = [(a, b) for base in (0, 3) for a in range(base, base + 3) for b in range(a + 1, base + 3)]
    pairs = [*trios, (2, 3)]
    left, right = (np.array([pair[k] for pair in pairs], dtype=np.int64) for k in (0, 1))
    grouping = Grouping(6, ())
    group(grouping, (left, right), np.array([0.97] * 6 + [0.999]), 0.5)
    assert len(set(grouping.firsts().tolist())) > 1


@pytest.mark.parametrize(
    ("fold_it", "one", "other"),
    [
        (fold, "DuprÃ©", "dupre"),
        (fold, "L’Hôpital-Œuvre", "lhopital oeuvre"),
        (fold_phone, "+33 (0)6 12 34 56 78", "612345678"),
        (fold_phone, "0033612345678", "612345678"),
        (fold_phone, "06.12.34.56.78", "612345678"),
        (fold_phone, "00 00 00 00", ""),
        (fold_postcode, "1000", "01000"),
        (fold_postcode, "yo10 6ar", "yo106ar"),
        (fold_town, "LYON CEDEX 03", "lyon"),
        (fold_town, "Paris 12e arrondissement", "paris"),
        (fold_town, "Saint-Étienne", "st etienne"),
        (fold_address, "12, av. du Gal de Gaulle", "12 avenue gaulle general"),
        (fold_address, "9 High St., between Oak and Elm Sts.", "9 high st"),
        (fold_address, "9 rue Haute (à l’angle de l’avenue Foch)", "9 haute rue"),
        (fold_address, "9 rue de l’Angle", "9 langle rue"),
        (fold_address, "5 Between Streets", "5 between streets"),
        (fold_email, "Jean.Dupont+news@GoogleMail.com", "jeandupont@gmail.com"),
    ],
)
def test_what_is_compared(fold_it, one, other):
    assert fold_it(one) == other


def test_birth_dates_of_a_column_are_read_in_one_order():
    texts = np.array(
        ["03/04/1980", "25/12/1975", "1980-04-03", "19800403", "31/31/1980", "01/01/1900", ""], dtype=object
    )
    assert fold_dates(texts) == ["19800403", "19751225", "19800403", "19800403", "", "", ""]


def test_comparing_is_the_same_from_either_side():
    prepared = prepare(made(80, 9))
    compare = emails(prepared.columns["email"])
    size = len(prepared.columns["email"].texts)
    one, other = np.triu_indices(size, 1)
    assert (compare(one, other).level == compare(other, one).level).all()


@pytest.mark.shared
def test_automatic_merges_among_households_are_nearly_all_right(shared_data):
    raw = pd.read_csv(shared_data / "dedupe" / "gen_fr_en_10k" / "data.csv", dtype=str)
    truth = pd.factorize(raw["entity_id"])[0]
    pairs = find_duplicates(raw.rename(columns={"city": "town"})).pairs
    sure, right = pairs.zone == 2, truth[pairs.left] == truth[pairs.right]
    assert right[sure].mean() >= 0.985
    likely = pairs.probability >= 0.5
    true = int((np.bincount(truth) * (np.bincount(truth) - 1) // 2).sum())
    precision, recall = right[likely].mean(), right[likely].sum() / true
    assert 2 * precision * recall / (precision + recall) >= 0.93
