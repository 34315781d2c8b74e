"""Hand cases: who must merge, who must be asked about, who must never be one."""

import numpy as np
import pandas as pd
import pytest

from habitue.matching import ZONES, Answers, Bar, find_duplicates

FIELDS = ("first_name", "last_name", "company", "email", "phone", "address", "postcode", "town", "birth_date")


@pytest.fixture(scope="module")
def crowd():
    """A plain file of 600 people and some true duplicates, for the cases to stand in."""
    rng = np.random.default_rng(3)
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
        "Chloé",
    ]
    last = [
        a + b
        for a in ("Mar", "Du", "Ber", "Gau", "Lam", "Roc", "Val", "Per")
        for b in ("tin", "pont", "let", "ard", "ier")
    ]
    rows = []
    for k in range(600):
        f, n = rng.choice(first), rng.choice(last)
        town, code = f"{rng.choice(last)}ville", f"{10 + k % 85}{k % 9}00"
        rows.append(
            (
                f,
                n,
                None,
                f"{f}.{n}{k}@mail.fr".lower(),
                f"06{k:08}",
                f"{k % 90} rue des {rng.choice(last)}s",
                code,
                town,
                None,
            )
        )
    rows += [
        (f.upper(), n, c, e, p.replace("06", "+336", 1), a.upper(), z, t, b) for f, n, c, e, p, a, z, t, b in rows[:60]
    ]
    return pd.DataFrame(rows, columns=FIELDS)


def judged(crowd, one, other, **answers):
    """The zone, probability and bar of two rows put at the end of the crowd."""
    rows = pd.DataFrame([{**dict.fromkeys(FIELDS), **one}, {**dict.fromkeys(FIELDS), **other}])
    records = pd.concat([crowd, rows], ignore_index=True).astype(object)
    pair = np.array([[len(crowd), len(crowd) + 1]])
    found = find_duplicates(records, answers=Answers(wanted=pair))
    place = np.flatnonzero((found.pairs.left == pair[0, 0]) & (found.pairs.right == pair[0, 1]))[0]
    return (
        ZONES[found.pairs.zone[place]],
        found.pairs.probability[place],
        Bar(int(found.pairs.barred[place])),
        found,
        place,
    )


HOME = {"address": "12 rue des Lilas", "postcode": "35000", "town": "Rennes", "phone": "02 99 11 22 33"}
JEAN = {"first_name": "Jean", "last_name": "Kerbrat", **HOME}

SAME = {
    "plain copy": (JEAN | {"email": "jean.kerbrat@free.fr"}, JEAN | {"email": "jean.kerbrat@free.fr"}),
    "other spelling": (
        JEAN | {"email": "jean.kerbrat@free.fr"},
        {"first_name": "JEAN", "last_name": "KERBRAT", "email": "Jean.Kerbrat@free.fr ", "phone": "299112233"},
    ),
    "swapped names": (
        JEAN | {"email": "jean.kerbrat@free.fr"},
        JEAN | {"first_name": "Kerbrat", "last_name": "Jean", "email": "jean.kerbrat@free.fr"},
    ),
    "nickname": (
        JEAN | {"first_name": "Robert", "email": "r.kerbrat@free.fr"},
        JEAN | {"first_name": "Bob", "email": "r.kerbrat@free.fr"},
    ),
    "married name": (
        JEAN | {"first_name": "Anne", "email": "anne.k@free.fr", "phone": "0611223344"},
        JEAN | {"first_name": "Anne", "last_name": "Kerbrat-Guillou", "email": "anne.k@free.fr", "phone": "0611223344"},
    ),
    "broken encoding": (
        JEAN | {"first_name": "Hélène", "email": "hk@free.fr"},
        JEAN | {"first_name": "HÃ©lÃ¨ne", "email": "hk@free.fr"},
    ),
    "lost zeros and CEDEX": (
        JEAN | {"postcode": "01000", "town": "Bourg-en-Bresse", "phone": "0612345678", "email": None},
        JEAN | {"postcode": "1000", "town": "BOURG EN BRESSE CEDEX 2", "phone": "612345678", "email": None},
    ),
}


@pytest.mark.parametrize("case", SAME)
def test_one_person_written_in_two_ways_merges(crowd, case):
    zone, probability, bar, _, _ = judged(crowd, *SAME[case])
    assert (zone, bar) == ("same", Bar(0)), probability


APART = {
    "twins": (
        JEAN | {"first_name": "Lucas", "birth_date": "12/03/2001"},
        JEAN | {"first_name": "Louis", "birth_date": "12/03/2001"},
    ),
    "twins whose names are alike": (
        JEAN | {"first_name": "Julie", "birth_date": "12/03/2001"},
        JEAN | {"first_name": "Julien", "birth_date": "12/03/2001"},
    ),
    "spouses": (
        JEAN | {"email": "famille.kerbrat@free.fr"},
        JEAN | {"first_name": "Marie", "email": "famille.kerbrat@free.fr"},
    ),
    "spouses with one mailbox": (
        JEAN | {"email": "kerbrat@free.fr"},
        JEAN | {"first_name": "Marie", "email": "kerbrat@free.fr"},
    ),
    "father and son": (JEAN | {"birth_date": "01/02/1950"}, JEAN | {"birth_date": "05/09/1980"}),
    "father and son without dates": (JEAN, JEAN),
    "colleagues": (
        {
            "first_name": "Jean",
            "last_name": "Kerbrat",
            "company": "Ouest Conseil SARL",
            "email": "info@ouest.fr",
            "phone": "0299000000",
        },
        {
            "first_name": "Anne",
            "last_name": "Guillou",
            "company": "Ouest Conseil",
            "email": "info@ouest.fr",
            "phone": "0299000000",
        },
    ),
    "a name and a town": (
        {"first_name": "Jean", "last_name": "Kerbrat", "town": "Rennes"},
        {"first_name": "Jean", "last_name": "Kerbrat", "town": "Rennes"},
    ),
    "half a name": ({"last_name": "Kerbrat", **HOME}, JEAN),
}


@pytest.mark.parametrize("case", APART)
def test_people_who_share_a_home_or_a_desk_never_merge_by_themselves(crowd, case):
    zone, probability, _, found, place = judged(crowd, *APART[case])
    assert zone != "same", probability
    assert found.groups[found.pairs.left[place]] == -1


def test_the_same_name_at_the_same_address_without_a_birth_date_is_asked_about(crowd):
    zone, _, bar, found, place = judged(crowd, JEAN, JEAN)
    assert zone == "ask"
    assert Bar.FATHER_AND_SON in bar
    assert "father and son" in found.why(place, "en")


def test_different_birth_dates_are_asked_about_at_most(crowd):
    mail = {"email": "jean.kerbrat@free.fr"}
    zone, _, bar, _, _ = judged(
        crowd, JEAN | mail | {"birth_date": "01/02/1950"}, JEAN | mail | {"birth_date": "01/03/1950"}
    )
    assert (zone, Bar.BIRTH_DATE in bar) == ("ask", True)


def test_a_mailbox_of_three_names_is_no_identity(crowd):
    desk = {"email": "kerguelen@ouest.fr", "town": "Rennes"}
    names = [("Jean", "Kerbrat"), ("Anne", "Guillou"), ("Yves", "Morvan")]
    more = pd.DataFrame([{**dict.fromkeys(FIELDS), "first_name": f, "last_name": n, **desk} for f, n in names])
    records = pd.concat([crowd, more], ignore_index=True).astype(object)
    found = find_duplicates(records)
    assert (found.groups[len(crowd) :] == -1).all()
    assert (found.likely[len(crowd) :] == -1).all()


def test_colleagues_and_spouses_are_said_to_be_related(crowd):
    pair = judged(crowd, *APART["spouses"])
    found, place = pair[3], pair[4]
    assert found.pairs.kind[place] == 1


def test_companies_merge_on_their_number_and_not_on_their_neighbours():
    rng = np.random.default_rng(1)
    words = [
        a + b
        for a in ("Al", "Bri", "Cor", "Del", "Ex", "Fra")
        for b in ("tis", "mod", "via", "nor", "plan", "gis", "tech")
    ]
    rows = [
        (f"{rng.choice(words)} {rng.choice(words)} SARL", f"{k} rue Neuve", "69001", f"04{k:08}", None)
        for k in range(200)
    ]
    rows += [(name.replace(" SARL", "").upper(), f"{a.upper()}", z, p, s) for name, a, z, p, s in rows[:30]]
    rows += [
        ("Boulangerie Kermarrec SARL", "4 quai Vert", "29000", "0298000001", "732829320"),
        ("Kermarrec Boulangerie", "4 quai Vert", "29000", None, "732 829 320 00074"),
        ("Pressing Bellec", "4 quai Vert", "29000", "0298000001", "552100554"),
    ]
    records = pd.DataFrame(rows, columns=["company", "address", "postcode", "phone", "siren"])
    found = find_duplicates(records)
    assert found.groups[230] == found.groups[231] == 230
    assert found.groups[232] == -1


def test_reasons_are_said_in_both_languages(crowd):
    _, _, _, found, place = judged(crowd, *SAME["nickname"])
    assert "first names: Bob is short for Robert" in found.reasons(place, "en")
    assert "prénoms\u00a0: Bob est un diminutif de Robert" in found.reasons(place, "fr")
    assert "même e-mail" in found.why(place, "fr")
