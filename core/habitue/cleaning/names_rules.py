"""The rules that put people's names right, in words."""

from habitue.cleaning.rules import Rule
from habitue.language import sentence

RULES = (
    Rule(
        id="names.civility",
        asks=sentence("This may be a civility, or a part of the name."),
        explains=sentence("The civility (“M.”, “Mme”, “Dr”, “Mrs” ...) is taken out of the name and kept apart."),
    ),
    Rule(
        id="names.civility_form",
        asks=sentence("This is no civility that we know."),
        explains=sentence("Civilities are written in one way: “Monsieur” and “Mr” are “M.” in a French file."),
    ),
    Rule(
        id="names.case",
        asks=sentence("Nothing tells where the capitals of this name belong (“DE SMET”)."),
        explains=sentence(
            "Names all in capitals or all in small letters get their capitals (“DE LA TOUR” is “de La Tour”)."
        ),
    ),
    Rule(id="names.apostrophe", explains=sentence("An accent typed in place of an apostrophe becomes an apostrophe.")),
    Rule(
        id="names.swapped",
        asks=sentence("First and last name seem to stand in each other's column."),
        explains=sentence(
            "First and last name stand in each other's column, against the habit of the file: they change places."
        ),
    ),
    Rule(
        id="names.order",
        explains=sentence("First and last name stand in the other order than in the rest of the column."),
        severity="doubt",
    ),
    Rule(
        id="names.two_people",
        explains=sentence(
            "Two people share one cell (“M. et Mme Dupont”): nobody but you can say which of them is meant."
        ),
        severity="doubt",
    ),
    Rule(
        id="names.household",
        explains=sentence("The cell names a family, a couple or an estate and not a person."),
        severity="doubt",
    ),
    Rule(
        id="names.nobody",
        explains=sentence("The cell names nobody in particular (“Client comptoir”, “Anonymous”)."),
        severity="doubt",
    ),
    Rule(
        id="names.remark",
        explains=sentence("Beside the name, the cell says something of the person (“décédé”, “do not call”)."),
        severity="doubt",
    ),
    Rule(
        id="names.company",
        explains=sentence("A company stands in a column of people."),
        severity="doubt",
    ),
    Rule(
        id="names.odd_characters",
        explains=sentence("The cell has digits or signs that no name has."),
        severity="doubt",
    ),
)
