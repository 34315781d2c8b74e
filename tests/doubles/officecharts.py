"""Charts of Excel's JavaScript interface; see officeobjects.py."""

# ruff: noqa: N802 - members have the names of the wire

from officeobjects import SheetThing
from officethings import Collection, HostError, Thing


class ChartsThing(Collection):
    def __init__(self, sheet: SheetThing) -> None:
        self.sheet = sheet

    def items(self) -> list[Thing]:
        return [ChartThing(self.sheet, place) for place in range(len(self.sheet.sheet._charts))]

    def m_Add(self, kind: str, source: Thing, series_by: str | None = None) -> Thing:
        where = source.sheet.title
        place = source.p_Address().rpartition("!")[2]
        number = len(self.sheet.sheet._charts)
        active = self.sheet.host.book.active
        args = [f"Chart {number + 1}", kind, where, place, None, None, None, None, series_by, "A1", None]
        self.sheet.act("addChart", *args)
        self.sheet.host.stage.selected.pop()  # Office.js selects the new chart; which cells follow is said by itself
        self.sheet.host.book.active = self.sheet.host.book.worksheets.index(active)
        return ChartThing(self.sheet, number)


class ChartThing(Thing):
    def __init__(self, sheet: SheetThing, place: int) -> None:
        self.sheet, self.place = sheet, place

    @property
    def _chart(self) -> object:
        return self.sheet.sheet._charts[self.place]

    def ids(self) -> dict[str, object]:
        return {"Id": f"{{C{self.place}}}", "Name": self.p_Name()}

    def p_Name(self) -> str:
        return getattr(self._chart, "placed", {}).get("name", f"Habitué {self.place + 1}")  # as payloads.py

    def s_Name(self, value: str) -> None:
        self._chart.placed["name"] = value

    def p_ChartType(self) -> str:
        return "ColumnClustered"

    def p_Left(self) -> float:
        return 0.0

    def p_Top(self) -> float:
        return 0.0

    def p_Width(self) -> float:
        return 1.0

    def p_Height(self) -> float:
        return 1.0

    def _placed(self, key: str, value: float) -> None:
        self._chart.placed[key] = value

    def s_Left(self, value: float) -> None:
        self._placed("left", value)

    def s_Top(self, value: float) -> None:
        self._placed("top", value)

    def s_Width(self, value: float) -> None:
        self._placed("width", value)

    def s_Height(self, value: float) -> None:
        self._placed("height", value)

    def s_Style(self, value: int) -> None:
        if not 1 <= value <= 400:  # Excel's own go beyond the 48 that openpyxl can hold
            raise HostError(f"there is no chart style {value}", "InvalidArgument")
        self._chart.placed["style"] = value

    def m_SetPosition(self, first: Thing, last: Thing | None = None) -> None:
        self._chart.anchor = first.p_Address().rpartition("!")[2].partition(":")[0]

    def m_SetData(self, source: Thing, series_by: str | None = None) -> None:
        self.sheet.act("setChartSourceData", self.place, source.sheet.title, source.p_Address().rpartition("!")[2])

    def m_Delete(self) -> None:
        self.sheet.act("deleteChart", self.place)

    def p_Title(self) -> Thing:
        return _Title(self)

    def p_Legend(self) -> Thing:
        return _Legend(self)

    def p_Series(self) -> Thing:
        return _AllSeries(self)


class _Title(Thing):
    def __init__(self, chart: ChartThing) -> None:
        self.chart = chart

    def s_Visible(self, value: bool) -> None:
        if not value:
            self.chart.sheet.act("setChartTitle", self.chart.place, None)

    def s_Text(self, value: str) -> None:
        self.chart.sheet.act("setChartTitle", self.chart.place, value)


class _Legend(Thing):
    def __init__(self, chart: ChartThing) -> None:
        self.chart = chart

    def s_Visible(self, value: bool) -> None:
        self.chart.sheet.act("setChartLegend", self.chart.place, "visible", value)


class _AllSeries(Collection):
    def __init__(self, chart: ChartThing) -> None:
        self.chart = chart

    def items(self) -> list[Thing]:
        return [_Series(self.chart, place) for place in range(len(self.chart._chart.series))]


class _Series(Thing):
    def __init__(self, chart: ChartThing, place: int) -> None:
        self.chart, self.place = chart, place

    def ids(self) -> dict[str, object]:
        return {"Id": str(self.place)}

    def m_SetXAxisValues(self, source: Thing) -> None:
        if self.place:
            raise HostError("charts of several series are not simulated")
        args = (source.sheet.title, source.p_Address().rpartition("!")[2])
        self.chart.sheet.act("setChartXAxisValues", self.chart.place, *args)
