"""Merges applied: the customers of a file put together as the journal says, and new merges decided and written down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from habitue.cleaning.fields import CleanedTable
from habitue.criteria import SurvivorRules
from habitue.intake import Intake
from habitue.intake.records import Summarised
from habitue.merging.answers import meaning
from habitue.merging.golden import Fold, folded, others_of, shortened
from habitue.merging.remembered import golden_keys
from habitue.merging.survivors import ages, texts_of
from habitue.records import NEVER, Orders, Totals
from habitue.refresh.answered import merges_in, values_by_hand
from habitue.refresh.former import Memory
from habitue.sheets.duplicates import MARK, read_doubts
from habitue.tables import text_dtype

_NO_DAY = np.iinfo(np.int32).max


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Together:
    """The customers after all merges, and as they were before; `others` has what was kept beside (see `golden`).

    `golden` gives each customer before the merges their position after.
    """

    intake: Intake
    cleaned: CleanedTable
    intake_before: Intake
    cleaned_before: CleanedTable
    others: pd.DataFrame
    golden: NDArray[np.int64]


def put_together(
    intake: Intake, cleaned: CleanedTable, journal: pd.DataFrame, rules: SurvivorRules | None = None
) -> Together:
    """The customers as the journal's merges leave them; the same objects where there are none."""
    rules = rules or SurvivorRules()
    into = golden_keys(merges_in(journal))
    groups, names = groups_of(intake.customers["key"].tolist(), into)
    size = len(intake.customers)
    if not groups and not names:
        return Together(
            intake=intake,
            cleaned=cleaned,
            intake_before=intake,
            cleaned_before=cleaned,
            others=pd.DataFrame(index=range(size)),
            golden=np.arange(size, dtype=np.int64),
        )
    chosen = _chosen(intake, cleaned, groups, values_by_hand(journal)) if groups else {}
    fold = folded(cleaned, groups, _ages(intake, cleaned, groups), rules, chosen)
    after = shortened(cleaned, fold, rules)
    return Together(
        intake=_renamed(_shortened(intake, fold), fold, names),
        cleaned=replace(after, customers=_with_keys(after.customers, fold, names)),
        intake_before=intake,
        cleaned_before=cleaned,
        others=others_of(cleaned, fold),
        golden=fold.new,
    )


def groups_of(keys: Sequence[str], into: Mapping[str, str]) -> tuple[list[list[int]], dict[int, str]]:
    """The positions of each group, the one that stays first, and the positions that get another key.

    A customer whose golden number is not in the file any more keeps that number all the same.
    """
    places = {key: place for place, key in enumerate(keys)}
    members: dict[str, list[int]] = {}
    for old, golden in into.items():
        if old in places:
            members.setdefault(golden, []).append(places[old])
    groups, names = [], {}
    for golden, olds in members.items():
        rows = sorted(olds)
        if golden in places:
            groups.append([places[golden], *rows])
        else:
            names[rows[0]] = golden
            if len(rows) > 1:
                groups.append(rows)
    return sorted(groups), names


def _chosen(
    intake: Intake, cleaned: CleanedTable, groups: Sequence[Sequence[int]], values: Mapping[tuple[str, str], str]
) -> dict[int, dict[str, int]]:
    """By the first row of each group, the rows that have the values that people chose, by role."""
    if not values:
        return {}
    roles: dict[str, set[str]] = {}
    for use in intake.tables:
        for role, label in use.roles.labels.items():
            roles.setdefault(label, set()).add(str(role))
    keys, texts = intake.customers["key"].tolist(), texts_of(cleaned.customers)
    wanted: dict[str, list[tuple[str, str]]] = {}
    for (key, label), value in values.items():
        wanted.setdefault(key, []).extend((role, value) for role in roles.get(label, ()) if role in texts)
    return {
        group[0]: {
            role: row
            for role, value in wanted.get(keys[group[0]], ())
            for row in reversed(group)
            if texts[role][row] == value
        }
        for group in groups
    }


def _ages(intake: Intake, cleaned: CleanedTable, groups: Sequence[Sequence[int]]) -> NDArray[np.int64]:
    """The ages of the customers, with the one whose number stays as the oldest of its group."""
    age = customer_ages(intake, cleaned)
    for group in groups:
        age[group[0]] = -1
    return age


def customer_ages(intake: Intake, cleaned: CleanedTable) -> NDArray[np.int64]:
    """Ranks the customers from the oldest: by the day on which they were made, the first order, then their numbers."""
    first = np.full(len(intake.customers), _NO_DAY, dtype=np.int64)
    if intake.orders is not None:
        np.minimum.at(first, intake.orders.customer, intake.orders.day)
    elif intake.summarised is not None:
        known = intake.summarised.history.first_day
        first = np.where(known > NEVER, known, _NO_DAY)
    elif intake.totals is not None:
        first = np.where(intake.totals.first_day > NEVER, intake.totals.first_day, _NO_DAY)
    return ages(cleaned, tie=np.arange(len(first)), first_day=first)


def _shortened(intake: Intake, fold: Fold) -> Intake:
    """Everything that intake knows by customer, after the fold."""
    customers = fold.taken(intake.customers)
    size = len(fold.kept)
    quoted = np.full(size, NEVER, dtype=intake.quoted.dtype)
    np.maximum.at(quoted, fold.new, intake.quoted)
    contacts = intake.contacts
    if contacts is not None:
        contacts = replace(contacts, customer=fold.new[contacts.customer].astype(np.int32))
    return replace(
        intake,
        customers=customers,
        extras=_extras(intake.extras, fold),
        orders=None if intake.orders is None else _orders(intake.orders, fold),
        totals=None if intake.totals is None else _totals(intake.totals, fold),
        quoted=quoted,
        contacts=contacts,
        summarised=None if intake.summarised is None else _summarised(intake.summarised, fold),
        rows={
            table: np.where(customer >= 0, fold.new[customer], -1).astype(np.int32)
            for table, customer in intake.rows.items()
        },
    )


def _orders(orders: Orders, fold: Fold) -> Orders:
    return replace(orders, customer=fold.new[orders.customer].astype(np.int32))


def _summarised(summarised: Summarised, fold: Fold) -> Summarised:
    """An engine has counted the orders of a group together already: one of its customers has them all."""
    before, size = summarised.history, len(fold.kept)

    def whole(values: NDArray[np.int32]) -> NDArray[np.int32]:
        after = np.zeros(size, dtype=values.dtype)
        np.maximum.at(after, fold.new, values)
        return after

    own_gap = np.full(size, np.nan)
    np.fmax.at(own_gap, fold.new, before.own_gap)
    history = replace(
        before,
        first_day=whole(before.first_day),
        last_day=whole(before.last_day),
        order_days=whole(before.order_days),
        orders=whole(before.orders),
        cents=None if before.cents is None else whole(before.cents),
        own_gap=own_gap,
        recent_order_days=None if before.recent_order_days is None else whole(before.recent_order_days),
    )
    return replace(summarised, history=history)


def _totals(totals: Totals, fold: Fold) -> Totals:
    """First and last days, and sums: two lines of totals of one customer tell of different orders."""
    size = len(fold.kept)
    first = np.full(size, _NO_DAY, dtype=np.int64)
    np.minimum.at(first, fold.new, np.where(totals.first_day > NEVER, totals.first_day, _NO_DAY))
    last = np.zeros(size, dtype=np.int64)
    np.maximum.at(last, fold.new, totals.last_day)
    counts = np.zeros(size, dtype=np.int64)
    np.add.at(counts, fold.new, totals.orders)
    cents = None
    if totals.cents is not None:
        cents = np.zeros(size, dtype=np.int64)
        np.add.at(cents, fold.new, totals.cents)
    return Totals(
        first_day=np.where(first == _NO_DAY, NEVER, first).astype(np.int32),
        last_day=last.astype(np.int32),
        orders=counts.astype(np.int32),
        cents=cents,
    )


def _extras(extras: pd.DataFrame, fold: Fold) -> pd.DataFrame:
    """Columns without a role: of the row that stays, or where it is blank of the oldest that has something."""
    taken = extras.iloc[fold.kept].reset_index(drop=True)
    for survivor in fold.survivors:
        place = int(fold.new[survivor.rows[0]])
        rows = extras.iloc[list(survivor.rows)]
        for number, name in enumerate(extras.columns):
            filled = rows[name].dropna()
            if len(filled) and bool(taken[name].isna().iloc[place]):
                taken.iloc[place, number] = filled.iloc[0]
    return taken


def _renamed(intake: Intake, fold: Fold, names: Mapping[int, str]) -> Intake:
    return replace(intake, customers=_with_keys(intake.customers, fold, names))


def _with_keys(customers: pd.DataFrame, fold: Fold, names: Mapping[int, str]) -> pd.DataFrame:
    """The customers whose golden number is not in the file under that number."""
    if not names:
        return customers
    keys = customers["key"].tolist()
    for place, name in names.items():
        keys[int(fold.new[place])] = name
    return customers.assign(key=pd.Series(keys, dtype=text_dtype()))


def doubts_in(memory: Memory, together: Together) -> Mapping[int, int]:
    """The customers who, by the Duplicates sheet, are perhaps another one, with whom: positions after the merges.

    Who was said to be different is none of them; of a pair, only the second is.
    """
    sheet = memory.sheets.get(MARK)
    if sheet is None:
        return {}
    places = {key: place for place, key in enumerate(together.intake_before.customers["key"].tolist())}
    lines = read_doubts(sheet)
    found: dict[int, int] = {}
    for key, other, answer in zip(lines["key"], lines["other"], lines["answer"], strict=True):
        if meaning(answer) in ("different", "household") or key not in places or other not in places:
            continue
        one, whom = int(together.golden[places[key]]), int(together.golden[places[other]])
        if one != whom and found.get(whom) != one:
            found.setdefault(one, whom)
    return found
