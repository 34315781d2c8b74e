"""The formulas: each converts what Excel sends, asks the core, and converts its answer; none computes.

For each line of `names.FORMULAS` this module has a function per name ("HABITUE_STATUS", "HABITUE_STATUT"), registered
with xlwings: hosts find them here by their names.
"""

from collections.abc import Callable, Mapping

from habitue_addin import cleaning_formulas as cleaning
from habitue_addin import judging_formulas as judging
from habitue_addin.answers import Rows
from habitue_addin.calls import Call
from habitue_addin.names import FORMULAS
from habitue_addin.twins import register

ANSWERS: Mapping[str, Callable[[Call], Rows]] = {
    "LIFECYCLE": judging.lifecycle,
    "STATUS": judging.status,
    "WHY": judging.why,
    "HABIT": judging.habit,
    "SILENCE": judging.silence,
    "RFM": judging.rfm,
    "SEGMENT": judging.segment,
    "COHORT": judging.cohort,
    "CLEANNAME": cleaning.names,
    "CLEANCOMPANY": cleaning.companies,
    "CLEANEMAIL": cleaning.emails,
    "CLEANPHONE": cleaning.phones,
    "CLEANADDRESS": cleaning.addresses,
    "CLEANPOSTCODE": cleaning.postcodes,
    "CLEANDATE": cleaning.dates,
    "CLEANAMOUNT": cleaning.amounts,
    "CHECKSIRET": cleaning.sirets,
    "DUPLICATES": judging.duplicates,
    "SIMILARITY": cleaning.similarity,
    "FILLRATE": cleaning.fill_rate,
}
"""What answers each formula, by its English name."""

FUNCTIONS = {
    function.__name__: function
    for formula in FORMULAS
    for function in register(formula, ANSWERS[formula.english], __name__)
}
"""The registered functions by their names in Python."""

globals().update(FUNCTIONS)  # xlwings looks for functions among the attributes of a module
