"""From files to a `Refresh`: the one place that knows the order of the steps."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from habitue import history as histories
from habitue import lifecycle, rfm
from habitue.cleaning.fields import CleanedTable, clean_customers
from habitue.cleaning.rules import Rules
from habitue.criteria import Criteria, Segment, Stage
from habitue.history.recent import with_recent
from habitue.intake import Intake, gather
from habitue.intake.source import sources_of
from habitue.language import Language, Sentence, sentence
from habitue.merging.remembered import golden_keys
from habitue.outcome import Label, Refresh
from habitue.records import History, Orders
from habitue.refresh.alerts import alerts_of
from habitue.refresh.answered import merges_in, with_answers
from habitue.refresh.clean.lines import with_rejected
from habitue.refresh.corrections import corrections_of, without_undone
from habitue.refresh.filled import with_filled
from habitue.refresh.former import Memory, remember
from habitue.refresh.journal import Happened, write_down
from habitue.refresh.judged import Judged
from habitue.refresh.large import gather_large
from habitue.refresh.large_files import LargeFiles, read_files
from habitue.refresh.merges import Together, doubts_in, put_together
from habitue.refresh.moves import in_language, moves, with_previous
from habitue.refresh.reach import Channel, chosen_channel, excluded_why
from habitue.refresh.rules import criteria_of, rules_of
from habitue.refresh.signs import signs_of
from habitue.refresh.target import target_of
from habitue.refresh.wish import Wish
from habitue.roles import Role
from habitue.roles.languages import guess_language
from habitue.roles.overrides import parse_map
from habitue.sheetmodel import FormerSheet
from habitue.tables import Problem, Table
from habitue.workbook.read import read_former

Step = Callable[[Sentence], None]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Computed:
    """A refresh with what led to it: what `explain` and the writing need besides."""

    refresh: Refresh
    memory: Memory
    judged: Judged
    notes: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sources:
    """Files, or an open workbook, as they were read: their tables, and what the workbook of our sheets remembers."""

    tables: tuple[Table, ...]
    problems: tuple[Problem, ...]
    memory: Memory
    criteria: Criteria
    language: Language | None
    large: LargeFiles | None = None
    notes: tuple[Sentence, ...] = ()
    is_open: bool = False  # in Excel, where nobody compares the rest of the workbook


def quiet(step: Sentence) -> None:
    """Nobody is told of the steps."""


def read_sources(wish: Wish) -> Sources:
    """Read the files and the workbook's memory; the criteria are those asked for, remembered, or the defaults."""
    target = target_of(wish)
    memory = remember(() if target.is_new else read_former(target.book))
    criteria = criteria_of(wish, memory)
    files = read_files(wish, (*parse_map(wish.maps), *criteria.columns))
    return Sources(
        tables=files.tables,
        problems=files.problems,
        large=files.large,
        notes=files.notes,
        memory=memory,
        criteria=criteria,
        language=wish.language or criteria.language,
    )


def open_sources(
    wish: Wish, tables: Sequence[Table], problems: Sequence[Problem], former: Sequence[FormerSheet]
) -> Sources:
    """The same of a workbook that is open in Excel, once its tables and our sheets in it have been read."""
    memory = remember(former)
    criteria = criteria_of(wish, memory)
    return Sources(
        tables=tuple(tables),
        problems=(*problems, *(problem for table in tables for problem in table.problems)),
        memory=memory,
        criteria=criteria,
        language=wish.language or criteria.language,
        is_open=True,
    )


def gathered(wish: Wish, sources: Sources) -> Intake:
    """Customers and orders from the tables, with the columns' roles as people gave them."""
    overrides = (*parse_map(wish.maps), *sources.criteria.columns)
    if sources.large is not None:
        into = golden_keys(merges_in(sources.memory.journal))
        large = gather_large(sources.large, sources_of(sources.tables, overrides), sources.criteria, wish.day, into)
        return with_filled(large, sources.memory.journal)
    day = wish.day.toordinal()
    intake = gather(sources.tables, overrides=overrides, as_of=day, date_order=wish.date_order)
    return with_filled(intake, sources.memory.journal)


def compute(wish: Wish, step: Step = quiet, sources: Sources | None = None) -> Computed:
    """Read (unless `sources` are given), gather, clean, and judge every customer; nothing is written.

    Raises HabitueError.
    """
    step(sentence("Reading…"))
    sources = sources or read_sources(wish)
    step(sentence("Matching orders with customers…"))
    intake = gathered(wish, sources)
    language = sources.language or intake.language
    step(sentence("Cleaning contact details…"))
    cleaned = clean_customers(intake.customers, rules_of(wish, sources.criteria, language))
    cleaned = without_undone(intake, cleaned, sources.memory.journal)
    sources = _without_rejected(sources, wish, corrections_of(intake, cleaned), language) if wish.rejected else sources
    cleaned = without_undone(intake, cleaned, sources.memory.journal) if wish.rejected else cleaned
    together = put_together(intake, cleaned, sources.memory.journal, sources.criteria.survivors)
    step(sentence("Working out statuses and segments…"))
    return _judge(wish, sources, together, language)


def compute_again(before: Computed, wish: Wish, sources: Sources) -> Computed:
    """What `compute` gives under other stages, numbers, segments or groups, without gathering and cleaning again.

    Columns, country, cleaning rules and language of the criteria must be those of `before`. Raises HabitueError.
    """
    sources = replace(sources, memory=before.memory)
    return _judge(wish, sources, before.judged.together, before.judged.language)


def _without_rejected(sources: Sources, wish: Wish, found: pd.DataFrame, language: Language) -> Sources:
    """The workbook's memory with the corrections that are not wanted, undone on this day."""
    memory = sources.memory
    journal = with_rejected(memory.journal, found, wish.rejected, (wish.today, language))
    return replace(sources, memory=replace(memory, journal=journal))


def _judge(wish: Wish, sources: Sources, together: Together, language: Language) -> Computed:
    """Every customer judged, from what is known of them after all merges."""
    intake, cleaned, criteria = together.intake, together.cleaned, sources.criteria
    history = history_of(intake, wish.day.toordinal(), criteria)
    statuses = lifecycle.statuses(history, histories.habit(history), signs_of(intake, cleaned), criteria)
    scores = rfm.scores(rfm.values_of(history, criteria.rfm), criteria.rfm)
    judged = Judged(
        intake=intake,
        cleaned=cleaned,
        history=history,
        statuses=statuses,
        scores=scores,
        criteria=criteria.with_cut_points(scores.cut_points),
        language=language,
        together=together,
        doubts=doubts_in(sources.memory, together),
    )
    return Computed(
        refresh=_refresh(wish, sources, judged),
        memory=sources.memory,
        judged=judged,
        notes=sources.notes,
    )


def criteria_in(wish: Wish) -> tuple[Criteria, Language]:
    """The criteria that a refresh would use, and the language that it would speak."""
    sources = read_sources(wish)
    return sources.criteria, sources.language or guess_language(sources.tables)


def history_of(intake: Intake, as_of: int, criteria: Criteria) -> History:
    """One line per customer: from the order lines, else from the totals that the file gives."""
    if intake.summarised is not None:
        return intake.summarised.history
    if intake.orders is None and intake.totals is not None:
        return histories.from_totals(intake.totals, as_of)
    nothing = np.zeros(0, dtype=np.int32)
    orders = intake.orders or Orders(customer=nothing, day=nothing, cents=None)
    limit = criteria.inactive
    history = histories.summarise(
        orders, len(intake.customers), as_of, share=limit.base_share, min_repurchases=limit.min_repurchases
    )
    return with_recent(history, orders, criteria.pace.period_days)


def _refresh(wish: Wish, sources: Sources, judged: Judged) -> Refresh:
    """The record of it all, with what moved since the workbook's last refresh."""
    language, as_of = judged.language, wish.day
    statuses = _labels(judged.criteria.stages, language)
    channel = chosen_channel(judged.cleaned)
    customers = _customers(judged, channel)
    former = in_language(sources.memory.customers, judged.criteria.stages, language)
    customers = with_previous(customers, statuses, former, as_of.toordinal())
    happened = Happened(
        as_of=as_of,
        version=judged.criteria.version,
        customers=len(customers),
        orders=int(customers["orders"].sum()),
        moves=moves(customers, statuses, former),
        corrections=corrections_of(judged.together.intake_before, judged.together.cleaned_before),
        compared=not sources.is_open,
    )
    written = write_down(happened, with_answers(sources.memory, wish.today, language), wish.today, language)
    return Refresh(
        as_of=as_of,
        refreshed_on=written.refreshed_on,
        language=language,
        currency=judged.intake.currency,
        criteria=judged.criteria,
        statuses=statuses,
        segments=_labels(judged.criteria.segments, language),
        customers=customers,
        history=judged.history,
        has_amounts=judged.history.cents is not None,
        channel=channel,
        moves=written.moves,
        journal=written.lines,
        set_aside=judged.intake.set_aside,
        problems=(*sources.problems, *judged.intake.problems),
        alerts=alerts_of(judged),
    )


def _customers(judged: Judged, channel: Channel) -> pd.DataFrame:
    """One line per customer with all results: see `Refresh.customers`."""
    history, statuses, scores, language = judged.history, judged.statuses, judged.scores, judged.language
    details = judged.cleaned.customers.assign(**_derived(judged.cleaned))
    silence = np.where(history.last_day > 0, history.as_of - history.last_day, -1)
    results: dict[str, Any] = {
        "first_day": history.first_day,
        "last_day": history.last_day,
        "order_days": history.order_days,
        "orders": history.orders,
        **({} if history.cents is None else {"cents": history.cents}),
        "habit": statuses.facts.limits.habit_days,
        "silence": silence,
        "status": statuses.code,
        "why": lifecycle.reasons(statuses, language),
        "r": scores.r,
        "f": scores.f,
        **({} if scores.m is None else {"m": scores.m}),
        "segment": rfm.segments(scores, judged.criteria),
        "since": statuses.since,
        "excluded_why": excluded_why(judged.cleaned, channel, language, judged.doubts),
        **judged.together.others,
        **(_envelopes(judged) if channel == "post" else {}),
    }
    return details.reset_index(drop=True).assign(**results)


def _envelopes(judged: Judged) -> dict[str, Any]:
    """The lines of the envelopes: imported only where the mailing goes by post."""
    from habitue.refresh.posting import lines_for_post

    lines = lines_for_post(judged.cleaned, Rules(country=judged.criteria.country, language=judged.language))
    return {str(name): lines[name].array for name in lines}


def _derived(cleaned: CleanedTable) -> dict[str, pd.Series]:
    """What addresses say of postcode and town where the file has no column for them."""
    wanted = (Role.POSTCODE, Role.TOWN)
    return {str(role): cleaned.derived[role] for role in wanted if role in cleaned.derived}


def _labels(named: Sequence[Stage] | Sequence[Segment], language: Language) -> tuple[Label, ...]:
    return tuple(Label(key=one.key, name=one.name(language), tone=one.tone) for one in named)
