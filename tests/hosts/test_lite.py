"""Our line in a workbook's xlwings Lite code: put in, taken out, and nothing else touched."""

import json
import zipfile
from html import escape
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from habitue import __version__
from habitue.cli import main
from habitue.errors import BadRequest
from habitue.workbook.write.webcode import read_code
from habitue_addin.hosts import lite

MAIN = 'import xlwings as xw\n\n@xw.func\ndef hello(name):\n    return f"Hello <{name}> & co!"\n'
REQUIREMENTS = "xlwings==0.37.8  # required\npandas\n"
SPACE = "http://schemas.microsoft.com/office/webextensions/webextension/2010/11"


def saved_by_lite(path: Path, files: dict[str, str]) -> Path:
    """A workbook with the parts that Lite leaves in it, as they were seen in real ones."""
    book = openpyxl.Workbook()
    book.active["A1"] = "Nom"
    book.save(path)
    properties = "".join(
        f'<we:property name="{name}" value="{escape(json.dumps(text))}"/>' for name, text in files.items()
    )
    extension = (
        f'<we:webextension xmlns:we="{SPACE}" id="{{2C3E81B9-3D0C-4D9E-8A5F-0E1B4F0E7C11}}">'
        '<we:reference id="wa200008175" version="1.0.0.0" store="en-US" storeType="OMEX"/><we:alternateReferences>'
        '<we:reference id="WA200008175" version="1.0.0.0" store="WA200008175" storeType="OMEX"/>'
        f"</we:alternateReferences><we:properties>{properties}"
        '<we:property name="pyodideVersion" value="&quot;0.27.5&quot;"/>'
        '<we:property name="xlwingsSettingsWorkbook" value="{&quot;startupBehavior&quot;:&quot;taskpane&quot;}"/>'
        "</we:properties><we:bindings/></we:webextension>"
    )
    panes = (
        '<wetp:taskpanes xmlns:wetp="http://schemas.microsoft.com/office/webextensions/taskpanes/2010/11">'
        '<wetp:taskpane dockstate="right" visibility="1" width="350" row="1"><wetp:webextensionref '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"/></wetp:taskpane>'
        "</wetp:taskpanes>"
    )
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.microsoft.com/office/2011/relationships/webextension" Target="webextension1.xml"/>'
        "</Relationships>"
    )
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(
        "</Relationships>",
        '<Relationship Id="rId77" Type="http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes" '
        'Target="xl/webextensions/taskpanes.xml"/></Relationships>',
    )
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        "</Types>",
        '<Override PartName="/xl/webextensions/taskpanes.xml" '
        'ContentType="application/vnd.ms-office.webextensiontaskpanes+xml"/>'
        '<Override PartName="/xl/webextensions/webextension1.xml" '
        'ContentType="application/vnd.ms-office.webextension+xml"/></Types>',
    )
    parts["xl/webextensions/webextension1.xml"] = extension
    parts["xl/webextensions/taskpanes.xml"] = panes
    parts["xl/webextensions/_rels/taskpanes.xml.rels"] = relation
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def entries(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return saved_by_lite(tmp_path / "clients.xlsx", {"main.py": MAIN, "requirements.txt": REQUIREMENTS})


def test_only_the_part_with_the_code_changes(book: Path):
    before = entries(book)
    done = lite.put_in(book)
    after = entries(book)
    assert done.changes
    assert {name for name in after if after[name] != before.get(name)} == {"xl/webextensions/webextension1.xml"}
    assert list(before) == list(after)


def test_our_line_stands_beside_the_code_that_was_there(book: Path):
    lite.put_in(book)
    files = read_code(book, lite.STORE).files
    assert files["main.py"] == f"{lite.IMPORT}  # Habitué\n{MAIN}"
    assert files["requirements.txt"] == f"{REQUIREMENTS}habitue=={__version__}\n"
    assert files["pyodideVersion"] == "0.27.5"


def test_a_second_time_writes_nothing(book: Path):
    lite.put_in(book)
    before = book.read_bytes()
    assert not lite.put_in(book).changes
    assert book.read_bytes() == before


def test_taking_it_out_gives_the_code_back_as_it_was(book: Path):
    before = read_code(book, lite.STORE).files
    lite.put_in(book)
    lite.take_out(book)
    assert read_code(book, lite.STORE).files == before


def test_another_version_takes_the_place_of_the_old_one(tmp_path: Path):
    files = {"main.py": lite.IMPORT, "requirements.txt": "xlwings\nhabitue==0.0.1  # ours\nhabitual==2\n"}
    book = saved_by_lite(tmp_path / "old.xlsx", files)
    assert lite.version_in(files) == "0.0.1"
    lite.put_in(book)
    after = read_code(book, lite.STORE).files["requirements.txt"]
    assert after.splitlines() == ["xlwings", "habitual==2", f"habitue=={__version__}"]


def test_an_xlwings_that_is_too_old_for_our_buttons_is_told(tmp_path: Path):
    old = saved_by_lite(tmp_path / "old.xlsx", {"requirements.txt": "xlwings==0.33.11  # required\n", "main.py": ""})
    assert "xlwings 0.33.11" in lite.put_in(old).notes[0].say("fr")
    new = saved_by_lite(tmp_path / "new.xlsx", {"requirements.txt": "xlwings==0.38.0\n", "main.py": ""})
    assert lite.put_in(new).notes == ()


def test_a_workbook_where_lite_has_never_been_is_refused_with_what_to_do(tmp_path: Path):
    path = tmp_path / "plain.xlsx"
    openpyxl.Workbook().save(path)
    before = path.read_bytes()
    with pytest.raises(BadRequest, match="Open it in Excel, choose Home > Add-ins > xlwings Lite"):
        lite.put_in(path)
    assert path.read_bytes() == before
    assert not lite.take_out(path).changes


def test_new_makes_parts_that_name_one_another(tmp_path: Path):
    path = tmp_path / "plain.xlsx"
    openpyxl.Workbook().save(path)
    lite.put_in(path, new=True)
    parts = entries(path)
    assert read_code(path, lite.STORE).files["main.py"].startswith(lite.IMPORT)
    assert b"/xl/webextensions/webextension1.xml" in parts["[Content_Types].xml"]
    assert b'Target="webextension1.xml"' in parts["xl/webextensions/_rels/taskpanes1.xml.rels"]
    assert b'Target="xl/webextensions/taskpanes1.xml"' in parts["_rels/.rels"]
    assert not lite.put_in(path).changes


def test_another_add_in_in_the_workbook_stays_as_it_is(tmp_path: Path):
    path = saved_by_lite(tmp_path / "other.xlsx", {"main.py": MAIN})
    parts = entries(path)
    other = parts["xl/webextensions/webextension1.xml"].replace(b"200008175", b"104380862")
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in {**parts, "xl/webextensions/webextension1.xml": other}.items():
            archive.writestr(name, data)
    assert read_code(path, lite.STORE) is None
    lite.put_in(path, new=True)
    after = entries(path)
    assert after["xl/webextensions/webextension1.xml"] == other
    assert after["xl/webextensions/taskpanes.xml"].count(b"webextensionref") == 2


def test_the_template_says_how_to_begin_in_the_reader_s_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    for language, said in (("fr", "Choisissez"), ("en", "Choose")):
        path = tmp_path / f"{language}.xlsx"
        with pytest.raises(SystemExit) as left:
            main(["addin", "template", str(path), "--language", language])
        assert left.value.code == 0
        sheet = openpyxl.load_workbook(path).active
        assert any(said in str(cell.value) for row in sheet.iter_rows() for cell in row)
        assert read_code(path, lite.STORE).files["main.py"].startswith(lite.IMPORT)


def test_a_template_never_replaces_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "there.xlsx"
    path.write_bytes(b"something")
    with pytest.raises(SystemExit) as left:
        main(["addin", "template", str(path)])
    assert left.value.code == 1
    assert path.read_bytes() == b"something"
    assert "Traceback" not in capsys.readouterr().err


@given(
    st.text(
        alphabet=st.characters(exclude_characters="\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", exclude_categories=["Cs"])
    )
)
def test_any_code_comes_back_as_it_was(code: str):
    without = lite.without_import(code)
    ended = without if without.endswith("\n") or not without.strip() else without + "\n"
    assert lite.without_import(lite.with_import(without)) in (without, ended, "")
    assert lite.with_import(lite.with_import(code)) == lite.with_import(code)
