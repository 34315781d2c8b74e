"""What holds for any column of any text: nothing raises, nothing is lost, twice is once, and order does not matter."""

from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from habitue.cleaning.catalogue import all_rules
from habitue.cleaning.companies import clean_companies
from habitue.cleaning.consent import clean_consent
from habitue.cleaning.fields import clean_customers
from habitue.cleaning.identifiers import clean_sirens, clean_sirets, clean_vat_numbers
from habitue.cleaning.names import clean_civilities, clean_first_names, clean_last_names, clean_names
from habitue.cleaning.people import clean_people
from habitue.cleaning.rules import Rules
from habitue.cleaning.status_words import clean_status_words
from habitue.cleaning.text import ANSWER, CODE, LINES, NAME, WORDS, tidy
from habitue.cleaning.wordlists import words
from habitue.records import Cleaned
from habitue.roles.role import Role

CLEANERS: dict[str, Callable[[pd.Series, Rules], Cleaned]] = {
    "first": lambda column, rules: clean_first_names(column, rules=rules).name,
    "last": lambda column, rules: clean_last_names(column, rules=rules).name,
    "name": lambda column, rules: clean_names(column, rules=rules).name,
    "civility": lambda column, rules: clean_civilities(column, rules=rules),
    "company": lambda column, rules: clean_companies(column, rules=rules).name,
    "siren": lambda column, rules: clean_sirens(column, rules=rules),
    "siret": lambda column, rules: clean_sirets(column, rules=rules),
    "vat": lambda column, rules: clean_vat_numbers(column, rules=rules),
    "consent": lambda column, rules: clean_consent(column, rules=rules).text,
    "status": lambda column, rules: clean_status_words(column, rules=rules).text,
}
PIECES = sorted(
    words(
        """
        DUPONT dupont Jean M. Mme MME Dr Me M et & and / , - ' ’ ` d' D' O' de DE la LA du van VAN der von Mc MC mac 's
        SARL sarl Sas SASU S.A.R.L. Ltd Inc. SA EI ( ) xxx N/A null NA 0000 ? . .. II jr née &amp; &eacute; Ã© Ã IBM EDF
        é É Ł ß İ ı ŉ ﬁ ʼ 山田 محمد 😀 12 732829320 FR40303265045 oui non x perdu chaud opt-in 12/03/2024 FAMILLE jp
        J.P. _x000D_ GARAGE de' Ã©GARAGE Ÿ
        """
    )
)
SIGNS = [
    "\u200b",
    "\ufeff",
    "\xa0",
    "\u3000",
    "\x00",
    "\x92",
    "\x87",
    "\u0301",
    "\ufffd",
    " ",
    "  ",
    "\n",
    "\t",
    "\u2028",
]
TEXTS = st.one_of(
    st.text(max_size=12),
    st.lists(st.sampled_from(PIECES + SIGNS), max_size=5).map(" ".join),
    st.lists(st.sampled_from(PIECES + SIGNS), max_size=4).map("".join),
)
COLUMNS = st.lists(st.one_of(st.none(), TEXTS), max_size=12)
FEW_CIVILITIES = [name for end in "abcdefghijklmnopqrs" for name in (f"DUPONT{end.upper()}", f"Dupont{end}")] + [
    "Dr le Maire", "Dr le Préfet", "Dr le Doyen", "Me Petit"
]  # fmt: skip
"""Too few civilities for a habit, until names in capitals and not are one."""
RULES = st.builds(
    Rules,
    off=st.frozensets(st.sampled_from([*all_rules(), "names", "companies", "text"]), max_size=4),
    country=st.sampled_from(["FR", "GB", "US", "BE", "DE"]),
    language=st.sampled_from(["fr", "en"]),
)


def column(values: list[str | None]) -> pd.Series:
    return pd.Series(values, dtype="string")


def plain(values: pd.Series) -> list[str | None]:
    return [None if pd.isna(value) else value for value in values]


@pytest.mark.parametrize("field", CLEANERS)
@given(values=COLUMNS, rules=RULES)
@example(values=["Ã©GARAGE", "DUPONT"], rules=Rules())  # no word of trade once its accent is put back
@example(values=["ŸGARAGE", "DUPONT"], rules=Rules())
@example(values=FEW_CIVILITIES, rules=Rules())
@settings(max_examples=30, deadline=None)
def test_any_text_is_cleaned_once_and_the_journal_says_all(field: str, values: list[str | None], rules: Rules) -> None:
    before = column(values)
    cleaned = CLEANERS[field](before, rules)
    assert before.equals(column(values)), "the input is never written to"
    assert len(cleaned.values) == len(values)

    given_texts = [value or None for value in values]  # an empty text is a blank cell
    after = plain(cleaned.values)
    lines = {line.position: line for line in cleaned.changes.itertuples(index=False)}
    assert len(lines) == len(cleaned.changes)
    for position, (old, new) in enumerate(zip(given_texts, after, strict=True)):
        if position in lines:
            line = lines[position]
            assert line.before == old
            assert line.before != line.after if new else pd.isna(line.after)
            assert (None if pd.isna(line.after) else line.after) == new
            assert all(rules.on(rule) and rule in all_rules() for rule in line.rule.split(" "))
        else:
            assert old == new
    for doubt in cleaned.doubts.itertuples(index=False):
        assert doubt.value == given_texts[doubt.position]
        assert rules.on(doubt.rule)
        assert doubt.rule in all_rules()

    again = CLEANERS[field](cleaned.values, rules)
    assert again.changes.empty
    assert again.values.equals(cleaned.values)


@pytest.mark.parametrize("field", CLEANERS)
@given(values=st.lists(TEXTS, max_size=10), seed=st.randoms(use_true_random=False))
@settings(max_examples=10, deadline=None)
def test_the_order_of_rows_changes_nothing(field: str, values: list[str], seed) -> None:
    order = list(range(len(values)))
    seed.shuffle(order)
    straight = CLEANERS[field](column(values), Rules())
    shuffled = CLEANERS[field](column([values[i] for i in order]), Rules())
    assert plain(straight.values.iloc[order]) == plain(shuffled.values)


@given(pairs=st.lists(st.tuples(TEXTS, TEXTS), max_size=15), rules=RULES)
@settings(max_examples=15, deadline=None)
def test_first_and_last_names_together_are_cleaned_once(pairs: list[tuple[str, str]], rules: Rules) -> None:
    first, last = (column([pair[side] for pair in pairs]) for side in (0, 1))
    people = clean_people(first, last, rules=rules)
    again = clean_people(people.first.values, people.last.values, rules=rules)
    assert again.first.changes.empty
    assert again.last.changes.empty
    for cleaned in (people.first, people.last):
        assert cleaned.changes["position"].is_unique


@pytest.mark.parametrize("kind", [NAME, WORDS, LINES, CODE, ANSWER], ids=["name", "words", "lines", "code", "answer"])
@given(text=TEXTS, rules=RULES)
@settings(max_examples=40, deadline=None)
def test_tidying_twice_is_tidying_once(kind, text: str, rules: Rules) -> None:
    once = tidy(text, rules, kind)
    if once.value:
        assert tidy(once.value, rules, kind).value == once.value
        assert tidy(once.value, rules, kind).rules == ()


@given(values=st.lists(TEXTS, min_size=1, max_size=4))
@settings(max_examples=8, deadline=None)
def test_a_table_of_customers_is_cleaned_once(values: list[str]) -> None:
    roles = [role for role in Role if role not in (Role.NOTES, Role.CUSTOMER_KEY)]
    customers = pd.DataFrame({str(role): column(values) for role in roles})
    once = clean_customers(customers, Rules())
    twice = clean_customers(once.customers, Rules())
    assert twice.changes.empty, twice.changes.to_dict("records")
    assert list(once.customers.columns) == list(customers.columns)
    assert len(once.customers) == len(once.derived) == len(values)
