"""The empty workbook that a new one starts from: a package with no sheet, into which ours are put."""

import io

from habitue.workbook.write.archive import ArchiveWriter, deflate
from habitue.workbook.write.flavour import CONTENT_TYPES, PACKAGE_RELATIONS, TRANSITIONAL
from habitue.workbook.write.styles import empty_styles

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SHEETML = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def empty_workbook() -> bytes:
    """A package with a workbook part and styles."""
    relations = TRANSITIONAL.relations
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{CONTENT_TYPES}">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEETML}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{_SHEETML}.styles+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{PACKAGE_RELATIONS}"><Relationship Id="rId1" '
            f'Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{TRANSITIONAL.main}" xmlns:r="{relations}"><bookViews>'
            '<workbookView xWindow="0" yWindow="0" windowWidth="28800" windowHeight="15000"/></bookViews>'
            "<sheets/></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{PACKAGE_RELATIONS}"><Relationship Id="rId1" '
            f'Type="{relations}/styles" Target="styles.xml"/></Relationships>'
        ),
    }
    file = io.BytesIO()
    writer = ArchiveWriter(file)
    for name, text in parts.items():
        writer.add(name, deflate([(_HEAD + text).encode()]))
    writer.add("xl/styles.xml", deflate([empty_styles(TRANSITIONAL.main)]))
    writer.finish(b"")
    return file.getvalue()
