"""The classic add-in: built here without Excel, read by tools for VBA, installed and taken away in a made-up home."""

import json
import re
import sys
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pyopenvba
import pytest
from openxml_audit.codegen.schema_loader import get_registry
from pyopenvba.apps.excel import ExcelApplication

from habitue.cli import main
from habitue.errors import BadRequest, RefusedWrite
from habitue_addin import actions
from habitue_addin.formulas import FUNCTIONS
from habitue_addin.hosts import building, vba
from habitue_addin.hosts.doctor import examine
from habitue_addin.hosts.installing import install, read_note, remove
from habitue_addin.hosts.places import Places, interpreter, places
from habitue_addin.names import FORMULAS
from habitue_addin.ribbon import ACTIONS

UI = "http://schemas.microsoft.com/office/2006/01/customui"


@pytest.fixture(scope="module")
def addin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return building.build(tmp_path_factory.mktemp("addin") / "habitue.xlam", Path("/opt/a & b/python"))


@pytest.fixture(scope="module")
def modules(addin: Path) -> dict[str, str]:
    with warnings.catch_warnings():  # of its own grammar's library
        warnings.simplefilter("ignore")
        from oletools.olevba import VBA_Parser
    parser = VBA_Parser(str(addin))
    found = {name.partition(".")[0]: code for _, _, name, code in parser.extract_macros()}
    parser.close()
    return found


def ribbon(addin: Path) -> ET.Element:
    with zipfile.ZipFile(addin) as archive:
        return ET.fromstring(archive.read("customUI/customUI.xml"))


def elements(root: ET.Element) -> Iterator[tuple[str, ET.Element]]:
    for element in root.iter():
        yield element.tag.removeprefix(f"{{{UI}}}"), element


def test_olevba_lists_our_modules_and_not_the_template_s(modules: dict[str, str]):
    assert {"xlwings", vba.CALLBACKS, vba.FUNCTIONS} <= set(modules)
    assert "RibbonMyAddin" not in modules


def test_the_add_in_has_xlwings_own_module_of_the_installed_version(modules: dict[str, str]):
    assert f'XLWINGS_VERSION As String = "{building.xlwings_version()}"' in modules["xlwings"]
    assert 'PROJECT_NAME As String = "habitue"' in modules["xlwings"]


def test_a_workbook_cannot_name_the_program_that_is_started(modules: dict[str, str], addin: Path):
    """Settings are asked of the add-in alone: of the workbook never, of files beside it only for keys that it lacks."""
    asked = re.findall(r'GetConfig\("([^"]+)"', modules["xlwings"])
    harmless = {
        key for key in asked if key.startswith(("ONEDRIVE", "SHAREPOINT")) or key in {"INTERPRETER", "TEMP DIR"}
    }
    assert set(asked) - harmless <= set(building.settings(Path("python")))
    lines = [line for line in modules["xlwings"].splitlines() if "SheetExists(ActiveWorkbook, PROJECT_NAME" in line]
    assert [line.split("'")[0].strip() for line in lines] == ["If False Then"]


def test_every_element_and_attribute_of_the_ribbon_is_in_office_s_schema(addin: Path):
    registry = get_registry()
    for name, element in elements(ribbon(addin)):
        kinds = registry.get_element_type_candidates(f"{{{UI}}}{name}")
        assert kinds, name
        allowed = {attribute.local_name for kind in kinds for attribute in kind.attributes}
        assert set(element.attrib) <= allowed, (name, set(element.attrib) - allowed)
        for key in ("id", "imageMso"):
            assert re.fullmatch(r"[A-Za-z_][\w.\-]*", element.get(key, "a"))
    ids = [element.get("id") for _, element in elements(ribbon(addin)) if element.get("id")]
    assert len(ids) == len(set(ids))


def test_each_callback_of_the_ribbon_is_a_public_sub(addin: Path, modules: dict[str, str]):
    for _, element in elements(ribbon(addin)):
        for key in ("onAction", "getLabel", "getScreentip", "getSupertip"):
            if called := element.get(key):
                module, _, sub = called.partition(".")
                assert re.search(rf"^Public Sub {sub}\(control As IRibbonControl", modules[module], re.MULTILINE), (
                    called
                )


def test_each_button_is_an_action_that_exists(addin: Path):
    pressed = [element.get("id") for name, element in elements(ribbon(addin)) if name == "button"]
    assert sorted(pressed) == sorted(action.key for action in ACTIONS)
    for key in pressed:
        assert callable(getattr(actions, key))


def test_each_vba_function_is_a_python_function_with_the_same_arguments(modules: dict[str, str]):
    code = modules[vba.FUNCTIONS]
    declared = re.findall(r"^Public Function (\w+)\(([^)]*)\)", code, re.MULTILINE)
    assert sorted(name for name, _ in declared) == sorted(FUNCTIONS)
    for wrapper in vba.wrappers():
        signature = FUNCTIONS[wrapper.name].__signature__
        assert [one.removesuffix("_") for one in wrapper.arguments] == list(signature.parameters)
        called = rf'XLPy\.CallUDF\("habitue_addin\.formulas", "{wrapper.name}", Array\(([^\n]*)\), _'
        found = re.search(called, code)
        assert found
        assert re.findall(r"Used\((\w+)\)", found[1]) == list(wrapper.arguments)


def test_no_argument_is_a_word_that_vba_keeps_for_itself():
    names = {argument for wrapper in vba.wrappers() for argument in wrapper.arguments}
    assert names.isdisjoint(vba._RESERVED)
    assert any(name.endswith("_") for name in names), "no name needed it: is the list still read?"


def test_no_line_is_longer_than_vba_allows(modules: dict[str, str]):
    for name in (vba.CALLBACKS, vba.FUNCTIONS):
        assert max(map(len, modules[name].splitlines())) < 1023


def test_the_accents_of_labels_and_help_survive(modules: dict[str, str]):
    assert "Actualiser les clients" in modules[vba.CALLBACKS]
    assert "Numéros de téléphone" in modules[vba.FUNCTIONS] or "téléphone" in modules[vba.FUNCTIONS]


def test_the_callbacks_run_and_name_their_action_and_speak_excel_s_language(modules: dict[str, str]):
    app = ExcelApplication()
    app.add_workbook()
    said = modules[vba.CALLBACKS]
    # Excel's own objects are not in the interpreter: the language and the button are put in their place.
    said = said.replace("Application.LanguageSettings.LanguageID(2)", 'Range("B1").Value')
    said = said.replace("control As IRibbonControl", "key As String").replace("control.ID", "key")
    app.add_module(said, name=vba.CALLBACKS)
    app.add_module(
        'Public Function RunPython(said As String)\n Range("A1").Value = said\nEnd Function\n'
        'Sub Try(key As String, language As Long)\n Dim label\n Range("B1").Value = language\n Press key\n'
        ' GetLabel key, label\n Range("A2").Value = label\n GetTip key, label\n Range("A3").Value = label\nEnd Sub\n',
        name="xlwings",
    )
    for action in ACTIONS:
        for number, language in ((1036, "fr"), (3084, "fr"), (1033, "en")):
            app.run("Try", action.key, number)
            sheet = app.sheet(1)
            assert sheet.value("A1") == f"from habitue_addin import classic; classic.run('{action.key}')"
            plain = [text.say(language).replace("\u202f", "\u00a0") for text in (action.label, action.tip)]
            assert [sheet.value("A2"), sheet.value("A3")] == plain


def test_the_settings_name_the_python_that_was_asked_for(addin: Path):
    with zipfile.ZipFile(addin) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert building.CONFIG_SHEET in archive.read("xl/workbook.xml").decode()
    root = ET.fromstring(sheet)
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    texts = [cell.findtext(f"{space}is/{space}t") or "" for cell in root.iter(f"{space}c")]
    told = dict(zip(texts[::2], texts[1::2], strict=True))
    assert told == building.settings(Path("/opt/a & b/python"))


def test_building_is_refused_when_xlwings_changed_its_template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(building, "_PROJECT", "PROJECT_NAME As String = 'another'")
    with pytest.raises(BadRequest, match="its template is not what it used to be"):
        building.build(tmp_path / "habitue.xlam", Path("python"))


def homes(tmp_path: Path) -> list[Places]:
    return [places(system, tmp_path / system) for system in ("win32", "darwin")]


def test_install_then_remove_leaves_every_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("APPDATA", raising=False)
    for home in homes(tmp_path):
        home.startup.mkdir(parents=True)
        (home.startup / "other.xlam").write_bytes(b"somebody's own")
        (home.startup / "habitue.xlam").write_bytes(b"another one of that name")
        before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
        _, said = install(home, Path(sys.executable))
        assert home.addin.read_bytes()[:2] == b"PK"
        assert any(str(home.addin) in line.say("fr") for line in said)
        install(home, Path(sys.executable))
        assert all(finding.good for finding in examine(home) if home.system == "darwin")
        remove(home)
        assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_the_mac_gets_the_script_that_lets_excel_start_python(tmp_path: Path):
    home = places("darwin", tmp_path)
    install(home, Path(sys.executable))
    assert home.scripts
    assert [path.name for path in home.scripts.iterdir()] == [f"xlwings-{building.xlwings_version()}.applescript"]


def test_a_file_that_somebody_changed_is_left_by_remove(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("APPDATA", raising=False)
    home = places("win32", tmp_path)
    install(home, Path(sys.executable))
    home.addin.write_bytes(b"changed")
    said = remove(home)
    assert home.addin.read_bytes() == b"changed"
    assert any("Left as it is" in line.say("en") for line in said)
    assert read_note(home) is None


def test_excel_that_has_the_add_in_open_gives_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("APPDATA", raising=False)
    home = places("win32", tmp_path)

    def locked(*_: object) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr("habitue_addin.hosts.installing.shutil.copyfile", locked)
    with pytest.raises(RefusedWrite, match="Close Excel and run the command again"):
        install(home, Path(sys.executable))
    assert not home.addin.exists()


def test_the_doctor_says_what_is_missing_and_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("APPDATA", raising=False)
    home = places("darwin", tmp_path)
    assert [one.said.say("en") for one in examine(home) if not one.good] == [
        "The add-in is not installed. Run: habitue addin install"
    ]
    install(home, tmp_path / "gone" / "python")
    home.addin.unlink()
    bad = [one.said.say("en") for one in examine(home) if not one.good]
    assert any(line.startswith("Missing: ") for line in bad)
    assert any(line.startswith("Its Python is gone: ") for line in bad)


def test_a_broken_note_is_a_sentence_and_not_a_traceback(tmp_path: Path):
    home = places("darwin", tmp_path)
    home.notes.mkdir(parents=True)
    (home.notes / "installed.json").write_text("{", encoding="utf-8")
    with pytest.raises(RefusedWrite, match="cannot be read"):
        read_note(home)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is a desktop Excel for this system")
def test_where_there_is_no_desktop_excel_install_says_what_else_there_is(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as left:
        main(["addin", "install", "--language", "fr"])
    assert left.value.code == 1
    assert "habitue addin lite" in capsys.readouterr().err


def test_windows_starts_the_python_without_a_console(tmp_path: Path):
    for name in ("python.exe", "pythonw.exe"):
        (tmp_path / name).touch()
    assert interpreter("win32", str(tmp_path / "python.exe")).name == "pythonw.exe"
    assert interpreter("darwin", str(tmp_path / "python.exe")).name == "python.exe"


def test_the_command_builds_a_file_that_pyopenvba_finds_sound(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    target = tmp_path / "made" / "habitue.xlam"
    with pytest.raises(SystemExit) as left:
        main(["addin", "build", "--output", str(target), "--json"])
    assert left.value.code == 0
    assert json.loads(capsys.readouterr().out) == {"file": str(target)}
    with pyopenvba.ExcelFile(str(target)) as book:
        assert not book.validate()


def test_every_formula_is_described_in_the_wizard(modules: dict[str, str]):
    described = re.findall(r'MacroOptions Macro:="(\w+)"', modules[vba.FUNCTIONS])
    assert sorted(described) == sorted(FUNCTIONS)
    assert len(described) == sum(len(formula.languages) for formula in FORMULAS)
