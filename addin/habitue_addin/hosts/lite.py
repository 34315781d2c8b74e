"""xlwings Lite: the one line that brings our formulas and actions into a workbook, and takes them out again.

A workbook's own code stays as it is: only our line is added to `main.py` and to `requirements.txt`, and only that line
is taken away.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from habitue import __version__
from habitue.errors import BadRequest
from habitue.language import Language, Sentence, sentence
from habitue.sheetmodel import Cell, SheetModel
from habitue.workbook.write import apply, create
from habitue.workbook.write.safety import check_free
from habitue.workbook.write.webcode import plan_code, read_code

STORE = "WA200008175"
"""xlwings Lite in Microsoft's store of add-ins."""

IMPORT = "from habitue_addin.lite import *"
MAIN, REQUIREMENTS = "main.py", "requirements.txt"
_PACKAGE = "habitue"
_NEEDED = (0, 37, 6)  # of xlwings: the first that sorts tables and colours many cells in one request


@dataclass(frozen=True, slots=True, kw_only=True)
class InLite:
    """What became of a workbook."""

    path: Path
    changes: bool
    backup: Path | None = None
    version: str = ""  # of Habitué in the workbook before; empty where it was not
    notes: tuple[Sentence, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """For programs."""
        return {
            "file": self.path.name,
            "changes": self.changes,
            "backup": self.backup.name if self.backup else None,
            "before": self.version or None,
            "notes": [note.say("en") for note in self.notes],
        }


def put_in(path: Path, *, new: bool = False, backup: bool = True) -> InLite:
    """Put our line into a workbook that Lite has saved once; with `new` also into one where Lite has never been.

    Raises BadRequest where Lite has never been, RefusedWrite where the workbook cannot be changed.
    """
    code = read_code(path, STORE)
    if code is None and not new:
        raise BadRequest(_never_saved(path))
    files = code.files if code else {}
    changes: dict[str, str | None] = {
        MAIN: with_import(files.get(MAIN, "")),
        REQUIREMENTS: with_requirement(files.get(REQUIREMENTS, _xlwings_alone())),
    }
    done = _applied(path, changes, files, new=new, backup=backup)
    return replace(done, notes=_too_old(files.get(REQUIREMENTS, "")))


def take_out(path: Path, *, backup: bool = True) -> InLite:
    """Take our lines away; the workbook's other code and Lite itself stay. Nothing happens where there are none."""
    code = read_code(path, STORE)
    if code is None:
        return InLite(path=path, changes=False)
    changes: dict[str, str | None] = {}
    if MAIN in code.files:
        changes[MAIN] = without_import(code.files[MAIN])
    if REQUIREMENTS in code.files:
        changes[REQUIREMENTS] = without_requirement(code.files[REQUIREMENTS])
    return _applied(path, changes, code.files, backup=backup)


def make_template(path: Path, language: Language) -> InLite:
    """Make a workbook with our line in it, and a first sheet that says how to begin.

    Raises RefusedWrite where the file is there already.
    """
    check_free(path)
    create([_first_sheet(language)], path)
    return put_in(path, new=True, backup=False)


def _first_sheet(language: Language) -> SheetModel:
    steps = (
        sentence(
            "1. Put your customers on a sheet of their own, and their orders on another: the lists that you have."
        ),
        sentence("2. Choose Home > Add-ins > xlwings Lite. Answer Trust when it asks whether the code may run."),
        sentence(
            "3. In its pane choose Refresh customers and press Run. New sheets appear beside yours, which stay as they "
            "are."
        ),
        sentence("4. Or type a formula: =HABITUE.CLEANPHONE(A2:A500)"),
    )
    lines = [sentence("Your data stays in this workbook: nothing is sent anywhere."), *steps]
    said = [
        Cell(row=4 + row, column=1, value=line.say(language), style="muted" if row == 0 else "plain")
        for row, line in enumerate(lines)
    ]
    title = Cell(row=1, column=1, value="Habitué", style="title")
    under = sentence("Statuses, scores and segments for the customers of this workbook").say(language)
    return SheetModel(
        mark="start",
        title=sentence("Start here").say(language),
        cells=(title, Cell(row=2, column=1, value=under, style="subtitle"), *said),
        widths=(110.0,),
        language=language,
    )


def version_in(files: Mapping[str, str]) -> str:
    """The version of Habitué that a workbook asks for; "any" where it asks for none, "" where it is not there."""
    line = next(filter(_asks_for_us, files.get(REQUIREMENTS, "").splitlines()), None)
    if line is None or not any(map(_is_import, files.get(MAIN, "").splitlines())):
        return ""
    return line.partition("==")[2].partition("#")[0].strip() or "any"


def with_import(code: str) -> str:
    """The code with our line in it, once: after a `from __future__` line, before everything else."""
    lines = code.splitlines()
    if any(map(_is_import, lines)):
        return code
    ours = f"{IMPORT}  # Habitué"
    if not code.strip():
        return ours + "\n"
    place = 1 + max((n for n, line in enumerate(lines) if line.startswith("from __future__")), default=-1)
    return "\n".join([*lines[:place], ours, *lines[place:]]) + "\n"


def without_import(code: str) -> str:
    """The code without our line."""
    return "".join(line for line in code.splitlines(keepends=True) if not _is_import(line))


def with_requirement(text: str) -> str:
    """The requirements with this version of ours, in the place of another."""
    kept = without_requirement(text).rstrip("\n")
    return f"{kept}\n{_PACKAGE}=={__version__}\n".lstrip("\n")


def without_requirement(text: str) -> str:
    """The requirements without us."""
    return "".join(line for line in text.splitlines(keepends=True) if not _asks_for_us(line))


def _is_import(line: str) -> bool:
    return line.partition("#")[0].split() == IMPORT.split()


def _asks_for_us(line: str) -> bool:
    asked = line.partition("#")[0].strip().lower()
    return asked == _PACKAGE or asked.startswith(tuple(_PACKAGE + sign for sign in ("=", ">", "<", "[", "~", "!", " ")))


def _xlwings_alone() -> str:
    return "xlwings  # required\n"


def _too_old(requirements: str) -> tuple[Sentence, ...]:
    """What to do where the workbook holds on to an xlwings that our buttons cannot work with."""
    found = re.search(r"^\s*xlwings\s*==\s*(\d+)\.(\d+)\.(\d+)", requirements, re.MULTILINE)
    if found is None or tuple(map(int, found.groups())) >= _NEEDED:
        return ()
    return (
        sentence(
            "This workbook holds on to xlwings {version}; our buttons need {needed} or newer. In the pane of xlwings "
            "Lite, open requirements.txt, take the number of the newest version, and restart.",
            version=".".join(found.groups()),
            needed=".".join(map(str, _NEEDED)),
        ),
    )


def _applied(
    path: Path, changes: Mapping[str, str | None], before: Mapping[str, str], *, new: bool = False, backup: bool
) -> InLite:
    receipt = apply(plan_code(path, STORE, changes, create=new), backup=backup)
    return InLite(path=path, changes=receipt.written, backup=receipt.backup, version=version_in(before))


def _never_saved(path: Path) -> Sentence:
    return sentence(
        "xlwings Lite has never been in {file}. Open it in Excel, choose Home > Add-ins > xlwings Lite, save and close "
        "the workbook, and try again; or add --new to prepare it without Excel.",
        file=path.name,
    )
