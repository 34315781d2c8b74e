"""What a column of names tells as a whole: which order it has, whether it gives civilities, who stands swapped."""

import pandas as pd

from habitue.cleaning.first_names import first_names, is_first_name, is_telling_first_name
from habitue.cleaning.names import clean_civilities, clean_names
from habitue.cleaning.people import clean_people
from habitue.cleaning.rules import Rules

RULES = Rules()
FIRST_LAST = ["Sophie Durand", "Julie Moreau", "Hugo Petit", "Emma Roux", "Chloé Girard", "Léa Fontaine"]
LAST_FIRST = [" ".join(reversed(name.split(" "))) for name in FIRST_LAST]


def text(values: list[str | None]) -> pd.Series:
    return pd.Series(values, dtype="string")


def halves(values: list[str]) -> list[tuple[str, str]]:
    names = clean_names(text(values), rules=RULES)
    return list(zip(names.first.values.fillna(""), names.last.values.fillna(""), strict=True))


def test_the_habit_of_the_column_tells_first_from_last() -> None:
    assert halves([*FIRST_LAST, "Kenji Tanaka"])[-1] == ("Kenji", "Tanaka")
    assert halves([*LAST_FIRST, "Tanaka Kenji"])[-1] == ("Kenji", "Tanaka")
    assert halves(["Kenji Tanaka"]) == [("", "")]


def test_two_first_names_are_told_by_habit_only() -> None:
    assert halves([*FIRST_LAST, "Thomas Martin"])[-1] == ("Thomas", "Martin")
    assert halves([*LAST_FIRST, "Thomas Martin"])[-1] == ("Martin", "Thomas")


def test_a_particle_or_an_initial_shows_where_the_last_name_begins() -> None:
    assert halves([*FIRST_LAST, "Sophie de La Fontaine"])[-1] == ("Sophie", "de La Fontaine")
    assert halves([*FIRST_LAST, "John F. Kennedy"])[-1] == ("John F.", "Kennedy")
    assert halves([*FIRST_LAST, "Mary Ann Smith"])[-1] == ("", ""), "Ann may be either"


def test_a_name_in_the_other_order_is_asked_about() -> None:
    names = clean_names(text([*FIRST_LAST, "Bergeron Nathalie"]), rules=RULES)
    assert names.name.values.iloc[-1] == "Bergeron Nathalie"
    assert names.name.doubts.to_numpy().tolist() == [[6, "Bergeron Nathalie", "names.order", "Nathalie Bergeron"]]


def test_an_unsure_civility_is_one_where_the_column_gives_civilities() -> None:
    column = ["Mme Durand", "M. Petit", "Mme Roux", "Mlle Girard", "M Dupont", "Me Vergès"]
    names = clean_names(text(column), rules=RULES)
    assert names.name.values.tolist()[-2:] == ["Dupont", "Vergès"]
    assert names.civility.values.tolist()[-2:] == ["M.", "Me"]


def test_an_english_file_keeps_initials_and_english_civilities() -> None:
    english = Rules(country="GB", language="en")
    names = clean_names(text(["M. Night Shyamalan", "MR JOHN SMITH", "Me Too", "DE VERE"]), rules=english)
    assert names.name.values.tolist() == ["M. Night Shyamalan", "John Smith", "Me Too", "DE VERE"]
    assert names.civility.values.fillna("").tolist() == ["", "Mr", "", ""]


def test_words_in_capitals_may_be_companies_where_the_column_has_some() -> None:
    names = clean_names(text(["Garage Martin", "IBM FRANCE", "SOPHIE DURAND", "MAAF PRO"]), rules=RULES)
    assert names.name.values.tolist() == ["Garage Martin", "IBM FRANCE", "Sophie Durand", "MAAF PRO"]


def test_codes_of_sex_are_not_civilities() -> None:
    assert clean_civilities(text(["M", "F", "M"]), rules=RULES).values.tolist() == ["M", "F", "M"]
    assert clean_civilities(text(["M", "Mme", "M"]), rules=RULES).values.tolist() == ["M.", "Mme", "M."]


FIRSTS = ["Sophie", "Julie", "Hugo", "Emma", "Chloé", "Léa", "Nina", "Paul", "Marc", "Anne", "Lucie", "Hélène"]
LASTS = ["Durand", "Moreau", "Petit", "Roux", "Girard", "Fontaine", "Lambert", "Dupont", "Faure", "Blanc", "Mercier"]


def people(firsts: list[str], lasts: list[str]):
    return clean_people(text(firsts), text(lasts), rules=RULES)


def test_a_swapped_row_changes_places_where_the_surname_is_known_from_other_rows() -> None:
    found = people([*FIRSTS[:11], "Dupont"], [*LASTS, "Nathalie"])
    assert (found.first.values.iloc[-1], found.last.values.iloc[-1]) == ("Nathalie", "Dupont")
    assert found.first.changes.to_numpy().tolist() == [[11, "Dupont", "Nathalie", "names.swapped"]]
    assert found.last.changes.to_numpy().tolist() == [[11, "Nathalie", "Dupont", "names.swapped"]]


def test_a_row_that_only_seems_swapped_is_asked_about() -> None:
    found = people([*FIRSTS[:11], "Kowalski"], [*LASTS, "Nathalie"])
    assert found.first.values.iloc[-1] == "Kowalski"
    assert found.first.doubts.to_numpy().tolist() == [[11, "Kowalski", "names.swapped", "Nathalie"]]


def test_capitals_against_the_habit_tell_a_swapped_row() -> None:
    found = people([*FIRSTS[:11], "KOWALSKI"], [*map(str.upper, LASTS), "Nathalie"])
    assert (found.first.values.iloc[-1], found.last.values.iloc[-1]) == ("Nathalie", "Kowalski")


def test_surnames_that_are_first_names_stay_where_they_are() -> None:
    found = people([*FIRSTS[:11], "Thomas"], [*LASTS, "Martin"])
    assert found.first.changes.empty
    assert found.first.doubts.empty


def test_few_rows_show_no_habit() -> None:
    assert people(["Sophie", "Dupont"], ["Durand", "Nathalie"]).first.changes.empty


def test_two_columns_in_each_others_role_are_refused() -> None:
    found = people(LASTS, FIRSTS[:11])
    assert found.first.refused is not None
    assert found.last.refused is not None
    assert found.first.values.tolist() == LASTS


def test_the_list_of_first_names_is_large_and_knows_doubles() -> None:
    assert len(first_names()) > 1000
    assert is_first_name("HÉLÈNE")
    assert is_first_name("helene")
    assert is_first_name("Anne-Sophie")
    assert not is_telling_first_name("Martin")
    assert is_telling_first_name("Jean-Pierre")
    assert not is_first_name("Dupont")
