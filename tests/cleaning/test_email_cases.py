"""Hand-checked e-mail cells: what must be left alone, what must change, and what must only be pointed out."""

import pandas as pd
import pytest

from habitue.cleaning.email import clean_emails
from habitue.cleaning.rules import Rules

RIGHT = """
jean.dupont@gmail.com
jean_dupont@orange.fr
jdupont75@wanadoo.fr
marie-claire@free.fr
o'neill@eircom.net
a.b+tag@gmail.com
j@x.com
Jean.Dupont@gmail.com
JEAN.DUPONT@societe.fr
jean@société.fr
jean@laposte.net
jean@laposte.fr
jean@mail.com
jean@ymail.com
jean@hotmail.co.uk
jean@yahoo.co.uk
jean@orange.com
jean@bbox.fr
jean@gmx.de
smith@example.com
john.smith@company.co.uk
john@sub.domain.company.com
info@dupont.fr
contact@boulangerie-martin.fr
compta@sci-les-lilas.fr
nicolas.nul@gmail.com
paul.test@orange.fr
testard@free.fr
xavier@xx-design.fr
aucuna@free.fr
abc@abcd.fr
anne.non@free.fr
sans.souci@orange.fr
a@b.fr
x@gmail.fr.example.com
1234567@qq.com
jean.dupont@cnam.gouv.fr
jean@monentreprise.paris
jean@startup.io
jean@live.fr
jean@neuf.fr
jean@msn.com
jean@me.com
jean@icloud.com
jean@protonmail.com
postmaster@dupont.fr
jean@xn--socit-esab.fr
client.fidele@orange.fr
a@x.com
personne.martin@free.fr
jean&marie@orange.fr
"""
ALONE = RIGHT.split()

CHANGED = [
    ("Jean.Dupont@GMAIL.com", "Jean.Dupont@gmail.com"),
    ("jean@Société.FR", "jean@société.fr"),
    ("JEAN.DUPONT@GMAIL.COM", "jean.dupont@gmail.com"),
    ("JEAN.DUPONT@SOCIETE.FR", "JEAN.DUPONT@societe.fr"),
    ("mailto:jean@orange.fr", "jean@orange.fr"),
    ("MAILTO:jean@orange.fr?subject=Bonjour", "jean@orange.fr"),
    ("Jean Dupont <jean@orange.fr>", "jean@orange.fr"),
    ("<jean@orange.fr>", "jean@orange.fr"),
    ('"jean@orange.fr"', "jean@orange.fr"),
    ("(jean@orange.fr)", "jean@orange.fr"),
    ("Jean <mailto:jean@orange.fr>;", "jean@orange.fr"),
    ("jean@orange.fr.", "jean@orange.fr"),
    ("jean@orange.fr;", "jean@orange.fr"),
    ("jean@orange.fr ,", "jean@orange.fr"),
    (" jean@orange.fr ", "jean@orange.fr"),
    ("jean @ orange.fr", "jean@orange.fr"),
    ("jean@ orange.fr", "jean@orange.fr"),
    ("\u200bjean@orange.fr", "jean@orange.fr"),
    ("jean@orange.fr\xa0", "jean@orange.fr"),
    ("jean@orange.fr; marie@orange.fr", "jean@orange.fr"),
    ("jean@orange.fr/marie@orange.fr", "jean@orange.fr"),
    ("jean@orange.fr ou marie@orange.fr", "jean@orange.fr"),
    ("jean@orange.fr\nmarie@orange.fr", "jean@orange.fr"),
    ("Jean <jean@orange.fr>, Marie <marie@orange.fr>", "jean@orange.fr"),
    ("jean@orange.fr, JEAN@ORANGE.FR", "jean@orange.fr"),
    ("aucun@aucun.fr", None),
    ("aucun@", None),
    ("aucun@gmail.com", None),
    ("x@x.x", None),
    ("xxx@xxx.fr", None),
    ("test@test.com", None),
    ("non@communique.fr", None),
    ("pasdemail@pasdemail.fr", None),
    ("pas-de-mail@orange.fr", None),
    ("noemail@noemail.com", None),
    ("jean@noemail.com", None),
    ("inconnu@inconnu.com", None),
    ("pas de mail", None),
    ("N/A", None),
    ("-", None),
]

POINTED_OUT = [
    ("jean@dupont.azerty", "emails.syntax", None),
    ("jean@hotmail.couk", "emails.syntax", "jean@hotmail.co.uk"),
    ("jean@wanadoo.com", "emails.domain_typo", "jean@wanadoo.fr"),
    ("*jean@free.fr", "emails.odd_signs", "jean@free.fr"),
    ("www.jean@dupont.fr", "emails.odd_signs", "jean@dupont.fr"),
    ("jean@www.dupont.fr", "emails.odd_signs", "jean@dupont.fr"),
    ("jean@gmial.com", "emails.domain_typo", "jean@gmail.com"),
    ("jean@hotmial.fr", "emails.domain_typo", "jean@hotmail.fr"),
    ("jean@gmail.con", "emails.domain_typo", "jean@gmail.com"),
    ("jean@yaho.fr", "emails.domain_typo", "jean@yahoo.fr"),
    ("jean@gmail.fr", "emails.domain_typo", "jean@gmail.com"),
    ("jean@gmail.co", "emails.domain_typo", "jean@gmail.com"),
    ("jean@outllook.fr", "emails.domain_typo", "jean@outlook.fr"),
    ("jean@societe.con", "emails.domain_typo", "jean@societe.com"),
    ("jean@orange.f", "emails.syntax", "jean@orange.fr"),
    ("jean@wanadoo.rf", "emails.syntax", "jean@wanadoo.fr"),
    ("jean@orange", "emails.syntax", "jean@orange.fr"),
    ("jean@gmail,com", "emails.syntax", "jean@gmail.com"),
    ("jean,dupont@gmail.com", "emails.syntax", "jean.dupont@gmail.com"),
    ("jean(at)orange.fr", "emails.syntax", "jean@orange.fr"),
    ("jean arobase orange.fr", "emails.syntax", "jean@orange.fr"),
    ("jean@@orange.fr", "emails.syntax", "jean@orange.fr"),
    ("jean..dupont@orange.fr", "emails.syntax", "jean.dupont@orange.fr"),
    ("jean.dupontorange.fr", "emails.syntax", "jean.dupont@orange.fr"),
    ("jean.dupont", "emails.syntax", None),
    ("voir avec son mari", "emails.syntax", None),
    ("06 12 34 56 78", "emails.syntax", None),
    ("jean@localhost", "emails.syntax", None),
    ("@orange.fr", "emails.syntax", None),
    ("jean@orange.fr; rien", "emails.syntax", "jean@orange.fr"),
    ("andré@orange.fr", "emails.accent", "andre@orange.fr"),
    ("noreply@boutique.fr", "emails.no_reply", None),
    ("ne-pas-repondre@boutique.fr", "emails.no_reply", None),
    ("test@gmail.com", "emails.perhaps_placeholder", None),
    ("toto@free.fr", "emails.perhaps_placeholder", None),
    ("prenom.nom@domaine.fr", "emails.perhaps_placeholder", None),
    ("jean@gmаil.com", "emails.two_alphabets", None),
]


def test_at_least_as_many_cases_are_left_alone_as_changed():
    assert len(ALONE) + len(POINTED_OUT) >= len(CHANGED)
    assert len(ALONE) >= len(CHANGED)


@pytest.mark.parametrize("given", ALONE)
def test_a_right_address_is_left_alone(given):
    cleaned = clean_emails(pd.Series([given]), rules=Rules())
    assert cleaned.address.values.tolist() == [given]
    assert cleaned.address.doubts.empty
    assert cleaned.usable.tolist() == [True]


@pytest.mark.parametrize(("given", "wanted"), CHANGED)
def test_an_address_is_put_right(given, wanted):
    cleaned = clean_emails(pd.Series([given]), rules=Rules())
    assert cleaned.address.values.dropna().tolist() == ([wanted] if wanted else [])
    assert cleaned.address.changes["before"].tolist() == [given]
    assert cleaned.usable.tolist() == [wanted is not None]


@pytest.mark.parametrize(("given", "rule", "suggestion"), POINTED_OUT)
def test_a_doubtful_address_is_left_and_pointed_out(given, rule, suggestion):
    cleaned = clean_emails(pd.Series([given]), rules=Rules())
    assert cleaned.address.values.tolist() == [given]
    first = cleaned.address.doubts.iloc[0]
    assert (first["rule"], first["suggestion"] if pd.notna(first["suggestion"]) else None) == (rule, suggestion)
    assert cleaned.usable.tolist() == [False]
