"""What Excel does with a typed formula of ours: reads it, calls the page's function once, lets the answer spill.

    shown = enter(host, call, Entry("Clients", "F1", "=HABITUE.STATUT(A2:A9,Commandes!A:A)"), known)

Files and this double know one way to write formulas, with commas and points; a French Excel shows semicolons for them.
Only a single call of ours is understood: anything else in a formula fails with its name.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from acting import LAST_ROW, bounds
from officehost import Host
from officerange import RangeThing
from officethings import Box, HostError
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from typed import ERRORS

Matrix = list[list[object]]
Call = Callable[[str, list[object], str], Mapping[str, object]]
"""Calls the page's function: its id, its arguments, the address of the cell; `value`, or `error` and `code`."""


@dataclass(frozen=True)
class Entry:
    """What is typed, and where."""

    sheet: str
    cell: str
    formula: str


@dataclass
class Shown:
    """What the cell shows then: the rows that were filled, or one error value and the sentence behind it."""

    rows: Matrix = field(default_factory=list)
    error: str = ""


def enter(host: Host, call: Call, entry: Entry, known: Mapping[str, Mapping[str, object]]) -> Shown:
    """Type a formula into a cell; `known` are the page's functions by their names in Excel, in capitals."""
    sheet = host.book[entry.sheet]
    cell = sheet[entry.cell]
    host.clear_spills(entry.sheet, (cell.row, cell.column, cell.row, cell.column))
    cell.value = entry.formula
    name, operands = _parts(entry.formula)
    if name not in known:
        return _fill(host, entry, [["#NAME?"]])
    meta = known[name]
    needed = [one for one in meta["parameters"] if not one.get("optional")]
    if not len(needed) <= len(operands) <= len(meta["parameters"]):
        raise HostError(f"Excel does not take {len(operands)} arguments for {name}")
    given = [_argument(host, entry.sheet, operand) for operand in operands]
    given += [None] * (len(meta["parameters"]) - len(given))
    answer = call(str(meta["id"]), given, f"{entry.sheet}!{entry.cell}")
    if "error" in answer:
        return Shown(_fill(host, entry, [[answer["code"]]]).rows, str(answer["error"]))
    return _fill(host, entry, answer["value"])


def _parts(formula: str) -> tuple[str, list[Token | None]]:
    """The name of the function and its arguments, None for one that was left out."""
    first, *middle, last = Tokenizer(formula).items
    if (first.type, first.subtype, last.subtype) != (Token.FUNC, Token.OPEN, Token.CLOSE):
        raise HostError(f"{formula} is more than one call, which is not simulated")
    operands: list[Token | None] = [None]
    for token in middle:
        if token.type == Token.SEP:
            operands.append(None)
        elif token.type == Token.OPERAND and operands[-1] is None:
            operands[-1] = token
        elif token.type != Token.WSPACE:
            raise HostError(f"{token.value!r} in {formula} is not simulated")
    return first.value.rstrip("(").upper(), operands if middle else []


def _argument(host: Host, sheet: str, token: Token | None) -> Matrix | None:
    if token is None:
        return None
    match token.subtype:
        case Token.TEXT:
            return [[token.value[1:-1].replace('""', '"')]]
        case Token.NUMBER:
            return [[float(token.value)]]
        case Token.LOGICAL:
            return [[token.value.upper() == "TRUE"]]
        case Token.RANGE:
            return _cells(host, sheet, token.value)
    raise HostError(f"{token.value!r} as an argument is not simulated")


def _cells(host: Host, sheet: str, reference: str) -> Matrix:
    """The values of a range; a single blank cell arrives as 0, an error as what Excel's rich values are."""
    title, _, place = reference.rpartition("!")
    found = host.book[title.strip("'").replace("''", "'") or sheet]
    top, left, bottom, right = bounds(place)
    if bottom == LAST_ROW:
        raise HostError("a whole column is a million rows here too: give its rows")
    values = RangeThing(host, found, (top, left, bottom, right)).p_Values()
    if values == [[""]]:
        return [[0]]
    return [[_rich(value) for value in row] for row in values]


def _rich(value: object) -> object:
    if value in ERRORS:
        return {"type": "Error", "errorType": "Unknown", "basicType": "Error", "basicValue": value}
    return value


def _fill(host: Host, entry: Entry, rows: Sequence[Sequence[object]]) -> Shown:
    """Let rows spill from the cell, `#SPILL!` where something is in the way."""
    cell = host.book[entry.sheet][entry.cell]
    box: Box = (cell.row, cell.column, cell.row + len(rows) - 1, cell.column + len(rows[0]) - 1)
    if any(len(row) != len(rows[0]) for row in rows):
        raise HostError("what spills is a rectangle")
    if _is_blocked(host, entry.sheet, box):
        rows = [["#SPILL!"]]
        box = (cell.row, cell.column, cell.row, cell.column)
    host.spill(entry.sheet, box, [[_plain(value) for value in row] for row in rows])
    return Shown([[_plain(value) for value in row] for row in rows])


def _is_blocked(host: Host, title: str, box: Box) -> bool:
    top, left, bottom, right = box
    sheet = host.book[title]
    places = [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)][1:]
    stands = (sheet._cells.get(place) for place in places)
    return any(cell is not None and cell.value is not None for cell in stands) or any(
        (title, *place) in host.computed for place in places
    )


def _plain(value: object) -> object:
    """What a cell shows of a rich value."""
    return value["basicValue"] if isinstance(value, dict) else value
