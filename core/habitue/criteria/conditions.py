"""What a status can depend on: a measure, a comparison and a value, which read as a sentence."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, TypeAlias

from habitue.criteria.allowed import Allowed, Kind, check_text, check_yes_no, quote, refusal
from habitue.language import sentence


class Measure(StrEnum):
    """What is looked at. The value is the word used in criteria files."""

    ORDER_DAYS = "order_days"
    SILENCE_DAYS = "silence_days"
    SILENCE_IN_HABITS = "silence_in_habits"  # silence as a multiple of the customer's habit
    SILENCE_IN_HABIT_LIMITS = "silence_in_habit_limits"  # of the limit from their habit, within floor and ceiling
    SILENCE_IN_LIMITS = "silence_in_limits"  # of their inactive limit: the longer of that one and the base limit
    BUYS_LESS = "buys_less"  # recent order days clearly below the customer's own pace before
    FIRST_ORDER_DAYS_AGO = "first_order_days_ago"
    REVENUE = "revenue"
    CONTACTS_WITHOUT_RESPONSE = "contacts_without_response"
    RESPONSES_UNKNOWN = "responses_unknown"
    SAID_LOST = "said_lost"
    UNSUBSCRIBED_EVERYWHERE = "unsubscribed_everywhere"
    CONTACT_ESTABLISHED = "contact_established"
    COLUMN = "column"  # a column of the team's own


class Comparison(StrEnum):
    """How a measure is held to a value."""

    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    IS = "is"
    IS_NOT = "is_not"
    CONTAINS = "contains"


Shape = Literal["number", "yes_no", "column"]
Value: TypeAlias = float | bool | str

ORDERED = (Comparison.MORE_THAN, Comparison.AT_LEAST, Comparison.AT_MOST, Comparison.LESS_THAN)
COMPARISONS: dict[Shape, tuple[Comparison, ...]] = {
    "number": (*ORDERED, Comparison.IS),
    "yes_no": (Comparison.IS,),
    "column": tuple(Comparison),
}

_NUMBERS: dict[Measure, tuple[Kind, float, float]] = {
    Measure.ORDER_DAYS: ("count", 0, 1_000_000),
    Measure.SILENCE_DAYS: ("days", 0, 36_500),
    Measure.SILENCE_IN_HABITS: ("times", 0, 1_000),
    Measure.SILENCE_IN_HABIT_LIMITS: ("times", 0, 1_000),
    Measure.SILENCE_IN_LIMITS: ("times", 0, 1_000),
    Measure.FIRST_ORDER_DAYS_AGO: ("days", 0, 36_500),
    Measure.REVENUE: ("money", -1e9, 1e9),
    Measure.CONTACTS_WITHOUT_RESPONSE: ("count", 0, 1_000),
}
_OF_COLUMNS = Allowed(kind="times", least=-1e12, most=1e12)
_LONGEST_TEXT = 200


def shape_of(measure: Measure) -> Shape:
    """Whether a measure is a number, a yes or no, or a column of the team's own."""
    if measure is Measure.COLUMN:
        return "column"
    return "number" if measure in _NUMBERS else "yes_no"


def allowed_value(measure: Measure, comparison: Comparison) -> Allowed | None:
    """The numbers that a condition may hold; None where it holds a yes or no, or a text."""
    if measure is Measure.COLUMN:
        return _OF_COLUMNS if comparison in ORDERED else None
    if measure not in _NUMBERS:
        return None
    kind, least, most = _NUMBERS[measure]
    return Allowed(kind=kind, least=least, most=most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition: `measure` `comparison` `value`.

    Days are whole days, times multiples, revenue in units of the currency; `column` is the header of the team's own
    column where the measure is one. No condition on silence or on the first order holds for who never bought, and
    none on the limit from the habit for who has no habit of their own (one order day).
    """

    measure: Measure
    comparison: Comparison
    value: Value
    column: str = ""

    def __post_init__(self) -> None:
        shape, place = shape_of(self.measure), f"rule.{self.measure}"
        if self.comparison not in COMPARISONS[shape]:
            words = [str(word) for word in COMPARISONS[shape]]
            why = sentence("{value} is not one of: {words}", value=quote(str(self.comparison)), words=words)
            raise refusal(f"{place}.comparison", why)
        object.__setattr__(self, "value", self._checked(f"{place}.value"))
        object.__setattr__(self, "column", check_text(f"{place}.column", self.column, _LONGEST_TEXT))
        if bool(self.column) != (shape == "column"):
            why = (
                sentence("this measure takes no column of your own")
                if self.column
                else sentence("the name of a column of your own is needed")
            )
            raise refusal(f"{place}.column", why)

    def _checked(self, place: str) -> Value | None:
        allowed = allowed_value(self.measure, self.comparison)
        if allowed is not None:
            return allowed.check(place, self.value)
        if shape_of(self.measure) == "yes_no":
            check_yes_no(place, self.value)
            return self.value
        text = check_text(place, self.value, _LONGEST_TEXT)
        if not text and self.comparison is Comparison.CONTAINS:
            raise refusal(place, sentence("a text to look for is needed"))
        return text
