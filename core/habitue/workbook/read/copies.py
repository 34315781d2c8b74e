"""Copies that people make of our sheets: what they say of customers came from us, so it is not read as theirs."""

import re
from collections.abc import Iterable, Mapping, Sequence

COLUMNS = "_habitue_columns."
"""A hidden name with this beginning lists the columns that we wrote in a table of ours."""

_FEWEST = 5  # columns that tell our table from any other with the same titles
_SHARE = 0.8
_NUMBERED = re.compile(r"_?\d*$")  # what a spreadsheet adds to the name of a copied table


def our_columns(names: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """The titles of each table of ours, by the table's name, from all names of a workbook and their formulas."""
    return {
        name[len(COLUMNS) :]: _listed(formula) for name, formula in names if name.lower().startswith(COLUMNS.lower())
    }


def is_named_as_ours(table: str, ours: Mapping[str, Sequence[str]]) -> bool:
    """Whether an Excel table has the name of one of ours, or the name that a copy of it gets."""
    return _stem(table) in {_stem(name) for name in ours}


def is_copy(titles: Iterable[str], ours: Mapping[str, Sequence[str]]) -> bool:
    """Whether a table with these titles has nearly all columns of one of ours."""
    there = {title.casefold() for title in titles}
    return any(
        len(columns) >= _FEWEST and sum(column.casefold() in there for column in columns) >= _SHARE * len(columns)
        for columns in ours.values()
    )


def _stem(name: str) -> str:
    return _NUMBERED.sub("", name).casefold()


def _listed(formula: str) -> tuple[str, ...]:
    pieces = re.findall(r'"((?:[^"]|"")*)"', formula)
    return tuple("".join(piece.replace('""', '"') for piece in pieces).split("|"))
