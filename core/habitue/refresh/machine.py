"""How much memory there is for a file: what the system says is free, within the limits that it sets us."""

import ctypes
import os
import sys
from pathlib import Path

_MEMINFO = Path("/proc/meminfo")
_LIMIT, _USED = Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory.current")


def available_memory() -> int | None:
    """Bytes that can be taken without swapping; None where the system does not tell."""
    free = _on_windows() if sys.platform == "win32" else _on_linux() or _installed()
    room = _room_in_group()
    return min((amount for amount in (free, room) if amount is not None), default=None)


def _on_linux() -> int | None:
    for line in _text(_MEMINFO).splitlines():
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    return None


def _room_in_group() -> int | None:
    """What a container may still take."""
    limit, used = _text(_LIMIT).strip(), _text(_USED).strip()
    return max(int(limit) - int(used), 0) if limit.isdigit() and used.isdigit() else None


def _installed() -> int | None:
    """Half of all memory, where the system does not say how much of it is free (macOS)."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
    except (AttributeError, ValueError, OSError):
        return None


_SIZES = ("total", "free", "page", "page_free", "virtual", "virtual_free", "extended")


def _on_windows() -> int | None:
    class Status(ctypes.Structure):
        _fields_ = (
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            *((name, ctypes.c_ulonglong) for name in _SIZES),
        )

    status = Status(length=ctypes.sizeof(Status))
    windows = getattr(ctypes, "windll", None)
    if windows is None or not windows.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
        return None
    return int(status.free)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError:
        return ""
