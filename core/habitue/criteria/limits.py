"""From when on a customer is inactive: the numbers behind "unusual for this customer and for the base"."""

from dataclasses import dataclass

from habitue.criteria.allowed import check_numbers, number, quote, refusal
from habitue.language import sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class InactiveLimit:
    """The inactive limit: the longer of the limit from the customer's habit and the base limit.

    The limit from the habit is `habit_multiple` x the habit, but at least `floor_days` and at most `ceiling_days`. The
    bounds are on the limit, not on the habit: a habit raised to 60 days gives every frequent buyer a limit of 180, and
    the rule then tells worse who comes back than 3 x habit alone does. Two backtests of ours on five cuts of open data
    (mean Youden index of habit bounded / 3 x habit alone / limit bounded): .38 / .44 / .45 and .26 / .32 / .31.

    The base limit is the delay within which `base_share` of the repurchases that ever come have come; with fewer than
    `min_repurchases` in the file it is `fallback_limit_days`. Customers with one order day have the base limit.
    `fixed_base_limit_days` replaces the base limit, `fixed_limit_days` the whole rule ("6 months for everybody").
    """

    habit_multiple: float = number(3, "times", 0.1, 100)
    floor_days: int = number(60, "days", 1, 3650)
    ceiling_days: int = number(730, "days", 1, 3650)
    base_share: float = number(0.9, "share", 0.5, 0.99)
    min_repurchases: int = number(30, "count", 1, 1_000_000)
    fallback_limit_days: int = number(180, "days", 1, 3650)
    fixed_base_limit_days: int | None = number(None, "days", 1, 3650)
    fixed_limit_days: int | None = number(None, "days", 1, 3650)

    def __post_init__(self) -> None:
        check_numbers(self, "inactive")
        if self.floor_days > self.ceiling_days:
            why = sentence(
                "{value} days is more than the ceiling; allowed: up to {ceiling}",
                value=quote(self.floor_days),
                ceiling=self.ceiling_days,
            )
            raise refusal("inactive.floor_days", why)
