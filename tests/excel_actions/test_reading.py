"""An open workbook is read as its file is, in one block a sheet, whatever the host tells."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest
import replaying
import xlwings as xw
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table

from habitue.refresh.marks import mark_of
from habitue.tables import Table as Found
from habitue.workbook.read import former_given, read_given, read_tables
from habitue_addin.book import reading
from habitue_addin.book.reading import given_book, merged_areas

BOOKS = [
    *("no_flaw.xlsx", "title_above_header.xlsx", "offset_corner.xlsx", "two_tables_side_by_side.xlsx"),
    *("excel_tables.xlsx", "named_range.xlsx", "hidden_sheet.xlsx", "dates_with_times.xlsx", "error_cells.xlsx"),
    *("amounts_as_text_french.xlsx", "ids_with_leading_zeros.xlsx", "empty_sheet.xlsx", "dates_mixed.xlsx"),
]


def content(table: Found) -> tuple[object, ...]:
    rows = [[text if isinstance(text, str) else None for text in row] for row in table.frame.to_numpy(dtype=object)]
    told = [(problem.cell, problem.count) for problem in table.problems]
    origin = table.origin
    place = (origin.sheet, origin.holder, origin.name, origin.header_row, origin.hidden)
    return place, table.columns, rows, table.rows.tolist(), table.left_out, told


@pytest.mark.parametrize("name", BOOKS)
def test_an_open_workbook_gives_the_tables_of_its_file(made: Path, loaded, name: str) -> None:
    live = read_given(given_book(replaying.book_of(loaded(made / name, values=True))))
    file = read_tables(made / name)
    assert [content(table) for table in live.tables] == [content(table) for table in file.tables]
    assert live.skipped == file.skipped


def test_each_sheet_is_asked_for_its_values_once(loaded, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    kept = xw.main.Range.options
    monkeypatch.setattr(xw.main.Range, "options", lambda self, **more: asked.append(self) or kept(self, **more))
    workbook = loaded(made / "two_tables_side_by_side.xlsx")
    given_book(replaying.book_of(workbook))
    assert len(asked) == len(workbook.worksheets)


def test_a_sheet_with_too_many_cells_is_not_fetched(loaded, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST_GIVEN", 10)
    given = given_book(replaying.book_of(loaded(made / "no_flaw.xlsx")))
    assert [sheet.rows for sheet in given.sheets] == [None] * len(given.sheets)
    assert len(read_given(given).problems) == len(given.sheets)


def test_what_excel_itself_names_is_nobodys_table_and_copied_marks_mark_nothing() -> None:
    workbook = Workbook()
    sheet = workbook.active
    sheet.append(["Client", "Montant"])
    sheet.append(["Dupont", 12])
    for name in ("Print_Area", "_habitue.customers"):
        sheet.defined_names[name] = DefinedName(name, attr_text="'Sheet'!$A$1:$B$2")
    given = given_book(replaying.book_of(workbook))
    assert [(name.name, name.local) for name in given.names] == [("_habitue.customers", True)]
    assert not former_given(given)


def test_our_sheet_is_known_by_its_table_when_its_name_was_lost() -> None:
    workbook = Workbook()
    sheet = workbook.active
    sheet.append(["Customer", "Status"])
    sheet.append(["C1", "Active"])
    sheet.add_table(Table(displayName="HabitueCustomers", ref="A1:B2"))
    (ours,) = former_given(given_book(replaying.book_of(workbook)))
    assert (ours.mark, ours.tables[0].frame["Status"].tolist()) == ("customers", ["Active"])


@pytest.mark.parametrize(
    ("tables", "mark"),
    [
        (["Ventes"], ""),
        (["Ventes", "HabitueJournal"], "journal"),
        (["Habitue_group_at_risk"], "group.at_risk"),
        (["Habitue_segment_cant_lose_excluded"], "segment.cant_lose"),
        (["Habitue_mailing_group_best"], "mailing.group.best"),
        (["HabitueCustomers2"], ""),
    ],
)
def test_tables_of_ours_tell_their_sheet(tables: Sequence[str], mark: str) -> None:
    assert mark_of(tables) == mark


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        (datetime(2024, 3, 12, 10, 29, 59, 999_000), datetime(2024, 3, 12, 10, 30)),
        (datetime(2024, 3, 12, 10, 30, 0, 1_000), datetime(2024, 3, 12, 10, 30)),
        (datetime(2024, 3, 12, 10, 30, 0, 250_000), datetime(2024, 3, 12, 10, 30, 0, 250_000)),
    ],
)
def test_a_time_that_misses_its_second_by_a_hair_is_put_right(told: datetime, meant: datetime) -> None:
    assert reading._whole(told) == meant


class Cells:
    """A range of a host on the desktop, which says of a range whether some, all or none of its cells are merged."""

    def __init__(self, merged: Sequence[tuple[int, int, int, int]], top=1, left=1, bottom=40, right=6) -> None:
        self.merged, self.row, self.column = merged, top, left
        self.shape = (bottom - top + 1, right - left + 1)
        self.address = f"{top}:{left}:{bottom}:{right}"

    @property
    def sheet(self) -> "Cells":
        return self

    def range(self, first: tuple[int, int], last: tuple[int, int] | None = None) -> "Cells":
        return Cells(self.merged, *first, *(last or first))

    @property
    def merge_cells(self) -> bool | None:
        inside = sum(self._has(row, column) for row in self._rows() for column in self._columns())
        return None if 0 < inside < self.shape[0] * self.shape[1] else bool(inside)

    @property
    def merge_area(self) -> "Cells":
        return Cells(self.merged, *next(one for one in self.merged if self._in(one, self.row, self.column)))

    def _rows(self) -> Sequence[int]:
        return range(self.row, self.row + self.shape[0])

    def _columns(self) -> Sequence[int]:
        return range(self.column, self.column + self.shape[1])

    def _has(self, row: int, column: int) -> bool:
        return any(self._in(one, row, column) for one in self.merged)

    @staticmethod
    def _in(area: tuple[int, int, int, int], row: int, column: int) -> bool:
        return area[0] <= row <= area[2] and area[1] <= column <= area[3]


def test_merged_cells_are_found_where_the_host_tells_and_not_asked_for_one_by_one() -> None:
    merged = [(2, 1, 4, 1), (10, 3, 10, 5), (40, 6, 40, 6)]
    found = {(one.top, one.left, one.bottom, one.right) for one in merged_areas(Cells(merged))}
    assert found == set(merged)


def test_no_merged_cells_are_told_where_they_would_take_too_many_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_QUESTIONS", 5)
    assert merged_areas(Cells([(2, 1, 4, 1), (10, 3, 10, 5)])) == ()
