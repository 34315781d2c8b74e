"""The names and plain words that we ship for statuses, segments and groups, by key."""

from collections.abc import Mapping
from typing import TypeAlias

from habitue.language import Sentence, sentence

Words: TypeAlias = Mapping[str, tuple[Sentence, Sentence]]
"""Key to name and plain words."""

STATUSES: Words = {
    # six statuses
    "lost": (
        sentence("Lost"),
        sentence("Has bought, and left: said so, unsubscribed everywhere, or no longer answers once inactive."),
    ),
    "inactive": (
        sentence("Inactive"),
        sentence("Has bought, but has been silent for unusually long, both for this customer and for the base."),
    ),
    "new": (sentence("New"), sentence("Has bought on one day only, and recently enough to come back.")),
    "active": (sentence("Active"), sentence("Has bought on two days or more, and is not silent for too long.")),
    "prospect": (
        sentence("Prospect"),
        sentence("Has never bought, but there is a contact: a quote, a reply, a meeting or an opt-in."),
    ),
    "suspect": (sentence("Suspect"), sentence("Has never bought, and there is no contact yet.")),
    # primary (with prospect and inactive)
    "fading": (
        sentence("Fading"),
        sentence(
            "Has bought on two days or more, and now stays silent for longer than usual or buys clearly less than "
            "before: activity is falling."
        ),
    ),
    "first_purchase": (sentence("First purchase"), sentence("Has bought on one day, and is not inactive.")),
    "two_purchases": (
        sentence("Two purchases or more"),
        sentence("Has bought on two days or more, at the usual pace."),
    ),
    # five phases
    "win_back": (
        sentence("Win-back"),
        sentence("Has bought, and is inactive or has left: to be won back, or let go."),
    ),
    "retention": (
        sentence("Retention"),
        sentence("Buys less often than usual: to be kept before becoming inactive."),
    ),
    "growth": (sentence("Growth"), sentence("Buys at the usual pace, or for the first time: to be developed.")),
    "conversion": (
        sentence("Conversion"),
        sentence("Has never bought, but there is a contact: to be turned into a customer."),
    ),
    "conquest": (sentence("Conquest"), sentence("Has never bought, and there is no contact yet: to be approached.")),
}

SEGMENTS: Words = {
    "champions": (sentence("Champions"), sentence("Bought very recently, and buy the most often.")),
    "loyal": (sentence("Loyal"), sentence("Buy often, the last time not long ago.")),
    "potential_loyalist": (
        sentence("Potential loyalists"),
        sentence("Bought recently, and more than once: they can become loyal."),
    ),
    "new_customer": (sentence("New customers"), sentence("Bought very recently, and rarely or once.")),
    "promising": (sentence("Promising"), sentence("Bought fairly recently, and rarely or once.")),
    "need_attention": (
        sentence("Need attention"),
        sentence("In the middle for recency and frequency: they can go either way."),
    ),
    "about_to_sleep": (
        sentence("About to sleep"),
        sentence("Have not bought for some time, and bought rarely."),
    ),
    "at_risk": (sentence("At risk"), sentence("Bought often, but not for a long time.")),
    "cant_lose": (
        sentence("Can't lose"),
        sentence("Bought among the most often, but not for a long time: worth a personal contact."),
    ),
    "hibernating": (sentence("Hibernating"), sentence("Bought rarely, and long ago.")),
}

GROUPS: Words = {
    "best": (sentence("Best"), sentence("The best customers: champions and loyal ones. Look after them.")),
    "promising": (sentence("Promising"), sentence("Recent customers who can become regulars. Make them come back.")),
    "weakening": (sentence("Weakening"), sentence("Customers who buy less than they could. Remind them of you.")),
    "at_risk": (sentence("At risk"), sentence("Good customers who are leaving. Act first here.")),
    "asleep": (
        sentence("Asleep"),
        sentence("Occasional customers who have not bought for long. Wake them at low cost."),
    ),
}
