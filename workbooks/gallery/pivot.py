"""A pivot table by hand: its cells for the sheet, and the three parts that Excel keeps beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from xml.sax.saxutils import quoteattr

from gallery.grid import Cell, Formula, Row
from gallery.package import replace_once

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pivot:
    """Sums of one column by two others; rows without a label are filtered out, as the team did with (vide)."""

    source: str  # sheet and range, header included: "Commandes", "A3:I99"
    area: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    down: int  # column whose values make the lines
    across: int
    value: int
    at_row: int  # 1-based sheet row of the first line of the pivot, which starts in column A

    def labels(self, column: int) -> list[str]:
        """The distinct texts of a column, sorted; blank is not among them."""
        return sorted({str(row[column]) for row in self.rows if row[column] is not None})

    def cells(self) -> list[Row]:
        """What the pivot shows: two heading lines, a line per label, a total."""
        lines, columns = self.labels(self.down), self.labels(self.across)
        body = [(line, *self._sums(line, columns)) for line in lines]
        return [
            (f"Somme de {self.header[self.value]}", "Étiquettes de colonnes"),
            ("Étiquettes de lignes", *columns, "Total général"),
            *body,
            ("Total général", *self._sums(None, columns)),
        ]

    def _sums(self, line: str | None, columns: Sequence[str]) -> list[float | None]:
        sums: list[float | None] = []
        for column in (*columns, None):
            found = [
                value
                for row in self.rows
                if isinstance(value := row[self.value], int | float)
                and row[self.down] is not None
                and line in {None, row[self.down]}
                and column in {None, row[self.across]}
            ]
            sums.append(round(sum(found), 2) if found else None)
        return sums

    def parts(self) -> dict[str, bytes]:
        """The pivot table, its cache definition and records, with their relationships."""
        rel = f'<Relationship Id="rId1" Type="{RELS}/'
        package = "http://schemas.openxmlformats.org/package/2006/relationships"
        whole = f'{HEAD}<Relationships xmlns="{package}">{rel}{{}}" Target="{{}}"/></Relationships>'
        found = {
            "xl/pivotTables/pivotTable1.xml": self._table(),
            "xl/pivotTables/_rels/pivotTable1.xml.rels": whole.format(
                "pivotCacheDefinition", "../pivotCache/pivotCacheDefinition1.xml"
            ),
            "xl/pivotCache/pivotCacheDefinition1.xml": self._definition(),
            "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels": whole.format(
                "pivotCacheRecords", "pivotCacheRecords1.xml"
            ),
            "xl/pivotCache/pivotCacheRecords1.xml": self._records(),
        }
        return {name: text.encode() for name, text in found.items()}

    def _definition(self) -> str:
        fields = "".join(
            f'<cacheField name={quoteattr(name)} numFmtId="0">{self._shared(at)}</cacheField>'
            for at, name in enumerate(self.header)
        )
        return (
            f'{HEAD}<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{RELS}" r:id="rId1" refreshOnLoad="1" '
            f'refreshedBy="Sophie" refreshedDate="46326" createdVersion="6" refreshedVersion="6" '
            f'minRefreshableVersion="3" recordCount="{len(self.rows)}"><cacheSource type="worksheet">'
            f'<worksheetSource ref="{self.area}" sheet="{self.source}"/></cacheSource>'
            f'<cacheFields count="{len(self.header)}">{fields}</cacheFields></pivotCacheDefinition>'
        )

    def _shared(self, column: int) -> str:
        cells = [row[column] for row in self.rows]
        if column in {self.down, self.across}:
            items = [f"<s v={quoteattr(label)}/>" for label in self.labels(column)] + ["<m/>"] * (None in cells)
            blank = ' containsBlank="1"' if None in cells else ""
            return f'<sharedItems{blank} count="{len(items)}">{"".join(items)}</sharedItems>'
        return f"<sharedItems{_kinds(cells)}/>"

    def _records(self) -> str:
        places = {
            column: {label: at for at, label in enumerate(self.labels(column))} for column in (self.down, self.across)
        }
        rows = []
        for row in self.rows:
            marks = []
            for column, cell in enumerate(row):
                place = places.get(column)
                marks.append(f'<x v="{place.get(str(cell), len(place))}"/>' if place is not None else _mark(cell))
            rows.append(f"<r>{''.join(marks)}</r>")
        body = "".join(rows)
        return (
            f'{HEAD}<pivotCacheRecords xmlns="{MAIN}" xmlns:r="{RELS}" count="{len(rows)}">{body}</pivotCacheRecords>'
        )

    def _table(self) -> str:
        lines, columns = len(self.labels(self.down)), len(self.labels(self.across))
        last = chr(ord("A") + columns + 1)
        fields = []
        for column in range(len(self.header)):
            if column in {self.down, self.across}:
                axis = "axisRow" if column == self.down else "axisCol"
                fields.append(f'<pivotField axis="{axis}" showAll="0">{self._items(column)}</pivotField>')
            else:
                summed = ' dataField="1"' if column == self.value else ""
                fields.append(f'<pivotField{summed} showAll="0"/>')
        look = 'applyNumberFormats="0" applyBorderFormats="0" applyFontFormats="0" applyPatternFormats="0"'
        return (
            f'{HEAD}<pivotTableDefinition xmlns="{MAIN}" name="TCD_Ventes" cacheId="1" {look} '
            'applyAlignmentFormats="0" applyWidthHeightFormats="1" dataCaption="Valeurs" updatedVersion="6" '
            'minRefreshableVersion="3" useAutoFormatting="1" itemPrintTitles="1" createdVersion="6" indent="0" '
            'outline="1" outlineData="1" multipleFieldFilters="0">'
            f'<location ref="A{self.at_row}:{last}{self.at_row + lines + 2}" firstHeaderRow="1" firstDataRow="2" '
            f'firstDataCol="1"/><pivotFields count="{len(fields)}">{"".join(fields)}</pivotFields>'
            f'<rowFields count="1"><field x="{self.down}"/></rowFields>{_axis("row", lines)}'
            f'<colFields count="1"><field x="{self.across}"/></colFields>{_axis("col", columns)}'
            f'<dataFields count="1"><dataField name={quoteattr("Somme de " + self.header[self.value])} '
            f'fld="{self.value}" baseField="0" baseItem="0" numFmtId="4"/></dataFields>'
            '<pivotTableStyleInfo name="PivotStyleLight16" showRowHeaders="1" showColHeaders="1" showRowStripes="0" '
            'showColStripes="0" showLastColumn="1"/></pivotTableDefinition>'
        )

    def _items(self, column: int) -> str:
        labels = self.labels(column)
        items = "".join(f'<item x="{at}"/>' for at in range(len(labels)))
        if any(row[column] is None for row in self.rows):
            items += f'<item h="1" x="{len(labels)}"/>'
        items += '<item t="default"/>'
        return f'<items count="{items.count("<item")}">{items}</items>'


def _axis(name: str, count: int) -> str:
    items = "".join(f'<i><x v="{at}"/></i>' if at else "<i><x/></i>" for at in range(count))
    return f'<{name}Items count="{count + 1}">{items}<i t="grand"><x/></i></{name}Items>'


def _mark(cell: Cell) -> str:
    match cell:
        case None:
            return "<m/>"
        case Formula(value=str(value)) if value.startswith("#"):
            return f'<e v="{value}"/>'
        case Formula(value=value):
            return _mark(value)
        case date():
            return f'<d v="{cell:%Y-%m-%d}T00:00:00"/>'
        case int() | float():
            return f'<n v="{cell!r}"/>'
        case _:
            return f"<s v={quoteattr(cell)}/>"


def _kinds(cells: Sequence[Cell]) -> str:
    """The attributes by which Excel knows what a column of the cache holds."""
    marks = {_mark(cell)[:2] for cell in cells}
    values = [cell for cell in cells if isinstance(cell, int | float)]
    days = [cell for cell in cells if isinstance(cell, date)]
    found = []
    if marks <= {"<n", "<d"}:
        found += ['containsSemiMixedTypes="0" containsString="0"']
    if marks == {"<d"}:
        found.insert(0, 'containsNonDate="0"')
    if days:
        found.append('containsDate="1"')
    if "<m" in marks:
        found.append('containsBlank="1"')
    if len(marks - {"<m"}) > 1:
        found.append('containsMixedTypes="1"')
    if values:
        whole = ' containsInteger="1"' if all(isinstance(value, int) for value in values) else ""
        found.append(f'containsNumber="1"{whole} minValue="{min(values)!r}" maxValue="{max(values)!r}"')
    if days:
        found.append(f'minDate="{min(days)}T00:00:00" maxDate="{max(days) + timedelta(1)}T00:00:00"')
    return "".join(f" {words}" for words in found)


def graft(parts: dict[str, bytes], pivot: Pivot, sheet_part: str) -> dict[str, bytes]:
    """The parts of a workbook with the pivot added on the sheet `sheet_part`; that sheet must have no rels yet."""
    folder, _, name = sheet_part.rpartition("/")
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    sheet_rels = (
        f'{HEAD}<Relationships xmlns="{package}"><Relationship Id="rId1" Type="{RELS}/pivotTable" '
        'Target="../pivotTables/pivotTable1.xml"/></Relationships>'
    )
    overrides = "".join(
        f'<Override PartName="/xl/{part}1.xml" ContentType="{TYPES}.{kind}+xml"/>'
        for part, kind in (
            ("pivotTables/pivotTable", "pivotTable"),
            ("pivotCache/pivotCacheDefinition", "pivotCacheDefinition"),
            ("pivotCache/pivotCacheRecords", "pivotCacheRecords"),
        )
    )
    link = (
        f'<Relationship Id="rIdPivot1" Type="{RELS}/pivotCacheDefinition" '
        'Target="pivotCache/pivotCacheDefinition1.xml"/></Relationships>'
    )
    book = b'<pivotCaches><pivotCache cacheId="1" r:id="rIdPivot1"/></pivotCaches></workbook>'
    edits = {
        "[Content_Types].xml": (b"</Types>", overrides.encode() + b"</Types>"),
        "xl/workbook.xml": (b"</workbook>", book),
        "xl/_rels/workbook.xml.rels": (b"</Relationships>", link.encode()),
    }
    edited = {part: replace_once(data, *edits[part]) if part in edits else data for part, data in parts.items()}
    return edited | pivot.parts() | {f"{folder}/_rels/{name}.rels": sheet_rels.encode()}
