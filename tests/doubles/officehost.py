"""A stand-in for the Excel process: answers what Microsoft's own Office.js asks, on an openpyxl workbook.

Office.js collects what a script does into batches: `ObjectPaths` say how each object is reached, `Actions` what is done
with it. The objects are in `officeobjects`; what they do to the workbook is done by the same functions that replay a
script's actions (`acting`), so that both doubles refuse the same things. What is not known fails with its name.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence

import replaying
from acting import ActionFailed, Stage, holds
from officeobjects import WorkbookThing
from officethings import NOTHING, Box, Collection, HostError, Registered, Thing
from openpyxl import Workbook
from payloads import Computed
from typed import NotAsTyped

_INSTANTIATE, _QUERY, _METHOD, _SET, _TRACE, _ENSURE = 1, 2, 3, 4, 5, 6
assert replaying.KNOWN, "the actions that objects are made of"

# What xlwings loads although it is an object and not a value; Excel passes over it.
_PASSED_OVER = {("TableThing", "dataBodyRange"), ("SheetThing", "names")}


class Host:
    """One open workbook; `process` answers a batch."""

    def __init__(self, book: Workbook, name: str = "Book1.xlsx", computed: Computed | None = None) -> None:
        self.stage = Stage(book)
        self.name = name
        self.computed = dict(computed or {})
        self.spills: dict[tuple[str, int, int], Box] = {}  # how far each formula has filled cells
        self.registered = Registered()
        self.done: Counter[str] = Counter()
        self.failures: list[str] = []
        self.kept: dict[str, Thing] = {}  # ranges that a script holds on to over several batches

    @property
    def book(self) -> Workbook:
        """The workbook as it is now."""
        return self.stage.book

    def spill(self, title: str, box: Box, rows: Sequence[Sequence[object]]) -> None:
        """Show values from a formula's cell on."""
        top, left, _, _ = box
        self.spills[title, top, left] = box
        for row, line in enumerate(rows, top):
            for column, value in enumerate(line, left):
                self.computed[title, row, column] = value

    def clear_spills(self, title: str, area: Box) -> None:
        """What formulas in an area had filled goes with them."""
        for place in [place for place in self.spills if place[0] == title and holds(area, (*place[1:], *place[1:]))]:
            top, left, bottom, right = self.spills.pop(place)
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    self.computed.pop((title, row, column), None)

    def process(self, body: str) -> str:
        """Answer a batch: the results of its actions up to the first that fails."""
        batch = json.loads(body)
        found = _Paths(self, batch["ObjectPaths"])
        results: list[dict[str, object]] = []
        for index, action in enumerate(batch["Actions"]):
            try:
                value = self._act(action, found)
                if action["ActionType"] in (_INSTANTIATE, _QUERY, _METHOD):
                    results.append({"ActionId": action["Id"], "Value": value})
            except (HostError, ActionFailed, NotAsTyped) as error:
                self.failures.append(str(error))
                code = getattr(error, "code", "InvalidArgument")
                told = {"Code": code, "Message": str(error), "ActionIndex": index, "HttpStatusCode": 400}
                return json.dumps({"Error": told, "Results": results})
        unfinished = [thing for thing in found.things() if not thing.finished]
        if unfinished:
            raise AssertionError(f"begun and never finished: {unfinished}")
        return json.dumps({"Error": None, "Results": results})

    def _act(self, action: Mapping[str, object], found: "_Paths") -> object:
        kind, name = action["ActionType"], str(action.get("Name") or "")
        thing = found.thing(str(action["ObjectPathId"])) if action.get("ObjectPathId") else NOTHING
        self.done[f"{type(thing).__name__}.{name}"] += 1
        match kind:
            case 1:
                return None if thing.is_null else thing.ids() | self._keep(thing)
            case 2:
                asked = (action.get("QueryInfo") or {}).get("Select") or []
                return query(thing, asked)
            case 3:
                if thing.is_null:
                    return None
                given = thing.call(name, found.arguments(action.get("ArgumentInfo")))
                return None if isinstance(given, Thing) else given
            case 4:
                thing.set(name, found.arguments(action.get("ArgumentInfo"))[0])
            case 5 | 6:
                pass
            case _:
                raise HostError(f"the action {action} is not simulated")
        return None

    def _keep(self, thing: Thing) -> dict[str, str]:
        if not thing.is_kept:
            return {}
        self.kept[f"kept{id(thing):x}"] = thing
        return {"_ReferenceId": f"kept{id(thing):x}"}


class _Paths:
    """The objects of one batch, found as their paths say, each once."""

    def __init__(self, host: Host, paths: Mapping[str, Mapping[str, object]]) -> None:
        self._host = host
        self._paths = paths
        self._found: dict[str, Thing] = {}

    def things(self) -> list[Thing]:
        return list(self._found.values())

    def thing(self, path: str) -> Thing:
        if path not in self._found:
            self._found[path] = self._find(self._paths[path])
        return self._found[path]

    def arguments(self, info: object) -> list[object]:
        info = info or {}
        references = info.get("ReferencedObjectPathIds") or []
        given = info.get("Arguments") or []
        return [
            self.thing(str(references[place])) if place < len(references) and references[place] else self._inner(value)
            for place, value in enumerate(given)
        ]

    def _inner(self, value: object) -> object:
        """An argument with the objects that stand somewhere inside it."""
        if isinstance(value, dict):
            if "_ObjectPathId" in value:
                return self.thing(str(value["_ObjectPathId"]))
            return {key: self._inner(inner) for key, inner in value.items()}
        return value

    def _find(self, path: Mapping[str, object]) -> Thing:
        parent = self.thing(str(path["ParentObjectPathId"])) if path.get("ParentObjectPathId") else None
        name, given = str(path.get("Name") or ""), self.arguments(path.get("ArgumentInfo"))
        if parent is not None and parent.is_null:
            return NOTHING
        match path["ObjectPathType"]:
            case 1:
                return WorkbookThing(self._host)
            case 2:
                return self._host.registered
            case 3:
                return parent.call(name, given)
            case 4:
                return parent.get(name)
            case 5:
                return parent.item(given[0])
            case 6:
                return self._host.kept[name]
            case 7:
                return NOTHING
        raise HostError(f"the object path {path} is not simulated")


def query(thing: Thing, asked: Sequence[str]) -> object:
    """What `load` asked of an object, its own keys included; of a collection for each of its items."""
    if thing.is_null:
        return None
    if isinstance(thing, Collection):
        inner = [path.removeprefix("items/") for path in asked if path != "items"]
        own = [path for path in inner if path in thing.own]
        told = {_pascal(path): thing.get(_pascal(path)) for path in own}
        return told | {"_Items": [query(one, [path for path in inner if path not in own]) for one in thing.items()]}
    told = dict(thing.ids())
    deeper: dict[str, list[str]] = {}
    for path in asked:
        if path == "*":
            told |= thing.plain()
            continue
        head, _, rest = path.partition("/")
        if (type(thing).__name__, head) in _PASSED_OVER:
            continue
        deeper.setdefault(head, []).extend([rest] if rest else [])
    for head, rest in deeper.items():
        value = thing.get(_pascal(head))
        told[_pascal(head)] = query(value, rest) if isinstance(value, Thing) else value
    return told


def _pascal(name: str) -> str:
    """A property as it is read on the wire; a few are set under another name, such as `Gridlines`."""
    return name[:1].upper() + name[1:]
