"""Finding the blocks again in a sheet that people edited: by their titles, wherever they are and in either language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from habitue.criteria.named import LANGUAGES
from habitue.errors import BadCriteria
from habitue.language import Language, Sentence, sentence
from habitue.sheetmodel import FormerSheet
from habitue.sheets.criteria.blocks import BLOCKS, Block
from habitue.sheets.criteria.vocabulary import plain
from habitue.tables import column_letter

_ENOUGH_TITLES = 3
"""So many titles of a block in one row make it the block's header, and a title that lacks there an error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a block as it stands: its texts by column key, blank where the cell is."""

    texts: Mapping[str, str]
    sheet: str
    row: int
    columns: Mapping[str, int]
    language: Language  # of the block's titles

    def __getitem__(self, key: str) -> str:
        return self.texts.get(key, "")

    def address(self, key: str) -> str:
        """Where the cell is: "Criteria!C12"."""
        return f"{self.sheet}!{column_letter(self.columns[key])}{self.row}"

    def refuse(self, key: str, why: Sentence) -> BadCriteria:
        """The error that names the cell."""
        return BadCriteria(sentence("{place}: {why}", place=self.address(key), why=why), why=why)


def lines_of(former: FormerSheet, block: Block) -> list[Line]:
    """All lines of a block that are not blank; none where the block is not in the sheet."""
    return [line for header in _headers(former, block) for line in _below(former, header, block)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Header:
    row: int
    columns: Mapping[str, int]
    language: Language


def _headers(former: FormerSheet, block: Block) -> Iterator[_Header]:
    first = next(iter(block.columns.values()))[1]
    firsts = {plain(first.say(language)) for language in LANGUAGES}
    rows = sorted(row for (row, _), text in former.grid.items() if plain(text) in firsts)
    for row in dict.fromkeys(rows):
        header = _header(former, block, row)
        if header is not None:
            yield header


def _header(former: FormerSheet, block: Block, row: int) -> _Header | None:
    titles = {column: plain(text) for (line, column), text in sorted(former.grid.items()) if line == row}
    found: dict[str, int] = {}
    spoken: dict[Language, int] = dict.fromkeys(LANGUAGES, 0)
    for key, (_, title) in block.columns.items():
        for language in LANGUAGES:
            said = plain(title.say(language))
            here = [column for column, text in titles.items() if text == said]
            if here:
                found.setdefault(key, here[0])
                spoken[language] += 1
    wanted = [key for key in block.columns if not key.isdigit()]
    missing = [key for key in wanted if key not in found]
    if missing and len(found) >= min(_ENOUGH_TITLES, len(wanted)):
        language = max(LANGUAGES, key=lambda one: spoken[one])
        why = sentence(
            "this row of titles lacks: {missing}; put them back",
            missing=[block.columns[key][1].say(language) for key in missing],
        )
        raise BadCriteria(sentence("{place}: {why}", place=f"{former.title}!{row}:{row}", why=why), why=why)
    if missing:
        return None
    return _Header(row=row, columns=found, language=max(LANGUAGES, key=lambda one: spoken[one]))


def _below(former: FormerSheet, header: _Header, block: Block) -> Iterator[Line]:
    last = max(row for row, _ in former.grid)
    label = header.columns[next(iter(block.columns))]
    keys = {column: key for key, column in header.columns.items()}
    by_row: dict[int, dict[str, str]] = {}
    for (row, column), text in former.grid.items():
        if row > header.row and column in keys and text.strip():
            by_row.setdefault(row, {})[keys[column]] = " ".join(text.split())
    for row in range(header.row + 1, last + 1):
        texts = by_row.get(row)
        if texts is None:
            continue
        if len(texts) == 1 and plain(former.grid.get((row, label), "")) in _SECTIONS:
            return
        yield Line(texts=texts, sheet=former.title, row=row, columns=header.columns, language=header.language)


_SECTIONS = {plain(block.title.say(language)) for block in BLOCKS.values() for language in LANGUAGES}
