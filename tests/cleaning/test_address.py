"""The laws of the cleaning of addresses."""

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from habitue.cleaning.address import AddressColumns, clean_addresses
from habitue.cleaning.address_lines import LINES, LONGEST, address_parts, postal_lines
from habitue.cleaning.address_rules import RULES
from habitue.cleaning.rules import Rules

ADDRESS = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.lists(
        st.sampled_from(
            [
                "12",
                "bis",
                "rue",
                "de la",
                "Paix",
                ",",
                "\n",
                "BP 12",
                "Bât B",
                "75002",
                "Paris",
                "6000",
                "Nice",
                "cedex",
                "-",
            ]
        ),
        max_size=9,
    ).map(" ".join),
)
POSTCODE = st.sampled_from([None, "75002", "6000", "F-75008", "75008.0", "SW1A1AA", "2A004", "0", "75002 Paris", "x"])
TOWN = st.one_of(
    st.sampled_from([None, "NICE", "Paris 2e", "PARIS CEDEX", "75002 PARIS", "St Malo", "x"]), st.text(max_size=6)
)
COUNTRY = st.sampled_from([None, "FR", "UK", "USA", "Narnia", "Belgique"])


def columns(rows):
    frame = pd.DataFrame(rows, columns=["address", "more", "postcode", "town", "country"], dtype=object)
    return AddressColumns(**{name: frame[name] for name in frame})


def again(cleaned):
    names = ("address", "more", "postcode", "town", "country")
    return AddressColumns(**{name: getattr(cleaned, name).values for name in names})


@given(st.lists(st.tuples(ADDRESS, ADDRESS, POSTCODE, TOWN, COUNTRY), min_size=1, max_size=12))
@settings(deadline=None, max_examples=8)
def test_any_text_is_cleaned_and_cleaning_twice_changes_nothing(rows):
    once = clean_addresses(columns(rows), rules=Rules())
    twice = clean_addresses(again(once), rules=Rules())
    for name in ("address", "more", "postcode", "town", "country"):
        first, second = getattr(once, name), getattr(twice, name)
        assert len(first.values) == len(rows)
        pd.testing.assert_series_equal(second.values, first.values)
        assert second.changes.empty


@given(st.lists(st.tuples(ADDRESS, ADDRESS, POSTCODE, TOWN, COUNTRY), min_size=1, max_size=12))
@settings(deadline=None, max_examples=8)
def test_french_lines_are_never_longer_than_the_post_reads(rows):
    cleaned = clean_addresses(columns(rows), rules=Rules())
    laid_out = postal_lines(cleaned, addressees=cleaned.more.values, rules=Rules())
    french = (cleaned.countries == "FR").fillna(value=False).to_numpy(dtype=bool)
    for line in LINES:
        assert (laid_out.lines[line][french].dropna().str.len() <= LONGEST).all()
    assert len(address_parts(cleaned.address.values, cleaned.more.values)) == len(rows)


def test_shuffled_rows_give_the_same_cells():
    rows = [("1 rue X 75002 Paris", None, None, None, None), ("2 rue Y", None, "6000", "NICE", "FR")] * 3
    order = np.random.default_rng(4).permutation(len(rows))
    straight = clean_addresses(columns(rows), rules=Rules())
    shuffled = clean_addresses(columns([rows[i] for i in order]), rules=Rules())
    assert shuffled.town.values.tolist() == straight.town.values.iloc[order].tolist()
    assert shuffled.postcode.values.tolist() == straight.postcode.values.iloc[order].tolist()


def test_each_change_names_what_stood_in_the_file():
    cleaned = clean_addresses(columns([("3 rue Z", None, None, "6000 NICE", None)]), rules=Rules())
    assert cleaned.postcode.changes.values.tolist() == [[0, pd.NA, "06000", "addresses.cut addresses.postcode_zero"]]
    assert cleaned.town.changes.values.tolist() == [[0, "6000 NICE", "Nice", "addresses.cut addresses.town_name"]]
    assert cleaned.address.changes.empty


def test_each_rule_can_be_switched_off():
    rows = [
        ("1 rue X 75002 Paris", None, None, None, "FR"),
        (None, None, "6000", "NICE", "FR"),
        (None, None, "75008.0", "Paris", "Narnia"),
        (None, None, "F-75008", "Lyon", "FR"),
        (None, None, "sw1a1aa", "London", "UK"),
    ]
    for rule in RULES:
        cleaned = clean_addresses(columns(rows), rules=Rules(off=frozenset({rule.id})))
        parts = (cleaned.address, cleaned.postcode, cleaned.town, cleaned.country)
        said = [part for cell in parts for part in (*cell.changes["rule"], *cell.doubts["rule"])]
        assert rule.id not in set(" ".join(said).split())
    silent = clean_addresses(columns(rows), rules=Rules(off=frozenset({"addresses", "text"})))
    assert silent.postcode.values.tolist()[1:] == [row[2] for row in rows][1:]


def test_a_table_needs_not_have_every_column():
    cleaned = clean_addresses(AddressColumns(town=pd.Series(["NICE", "LONDON"])), rules=Rules())
    assert cleaned.town.values.tolist() == ["Nice", "LONDON"]
    assert cleaned.address is None
    assert cleaned.postcode is None


def test_nothing_goes_from_a_table_without_columns_for_the_pieces():
    alone = clean_addresses(AddressColumns(address=pd.Series(["1 rue X 75002 PARIS"])), rules=Rules())
    assert alone.address.values.tolist() == ["1 rue X 75002 PARIS"]
    assert (alone.postcode.values[0], alone.town.values[0]) == ("75002", "Paris")
    town = clean_addresses(AddressColumns(town=pd.Series(["75002 PARIS"])), rules=Rules())
    assert town.town.values.tolist() == ["75002 PARIS"]
    assert town.postcode.values.tolist() == ["75002"]
    lines = postal_lines(alone, rules=Rules()).lines
    assert lines.loc[0, ["line4", "line6"]].tolist() == ["1 RUE X", "75002 PARIS"]
