"""Notes, names and tables of Excel's JavaScript interface; see officeobjects.py."""

# ruff: noqa: N802 - members have the names of the wire

from typing import TYPE_CHECKING

from acting import ACTIONS, bounds
from officeobjects import SheetThing
from officethings import NOTHING, Box, Collection, Thing
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

if TYPE_CHECKING:
    from officehost import Host


class NotesThing(Collection):
    def __init__(self, sheet: SheetThing) -> None:
        self.sheet = sheet

    def items(self) -> list[Thing]:
        cells = (cell for row in self.sheet.sheet.iter_rows() for cell in row if cell.comment)
        return [_Note(self.sheet, cell.coordinate) for cell in cells]

    def m_Add(self, address: str, text: str) -> Thing:
        self.sheet.act("addNote", address, text)
        return _Note(self.sheet, address)


class _Note(Thing):
    def __init__(self, sheet: SheetThing, address: str) -> None:
        self.sheet, self.address = sheet, address.rpartition("!")[2]

    def ids(self) -> dict[str, object]:
        return {"Id": self.address}

    def m_GetLocation(self) -> Thing:
        return self.sheet.m_GetRange(self.address)

    def p_Content(self) -> str:
        return self.sheet.sheet[self.address].comment.text

    def s_Content(self, text: str) -> None:
        self.sheet.act("setNoteText", self.address, text)

    def m_Delete(self) -> None:
        self.sheet.act("deleteNote", self.address)


class NamesThing(Collection):
    def __init__(self, host: "Host", sheet: Worksheet | None) -> None:
        self.host, self.sheet = host, sheet

    def _known(self) -> dict[str, object]:
        return self.sheet.defined_names if self.sheet else self.host.book.defined_names

    def items(self) -> list[Thing]:
        return [_Name(self.host, self, name) for name in self._known()]

    def m_Add(self, name: str, refers_to: object, _comment: str = "") -> Thing:
        said = refers_to if isinstance(refers_to, str) else f"={refers_to.p_Address()}"
        action = {"func": "namesAdd", "args": [name, said], "sheet_position": None}
        if self.sheet:
            action["sheet_position"] = self.host.book.worksheets.index(self.sheet)
        ACTIONS["namesAdd"](self.host.stage, action)
        return _Name(self.host, self, name)


class _Name(Thing):
    def __init__(self, host: "Host", names: NamesThing, name: str) -> None:
        self.host, self.names, self.name = host, names, name

    def _said(self) -> str:
        return self.names._known()[self.name].attr_text

    def ids(self) -> dict[str, object]:
        return {"Name": self.name}

    def p_Name(self) -> str:
        return self.name

    def p_Formula(self) -> str:
        return f"={self._said()}"

    def s_Formula(self, value: str) -> None:
        self.names._known()[self.name].attr_text = value.removeprefix("=")

    def p_Type(self) -> str:
        return "Range" if self._place() else "Error"

    def _place(self) -> tuple[Worksheet, Box] | None:
        title, _, address = self._said().rpartition("!")
        plain = title[1:-1].replace("''", "'") if title.startswith("'") else title
        if plain not in self.host.book.sheetnames:
            return None
        return self.host.book[plain], bounds(address)

    def m_GetRangeOrNullObject(self) -> Thing:
        from officerange import RangeThing

        place = self._place()
        return RangeThing(self.host, *place) if place else NOTHING

    def m_Delete(self) -> None:
        del self.names._known()[self.name]


class TablesThing(Collection):
    def __init__(self, host: "Host", sheet: Worksheet | None) -> None:
        self.host, self.sheet = host, sheet

    def items(self) -> list[Thing]:
        sheets = [self.sheet] if self.sheet else self.host.book.worksheets
        return [TableThing(self.host, sheet, table) for sheet in sheets for table in sheet.tables.values()]

    def m_Add(self, address: object, has_headers: bool) -> Thing:
        taken = {name for sheet in self.host.book.worksheets for name in sheet.tables}
        name = next(f"Table{n}" for n in range(1, 9999) if f"Table{n}" not in taken)
        said = address if isinstance(address, str) else address.p_Address()
        sheet = SheetThing(self.host, self.sheet)
        sheet.act("addTable", said.rpartition("!")[2], has_headers, "TableStyleMedium2", name)
        return TableThing(self.host, self.sheet, self.sheet.tables[name])


class TableThing(Thing):
    def __init__(self, host: "Host", sheet: Worksheet, table: Table) -> None:
        self.host, self.sheet, self.table = host, sheet, table

    def _act(self, func: str, *args: object) -> None:
        place = list(self.sheet.tables.values()).index(self.table)
        SheetThing(self.host, self.sheet).act(func, place, *args)

    def ids(self) -> dict[str, object]:
        return {"Id": f"{{T{self.table.id}}}", "Name": self.table.displayName}

    def p_Id(self) -> object:
        return self.ids()["Id"]

    def p_Name(self) -> str:
        return self.table.displayName

    def s_Name(self, value: str) -> None:
        self._act("setTableName", value)

    def p_Style(self) -> str:
        return self.table.tableStyleInfo.name if self.table.tableStyleInfo else ""

    def s_Style(self, value: str) -> None:
        self._act("setTableStyle", value)

    def p_ShowHeaders(self) -> bool:
        return True

    def p_ShowTotals(self) -> bool:
        return bool(self.table.totalsRowCount)

    def s_ShowTotals(self, value: bool) -> None:
        self._act("showTotalsTable", value)

    def p_ShowFilterButton(self) -> bool:
        return self.table.autoFilter is not None

    def s_ShowFilterButton(self, value: bool) -> None:
        self._act("showAutofilterTable", value)

    def p_HighlightFirstColumn(self) -> bool:
        return False

    def p_HighlightLastColumn(self) -> bool:
        return False

    def p_ShowBandedRows(self) -> bool:
        return bool(self.table.tableStyleInfo and self.table.tableStyleInfo.showRowStripes)

    def s_ShowBandedRows(self, value: bool) -> None:
        self._act("showTableStyleRowStripes", value)

    def p_ShowBandedColumns(self) -> bool:
        return False

    def p_Columns(self) -> Thing:
        return _Columns(self)

    def _part(self, first: int, last: int) -> Thing:
        """The table's rows from one to another, counted from its header; negative from its end."""
        from officerange import RangeThing

        top, left, bottom, right = bounds(self.table.ref)
        rows = range(top, bottom + 1)
        return RangeThing(self.host, self.sheet, (rows[first], left, rows[last], right))

    def m_GetRange(self) -> Thing:
        return self._part(0, -1)

    def m_GetDataBodyRange(self) -> Thing:
        return self._part(1, -2 if self.p_ShowTotals() else -1)

    def m_GetHeaderRowRange(self) -> Thing:
        return self._part(0, 0)

    def m_GetTotalRowRange(self) -> Thing:
        return self._part(-1, -1)

    def m_Resize(self, place: object) -> None:
        said = place if isinstance(place, str) else place.p_Address()
        self._act("resizeTable", said.rpartition("!")[2])

    def m_ClearFilters(self) -> None:
        self._act("clearAutoFilterTable")


class _Columns(Collection):
    def __init__(self, table: TableThing) -> None:
        self.table = table

    def items(self) -> list[Thing]:
        top, left, _, right = bounds(self.table.table.ref)
        return [_Column(str(self.table.sheet.cell(top, column).value)) for column in range(left, right + 1)]


class _Column(Thing):
    def __init__(self, name: str) -> None:
        self.name = name

    def ids(self) -> dict[str, object]:
        return {"Id": self.name, "Name": self.name}

    def p_Name(self) -> str:
        return self.name
