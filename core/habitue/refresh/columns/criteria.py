"""The criteria that a formula was given (a Criteria sheet, the name of a set of statuses, TOML), and their rules."""

from habitue.cleaning.catalogue import switched_off
from habitue.cleaning.rules import Rules
from habitue.criteria import PRESET_NAMES, Criteria, Preset, criteria_from_toml
from habitue.criteria.named import LANGUAGES
from habitue.errors import BadCriteria
from habitue.language import Language, sentence
from habitue.refresh.columns.cells import Cells
from habitue.roles.words import plain_words
from habitue.sheetmodel import FormerSheet
from habitue.sheets.criteria import MARK, read_criteria


def criteria_of_cells(cells: Cells, title: str) -> Criteria:
    """The criteria in a range: several cells are a Criteria sheet, one is a name or TOML.

    Raises BadCriteria; a cell of the range is named with `title` before it.
    """
    texts = {
        (row, place): text
        for place, column in enumerate(cells.columns, start=1)
        for row, text in enumerate(column.where(column.notna(), None).tolist(), start=1)
        if isinstance(text, str) and text.strip()
    }
    if not texts:
        return Criteria()
    if len(texts) > 1:
        return read_criteria(FormerSheet(mark=MARK, title=title, tables=(), grid=texts))
    (text,) = texts.values()
    return criteria_from_toml(text) if "=" in text else Criteria(preset=_preset(text))


def cleaning_rules(criteria: Criteria, language: Language) -> Rules:
    """The cleaning rules that are on by these criteria. Raises BadCriteria for a rule that there is not."""
    off = switched_off(criteria.rules_off) if criteria.rules_off else frozenset[str]()
    return Rules(off=off, country=criteria.country, language=language)


def _preset(text: str) -> Preset:
    wanted = plain_words(text)
    for preset, name in PRESET_NAMES.items():
        known = {plain_words(preset), *(plain_words(name.say(language)) for language in LANGUAGES)}
        if wanted in known or wanted in plain_words(preset).split():  # "six", as --preset has it
            return preset
    raise BadCriteria(
        sentence(
            "“{text}” is not a set of statuses; there are: {names}. A range of the Criteria sheet does as well.",
            text=text[:60],
            names=list(PRESET_NAMES.values()),
        )
    )
