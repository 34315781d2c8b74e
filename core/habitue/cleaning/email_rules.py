"""The rules of e-mail addresses."""

from habitue.cleaning.rules import Rule
from habitue.language import sentence

RULES = (
    Rule(id="emails.spaces", explains=sentence("Spaces around the @ of an e-mail address are taken out.")),
    Rule(
        id="emails.punctuation", explains=sentence("Full stops, commas and semicolons after an e-mail are taken off.")
    ),
    Rule(
        id="emails.name_around",
        explains=sentence("Of “Dupont <dupont@example.com>”, only the e-mail address is kept."),
    ),
    Rule(id="emails.mailto", explains=sentence("“mailto:” before an e-mail address is taken off.")),
    Rule(
        id="emails.domain_case",
        explains=sentence(
            "The domain of an e-mail, after the @, is put in small letters; the part before keeps its own."
        ),
    ),
    Rule(
        id="emails.capitals",
        explains=sentence("E-mails in capitals are put in small letters where the provider is known to ignore case."),
    ),
    Rule(
        id="emails.first_of_several",
        explains=sentence("Where a cell has several e-mails, the first is kept and the others are listed for review."),
    ),
    Rule(
        id="emails.placeholder",
        explains=sentence("E-mails that say that there is none (aucun@aucun.fr, x@x.x) count as blank."),
    ),
    Rule(
        id="emails.several",
        explains=sentence("The cell has several e-mails; the others are listed here."),
        severity="doubt",
    ),
    Rule(id="emails.syntax", explains=sentence("This is not an e-mail address as it is written."), severity="doubt"),
    Rule(
        id="emails.domain_typo",
        explains=sentence("The domain of this e-mail looks like a slip for a well-known one."),
        severity="doubt",
    ),
    Rule(
        id="emails.odd_signs",
        explains=sentence("This e-mail has a sign, or “www.”, that hardly anybody has in their address."),
        severity="doubt",
    ),
    Rule(
        id="emails.two_alphabets",
        explains=sentence("The domain of this e-mail mixes letters of two alphabets, as imitations do."),
        severity="doubt",
    ),
    Rule(
        id="emails.accent",
        explains=sentence("This e-mail has an accent or another letter before the @ that most mail services refuse."),
        severity="doubt",
    ),
    Rule(
        id="emails.no_reply",
        explains=sentence("Nobody reads the messages sent to this e-mail (no-reply)."),
        severity="doubt",
    ),
    Rule(
        id="emails.perhaps_placeholder",
        explains=sentence("This e-mail was perhaps typed only to fill the box."),
        severity="doubt",
    ),
)
