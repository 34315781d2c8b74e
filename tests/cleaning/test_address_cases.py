"""Hand-checked addresses, French and English: places (postcode and town), parts, and lines for the post."""

import pandas as pd
import pytest

from habitue.cleaning.address import AddressColumns, clean_addresses
from habitue.cleaning.address_lines import LONGEST, plain_capitals, postal_lines, shorten
from habitue.cleaning.address_parts import PART_NAMES, read_parts
from habitue.cleaning.rules import Rules

# postcode, town, country
ALONE = [
    ("75008", "Paris", "France"),
    ("75008", "Paris 8e", "France"),
    ("75008", "PARIS 08", "France"),
    ("69003", "Lyon", "FR"),
    ("13001", "Marseille", "FR"),
    ("06000", "Nice", "FR"),
    ("42000", "Saint-Étienne", "FR"),
    ("20000", "Ajaccio", "FR"),
    ("20200", "Bastia", "FR"),
    ("97400", "Saint-Denis", "FR"),
    ("97110", "Pointe-à-Pitre", "FR"),
    ("97200", "Fort-de-France", "FR"),
    ("97300", "Cayenne", "FR"),
    ("97600", "Mamoudzou", "FR"),
    ("97500", "Saint-Pierre", "FR"),
    ("98800", "Nouméa", "FR"),
    ("98000", "Monaco", "FR"),
    ("98000", "Monaco", "Monaco"),
    ("06200", "Nice CEDEX 3", "FR"),
    ("92974", "PARIS LA DEFENSE CEDEX", "FR"),
    ("50110", "Tourlaville", "FR"),
    ("13290", "Les Milles", "FR"),
    ("35400", "Saint-Malo", "FR"),
    ("76600", "Le Havre", "FR"),
    ("71100", "Chalon-sur-Saône", "FR"),
    ("1000", "Bruxelles", "Belgique"),
    ("1200", "Genève", "Suisse"),
    ("L-1234", "Luxembourg", "Luxembourg"),
    ("10115", "Berlin", "Allemagne"),
    ("SW1A 1AA", "London", "UK"),
    ("NW1 6XE", "LONDON", "Royaume-Uni"),
    ("M1 1AE", "Manchester", "GB"),
    ("02138", "Cambridge", "USA"),
    ("94105-1234", "San Francisco", "US"),
    ("100-0001", "Tokyo", "Japon"),
    ("H2X 1Y4", "Montréal", "Canada"),
]

CHANGED = [
    ("6000", "NICE", "FR", "06000", "Nice"),
    ("6200", "Nice cedex 3", "FR", "06200", "Nice CEDEX 3"),
    ("1000", "Bourg en Bresse", "FR", "01000", "Bourg-en-Bresse"),
    ("4000", "DIGNE LES BAINS", "FR", "04000", "Digne-les-Bains"),
    ("7000", "Privas", "FR", "07000", "Privas"),
    ("6600.0", "ANTIBES", "FR", "06600", "Antibes"),
    ("75008.0", "Paris", "FR", "75008", "Paris"),
    ("F-75008", "Paris", "FR", "75008", "Paris"),
    ("FR 75008", "Paris", "FR", "75008", "Paris"),
    ("75 008", "Paris", "FR", "75008", "Paris"),
    ("42000", "ST ETIENNE", "FR", "42000", "Saint-Étienne"),
    ("42000", "saint etienne", "FR", "42000", "Saint-Étienne"),
    ("71100", "Chalon s/ Saône", "FR", "71100", "Chalon-sur-Saône"),
    ("71100", "CHALON/SAONE", "FR", "71100", "Chalon-sur-Saône"),
    ("94160", "St Mandé", "FR", "94160", "Saint-Mandé"),
    ("35400", "SAINT-MALO CEDEX", "FR", "35400", "Saint-Malo CEDEX"),
    ("97133", "Saint Barthélemy", "FR", "97133", "Saint-Barthélemy"),
    ("98000", "MONACO", "MC", "98000", "Monaco"),
    ("sw1a1aa", "London", "GB", "SW1A 1AA", "London"),
    ("m11ae", "Manchester", "UK", "M1 1AE", "Manchester"),
    ("H2X1Y4", "Montréal", "CA", "H2X 1Y4", "Montréal"),
    ("1012ab", "Amsterdam", "NL", "1012 AB", "Amsterdam"),
    (" 75008 ", " Paris", "FR", "75008", "Paris"),
]

POINTED_OUT = [
    ("69003", "Lyon 6", "FR", "addresses.postcode_town", "69006"),
    ("75008", "Paris 9e", "FR", "addresses.postcode_town", "75009"),
    ("6000", None, "FR", "addresses.postcode_zero_likely", "06000"),
    ("6000", "Nicee", "FR", "addresses.postcode_zero_likely", "06000"),
    ("1000", "Bruxelles", "FR", "addresses.postcode_shape", None),
    ("7500", "Paris", "FR", "addresses.postcode_shape", None),
    ("2A000", "Ajaccio", "FR", "addresses.postcode_shape", None),
    ("750008", "Paris", "FR", "addresses.postcode_shape", None),
    ("SW1A 1AA", "London", None, "addresses.postcode_shape", None),
    ("75000", "Paris", "FR", "addresses.postcode_unknown", None),
    ("99999", "Nullepart", "FR", "addresses.postcode_unknown", None),
    ("31000", "Blagnac", "FR", "addresses.postcode_town", "31700"),
    ("33000", "Paris", "FR", "addresses.postcode_town", None),
    ("13001", "MARSEILE", "FR", "addresses.town_postcode", "Marseille"),
    ("13090", "Aix", "FR", "addresses.town_postcode", "Aix-en-Provence"),
    ("76600", "Havre", "FR", "addresses.town_postcode", "Le Havre"),
    ("2138", "Cambridge", "USA", "addresses.postcode_zero_likely", "02138"),
    ("8001", "Barcelona", "Espagne", "addresses.postcode_zero_likely", "08001"),
    ("12", "London", "UK", "addresses.postcode_shape", None),
]


def place(postcode, town, country):
    columns = AddressColumns(postcode=pd.Series([postcode]), town=pd.Series([town]), country=pd.Series([country]))
    return clean_addresses(columns, rules=Rules())


def test_at_least_as_many_places_are_left_alone_as_changed():
    assert len(ALONE) >= len(CHANGED)


@pytest.mark.parametrize(("postcode", "town", "country"), ALONE)
def test_a_right_place_is_left_alone(postcode, town, country):
    cleaned = place(postcode, town, country)
    assert (cleaned.postcode.values[0], cleaned.town.values[0]) == (postcode, town)
    assert cleaned.postcode.doubts.empty
    assert cleaned.town.doubts.empty


@pytest.mark.parametrize(("postcode", "town", "country", "new_postcode", "new_town"), CHANGED)
def test_a_place_is_put_right(postcode, town, country, new_postcode, new_town):
    cleaned = place(postcode, town, country)
    assert (cleaned.postcode.values[0], cleaned.town.values[0]) == (new_postcode, new_town)
    assert cleaned.postcode.doubts.empty
    assert cleaned.town.doubts.empty


@pytest.mark.parametrize(("postcode", "town", "country", "rule", "suggestion"), POINTED_OUT)
def test_a_doubtful_place_is_left_and_pointed_out(postcode, town, country, rule, suggestion):
    cleaned = place(postcode, town, country)
    assert cleaned.postcode.values[0] == postcode
    assert town is None or cleaned.town.values[0].casefold() == town.casefold()
    doubts = pd.concat([cleaned.postcode.doubts, cleaned.town.doubts])
    assert [(d.rule, d.suggestion if pd.notna(d.suggestion) else None) for d in doubts.itertuples()] == [
        (rule, suggestion)
    ]


@pytest.mark.parametrize(
    ("given", "doubt"),
    [
        ("NPAI", ["addresses.no_street"]),
        ("jean@free.fr", ["addresses.no_street"]),
        ("06 12 34 56 78", ["addresses.no_street"]),
        ("12 rue de la Paix, 35000 Rennes", ["addresses.two_places"]),
        ("12 rue de la Paix, 75002 Paris", []),
        ("rue des Champs", []),
        ("Le Bourg", []),
    ],
)
def test_what_is_no_street_of_the_place_is_left_and_pointed_out(given, doubt):
    columns = AddressColumns(address=pd.Series([given]), postcode=pd.Series(["75002"]), town=pd.Series(["Paris"]))
    cleaned = clean_addresses(columns, rules=Rules())
    assert cleaned.address.values.tolist() == [given]
    assert cleaned.address.doubts["rule"].tolist() == doubt


WHOLE = [
    ("12 rue de la Paix 75002 Paris", "12 rue de la Paix", "75002", "Paris"),
    ("12 rue de la Paix, 75002 PARIS", "12 rue de la Paix", "75002", "Paris"),
    ("12 rue de la Paix\n75002 PARIS\nFrance", "12 rue de la Paix", "75002", "Paris"),
    ("5 av Foch - F-13001 Marseille", "5 av Foch", "13001", "Marseille"),
    ("5 av Foch, 6000 Nice", "5 av Foch", "06000", "Nice"),
    ("ZI Nord BP 12 06200 NICE CEDEX 3", "ZI Nord BP 12", "06200", "Nice CEDEX 3"),
]
WHOLE_LEFT = [
    "12 rue de la Paix",
    "12 rue du 8 mai 1945",
    "12 rue de la Paix 75002",
    "12 rue de la Paix 99999 Paris",
    "Résidence 75002 Bordeaux",
    "BP 12345",
    "1945 route de Nice",
]


@pytest.mark.parametrize(("given", "street", "postcode", "town"), WHOLE)
def test_a_whole_address_is_cut_in_its_cells(given, street, postcode, town):
    blank = pd.Series([None], dtype=object)
    columns = AddressColumns(address=pd.Series([given]), postcode=blank, town=blank)
    cleaned = clean_addresses(columns, rules=Rules())
    values = (cleaned.address.values[0], cleaned.postcode.values[0], cleaned.town.values[0])
    assert values == (street, postcode, town)
    assert cleaned.postcode.changes["before"].isna().all()


@pytest.mark.parametrize("given", WHOLE_LEFT)
def test_what_is_no_whole_address_stays_whole(given):
    cleaned = clean_addresses(AddressColumns(address=pd.Series([given])), rules=Rules())
    assert cleaned.address.values.tolist() == [given]
    assert cleaned.postcode is None


PARTS = [
    ("12 rue de la Paix", {"number": "12", "street": "rue de la Paix"}),
    ("12, rue de la Paix", {"number": "12", "street": "rue de la Paix"}),
    ("12 bis rue de la Paix", {"number": "12", "repeat": "bis", "street": "rue de la Paix"}),
    ("12bis, rue de la Paix", {"number": "12", "repeat": "bis", "street": "rue de la Paix"}),
    ("12B rue de la Paix", {"number": "12", "repeat": "B", "street": "rue de la Paix"}),
    ("12 A, avenue Foch", {"number": "12", "repeat": "A", "street": "avenue Foch"}),
    ("1 R de la Paix", {"number": "1", "street": "R de la Paix"}),
    ("12-14 rue X", {"number": "12-14", "street": "rue X"}),
    ("rue de la Paix", {"street": "rue de la Paix"}),
    ("12 rue du 8 mai 1945", {"number": "12", "street": "rue du 8 mai 1945"}),
    ("8 L'Orée du Bois", {"number": "8", "street": "L'Orée du Bois"}),
    ("12 rue de la Résidence", {"number": "12", "street": "rue de la Résidence"}),
    ("rue du Bâtiment", {"street": "rue du Bâtiment"}),
    ("12 rue de la Porte Dorée", {"number": "12", "street": "rue de la Porte Dorée"}),
    ("14 résidence du Lac", {"number": "14", "street": "résidence du Lac"}),
    ("Bât B, 12 rue X", {"number": "12", "street": "rue X", "building": "Bât B"}),
    ("12 rue X Bât B appt 12", {"number": "12", "street": "rue X", "building": "Bât B", "unit": "appt 12"}),
    ("12 rue X, 3ème étage", {"number": "12", "street": "rue X", "unit": "3ème étage"}),
    ("Résidence Les Pins 12 rue X", {"number": "12", "street": "rue X", "building": "Résidence Les Pins"}),
    ("Le Moulin, 12 rue X", {"number": "12", "street": "rue X", "building": "Le Moulin"}),
    ("c/o Mme Martin, 5 place X", {"number": "5", "street": "place X", "unit": "c/o Mme Martin"}),
    ("12 rue X BP 45", {"number": "12", "street": "rue X", "service": "BP 45"}),
    ("CS 40001", {"service": "CS 40001"}),
    ("Poste restante", {"service": "Poste restante"}),
    ("Lieu-dit Le Moulin", {"place": "Lieu-dit Le Moulin"}),
    ("Le Bourg", {"place": "Le Bourg"}),
    ("ZI Nord, 4 rue X", {"number": "4", "street": "rue X", "building": "ZI Nord"}),
    ("221B Baker Street", {"number": "221", "repeat": "B", "street": "Baker Street"}),
]


@pytest.mark.parametrize(("given", "parts"), PARTS)
def test_the_parts_of_an_address_are_told_apart(given, parts):
    found = read_parts(given)
    assert {name: value for name in PART_NAMES if (value := getattr(found, name))} == parts


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("12 bis, avenue du Général de Gaulle", "12 BIS AVENUE DU GENERAL DE GAULLE"),
        ("1234 boulevard du Maréchal de Lattre de Tassigny", "1234 BD DU MAL DE LATTRE DE TASSIGNY"),
        ("12, rue de l'Abbé-de-l'Épée", "12 RUE DE L ABBE DE L EPEE"),
        ("B.P. 123", "BP 123"),
        ("c/o Mme Œuvrard", "CHEZ MME OEUVRARD"),
        ("Saint-Étienne-de-Saint-Geoirs", "SAINT ETIENNE DE SAINT GEOIRS"),
    ],
)
def test_a_line_is_abbreviated_only_where_it_is_too_long(given, wanted):
    assert shorten(plain_capitals(given)) == (wanted, False)
    assert len(wanted) <= LONGEST


def test_a_french_address_has_its_six_lines():
    columns = AddressColumns(
        address=pd.Series(["Bât B, 12 bis rue de la Paix, BP 45"]),
        more=pd.Series(["Appt 12"]),
        postcode=pd.Series(["6000"]),
        town=pd.Series(["Nice"]),
    )
    cleaned = clean_addresses(columns, rules=Rules())
    lines = postal_lines(cleaned, addressees=pd.Series(["Mme Zoé Lefèvre"]), rules=Rules()).lines
    assert lines.iloc[0].fillna("").tolist() == [
        "MME ZOE LEFEVRE",
        "APPT 12",
        "BAT B",
        "12 BIS RUE DE LA PAIX",
        "BP 45",
        "06000 NICE",
        "",
    ]


def test_english_addresses_keep_their_layout():
    columns = AddressColumns(
        address=pd.Series(["221B Baker Street", "1600 Pennsylvania Avenue NW"]),
        postcode=pd.Series(["NW1 6XE", "20500"]),
        town=pd.Series(["London", "Washington, DC"]),
        country=pd.Series(["UK", "USA"]),
    )
    cleaned = clean_addresses(columns, rules=Rules(language="en"))
    lines = postal_lines(
        cleaned, addressees=pd.Series(["Mr S. Holmes", "Ms A. Smith"]), rules=Rules(language="en")
    ).lines
    assert lines.iloc[0].fillna("").tolist() == [
        "Mr S. Holmes", "221B Baker Street", "London", "NW1 6XE", "", "", "UNITED KINGDOM",
    ]  # fmt: skip
    assert lines.iloc[1].fillna("").tolist()[:3] == [
        "Ms A. Smith", "1600 Pennsylvania Avenue NW", "Washington, DC 20500",
    ]  # fmt: skip
