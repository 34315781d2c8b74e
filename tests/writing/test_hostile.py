"""Files made to hurt, or damaged by chance: a refusal with a reason, never a traceback, never a broken workbook."""

import io
import random
import re
import zipfile

import pytest

from habitue.errors import HabitueError, RefusedWrite
from habitue.workbook.write import apply, plan

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def parts(**changes):
    """A small workbook by hand, without styles; `changes` replace its parts (by a short name) or add some."""
    found = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="'
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/book/s1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="x" '
        f'Type="{RELATIONS}/officeDocument" Target="/book/main.xml"/></Relationships>',
        "book/main.xml": f'{HEAD}<x:workbook xmlns:x="{MAIN}"><x:sheets><x:sheet name="Clients" sheetId="65534" '
        f'r:id="A" xmlns:r="{RELATIONS}"/></x:sheets></x:workbook>',
        "book/_rels/main.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="A" '
        f'Type="{RELATIONS}/worksheet" Target="/book/s1.xml"/></Relationships>',
        "book/s1.xml": f'{HEAD}<x:worksheet xmlns:x="{MAIN}"><x:sheetData/></x:worksheet>',
    }
    return {**found, **changes}


def package(found, compression=zipfile.ZIP_DEFLATED):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", compression) as archive:
        for name, text in found.items():
            archive.writestr(name, text)
    return data.getvalue()


@pytest.fixture
def put(tmp_path):
    def write(data):
        path = tmp_path / "livre.xlsx"
        path.write_bytes(data)
        return path

    return write


def code_of(path, sheets):
    with pytest.raises(RefusedWrite) as caught:
        plan(path, sheets)
    return caught.value.code


def test_an_unusual_workbook_is_grafted(put, sheets):
    """Its namespace has a prefix, its parts stand elsewhere, it has no styles, and its titles are those of ours."""
    path = put(package(parts()))
    made = plan(path, sheets)
    apply(made, backup=False)
    assert [sheet.title for sheet in made.sheets] == ["Synthèse", "Clients (2)"]
    assert not plan(path, sheets).changes
    with zipfile.ZipFile(path) as archive:
        main = archive.read("book/main.xml").decode()
    assert re.findall(r'<x:sheet name="(.*?)" sheetId="(\d+)"', main) == [
        ("Clients", "65534"),
        ("Synthèse", "1"),
        ("Clients (2)", "2"),
    ]


def test_a_utf16_workbook_part_is_grafted(put, sheets):
    found = parts()
    found["book/main.xml"] = found["book/main.xml"].replace("UTF-8", "UTF-16").encode("utf-16")
    path = put(package(found))
    apply(plan(path, sheets), backup=False)
    assert not plan(path, sheets).changes


def test_cells_that_use_formats_that_are_not_there_stay_plain(put, sheets):
    cell = '<x:row r="1"><x:c r="A1" s="7"><x:v>5</x:v></x:c></x:row>'
    found = parts()
    found["book/s1.xml"] = found["book/s1.xml"].replace("<x:sheetData/>", f"<x:sheetData>{cell}</x:sheetData>")
    path = put(package(found))
    apply(plan(path, sheets), backup=False)
    with zipfile.ZipFile(path) as archive:
        formats = re.search(r"<cellXfs.*?</cellXfs>", archive.read("book/styles.xml").decode(), re.DOTALL)[0]
    plain = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    assert re.findall(r"<xf [^>]*?/?>", formats)[:8] == [plain] * 8


def test_backslashes_folders_descriptors_and_comments_of_a_zip_are_kept(tmp_path, sheets, compare):
    class Unseekable(io.BytesIO):
        def seekable(self):
            return False

        def seek(self, *_):
            raise io.UnsupportedOperation

        def tell(self):
            raise io.UnsupportedOperation

    data = Unseekable()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts().items():
            info = zipfile.ZipInfo(name, (2001, 2, 3, 4, 5, 6))
            info.filename = info.orig_filename = name.replace("/", "\\") if name == "book/s1.xml" else name
            info.compress_type = zipfile.ZIP_DEFLATED
            info.comment = b"a comment"
            info.extra = b"\x99\x99\x02\x00ab"
            archive.writestr(info, text)
        archive.writestr("book/media/", b"")
        archive.writestr("book/média é.bin", b"\0\1\2")
        archive.comment = b"of the whole"
    path = tmp_path / "livre.xlsx"
    path.write_bytes(data.getvalue())
    apply(plan(path, sheets), backup=False)
    found = compare(data.getvalue(), path.read_bytes())
    assert found.order_kept
    assert sorted(found.changed) == ["[Content_Types].xml", "book/_rels/main.xml.rels", "book/main.xml"]
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert archive.comment == b"of the whole"
        info = next(i for i in archive.infolist() if i.orig_filename == "book\\s1.xml")
        assert (info.date_time, info.comment, info.extra) == (
            (2001, 2, 3, 4, 5, 6),
            b"a comment",
            b"\x99\x99\x02\x00ab",
        )


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused(put, sheets):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in [*parts().items(), ("book/s1.xml", "<other/>")]:
            archive.writestr(name, text)
    assert code_of(put(data.getvalue()), sheets) == "duplicate-entry"


def test_entities_are_never_expanded(put, sheets):
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    found = parts()
    found["book/main.xml"] = found["book/main.xml"].replace("<x:workbook", bomb + "<x:workbook")
    assert code_of(put(package(found)), sheets) == "dtd"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not-a-workbook"),
        (b"nom;email\nA;a@b.fr\n", "not-a-workbook"),
        (b"PK\3\4 and nothing more", "corrupt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "legacy-xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (package({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "not-a-workbook"),
        (package({"word/document.xml": "<a/>"}), "not-a-workbook"),
        (package(parts(**{"book/main.xml": "<broken"})), "corrupt"),
        (package(parts(**{"book/main.xml": "<html/>"})), "not-a-workbook"),
    ],
)
def test_what_is_no_workbook_is_refused_by_name(put, sheets, data, code):
    assert code_of(put(data), sheets) == code


def test_a_protected_structure_takes_no_new_sheet_but_lets_ours_be_refreshed(put, sheets, make_customers):
    path = put(package(parts()))
    apply(plan(path, [make_customers()]), backup=False)
    with zipfile.ZipFile(path) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    main = found["book/main.xml"].decode()
    found["book/main.xml"] = main.replace("<x:sheets>", '<x:workbookProtection lockStructure="1"/><x:sheets>').encode()
    path.write_bytes(package(found))
    assert code_of(path, sheets) == "structure-protected"
    apply(plan(path, [make_customers(range(4))]), backup=False)


def test_damage_by_chance_is_refused_with_a_reason(busy_book, sheets, tmp_path):
    apply(plan(busy_book, sheets), backup=False)
    whole = busy_book.read_bytes()
    draw = random.Random(20)
    path = tmp_path / "abîmé.xlsx"
    outcomes = set()
    for _ in range(120):
        data = bytearray(whole)
        if draw.random() < 0.3:
            data = data[: draw.randrange(len(data))]
        for _ in range(draw.randrange(1, 6)):
            if data:
                data[draw.randrange(len(data))] = draw.randrange(256)
        path.write_bytes(bytes(data))
        try:
            apply(plan(path, sheets), backup=False)
            outcomes.add("written")
        except HabitueError as error:
            outcomes.add(error.code if error.say("fr") else "unsaid")
    assert "corrupt" in outcomes
    assert "unsaid" not in outcomes


def test_damage_inside_the_parts_is_refused_with_a_reason(busy_book, sheets, tmp_path):
    apply(plan(busy_book, sheets), backup=False)
    with zipfile.ZipFile(busy_book) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    draw = random.Random(21)
    path = tmp_path / "abîmé.xlsx"
    outcomes = set()
    for _ in range(150):
        name = draw.choice([name for name in found if name.endswith((".xml", ".rels"))])
        text = bytearray(found[name])
        for _ in range(draw.randrange(1, 4)):
            place = draw.randrange(len(text))
            if draw.random() < 0.5:
                del text[place : place + draw.randrange(1, 30)]
            else:
                text[place : place + 1] = draw.choice([b"<", b'"', b"9", b"-1", b"x", b"\0", b"&", b"\xff", b"/>"])
        path.write_bytes(package({**found, name: bytes(text)}, zipfile.ZIP_STORED))
        try:
            apply(plan(path, sheets), backup=False)
            outcomes.add("written")
        except HabitueError as error:
            outcomes.add(error.code if error.say("fr") else "unsaid")
    assert {"written", "corrupt"} <= outcomes
    assert "unsaid" not in outcomes
