"""What people should know after their sheet was written."""

from collections.abc import Iterator

from habitue.language import Sentence, plural
from habitue.workbook.write.carry import Carried
from habitue.workbook.write.content import Content
from habitue.workbook.write.layout import address


def warnings(title: str, content: Content, carried: Carried) -> Iterator[Sentence]:
    """What of a sheet could not be kept as it was."""
    if content.cut:
        yield plural(
            "Sheet {sheet}: {count} text was longer than a cell can hold and was cut.",
            "Sheet {sheet}: {count} texts were longer than a cell can hold and were cut.",
            content.cut,
            sheet=title,
        )
    if carried.lost_lines:
        yield plural(
            "Sheet {sheet}: {count} line is gone, and what people had written beside it went with it.",
            "Sheet {sheet}: {count} lines are gone, and what people had written beside them went with them.",
            carried.lost_lines,
            sheet=title,
        )
    if carried.lost_cells:
        first = carried.lost_cells[0]
        yield plural(
            "Sheet {sheet}: {count} cell of your own stood where the sheet has grown and was replaced, in {cell}.",
            "Sheet {sheet}: {count} cells of your own stood where the sheet has grown and were replaced, first {cell}.",
            len(carried.lost_cells),
            sheet=title,
            cell=address(first.row, first.column),
        )
