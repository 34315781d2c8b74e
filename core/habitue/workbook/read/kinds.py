"""What kind of file this is, told by its content and not by its name; what we cannot read is refused with a reason."""

import zlib
from pathlib import Path
from typing import Literal
from zipfile import BadZipFile, ZipFile

from habitue.errors import UnreadableFile
from habitue.language import Sentence, sentence

Kind = Literal["xlsx", "xlsb", "xls", "ods", "text", "parquet"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_TEXT = frozenset({".csv", ".tsv", ".tab", ".txt"})
_WORKBOOK = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".ods"})
_MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<style")
_FOREIGN = (b"%PDF", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"7z\xbc\xaf", b"Rar!", b"SQLite format 3")


def kind_of(path: Path) -> Kind:
    """The kind of a file; raises `UnreadableFile` when it is absent, empty, protected or of another kind."""
    head = _head(path)
    if head.startswith(b"PK"):
        return _kind_of_zip(path)
    if head.startswith(_OLE):
        return _kind_of_ole(path)
    if head.startswith(b"PAR1"):
        return "parquet"
    return _kind_of_text(path, head)


def _head(path: Path) -> bytes:
    if not path.exists():
        raise UnreadableFile(
            sentence("There is no file {file}: check its name and its folder.", file=path.name or str(path))
        )
    if not path.is_file():
        raise UnreadableFile(sentence("{file} is a folder, not a file: name a workbook in it.", file=path.name))
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as error:
        raise cannot_open(path, error) from error
    if not head:
        raise UnreadableFile(sentence("{file} is empty: export or save it again.", file=path.name))
    if path.name.startswith("~$"):
        raise UnreadableFile(
            sentence(
                "{file} is only the mark that Excel leaves while a workbook is open: name the workbook itself.",
                file=path.name,
            )
        )
    return head


def cannot_open(path: Path, error: OSError) -> UnreadableFile:
    """The refusal for a file that the system does not let us read."""
    return UnreadableFile(
        sentence(
            "{file} could not be opened ({reason}): close it elsewhere and check that you may read it.",
            file=path.name,
            reason=error.strerror or type(error).__name__,
        )
    )


def _kind_of_zip(path: Path) -> Kind:
    try:
        with ZipFile(path) as package:
            names = {name.replace("\\", "/").lstrip("/").lower() for name in package.namelist()}
            kind = _start_of(package, "mimetype")
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, zlib.error) as error:
        raise damaged(path) from error
    except OSError as error:
        raise cannot_open(path, error) from error
    if kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return "ods"
    if any(name.endswith((".xml", ".bin")) and "workbook" in name for name in names):
        return "xlsb" if any(name.endswith("workbook.bin") for name in names) else "xlsx"
    if "[content_types].xml" in names:
        return "xlsx"
    raise _other_kind(path)


def _start_of(package: ZipFile, name: str) -> bytes:
    if name not in package.namelist():
        return b""
    with package.open(name) as part:
        return part.read(100)


def damaged(path: Path) -> UnreadableFile:
    """The refusal for a package that is cut off or broken."""
    return UnreadableFile(
        sentence(
            "{file} is damaged or incomplete: take a backup, or have Excel repair it (File, Open, Open and Repair).",
            file=path.name,
        )
    )


def protected(path: Path) -> UnreadableFile:
    """The refusal for a file that is encrypted."""
    return UnreadableFile(
        sentence(
            "{file} is protected by a password: "
            "remove the password in Excel (File, Info, Protect Workbook), then retry.",
            file=path.name,
        )
    )


def _kind_of_ole(path: Path) -> Kind:
    content = path.read_bytes()
    if _ENCRYPTED in content:
        raise protected(path)
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "WORKBOOK", "Book")):
        return "xls"
    raise _other_kind(path)


def _kind_of_text(path: Path, head: bytes) -> Kind:
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\0", b"").lower()
    if start.startswith(_MARKUP):
        raise UnreadableFile(
            sentence(
                "{file} is a web page or an XML file in spite of its name: open it in Excel and save it as .xlsx.",
                file=path.name,
            )
        )
    ending = path.suffix.lower()
    if head.startswith(_FOREIGN) or ending in _WORKBOOK or (ending not in _TEXT and not _is_text(head)):
        raise _other_kind(path)
    return "text"


def _is_text(head: bytes) -> bool:
    """Whether bytes can be a text file: UTF-16 with its mark, or hardly any control characters."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    controls = sum(byte < 32 and byte not in b"\t\r\n\f" for byte in head)
    return controls * 100 < len(head)


def _other_kind(path: Path) -> UnreadableFile:
    return UnreadableFile(
        sentence("{file} is not a table that we read: give {kinds}.", file=path.name, kinds=_what_we_read())
    )


def _what_we_read() -> Sentence:
    return sentence("an Excel workbook (.xlsx, .xlsm, .xlsb, .xls), an .ods, a .csv or a .parquet file")
