"""The single criteria that the sheet lists line by line: label, meaning, how each is stored and what is allowed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from habitue.criteria import Criteria, InactiveLimit, RecentPace, RfmCriteria
from habitue.criteria.allowed import Allowed, allowed_of
from habitue.criteria.survivors import DETAILS
from habitue.language import Sentence, sentence

Kind = Literal["number", "text", "preset", "language", "monetary", "yes_no", "survives", "consents", "notes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line: `code` is the criterion's key; `kind` a number, or the group of words of its drop-down, or a text."""

    code: str
    label: Sentence
    meaning: Sentence
    kind: Literal["number", "text", "preset", "language", "monetary", "yes_no", "survives", "consents", "notes"] = (
        "number"
    )

    @property
    def field(self) -> str:
        """The name of the field that holds it."""
        return self.code.rpartition(".")[2]

    def allowed(self) -> Allowed | None:
        """The range of a number."""
        if self.kind != "number":
            return None
        return allowed_of(_RECORDS[self.code.partition(".")[0]], self.field)

    def value(self, criteria: Criteria) -> float | str | bool | None:
        """What the criteria hold: a number, a code, or None for blank."""
        if self.code == RECALIBRATE:
            return False
        part, _, name = self.code.rpartition(".")
        holder = getattr(criteria, part) if part else criteria
        if self.code == RULES_OFF:
            return ", ".join(criteria.rules_off)
        found: float | str | bool | None = getattr(holder, name)
        return "file" if self.code == "language" and found is None else found


_RECORDS: Mapping[str, type[InactiveLimit | RecentPace | RfmCriteria]] = {
    "inactive": InactiveLimit,
    "pace": RecentPace,
    "rfm": RfmCriteria,
}
RECALIBRATE = "rfm.recalibrate"
RULES_OFF = "rules_off"

GENERAL = (
    Entry(
        code="preset",
        kind="preset",
        label=sentence("Set of statuses"),
        meaning=sentence(
            "Six statuses from Suspect to Lost; Primary follows the first purchases; Five phases says what to do next."
        ),
    ),
    Entry(
        code="country",
        kind="text",
        label=sentence("Country"),
        meaning=sentence("Two letters: where telephone numbers and addresses are those of the country itself."),
    ),
    Entry(
        code=RULES_OFF,
        kind="text",
        label=sentence("Cleaning rules that are off"),
        meaning=sentence(
            "Rules (names.case) or fields (names), with commas between; the Quality sheet and `habitue clean --rules` "
            "name them."
        ),
    ),
    Entry(
        code="language",
        kind="language",
        label=sentence("Language of our sheets"),
        meaning=sentence("Else the language of the headers in the file."),
    ),
)
LIMITS = (
    Entry(
        code="inactive.habit_multiple",
        label=sentence("Times the habit"),
        meaning=sentence(
            "Silent for longer than so many times the customer's habit (the typical gap between two purchases) ..."
        ),
    ),
    Entry(
        code="inactive.floor_days",
        label=sentence("Shortest limit from the habit (days)"),
        meaning=sentence("... which counts as this many days where it comes to fewer ..."),
    ),
    Entry(
        code="inactive.ceiling_days",
        label=sentence("Longest limit from the habit (days)"),
        meaning=sentence("... and as this many where it comes to more ..."),
    ),
    Entry(
        code="inactive.base_share",
        label=sentence("Share of repurchases"),
        meaning=sentence(
            "... and longer than the delay within which this share of all repurchases comes (base limit)."
        ),
    ),
    Entry(
        code="inactive.min_repurchases",
        label=sentence("Fewest repurchases"),
        meaning=sentence("With fewer repurchases in the file than this, that delay is not measured ..."),
    ),
    Entry(
        code="inactive.fallback_limit_days",
        label=sentence("Base limit without measure (days)"),
        meaning=sentence("... and the base limit is this one."),
    ),
    Entry(
        code="inactive.fixed_base_limit_days",
        label=sentence("Fixed base limit (days)"),
        meaning=sentence("If you fill it in, it replaces the measured base limit."),
    ),
    Entry(
        code="inactive.fixed_limit_days",
        label=sentence("Fixed limit for everybody (days)"),
        meaning=sentence("If you fill it in, nothing else counts: 180 is about six months, for every customer."),
    ),
)
PACE = (
    Entry(
        code="pace.period_days",
        label=sentence("Recent period (days)"),
        meaning=sentence(
            "The days on which the customer bought in this period are held against those of as long a time at the "
            "customer's own pace before it ..."
        ),
    ),
    Entry(
        code="pace.most_share",
        label=sentence("At most this share of the own pace"),
        meaning=sentence(
            "... and are clearly fewer when they are at most this share, and chance would bring so few in one case out "
            "of twenty at most."
        ),
    ),
)
RFM = (
    Entry(
        code="rfm.r_bins", label=sentence("Scores of R"), meaning=sentence("From 1 to this, the highest is the best.")
    ),
    Entry(
        code="rfm.f_bins", label=sentence("Scores of F"), meaning=sentence("From 1 to this, the highest is the best.")
    ),
    Entry(
        code="rfm.m_bins", label=sentence("Scores of M"), meaning=sentence("From 1 to this, the highest is the best.")
    ),
    Entry(
        code="rfm.monetary",
        kind="monetary",
        label=sentence("M counts"),
        meaning=sentence("All that the customer has bought, or the average of one order."),
    ),
    Entry(
        code="rfm.nested",
        kind="yes_no",
        label=sentence("Nested scores"),
        meaning=sentence("Yes: F is scored among the buyers with the same R, and M among those with the same R and F."),
    ),
    Entry(
        code=RECALIBRATE,
        kind="yes_no",
        label=sentence("Recalibrate"),
        meaning=sentence("Yes: new cut points are made from today's buyers at the next refresh, and kept."),
    ),
)

_MEANT: Mapping[str, Sentence] = {
    "name": sentence("Title, given name and surname come from one line."),
    "email": sentence("The other addresses are kept beside it."),
    "phone": sentence("The other numbers are kept beside it."),
    "number": sentence("SIREN, SIRET and VAT number."),
    "consent": sentence("A no on one line is a no for the customer, unless you choose otherwise."),
}
_KINDS: Mapping[str, Literal["consents", "notes"]] = {"consent": "consents", "notes": "notes"}
SURVIVORS = tuple(
    Entry(
        code=f"survivors.{name}",
        kind=_KINDS.get(name, "survives"),
        label=detail,
        meaning=_MEANT.get(name, sentence("The others are kept beside it.")),
    )
    for name, detail in DETAILS.items()
)
