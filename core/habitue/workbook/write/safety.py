"""Files changed without risk: locks seen, a temporary file in the same folder, a check, a backup, one replacement."""

import contextlib
import errno
import hashlib
import os
import re
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import IO

from habitue.errors import RefusedWrite
from habitue.language import sentence
from habitue.workbook.write.refusals import refuse

KEPT_BACKUPS = 3
"""Backups kept beside a workbook: enough to undo some refreshes, few enough not to hoard customers who are gone."""

_CHUNK = 1 << 20
_DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC})
_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EXDEV, errno.EMLINK, errno.EACCES, errno.ENOSYS})


def digest(path: Path) -> str:
    """SHA-256 of a file. Raises RefusedWrite when it cannot be read."""
    with reading(path) as file:
        return digest_of(file)


def digest_of(file: IO[bytes]) -> str:
    """SHA-256 of an open file, from its beginning."""
    file.seek(0)
    found = hashlib.sha256()
    while chunk := file.read(_CHUNK):
        found.update(chunk)
    return found.hexdigest()


@contextlib.contextmanager
def reading(path: Path) -> Iterator[IO[bytes]]:
    """An open file; what keeps it from being opened becomes a sentence."""
    try:
        file = path.open("rb")
    except FileNotFoundError as error:
        raise refuse("absent") from error
    except (PermissionError, IsADirectoryError) as error:
        raise refuse("no-permission") from error
    except OSError as error:
        raise refuse("write-failed") from error
    with file:
        yield file


def check_free(path: Path) -> None:
    """Raises RefusedWrite when somebody has the workbook open, or when it must not be changed."""
    path = path.resolve()
    for lock in (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#")):
        if lock.exists():
            raise RefusedWrite(
                sentence(
                    "{file} is open in Excel or LibreOffice, here or on another computer. Save and close it there, "
                    "then try again. If nobody has it open, delete the file {lock} beside it.",
                    file=path.name,
                    lock=lock.name,
                ),
                "locked",
            )
    if not path.exists():
        return
    # Not the mode itself: a copy from a shared folder often keeps a mark that does not bind who runs this.
    if not os.access(path, os.W_OK):
        raise refuse("read-only")
    try:
        with path.open("r+b"):  # on Windows this fails while another program has the file open
            pass
    except PermissionError as error:
        raise refuse("no-permission") from error
    except OSError as error:
        raise refuse("read-only" if error.errno == errno.EROFS else "write-failed") from error


@contextlib.contextmanager
def plain_errors() -> Iterator[None]:
    """What the system says when it cannot write, as a sentence."""
    try:
        yield
    except OSError as error:
        if error.errno in _DISK_FULL:
            raise refuse("disk-full") from error
        if error.errno == errno.EROFS:
            raise refuse("read-only") from error
        raise refuse("no-permission" if isinstance(error, PermissionError) else "write-failed") from error


def replace(path: Path, write: Callable[[IO[bytes]], None], check: Callable[[IO[bytes]], None]) -> None:
    """Write a file beside another and let it take its place in one step, once it is on the disk and checked.

    Whatever happens, `path` is either as it was or complete. The new file has the mode of the old one.
    """
    remove_leftovers(path)
    with plain_errors():
        handle, name = tempfile.mkstemp(prefix=_temporary_prefix(path), suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with plain_errors():
            with os.fdopen(handle, "w+b") as file, contextlib.ExitStack() as alone:
                _hold(file)
                write(file)
                file.flush()
                os.fsync(file.fileno())
                alone.enter_context(_alone(path))
                check(file)
                file.close()  # Windows replaces nothing that is open
                _like(path, temporary)
                temporary.replace(path)
            _sync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Of several runs of ours, one at a time may check a workbook and replace it; the next one sees that it changed."""
    if sys.platform == "win32" or not path.exists():
        yield
        return
    import fcntl

    with path.open("rb") as file:
        with contextlib.suppress(OSError):  # some network folders have no locks
            fcntl.flock(file.fileno(), fcntl.LOCK_EX)
        yield


def remove_leftovers(path: Path) -> None:
    """Delete temporary files of ours for this workbook that a killed run left behind, not those of a living one."""
    with contextlib.suppress(OSError):
        for entry in os.scandir(path.parent):
            if entry.name.startswith(_temporary_prefix(path)) and entry.name.endswith(".tmp"):
                _remove_unless_held(Path(entry.path))


def _temporary_prefix(path: Path) -> str:
    return f".~habitue-{path.name}-"


def _hold(file: IO[bytes]) -> None:
    """Lock our temporary file, so that another run of ours can tell that it is in use; Windows does so by itself."""
    if sys.platform != "win32":
        import fcntl

        with contextlib.suppress(OSError):  # some network folders have no locks
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


def _remove_unless_held(path: Path) -> None:
    with contextlib.suppress(OSError):  # held, or already gone
        if sys.platform != "win32":
            import fcntl

            with path.open("rb") as file:
                fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
                path.unlink()
        else:
            path.unlink()


def _like(path: Path, temporary: Path) -> None:
    """Give the new file the mode and owner of the old one; a new workbook gets what new files get."""
    if not path.exists():
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)
        return
    status = path.stat()
    temporary.chmod(stat.S_IMODE(status.st_mode))
    if hasattr(os, "chown"):
        with contextlib.suppress(OSError):  # only the owner or root may, and the group may not be ours
            os.chown(temporary, status.st_uid, status.st_gid)


def _sync_folder(folder: Path) -> None:
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            with contextlib.suppress(OSError):  # not all file systems can
                os.fsync(handle)
        finally:
            os.close(handle)


# backups


def back_up(path: Path, written: str, now: datetime) -> Path:
    """Keep a workbook beside itself before it is replaced; `written` is the digest of what takes its place.

    The name says when, and what was written then: "clients.habitue-20240615-143012-3fa9c2d1e0b4.xlsx". So `undo` knows,
    without any other file, whether the workbook is still what the refresh left. It is never an existing name. Where
    the disk can, it is a second name for the same bytes, which costs neither time nor room.
    """
    with plain_errors():
        busy = {match[1] for entry in path.parent.iterdir() if (match := _backup_name(path).fullmatch(entry.name))}
        stamp = f"{now:%Y%m%d-%H%M%S}"
        stamps = (stamp if number == 1 else f"{stamp}-{number}" for number in count(1))
        free = next(found for found in stamps if found not in busy)
        target = path.with_name(f"{path.stem}.habitue-{free}-{written[:12]}{path.suffix}")
        _link_or_copy(path, target)
    return target


def _backup_name(path: Path) -> re.Pattern[str]:
    """What the backups of a workbook are called: the moment (with a number within a second), and the digest."""
    stem, suffix = re.escape(path.stem), re.escape(path.suffix)
    return re.compile(rf"{stem}\.habitue-((\d{{8}}-\d{{6}})(?:-(\d+))?)-([0-9a-f]{{12}}){suffix}")


def _link_or_copy(path: Path, target: Path) -> None:
    try:
        os.link(path, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        with target.open("xb") as kept, path.open("rb") as file:
            shutil.copyfileobj(file, kept, _CHUNK)
            kept.flush()
            os.fsync(kept.fileno())
        shutil.copystat(path, target)


def backups(path: Path) -> list[Path]:
    """The backups of a workbook, oldest first."""
    pattern = _backup_name(path)
    found = [(match, entry) for entry in path.parent.iterdir() if (match := pattern.fullmatch(entry.name))]
    return [entry for match, entry in sorted(found, key=lambda pair: (pair[0][2], int(pair[0][3] or 1)))]


def prune(path: Path) -> None:
    """Delete all but the last few backups."""
    for old in backups(path)[:-KEPT_BACKUPS]:
        with contextlib.suppress(OSError):  # somebody looks at it; the next refresh tries again
            old.unlink()


def written_digest(path: Path, backup: Path) -> str:
    """The first digits of the digest of what took a backup's place, from its name."""
    match = _backup_name(path).fullmatch(backup.name)
    return match[4] if match else ""
