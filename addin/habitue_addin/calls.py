"""One call of a formula: its arguments as the core takes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from habitue.errors import BadRequest
from habitue.language import Language, sentence
from habitue_addin.names import Argument, Formula

if TYPE_CHECKING:
    from habitue.cleaning.rules import Rules
    from habitue.criteria import Criteria
    from habitue.refresh.columns.asking import Asked
    from habitue.refresh.columns.cells import Cells
    from habitue.refresh.columns.judging import Judging

_NO = frozenset({"", "false", "faux", "0", "non", "no", "n"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What somebody typed: the formula, the language of its name (None: both), and each argument as Excel sent it."""

    formula: Formula
    language: Language | None
    given: Mapping[str, object]

    def has(self, key: str) -> bool:
        """Whether an argument was given, and is not a blank cell."""
        from habitue_addin.ranges import is_blank

        return not is_blank(self.given.get(key))

    def cells(self, key: str) -> "Cells":
        """A range."""
        from habitue_addin.ranges import cells_of

        return cells_of(self.given.get(key))

    def optional_cells(self, key: str) -> "Cells | None":
        """A range that may have been left out."""
        return self.cells(key) if self.has(key) else None

    def text(self, key: str) -> str:
        """A single text, "" where it was left out. Raises BadRequest for several cells."""
        if not self.has(key):
            return ""
        cells = self.cells(key)
        if len(cells.columns) > 1 or cells.height != 1:
            raise BadRequest(sentence("One cell is wanted for {name}.", name=self.argument(key).name(self.language)))
        return str(cells.columns[0].iloc[0])

    def yes(self, key: str) -> bool:
        """A yes or no; no where it was left out."""
        return self.text(key).strip().lower() not in _NO

    def day(self, key: str = "as_of") -> date:
        """A day, today where it was left out. Raises BadRequest for what is no day."""
        from habitue.cleaning.dates import read_dates

        text = self.text(key)
        if not text:
            return date.today()
        cells = self.cells(key).with_dates({0})
        days = read_dates(cells.columns[0]).days
        if days[0]:
            return date.fromordinal(int(days[0]))
        raise BadRequest(
            sentence("“{text}” is not a day; write it as 2024-12-31, or point to a cell with a date.", text=text[:40])
        )

    def criteria(self) -> "Criteria":
        """The criteria given, or those that ship. Raises BadCriteria."""
        from habitue.criteria import Criteria
        from habitue.refresh.columns.criteria import criteria_of_cells

        if not self.has("criteria"):
            return Criteria()
        return criteria_of_cells(self.cells("criteria"), self.argument("criteria").name(self.language))

    def rules(self) -> "Rules":
        """The cleaning rules that are on by the criteria."""
        from habitue.refresh.columns.criteria import cleaning_rules

        return cleaning_rules(self.criteria(), self.language or "fr")

    def asked(self) -> "Asked":
        """The orders, and the customers who are asked about."""
        from habitue.refresh.columns.asking import Asked

        keys = [argument.key for argument in self.formula.arguments]
        return Asked(
            customers=self.cells("orders"),
            dates=self.optional_cells("dates"),
            amounts=self.optional_cells("amounts"),
            judged=self.cells("customers") if "customers" in keys else None,
            as_of=self.day(),
            criteria=self.criteria(),
        )

    def judging(self) -> "Judging":
        """The customers who are asked about, judged. Raises HabitueError."""
        from habitue.refresh.columns.judging import judge

        return judge(self.asked(), self.language)

    def argument(self, key: str) -> Argument:
        """The argument of this key."""
        return next(argument for argument in self.formula.arguments if argument.key == key)
