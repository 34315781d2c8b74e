"""The team's document: the criteria as Markdown, in French or English."""

from collections.abc import Iterable, Iterator, Sequence

from habitue.criteria.cells import cells_text
from habitue.criteria.criteria import Criteria
from habitue.criteria.limits import InactiveLimit
from habitue.criteria.named import Named
from habitue.criteria.pace import RecentPace
from habitue.criteria.presets import PRESET_NAMES
from habitue.criteria.rule_words import rule_words
from habitue.criteria.survivors import DETAILS, RULES
from habitue.language import Language, Sentence, plural, sentence


def as_markdown(criteria: Criteria, language: Language) -> str:
    """Statuses with their rules, limits, scores, segments and groups, ready to be read and printed."""

    def say(what: Sentence | str) -> str:
        return what if isinstance(what, str) else what.say(language)

    head = sentence("Criteria {version} · {preset}", version=criteria.version, preset=PRESET_NAMES[criteria.preset])
    parts: list[Iterable[Sentence | str]] = [
        ["# " + say(head)],
        ["## " + say(sentence("Statuses")), "", *_statuses(criteria, language)],
        ["## " + say(sentence("Inactive limit")), "", *(f"- {say(line)}" for line in _limit(criteria.inactive))],
        ["## " + say(sentence("Recent pace")), "", f"- {say(_pace(criteria.pace))}"],
        ["## " + say(sentence("R, F and M scores")), "", *(f"- {say(line)}" for line in _scores(criteria))],
        ["## " + say(sentence("Segments")), "", *_segments(criteria, language)],
        ["## " + say(sentence("Groups")), "", *_groups(criteria, language)],
        ["## " + say(sentence("When lines are merged")), "", *(f"- {say(line)}" for line in _survivors(criteria))],
    ]
    return "\n\n".join("\n".join(map(say, part)) for part in parts) + "\n"


def _statuses(criteria: Criteria, language: Language) -> Iterator[str]:
    titles = (sentence("Status"), sentence("In plain words"), sentence("Rule"), sentence("Owner"))
    yield from _table(
        [title.say(language) for title in titles],
        [
            [f"**{one.name(language)}**", one.words(language), rule_words(one).say(language), one.owner]
            for one in criteria.stages
        ],
    )


def _segments(criteria: Criteria, language: Language) -> Iterator[str]:
    names = {group.key: group.name(language) for group in criteria.groups}
    titles = (
        sentence("Segment"),
        sentence("In plain words"),
        sentence("R and F"),
        sentence("Group"),
        sentence("Owner"),
    )
    yield from _table(
        [title.say(language) for title in titles],
        [
            [
                f"**{one.name(language)}**",
                one.words(language),
                cells_text(one.cells),
                names.get(one.group, ""),
                one.owner,
            ]
            for one in criteria.segments
        ],
    )


def _groups(criteria: Criteria, language: Language) -> Iterator[str]:
    titles = (sentence("Group of segments"), sentence("In plain words"), sentence("Owner"))
    rows = [[f"**{one.name(language)}**", one.words(language), one.owner] for one in criteria.groups]
    yield from _table([title.say(language) for title in titles], rows)
    kept: tuple[Named, ...] = (*criteria.groups, *criteria.segments, *criteria.stages)
    sheets = [one.name(language) for one in kept if one.sheet]
    if sheets:
        yield ""
        yield sentence("Kept as a sheet of its own: {names}.", names=[_plain(name) for name in sheets]).say(language)


def _limit(inactive: InactiveLimit) -> Iterator[Sentence]:
    if inactive.fixed_limit_days is not None:
        yield sentence("{days} of silence for everybody.", days=_days(inactive.fixed_limit_days))
        return
    yield sentence(
        "The longer of two: {multiple} × the customer's habit, but at least {floor} and at most {ceiling}; "
        "and the base limit.",
        multiple=inactive.habit_multiple,
        floor=_days(inactive.floor_days),
        ceiling=_days(inactive.ceiling_days),
    )
    if inactive.fixed_base_limit_days is not None:
        yield sentence("Base limit: {days}, fixed.", days=_days(inactive.fixed_base_limit_days))
    else:
        yield sentence(
            "Base limit: the delay within which {percent}% of the repurchases that ever come have come; "
            "with fewer than {number} repurchases in the file, {days}.",
            percent=round(inactive.base_share * 100, 2),
            number=inactive.min_repurchases,
            days=_days(inactive.fallback_limit_days),
        )
    yield sentence("Customers with one order day have the base limit.")


def _pace(pace: RecentPace) -> Sentence:
    return sentence(
        "Buys clearly less than before: in the last {days}, at most {percent}% of the order days that the customer's "
        "own pace before would give, and too few to be chance.",
        days=_days(pace.period_days),
        percent=round(pace.most_share * 100, 2),
    )


def _scores(criteria: Criteria) -> Iterator[Sentence]:
    rfm = criteria.rfm
    yield sentence(
        "R from 1 to {r}, F from 1 to {f}, M from 1 to {m}; the highest is the best.",
        r=rfm.r_bins,
        f=rfm.f_bins,
        m=rfm.m_bins,
    )
    yield sentence("Each score is the share of buyers strictly worse; equal values get equal scores.")
    if rfm.monetary == "basket":
        yield sentence("M counts the average basket.")
    else:
        yield sentence("M counts the sum of amounts.")
    if rfm.nested:
        yield sentence("F is scored among the buyers with the same R, and M among those with the same R and F.")
    if rfm.cut_points is None:
        yield sentence("The cut points will be made at the next refresh.")
    elif not rfm.nested:
        cuts = rfm.cut_points
        yield sentence("R: days of silence, at most {cuts} for the scores from 2 on.", cuts=_row(cuts.recency_days[0]))
        yield sentence("F: order days, at least {cuts} for the scores from 2 on.", cuts=_row(cuts.order_days[0]))
        if cuts.cents:
            amounts = _row([cents / 100 for cents in cuts.cents[0]])
            yield sentence("M: amount, at least {cuts} for the scores from 2 on.", cuts=amounts)


def _survivors(criteria: Criteria) -> Iterator[Sentence]:
    for name, detail in DETAILS.items():
        yield sentence("{detail}: {rule}", detail=detail, rule=RULES[getattr(criteria.survivors, name)])


def _row(numbers: Sequence[float]) -> Sentence:
    said = [sentence("{number}", number=number) for number in numbers]
    whole = said[0]
    for one in said[1:]:
        whole = sentence("{one}; {other}", one=whole, other=one)
    return whole


def _days(count: int) -> Sentence:
    return plural("{count} day", "{count} days", count)


def _table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(titles) + " |"
    yield "|" + "---|" * len(titles)
    for row in rows:
        yield "| " + " | ".join(_plain(text) for text in row) + " |"


def _plain(text: str) -> str:
    """A text that cannot break the table that it stands in."""
    return text.replace("\\", "\\\\").replace("|", "\\|")
