"""CSV as people's programs write it: every encoding, separator and mishap, and every value exactly as written."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from habitue.workbook.read import fields, read_tables

FRENCH = "Nom;Ville;Montant\nLefèvre Élodie;Besançon;12,50\nMüller Zoé;Saint-Étienne;80,00\n"


@pytest.fixture(params=["arrow", "csv module"], autouse=True)
def parser(request, monkeypatch):
    """Both ways to part lines into fields must give the same."""
    if request.param == "csv module":
        monkeypatch.setattr(fields, "find_spec", lambda name: None)


@pytest.fixture
def read(tmp_path):
    def read_content(content, name="clients.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_tables(path)

    return read_content


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "mac_roman", "cp850"]
)
def test_french_letters_survive_every_encoding(read, lines, encoding):
    reading = read(FRENCH.encode(encoding))
    assert lines(reading.tables[0]) == [
        ["Lefèvre Élodie", "Besançon", "12,50"],
        ["Müller Zoé", "Saint-Étienne", "80,00"],
    ]
    assert reading.separator == ";"


def test_other_alphabets_are_told_apart(read, lines):
    text = "имя;город\n" + "Иван Петрович;Москва\nОльга Сергеевна;Казань\n" * 3
    assert lines(read(text.encode("cp1251")).tables[0])[0] == ["Иван Петрович", "Москва"]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_found_out(read, lines, separator):
    text = "\n".join(separator.join(row) for row in [["Nom", "Ville", "Code"], ["A", "Lyon", "1"], ["B", "Nice", "2"]])
    reading = read(text)
    assert reading.separator == separator
    assert lines(reading.tables[0]) == [["A", "Lyon", "1"], ["B", "Nice", "2"]]


def test_decimal_commas_do_not_pass_for_separators(read, lines):
    assert lines(read("Client;Montant\nA;1,5\nB;2,5\nC;3,5\n").tables[0])[0] == ["A", "1,5"]


def test_a_declared_separator_is_believed_and_its_line_is_no_row(read, lines):
    reading = read("sep=|\nNom|Ville;Pays\nA|Lyon;France\n")
    assert lines(reading.tables[0]) == [["A", "Lyon;France"]]
    assert reading.tables[0].origin.header_row == 1


def test_values_are_kept_exactly_as_written(read, lines):
    row = ["00123", "NA", "null", "1e5", " x ", "TRUE", "2024-03-12 00:00:00", "1.50"]
    text = "a;b;c;d;e;f;g;h\n" + ";".join(row) + '\n"";;"a;b";"say ""hi""";"two\nlines";-;x;y\n'
    found = lines(read(text).tables[0])
    assert found[0] == row
    assert found[1] == [None, None, "a;b", 'say "hi"', "two\nlines", "-", "x", "y"]


def test_lines_with_too_few_or_too_many_fields_are_kept_and_told(read, lines):
    text = "Nom;Ville;Montant\nA;Lyon;1\nB;Nice\nC;Brest;3;de trop\nD;Metz;4\n"
    table = read(text).tables[0]
    assert lines(table) == [
        ["A", "Lyon", "1", None],
        ["B", "Nice", None, None],
        ["C", "Brest", "3", "de trop"],
        ["D", "Metz", "4", None],
    ]
    assert table.rows.tolist() == [2, 3, 4, 5]
    (problem,) = table.problems
    assert problem.count == 2
    assert "lines 3, 4" in str(problem.sentence)


def test_titles_above_the_header_are_no_broken_lines(read, lines):
    table = read("Export du 12/03/2024\n\nNom;Ville;Montant\nA;Lyon;1\nB;Nice;2\nTotal;;3\n").tables[0]
    assert (table.origin.header_row, lines(table), table.problems) == (3, [["A", "Lyon", "1"], ["B", "Nice", "2"]], ())
    assert table.left_out == (6,)


def test_blank_lines_are_left_out_and_rows_keep_their_numbers(read):
    table = read("Nom;Ville\n\nA;Lyon\n\n\nB;Nice\n").tables[0]
    assert table.rows.tolist() == [3, 6]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_ending_is_understood(read, lines, ending):
    table = read(f"Nom;Ville{ending}A;Lyon{ending}B;Nice{ending}").tables[0]
    assert lines(table) == [["A", "Lyon"], ["B", "Nice"]]


def test_null_bytes_are_left_out_and_told(read, lines):
    table = read(b"Nom;Ville;Pays\nDup\0ont;Lyon;France\nMartin;Nice;France\n").tables[0]
    assert lines(table)[0] == ["Dupont", "Lyon", "France"]
    assert "null byte" in str(table.problems[0].sentence)


def test_an_open_quotation_mark_spoils_its_own_line_only(read, lines):
    rows = "".join(f"C{number:04};client numéro {number};Lyon\n" for number in range(2000))
    table = read('Code;Nom;Ville\nC9999;"sans fin;Lyon\n' + rows).tables[0]
    assert len(table) == 2001
    assert lines(table)[5] == ["C0004", "client numéro 4", "Lyon"]
    assert any("never closed" in str(problem.sentence) for problem in table.problems)


def test_a_file_of_data_without_header_loses_no_line(read):
    table = read("A;12/03/2024;1,5\nB;13/03/2024;2,5\nC;14/03/2024;3,5\n").tables[0]
    assert (table.origin.header_row, len(table)) == (0, 3)
    assert [column.label for column in table.columns] == ["Column A", "Column B", "Column C"]


def test_columns_of_text_files_have_no_letter_and_blank_ones_stay(read):
    table = read("Nom;Vide;Ville\nA;;Lyon\nB;;Nice\n").tables[0]
    assert [(column.label, column.letter) for column in table.columns] == [("Nom", ""), ("Vide", ""), ("Ville", "")]
    assert table.frame["Vide"].isna().all()


def test_one_column_is_a_table(read, lines):
    assert lines(read("E-mail\na@x.fr\nb@x.fr\n").tables[0]) == [["a@x.fr"], ["b@x.fr"]]


def test_a_header_without_rows_is_an_empty_table(read):
    table = read("Nom;Ville;Montant\n").tables[0]
    assert (len(table), [column.label for column in table.columns]) == (0, ["Nom", "Ville", "Montant"])


def test_tab_separated_text_named_xls_is_read_as_text(read, lines):
    reading = read("Nom\tVille\nA\tLyon\nB\tNice\n", "export.xls")
    assert (reading.kind, lines(reading.tables[0])) == ("text", [["A", "Lyon"], ["B", "Nice"]])


def test_the_name_of_the_file_stands_for_its_sheet(read):
    reading = read(FRENCH)
    assert (reading.sheets, reading.tables[0].origin.sheet, reading.tables[0].origin.holder) == (
        ("clients",),
        "clients",
        "csv",
    )


_field = st.text(st.sampled_from("abcé ;,\"'\n12€-"), max_size=6)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(_field, min_size=3, max_size=3), min_size=1, max_size=8))
def test_whatever_the_csv_module_writes_is_read_back(tmp_path, rows):
    import csv

    header = ["Nom du client", "Ville", "Remarque"]
    kept = [row for row in rows if any(value.strip() for value in row)]
    path = tmp_path / "x.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL).writerows([header, *kept])
    table = read_tables(path).tables[0]
    found = [[value if isinstance(value, str) else "" for value in row] for row in table.frame.to_numpy(dtype=object)]
    assert found == kept
