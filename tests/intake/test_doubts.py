"""What is said of a column's doubtful cells."""

import pandas as pd

from habitue.intake.doubts import problems_of
from habitue.roles import Role


class Dates:
    """A column of dates, and what is said of it."""

    def header(self, role):
        return "Date"

    def problem(self, said, role, positions):
        return said


def test_what_is_said_of_a_column_is_written_as_french_writes_it():
    doubt = pd.DataFrame({"rule": ["dates.placeholder"], "position": [0]})
    (said,) = problems_of(Dates(), Role.ORDER_DATE, doubt)
    assert said.say("fr").startswith("Date\N{NO-BREAK SPACE}: ")
