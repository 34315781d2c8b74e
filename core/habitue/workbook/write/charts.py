"""Our charts: a chart part each, in the drawing of their sheet; known again by the name of their frame."""

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from habitue.sheetmodel import Chart, SheetModel
from habitue.tables import column_letter
from habitue.workbook.write import names
from habitue.workbook.write.columns import as_list
from habitue.workbook.write.flavour import RELATION_SPACES, Flavour
from habitue.workbook.write.layout import Placed
from habitue.workbook.write.looks import TONES, number_format
from habitue.workbook.write.sheetpart import SheetEdit
from habitue.workbook.write.values import number_text, text_content
from habitue.workbook.write.workbookpart import Workbook
from habitue.workbook.write.xml import Element, XmlPart, attribute

_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FRAME = "Habitué {}"
_INK, _SOFT, _GRID = "1F3A56", "5B6570", "E3E7EC"
_WHEEL = tuple(TONES)


@dataclass(frozen=True, slots=True)
class _Series:
    """What a chart shows: where its cells are, and what they say now."""

    chart: Chart
    categories: str  # reference
    values: str
    names: tuple[str, ...]
    numbers: tuple[float | None, ...]
    code: str  # number format


def graft_charts(workbook: Workbook, sheet: str, model: SheetModel, tables: Sequence[Placed], edit: SheetEdit) -> None:
    """Write the charts of a sheet: a new one gets its part and frame, one that is there gets the new figures."""
    if not model.charts:
        return
    package = workbook.package
    drawings = package.related(sheet, "drawing")
    drawing = drawings[0].target if drawings and package.has(drawings[0].target) else None
    frames = _frames(package.must_read(drawing)) if drawing else {}
    parts = {relation.id: relation.target for relation in package.related(drawing, "chart")} if drawing else {}
    title = next(found.title for found in workbook.sheets if found.part == sheet)
    anchors: list[tuple[str, Chart, str]] = []
    for number, chart in enumerate(model.charts, 1):
        series = _series(chart, title, model, tables)
        frame = _FRAME.format(number)
        part = parts.get(frames.get(frame, ""))
        if part and package.has(part):
            data = package.must_read(part)
            package.put(part, _refreshed(data, series, workbook.flavour))
            continue
        part = package.free_name(posixpath.join(workbook.folder, "charts", "chart{}.xml"))
        package.put(part, _chart_xml(series, workbook.flavour).encode())
        package.declare({part: _CHART_TYPE})
        if drawing is None:
            drawing = _new_drawing(workbook, sheet, edit)
        anchors.append((package.relate(drawing, f"{workbook.flavour.relations}/chart", part), chart, frame))
    if anchors and drawing:
        package.put(drawing, _with_anchors(package.must_read(drawing), anchors, workbook.flavour))


def _new_drawing(workbook: Workbook, sheet: str, edit: SheetEdit) -> str:
    package, flavour = workbook.package, workbook.flavour
    part = package.free_name(posixpath.join(workbook.folder, "drawings", "drawing{}.xml"))
    package.put(part, f'{_HEAD}<xdr:wsDr xmlns:xdr="{flavour.anchors}" xmlns:a="{flavour.drawing}"/>'.encode())
    package.declare({part: _DRAWING_TYPE})
    edit.link("drawing", package.relate(sheet, f"{flavour.relations}/drawing", part))
    return part


def _frames(drawing: bytes) -> dict[str, str]:
    """The relation ids of the charts in a drawing, by the names of their frames."""
    found: dict[str, str] = {}

    def walk(element: Element, name: str) -> None:
        for child in element.children:
            if child.name == "cNvPr":
                name = child.get("name")
            if child.name == "chart":
                found[name] = child.get_in(RELATION_SPACES, "id")
            walk(child, name)

    for anchor in XmlPart(drawing, 8).root.children:
        for frame in anchor.children:
            if frame.name == "graphicFrame":
                names_ = [c.get("name") for part in frame.children for c in part.children if c.name == "cNvPr"]
                walk(frame, names_[0] if names_ else "")
    return found


def _with_anchors(drawing: bytes, anchors: Sequence[tuple[str, Chart, str]], flavour: Flavour) -> bytes:
    xml = XmlPart(drawing, 5)
    known = [int(n) for n in re.findall(rb'<(?:\w+:)?cNvPr\b[^>]*?\bid="(\d{1,9})"', xml.data)]
    first = max([1, *known]) + 1
    pieces = [_anchor(found, first + n, flavour, xml.root.prefix) for n, found in enumerate(anchors)]
    xml.append(xml.root, "".join(pieces))
    return xml.result()


def _anchor(found: tuple[str, Chart, str], number: int, flavour: Flavour, mark: str) -> str:
    relation, chart, name = found
    place = (chart.column - 1, chart.row - 1, chart.column - 1 + chart.width, chart.row - 1 + chart.height)

    def corner(tag: str, column: int, row: int) -> str:
        inner = f"<{mark}col>{column}</{mark}col><{mark}colOff>0</{mark}colOff>"
        return f"<{mark}{tag}>{inner}<{mark}row>{row}</{mark}row><{mark}rowOff>0</{mark}rowOff></{mark}{tag}>"

    properties = (
        f'<{mark}nvGraphicFramePr><{mark}cNvPr id="{number}" name="{name}" descr="{attribute(chart.title)}"/>'
        f"<{mark}cNvGraphicFramePr/></{mark}nvGraphicFramePr>"
    )
    shape = (
        f'<{mark}xfrm><a:off xmlns:a="{flavour.drawing}" x="0" y="0"/>'
        f'<a:ext xmlns:a="{flavour.drawing}" cx="0" cy="0"/></{mark}xfrm>'
    )
    graphic = (
        f'<a:graphic xmlns:a="{flavour.drawing}"><a:graphicData uri="{flavour.chart}"><c:chart '
        f'xmlns:c="{flavour.chart}" xmlns:r="{flavour.relations}" r:id="{relation}"/></a:graphicData></a:graphic>'
    )
    frame = f'<{mark}graphicFrame macro="">{properties}{shape}{graphic}</{mark}graphicFrame>'
    corners = corner("from", *place[:2]) + corner("to", *place[2:])
    return f"<{mark}twoCellAnchor>{corners}{frame}<{mark}clientData/></{mark}twoCellAnchor>"


def _series(chart: Chart, title: str, model: SheetModel, tables: Sequence[Placed]) -> _Series:
    table = next(table for table in tables if table.model.name == chart.table)
    columns = {column.key: column for column in table.model.columns}

    def reference(key: str) -> str:
        place = table.column_area(key)
        letter = column_letter(place.left)
        return f"{names.quoted(title)}!${letter}${place.top}:${letter}${place.bottom}"

    labels = tuple("" if value is None else str(value) for value in as_list(columns[chart.categories].values))
    numbers = tuple(_figure(value) for value in as_list(columns[chart.values].values))
    code = number_format(columns[chart.values].kind, model.language, model.currency)
    return _Series(chart, reference(chart.categories), reference(chart.values), labels, numbers, code)


def _figure(value: object) -> float | None:
    """A number to be drawn; None for a gap."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        return None
    return value


def _refreshed(data: bytes, series: _Series, flavour: Flavour) -> bytes:
    """The chart with new figures, its look as people left it; drawn anew where it has another number of points."""
    xml = XmlPart(data, 12)
    found = {element.name: element for element in _walk(xml.root) if element.name in ("cat", "val")}
    points = [element for element in _walk(xml.root) if element.name == "ptCount"]
    if len(found) != 2 or any(point.get("val") != str(len(series.names)) for point in points):
        return _chart_xml(series, flavour).encode()
    mark = found["cat"].prefix
    for name, new in (("cat", _categories(series, mark)), ("val", _values(series, mark))):
        if xml.raw(found[name]) != new.encode():
            xml.replace(found[name], new)
    return xml.result()


def _walk(element: Element) -> list[Element]:
    return [element, *(inner for child in element.children for inner in _walk(child))]


def _categories(series: _Series, mark: str) -> str:
    points = "".join(
        f'<{mark}pt idx="{n}"><{mark}v>{text_content(name)}</{mark}v></{mark}pt>' for n, name in enumerate(series.names)
    )
    count = f'<{mark}ptCount val="{len(series.names)}"/>'
    inner = (
        f"<{mark}f>{escape(series.categories, quote=False)}</{mark}f><{mark}strCache>{count}{points}</{mark}strCache>"
    )
    return f"<{mark}cat><{mark}strRef>{inner}</{mark}strRef></{mark}cat>"


def _values(series: _Series, mark: str) -> str:
    points = "".join(
        f'<{mark}pt idx="{n}"><{mark}v>{number_text(number)}</{mark}v></{mark}pt>'
        for n, number in enumerate(series.numbers)
        if number is not None
    )
    count = f'<{mark}ptCount val="{len(series.numbers)}"/>'
    code = f"<{mark}formatCode>{escape(series.code, quote=False)}</{mark}formatCode>"
    cache = f"<{mark}numCache>{code}{count}{points}</{mark}numCache>"
    reference = f"<{mark}f>{escape(series.values, quote=False)}</{mark}f>"
    return f"<{mark}val><{mark}numRef>{reference}{cache}</{mark}numRef></{mark}val>"


def _chart_xml(series: _Series, flavour: Flavour) -> str:
    chart = series.chart
    plot = _doughnut(series) if chart.kind == "doughnut" else _bars(series)
    legend = (
        f'<c:legend><c:legendPos val="r"/><c:overlay val="0"/>{_text(900)}</c:legend>'
        if chart.kind == "doughnut"
        else ""
    )
    spaces = f'xmlns:c="{flavour.chart}" xmlns:a="{flavour.drawing}" xmlns:r="{flavour.relations}"'
    return (
        f'{_HEAD}<c:chartSpace {spaces}><c:roundedCorners val="0"/><c:chart>{_title(chart.title)}'
        f'<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>{plot}</c:plotArea>{legend}'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f'<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln w="9525"><a:solidFill>'
        f'<a:srgbClr val="{_GRID}"/></a:solidFill></a:ln></c:spPr></c:chartSpace>'
    )


def _title(text: str) -> str:
    style = f'<a:solidFill><a:srgbClr val="{_INK}"/></a:solidFill>'
    run = f'<a:r><a:rPr lang="fr-FR" sz="1200" b="1">{style}</a:rPr><a:t>{escape(text, quote=False)}</a:t></a:r>'
    paragraph = f'<a:p><a:pPr><a:defRPr sz="1200" b="1">{style}</a:defRPr></a:pPr>{run}</a:p>'
    rich = f"<c:tx><c:rich><a:bodyPr/><a:lstStyle/>{paragraph}</c:rich></c:tx>"
    return f'<c:title>{rich}<c:overlay val="0"/></c:title>'


def _text(size: int, color: str = _SOFT) -> str:
    style = f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>'
    paragraph = f'<a:p><a:pPr><a:defRPr sz="{size}">{style}</a:defRPr></a:pPr><a:endParaRPr lang="fr-FR"/></a:p>'
    return f"<c:txPr><a:bodyPr/><a:lstStyle/>{paragraph}</c:txPr>"


def _fill(color: str, *, outlined: bool = False) -> str:
    line = '<a:ln w="12700"><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:ln>' if outlined else ""
    return f'<c:spPr><a:solidFill><a:srgbClr val="{color}"/></a:solidFill>{line}</c:spPr>'


def _colors(series: _Series) -> list[str]:
    tones = series.chart.tones or (_WHEEL if series.chart.kind == "doughnut" else ("blue",))
    return [TONES[tones[n % len(tones)]].full for n in range(len(series.names))]


def _points(series: _Series, *, outlined: bool) -> str:
    inverted = "" if outlined else '<c:invertIfNegative val="0"/>'
    return "".join(
        f'<c:dPt><c:idx val="{n}"/>{inverted}<c:bubble3D val="0"/>{_fill(color, outlined=outlined)}</c:dPt>'
        for n, color in enumerate(_colors(series))
    )


def _labels(*, percent: bool) -> str:
    shown = {"showLegendKey": 0, "showVal": not percent, "showCatName": 0, "showSerName": 0, "showPercent": percent}
    switches = "".join(f'<c:{name} val="{int(value)}"/>' for name, value in {**shown, "showBubbleSize": 0}.items())
    code = '<c:numFmt formatCode="0%" sourceLinked="0"/>' if percent else ""
    look = _text(900, "FFFFFF" if percent else _SOFT)
    leaders = '<c:showLeaderLines val="0"/>' if percent else ""
    return f"<c:dLbls>{code}<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{look}{switches}{leaders}</c:dLbls>"


def _doughnut(series: _Series) -> str:
    inner = f'<c:idx val="0"/><c:order val="0"/>{_points(series, outlined=True)}{_labels(percent=True)}'
    data = _categories(series, "c:") + _values(series, "c:")
    return (
        f'<c:doughnutChart><c:varyColors val="1"/><c:ser>{inner}{data}</c:ser>'
        '<c:firstSliceAng val="0"/><c:holeSize val="55"/></c:doughnutChart>'
    )


def _bars(series: _Series) -> str:
    lying = series.chart.kind == "bar"
    color = _colors(series)[0] if series.names else TONES["blue"].full
    several = len(set(_colors(series))) > 1
    inner = f'<c:idx val="0"/><c:order val="0"/>{_fill(color)}<c:invertIfNegative val="0"/>'
    inner += (_points(series, outlined=False) if several else "") + _labels(percent=False)
    data = _categories(series, "c:") + _values(series, "c:")
    bars = (
        f'<c:barChart><c:barDir val="{"bar" if lying else "col"}"/><c:grouping val="clustered"/>'
        f'<c:varyColors val="0"/><c:ser>{inner}{data}</c:ser><c:gapWidth val="60"/>'
        '<c:axId val="111111111"/><c:axId val="222222222"/></c:barChart>'
    )
    order = "maxMin" if lying else "minMax"
    line = f'<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="{_GRID}"/></a:solidFill></a:ln></c:spPr>'
    categories = (
        f'<c:catAx><c:axId val="111111111"/><c:scaling><c:orientation val="{order}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{"l" if lying else "b"}"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/>{line}{_text(900)}<c:crossAx val="222222222"/><c:crosses val="autoZero"/></c:catAx>'
    )
    code = attribute(series.code)
    values = (
        '<c:valAx><c:axId val="222222222"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="1"/>'
        f'<c:axPos val="{"b" if lying else "l"}"/><c:numFmt formatCode="{code}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        '<c:crossAx val="111111111"/><c:crosses val="autoZero"/></c:valAx>'
    )
    return bars + categories + values
