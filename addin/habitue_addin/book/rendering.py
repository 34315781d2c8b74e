"""Renders our sheets into the open workbook: the same models as the file writer, through xlwings' public interface.

One rendering serves xlwings Lite, Server and the classic add-in. Everything goes in blocks; the number of requests does
not grow with the number of lines. Marks, names and cells are those of the file writer, so that a workbook may be
refreshed by either, in any order. What people did stays: titles and places of sheets, widths, the looks of lines that
were there, columns beside ours (which follow their lines, formulas included), filters (lifted only where lines must be
sorted around somebody's column), the active sheet and the selection. Where Excel must be told twice, it is: what it
would misread is protected in `values`.

Left out, since no public interface of xlwings reaches it: the tab's colour, print settings, the indent in cells, the
tones of charts, our advice when a drop-down refuses a value (Excel says its own), hiding the names that hold our marks.
A filter that stays on shows what it showed until somebody presses "Reapply".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import xlwings as xw

from habitue.language import Sentence
from habitue.sheetmodel import FormerSheet, SheetModel
from habitue.workbook.write import SheetChange, names
from habitue.workbook.write.areas import areas
from habitue.workbook.write.carry import Carried
from habitue.workbook.write.content import Content
from habitue.workbook.write.dropdowns import dropdowns
from habitue.workbook.write.layout import titles
from habitue.workbook.write.notices import warnings
from habitue.workbook.write.standing import Found
from habitue_addin.book.drawing import draw
from habitue_addin.book.dressing import Stale
from habitue_addin.book.filling import fill, loose_places
from habitue_addin.book.fingerprints import LOOKS, Prints, as_note, noted, prints_of
from habitue_addin.book.moving import Arranged, arrange
from habitue_addin.book.rules import colour, forget_labels, put_dropdowns
from habitue_addin.book.site import Lost, Site, survey
from habitue_addin.book.standing import Notes, find_sheet, read_notes, shelf_of, taken_names
from habitue_addin.book.viewing import Seen, look_back, new_view, seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """What became of our sheets in the open workbook, and what people should know."""

    sheets: tuple[SheetChange, ...]  # "new" or "changed": a host does not say whether a cell had its value before
    warnings: tuple[Sentence, ...] = ()


def render(book: xw.Book, models: Sequence[SheetModel], former: Sequence[FormerSheet] = ()) -> Rendered:
    """Put our sheets into the open workbook.

    `former` says which sheets are ours where the workbook's own names do not. Raises RefusedWrite, before anything is
    done, where something of people's is in the way.
    """
    notes = read_notes(book)
    taken = taken_names(book)
    sites = [survey(model, find_sheet(model, notes, former), notes, taken) for model in models]
    view = seen(book)
    prints = noted(notes.said)
    done = [_render(site, notes, view, prints) for site in sites]
    notes.record(LOOKS, as_note(prints))
    look_back(view)
    told = (warning for change, lost, cut in done for warning in _warnings(change.title, lost, cut))
    return Rendered(sheets=tuple(change for change, _, _ in done), warnings=tuple(told))


def _render(site: Site, notes: Notes, view: Seen, noted_prints: dict[str, Prints]) -> tuple[SheetChange, Lost, int]:
    lost = Lost()
    fresh = site.sheet is None
    sheet = site.sheet or _added(site, notes)
    shelf = shelf_of(sheet)
    stood = Arranged() if fresh else arrange(site, shelf, lost)
    view.moved |= fresh
    now, known = prints_of(site), noted_prints.get(site.model.mark)
    before = known or Prints()
    cut = fill(site, shelf, stood, Stale(now.loose != before.loose, now.formats != before.formats))
    if now.choices != before.choices:
        put_dropdowns(sheet, dropdowns(site.model, site.tables), fresh=fresh)
    if known and now.labels != known.labels:
        forget_labels(sheet, site.tables)
    if fresh or (known and now[2:4] != known[2:4]):  # the file writer, which notes no prints, has drawn its own
        colour(sheet, site.tables, anew=not fresh)
    view.moved |= draw(site, sheet)
    if fresh:
        new_view(sheet, site)
    _record(site, sheet, notes)
    noted_prints[site.model.mark] = now
    return _change(site, sheet, fresh=fresh), lost, cut


def _added(site: Site, notes: Notes) -> xw.Sheet:
    book = notes.book
    title = names.free_title(site.model.title, [sheet.name for sheet in book.sheets])
    return book.sheets.add(name=title, after=book.sheets[len(book.sheets) - 1])


def _record(site: Site, sheet: xw.Sheet, notes: Notes) -> None:
    """Note what is ours, in the words of the file writer."""
    target = names.referred(notes.said.get(names.MARK + site.model.mark, ""))
    if target is None or target[0].casefold() != sheet.name.casefold():
        notes.record(names.MARK + site.model.mark, f"{names.quoted(sheet.name)}!$A$1")
    for table in site.tables:
        notes.record(names.COLUMNS + table.model.name, names.as_text_formula(titles(table.model)))
    outside = areas(loose_places(site))
    notes.record(names.CELLS + site.model.mark, names.as_text_formula(str(found) for found in outside))


def _change(site: Site, sheet: xw.Sheet, *, fresh: bool) -> SheetChange:
    return SheetChange(
        mark=site.model.mark,
        title=sheet.name,
        state="new" if fresh else "changed",
        lines=sum(table.model.length for table in site.tables),
        tables=tuple(table.name for table in site.tables),
    )


def _warnings(title: str, lost: Lost, cut: int) -> Iterator[Sentence]:
    """What of a sheet could not be kept as it was, in the words of the file writer."""
    cells = [Found(row, column, {}, "") for row, column in sorted(lost.cells)]
    return warnings(title, Content((), {}, {}, cut), Carried(lost_lines=lost.lines, lost_cells=cells))


__all__ = ["Rendered", "render"]
