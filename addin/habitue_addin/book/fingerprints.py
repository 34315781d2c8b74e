"""Short prints of what a sheet looks like, noted in the workbook: what has not changed since is not said again.

Rules and looks take most requests, and hardly ever change. Where a file was refreshed between two renderings, only
looks can be older than they should be; values never depend on this.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import NamedTuple

from habitue.sheetmodel import DataBar, Highlight
from habitue.workbook.write import names
from habitue.workbook.write.dropdowns import dropdowns
from habitue.workbook.write.looks import number_format
from habitue_addin.book.dressing import loose_patches
from habitue_addin.book.grounds import label_rules
from habitue_addin.book.site import Site

LOOKS = "_habitue_looks"
"""The defined name that holds the prints of all sheets of ours."""


class Prints(NamedTuple):
    """The prints of a sheet: cells outside the tables, drop-downs, rules, labels, number formats; "" if not known."""

    loose: str = ""
    choices: str = ""
    rules: str = ""
    labels: str = ""
    formats: str = ""


def prints_of(site: Site) -> Prints:
    """The prints of a sheet as it will be."""
    model, tables = site.model, site.tables
    marks = [(table, one) for table in tables for one in table.model.highlights]
    rules = [(str(t.column_area(one.column)), one) for t, one in marks if isinstance(one, DataBar)]
    longest = [(str(t.column_area(one.column)), one) for t in tables for one in label_rules(t.model)]
    labels = [(t.model.name, one) for t, one in marks if isinstance(one, Highlight)]
    formats = [
        (column.title, number_format(column.ours.kind, model.language, model.currency))
        for table in tables
        for column in table.columns
        if column.ours
    ]
    parts = (loose_patches(model), dropdowns(model, tables), (rules, longest), labels, formats)
    return Prints(*(sha256(repr(part).encode()).hexdigest()[:12] for part in parts))


def noted(said: Mapping[str, str]) -> dict[str, Prints]:
    """The prints by the marks of their sheets, as they were noted last."""
    found = (text.split(" ") for text in names.from_text_formula(said.get(LOOKS, "")))
    return {mark: Prints(*prints) for mark, *prints in found if len(prints) == len(Prints._fields)}


def as_note(prints: Mapping[str, Prints]) -> str:
    """The formula that notes prints."""
    lines: Iterable[str] = (" ".join((mark, *found)) for mark, found in prints.items())
    return names.as_text_formula(lines)
