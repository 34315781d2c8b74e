"""Flaws of the package: unusual XML, protection, and files that no careful program should swallow."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from unittest import mock

from gallery.grid import Formula
from gallery.package import DATED, pack, read_parts, replace_once
from gallery.simple import book, customers_page, orders_page
from gallery.small import order_rows

SHEET = "xl/worksheets/sheet2.xml"
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SECRET = "tilleul"  # noqa: S105 - no secret: the test must open it
"""The password of the encrypted workbook."""


def _parts() -> dict[str, bytes]:
    return read_parts(book(customers_page(), orders_page()))


def phantom_rows() -> bytes:
    """A formatted blank cell in the very last row, so that the sheet claims a million rows."""
    parts = _parts()
    last = b'<row r="1048576"><c r="A1048576"/></row></sheetData>'
    sheet = replace_once(parts[SHEET], b"</sheetData>", last)
    parts[SHEET] = replace_once(sheet, b'<dimension ref="A1:D31"/>', b'<dimension ref="A1:D1048576"/>')
    return pack(parts)


def wide_phantom() -> bytes:
    """A blank cell in the very last column of the header row."""
    parts = _parts()
    head, row, rest = parts[SHEET].partition(b"</row>")
    sheet = head + b'<c r="XFD1"/>' + row + rest
    parts[SHEET] = replace_once(sheet, b'<dimension ref="A1:D31"/>', b'<dimension ref="A1:XFD31"/>')
    return pack(parts)


def far_corner() -> bytes:
    """Both at once: a blank cell in XFD1048576, the 17 thousand million cells of a whole sheet."""
    parts = _parts()
    last = b'<row r="1048576"><c r="XFD1048576"/></row></sheetData>'
    sheet = replace_once(parts[SHEET], b"</sheetData>", last)
    parts[SHEET] = replace_once(sheet, b'<dimension ref="A1:D31"/>', b'<dimension ref="A1:XFD1048576"/>')
    return pack(parts)


def no_dimension() -> bytes:
    """Neither `dimension` nor the attributes that say where rows and cells stand, as some exporters write."""
    parts = _parts()
    for name in ("xl/worksheets/sheet1.xml", SHEET):
        sheet = re.sub(rb"<dimension [^>]*/>", b"", parts[name])
        parts[name] = re.sub(rb'(<(?:row|c)) r="[A-Z0-9]+"', rb"\1", sheet)
    return pack(parts)


def strict_namespaces() -> bytes:
    """The Strict flavour of Office Open XML: other namespaces and relationship types, dates as ISO text."""
    purl = b"http://purl.oclc.org/ooxml/"
    changes = (
        (
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            purl + b"officeDocument/relationships",
        ),
        (MAIN, purl + b"spreadsheetml/main"),
        (b"http://schemas.openxmlformats.org/drawingml/2006/main", purl + b"drawingml/main"),
        (
            b"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
            purl + b"officeDocument/extendedProperties",
        ),
        (
            b"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
            purl + b"officeDocument/docPropsVTypes",
        ),
    )
    parts = _parts()
    for name in parts:
        for old, new in changes:
            parts[name] = parts[name].replace(old, new)
    parts["xl/workbook.xml"] = replace_once(parts["xl/workbook.xml"], b"<workbook ", b'<workbook conformance="strict" ')
    parts[SHEET] = re.sub(rb' s="1"><v>(\d+)</v>', _iso_day, parts[SHEET])
    return pack(parts)


def _iso_day(cell: re.Match[bytes]) -> bytes:
    day = date(1899, 12, 30) + timedelta(int(cell[1]))
    return f' s="1" t="d"><v>{day:%Y-%m-%d}</v>'.encode()


def prefixed_namespaces() -> bytes:
    """Every element of the main namespace as `x:`, as the Open XML SDK writes."""
    parts = _parts()
    for name in parts:
        if b'xmlns="' + MAIN in parts[name]:
            text = parts[name].replace(b'xmlns="' + MAIN, b'xmlns:x="' + MAIN)
            parts[name] = re.sub(rb"<(/?)([A-Za-z])", rb"<\1x:\2", text)
    return pack(parts)


def formulas_without_values() -> bytes:
    """Amounts are formulas that no program has calculated yet: there is nothing to read in them."""
    rows = [(*row[:3], Formula(f"=ROUND({row[3]}*1,2)")) for row in order_rows()]
    parts = read_parts(book(customers_page(), orders_page(rows)))
    parts[SHEET] = parts[SHEET].replace(b' t="str"', b"").replace(b"<v></v>", b"")
    return pack(parts)


def structure_locked() -> bytes:
    """The workbook's structure is protected: sheets must not be added."""
    parts = _parts()
    workbook = parts["xl/workbook.xml"]
    lock = b'<workbookProtection lockStructure="1"/><bookViews>'
    parts["xl/workbook.xml"] = replace_once(workbook, b"<bookViews>", lock)
    return pack(parts)


def signed() -> bytes:
    """A package with a digital signature (of nobody): any change would break it."""
    parts = _parts()
    rels = b"http://schemas.openxmlformats.org/package/2006/relationships"
    kind = rels + b"/digital-signature"
    origin = (
        b'<Relationship Id="rIdSig" Type="' + kind + b'/origin" Target="_xmlsignatures/origin.sigs"/></Relationships>'
    )
    parts["_rels/.rels"] = replace_once(parts["_rels/.rels"], b"</Relationships>", origin)
    types = (
        b'<Default Extension="sigs" ContentType="application/vnd.openxmlformats-package.digital-signature-origin"/>'
        b'<Override PartName="/_xmlsignatures/sig1.xml" ContentType='
        b'"application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"/></Types>'
    )
    parts["[Content_Types].xml"] = replace_once(parts["[Content_Types].xml"], b"</Types>", types)
    parts["_xmlsignatures/origin.sigs"] = b""
    parts["_xmlsignatures/_rels/origin.sigs.rels"] = (
        b'<Relationships xmlns="' + rels + b'"><Relationship Id="rId1" Type="' + kind + b'/signature" '
        b'Target="sig1.xml"/></Relationships>'
    )
    parts["_xmlsignatures/sig1.xml"] = (
        b'<Signature xmlns="http://www.w3.org/2000/09/xmldsig#" Id="idPackageSignature"><SignedInfo/>'
        b"<SignatureValue>AA==</SignatureValue></Signature>"
    )
    return pack(parts)


def shared_revisions() -> bytes:
    """A shared workbook, with the log of who changed what: it must not hold tables."""
    parts = _parts()
    office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = b'<Relationship Id="rIdRev" Type="' + office + b'/revisionHeaders" Target="revisions/revisionHeaders.xml"/>'
    rels = "xl/_rels/workbook.xml.rels"
    parts[rels] = replace_once(parts[rels], b"</Relationships>", link + b"</Relationships>")
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.revisionHeaders+xml"
    override = b'<Override PartName="/xl/revisions/revisionHeaders.xml" ContentType="' + kind + b'"/></Types>'
    parts["[Content_Types].xml"] = replace_once(parts["[Content_Types].xml"], b"</Types>", override)
    guid = b"{00000000-0000-0000-0000-000000000001}"
    parts["xl/revisions/revisionHeaders.xml"] = (
        b'<headers xmlns="' + MAIN + b'" guid="' + guid + b'"><header guid="' + guid + b'" '
        b'dateTime="2026-11-01T00:00:00Z" maxSheetId="3" userName="Sophie"><sheetIdMap count="2"><sheetId val="1"/>'
        b'<sheetId val="2"/></sheetIdMap></header></headers>'
    )
    return pack(parts)


def encrypted() -> bytes:
    """A workbook with a password to open it, `SECRET`."""
    from msoffcrypto.format.ooxml import OOXMLFile

    plain = pack(_parts())
    memory = io.BytesIO()
    # Salts and the folder's date would differ at each run; here nothing is secret and sameness is wanted.
    salts = mock.patch("msoffcrypto.method.ecma376_agile._random_buffer", lambda size: bytes(range(size)))
    with salts, mock.patch("msoffcrypto.method.container.ecma376_encrypted.datetime") as clock:
        clock.now.return_value = datetime(2026, 11, 1)
        clock.side_effect = datetime
        OOXMLFile(io.BytesIO(plain)).encrypt(SECRET, memory)
    return memory.getvalue()


def broken_zip() -> bytes:
    """The first two thirds of a workbook, as after a download that stopped."""
    whole = pack(_parts())
    return whole[: len(whole) * 2 // 3]


def bad_checksum() -> bytes:
    """One bit of the orders' sheet has flipped."""
    whole = bytearray(pack(_parts()))
    with zipfile.ZipFile(io.BytesIO(bytes(whole))) as package:
        entry = package.getinfo(SHEET)
    start = entry.header_offset + 30 + len(SHEET) + entry.compress_size // 2
    whole[start] ^= 0x10
    return bytes(whole)


def zip_bomb_small() -> bytes:
    """Some 300 kB that unfold to 300 MB of blanks in one sheet."""
    parts = _parts()
    head, tail = parts.pop(SHEET).split(b"</sheetData>")
    memory = io.BytesIO(pack(parts))
    entry = zipfile.ZipInfo(SHEET, DATED)
    entry.compress_type = zipfile.ZIP_DEFLATED
    blanks = b" " * 1_000_000
    with zipfile.ZipFile(memory, "a") as package, package.open(entry, "w") as sheet:
        sheet.write(head)
        for _ in range(300):
            sheet.write(blanks)
        sheet.write(b"</sheetData>" + tail)
    return memory.getvalue()


def xml_entities() -> bytes:
    """Entities that unfold to a thousand million letters, in the shared strings."""
    parts = _parts()
    levels = b'<!ENTITY e0 "ha">' + b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 10))
    strings = parts["xl/sharedStrings.xml"]
    strings = replace_once(strings, b"<sst ", b"<!DOCTYPE sst [" + levels + b"]><sst ")
    parts["xl/sharedStrings.xml"] = replace_once(strings, b"<t>Louise</t>", b"<t>&e9;</t>")
    return pack(parts)


def duplicate_entries() -> bytes:
    """The zip holds the orders' sheet twice, and not the same."""
    memory = io.BytesIO(pack(_parts()))
    with zipfile.ZipFile(memory, "a") as package, mock.patch("warnings.warn"):
        sheet = package.read(SHEET)
        package.writestr(zipfile.ZipInfo(SHEET, DATED), sheet.replace(b"<v>12.5</v>", b"<v>99.5</v>"))
    return memory.getvalue()


def not_a_workbook() -> bytes:
    """A zip with another thing inside, named xlsx."""
    return pack({"word/document.xml": b"<document/>"})


def text_named_xlsx() -> bytes:
    """A web page named xlsx, as some sites export."""
    return b"<html><body><table><tr><td>Nom</td></tr></table></body></html>"


def no_bytes() -> bytes:
    """An empty file."""
    return b""


MAKERS: Mapping[str, Callable[[], bytes]] = {
    f"{maker.__name__}.xlsx": maker
    for maker in (
        phantom_rows, wide_phantom, far_corner, no_dimension, strict_namespaces, prefixed_namespaces,
        formulas_without_values, structure_locked,
        signed, shared_revisions, encrypted, broken_zip, bad_checksum, zip_bomb_small, xml_entities, duplicate_entries,
        not_a_workbook, text_named_xlsx, no_bytes,
    )
}  # fmt: skip
