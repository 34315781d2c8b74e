"""Whatever a model holds comes out of Excel as it went in, and nothing is ever run."""

from datetime import date, datetime
from decimal import Decimal

import pytest
import replaying
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from habitue.sheetmodel import Cell, SheetModel, TableColumn, TableModel
from habitue_addin.book.rendering import render
from habitue_addin.book.values import as_text, typed

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=40)
NUMBER_LIKE = ["00123", "1e5", "12%", "1 234,50 €", "3-4", "12/03/24", "2026-11-22", "TRUE", "faux", "#N/A"]
FORMULA_LIKE = ["=1+1", "+33 6 12 34 56 78", "-abc", "@SUM(A1)", "\t=1", "\r=1", " =1", "'", "''x"]
TEMPTING = st.sampled_from([*NUMBER_LIKE, *FORMULA_LIKE, '=HYPERLINK("http://x","y")', "=cmd|'/c calc'!A0"])
NUMBERS = st.one_of(st.integers(-(10**16), 10**16), st.floats(allow_nan=True, allow_infinity=True), st.booleans())


def shown(texts: list[object], kind: str = "text") -> tuple[Workbook, list[object]]:
    """What the cells of a column hold after rendering, once in a table and once as single cells."""
    table = TableModel(
        name="HabitueTexts", columns=(TableColumn(key="t", title="Text", kind=kind, values=texts),), row=1, column=1
    )
    cells = tuple(Cell(row=row, column=3, value=text, kind=kind) for row, text in enumerate(texts, 2))
    wb = Workbook()
    with replaying.opened(wb) as (book, _):
        render(book, (SheetModel(mark="texts", title="Texts", cells=cells, tables=(table,)),))
    sheet = wb["Texts"]
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    columns = [[sheet.cell(row, column).value for row in range(2, len(texts) + 2)] for column in (1, 3)]
    assert columns[0] == columns[1]
    return wb, columns[0]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.one_of(TEXTS, TEMPTING), min_size=1, max_size=12))
def test_any_text_comes_out_as_it_went_in_and_is_no_formula(texts):
    _, found = shown(texts)
    assert found == [ILLEGAL_CHARACTERS_RE.sub(lambda odd: f"_x{ord(odd[0]):04X}_", text) for text in texts]


@settings(max_examples=25, deadline=None)
@given(st.lists(NUMBERS, min_size=1, max_size=12))
def test_numbers_come_out_as_they_went_in_where_excel_can_hold_them(numbers):
    _, found = shown(numbers, "number")
    for number, value in zip(numbers, found, strict=True):
        if isinstance(number, float) and (number != number or abs(number) == float("inf")):
            assert value is None
        elif isinstance(number, int) and abs(number) >= 10**15:
            assert value == str(number)
        else:
            assert value == number
            assert isinstance(value, bool) == isinstance(number, bool)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.dates(date(1900, 3, 1), date(9999, 12, 31)), min_size=1, max_size=8))
def test_days_come_out_as_they_went_in_as_dates_or_as_ordinals(days):
    for given_as in (days, [day.toordinal() for day in days]):
        _, found = shown(given_as, "date")
        assert [value.date() for value in found] == days


@pytest.mark.parametrize("again", [1, 2])
def test_texts_stay_texts_when_they_are_rendered_over(again):
    wb, first = shown(["00123", "=1+1", "C1"])
    for _ in range(again):
        with replaying.opened(wb) as (book, _ran):
            column = TableColumn(key="t", title="Text", kind="text", values=["00456", "=2+2", "C2"])
            table = TableModel(name="HabitueTexts", columns=(column,))
            render(book, (SheetModel(mark="texts", title="Texts", tables=(table,)),))
    assert first == ["00123", "=1+1", "C1"]
    assert [cell.value for cell in wb["Texts"]["A"][1:]] == ["00456", "=2+2", "C2"]
    assert {cell.number_format for cell in wb["Texts"]["A"][1:]} == {"@"}


@pytest.mark.parametrize(
    ("value", "kind", "put"),
    [
        (None, "text", ""),
        ("", "text", ""),
        ("abc", "text", "'abc"),
        (12, "text", 12),
        (0, "date", ""),
        (date(2024, 3, 12), "date", "2024-03-12"),
        (datetime(2024, 3, 12, 10, 30), "date", "2024-03-12 10:30:00"),
        (date(1850, 1, 1), "date", "'1850-01-01"),
        (Decimal("12.50"), "money", 12.5),
        (Decimal("NaN"), "money", ""),
        (10**15, "integer", "'1000000000000000"),
    ],
)
def test_each_value_is_put_as_what_it_is(value, kind, put):
    assert typed(value, kind) == put


def test_a_text_that_is_too_long_is_cut_and_counted():
    assert len(as_text("x" * 40_000)) == 32_767
    assert as_text("\U0001f600" * 20_000).encode("utf-16-le", "strict")
    wb = Workbook()
    column = TableColumn(key="t", title="Text", kind="text", values=["x" * 40_000, "short"])
    model = SheetModel(mark="texts", title="Texts", tables=(TableModel(name="HabitueTexts", columns=(column,)),))
    with replaying.opened(wb) as (book, _):
        done = render(book, (model,))
    assert "1 text was longer" in done.warnings[0].say("en")


def test_half_a_character_does_not_stop_the_rendering():
    _, found = shown(["a\ud800b"])
    assert found == ["a\ufffdb"]
