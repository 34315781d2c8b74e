"""The styles part: finds the cell formats that our looks need, by meaning, and appends only those that are missing.

Another application that saved the workbook writes our formats its own way, so that comparing bytes would let the part
grow at each refresh; what they mean stays the same.
"""

import re

from habitue.sheetmodel import Tone
from habitue.workbook.write.looks import TONES, Look
from habitue.workbook.write.refusals import refuse
from habitue.workbook.write.stylekeys import (
    Key,
    alignment_key,
    alignment_xml,
    applied,
    border_key,
    border_xml,
    fill_key,
    fill_xml,
    font_key,
    font_xml,
    look_border,
    look_fill,
    look_font,
    tone_key,
    whole,
)
from habitue.workbook.write.xml import Element, XmlPart, attribute

XF_LIMIT = 64_000
_ORDER = (
    *("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles"),
    *("colors", "extLst"),
)
_BUILT_IN = {"General": 0, "0": 1, "0.00": 2, "#,##0": 3, "#,##0.00": 4, "0%": 9, "0.00%": 10, "@": 49}
_BUILT_IN_CODES = {number: code for code, number in _BUILT_IN.items()}
_FIRST_OWN_FORMAT = 164
_NO_SIDE = "<left/><right/><top/><bottom/><diagonal/>"
_FIRST = {  # what must stand first in a container that is made anew
    "fonts": ('<font><sz val="11"/><name val="Calibri"/><family val="2"/></font>',),
    "fills": (
        '<fill><patternFill patternType="none"/></fill>',
        '<fill><patternFill patternType="gray125"/></fill>',
    ),
    "borders": (f"<border>{_NO_SIDE}</border>",),
    "cellXfs": ('<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',),
}
_EMPTY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="{}">'
    + "".join(
        f'<{name} count="{len(_FIRST[name])}">{"".join(_FIRST[name])}</{name}>'
        for name in ("fonts", "fills", "borders")
    )
    + '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="{}">{}</cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def empty_styles(space: str, formats: int = 1) -> bytes:
    """A styles part with so many cell formats, all plain, for a workbook that has none."""
    plain = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    return _EMPTY.format(space, formats, plain * formats).encode()


class Styles:
    """The styles of a workbook, being added to."""

    def __init__(self, data: bytes, space: str) -> None:
        part = XmlPart(data, 6)
        if part.root.name != "styleSheet" or part.root.space != space:
            raise refuse("corrupt")
        self._part = part if part.root.children else XmlPart(empty_styles(space), 6)
        self._prefix = self._part.root.prefix
        self._new: dict[str, list[str]] = {}
        self._codes = {item.get("formatCode"): whole(item.get("numFmtId")) for item in self._children("numFmts")}
        self._code_of = {number: code for code, number in self._codes.items()}
        self._fonts = [font_key(item) for item in self._children("fonts")] or [font_key(None)]
        self._fills = [fill_key(item) for item in self._children("fills")] or [("",), ("gray125",)]
        self._fills[0] = ("",)  # whatever it says, Excel takes the first for no fill
        self._borders = [border_key(item) for item in self._children("borders")] or [(("none", ""),) * 5]
        self._formats: dict[Key, int] = {}
        for number, item in enumerate(self._children("cellXfs")):
            self._formats.setdefault(self._format_key(item), number)
        self._tones: dict[Key, int] = {}
        for number, item in enumerate(self._children("dxfs")):
            self._tones.setdefault(tone_key(item), number)
        self._cells: dict[Look, int] = {}

    def cell(self, look: Look) -> int:
        """The index of the cell format with that look."""
        if look not in self._cells:
            self._cells[look] = self._find_or_add(look)
        return self._cells[look]

    def tone(self, tone: Tone) -> int:
        """The index of the differential format of a tone, for conditional colours."""
        colors = TONES[tone]
        key = ("FF" + colors.text, "FF" + colors.fill, ())
        if key not in self._tones:
            xml = (
                f'<font><color rgb="FF{colors.text}"/></font>'
                f'<fill><patternFill><bgColor rgb="FF{colors.fill}"/></patternFill></fill>'
            )
            self._tones[key] = self._add("dxfs", f"<dxf>{xml}</dxf>")
        return self._tones[key]

    def tone_indexes(self) -> frozenset[int]:
        """The differential formats that look like one of our tones, whoever wrote them."""
        ours = {("FF" + colors.text, "FF" + colors.fill, ()) for colors in TONES.values()}
        return frozenset(number for number, item in enumerate(self._children("dxfs")) if tone_key(item) in ours)

    def result(self) -> bytes:
        """The part with what was added."""
        for name, items in self._new.items():
            self._append(name, items)
        return self._part.result()

    def _find_or_add(self, look: Look) -> int:
        font, fill, border = look_font(look.font, self._fonts[0]), look_fill(look), look_border(look)
        alignment = (look.horizontal, look.vertical, look.wrap, (("indent", str(look.indent)),) if look.indent else ())
        key = (font, fill, border, look.number_format, alignment, ())
        if key not in self._formats:
            self._formats[key] = self._add_format(look, (font, fill, border))
        return self._formats[key]

    def _add_format(self, look: Look, keys: tuple[Key, Key, Key]) -> int:
        if len(self._children("cellXfs")) + len(self._new.get("cellXfs", ())) >= XF_LIMIT:
            raise refuse("too-many-styles")
        font = self._place("fonts", self._fonts, keys[0], font_xml(look.font, self._fonts[0]))
        fill = self._place("fills", self._fills, keys[1], fill_xml(look))
        border = self._place("borders", self._borders, keys[2], border_xml(look))
        styles = self._part.root.one("cellStyleXfs")
        parent = ' xfId="0"' if styles is not None and styles.children else ""
        applied = "".join(
            f' {name}="1"'
            for name, used in (
                ("applyNumberFormat", look.number_format != "General"),
                ("applyFont", font),
                ("applyFill", fill),
                ("applyBorder", border),
                ("applyAlignment", look.horizontal or look.vertical or look.wrap),
            )
            if used
        )
        ids = f'numFmtId="{self._number_format(look.number_format)}" fontId="{font}" fillId="{fill}"'
        head = f'<xf {ids} borderId="{border}"{parent}{applied}'
        inner = alignment_xml(look)
        return self._add("cellXfs", f"{head}>{inner}</xf>" if inner else head + "/>")

    def _number_format(self, code: str) -> int:
        if code in _BUILT_IN:
            return _BUILT_IN[code]
        if code not in self._codes:
            number = max([_FIRST_OWN_FORMAT - 1, *self._codes.values()]) + 1
            self._add("numFmts", f'<numFmt numFmtId="{number}" formatCode="{attribute(code)}"/>')
            self._codes[code] = number
        return self._codes[code]

    def _place(self, container: str, known: list[Key], key: Key, xml: str) -> int:
        if key in known:
            return known.index(key)
        known.append(key)
        return self._add(container, xml)

    def _add(self, container: str, xml: str) -> int:
        items = self._new.setdefault(container, [])
        there = len(self._children(container)) or len(_FIRST.get(container, ()))
        items.append(re.sub(r"<(/?)(?=\w)", rf"<\1{self._prefix}", xml))
        return there + len(items) - 1

    def _children(self, container: str) -> list[Element]:
        found = self._part.root.one(container)
        return found.children if found is not None else []

    def _append(self, name: str, items: list[str]) -> None:
        container, mark = self._part.root.one(name), self._prefix
        if container is None or not container.children:
            items = [*(re.sub(r"<(/?)(?=\w)", rf"<\1{mark}", xml) for xml in _FIRST.get(name, ())), *items]
        there = len(container.children) if container is not None else 0
        count = str(there + len(items))
        if container is not None:
            self._part.append(container, "".join(items), {"count": count})
            return
        later = _ORDER[_ORDER.index(name) + 1 :]
        root = self._part.root
        after = next((child for child in root.children if child.name in later and child.space == root.space), None)
        place = after.start if after else root.close_start
        self._part.splice(place, place, f'<{mark}{name} count="{count}">{"".join(items)}</{mark}{name}>')

    def _format_key(self, item: Element) -> Key:
        def pick(keys: list[Key], name: str) -> Key:
            number = whole(item.get(name))
            return keys[number] if 0 <= number < len(keys) else ("none",)

        if item.name != "xf" or any(value in ("0", "false") for value in applied(item)):
            return ("other", item.start)
        code = whole(item.get("numFmtId"))
        own = {name: item.get(name) for name in ("quotePrefix", "pivotButton") if item.get(name) in ("1", "true")}
        protection = item.one("protection")
        locks = tuple(sorted(protection.attributes.items())) if protection is not None else ()
        if locks in ((("hidden", "0"), ("locked", "1")), (("hidden", "false"), ("locked", "true")), (("locked", "1"),)):
            locks = ()
        return (
            pick(self._fonts, "fontId"),
            pick(self._fills, "fillId"),
            pick(self._borders, "borderId"),
            _BUILT_IN_CODES.get(code, self._code_of.get(code, code)),
            alignment_key(item.one("alignment")),
            (*locks, *own),
        )
