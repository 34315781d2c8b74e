"""The Journal says in words why a cell was corrected, and keeps the rule's id for `undo --rule`."""

import pandas as pd

from habitue.cleaning.catalogue import all_rules
from habitue.sheets.journal import ids_said, with_ids, with_words


def text(*values: str | None) -> pd.Series:
    return pd.Series(list(values), dtype="string")


def test_every_rule_comes_back_from_its_words_in_both_languages() -> None:
    ids = list(all_rules())
    several = [" ".join(ids[:3]), *ids]
    for language in ("fr", "en"):
        said = with_words(text(*several), language)
        assert all(words.endswith(f"[{rule}]") for words, rule in zip(said, several, strict=True))
        assert with_ids(said).tolist() == several


def test_reasons_that_are_no_rules_stay_as_they_are() -> None:
    reasons = text("Inactif : silencieux depuis 214 jours", None, "names.unheard_of", "comme [dans.ce texte]")
    assert with_words(reasons, "fr").equals(reasons)
    assert with_ids(reasons).equals(reasons)


def test_the_words_are_those_of_the_workbook() -> None:
    assert with_words(text("names.case"), "fr").tolist() == [
        "Les noms tout en majuscules ou tout en minuscules reçoivent leurs majuscules [names.case]"
    ]


def test_undo_takes_the_words_of_the_journal_with_or_without_the_id() -> None:
    for language in ("fr", "en"):
        for rules in ("names.case", "text.spaces names.civility"):
            words = with_words(text(rules), language)[0]
            bare = words.rpartition(" [")[0]
            assert ids_said(words) == ids_said(bare) == ids_said(f" {bare.upper()}. ") == rules.split(" ")
    assert ids_said("names") == ["names"]
    assert ids_said("Noms ; en capitales") == ["Noms ; en capitales"]
