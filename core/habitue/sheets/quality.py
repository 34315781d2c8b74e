"""The Quality sheet: who can be reached and how, what is filled, what was corrected and what could not be."""

from collections.abc import Sequence

from habitue.language import Language, Sentence, plural, sentence
from habitue.outcome import Refresh
from habitue.quality import GroupRate, Quality, RuleCount, Way
from habitue.sheetmodel import (
    Cell,
    DataBar,
    Highlight,
    Kind,
    SheetModel,
    Style,
    TableColumn,
    TableModel,
    Values,
)
from habitue.sheets.page import FIRST_ROW, head
from habitue.sheets.words import QUALITY, SHEETS

NO_CONSENT = sentence("The file does not say who has agreed: nobody is left out for want of consent.")
AS_A_RULE = sentence(
    "Words for “nothing” (N/A, -, xxx, 0000) count as blank: that is the rule text.placeholder, which can be switched "
    "off in the Criteria sheet."
)
_HEADINGS = {
    "HabitueReach": sentence("Who can be reached"),
    "HabitueReachStatus": sentence("Share of each status that may be contacted"),
    "HabitueReachSegment": sentence("Share of each segment that may be contacted"),
    "HabitueFields": sentence("What is filled"),
    "HabitueCorrected": sentence("What was corrected"),
    "HabitueDoubts": sentence("What could not be, and should be looked at"),
}
_TO_DO = sentence("What to do")
_OF_A_COUNTRY = frozenset({"phone", "mobile", "postcode"})
_ENOUGH = 10
_WAYS: tuple[Way, ...] = ("email", "mobile", "post", "phone")
_WIDTHS = (58, 13, 17, 28, 28, 25)
_GAP = 3
_LONGEST = 120
_LONGEST_WORD = 27  # letters that fit the width of 28


def quality_sheet(refresh: Refresh, quality: Quality) -> SheetModel:
    """One page, read from top to bottom."""
    language = refresh.language
    title = SHEETS["quality"].say(language)
    reach = _reach(quality, language, FIRST_ROW + 1)
    missing = _lines(refresh, quality, reach.last_row + 2)
    row = missing[-1].row + _GAP
    tables = [reach]
    for make in (_fields, _statuses, _segments, _corrected, _doubts):
        table = make(quality, language, row)
        if table is not None:
            tables.append(table)
            row = table.last_row + _GAP
    headings = [
        Cell(row=table.row - 1, column=1, value=_HEADINGS[table.name].say(language), style="subtitle")
        for table in tables
    ]
    return SheetModel(
        mark="quality",
        title=title,
        cells=(*head(refresh, title), *headings, *missing),
        tables=tuple(tables),
        widths=_WIDTHS,
        freeze=(2, 0),
        tone="teal",
        language=language,
    )


def _reach(quality: Quality, language: Language, row: int) -> TableModel:
    column = _Columns(language)
    ways = quality.ways
    return TableModel(
        name="HabitueReach",
        row=row,
        columns=(
            column("way", "text", [way.name.say(language) for way in ways], style="strong"),
            column("reachable", "integer", [way.reachable for way in ways]),
            column("reachable_share", "percent", [quality.share(way.reachable) for way in ways]),
            column("allowed", "integer", [way.allowed for way in ways]),
            column("allowed_share", "percent", [quality.share(way.allowed) for way in ways]),
            column("silent", "integer", [way.reachable - way.allowed for way in ways]),
        ),
        highlights=(DataBar(column="reachable_share", tone="teal"), DataBar(column="allowed_share", tone="green")),
        filters=False,
    )


def _lines(refresh: Refresh, quality: Quality, row: int) -> tuple[Cell, ...]:
    """What to do, a line each, the most telling first, and what to know; long lines run on over the cells beside."""
    language = refresh.language
    to_do = _to_do(refresh, quality)
    notes = [AS_A_RULE] if quality.consent_known else [NO_CONSENT, AS_A_RULE]
    head = [Cell(row=row, column=1, value=_TO_DO.say(language), style="subtitle")] if to_do else []
    styled = [*((line, "plain") for line in to_do), *((line, "muted") for line in notes)]
    lines = [
        Cell(row=row + number, column=1, value=line.say(language), style="muted" if style == "muted" else "plain")
        for number, (line, style) in enumerate(styled, start=1)
    ]
    return (*head, *lines)


def _to_do(refresh: Refresh, quality: Quality) -> list[Sentence]:
    """First what one change mends, then the cells to look at, then what is missing to use each channel."""
    found: list[Sentence] = []
    strange = [field for field in quality.fields if field.role in _OF_A_COUNTRY]
    if any(field.filled >= _ENOUGH and field.doubtful * 2 > field.filled for field in strange):
        found.append(
            sentence(
                "Most telephones or postcodes are not written as in the country of the criteria ({country}): "
                "if your customers live elsewhere, change it in the Criteria sheet.",
                country=refresh.criteria.country,
            )
        )
    doubts = sum(rule.count for rule in quality.doubts)
    if doubts:
        found.append(
            plural(
                "{count} cell should be looked at: the last table of this sheet says why, with an example.",
                "{count} cells should be looked at: the last table of this sheet says why, with an example of each.",
                doubts,
            )
        )
    return found + [line for way in quality.ways for line in way.missing]


def _fields(quality: Quality, language: Language, row: int) -> TableModel | None:
    if not quality.fields:
        return None
    column = _Columns(language)
    fields = quality.fields
    names = [field.name.say(language) for field in fields]
    return TableModel(
        name="HabitueFields",
        row=row,
        columns=(
            column("field", "text", [name[:1].upper() + name[1:] for name in names]),
            column("filled", "integer", [field.filled for field in fields]),
            column("filled_share", "percent", [quality.share(field.filled) for field in fields]),
            column("corrected", "integer", [field.corrected for field in fields]),
            column("doubtful", "integer", [field.doubtful for field in fields]),
        ),
        highlights=(DataBar(column="filled_share", tone="teal"),),
        filters=False,
    )


def _statuses(quality: Quality, language: Language, row: int) -> TableModel | None:
    return _groups("HabitueReachStatus", "status", quality.statuses, language, row)


def _segments(quality: Quality, language: Language, row: int) -> TableModel | None:
    return _groups("HabitueReachSegment", "segment", quality.segments, language, row)


def _groups(name: str, key: str, groups: Sequence[GroupRate], language: Language, row: int) -> TableModel | None:
    """The share of each group that may be contacted each way."""
    shown = [group for group in groups if group.customers]
    if not shown:
        return None
    column = _Columns(language)
    return TableModel(
        name=name,
        row=row,
        columns=(
            column(key, "text", [group.label.name for group in shown]),
            column("customers", "integer", [group.customers for group in shown]),
            *(
                column(way, "percent", [round(group.allowed[way] / group.customers, 4) for group in shown])
                for way in _WAYS
            ),
        ),
        highlights=(
            *(Highlight(column=key, value=group.label.name, tone=group.label.tone) for group in shown),
            *(DataBar(column=way, tone="green") for way in _WAYS),
        ),
        filters=False,
    )


def _corrected(quality: Quality, language: Language, row: int) -> TableModel | None:
    return _rules("HabitueCorrected", quality.corrected, ("before", "after"), language, row)


def _doubts(quality: Quality, language: Language, row: int) -> TableModel | None:
    return _rules("HabitueDoubts", quality.doubts, ("value", "suggestion"), language, row)


def _rules(
    name: str, rules: Sequence[RuleCount], told: tuple[str, str], language: Language, row: int
) -> TableModel | None:
    """A line per rule: what it means, how many cells, and one of them."""
    if not rules:
        return None
    column = _Columns(language)
    return TableModel(
        name=name,
        row=row,
        columns=(
            column("rule", "text", [rule.explains.say(language) for rule in rules], wrap=True),
            column("cells", "integer", [rule.count for rule in rules]),
            column("example", "text", [rule.place for rule in rules]),
            column(told[0], "text", [_short(rule.before) for rule in rules], wrap=True),
            column(told[1], "text", [_short(rule.after or "") or None for rule in rules], wrap=True),
            column("id", "text", [rule.rule for rule in rules], style="muted"),
        ),
        filters=False,
    )


def _short(text: str) -> str:
    """A value on one line, short, without a word wider than its column: e-mails would wrap inside."""
    words = (word if len(word) <= _LONGEST_WORD else f"{word[: _LONGEST_WORD - 1]}…" for word in text.split())
    plain = " ".join(words)
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"


class _Columns:
    """Makes the columns of this sheet in one language."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def __call__(
        self, key: str, kind: Kind, values: Values, *, style: Style = "plain", wrap: bool = False
    ) -> TableColumn:
        title = QUALITY[key].say(self._language)
        return TableColumn(key=key, title=title, kind=kind, values=values, width=0, style=style, wrap=wrap)
