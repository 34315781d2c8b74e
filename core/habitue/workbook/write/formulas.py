"""Formulas that move with their line: what they say of their own sheet moves along, as when Excel copies a cell."""

import re

from habitue.tables import column_letter, column_number

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_TOKEN = re.compile(
    r"""(?P<keep>"(?:[^"]|"")*"            # a text
       |(?:'(?:[^']|'')+'|[\w.\[\]]+)![$]?[A-Z]{1,3}[$]?\d+(?::[$]?[A-Z]{1,3}[$]?\d+)?   # cells of another sheet
       |'(?:[^']|'')+'!?                   # the name of a sheet
       |\[(?:[^\[\]]|\[[^\[\]]*\])*\]      # columns of a table
       |[\w.]+\()                          # a function, such as LOG10(
      |(?P<ref>(?<![\w.$])([$]?)([A-Z]{1,3})([$]?)(\d{1,7})(?![\w.(!\[]))""",
    re.VERBOSE | re.IGNORECASE,
)


def moved(formula: str, rows: int, columns: int = 0) -> str:
    """A formula as it reads some rows (and columns) further on; absolute and other sheets' references stay."""
    if not rows and not columns:
        return formula
    return _TOKEN.sub(lambda match: match[0] if match["keep"] else _moved_reference(match, rows, columns), formula)


def _moved_reference(match: re.Match[str], rows: int, columns: int) -> str:
    fixed_column, letters, fixed_row, digits = match.group(3, 4, 5, 6)
    column, row = column_number(letters), int(digits)
    if column > _LAST_COLUMN or not 0 < row <= _LAST_ROW:
        return match[0]  # a name that looks like a reference
    column += 0 if fixed_column else columns
    row += 0 if fixed_row else rows
    if not 0 < column <= _LAST_COLUMN or not 0 < row <= _LAST_ROW:
        return "#REF!"
    return f"{fixed_column}{column_letter(column)}{fixed_row}{row}"
