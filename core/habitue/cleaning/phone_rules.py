"""The rules of telephone numbers."""

from habitue.cleaning.rules import Rule
from habitue.language import sentence

RULES = (
    Rule(
        id="phones.excel_number",
        explains=sentence("Telephones that a spreadsheet took for numbers (6.12345678E8, 612345678.0) are put back."),
    ),
    Rule(
        id="phones.lost_zero",
        explains=sentence("The first zero of a French telephone, lost by a spreadsheet, is put back."),
    ),
    Rule(id="phones.lost_plus", explains=sentence("A telephone that begins with 33 without its + gets it back.")),
    Rule(id="phones.label", explains=sentence("Words such as “Tel.” or “mobile” around a telephone are taken off.")),
    Rule(
        id="phones.format",
        explains=sentence("Telephones are grouped as people of their country write them (06 12 34 56 78)."),
    ),
    Rule(
        id="phones.first_of_several",
        explains=sentence(
            "Where a cell has several telephones, the first is kept and the others are listed for review."
        ),
    ),
    Rule(
        id="phones.placeholder",
        explains=sentence("Telephones of a single digit (9999999999) count as blank."),
    ),
    Rule(
        id="phones.several",
        explains=sentence("The cell has several telephones; the others are listed here."),
        severity="doubt",
    ),
    Rule(
        id="phones.not_in_plan",
        explains=sentence("The numbering plan of the country has no such telephone."),
        severity="doubt",
    ),
    Rule(
        id="phones.other_grouping",
        explains=sentence("These digits make a French telephone, but they are grouped as in another country."),
        severity="doubt",
    ),
    Rule(id="phones.short", explains=sentence("This is too short for a customer's telephone."), severity="doubt"),
    Rule(
        id="phones.rounded",
        explains=sentence("A spreadsheet rounded this telephone and its last digits are lost."),
        severity="doubt",
    ),
    Rule(
        id="phones.letters",
        explains=sentence("There are words beside the telephone that may matter."),
        severity="doubt",
    ),
    Rule(id="phones.fax", explains=sentence("This is a fax number."), severity="doubt"),
    Rule(
        id="phones.perhaps_placeholder",
        explains=sentence("This telephone was perhaps typed only to fill the box."),
        severity="doubt",
    ),
)
