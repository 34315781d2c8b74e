"""A workbook as a package of parts: found by their relations, never by their path; changes are kept in memory."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from habitue.workbook.write.archive import Archive, Deflated, Entry, deflate
from habitue.workbook.write.flavour import CONTENT_TYPES, PACKAGE_RELATIONS
from habitue.workbook.write.refusals import refuse
from habitue.workbook.write.xml import XmlPart, as_utf8, attribute, is_utf8

TYPES_PART = "[Content_Types].xml"
SMALL = 1 << 28
"""Bytes that a part other than a sheet may have; more is taken for an attack."""

_ROW_END = b"row>"
_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation from one part to another; `kind` is the last word of its type, the same in both flavours."""

    id: str
    type: str
    target: str  # part name; the address itself where it lies outside
    outside: bool

    @property
    def kind(self) -> str:
        """The last word of its type: "worksheet", "table", "styles" ..."""
        return self.type.rpartition("/")[2]


class Package:
    """The parts of a workbook, and what is to become of them."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.changed: dict[str, Deflated] = {}  # by the name of the entry that is replaced
        self.added: dict[str, Deflated] = {}
        self.dropped: set[str] = set()
        self._pending: dict[str, bytes] = {}  # the plain bytes of changed and added parts that are small
        self._exact: dict[str, Entry] = {}
        self._folded: dict[str, Entry] = {}
        for entry in archive.entries:
            if entry.is_folder:
                continue
            if entry.name in self._exact:
                raise refuse("duplicate-entry")
            self._exact[entry.name] = entry
            self._folded.setdefault(entry.name.lower(), entry)
        self._types: dict[str, str] | None = None
        self._defaults: dict[str, str] = {}
        self._relations: dict[str, list[Relation]] = {}

    def find(self, name: str) -> Entry | None:
        """The entry of a part, its name compared without case where no other fits."""
        return self._exact.get(name) or self._folded.get(name.lower())

    def has(self, name: str) -> bool:
        """Whether there is such a part, counting what was added and dropped."""
        if name in self.added:
            return True
        entry = self.find(name)
        return entry is not None and entry.name not in self.dropped

    def read(self, name: str, limit: int = SMALL) -> bytes | None:
        """A part as it will be, or None when there is none."""
        entry = self.find(name)
        key = entry.name if entry else name
        if key in self._pending:
            return self._pending[key]
        return self.archive.read(entry, limit) if entry and entry.name not in self.dropped else None

    def stream_rows(self, name: str) -> Iterator[bytes]:
        """A sheet in pieces that end with a row, so that a large one need never be in memory whole."""
        entry = self.find(name)
        if entry is None:
            return
        rest, started = b"", False
        for chunk in self.archive.stream(entry):
            if not started and not is_utf8(chunk[:200]):
                yield as_utf8(self.archive.read(entry))
                return
            started = True
            data = rest + chunk
            cut = data.rfind(_ROW_END) + len(_ROW_END)
            rest = data[cut:] if cut >= len(_ROW_END) else data
            if rest is not data:
                yield data[:cut]
        yield rest

    def must_read(self, name: str) -> bytes:
        """A part without which nothing can be done."""
        data = self.read(name)
        if data is None:
            raise refuse("corrupt")
        return data

    def original(self, name: str) -> bytes | None:
        """A part as it stands in the file."""
        entry = self.find(name)
        return self.archive.read(entry) if entry else None

    def put(self, name: str, data: bytes) -> None:
        """Change or add a small part; equal bytes change nothing."""
        entry = self.find(name)
        key = entry.name if entry else name
        self._pending[key] = data
        self._relations.clear()
        self.put_deflated(name, deflate([data]))

    def put_deflated(self, name: str, part: Deflated) -> None:
        """Change or add a part that is ready to be stored; the same content changes nothing."""
        entry = self.find(name)
        if entry is None:
            self.added[name] = part
            return
        self.dropped.discard(entry.name)
        if (entry.info.CRC, entry.info.file_size) == (part.crc, part.size):
            self.changed.pop(entry.name, None)
        else:
            self.changed[entry.name] = part

    def drop(self, name: str) -> None:
        """Take a part away, with its own relations and its content type."""
        for part in (relations_part(name), name):
            entry = self.find(part)
            self.added.pop(part, None)
            self._pending.pop(entry.name if entry else part, None)
            if entry:
                self.dropped.add(entry.name)
                self.changed.pop(entry.name, None)
        types = XmlPart(self.must_read(TYPES_PART), 2)
        for override in types.root.all("Override"):
            if _override_name(override.get("PartName")) == name.lower():
                types.remove(override)
        self.put(TYPES_PART, types.result())
        self._types = None

    # content types

    def content_type(self, name: str) -> str:
        """The content type of a part: its own, or that of its extension."""
        overrides = self._overrides()
        return overrides.get(name.lower()) or self._defaults.get(name.rpartition(".")[2].lower(), "")

    def declare(self, types: dict[str, str]) -> None:
        """Give parts their own content types; the extension of relations gets one too if it has none."""
        overrides = self._overrides()
        new = {name: kind for name, kind in types.items() if overrides.get(name.lower()) != kind}
        part = XmlPart(self.must_read(TYPES_PART), 2)
        mark = part.root.prefix
        added = "".join(
            f'<{mark}Override PartName="/{attribute(name)}" ContentType="{kind}"/>' for name, kind in new.items()
        )
        if "rels" not in self._defaults:
            added = f'<{mark}Default Extension="rels" ContentType="{_RELATIONS_TYPE}"/>' + added
        if added:
            part.append(part.root, added)
            self.put(TYPES_PART, part.result())
            self._types = None

    def parts_of_type(self, ending: str) -> Iterator[str]:
        """The parts whose content type ends so, in the order of the file."""
        overrides = self._overrides()
        for name in [*self._exact, *self.added]:
            own = overrides.get(name.lower()) or self._defaults.get(name.rpartition(".")[2].lower(), "")
            if own.endswith(ending) and name not in self.dropped:
                yield name

    def _overrides(self) -> dict[str, str]:
        if self._types is None:
            root = XmlPart(self.must_read(TYPES_PART), 2).root
            if root.space != CONTENT_TYPES:
                raise refuse("not-a-workbook")
            self._types = {
                _override_name(item.get("PartName")): item.get("ContentType") for item in root.all("Override")
            }
            self._defaults = {item.get("Extension").lower(): item.get("ContentType") for item in root.all("Default")}
        return self._types

    # relations

    def relations(self, source: str) -> list[Relation]:
        """The relations of a part ("" for the package itself), in their order."""
        if source not in self._relations:
            data = self.read(relations_part(source))
            self._relations[source] = [] if data is None else list(_parse_relations(source, data))
        return self._relations[source]

    def related(self, source: str, kind: str) -> list[Relation]:
        """The relations of a part that are of one kind and lie inside the package."""
        return [relation for relation in self.relations(source) if relation.kind == kind and not relation.outside]

    def relate(self, source: str, type_: str, target: str) -> str:
        """Add a relation from one part to another; returns its id."""
        known = {relation.id for relation in self.relations(source)}
        number = next(n for n in range(1, 1 << 20) if f"rId{n}" not in known)
        path = _relative(source, target)
        name = relations_part(source)
        data = self.read(name) or f'<Relationships xmlns="{PACKAGE_RELATIONS}"/>'.encode()
        part = XmlPart(data, 2)
        mark = part.root.prefix
        part.append(part.root, f'<{mark}Relationship Id="rId{number}" Type="{type_}" Target="{attribute(path)}"/>')
        self.put(name, part.result())
        return f"rId{number}"

    def unrelate(self, source: str, ids: set[str]) -> None:
        """Take relations away."""
        part = XmlPart(self.must_read(relations_part(source)), 2)
        for item in part.root.children:
            if item.get("Id") in ids:
                part.remove(item)
        self.put(relations_part(source), part.result())

    def free_name(self, pattern: str) -> str:
        """The first name of a pattern such as "xl/tables/table{}.xml" that nothing uses or points to, case apart."""
        busy = {*self._folded, *(name.lower() for name in self.added), *self._overrides(), *self._targets()}
        return next(name for n in range(1, 1 << 20) if (name := pattern.format(n)).lower() not in busy)

    def _targets(self) -> set[str]:
        """What the relations of any part point to, be it there or not."""
        found: set[str] = set()
        for name in [*self._exact, *self.added]:
            if name.endswith(".rels") and name not in self.dropped:
                data = self.read(name) or b""
                source = _source_of(name)
                targets = re.findall(rb"""\sTarget\s*=\s*["']([^"']*)["']""", data)
                found.update(resolve(source, unescape(t.decode("utf-8", "replace"))).lower() for t in targets)
        return found


def relations_part(source: str) -> str:
    """The name of the part that holds the relations of another."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", name + ".rels")


def _source_of(relations: str) -> str:
    folder, name = posixpath.split(relations)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def resolve(source: str, target: str) -> str:
    """The name of the part that a target means, seen from its source."""
    target = unquote(target.replace("\\", "/"))
    base = "/" if target.startswith("/") else "/" + posixpath.dirname(source)
    return posixpath.normpath(posixpath.join(base, target)).lstrip("/")


def _relative(source: str, target: str) -> str:
    return posixpath.relpath("/" + target, "/" + posixpath.dirname(source))


def _override_name(name: str) -> str:
    return unquote(name).lstrip("/").lower()


def _parse_relations(source: str, data: bytes) -> Iterator[Relation]:
    for item in XmlPart(data, 2).root.children:
        if item.name == "Relationship":
            outside = item.get("TargetMode").lower() == "external"
            target = item.get("Target")
            yield Relation(item.get("Id"), item.get("Type"), target if outside else resolve(source, target), outside)
