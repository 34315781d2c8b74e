"""Drop-downs, number limits and colours by what a cell says, as rules of the open workbook.

Rules on the cells of ours are replaced whole: no web host lets a program tell ours from people's without waiting for an
answer. Rules on columns and cells of people are not touched.
"""

from collections.abc import Iterable, Mapping, Sequence

import xlwings as xw

from habitue.sheetmodel import DataBar, Highlight
from habitue.workbook.write.areas import Area, areas
from habitue.workbook.write.dropdowns import CHOICES_COLUMN, Dropdown, is_long
from habitue.workbook.write.layout import Placed
from habitue.workbook.write.looks import TONES
from habitue_addin.book.moving import range_of
from habitue_addin.book.values import as_text

Choices = tuple[str, ...]


def long_lists(found: Iterable[Dropdown]) -> dict[Choices, int]:
    """The lists that need a hidden column, and which: as in files, and those with a ";", which web hosts refuse."""
    long = dict.fromkeys(one.choices for one in found if one.choices and _needs_column(one.choices))
    return {choices: CHOICES_COLUMN + n for n, choices in enumerate(long)}


def _needs_column(choices: Choices) -> bool:
    return is_long(choices) or any(";" in choice for choice in choices)


def hide_choices(sheet: xw.Sheet, lists: Mapping[Choices, int]) -> None:
    """Write the long lists into their hidden columns."""
    for choices, column in lists.items():
        place = range_of(sheet, Area(1, column, len(choices), column))
        place.raw_value = [[as_text(choice)] for choice in choices]
        place.columns.hidden = True


def put_dropdowns(sheet: xw.Sheet, found: Sequence[Dropdown], *, fresh: bool) -> None:
    """Set all drop-downs and limits of a sheet, cells that share one together."""
    lists = long_lists(found)
    hide_choices(sheet, lists)
    grouped: dict[Dropdown, list[Area]] = {}
    for one in found:
        rule = Dropdown(Area(0, 0, 0, 0), one.choices, one.minimum, one.maximum, one.whole)
        grouped.setdefault(rule, []).append(one.area)
    for rule, places in grouped.items():
        for place in _joined(places):
            _put(range_of(sheet, place), rule, lists, fresh=fresh)


def _joined(places: Sequence[Area]) -> list[Area]:
    single = [(place.top, place.left) for place in places if place.top == place.bottom and place.left == place.right]
    return [*areas(single), *(place for place in places if place.top != place.bottom or place.left != place.right)]


def _put(cells: xw.Range, rule: Dropdown, lists: Mapping[Choices, int], *, fresh: bool) -> None:
    validation = cells.data_validation
    if not fresh:
        validation.delete()  # web hosts refuse a rule where cells have different ones
    if rule.choices:
        column = lists.get(rule.choices)
        where = Area(1, column, len(rule.choices), column) if column else None
        validation.set_list(range_of(cells.sheet, where) if where else list(rule.choices))
        return
    check = validation.set_whole_number if rule.whole else validation.set_decimal
    low, high = rule.minimum, rule.maximum
    if low is not None and high is not None:
        check("between", low, high)
    elif low is not None:
        check("greater_than_or_equal", low)
    elif high is not None:
        check("less_than_or_equal", high)


def colour(sheet: xw.Sheet, tables: Sequence[Placed], *, fresh: bool) -> None:
    """Colour the columns that have highlights, each rule over all lines of its column."""
    for table in tables:
        for key in dict.fromkeys(one.column for one in table.model.highlights):
            rules = range_of(sheet, table.column_area(key)).conditional_formats
            if not fresh:
                rules.clear()
            for one in reversed(table.model.highlights):  # each new rule comes before the others
                if one.column == key:
                    _add(rules, one)


def _add(rules: xw.ConditionalFormats, one: Highlight | DataBar) -> None:
    colors = TONES[one.tone]
    if isinstance(one, DataBar):
        rules.add_data_bar(f"#{colors.full}", minimum=0)
        return
    said = '="' + one.value.replace('"', '""') + '"'
    rules.add_cell_value("equal_to", said, fill_color=f"#{colors.fill}", font_color=f"#{colors.text}")
