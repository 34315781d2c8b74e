"""The charts of a sheet of ours: made once, where people leave or move them, and pointed to the new lines each time.

Hosts of xlwings have no colour for each bar, and web hosts none for a series that they have not read back, so that
charts made here have the colours of the workbook's theme.
"""

import xlwings as xw

from habitue.sheetmodel import Chart
from habitue.workbook.write.areas import Area
from habitue.workbook.write.layout import Placed
from habitue_addin.book.moving import range_of
from habitue_addin.book.site import Site

_FRAME = "Habitué {}"
_TYPES = {"bar": "bar_clustered", "column": "column_clustered", "doughnut": "doughnut"}
_ROW_POINTS, _COLUMN_POINTS = 15.0, 64.0


def draw(site: Site, sheet: xw.Sheet) -> bool:
    """Draw the charts of a sheet; whether any was added, which may have moved the selection."""
    known = {chart.name: chart for chart in sheet.charts}
    added = False
    for number, chart in enumerate(site.model.charts, 1):
        name = _FRAME.format(number)
        table = next(table for table in site.tables if table.model.name == chart.table)
        made = known.get(name)
        if made is None:
            made, added = _added(sheet, chart, table, name), True
        else:
            made.set_source_data(range_of(sheet, _column(table, chart.values, header=True)), plot_by="columns")
        made.set_x_axis_values(range_of(sheet, _column(table, chart.categories)))
    return added


def _column(table: Placed, key: str, *, header: bool = False) -> Area:
    area = table.column_area(key)
    return Area(area.top - header, area.left, area.bottom, area.right)


def _added(sheet: xw.Sheet, chart: Chart, table: Placed, name: str) -> xw.Chart:
    made = sheet.charts.add(
        anchor=sheet.range((chart.row, chart.column)),
        width=chart.width * _COLUMN_POINTS,
        height=chart.height * _ROW_POINTS,
        chart_type=_TYPES[chart.kind],
        source=range_of(sheet, _column(table, chart.values, header=True)),
        plot_by="columns",
        name=name,
    )
    made.title = chart.title
    if chart.kind != "doughnut":
        made.legend.visible = False
    return made
