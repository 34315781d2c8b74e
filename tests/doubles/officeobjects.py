"""The objects of Excel's JavaScript interface, as far as we use them: workbook, application, sheets.

What changes the workbook goes through the actions of `acting`, which refuse what Excel refuses.
"""

# ruff: noqa: N802 - members have the names of the wire

from typing import TYPE_CHECKING

from acting import ACTIONS, bounds
from officethings import NOTHING, Box, Collection, Empty, Thing
from openpyxl.worksheet.worksheet import Worksheet

if TYPE_CHECKING:
    from officehost import Host


class WorkbookThing(Thing):
    def __init__(self, host: "Host") -> None:
        self.host = host

    def p_Name(self) -> str:
        return self.host.name

    def p_Worksheets(self) -> Thing:
        return SheetsThing(self.host)

    def p_Application(self) -> Thing:
        return ApplicationThing(self.host)

    def p_Names(self) -> Thing:
        from officetables import NamesThing

        return NamesThing(self.host, None)

    def p_Tables(self) -> Thing:
        from officetables import TablesThing

        return TablesThing(self.host, None)

    def m_GetSelectedRange(self) -> Thing:
        from officerange import RangeThing

        sheet = self.host.book.active
        found = sheet.sheet_view.selection
        return RangeThing(self.host, sheet, bounds(found[0].sqref if found else "A1"))


class ApplicationThing(Thing):
    def __init__(self, host: "Host") -> None:
        self.host = host

    def p_CalculationMode(self) -> str:
        return "Automatic"

    def p_CultureInfo(self) -> Thing:
        return _Culture()

    def m_Calculate(self, *_: object) -> None:
        ACTIONS["calculate"](self.host.stage, {"func": "calculate", "args": []})

    def m_SuspendScreenUpdatingUntilNextSync(self) -> None:
        return None


class _Culture(Thing):
    def p_Name(self) -> str:
        return "fr-FR"

    def p_DatetimeFormat(self) -> Thing:
        return _DateFormat()


class _DateFormat(Thing):
    def p_ShortDatePattern(self) -> str:
        return "dd/MM/yyyy"


class SheetsThing(Collection):
    def __init__(self, host: "Host") -> None:
        self.host = host

    def items(self) -> list[Thing]:
        return [SheetThing(self.host, sheet) for sheet in self.host.book.worksheets]

    def m_GetActiveWorksheet(self) -> Thing:
        return SheetThing(self.host, self.host.book.active)

    def m_Add(self, name: str | None = None) -> Thing:
        book = self.host.book
        given = name or next(f"Sheet{n}" for n in range(1, 999) if f"Sheet{n}" not in book.sheetnames)
        ACTIONS["addSheet"](self.host.stage, {"func": "addSheet", "args": [len(book.worksheets), given]})
        return SheetThing(self.host, book.worksheets[-1])


class SheetThing(Thing):
    def __init__(self, host: "Host", sheet: Worksheet) -> None:
        self.host, self.sheet = host, sheet

    def act(self, func: str, *args: object, box: Box | None = None, **more: object) -> None:
        """Do one of the actions of a script on this sheet."""
        action = {
            "func": func,
            "args": list(args),
            "sheet_position": self.host.book.worksheets.index(self.sheet),
            **more,
        }
        if box:
            top, left, bottom, right = box
            action |= {"start_row": top - 1, "start_column": left - 1}
            action |= {"row_count": bottom - top + 1, "column_count": right - left + 1}
        ACTIONS[func](self.host.stage, action)

    def ids(self) -> dict[str, object]:
        return {"Id": f"{{{id(self.sheet):X}}}", "Name": self.sheet.title}

    def p_Id(self) -> object:
        return self.ids()["Id"]

    def p_Name(self) -> str:
        return self.sheet.title

    def s_Name(self, value: str) -> None:
        self.act("setSheetName", value)

    def p_Position(self) -> int:
        return self.host.book.worksheets.index(self.sheet)

    def s_Position(self, value: int) -> None:
        self.act("setSheetPosition", value)

    def p_Visibility(self) -> str:
        return {"visible": "Visible", "hidden": "Hidden"}.get(self.sheet.sheet_state, "VeryHidden")

    def s_Visibility(self, value: str) -> None:
        self.act("setSheetVisibility", value)

    def p_ShowGridlines(self) -> bool:
        return self.sheet.sheet_view.showGridLines is not False

    def s_Gridlines(self, value: bool) -> None:
        self.act("setShowGridlines", value)

    def p_Names(self) -> Thing:
        from officetables import NamesThing

        return NamesThing(self.host, self.sheet)

    def p_Tables(self) -> Thing:
        from officetables import TablesThing

        return TablesThing(self.host, self.sheet)

    def p_Charts(self) -> Thing:
        from officecharts import ChartsThing

        return ChartsThing(self)

    def p_Shapes(self) -> Thing:
        return Empty()

    def p_PivotTables(self) -> Thing:
        return Empty()

    def p_Notes(self) -> Thing:
        from officetables import NotesThing

        return NotesThing(self)

    def p_PageLayout(self) -> Thing:
        return _PageLayout()

    def p_FreezePanes(self) -> Thing:
        return _FreezePanes(self)

    def p_Protection(self) -> Thing:
        return _Protection(self)

    def m_GetRange(self, address: str | None = None) -> Thing:
        from officerange import RangeThing

        return RangeThing(self.host, self.sheet, bounds(address or "A:XFD"))

    def m_GetRangeByIndexes(self, row: int, column: int, rows: int, columns: int) -> Thing:
        from officerange import RangeThing

        return RangeThing(self.host, self.sheet, (row + 1, column + 1, row + rows, column + columns))

    def m_GetUsedRangeOrNullObject(self, values_only: bool = False) -> Thing:
        from officerange import RangeThing

        used = [place for place, cell in self.sheet._cells.items() if cell.value is not None]
        used += [place for title, *place in self.host.computed if title == self.sheet.title]
        if not used:
            return NOTHING
        rows, columns = [row for row, _ in used], [column for _, column in used]
        return RangeThing(self.host, self.sheet, (min(rows), min(columns), max(rows), max(columns)))

    def m_Activate(self) -> None:
        self.host.book.active = self.p_Position()

    def m_Delete(self) -> None:
        self.act("sheetDelete")


class _Protection(Thing):
    def __init__(self, sheet: SheetThing) -> None:
        self.sheet = sheet

    def p_Protected(self) -> bool:
        return bool(self.sheet.sheet.protection.sheet)


class _PageLayout(Thing):
    def m_GetPrintAreaOrNullObject(self) -> Thing:
        return NOTHING


class _FreezePanes(Thing):
    def __init__(self, sheet: SheetThing) -> None:
        self.sheet = sheet

    def m_FreezeAt(self, place: Thing) -> None:
        self.sheet.act("freezePaneAtRange", place.p_Address().rpartition("!")[2])

    def m_Unfreeze(self) -> None:
        self.sheet.act("freezePaneUnfreeze")
