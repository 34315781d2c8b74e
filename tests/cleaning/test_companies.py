"""What is told of plain companies' names from the whole column is what their judge says of each."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habitue.cleaning.companies import RULES, clean_companies, judge_of_companies
from habitue.cleaning.companies_words import AFTER, ASK_AFTER, ASK_BEFORE, LINKS, NOT_A_FORM, SMALL
from habitue.cleaning.names_civility import CIVILITIES
from habitue.cleaning.placeholders import SURE, UNSURE
from habitue.cleaning.rules import Rules
from habitue.cleaning.text import NAME, tidied
from habitue.cleaning.wordlists import words

SAID = words(
    """
    garage boulangerie dupont lefèvre société anonyme actions simplifiée capital social particulier retraitée
    liquidation judiciaire radiée indépendante institute voir individual étudiante administration redressement client
    unipersonnelle responsabilité limitée d'aujourd'hui mcdonald macleod unesco whsmith strasbourg crmpst ijmuiden
    """
)
WORDS = sorted({*SAID, *NOT_A_FORM, *LINKS, *SMALL, *CIVILITIES, *SURE, *UNSURE, *map(str.lower, AFTER | ASK_AFTER)})
FORMS = sorted(AFTER | ASK_BEFORE | ASK_AFTER | {"Ltd", "GmbH", "Sarl", "Sas", "Limited", "S.A.", "(SARL)"})
NAMES = st.lists(
    st.sampled_from(WORDS).map(str.capitalize) | st.sampled_from(WORDS).map(str.upper) | st.sampled_from(FORMS),
    min_size=1,
    max_size=4,
)


@pytest.mark.parametrize(
    "around", ["{}", "{} Garage", "Garage {}", "SARL {}", "SARL Garage {}", "{} Garage SAS", "{} Ltd"]
)
@pytest.mark.parametrize(("country", "language"), [("FR", "fr"), ("GB", "en")])
def test_no_word_is_overlooked(around: str, country: str, language: str) -> None:
    names = [around.format(word.capitalize()) for word in WORDS]
    a_column_is_told_as_each_of_its_names(names + [name.upper() for name in names], country, language)


@given(names=st.lists(NAMES.map(" ".join), min_size=1, max_size=30), country=st.sampled_from(["FR", "GB", "DE"]),
       language=st.sampled_from(["fr", "en"]))  # fmt: skip
@settings(max_examples=50, deadline=None)
def test_a_column_is_told_as_each_of_its_names(names: list[str], country: str, language: str) -> None:
    a_column_is_told_as_each_of_its_names(names, country, language)


def a_column_is_told_as_each_of_its_names(names: list[str], country: str, language: str) -> None:
    rules = Rules(country=country, language="en" if language == "en" else "fr")
    judge = tidied(judge_of_companies(rules), rules, NAME)
    told = clean_companies(pd.Series(names, dtype="string"), rules=rules)
    asking, changing = told.name.doubts.groupby("position"), told.name.changes.set_index("position")["rule"].to_dict()
    asked_by = {position: lines["rule"].tolist() for position, lines in asking}
    for position, name in enumerate(names):
        verdict = judge(name)
        form = (verdict.parts or {}).get("form", (None, ""))[0]
        value, its_form = told.name.values.iloc[position], told.form.values.iloc[position]
        assert [None if pd.isna(part) else part for part in (value, its_form)] == [verdict.value, form], name
        assert asked_by.get(position, []) == [doubt.rule for doubt in verdict.doubts], name
        assert changing.get(position, "") == " ".join(verdict.rules), name


@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
def test_each_rule_can_be_switched_off(rule: str) -> None:
    names = ["SARL Garage", "Garage SARL", "GARAGE DUPONT", "Mme Dupont", "Dupont (fermé)", "idem"]
    told = clean_companies(pd.Series(names), rules=Rules(off=frozenset({rule}))).name
    assert rule not in set(" ".join([*told.changes["rule"], *told.doubts["rule"]]).split())
