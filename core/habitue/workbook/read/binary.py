"""The declared extent of the sheets of an xlsb workbook, which its reader would hold in memory whole."""

import struct

from habitue.workbook.read.package import Package

_DIMENSION = 148  # BrtWsDim of [MS-XLSB]
_MOST_RECORDS = 100  # it stands among the first


def widest_box(package: Package) -> int:
    """The cells that the largest of its sheets says it spans."""
    parts = [name for name in package.names() if "worksheets/" in name.lower() and name.lower().endswith(".bin")]
    return max((_box(next(package.chunks(part), b"")) for part in parts), default=0)


def _box(head: bytes) -> int:
    """The cells that a sheet spans, by the record that says so; 0 when there is none."""
    place = 0
    try:
        for _ in range(_MOST_RECORDS):
            kind, place = _number(head, place, 2)
            length, place = _number(head, place, 4)
            if kind == _DIMENSION:
                top, bottom, left, right = struct.unpack_from("<4I", head, place)
                return int((bottom - top + 1) * (right - left + 1))
            place += length
    except (IndexError, struct.error):
        return 0
    return 0


def _number(data: bytes, place: int, most: int) -> tuple[int, int]:
    """A number in groups of seven bits, the lowest first, and the place behind it."""
    value = 0
    for group in range(most):
        byte = data[place + group]
        value |= (byte & 127) << (7 * group)
        if byte < 128:
            return value, place + group + 1
    return value, place + most
