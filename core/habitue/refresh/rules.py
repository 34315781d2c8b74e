"""The criteria and cleaning rules of a refresh: those asked for, else those that the workbook remembers."""

from dataclasses import replace

from habitue.cleaning.catalogue import switched_off
from habitue.cleaning.rules import Rules
from habitue.criteria import Criteria, from_toml
from habitue.language import Language
from habitue.refresh.former import Memory
from habitue.refresh.wish import Wish
from habitue.sheets.criteria import MARK, read_criteria

_SHORT = {"six": "six_statuses", "phases": "five_phases"}  # as the help of --preset calls them


def criteria_of(wish: Wish, memory: Memory) -> Criteria:
    """Those given, `--criteria`, the Criteria sheet or the defaults; then the other options that change criteria."""
    sheet = memory.sheets.get(MARK)
    if wish.criteria is not None:
        criteria = wish.criteria
    elif wish.criteria_file is not None:
        criteria = from_toml(wish.criteria_file)
    else:
        criteria = read_criteria(sheet) if sheet is not None else Criteria()
    preset = _SHORT.get(wish.preset or "", wish.preset)
    if preset is not None and preset != criteria.preset:
        criteria = criteria.with_preset(preset)  # type: ignore[arg-type]  # checked there, with a sentence
    if wish.language is not None:
        criteria = replace(criteria, language=wish.language)
    if wish.country is not None:
        criteria = replace(criteria, country=wish.country)
    if wish.rules_off:
        criteria = replace(criteria, rules_off=(*criteria.rules_off, *wish.rules_off))
    return criteria.with_cut_points(None) if wish.recalibrate else criteria


def rules_of(wish: Wish, criteria: Criteria, language: Language) -> Rules:
    """The cleaning rules that are on, and whose habits hold. Raises BadCriteria for a rule that there is not."""
    off = switched_off((*criteria.rules_off, *wish.rules_off))
    return Rules(off=off, country=criteria.country, language=language, today=wish.day.toordinal())
