"""Areas that people tied to our tables, for colours, checks or widths: they follow when a table grows or shrinks."""

from collections.abc import Sequence

from habitue.workbook.write.areas import Area, area
from habitue.workbook.write.layout import Placed


def followed(references: str, tables: Sequence[Placed]) -> str:
    """A list of areas as it reads after the refresh: what covered all lines of some columns still covers them all."""
    return " ".join(_followed(reference, tables) for reference in references.split())


def _followed(reference: str, tables: Sequence[Placed]) -> str:
    place = area(reference)
    if place is None:
        return reference
    for table in tables:
        known = table.known
        if known is None or not known.area.holds(place):
            continue
        if (place.top, place.bottom) != (known.area.top + 1, known.area.bottom - known.totals):
            continue
        columns = [columns_now(table).get(number) for number in range(place.left, place.right + 1)]
        left, right = columns[0], columns[-1]
        if left is not None and right is not None and right - left == place.right - place.left:
            return str(Area(table.body.top, left, table.body.bottom, right))
    return reference


def columns_now(table: Placed) -> dict[int, int]:
    """Where the columns of a table stand after the refresh, by where they stand now."""
    if table.known is None:
        return {}
    now = {column.title: number for number, column in enumerate(table.columns, table.model.column)}
    standing = enumerate(table.known.titles, table.known.area.left)
    return {number: now[title] for number, title in standing if title in now}
