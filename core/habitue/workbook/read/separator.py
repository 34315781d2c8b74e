"""What stands between the fields of a text file, told from how evenly it parts the lines."""

import csv
import re
from collections import Counter
from collections.abc import Sequence

SEPARATORS = (";", ",", "\t", "|")
_SAMPLE_LINES = 200
_LONGEST_LINE = 20_000  # the csv module refuses much longer fields
_DECLARED = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)


def declared_separator(first_line: str) -> str | None:
    """The separator of a first line such as "sep=;", which Excel understands; None if the line is another."""
    match = _DECLARED.fullmatch(first_line.strip("\ufeff \r\n"))
    return match[1] if match else None


def separator_of(text: str, among: Sequence[str] | None = None) -> tuple[str, int]:
    """The separator of a text and the number of fields of most of its lines; a lone column has 1 field.

    A comma between the digits of French amounts also parts lines evenly: the separator that gives the most lines the
    same number of fields wins, then the one that gives more fields, then the one that stands in the first line.
    """
    some = [line[:_LONGEST_LINE] for line in text.splitlines()[: _SAMPLE_LINES * 2] if line.strip()]
    lines = some[:_SAMPLE_LINES]
    ranked = [(*_evenness(lines, separator), separator) for separator in among or SEPARATORS]
    evenness, fields, separator = max(ranked, key=lambda found: (found[1] > 1, round(found[0], 1), _rank(lines, found)))
    return (separator, fields) if fields > 1 and evenness > 0 else (",", 1)


def _evenness(lines: list[str], separator: str) -> tuple[float, int]:
    """The share of lines with the most common number of fields above one, and that number."""
    counts = Counter(len(row) for row in csv.reader(lines, delimiter=separator) if row)
    several = {number: count for number, count in counts.items() if number > 1}
    if not several:
        return 0.0, 1
    fields = max(several, key=lambda number: (several[number], number))
    return several[fields] / max(sum(counts.values()), 1), fields


def _rank(lines: list[str], found: tuple[float, int, str]) -> tuple[bool, int]:
    """A decimal comma seldom stands in the first line, among the titles."""
    _, fields, separator = found
    return separator in lines[0], fields
