"""Areas of cells, and how people read their addresses."""

import re
from dataclasses import dataclass

from habitue.tables import column_letter, column_number

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384

_AREA = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?")
_COLUMNS = re.compile(r"\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, 1-based, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def height(self) -> int:
        """Rows."""
        return self.bottom - self.top + 1

    @property
    def width(self) -> int:
        """Columns."""
        return self.right - self.left + 1


def area_of(reference: str) -> Area | None:
    """The area of "A1", "$A$1:$F$200" or "$A:$F"; None for anything else, or beyond the last cell of a sheet."""
    if match := _AREA.fullmatch(reference.strip()):
        left, top, right, bottom = match.groups()
        area = Area(int(top), column_number(left), int(bottom or top), column_number(right or left))
    elif match := _COLUMNS.fullmatch(reference.strip()):
        area = Area(1, column_number(match[1]), LAST_ROW, column_number(match[2]))
    else:
        return None
    in_order = 1 <= area.top <= area.bottom <= LAST_ROW and area.left <= area.right <= LAST_COLUMN
    return area if in_order else None


def address(row: int, column: int) -> str:
    """Row 12 and column 3 as "C12"."""
    return f"{column_letter(column)}{row}"


def first_addresses(cells: list[tuple[int, int]], most: int = 5) -> str:
    """The first few of many cells (row, column), as "C12, C15 ..."."""
    shown = ", ".join(address(row, column) for row, column in cells[:most])
    return f"{shown} ..." if len(cells) > most else shown
