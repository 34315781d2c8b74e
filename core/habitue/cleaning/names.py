"""Puts people's names right: civility apart, capitals, first and last name told apart, couples and companies asked."""

import re
from dataclasses import dataclass, replace
from functools import cache, partial

import numpy as np
import pandas as pd

from habitue.cleaning.column import Doubt, Judge, Verdict, as_text, gather, gather_part, judge_all, matches, whole_words
from habitue.cleaning.companies_case import company_capitals
from habitue.cleaning.encoding import lost_characters
from habitue.cleaning.first_names import is_first_name
from habitue.cleaning.names_case import Cased, Place, with_capitals
from habitue.cleaning.names_civility import (
    civility_word,
    is_code_of_sex,
    is_plain_civility,
    starts_with_civility,
    without_civility,
)
from habitue.cleaning.names_order import contradicts, habit_of, shown_order, split_name
from habitue.cleaning.names_people import (
    COMPANY_PATTERN,
    NOBODY_PATTERN,
    PLACE_PATTERN,
    REMARK_PATTERN,
    company_like,
    has_remark,
    household,
    nobody,
    not_a_name,
    perhaps_of_a_place,
    several_people,
)
from habitue.cleaning.rules import Rules
from habitue.cleaning.text import NAME, after_tidying, tidied, tidy, tidy_all
from habitue.cleaning.wordlists import words
from habitue.distinct import Distinct, distinct
from habitue.records import Cleaned

_PLAIN = "^[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+(?:[ -][A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+)*$"  # capitals where they belong, and nothing else
_LETTERS = "^[A-Za-zÀ-ÖØ-öø-ÿ]+(?:[ '-][A-Za-zÀ-ÖØ-öø-ÿ]+)*$"
_NOT_A_NAME_ALONE = whole_words(
    words(
        """
        m mr mme mlle melle mle mm mmes mlles dr me pr mgr mrs ms mx miss prof rev sir mister monsieur
        madame messieurs mesdames messrs mademoiselle docteur doctor maître maitre professeur professor
        monseigneur reverend herr frau mde famille family fam consorts époux epoux indivision succession
        couple foyer ménage household ayants hoirs et and und ou or sarl eurl selarl gmbh ltd llc inc corp
        sa sas sasu snc sci scp gaec earl eirl gie llp plc ii iii iv phd jr sr
        """
    )
)
"""Words that tell more than a name, or something else: whoever has one is looked at closely."""
_FALSE_APOSTROPHE = re.compile(r"(?<=[^\W\d_])[`´‘](?=[^\W\d_])")
_LAST_RESORT_LENGTH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class NamePart:
    """A column of first or of last names, and the civilities that stood in it."""

    name: Cleaned
    civility: Cleaned


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """A column of full names, and what they say: `first` and `last` are blank where they cannot be told."""

    name: Cleaned
    civility: Cleaned
    first: Cleaned
    last: Cleaned


@dataclass(frozen=True, slots=True)
class Habits:
    """What the column as a whole shows: that it gives civilities, that it has companies among the people."""

    civilities: bool
    companies: bool = False


def clean_first_names(column: pd.Series, *, rules: Rules) -> NamePart:
    """First names with their capitals, and the civilities that stood before them."""
    return _clean_part(column, rules, "first")


def clean_last_names(column: pd.Series, *, rules: Rules) -> NamePart:
    """Last names with their capitals, and the civilities that stood before them."""
    return _clean_part(column, rules, "last")


def clean_names(column: pd.Series, *, rules: Rules) -> Names:
    """Full names, in the order in which they are written; first and last name apart where they can be told."""
    text = as_text(column)
    found = distinct(text)
    verdicts = _with_halves(found, _verdicts(found, rules, "full"), rules)
    return Names(
        name=gather(text, found, verdicts),
        civility=gather_part(text, found, verdicts, "civility"),
        first=gather_part(text, found, verdicts, "first"),
        last=gather_part(text, found, verdicts, "last"),
    )


def _with_halves(found: Distinct, verdicts: dict[int, Verdict], rules: Rules) -> dict[int, Verdict]:
    """The verdicts with first and last name as parts, by the order that the names of the column show."""
    values = found.texts.tolist()
    whole = [n for n in range(len(values)) if n not in verdicts or (verdicts[n].value and not verdicts[n].doubts)]
    names = [verdicts[n].value or "" if n in verdicts else values[n] for n in whole]
    shown = [shown_order(name) for name in names]
    order = habit_of(shown)
    half = cache(partial(_half, rules=rules))
    split = dict(verdicts)
    for n, name, its_order in zip(whole, names, shown, strict=True):
        verdict = verdicts.get(n) or Verdict(name)
        if order and contradicts(name, its_order, order):
            split[n] = _in_other_order(verdict, rules)
        elif halves := split_name(name, order):
            parts = {"first": half(halves.first, "first"), "last": half(halves.last, "last")}
            split[n] = Verdict(name, verdict.rules, (), {**(verdict.parts or {}), **parts})
    return split


def clean_civilities(column: pd.Series, *, rules: Rules) -> Cleaned:
    """A column of civilities in their short form; codes of sex ("F", "Homme", "2") are left as they are."""
    text = as_text(column)
    found = distinct(text)
    codes = all(is_code_of_sex(value) for value in found.texts.tolist())

    def judge(value: str) -> Verdict:
        if codes:
            return Verdict(value)
        short = civility_word(value, rules.language) or ("M." if value == "M" else None)
        if short is None:
            rule = "names.two_people" if several_people(value) else "names.civility_form"
            return Verdict(value, (), _doubts(rules, rule))
        return (
            Verdict(short, ("names.civility_form",))
            if short != value and rules.on("names.civility_form")
            else Verdict(value)
        )

    return gather(text, found, judge_all(found, tidied(judge, rules, NAME)))


def _clean_part(column: pd.Series, rules: Rules, place: Place) -> NamePart:
    text = as_text(column)
    found = distinct(text)
    verdicts = _verdicts(found, rules, place)
    return NamePart(name=gather(text, found, verdicts), civility=gather_part(text, found, verdicts, "civility"))


def _verdicts(found: Distinct, rules: Rules, place: Place) -> dict[int, Verdict]:
    """The verdicts that are needed: most names are letters only, so that at most their capitals need a look."""
    if found.texts.empty:
        return {}
    texts, said = tidy_all(found.texts, rules, NAME)
    letters = matches(texts, _LETTERS)
    letters[list(said)] = False
    for closer in (_NOT_A_NAME_ALONE, COMPANY_PATTERN, NOBODY_PATTERN, REMARK_PATTERN, PLACE_PATTERN):
        letters &= ~matches(texts, closer)
    habits = _habits(texts, found.counts(), rules, place)
    judge = judge_of_names(rules, place, habits)
    closely = {
        n: after_tidying(said.get(n) or Verdict(text), judge)
        for n, text in zip(np.flatnonzero(~letters).tolist(), texts[~letters].tolist(), strict=True)
    }
    odd_case = letters & ~matches(texts, _PLAIN)
    capitals = judge_all(found, lambda text: _cased(Verdict(text), rules, place, habits), needs=lambda _: odd_case)
    return closely | capitals


def _habits(texts: pd.Series, counts: np.ndarray, rules: Rules, place: Place) -> Habits:
    """The habits of a column from its tidy texts and how many cells have each.

    Cells are counted, not distinct texts, and once they are tidy: so many as before are blank, tell a civility apart or
    have a word of trade after cleaning, which makes two names one, and a second cleaning sees the same column.
    """
    cells = counts[texts.notna()].sum()
    civilities = counts[matches(texts, starts_with_civility(rules.language))].sum()
    companies = place == "full" and cells > 0 and counts[matches(texts, COMPANY_PATTERN)].sum() * 50 >= cells
    return Habits(civilities=bool(civilities >= max(3, cells // 10)), companies=bool(companies))


def judge_of_names(rules: Rules, place: Place, habits: Habits) -> Judge:
    """The function that judges one tidy name, given where it stands and what its column shows."""

    def judge(text: str) -> Verdict:
        if lost_characters(text):
            return Verdict(text)  # `tidy` has said so
        if why := _not_one_person(text, rules, place):
            return Verdict(text, (), _doubts(rules, why))
        done: tuple[str, ...] = ()
        parts: dict[str, tuple[str, str]] = {}
        if rules.on("names.apostrophe") and (after := _FALSE_APOSTROPHE.sub("'", text)) != text:
            text, done = after, ("names.apostrophe",)
        if rules.on("names.civility"):
            addressed = without_civility(text, rules.language, usual=habits.civilities)
            if addressed.civility and not (addressed.sure and _stands_alone(addressed.name, rules)):
                return Verdict(text, done, _doubts(rules, "names.civility", addressed.name))
            if is_plain_civility(text, rules.language):
                return Verdict(text, done, _doubts(rules, "names.civility"))
            if addressed.civility:
                parts["civility"] = (addressed.civility, "names.civility")
                text, done = addressed.name, (*done, "names.civility")
        if re.search(r"[()]", text) and place != "first":
            return Verdict(text, done, _doubts(rules, "names.remark"), parts)
        return _cased(Verdict(text, done, (), parts), rules, place, habits)

    return judge


def _not_one_person(text: str, rules: Rules, place: Place) -> str | None:
    """The rule that says why the cell is left whole, None where it holds one person's name."""
    if nobody(text):
        return "names.nobody"
    if has_remark(text):
        return "names.remark"
    if household(text) or (rules.language == "fr" and re.match(r"(?i)les \S+$", text)):
        return "names.household"
    if company_like(text) or (place == "full" and perhaps_of_a_place(text)):
        return "names.company"
    if several_people(text):
        return "names.two_people"
    return "names.odd_characters" if not_a_name(text) else None


def _stands_alone(name: str, rules: Rules) -> bool:
    """Whether what is left without the civility is a name by itself, and would be left so a second time."""
    return tidy(name, rules, NAME).value == name and without_civility(name, rules.language, usual=True).civility is None


def _cased(verdict: Verdict, rules: Rules, place: Place, habits: Habits) -> Verdict:
    text = verdict.value or ""
    cased = _capitals(text, rules, place, habits)
    if not rules.on("names.case") or (cased.sure and cased.text == text):
        return verdict
    if cased.sure:
        return replace(verdict, value=cased.text, rules=(*verdict.rules, "names.case"))
    return replace(verdict, doubts=_doubts(rules, "names.case", cased.text if cased.text != text else None))


def _capitals(text: str, rules: Rules, place: Place, habits: Habits) -> Cased:
    """In a column of full names that has companies too, a word in capitals may be one, such as IBM."""
    cased = with_capitals(text, rules.country, place)
    if place != "full" or cased.text == text:
        return cased
    a_person = any(is_first_name(word) for word in text.split(" "))
    if habits.companies:
        company = company_capitals(text, rules.country)
        return cased if company.sure and a_person else company
    return cased if a_person or " " in text or len(text) > _LAST_RESORT_LENGTH else Cased(cased.text, sure=False)


def _in_other_order(verdict: Verdict, rules: Rules) -> Verdict:
    start, end = (verdict.value or "").split(" ")
    return replace(verdict, doubts=_doubts(rules, "names.order", f"{end} {start}"))


def _half(written: str, place: Place, rules: Rules) -> tuple[str, str]:
    cased = with_capitals(written, rules.country, place)
    return cased.text if cased.sure and rules.on("names.case") else written, "names.order"


def _doubts(rules: Rules, rule: str, suggestion: str | None = None) -> tuple[Doubt, ...]:
    return (Doubt(rule, suggestion),) if rules.on(rule) else ()
