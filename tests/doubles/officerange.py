"""Ranges of Excel's JavaScript interface: values, formulas, areas; see officeobjects.py."""

# ruff: noqa: N802 - members have the names of the wire

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from acting import LARGEST_BLOCK, LAST_COLUMN, LAST_ROW
from officeobjects import SheetThing
from officethings import NOTHING, Box, HostError, Thing, said
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.worksheet import Worksheet

if TYPE_CHECKING:
    from officehost import Host

_MOST_CELLS = 5_000_000


class RangeThing(Thing):
    is_kept = True

    def __init__(self, host: "Host", sheet: Worksheet, box: Box) -> None:
        self.host, self.sheet, self.box = host, sheet, box

    def act(self, func: str, *args: object, **more: object) -> None:
        """Do one of the actions of a script on this range."""
        SheetThing(self.host, self.sheet).act(func, *args, box=self.box, **more)

    def p_Address(self) -> str:
        title = self.sheet.title
        quoted = "'" + title.replace("'", "''") + "'" if re.search(r"\W", title) else title
        return f"{quoted}!{said(self.box)}"

    def p_RowCount(self) -> int:
        return self.box[2] - self.box[0] + 1

    def p_ColumnCount(self) -> int:
        return self.box[3] - self.box[1] + 1

    def p_RowIndex(self) -> int:
        return self.box[0] - 1

    def p_ColumnIndex(self) -> int:
        return self.box[1] - 1

    def p_Worksheet(self) -> Thing:
        return SheetThing(self.host, self.sheet)

    def _rows(self) -> list[tuple[object, ...]]:
        if self.p_RowCount() * self.p_ColumnCount() > _MOST_CELLS:
            raise HostError(f"{self.p_Address()} has more cells than Excel sends", "RequestPayloadSizeLimitExceeded")
        top, left, bottom, right = self.box
        return list(self.sheet.iter_rows(top, bottom, left, right))

    def p_Values(self) -> list[list[object]]:
        return [[self._value(cell) for cell in row] for row in self._rows()]

    def _value(self, cell: object) -> object:
        value = self.host.computed.get((self.sheet.title, cell.row, cell.column), cell.value)
        if isinstance(value, str) and cell.data_type == "f" and value == cell.value:
            return 0  # a formula that this double does not calculate
        if isinstance(value, date | datetime | time):
            return to_excel(value)
        return "" if value is None else value

    def s_Values(self, values: object) -> None:
        if not isinstance(values, list):
            values = [[values] * self.p_ColumnCount() for _ in range(self.p_RowCount())]
        self.host.clear_spills(self.sheet.title, self.box)
        self.act("setValues", values=values)

    def p_Formulas(self) -> list[list[object]]:
        return [[self._value(cell) if cell.data_type != "f" else cell.value for cell in row] for row in self._rows()]

    def s_Formulas(self, values: object) -> None:
        self.act("setFormula", values=values)

    def p_NumberFormat(self) -> list[list[str]]:
        return [[cell.number_format for cell in row] for row in self._rows()]

    def s_NumberFormat(self, codes: list[list[str]]) -> None:
        if len(codes) == len(codes[0]) == 1:
            self.act("setNumberFormat", codes[0][0])
            return
        top, left, _, _ = self.box
        for row, line in enumerate(codes):
            for column, code in enumerate(line):
                here = (top + row, left + column, top + row, left + column)
                RangeThing(self.host, self.sheet, here).act("setNumberFormat", code)

    def s_ColumnHidden(self, value: bool) -> None:
        self.act("setColumnHidden", value)

    def s_RowHidden(self, value: bool) -> None:
        self.act("setRowHidden", value)

    def m_GetEntireColumn(self) -> Thing:
        return RangeThing(self.host, self.sheet, (1, self.box[1], LAST_ROW, self.box[3]))

    def m_GetEntireRow(self) -> Thing:
        return RangeThing(self.host, self.sheet, (self.box[0], 1, self.box[2], LAST_COLUMN))

    def p_Format(self) -> Thing:
        from officeformats import FormatThing

        return FormatThing(self)

    def p_DataValidation(self) -> Thing:
        from officerules import ValidationThing

        return ValidationThing(self)

    def p_ConditionalFormats(self) -> Thing:
        from officerules import ConditionalFormatsThing

        return ConditionalFormatsThing(self)

    def m_Merge(self, across: bool = False) -> None:
        self.act("rangeMerge", across)

    def m_Unmerge(self) -> None:
        self.act("rangeUnmerge")

    def m_Clear(self, what: str = "All") -> None:
        kinds = {"All": "rangeClear", "Contents": "rangeClearContents", "Formats": "rangeClearFormats"}
        if what not in kinds:
            raise HostError(f"clearing {what} is not simulated")
        self.act(kinds[what])

    def m_Select(self) -> None:
        SheetThing(self.host, self.sheet).m_Activate()
        self.act("rangeSelect")

    def m_Insert(self, shift: str) -> Thing:
        self.act("rangeInsert", {"Down": "down", "Right": "right"}[shift])
        return self

    def m_Delete(self, shift: str) -> None:
        self.act("rangeDelete", {"Up": "up", "Left": "left"}[shift])

    def m_SetCellProperties(self, properties: list[list[dict[str, object]]]) -> None:
        if self.p_RowCount() * self.p_ColumnCount() > LARGEST_BLOCK:
            raise HostError("too many cells at once", "RequestPayloadSizeLimitExceeded")
        self.act("setRangeColors", [[_fill_of(cell) for cell in row] for row in properties])

    def m_GetSurroundingRegion(self) -> Thing:
        return SheetThing(self.host, self.sheet).m_GetUsedRangeOrNullObject()

    def m_GetUsedRangeOrNullObject(self, values_only: bool = False) -> Thing:
        used = SheetThing(self.host, self.sheet).m_GetUsedRangeOrNullObject(values_only)
        if used.is_null:
            return NOTHING
        (t, lf, b, r), (ut, ul, ub, ur) = self.box, used.box
        cut = (max(t, ut), max(lf, ul), min(b, ub), min(r, ur))
        return RangeThing(self.host, self.sheet, cut) if cut[0] <= cut[2] and cut[1] <= cut[3] else NOTHING


def _fill_of(properties: dict[str, object]) -> object:
    fill = (properties.get("format") or {}).get("fill")
    if fill is None:
        return "keep"
    return fill.get("color") if fill.get("pattern") != "None" else None
