"""A sheet of ours before anything is in it: its view, its widths, its print settings."""

from collections.abc import Mapping, Sequence

from habitue.sheetmodel import SheetModel
from habitue.workbook.write.dropdowns import CHOICES_COLUMN, dropdowns, long_lists
from habitue.workbook.write.flavour import Flavour
from habitue.workbook.write.following import columns_now
from habitue.workbook.write.layout import LAST_COLUMN, Placed, address
from habitue.workbook.write.looks import TONES
from habitue.workbook.write.xml import Element, attribute

_PADDING = 0.7109375  # what Excel adds to a width in characters


def new_sheet(flavour: Flavour, model: SheetModel, widths: Mapping[int, float], *, selected: bool) -> bytes:
    """An empty sheet part with the view, the widths and the print settings of a model."""
    tab = f'<tabColor rgb="FF{TONES[model.tone].full}"/>' if model.tone else ""
    lines = "" if model.gridlines else ' showGridLines="0"'
    chosen = ' tabSelected="1"' if selected else ""
    columns = "".join(f'<col min="{n}" max="{n}"{_tag(n, width)}/>' for n, width in sorted(widths.items()))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{flavour.main}" xmlns:r="{flavour.relations}">'
        f'<sheetPr>{tab}<pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1"/>'
        f'<sheetViews><sheetView{lines}{chosen} workbookViewId="0">{_pane(*model.freeze)}</sheetView></sheetViews>'
        '<sheetFormatPr defaultRowHeight="18" customHeight="1"/>'
        + (f"<cols>{columns}</cols>" if columns else "")
        + "<sheetData/>"
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        f'<pageSetup paperSize="9" orientation="{"landscape" if model.landscape else "portrait"}" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter></worksheet>"
    ).encode()


def _pane(rows: int, columns: int) -> str:
    if not rows and not columns:
        return ""
    split = (f' xSplit="{columns}"' if columns else "") + (f' ySplit="{rows}"' if rows else "")
    corner = address(rows + 1, columns + 1)
    active = "bottomRight" if rows and columns else "bottomLeft" if rows else "topRight"
    panes = ("topRight", "bottomLeft", "bottomRight") if rows and columns else (active,)
    selections = "".join(f'<selection pane="{pane}" activeCell="{corner}" sqref="{corner}"/>' for pane in panes)
    return f'<pane{split} topLeftCell="{corner}" activePane="{active}" state="frozen"/>{selections}'


def widths(model: SheetModel, tables: Sequence[Placed]) -> dict[int, float]:
    """The width of each sheet column, the widest that anything in it asks for."""
    found = dict(enumerate(model.widths, 1))
    for table in tables:
        for number, column in enumerate(table.columns, table.model.column):
            if column.ours:
                found[number] = max(found.get(number, 0.0), column.ours.width)
    for number in long_lists(dropdowns(model, tables)).values():
        found[number] = 10.0
    return found


def following_columns(
    element: Element | None, tables: Sequence[Placed], wanted: Mapping[int, float], mark: str
) -> str | None:
    """The widths of a sheet that stands, where columns moved or came; None where nothing has to change."""
    moves = {old: new for table in tables for old, new in columns_now(table).items()}
    known = _columns(element)
    new = {n: width for n, width in wanted.items() if n not in moves.values()}
    if all(old == now for old, now in moves.items()) and all(n in known for n in new):
        return None
    untouched = {n: tag for n, tag in known.items() if n not in moves and n not in moves.values()}
    moved = {moves[n]: tag for n, tag in known.items() if n in moves}
    added = {n: _tag(n, width) for n, width in new.items()}
    kept = {**added, **untouched, **moved}
    items = "".join(f'<{mark}col min="{first}" max="{last}"{tag}/>' for first, last, tag in _runs(kept))
    return f"<{mark}cols>{items}</{mark}cols>"


def _tag(number: int, width: float) -> str:
    hidden = ' hidden="1"' if number >= CHOICES_COLUMN else ""
    return f' width="{width + _PADDING:.10g}" customWidth="1"{hidden}'


def _columns(element: Element | None) -> dict[int, str]:
    """What each column of a sheet is like."""
    found: dict[int, str] = {}
    for item in element.all("col") if element is not None else []:
        other = ((name, value) for name, value in item.attributes.items() if name not in ("min", "max"))
        tag = "".join(f' {name}="{attribute(value)}"' for name, value in other)
        first, last = (_whole(item.get(name)) for name in ("min", "max"))
        found |= dict.fromkeys(range(first, min(last, LAST_COLUMN) + 1), tag)
    return found


def _runs(tags: Mapping[int, str]) -> list[tuple[int, int, str]]:
    """Neighbours that are alike, together."""
    runs: list[tuple[int, int, str]] = []
    for number, tag in sorted(tags.items()):
        if runs and runs[-1][1:] == (number - 1, tag):
            runs[-1] = (runs[-1][0], number, tag)
        else:
            runs.append((number, number, tag))
    return runs


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 8 else 0
