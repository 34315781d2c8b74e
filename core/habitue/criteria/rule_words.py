"""Rules in words: the names of measures and comparisons, and a condition or a whole rule as a sentence."""

from habitue.criteria.conditions import ORDERED, Comparison, Condition, Measure
from habitue.criteria.stages import Stage
from habitue.language import Sentence, plural, sentence

MEASURES: dict[Measure, Sentence] = {
    Measure.ORDER_DAYS: sentence("order days"),
    Measure.SILENCE_DAYS: sentence("silence (days)"),
    Measure.SILENCE_IN_HABITS: sentence("silence (× the habit)"),
    Measure.SILENCE_IN_HABIT_LIMITS: sentence("silence (× the limit from the habit)"),
    Measure.SILENCE_IN_LIMITS: sentence("silence (× the inactive limit)"),
    Measure.BUYS_LESS: sentence("buys clearly less than before"),
    Measure.FIRST_ORDER_DAYS_AGO: sentence("first order (days ago)"),
    Measure.REVENUE: sentence("revenue"),
    Measure.CONTACTS_WITHOUT_RESPONSE: sentence("contacts without response"),
    Measure.RESPONSES_UNKNOWN: sentence("responses unknown"),
    Measure.SAID_LOST: sentence("noted as lost"),
    Measure.UNSUBSCRIBED_EVERYWHERE: sentence("unsubscribed everywhere"),
    Measure.CONTACT_ESTABLISHED: sentence("contact established"),
    Measure.COLUMN: sentence("column of your own"),
}
"""As the drop-downs of the Criteria sheet say them: short, and without commas."""

COMPARISONS: dict[Comparison, Sentence] = {
    Comparison.MORE_THAN: sentence("more than"),
    Comparison.AT_LEAST: sentence("at least"),
    Comparison.AT_MOST: sentence("at most"),
    Comparison.LESS_THAN: sentence("less than"),
    Comparison.IS: sentence("is"),
    Comparison.IS_NOT: sentence("is not"),
    Comparison.CONTAINS: sentence("contains"),
}

_YES: dict[Measure, Sentence] = {
    Measure.BUYS_LESS: sentence("buys clearly less than before"),
    Measure.RESPONSES_UNKNOWN: sentence("responses unknown"),
    Measure.SAID_LOST: sentence("noted as lost in the file"),
    Measure.UNSUBSCRIBED_EVERYWHERE: sentence("unsubscribed everywhere"),
    Measure.CONTACT_ESTABLISHED: sentence("contact established"),
}
_NO: dict[Measure, Sentence] = {
    Measure.BUYS_LESS: sentence("does not buy clearly less than before"),
    Measure.RESPONSES_UNKNOWN: sentence("responses known"),
    Measure.SAID_LOST: sentence("not noted as lost in the file"),
    Measure.UNSUBSCRIBED_EVERYWHERE: sentence("not unsubscribed everywhere"),
    Measure.CONTACT_ESTABLISHED: sentence("no contact established"),
}


def condition_words(condition: Condition) -> Sentence:
    """One condition: "silence: at least 1.5 times the habit", "noted as lost in the file"."""
    if isinstance(condition.value, bool):
        return (_YES if condition.value else _NO)[condition.measure]
    if condition.measure is Measure.COLUMN:
        return _of_column(condition)
    past_limit = condition.measure is Measure.SILENCE_IN_LIMITS and condition.comparison is Comparison.MORE_THAN
    if past_limit and condition.value == 1:
        return sentence("silence beyond the inactive limit")
    bound = _bound(condition.comparison, _amount(condition))
    match condition.measure:
        case Measure.ORDER_DAYS:
            return sentence("order days: {bound}", bound=bound)
        case Measure.FIRST_ORDER_DAYS_AGO:
            return sentence("since the first order: {bound}", bound=bound)
        case Measure.REVENUE:
            return sentence("revenue: {bound}", bound=bound)
        case Measure.CONTACTS_WITHOUT_RESPONSE:
            return sentence("contacts without response: {bound}", bound=bound)
        case _:
            return sentence("silence: {bound}", bound=bound)


def rule_words(stage: Stage) -> Sentence:
    """A whole rule: its alternatives with "or" between them, their conditions with "and"."""
    if not stage.rule:
        return sentence("all others")
    alternatives = [_both([condition_words(one) for one in some]) for some in stage.rule]
    whole = alternatives[0]
    for alternative in alternatives[1:]:
        whole = sentence("{one}; or {other}", one=whole, other=alternative)
    return whole


def _both(conditions: list[Sentence]) -> Sentence:
    whole = conditions[0]
    for condition in conditions[1:]:
        whole = sentence("{one} and {other}", one=whole, other=condition)
    return whole


def _bound(comparison: Comparison, amount: Sentence) -> Sentence:
    match comparison:
        case Comparison.MORE_THAN:
            return sentence("more than {amount}", amount=amount)
        case Comparison.AT_LEAST:
            return sentence("at least {amount}", amount=amount)
        case Comparison.AT_MOST:
            return sentence("at most {amount}", amount=amount)
        case Comparison.LESS_THAN:
            return sentence("less than {amount}", amount=amount)
        case _:
            return sentence("exactly {amount}", amount=amount)


def _amount(condition: Condition) -> Sentence:
    value = condition.value
    match condition.measure:
        case Measure.SILENCE_DAYS | Measure.FIRST_ORDER_DAYS_AGO:
            return plural("{count} day", "{count} days", int(value))
        case Measure.SILENCE_IN_HABITS:
            return sentence("{number} × the habit", number=value)
        case Measure.SILENCE_IN_HABIT_LIMITS:
            return sentence("{number} × the limit from the habit", number=value)
        case Measure.SILENCE_IN_LIMITS:
            return sentence("{number} × the inactive limit", number=value)
        case _:
            return sentence("{number}", number=value)


def _of_column(condition: Condition) -> Sentence:
    column, value = condition.column, condition.value
    if condition.comparison in ORDERED:
        bound = _bound(condition.comparison, sentence("{number}", number=value))
        return sentence("column “{column}”: {bound}", column=column, bound=bound)
    if value == "":
        blank = condition.comparison is Comparison.IS
        return (
            sentence("column “{column}” is blank", column=column)
            if blank
            else sentence("column “{column}” is not blank", column=column)
        )
    match condition.comparison:
        case Comparison.IS:
            return sentence("column “{column}” is “{value}”", column=column, value=value)
        case Comparison.IS_NOT:
            return sentence("column “{column}” is not “{value}”", column=column, value=value)
        case _:
            return sentence("column “{column}” contains “{value}”", column=column, value=value)
