"""All formulas in one place: what each is called in both languages, what it takes, and the help that Excel shows.

The registration with xlwings, the wrappers of the classic add-in, the manual and the tests are made from it. To add a
formula: a line here, what answers it in `formulas`, and its French in `addin_formulas.po`.
"""

from dataclasses import dataclass

from habitue.language import Language, Sentence, sentence

NAMESPACE = "HABITUE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One argument: `key` is its name in code and in the English formula, `french` in the French one."""

    key: str
    french: str
    help: Sentence
    optional: bool = True

    def name(self, language: Language | None) -> str:
        """What Excel calls it; formulas whose name is the same in both languages have the English names."""
        return self.french if language == "fr" else self.key


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """One formula, under an English and a French name; `title` heads its result where the range has a header.

    `dates` tells that there are dates in its result, which Excel must be told to show as such.
    """

    english: str
    french: str
    title: Sentence
    help: Sentence
    arguments: tuple[Argument, ...]
    dates: bool = False

    @property
    def languages(self) -> tuple[Language | None, ...]:
        """One registration for each language; a single one, of no language, where the names are the same."""
        return (None,) if self.english == self.french else ("en", "fr")

    def name(self, language: Language | None) -> str:
        """The name behind "HABITUE." in Excel."""
        return self.french if language == "fr" else self.english


def python_name(name: str) -> str:
    """The name of the Python function, and of the formula in the classic add-in, which knows no namespaces."""
    return f"{NAMESPACE}_{name}"


def said(text: Sentence, language: Language | None) -> str:
    """A help text in the language of the name; in both for a name that both share."""
    if language is not None:
        return text.say(language)
    return f"{text.say('en')} / {text.say('fr')}"


def _needed(key: str, french: str, text: Sentence) -> Argument:
    return Argument(key=key, french=french, help=text, optional=False)


_CUSTOMERS = _needed(
    "customers",
    "clients",
    sentence("Whom to judge: one cell, a column, or your whole customer table with its headers."),
)
_ORDERS = _needed(
    "orders", "commandes", sentence("The orders: their column of customers, or the whole table with its headers.")
)
_DATES = Argument(
    key="dates",
    french="dates",
    help=sentence("The orders' column of dates. Leave it empty if you gave the whole table."),
)
_AMOUNTS = Argument(key="amounts", french="montants", help=sentence("The orders' column of amounts."))
_AS_OF = Argument(
    key="as_of", french="jour", help=sentence("The day to judge on; today if empty. TODAY() keeps it current.")
)
_CRITERIA = Argument(
    key="criteria",
    french="criteres",
    help=sentence("The cells of your Criteria sheet, or the name of a set of statuses; empty: what we ship."),
)
_OF_ORDERS = (_ORDERS, _DATES, _AMOUNTS, _AS_OF, _CRITERIA)
_OF_CUSTOMERS = (_CUSTOMERS, *_OF_ORDERS)
_COUNTRY = Argument(
    key="country",
    french="pays",
    help=sentence("The country, as a name or two letters, or a column of countries; France if empty."),
)

FORMULAS = (
    Formula(
        english="LIFECYCLE",
        french="CYCLEDEVIE",
        title=sentence("Status"),
        help=sentence(
            "A table of all customers of your orders: first and last order, order days, silence, habit, status and why."
        ),
        arguments=_OF_ORDERS,
        dates=True,
    ),
    Formula(
        english="STATUS",
        french="STATUT",
        title=sentence("Status"),
        help=sentence("The lifecycle status of each customer: new, active, inactive, lost…"),
        arguments=_OF_CUSTOMERS,
    ),
    Formula(
        english="WHY",
        french="POURQUOI",
        title=sentence("Why"),
        help=sentence("One sentence that says why each customer has their status, with its numbers."),
        arguments=_OF_CUSTOMERS,
    ),
    Formula(
        english="HABIT",
        french="HABITUDE",
        title=sentence("Habit (days)"),
        help=sentence("Every how many days each customer usually buys."),
        arguments=_OF_CUSTOMERS,
    ),
    Formula(
        english="SILENCE",
        french="SILENCE",
        title=sentence("Silence (days)"),
        help=sentence("Days since each customer's last order."),
        arguments=_OF_CUSTOMERS,
    ),
    Formula(
        english="RFM",
        french="RFM",
        title=sentence("RFM"),
        help=sentence("Scores R, F and M of each customer (5 is best), and all three in one."),
        arguments=_OF_CUSTOMERS,
    ),
    Formula(
        english="SEGMENT",
        french="SEGMENT",
        title=sentence("Segment"),
        help=sentence("The RFM segment of each customer: champions, loyal, at risk…"),
        arguments=_OF_CUSTOMERS,
    ),
    Formula(
        english="COHORT",
        french="COHORTE",
        title=sentence("First order"),
        help=sentence("Of the customers who first bought in each month, how many bought in each month after it."),
        arguments=(
            _ORDERS,
            _DATES,
            Argument(key="share", french="part", help=sentence("TRUE for shares instead of numbers of customers.")),
            _AS_OF,
        ),
    ),
    Formula(
        english="CLEANNAME",
        french="NETTOYERNOM",
        title=sentence("Name"),
        help=sentence("People's names without mistakes of case, spaces and accents."),
        arguments=(
            _needed("names", "noms", sentence("The column of names.")),
            Argument(
                key="parts",
                french="detail",
                help=sentence("TRUE for civility, first name and last name, each in a column."),
            ),
            _CRITERIA,
        ),
    ),
    Formula(
        english="CLEANCOMPANY",
        french="NETTOYERSOCIETE",
        title=sentence("Company"),
        help=sentence("Names of companies, tidy, with their legal form as it is written."),
        arguments=(_needed("companies", "societes", sentence("The column of companies.")), _CRITERIA),
    ),
    Formula(
        english="CLEANEMAIL",
        french="NETTOYEREMAIL",
        title=sentence("E-mail"),
        help=sentence("E-mail addresses, tidy, with common slips put right."),
        arguments=(_needed("emails", "emails", sentence("The column of e-mail addresses.")), _CRITERIA),
    ),
    Formula(
        english="CLEANPHONE",
        french="NETTOYERTELEPHONE",
        title=sentence("Phone"),
        help=sentence("Telephone numbers as they are dialled, with the zero that Excel took away."),
        arguments=(_needed("phones", "telephones", sentence("The column of telephone numbers.")), _COUNTRY, _CRITERIA),
    ),
    Formula(
        english="CLEANADDRESS",
        french="NETTOYERADRESSE",
        title=sentence("Address"),
        help=sentence("Addresses in three columns: street, postcode and town, wherever these stood."),
        arguments=(
            _needed("addresses", "adresses", sentence("The column of addresses.")),
            Argument(
                key="postcodes", french="codes_postaux", help=sentence("The column of postcodes, if there is one.")
            ),
            Argument(key="towns", french="villes", help=sentence("The column of towns, if there is one.")),
            _COUNTRY,
            _CRITERIA,
        ),
    ),
    Formula(
        english="CLEANPOSTCODE",
        french="NETTOYERCODEPOSTAL",
        title=sentence("Postcode"),
        help=sentence("Postcodes, tidy; beside their towns, with the zero that Excel took away."),
        arguments=(
            _needed("postcodes", "codes_postaux", sentence("The column of postcodes.")),
            Argument(key="towns", french="villes", help=sentence("The column of towns, if there is one.")),
            _COUNTRY,
            _CRITERIA,
        ),
    ),
    Formula(
        english="CLEANDATE",
        french="NETTOYERDATE",
        title=sentence("Date"),
        help=sentence("Real dates from dates however they are written; what is no date stays as it is."),
        arguments=(
            _needed("dates", "dates", sentence("The column of dates.")),
            Argument(
                key="order",
                french="ordre",
                help=sentence("DMY where the day stands first, MDY where the month does; empty: told by the column."),
            ),
            _AS_OF,
        ),
        dates=True,
    ),
    Formula(
        english="CLEANAMOUNT",
        french="NETTOYERMONTANT",
        title=sentence("Amount"),
        help=sentence("Numbers from amounts however they are written; what is no amount stays as it is."),
        arguments=(
            _needed("amounts", "montants", sentence("The column of amounts.")),
            Argument(
                key="decimal",
                french="decimale",
                help=sentence("The mark before the decimals, “,” or “.”; empty: told by the column."),
            ),
        ),
    ),
    Formula(
        english="CHECKSIRET",
        french="VERIFIERSIRET",
        title=sentence("SIRET"),
        help=sentence("Whether each SIRET number is valid, or what is wrong with it."),
        arguments=(_needed("numbers", "numeros", sentence("The column of SIRET numbers.")),),
    ),
    Formula(
        english="DUPLICATES",
        french="DOUBLONS",
        title=sentence("Group"),
        help=sentence("The rows that are probably one customer: the number of their group, and why."),
        arguments=(
            _needed(
                "customers", "clients", sentence("Your customer table with its headers, or several of its columns.")
            ),
            _CRITERIA,
        ),
    ),
    Formula(
        english="SIMILARITY",
        french="SIMILARITE",
        title=sentence("Similarity"),
        help=sentence("How alike two columns of texts are, row by row, from 0 to 1; case and accents do not count."),
        arguments=(
            _needed("texts", "textes", sentence("The column of texts.")),
            _needed("others", "autres", sentence("The column to compare it with, or one cell.")),
        ),
    ),
    Formula(
        english="FILLRATE",
        french="TAUXREMPLISSAGE",
        title=sentence("Filled"),
        help=sentence(
            "The share of filled cells of each column; what stands for “nothing” (N/A, -, xxx) is not filled."
        ),
        arguments=(_needed("columns", "colonnes", sentence("One or several columns, with their headers.")), _CRITERIA),
    ),
)
