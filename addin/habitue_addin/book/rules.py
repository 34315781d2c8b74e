"""Drop-downs, number limits and colours by what a cell says, as rules of the open workbook.

Rules on our cells are replaced whole where ours have changed, since no web host lets a program tell ours from people's
without waiting for an answer; otherwise people's stay. Rules on columns and cells of people are not touched.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest

import xlwings as xw

from habitue.sheetmodel import DataBar, Highlight
from habitue.workbook.write.areas import Area, areas
from habitue.workbook.write.dropdowns import CHOICES_COLUMN, Dropdown, is_long
from habitue.workbook.write.layout import Placed
from habitue.workbook.write.looks import TONES
from habitue_addin.book.grounds import label_rules
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
    """Write the long lists into their hidden columns, side by side."""
    if not lists:
        return
    columns = sorted(lists.values())
    place = range_of(sheet, Area(1, columns[0], max(map(len, lists)), columns[-1]))
    place.raw_value = [list(map(_choice, line)) for line in zip_longest(*lists, fillvalue="")]
    place.columns.hidden = True


def _choice(text: str) -> str:
    return as_text(text) if text else ""


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


def colour(sheet: xw.Sheet, tables: Sequence[Placed], *, anew: bool) -> None:
    """Draw the bars of a sheet, and the labels of tables that are too long for grounds.

    With `anew` the rules on these cells, people's too, go first: hosts on the web name rules only to those who wait.
    """
    for table in tables:
        found: list[Highlight | DataBar] = [one for one in table.model.highlights if isinstance(one, DataBar)]
        found += label_rules(table.model)
        for key in dict.fromkeys(one.column for one in found):
            rules = range_of(sheet, table.column_area(key)).conditional_formats
            if anew:
                rules.clear()
            for one in reversed(found):  # each new rule comes before the others
                if one.column == key:
                    _add(rules, one)


def forget_labels(sheet: xw.Sheet, tables: Sequence[Placed]) -> None:
    """Take off the rules that colour labels as the file writer does, where their words or colours are others now."""
    for table in tables:
        labels = [mark for mark in table.model.highlights if isinstance(mark, Highlight)]
        for key in dict.fromkeys(mark.column for mark in labels):
            range_of(sheet, table.column_area(key)).conditional_formats.clear()


def _add(rules: xw.ConditionalFormats, one: Highlight | DataBar) -> None:
    colors = TONES[one.tone]
    if isinstance(one, DataBar):
        rules.add_data_bar(f"#{colors.full}", minimum=0)
        return
    said = '="' + one.value.replace('"', '""') + '"'
    rules.add_cell_value("equal_to", said, fill_color=f"#{colors.fill}", font_color=f"#{colors.text}")
