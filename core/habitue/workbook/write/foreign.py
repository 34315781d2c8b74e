"""The few parts of other people's that must follow when a sheet of ours changes: calculation, shared strings."""

import re
from collections.abc import Iterable, Iterator, Sequence

from habitue.language import Sentence, sentence
from habitue.workbook.write.package import Package
from habitue.workbook.write.strings import strings_part, used, wiped
from habitue.workbook.write.workbookpart import Workbook
from habitue.workbook.write.xml import XmlPart


def drop_calculation_chain(workbook: Workbook) -> None:
    """Take away the list of calculated cells, which would name cells that are no more; Excel makes it anew."""
    package = workbook.package
    for relation in package.related(workbook.part, "calcChain"):
        package.unrelate(workbook.part, {relation.id})
        if package.has(relation.target):
            package.drop(relation.target)


def wipe_strings(workbook: Workbook, candidates: set[int], ours: Iterable[str]) -> None:
    """Empty the shared strings that only our sheets used: what a customer who is gone was called must go too."""
    part = strings_part(workbook)
    if part is None or not candidates:
        return
    mine = set(ours)
    gone = set(candidates)
    for sheet in workbook.sheets:
        if sheet.part and sheet.part not in mine and gone:
            for rows in workbook.package.stream_rows(sheet.part):
                gone -= used(rows)
    if gone:
        data = workbook.package.must_read(part)
        workbook.package.put(part, wiped(data, gone))


def is_referred_to(workbook: Workbook, titles: Sequence[str], tables: Sequence[str], ours: Iterable[str]) -> bool:
    """Whether a formula elsewhere, in a cell or a name, uses one of our sheets or tables."""
    spelt = [re.escape(text.replace("'", "''")) for text in titles]
    pattern = "|".join([*(rf"(?<![\w.]){text}'?!" for text in spelt), *(rf"\b{re.escape(name)}\b" for name in tables)])
    if not pattern:
        return False
    if any(re.search(pattern, formula, re.IGNORECASE) for formula in workbook.foreign_formulas()):
        return True
    raw = re.compile("|".join(_xml_forms(pattern)).encode(), re.IGNORECASE)
    mine = set(ours)
    return any(
        raw.search(data)
        for sheet in workbook.sheets
        if sheet.part and sheet.part not in mine
        for data in _formulas(workbook.package, sheet.part)
    )


def _xml_forms(pattern: str) -> list[str]:
    escaped = pattern.replace("\\&", "&amp;").replace("&", "&amp;") if "&" in pattern else pattern
    return [escaped, escaped.replace("'", "&apos;")] if "'" in escaped else [escaped]


def _formulas(package: Package, part: str) -> Iterator[bytes]:
    """The formulas of a sheet, one after the other."""
    for rows in package.stream_rows(part):
        for match in re.finditer(rb"<(?:\w+:)?f(?:\s[^>]*)?>([^<]*)<", rows):
            yield match[1]


def pivot_warnings(package: Package, titles: Sequence[str], tables: Sequence[str]) -> list[Sentence]:
    """A pivot table that reads our sheets keeps a copy of what it read last, until somebody refreshes it."""
    names = {name.casefold() for name in tables}
    sheets = {title.casefold() for title in titles}
    for part in package.parts_of_type("pivotCacheDefinition+xml"):
        root = XmlPart(package.read(part) or b"<x/>", 3).root
        source = root.one("cacheSource")
        place = source.one("worksheetSource") if source is not None else None
        if place is not None and (place.get("name").casefold() in names or place.get("sheet").casefold() in sheets):
            return [
                sentence(
                    "A pivot table reads our sheets and still shows what they held before, with customers who may be "
                    "gone. In Excel, choose Data > Refresh All."
                )
            ]
    return []
