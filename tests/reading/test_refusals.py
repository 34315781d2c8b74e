"""Bad, hostile and odd files: each is refused with a sentence, or read without harm."""

import contextlib
import io
import re
import struct
import zipfile
import zlib

import pytest

from habitue.errors import HabitueError, UnreadableFile
from habitue.workbook.read import read_former, read_tables


def rewritten(source, target, change):
    """A copy of a package in which `change(name, data)` gives each part's new bytes, or None to drop it."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
    return target


def refused(path, match):
    with pytest.raises(UnreadableFile, match=match) as caught:
        read_tables(path)
    assert caught.value.say("fr")
    try:
        assert read_former(path) == (), "a file without our sheets, whose cells are not looked at"
    except HabitueError as error:
        former = error
        assert former.sentence


@pytest.fixture
def book(write, orders):
    return write({"Ventes": orders})


def test_an_absent_file(tmp_path):
    refused(tmp_path / "absent.xlsx", r"no file absent\.xlsx: check its name")


def test_a_folder(tmp_path):
    refused(tmp_path, "is a folder")


@pytest.mark.parametrize("name", ["x.xlsx", "x.csv", "x.parquet", "x.xls"])
def test_an_empty_file(tmp_path, name):
    (tmp_path / name).touch()
    refused(tmp_path / name, "is empty")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.xlsx", b"not a workbook"),
        ("x.ods", b"not a workbook"),
        ("x.pdf", b"%PDF-1.7\n1 0 obj"),
        ("x.csv", b"\x89PNG\r\n\x1a\n\0\0\0"),
        ("x.xls", bytes(range(256)) * 20),
        ("x.gz", b"\x1f\x8b\x08\0\0\0"),
    ],
)
def test_a_file_of_another_kind(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    refused(tmp_path / name, "is not a table that we read")


@pytest.mark.parametrize(
    "content", [b"<html><table><tr><td>1", b'<?xml version="1.0"?><Workbook/>', b"\xef\xbb\xbf\n <!DOCTYPE html>"]
)
def test_a_web_page_named_xls(tmp_path, content):
    (tmp_path / "export.xls").write_bytes(content)
    refused(tmp_path / "export.xls", "web page or an XML file in spite of its name")


def test_the_lock_of_an_open_workbook(tmp_path):
    (tmp_path / "~$clients.xlsx").write_bytes(b"\x05Marie" + b" " * 160)
    refused(tmp_path / "~$clients.xlsx", "mark that Excel leaves")


def test_a_zip_that_is_no_workbook(tmp_path):
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("readme.txt", "hello")
    refused(path, "is not a table that we read")


def test_a_document_of_another_office_program(tmp_path):
    path = tmp_path / "x.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", "<document/>")
    refused(path, "damaged|not a table")


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_workbook_cut_off(book, share):
    content = book.read_bytes()
    book.write_bytes(content[: int(len(content) * share)])
    refused(book, "is damaged or incomplete")


def test_a_sheet_with_broken_data(book):
    content = bytearray(book.read_bytes())
    with zipfile.ZipFile(book) as package:
        info = package.getinfo("xl/worksheets/sheet1.xml")
    start = info.header_offset + 30 + len(info.filename)
    content[start : start + 40] = b"\xff" * 40
    book.write_bytes(bytes(content))
    refused(book, "is damaged or incomplete")


def test_a_sheet_whose_xml_is_broken(book, tmp_path):
    path = rewritten(book, tmp_path / "b.xlsx", lambda name, data: data[:-200] if "sheet1" in name else data)
    refused(path, r"Sheet Ventes of b\.xlsx cannot be read: name the other sheets")


def test_a_workbook_without_its_workbook_part(book, tmp_path):
    path = rewritten(book, tmp_path / "b.xlsx", lambda name, data: None if name == "xl/workbook.xml" else data)
    refused(path, "damaged")


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"])
def test_entities_are_refused_and_not_expanded(book, tmp_path, part):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'

    def change(name, data):
        return re.sub(rb"(<\?xml[^>]*\?>)?", lambda match: match[0] + bomb, data, count=1) if name == part else data

    refused(rewritten(book, tmp_path / "b.xlsx", change), "declares entities")


def test_a_zip_bomb(book, tmp_path):
    def change(name, data):
        return data.replace(b"</sheetData>", b" " * (100 << 20) + b"</sheetData>") if "sheet1" in name else data

    refused(rewritten(book, tmp_path / "b.xlsx", change), "packed suspiciously tightly")


def test_a_part_that_inflates_to_more_than_it_says(book, tmp_path):
    path = rewritten(book, tmp_path / "b.xlsx", lambda name, data: data)
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as package:
        info = package.getinfo("xl/worksheets/sheet1.xml")
    size = struct.pack("<I", info.file_size)
    for place in [match.start() for match in re.finditer(re.escape(size), bytes(content))]:
        content[place : place + 4] = struct.pack("<I", 100)
    path.write_bytes(bytes(content))
    refused(path, "larger than it says")


def test_a_declared_size_beyond_all_memory(book, tmp_path):
    content = bytearray(book.read_bytes())
    with zipfile.ZipFile(book) as package:
        info = package.getinfo("xl/worksheets/sheet1.xml")
    size = struct.pack("<I", info.file_size)
    for place in [match.start() for match in re.finditer(re.escape(size), bytes(content))]:
        content[place : place + 4] = struct.pack("<I", 0xFFFFFFF0)
    book.write_bytes(bytes(content))
    refused(book, "memory|tightly")


def test_a_password(tmp_path, book):
    office = pytest.importorskip("msoffcrypto", reason="msoffcrypto-tool is not installed")
    from msoffcrypto.format.ooxml import OOXMLFile

    assert office
    target = tmp_path / "secret.xlsx"
    with book.open("rb") as plain, target.open("wb") as secret:
        OOXMLFile(plain).encrypt("pw", secret)
    refused(target, "protected by a password: remove the password")


@pytest.mark.parametrize("name", ["x.parquet", "x.bin"])
def test_a_broken_parquet_file(tmp_path, name):
    (tmp_path / name).write_bytes(b"PAR1" + b"\0" * 50 + b"PAR1")
    refused(tmp_path / name, "damaged")


def test_random_bytes_never_cause_anything_but_a_sentence(book):
    content = book.read_bytes()
    for seed in range(60):
        broken = bytearray(content)
        for step in range(8):
            broken[zlib.crc32(bytes([seed, step])) % len(broken)] ^= 1 << (step % 8)
        book.write_bytes(bytes(broken))
        with contextlib.suppress(HabitueError):
            read_tables(book)


def test_phantom_rows_down_to_the_last_are_nothing(book, tmp_path):
    def change(name, data):
        if "sheet1" not in name:
            return data
        rows = b"".join(
            b'<row r="%d" s="1" customFormat="1"><c r="A%d" s="0"/></row>' % (row, row)
            for row in range(6, 1_048_577, 3)
        )
        return data.replace(b"</sheetData>", rows + b"</sheetData>")

    (table,) = read_tables(rewritten(book, tmp_path / "b.xlsx", change)).tables
    assert table.rows.tolist() == [2, 3, 4, 5]


def test_a_lying_dimension_does_not_take_memory(book, tmp_path):
    def change(name, data):
        if "sheet1" not in name:
            return data
        far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        return re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:C5"', data).replace(b"</sheetData>", far)

    reading = read_tables(rewritten(book, tmp_path / "b.xlsx", change))
    assert len(reading.tables[0]) == 4
    assert "stray cells" in str(reading.problems[0].sentence)


def test_cells_in_opposite_corners_do_not_take_the_memory_of_all_between(write, orders):
    def finish(workbook):
        workbook["S"]["XFD2"] = "x"
        workbook["S"]["A1048576"] = "y"

    reading = read_tables(write({"S": orders}, finish))
    assert [[column.label for column in table.columns] for table in reading.tables] == [["Client", "Date", "Montant"]]
    assert "stray cells" in str(reading.problems[0].sentence)


def test_a_wide_and_long_sheet_without_a_gap_is_passed_over_with_the_reason(write):
    def finish(workbook):
        for column in range(1, 16385, 40):
            workbook["S"].cell(1, column, "x")
        workbook["S"]["A1000000"] = "y"

    reading = read_tables(write({"S": []}, finish))
    assert reading.tables == ()
    assert "so far apart that it cannot be read" in str(reading.problems[0].sentence)


def test_a_binary_workbook_that_spans_too_much_is_refused(tmp_path):
    dimension = b"\x81\x01\x00" + b"\x94\x01\x10" + struct.pack("<4I", 0, 1_048_575, 0, 16_383)
    path = tmp_path / "x.xlsb"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("xl/workbook.bin", b"\0")
        package.writestr("xl/worksheets/sheet1.bin", dimension)
    refused(path, "spans more cells than memory holds")


def test_part_names_in_any_case_and_with_backslashes(book, tmp_path):
    path = tmp_path / "b.xlsx"
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name.replace("worksheets/sheet1", "worksheets/Sheet1"), old.read(name))
    assert len(read_tables(path).tables[0]) == 4


def test_an_archive_in_memory_is_never_written_beside_the_file(write, orders):
    path = write({"S": orders}, lambda workbook: workbook["S"].__setitem__("XFD1048576", "x"))
    before = sorted(path.parent.iterdir())
    read_tables(path)
    assert sorted(path.parent.iterdir()) == before
    assert io.BytesIO(path.read_bytes()).read(2) == b"PK"
