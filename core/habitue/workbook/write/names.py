"""The names that our sheets and tables go by in a workbook, and the marks that tell them from others."""

import re
from collections.abc import Iterable

TITLE_LIMIT = 31
MARK = "_habitue."
"""A hidden defined name that begins so refers to the first cell of a sheet of ours."""

COLUMNS = "_habitue_columns."
"""A hidden defined name that begins so lists the columns that we wrote in a table of ours."""

CELLS = "_habitue_cells."
"""A hidden defined name that begins so lists the cells outside the tables that we wrote in a sheet of ours."""

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_RESERVED = ("history", "historique")
_REFERENCE = re.compile(r"^(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?(\d+)$", re.IGNORECASE)


def free_title(wanted: str, taken: Iterable[str]) -> str:
    """A sheet title that Excel allows and that no other sheet has, ignoring case: "Clients", "Clients (2)" ..."""
    busy = {title.casefold() for title in taken} | set(_RESERVED)
    base = _FORBIDDEN.sub("-", wanted).strip().strip("'") or "Habitué"
    numbered = (base if n == 1 else f"{_shortened(base, f' ({n})')} ({n})" for n in range(1, 1 << 20))
    return next(title for title in map(_shortened, numbered) if title.casefold() not in busy)


def _shortened(title: str, suffix: str = "") -> str:
    """The title without what exceeds the limit, which counts UTF-16 units, less room for a suffix."""
    units = (TITLE_LIMIT - len(suffix)) * 2
    encoded = title.encode("utf-16-le", "replace")
    return title if len(encoded) <= units else encoded[:units].decode("utf-16-le", "ignore").rstrip(" '")


def free_table_name(wanted: str, taken: Iterable[str]) -> str:
    """A table name that no other table or defined name has, ignoring case."""
    busy = {name.casefold() for name in taken}
    numbered = (wanted if n == 1 else f"{wanted}_{n}" for n in range(1, 1 << 20))
    return next(name for name in numbered if name.casefold() not in busy)


def is_named_after(name: str, wanted: str) -> bool:
    """Whether a table has the name that we gave it, perhaps with a number to tell it from another."""
    return re.fullmatch(re.escape(wanted) + r"(_\d+)?", name, re.IGNORECASE) is not None


def quoted(title: str) -> str:
    """A sheet title as formulas write it."""
    return "'" + title.replace("'", "''") + "'"


def referred(formula: str) -> tuple[str, int, int] | None:
    """The sheet, row and column that a reference to one cell means; None for "#REF!" and anything else."""
    match = _REFERENCE.match(formula.strip().removeprefix("="))
    if match is None:
        return None
    title = match[1].replace("''", "'") if match[1] else match[2]
    column = 0
    for letter in match[3].upper():
        column = column * 26 + ord(letter) - 64
    return title, int(match[4]), column


def as_text_formula(items: Iterable[str]) -> str:
    """A list of short texts as a formula that gives a text, which every application keeps: ="A|B"&"C|D"."""
    whole = "|".join(item.replace("|", "¦") for item in items)
    pieces = [whole[start : start + 200] for start in range(0, len(whole), 200)] or [""]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)


def from_text_formula(formula: str) -> tuple[str, ...]:
    """The list that `as_text_formula` wrote."""
    pieces = re.findall(r'"((?:[^"]|"")*)"', formula)
    whole = "".join(piece.replace('""', '"') for piece in pieces)
    return tuple(whole.split("|")) if whole else ()
