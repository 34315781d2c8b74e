"""What people add to our sheets stays with its line, in its place, and what is gone is really gone."""

import re
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.table import TableColumn as SheetColumn
from openpyxl.worksheet.table import TableFormula

from habitue.errors import RefusedWrite
from habitue.sheetmodel import TableModel
from habitue.workbook.write import apply, create, plan
from habitue.workbook.write.formulas import moved


@pytest.fixture
def ours(tmp_path, make_customers):
    path = tmp_path / "clients.xlsx"
    create([make_customers(range(1, 9))], path)
    return path


def edit(path, change):
    """As if somebody changed the workbook; openpyxl puts our texts into the shared strings, as Excel does."""
    book = openpyxl.load_workbook(path)
    change(book["Clients"])
    book.save(path)
    share_texts(path)


def share_texts(path):
    """Move inline texts to the shared strings, as Excel does when it saves (openpyxl leaves them in their cells)."""
    with zipfile.ZipFile(path) as package:
        found = {name: package.read(name).decode("utf-8") for name in package.namelist()}
    texts: list[str] = []

    def share(match):
        texts.append(match[2])
        return f'{match[1]} t="s"><v>{len(texts) - 1}</v></c>'

    for name in found:
        if "/worksheets/sheet" in name:
            pattern = r'(<c [^>]*?) t="inlineStr"><is>(<t[^>]*>[^<]*</t>)</is></c>'
            found[name] = re.sub(pattern, share, found[name])
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    items = "".join(f"<si>{text}</si>" for text in texts)
    found["xl/sharedStrings.xml"] = f'<sst xmlns="{main}">{items}</sst>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    add(found, "xl/_rels/workbook.xml.rels", f'<Relationship Id="rId77" Type="{kind}" Target="sharedStrings.xml"/>')
    shared = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    add(found, "[Content_Types].xml", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{shared}"/>')
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in found.items():
            package.writestr(name, text)


def add(found, part, element):
    start = found[part].rindex("</")
    found[part] = found[part][:start] + element + found[part][start:]


def refresh(path, *models):
    made = plan(path, models)
    apply(made, backup=False)
    assert not plan(path, models).changes
    return made


def add_column(sheet, title, values, formula=None):
    """A column typed beside the table, which Excel then takes into it."""
    table = sheet.tables["HabitueCustomers"]
    start, end = table.ref.split(":")
    last = sheet[end].column + 1
    sheet.cell(4, last, title)
    for row, value in enumerate(values, 5):
        sheet.cell(row, last, value)
    table.ref = f"{start}:{sheet.cell(sheet[end].row, last).coordinate}"
    table.autoFilter.ref = table.ref
    column = SheetColumn(id=50 + last, name=title)
    if formula:
        column.calculatedColumnFormula = TableFormula(attr_text=formula)
    table.tableColumns.append(column)


def shown(path, column=None):
    """The lines of the table: customer to the value in a column."""
    sheet = openpyxl.load_workbook(path)["Clients"]
    titles = {cell.value: cell.column for cell in sheet[4]}
    last = sheet[sheet.tables["HabitueCustomers"].ref.split(":")[1]].row
    return {sheet.cell(row, 1).value: sheet.cell(row, titles[column]).value for row in range(5, last + 1)}


def test_an_added_column_stays_beside_its_customer(ours, make_customers):
    edit(ours, lambda sheet: add_column(sheet, "Remarque", [f"note {n}" for n in range(1, 9)]))
    made = refresh(ours, make_customers([9, 7, 5, 3, 1, 20]))
    assert shown(ours, "Remarque") == {
        "C0009": None,
        "C0007": "note 7",
        "C0005": "note 5",
        "C0003": "note 3",
        "C0001": "note 1",
        "C0020": None,
    }
    assert [w.say("en") for w in made.warnings] == [
        "Sheet Clients: 4 lines are gone, and what people had written beside them went with them."
    ]
    sheet = openpyxl.load_workbook(ours)["Clients"]
    assert sheet.tables["HabitueCustomers"].ref == "A4:J10"
    assert [c.name for c in sheet.tables["HabitueCustomers"].tableColumns][-1] == "Remarque"
    refresh(ours, make_customers(range(1, 30)))
    assert shown(ours, "Remarque")["C0003"] == "note 3"


def test_the_style_of_an_added_cell_moves_with_it(ours, make_customers):
    def change(sheet):
        add_column(sheet, "Remarque", [f"note {n}" for n in range(1, 9)])
        sheet["J7"].font = Font(bold=True, color="FFFF0000")

    edit(ours, change)
    refresh(ours, make_customers([3, 1, 2]))
    sheet = openpyxl.load_workbook(ours)["Clients"]
    assert (sheet["J5"].value, sheet["J5"].font.b, sheet["J6"].font.b) == ("note 3", True, False)


def test_a_calculated_column_stays_calculated_on_every_line(ours, make_customers):
    formula = "HabitueCustomers[[#This Row],[Jours]]*2"
    edit(ours, lambda sheet: add_column(sheet, "Double", [f"={formula}"] * 8, formula))
    refresh(ours, make_customers(range(2, 15)))
    assert set(shown(ours, "Double").values()) == {f"={formula}"}
    with zipfile.ZipFile(ours) as package:
        assert b'fullCalcOnLoad="1"' in package.read("xl/workbook.xml")


def test_formulas_by_address_move_with_their_line(ours, make_customers):
    values = [f"=E{row}*2+SUM($E$5:E{row})+Ailleurs!A{row}" for row in range(5, 13)]
    edit(ours, lambda sheet: add_column(sheet, "Calcul", values))
    refresh(ours, make_customers([8, 1]))
    assert shown(ours, "Calcul") == {
        "C0008": "=E5*2+SUM($E$5:E5)+Ailleurs!A12",
        "C0001": "=E6*2+SUM($E$5:E6)+Ailleurs!A5",
    }


def test_a_total_row_stays_below_the_last_line(ours, make_customers):
    def change(sheet):
        table = sheet.tables["HabitueCustomers"]
        table.ref, table.totalsRowCount = "A4:I13", 1
        table.tableColumns[4].totalsRowFunction = "sum"
        sheet["A13"], sheet["E13"] = "Total", "=SUBTOTAL(109,HabitueCustomers[Jours])"

    edit(ours, change)
    refresh(ours, make_customers(range(20)))
    sheet = openpyxl.load_workbook(ours)["Clients"]
    assert (sheet["A25"].value, sheet["E25"].value) == ("Total", "=SUBTOTAL(109,HabitueCustomers[Jours])")
    assert sheet.tables["HabitueCustomers"].ref == "A4:I25"
    assert sheet.tables["HabitueCustomers"].autoFilter.ref == "A4:I24"


def test_cells_beside_the_table_stay_and_those_in_its_way_are_named(ours, make_customers):
    def change(sheet):
        sheet["L2"], sheet["L7"], sheet["C15"] = "à moi", 12.5, "sous le tableau"

    edit(ours, change)
    made = refresh(ours, make_customers(range(1, 8)))
    sheet = openpyxl.load_workbook(ours)["Clients"]
    assert (sheet["L2"].value, sheet["L7"].value, sheet["C15"].value) == ("à moi", 12.5, "sous le tableau")
    assert not made.warnings
    made = refresh(ours, make_customers(range(1, 20)))
    sheet = openpyxl.load_workbook(ours)["Clients"]
    assert sheet["L7"].value == 12.5
    assert sheet["C15"].value == "client11@exemple.fr"
    assert "C15" in made.warnings[0].say("en")


def test_a_row_inserted_above_leaves_no_second_title(ours, make_customers):
    def change(sheet):
        for table in sheet.tables.values():
            table.ref = table.autoFilter.ref = "A6:I14"
        sheet.conditional_formatting = type(sheet.conditional_formatting)()
        sheet.merged_cells.ranges = set()
        sheet.insert_rows(1, 2)
        sheet.parent.defined_names["_habitue.customers"].attr_text = "Clients!$A$3"

    edit(ours, change)
    refresh(ours, make_customers(range(1, 9)))
    sheet = openpyxl.load_workbook(ours)["Clients"]
    assert [sheet.cell(row, 1).value for row in range(1, 6)] == [
        "Clients",
        "Actualisé le 15/06/2024",
        None,
        "Client",
        "C0001",
    ]


def test_our_sheet_may_be_renamed_moved_and_restyled(ours, make_customers):
    def change(sheet):
        book = sheet.parent
        sheet.title = "Mes clients d'ici"
        book.defined_names["_habitue.customers"].attr_text = "'Mes clients d''ici'!$A$1"
        book.create_sheet("Avant", 0)
        sheet.column_dimensions["B"].width = 55
        sheet.freeze_panes = "C6"
        sheet.tables["HabitueCustomers"].tableStyleInfo.name = "TableStyleDark1"

    edit(ours, change)
    made = refresh(ours, make_customers(range(3, 12)))
    assert [(sheet.title, sheet.state) for sheet in made.sheets] == [("Mes clients d'ici", "changed")]
    book = openpyxl.load_workbook(ours)
    assert book.sheetnames == ["Avant", "Mes clients d'ici"]
    sheet = book["Mes clients d'ici"]
    assert sheet.column_dimensions["B"].width == 55
    assert sheet.freeze_panes == "C6"
    assert sheet.tables["HabitueCustomers"].tableStyleInfo.name == "TableStyleDark1"


def test_a_lost_mark_is_found_again_by_its_table(ours, make_customers):
    edit(ours, lambda sheet: sheet.parent.defined_names["_habitue.customers"].__setattr__("attr_text", "#REF!"))
    made = refresh(ours, make_customers(range(3)))
    assert [sheet.state for sheet in made.sheets] == ["changed"]
    assert openpyxl.load_workbook(ours).sheetnames == ["Clients"]


def test_a_deleted_sheet_is_made_anew(ours, make_customers, make_overview):
    refresh(ours, make_customers(), make_overview())

    def change(sheet):
        sheet.parent.defined_names["_habitue.customers"].attr_text = "#REF!"
        del sheet.parent["Clients"]

    edit(ours, change)
    made = refresh(ours, make_customers(), make_overview())
    assert [(s.mark, s.state) for s in made.sheets] == [("customers", "new"), ("overview", "unchanged")] or [
        (s.mark, s.state) for s in made.sheets
    ] == [("customers", "new"), ("overview", "changed")]
    assert openpyxl.load_workbook(ours).sheetnames == ["Synthèse", "Clients"]


def test_colours_and_dropdowns_of_people_stay(ours, make_customers):
    def change(sheet):
        rule = CellIsRule(operator="greaterThan", formula=["100"], fill=PatternFill(bgColor="FFABCDEF"))
        sheet.conditional_formatting.add("F5:F12", rule)
        check = DataValidation(type="list", formula1='"a,b"')
        check.add("L2:L9")
        sheet.add_data_validation(check)
        sheet["B6"].comment = Comment("une note", "Marie")

    edit(ours, change)
    refresh(ours, make_customers(range(1, 9)))
    sheet = openpyxl.load_workbook(ours)["Clients"]
    rules = {
        str(area.sqref): [rule.type for rule in found] for area, found in sheet.conditional_formatting._cf_rules.items()
    }
    assert rules["H5:H12"] == ["cellIs"] * 6
    assert sorted(rules["F5:F12"]) in (["cellIs"], ["cellIs", "dataBar"])
    assert len(rules) == 2 or len(rules) == 3
    assert {str(v.sqref) for v in sheet.data_validations.dataValidation} == {"L2:L9", "E5:E12", "H5:H12"}
    assert sheet["B6"].comment.text == "une note"


def test_rules_of_ours_do_not_pile_up(ours, make_customers):
    for count in (5, 12, 3, 9):
        edit(ours, lambda _: None)
        refresh(ours, make_customers(range(count)))
    with zipfile.ZipFile(ours) as package:
        text = package.read("xl/worksheets/sheet1.xml").decode()
    assert text.count("<conditionalFormatting") == 2
    assert text.count("<dataValidation ") == 2


def test_a_filter_in_force_is_lifted(ours, make_customers):
    def change(sheet):
        sheet.tables["HabitueCustomers"].autoFilter.add_filter_column(7, ["Actif"])
        sheet.row_dimensions[6].hidden = True

    edit(ours, change)
    made = refresh(ours, make_customers(range(1, 9)))
    assert "HabitueCustomers" in made.warnings[0].say("fr")
    sheet = openpyxl.load_workbook(ours)["Clients"]
    assert not sheet.tables["HabitueCustomers"].autoFilter.filterColumn
    assert not sheet.row_dimensions[6].hidden


def test_a_customer_who_is_gone_is_nowhere_in_the_file(ours, make_customers):
    edit(ours, lambda _: None)
    with zipfile.ZipFile(ours) as package:
        assert b"client3@exemple.fr" in package.read("xl/sharedStrings.xml")
    refresh(ours, make_customers([1, 2, 4]))
    with zipfile.ZipFile(ours) as package:
        for name in package.namelist():
            data = package.read(name)
            assert b"client3@" not in data, name
            assert "Müller-3 ".encode() not in data, name


def test_strings_that_others_use_keep_their_place(tmp_path, busy_book, make_customers):
    apply(plan(busy_book, [make_customers([1, 2, 3])]), backup=False)

    def change(book):
        book["Notes"]["B2"] = "client2@exemple.fr"

    book = openpyxl.load_workbook(busy_book)
    change(book)
    book.save(busy_book)
    share_texts(busy_book)
    apply(plan(busy_book, [make_customers([1])]), backup=False)
    book = openpyxl.load_workbook(busy_book)
    assert book["Notes"]["B2"].value == "client2@exemple.fr"
    assert book["Notes"]["A1"].value == "ne pas toucher"
    with zipfile.ZipFile(busy_book) as package:
        assert b"client3@" not in package.read("xl/sharedStrings.xml")


def test_calculation_is_asked_for_only_where_a_formula_reads_our_sheets(busy_book, make_customers):
    def asks():
        with zipfile.ZipFile(busy_book) as package:
            main = package.read("xl/workbook.xml").decode()
        return main.count('fullCalcOnLoad="1"')

    original = asks()
    apply(plan(busy_book, [make_customers([1, 2])]), backup=False)
    apply(plan(busy_book, [make_customers([1])]), backup=False)
    assert asks() == original
    book = openpyxl.load_workbook(busy_book)
    book.calculation.fullCalcOnLoad = False
    book["Notes"]["B1"] = "=COUNTA(Clients!A:A)"
    book.save(busy_book)
    assert asks() == 0
    apply(plan(busy_book, [make_customers([1])]), backup=False)
    apply(plan(busy_book, [make_customers([1, 5])]), backup=False)
    assert asks() == 1


def test_formulas_on_our_sheet_that_are_replaced_leave_no_calculation_chain(ours, make_customers):
    edit(ours, lambda sheet: sheet.__setitem__("B6", "=1+1"))
    with zipfile.ZipFile(ours) as package:
        found = {name: package.read(name) for name in package.namelist()}
    found["xl/calcChain.xml"] = (
        b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="B6" i="1"/></calcChain>'
    )
    relations = found["xl/_rels/workbook.xml.rels"].decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    new = f'<Relationship Id="rId99" Type="{kind}" Target="/xl/calcChain.xml"/></Relationships>'
    found["xl/_rels/workbook.xml.rels"] = relations.replace("</Relationships>", new).encode()
    chain = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    types = found["[Content_Types].xml"].decode()
    override = f'<Override PartName="/xl/calcChain.xml" ContentType="{chain}"/></Types>'
    found["[Content_Types].xml"] = types.replace("</Types>", override).encode()
    with zipfile.ZipFile(ours, "w") as package:
        for name, data in found.items():
            package.writestr(name, data)
    made = refresh(ours, make_customers(range(1, 9)))
    assert made.dropped == ("xl/calcChain.xml",)
    with zipfile.ZipFile(ours) as package:
        assert "xl/calcChain.xml" not in package.namelist()
        assert b"calcChain" not in package.read("[Content_Types].xml") + package.read("xl/_rels/workbook.xml.rels")


def test_a_column_of_ours_that_is_no_more_goes_and_a_new_one_takes_its_place(ours, make_customers):
    edit(ours, lambda sheet: add_column(sheet, "Remarque", [f"note {n}" for n in range(1, 9)]))
    model = make_customers(range(1, 9))
    table = model.tables[0]
    kept = [column for column in table.columns if column.key != "share"]
    renamed = [replace(column, title="Courriel") if column.key == "email" else column for column in kept]
    refresh(ours, replace(model, tables=(replace(table, columns=tuple(renamed)),)))
    sheet = openpyxl.load_workbook(ours)["Clients"]
    titles = [cell.value for cell in sheet[4]][:9]
    wanted = ["Client", "Nom", "Courriel", "Dernière commande", "Jours", "Chiffre d'affaires", "Statut", "Pourquoi"]
    assert titles == [*wanted, "Remarque"]
    assert shown(ours, "Remarque")["C0004"] == "note 4"


def test_a_table_of_ours_that_is_no_more_is_dropped(ours, make_customers):
    model = make_customers(range(1, 9))
    second = TableModel(name="HabitueExcluded", columns=model.tables[0].columns[:2], row=20)
    refresh(ours, replace(model, tables=(*model.tables, second)))
    made = refresh(ours, model)
    assert len(made.dropped) == 1
    sheet = openpyxl.load_workbook(ours)["Clients"]
    assert list(sheet.tables) == ["HabitueCustomers"]
    assert sheet["A21"].value is None


def test_a_table_of_people_is_never_overlapped(ours, make_customers):
    from openpyxl.worksheet.table import Table

    def change(sheet):
        sheet["A20"], sheet["B20"], sheet["A21"] = "x", "y", 1
        sheet.add_table(Table(displayName="AMoi", ref="A20:B22"))

    edit(ours, change)
    refresh(ours, make_customers(range(1, 12)))
    before = ours.read_bytes()
    with pytest.raises(RefusedWrite) as caught:
        plan(ours, [make_customers(range(1, 30))])
    assert caught.value.code == "in-the-way"
    assert ours.read_bytes() == before


def test_an_array_formula_moves_with_its_line(ours, make_customers):
    def change(sheet):
        add_column(sheet, "Matrice", [None] * 8)
        sheet["J6"] = ArrayFormula("J6", "=SUM(E6*{1,2})")

    edit(ours, change)
    refresh(ours, make_customers([2, 1]))
    cell = openpyxl.load_workbook(ours)["Clients"]["J5"]
    assert (cell.value.ref, cell.value.text) == ("J5", "=SUM(E5*{1,2})")


@pytest.mark.parametrize(
    ("formula", "wanted"),
    [
        ("A1+B$2+$C3+$D$4", "A4+B$2+$C6+$D$4"),
        ("SUM(A1:B2)", "SUM(A4:B5)"),
        ('"A1"&A1', '"A1"&A4'),
        ("Feuil2!A1+'L''été A1'!B2:B3", "Feuil2!A1+'L''été A1'!B2:B3"),
        ("Table1[[#This Row],[A1]]+A1", "Table1[[#This Row],[A1]]+A4"),
        ("LOG10(A1)+ABC1048577+Taux1", "LOG10(A4)+ABC1048577+Taux1"),
        ("A1048576", "#REF!"),
    ],
)
def test_formulas_move_as_excel_moves_them(formula, wanted):
    assert moved(formula, 3) == wanted


def test_styles_do_not_grow_from_one_refresh_to_the_next(ours, make_customers):
    sizes = set()
    for count in (4, 9, 2):
        edit(ours, lambda _: None)
        refresh(ours, make_customers(range(count)))
        with zipfile.ZipFile(ours) as package:
            sizes.add(re.search(rb'<cellXfs count="(\d+)"', package.read("xl/styles.xml"))[1])
    assert len(sizes) == 1


def test_colours_and_checks_on_an_added_column_follow_its_lines(ours, make_customers):
    def change(sheet):
        add_column(sheet, "Remarque", [f"note {n}" for n in range(1, 9)])
        rule = CellIsRule(operator="equal", formula=['"note 3"'], fill=PatternFill(bgColor="FFABCDEF"))
        sheet.conditional_formatting.add("J5:J12", rule)
        check = DataValidation(type="textLength", operator="lessThan", formula1="50")
        check.add("J5:J12")
        sheet.add_data_validation(check)
        sheet.column_dimensions["J"].width = 44

    edit(ours, change)
    model = make_customers(range(1, 21))
    table = model.tables[0]
    extra = replace(table.columns[0], key="extra", title="Depuis", width=30)
    refresh(ours, replace(model, tables=(replace(table, columns=(*table.columns, extra)),)))
    sheet = openpyxl.load_workbook(ours)["Clients"]
    assert [sheet["J4"].value, sheet["K4"].value] == ["Depuis", "Remarque"]
    assert "K5:K24" in {str(area.sqref) for area in sheet.conditional_formatting}
    assert "K5:K24" in {str(check.sqref) for check in sheet.data_validations.dataValidation}
    assert sheet.column_dimensions["K"].width == 44
    assert 30 <= sheet.column_dimensions["J"].width < 32


def test_long_lists_of_choices_stand_in_hidden_columns(tmp_path, make_customers):
    path = tmp_path / "x.xlsx"
    model = make_customers(range(3))
    table = model.tables[0]
    many = tuple(f"choix, n° {n}" for n in range(40))
    columns = tuple(replace(c, choices=many) if c.key == "status" else c for c in table.columns)
    model = replace(model, tables=(replace(table, columns=columns),))
    create([model], path)
    sheet = openpyxl.load_workbook(path)["Clients"]
    check = next(c for c in sheet.data_validations.dataValidation if c.type == "list")
    assert (check.formula1, str(check.sqref)) == ("$IV$1:$IV$40", "H5:H7")
    assert sheet["IV40"].value == "choix, n° 39"
    assert sheet.column_dimensions["IV"].hidden
    assert not plan(path, [model]).changes
    refresh(path, make_customers(range(3)))
    assert openpyxl.load_workbook(path)["Clients"]["IV40"].value is None


def test_an_empty_table_keeps_one_blank_line(tmp_path, make_customers):
    path = tmp_path / "x.xlsx"
    create([make_customers([])], path)
    assert openpyxl.load_workbook(path)["Clients"].tables["HabitueCustomers"].ref == "A4:I5"
    refresh(path, make_customers([1, 2]))
    made = refresh(path, make_customers([]))
    assert made.sheets[0].lines == 0
    assert openpyxl.load_workbook(path)["Clients"].tables["HabitueCustomers"].ref == "A4:I5"


def test_charts_show_the_new_figures_and_keep_their_place(tmp_path, make_overview):
    path = tmp_path / "x.xlsx"
    create([make_overview()], path)
    with zipfile.ZipFile(path) as package:
        drawing = package.read("xl/drawings/drawing1.xml")
        assert b"<c:v>120</c:v>" in package.read("xl/charts/chart1.xml")
    refresh(path, make_overview((7, 6, 5, 4, 3, 2)))
    with zipfile.ZipFile(path) as package:
        assert package.read("xl/drawings/drawing1.xml") == drawing
        assert b"<c:v>120</c:v>" not in package.read("xl/charts/chart1.xml")
        assert b"<c:v>7</c:v>" in package.read("xl/charts/chart1.xml")


def test_a_big_table_is_searched_for_peoples_cells_only_where_they_can_be(ours, make_customers):
    refresh(ours, make_customers(range(1, 700)))

    def change(sheet):
        sheet["L300"], sheet["C720"], sheet["E2"] = "à côté", "dessous", "au-dessus"

    edit(ours, change)
    refresh(ours, make_customers(range(1, 690)))
    sheet = openpyxl.load_workbook(ours)["Clients"]
    assert (sheet["L300"].value, sheet["C720"].value, sheet["E2"].value) == ("à côté", "dessous", "au-dessus")
    assert sheet["A705"].value is None


@pytest.mark.parametrize("lines", [8, 600])
def test_notes_stay_beside_their_line_when_the_key_was_given_another_title(tmp_path, make_customers, lines):
    path = tmp_path / "clients.xlsx"
    create([make_customers(range(1, lines + 1))], path)

    def change(sheet):
        add_column(sheet, "Note", [f"n{row}" for row in range(1, lines + 1)])
        sheet["A4"].value = sheet.tables["HabitueCustomers"].tableColumns[0].name = "Réf."

    edit(path, change)
    apply(plan(path, [make_customers(range(3, lines + 4))]), backup=False)
    sheet = openpyxl.load_workbook(path)["Clients"]
    titles = {cell.value: cell.column - 1 for cell in sheet[4]}
    notes = {row[titles["Client"]].value: row[titles["Note"]].value for row in sheet.iter_rows(min_row=5)}
    assert notes["C0003"] == "n3"
    assert notes[f"C{lines:04}"] == f"n{lines}"
    assert notes[f"C{lines + 1:04}"] is None
