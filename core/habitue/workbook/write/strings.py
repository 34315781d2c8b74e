"""The shared strings of a workbook: Excel moves our texts there, where they must not outlive their customer."""

import re

from habitue.workbook.write.workbookpart import Workbook
from habitue.workbook.write.xml import as_utf8, unescape

_ITEM = re.compile(rb"<((?:\w+:)?)si\b(?:[^>]*/>|[^>]*>.*?</\1si>)", re.DOTALL)
_TEXT = re.compile(rb"<(?:\w+:)?(?:t\b[^>]*?(?:/>|>([^<]*)</)|(rPh)\b)")
_PHONETIC = re.compile(rb"<((?:\w+:)?)rPh\b.*?</\1rPh>", re.DOTALL)
_SHARED_CELL = re.compile(rb"""\st=["']s["'][^>]*>\s*<(?:\w+:)?v(?:\s[^>]*)?>\s*(\d+)""")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def strings_part(workbook: Workbook) -> str | None:
    """The part of the shared strings, if there is one."""
    found = workbook.package.related(workbook.part, "sharedStrings")
    return found[0].target if found and workbook.package.has(found[0].target) else None


def read_strings(data: bytes) -> list[str]:
    """All shared strings, in their order."""
    return [item_text(item) for item in read_items(data)]


def read_items(data: bytes) -> list[bytes]:
    """All shared strings as they are stored."""
    return [match[0] for match in _ITEM.finditer(as_utf8(data))]


def item_text(item: bytes) -> str:
    """The text of a string item, its runs put together."""
    plain = _PHONETIC.sub(b"", item)
    text = "".join(unescape((match[1] or b"").decode("utf-8", "replace")) for match in _TEXT.finditer(plain))
    return decoded(text)


def decoded(text: str) -> str:
    """A text with Excel's own escapes undone."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def used(body: bytes) -> set[int]:
    """The shared strings that some cells use."""
    return {int(number) for number in set(_SHARED_CELL.findall(body))}


def wiped(data: bytes, gone: set[int]) -> bytes:
    """The part with some strings emptied; the others keep their numbers."""
    data = as_utf8(data)
    pieces, place = [], 0
    for number, match in enumerate(_ITEM.finditer(data)):
        if number in gone:
            mark = match[1]
            pieces += [data[place : match.start()], b"<" + mark + b"si><" + mark + b"t/></" + mark + b"si>"]
            place = match.end()
    return b"".join([*pieces, data[place:]])
