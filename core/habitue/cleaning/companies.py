"""Puts companies' names right: the legal form apart, capitals, and whatever may be part of the name asked about."""

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from habitue.cleaning.column import Doubt, Judge, Verdict, as_text, gather, gather_part, judge_all, matches, whole_words
from habitue.cleaning.companies_case import company_capitals
from habitue.cleaning.companies_form import FRENCH_SPEAKING, Formed, without_form
from habitue.cleaning.companies_words import ACRONYMS, BEFORE, WRITTEN
from habitue.cleaning.first_names import fold_name
from habitue.cleaning.names_case import SPECIAL
from habitue.cleaning.names_civility import CIVILITIES, is_plain_civility
from habitue.cleaning.rules import Rule, Rules
from habitue.cleaning.text import NAME, tidied, tidy, untidy
from habitue.cleaning.wordlists import words
from habitue.distinct import distinct
from habitue.language import sentence
from habitue.records import Cleaned

RULES = (
    Rule(
        id="companies.legal_form",
        asks=sentence("This may be a legal form, or a part of the name."),
        explains=sentence("The legal form before or after a company's name (“SARL”, “Ltd” ...) is kept apart."),
    ),
    Rule(
        id="companies.case",
        asks=sentence("This may be initials or a brand: nothing tells where its capitals belong."),
        explains=sentence(
            "Companies all in capitals or all in small letters get their capitals; initials keep theirs."
        ),
    ),
    Rule(
        id="companies.person",
        explains=sentence("A person stands in a column of companies."),
        severity="doubt",
    ),
    Rule(
        id="companies.remark",
        explains=sentence("Beside the name, the cell says something of the company (“en liquidation”, “closed”)."),
        severity="doubt",
    ),
    Rule(
        id="companies.no_name",
        explains=sentence("An e-mail, a number or a remark stands where the company's name should."),
        severity="doubt",
    ),
)

_PLAIN = "^[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{4,}(?: [A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{4,})*$"
_PRIVATE = (
    r"(?i)^(?:client )?(?:particuli(?:er|ère)s?|priv[ée]e?|private|individual|perso(?:nnel)?|personal"
    r"|retrait[ée]e?|retired"
    r"|auto[- ]?entrepreneure?|micro[- ]?entreprise|ind[ée]pendante?|(?:self|un)[- ]?employed|sole trader|freelance"
    r"|[ée]tudiante?|student|ch[ôo]meu(?:r|se)|sans emploi|sans profession|femme au foyer|m[èe]re au foyer)$"
)
_NO_NAME = r"(?i)@|^[ +().0-9/-]{6,}$|^(?:idem|ditto|test|tests|same|voir|see)$"
_REMARK = (
    r"(?i)\((?:ferm[ée]e?|closed|en liquidation|liquidation judiciaire|radi[ée]e?|dissolved|cess[ée]e?|ex)\)"
    r"|(?:^| )(?:en liquidation|liquidation judiciaire|in liquidation|in administration|en redressement|radi[ée]e)"
    r"(?:$| )"
)
_PHRASE = r"(?i)capital de|capital social"
_TELLING = (
    f"^(?:{'|'.join(sorted(word.capitalize() for word in CIVILITIES if word.isalpha()))})(?: |$)"
    "|(?:^| )(?:Limited|Sprlu|Selarl|Selas|Selasu)(?: |$)|(?:^| )Soci[ée]t[ée] "
)
"""Words that are plain to look at and yet a civility or a legal form."""
_LOUD = "^[A-Z]{5,}(?: [A-Z]{5,})+$"
_ODD_CAPITALS = "(?:^| )(?:MC|IJ|[^AEIOUY ]{3}|[^AEIOUY ]+(?: |$))"
"""More than one letter is a capital in these, or all are."""
_NO_PLAIN_CAPITALS = whole_words(ACRONYMS | SPECIAL)
_FORM_BEFORE = f"^(?:{'|'.join(sorted(BEFORE))}) [A-ZÀ-ÖØ-Þ][A-Za-zß-öø-ÿ]{{4}}"
_FORM_AFTER = "[A-Za-zß-öø-ÿ]{4} (?:SARL|EURL|SAS|SASU|SNC|SCI|SELARL|SA|LTD|Ltd|LLC|LLP|PLC|GMBH|GmbH)$"
_PART_OF_PHRASE = whole_words(words("institute scandinavian majesté majeste sainteté lavalin grey unipersonnelle"))
_WHOLE_CELL = (
    (_PRIVATE, "companies.person"),
    (_NO_NAME, "companies.no_name"),
    (_REMARK, "companies.remark"),
    (_PHRASE, "companies.legal_form"),
)
"""What is asked about as it stands, and by which rule."""
_AND = re.compile(r" (?:et|and|und|\+) ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Companies:
    """A column of companies' names, and the legal forms that stood beside them."""

    name: Cleaned
    form: Cleaned


def clean_companies(column: pd.Series, *, rules: Rules) -> Companies:
    """Companies' names without their legal form, which is an output of its own."""
    text = as_text(column)
    found = distinct(text)
    formed = _plain_forms(found.texts, rules)
    closer = _needs(found.texts)
    closer[list(formed)] = False
    verdicts = formed | judge_all(found, tidied(judge_of_companies(rules), rules, NAME), needs=lambda _: closer)
    return Companies(name=gather(text, found, verdicts), form=gather_part(text, found, verdicts, "form"))


def company_key(name: str) -> str:
    """A company's name for comparing only: no case, no accents, no legal form; "&", "+", "and" and "et" are one."""
    formed = without_form(name, "FR")
    folded = re.sub(r"\s*&\s*", " et ", fold_name(formed.name if formed.form and formed.sure else name))
    return " ".join(re.sub(r"[^\w ]+", " ", _AND.sub(" et ", folded)).split())


def _needs(texts: pd.Series) -> np.ndarray:
    closer: np.ndarray = untidy(texts, NAME) | ~matches(texts, _PLAIN)
    for looked_for in (_TELLING, _PRIVATE, _NO_NAME, _REMARK, _PHRASE):
        closer |= matches(texts, looked_for)
    return closer


def _plain_forms(texts: pd.Series, rules: Rules) -> dict[int, Verdict]:
    """The verdicts on plain names with a plain legal form before or after them, as most companies are written.

    What is no more than that is told from the whole column at once; a test holds it to `judge_of_companies`.
    """
    verdicts: dict[int, Verdict] = {}
    if not rules.on("companies.legal_form") or texts.empty:
        return verdicts
    sides = [(_FORM_AFTER, "^(.*) [A-Za-z]+$", "^.* ")]
    if rules.country in FRENCH_SPEAKING:
        sides.append((_FORM_BEFORE, "^[A-Z]+ ", " .*$"))
    for pattern, around, but in sides:
        numbers = np.flatnonzero(matches(texts, pattern))
        written = texts.take(numbers)
        names = written.str.replace(around, r"\1" if "(" in around else "", regex=True)
        forms = written.str.replace(but, "", regex=True)
        loud = matches(names, _LOUD) & ~matches(names, _ODD_CAPITALS) & ~matches(names, _NO_PLAIN_CAPITALS)
        quiet = names.mask(loud, names.str.title()) if rules.on("companies.case") else names
        plain = ~_needs(quiet) & ~matches(names, _PART_OF_PHRASE)
        done = {True: ("companies.legal_form", "companies.case"), False: ("companies.legal_form",)}
        written_so = zip(
            numbers[plain].tolist(), quiet[plain].tolist(), forms[plain].tolist(), loud[plain].tolist(), strict=True
        )
        for n, name, form, was_loud in written_so:
            verdicts[n] = Verdict(name, done[was_loud], (), {"form": (WRITTEN.get(form, form), "companies.legal_form")})
    return verdicts


def judge_of_companies(rules: Rules) -> Judge:
    """The function that judges one tidy name of a company."""

    def judge(text: str) -> Verdict:
        if is_plain_civility(text.split(" ", 1)[0], rules.language):
            return Verdict(text, (), _doubts(rules, "companies.person"))
        if why := next((rule for pattern, rule in _WHOLE_CELL if re.search(pattern, text)), None):
            return Verdict(text, (), _doubts(rules, why))
        formed = without_form(text, rules.country) if rules.on("companies.legal_form") else Formed(text)
        if formed.form and not (formed.sure and _stays(formed.name, rules)):
            suggestion = formed.name if formed.name != text else None
            return Verdict(text, (), _doubts(rules, "companies.legal_form", suggestion))
        if formed.form is None:
            return _cased(text, (), None, rules)
        parts = {"form": (formed.form, "companies.legal_form")}
        return _cased(formed.name, ("companies.legal_form",), parts, rules)

    return judge


def _stays(name: str, rules: Rules) -> bool:
    """Whether the name without its form is a name by itself, and would be left so a second time."""
    if re.fullmatch(r"(?i)pty|sarl|sasu?|eurl|ltd|llc|gmbh|inc|sci|snc", name.strip(" .")):
        return False
    return tidy(name, rules, NAME).value == name and without_form(name, rules.country).form is None


def _cased(text: str, done: tuple[str, ...], parts: dict[str, tuple[str, str]] | None, rules: Rules) -> Verdict:
    cased = company_capitals(text, rules.country)
    if not rules.on("companies.case") or cased.text == text:
        return Verdict(text, done, (), parts)
    if cased.sure and (not done or without_form(cased.text, rules.country).form is None):
        return Verdict(cased.text, (*done, "companies.case"), (), parts)
    return Verdict(text, done, _doubts(rules, "companies.case", cased.text), parts)


def _doubts(rules: Rules, rule: str, suggestion: str | None = None) -> tuple[Doubt, ...]:
    return (Doubt(rule, suggestion),) if rules.on(rule) else ()
