"""The three sets of statuses that ship, each complete."""

from typing import Literal, get_args

from habitue.criteria.conditions import Comparison, Condition, Measure, Value
from habitue.criteria.stages import Stage
from habitue.language import Sentence, sentence

Preset = Literal["six_statuses", "primary", "five_phases"]
PRESETS: tuple[Preset, ...] = get_args(Preset)
PRESET_NAMES: dict[Preset, Sentence] = {
    "six_statuses": sentence("Six statuses"),
    "primary": sentence("Primary"),
    "five_phases": sentence("Five phases"),
}


def _when(measure: Measure, comparison: Comparison, value: Value) -> Condition:
    return Condition(measure=measure, comparison=comparison, value=value)


BOUGHT = _when(Measure.ORDER_DAYS, Comparison.AT_LEAST, 1)
BOUGHT_ONCE = _when(Measure.ORDER_DAYS, Comparison.IS, 1)
BOUGHT_AGAIN = _when(Measure.ORDER_DAYS, Comparison.AT_LEAST, 2)
SAID_LOST = _when(Measure.SAID_LOST, Comparison.IS, True)
UNSUBSCRIBED = _when(Measure.UNSUBSCRIBED_EVERYWHERE, Comparison.IS, True)
PAST_LIMIT = _when(Measure.SILENCE_IN_LIMITS, Comparison.MORE_THAN, 1)
PAST_LOST_LIMIT = _when(Measure.SILENCE_IN_LIMITS, Comparison.MORE_THAN, 2)
NO_RESPONSE = _when(Measure.CONTACTS_WITHOUT_RESPONSE, Comparison.AT_LEAST, 3)
RESPONSES_UNKNOWN = _when(Measure.RESPONSES_UNKNOWN, Comparison.IS, True)
DUE = _when(Measure.SILENCE_IN_HABITS, Comparison.MORE_THAN, 1)
HALF_WAY = _when(Measure.SILENCE_IN_HABIT_LIMITS, Comparison.AT_LEAST, 0.5)
BUYS_LESS = _when(Measure.BUYS_LESS, Comparison.IS, True)
IN_CONTACT = _when(Measure.CONTACT_ESTABLISHED, Comparison.IS, True)

LOST = (
    (BOUGHT, SAID_LOST),
    (BOUGHT, UNSUBSCRIBED),
    (PAST_LIMIT, NO_RESPONSE),
    (PAST_LOST_LIMIT, RESPONSES_UNKNOWN),
)
FADING = ((BOUGHT_AGAIN, DUE, HALF_WAY), (BUYS_LESS,))
"""Until inactive: from 1.5 x the habit, or from when recent activity is clearly below the customer's own pace.

1.5 x the habit is half of the limit of 3 x the habit, and is bounded with that limit: who buys every 5 days has a limit
of 60, so is fading after 30 days and not after 8. Where the ceiling halves to less than the habit itself, nobody is
fading before the next purchase is due. The upper end is the inactive limit, the limit from the habit or longer: where
the base limit is the longer of the two, a customer between them bought nothing where their own pace had three
purchases, so is fading still.
"""


def preset_stages(preset: Preset) -> tuple[Stage, ...]:
    """The statuses of a preset, in the order in which their rules are tried."""
    return _STAGES[preset]


_STAGES: dict[Preset, tuple[Stage, ...]] = {
    "six_statuses": (
        Stage(key="lost", tone="grey", rule=LOST),
        Stage(key="inactive", tone="red", rule=((PAST_LIMIT,),)),
        Stage(key="new", tone="blue", rule=((BOUGHT_ONCE,),)),
        Stage(key="active", tone="green", rule=((BOUGHT_AGAIN,),)),
        Stage(key="prospect", tone="violet", rule=((IN_CONTACT,),)),
        Stage(key="suspect", tone="teal"),
    ),
    # Those who said that they left are not fading nor regular: they count as inactive here, as the set has no Lost.
    "primary": (
        Stage(key="inactive", tone="red", rule=((PAST_LIMIT,), (BOUGHT, SAID_LOST))),
        Stage(key="fading", tone="orange", rule=FADING),
        Stage(key="first_purchase", tone="blue", rule=((BOUGHT_ONCE,),)),
        Stage(key="two_purchases", tone="green", rule=((BOUGHT_AGAIN,),)),
        Stage(key="prospect", tone="violet"),
    ),
    # Each phase names what the team does: approach suspects, turn prospects into customers, develop those who buy,
    # keep those who fade, win back those who have gone.
    "five_phases": (
        Stage(key="win_back", tone="red", rule=((PAST_LIMIT,), (BOUGHT, SAID_LOST), (BOUGHT, UNSUBSCRIBED))),
        Stage(key="retention", tone="orange", rule=FADING),
        Stage(key="growth", tone="green", rule=((BOUGHT,),)),
        Stage(key="conversion", tone="violet", rule=((IN_CONTACT,),)),
        Stage(key="conquest", tone="teal"),
    ),
}
