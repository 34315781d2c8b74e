"""A conditional format as xlwings sends it, made an openpyxl rule after the checks of xlwings' own script."""

from openpyxl.formatting.rule import DataBarRule, Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle

_OPERATORS = {"EqualTo": "equal", "NotEqualTo": "notEqual", "GreaterThan": "greaterThan", "LessThan": "lessThan"}
_THRESHOLDS = {
    "Automatic": ("min", "max"),
    "LowestValue": ("min", "min"),
    "HighestValue": ("max", "max"),
    "Number": ("num", "num"),
}


def rule_of(spec: dict[str, object], refused: type[Exception]) -> Rule:
    """The rule; `refused` is raised for what Excel or this double does not take."""
    if spec["type"] == "DataBar":
        kinds = [_THRESHOLDS.get(kind) for kind in spec["threshold_types"]]
        if None in kinds:
            raise refused(f"bars between {spec['threshold_types']} are not simulated")
        colour, shown = "FF" + spec["bar_color"][1:], spec["show_value"]
        return DataBarRule(
            kinds[0][0], spec["thresholds"][0], kinds[1][1], spec["thresholds"][1], colour, showValue=shown
        )
    style = DifferentialStyle(font=_font(spec), fill=_fill(spec))
    if spec["type"] == "CellValue":
        if spec["operator"] not in _OPERATORS or not isinstance(spec["formula1"], str) or not spec["formula1"]:
            raise refused(f"the rule {spec} is not simulated")
        formula = spec["formula1"].lstrip("=")
        return Rule("cellIs", operator=_OPERATORS[spec["operator"]], formula=[formula], dxf=style)
    if spec["type"] == "Custom":
        if not spec["formula"].startswith("=") or len(spec["formula"]) < 2:
            raise refused("a formula starts with '='")
        return Rule("expression", formula=[spec["formula"][1:]], dxf=style)
    raise refused(f"conditional formats of type {spec['type']} are not simulated")


def _font(spec: dict[str, object]) -> Font | None:
    if spec.get("font_color") is None and spec.get("font_bold") is None:
        return None
    colour = spec.get("font_color")
    return Font(color=None if colour is None else "FF" + colour[1:], bold=spec.get("font_bold"))


def _fill(spec: dict[str, object]) -> PatternFill | None:
    colour = spec.get("fill_color")
    return None if colour is None else PatternFill(bgColor="FF" + colour[1:], fill_type="solid")
