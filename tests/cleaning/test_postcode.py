"""The list of French postcodes that the wheel carries."""

from importlib.resources import files

from habitue.cleaning.country import country_code
from habitue.cleaning.postcode_data import is_possible, postcodes_of, town_key, towns_of


def test_the_list_fits_in_a_package():
    packed = files("habitue.cleaning").joinpath("data", "french_postcodes.txt.gz").read_bytes()
    assert len(packed) < 400_000


def test_every_town_is_found_by_its_own_name():
    for postcode in ("01000", "06000", "20000", "75008", "97400", "98000", "98800"):
        towns = towns_of(postcode)
        assert towns is not None
        for name in towns.official.values():
            assert town_key(name) in towns
            assert postcode in postcodes_of(town_key(name))


def test_each_large_city_has_its_postcodes():
    assert len(postcodes_of("PARIS")) == 21
    assert len(postcodes_of("MARSEILLE")) == 16
    assert len(postcodes_of("LYON")) == 9
    assert "31000" in postcodes_of("TOULOUSE")


def test_the_habits_of_writing_a_town_have_one_key():
    assert len({town_key(name) for name in ("Saint-Étienne", "ST ETIENNE", "st. etienne", "SAINT   ETIENNE")}) == 1
    assert (
        len({town_key(name) for name in ("Chalon-sur-Saône", "CHALON S/ SAONE", "Chalon/Saône", "chalon s saone")}) == 1
    )
    assert len({town_key(name) for name in ("Fontenay-sous-Bois", "FONTENAY S/S BOIS", "Fontenay ss Bois")}) == 1
    assert town_key("Sainte-Foy") != town_key("Saint-Foy")


def test_what_cannot_begin_a_french_postcode():
    assert [code for code in ("00100", "96000", "99000", "97900") if is_possible(code)] == []


def test_countries_are_known_in_both_languages():
    names = ["France", "FR", "Royaume-Uni", "UK", "England", "états-unis", "USA", "Allemagne", "Germany", "La Réunion"]
    assert [country_code(name) for name in names] == ["FR", "FR", "GB", "GB", "GB", "US", "US", "DE", "DE", "RE"]
    assert country_code("Narnia") is None
