"""`habitue.xlam`, made on any system from the template of the xlwings that is installed.

xlwings' own VBA names the version of its library, so the add-in must fit the installed one: it is built where it is
used. The template is xlwings' (BSD); pyOpenVBA (MIT) puts our modules into it without Excel.
"""

import importlib.util
import re
import zipfile
from collections.abc import Mapping
from html import escape
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

from habitue import __version__
from habitue.errors import BadRequest
from habitue.language import sentence
from habitue_addin.hosts import vba
from habitue_addin.hosts.ribbonxml import ribbon_xml

CONFIG_SHEET = "habitue.conf"

_TEMPLATE = "quickstart_addin_ribbon.xlam"
_PROJECT = 'PROJECT_NAME As String = "myaddin"'
_BOOKS_OWN = 'If SheetExists(ActiveWorkbook, PROJECT_NAME & ".conf") = True Then'
_TEMPLATES_SHEET = "_myaddin.conf"
_TEMPLATES_RIBBON = "RibbonMyAddin"


def build(output: Path, interpreter: Path) -> Path:
    """Write the add-in for that Python to `output`, replacing what is there.

    Raises BadRequest when xlwings or pyOpenVBA is missing, or when xlwings' template is not what it used to be.
    """
    pyopenvba = _pyopenvba()
    template = xlwings_folder() / _TEMPLATE
    if not template.exists():
        raise _strange_template()
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_bytes(template.read_bytes())
    with pyopenvba.ExcelFile(str(output)) as book:
        core = book.get_module("xlwings")
        if core.count(_PROJECT) != 1 or core.count(_BOOKS_OWN) != 1:
            raise _strange_template()
        book.set_module("xlwings", _made_ours(core))
        project = book.vba_project()
        project.delete_module(_TEMPLATES_RIBBON)
        project.add_module(vba.CALLBACKS, vba.callbacks())
        project.add_module(vba.FUNCTIONS, vba.functions())
        book.save()
    _put_parts(output, {key: str(value) for key, value in settings(interpreter).items()})
    with pyopenvba.ExcelFile(str(output)) as book:
        found = book.validate()
        if found:
            raise _strange_template()
    return output


def settings(interpreter: Path) -> Mapping[str, str]:
    """What xlwings' VBA is told, all of it: a key that is missing here would be looked for beside the workbook."""
    return {
        "INTERPRETER_WIN": str(interpreter),
        "INTERPRETER_MAC": str(interpreter),
        "PYTHONPATH": "",
        "ADD_WORKBOOK_TO_PYTHONPATH": "false",
        "UDF MODULES": vba.PYTHON,
        "DEBUG UDFS": "False",
        "USE UDF SERVER": "False",
        "SHOW CONSOLE": "False",
        "CONDA PATH": "",
        "CONDA ENV": "",
        "LICENSE_KEY": "",
        "SHOW_ERROR_POPUPS": "True",
        "HABITUE": __version__,
        "XLWINGS": xlwings_version(),
    }


def xlwings_folder() -> Path:
    """Where the installed xlwings keeps its files. Raises BadRequest when there is none."""
    found = importlib.util.find_spec("xlwings")
    if found is None or found.origin is None:
        raise _needs_excel_extra("xlwings")
    return Path(found.origin).parent


def xlwings_version() -> str:
    """The version of the installed xlwings."""
    return version("xlwings")


def _made_ours(core: str) -> str:
    """The module of xlwings under our name, and deaf to settings that a workbook brings along.

    A workbook from a stranger could otherwise name the program to be started.
    """
    renamed = core.replace(_PROJECT, 'PROJECT_NAME As String = "habitue"')
    return renamed.replace(_BOOKS_OWN, f"If False Then ' Habitué: not asked of the workbook. Was: {_BOOKS_OWN}")


def _put_parts(path: Path, told: Mapping[str, str]) -> None:
    """The ribbon and the sheet of settings, into the package that pyOpenVBA wrote."""
    with zipfile.ZipFile(path) as archive:
        parts = [(info, archive.read(info)) for info in archive.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, data in parts:
            archive.writestr(info, _part(info.filename, data, told))


def _part(name: str, data: bytes, told: Mapping[str, str]) -> bytes:
    match name:
        case "customUI/customUI.xml":
            return ribbon_xml().encode()
        case "xl/workbook.xml":
            if _TEMPLATES_SHEET.encode() not in data:
                raise _strange_template()
            return data.replace(_TEMPLATES_SHEET.encode(), CONFIG_SHEET.encode())
        case "xl/worksheets/sheet1.xml":
            rows = "".join(_row(number, *pair) for number, pair in enumerate(told.items(), 1)).encode()
            made, count = re.subn(rb"<sheetData>.*</sheetData>", lambda _: b"<sheetData>%b</sheetData>" % rows, data)
            if count != 1:
                raise _strange_template()
            return re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:B%d"' % len(told), made)
    return data


def _row(number: int, key: str, value: str) -> str:
    cells = "".join(
        f'<c r="{letter}{number}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
        for letter, text in (("A", key), ("B", value))
    )
    return f'<row r="{number}">{cells}</row>'


def _pyopenvba() -> ModuleType:
    if importlib.util.find_spec("pyopenvba") is None:
        raise _needs_excel_extra("pyopenvba")
    return importlib.import_module("pyopenvba")


def _needs_excel_extra(name: str) -> BadRequest:
    return BadRequest(
        sentence('The add-in needs {package}, which is not installed. Run: pip install "habitue[excel]"', package=name)
    )


def _strange_template() -> BadRequest:
    return BadRequest(
        sentence(
            "The add-in cannot be made from xlwings {version}: its template is not what it used to be. Install the "
            "version that Habitué was tested with (see the README), or tell us.",
            version=xlwings_version(),
        )
    )
