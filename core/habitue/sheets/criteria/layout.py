"""The lines of each block, from criteria: the Criteria sheet's content in the words of its reader."""

from collections.abc import Iterator
from itertools import product

from habitue.criteria import Criteria, CutPoints
from habitue.criteria.allowed import Kind as NumberKind
from habitue.criteria.cells import cells_text
from habitue.criteria.conditions import Condition, allowed_value
from habitue.criteria.named import Named
from habitue.criteria.scoring import Edges
from habitue.language import Language, Sentence, sentence
from habitue.sheetmodel import Cell
from habitue.sheets.criteria.blocks import MAP
from habitue.sheets.criteria.drafts import Draft, Line, asked_number, asked_text, asked_word, placed, shown
from habitue.sheets.criteria.entries import Entry


def entry_lines(entries: tuple[Entry, ...], criteria: Criteria, language: Language) -> Iterator[Line]:
    """One line per criterion."""
    for entry in entries:
        value, allowed = entry.value(criteria), entry.allowed()
        line = {
            "label": shown(entry.label, language),
            "value": _asked(entry, value, language),
            "meaning": shown(entry.meaning, language, "muted"),
            "code": shown(f"preset.{criteria.preset}" if entry.code == "preset" else entry.code, language, "muted"),
        }
        yield line if allowed is None else line | {"allowed": shown(allowed.range(), language, "muted")}


def _asked(entry: Entry, value: float | str | bool | None, language: Language) -> Draft:
    if entry.kind == "number":
        allowed = entry.allowed()
        assert allowed is not None
        assert not isinstance(value, str)
        return asked_number(value, allowed.kind)
    if isinstance(value, bool):
        return asked_word("yes_no", "yes" if value else "no", language)
    return asked_text(str(value)) if entry.kind == "text" else asked_word(entry.kind, str(value), language)


def stage_lines(criteria: Criteria, language: Language) -> Iterator[Line]:
    """One line per condition; the first of each status also says what the status is."""
    for stage in criteria.stages:
        about = {"name": asked_text(stage.name(language)), **_common(stage, language)}
        first = True
        for alternative in stage.rule:
            for place, condition in enumerate(alternative):
                joiner = "if" if first else "and" if place else "or"
                line = {"joiner": asked_word("joiner", joiner, language), **_condition(condition, language)}
                yield (about | line) if first else line
                first = False
        if first:
            yield about | {"joiner": asked_word("joiner", "otherwise", language)}


def _condition(condition: Condition, language: Language) -> Line:
    return {
        "measure": asked_word("measure", str(condition.measure), language),
        "comparison": asked_word("comparison", str(condition.comparison), language),
        "value": _value(condition, language),
        "column": asked_text(condition.column),
    }


def _value(condition: Condition, language: Language) -> Draft:
    allowed = allowed_value(condition.measure, condition.comparison)
    if isinstance(condition.value, bool):
        return asked_word("yes_no", "yes" if condition.value else "no", language)
    if allowed is None:
        return asked_text(str(condition.value))
    assert not isinstance(condition.value, str)
    return asked_number(condition.value, allowed.kind)


def _common(one: Named, language: Language) -> Line:
    return {
        "words": asked_text(one.words(language)),
        "owner": asked_text(one.owner),
        "sheet": asked_word("yes_no", "yes" if one.sheet else "no", language),
        "tone": asked_word("tone", one.tone, language),
        "code": shown(one.key, language, "muted"),
    }


def segment_lines(criteria: Criteria, language: Language) -> Iterator[Line]:
    """One line per segment, with its cells and its group."""
    names = {group.key: group.name(language) for group in criteria.groups}
    for one in criteria.segments:
        group = asked_text(names.get(one.group, ""), of=tuple(names.values()))
        yield {
            "name": asked_text(one.name(language)),
            "cells": asked_text(cells_text(one.cells)),
            "group": group,
            **_common(one, language),
        }


def group_lines(criteria: Criteria, language: Language) -> Iterator[Line]:
    """One line per group."""
    for one in criteria.groups:
        yield {"name": asked_text(one.name(language)), **_common(one, language)}


def cut_lines(criteria: Criteria, language: Language) -> Iterator[Line]:
    """One line per axis; with nested bins one per group of buyers that is scored by itself."""
    rfm = criteria.rfm
    cuts = rfm.cut_points
    if cuts is None:
        return
    r_scores, f_scores = range(1, rfm.r_bins + 1), range(1, rfm.f_bins + 1)
    within_f = [f" (R{r})" for r in r_scores] if rfm.nested else [""]
    within_m = [f" (R{r} F{f})" for r, f in product(r_scores, f_scores)] if rfm.nested else [""]
    yield from _axis_lines(("recency_days", sentence("R: days of silence, at most")), cuts, [""], language)
    yield from _axis_lines(("order_days", sentence("F: order days, at least")), cuts, within_f, language)
    if cuts.cents:
        yield from _axis_lines(("cents", sentence("M: amount, at least")), cuts, within_m, language)


def _axis_lines(axis: tuple[str, Sentence], cuts: CutPoints, within: list[str], language: Language) -> Iterator[Line]:
    name, label = axis
    rows: tuple[Edges, ...] = getattr(cuts, name)
    code = f"cut.{name}.{cuts.monetary}" if name == "cents" else f"cut.{name}"
    kind: NumberKind = "money" if name == "cents" else "count"
    for place, (edges, which) in enumerate(zip(rows, within, strict=True), start=1):
        amounts = [edge / 100 for edge in edges] if name == "cents" else edges
        yield {
            "label": shown(label.say(language) + which, language),
            **{str(score): asked_number(amount, kind) for score, amount in enumerate(amounts, start=2)},
            "code": shown(f"{code}.{place}", language, "muted"),
        }


def map_cells(criteria: Criteria, row: int, language: Language) -> tuple[list[Cell], int]:
    """The map of the segments, the best corner at the top right; and the row in which the next block begins."""
    cells, next_row = placed(MAP, (), row, language)
    names = {cell: one.name(language) for one in criteria.segments for cell in one.cells}
    r_bins, f_bins = criteria.rfm.r_bins, criteria.rfm.f_bins
    cells += [Draft(value=f"F{f}", style="header").at(row + 2, f + 1) for f in range(1, f_bins + 1)]
    for place, r in enumerate(range(r_bins, 0, -1), start=row + 3):
        cells.append(Draft(value=f"R{r}", style="strong", wrap=True).at(place, 1))
        cells += [Draft(value=names[r, f], wrap=True).at(place, f + 1) for f in range(1, f_bins + 1)]
    return cells, next_row + r_bins
