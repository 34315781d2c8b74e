"""The laws of the cleaning of e-mails."""

import numpy as np
import pandas as pd
import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import given, settings
from hypothesis import strategies as st

from habitue.cleaning.email import clean_emails
from habitue.cleaning.email_cell import is_written_right
from habitue.cleaning.email_domains import suggest_domain
from habitue.cleaning.email_rules import RULES
from habitue.cleaning.rules import Rules

LIKELY = st.lists(
    st.sampled_from(
        [
            "jean",
            "Dupont",
            "@",
            "@",
            ".",
            "gmail",
            "com",
            "orange",
            "FR",
            " ",
            ";",
            "<",
            ">",
            "mailto:",
            "é",
            ",",
            "x",
            "-",
        ]
    ),
    max_size=9,
).map("".join)


@given(st.lists(st.one_of(st.text(), LIKELY), max_size=8))
@settings(deadline=None, max_examples=40)
def test_any_text_is_cleaned_and_cleaning_twice_changes_nothing(texts):
    once = clean_emails(pd.Series(texts, dtype=object), rules=Rules())
    twice = clean_emails(once.address.values, rules=Rules())
    assert len(once.address.values) == len(once.usable) == len(once.role) == len(once.every) == len(texts)
    assert twice.address.changes.empty
    pd.testing.assert_series_equal(twice.address.values, once.address.values)


@given(LIKELY)
@settings(deadline=None, max_examples=40)
def test_what_is_usable_is_an_address_to_the_library_too(text):
    cleaned = clean_emails(pd.Series([text]), rules=Rules())
    if cleaned.usable[0]:
        validate_email(cleaned.address.values.iloc[0], check_deliverability=False)


@given(st.from_regex(r"[a-z0-9._+-]{1,10}@[a-z0-9.-]{1,12}\.[a-z]{1,6}", fullmatch=True))
@settings(deadline=None, max_examples=40)
def test_the_short_way_accepts_no_more_than_the_library(text):
    if is_written_right(text, {}):
        try:
            validate_email(text, check_deliverability=False)
        except EmailNotValidError as error:
            pytest.fail(f"{text}: {error}")


def test_shuffled_rows_give_the_same_cells():
    texts = pd.Series(["A@GMAIL.COM", "b@orange.fr", "b@orange.fr", None, "x@x.x", "c@gmial.com"])
    order = np.random.default_rng(3).permutation(len(texts))
    straight = clean_emails(texts, rules=Rules())
    shuffled = clean_emails(texts.iloc[order], rules=Rules())
    assert shuffled.address.values.sort_index().equals(straight.address.values)
    assert shuffled.usable.tolist() == straight.usable[order].tolist()


def test_nothing_is_lost_where_a_cell_has_several():
    cleaned = clean_emails(pd.Series(["jean@orange.fr; marie@free.fr / paul@sfr.fr"]), rules=Rules())
    assert cleaned.every.tolist() == ["jean@orange.fr; marie@free.fr; paul@sfr.fr"]
    assert cleaned.address.doubts["suggestion"].tolist() == ["marie@free.fr; paul@sfr.fr"]


def test_addresses_of_a_post_are_marked():
    cleaned = clean_emails(pd.Series(["info@a.fr", "contact-paris@a.fr", "jean@a.fr", "comptable@a.fr"]), rules=Rules())
    assert cleaned.role.tolist() == [True, True, False, True]


def test_each_rule_can_be_switched_off():
    texts = pd.Series(["JEAN@GMAIL.COM", "x@x.fr", "jean@gmial.com", "a@free.fr;b@free.fr", "mailto:a@free.fr"])
    off = frozenset({"emails", "text"})
    cleaned = clean_emails(texts, rules=Rules(off=off))
    assert cleaned.address.values.tolist() == texts.tolist()
    assert cleaned.address.doubts.empty
    for rule in RULES:
        seen = clean_emails(texts, rules=Rules(off=frozenset({rule.id}))).address
        said = set(" ".join([*seen.changes["rule"], *seen.doubts["rule"]]).split())
        assert rule.id not in said


def test_known_domains_are_no_slips_of_one_another():
    assert [d for d in ("gmail.com", "ymail.com", "mail.com", "hotmail.fr", "live.fr") if suggest_domain(d)] == []
