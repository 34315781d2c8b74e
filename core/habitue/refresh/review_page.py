"""The Duplicates sheet of a search: groups in the order of their worth, what would survive, and answers kept."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from habitue.language import Sentence, plural, say_percent, sentence
from habitue.merging.answers import WORDS, Answered, choices
from habitue.merging.review import Group, Line, alike, review
from habitue.merging.survivors import Chooser, comparable, texts_of
from habitue.refresh.answered import remarks_on_sheet
from habitue.refresh.duplicates import Search, contradictions
from habitue.sheetmodel import SheetModel, Style
from habitue.sheets.duplicates import STATES, ReviewPage, duplicates_sheet
from habitue.sheets.words import REVIEW
from habitue.tables import text_dtype

MOST_CERTAIN_LINES = 20_000
"""Lines of certain groups that are shown; a list that nobody can read to its end helps nobody."""

MOST_ALIKE = 5
"""Groups that the head of another one names as alike."""

Remarks = Mapping[tuple[str, str], str]


def review_sheet(found: Search, conflicts: Remarks | None = None) -> SheetModel:
    """The sheet; `conflicts` are remarks on pairs (by their marks, in order) about which two copies disagree."""
    groups = review(found.matching, found.answers, found.customer, found.age, found.held)
    shown, hidden = _readable(groups)
    remarks = remarks_on_sheet(found.sources.memory) | dict(conflicts or {})
    lines = _Lines(found, shown, remarks)
    return duplicates_sheet(
        ReviewPage(
            language=found.language,
            counts=_counts(found, groups),
            notes=(*contradictions(found), *_notes(hidden), *found.matching.estimate.warnings),
            choices=choices(found.language),
            lines=lines.frame(),
            styles=lines.styles(),
            kept=_kept(found, shown),
        )
    )


def _readable(groups: Sequence[Group]) -> tuple[list[Group], int]:
    """The groups to show, and how many certain ones are left out."""
    shown, hidden, length = [], 0, 0
    for group in groups:
        if group.state == "certain":
            length += len(group.rows)
            if length > MOST_CERTAIN_LINES:
                hidden += 1
                continue
        shown.append(group)
    return shown, hidden


def _counts(found: Search, groups: Sequence[Group]) -> tuple[Sentence, ...]:
    counts = {
        state: sum(group.state == state for group in groups) for state in ("open", "later", "certain", "answered")
    }
    compared = plural("{count} line of customers compared.", "{count} lines of customers compared.", len(found.rows))
    if not groups:
        return (compared, sentence("No duplicates were found."))
    parts = [
        plural("{count} group to decide", "{count} groups to decide", counts["open"]),
        plural("{count} put off", "{count} put off", counts["later"]),
        plural("{count} certain", "{count} certain", counts["certain"]),
        plural("{count} decided", "{count} decided", counts["answered"]),
    ]
    said = " · ".join(part.say(found.language) for part in parts)
    precision = found.matching.estimate.precision
    lines = [compared, Sentence("{said}", {"said": said})]
    if counts["certain"] and not np.isnan(precision):
        share = say_percent(precision, found.language, 1)
        lines.append(sentence("Of the pairs called certain, {share} are expected to be right.", share=share))
    return tuple(lines)


def _notes(hidden: int) -> tuple[Sentence, ...]:
    lines = [
        sentence(
            "Each yellow cell asks whether its line is the same customer as the first line of its group. Answer, save, "
            "and run habitue merge: certain groups and answers are applied, and each merge can be undone."
        ),
        sentence(
            "“{same}” makes one customer of both lines; “{different}” and “{household}” keep them apart for good; "
            "“{later}” leaves the question. A certain group needs no answer; to keep it apart, answer “{different}”.",
            **{str(answer): word for answer, word in WORDS.items()},
        ),
    ]
    if hidden:
        lines.append(
            plural("{count} more certain group is not shown.", "{count} more certain groups are not shown.", hidden)
        )
    return tuple(lines)


class _Lines:
    """The lines of the table, a reference line at the head of each group."""

    def __init__(self, found: Search, groups: Sequence[Group], remarks: Remarks) -> None:
        self._found = found
        self._groups = groups
        self._alike = alike(groups, found.matching)
        self._remarks = remarks
        self._records = found.rows.records
        self._texts = texts_of(self._records)

    def frame(self) -> pd.DataFrame:
        """As `ReviewPage.lines`."""
        lines = [line for number, group in enumerate(self._groups, 1) for line in self._of_group(number, group)]
        columns: dict[str, object] = {
            key: [line[key] for line in lines]
            if key in ("group", "row")
            else pd.Series([line[key] for line in lines], dtype=text_dtype())
            for key in REVIEW
        }
        rows = [row for group in self._groups for row in group.rows]
        details = {
            role: pd.Series([texts[row] or None for row in rows], dtype=text_dtype())
            for role, texts in self._texts.items()
            if any(texts[row] for row in rows)
        }
        return pd.DataFrame({**columns, **details})

    def styles(self) -> dict[str, list[Style]]:
        """As `ReviewPage.styles`."""
        chooser = Chooser(self._found.rows.cleaned, self._found.age, self._found.sources.criteria.survivors)
        found: dict[str, list[Style]] = {role: [] for role in self._texts}
        for group in self._groups:
            source = chooser.survivor(group.rows).source
            for role, texts in self._texts.items():
                found[role] += _looks(role, [texts[row] for row in group.rows], texts[source.get(role, group.rows[0])])
        return found

    def _of_group(self, number: int, group: Group) -> list[dict[str, object]]:
        said = sentence("The line to compare with")
        if others := self._alike[number - 1]:
            said = plural(
                "{line} (doubtful for the same reasons: group {groups})",
                "{line} (doubtful for the same reasons: groups {groups})",
                len(others),
                line=said,
                groups=[place + 1 for place in others[:MOST_ALIKE]],
            )
        return [
            {**self._common(number, group.reference), "why": said.say(self._found.language)},
            *({**self._common(number, line.row), **self._asked(group, line)} for line in group.lines),
        ]

    def _common(self, number: int, row: int) -> dict[str, object]:
        found = self._found
        sheet, sheet_row = found.rows.place(row)
        customer = int(found.rows.customer[row])
        return {
            **dict.fromkeys(REVIEW),
            "group": number,
            "key": found.intake.customers["key"].iloc[customer] if customer >= 0 else None,
            "sheet": sheet,
            "row": sheet_row,
            "mark": found.marks[row],
        }

    def _asked(self, group: Group, line: Line) -> dict[str, object]:
        found = self._found
        reference, mark = found.marks[group.reference], found.marks[line.row]
        pair = min(reference, mark), max(reference, mark)
        rows = min(group.reference, line.row), max(group.reference, line.row)
        state = "conflict" if rows in found.held else line.state
        return {
            "state": STATES[state].say(found.language),
            "answer": WORDS[line.answer].say(found.language) if line.answer else None,
            "why": found.matching.why(line.pair, found.language) if line.pair >= 0 else None,
            "note": self._remarks.get(pair),
            "reference": reference,
        }


def _looks(role: str, texts: Sequence[str], surviving: str) -> list[Style]:
    """Grey where all are the same, green what would stay where they differ, amber what would not."""
    same = [comparable(role, text) for text in texts]
    stays = comparable(role, surviving)
    if len({text for text in same if text}) <= 1:
        return ["muted" if text else "plain" for text in same]
    return ["plain" if not text else "good" if text == stays else "warn" for text in same]


def _kept(found: Search, groups: Sequence[Group]) -> pd.DataFrame:
    """Answers about pairs that are not shown, those of merged customers left out."""
    shown = {
        tuple(sorted((found.marks[group.reference], found.marks[line.row]))) for group in groups for line in group.lines
    }
    kept: list[Answered] = list(found.lost)
    for one in found.answers:
        pair = tuple(sorted((found.marks[one.reference], found.marks[one.row])))
        together = found.customer[one.reference] == found.customer[one.row] and found.customer[one.row] >= 0
        if pair not in shown and not together:
            kept.append(one.told)
    kept.sort(key=lambda one: one.pair)
    return pd.DataFrame(
        {
            "reference": pd.Series([one.reference for one in kept], dtype=text_dtype()),
            "mark": pd.Series([one.mark for one in kept], dtype=text_dtype()),
            "answer": pd.Series([WORDS[one.answer].say(found.language) for one in kept], dtype=text_dtype()),
        }
    )
