"""The laws of cleaning a file: once is enough, undo restores all, nothing is lost, the order of rows is nothing."""

import re
import zipfile
from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from habitue.refresh import Wish
from habitue.refresh.clean.doing import clean, take_back
from habitue.refresh.clean.lines import Chosen
from habitue.workbook.read import read_tables
from habitue.workbook.write.cells import CellEdit, plan_cells

SLOW = settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12)
CELL = st.one_of(
    st.sampled_from(["DUPONT", " le gall", "n/a", "O'Neill", "JEAN-PIERRE", "M. Durand", "Nguyễn", "DuprÃ©", "", "x"]),
    TEXT,
)
CODE = st.one_of(st.sampled_from(["6000", "75011", "01 120", "0612345678", "612345678", "-", "06 12"]), TEXT)
DAY = st.sampled_from(["12/03/84", "31/12/1990", "31/02/2000", "", "3 mars 1970", "?", "1980-01-01"])
ROW = st.tuples(CELL, CELL, CODE, CODE, st.sampled_from(["NICE", "Lyon", "PARIS", ""]), DAY)
HEADERS = ("Code", "Nom", "Prénom", "Téléphone", "CP", "Ville", "Date de naissance", "Email")


def write(path: Path, rows: list[tuple[str, ...]]) -> Path:
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Clients")
        sheet.write_row(0, 0, HEADERS)
        for number, row in enumerate(rows, start=1):
            for column, text in enumerate((f"C{number}", *row, f"c{number}@free.fr")):
                sheet.write_string(number, column, text) if text else None
    return path


def sheet(path: Path) -> bytes:
    with zipfile.ZipFile(path) as package:
        return package.read("xl/worksheets/sheet1.xml")


def frame(path: Path) -> pd.DataFrame:
    return read_tables(path).tables[0].frame


@SLOW
@given(st.lists(ROW, min_size=3, max_size=8))
def test_cleaning_in_place_is_done_once_undone_whole_and_loses_no_row(tmp_path_factory: pytest.TempPathFactory, rows):
    path = write(tmp_path_factory.mktemp("law") / "c.xlsx", rows)
    before, wish = sheet(path), Wish(paths=(path,))
    shape = frame(path).shape
    first = clean(wish, in_place=True, backup=False)
    written = path.read_bytes()
    assert frame(path).shape == shape
    assert not clean(wish, in_place=True, backup=False).changes
    assert path.read_bytes() == written
    if first.corrected:
        take_back(wish, Chosen(), backup=False)
    assert sheet(path) == before


@SLOW
@given(st.lists(ROW, min_size=3, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(tmp_path_factory: pytest.TempPathFactory, rows, chance):
    numbered = [(f"C{number}", *row, f"c{number}@free.fr") for number, row in enumerate(rows)]
    shuffled = chance.sample(numbered, len(numbered))
    folder = tmp_path_factory.mktemp("order")
    found = []
    for name, some in (("a", numbered), ("b", shuffled)):
        path = folder / f"{name}.csv"
        pd.DataFrame(some, columns=list(HEADERS)).to_csv(path, index=False, sep=";")
        changes = clean(Wish(paths=(path,)), write=False).cells.changes
        found.append(sorted(map(tuple, changes[["key", "column", "before", "after", "rule"]].fillna("").to_numpy())))
    assert found[0] == found[1]


@pytest.mark.shared
def test_foreign_parts_of_real_workbooks_stay_byte_for_byte(shared_data: Path, tmp_path: Path):
    """The first text cell of each sheet is changed and changed back."""
    books = sorted((shared_data / "workbooks").glob("*.xls[xm]"))
    assert books
    tried = 0
    for book in books:
        try:
            tables = read_tables(book).tables
        except Exception:  # noqa: BLE001 (what cannot be read is for the tests of reading)
            continue
        edits = [edit for table in tables if (edit := _first_text(table)) is not None]
        if not edits or book.stat().st_size > 3_000_000:
            continue
        tried += _changed_and_back(book, edits[:3], tmp_path)
    assert tried >= 5


def _first_text(table) -> CellEdit | None:
    for column in table.columns:
        texts = table.frame[column.label].dropna()
        texts = texts[texts.str.fullmatch(r"[A-Za-z ]{2,30}")]
        if len(texts) and column.letter:
            row = int(table.rows[texts.index[0]])
            text = str(texts.iloc[0])
            return CellEdit(sheet=table.origin.sheet, cell=f"{column.letter}{row}", before=text, after=f"{text} & fils")
    return None


def _changed_and_back(book: Path, edits: list[CellEdit], folder: Path) -> int:
    from habitue.errors import RefusedWrite
    from habitue.workbook.write import apply

    path = folder / book.name
    path.write_bytes(book.read_bytes())
    try:
        plan, found = plan_cells(path, edits, lambda _: ())
    except RefusedWrite:
        return 0
    apply(plan, backup=False)
    with zipfile.ZipFile(book) as was, zipfile.ZipFile(path) as now:
        changed = {name for name in was.namelist() if was.read(name) != now.read(name)}
        assert now.namelist() == was.namelist()
    assert all(re.search(r"sheet|workbook\.xml", name) for name in changed), changed
    back = [CellEdit(sheet=e.sheet, cell=e.cell, before=e.after, after=e.before, stored=raw) for e, raw in found.done]
    again, restored = plan_cells(path, back, lambda _: ())
    assert len(restored.done) == len(back)
    apply(again, backup=False)
    with zipfile.ZipFile(book) as was, zipfile.ZipFile(path) as now:
        differs = {name for name in was.namelist() if was.read(name) != now.read(name)}
    assert all(name.endswith("workbook.xml") for name in differs), (
        differs
    )  # asked to calculate, where there are formulas
    return len(found.done)
