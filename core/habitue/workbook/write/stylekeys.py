"""What the elements of a styles part mean, as values that can be compared; and how our looks are written there."""

import re

from habitue.workbook.write.looks import Font, Look
from habitue.workbook.write.xml import Element, attribute

Key = tuple[object, ...]
_TRUE = ("", "1", "true", "on")


def applied(item: Element) -> list[str]:
    """The switches that say whether an aspect counts, where the aspect is not the plain one."""
    aspects = {"applyFont": "fontId", "applyFill": "fillId", "applyBorder": "borderId", "applyNumberFormat": "numFmtId"}
    switches = [item.get(switch, "1") for switch, aspect in aspects.items() if item.get(aspect, "0") != "0"]
    if alignment_key(item.one("alignment")) != alignment_key(None):
        switches.append(item.get("applyAlignment", "1"))
    return switches


def whole(text: str) -> int:
    """A count or an index; 0 for anything else."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _flag(item: Element | None, name: str) -> bool:
    found = item.one(name) if item is not None else None
    return found is not None and found.get("val") in _TRUE


def _color(item: Element | None) -> str:
    if item is None or item.get("auto"):
        return ""
    if item.get("rgb"):
        return item.get("rgb").upper()
    return repr(sorted((k, v) for k, v in item.attributes.items() if not k.startswith("xmlns")))


def _value(item: Element | None, name: str) -> str:
    found = item.one(name) if item is not None else None
    return found.get("val") if found is not None else ""


def font_key(item: Element | None) -> Key:
    """What a font is, less what does not show."""
    if item is None:
        return (False, False, 11.0, "", "Calibri", ())
    size = _value(item, "sz")
    try:
        points = float(size)
    except ValueError:
        points = 11.0
    other = tuple(name for name in ("strike", "u", "outline", "shadow", "vertAlign") if _marked(item, name))
    color = _color(item.one("color"))
    return (_flag(item, "b"), _flag(item, "i"), points, color, _value(item, "name"), other)


def _marked(item: Element, name: str) -> bool:
    found = item.one(name)
    return found is not None and found.get("val") not in ("0", "false", "none", "baseline")


def look_font(font: Font, base: Key) -> Key:
    """The key of a font of ours, on top of the workbook's own."""
    if font == Font():
        return base
    size, color, name = base[2], base[3], base[4]
    assert isinstance(size, float)
    return (font.bold, font.italic, size + font.larger, "FF" + font.color if font.color else color, name, ())


def font_xml(font: Font, base: Key) -> str:
    """A font of ours as an element."""
    _, _, size, color, name, _ = look_font(font, base)
    marks = ("<b/>" if font.bold else "") + ("<i/>" if font.italic else "")
    tint = f'<color rgb="{color}"/>' if font.color else _base_color(str(color))
    return f'<font>{marks}<sz val="{size:g}"/>{tint}<name val="{attribute(str(name))}"/><family val="2"/></font>'


def _base_color(color: str) -> str:
    """The colour of the workbook's own font, as it was written: a name, an index or a theme's number."""
    if not color:
        return ""
    if not color.startswith("["):
        return f'<color rgb="{color}"/>'
    pairs = re.findall(r"\('(\w+)', '([^']*)'\)", color)
    return "<color " + " ".join(f'{name}="{attribute(value)}"' for name, value in pairs) + "/>"


def fill_key(item: Element) -> Key:
    """What a fill is; only plain ones are ever alike."""
    pattern = item.one("patternFill")
    if pattern is None or pattern.get("patternType", "none") == "none":
        return ("other", item.start) if pattern is None and item.children else ("",)
    if pattern.get("patternType") != "solid":
        return ("other", item.start)
    return (_color(pattern.one("fgColor")),)


def look_fill(look: Look) -> Key:
    """The key of a fill of ours."""
    return ("FF" + look.fill if look.fill else "",)


def fill_xml(look: Look) -> str:
    """A fill of ours as an element."""
    inner = f'<fgColor rgb="FF{look.fill}"/><bgColor indexed="64"/>'
    return f'<fill><patternFill patternType="solid">{inner}</patternFill></fill>'


def border_key(item: Element) -> Key:
    """What the lines around a cell are."""
    sides = []
    for name in ("left", "right", "top", "bottom", "diagonal"):
        side = item.one(name)
        style = side.get("style", "none") if side is not None else "none"
        sides.append((style, _color(side.one("color")) if side is not None and style != "none" else ""))
    return tuple(sides)


def look_border(look: Look) -> Key:
    """The key of the lines of a look of ours."""
    none, line = ("none", ""), ("thin", "FF" + look.line)
    if not look.line:
        return (none,) * 5
    return (line, line, line, line, none) if look.boxed else (none, none, none, line, none)


def border_xml(look: Look) -> str:
    """The lines of a look of ours as an element."""

    def side(name: str) -> str:
        drawn = look.line and (look.boxed or name == "bottom")
        return f'<{name} style="thin"><color rgb="FF{look.line}"/></{name}>' if drawn else f"<{name}/>"

    return f"<border>{''.join(map(side, ('left', 'right', 'top', 'bottom')))}<diagonal/></border>"


def alignment_key(item: Element | None) -> Key:
    """How a cell is aligned; what is the default anyway does not count."""
    if item is None:
        return ("", "", False, ())
    sides = item.get("horizontal").replace("general", ""), item.get("vertical").replace("bottom", "")
    plain = ("horizontal", "vertical", "wrapText")
    other = tuple(sorted((k, v) for k, v in item.attributes.items() if k not in plain and v not in ("0", "false")))
    return (*sides, item.get("wrapText") in ("1", "true"), other)


def alignment_xml(look: Look) -> str:
    """The alignment of a look of ours as an element, or nothing."""
    parts = [
        f'horizontal="{look.horizontal}"' if look.horizontal else "",
        f'vertical="{look.vertical}"' if look.vertical else "",
        'wrapText="1"' if look.wrap else "",
        f'indent="{look.indent}"' if look.indent else "",
    ]
    said = " ".join(part for part in parts if part)
    return f"<alignment {said}/>" if said else ""


def tone_key(item: Element) -> Key:
    """What a differential format changes: the colour of the letters, that of the ground, and what else."""
    font, fill = item.one("font"), item.one("fill")
    pattern = fill.one("patternFill") if fill is not None else None
    color = _color(font.one("color")) if font is not None else ""
    ground = _color(pattern.one("bgColor")) if pattern is not None else ""
    other = tuple(child.name for child in item.children if child.name not in ("font", "fill"))
    extra = tuple(child.name for child in (font.children if font is not None else []) if child.name != "color")
    return (color, ground, other + extra)
