"""When a customer buys clearly less than before: the numbers behind "clearly below the customer's own pace"."""

from dataclasses import dataclass

from habitue.criteria.allowed import check_numbers, number


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentPace:
    """The order days of the last `period_days` are held against those that the customer's own pace before would give.

    Clearly below: at most `most_share` of them, and so few that chance would rarely bring them (`lifecycle.pace`).
    """

    period_days: int = number(365, "days", 30, 3650)
    most_share: float = number(0.5, "share", 0.05, 0.95)

    def __post_init__(self) -> None:
        check_numbers(self, "pace")
