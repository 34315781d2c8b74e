"""What is written comes back: every value, by both ways of writing, through other libraries."""

import io
import math
import zlib
from datetime import date, datetime

import numpy as np
import openpyxl
import pandas as pd
import pytest
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st

from habitue.sheetmodel import Cell, SheetModel, TableColumn, TableModel
from habitue.workbook.write import archive, columns, create, names
from habitue.workbook.write.rows import loose_strips, stream
from habitue.workbook.write.values import text_content

pa = pytest.importorskip("pyarrow")

ANY_TEXT = st.text(st.characters(codec=None, categories=["L", "N", "P", "S", "Z", "Cc", "Cs", "Co"]), max_size=20)
TEXT = st.one_of(
    ANY_TEXT, st.sampled_from(["=1+1", "@x", "-2", "_x0041_", " a", "b ", "\r\n", "a\tb", "&amp;", "<b>", "😀"])
)
FLOAT = st.floats(allow_nan=True, allow_infinity=True)
INTEGER = st.integers(-(2**62), 2**62)
DAY = st.integers(0, date.max.toordinal())
KINDS = st.sampled_from(["text", "integer", "number", "money", "percent", "date"])


def both_ways(values, kind, *, since_1904=False, mark=""):
    """The rows that each way makes of one column."""
    made = []
    for arrow in (False, True):
        bodies = columns.prepare(values, kind, mark, since_1904=since_1904, arrow=arrow)
        rows = range(5, 5 + len(bodies))
        cells = columns.cells(bodies, "C", 7, mark, rows, 0)
        made.append((columns.joined([cells], rows, mark), bodies.cut, bodies.code_like))
    return made


@given(st.lists(st.one_of(TEXT, st.none())), KINDS, st.sampled_from(["", "x:"]))
def test_texts_are_the_same_bytes_by_both_ways(values, kind, mark):
    plain, fast = both_ways(values, kind, mark=mark)
    assert plain == fast


@given(st.lists(st.one_of(FLOAT, st.none())), st.sampled_from(["number", "money", "percent"]))
def test_numbers_are_the_same_bytes_by_both_ways(values, kind):
    plain, fast = both_ways(values, kind)
    assert plain == fast
    array = np.array([math.nan if value is None else value for value in values], dtype=np.float64)
    assert both_ways(array, kind) == [plain, plain]


@given(st.lists(st.one_of(INTEGER, st.none())))
def test_whole_numbers_are_the_same_bytes_by_both_ways(values):
    plain, fast = both_ways(values, "integer")
    assert plain == fast
    assert both_ways(pd.Series(values, dtype="Int64"), "integer") == [plain, plain]


@given(st.lists(st.one_of(DAY, st.none())), st.booleans())
def test_days_are_the_same_bytes_by_both_ways(values, since_1904):
    plain, fast = both_ways(values, "date", since_1904=since_1904)
    assert plain == fast
    as_dates = [date.fromordinal(value) if value else None for value in values]
    assert both_ways(as_dates, "date", since_1904=since_1904) == [plain, plain]


@given(
    st.lists(st.one_of(TEXT, FLOAT, INTEGER, st.booleans(), st.none(), st.dates(), st.datetimes()), max_size=12), KINDS
)
def test_mixed_columns_are_the_same_bytes_by_both_ways(values, kind):
    if kind == "date":
        values = [value for value in values if not isinstance(value, float)]
    plain, fast = both_ways(values, kind)
    assert plain == fast


@pytest.mark.parametrize("dtype", ["string[python]", "string[pyarrow]", "category", "object", "str"])
def test_every_holder_of_texts_gives_the_same_bytes(dtype):
    values = ["a", None, "é & <b>", "=x", "", "a"]
    series = pd.Series(values, dtype=dtype)
    wanted = both_ways(values, "text")
    assert both_ways(series, "text") == wanted
    assert both_ways(pa.array(values), "text") == wanted
    assert both_ways(pa.chunked_array([values[:2], values[2:]]), "text") == wanted


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_no_digit_of_a_number_is_lost(number):
    bodies = columns.prepare([number], "number", "", since_1904=False)
    text = columns.listed(columns.cells(bodies, "A", 0, "", range(1, 2), 0))[0]
    assert float(str(text).split("<v>")[1].split("<")[0]) == number


@given(TEXT)
def test_escapes_are_undone_by_a_reader(text):
    import xml.etree.ElementTree as ET

    from habitue.workbook.write.strings import decoded

    assert decoded(ET.fromstring(f"<t>{text_content(text)}</t>").text or "") == text


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=12),
            st.floats(-1e12, 1e12),
            st.integers(-(10**14), 10**14),
            st.dates(date(1900, 3, 1)),
        ),
        max_size=8,
    )
)
def test_any_grid_comes_back_through_openpyxl_and_calamine(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("grid") / "grille.xlsx"
    kinds = ("text", "number", "integer", "date")
    found = tuple(
        TableColumn(key=kind, title=kind, kind=kind, values=[row[n] for row in rows]) for n, kind in enumerate(kinds)
    )
    create([SheetModel(mark="grid", title="Grille", tables=(TableModel(name="Grille", columns=found),))], path)
    sheet = openpyxl.load_workbook(path)["Grille"]
    for number, (text, real, whole, day) in enumerate(rows, 2):
        shown = [cell.value for cell in sheet[number]]
        # openpyxl does not undo Excel's escapes; none are needed for these characters but "_xHHHH_" itself
        assert (shown[0] or "").replace("_x005F_", "_") == text
        assert shown[1:] == [real, whole, datetime.combine(day, datetime.min.time())]
    with python_calamine.CalamineWorkbook.from_path(str(path)) as book:
        read = book.get_sheet_by_name("Grille").to_python(skip_empty_area=False)
    assert [row[1:3] for row in read[1 : len(rows) + 1]] == [[row[1], float(row[2])] for row in rows]
    assert [row[3] for row in read[1 : len(rows) + 1]] == [row[3] for row in rows]


def test_a_text_is_never_a_formula(tmp_path):
    path = tmp_path / "x.xlsx"
    texts = ["=1+1", "+33612345678", "-1", "@SUM(A1)", "\tx", "\rx", "0123", "=cmd|' /C calc'!A0"]
    column = TableColumn(key="t", title="=Titre", kind="text", values=texts)
    table = TableModel(name="T", columns=(column,))
    create([SheetModel(mark="m", title="M", tables=(table,), cells=(Cell(row=20, column=1, value="=A1"),))], path)
    sheet = openpyxl.load_workbook(path)["M"]
    for row, text in enumerate(["=Titre", *texts], 1):
        cell = sheet.cell(row, 1)
        assert cell.data_type in ("s", "inlineStr")
        assert cell.value == text.replace("\r", "_x000D_")
    assert sheet["A3"].number_format == "@"  # so that editing it keeps it a text
    import zipfile

    with zipfile.ZipFile(path) as package:
        assert b"<f" not in package.read("xl/worksheets/sheet1.xml")


def test_a_text_longer_than_a_cell_is_cut_and_said(tmp_path):
    path = tmp_path / "x.xlsx"
    column = TableColumn(key="t", title="T", kind="text", values=["é" * 40_000, "😀" * 17_000, "x" * 32_767])
    receipt = create([SheetModel(mark="m", title="M", tables=(TableModel(name="T", columns=(column,)),))], path)
    assert [len(row[0].value.encode("utf-16-le")) // 2 for row in openpyxl.load_workbook(path)["M"]["A2:A4"]] == [
        32_767,
        32_766,
        32_767,
    ]
    assert "2 texts" in receipt.plan.warnings[0].say("en")
    assert "2\u00a0textes" in receipt.plan.warnings[0].say("fr")


def test_numbers_that_excel_would_round_are_kept_as_text():
    assert b"<t>1234567890123456789</t>" in both_ways([1234567890123456789], "integer")[0][0]
    assert b"<v>123456789012345</v>" in both_ways([123456789012345], "integer")[0][0]


def test_dates_follow_the_calendar_of_the_workbook():
    days = [date(2024, 3, 12), date(1904, 1, 1), date(1900, 2, 28), date(1899, 1, 1)]
    since_1900 = both_ways(days, "date")[0][0]
    since_1904 = both_ways(days, "date", since_1904=True)[0][0]
    assert b"<v>45363</v>" in since_1900
    assert b"<v>1462</v>" in since_1900
    assert b"<v>43901</v>" in since_1904
    assert b"<v>0</v>" in since_1904
    assert b"<t>1900-02-28</t>" in since_1900
    assert b"<t>1899-01-01</t>" in since_1904


@given(st.dictionaries(st.tuples(st.integers(1, 60), st.integers(1, 12)), st.just("")))
def test_every_loose_cell_is_written_once_in_order(places):
    cells = {place: f'<c r="{place}"/>' for place in places}
    written = b"".join(stream(loose_strips(cells), {}, "")).decode()
    wanted = "".join(
        f'<row r="{row}">' + "".join(cells[p] for p in sorted(places) if p[0] == row) + "</row>"
        for row in sorted({row for row, _ in places})
    )
    assert written == wanted


@given(st.lists(st.binary(max_size=300)))
def test_deflated_parts_hold_what_was_put_in(chunks):
    part = archive.deflate(chunks)
    whole = b"".join(chunks)
    assert zlib.decompress(part.data, -15) == whole
    assert (part.crc, part.size) == (zlib.crc32(whole), len(whole))


@given(st.text(max_size=60), st.lists(st.text(max_size=40), max_size=5))
def test_sheet_titles_are_allowed_and_free(wanted, taken):
    title = names.free_title(wanted, taken)
    assert 0 < len(title.encode("utf-16-le", "replace")) // 2 <= 31
    assert not set(title) & set("[]:*?/\\")
    assert not title.startswith("'")
    assert not title.endswith("'")
    assert title.casefold() not in {name.casefold() for name in taken}


@given(
    st.lists(st.text(st.characters(exclude_characters="|", exclude_categories=["Cs", "Cc"]), min_size=1), max_size=30)
)
def test_lists_survive_in_a_formula(items):
    assert names.from_text_formula(names.as_text_formula(items)) == tuple(items)


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).filter(lambda t: t.strip("'") == t)
)
def test_references_to_a_sheet_are_understood(title):
    assert names.referred(f"{names.quoted(title)}!$AB$12") == (title, 12, 28)
    assert names.referred("#REF!$A$1") in (None, ("#REF", 1, 1))
    assert names.referred("#REF!") is None


def test_writing_to_memory_is_what_a_zip_reader_expects():
    import zipfile

    data = io.BytesIO()
    writer = archive.ArchiveWriter(data)
    writer.add("a/é.xml", archive.deflate([b"<a/>"]))
    writer.finish(b"")
    with zipfile.ZipFile(data) as read:
        assert read.read("a/é.xml") == b"<a/>"


def test_undo_and_the_lock_check_need_no_heavy_library():
    import subprocess
    import sys
    from pathlib import Path

    core = str(Path(archive.__file__).parents[3])
    code = f"import sys; sys.path.insert(0, {core!r}); import habitue.workbook.write; "
    code += "print([name for name in ('pandas', 'numpy', 'pyarrow', 'openpyxl') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_wrapped_column_whose_width_the_sheet_gives_gets_rows_high_enough(tmp_path):
    long = TableColumn(key="why", title="Why", kind="text", values=["x" * 100, "y"], width=0, wrap=True)
    table = TableModel(name="HabitueNotes", columns=(long,), row=1)
    create([SheetModel(mark="notes", title="Notes", tables=(table,), widths=(20,))], tmp_path / "new.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "new.xlsx")["Notes"]
    assert sheet.row_dimensions[2].height > 60
    assert sheet.row_dimensions[3].height is None
