"""The code that an Office add-in keeps in a workbook, in its document settings: read, and replaced value by value.

xlwings Lite keeps its Python files so: `xl/webextensions/webextensionN.xml` with one `property` a file, whose value is
the text as a JSON string. The format is not documented; it was read in workbooks that Lite had saved.
"""

import json
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from habitue.workbook.write import safety
from habitue.workbook.write.archive import Archive
from habitue.workbook.write.outcome import Plan
from habitue.workbook.write.package import Package
from habitue.workbook.write.workbookpart import Workbook
from habitue.workbook.write.writing import planned
from habitue.workbook.write.xml import Element, XmlPart

_SPACE = "http://schemas.microsoft.com/office/webextensions/webextension/2010/11"
_PANES_SPACE = "http://schemas.microsoft.com/office/webextensions/taskpanes/2010/11"
_RELATIONS = "http://schemas.microsoft.com/office/2011/relationships"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FOLDER = "xl/webextensions"
_EXTENSION_TYPE = "application/vnd.ms-office.webextension+xml"
_PANES_TYPE = "application/vnd.ms-office.webextensiontaskpanes+xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class WebCode:
    """What one add-in keeps in a workbook: `files` by name, those only whose value is a text."""

    store: str  # the add-in's number in Microsoft's store
    files: Mapping[str, str]


def read_code(path: Path, store: str) -> WebCode | None:
    """What the add-in of that store number keeps in a workbook; None where it has never been.

    Raises RefusedWrite for what is no workbook that can be grafted.
    """
    with safety.reading(Path(path)) as file:
        package = Package(Archive(file))
        Workbook(package)
        part = _part_of(package, store)
        return WebCode(store=store, files=_files(package, part)) if part else None


def plan_code(path: Path, store: str, changes: Mapping[str, str | None], *, create: bool = False) -> Plan:
    """Plan new texts for some of an add-in's files (None takes one away); `apply` writes it.

    Where the add-in has never been, nothing is planned unless `create` makes its parts. Raises RefusedWrite.
    """
    path = Path(path)
    with safety.reading(path) as file:
        digest = safety.digest_of(file)
        package = Package(Archive(file))
        Workbook(package)
        part = _part_of(package, store)
        if part is None and create:
            part = _new_part(package, store)
        if part is not None:
            _change(package, part, changes)
        return planned(package, None, path, digest)


def _part_of(package: Package, store: str) -> str | None:
    """The add-in's part: one of the web extensions says that number."""
    for name in package.parts_of_type("webextension+xml"):
        root = XmlPart(package.must_read(name), 4).root
        if root.name == "webextension" and store.lower() in {found.lower() for found in _stores(root)}:
            return name
    return None


def _stores(root: Element) -> Iterator[str]:
    for child in root.children:
        if child.name == "reference":
            yield child.get("id")
        elif child.name == "alternateReferences":
            yield from (item.get("id") for item in child.children)


def _properties(part: XmlPart) -> Element | None:
    return part.root.one("properties")


def _files(package: Package, name: str) -> dict[str, str]:
    properties = _properties(XmlPart(package.must_read(name), 4))
    items = properties.all("property") if properties else []
    found = {item.get("name"): _text(item.get("value")) for item in items}
    return {file: text for file, text in found.items() if text is not None}


def _text(value: str) -> str | None:
    try:
        said = json.loads(value)
    except ValueError:
        return None
    return said if isinstance(said, str) else None


def _change(package: Package, name: str, changes: Mapping[str, str | None]) -> None:
    part = XmlPart(package.must_read(name), 4)
    properties = _properties(part)
    standing = {item.get("name"): item for item in (properties.all("property") if properties else [])}
    mark = part.root.prefix
    added = []
    for file, text in changes.items():
        item = standing.get(file)
        if text is None:
            if item is not None:
                part.remove(item)
        elif item is None:
            added.append(_property(mark, file, text))
        elif _text(item.get("value")) != text:
            part.replace(item, _property(mark, file, text))
    if added and properties is not None:
        part.append(properties, "".join(added))
    elif added:
        # The schema's order: references, alternate references, properties, bindings, snapshot.
        after = [child for child in part.root.children if child.name in ("reference", "alternateReferences")]
        place = after[-1].end if after else part.root.open_end
        part.splice(place, place, f"<{mark}properties>{''.join(added)}</{mark}properties>")
    package.put(name, part.result())


def _property(mark: str, name: str, text: str) -> str:
    """A property as Office writes it; line ends are escaped by JSON already, so that no reader folds them."""
    return f'<{mark}property name="{escape(name)}" value="{escape(json.dumps(text, ensure_ascii=False))}"/>'


def _new_part(package: Package, store: str) -> str:
    """The parts of an add-in that was never in this workbook: its settings and a pane that shows it."""
    name = package.free_name(f"{_FOLDER}/webextension{{}}.xml")
    package.put(name, _empty_settings(store))
    panes = next(iter(package.related("", "webextensiontaskpanes")), None)
    pane_part = panes.target if panes else package.free_name(f"{_FOLDER}/taskpanes{{}}.xml")
    if panes is None:
        package.put(pane_part, f'{_HEAD}<wetp:taskpanes xmlns:wetp="{_PANES_SPACE}"></wetp:taskpanes>'.encode())
        package.relate("", f"{_RELATIONS}/webextensiontaskpanes", pane_part)
    relation = package.relate(pane_part, f"{_RELATIONS}/webextension", name)
    part = XmlPart(package.must_read(pane_part), 2)
    mark = part.root.prefix
    part.append(
        part.root,
        f'<{mark}taskpane dockstate="right" visibility="1" width="420" row="{len(part.root.children) + 1}">'
        f'<{mark}webextensionref xmlns:r="{_R}" r:id="{relation}"/></{mark}taskpane>',
    )
    package.put(pane_part, part.result())
    package.declare({name: _EXTENSION_TYPE, pane_part: _PANES_TYPE})
    return name


_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def _empty_settings(store: str) -> bytes:
    return (
        f'{_HEAD}<we:webextension xmlns:we="{_SPACE}" id="{{{str(uuid.uuid4()).upper()}}}">'
        f'<we:reference id="{store.lower()}" version="1.0.0.0" store="en-US" storeType="OMEX"/>'
        f'<we:alternateReferences><we:reference id="{store}" version="1.0.0.0" store="{store}" storeType="OMEX"/>'
        f'</we:alternateReferences><we:properties/><we:bindings/><we:snapshot xmlns:r="{_R}"/></we:webextension>'
    ).encode()
