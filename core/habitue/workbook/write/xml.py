"""An XML part as bytes, with the places of its elements: it is changed by splices and never written anew."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from xml.parsers import expat

from habitue.errors import RefusedWrite
from habitue.workbook.write.refusals import refuse

_TAG = re.compile(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
_ENCODING = re.compile(r"""(<\?xml[^>]*?encoding\s*=\s*)["']([^"']*)["']""")
_UTF8 = ("", "utf-8", "utf8", "us-ascii", "ascii")


@dataclass(slots=True, eq=False)
class Element:
    """One element: `start` to `end` with its tags, `open_end` to `close_start` between them, as byte offsets."""

    space: str
    name: str
    tag: str  # with its prefix, as written
    attributes: Mapping[str, str]
    spaces: Mapping[str, str]  # prefix to namespace
    start: int
    open_end: int
    empty: bool
    close_start: int = 0
    end: int = 0
    children: list["Element"] = field(default_factory=list)

    @property
    def prefix(self) -> str:
        """What stands before the names of elements added to this one: "x:" or nothing."""
        return self.tag[: self.tag.index(":") + 1] if ":" in self.tag else ""

    def all(self, name: str) -> list["Element"]:
        """The children of that name in the same namespace."""
        return [child for child in self.children if child.name == name and child.space == self.space]

    def one(self, name: str) -> "Element | None":
        """The first child of that name, if there is one."""
        return next(iter(self.all(name)), None)

    def get(self, name: str, default: str = "") -> str:
        """An attribute without prefix."""
        return self.attributes.get(name, default)

    def get_in(self, spaces: frozenset[str], name: str) -> str:
        """An attribute in one of several namespaces, such as `r:id`."""
        for key, value in self.attributes.items():
            prefix, _, local = key.rpartition(":")
            if prefix and local == name and self.spaces.get(prefix) in spaces:
                return value
        return ""

    def prefix_of(self, space: str) -> str:
        """The prefix that stands for a namespace here, or ""."""
        return next((prefix for prefix, known in self.spaces.items() if prefix and known == space), "")


class XmlPart:
    """The elements of a part down to a depth, and the splices to be made. Raises RefusedWrite for malformed XML."""

    def __init__(self, data: bytes, depth: int = 4) -> None:
        self.data = as_utf8(data)
        self._splices: list[tuple[int, int, bytes]] = []
        self.root = _Indexer(self.data, depth).root

    def text(self, element: Element) -> str:
        """What stands between the tags of an element without children."""
        raw = self.data[element.open_end : element.close_start].decode()
        if raw.lstrip().startswith("<![CDATA["):
            return raw.strip().removeprefix("<![CDATA[").removesuffix("]]>")
        return unescape(raw)

    def raw(self, element: Element) -> bytes:
        """An element as written."""
        return self.data[element.start : element.end]

    def splice(self, start: int, end: int, new: str | bytes) -> None:
        """Replace the bytes from `start` to `end`; splices must not overlap."""
        self._splices.append((start, end, new if isinstance(new, bytes) else new.encode()))

    def remove(self, element: Element) -> None:
        """Take an element away."""
        self.splice(element.start, element.end, b"")

    def replace(self, element: Element, new: str | bytes) -> None:
        """Put something else in the place of an element."""
        self.splice(element.start, element.end, new)

    def append(self, parent: Element, new: str, attributes: Mapping[str, str] | None = None) -> None:
        """Add children at the end of an element, setting some of its attributes in the same go."""
        tag = self._tag_with(parent, attributes or {})
        if parent.empty:
            opened = tag[:-2].rstrip() + b">"
            self.splice(parent.start, parent.end, opened + new.encode() + f"</{parent.tag}>".encode())
            return
        if attributes:
            self.splice(parent.start, parent.open_end, tag)
        self.splice(parent.close_start, parent.close_start, new)

    def fill(self, parent: Element, new: str) -> None:
        """Put other content between the tags of an element."""
        if parent.empty:
            self.append(parent, new)
        else:
            self.splice(parent.open_end, parent.close_start, new)

    def set(self, element: Element, attributes: Mapping[str, str]) -> None:
        """Set attributes of an element."""
        self.splice(element.start, element.open_end, self._tag_with(element, attributes))

    def result(self) -> bytes:
        """The part with its splices made; the same bytes where there are none."""
        pieces, place = [], 0
        for start, end, new in sorted(self._splices, key=lambda splice: splice[:2]):
            assert start >= place, "splices overlap"
            pieces += [self.data[place:start], new]
            place = end
        return b"".join([*pieces, self.data[place:]])

    def _tag_with(self, element: Element, attributes: Mapping[str, str]) -> bytes:
        tag = self.data[element.start : element.open_end]
        for name, value in attributes.items():
            tag = _with_attribute(tag, name, value)
        return tag


def _with_attribute(tag: bytes, name: str, value: str) -> bytes:
    written = f'"{attribute(value)}"'.encode()
    pattern = re.compile(rb"(\s" + re.escape(name.encode()) + rb"\s*=\s*)(?:\"[^\"]*\"|'[^']*')")
    if pattern.search(tag):
        return pattern.sub(lambda match: match[1] + written, tag, count=1)
    close = -2 if tag.endswith(b"/>") else -1
    return tag[:close].rstrip() + b" " + name.encode() + b"=" + written + tag[close:]


def attribute(value: str) -> str:
    """A value as it may stand between double quotes."""
    return escape(value).replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;")


def unescape(raw: str) -> str:
    """The text that XML escapes stand for; only the entities that XML itself knows."""
    return re.sub(r"&(#x[0-9A-Fa-f]{1,6}|#[0-9]{1,7}|amp|lt|gt|quot|apos);", _entity, raw) if "&" in raw else raw


def _entity(match: re.Match[str]) -> str:
    name = match[1]
    if not name.startswith("#"):
        return {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}[name]
    code = int(name.lstrip("#x"), 16 if name[1] == "x" else 10)
    return chr(code) if code < 0x110000 else match[0]


def is_utf8(head: bytes) -> bool:
    """Whether a part, judged by how it begins, is in UTF-8."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"):
        return False
    declared = _ENCODING.search(head[:200].decode("latin-1"))
    return declared is None or declared[2].lower() in _UTF8


def as_utf8(data: bytes) -> bytes:
    """The part in UTF-8; only the rare parts in another encoding are changed by this."""
    if is_utf8(data):
        return data
    try:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return _recoded(data.decode("utf-16"))
        if data[:2] in (b"<\0", b"\0<"):
            return _recoded(data.decode("utf-16-le" if data[:1] == b"<" else "utf-16-be"))
        declared = _ENCODING.search(data[:200].decode("latin-1"))
        return _recoded(data.decode(declared[2] if declared else "utf-8"))
    except (UnicodeError, LookupError) as error:
        raise refuse("corrupt") from error


def _recoded(text: str) -> bytes:
    return _ENCODING.sub(r'\1"UTF-8"', text.lstrip("\ufeff"), count=1).encode()


class _Indexer:
    """Runs expat over a part and keeps where its elements begin and end."""

    def __init__(self, data: bytes, depth: int) -> None:
        self._data, self._depth = data, depth
        self._level = 0
        self._open: list[Element] = []
        self._spaces: list[dict[str, str]] = [{"": "", "xml": "http://www.w3.org/XML/1998/namespace"}]
        self._root: Element | None = None
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = _doctype
        try:
            self._parser.Parse(data, True)
        except RefusedWrite:
            raise
        except (expat.ExpatError, UnicodeError, ValueError, AttributeError) as error:
            raise refuse("corrupt") from error

    @property
    def root(self) -> Element:
        if self._root is None:
            raise refuse("corrupt")
        return self._root

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        spaces = self._spaces[-1]
        declared = {k[6:]: v for k, v in attributes.items() if k == "xmlns" or k.startswith("xmlns:")}
        if declared:
            spaces = {**spaces, **declared}
        self._spaces.append(spaces)
        self._level += 1
        if self._level > self._depth:
            return
        prefix, _, name = tag.rpartition(":")
        start = self._parser.CurrentByteIndex
        match = _TAG.match(self._data, start)
        if match is None:
            raise refuse("corrupt")
        empty = match[0].endswith(b"/>")
        element = Element(spaces.get(prefix, ""), name, tag, attributes, spaces, start, match.end(), empty)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self._root = element
        self._open.append(element)

    def _end(self, _tag: str) -> None:
        self._spaces.pop()
        self._level -= 1
        if self._level >= self._depth:
            return
        element = self._open.pop()
        if element.empty:
            element.close_start = element.end = element.open_end
            return
        element.close_start = self._parser.CurrentByteIndex
        match = _TAG.match(self._data, element.close_start)
        if match is None:
            raise refuse("corrupt")
        element.end = match.end()


def _doctype(*_: object) -> None:
    raise refuse("dtd")
