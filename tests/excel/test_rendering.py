"""What the add-in renders into an open workbook is what the file writer writes into a closed one."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import replaying
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from habitue.errors import RefusedWrite
from habitue.refresh.build import sheet_models
from habitue.refresh.compute import compute
from habitue.refresh.wish import Wish
from habitue.sheetmodel import Cell, Highlight, SheetModel, TableColumn, TableModel
from habitue.workbook.write import apply, plan
from habitue_addin.book.rendering import render

DAY = date(2026, 6, 30)


@pytest.fixture(scope="module")
def shop(made: Path) -> Path:
    return made / "shop.xlsx"


@pytest.fixture(scope="module")
def models(shop: Path) -> tuple[SheetModel, ...]:
    """Our sheets of the demo workbook, in French."""
    return models_of(shop, "fr")


def models_of(shop: Path, language: str) -> tuple[SheetModel, ...]:
    return sheet_models(compute(Wish(paths=(shop,), as_of=DAY, today=DAY, language=language)))


@pytest.fixture(scope="module")
def filed(shop: Path, models: tuple[SheetModel, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook with our sheets put in by the file writer."""
    return written(models, shop, tmp_path_factory.mktemp("filed") / "shop.xlsx")


@pytest.fixture(scope="module")
def live(shop: Path, models: tuple[SheetModel, ...]) -> tuple[Workbook, replaying.Ran]:
    """The workbook with our sheets rendered into it while it is open; only to be looked at."""
    wb = openpyxl.load_workbook(shop)
    ran, _ = rendered(wb, models)
    return wb, ran


def written(models: tuple[SheetModel, ...], into: Path, target: Path) -> Path:
    shutil.copy(into, target)
    apply(plan(target, models), backup=False)
    return target


def rendered(wb: Workbook, models: tuple[SheetModel, ...]) -> tuple[replaying.Ran, object]:
    with replaying.opened(wb) as (book, ran):
        done = render(book, models)
    return ran, done


def sheets_of(wb: Workbook) -> dict[str, Worksheet]:
    """Our sheets by their marks."""
    found = {}
    for name in wb.defined_names.values():
        if name.name.startswith("_habitue."):
            title = name.attr_text.rpartition("!")[0].strip("'").replace("''", "'")
            found[name.name.removeprefix("_habitue.")] = wb[title]
    return found


def values(sheet: Worksheet) -> dict[str, object]:
    return {cell.coordinate: _plain(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None}


def _plain(value: object) -> object:
    if hasattr(value, "date"):
        return value.date()
    return float(f"{value:.14g}") if isinstance(value, float) else value  # openpyxl saves sixteen digits


def formats(sheet: Worksheet) -> dict[str, str]:
    """The number formats where they are seen: of numbers, and of texts that Excel might misread."""
    cells = (cell for row in sheet.iter_rows() for cell in row if cell.value is not None)
    return {c.coordinate: c.number_format for c in cells if not isinstance(c.value, str) or c.number_format == "@"}


def small(keys: Iterator[str] | tuple[str, ...] = ("C1", "C2", "C3"), below: bool = False) -> SheetModel:
    """A sheet of customers, with another table below if wanted; the same key gives the same line."""
    keys = tuple(keys)
    columns = (
        TableColumn(key="key", title="Customer", kind="text", values=keys),
        TableColumn(key="days", title="Days", kind="integer", values=[int(key[1:]) for key in keys]),
        TableColumn(
            key="status", title="Status", kind="text", values=["Active"] * len(keys), choices=("Active", "Lost")
        ),
    )
    mark = Highlight(column="status", value="Active", tone="green")
    table = TableModel(name="HabitueSmall", columns=columns, row=4, line_key="key", highlights=(mark,))
    start = table.last_row + 3
    lower = TableModel(name="HabitueLower", columns=columns[:2], row=start, line_key="key")
    cells = [Cell(row=1, column=1, value="Small", style="title"), Cell(row=2, column=1, value="today", style="stamp")]
    if below:
        cells.append(Cell(row=start - 1, column=1, value="Below", style="subtitle", across=2))
    tables = (table, lower) if below else (table,)
    return SheetModel(mark="small", title="Small", cells=tuple(cells), tables=tables, freeze=(4, 1))


def test_the_cells_are_those_of_the_file_writer(live, filed):
    wb, theirs = live[0], sheets_of(openpyxl.load_workbook(filed))
    ours = sheets_of(wb)
    assert list(ours) == list(theirs)
    for mark, sheet in theirs.items():
        assert ours[mark].title == sheet.title
        assert values(ours[mark]) == values(sheet), mark
        assert formats(ours[mark]) == formats(sheet), mark
        assert dict(ours[mark].tables.items()) == dict(sheet.tables.items())
        assert ours[mark].freeze_panes == sheet.freeze_panes
        assert set(map(str, ours[mark].merged_cells.ranges)) == set(map(str, sheet.merged_cells.ranges))
        assert ours[mark].sheet_view.showGridLines == sheet.sheet_view.showGridLines


def test_the_formats_follow_the_language(shop, tmp_path):
    models = models_of(shop, "en")[:2]
    wb, theirs = Workbook(), sheets_of(openpyxl.load_workbook(written(models, shop, tmp_path / "english.xlsx")))
    rendered(wb, models)
    ours = sheets_of(wb)
    assert {mark: formats(sheet) for mark, sheet in ours.items()} == {m: formats(sheet) for m, sheet in theirs.items()}


def test_drop_downs_colours_and_names_are_those_of_the_file_writer_so_that_either_may_go_on(live, filed):
    wb, other = live[0], openpyxl.load_workbook(filed)
    theirs = sheets_of(other)
    for mark, sheet in sheets_of(wb).items():
        assert dropdowns(sheet) == dropdowns(theirs[mark]), mark
        bars = {rule for rule in colours(theirs[mark]) if rule[1] == "dataBar"}
        assert colours(sheet) == bars, mark
    ours = {name.name: name.attr_text for name in wb.defined_names.values() if name.name != "_habitue_looks"}
    assert ours == {name.name: name.attr_text for name in other.defined_names.values()}


def test_labels_have_the_grounds_that_the_rules_of_the_file_writer_give_them(live, filed, models):
    theirs, ours = sheets_of(openpyxl.load_workbook(filed)), sheets_of(live[0])
    seen = 0
    for mark, sheet in theirs.items():
        for place, word, colour in label_rules(sheet):
            cells = [cell for row in ours[mark][place] for cell in row if cell.value == word]
            assert {cell.fill.fgColor.rgb[2:] for cell in cells} <= {colour}
            seen += len(cells)
    assert seen > 100


def label_rules(sheet: Worksheet) -> Iterator[tuple[str, str, str]]:
    """Cells, the word that a rule looks for in them, and the ground that it gives."""
    for found in sheet.conditional_formatting:
        for rule in found.rules:
            if rule.type == "cellIs":
                yield str(found.sqref), rule.formula[0].strip('"'), rule.dxf.fill.bgColor.rgb[2:]


def dropdowns(sheet: Worksheet) -> dict[str, str]:
    return {
        cell: str(rule.formula1).rpartition("!")[2]
        for rule in sheet.data_validations.dataValidation
        for area in rule.sqref.ranges
        for row in area.rows
        for cell in (f"{r},{c}" for r, c in row)
    }


def colours(sheet: Worksheet) -> set[tuple[str, str, str]]:
    return {
        (str(found.sqref), rule.type, "".join(rule.formula))
        for found in sheet.conditional_formatting
        for rule in found.rules
    }


def test_a_second_rendering_changes_no_cell_and_says_little(live, models):
    wb = copied(live[0])
    before = {sheet.title: (values(sheet), formats(sheet)) for sheet in wb.worksheets}
    again, _ = rendered(wb, models)
    assert {sheet.title: (values(sheet), formats(sheet)) for sheet in wb.worksheets} == before
    assert len(again.actions) * 4 < len(live[1].actions)
    assert not {"addSheet", "addTable", "resizeTable", "namesAdd", "addConditionalFormat"} & set(again.names)
    assert not {"rangeClear", "rangeInsert", "rangeDelete"} & set(again.names)


def copied(wb: Workbook) -> Workbook:
    """A workbook as it is once it was saved and opened again."""
    held = BytesIO()
    wb.save(held)
    return openpyxl.load_workbook(held)


def test_what_was_written_to_the_file_is_rendered_in_place(models, filed):
    wb = openpyxl.load_workbook(filed)
    before = {mark: (sheet.title, values(sheet)) for mark, sheet in sheets_of(wb).items()}
    ran, _ = rendered(wb, models)
    assert {mark: (sheet.title, values(sheet)) for mark, sheet in sheets_of(wb).items()} == before
    assert not {"addSheet", "addTable", "rangeClear", "rangeInsert", "rangeDelete"} & set(ran.names)


def test_what_was_rendered_is_refreshed_in_place_by_the_file_writer(live, models, tmp_path):
    live[0].save(tmp_path / "live.xlsx")
    again = openpyxl.load_workbook(written(models, tmp_path / "live.xlsx", tmp_path / "again.xlsx"))
    assert again.sheetnames == live[0].sheetnames
    ours = {mark: values(sheet) for mark, sheet in sheets_of(live[0]).items()}
    assert {mark: values(sheet) for mark, sheet in sheets_of(again).items()} == ours


def test_sheets_of_people_are_not_touched(live, shop):
    original = openpyxl.load_workbook(shop, read_only=True).sheetnames
    assert live[0].sheetnames[: len(original)] == original
    bookwide = ("addSheet", "activateSheet", "rangeSelect", "namesAdd")
    writes = [action["sheet_position"] for action in live[1].actions if action["func"] not in bookwide]
    assert min(writes) >= len(original)


def test_the_number_of_requests_does_not_grow_with_the_lines():
    few, many = Workbook(), Workbook()
    some, _ = rendered(few, (small(),))
    more, _ = rendered(many, (small(f"C{n}" for n in range(1, 601)),))
    assert some.names == more.names


def test_large_tables_go_in_blocks_that_hosts_take(monkeypatch):
    monkeypatch.setattr("habitue_addin.book.values.LARGEST_BLOCK", 300)
    wb = Workbook()
    ran, _ = rendered(wb, (small(f"C{n}" for n in range(1, 401)),))
    sizes = [a["row_count"] * a["column_count"] for a in ran.actions if a["func"] == "setValues"]
    assert max(sizes) == 300
    assert wb["Small"]["B404"].value == 400


def test_the_user_still_sees_what_he_saw():
    wb = Workbook()
    wb.create_sheet("Mine")
    wb.active = 1
    wb["Mine"].sheet_view.selection[0].sqref = "B2:C3"
    ran, _ = rendered(wb, (small(),))
    assert wb.active.title == "Mine"
    assert ran.selected[-1] == ("Mine", "B2:C3")


def test_a_renamed_and_moved_sheet_is_found_and_keeps_its_name_place_and_widths():
    wb = Workbook()
    rendered(wb, (small(),))
    with replaying.opened(wb) as (book, _):
        book.sheets["Small"].name = "Mes clients"
    wb.move_sheet("Mes clients", -1)
    wb["Mes clients"].column_dimensions["A"].width = 40
    rendered(wb, (small(("C1", "C7")),))
    assert wb.sheetnames == ["Mes clients", "Sheet"]
    assert wb["Mes clients"].column_dimensions["A"].width == 40
    assert [cell.value for cell in wb["Mes clients"]["A"][3:]] == ["Customer", "C1", "C7", None]


def with_a_column(sheet: Worksheet) -> None:
    """What somebody adds beside our table: notes, a formula on the same line, a colour, a note on a cell."""
    table = sheet.tables["HabitueSmall"]
    for row, texts in enumerate([("Notes", "Twice"), ("call", "=B5*2"), (None, "=B6*2"), ("big", "=B7*2")], 4):
        sheet.cell(row, 4).value, sheet.cell(row, 5).value = texts
    sheet["D7"].fill = PatternFill("solid", fgColor="FFFF0000")
    sheet["D5"].comment = Comment("since May", "me")
    table.ref = table.autoFilter.ref = "A4:E7"
    table._initialise_columns()


def by_key(sheet: Worksheet, rows: range) -> dict[object, tuple[object, object]]:
    return {sheet.cell(row, 1).value: (sheet.cell(row, 4).value, sheet.cell(row, 5).value) for row in rows}


def test_columns_of_people_follow_their_line_with_formulas_colours_and_notes():
    wb = Workbook()
    rendered(wb, (small(),))
    with_a_column(wb["Small"])
    ran, done = rendered(wb, (small(("C3", "C9", "C1", "C2", "C4")),))
    sheet = wb["Small"]
    assert sheet.tables["HabitueSmall"].ref == "A4:E9"
    assert [cell.value for cell in sheet["A"][4:9]] == ["C3", "C9", "C1", "C2", "C4"]
    assert by_key(sheet, range(5, 10)) == {
        "C3": ("big", "=B5*2"),
        "C9": (None, None),
        "C1": ("call", "=B7*2"),
        "C2": (None, "=B8*2"),
        "C4": (None, None),
    }
    assert sheet["D5"].fill.fgColor.rgb == "FFFF0000"
    assert sheet["D7"].comment.text == "since May"
    assert done.warnings == ()
    assert ran.names["tableSort"] == 2


def test_what_people_wrote_beside_a_line_that_is_gone_is_counted():
    wb = Workbook()
    rendered(wb, (small(),))
    with_a_column(wb["Small"])
    _, done = rendered(wb, (small(("C2", "C3")),))
    assert by_key(wb["Small"], range(5, 8)) == {"C2": (None, "=B5*2"), "C3": ("big", "=B6*2"), None: (None, None)}
    assert [warning.say("en") for warning in done.warnings] == [
        "Sheet Small: 1 line is gone, and what people had written beside it went with it."
    ]


def test_lines_that_stay_where_they_are_are_not_sorted_and_their_filter_stays():
    wb = Workbook()
    rendered(wb, (small(),))
    with_a_column(wb["Small"])
    wb["Small"].row_dimensions[6].hidden = True
    ran, _ = rendered(wb, (small(("C1", "C2", "C3", "C4")),))
    assert not {"tableSort", "clearAutoFilterTable"} & set(ran.names)
    assert by_key(wb["Small"], range(5, 9))["C3"] == ("big", "=B7*2")


def test_looks_that_people_gave_our_lines_stay():
    wb = Workbook()
    rendered(wb, (small(),))
    wb["Small"]["A6"].fill = PatternFill("solid", fgColor="FFFF0000")
    rendered(wb, (small(("C1", "C2", "C3", "C4")),))
    assert wb["Small"]["A6"].fill.fgColor.rgb == "FFFF0000"


@pytest.mark.parametrize("count", [1, 2, 9])
def test_a_table_below_another_moves_with_it(count):
    wb = Workbook()
    rendered(wb, (small(below=True),))
    wb["Small"]["H3"] = "mine"
    wanted = small((f"C{n}" for n in range(1, count + 1)), below=True)
    rendered(wb, (wanted,))
    fresh = Workbook()
    rendered(fresh, (wanted,))
    assert values(wb["Small"]) == values(fresh["Small"]) | {"H3": "mine"}
    assert set(map(str, wb["Small"].merged_cells.ranges)) == set(map(str, fresh["Small"].merged_cells.ranges))
    assert dict(wb["Small"].tables.items()) == dict(fresh["Small"].tables.items())
    assert colours(wb["Small"]) == colours(fresh["Small"])
    assert dropdowns(wb["Small"]) == dropdowns(fresh["Small"])


def test_a_table_that_is_no_more_goes_and_those_below_come_up():
    wb, fresh = Workbook(), Workbook()
    rendered(wb, (small(below=True),))
    both = small(below=True)
    lower = replace(both.tables[1], row=4)
    only = replace(both, tables=(lower,), cells=both.cells[:2])
    rendered(wb, (only,))
    rendered(fresh, (only,))
    assert values(wb["Small"]) == values(fresh["Small"])
    assert dict(wb["Small"].tables.items()) == {"HabitueLower": "A4:B7"}


def test_columns_of_ours_may_come_and_go_around_those_of_people():
    wb = Workbook()
    rendered(wb, (small(),))
    with_a_column(wb["Small"])
    model = small()
    table = model.tables[0]
    extra = TableColumn(key="segment", title="Segment", kind="text", values=["Best"] * 3)
    columns = (table.columns[0], extra, table.columns[1])
    rendered(wb, (replace(model, tables=(replace(table, columns=columns, highlights=()),)),))
    sheet = wb["Small"]
    assert [cell.value for cell in sheet[4][:5]] == ["Customer", "Segment", "Days", "Notes", "Twice"]
    assert [sheet.cell(row, 4).value for row in (5, 6, 7)] == ["call", None, "big"]


def test_cells_of_people_where_the_table_grows_are_counted():
    wb = Workbook()
    rendered(wb, (small(),))
    wb["Small"]["B9"] = "total?"
    _, done = rendered(wb, (small(f"C{n}" for n in range(1, 8)),))
    assert "1 cell of your own" in done.warnings[0].say("en")
    assert "B9" in done.warnings[0].say("fr")


def test_a_table_of_people_in_the_way_is_refused_before_anything_is_done():
    wb = Workbook()
    rendered(wb, (small(),))
    wb["Small"]["A9"], wb["Small"]["A10"] = "Own", 1
    with replaying.opened(wb) as (book, _):
        book.sheets["Small"].tables.add(book.sheets["Small"]["A9:A10"], name="Own")
    book = replaying.book_of(wb)
    with pytest.raises(RefusedWrite, match="a table stands where another must go"):
        render(book, (small(f"C{n}" for n in range(1, 20)),))
    assert book.json()["actions"] == []


def test_a_title_and_a_table_name_that_are_taken_get_a_number():
    wb = Workbook()
    wb.active.title = "small"
    wb.active["A1"], wb.active["A2"] = "x", 1
    with replaying.opened(wb) as (book, _):
        book.sheets[0].tables.add(book.sheets[0]["A1:A2"], name="habituesmall_2")
        book.names.add("HabitueSmall", "=1")
    rendered(wb, (small(),))
    assert wb.sheetnames == ["small", "Small (2)"]
    assert list(wb["Small (2)"].tables) == ["HabitueSmall_3"]
    ran, _ = rendered(wb, (small(),))
    assert "addSheet" not in ran.names


def test_an_empty_table_keeps_one_blank_line_and_grows_again():
    wb = Workbook()
    rendered(wb, (small(()),))
    assert wb["Small"].tables["HabitueSmall"].ref == "A4:C5"
    rendered(wb, (small(),))
    rendered(wb, (small(()),))
    assert wb["Small"].tables["HabitueSmall"].ref == "A4:C5"
    assert [cell.value for cell in wb["Small"][5]] == [None, None, None]
