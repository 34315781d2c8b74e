"""Freeze: our formulas become the values that they show, for colleagues without the add-in.

What a formula spilled goes when it goes, and no public interface of xlwings tells how far it spilled. So the formulas
of a sheet are emptied all at once, the sheet is read again, and what has vanished to the right of them and below, as
far as nothing else stands there, is what they had filled: exactly that is written back, in blocks, and nothing else.
Formulas that show an error or are still being worked out are left alone. The first cell of each block gets a note with
the day and the formula, where it has none and the host has notes.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import xlwings as xw

from habitue.errors import BadRequest
from habitue.language import Language, Sentence, plural, sentence
from habitue.workbook.write.areas import Area, areas
from habitue_addin.book.moving import range_of
from habitue_addin.book.painting import MOST_AREAS
from habitue_addin.book.values import LARGEST_BLOCK, Typed, typed
from habitue_addin.names import FORMULAS, NAMESPACE

Place = tuple[int, int]
_LONGEST_IN_NOTE = 250
_NAMES = "|".join(sorted({re.escape(name) for one in FORMULAS for name in (one.english, one.french)}, key=len)[::-1])
_CALL = re.compile(rf"(?<![\w.])(?:_xldudf_(?:\w+_)?)?(?:\w+\.)*?{NAMESPACE}[._](?:{_NAMES})\s*\(", re.IGNORECASE)
_QUOTED = re.compile(r'"(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'')
_UNREADY = re.compile(r"#[A-Z0-9/_]+[!?]?|#N/A")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A block that was frozen: where it begins, and the formula that was there."""

    sheet: str
    cell: str
    formula: str


_NO_NOTES = sentence(
    "This Excel lets no notes be left by an add-in: write down yourself from which day these values are."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """What became of our formulas."""

    formulas: int = 0  # turned into values
    cells: int = 0  # that they had filled, spilled ones included
    waiting: tuple[str, ...] = ()  # formulas left alone since they show an error or are not done: "Sheet!C4"
    stamps: tuple[Stamp, ...] = ()
    unnoted: bool = False  # whether this Excel let no note be left of when and from which formula

    def say(self) -> tuple[Sentence, ...]:
        """What to tell the user."""
        if not self.formulas and not self.waiting:
            return (sentence("This workbook holds none of our formulas; there is nothing to freeze."),)
        done = plural(
            "{count} formula was turned into its values ({cells} cells).",
            "{count} formulas were turned into their values ({cells} cells).",
            self.formulas,
            cells=self.cells,
        )
        said = (done, _NO_NOTES) if self.unnoted else (done,)
        if not self.waiting:
            return said
        left = plural(
            "{count} formula shows an error or is not done yet, and was left as it is: {cell}.",
            "{count} formulas show an error or are not done yet, and were left as they are, first {cell}.",
            len(self.waiting),
            cell=self.waiting[0],
        )
        return (*said, left) if self.formulas else (left,)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A sheet as it was read: values by place, and the text of each formula."""

    values: Mapping[Place, object]
    formulas: Mapping[Place, str]


def is_ours(formula: object) -> bool:
    """Whether a formula calls one of ours, in either language, with or without the namespace's dot."""
    if not isinstance(formula, str) or not formula.startswith("="):
        return False
    return _CALL.search(_QUOTED.sub('""', formula)) is not None


async def freeze(book: xw.Book, day: date, language: Language = "en") -> Frozen:
    """Turn our formulas into values in all sheets. Raises BadRequest on a host that does not let formulas be read.

    The classic add-in answers at once, so that `asyncio.run` will do there; xlwings Lite has to be awaited.
    """
    try:
        found = [await _freeze_sheet(sheet, day, language) for sheet in book.sheets]
    except NotImplementedError as error:
        raise BadRequest(
            sentence(
                "Formulas cannot be read from here. Freeze the workbook in Excel with xlwings Lite or with the add-in "
                "for Windows or Mac."
            )
        ) from error
    return Frozen(
        formulas=sum(one.formulas for one in found),
        cells=sum(one.cells for one in found),
        waiting=tuple(cell for one in found for cell in one.waiting),
        stamps=tuple(stamp for one in found for stamp in one.stamps),
        unnoted=any(one.unnoted for one in found),
    )


async def _freeze_sheet(sheet: xw.Sheet, day: date, language: Language) -> Frozen:
    used = await _used(sheet)
    if used is None:
        return Frozen()
    before = await _see(sheet, used)
    ours = {place: text for place, text in before.formulas.items() if is_ours(text)}
    waiting = [place for place in ours if _is_unready(before.values.get(place))]
    anchors = [place for place in ours if place not in waiting]
    left = tuple(f"{sheet.name}!{_address(place)}" for place in waiting)
    if not anchors:
        return Frozen(waiting=left)
    for area in areas(anchors):
        range_of(sheet, area).raw_value = [[""] * (area.right - area.left + 1)] * (area.bottom - area.top + 1)
    after = await _see(sheet, used)
    gone = _spilled(anchors, before, after, used)
    filled = {place: typed(before.values.get(place), "number") for place in sorted({*anchors, *gone})}
    _put_back(sheet, filled)
    stamps = tuple(_stamps(sheet.name, anchors, ours))
    noted = _note(sheet, stamps, day, language)
    return Frozen(formulas=len(anchors), cells=len(filled), waiting=left, stamps=stamps, unnoted=not noted)


def _spilled(anchors: Iterable[Place], before: _Seen, after: _Seen, used: Area) -> set[Place]:
    """The cells that our formulas had filled: vanished, and with nothing of anybody else's between."""
    stands = before.formulas.keys() | after.values.keys()
    found: set[Place] = set()
    for top, left in anchors:
        right = next((column - 1 for column in range(left + 1, used.right + 1) if (top, column) in stands), used.right)
        bottom = next((row - 1 for row in range(top + 1, used.bottom + 1) if (row, left) in stands), used.bottom)
        for row in range(top, bottom + 1):
            found.update((row, column) for column in range(left, right + 1) if (row, column) in before.values)
    return found - stands


def _put_back(sheet: xw.Sheet, filled: Mapping[Place, Typed]) -> None:
    for area in areas(filled):
        columns = range(area.left, area.right + 1)
        step = max(1, LARGEST_BLOCK // len(columns))
        for top in range(area.top, area.bottom + 1, step):
            rows = range(top, min(top + step, area.bottom + 1))
            block = [[filled[row, column] for column in columns] for row in rows]
            range_of(sheet, Area(top, area.left, rows[-1], area.right)).raw_value = block


def _stamps(title: str, anchors: Sequence[Place], ours: Mapping[Place, str]) -> Iterable[Stamp]:
    for area in areas(anchors):
        first = (area.top, area.left)
        yield Stamp(sheet=title, cell=_address(first), formula=ours[first])


def _note(sheet: xw.Sheet, stamps: Sequence[Stamp], day: date, language: Language) -> bool:
    """Leave a note where people will ask where the values come from; a note of theirs stays as it is.

    False on an older Excel, which has no notes for programs.
    """
    for stamp in stamps[:MOST_AREAS]:
        cell = sheet.range(stamp.cell)
        formula = stamp.formula[:_LONGEST_IN_NOTE] + ("…" if len(stamp.formula) > _LONGEST_IN_NOTE else "")
        said = sentence("Habitué: values of {day}, from the formula {formula}", day=day, formula=formula)
        try:
            if cell.note is None:
                cell.add_note(said.say(language))
        except NotImplementedError:
            return False
    return True


# reading, at once or by waiting for an answer


async def _used(sheet: xw.Sheet) -> Area | None:
    found = await sheet.get_used_range() if _is_remote(sheet) else sheet.used_range
    if found is None:
        return None
    rows, columns = found.shape
    return Area(found.row, found.column, found.row + rows - 1, found.column + columns - 1)


async def _see(sheet: xw.Sheet, used: Area) -> _Seen:
    cells = range_of(sheet, used).options(ndim=2, err_to_str=True)
    remote = _is_remote(sheet)
    formulas = dict(_placed(await cells.get_formula() if remote else cells.formula, used))
    values = dict(_placed(await cells.get_value() if remote else cells.value, used))
    # A text that begins with "=" is shown as it is; a formula never gives its own text.
    return _Seen(values, {p: str(f) for p, f in formulas.items() if str(f)[:1] == "=" and values.get(p) != f})


def _is_remote(sheet: xw.Sheet) -> bool:
    return sheet.book.app.engine.type == "remote"


def _placed(rows: Sequence[Sequence[object]] | object, used: Area) -> Iterable[tuple[Place, object]]:
    listed = rows if isinstance(rows, list | tuple) else [[rows]]
    for row, line in enumerate(listed, used.top):
        for column, value in enumerate(line if isinstance(line, list | tuple) else [line], used.left):
            if value is not None and value != "":
                yield (row, column), value


def _is_unready(value: object) -> bool:
    return isinstance(value, str) and _UNREADY.fullmatch(value) is not None


def _address(place: Place) -> str:
    return str(Area(*place, *place))


__all__ = ["Frozen", "Stamp", "freeze", "is_ours"]
