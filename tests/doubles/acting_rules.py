"""Actions on validations and conditional formats; see acting.py."""

# ruff: noqa: N802 - the functions have the actions' own names

import re

from acting import Action, ActionFailed, Stage, acts, address, box, crosses, holds, merged_area, quoted, sheet_of
from conditional import rule_of
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

_OPERATORS = {
    "between": "between",
    "not_between": "notBetween",
    "equal_to": "equal",
    "not_equal_to": "notEqual",
    "greater_than": "greaterThan",
    "less_than": "lessThan",
    "greater_than_or_equal": "greaterThanOrEqual",
    "less_than_or_equal": "lessThanOrEqual",
}
_VALIDATIONS = {
    "whole_number": "whole",
    "decimal": "decimal",
    "date": "date",
    "time": "time",
    "text_length": "textLength",
}


@acts
def deleteDataValidation(stage: Stage, action: Action) -> None:
    sheet, area = sheet_of(stage, action), box(action)
    for rule in list(sheet.data_validations.dataValidation):
        kept = [part for place in rule.sqref.ranges for part in cut_out(merged_area(place), area)]
        if not kept:
            sheet.data_validations.dataValidation.remove(rule)
        else:
            rule.sqref = type(rule.sqref)(" ".join(address(*part) for part in kept))


def cut_out(place: tuple[int, int, int, int], hole: tuple[int, int, int, int]) -> list[tuple[int, int, int, int]]:
    """What is left of an area without another."""
    if not crosses(place, hole):
        return [place]
    (t, lf, b, r), (ht, hl, hb, hr) = place, hole
    parts = [(t, lf, ht - 1, r), (hb + 1, lf, b, r)]
    parts += [(max(t, ht), lf, min(b, hb), hl - 1), (max(t, ht), hr + 1, min(b, hb), r)]
    return [part for part in parts if part[0] <= part[2] and part[1] <= part[3]]


def _validate(stage: Stage, action: Action, rule: DataValidation) -> None:
    sheet, area = sheet_of(stage, action), box(action)
    here = [
        old
        for old in sheet.data_validations.dataValidation
        if any(crosses(merged_area(p), area) for p in old.sqref.ranges)
    ]
    covered = [old for old in here if any(holds(merged_area(p), area) for p in old.sqref.ranges)]
    if here and not covered:
        raise ActionFailed("Cannot update data validation because the target cells have different validation rules")
    deleteDataValidation(stage, action)
    rule.add(address(*area))
    sheet.add_data_validation(rule)


@acts
def setDataValidationList(stage: Stage, action: Action) -> None:
    source, dropdown = action["args"]
    if source["type"] == "literal":
        values = source["values"]
        if not values or any("," in value or ";" in value for value in values) or len(",".join(values)) > 255:
            raise ActionFailed("a literal list has no separators in it and at most 255 characters")
        formula = '"' + ",".join(values) + '"'
    elif source["type"] == "range":
        where = stage.book.worksheets[source["sheet_position"]]
        top, left = source["start_row"] + 1, source["start_column"] + 1
        place = (top, left, top + source["row_count"] - 1, left + source["column_count"] - 1)
        first, _, last = address(*place).partition(":")
        fixed = ":".join(re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", part) for part in (first, last) if part)
        formula = f"{quoted(where.title)}!{fixed}"
    else:
        if source["name"] not in stage.book.defined_names:
            raise ActionFailed(f"there is no name {source['name']!r}")
        formula = source["name"]
    _validate(stage, action, DataValidation(type="list", formula1=formula, allow_blank=True, showDropDown=not dropdown))


@acts
def setDataValidationRule(stage: Stage, action: Action) -> None:
    spec = action["args"][0]
    if spec["type"] not in _VALIDATIONS or spec["operator"] not in _OPERATORS:
        raise ActionFailed(f"the validation {spec['type']} {spec['operator']} is not simulated")
    texts = [spec["formula1"], spec["formula2"]]
    if (texts[1] is not None) != ("between" in spec["operator"]) or not all(
        text is None or (isinstance(text, str) and text) for text in texts
    ):
        raise ActionFailed("the rule has the wrong number of limits, or one is no text")
    rule = DataValidation(type=_VALIDATIONS[spec["type"]], operator=_OPERATORS[spec["operator"]], allow_blank=True)
    rule.formula1, rule.formula2 = (None if text is None else text.lstrip("=") for text in texts)
    _validate(stage, action, rule)


def forget_conditional(sheet: Worksheet, area: tuple[int, int, int, int]) -> None:
    found = sheet.conditional_formatting
    sheet.conditional_formatting = type(found)()
    for formatting in found:
        places = [part for place in formatting.sqref.ranges for part in cut_out(merged_area(place), area)]
        for rule in formatting.rules if places else ():
            sheet.conditional_formatting.add(" ".join(address(*place) for place in places), rule)


@acts
def clearConditionalFormats(stage: Stage, action: Action) -> None:
    forget_conditional(sheet_of(stage, action), box(action))


@acts
def addConditionalFormat(stage: Stage, action: Action) -> None:
    sheet, spec = sheet_of(stage, action), action["args"][0]
    area = box(action)
    rule = rule_of(spec, ActionFailed)
    for formatting in sheet.conditional_formatting:
        for other in formatting.rules:
            other.priority += 1
    rule.priority = 1
    sheet.conditional_formatting.add(address(*area), rule)
    rule.priority = 1
