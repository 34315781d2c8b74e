"""The criteria of a refresh: those asked for, else those that the workbook remembers, else the defaults."""

from dataclasses import replace

from habitue.criteria import Criteria, from_toml
from habitue.refresh.former import Memory
from habitue.refresh.wish import Wish
from habitue.sheets.criteria import MARK, read_criteria


def criteria_of(wish: Wish, memory: Memory) -> Criteria:
    """`--criteria`, else the Criteria sheet, else the defaults; then `--preset`, `--language` and `--recalibrate`."""
    sheet = memory.sheets.get(MARK)
    if wish.criteria_file is not None:
        criteria = from_toml(wish.criteria_file)
    else:
        criteria = read_criteria(sheet) if sheet is not None else Criteria()
    if wish.preset is not None and wish.preset != criteria.preset:
        criteria = criteria.with_preset(wish.preset)  # type: ignore[arg-type]  # checked there, with a sentence
    if wish.language is not None:
        criteria = replace(criteria, language=wish.language)
    return criteria.with_cut_points(None) if wish.recalibrate else criteria
