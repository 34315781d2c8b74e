"""What every object of Excel's JavaScript interface can: be told of, read, set and called, under the names of the wire.

Each has `p_X` to read a property, `s_X` to set it, `m_X` to call it; what is not there fails with its name.
"""

# ruff: noqa: N802 - members have the names of the wire

from openpyxl.utils import get_column_letter

Box = tuple[int, int, int, int]
"""Top, left, bottom, right, counted from 1."""


class HostError(Exception):
    """What is not known here, or what Excel would answer with that code."""

    def __init__(self, message: str, code: str = "ApiNotFound") -> None:
        super().__init__(message)
        self.code = code


class Thing:
    """An object of the interface."""

    is_null = False
    is_kept = False  # whether a script may go on with it after a batch
    finished = True  # whether what was begun with it is complete at the end of a batch

    def ids(self) -> dict[str, object]:
        """What an instantiation tells of it."""
        return {}

    def plain(self) -> dict[str, object]:
        """All that `load` without a list asks of an object in a collection: its properties that are no objects."""
        found = {name[2:]: getattr(self, name)() for name in dir(self) if name.startswith("p_")}
        return {name: value for name, value in found.items() if not isinstance(value, Thing)}

    def get(self, name: str) -> object:
        return self._member("p_", name)()

    def set(self, name: str, value: object) -> None:
        self._member("s_", name)(value)

    def call(self, name: str, given: list[object]) -> object:
        if name == "_KeepReference":
            return None
        return self._member("m_", name)(*given)

    def item(self, key: object) -> "Thing":
        raise HostError(f"{type(self).__name__} has no items, and {key!r} was asked for")

    def _member(self, kind: str, name: str) -> object:
        found = getattr(self, kind + name, None)
        if found is None:
            verb = {"p_": "read", "s_": "set", "m_": "call"}[kind]
            raise HostError(f"{type(self).__name__}: cannot {verb} {name}; it is not simulated")
        return found


class _Nothing(Thing):
    is_null = True

    def get(self, name: str) -> object:
        return self

    def call(self, name: str, given: list[object]) -> object:
        return self


NOTHING = _Nothing()


class Collection(Thing):
    """Several objects, asked for by id, name or place; `own` are the properties of the collection itself."""

    own: tuple[str, ...] = ("count",)

    def items(self) -> list[Thing]:
        raise NotImplementedError

    def item(self, key: object) -> Thing:
        wanted = str(key).casefold()
        for one in self.items():
            if wanted in {str(value).casefold() for value in one.ids().values()}:
                return one
        raise HostError(f"there is no {key!r} among {type(self).__name__}", "ItemNotFound")

    def m_GetItem(self, key: object) -> Thing:
        return self.item(key)

    def m_GetItemOrNullObject(self, key: object) -> Thing:
        try:
            return self.item(key)
        except HostError:
            return NOTHING

    def m_GetItemAt(self, place: int) -> Thing:
        return self.items()[place]

    def m_GetCount(self) -> int:
        return len(self.items())

    def p_Count(self) -> int:
        return len(self.items())


class Empty(Collection):
    """A collection of what the double's workbooks do not have."""

    def items(self) -> list[Thing]:
        return []


class Registered(Thing):
    """Where the page tells Excel which functions it has."""

    def __init__(self) -> None:
        self.metadata: object = None

    def m_Register(self, metadata: object, _code: object) -> None:
        self.metadata = metadata


def said(box: Box) -> str:
    """An area as Excel writes it."""
    top, left, bottom, right = box
    first, last = f"{get_column_letter(left)}{top}", f"{get_column_letter(right)}{bottom}"
    return first if first == last else f"{first}:{last}"
