"""An undone correction is undone everywhere: in what is derived from it, and in a detail that another table told."""

from dataclasses import replace

import pandas as pd

from habitue.cleaning.fields import clean_customers
from habitue.cleaning.rules import Rules
from habitue.refresh.corrections import _derived_anew, told_once


def text(*values: str | None) -> pd.Series:
    return pd.Series(list(values), dtype="string")


def lines(**columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame({name: text(*values) for name, values in columns.items()})


def test_an_address_that_was_told_from_a_wrapping_is_not_usable_once_the_wrapping_is_back() -> None:
    raw = pd.DataFrame({"email": text("Jean <jean@free.fr>", "anne@free.fr"), "phone": text("612345678", "n/a")})
    cleaned = clean_customers(raw, Rules())
    assert cleaned.derived["email_usable"].tolist() == [True, True]
    assert cleaned.derived["phone_e164"].tolist()[0] == "+33612345678"
    undone = cleaned.changes[cleaned.changes["position"] == 0]
    restored = cleaned.customers.copy()
    restored.loc[0] = raw.loc[0]
    anew = _derived_anew(type(cleaned)(customers=restored, derived=cleaned.derived, changes=cleaned.changes[0:0],
                                       doubts=cleaned.doubts, refused={}), undone)  # fmt: skip
    assert anew.derived["email_usable"].tolist() == [False, True]
    assert pd.isna(anew.derived["phone_e164"].iloc[0])


def test_first_and_last_name_follow_the_undone_correction_of_a_full_name() -> None:
    others = [f"Jean {end}" for end in ("Roy", "Petit", "Moreau", "Girard", "Fournier", "Lambert")]
    raw = pd.DataFrame({"name": text("Mme MARTIN Anne", *others), "company": text("SARL Dupont", *[None] * 6)})
    cleaned = clean_customers(raw, Rules())
    assert cleaned.derived["civility"].fillna("").tolist()[0] == "Mme"
    assert cleaned.derived["legal_form"].fillna("").tolist()[0] == "SARL"
    restored = cleaned.customers.copy()
    restored.loc[0] = raw.loc[0]
    anew = _derived_anew(replace(cleaned, customers=restored, changes=cleaned.changes[0:0]), cleaned.changes)
    assert anew.derived["civility"].isna().all()
    assert anew.derived["legal_form"].isna().all()
    assert anew.derived["last_name"].tolist()[1:] == cleaned.derived["last_name"].tolist()[1:]


def test_one_correction_has_one_line() -> None:
    found = lines(
        key=("C1", "C1", "C2"),
        sheet=("Clients", "Clients", "Clients"),
        cell=("", "C7", ""),
        column=("name", "NOM", "name"),
        before=("le gall", "le gall", "ROY"),
        after=("Le Gall", "Le Gall", "Roy"),
        rule=("names.case", "names.case", "names.case"),
    )
    assert told_once(found)[["key", "cell"]].fillna("").to_numpy().tolist() == [["C1", "C7"], ["C2", ""]]
