"""The empty workbook that a new one starts from: a package with no sheet, into which ours are put."""

import io

from habitue.workbook.write.archive import ArchiveWriter, deflate
from habitue.workbook.write.flavour import CONTENT_TYPES, PACKAGE_RELATIONS, TRANSITIONAL
from habitue.workbook.write.styles import empty_styles

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SHEETML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_COLORS = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": "1F3A56",
    "lt2": "E7E6E6",
    "accent1": "4A86C5",
    "accent2": "E5863C",
    "accent3": "9BA2AA",
    "accent4": "E8B440",
    "accent5": "2F9E95",
    "accent6": "5BA66A",
    "hlink": "1B4A7E",
    "folHlink": "4B2C82",
}


def _theme() -> str:
    """The colours and fonts that table styles and charts refer to."""
    colors = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLORS.items())
    faces = '<a:latin typeface="Calibri"/><a:ea typeface=""/><a:cs typeface=""/>'
    plain = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{plain}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    formats = (
        f"<a:fillStyleLst>{plain * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{plain * 3}</a:bgFillStyleLst>"
    )
    return (
        f'<a:theme xmlns:a="{TRANSITIONAL.drawing}" name="Habitué"><a:themeElements>'
        f'<a:clrScheme name="Habitué">{colors}</a:clrScheme>'
        f'<a:fontScheme name="Habitué"><a:majorFont>{faces}</a:majorFont><a:minorFont>{faces}</a:minorFont>'
        f'</a:fontScheme><a:fmtScheme name="Habitué">{formats}</a:fmtScheme></a:themeElements></a:theme>'
    )


def empty_workbook() -> bytes:
    """A package with a workbook part, a theme and styles."""
    relations = TRANSITIONAL.relations
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{CONTENT_TYPES}">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEETML}.sheet.main+xml"/>'
            '<Override PartName="/xl/theme/theme1.xml" ContentType="'
            'application/vnd.openxmlformats-officedocument.theme+xml"/>'
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
            f'Type="{relations}/styles" Target="styles.xml"/><Relationship Id="rId2" '
            f'Type="{relations}/theme" Target="theme/theme1.xml"/></Relationships>'
        ),
        "xl/theme/theme1.xml": _theme(),
    }
    file = io.BytesIO()
    writer = ArchiveWriter(file)
    for name, text in parts.items():
        writer.add(name, deflate([(_HEAD + text).encode()]))
    writer.add("xl/styles.xml", deflate([empty_styles(TRANSITIONAL.main)]))
    writer.finish(b"")
    return file.getvalue()
