"""Zip packages that are the same bytes at each run: parts in a given order, all dated 1980."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

DATED = (1980, 1, 1, 0, 0, 0)


def read_parts(source: Path | bytes) -> dict[str, bytes]:
    """The parts of a package in their order."""
    with zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source) as package:
        return {name: package.read(name) for name in package.namelist()}


def pack(parts: Mapping[str, bytes], stored: tuple[str, ...] = ()) -> bytes:
    """A package of these parts; those in `stored` are not compressed (OpenDocument wants its mimetype so)."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, DATED)
            entry.external_attr = 0o600 << 16
            entry.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            package.writestr(entry, data)
    return memory.getvalue()


def replace_once(text: bytes, old: bytes, new: bytes) -> bytes:
    """Splice bytes where `old` stands exactly once."""
    if text.count(old) != 1:
        raise ValueError(f"{old!r} stands {text.count(old)} times, wanted once")
    return text.replace(old, new)
