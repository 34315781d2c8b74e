"""A zip package from strangers: its parts, within limits, and XML without entities."""

import struct
import zlib
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Self
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from habitue.errors import UnreadableFile
from habitue.language import Sentence, sentence
from habitue.workbook.read.kinds import cannot_open, damaged

LARGEST_PACKAGE = 4 << 30  # bytes once inflated: ten times a full sheet of a million rows
LARGEST_SMALL_PART = 64 << 20  # of the parts that we parse whole: workbook, relationships, tables
MOST_PARTS = 50_000
_SUSPECT_SIZE, _SUSPECT_RATIO = 64 << 20, 400  # a sheet of a million blank formatted rows inflates about 40 times
_INFLATE_LIMIT = 1032  # deflate cannot shrink more than this many times
_TAKE = 1 << 16  # compressed bytes at a time, hence at most 64 MiB inflated at a time

Attributes = dict[str, str]
StartHandler = Callable[[str, Attributes], None]


class Package:
    """An opened package whose directory has been checked against the limits; close it, or use it in a `with`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._zip = ZipFile(path)
        except (BadZipFile, NotImplementedError, EOFError, ValueError, struct.error) as error:
            raise damaged(path) from error
        except OSError as error:
            raise cannot_open(path, error) from error
        try:
            self._members = _checked(path, self._zip.infolist())
        except UnreadableFile:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release the file."""
        self._zip.close()

    def names(self) -> list[str]:
        """The part names as they stand in the package, with forward slashes and without a leading one."""
        return [_plain(info.filename) for info in self._members.values()]

    def has(self, part: str) -> bool:
        """Whether there is such a part; upper and lower case are the same, as for Excel."""
        return _plain(part).lower() in self._members

    def size(self, part: str) -> int:
        """Its size in bytes, inflated, as declared."""
        return self._members[_plain(part).lower()].file_size

    def read(self, part: str) -> bytes:
        """The whole of a small part; raises `UnreadableFile` when it is too large or damaged."""
        if self.size(part) > LARGEST_SMALL_PART:
            raise refuse(self.path, sentence("its part {part} is too large", part=part))
        return b"".join(self.chunks(part))

    def chunks(self, part: str) -> Iterator[bytes]:
        """A part inflated piece by piece, and no more of it than its declared size."""
        info = self._members[_plain(part).lower()]
        left = info.file_size
        try:
            for piece in self._inflated(info):
                left -= len(piece)
                if left < 0:
                    raise refuse(self.path, sentence("its part {part} is larger than it says", part=part))
                yield piece
        except _inflate_errors() as error:
            raise damaged(self.path) from error

    def check_size(self, part: str) -> None:
        """Refuse a part that could inflate to a great deal more than it declares; others read it without this check."""
        if self.has(part):
            info = self._members[_plain(part).lower()]
            if info.compress_size * _INFLATE_LIMIT > LARGEST_PACKAGE // 8:
                for _ in self.chunks(part):
                    pass

    def _inflated(self, info: ZipInfo) -> Iterator[bytes]:
        with self.path.open("rb") as file:
            file.seek(info.header_offset)
            header = file.read(30)
            name_length, extra_length = struct.unpack("<HH", header[26:30])
            file.seek(name_length + extra_length, 1)
            inflate = _inflater() if info.compress_type == ZIP_DEFLATED else None
            left = info.compress_size
            while left > 0 and (taken := file.read(min(_TAKE, left))):
                left -= len(taken)
                yield inflate(taken) if inflate else taken


def _inflater() -> Callable[[bytes], bytes]:
    """Raw inflate; Intel's ISA-L takes less than half the time of zlib where it is installed."""
    if find_spec("isal"):
        from isal import isal_zlib

        inflate: Callable[[bytes], bytes] = isal_zlib.decompressobj(-15).decompress
        return inflate
    return zlib.decompressobj(-15).decompress


def _inflate_errors() -> tuple[type[Exception], ...]:
    errors: tuple[type[Exception], ...] = (zlib.error, struct.error, EOFError, ValueError, OSError)
    if find_spec("isal"):
        from isal import isal_zlib

        # The stubs call this class an instance.
        errors = (*errors, isal_zlib.IsalError)  # type: ignore[arg-type]
    return errors


def _checked(path: Path, infos: list[ZipInfo]) -> dict[str, ZipInfo]:
    """The members by lower-case name, once their number, sizes and kinds are within the limits."""
    members = {_plain(info.filename).lower(): info for info in infos if not info.is_dir()}
    if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > LARGEST_PACKAGE:
        raise refuse(path, sentence("it would take more than {limit} GB of memory", limit=LARGEST_PACKAGE >> 30))
    for info in members.values():
        if info.flag_bits & 1 or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise refuse(path, sentence("its part {part} is encrypted or packed in an unknown way", part=info.filename))
        if info.file_size > _SUSPECT_SIZE and info.file_size > _SUSPECT_RATIO * info.compress_size:
            raise refuse(path, sentence("its part {part} is packed suspiciously tightly", part=info.filename))
    return members


def refuse(path: Path, why: Sentence) -> UnreadableFile:
    """The refusal of a package that may be meant to harm."""
    return UnreadableFile(
        sentence(
            "{file} was not read, because {why}: if you trust it, open it in Excel and save it again under a new name.",
            file=path.name,
            why=why,
        )
    )


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")


def walk(package: Package, part: str, start: StartHandler, text: Callable[[str], None] | None = None) -> None:
    """Call `start` for each element of a small XML part with local names (no prefixes), and `text` for its text.

    A document type declaration is refused: no spreadsheet program writes one, and entities are made with it.
    """
    parser = expat.ParserCreate(namespace_separator="\n")
    parser.buffer_text = True

    def begin(name: str, attributes: Attributes) -> None:
        start(_local(name), {_local(key): value for key, value in attributes.items()})

    def doctype(*_: object) -> None:
        raise refuse(package.path, sentence("its part {part} declares entities", part=part))

    parser.StartElementHandler = begin
    parser.StartDoctypeDeclHandler = doctype
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(package.read(part), True)
    except expat.ExpatError as error:
        raise damaged(package.path) from error


def _local(name: str) -> str:
    return name.rpartition("\n")[2]
