"""Actions on charts; see acting.py."""

# ruff: noqa: N802 - the functions have the actions' own names

import re

from acting import Action, ActionFailed, Stage, acts, bounds, sheet_of
from openpyxl.chart import BarChart, DoughnutChart, Reference

_CHARTS = {"BarClustered": ("bar", BarChart), "ColumnClustered": ("col", BarChart), "Doughnut": (None, DoughnutChart)}


@acts
def addChart(stage: Stage, action: Action) -> None:
    name, kind, source_sheet, source, left, top, width, height, _, anchor, _ = action["args"]
    sheet = sheet_of(stage, action)
    if kind not in _CHARTS:
        raise ActionFailed(f"charts of type {kind} are not simulated")
    if source_sheet not in stage.book.sheetnames:
        raise ActionFailed(f"there is no sheet {source_sheet!r}")
    direction, make = _CHARTS[kind]
    chart = make()
    if direction:
        chart.type = direction
    first, lf, last, right = bounds(source)
    where = stage.book[source_sheet]
    chart.add_data(Reference(where, min_col=right, min_row=first, max_row=last), titles_from_data=True)
    chart.set_categories(Reference(where, min_col=lf, min_row=first + 1, max_row=last))
    chart.title = name
    chart.placed = {"left": left, "top": top, "width": width, "height": height, "name": name}
    sheet.add_chart(chart, anchor.replace("$", "") if anchor else "A1")
    stage.selected.append((sheet.title, "A1"))  # as xlwings' own script does where the chart's sheet is not active
    stage.book.active = stage.book.index(sheet)


def chart_of(stage: Stage, action: Action) -> object:
    charts, index = sheet_of(stage, action)._charts, action["args"][0]
    if not isinstance(index, int) or not 0 <= index < len(charts):
        raise ActionFailed(f"there is no chart {index!r} on the sheet")
    return charts[index]


@acts
def setChartTitle(stage: Stage, action: Action) -> None:
    chart_of(stage, action).title = action["args"][1]


@acts
def setChartLegend(stage: Stage, action: Action) -> None:
    chart = chart_of(stage, action)
    if action["args"][1] == "visible" and not action["args"][2]:
        chart.legend = None


@acts
def setChartStyle(stage: Stage, action: Action) -> None:
    chart_of(stage, action).style = action["args"][1]


@acts
def setChartSourceData(stage: Stage, action: Action) -> None:
    chart = chart_of(stage, action)
    source_sheet, source = action["args"][1:3]
    where = stage.book[source_sheet]
    first, lf, last, right = bounds(source)
    chart.series = []
    chart.add_data(Reference(where, min_col=right, min_row=first, max_row=last), titles_from_data=True)
    chart.set_categories(Reference(where, min_col=lf, min_row=first + 1, max_row=last))


@acts
def setChartXAxisValues(stage: Stage, action: Action) -> None:
    chart = chart_of(stage, action)
    where = stage.book[action["args"][1]]
    first, left, last, _ = bounds(action["args"][2])
    chart.set_categories(Reference(where, min_col=left, min_row=first, max_row=last))


@acts
def setChartSeries(stage: Stage, action: Action) -> None:
    chart_of(stage, action)


@acts
def setChartPosition(stage: Stage, action: Action) -> None:
    _, side, points = action["args"]
    if not re.fullmatch("left|top|width|height", side) or points < 0:
        raise ActionFailed(f"{side} {points} is no place for a chart")
    chart_of(stage, action).placed[side] = points


@acts
def deleteChart(stage: Stage, action: Action) -> None:
    sheet_of(stage, action)._charts.remove(chart_of(stage, action))
