"""Nobody is merged unasked whom anything tells apart: twins, spouses, colleagues, father and son, in tiny files too."""

import random

import numpy as np
import pandas as pd
import pytest

from habitue.matching import find_duplicates

SHARED = {
    "last_name": "Lemoine",
    "phone": "0145678901",
    "address": "12 rue des Lilas",
    "postcode": "75011",
    "town": "Paris",
}
FIRM = {"company": "Lemoine Bâtiment SARL", "phone": "0145678901", "address": "4 zone artisanale", "postcode": "69100"}
PAIRS = {
    "twins": (
        SHARED | {"first_name": "Hugo", "birth_date": "01/02/1990"},
        SHARED | {"first_name": "Jules", "birth_date": "01/02/1990"},
    ),
    "spouses with one mailbox": (
        SHARED | {"first_name": "Anne", "email": "famille.lemoine@free.fr"},
        SHARED | {"first_name": "Marc", "email": "famille.lemoine@free.fr"},
    ),
    "spouses with one mobile": (
        SHARED | {"first_name": "Anne", "phone": "0612345678"},
        SHARED | {"first_name": "Marc", "phone": "0612345678"},
    ),
    "brothers with alike names": (SHARED | {"first_name": "Julien"}, SHARED | {"first_name": "Julian"}),
    "father and son by birth date": (
        SHARED | {"first_name": "Jean", "birth_date": "01/02/1950", "email": "jean.lemoine@free.fr"},
        SHARED | {"first_name": "Jean", "birth_date": "08/09/1980", "email": "jean.lemoine@free.fr"},
    ),
    "father and son by mailbox": (
        SHARED | {"first_name": "Jean", "email": "jean.lemoine@free.fr"},
        SHARED | {"first_name": "Jean", "email": "jlemoine75@gmail.com"},
    ),
    "father and son by mobile": (
        SHARED | {"first_name": "Jean", "phone": "0611111112", "email": "jlemoine@free.fr"},
        SHARED | {"first_name": "Jean", "phone": "0622222223", "email": "jlemoine@gmail.com"},
    ),
    "senior and junior": (
        SHARED | {"first_name": "Jean", "last_name": "Lemoine Sr"},
        SHARED | {"first_name": "Jean", "last_name": "Lemoine Jr"},
    ),
    "sir and madam": (
        SHARED | {"civility": "M.", "first_name": "Dominique", "phone": "0611111112"},
        SHARED | {"civility": "Mme", "first_name": "Dominique", "phone": "0611111112"},
    ),
    "mother and daughter by second surname": (
        SHARED | {"first_name": "Anne"},
        SHARED | {"first_name": "Anne", "last_name": "Lemoine-Duval"},
    ),
    "colleagues at a switchboard": (
        FIRM | {"first_name": "Anne", "last_name": "Duval", "email": "a.duval@lemoine-bat.fr"},
        FIRM | {"first_name": "Marc", "last_name": "Petit", "email": "m.petit@lemoine-bat.fr"},
    ),
    "colleagues with info@": (
        FIRM | {"first_name": "Anne", "last_name": "Duval", "email": "info@lemoine-bat.fr"},
        FIRM | {"first_name": "Marc", "last_name": "Duval", "email": "info@lemoine-bat.fr"},
    ),
    "colleagues by initial": (
        FIRM | {"first_name": "A.", "last_name": "Duval", "email": "info@lemoine-bat.fr"},
        FIRM | {"first_name": "Alain", "last_name": "Duval", "email": "info@lemoine-bat.fr"},
    ),
    "two companies in one building": (
        {"company": "Atelier Morel", "phone": "0145678901", "address": "4 rue Haute", "postcode": "69100"},
        {"company": "Cabinet Duval", "phone": "0145678901", "address": "4 rue Haute", "postcode": "69100"},
    ),
    "two companies by number": (
        {"company": "Atelier Morel", "siren": "732829320", "address": "4 rue Haute", "postcode": "69100"},
        {"company": "Atelier Morel", "siren": "552100554", "address": "4 rue Haute", "postcode": "69100"},
    ),
}
COLUMNS = sorted({column for pair in PAIRS.values() for row in pair for column in row})
NAMES = ["Martin", "Roux", "Garnier", "Faure", "Blanc", "Henry", "Mercier", "Boyer", "Chevalier", "Perrin"]


def others(count):
    r = random.Random(count)
    return [
        {
            "first_name": r.choice(["Paul", "Lucie", "Karim", "Nadia", "Inès", "Hugo", "Anne", "Jean", "Marc"]),
            "last_name": r.choice(NAMES) + r.choice(["", "eau", "ier", "on"]),
            "email": f"client{n}@exemple.fr",
            "phone": f"06{r.randint(10_000_000, 99_999_999)}",
            "address": f"{r.randint(1, 90)} avenue {r.choice(NAMES)}",
            "postcode": f"{r.randint(10, 95)}000",
            "birth_date": f"{r.randint(1, 28):02}/{r.randint(1, 12):02}/{r.randint(1940, 2000)}",
        }
        for n in range(count)
    ]


@pytest.mark.parametrize("rows", [0, 8, 98])
@pytest.mark.parametrize("kind", PAIRS)
def test_who_is_told_apart_by_anything_is_not_merged_unasked(kind, rows):
    frame = pd.DataFrame([*PAIRS[kind], *others(rows)], columns=COLUMNS, dtype=object)
    found = find_duplicates(frame)
    assert found.groups[0] < 0
    assert found.groups[1] < 0


@pytest.mark.parametrize("rows", [8, 98])
def test_all_of_them_together_are_not_merged_either_but_plain_copies_are(rows):
    every = [row for pair in PAIRS.values() for row in pair]
    known = others(rows)
    copies = [row | {"last_name": row["last_name"].upper()} for row in known[:4]]
    frame = pd.DataFrame([*every, *known, *copies], columns=COLUMNS, dtype=object)
    found = find_duplicates(frame)
    for one in range(0, len(every), 2):
        assert found.groups[one] < 0 or found.groups[one] != found.groups[one + 1], list(PAIRS)[one // 2]
    first = len(every)
    assert (found.groups[-4:] == np.arange(first, first + 4)).all()
