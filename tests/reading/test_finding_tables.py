"""Where tables stand: below titles, side by side, one below the other, with totals, notes and merged cells about."""

from datetime import date

import pytest
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table as ExcelTable

from habitue.errors import BadRequest
from habitue.workbook.read import read_tables

pytestmark = pytest.mark.usefixtures("reader")


def labels(table):
    return [column.label for column in table.columns]


def test_a_table_from_a1_is_read_whole(write, table_of, lines, orders):
    table = table_of(write({"Ventes": orders}))
    assert labels(table) == ["Client", "Date", "Montant"]
    assert lines(table)[0] == ["Dupont", "2024-03-12", "120.5"]
    assert table.rows.tolist() == [2, 3, 4, 5]
    assert (table.origin.sheet, table.origin.holder, table.origin.header_row) == ("Ventes", "sheet", 1)
    assert [column.letter for column in table.columns] == ["A", "B", "C"]


def test_a_table_from_d7_keeps_its_true_place(write, table_of, place, orders):
    table = table_of(write({"S": []}, lambda book: place(book["S"], orders, 7, 4)))
    assert table.origin.header_row == 7
    assert [column.letter for column in table.columns] == ["D", "E", "F"]
    assert table.rows.tolist() == [8, 9, 10, 11]


def test_titles_above_a_table_are_not_its_header(write, table_of, orders):
    titles = [["Société Exemple", None, "Export"], ["Ventes du mois"], [], ["Magasin :", "Lyon"], []]
    table = table_of(write({"S": [*titles, *orders]}))
    assert table.origin.header_row == 6
    assert len(table) == 4


def test_a_title_merged_over_the_table_is_not_its_header(write, table_of, orders):
    table = table_of(write({"S": [["Ventes 2024"], *orders]}, lambda book: book["S"].merge_cells("A1:C1")))
    assert table.origin.header_row == 2
    assert len(table) == 4


def test_a_blank_row_may_stand_below_the_header(write, table_of, orders):
    table = table_of(write({"S": [orders[0], [], *orders[1:]]}))
    assert table.origin.header_row == 1
    assert table.rows.tolist() == [3, 4, 5, 6]


def test_blank_rows_inside_a_table_are_left_out_but_do_not_end_it(write, table_of, orders):
    table = table_of(write({"S": [*orders[:3], [], *orders[3:]]}))
    assert table.rows.tolist() == [2, 3, 5, 6]


def test_two_tables_side_by_side(write, place, orders):
    clients = [["Code", "Nom", "Ville"], ["C001", "Dupont", "Lyon"], ["C002", "Martin", "Nantes"]]
    path = write({"S": orders}, lambda book: place(book["S"], clients, 1, 5))
    left, right = read_tables(path).tables
    assert labels(left) == ["Client", "Date", "Montant"]
    assert labels(right) == ["Code", "Nom", "Ville"]
    assert [column.letter for column in right.columns] == ["E", "F", "G"]
    assert (len(left), len(right)) == (4, 2)


def test_two_tables_one_below_the_other(write, orders):
    clients = [["Code", "Nom", "Ville"], ["C001", "Dupont", "Lyon"], ["C002", "Martin", "Nantes"]]
    first, second = read_tables(write({"S": [*clients, [], ["Commandes"], *orders]})).tables
    assert (labels(first), len(first)) == (["Code", "Nom", "Ville"], 2)
    assert (labels(second), second.origin.header_row, len(second)) == (["Client", "Date", "Montant"], 6, 4)


def test_stacked_tables_of_words_of_different_widths(write):
    people = [["Nom", "Ville"], ["Dupont", "Lyon"], ["Martin", "Nantes"], ["Petit", "Brest"]]
    goods = [["Produit", "Rayon", "Couleur"], ["Chaise", "Salon", "Bleu"], ["Table", "Salon", "Vert"]]
    first, second = read_tables(write({"S": [*people, [], *goods]})).tables
    assert (labels(first), len(first)) == (["Nom", "Ville"], 3)
    assert (labels(second), len(second)) == (["Produit", "Rayon", "Couleur"], 2)


def test_side_by_side_above_a_wider_table(write, place, orders):
    wide = [
        ["Code", "Nom", "Ville", "Pays", "Solde"],
        ["C001", "Dupont", "Lyon", "France", 12],
        ["C002", "A", "B", "C", 1],
    ]

    def finish(book):
        place(book["S"], orders, 1, 1)
        place(book["S"], [["Vendeur"], ["Zoé"]], 1, 5)
        place(book["S"], wide, 8, 1)

    tables = read_tables(write({"S": []}, finish)).tables
    assert [labels(table) for table in tables] == [
        ["Client", "Date", "Montant"],
        ["Code", "Nom", "Ville", "Pays", "Solde"],
    ]


@pytest.mark.parametrize(
    "label", ["Total", "TOTAL GENERAL", "Total général :", "Sous-total", "Grand total", "TOTAUX", "Total TTC"]
)
def test_total_rows_are_left_out_and_listed(write, table_of, orders, label):
    table = table_of(write({"S": [*orders, [label, None, 256.75]]}))
    assert table.left_out == (6,)
    assert table.rows.tolist() == [2, 3, 4, 5]


def test_a_total_after_a_blank_row_is_left_out(write, table_of, orders):
    table = table_of(write({"S": [*orders, [], [None, "Total", 256.75]]}))
    assert table.left_out == (7,)
    assert len(table) == 4


def test_subtotals_named_after_their_group_are_left_out(write, table_of, orders):
    rows = [*orders[:3], ["Total Dupont", None, 120.5], *orders[3:], ["Martin Total", None, 12.25]]
    assert table_of(write({"S": rows})).left_out == (4, 7)


def test_a_customer_called_total_stays(write, table_of):
    rows = [
        ["Code", "Société", "Ville", "Téléphone", "CA"],
        ["C001", "Total", "Courbevoie", "0147444546", 1200],
        ["C002", "Total Access", "Lyon", "0478000000", 300],
        ["C003", "Dupont", "Lyon", "0478000001", 20],
    ]
    table = table_of(write({"S": rows}))
    assert (len(table), table.left_out) == (3, ())


def test_headers_repeated_on_every_page_are_left_out(write, table_of, orders):
    table = table_of(write({"S": [*orders[:3], orders[0], *orders[3:], [], orders[0], ["Petit", date(2024, 6, 1), 9]]}))
    assert table.left_out == (4, 8)
    assert len(table) == 5


def test_a_footnote_below_is_left_out(write, table_of, orders):
    table = table_of(write({"S": [*orders, [], ["Imprimé le 3 juin"]]}))
    assert len(table) == 4
    assert table.left_out == (7,)


def test_a_customer_merged_over_the_order_lines_is_on_each(write, table_of, lines):
    rows = [
        ["Client", "Commande", "Produit", "Total"],
        ["Dupont", 1001, "Chaise", 90],
        [None, None, "Table", None],
        ["Martin", 1002, "Lampe", 15.5],
        [None, None, "Ampoule", None],
        [None, None, "Câble", None],
    ]

    def finish(book):
        for area in ("A2:A3", "B2:B3", "D2:D3", "A4:A6", "B4:B6", "D4:D6"):
            book["S"].merge_cells(area)

    found = lines(table_of(write({"S": rows}, finish)))
    assert [row[0] for row in found] == ["Dupont", "Dupont", "Martin", "Martin", "Martin"]
    assert [row[1] for row in found] == ["1001", "1001", "1002", "1002", "1002"]
    assert [row[3] for row in found] == ["90", None, "15.5", None, None], "an amount counts once"


def test_a_header_of_two_tiers_takes_the_lower(write, table_of):
    rows = [
        ["Client", "Adresse", None, None, "CA"],
        [None, "Rue", "CP", "Ville", None],
        ["Dupont", "1 rue X", "69001", "Lyon", 12],
        ["Martin", "2 rue Y", "44000", "Nantes", 15],
    ]

    def finish(book):
        for area in ("A1:A2", "B1:D1", "E1:E2"):
            book["S"].merge_cells(area)

    table = table_of(write({"S": rows}, finish))
    assert labels(table) == ["Client", "Rue", "CP", "Ville", "CA"]
    assert len(table) == 2


def test_blank_and_repeated_headers_get_labels_of_their_own(write, table_of):
    rows = [
        ["Date", None, "date", "Date"],
        [date(2024, 1, 1), "x", date(2024, 1, 2), date(2024, 1, 3)],
        [None, "y", None, None],
    ]
    table = table_of(write({"S": rows}))
    assert labels(table) == ["Date", "Column B", "date (2)", "Date (3)"]
    assert [column.header for column in table.columns] == ["Date", "", "date", "Date"]


def test_a_table_without_header_is_told_from_one_with(write, table_of, orders):
    table = table_of(write({"S": orders[1:]}))
    assert table.origin.header_row == 0
    assert labels(table) == ["Column A", "Column B", "Column C"]
    assert len(table) == 4


def test_years_may_be_headers(write, table_of):
    rows = [["Client", 2022, 2023], ["Dupont", 120, 80], ["Martin", 60, 12], ["Petit", 1, 2]]
    table = table_of(write({"S": rows}))
    assert labels(table) == ["Client", "2022", "2023"]


def test_an_excel_table_is_taken_as_excel_knows_it(write, orders):
    def finish(book):
        held = ExcelTable(displayName="TVentes", ref="A3:C7")
        book["S"].add_table(held)

    path = write({"S": [["Titre", "et", "sous-titre"], [], *orders, ["pas", "dans", "la table"]]}, finish)
    table = next(table for table in read_tables(path).tables if table.origin.holder == "table")
    assert (table.origin.name, table.origin.header_row, len(table)) == ("TVentes", 3, 4)
    assert table.title == "S / TVentes"


def test_the_totals_row_of_an_excel_table_is_left_out(write, table_of, orders):
    def finish(book):
        held = ExcelTable(displayName="TVentes", ref="A1:C6", totalsRowCount=1)
        book["S"].add_table(held)

    table = table_of(write({"S": [*orders, ["Somme", None, 256.75]]}, finish))
    assert (len(table), table.left_out) == (4, (6,))


def test_an_excel_table_without_header_row_has_its_column_names(write, table_of, orders):
    def finish(book):
        held = ExcelTable(displayName="TVentes", ref="A1:C4", headerRowCount=0)
        held._initialise_columns()
        for column, title in zip(held.tableColumns, orders[0], strict=True):
            column.name = title
        held.autoFilter = None
        book["S"].add_table(held)

    table = table_of(write({"S": orders[1:]}, finish))
    assert (labels(table), table.origin.header_row, len(table)) == (orders[0], 0, 4)


def test_a_named_range_holds_its_table(write, table_of, place, orders):
    def finish(book):
        book.defined_names["Ventes"] = DefinedName("Ventes", attr_text="'L''été'!$B$3:$D$7")

    def fill(book):
        place(book["L'été"], orders, 3, 2)
        finish(book)

    table = table_of(write({"L'été": []}, fill))
    assert (table.origin.holder, table.origin.name, table.origin.header_row) == ("name", "Ventes", 3)


def test_rows_added_below_a_named_range_belong_to_it(write, table_of, orders):
    def finish(book):
        book.defined_names["Ventes"] = DefinedName("Ventes", attr_text="S!$A$1:$C$3")

    table = table_of(write({"S": orders}, finish))
    assert (table.origin.name, len(table)) == ("Ventes", 4)


def test_a_name_made_for_a_lookup_does_not_cut_a_table(write, table_of, orders):
    def finish(book):
        book.defined_names["Noms"] = DefinedName("Noms", attr_text="S!$A$1:$B$5")
        book.defined_names["Liste"] = DefinedName("Liste", attr_text="S!$A$2:$A$5")

    table = table_of(write({"S": orders}, finish))
    assert (table.origin.holder, labels(table)) == ("sheet", ["Client", "Date", "Montant"])


def test_hidden_sheets_are_read_only_if_named(write, orders):
    def finish(book):
        book["Cachée"].sheet_state = "hidden"
        book["Très"].sheet_state = "veryHidden"

    path = write({"S": orders, "Cachée": orders, "Très": orders}, finish)
    reading = read_tables(path)
    assert [table.origin.sheet for table in reading.tables] == ["S"]
    assert [sheet for sheet, _ in reading.skipped] == ["Cachée", "Très"]
    named = read_tables(path, sheets=["cachée"])
    assert [(table.origin.sheet, table.origin.hidden) for table in named.tables] == [("Cachée", True)]


def test_an_unknown_sheet_is_refused_with_those_there_are(write, orders):
    with pytest.raises(BadRequest, match=r"no sheet Clients in book.xlsx; it has: Ventes, Notes"):
        read_tables(write({"Ventes": orders, "Notes": []}), sheets=["Clients"])


def test_empty_chart_and_note_sheets_are_passed_over_with_the_reason(write, orders):
    def finish(book):
        book.create_chartsheet("Graphique")

    path = write({"S": orders, "Vide": [], "Notes": [["À lire"], ["Ceci est une note."], ["Et une autre."]]}, finish)
    reading = read_tables(path)
    assert [(sheet, str(why)) for sheet, why in reading.skipped] == [
        ("Vide", "empty"),
        ("Notes", "no table in it"),
        ("Graphique", "a chart without cells"),
    ]
    assert reading.sheets == ("S", "Vide", "Notes", "Graphique")


def test_a_legend_beside_a_table_is_no_table(write, table_of, place, orders):
    def finish(book):
        place(book["S"], [["Légende", "Sens"], ["vert", "payé"], ["rouge", "dû"]], 1, 6)

    assert labels(table_of(write({"S": orders}, finish))) == ["Client", "Date", "Montant"]


def test_a_header_alone_is_an_empty_table(write, table_of):
    table = table_of(write({"S": [["Client", "Date", "Montant"]]}))
    assert (len(table), labels(table)) == (0, ["Client", "Date", "Montant"])


def test_many_blank_rows_do_not_make_many_tables(write, table_of, orders):
    rows = [orders[0]]
    for number in range(400):
        rows += [orders[1 + number % 4], []]
    assert len(table_of(write({"S": rows}))) == 400


def test_a_far_cell_in_a_wide_sheet_is_no_table(write, table_of, orders):
    def finish(book):
        book["S"]["XFD1"] = "x"

    table = table_of(write({"S": orders}, finish))
    assert labels(table) == ["Client", "Date", "Montant"]
