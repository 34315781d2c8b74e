"""The rules of postal addresses."""

from habitue.cleaning.rules import Rule
from habitue.language import sentence

RULES = (
    Rule(
        id="addresses.cut",
        explains=sentence(
            "A postcode and a town at the end of an address are moved to their own cells, if these are blank."
        ),
    ),
    Rule(
        id="addresses.postcode_zero",
        explains=sentence(
            "The first zero of a French postcode is put back where the town is of that postcode (6000 Nice)."
        ),
    ),
    Rule(
        id="addresses.postcode_number",
        explains=sentence("Postcodes that a spreadsheet took for numbers (75008.0) are put back."),
    ),
    Rule(
        id="addresses.postcode_prefix",
        explains=sentence("The country before a French postcode is taken off (F-75008)."),
    ),
    Rule(id="addresses.postcode_spaces", explains=sentence("A space within a French postcode is taken out (75 008).")),
    Rule(
        id="addresses.postcode_format",
        explains=sentence("Postcodes of other countries get their usual capitals and spaces (SW1A 1AA)."),
    ),
    Rule(
        id="addresses.town_name",
        explains=sentence(
            "Towns of France that agree with their postcode are spelt officially (ST ETIENNE: Saint-Étienne)."
        ),
    ),
    Rule(
        id="addresses.postcode_zero_likely",
        explains=sentence("This postcode has probably lost its first zero, but nothing beside it confirms this."),
        severity="doubt",
    ),
    Rule(
        id="addresses.postcode_shape",
        explains=sentence("This is not written like a postcode of the country."),
        severity="doubt",
    ),
    Rule(
        id="addresses.postcode_unknown",
        explains=sentence("The list of French postcodes does not have this one (it may be a CEDEX code)."),
        severity="doubt",
    ),
    Rule(
        id="addresses.postcode_town",
        explains=sentence("The town exists, but under another postcode."),
        severity="doubt",
    ),
    Rule(
        id="addresses.town_postcode",
        explains=sentence("The postcode exists, but this town is not one of its towns."),
        severity="doubt",
    ),
    Rule(
        id="addresses.no_street",
        explains=sentence("Something else stands where the street should be: an e-mail, a telephone, a remark (NPAI)."),
        severity="doubt",
    ),
    Rule(
        id="addresses.two_places",
        explains=sentence("The address ends with another postcode than the one beside it."),
        severity="doubt",
    ),
    Rule(id="addresses.country_unknown", explains=sentence("We do not know this country."), severity="doubt"),
    Rule(
        id="addresses.line_too_long",
        explains=sentence(
            "A line of the address is longer than the 38 characters that the post reads, even abbreviated."
        ),
        severity="doubt",
    ),
)
