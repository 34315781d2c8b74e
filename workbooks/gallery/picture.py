"""A small PNG drawn point by point: a linden leaf on a warm ground, the sign of the demo shop."""

import struct
import zlib

SIZE = 120
GROUND = (250, 244, 230)
LEAF = (94, 140, 84)
VEIN = (214, 228, 198)


def sign() -> bytes:
    """The picture as PNG bytes, the same at each call."""
    rows = b"".join(b"\0" + bytes(part for x in range(SIZE) for part in _point(x, y)) for y in range(SIZE))
    header = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 2, 0, 0, 0)
    chunks = _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows, 9)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _point(x: int, y: int) -> tuple[int, int, int]:
    # A heart, point up and a little stretched: (u² + v² - 1)³ = u² v³.
    u, v = (x - 60) / 38, (54 - y) / -36
    inside = (u * u + v * v - 1) ** 3 - u * u * v**3 * -1 < 0
    stem = abs(x - 60) < 2 and 84 < y < 108
    if stem:
        return LEAF
    if not inside:
        return GROUND
    on_rib = abs(x - 60) < 1.2 or abs((y - 30) % 14 - abs(x - 60) * 0.5 % 14) < 1.1
    return VEIN if on_rib else LEAF
