"""What of a sheet is ours, noted in hidden names of the workbook so that all the rest is known to be people's."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from habitue.errors import RefusedWrite
from habitue.language import sentence
from habitue.sheetmodel import SheetModel, TableModel
from habitue.workbook.write import names
from habitue.workbook.write.areas import Area, area, areas
from habitue.workbook.write.layout import Placed, titles
from habitue.workbook.write.tablepart import KnownTable
from habitue.workbook.write.workbookpart import Workbook


def record(workbook: Workbook, model: SheetModel, tables: Sequence[Placed], loose: Iterable[tuple[int, int]]) -> None:
    """Note which columns of our tables, and which cells outside them, are ours."""
    for table in tables:
        workbook.define(names.COLUMNS + table.model.name, names.as_text_formula(titles(table.model)))
    outside = [place for place in loose if not any(table.area.has(*place) for table in tables)]
    workbook.define(names.CELLS + model.mark, names.as_text_formula(str(found) for found in areas(outside)))


def recorded_cells(known: Mapping[str, str], mark: str) -> list[Area]:
    """The cells outside the tables that were ours, moved along where people put rows or columns before them."""
    noted = names.from_text_formula(known.get(names.CELLS + mark, ""))
    target = names.referred(known.get(names.MARK + mark, ""))
    down, aside = (target[1] - 1, target[2] - 1) if target else (0, 0)
    found = [area(text) for text in noted]
    return [Area(a.top + down, a.left + aside, a.bottom + down, a.right + aside) for a in found if a]


def matching(table: TableModel, known: dict[str, KnownTable]) -> str | None:
    """The table of a sheet that is ours, by its name or, where people renamed it, by most of its columns."""
    for relation, standing in known.items():
        if names.is_named_after(standing.name, table.name):
            return relation
    mine = {title.casefold() for title in titles(table)}
    for relation, standing in known.items():
        if len(mine & {title.casefold() for title in standing.titles}) * 2 > len(mine):
            return relation
    return None


def check_room(placed: Sequence[Area], others: Sequence[Area], model: SheetModel) -> None:
    """Tables must not overlap: Excel would call the workbook damaged."""
    for number, mine in enumerate(placed):
        if any(mine.meets(other) for other in [*placed[number + 1 :], *others]):
            raise RefusedWrite(
                sentence(
                    "On sheet {sheet} a table stands where another must go. Move the table or the columns that were "
                    "added to another place, save, and try again.",
                    sheet=model.title,
                ),
                "in-the-way",
            )


def our_columns(tables: Iterable[Placed]) -> Iterator[Area]:
    """The columns of our tables that are ours, as they stand, side by side ones together."""
    for table in tables:
        if table.known:
            theirs = {column.title for column in table.columns if column.ours is None}
            old = table.known.area
            free = (n for n, title in enumerate(table.known.titles, old.left) if title not in theirs)
            for run in areas((1, column) for column in free):
                yield Area(old.top, run.left, old.bottom, run.right)
