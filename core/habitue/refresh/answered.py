"""What the workbook remembers about duplicates: answers on its sheet and in the journal, and merges in the journal."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import numpy as np
import pandas as pd

from habitue.criteria.named import LANGUAGES
from habitue.language import Language
from habitue.merging.answers import WORDS, Answered, Survives, latest, meaning
from habitue.merging.remembered import Merge
from habitue.merging.rules import SAID
from habitue.refresh.former import Memory
from habitue.roles import Role
from habitue.roles.titles import TITLES
from habitue.sheets.duplicates import MARK, REVIEWED, STATES, read_certain, read_review
from habitue.sheets.words import EVENTS, JOURNAL


def in_journal(memory: Memory) -> list[Answered]:
    """The answers of the journal, oldest first."""
    return list(_in_journal(memory.journal))


def on_sheet(memory: Memory) -> list[Answered]:
    """The answers on the Duplicates sheet, in its order."""
    sheet = memory.sheets.get(MARK)
    return [] if sheet is None else list(_answers(read_review(sheet)))


def certain_on_sheet(memory: Memory, marks: Sequence[str], texts: Mapping[str, Sequence[str]]) -> list[tuple[int, int]]:
    """The pairs of rows that the sheet calls certain and that say what they said then; `texts` are today's, by role."""
    sheet = memory.sheets.get(MARK)
    if sheet is None:
        return []
    rows = {mark: row for row, mark in enumerate(marks)}
    lines = read_certain(sheet)
    roles = [str(name) for name in lines if name in texts]
    unseen = [role for role in REVIEWED if role in texts and role not in roles]
    said = lines[roles].fillna("").to_numpy(object) if roles else np.empty((len(lines), 0), dtype=object)
    as_then: set[str] = set()
    for mark, then in zip(lines["mark"].tolist(), said.tolist(), strict=True):
        row = rows.get(mark, -1)
        if row >= 0 and [texts[role][row] for role in roles] == then and not any(texts[role][row] for role in unseen):
            as_then.add(mark)
    pairs = zip(lines["reference"].tolist(), lines["mark"].tolist(), strict=True)
    return [(rows[one], rows[other]) for one, other in pairs if one in as_then and other in as_then]


def remarks_on_sheet(memory: Memory) -> dict[tuple[str, str], str]:
    """The remarks beside pairs, by their two marks."""
    sheet = memory.sheets.get(MARK)
    if sheet is None:
        return {}
    lines = read_review(sheet)
    lines = lines[lines["note"].notna()]
    both = zip(lines["reference"], lines["mark"], lines["note"], strict=True)
    return {(min(one, other), max(one, other)): note for one, other, note in both}


def disagreed_on_sheet(memory: Memory) -> frozenset[tuple[str, str]]:
    """The pairs (by their two marks) about which two copies said different things, and nobody has decided since."""
    sheet = memory.sheets.get(MARK)
    if sheet is None:
        return frozenset()
    lines = read_review(sheet)
    words = {STATES["conflict"].say(language) for language in LANGUAGES}
    lines = lines[lines["state"].isin(words) & lines["answer"].isna() & lines["note"].notna()]
    both = zip(lines["reference"], lines["mark"], strict=True)
    return frozenset((min(one, other), max(one, other)) for one, other in both)


def merges_in(journal: pd.DataFrame) -> list[Merge]:
    """The merges that the journal tells of, oldest first; lines about single cells are no merges of their own."""
    lines = journal[is_merge(journal) & journal["column"].isna() & journal["key"].notna()]
    return [
        Merge(old=old, golden=golden, undone=undone)
        for old, golden, undone in zip(
            lines["before"].fillna("").tolist(), lines["key"].tolist(), lines["undone"].notna().tolist(), strict=True
        )
        if old
    ]


def values_by_hand(journal: pd.DataFrame) -> dict[tuple[str, str], str]:
    """The values that people chose to stay in a merge, by the number that stays and the label of the column."""
    words = {SAID["chosen"].say("fr"), SAID["chosen"].say("en")}
    lines = journal[is_merge(journal) & journal["column"].notna() & journal["undone"].isna()]
    lines = lines[lines["rule"].isin(words) & lines["key"].notna()]
    return {
        (str(key), str(label)): "" if pd.isna(value) else str(value)
        for key, label, value in zip(lines["key"], lines["column"], lines["after"], strict=True)
    }


def survivors_in(journal: pd.DataFrame) -> list[Survives]:
    """Whose values are to stay when lines are put together, as people chose before they were; oldest first."""
    lines = journal[_is(journal, "answer") & journal["column"].notna() & journal["undone"].isna()]
    roles = {title.say(language): str(role) for role, title in TITLES.items() for language in LANGUAGES}
    return [
        Survives(reference=str(reference), mark=str(mark), role=roles[str(title)])
        for reference, mark, title in zip(lines["before"], lines["key"], lines["column"], strict=True)
        if isinstance(reference, str) and isinstance(mark, str) and str(title) in roles
    ]


def survivor_lines(chosen: Iterable[Survives], today: date, language: Language) -> pd.DataFrame:
    """The same as lines for the journal."""
    lines = [
        {"key": one.mark, "before": one.reference, "column": TITLES[Role(one.role)].say(language)} for one in chosen
    ]
    rule = SAID["chosen"].say(language)
    frame = pd.DataFrame(lines, columns=["key", "before", "column"]).assign(rule=rule)
    return journal_lines("answer", today, language, frame)


def is_merge(journal: pd.DataFrame) -> np.ndarray:
    """Which lines tell of merges."""
    mask: np.ndarray = _is(journal, "merge").to_numpy(bool)
    return mask


def with_answers(memory: Memory, today: date, language: Language) -> pd.DataFrame:
    """The journal with a line for each answer of the Duplicates sheet that it does not have yet."""
    known = {one.pair: one.answer for one in latest(_in_journal(memory.journal))}
    new = [one for one in on_sheet(memory) if known.get(one.pair) != one.answer]
    if not new:
        return memory.journal
    lines = pd.DataFrame(
        {
            "key": [one.mark for one in new],
            "before": [one.reference for one in new],
            "after": [WORDS[one.answer].say(language) for one in new],
        }
    )
    return pd.concat([memory.journal, journal_lines("answer", today, language, lines)], ignore_index=True)


def journal_lines(event: str, today: date, language: Language, columns: pd.DataFrame) -> pd.DataFrame:
    """Lines for the journal of one kind of event."""
    lines = columns.reindex(columns=list(JOURNAL)).astype("string")
    lines["what"] = EVENTS[event].say(language)
    lines["when"] = today.toordinal()
    lines["undone"] = pd.array([pd.NA] * len(lines), dtype="Int64")
    return lines


def _in_journal(journal: pd.DataFrame) -> Iterable[Answered]:
    lines = journal[_is(journal, "answer") & journal["column"].isna() & journal["undone"].isna()]
    return _answers(lines.rename(columns={"key": "mark", "before": "reference", "after": "answer"}))


def _is(journal: pd.DataFrame, event: str) -> pd.Series:
    return journal["what"].isin({EVENTS[event].say("fr"), EVENTS[event].say("en")})


def _answers(lines: pd.DataFrame) -> Iterable[Answered]:
    for reference, mark, text in zip(lines["reference"], lines["mark"], lines["answer"], strict=True):
        answer = meaning(text)
        if answer is not None and isinstance(reference, str) and isinstance(mark, str):
            yield Answered(reference=reference, mark=mark, answer=answer)
