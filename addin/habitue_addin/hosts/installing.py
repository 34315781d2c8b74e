"""The add-in installed for one user of Excel for Windows or macOS, and taken away with everything put back."""

import hashlib
import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from habitue import __version__
from habitue.errors import RefusedWrite
from habitue.language import Sentence, sentence
from habitue_addin.hosts.building import build, xlwings_folder, xlwings_version
from habitue_addin.hosts.places import Places

_NOTE = "installed.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """One file that was put somewhere: what it is now, and where what stood there before is kept."""

    path: str
    digest: str  # SHA-256 of what was put there
    kept: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """What an install put where, as our note tells it."""

    version: str
    xlwings: str
    interpreter: str
    files: tuple[Placed, ...]


def install(places: Places, interpreter: Path) -> tuple[Installed, list[Sentence]]:
    """Build the add-in for this Python and put it where Excel opens it; says each file that was written.

    A file of another maker under the same name is kept and comes back with `remove`. Raises RefusedWrite.
    """
    before = read_note(places)
    places.notes.mkdir(parents=True, exist_ok=True)
    fresh = build(places.notes / "fresh" / places.addin.name, interpreter)
    try:
        wanted = [(fresh, places.addin), *_scripts(places)]
        files = tuple(_put(source, target, places, before) for source, target in wanted)
    finally:
        shutil.rmtree(fresh.parent, ignore_errors=True)
    done = Installed(version=__version__, xlwings=xlwings_version(), interpreter=str(interpreter), files=files)
    _write_note(places, done)
    said = [sentence("Written: {path}", path=file.path) for file in files]
    return done, [*said, sentence("Start Excel again: the tab Habitué is in the ribbon.")]


def remove(places: Places) -> list[Sentence]:
    """Take away what was installed and put back what stood there before; says each file.

    A file that somebody changed since is left, and said. Raises RefusedWrite while Excel has the add-in open.
    """
    note = read_note(places)
    if note is None:
        return [sentence("Nothing of Habitué is installed in Excel; nothing was changed.")]
    left = [file for file in note.files if Path(file.path).exists() and is_changed(file)]
    said = [_take_away(file) for file in note.files if file not in left]
    said += [sentence("Left as it is, since somebody changed it: {path}", path=file.path) for file in left]
    if any(file.kept for file in left):
        (places.notes / _NOTE).unlink()  # what stood there before stays in our folder
    else:
        shutil.rmtree(places.notes)
    return said


def read_note(places: Places) -> Installed | None:
    """What was installed; None when nothing was, or when the note cannot be read any more."""
    try:
        told = json.loads((places.notes / _NOTE).read_text(encoding="utf-8"))
        files = tuple(Placed(**file) for file in told.pop("files"))
        return Installed(**told, files=files)
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise RefusedWrite(
            sentence(
                "The note of what was installed, {path}, cannot be read. Delete it and {addin}, and install again.",
                path=str(places.notes / _NOTE),
                addin=str(places.addin),
            ),
            "bad-note",
        ) from error


def is_changed(file: Placed) -> bool:
    """Whether a file is no longer what was put there."""
    path = Path(file.path)
    return not path.exists() or _digest(path) != file.digest


def _scripts(places: Places) -> list[tuple[Path, Path]]:
    """What macOS needs besides: xlwings' own AppleScript, which starts Python for Excel."""
    if places.scripts is None:
        return []
    name = f"xlwings-{xlwings_version()}.applescript"
    return [(xlwings_folder() / name, places.scripts / name)]


def _put(source: Path, target: Path, places: Places, before: Installed | None) -> Placed:
    known = next((file for file in before.files if file.path == str(target)), None) if before else None
    kept = known.kept if known else ""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and (known is None or is_changed(known)) and _digest(target) != _digest(source):
            kept = kept or str(_keep(target, places))
        shutil.copyfile(source, target)
    except PermissionError as error:
        raise _in_use(target) from error
    return Placed(path=str(target), digest=_digest(target), kept=kept)


def _keep(target: Path, places: Places) -> Path:
    kept = places.notes / "before" / target.name
    kept.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(target, kept)
    return kept


def _take_away(file: Placed) -> Sentence:
    path = Path(file.path)
    try:
        if file.kept:
            shutil.copy2(file.kept, path)
            return sentence("Put back as it was before: {path}", path=file.path)
        path.unlink(missing_ok=True)
    except PermissionError as error:
        raise _in_use(path) from error
    return sentence("Removed: {path}", path=file.path)


def _in_use(path: Path) -> RefusedWrite:
    return RefusedWrite(
        sentence("{path} cannot be written: Excel has it open. Close Excel and run the command again.", path=str(path)),
        "locked",
    )


def _write_note(places: Places, done: Installed) -> None:
    (places.notes / _NOTE).write_text(json.dumps(asdict(done), ensure_ascii=False, indent=1), encoding="utf-8")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
