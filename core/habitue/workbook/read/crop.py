"""A sheet with a stray cell far to the right spans more cells than memory holds: read it without the stray cells."""

import re
from io import BytesIO
from itertools import pairwise
from zipfile import ZIP_STORED, ZipFile

from habitue.tables import column_number
from habitue.workbook.read.package import Package

LARGEST_CROPPED = 512 << 20
"""Bytes of a sheet's XML that are edited in memory."""
_FAR = 50  # blank columns in a row, beyond which cells are stray
_NEEDED = ("workbook.xml", "sharedstrings.xml", "styles.xml", "[content_types].xml", ".rels")
_CELL = re.compile(
    rb"""<(?P<tag>(?:\w+:)?c)\b[^>]*?\br=["'](?P<letters>[A-Z]{1,3})\d{1,7}["'][^>]*?(?:/>|>.*?</(?P=tag)>)""",
    re.DOTALL,
)


def crop(package: Package, part: str) -> bytes | None:
    """The workbook with this one sheet, without the cells beyond the first wide gap.

    None when there is no such gap, or when the sheet is too large to be edited.
    """
    if package.size(part) > LARGEST_CROPPED:
        return None
    xml = b"".join(package.chunks(part))
    used = {match["letters"] for match in _CELL.finditer(xml) if not match[0].endswith(b"/>")}
    columns = sorted(column_number(letters.decode()) for letters in used)
    last = next((near for near, far in pairwise(columns) if far - near > _FAR), None)
    if last is None:
        return None
    kept = _CELL.sub(lambda match: b"" if column_number(match["letters"].decode()) > last else match[0], xml)
    return _repacked(package, part, kept)


def _repacked(package: Package, part: str, xml: bytes) -> bytes:
    """A package with the parts that a reader of cells needs, this sheet replaced by `xml`, other sheets left out."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_STORED) as copy:
        for name in package.names():
            if name.lower() == part.lower():
                copy.writestr(name, xml)
            elif name.lower().endswith(_NEEDED):
                copy.writestr(name, b"".join(package.chunks(name)))
    return target.getvalue()
