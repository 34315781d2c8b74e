"""What is in the way when the add-in does not work: each thing that it needs, looked at, with what to do."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from habitue import __version__
from habitue.language import Sentence, sentence
from habitue_addin.hosts.building import xlwings_version
from habitue_addin.hosts.installing import Installed, is_changed, read_note
from habitue_addin.hosts.places import Places

_POLICY = r"Software\Policies\Microsoft\Office\16.0\Excel\Security"
_OWN = r"Software\Microsoft\Office\16.0\Excel\Security"
_ALL_MACROS_OFF = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at, and whether it is as it must be."""

    good: bool
    said: Sentence


def examine(places: Places) -> tuple[Finding, ...]:
    """Look at everything that the add-in needs on this machine, in the order in which it is needed."""
    return tuple(_findings(places))


def _findings(places: Places) -> Iterator[Finding]:
    missing = [name for name in ("xlwings", "pyopenvba") if find_spec(name) is None]
    if missing:
        yield _bad(
            sentence('Not installed: {names}. Run: pip install "habitue[excel]"', names=missing),
        )
        return
    yield _good(sentence("Python {version} with xlwings {xlwings}", version=_python(), xlwings=xlwings_version()))
    note = read_note(places)
    if note is None:
        yield _bad(sentence("The add-in is not installed. Run: habitue addin install"))
    else:
        yield from _installed(note)
    if places.system == "win32":
        yield from _on_windows(Path(sys.prefix))


def _installed(note: Installed) -> Iterator[Finding]:
    for file in note.files:
        if not Path(file.path).exists():
            yield _bad(sentence("Missing: {path}. Run: habitue addin install", path=file.path))
        elif is_changed(file):
            yield _bad(sentence("Changed since it was installed: {path}. Run: habitue addin install", path=file.path))
        else:
            yield _good(sentence("In place: {path}", path=file.path))
    if not Path(note.interpreter).exists():
        yield _bad(sentence("Its Python is gone: {path}. Run: habitue addin install", path=note.interpreter))
    built = (note.version, note.xlwings)
    if built != (__version__, xlwings_version()):
        yield _bad(
            sentence(
                "It was made for Habitué {version} and xlwings {xlwings}; newer ones are installed. Run: habitue addin "
                "install",
                version=note.version,
                xlwings=note.xlwings,
            )
        )


def _on_windows(prefix: Path) -> Iterator[Finding]:
    library = f"xlwings64-{xlwings_version()}.dll"
    if any((folder / library).exists() for folder in (prefix, prefix.parent, Path(sys.base_prefix))):
        yield _good(sentence("xlwings’ library {name} is there", name=library))
    else:
        yield _bad(
            sentence(
                "xlwings’ library {name} is missing, so formulas cannot run. Run: pip install --force-reinstall "
                "xlwings",
                name=library,
            )
        )
    if _macros_off():
        yield _bad(
            sentence(
                "Your organisation has switched all macros off in Excel, so the add-in cannot run. Ask your IT to "
                "allow it, or use xlwings Lite, which needs no macros: habitue addin lite"
            )
        )


def _macros_off() -> bool:
    """Whether Excel's setting, by policy or by its own window, switches all macros off without asking."""
    if sys.platform != "win32":
        return False
    import winreg

    for key in (_POLICY, _OWN):
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
                return bool(winreg.QueryValueEx(opened, "VBAWarnings")[0] == _ALL_MACROS_OFF)
        except FileNotFoundError:
            continue
    return False


def _python() -> str:
    return ".".join(map(str, sys.version_info[:3]))


def _good(said: Sentence) -> Finding:
    return Finding(good=True, said=said)


def _bad(said: Sentence) -> Finding:
    return Finding(good=False, said=said)
