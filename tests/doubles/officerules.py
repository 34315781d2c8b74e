"""Validations and conditional formats of Excel's JavaScript interface; see officerange.py."""

# ruff: noqa: N802 - members have the names of the wire

from typing import TYPE_CHECKING

from acting_rules import _VALIDATIONS
from officeformats import snake_case
from officeobjects import SheetThing
from officethings import Collection, HostError, Thing

if TYPE_CHECKING:
    from officerange import RangeThing

_TYPES = {"list": "List", "whole": "WholeNumber", "decimal": "Decimal", "date": "Date", "textLength": "TextLength"}


class ValidationThing(Thing):
    def __init__(self, place: "RangeThing") -> None:
        self.place = place

    def p_Type(self) -> str:
        top, left, bottom, right = self.place.box
        kinds = set()
        for rule in self.place.sheet.data_validations.dataValidation:
            for area in rule.sqref.ranges:
                if not (area.max_row < top or bottom < area.min_row or area.max_col < left or right < area.min_col):
                    inside = area.min_row <= top and bottom <= area.max_row and area.min_col <= left
                    kinds.add(_TYPES[rule.type] if inside and right <= area.max_col else "Inconsistent")
        return kinds.pop() if len(kinds) == 1 else ("Inconsistent" if kinds else "None")

    def s_Rule(self, rule: dict[str, dict[str, object]]) -> None:
        (kind, told), *more = rule.items()
        if more:
            raise HostError(f"a rule has one kind, and not {sorted(rule)}", "InvalidArgument")
        if kind == "list":
            self.place.act("setDataValidationList", _source(told["source"]), told["inCellDropDown"])
            return
        plain = snake_case(kind)
        if plain not in _VALIDATIONS:
            raise HostError(f"the validation {kind} is not simulated")
        operator = snake_case(str(told["operator"]))
        operator = operator.removesuffix("_to") if "or_equal" in operator else operator
        spec = {"type": plain, "operator": operator, "formula2": told.get("formula2")}
        self.place.act("setDataValidationRule", {**spec, "formula1": told["formula1"]})

    def m_Clear(self) -> None:
        self.place.act("deleteDataValidation")


def _source(told: object) -> dict[str, object]:
    """Where the choices of a list are, in the words of an action."""
    if isinstance(told, Thing):
        top, left, bottom, right = told.box
        where = SheetThing(told.host, told.sheet).p_Position()
        corner = {"sheet_position": where, "start_row": top - 1, "start_column": left - 1}
        return {"type": "range", **corner, "row_count": bottom - top + 1, "column_count": right - left + 1}
    if str(told).startswith("="):
        return {"type": "name", "name": str(told)[1:]}
    return {"type": "literal", "values": str(told).split(",")}


class ConditionalFormatsThing(Collection):
    def __init__(self, place: "RangeThing") -> None:
        self.place = place

    def m_Add(self, kind: str) -> Thing:
        return _ConditionalFormat(self.place, kind)

    def m_ClearAll(self) -> None:
        self.place.act("clearConditionalFormats")

    def items(self) -> list[Thing]:
        raise HostError("listing conditional formats is not simulated")


class _ConditionalFormat(Thing):
    """A rule while it is put together; it is there once its priority is set, which xlwings does last."""

    def __init__(self, place: "RangeThing", kind: str) -> None:
        self.place = place
        self.finished = False
        self.spec: dict[str, object] = {"type": kind}

    def ids(self) -> dict[str, object]:
        return {"Id": f"{{CF{id(self):X}}}"}

    def s_Priority(self, value: int) -> None:
        if value != 0:
            raise HostError("only the first place is simulated")
        self.finished = True
        self.place.act("addConditionalFormat", self.spec)

    def s_StopIfTrue(self, value: bool) -> None:
        self.spec["stop_if_true"] = value

    def get(self, name: str) -> object:
        kinds = {"CellValue": _CellValue, "Custom": _Custom, "DataBar": _DataBar}
        kind = {"CellValueOrNullObject": "CellValue"}.get(name, name)
        if kind not in kinds:
            raise HostError(f"conditional formats of the kind {name} are not simulated")
        return kinds[kind](self.spec)


class _Detail(Thing):
    def __init__(self, spec: dict[str, object]) -> None:
        self.spec = spec


class _CellValue(_Detail):
    def s_Rule(self, rule: dict[str, object]) -> None:
        self.spec |= rule

    def p_Format(self) -> Thing:
        return _RuleFormat(self.spec)


class _Custom(_Detail):
    def p_Rule(self) -> Thing:
        return self

    def s_Formula(self, value: str) -> None:
        self.spec["formula"] = value

    def p_Format(self) -> Thing:
        return _RuleFormat(self.spec)


class _RuleFormat(_Detail):
    def p_Fill(self) -> Thing:
        return _RuleFill(self.spec)

    def p_Font(self) -> Thing:
        return _RuleFont(self.spec)


class _RuleFill(_Detail):
    def s_Color(self, value: str) -> None:
        self.spec["fill_color"] = value


class _RuleFont(_Detail):
    def s_Color(self, value: str) -> None:
        self.spec["font_color"] = value

    def s_Bold(self, value: bool) -> None:
        self.spec["font_bold"] = value


class _DataBar(_Detail):
    def __init__(self, spec: dict[str, object]) -> None:
        super().__init__(spec)
        spec.setdefault("threshold_types", [None, None])
        spec.setdefault("thresholds", [None, None])

    def _bound(self, place: int, rule: dict[str, object]) -> None:
        self.spec["threshold_types"][place] = rule["type"]
        self.spec["thresholds"][place] = rule.get("formula")

    def s_LowerBoundRule(self, rule: dict[str, object]) -> None:
        self._bound(0, rule)

    def s_UpperBoundRule(self, rule: dict[str, object]) -> None:
        self._bound(1, rule)

    def s_ShowDataBarOnly(self, value: bool) -> None:
        self.spec["show_value"] = not value

    def p_PositiveFormat(self) -> Thing:
        return _BarFormat(self.spec)


class _BarFormat(_Detail):
    def s_FillColor(self, value: str) -> None:
        self.spec["bar_color"] = value

    def s_GradientFill(self, value: bool) -> None:
        self.spec["gradient"] = value
